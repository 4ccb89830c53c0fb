"""Sentences with a sign for each figure, as the vocabulary of metrics looks at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.reading.grammar.measures import FIGURE
from builder.reading.grammar.periods import Period, periods
from builder.reading.grammar.quantities import RANK, Quantity, quantities
from builder.reading.grammar.stretches import Clauses


@dataclass(frozen=True, slots=True)
class Figured:
    """A sentence with a sign for each figure: its text, its figures, and the place of each sign."""

    text: str
    figures: tuple[Quantity, ...]
    places: tuple[int, ...]
    times: tuple[Period, ...]
    """Times by their places in the tagged text."""


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
    def compared(self) -> bool:
        """Whether it is set against a figure before."""
        return self.clauses.compares(self.place)


def figured(text: str, named: Mapping[str, str]) -> Figured:
    """The sentence with a sign for each figure."""
    figures = [each for each in quantities(text) if each.unit != RANK or each.ordinal]
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

    def moved(index: int) -> int:
        return index + next(shift for begin, shift in reversed(shifts) if begin <= index)

    times = tuple(
        Period(each.period, moved(each.start), moved(each.end), each.said, each.years) for each in periods(text, named)
    )
    return Figured("".join(parts), tuple(spans), tuple(places), times)
