"""Checks over all seed records at once: references, duplicates, grades, dates, lines and evidence."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.errors import Problem
from builder.seeds.fields import key_path, line_ranges, references
from builder.seeds.records import (
    CitedDocument,
    Definition,
    Document,
    DocumentDate,
    Fact,
    Gap,
    GradeCount,
    Judgment,
    PageDoubt,
    Published,
    Question,
    Record,
    Response,
    SchemeDescriptor,
    SeedFile,
    Ungraded,
)
from builder.seeds.registry import Registry, defined_kind, sections
from builder.seeds.source import Source, Steps
from builder.seeds.values import Span

LISTED = 8
"""How many allowed keys a message names before it says how many more there are."""

COUNTED_BASES = ("listed", "remainder")
"""Bases that follow from the counts of a document; no judgment is recorded with them."""


@dataclass(frozen=True, slots=True)
class _File:
    """One seed file with what its checks look things up in."""

    source: Source
    content: SeedFile
    registry: Registry
    unread: Collection[str]
    local: dict[str, set[str]]

    @property
    def document(self) -> Document | None:
        return self.content.document


def check_all(
    files: Iterable[tuple[Source, SeedFile]], registry: Registry, unread: Collection[str] = ()
) -> list[Problem]:
    """All problems that show only when the records of all files are known.

    ``unread`` holds words of records that could not be taken; a reference made of such words may well be right.
    """
    problems: list[Problem] = []
    for source, content in files:
        problems.extend(_check_file(_File(source, content, registry, unread, _local_ids(content))))
    return problems


def _check_file(file: _File) -> Iterator[Problem]:
    for section, records in sections(file.content):
        yield from _duplicates(file, section, records)
        for index, record in enumerate(records):
            path: Steps = (section, index)
            yield from _references(file, path, record)
            yield from _evidence(file, path, record)
            yield from _bases(file, path, record)
            yield from _grade(file, path, record)
            yield from _judged_body(file, path, record)
            yield from _dates(file, path, record)
            yield from _fieldwork(file, path, record)
    yield from _shared_ids(file)
    for index, hint in enumerate(file.content.not_ids):
        if file.registry.find("force", hint.wrong):
            wrong: Steps = ("not_ids", index, "wrong")
            found = f"`{hint.wrong}` is called wrong and is the key of a force"
            yield file.source.problem(wrong, found, "ids that no force has", "take the record out, or name another id")
    if file.document:
        yield from _references(file, ("document",), file.document)
        for index, identifier in enumerate(file.document.identifiers):
            yield from _evidence(file, ("document", "identifiers", index), identifier)


def _local_ids(content: SeedFile) -> dict[str, set[str]]:
    figures = {record.id for record in content.metrics if record.id}
    others = {record.id for record in content.findings} | {
        record.key() for _, records in sections(content) for record in records if type(record).DEFINES
    }
    facts = {record.key() for record in (*content.judgments, *content.counts)}
    if content.document:
        facts.add(content.document.key())
    return {"figure": figures, "local": figures | others | facts}


def _duplicates(file: _File, section: str, records: Sequence[Record]) -> Iterator[Problem]:
    """Two records of one thing in one section; two definitions show when they are registered.

    The place is the key that stands there again, or the second record where several of its values make the key.
    """
    seen: dict[str, int] = {}
    for index, record in enumerate(records):
        first = seen.setdefault(record.key(), index)
        if first == index or (defined_kind(section, record) and defined_kind(section, records[first])):
            continue
        line, _ = file.source.place((section, first))
        mend = "keep one of the two rows" if file.source.is_table else "put the lines of both into one record"
        advice = f"the first stands in line {line}; {mend}"
        where = (section, index, *key_path(record))
        yield file.source.problem(where, f"a second record of `{record.key()}` in `{section}`", "", advice)


def _shared_ids(file: _File) -> Iterator[Problem]:
    """Figures and findings are named by their ids in one and the same place, the `about` of a doubt."""
    advice = "use another id"
    figures: set[str] = set()
    for index, figure in enumerate(file.content.metrics):
        if figure.id in figures:
            found = f"the id `{figure.id}` is taken by another figure"
            yield file.source.problem(("metrics", index, "id"), found, "", advice)
        figures |= {figure.id} if figure.id else set()
    for index, finding in enumerate(file.content.findings):
        if finding.id in figures:
            found = f"the id `{finding.id}` is taken by a figure"
            yield file.source.problem(("findings", index, "id"), found, "", advice)


def _references(file: _File, path: Steps, record: Record) -> Iterator[Problem]:
    for rest, ref, written in references(record):
        kind = ref.kinds[0]
        if kind in file.local:
            if written not in file.local[kind] and not _may_be_unread(file, written):
                allowed = sorted(file.local[kind])
                found = f"no {'figure' if kind == 'figure' else 'record'} `{written}` in this file"
                near = difflib.get_close_matches(written, allowed, n=3)
                yield _unknown(file, path + rest, found, allowed, near)
            continue
        key = _full_key(file, kind, written)
        if not any(file.registry.find(each, key) for each in ref.kinds) and not _may_be_unread(file, written):
            found = f"unknown {kind.replace('-', ' ')} `{key}`"
            yield _unknown(file, path + rest, found, file.registry.keys(kind), file.registry.near(kind, key))
        several = file.registry.kinds(kind, key)
        if len(several) > 1:
            found = f"`{key}` is the key of several things: {' and '.join(several)}"
            yield file.source.problem(path + rest, found, "", "give all but one of them another key")


def _unknown(file: _File, path: Steps, found: str, allowed: Sequence[str], near: Sequence[str]) -> Problem:
    """A reference that leads nowhere; where nothing could be meant, the reference itself is too much."""
    advice = _did_you_mean(near) if allowed else "leave it out, or add the record that it is to lead to"
    return file.source.problem(path, found, _some(allowed), advice)


def _full_key(file: _File, kind: str, written: str) -> str:
    """The key of a thing; a finding of the same document is named by its id alone."""
    if kind == "finding" and "/" not in written and file.document is not None:
        return f"{file.document.key()}/{written}"
    return written


def _may_be_unread(file: _File, key: str) -> bool:
    """Whether a record that could not be taken may define the key; what stands before the last slash may be known."""
    return key.rpartition("/")[2] in file.unread


def _some(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - LISTED} more" if len(keys) > LISTED else ""
    return ", ".join(keys[:LISTED]) + more


def _did_you_mean(near: Sequence[str]) -> str:
    return f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""


def _evidence(file: _File, path: Steps, record: Record) -> Iterator[Problem]:
    """A fact of a document has its lines; only rows of a table stand on a page as a whole."""
    if file.source.is_table:
        return
    if isinstance(record, Published) and record.page:
        advice = "give the lines of the document instead, or move the record to a table of seeds/national/"
        yield file.source.problem((*path, "page"), "`page` outside of a table", "", advice)
    if isinstance(record, Gap | PageDoubt):
        yield file.source.problem(path, "a row of a table outside of a table", "", "move it to seeds/national/")
    if not isinstance(record, Fact):
        return
    if file.document is None:
        defines = record.defines if isinstance(record, Definition) else isinstance(record, Question)
        if record.lines or record.evidence or not defines:
            rest = next((rest for rest, _ in line_ranges(record)), ())
            advice = "move the record to the seed file of the document that says so"
            yield file.source.problem(path + rest, "a fact in a file that has no document", "definitions", advice)
        return
    if not record.lines and not record.evidence:
        advice = "add `lines:` with the lines of the document that carry it"
        yield file.source.problem(path, "the record names no evidence", "", advice)
    count = file.document.line_count
    for rest, lines in line_ranges(record):
        if lines.last > count:
            yield file.source.problem(path + rest, f"line {lines.last} lies beyond the document", f"1 to {count}")


def _bases(file: _File, path: Steps, record: Record) -> Iterator[Problem]:
    if not isinstance(record, Fact):
        return
    given: dict[Steps, str | None] = {
        ("evidence", index, "basis"): item.basis for index, item in enumerate(record.evidence)
    }
    if isinstance(record, Judgment):
        given[("basis",)] = record.basis
    for rest, basis in given.items():
        if basis is not None and not isinstance(record, Judgment):
            found = "a basis beside something that is no judgment"
            yield file.source.problem(path + rest, found, "", "leave it out")
        elif basis in (("remainder",) if file.source.is_table else COUNTED_BASES):
            advice = "put the numbers and names that the document gives under `counts`"
            allowed = "stated, listed, previous, reported" if file.source.is_table else "stated, previous, reported"
            yield file.source.problem(path + rest, f"`{basis}` for `basis`", allowed, advice)


def _grade(file: _File, path: Steps, record: Record) -> Iterator[Problem]:
    if isinstance(record, Judgment | GradeCount) or (isinstance(record, PageDoubt) and record.grade):
        cycle = file.registry.cycle(record.cycle)
        if cycle and cycle.scheme is None:
            found = f"a grade in {record.cycle}, which gave none"
            yield file.source.problem((*path, "cycle"), found, "a cycle with a scheme", "look up the cycle")
        scheme, of = (cycle.scheme, f"{record.cycle} ({cycle.scheme})") if cycle else (None, "")
    elif isinstance(record, SchemeDescriptor):
        scheme, of = record.scheme, record.scheme
    else:
        return
    allowed = list(file.registry.grades(scheme))
    if allowed and record.grade not in allowed:
        near = _did_you_mean(difflib.get_close_matches(record.grade or "", allowed))
        found = f"`{record.grade}` is no grade of {of}"
        yield file.source.problem((*path, "grade"), found, ", ".join(allowed), near)


_INSPECTED: Final = {"force": "force", "police-authority": "authority"}
"""Kind of body for each kind that a cycle inspects."""


def _judged_body(file: _File, path: Steps, record: Record) -> Iterator[Problem]:
    """An authority's scores are never a force's, nor a force's grades an authority's."""
    if not isinstance(record, Judgment | Ungraded | Gap | PageDoubt) or record.body is None:
        return
    cycle, body = file.registry.cycle(record.cycle), file.registry.find("body", record.body)
    if cycle and body and body.kind != _INSPECTED[cycle.inspects]:
        found = f"`{record.body}` is of kind {body.kind}, and {record.cycle} inspects another kind of body"
        yield file.source.problem((*path, "body"), found, f"a {cycle.inspects.replace('-', ' ')}")


def _dates(file: _File, path: Steps, record: Record) -> Iterator[Problem]:
    """A date of a document or inspection can't lie more than two years before the one its cycle goes by.

    Fieldwork, and the first reports of a cycle that is named by two or three years, may lie that far before.
    """
    field, span, key = _dated(file, record)
    cycle = file.registry.cycle(key)
    if cycle is not None and span is not None and span.start < datetime.date(cycle.year - 2, 1, 1):
        found = f"{span} lies before the cycle {cycle.cycle} ({cycle.year})"
        yield file.source.problem((*path, field), found, f"{cycle.year - 2} or later")
    since, until = getattr(record, "since", None), getattr(record, "until", None)
    if since is not None and until is not None and since.start > until.end:
        yield file.source.problem((*path, "until"), f"{until} lies before `since`, {since}", f"{since.start} or later")


def _fieldwork(file: _File, path: Steps, record: Record) -> Iterator[Problem]:
    """Fieldwork is that of one inspection, so the document has to say of which body."""
    if isinstance(record, DocumentDate) and record.kind == "fieldwork" and file.document and not file.document.about:
        found = "fieldwork in a document about no single body"
        advice = "leave the date out, or name the body in `about` of the document"
        yield file.source.problem((*path, "kind"), found, "dates of the document itself", advice)


def _dated(file: _File, record: Record) -> tuple[str, Span | None, str]:
    """The field of a record that holds a date of a document or inspection, the date, and the key of the cycle."""
    if isinstance(record, CitedDocument):
        return "published", record.published, record.cycle or ""
    own_cycle = file.document.cycle if file.document else ""
    if isinstance(record, Response) or (isinstance(record, DocumentDate) and record.kind != "framework-published"):
        return "date", record.date, own_cycle
    return "", None, ""
