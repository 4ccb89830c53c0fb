"""What a document holds that could be facts: signs of them, and the sentences that have signs and gave no record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import Kind, Mention, Mentions
from builder.reading.grammar.sentences import Sentence, sentences
from builder.reading.service import Reading

KEPT: Final = 1_000
"""How many sentences that were left unread are kept; all are counted."""

SHOWN: Final = 30
"""How many of its grade words and figures are kept of a sentence."""

_SIGNS: Final = {Kind.GRADE: "grade word", Kind.STATE: "word for a missing grade", Kind.DATE: "date"}
_FIGURE: Final = "figure"
_DECIDING: Final = frozenset({"grade word", "word for a missing grade", _FIGURE})
"""What makes a sentence without a record worth a look."""

_NO_COUNT: Final = frozenset({"no", "none", "one", "zero"})
"""Number words that seldom count anything."""

_FIGURES: Final = re.compile(r"[£$€]?\d+(?:[.,]\d+)*(?:bn|[mk%])?")
_HEADING_NUMBER: Final = re.compile(r"\d{1,2}[.)]?")
_NO_FIGURES: Final = frozenset({Kind.DATE, Kind.YEAR, Kind.CYCLE})

_OFFICES: Final = r"\bHMI\b|\b(?:inspector of constabulary|commissioner|chief constable)\b"
_FINDINGS: Final = r"\b(?:areas? for improvement|causes? of concern|recommend)"
_TOGETHER: Final = r"\b(?:collaborat|joint(?:ly)?\b|shared? (?:service|unit|team))"

_PHRASES: Final = {
    "name of an office": re.compile(_OFFICES, re.IGNORECASE),
    "heading of findings": re.compile(_FINDINGS, re.IGNORECASE),
    "word for working together": re.compile(_TOGETHER, re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence with a grade word or a figure that gave no record, and those words."""

    words: Words
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a document holds: how often each sign of a fact, and the sentences that were left unread."""

    signs: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    unread_in_all: int = 0


class _Stretches:
    """Stretches of a line, joined where they meet, so that whether one meets them is told at once."""

    def __init__(self, places: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(places):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Whether any stretch has a character of ``start`` to before ``end``."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self._ends[before] > start


_NONE: Final = _Stretches([])


def cover(reading: Reading, mentions: Mentions) -> Coverage:
    """Hold the facts of a document, sure ones and others, against its sentences."""
    places: dict[int, list[tuple[int, int]]] = {}
    for fact in (*reading.facts, *reading.review):
        for words in fact.words:
            places.setdefault(words.line, []).append((words.start, words.end))
    taken = {line: _Stretches(found) for line, found in places.items()}
    signs: Counter[str] = Counter()
    left: list[Unread] = []
    in_all = 0
    for number, line in enumerate(reading.text.lines, 1):
        signs.update({name: len(found) for name, form in _PHRASES.items() if (found := form.findall(line))})
        for sentence, unread in _unread_of(line, number, mentions, taken.get(number, _NONE), signs):
            in_all += 1
            if len(left) < KEPT:
                left.append(Unread(Words(number, sentence.start, sentence.end), unread))
    return Coverage(dict(signs), tuple(left), in_all)


def _unread_of(
    line: str, number: int, mentions: Mentions, taken: _Stretches, signs: Counter[str]
) -> Iterator[tuple[Sentence, tuple[str, ...]]]:
    for sentence in sentences(line, number, mentions.of(line)):
        found = [(name, each.start, each.end) for each in sentence.mentions if (name := _sign(each, line))]
        found += [(_FIGURE, *each) for each in _figures(sentence, line)]
        signs.update(name for name, _, _ in found)
        deciding = [line[start:end] for name, start, end in sorted(found, key=_place) if name in _DECIDING]
        if deciding and not taken.meet(sentence.start, sentence.end):
            yield sentence, tuple(deciding[:SHOWN])


def _place(found: tuple[str, int, int]) -> tuple[int, int]:
    return found[1:]


def _figures(sentence: Sentence, line: str) -> Iterator[tuple[int, int]]:
    """Numbers in figures, but for dates, years and the number of a heading that stands alone."""
    if _HEADING_NUMBER.fullmatch(line[sentence.start : sentence.end]):
        return
    dated = _Stretches([(each.start, each.end) for each in sentence.mentions if each.kind in _NO_FIGURES])
    for match in _FIGURES.finditer(line, sentence.start, sentence.end):
        if not dated.meet(*match.span()):
            yield match.span()


def _sign(mention: Mention, line: str) -> str:
    if mention.kind is Kind.NUMBER:
        word = line[mention.start : mention.end].lower()
        return _FIGURE if not word[0].isdigit() and word not in _NO_COUNT else ""
    return _SIGNS.get(mention.kind, "")
