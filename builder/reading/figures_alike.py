"""Figures of one document held against each other: one that is told several times is told alike.

A place that leaves out when a figure holds, or what kind of statement it is, takes it from one that says so. What makes
two values of one thing at one time of one kind is for a person to look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from builder.reading.facts import Fact
from builder.reading.figure_times import is_change
from builder.reading.grammar.periods import span_of

_SHARED: Final = ("period_stated", "qualifier", "margin", "unit", "subject")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one place tells it: how sure its time and its status are told there."""

    fact: Fact
    time: int
    """0 where the document's date stands in, 1 for a time that is only meant, 2 for a name, 3 for a time stated."""
    status: int
    """0 where nothing tells, 1 where words do."""

    def field(self, name: str) -> str:
        """A field of its record; empty where it has none."""
        return str(self.fact.fields.get(name, ""))


def alike(told: Sequence[Told]) -> Iterator[Fact]:
    """The facts, in the order given, each with what other places tell of the same figure."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, each in enumerate(told):
        groups[each.field("metric"), each.field("about"), each.field("value"), each.field("variant")].append(index)
    done = list(told)
    for indices in groups.values():
        for index in indices:
            others = [done[other] for other in indices if other != index]
            done[index] = _with_time(done[index], others)
        for index in indices:
            done[index] = _with_status(done[index], [done[other] for other in indices if other != index])
    yield from _without_oddities(_consistent([each.fact for each in _unified(done)]))


def _with_time(each: Told, others: Sequence[Told]) -> Told:
    """With the time of a place that tells it better, of a figure of the same status."""
    better = [
        other
        for other in others
        if other.time > each.time
        and other.field("period")  # a change whose beginning is not told has none
        and other.field("status") == each.field("status")
        and _may_be_one(each, other)
    ]
    best = max(better, key=lambda other: other.time, default=None)
    if best is None or len({other.field("period") for other in better if other.time == best.time}) > 1:
        return each
    return replace(each, fact=_changed(each.fact, period=best.field("period"), period_stated=""), time=best.time)


def _may_be_one(each: Told, other: Told) -> bool:
    """Whether a time that is told less surely may be the other one: where they overlap, or it is none of the text's."""
    if each.time == 0 or not each.field("period"):
        return True
    if each.time == 3 or not is_change(each.field("metric")):
        return each.time == 1
    first, second = span_of(each.field("period")), span_of(other.field("period"))
    return first.start <= second.end and second.start <= first.end


def _with_status(each: Told, others: Sequence[Told]) -> Told:
    """With the status that words give the same figure elsewhere, where none do here."""
    if each.status:
        return each
    stated = {
        other.field("status") for other in others if other.status and other.field("period") == each.field("period")
    }
    if len(stated) != 1 or each.field("status") == "actual":
        return each
    return replace(each, fact=_changed(each.fact, status=stated.pop()), status=1)


def _key(fact: Fact) -> tuple[str, ...]:
    names = ("metric", "about", "period", "status", "variant")
    return tuple(str(fact.fields.get(name, "")) for name in names)


def _unified(told: Sequence[Told]) -> Iterator[Told]:
    """Places of one figure with the same fields beside what they print."""
    groups: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for each in told:
        groups[(*_key(each.fact), each.field("value"))].append(each)
    shared: dict[tuple[str, ...], dict[str, str]] = {}
    for key, group in groups.items():
        first = [each for each in group if each.field("period_stated") != "false"] or group
        shared[key] = {
            name: next(
                (each.field(name) for each in (first if name == "period_stated" else group) if each.field(name)), ""
            )
            for name in _SHARED
            if name != "unit"
        }
    for each in told:
        yield replace(each, fact=_changed(each.fact, **shared[(*_key(each.fact), each.field("value"))]))


def _consistent(facts: Sequence[Fact]) -> list[Fact]:
    """With a doubt for several values of one thing at one time."""
    values: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for fact in facts:
        if not fact.doubt:
            values[_key(fact)].add(str(fact.fields["value"]))
    doubt = "several values of the same thing at the same time"
    return [replace(fact, doubt=doubt) if not fact.doubt and len(values[_key(fact)]) > 1 else fact for fact in facts]


def _without_oddities(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Without amounts whose scale is missing, where the whole amount stands elsewhere."""
    whole = {(*_key(each), str(each.fields["value"])) for each in facts if not each.doubt}
    for fact in facts:
        if not (fact.doubt and (*_key(fact), str(fact.fields["value"])) in whole and fact.fields.get("unit") == "gbp"):
            yield fact


def _changed(fact: Fact, **fields: str) -> Fact:
    merged: dict[str, Any] = {**fact.fields, **fields}
    return replace(fact, fields={name: value for name, value in merged.items() if value != ""})
