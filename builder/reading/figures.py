"""Figures as facts: what is measured, of whom, when, and whether it is so, planned, required or thought likely.

The vocabulary says which words around a figure name which metric (``grammar/measures.py``). A figure without such
words gets a metric that says no more than its unit does, where it is an amount of money, a share, a length of time in
hours or less, or a number of people or things that the vocabulary lists; a number of anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.figured import Figured, Standing, figured
from builder.reading.grammar.measures import FIGURE, Cue, Measure, Measures
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.periods import Period, Said, as_financial_years, ends, span_of
from builder.reading.grammar.quantities import COUNT, MARGIN, MONEY, PERCENT, Quantity
from builder.reading.grammar.sentences import Sentence
from builder.reading.grammar.stretches import Clauses, nearest
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Form, Line, Page
from builder.reading.tables import NATION, read_tables
from builder.seeds.records import MetricDefinition

_NATIONAL: Final = ("england and wales", "national average", "nationally", "across the country", "other forces")
_GENERIC: Final = {
    **dict.fromkeys(MONEY, "stated-amount"),
    PERCENT: "stated-share",
    **dict.fromkeys(("hours", "minutes", "seconds"), "stated-duration"),
}
_NOUN_WITHIN: Final = 4
_STOPS: Final = frozenset(
    {"of", "to", "in", "and", "or", "by", "for", "with", "from", "at", "on", "was", "were", "is", "are"}
)
"""Words behind which what is counted no longer comes."""
_FALLS: Final = (
    *("reduc", "fall", "fell", "decreas", "drop", "cut ", "cuts ", "lower", "los", "shrink", "shrank", "fewer", "down"),
)
_FAR: Final = 10_000
_SURE: Final = 0.92
_GENERAL: Final = 0.82


def read_figures(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """The figures in the sentences of a page about one body, in the order of the text."""
    if head.body:
        reader = _Figures(page, head, tools)
        yield from read_tables(page, head, tools, reader.day)
        yield from reader.facts()


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said of the figure before in the paragraph; it holds for the next one where nothing else is said."""

    period: str = ""
    statuses: Sequence[str] = ()


