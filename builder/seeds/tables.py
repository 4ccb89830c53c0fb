"""Bulk seeds: tables of published grades and figures, row by row as the records that curated files hold.

A table is known by its header. Each row becomes one record of a section, with the place of every cell, so that whatever
is wrong with it is said as of a curated record. Rows are read one at a time and know nothing of each other.
"""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePath
from typing import IO, Final, TypeAlias

from builder.errors import Problem
from builder.seeds.rows import Row, read_rows
from builder.seeds.source import Place, Plain, Source, Steps

SUFFIX: Final = ".csv"

NOT_FOUND: Final = "not-found"
"""The state of a row whose grade was looked for and not found, which says nothing about whether there is one."""

Cells: TypeAlias = dict[str, str]
"""The cells of a row that hold something, by the names of their columns."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a row: in which column, what was found, what is allowed, and what to do."""

    column: str
    found: str
    allowed: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: its columns, those that must not be empty, and the section that a row goes to.

    ``free`` are the columns whose cells differ from row to row and are all the same to the rest of the record.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    section: Callable[[Cells], str]
    faults: Callable[[Cells], Iterator[Wrong]] = lambda _: iter(())
    free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A row as data of a record: the section, the data, and the places of the row and of each value."""

    section: str
    data: Cells
    place: Place
    places: dict[str, Place]


def _graded(cells: Cells) -> str:
    if "grade" in cells:
        return "judgments"
    return "gaps" if cells.get("state") == NOT_FOUND else "ungraded"


def _faults_of_grade(cells: Cells) -> Iterator[Wrong]:
    """A row has a grade with its basis and page, or the state of having none."""
    if ("grade" in cells) == ("state" in cells):
        if "grade" in cells:
            yield Wrong("state", "`grade` and `state` side by side", "one of the two", "leave one of the cells empty")
        else:
            yield Wrong("grade", "neither a `grade` nor a `state`", "one of the two", f"or the state `{NOT_FOUND}`")
        return
    if "grade" in cells:
        for column in ("basis", "page"):
            if column not in cells:
                yield Wrong(column, f"`{column}` is missing", "", "fill the cell")
        return
    if "basis" in cells:
        yield Wrong("basis", "`basis` beside a row without a grade", "an empty cell", "take it out")
    if cells["state"] == NOT_FOUND and "page" in cells:
        advice = "take the page out; if it says that there is no grade, put the state that it says"
        yield Wrong("page", f"`page` beside the state `{NOT_FOUND}`, which no page says", "an empty cell", advice)
    if cells["state"] != NOT_FOUND and "page" not in cells:
        yield Wrong("page", "`page` is missing", "", "fill the cell")


TABLES: Final[dict[str, Table]] = {
    "grades": Table(
        ("body", "cycle", "subject", "grade", "state", "basis", "page"),
        ("body", "cycle", "subject"),
        _graded,
        _faults_of_grade,
        free=("body", "page"),
    ),
    "counts": Table(
        ("cycle", "subject", "grade", "count", "page", "note"),
        ("cycle", "subject", "grade", "count", "page"),
        lambda _: "counts",
    ),
    "figures": Table(
        ("about", "metric", "period", "status", "value", "unit", "variant", "page"),
        ("about", "metric", "period", "status", "value", "page"),
        lambda _: "metrics",
        free=("about", "period", "value", "page"),
    ),
    "doubts": Table(
        ("id", "kind", "cycle", "subject", "body", "grade", "text", "page"),
        ("id", "kind", "cycle", "text", "page"),
        lambda _: "page_doubts",
    ),
}
"""Every kind of table, by what its rows are."""


def is_table(name: str) -> bool:
    """Whether a file is a table, by its name."""
    return PurePath(name).suffix == SUFFIX


def read_table(stream: IO[bytes], name: str, problems: list[Problem]) -> Iterator[RowRecord]:
    """The rows of a table as data of records; what is wrong with a row is added to ``problems``.

    Where no kind of table has the header, that is the one problem, and there are no records.
    """
    rows = read_rows(stream, name, problems)
    table = read_header(rows, name, problems)
    if table is not None:
        yield from records(rows, table, name, problems)


def read_header(rows: Iterator[Row], name: str, problems: list[Problem]) -> Table | None:
    """The kind of table that the first of the rows is the header of; None, and a problem more, where it is of none."""
    header = next(rows, None)
    if header is None or header.line != 1:
        if not problems:
            problems.append(Problem(name, 1, 1, "the file holds nothing", _headers(), "fill it, or delete it"))
        return None
    table = next((each for each in TABLES.values() if each.columns == header.cells), None)
    if table is None:
        problems.append(_wrong_header(header, name))
    return table


def records(rows: Iterable[Row], table: Table, name: str, problems: list[Problem]) -> Iterator[RowRecord]:
    """Rows below a header as data of records; what is wrong with a row is added to ``problems``."""
    for row in rows:
        problem = _ragged(row, table, name)
        if problem is not None:
            problems.append(problem)
            continue
        cells = {column: cell for column, cell in zip(table.columns, row.cells, strict=True) if cell}
        at = dict(zip(table.columns, row.columns, strict=True))
        wrong = list(_faults(table, cells))
        problems.extend(Problem(name, row.line, at[w.column], w.found, w.allowed, w.advice) for w in wrong)
        if not wrong:
            yield _record(table.section(cells), cells, row.line, at)


def table_source(content: bytes, name: str) -> tuple[Source, list[Problem]]:
    """A table as a whole, as the data of a seed file without the rows that are none, and what is wrong with those."""
    problems: list[Problem] = []
    source = source_of_rows(read_table(io.BytesIO(content), name, problems), name)
    if not source.data and not problems:
        problems.append(no_rows(name))
    return source, problems


def no_rows(name: str) -> Problem:
    """What is wrong with a table that has nothing but a header."""
    return Problem(name, 1, 1, "a header without rows", "rows below it", "fill it, or delete the file")


def source_of_rows(rows: Iterable[RowRecord], name: str) -> Source:
    """Rows as the data of a seed file, with the place of every cell."""
    data: dict[str, Plain] = {}
    places: dict[Steps, Place] = {(): (1, 1)}
    for row in rows:
        section = data.setdefault(row.section, [])
        assert isinstance(section, list)  # noqa: S101  # it is made so in the line above
        path = (row.section, len(section))
        places[path] = row.place
        places.update({(*path, column): place for column, place in row.places.items()})
        section.append(dict(row.data))
    return Source(name, data, places, {}, is_table=True)


def _faults(table: Table, cells: Cells) -> Iterator[Wrong]:
    for column in table.needed:
        if column not in cells:
            yield Wrong(column, f"`{column}` is missing", "", "fill the cell")
    yield from table.faults(cells)


def _record(section: str, cells: Cells, line: int, at: dict[str, int]) -> RowRecord:
    """A row as data; that a grade was not found is what the section says."""
    data = {column: cell for column, cell in cells.items() if not (section == "gaps" and column == "state")}
    return RowRecord(section, data, (line, 1), {column: (line, at[column]) for column in cells})


def _ragged(row: Row, table: Table, name: str) -> Problem | None:
    if len(row.cells) == len(table.columns):
        return None
    column = row.columns[min(len(row.cells), len(table.columns) + 1) - 1]
    cells = f"{len(row.cells)} cell{'s' if len(row.cells) > 1 else ''}"
    advice = "put a cell that holds a comma between quotation marks, and a comma for each empty cell"
    return Problem(name, row.line, column, cells, f"{len(table.columns)}: {', '.join(table.columns)}", advice)


def _headers() -> str:
    return "; or ".join(",".join(table.columns) for table in TABLES.values())


def _wrong_header(header: Row, name: str) -> Problem:
    """What is wrong with a header, told by the kind of table that it is nearest to."""
    kind, table = max(TABLES.items(), key=lambda item: len(set(item[1].columns) & set(header.cells)))
    wanted = table.columns
    if not set(wanted) & set(header.cells):
        return Problem(name, 1, 1, "the header of no table", _headers(), "let the file begin with such a header")
    allowed = ",".join(wanted)
    unknown = [each for each in header.cells if each not in wanted]
    missing = [each for each in wanted if each not in header.cells]
    twice = [each for index, each in enumerate(header.cells) if each in header.cells[:index]]
    index = next(index for index, (cell, name_) in enumerate(zip_longest(header.cells, wanted)) if cell != name_)
    column = header.columns[min(index, len(header.columns) - 1)]
    if unknown:
        near = difflib.get_close_matches(unknown[0], missing, n=1)
        advice = f"did you mean `{near[0]}`?" if near else "take the column out"
        column = header.columns[header.cells.index(unknown[0])]
        return Problem(name, 1, column, f"unknown column `{unknown[0]}` of a table of {kind}", allowed, advice)
    if missing:
        found = f"the column `{missing[0]}` of a table of {kind} is missing"
        return Problem(name, 1, column, found, allowed, "add it; a cell may be empty")
    found = f"the column `{twice[0]}` twice" if twice else f"the columns of a table of {kind} in another order"
    return Problem(name, 1, column, found, allowed, "let the file begin with that header")
