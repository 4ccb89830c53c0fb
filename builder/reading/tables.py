"""Tables cell by cell: what a row measures, and for whom and when its columns hold.

``table_rows.py`` finds the rows. A column whose head says neither a time, a body nor a change gives nothing; nor does a
row whose label the vocabulary does not know and ``table_labels.py`` cannot tell. Where times stand down the side the
heads of columns say what is measured, or name what is counted. Of a panel that lost its form there is a line of labels,
and amounts below it in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice, takewhile
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.figure_stated import is_only_stated
from builder.reading.figure_subjects import NATION
from builder.reading.figure_times import is_later
from builder.reading.grammar.measures import Measure, Measures, label_of
from builder.reading.grammar.periods import Period, ends, periods
from builder.reading.grammar.plain import plain
from builder.reading.grammar.quantities import MONEY
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Line, Page
from builder.reading.table_labels import MONEY_BY_SCALE, Labels
from builder.reading.table_rows import NUMBER, Cell, tables
from builder.seeds.records import MetricDefinition

_AMOUNT: Final = re.compile(r"£(?P<value>\d+(?:\.\d+)?)(?:m| million)")
_ONLY_NUMBERS: Final = re.compile(r"[\s£+\-\d.,m%]+")
_LEAST: Final = 2
_PANEL: Final = 6
_PAGE: Final = re.compile(r"\d{1,3}")
_WHOSE: Final = re.compile(rf"(?P<who>[A-Za-z][A-Za-z&' ]*?):? (?P<number>{NUMBER.pattern})")
_LABELS: Final = 8
_SURE: Final = 0.95
_PANELLED: Final = 0.85


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: ``change`` is ``difference`` or ``change`` (in percent) where it is one between columns."""

    about: str
    period: str = ""
    change: str = ""
    head: str = ""


