"""Tables cell by cell: what a row measures, and for whom and when its columns hold.

A table is a run of lines whose cells are parted by tabs or upright strokes; the first line has the heads of columns.
Where a table was taken apart each cell has a line of its own: heads, then for each row its label and as many numbers.
Of a panel that lost its form there is a line of labels, and amounts below it in the same order. A row whose label the
vocabulary does not know, and a column whose head says neither a time, a body nor a change, give nothing. Where times
stand down the side the heads of columns say what is measured, or name what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, islice, takewhile
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.figure_subjects import NATION
from builder.reading.grammar.measures import Measure, Measures, label_of
from builder.reading.grammar.periods import Period, ends, periods, span_of
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Line, Page
from builder.seeds.records import MetricDefinition

_NUMBER: Final = re.compile(r"(?P<value>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<percent> ?%)?")
_AMOUNT: Final = re.compile(r"£(?P<value>\d+(?:\.\d+)?)(?:m| million)")
_ONLY_NUMBERS: Final = re.compile(r"[\s£+\-\d.,m%]+")
_STROKES: Final = 2
_LEAST: Final = 2
_WIDEST: Final = 12
_PANEL: Final = 6
_LABELS: Final = 8
_SURE: Final = 0.95
_PANELLED: Final = 0.85


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
    lines = list(page.filled())
    for parted, group in groupby(lines, key=_parted):
        rows = [cells for line in group if (cells := _cells(line, parted))] if parted else []
        if len(rows) > 1:
            yield from _Table(rows, head, tools, day).facts()
    for rows in _taken_apart(lines, tools.rules.measures):
        yield from _Table(rows, head, tools, day).facts()
    yield from _panels(lines, head, tools)


def _parted(line: Line) -> str:
    """What parts the cells of a line; empty where it is no row."""
    text = line.raw.strip()
    return "\t" if "\t" in text else "|" if text.startswith("|") and text.count("|") > _STROKES else ""


def _cells(line: Line, parted: str) -> list[_Cell]:
    """The cells of a row; none of one that only rules a line."""
    raw = line.raw
    at = 0
    if parted == "|":
        at = raw.index("|") + 1
        raw = raw.rstrip().removesuffix("|")
    if not re.search(r"\w", raw):
        return []
    cells: list[_Cell] = []
    for part in raw[at:].split(parted):
        text = part.strip()
        start = at + len(part) - len(part.lstrip())
        cells.append(_Cell(text, Words(line.number, start, start + len(text))))
        at += len(part) + 1
    return cells


def _taken_apart(lines: Sequence[Line], measures: Measures) -> Iterator[list[list[_Cell]]]:
    """Tables with a line for each cell: as many lines of heads, before the first label, as each row has numbers."""
    index = 0
    while index < len(lines):
        rows: list[list[_Cell]] = []
        at = index
        while at < len(lines) and label_of(lines[at].raw) in measures.rows:
            numbers = list(
                takewhile(lambda line: _NUMBER.fullmatch(line.raw.strip()), islice(lines, at + 1, at + 1 + _WIDEST))
            )
            if len(numbers) < _LEAST or (rows and len(numbers) != len(rows[0]) - 1):
                break
            rows.append([_Cell(line.raw.strip(), line.words) for line in (lines[at], *numbers)])
            at += 1 + len(numbers)
        if len(rows) >= _LEAST:
            width = len(rows[0]) - 1
            heads = [_Cell(line.raw.strip(), line.words) for line in lines[max(0, index - width) : index]]
            if len(heads) == width:
                yield [[_Cell("", heads[0].words), *heads], *rows]
        index = max(at, index + 1)


def _panels(lines: Sequence[Line], head: Head, tools: Tools) -> Iterator[Fact]:
    """Amounts of money below a line of labels, as many and in the same order; other numbers are passed over."""
    named = {each.name: each.period for each in tools.rules.measures.named if head.cycle in each.cycles}
    for index, line in enumerate(lines):
        measures = _run_of_labels(line.raw, tools.rules.measures)
        if len(measures) < _LEAST:
            continue
        numbers = list(
            takewhile(lambda each: _ONLY_NUMBERS.fullmatch(each.text), islice(lines, index + 1, index + 1 + _PANEL))
        )
        amounts = [each for each in numbers if _AMOUNT.fullmatch(each.text.strip())]
        if len(amounts) != len(measures):
            continue
        for measure, amount in zip(measures, amounts, strict=True):
            fields = {
                "metric": measure.metric,
                "about": head.body,
                "value": _AMOUNT.fullmatch(amount.text.strip())["value"],  # type: ignore[index]
                "period": named.get(measure.otherwise, ""),
                "period_stated": "false",
                "status": measure.status or "actual",
                "printed": amount.raw.strip(),
            }
            yield Fact(
                "metrics", {name: text for name, text in fields.items() if text}, (amount.words,), "panel", _PANELLED
            )


def _run_of_labels(text: str, measures: Measures) -> list[Measure]:
    """What a line measures that is nothing but labels of amounts of money, one after the other."""
    words = label_of(text).split()
    found: list[Measure] = []
    while words and len(words) <= _LABELS:
        length = next((n for n in range(len(words), 0, -1) if " ".join(words[:n]) in measures.rows), 0)
        if not length:
            return []
        found.append(measures.rows[" ".join(words[:length])][0])
        words = words[length:]
    return found if not words else []


class _Table:
    def __init__(self, rows: Sequence[list[_Cell]], head: Head, tools: Tools, day: str) -> None:
        self._rows = rows
        self._head = head
        self._measures: Measures = tools.rules.measures
        self._counted = tools.rules.counted
        self._known = tools.known
        self._day = day

    def facts(self) -> Iterator[Fact]:
        """A figure for each cell that row and column tell the meaning of."""
        times = [self._times(row[0].text) for row in self._rows[1:]]
        if all(times) and not any(self._columns(self._rows[0])):
            yield from self._by_time(times)
            return
        columns = self._columns(self._rows[0])
        for row in self._rows[1:]:
            measures = self._measures.rows.get(label_of(row[0].text), ())
            for cell, column in zip(row[1:], columns, strict=False):
                match = _NUMBER.fullmatch(cell.text)
                if match and column and measures:
                    yield from self._fact(measures[0], column, cell, match)

    def _by_time(self, times: Sequence[str]) -> Iterator[Fact]:
        """The figures of a table with a time for each row."""
        for row, time in zip(self._rows[1:], times, strict=True):
            for cell, head in zip(row[1:], self._rows[0][1:], strict=False):
                match, measure = _NUMBER.fullmatch(cell.text), self._headed(head.text)
                if match and measure:
                    yield from self._fact(measure, _Column(self._head.body, time), cell, match)

    def _headed(self, text: str) -> Measure | None:
        """What a column measures by its head: as the vocabulary says, else a number of what the whole head names."""
        known = self._measures.rows.get(label_of(text), ())
        if known:
            return known[0]
        noun = self._counted.noun(f" {text}", capitals=True)
        if not noun or not text.lower().endswith(noun) or noun in self._counted.programme:
            return None
        return Measure("stated-people" if noun in self._measures.people else "stated-number")

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
        if metric.startswith("stated-"):  # its place tells it from others
            fields["variant"] = f"{self._head.key}-l{cell.words.line}-{cell.words.start + 1}"
        yield Fact("metrics", fields, (cell.words,), "table", _SURE)

    def _later(self, period: str) -> bool:
        return bool(self._day) and span_of(ends(period)[1]).end > span_of(self._day).end
