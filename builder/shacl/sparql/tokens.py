"""The words of a SPARQL query, each with where it stands: in a pattern, or in an expression.

A query has to be read this far, and no further, to tell whether it can be answered for all things at once, and to have
the things and the forms of literals put in. Words are those of https://www.w3.org/TR/sparql11-query/#sparqlGrammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<gap> \s+ )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[a-zA-Z]+(?:-[a-zA-Z0-9]+)* )
    | (?P<number> (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? )
    | (?P<name> (?:_:)?[\w.-]*:(?:(?:[\w:%.-]|\\.)*(?:[\w:%-]|\\.))? )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<sign> \^\^ | && | \|\| | [<>!]= | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Exists(Enum):
    """The groups of EXISTS around a word: none, or whether the outermost group asks for the first of them."""

    NONE = 0
    OF_OUTERMOST = 1
    OF_ANOTHER = 2


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a query.

    ``start`` and ``end`` are its place in the text. ``depth`` counts the groups around it (``{…}``), and ``exists``
    says whether one of them is that of an EXISTS. ``expression`` is whether it stands within the brackets of an
    expression; ``function`` is what these belong to.
    """

    kind: str
    text: str
    start: int
    depth: int
    exists: Exists
    expression: bool
    function: str

    @property
    def end(self) -> int:
        """Where the word ends in the text."""
        return self.start + len(self.text)

    @property
    def keyword(self) -> str:
        """The word in capitals, where it is one of SPARQL's own."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def variable(self) -> str:
        """The name of a variable."""
        return self.text[1:] if self.kind == "variable" else ""


@dataclass(slots=True)
class _Bracket:
    """An open bracket: what closes it, whether an expression is in it, whose it is, and whether EXISTS is around it."""

    expression: bool
    function: str
    exists: Exists
    group: bool


@lru_cache(maxsize=512)  # each constraint is looked at in several ways
def tokens(query: str) -> tuple[Token, ...]:
    """The words of a query; gaps and comments are left out as nothing depends on them."""
    found: list[Token] = []
    brackets = [_Bracket(expression=False, function="", exists=Exists.NONE, group=True)]
    depth = 0
    for match in _WORD.finditer(query):
        kind, text = str(match.lastgroup), match.group()
        if kind in {"comment", "gap"}:
            continue
        if kind == "sign" and text in ")}" and len(brackets) > 1:
            depth -= brackets.pop().group
        around = brackets[-1]
        token = Token(kind, text, match.start(), depth, around.exists, around.expression, around.function)
        if kind == "sign" and text in "({":
            brackets.append(_opened(text, token, found))
            depth += text == "{"
        found.append(token)
    return tuple(found)


def _opened(text: str, token: Token, before: list[Token]) -> _Bracket:
    """The bracket that opens at a token, from the words before it."""
    last = before[-1] if before else None
    if text == "{":
        exists = token.exists
        if exists is Exists.NONE and last is not None and last.keyword == "EXISTS":
            exists = Exists.OF_OUTERMOST if token.depth <= 1 else Exists.OF_ANOTHER
        return _Bracket(expression=False, function="", exists=exists, group=True)
    function = last.text.upper() if last is not None and last.kind in {"word", "name", "iri"} else ""
    expression = token.expression or token.depth == 0 or function in {"FILTER", "BIND"} or _is_bare_filter(before)
    return _Bracket(expression=expression, function=function, exists=token.exists, group=False)


def _is_bare_filter(before: list[Token]) -> bool:
    """Whether the words before a bracket are FILTER and the name of a function."""
    return len(before) > 1 and before[-2].keyword == "FILTER" and before[-1].kind in {"word", "name", "iri"}
