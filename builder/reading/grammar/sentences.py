"""Lines as sentences, in which a sign stands for each mention, so that rules are short and what they find is placed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.plain import plain

_END: Final = re.compile(r"[.!?]['\")\]]*\s+(?=[\"'(\[]*[A-Z£\d#])|[.!?]['\")\]]*$")
_ABBREVIATED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Rt|Hon|St|No|Nos|e\.g|i\.e|etc|vs|para|paras|approx|[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one line: its ``tagged`` text, where one character stands for each of its ``mentions``.

    ``start`` and ``end`` are its place in the line.
    """

    line: int
    start: int
    end: int
    tagged: str
    mentions: tuple[Mention, ...]
    places: tuple[int, ...]
    """Where the sign of each mention stands in the tagged text."""

    def mention_at(self, index: int) -> Mention:
        """The mention whose sign stands at an index of the tagged text."""
        return self.mentions[bisect_left(self.places, index)]

    def place_of(self, mention: Mention) -> int:
        """Where the sign of a mention stands in the tagged text."""
        return self.places[bisect_left(self.mentions, mention.start, key=lambda each: each.start)]

    def words(self, start: int, end: int) -> Words:
        """The place in the line of a stretch of the tagged text."""
        return Words(self.line, self._original(start), self._original(end - 1, behind=True))

    def _original(self, index: int, *, behind: bool = False) -> int:
        before = bisect_right(self.places, index)
        if before and self.places[before - 1] == index:
            mention = self.mentions[before - 1]
            return mention.end if behind else mention.start
        base = self.mentions[before - 1].end - self.places[before - 1] - 1 if before else self.start
        return base + index + behind


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a sentence: from one index of its tagged text to before another."""

    sentence: Sentence
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as tagged."""
        return self.sentence.tagged[self.start : self.end]

    @property
    def words(self) -> Words:
        """Their place in the line."""
        return self.sentence.words(self.start, self.end)

    def mentions(self, *kinds: Kind) -> list[Mention]:
        """What they name of some kinds, in its order."""
        places = zip(self.sentence.places, self.sentence.mentions, strict=True)
        return [each for at, each in places if self.start <= at < self.end and each.kind in kinds]

    def written(self, signs: str) -> str:
        """The words with names in place of the given signs."""
        text = self.text
        for index in reversed([at for at, char in enumerate(text) if char in signs]):
            text = text[:index] + self.sentence.mention_at(self.start + index).value + text[index + 1 :]
        return text

    def stripped(self, chars: str = " ") -> Stretch:
        """The same without some characters at both ends."""
        text = self.text
        start = self.start + len(text) - len(text.lstrip(chars))
        return Stretch(self.sentence, start, max(start, self.start + len(text.rstrip(chars))))


def sentences(line: str, number: int, found: Sequence[Mention]) -> Iterator[Sentence]:
    """The sentences of a line in their order, with what was found in it; blank lines have none."""
    text = plain(line)
    starts = [each.start for each in found]
    for start, end in _spans(text):
        around = found[bisect_left(starts, start) : bisect_left(starts, end)]
        within = tuple(each for each in around if each.end <= end)
        parts: list[str] = []
        places: list[int] = []
        at, length = start, 0
        for mention in within:
            before = text[at : mention.start]
            parts += (before, mention.kind.value)
            length += len(before)
            places.append(length)
            length += 1
            at = mention.end
        parts.append(text[at:end])
        yield Sentence(number, start, end, "".join(parts), within, tuple(places))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        end = match.start() + len(match[0].rstrip())
        if _ABBREVIATED.search(text, start, match.start() + 1):
            continue
        yield from _stripped(text, start, end)
        start = match.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
