"""What a figure measures: by the words around it, by the change it belongs to, or by what it is set against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.reading.figure_stated import Stated
from builder.reading.figure_times import is_size_of_change, side_of_change
from builder.reading.grammar.counted import Counted
from builder.reading.grammar.figured import Figured, Standing
from builder.reading.grammar.measures import FIGURE, Cue, Measure, Measures
from builder.reading.grammar.quantities import COUNT, MARGIN, MONEY, PERCENT, POINTS, Quantity
from builder.seeds.records import MetricDefinition
from builder.seeds.registry import Registry

HIGHER: Final = re.compile(r" (?:higher|lower|more|less|up|down|above|below)\b", re.IGNORECASE)
_AGAIN: Final = re.compile(r"(?<!\w)(?:has|have|had) $", re.IGNORECASE)
_ALONE: Final = re.compile(r"\s*(?:[.,;)]|$)")
_SURE: Final = 0.92
_MEANT: Final = 0.87
GENERAL: Final = 0.82


@dataclass(frozen=True, slots=True)
class Before:
    """The figure before in the paragraph, for one that is set against it."""

    measure: Measure
    unit: str
    period: str
    statuses: Sequence[str]
    falls: bool
    whole: str = ""
    """The time of the whole change, where it is an end of one."""
    side: str = ""
    """Which end of a change it is."""


class Measuring:
    """Tells the metrics of figures."""

    def __init__(self, measures: Measures, counted: Counted, registry: Registry) -> None:
        self._measures = measures
        self._registry = registry
        self._stated = Stated(measures, counted)

    def begin(self) -> None:
        """A paragraph begins."""
        self._stated.begin()

    def chosen(self, tagged: Figured) -> dict[int, Measure]:
        """For each figure what the phrase with the most words says; of as long ones, the one that takes least room."""
        chosen: dict[int, tuple[tuple[int, int], Measure]] = {}
        at = {place: index for index, place in enumerate(tagged.places)}
        for cue, measure in self._measures.fitting(tagged.flat):
            for index, rank in _matches(cue, tagged, at):
                if self._fits(measure, tagged.figures[index]) and (index not in chosen or rank > chosen[index][0]):
                    chosen[index] = (rank, measure)
        return {index: measure for index, (_, measure) in chosen.items()}

    def _fits(self, measure: Measure, figure: Quantity) -> bool:
        unit = self.unit(measure.metric)
        units = measure.units or {unit}
        alike_ = (figure.unit in MONEY and bool(units & MONEY)) or (figure.unit == MARGIN and MARGIN in units)
        enough = not measure.least or figure.value >= measure.least
        return bool(unit) and enough and (figure.unit in units or alike_)

    def unit(self, metric: str) -> str:
        """The unit of a metric; empty where the seeds do not know it."""
        found = self._registry.find("metric", metric)
        return found.record.unit if found and isinstance(found.record, MetricDefinition) else ""

    def of(self, at: Standing, chosen: dict[int, Measure], before: Sequence[Before]) -> tuple[Measure | None, float]:
        """What a figure measures: by words of its own, by the change it belongs to, by what it is set against."""
        if self._stated.is_share(at):
            return None, GENERAL
        if at.index in chosen:
            return chosen[at.index], _SURE
        meant = self._of_a_change(at, chosen) or self._set_against(at, before) or self._again(at, before)
        if meant:
            return meant, _MEANT
        return self._stated.of(at), GENERAL

    def general(self, at: Standing) -> Measure | None:
        """The measure that says no more of a figure than its unit does."""
        return self._stated.of(at)

    def _of_a_change(self, at: Standing, chosen: dict[int, Measure]) -> Measure | None:
        """For the ends of a change what its other end measures, or what changes by a size that stands before."""
        side = side_of_change(at)
        if not side:
            return None
        other = at.index + (1 if side == "from" else -1)
        if other in chosen and at.tagged.figures[other].unit == at.figure.unit:
            return chosen[other]
        size = at.index - (1 if side == "from" else 2)
        if size in chosen and is_size_of_change(replace(at, index=size)):
            return self._if_known(chosen[size], re.sub(r"-(?:difference|change)$", "", chosen[size].metric))
        return None

    def _set_against(self, at: Standing, before: Sequence[Before]) -> Measure | None:
        """What the figure of the same unit before it measures, where this one is set against that."""
        if at.figure.unit == POINTS and HIGHER.match(at.behind):
            share = next((each for each in reversed(before) if each.unit == PERCENT), None)
            return self._if_known(share.measure, f"{share.measure.metric}-difference") if share else None
        if at.figure.unit == COUNT and at.figure.words:
            return None
        if at.compared or "England and Wales" in at.clause or "respondents" in at.clause:
            found = next((each for each in reversed(before) if each.unit == at.figure.unit), None)
            return found.measure if found and self.unit(found.measure.metric) else None
        return None

    def _again(self, at: Standing, before: Sequence[Before]) -> Measure | None:
        """``six units and the county has nine``: what was counted before in the sentence."""
        if at.figure.unit != COUNT or not _AGAIN.search(at.before) or not _ALONE.match(at.behind):
            return None
        found = before[-1] if before and FIGURE in at.before else None
        return found.measure if found and found.unit == COUNT else None

    def _if_known(self, measure: Measure, metric: str) -> Measure | None:
        unit = self.unit(metric)
        return replace(measure, metric=metric, units=frozenset({unit}), direction="", status="") if unit else None


def _matches(cue: Cue, tagged: Figured, at: dict[int, int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The figures that a phrase is about, with how well it fits."""
    for place, length in cue.places(tagged.flat):
        if place in at:
            yield at[place], (cue.words, -length)
