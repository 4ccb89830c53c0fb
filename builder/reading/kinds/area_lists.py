"""Areas of policing listed with their grades: below grade headings, above badges, in rows and in columns of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.areas import Areas
from builder.reading.grammar.grades import Graded, badge
from builder.reading.grammar.plain import plain
from builder.reading.page import Form, Line

_COUNTED: Final = re.compile(r"\s*(?:\(\d{1,2}(?: areas?)?\)|:|areas?:?)+$", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*(?:[-*•·o▪]|\(?\d{1,2}[.)])\s+")
_ROW: Final = re.compile(r"\t+|\s*\|\s*|\s*:\s+|\s+-\s+")
_LIST: Final = re.compile(r"\s*;\s*(?:and\s+)?")
_NOT_AREAS: Final = re.compile(
    r"areas? for improvement|causes? of concern|recommendations?|main findings|summary|contents|terminology"
    r"|innovative practice|promising practice",
    re.IGNORECASE,
)
_LONGEST: Final = 90

GRADE_FIRST: Final = "areas-below-a-grade"
AREA_FIRST: Final = "grade-below-an-area"
IN_A_ROW: Final = "area-and-grade-in-a-row"
IN_A_COLUMN: Final = "area-in-the-column-of-a-grade"
TWO_WAYS: Final = "areas-and-grades-in-turn"


@dataclass(frozen=True, slots=True)
class Listed:
    """An area with the grade that a list gives it; without a key where a line is an area's that has no known name."""

    area: str
    grade: str
    words: tuple[Words, ...]
    rule: str
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of a list: a grade, or an area, whose key is empty where its name is not known."""

    line: Line
    grade: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """What the lists of a page give: areas with grades, and the lines that belong to lists and begin no section."""

    listed: tuple[Listed, ...]
    lines: frozenset[int]


def area_lists(lines: Sequence[Line], areas: Areas) -> Lists:
    """Every list of areas and grades among the filled lines of a page."""
    listed: list[Listed] = []
    taken: set[int] = set()
    columns: list[str] = []
    run: list[_Item] = []
    for line in lines:
        columns = _header(line) or columns if "\t" in line.raw else []
        in_cells = list(_cells(line, columns, areas) if columns else _row(line, areas))
        item = None if in_cells or columns else _item(line, areas, begun=bool(run and run[0].grade))
        if in_cells:
            listed += in_cells
            taken.add(line.number)
        if item:
            run.append(item)
            continue
        _close(run, listed, taken)
        run = []
    _close(run, listed, taken)
    return Lists(tuple(listed), frozenset(taken))


def _grade(text: str) -> Graded | None:
    """The grade that a heading is, with a count of its areas or without."""
    if len(text) > _LONGEST:
        return None
    found = badge(_COUNTED.sub("", text.strip()))
    return found if found and found.grade else None


def _item(line: Line, areas: Areas, *, begun: bool) -> _Item | None:
    """What a line is in a list; a short line without a known name is an area where the list began with a grade."""
    text = _BULLET.sub("", line.text, count=1).strip().rstrip(".;,")
    if grade := _grade(text):
        return _Item(line, grade=grade.grade)
    if area := areas.named(text):
        return _Item(line, area=area)
    unknown = begun and line.form in (Form.HEADING, Form.BULLET) and len(text) <= _LONGEST
    return _Item(line) if unknown and not _NOT_AREAS.search(text) and not line.badge else None


def _close(run: list[_Item], listed: list[Listed], taken: set[int]) -> None:
    """Take what a run of lines gives, once it is over."""
    while run and not run[-1].grade and not run[-1].area:
        run.pop()  # a heading behind the list
    first, rest = _parted(run)
    if len(first) > 1:
        _take(first, listed)
    if len(first) > 1 and first[0].grade:
        taken.update(item.line.number for item in first)
    if rest:
        _close(rest, listed, taken)


def _parted(run: list[_Item]) -> tuple[list[_Item], list[_Item]]:
    """A run, and what stands behind its last line before an area comes again: the first section after a list."""
    seen: set[str] = set()
    for index, item in enumerate(run):
        if item.area and item.area in seen:
            return run[:index], run[index:]
        seen.add(item.area)
    return run, []


def _take(run: list[_Item], listed: list[Listed]) -> None:
    graded = [bool(item.grade) for item in run]
    in_turn = all(one != other for one, other in pairwise(graded))
    if graded[0] and not graded[-1]:
        listed += _below_grades(run, GRADE_FIRST, unclear=False)
    elif not graded[0] and graded[-1] and in_turn:
        pairs = zip(run[::2], run[1::2], strict=True)
        listed += [Listed(a.area, g.grade, (a.line.words, g.line.words), AREA_FIRST) for a, g in pairs]
    elif any(graded) and not all(graded):
        listed += _below_grades(run, TWO_WAYS, unclear=True)


def _below_grades(run: list[_Item], rule: str, *, unclear: bool) -> Iterator[Listed]:
    """Each area with the last grade above it."""
    over: _Item | None = None
    for item in run:
        if item.grade:
            over = item
        elif over:
            yield Listed(item.area, over.grade, (over.line.words, item.line.words), rule, unclear)


def _row(line: Line, areas: Areas) -> Iterator[Listed]:
    """The areas of a line with a grade beside them: ``Investigating crime: good``, ``Good: Investigating crime; …``."""
    text = _BULLET.sub("", line.text, count=1).strip().rstrip(".;,") if "\t" not in line.raw else line.raw.strip()
    if len(text) > 4 * _LONGEST:
        return
    parts = [part for part in _ROW.split(text) if part.strip()]
    if len(parts) == 1:
        parts = _ended_by_grade(parts[0])
    if len(parts) != 2:
        return
    for one, other in (parts, parts[::-1]):
        grade = _grade(other)
        if grade is None:
            continue
        whole = areas.named(one)
        several = [] if whole else [areas.named(part) for part in _LIST.split(one)]
        for area in [whole] if whole else several if all(several) else []:
            yield Listed(area, grade.grade, (line.words,), IN_A_ROW)


def _ended_by_grade(text: str) -> list[str]:
    match = re.search(r" (outstanding|good|adequate|requires improvement|inadequate)$", text, re.IGNORECASE)
    return [text[: match.start()], match[1]] if match else []


def _header(line: Line) -> list[str]:
    """The grades of the columns of a table, where a line is its first row."""
    cells = [_grade(plain(cell)) for cell in line.raw.split("\t")]
    return [cell.grade if cell else "" for cell in cells] if sum(cell is not None for cell in cells) > 1 else []


def _cells(line: Line, columns: list[str], areas: Areas) -> Iterator[Listed]:
    """The areas of a row of a table whose columns are grades."""
    at = 0
    for cell, grade in zip(line.raw.split("\t"), columns, strict=False):
        area = areas.named(cell)
        start = at + len(cell) - len(cell.lstrip())
        if area and grade:
            yield Listed(area, grade, (Words(line.number, start, start + len(cell.strip())),), IN_A_COLUMN)
        at += len(cell) + 1
