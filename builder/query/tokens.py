"""The words of a SPARQL text with their places.

Lexical grammar: SPARQL 1.1 Query Language, section 19.8 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), as far
as it takes to tell comments, IRIs, strings, prefixed names, variables and keywords from one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Kind(Enum):
    """What a token is."""

    COMMENT = "comment"
    IRI = "iri"
    STRING = "string"
    NAME = "name"
    VARIABLE = "variable"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text, and where it starts: offset from 0, line and column from 1."""

    kind: Kind
    text: str
    offset: int
    line: int
    column: int


_LOCAL_CHARACTER: Final = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%])"
_PATTERNS: Final = {
    Kind.COMMENT: r"\#[^\n\r]*",
    Kind.IRI: r"<[^<>\"{}|^`\\\x00-\x20]*>",
    Kind.STRING: (
        r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
        r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
        r'|"(?:[^"\\\n\r]|\\.)*"'
        r"|'(?:[^'\\\n\r]|\\.)*'"
    ),
    Kind.NAME: (
        r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?:"
        rf"(?:{_LOCAL_CHARACTER}(?:(?:{_LOCAL_CHARACTER}|[.-])*(?:{_LOCAL_CHARACTER}|-))?)?"
    ),
    Kind.VARIABLE: r"[?$]\w+",
    Kind.LANGUAGE: r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    Kind.NUMBER: r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?",
    Kind.WORD: r"[A-Za-z_]\w*",
    Kind.SIGN: r"\S",
}
_TOKEN: Final = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS.items()), re.DOTALL)
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a SPARQL text in order; a text that is no SPARQL gives tokens too."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    line = 0
    for match in _TOKEN.finditer(text):
        while line + 1 < len(starts) and starts[line + 1] <= match.start():
            line += 1
        kind = Kind[match.lastgroup or "SIGN"]
        yield Token(kind, match[0], match.start(), line + 1, match.start() - starts[line] + 1)


def prologue(text: str) -> tuple[list[tuple[Token, Token]], list[Token]]:
    """The prefix declarations at the start, each as name and IRI, and the tokens behind them, without comments."""
    significant = [token for token in tokens(text) if token.kind is not Kind.COMMENT]
    declared: list[tuple[Token, Token]] = []
    while len(significant) >= 3 and significant[0].text.upper() == "PREFIX":
        declared.append((significant[1], significant[2]))
        significant = significant[3:]
    return declared, significant


def error_token(text: str, error: SyntaxError) -> Token | None:
    """The token that the RDF library's SPARQL parser stumbled over, or None where the text ends too early.

    The parser names the place in its message only, and may have read the first letters of the token already.
    """
    match = re.match(r"error at (\d+):(\d+): ", str(error))
    place = (int(match[1]), int(match[2])) if match else (1, 1)
    for token in tokens(text):
        lines = token.text.split("\n")
        end = (token.line + len(lines) - 1, len(lines[-1]) + (token.column if len(lines) == 1 else 1))
        if end > place and token.kind is not Kind.COMMENT:
            return token
    return None


def keywords(text: str, *wanted: str) -> list[Token]:
    """The tokens that are one of the wanted keywords (upper case), in any case, as SPARQL takes them."""
    return [token for token in tokens(text) if token.kind is Kind.WORD and token.text.upper() in wanted]
