"""The audit from end to end: a project and a folder of documents in, what does not stand there out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.auditing.figures import misread
from builder.auditing.forms import literal
from builder.auditing.statements import Statement, statements
from builder.auditing.texts import Text, read_document
from builder.errors import InputError, Problem
from builder.project import Project
from builder.seeds.fields import line_ranges
from builder.seeds.loader import Seed, load_seeds
from builder.seeds.records import Document, Record
from builder.seeds.registry import Registry, sections
from builder.seeds.source import Steps
from builder.seeds.values import LineRange

_NAMED = 3
"""How many lines a message names where words stand on others than the record says."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One document: its key, the names of its text file and seed file, and how much was held against it.

    ``present`` is false where the text file is missing; then nothing was. ``records`` are those of the seed file, and
    ``statements`` the words and figures among them that have to stand on certain lines.
    """

    document: str
    file: str
    seed: str
    present: bool
    records: int
    statements: int


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What an audit came to: each document, and every problem at its place in the seeds."""

    documents: tuple[Audited, ...]
    problems: tuple[Problem, ...]


def audit(project: Project, folder: Path) -> AuditResult:
    """Hold every curated record of a project against the documents in a folder.

    Raises InputError where there is no such folder, where a document can't be read, and where no seed file was curated
    from a document; LimitError where a document is too large; and what ``load_seeds`` raises.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no folder of documents is here; name it with --documents")
    seeds = load_seeds(project)
    documents: list[Audited] = []
    problems: list[Problem] = []
    for seed in seeds.files:
        document = seed.content.document
        if document is None:
            continue
        text = read_document(folder / document.file)
        said = [] if text is None else list(_said(seed, document, seeds.registry))
        documents.append(Audited(document.key(), document.file, seed.name, text is not None, seed.records, len(said)))
        if text is None:
            found = f"the document {document.file} is not in the folder, so that nothing here was held against it"
            problems.append(
                seed.source.problem(("document", "file"), found, "", "add it to the folder of the documents")
            )
        else:
            problems.extend(_of_file(seed, document, text))
            problems.extend(_of_lines(seed, document, text))
            problems.extend(_of_words(seed, text, said))
            problems.extend(_of_values(seed, text))
    if not documents:
        raise InputError(f"{project.relative(project.seeds)}: nothing to audit; no seed file has a `document`")
    return AuditResult(tuple(documents), tuple(sorted(problems)))


def records_on_lines(seed: Seed, document: Document) -> Iterator[tuple[Steps, Record]]:
    """Every record that names lines of the document, with the path to it."""
    for index, identifier in enumerate(document.identifiers):
        yield ("document", "identifiers", index), identifier
    for section, records in sections(seed.content):
        yield from (((section, index), record) for index, record in enumerate(records))


def _said(seed: Seed, document: Document, registry: Registry) -> Iterator[tuple[Steps, Statement]]:
    for path, record in ((("document",), document), *records_on_lines(seed, document)):
        yield from ((path, statement) for statement in statements(record, registry))


def _of_file(seed: Seed, document: Document, text: Text) -> Iterator[Problem]:
    if text.sha256 != document.sha256:
        yield seed.source.problem(
            ("document", "sha256"),
            f"{document.file} has another SHA-256: {text.sha256}",
            "the text that was read",
            "put that text back; or read the new one, mend what has moved, and write its SHA-256 here",
        )
    if len(text.lines) != document.line_count:
        found = f"{document.file} has {_counted(len(text.lines))}"
        yield seed.source.problem(
            ("document", "line_count"), found, "as many as the text that was read", "see `sha256`"
        )


def _of_lines(seed: Seed, document: Document, text: Text) -> Iterator[Problem]:
    """Lines that the document does not have, or that are blank."""
    for path, record in records_on_lines(seed, document):
        for rest, lines in line_ranges(record):
            advice = "name the lines that carry the fact"
            if lines.last > len(text.lines):
                found = f"{document.file} ends with line {len(text.lines)}"
                yield seed.source.problem(path + rest, found, "lines of the document", advice)
            elif not text.on(lines).strip():
                yield seed.source.problem(path + rest, f"{_shown(lines)} is blank", "lines with text", advice)


def _of_words(seed: Seed, text: Text, said: list[tuple[Steps, Statement]]) -> Iterator[Problem]:
    """Words and figures that do not stand where a record says, unless a doubt says that they vary there."""
    doubted = {spot.lines for doubt in seed.content.doubts for spot in doubt.spots()}
    everywhere = (LineRange(1, len(text.lines)),)
    for path, statement in said:
        lines = statement.lines or everywhere
        missing = [each for each in lines if not text.holds(each, statement.form)]
        if statement.may_vary:
            missing = [each for each in missing if each not in doubted]
        if missing and not (statement.on_any and len(missing) < len(lines)):
            where = f"on {', '.join(map(_shown, missing))}" if statement.lines else "in the document"
            found = f"{statement.kind} `{statement.form.shown}` does not stand {where}"
            yield seed.source.problem(
                path + statement.path, found, "the document's own characters", _advice(text, statement)
            )


def _of_values(seed: Seed, text: Text) -> Iterator[Problem]:
    """Figures whose value is another number than the one that is printed, where that one does stand."""
    for index, record in enumerate(seed.content.metrics):
        for lines, printed, number in misread(record):
            if all(text.holds(each, literal(printed)) for each in lines):
                found = f"the value is {record.value}, and what is printed, `{printed}`, reads {number}"
                advice = "write the number that the document prints; its sign and its unit are yours to choose"
                yield seed.source.problem(("metrics", index, "value"), found, str(number), advice)


def _advice(text: Text, statement: Statement) -> str:
    found = text.where(statement.form)
    if not found:
        return "it stands nowhere in the document: write what is printed there"
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    lines = ", ".join(map(str, found[:_NAMED]))
    return f"it stands on {'line' if len(found) == 1 else 'lines'} {lines}{more}: name the lines that are meant"


def _counted(lines: int) -> str:
    return f"{lines} line" if lines == 1 else f"{lines} lines"


def _shown(lines: LineRange) -> str:
    return f"lines {lines}" if lines.last > lines.first else f"line {lines}"
