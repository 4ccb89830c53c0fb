"""Tables cell by cell: what a row measures, and for whom and when its columns hold.

A table is a run of lines whose cells are parted by tabs; the first line has the heads of its columns. A row whose label
the vocabulary does not know, and a column whose head says neither a time, a body nor a change, give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.measures import Measure, Measures, label_of
from builder.reading.grammar.periods import Period, ends, periods, span_of
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Line, Page
from builder.seeds.records import MetricDefinition

NATION: Final = "england-and-wales"
_NUMBER: Final = re.compile(r"(?P<value>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<percent> ?%)?")
_SURE: Final = 0.95


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: ``change`` is ``difference`` or ``change`` (in percent) where it is one between columns."""

    about: str
    period: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    words: Words


def read_tables(page: Page, head: Head, tools: Tools, day: str) -> Iterator[Fact]:
    """The figures of all tables of a page about one body; ``day`` is the date of the document."""
    for is_table, lines in groupby(page.filled(), key=lambda line: "\t" in line.raw.strip()):
        rows = [_cells(line) for line in lines] if is_table else []
        if len(rows) > 1:
            yield from _Table(rows, head, tools, day).facts()


def _cells(line: Line) -> list[_Cell]:
    cells: list[_Cell] = []
    at = 0
    for part in line.raw.split("\t"):
        text = part.strip()
        start = at + len(part) - len(part.lstrip())
        cells.append(_Cell(text, Words(line.number, start, start + len(text))))
        at += len(part) + 1
    return cells


class _Table:
    def __init__(self, rows: Sequence[list[_Cell]], head: Head, tools: Tools, day: str) -> None:
        self._rows = rows
        self._head = head
        self._measures: Measures = tools.rules.measures
        self._known = tools.known
        self._day = day

    def facts(self) -> Iterator[Fact]:
        """A figure for each cell that row and column tell the meaning of."""
        columns = self._columns(self._rows[0])
        for row in self._rows[1:]:
            measures = self._measures.rows.get(label_of(row[0].text), ())
            for cell, column in zip(row[1:], columns, strict=False):
                match = _NUMBER.fullmatch(cell.text)
                if match and column and measures:
                    yield from self._fact(measures[0], column, cell, match)

    def _columns(self, heads: Sequence[_Cell]) -> list[_Column | None]:
        own = self._times(heads[0].text)
        times = [self._times(each.text) for each in heads[1:]]
        dated = [each for each in times if each]
        between = f"{ends(dated[0])[0]}..{ends(dated[-1])[1]}" if len(dated) > 1 else ""
        return [self._column(cell.text, time, own, between) for cell, time in zip(heads[1:], times, strict=True)]

    def _times(self, text: str) -> str:
        found: list[Period] = [each for each in periods(text) if each.period]
        return found[0].period if len(found) == 1 else ""

    def _column(self, text: str, time: str, own: str, between: str) -> _Column | None:
        lowered = text.lower()
        about = NATION if "england and wales" in lowered else self._head.body
        if "change" in lowered:
            share = "%" in text or "per cent" in lowered or "percent" in lowered
            return _Column(about, between, "change" if share else "difference") if between else None
        if time or own:
            return _Column(about, time or own)
        return None

    def _fact(self, measure: Measure, column: _Column, cell: _Cell, match: re.Match[str]) -> Iterator[Fact]:
        metric = f"{measure.metric}-{column.change}" if column.change else measure.metric
        found = self._known.registry.find("metric", metric)
        if found is None or not isinstance(found.record, MetricDefinition):
            return
        unit = found.record.unit
        if match["percent"] and unit != "percent":
            return
        value = Decimal(match["value"].replace(",", ""))
        fields = {
            "metric": metric,
            "about": column.about,
            "value": f"{value:f}",
            "period": column.period,
            "status": "planned" if self._later(column.period) else "actual",
            "printed": cell.text,
        }
        yield Fact("metrics", fields, (cell.words,), "table", _SURE)

    def _later(self, period: str) -> bool:
        return bool(self._day) and span_of(ends(period)[1]).end > span_of(self._day).end
