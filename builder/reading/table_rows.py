"""Rows of tables as texts have them: cells parted by tabs or strokes, by blanks alone, or each on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, takewhile
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.measures import Measures, label_of
from builder.reading.grammar.numbers import DIGITS
from builder.reading.grammar.periods import periods
from builder.reading.page import Line

NUMBER: Final = re.compile(rf"(?P<sign>[+-]?)(?P<pound>£)?(?P<value>{DIGITS})(?P<scale>m|bn|p)?(?P<percent> ?%)?\*?")
_STROKES: Final = 2
_LEAST: Final = 2
_WIDEST: Final = 12
_VALUE: Final = rf"[+-]?£?{DIGITS}(?:m|bn)? ?%?"
_SPACED: Final = re.compile(rf"(?P<label>[A-Z][A-Za-z][A-Za-z&'(),/ -]*?)(?P<cells>(?: {{1,4}}{_VALUE}){{2,8}})\s*")
"""A row whose cells only blanks part: a label, and nothing but numbers behind it."""
_HEAD: Final = re.compile(
    r"[Cc]hange for [A-Z][\w&]*(?: (?:and|&|[A-Z][\w&]*))*(?: ?%)?"
    r"|(?:(?!Change)[A-Z][\w&]*(?: and)? )+change ?%?"
    r"|[Cc]hange ?%?"
    r"|England and Wales|[Nn]ational(?: average)?"
)
_BASELINE: Final = re.compile(r"\s*\((?:baseline|planned|projected|actual)\)\s*", re.IGNORECASE)
_UNDER: Final = re.compile(r"\s*(?:\((?:baseline|planned|projected|actual)\)|%|\s)+", re.IGNORECASE)
_CAPTION: Final = re.compile(r"\s*\((?P<text>[^()]{8,80})\)\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field of a table, and where."""

    text: str
    words: Words


def tables(lines: Sequence[Line], measures: Measures) -> Iterator[list[list[Cell]]]:
    """The tables of a page, each with its heads as the first row; a head that is not told is an empty cell."""
    for parted, group in groupby(lines, key=_parted):
        rows = [cells for line in group if (cells := _cells(line, parted))] if parted else []
        yield from _parts(rows)
    yield from _taken_apart(lines, measures)
    yield from _spaced(lines)


def _parts(rows: Sequence[list[Cell]]) -> Iterator[list[list[Cell]]]:
    """Tables that follow each other without a line in between: each begins with a row that has no number."""
    part: list[list[Cell]] = []
    for row in rows:
        if part and len(row) >= _LEAST and not any(NUMBER.fullmatch(cell.text) for cell in row[1:]):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _parted(line: Line) -> str:
    """What parts the cells of a line; empty where it is no row."""
    text = line.raw.strip()
    return "\t" if "\t" in text else "|" if text.startswith("|") and text.count("|") > _STROKES else ""


def _cells(line: Line, parted: str) -> list[Cell]:
    """The cells of a row; none of one that only rules a line."""
    raw = line.raw
    at = 0
    if parted == "|":
        at = raw.index("|") + 1
        raw = raw.rstrip().removesuffix("|")
    if not re.search(r"\w", raw):
        return []
    cells: list[Cell] = []
    for part in raw[at:].split(parted):
        text = part.strip()
        start = at + len(part) - len(part.lstrip())
        cells.append(Cell(text, Words(line.number, start, start + len(text))))
        at += len(part) + 1
    return cells


def _taken_apart(lines: Sequence[Line], measures: Measures) -> Iterator[list[list[Cell]]]:
    """Tables with a line for each cell: as many lines of heads, before the first label, as each row has numbers."""
    index = 0
    while index < len(lines):
        rows: list[list[Cell]] = []
        at = index
        while at < len(lines) and label_of(lines[at].raw) in measures.rows:
            numbers = list(
                takewhile(lambda line: NUMBER.fullmatch(line.raw.strip()), islice(lines, at + 1, at + 1 + _WIDEST))
            )
            if len(numbers) < _LEAST or (rows and len(numbers) != len(rows[0]) - 1):
                break
            rows.append([Cell(line.raw.strip(), line.words) for line in (lines[at], *numbers)])
            at += 1 + len(numbers)
        if len(rows) >= _LEAST:
            width = len(rows[0]) - 1
            heads = [Cell(line.raw.strip(), line.words) for line in lines[max(0, index - width) : index]]
            if len(heads) == width:
                yield [[Cell("", heads[0].words), *heads], *rows]
        index = max(at, index + 1)


def _spaced(lines: Sequence[Line]) -> Iterator[list[list[Cell]]]:
    """Tables whose cells only blanks part: at least two rows of as many numbers, and their heads above or below."""
    index = 0
    while index < len(lines):
        rows: list[list[Cell]] = []
        while index < len(lines) and (row := _in_blanks(lines[index])):
            if rows and len(row) != len(rows[0]):
                break
            rows.append(row)
            index += 1
        if len(rows) >= _LEAST:
            first = index - len(rows)
            if first > 1 and _UNDER.fullmatch(lines[first - 1].text):
                first -= 1  # the heads go on below themselves
            above = lines[first - 1] if first else None
            below = lines[index] if index < len(lines) else None
            heads = (above and _heads(above, len(rows[0]) - 1)) or (below and _caption(below, len(rows[0]) - 1))
            if heads:
                yield [heads, *rows]
        index += not rows


def _in_blanks(line: Line) -> list[Cell]:
    match = None if "\t" in line.raw else _SPACED.fullmatch(line.raw)
    if match is None:
        return []
    cells = [Cell(match["label"].strip(), Words(line.number, match.start("label"), match.end("label")))]
    for each in re.finditer(_VALUE, match["cells"]):
        start = match.start("cells") + each.start()
        text = each[0].strip()
        cells.append(Cell(text, Words(line.number, start, start + len(text))))
    return cells


def _heads(line: Line, width: int) -> list[Cell]:
    """The heads of columns that stand one after the other on a line: times and changes, and nothing else."""
    text = line.text
    found = [(each.start, each.end) for each in periods(text) if each.period]
    for match in _HEAD.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in found):
            found.append(match.span())
    found.sort()
    rest = "".join(
        text[end:start] for (_, end), (start, _) in zip([(0, 0), *found], [*found, (len(text), 0)], strict=True)
    )
    if len(found) != width or _BASELINE.sub("", rest).strip(" |%*"):
        return []
    return [Cell("", line.words), *(Cell(text[start:end], line.words) for start, end in found)]


def _caption(line: Line, width: int) -> list[Cell]:
    """The times of columns in a caption below: `(31 March 2010 and 31 March 2015, planned)`."""
    match = _CAPTION.fullmatch(line.text)
    told = [each for each in periods(match["text"]) if each.period] if match else []
    if match is None or len(told) != width:
        return []
    at = match.start("text")
    return [Cell("", line.words), *(Cell(line.text[at + each.start : at + each.end], line.words) for each in told)]
