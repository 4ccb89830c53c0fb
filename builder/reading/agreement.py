"""What several readings of one fact come to: one record where they agree, a case for review where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.reading.facts import Fact

THRESHOLD: Final = 0.8
"""How sure a fact has to be to get into the seeds."""

_IDENTITY: Final = {
    "judgments": ("body", "cycle", "subject"),
    "ungraded": ("body", "cycle", "subject"),
    "counts": ("cycle", "subject", "grade"),
    "populations": ("cycle", "subject"),
    "dates": ("kind",),
    "people": ("person",),
}
"""What makes two readings be about one thing; whatever else they say has to agree."""

_BESIDE: Final = frozenset({"basis", "note", "other_names", "role_name"})
"""What may differ between two readings of one thing."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Facts fit for seeds, and those that a person has to look at."""

    facts: tuple[Fact, ...]
    review: tuple[Fact, ...]


def agree(facts: Iterable[Fact], threshold: float = THRESHOLD) -> Agreed:
    """Join the readings of one thing, and sort out what contradicts itself or is not sure enough."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for index, fact in enumerate(facts):
        groups.setdefault(_identity(fact, index), []).append(fact)
    sure: list[Fact] = []
    review: list[Fact] = []
    for group in groups.values():
        said = {_said(each) for each in group}
        if len(said) > 1:
            review += [replace(each, doubt=each.doubt or "readings of the same thing differ") for each in group]
        else:
            joined = _joined(group)
            (sure if joined.confidence >= threshold and not joined.doubt else review).append(joined)
    return Agreed(tuple(_in_order(sure)), tuple(_in_order(review)))


def _identity(fact: Fact, index: int) -> tuple[object, ...]:
    names = _IDENTITY.get(fact.section)
    if names is None:
        return (fact.section, index)
    section = "outcomes" if fact.section in ("judgments", "ungraded") else fact.section
    return (section, *(fact.fields.get(name) for name in names))


def _said(fact: Fact) -> tuple[object, ...]:
    return (fact.section, *sorted((name, str(value)) for name, value in fact.fields.items() if name not in _BESIDE))


def _joined(group: list[Fact]) -> Fact:
    """One fact of several that agree: as sure as the surest, at all their places, under the rule of the surest."""
    best = max(group, key=lambda each: each.confidence)
    words = tuple(sorted({word for each in group for word in each.words}))
    return replace(best, words=words, doubt="" if any(not each.doubt for each in group) else best.doubt)


def _in_order(facts: list[Fact]) -> Iterator[Fact]:
    yield from sorted(
        facts, key=lambda each: (min(each.words), each.section, str(sorted(each.fields.items(), key=str)))
    )
