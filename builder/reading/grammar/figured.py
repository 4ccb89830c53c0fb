"""Sentences with a sign for each figure, as the vocabulary of metrics looks at them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder.reading.grammar.elliptic import with_units
from builder.reading.grammar.measures import FIGURE
from builder.reading.grammar.periods import Period, Said, periods
from builder.reading.grammar.quantities import RANK, Quantity, quantities
from builder.reading.grammar.stretches import Clauses

_FAR: Final = 1 << 40
_BRACKETS: Final = str.maketrans("()", "  ")


@dataclass(frozen=True, slots=True)
class Figured:
    """A sentence with a sign for each figure: its text, its figures, and the place of each sign."""

    text: str
    figures: tuple[Quantity, ...]
    places: tuple[int, ...]
    times: tuple[Period, ...]
    """Times by their places in the tagged text."""
    flat: str = ""
    """The text with blanks for brackets, which phrases know nothing of."""
    shifts: tuple[tuple[int, int], ...] = ((0, 0),)
    """From which character of the sentence on, by how much the tagged text is shorter."""

    def tag(self, index: int) -> int:
        """Where a character of the sentence stands in the tagged text."""
        at = bisect_right(self.shifts, (index, _FAR)) - 1
        return index + self.shifts[at][1]


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure of a sentence."""

    tagged: Figured
    clauses: Clauses
    index: int

    @property
    def figure(self) -> Quantity:
        """The figure."""
        return self.tagged.figures[self.index]

    @property
    def place(self) -> int:
        """Where its sign stands."""
        return self.tagged.places[self.index]

    @property
    def within(self) -> tuple[int, int]:
        """Where its clause begins and ends."""
        return self.clauses.of(self.place)

    @property
    def clause(self) -> str:
        """The words of its clause."""
        return self.tagged.text[slice(*self.within)]

    @property
    def before(self) -> str:
        """The words before it."""
        return self.tagged.text[: self.place]

    @property
    def behind(self) -> str:
        """The words behind it."""
        return self.tagged.text[self.place + 1 :]

    @property
    def spot(self) -> Period:
        """Its own place, to be set against those of others."""
        return Period("", self.place, self.place + 1)

    @property
    def others(self) -> list[Period]:
        """The places of the other figures."""
        return [Period("", place, place + 1) for place in self.tagged.places if place != self.place]

    @property
    def compared(self) -> bool:
        """Whether it is set against a figure before."""
        return self.clauses.compares(self.place)


def figured(text: str, named: Mapping[str, str]) -> Figured:
    """The sentence with a sign for each figure."""
    told = periods(text, named)
    dated = [(each.start, each.end) for each in told if each.said in (Said.STATED, Said.LAST_TWELVE)]
    figures = [
        each
        for each in with_units(text, quantities(text))
        if (each.unit != RANK or each.ordinal)
        and not any(start <= each.start and each.end <= end for start, end in dated)  # the `12 months to March`
    ]
    spans: list[Quantity] = []
    for each in figures:
        if not spans or each.whole[0] >= spans[-1].whole[1]:
            spans.append(each)
    parts: list[str] = []
    places: list[int] = []
    shifts: list[tuple[int, int]] = [(0, 0)]
    at = length = 0
    for each in spans:
        start, end = each.whole
        parts += (text[at:start], FIGURE)
        length += start - at
        places.append(length)
        length += 1
        at = end
        shifts.append((end, length - end))
    parts.append(text[at:])

    whole = "".join(parts)
    bare = Figured(whole, tuple(spans), tuple(places), (), whole.translate(_BRACKETS), tuple(shifts))
    times = tuple(Period(each.period, bare.tag(each.start), bare.tag(each.end), each.said, each.years) for each in told)
    return replace(bare, times=times)