def read_tables(page: Page, head: Head, tools: Tools, day: str) -> Iterator[Fact]:
    """The figures of all tables of a page about one body; ``day`` is the date of the document."""
    lines = list(page.filled())
    for rows in tables(lines, tools.rules.measures):
        yield from _Table(rows, head, tools, day).facts()
    yield from _panels(lines, head, tools)


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
    def __init__(self, rows: Sequence[list[Cell]], head: Head, tools: Tools, day: str) -> None:
        self._rows = rows
        self._head = head
        self._measures: Measures = tools.rules.measures
        self._labels = Labels(tools.rules.measures, tools.rules.counted)
        self._known = tools.known
        self._day = day
        self._names = [name.lower() for name, each in tools.known.names.items() if each.key == head.body]

    def facts(self) -> Iterator[Fact]:
        """A figure for each cell that row and column tell the meaning of."""
        named = [self._named(row) for row in self._rows if len(row) > 1]
        if named and all(named):
            yield from chain.from_iterable(named)
            return
        if len(self._rows) < _LEAST:
            return
        if self._is_list():
            for label, cell in self._rows:
                if match := NUMBER.fullmatch(cell.text):
                    yield from self._fact(label.text, _Column(self._head.body), cell, match)
            return
        times = [_time(row[0].text) for row in self._rows[1:]]
        columns = self._columns(self._rows[0])
        if all(times) and not any(columns):
            yield from self._by_time(times)
            return
        for row in self._rows[1:]:
            for cell, column in zip(row[1:], columns, strict=False):
                match = NUMBER.fullmatch(cell.text)
                if match and column:
                    yield from self._fact(row[0].text, column, cell, match)

    def _is_list(self) -> bool:
        """Whether it is a list of labels with one number each, and no table of contents."""
        pairs = [row for row in self._rows if len(row) == _LEAST and row[0].text and NUMBER.fullmatch(row[1].text)]
        return len(pairs) == len(self._rows) and not all(_PAGE.fullmatch(row[1].text) for row in pairs)

    def _named(self, row: Sequence[Cell]) -> list[Fact]:
        """The figures of a row whose cells say themselves whose they are: `England and Wales 30%`."""
        found: list[Fact] = []
        for cell in filter(lambda each: each.text, row[1:]):
            match = _WHOSE.fullmatch(cell.text)
            about = self._whose(match["who"]) if match else ""
            number = NUMBER.fullmatch(match["number"]) if match else None
            if match is None or number is None or not about:
                return []
            start = cell.words.start + match.start("number")
            words = Words(cell.words.line, start, start + len(match["number"]))
            found += self._fact(row[0].text, _Column(about), Cell(match["number"], words), number)
        return found

    def _whose(self, text: str) -> str:
        """Whose figures stand below or behind some words; empty where they say nothing of it."""
        lowered = text.lower()
        if "england and wales" in lowered or "national" in lowered:
            return NATION
        own = re.match(r"(?:the |this )?(?:local|force)\b", lowered) or any(name in lowered for name in self._names)
        return self._head.body if own else ""

    def _by_time(self, times: Sequence[str]) -> Iterator[Fact]:
        """The figures of a table with a time for each row."""
        for row, time in zip(self._rows[1:], times, strict=True):
            for cell, head in zip(row[1:], self._rows[0][1:], strict=False):
                match = NUMBER.fullmatch(cell.text)
                if match:
                    yield from self._fact(head.text, _Column(self._head.body, time), cell, match)

    def _columns(self, heads: Sequence[Cell]) -> list[_Column | None]:
        own = _time(heads[0].text)
        times = [_time(each.text) for each in heads[1:]]
        dated = [each for each in times if each]
        between = f"{ends(dated[0])[0]}..{ends(dated[-1])[1]}" if len(dated) > 1 else ""
        return [self._column(cell.text, time, own, between) for cell, time in zip(heads[1:], times, strict=True)]

    def _column(self, text: str, time: str, own: str, between: str) -> _Column | None:
        lowered = text.lower()
        about = self._whose(text)
        if "change" in lowered:
            share = "%" in text or "per cent" in lowered or "percent" in lowered
            return _Column(about or self._head.body, between, "change" if share else "difference") if between else None
        if time or own or about:
            return _Column(about or self._head.body, time or own, head=text)
        return None

    def _fact(self, label: str, column: _Column, cell: Cell, match: re.Match[str]) -> Iterator[Fact]:
        change = "change" if column.change and match["percent"] else column.change
        measure, unit = self._labels.of(label, column.head, match, change)
        metric = measure.metric if measure else ""
        if change and not is_only_stated(metric):
            metric = f"{metric}-{change}"
        found = self._known.registry.find("metric", metric)
        if found is None or not isinstance(found.record, MetricDefinition):
            return
        usual = found.record.unit
        paid = match["pound"] or match["scale"] == "p"
        if (match["percent"] and usual != "percent") or (paid and usual not in MONEY):
            return
        value = Decimal(match["value"].replace(",", "")) * (-1 if match["sign"] == "-" else 1)
        if match["scale"] and usual in MONEY:
            unit = MONEY_BY_SCALE[match["scale"]]
            value = value / 100 if match["scale"] == "p" else value
        elif paid:
            unit = unit or MONEY_BY_SCALE[""]
        elif match["scale"]:
            value *= 1_000_000_000 if match["scale"] == "bn" else 1_000_000
        period = column.period or _time(label)
        planned = is_later(period, self._day) or re.match(r"\s*planned\b", label, re.IGNORECASE)
        fields = {
            "metric": metric,
            "unit": unit if unit not in ("", usual) else "",
            "about": column.about,
            "value": f"{value:f}",
            "period": period or self._day,
            "period_stated": "" if period else "false",
            "status": "planned" if planned else "actual",
            "printed": cell.text,
        }
        if is_only_stated(metric):  # its place tells it from others
            fields["variant"] = f"{self._head.key}-l{cell.words.line}-{cell.words.start + 1}"
        yield Fact("metrics", {name: text for name, text in fields.items() if text}, (cell.words,), "table", _SURE)


def _time(text: str) -> str:
    """The one time that a label or a head of a column states; empty where it states none, or several."""
    found: list[Period] = [each for each in periods(plain(text)) if each.period]
    return found[0].period if len(found) == 1 else ""
