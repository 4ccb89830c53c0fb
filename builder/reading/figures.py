"""Figures as facts: what is measured, of whom, when, and whether it is so, planned, required or thought likely.

The vocabulary says which words around a figure name which metric (``grammar/measures.py``). A figure without such
words is told by the one that it is set against. Else it gets a metric that says no more than its unit does, where
grammar tells that it counts or measures something (``figure_stated.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.figure_measures import GENERAL, HIGHER, Before, Measuring
from builder.reading.figure_stated import is_a_whole, is_only_stated
from builder.reading.figure_statuses import around, direction, nearby
from builder.reading.figure_subjects import NATION, Subjects
from builder.reading.figure_times import Times, When, is_change, is_later, is_size_of_change, runs_on, side_of_change
from builder.reading.figures_alike import Told, alike
from builder.reading.grammar.figured import Figured, Standing, figured
from builder.reading.grammar.measures import Measure, Measures
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.quantities import COUNT, MARGIN, PERCENT, POINTS, Quantity
from builder.reading.grammar.sentences import Sentence
from builder.reading.grammar.stretches import Clauses
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Form, Line, Page
from builder.reading.tables import read_tables

_PART: Final = re.compile(r"(?<!\w)the (?P<part>city|county|north|south|east|west) has $", re.IGNORECASE)
_LONGEST, _MOST = 4000, 40
"""How long a sentence may be, and how many figures it may have; beyond that it is no sentence, and takes too long."""
_GOES_ON: Final = re.compile(r"[\w,%]\s*$")
"""How a line ends within a sentence."""
_YET: Final = frozenset({"planned", "projected", "expected"})
"""Statuses of what is still to come."""


def read_figures(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """The figures in the tables and sentences of a page; of a page about many bodies those whose body is named."""
    reader = _Figures(page, head, tools)
    tables = read_tables(page, head, tools, reader.day) if head.body else ()
    yield from alike([*(Told(each, 3, 0) for each in tables), *reader.told()])


class _Figures:
    def __init__(self, page: Page, head: Head, tools: Tools) -> None:
        self._page = page
        self._head = head
        self._known = tools.known
        self._measures: Measures = tools.rules.measures
        named = [each for each in self._measures.named if not each.cycles or head.cycle in each.cycles]
        self._named = {says: each.period for each in named for says in each.says}
        self.day = self._date()
        """The date of the document; the year of its round where its head names none."""
        year = self._known.cycles[head.cycle].year if head.cycle in self._known.cycles else 0
        self._times = Times(page, self.day, year, {each.name: each.period for each in named})
        self._subjects = Subjects(page, head, tools.known)
        self._measuring = Measuring(self._measures, tools.rules.counted, tools.known.registry)
        self._before: list[Before] = []

    def _date(self) -> str:
        """The date of the document: the first that its head names."""
        for _, line in zip(range(25), self._page.filled(), strict=False):
            for sentence in line.sentences:
                for mention in sentence.mentions:
                    if mention.kind is Kind.DATE:
                        return mention.value
        return ""

    def told(self) -> Iterator[Told]:
        """All figures of all sentences."""
        for line in self._page.filled():
            if line.form in (Form.BADGE, Form.NUMBER, Form.QUESTION) or "\t" in line.raw:
                continue
            self._before = []
            self._times.begin()
            self._measuring.begin()
            self._subjects.begin(line)
            for sentence in line.sentences:
                yield from self._in(sentence, line)

    def _in(self, sentence: Sentence, line: Line) -> Iterator[Told]:
        text = line.text[sentence.start : sentence.end] + _on_the_next_line(sentence, line)
        if len(text) > _LONGEST:
            return
        tagged = figured(text, self._named)
        if len(tagged.figures) > _MOST:
            return
        self._subjects.enter(tagged.text)
        if tagged.figures and re.search(r"[a-z]", tagged.text, re.IGNORECASE):
            yield from self._figures(tagged, sentence, line)
        self._times.end_of_sentence(tagged.times)
        self._subjects.leave(tagged.text)

    def _figures(self, tagged: Figured, sentence: Sentence, line: Line) -> Iterator[Told]:
        chosen = self._measuring.chosen(tagged)
        clauses = Clauses(tagged.text)
        for index, figure in enumerate(tagged.figures):
            if figure.end > sentence.end - sentence.start:
                break  # of the next line, or broken in two
            at = Standing(tagged, clauses, index)
            measure, sure = self._measuring.of(at, chosen, self._before)
            if measure is not None:
                yield from self._fact(measure, sure, at, sentence, line)

    def _fact(self, measure: Measure, sure: float, at: Standing, sentence: Sentence, line: Line) -> Iterator[Told]:
        """The records of one figure: more than one, where words say that it is two things at once."""
        about, doubt = self._subjects.of(measure, at, sentence)
        if not about:
            return
        side = side_of_change(at)
        compared = self._like(measure, at, side)
        against = compared if compared and (at.compared or about == NATION or "respondents" in at.clause) else None
        when = self._when(measure, at, against)
        statuses, told = self._statuses(measure, at, when, against)
        falls = self._falls(measure, at, against)
        whole = self._whole(at, when, against)
        no_time = when.doubt or self._no_time(measure, at, when, statuses)
        if no_time and (when.doubt or not side) and (general := self._measuring.general(at)):
            measure, sure, when, no_time = general, GENERAL, When("", stated=False), ""  # that there is such a figure
        self._before.append(Before(measure, at.figure.unit, when.period, statuses, falls, whole, side))
        doubt = doubt or at.figure.doubt or no_time
        fields = self._fields(measure, at, sentence, line)
        value = -at.figure.value if falls and at.figure.value > 0 else at.figure.value
        start, end = sentence.start + at.figure.start, sentence.start + at.figure.end
        surety = 3 if when.stated and not when.named else 2 if when.stated else 1 if when.period != self.day else 0
        for period in (when.period, *when.more):
            stated = {"period": period, "period_stated": "" if when.stated or not period else "false"}
            for status in statuses:
                record = {**fields, "about": about, "value": f"{value:f}", **stated, "status": status}
                said = {name: text for name, text in record.items() if text}
                words = (Words(line.number, start, end),)
                yield Told(Fact("metrics", said, words, measure.metric, sure, doubt), surety, int(told))

    def _like(self, measure: Measure, at: Standing, side: str) -> Before | None:
        """The last figure of the same metric, at the same end of a change where it is an end of one."""
        like = [each for each in self._before if each.measure.metric == measure.metric and each.unit == at.figure.unit]
        same = [each for each in like if each.side == side]
        return next(reversed(same or like), None)

    def _fields(self, measure: Measure, at: Standing, sentence: Sentence, line: Line) -> dict[str, str]:
        figure, own = at.figure, self._measuring.unit(measure.metric)
        unit = "" if figure.unit in (own, MARGIN) or (figure.unit == COUNT and own != COUNT) else figure.unit
        start = sentence.start + figure.start
        return {
            "metric": measure.metric,
            "unit": unit,
            "printed": line.raw[start : sentence.start + figure.end],
            "qualifier": figure.qualifier,
            "variant": self._variant(measure, at, f"{self._head.key}-l{line.number}-{start + 1}"),
            "margin": f"{figure.margin:f}" if figure.margin is not None else "",
        }

    @staticmethod
    def _variant(measure: Measure, at: Standing, place: str) -> str:
        """What tells a figure from others alike; where the metric says nothing, that is its place."""
        end = _end_of_a_range(at.figure)
        if is_only_stated(measure.metric):
            return f"{place}-{end}" if end else place
        part = _PART.search(at.before) if at.figure.unit == COUNT else None
        return part["part"].lower() if part else end or measure.variant

    def _when(self, measure: Measure, at: Standing, against: Before | None) -> When:
        if at.figure.unit == POINTS and HIGHER.match(at.behind) and self._before:
            return self._since(at)
        inherited = (against.whole or against.period) if against else ""
        when = self._times.of(measure, at, inherited)
        if is_size_of_change(at):
            return self._of_the_ends(measure, at) or when
        return when

    def _since(self, at: Standing) -> When:
        """``3.9 points higher than in 2010``: from then to the time of the share before."""
        share = next((each for each in reversed(self._before) if each.unit == PERCENT), None)
        then = [each for each in at.tagged.times if each.period and at.place < each.start and ".." not in each.period]
        if share is None or not then or not runs_on(then[0].period, share.period):
            return When("", doubt="since when it has changed is not stated")
        return When(f"{then[0].period}..{share.period}")

    def _of_the_ends(self, measure: Measure, at: Standing) -> When | None:
        """The time of a change by the times of its beginning and its end, which follow."""
        first, last = replace(at, index=at.index + 1), replace(at, index=at.index + 2)
        begin, end = self._times.of(measure, first), self._times.of(measure, last)
        return When(f"{begin.period}..{end.period}") if runs_on(begin.period, end.period) else None

    def _whole(self, at: Standing, when: When, against: Before | None) -> str:
        """The time of the whole change that a figure is an end of."""
        side = side_of_change(at)
        if against and against.whole:
            return against.whole
        last = self._before[-1] if self._before else None
        if side == "to" and last and runs_on(last.period, when.period):
            return f"{last.period}..{when.period}"
        return ""

    def _statuses(
        self, measure: Measure, at: Standing, when: When, against: Before | None
    ) -> tuple[Sequence[str], bool]:
        """What kind of statement a figure is, and whether words around it say so."""
        later = is_later(when.period, self.day)
        if found := around(self._measures, at):
            return found, True
        already = side_of_change(at) == "from" or is_a_whole(at)  # only a part of it is planned
        if (measure.status == "actual" and not at.compared) or (already and not later):
            return ("actual",), True
        # a word for the past belongs to something else where the time is still to come
        told = [
            *nearby(self._measures, at)[:1],
            *(against.statuses[:1] if against else ()),
            *filter(None, [measure.status]),
        ]
        fitting = [each for each in told if not (each == "actual" and later)]
        return (fitting[0],) if fitting else ("planned",) if later else ("actual",), bool(fitting)

    def _no_time(self, measure: Measure, at: Standing, when: When, statuses: Sequence[str]) -> str:
        """A number of things to come has no time of its own in the date of the document; one only stated needs none."""
        if is_only_stated(measure.metric):
            return ""
        if at.figure.unit == COUNT and statuses[0] in _YET and when.period == self.day and not when.stated:
            return "for when it is planned is not stated"
        return ""

    def _falls(self, measure: Measure, at: Standing, against: Before | None) -> bool:
        """Whether a change is one downwards, by the words before it, or as that which it is set against."""
        if not is_change(measure.metric) or at.figure.value < Decimal(0):
            return False
        turn = direction(at)
        if turn:
            return turn < 0
        return measure.direction == "down" or bool(against and against.falls)


def _on_the_next_line(sentence: Sentence, line: Line) -> str:
    """How a sentence goes on that is broken across lines: what a number counts may stand there, or how large it is."""
    below = line.below
    if below is None or sentence.end < len(line.text.rstrip()) or not _GOES_ON.search(line.text):
        return ""
    first = next(iter(below.sentences), None)
    return " " + below.text[first.start : first.end] if first and below.text[first.start].islower() else ""


def _end_of_a_range(figure: Quantity) -> str:
    """Which end of a range such as ``three to five years`` a figure is."""
    first, last = figure.whole
    return "upper" if first > figure.start else "lower" if last < figure.end else ""
