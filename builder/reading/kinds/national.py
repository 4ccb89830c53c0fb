"""What a document says of all forces: how many were graded, and how many got which grade, this year and before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.counts import BEFORE, GradeCount, Total, summary
from builder.reading.grammar.editions import peel_cycle
from builder.reading.grammar.numbers import ORDINALS, number
from builder.reading.judging import judgment
from builder.reading.kinds.aspects import FIRST_ROUND, VALUE, as_pillar
from builder.reading.kinds.kind import Head, Tools
from builder.reading.kinds.previous import cycle_before
from builder.reading.page import Line

_INSPECTED: Final = "police-forces-inspected"
_ROUND: Final = "peel-efficiency-round-number"
_EXAMINED: Final = "inspection-areas-examined"
_MEASURES: Final = {
    _INSPECTED: (
        "Police forces inspected",
        "count",
        "Number of police forces that the inspectorate inspects and grades.",
    ),
    _ROUND: ("Number of the PEEL efficiency round", "rank", "Place of a round among the PEEL efficiency inspections."),
    _EXAMINED: ("Areas examined", "count", "Number of areas, each put as a question, that an inspection looks at."),
}
"""Name, unit and meaning of what is counted, for the first document that counts it."""
_ROUND_NUMBER: Final = re.compile(
    rf"in (?:the|its) (?P<number>{'|'.join(ORDINALS)}) year of [^.]{{0,80}}?efficiency (?:inspection|programme)",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(r"\b(?:this|first|second|third|final|each) (?:group|tranche)\b", re.IGNORECASE)
_OF_A_GROUP: Final = "the counts are of a group of forces, not of all"
_AREAS: Final = re.compile(r"\bwe looked at (?P<number>[a-z]+|\d+) areas", re.IGNORECASE)


def national(lines: Sequence[Line], head: Head, tools: Tools) -> Iterator[Fact]:
    """Counts of forces per grade, how many were graded in all, and the figures beside them."""
    found = summary(lines, tools.rules.of("counts"), tools.known.forces)
    totals: dict[tuple[str, str], set[int]] = defaultdict(set)
    figures: list[Fact] = []
    for total in found.totals:
        cycle = _cycle(total.when, head, tools)
        if not cycle:
            continue
        counted, year = (total.count, total.printed, total.number), tools.known.cycles[cycle].year
        figures.append(_figure(_INSPECTED, "england-and-wales", counted, year))
        if total.graded and head.subject:
            totals[cycle, head.subject].add(total.count)
            yield _population(total, cycle, head)
    for each in found.listed:
        cycle = _cycle(each.when, head, tools)
        for force in each.forces if cycle and head.subject else ():
            yield judgment(
                head,
                head.subject,
                each.grade,
                each.words,
                each.rule,
                each.confidence,
                body=force,
                cycle=cycle,
                basis="listed",
            )
    texts = {line.number: line.text for line in lines}
    counts = [fact for each in found.counted if (fact := _count(each, head, tools))]
    counts = [
        replace(fact, doubt=fact.doubt or _OF_A_GROUP) if _GROUP.search(texts[fact.words[0].line]) else fact
        for fact in counts
    ]
    yield from _checked(counts, totals)
    for line in lines:
        figures += _beside(line, head, tools.known.cycles[head.cycle].year)
    yield from figures
    yield from _definitions(figures)


def _cycle(when: str, head: Head, tools: Tools) -> str:
    cycle = cycle_before(head.cycle, tools) if when == BEFORE else peel_cycle(when) if when else head.cycle
    return cycle if cycle in tools.known.cycles else ""


def _count(each: GradeCount, head: Head, tools: Tools) -> Fact | None:
    cycle = _cycle(each.when, head, tools)
    subject = each.pillar or head.subject
    subject = as_pillar(subject) if cycle == FIRST_ROUND else subject
    if subject in ("", VALUE) or not cycle:
        return None
    fields: dict[str, object] = {"cycle": cycle, "subject": subject, "grade": each.grade, "count": each.count}
    if each.forces:
        fields["bodies"] = each.forces
    elif each.remainder:
        fields["remainder"] = True
    doubt = each.doubt
    if tools.known.cycles[cycle].year > tools.known.cycles[head.cycle].year:
        doubt = doubt or "the year lies behind the round that the document is about"
    return Fact("counts", fields, each.words, each.rule, each.confidence, doubt)


def _checked(counts: list[Fact], totals: dict[tuple[str, str], set[int]]) -> Iterator[Fact]:
    """Counts, in doubt where those of one round come to more forces than there are."""
    sums: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for fact in counts:
        sums[fact.fields["cycle"], fact.fields["subject"]][fact.fields["grade"]] = fact.fields["count"]
    for fact in counts:
        key = fact.fields["cycle"], fact.fields["subject"]
        told, summed = max(totals.get(key, ()), default=0), sum(sums[key].values())
        doubt = f"the counts come to {summed} forces, and {told} were graded" if told and summed > told else ""
        yield replace(fact, doubt=fact.doubt or doubt)


def _population(total: Total, cycle: str, head: Head) -> Fact:
    fields = {
        "cycle": cycle,
        "subject": head.subject,
        "count": total.count,
        "scope": "all forces in England and Wales",
    }
    return Fact("populations", fields, (total.words,), total.rule, total.confidence)


def _beside(line: Line, head: Head, year: int) -> Iterator[Fact]:
    """How many rounds there were, and how many areas were looked at."""
    for metric, pattern in ((_ROUND, _ROUND_NUMBER), (_EXAMINED, _AREAS)):
        match = pattern.search(line.text)
        if match is None or not head.subject or (metric == _ROUND and head.subject != "efficiency"):
            continue
        value = ORDINALS.get(match["number"].lower(), number(match["number"]))
        if value is not None:
            counted = int(value), match["number"], Words(line.number, *match.span("number"))
            yield _figure(metric, "hmicfrs", counted, year, head.subject)


def _figure(metric: str, about: str, counted: tuple[int, str, Words], year: int, subject: str = "") -> Fact:
    """A figure: its value, how it is printed, and where."""
    value, printed, words = counted
    fields: dict[str, object] = {
        "metric": metric,
        "about": about,
        "value": value,
        "period": str(year),
        "period_stated": False,
        "status": "actual",
        "printed": printed,
    }
    if subject:
        fields["subject"] = subject
    return Fact("metrics", fields, (words,), metric, 0.93)


def _definitions(figures: Sequence[Fact]) -> Iterator[Fact]:
    """What is counted, defined where it is first counted."""
    seen: set[str] = set()
    for fact in figures:
        metric = fact.fields["metric"]
        if metric not in seen:
            seen.add(metric)
            name, unit, meaning = _MEASURES[metric]
            fields = {"metric": metric, "name": name, "unit": unit, "definition": meaning, "theme": "inspection"}
            yield Fact("metric_definitions", fields, fact.words, fact.rule, fact.confidence)