class _Figures:
    def __init__(self, page: Page, head: Head, tools: Tools) -> None:
        self._page = page
        self._head = head
        self._known = tools.known
        self._measures: Measures = tools.rules.measures
        self._named = {
            says: each.period
            for each in self._measures.named
            if not each.cycles or head.cycle in each.cycles
            for says in each.says
        }
        self._by_name = {
            each.name: each.period for each in self._measures.named if not each.cycles or head.cycle in each.cycles
        }
        own = (each.force for each in tools.known.names.values() if each.key == head.body)
        self._force = next(own, head.body)
        """The force that the document is about, or that the authority oversees that it is about."""
        self.day = self._date()
        """The date of the document; empty where its head names none."""

        self._before = _Said()
        self._same = ""
        """The last time that the text states, for words such as `over the same period`."""

    def _date(self) -> str:
        """The date of the document: the first that its head names."""
        for _, line in zip(range(25), self._page.filled(), strict=False):
            for sentence in line.sentences:
                for mention in sentence.mentions:
                    if mention.kind is Kind.DATE:
                        return mention.value
        return ""

    def facts(self) -> Iterator[Fact]:
        """All figures of all sentences."""
        for line in self._page.filled():
            if line.form in (Form.BADGE, Form.NUMBER, Form.QUESTION) or "\t" in line.raw:
                continue
            self._before = _Said()
            for sentence in line.sentences:
                yield from self._in(sentence, line)

    def _in(self, sentence: Sentence, line: Line) -> Iterator[Fact]:
        tagged = figured(line.text[sentence.start : sentence.end], self._named)
        if not tagged.figures:
            return
        chosen = self._chosen(tagged)
        clauses = Clauses(tagged.text)
        for index, figure in enumerate(tagged.figures):
            found = chosen.get(index)
            measure, sure = (found[1], _SURE) if found else (self._generic(figure, tagged, index), _GENERAL)
            if measure is not None:
                yield from self._fact(measure, sure, Standing(tagged, clauses, index), sentence, line)
        if between := _between([each for each in tagged.times if each.period and each.said is not Said.ASIDE]):
            self._before = _Said(between, self._before.statuses)

    def _chosen(self, tagged: Figured) -> dict[int, tuple[Cue, Measure]]:
        """For each figure the phrase with the most words that fits it."""
        chosen: dict[int, tuple[Cue, Measure]] = {}
        at = {place: index for index, place in enumerate(tagged.places)}
        for cue, measure in self._measures.fitting(tagged.text):
            for match in cue.pattern.finditer(tagged.text):
                for name, text in match.groupdict().items():
                    index = at.get(match.start(name)) if text else None
                    if index is None or not self._fits(measure, tagged.figures[index]):
                        continue
                    if index not in chosen or cue.words > chosen[index][0].words:
                        chosen[index] = (cue, measure)
        return chosen

    def _fits(self, measure: Measure, figure: Quantity) -> bool:
        units = measure.units or {self._unit(measure.metric)}
        alike = figure.unit in MONEY and bool(units & MONEY)
        return bool(self._unit(measure.metric)) and (figure.unit in units or alike)

    def _unit(self, metric: str) -> str:
        found = self._known.registry.find("metric", metric)
        return found.record.unit if found and isinstance(found.record, MetricDefinition) else ""

    def _generic(self, figure: Quantity, tagged: Figured, index: int) -> Measure | None:
        """A measure that says no more than the unit does; none for counts, ranks and margins."""
        if figure.doubt or figure.words or self._head.body != self._force:
            return None  # reports on authorities speak of places, forces and people as much as of the authority
        metric = _GENERIC.get(figure.unit, "")
        if figure.unit == COUNT:
            metric = self._counted(tagged.text[tagged.places[index] + 1 :])
        return Measure(metric, frozenset({figure.unit})) if metric else None

    def _counted(self, behind: str) -> str:
        """The metric for a number of what the next words name; empty where that is none of what may be counted."""
        words = re.findall(r"[a-z-]+", re.split(rf"[.,;:()]|{FIGURE}", behind, maxsplit=1)[0].lower())[:_NOUN_WITHIN]
        for word in words:
            if word in self._measures.people:
                return "stated-people"
            if word in self._measures.things:
                return "stated-number"
            if word in _STOPS:
                break
        return ""

    def _fact(self, measure: Measure, sure: float, at: Standing, sentence: Sentence, line: Line) -> Iterator[Fact]:
        """The records of one figure: more than one, where words say that it is two things at once."""
        figure = at.figure
        about = self._about(measure, at.clause, sentence)
        if figure.unit == MARGIN or not about:
            return
        period, stated, statuses = self._when(measure, at)
        value = -figure.value if figure.value > 0 and self._falls(measure, at) else figure.value
        start, end = sentence.start + figure.start, sentence.start + figure.end
        fields = {
            "metric": measure.metric,
            "about": about,
            "value": f"{value:f}",
            "unit": figure.unit if figure.unit != self._unit(measure.metric) else "",
            "period": period,
            "period_stated": "" if stated or not period else "false",
            "printed": line.raw[start:end],
            "qualifier": figure.qualifier,
            "variant": measure.variant,
            "margin": f"{figure.margin:f}" if figure.margin is not None else "",
        }
        said = {name: told for name, told in fields.items() if told}
        for status in statuses:
            words = (Words(line.number, start, end),)
            yield Fact("metrics", {**said, "status": status}, words, measure.metric, sure, figure.doubt)

    def _when(self, measure: Measure, at: Standing) -> tuple[str, bool, Sequence[str]]:
        """When a figure holds, whether the text says so, and what kind of statement it is."""
        period, stated = self._period(measure, at)
        statuses, told = self._statuses(measure, at, period if stated else "")
        if measure.period in ("round", "date"):
            return period, stated, statuses
        if not stated and self._before.period:
            period, stated = self._before.period, True
        if not told and self._before.statuses and (at.compared or not stated):
            statuses = self._before.statuses
        if stated:
            self._before = _Said(period, statuses)
        end = _end_of_a_change(at.tagged.text, at.place)
        if end and ".." in period:
            period = ends(period)[0 if end == "from" else 1]
            statuses = ("actual",) if end == "from" and not _later(period, self.day) else statuses
        return period, stated, statuses

    def _about(self, measure: Measure, clause: str, sentence: Sentence) -> str:
        """The key of what a figure is about; empty where that cannot be told."""
        match measure.about:
            case "inspectorate":
                return "hmicfrs"
            case "region" | "named" | "area":
                return ""
            case "force":
                own = self._force
            case "authority" | "":
                own = self._head.body
            case key:
                return key if self._known.registry.find("thing", key) else ""
        lowered = clause.lower()
        if any(word in lowered for word in _NATIONAL):
            return NATION
        others = {
            each.value
            for each in sentence.mentions
            if each.kind is Kind.BODY and each.value not in ("", self._head.body)
            and self._page.written(Words(sentence.line, each.start, each.end)) in clause
        }  # fmt: skip
        if measure.about == "" and own != self._force and re.search(r"\bthe (?:force|constabulary)\b", lowered):
            own = self._force  # an authority is not the force that it oversees
        return "" if others - {self._force} else own

    def _falls(self, measure: Measure, at: Standing) -> bool:
        """Whether a change is one downwards, by the words before it."""
        if measure.direction == "down":
            return True
        before = at.tagged.text[at.within[0] : at.place].lower()[-60:]
        return measure.metric.endswith(("-change", "-difference")) and any(word in before for word in _FALLS)

    def _period(self, measure: Measure, at: Standing) -> tuple[str, bool]:
        """When a figure holds, and whether the text says so."""
        if measure.period == "round":
            return str(self._known.cycles[self._head.cycle].year), False
        times = at.tagged.times
        if self._same and any(each.said is Said.SAME for each in times):
            return self._same, True
        usable = [each for each in times if each.period and each.said is not Said.ASIDE]
        between = _between(usable)
        if between and measure.metric.endswith(("-change", "-difference")):
            return between, True
        if measure.period == "years":
            usable = [each for each in usable if "/" in each.period or ".." in each.period]
        figure = Period("", at.place, at.place + 1)
        others = [Period("", place, place + 1) for place in at.tagged.places if place != at.place]
        found = nearest(usable, figure, others, at.within) or nearest(usable, figure, others, (0, len(at.tagged.text)))
        if found and measure.period != "date":
            self._same = found.period
            return (as_financial_years(found.period) if measure.period == "years" else found.period), True
        if measure.otherwise in self._by_name:
            return self._by_name[measure.otherwise], True
        return self.day, False

    def _statuses(self, measure: Measure, at: Standing, period: str) -> tuple[Sequence[str], bool]:
        """What kind of statement a figure is, and whether words around it say so."""
        around = self._status_around(at)
        if around:
            return around, True
        nearby = self._status_nearby(at)
        later = _later(period, self.day)
        if nearby and not (nearby[0] == "actual" and later):  # a word for the past belongs to something else then
            return nearby[:1], True
        if measure.status:
            return (measure.status,), True
        return ("planned",) if later else ("actual",), False

    def _status_around(self, at: Standing) -> Sequence[str]:
        """By a phrase that fits around the figure."""
        for cue, gives in self._measures.statuses:
            if cue.figures:
                for match in cue.pattern.finditer(at.tagged.text):
                    if at.place in [match.start(name) for name, text in match.groupdict().items() if text]:
                        return gives
        return ()

    def _status_nearby(self, at: Standing) -> Sequence[str]:
        """By the nearest word before the figure in its clause, else by the next one behind it."""
        best: tuple[int, Sequence[str]] = (2 * _FAR, ())
        for cue, gives in self._measures.statuses:
            if cue.figures:
                continue
            for match in cue.pattern.finditer(at.tagged.text, *at.within):
                distance = at.place - match.end() if match.end() <= at.place else _FAR + match.start() - at.place
                if distance < best[0]:
                    best = (distance, gives)
        return best[1]


def _between(times: Sequence[Period]) -> str:
    """From the first to the second of two times that a sentence names; empty where it names others."""
    points = [each.period for each in times if ".." not in each.period]
    if len(points) != 2 or len(points) != len(times):
        return ""
    first, last = points
    return f"{first}..{last}" if span_of(first).start < span_of(last).end and first != last else ""


def _end_of_a_change(text: str, place: int) -> str:
    """Whether a figure is what a change starts ``from``, or leads ``to``; empty for neither."""
    before, behind = text[:place], text[place + 1 :]
    if re.search(r"\bfrom $", before) and re.match(rf"[^.;]{{0,40}}? (?:to|by) [^.;]{{0,40}}?{FIGURE}", behind):
        return "from"
    if re.search(rf"\bfrom {FIGURE}[^.;]{{0,40}}? to $", before):
        return "to"
    return ""


def _later(period: str, day: str) -> bool:
    """Whether a time ends after the date of the document."""
    if not period or not day:
        return False
    last = ends(period)[1]
    if last == day or (last.isdigit() and last == day[:4]):  # the document's own year
        return False
    return span_of(last).end > span_of(day).end
