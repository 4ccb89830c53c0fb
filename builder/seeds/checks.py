"""Checks over all seed records at once: references, duplicates, grades, dates, lines and evidence."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from builder.errors import Problem
from builder.seeds.fields import references
from builder.seeds.records import Document, Fact, Observation, Record, SeedFile
from builder.seeds.registry import Registry, sections
from builder.seeds.source import Source, Step

LISTED = 8
"""How many allowed keys a message names before it says how many more there are."""


def check_all(files: Sequence[tuple[Source, SeedFile]], registry: Registry) -> list[Problem]:
    """All problems that show only when the records of all files are known."""
    problems: list[Problem] = []
    for source, content in files:
        problems.extend(_check_file(source, content, registry))
    return problems


def _check_file(source: Source, content: SeedFile, registry: Registry) -> Iterator[Problem]:
    local = _local_ids(content)
    prefix = f"{content.document.key()}/" if content.document else ""
    for section, records in sections(content):
        yield from _duplicates(source, section, records)
        for index, record in enumerate(records):
            path = (section, index)
            yield from _references(source, path, record, registry, local, prefix)
            yield from _evidence(source, path, record, content.document)
            yield from _grade(source, path, record, registry)
            yield from _dates(source, path, record, registry)
    if content.document:
        yield from _references(source, ("document",), content.document, registry, local, prefix)
        for index, identifier in enumerate(content.document.identifiers):
            yield from _evidence(source, ("document", "identifiers", index), identifier, content.document)


def _local_ids(content: SeedFile) -> dict[str, set[str]]:
    figures = {record.id for record in content.metrics if record.id}
    others = {record.id for record in content.findings} | {
        record.key() for _, records in sections(content) for record in records if type(record).DEFINES
    }
    facts = {record.key() for record in (*content.judgments, *content.counts)}
    if content.document:
        facts.add(content.document.key())
    return {"figure": figures, "local": figures | others | facts}


def _duplicates(source: Source, section: str, records: Iterable[Record]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    ids: dict[str, int] = {}
    for index, record in enumerate(records):
        key = record.key()
        first = seen.setdefault(key, index)
        if first != index:
            line, _ = source.place((section, first))
            advice = f"the first stands in line {line}; put the lines of both into one record"
            yield source.problem((section, index), f"a second record of `{key}` in `{section}`", "", advice)
        if isinstance(record, Observation) and record.id and ids.setdefault(record.id, index) != index:
            yield source.problem((section, index, "id"), f"the id `{record.id}` is taken by another figure")


def _references(
    source: Source, path: tuple[Step, ...], record: Record, registry: Registry, local: dict[str, set[str]], prefix: str
) -> Iterator[Problem]:
    for rest, ref, written in references(record):
        kind = ref.kinds[0]
        key = prefix + written if kind == "finding" and "/" not in written else written
        if kind in local:
            if key not in local[kind]:
                yield source.problem(path + rest, f"no {kind} `{key}` in this file", _some(sorted(local[kind])))
        elif not any(registry.find(each, key) for each in ref.kinds):
            near = registry.near(kind, key)
            advice = f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
            found = f"unknown {kind.replace('-', ' ')} `{key}`"
            yield source.problem(path + rest, found, _some(registry.keys(kind)), advice)


def _some(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - LISTED} more" if len(keys) > LISTED else ""
    return ", ".join(keys[:LISTED]) + more


def _evidence(source: Source, path: tuple[Step, ...], record: Record, document: Document | None) -> Iterator[Problem]:
    if not isinstance(record, Fact):
        return
    spots = list(record.spots())
    if document is None:
        if spots:
            advice = "move the record to the seed file of the document"
            yield source.problem((*path, "lines"), "lines in a file that has no document", "", advice)
        return
    if not spots:
        advice = "add `lines:` with the lines of the document that carry it"
        yield source.problem(path, "the record names no evidence", "", advice)
    for spot in spots:
        if spot.lines.last > document.line_count:
            field = "lines" if getattr(record, "lines", ()) else "evidence"
            found = f"line {spot.lines.last} lies beyond the document"
            yield source.problem((*path, field), found, f"1 to {document.line_count}")


def _grade(source: Source, path: tuple[Step, ...], record: Record, registry: Registry) -> Iterator[Problem]:
    grade, cycle = getattr(record, "grade", None), getattr(record, "cycle", None)
    if grade is None or cycle is None:
        return
    allowed = registry.grades(cycle)
    if allowed and grade not in allowed:
        scheme = getattr(registry.cycle(cycle), "scheme", "")
        yield source.problem((*path, "grade"), f"`{grade}` is no grade of {cycle} ({scheme})", ", ".join(allowed))


def _dates(source: Source, path: tuple[Step, ...], record: Record, registry: Registry) -> Iterator[Problem]:
    """A document about a cycle can't be older than the year before the cycle's."""
    cycle = registry.cycle(getattr(record, "cycle", "") or "")
    published = getattr(record, "published", None)
    if cycle is not None and published is not None and published.start < datetime.date(cycle.year - 1, 1, 1):
        found = f"published {published}, before the cycle {cycle.cycle} ({cycle.year})"
        yield source.problem((*path, "published"), found, f"{cycle.year - 1} or later")
