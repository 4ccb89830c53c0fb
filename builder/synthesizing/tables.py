"""Rows of made-up tables: grades that mostly stay and sometimes move, and figures that wander quarter by quarter."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.synthesizing.forces import MadeUpForce

Row = tuple[str, ...]

FIRST_YEAR: Final = 2014
QUARTERS: Final = 40
"""How many quarters of figures a force has at most."""

METRICS: Final[dict[str, tuple[float, float, int]]] = {
    "asb-incidents": (4_000, 0.06, 0),
    "call-abandonment-rate": (5, 0.10, 1),
    "charge-rate": (8, 0.05, 1),
    "complaints": (150, 0.12, 0),
    "detectives": (300, 0.02, 0),
    "emergency-calls": (30_000, 0.04, 0),
    "incidents": (50_000, 0.03, 0),
    "neighbourhood-officers": (250, 0.03, 0),
    "public-confidence-share": (65, 0.02, 1),
    "recorded-crimes": (15_000, 0.04, 0),
    "response-time": (12, 0.04, 2),
    "sickness-absence-share": (4, 0.06, 2),
}
"""What is measured: where a force of middling size stands, how far it moves in a quarter, digits behind the point."""

_STAYS: Final = 0.72
"""Share of grades that are as in the round before, about that of PEEL 2014 to 2018/19."""


@dataclass(frozen=True, slots=True)
class Round:
    """A cycle: its key and year, its grades from best to worst, and the subjects that it grades."""

    cycle: str
    year: int
    grades: tuple[str, ...]
    subjects: tuple[str, ...]


def page(what: str, force: MadeUpForce | None = None) -> str:
    """The address of a page of nobody."""
    return f"https://example.org/{what}/" + (f"{force.key}/" if force else "")


def grade_rows(round_: Round, forces: Sequence[MadeUpForce], standing: dict[tuple[str, str], float],
               chance: random.Random, counts: Counter[Row]) -> Iterator[Row]:  # fmt: skip
    """One row for each force and subject, sorted; ``standing`` is where each force stands, from 0 (best) to 1."""
    for each in forces:
        for subject in sorted(round_.subjects):
            key = (each.key, subject.rpartition("/")[2])
            at = standing.setdefault(key, chance.betavariate(2.5, 3.5))
            if chance.random() > _STAYS:
                at = standing[key] = min(0.999, max(0.0, at + chance.gauss(0, 0.22)))
            grade = round_.grades[int(at * len(round_.grades))]
            counts[round_.cycle, subject, grade] += 1
            yield each.key, round_.cycle, subject, grade, "", "stated", page(round_.cycle, each)


def figure_rows(
    year: int, quarters: Sequence[int], forces: Sequence[MadeUpForce], level: dict[tuple[str, str], float],
    chance: random.Random,
) -> Iterator[Row]:  # fmt: skip
    """One row for each force, metric and quarter of a year, sorted; ``level`` is where each figure stands."""
    for each in forces:
        for metric, (usual, step, digits) in METRICS.items():
            for quarter in quarters:
                first = 3 * quarter - 2
                key = (each.key, metric)
                value = level.get(key) or usual * chance.lognormvariate(0, 0.5)
                level[key] = value = max(usual / 20, value * (1 + chance.gauss(0, step)))
                period = f"{year}-{first:02}..{year}-{first + 2:02}"
                address = page(f"figures/{year}-q{quarter}", each)
                yield each.key, metric, period, "actual", f"{value:.{digits}f}", "", "", address


def count_rows(counts: Counter[Row], rounds: Sequence[Round]) -> Iterator[Row]:
    """How many forces got each grade, as a page of the round would say it."""
    rows = (
        (round_.cycle, subject, grade, str(counts[round_.cycle, subject, grade]), page(round_.cycle), "")
        for round_ in rounds
        for subject in round_.subjects
        for grade in round_.grades
    )
    return iter(sorted(rows))
