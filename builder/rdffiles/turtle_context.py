"""Where in a Turtle text an error lies: in which statement, behind which token, inside which brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.rdffiles import turtle_tokens as tokens

_DECLARATION: Final = re.compile(r"(?:^|\s)(@prefix|PREFIX)\s+([^\s:<>]*):\s*(<[^>\s]*>)", re.IGNORECASE)
_BASE: Final = re.compile(r"(?:^|\s)(@base|BASE)\s+(<[^>\s]*>)", re.IGNORECASE)
_CLOSED_BY: Final = {"[": "]", "(": ")"}
_DIRECTIVES: Final = {"@prefix": 3, "@base": 2, "prefix": 3, "base": 2}
"""The words that begin a directive, and how many tokens it has before its full stop."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token: its kind, its text and the offset at which it begins."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around an error."""

    text: str
    at: int
    """The offset of the token that is wrong."""
    start: int
    """The offset at which the statement begins; that of the token, where it is the first."""
    before: tuple[Piece, ...]
    """The last three tokens of the statement before it."""
    directive: str
    """The word that begins the statement, in small letters, where that is a directive."""
    opened: tuple[Piece, ...]
    """The brackets of the statement that are open."""
    graphs: int
    """How many graphs are open (TriG)."""

    @property
    def previous(self) -> Piece | None:
        """The token before it in the statement."""
        return self.before[-1] if self.before else None

    @property
    def token(self) -> str:
        """The text of the wrong token; what goes up to the next blank where it is none."""
        match = tokens.TOKEN.match(self.text, self.at)
        if match and match.end() > self.at and match.start(str(match.lastgroup)) == self.at:
            return match[0]
        word = re.compile(r"\S[^\s;,<>()\[\]{}\"]*").match(self.text, self.at)
        return word[0] if word else ""

    def declared(self) -> dict[str, str]:
        """The prefixes declared before the error, with the tokens of their IRIs."""
        return {match[2]: match[3] for match in _DECLARATION.finditer(self.text, 0, self.at)}

    def header(self) -> str:
        """The declarations before the error, in one line without its end."""
        lines = [f"@prefix {prefix}: {iri} ." for prefix, iri in self.declared().items()]
        base = [match[2] for match in _BASE.finditer(self.text, 0, self.at)]
        return " ".join([*(f"@base {iri} ." for iri in base[-1:]), *lines])

    def parts_ahead(self) -> int:
        """How many terms follow, the wrong token among them, before the next sign between parts; at most three."""
        count, depth, position = 0, 0, self.at
        while count < 3:
            match = tokens.TOKEN.match(self.text, position)
            if match is None:
                return count
            kind, position = str(match.lastgroup), match.end()
            if kind == "sign" and match[kind] in _CLOSED_BY:
                count += depth == 0
                depth += 1
            elif kind == "sign" and match[kind] != "^^":
                if depth == 0:
                    return count
                depth -= match[kind] in {"]", ")"}
            elif (
                depth == 0
                and kind not in {"tag", "sign"}
                and self.text[match.start(kind) - 2 : match.start(kind)] != "^^"
            ):
                count += 1
        return count


def context_of(text: str, offset: int, begin: int = 0, graphs: int = 0) -> Context:
    """The context of an error that the parser found at an offset.

    ``begin`` is where a statement before it begins, with so many ``graphs`` open; between the two, all is sound.
    """
    start, graphs = _statement(text, offset, begin, graphs)
    position = start
    pieces: list[Piece] = []
    opened: list[Piece] = []
    directive, left = "", 0
    while match := tokens.TOKEN.match(text, position):
        kind = str(match.lastgroup)
        piece = Piece(kind, match[kind], match.start(kind))
        if piece.start >= offset or piece.end > offset:
            break
        if directive.isalpha() and left == 0:  # PREFIX and BASE end without a full stop
            start, pieces, directive = piece.start, [], ""
        if not pieces:
            directive, left = _directive(piece)
        left = max(left - 1, 0)
        position = match.end()
        _count(piece, opened)
        pieces = [*pieces[-2:], piece]
    at = _after_blanks(text, position)
    return Context(
        text, at, at if not pieces else _after_blanks(text, start), tuple(pieces), directive, tuple(opened), graphs
    )


def after_statement(text: str, position: int) -> int | None:
    """The offset behind the full stop that ends the statement around a position; None where that can't be told."""
    match = tokens.REST.match(text, position)
    end = match.end() if match else position
    return end + 1 if text[end : end + 1] == "." else None


def _statement(text: str, offset: int, position: int, graphs: int) -> tuple[int, int]:
    """Where the statement around an offset begins, and how many graphs are open there."""
    while match := tokens.REST.match(text, position):
        sign = text[match.end() : match.end() + 1]
        if match.end() >= offset or sign not in {".", "{", "}"}:
            break
        graphs += (sign == "{") - (sign == "}")
        position = match.end() + 1
    return position, max(graphs, 0)


def _directive(piece: Piece) -> tuple[str, int]:
    word = piece.text.lower()
    return (word, _DIRECTIVES[word]) if word in _DIRECTIVES else ("", 0)


def _count(piece: Piece, opened: list[Piece]) -> None:
    if piece.kind == "sign":
        if piece.text in _CLOSED_BY:
            opened.append(piece)
        elif opened and piece.text == _CLOSED_BY[opened[-1].text]:
            opened.pop()


def _after_blanks(text: str, position: int) -> int:
    match = tokens.BLANKS.match(text, position)
    return match.end() if match else position
