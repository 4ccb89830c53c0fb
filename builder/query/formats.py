"""Answers as text: the W3C's formats by the RDF library, and tables for people.

CSV and TSV are those of https://www.w3.org/TR/sparql11-results-csv-tsv/, unchanged: a cell that a spreadsheet program
would take for a formula is not altered, because the formats allow no such mark and programs would read it as data.
``formula_cells`` counts them, so that the command can warn.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, QueryResultsFormat
from rich.cells import cell_len

from builder.namespaces import PEELID
from builder.query.forms import Format
from builder.query.header import Column, SavedQuery
from builder.query.results import Cell, Result, Row
from builder.terminal import harmless

STANDARD: Final = {
    Format.CSV: QueryResultsFormat.CSV,
    Format.TSV: QueryResultsFormat.TSV,
    Format.JSON: QueryResultsFormat.JSON,
    Format.XML: QueryResultsFormat.XML,
}
"""The formats of the W3C, which carry every column."""

_NUMBERS: Final = frozenset({"integer", "decimal"})
_WIDEST: Final = 100_000
_FORMULA: Final = re.compile(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)")
_NOT_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&#])")


def standard(result: Result, form: Format) -> bytes:
    """The answer in one of the W3C's formats, ending in a line end."""
    content = result.serialize(STANDARD[form])
    if form is Format.XML:  # XML 1.0, section 2.2, has no way to write most control characters
        content = _NOT_XML.sub("\ufffd".encode(), content)
    return content if content.endswith(b"\n") else content + b"\n"


def formula_cells(result: Result) -> int:
    """How many text cells a spreadsheet program could take for a formula."""
    return sum(isinstance(cell, Literal) and bool(_FORMULA.match(cell.value)) for row in result.rows for cell in row)


def table(query: SavedQuery, result: Result, width: int | None = None, colour: bool = False) -> str:
    """The answer as a table for a terminal of ``width`` characters; without a width nothing is cut or wrapped.

    A thing stands once, by its name; the formats of the W3C carry its IRI too.
    """
    columns = [(index, query.columns[index]) for index in _people_columns(query.columns)]
    rows = [[column.label for _, column in columns]]
    rows += [[harmless(_text(row[index])) for index, _ in columns] for row in result.rows]
    to_right = [column.type in _NUMBERS for _, column in columns]
    lines = _plain(rows, to_right) if width is None and not colour else _fitted(rows, to_right, width, colour)
    count = len(result.rows)
    return "\n".join([*(line.rstrip() for line in lines), f"\n{count} row{'' if count == 1 else 's'}\n"])


def _plain(rows: Sequence[Sequence[str]], to_right: Sequence[bool]) -> Iterator[str]:
    """The lines of a table whose first row is its head; they look as those of rich, which takes far longer."""
    widths = [max(map(cell_len, cells)) for cells in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = []
        for text, width, is_right in zip(row, widths, to_right, strict=True):
            shown = text.rstrip() if is_right else text
            blanks = " " * (width - cell_len(shown))
            cells.append(blanks + shown if is_right else shown + blanks)
        yield "   ".join(cells)
        if number == 0:
            yield "─" * (sum(widths) + 3 * (len(widths) - 1))


def _fitted(rows: Sequence[Sequence[str]], to_right: Sequence[bool], width: int | None, colour: bool) -> list[str]:
    """The lines of a table that fits a terminal."""
    from rich import box  # noqa: PLC0415 - rich is slow to import, and of no use in a pipe
    from rich.console import Console  # noqa: PLC0415 - the same
    from rich.table import Table  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    head, *others = rows
    for label, is_right in zip(head, to_right, strict=True):
        grid.add_column(Text(label), justify="right" if is_right else "left", overflow="fold", no_wrap=width is None)
    for row in others:
        grid.add_row(*map(Text, row))
    console = Console(
        file=io.StringIO(), width=width or _WIDEST, color_system="standard" if colour else None, force_terminal=colour,
        legacy_windows=False, highlight=False, emoji=False, markup=False,
    )  # fmt: skip
    with console.capture() as capture:
        console.print(grid)
    return capture.get().splitlines()


def markdown(query: SavedQuery, result: Result) -> str:
    """The answer as a Markdown table (GitHub's form) whose names link to the things."""
    indexes = _people_columns(query.columns)
    twins = {index: _twin(query.columns, index) for index in indexes}
    head = [_escaped(query.columns[index].label) for index in indexes]
    rules = ["---:" if query.columns[index].type in _NUMBERS else "---" for index in indexes]
    lines = [head, rules]
    lines += [[_linked(row[index], _at(row, twins[index])) for index in indexes] for row in result.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _people_columns(columns: tuple[Column, ...]) -> list[int]:
    """All columns but the IRIs of things that another column names."""
    names = {column.name for column in columns}
    return [index for index, column in enumerate(columns) if column.type != "iri" or f"{column.name}Name" not in names]


def _twin(columns: tuple[Column, ...], index: int) -> int | None:
    """The column with the IRI of what this column names."""
    wanted = columns[index].name.removesuffix("Name")
    for other, column in enumerate(columns):
        if column.name == wanted and column.type == "iri":
            return other
    return None


def _at(row: Row, index: int | None) -> Cell:
    return None if index is None else row[index]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, NamedNode):
        return cell.value.removeprefix(PEELID)
    return cell.value if isinstance(cell, Literal) else str(cell)


def _linked(cell: Cell, twin: Cell) -> str:
    target = twin if isinstance(twin, NamedNode) else cell
    text = _escaped(_text(cell))
    return f"[{text}](<{target.value}>)" if text and isinstance(target, NamedNode) else text


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", harmless(text))
