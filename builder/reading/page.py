"""The text of a document as kinds of document look at it: lines with what each is, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.grades import Graded, badge
from builder.reading.grammar.mentions import Kind, Mention, Mentions
from builder.reading.grammar.plain import plain
from builder.reading.grammar.sentences import Sentence, sentences
from builder.reading.sources.text import Text

_BULLET: Final = re.compile(r"\s*(?:[-*•·o▪]|\(?[a-z0-9]{1,2}[.)])\s+")
_NUMBER: Final = re.compile(r"\s*\d{1,2}\s*")
_SENTENCE: Final = re.compile(r"[.!?;:,]['\")\]]*$")
_HEADING_LENGTH: Final = 120
_HALVES: Final = frozenset({"requires", "not", "not being", "not yet", "to be"})


class Form(StrEnum):
    """What a line is by its form alone."""

    BLANK = "blank"
    BADGE = "badge"
    NUMBER = "number"
    QUESTION = "question"
    BULLET = "bullet"
    HEADING = "heading"
    PROSE = "prose"


@dataclass
class Line:
    """One line: its 1-based number, its text with one kind of quotation mark and dash, and what it is."""

    number: int
    text: str
    raw: str
    mentions: Mentions = field(repr=False)
    below: Line | None = field(default=None, repr=False)
    """The next line."""

    @cached_property
    def badge(self) -> Graded | None:
        """The grade, or state without one, that the line consists of; it may end on the next line."""
        return badge(self.text) or (
            badge(f"{self.text.strip()} {self.below.text.strip()}") if self._half and self.below else None
        )

    @property
    def badge_words(self) -> tuple[Words, ...]:
        """Where a badge stands."""
        return (self.words, self.below.words) if self._half and self.below else (self.words,)

    @property
    def _half(self) -> bool:
        """Whether the line may be the first half of a badge that was broken in two."""
        return self.text.strip().lower() in _HALVES

    @cached_property
    def form(self) -> Form:
        """What the line is by its form alone."""
        stripped = self.text.strip()
        short = len(stripped) <= _HEADING_LENGTH
        forms = (
            (Form.BLANK, not stripped),
            (Form.BADGE, self.badge is not None),
            (Form.NUMBER, _NUMBER.fullmatch(stripped) is not None),
            (Form.QUESTION, stripped.endswith("?") and len(stripped) <= 2 * _HEADING_LENGTH),
            (Form.BULLET, _BULLET.match(self.text) is not None),
            (Form.HEADING, short and not _SENTENCE.search(stripped)),
        )
        return next((form for form, holds in forms if holds), Form.PROSE)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the line."""
        return tuple(sentences(self.raw, self.number, self.named))

    @cached_property
    def named(self) -> list[Mention]:
        """Everything that the line names."""
        return self.mentions.of(self.raw)

    def mentions_first(self, kind: Kind) -> bool:
        """Whether the line begins with something of a kind."""
        first = self.sentences[0] if self.sentences else None
        return first is not None and first.tagged.lstrip(" -*•").startswith(kind.value)

    @property
    def words(self) -> Words:
        """The whole line but for blanks at its ends."""
        stripped = self.raw.strip()
        start = len(self.raw) - len(self.raw.lstrip())
        return Words(self.number, start, start + len(stripped))

    def find(self, text: str) -> Words | None:
        """Where the line holds a text, whatever its capitals, quotation marks and dashes."""
        at = self.text.lower().find(plain(text).lower())
        return Words(self.number, at, at + len(text)) if at >= 0 else None


class Page:
    """A document's lines, and its words at a place."""

    def __init__(self, text: Text, mentions: Mentions) -> None:
        self.text = text
        self.mentions = mentions
        self.lines = [Line(number, plain(raw), raw, mentions) for number, raw in enumerate(text.lines, 1)]
        for line, below in pairwise(self.lines):
            line.below = below

    def written(self, words: Words) -> str:
        """The characters at a place, as the document has them."""
        return self.text.lines[words.line - 1][words.start : words.end]

    def filled(self, first: int = 1, last: int | None = None) -> Iterator[Line]:
        """The lines from ``first`` to ``last`` that are not blank."""
        return (line for line in self.lines[first - 1 : last] if line.form is not Form.BLANK)

    @cached_property
    def head(self) -> str:
        """The first filled lines, in lower case, by which a document is recognised."""
        return "\n".join(line.text.strip() for _, line in zip(range(40), self.filled(), strict=False)).lower()
