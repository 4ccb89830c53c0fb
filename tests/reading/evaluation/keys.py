"""What documents should come to: keys in several forms, each made into one set of plain statements.

A statement is a tuple of its kind and of what identifies it: ``("judgment", body, cycle, subject, grade)``,
``("ungraded", body, cycle, subject, state)``, ``("count", cycle, subject, grade, number)``, ``("areas", body, grade,
number)``, ``("date", kind, day)``, ``("inspector", name)``, ``("figure", value, unit)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from builder.reading.grammar.numbers import number
from builder.reading.grammar.questions import question_of, same_wording
from builder.reading.knowledge import Knowledge
from builder.seeds.loader import Seed
from builder.seeds.records import Document
from builder.seeds.values import Span, parse_span

Statement = tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """One document: its file, its kind, and everything that should be read from it."""

    path: Path
    kind: str
    statements: frozenset[Statement]
    open_to: frozenset[Statement] = field(default_factory=frozenset)
    """What may be read or not."""
    full: bool = False
    """Whether figures are compared with what they are about, period and status, and not by number and unit alone."""


def figure(value: str, unit: str) -> Statement:
    """A figure by its number and unit, whatever the way of writing; falls are told with a sign or without."""
    return ("figure", _number(value).lstrip("-"), UNITS.get(unit, unit))


def plain_figure(fields: Mapping[str, Any], known: Knowledge) -> Statement:
    """The figure of a record by number and unit; what is not money, a share or a time counts things."""
    unit = _unit(fields, known)
    return figure(str(fields["value"]), unit if unit in UNITS.values() else "count")


def full_figure(fields: Mapping[str, Any], known: Knowledge) -> Statement:
    """The figure of a record with all that makes it this figure, but for the name of its metric."""
    return (
        "figure",
        _number(str(fields["value"])),
        _unit(fields, known),
        fields["about"],
        span(fields.get("period")),
        fields["status"],
    )


def date(kind: str, period: object) -> Statement:
    """A date of a document, whatever the way of writing."""
    return ("date", kind, span(period))


def span(period: object) -> str:
    """A period from its first to its last day; empty for none."""
    return str(period if isinstance(period, Span) else parse_span(str(period))) if period else ""


def _unit(fields: Mapping[str, Any], known: Knowledge) -> str:
    metric = known.registry.find("metric", fields["metric"])
    return str(fields.get("unit") or getattr(metric.record if metric else None, "unit", "count"))


def _number(value: str) -> str:
    known = number(value.replace("£", "").strip())
    return f"{(known if known is not None else Decimal(value)).normalize():f}"


UNITS = {
    "£m": "gbp-million",
    **{unit: unit for unit in ("gbp", "gbp-million", "gbp-billion", "percent", "percentage-point", "years")},
}
"""Units that are told apart, by their names in keys and seeds; all others count things."""


THEMES = ("strategic direction", "scrutin", "engagement", "value for money")
"""What the names of the four themes of police authority inspections have in them, in their order."""


def subject_of(words: str, cycle: str, pillar: str, known: Knowledge) -> str:
    """The key of the question that a key describes in its own words; the words where there is none."""
    asked = known.questions.get((cycle, pillar), ())
    if pillar == "authority-performance":
        themes = (each.key for each, sign in zip(asked, THEMES, strict=True) if sign in words.lower())
        words = next(themes, words)
    found = next((each for each in asked if each.key == words), None)
    found = found or same_wording(words, asked) or question_of(words, asked)
    return found.key if found else words


def of_yaml(path: Path, known: Knowledge) -> list[Key]:
    """The key of a folder of documents of our own, ``expected.yaml``."""
    return [
        Key(
            path.parent / each["file"],
            each["kind"].replace("none", ""),
            frozenset(_of_entry(each, known)),
            frozenset({*_open_to(each, known), *_older_days(each)}),
        )
        for each in YAML(typ="safe").load(path)["samples"]
    ]


def _of_entry(entry: dict[str, Any], known: Knowledge) -> Iterator[Statement]:
    for kind, days in (entry.get("dates") or {}).items():
        yield date({"on_site": "fieldwork"}.get(kind, kind), max(days) if isinstance(days, list) else days)
    yield from (inspector(name) for name in entry.get("inspectors") or ())
    yield from _outcomes((*(entry.get("judgments") or ()), *(entry.get("ungraded") or ())), known)
    for each in entry.get("counts") or ():
        yield ("count", each["cycle"], each["subject"], each["grade"], str(each["count"]))
        for body in each.get("bodies") or ():
            yield ("judgment", body, each["cycle"], each["subject"], each["grade"])
    for each in entry.get("area_counts") or ():
        yield ("areas", each["body"], each["grade"], str(each["count"]))
    for each in entry.get("metrics") or ():
        yield figure(str(each["value"]), each["unit"] if each["unit"] in UNITS.values() else "count")


def _open_to(entry: dict[str, Any], known: Knowledge) -> Iterator[Statement]:
    """What may be read or not: outcomes by inference, areas said not to have a grade, and figures beside."""
    for each in entry.get("optional") or ():
        if "count" in each:
            yield ("areas", each["body"], each["grade"], str(each["count"]))
        else:
            yield from _outcomes([each], known)
    for each in entry.get("optional_metrics") or ():
        yield figure(str(each["value"]), each["unit"] if each["unit"] in UNITS.values() else "count")


def _older_days(entry: dict[str, Any]) -> Iterator[Statement]:
    """The days of sections of an overview but for the newest, which is that of the page."""
    for kind, days in (entry.get("dates") or {}).items():
        if isinstance(days, list):
            yield from (date(kind, day) for day in days)


def _outcomes(entries: Iterable[dict[str, Any]], known: Knowledge) -> Iterator[Statement]:
    for each in entries:
        kind, said = ("judgment", each["grade"]) if "grade" in each else ("ungraded", each["state"])
        yield (kind, each["body"], each["cycle"], _subject(each, known), str(said))


def inspector(name: str) -> Statement:
    """An inspector by name, without the titles before it."""
    return ("inspector", re.sub(r"^(?:(?:Sir|Dame|Lord|Lady|Dr|Mr|Mrs|Ms) )+", "", name))


def _subject(each: dict[str, Any], known: Knowledge) -> str:
    words = each.get("question") or each.get("area")
    if not words:
        return str(each["subject"])
    return subject_of(words, each["cycle"], each.get("pillar") or "areas", known)


KIND_OF = {
    "force-page": "peel-pillar",
    "letter": "pcc-response",
    "press-release": "press-release",
}
"""Kinds of documents that have one way of being read, by their kind in seeds."""


def of_seed(seed: Seed, folder: Path, known: Knowledge) -> Key:
    """What was curated from a document by hand."""
    content = seed.content
    assert content.document
    said: set[Statement] = {date(each.kind, each.date) for each in content.dates}
    for judged in content.judgments:
        said.add(("judgment", judged.body, judged.cycle, judged.subject, judged.grade))
    for left in content.ungraded:
        said.add(("ungraded", left.body, left.cycle, left.subject, left.state))
    for count in content.counts:
        said.add(("count", count.cycle, count.subject, count.grade, str(count.count)))
        said.update(("judgment", body, count.cycle, count.subject, count.grade) for body in count.bodies)
    for person in content.people:
        if person.inspector:
            said.add(inspector(known.registry.find("person", person.person).record.name))  # type: ignore[union-attr]
    for metric in content.metrics:
        said.add(full_figure(dict(metric), known))
    return Key(folder / content.document.file, _kind(content.document), frozenset(said), full=True)


def _kind(document: Document) -> str:
    by_cycle = "value-for-money" if document.cycle.startswith("valuing") else "police-authority"
    return KIND_OF.get(document.kind, by_cycle)
