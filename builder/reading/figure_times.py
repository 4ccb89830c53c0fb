"""When a figure holds: the time beside it, one that leans on what was said before, or what stands in for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.reading.grammar.figured import Standing
from builder.reading.grammar.measures import FIGURE, Measure
from builder.reading.grammar.periods import Period, Said, as_financial_years, ends, financial, periods, span_of
from builder.reading.grammar.quantities import MONEY, PERCENT, POINTS
from builder.reading.grammar.stretches import nearest
from builder.reading.page import Page

_MONTHS_TO: Final = re.compile(r"(?:12|twelve) months to", re.IGNORECASE)
_MONTHLY: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?$")
_BRACKET: Final = re.compile(r"\([^()]*\)")
_FROM: Final = re.compile(rf"\bfrom $|\bfrom {FIGURE}[^.;]{{0,40}}? to $", re.IGNORECASE)
_TO: Final = re.compile(rf"[^.;{FIGURE}]{{0,40}}? to {FIGURE}", re.IGNORECASE)
_BY: Final = re.compile(rf"\bby {FIGURE}[^.;{FIGURE}]{{0,60}}?\bfrom {FIGURE}{_TO.pattern}", re.IGNORECASE)
_MARCH: Final = 3
_CLOSE: Final = len(" by the end of financial year ")
"""How far behind a figure its own time may stand."""
_FLOWING: Final = MONEY | {PERCENT, POINTS}


@dataclass(frozen=True, slots=True)
class When:
    """When a figure holds.

    ``stated`` says that the sentence gives the time, ``named`` that it goes by a name. ``doubt`` says why the time
    cannot be told.
    """

    period: str
    stated: bool = True
    named: bool = False
    doubt: str = ""
    more: tuple[str, ...] = ()
    """Further times that the same figure holds for."""


def is_change(metric: str) -> bool:
    """Whether a metric is a change from one time to another."""
    return metric.endswith(("-change", "-difference"))


def side_of_change(at: Standing) -> str:
    """Whether a figure is what a change starts ``from``, or leads ``to``; empty for neither."""
    match = _FROM.search(at.before)
    if match is None:
        return ""
    if FIGURE in match[0]:
        return "to"
    return "from" if _TO.match(at.behind) else ""


def is_later(period: str, day: str) -> bool:
    """Whether a time ends after the date of a document; its own year does not, nor does a time that is not told."""
    last = ends(period)[1]
    if not last or not day or last in (day, day[: len("2014")]):
        return False
    return span_of(last).end > span_of(day).end


def is_size_of_change(at: Standing) -> bool:
    """Whether it is the size of a change whose beginning and end follow: ``by 104 from 2,829 to 2,725``."""
    match = _BY.search(at.tagged.text, max(0, at.place - len("by ")))
    return match is not None and match.start() == at.place - len("by ")


class Times:
    """The times of a document: its own date and year, periods that go by a name, and what was last said."""

    def __init__(self, page: Page, day: str, year: int, named: Mapping[str, str]) -> None:
        self.day = day
        self._year = str(year)
        self._named = named
        self._page = page
        self._twelve: str | None = None
        self.same = ""
        """The time of the last sentence that states one, for words such as `over the same period`."""
        self.carried = ""
        """The time of the figures before in the paragraph."""

    def begin(self) -> None:
        """A paragraph begins."""
        self.carried = ""

    def end_of_sentence(self, times: Iterable[Period]) -> None:
        """Remember what a sentence says of time."""
        told = [each for each in self._resolved(times) if each.said is not Said.ASIDE]
        if not told:
            return
        between = _two_points(told)
        self.same = between or told[0].period
        self.carried = between or told[0].period

    def of(self, measure: Measure, at: Standing, inherited: str = "") -> When:
        """When a figure holds; ``inherited`` is the time of the figure that it is set against."""
        if measure.period in ("round", "date"):
            return When(self._year if measure.period == "round" else self.day, stated=False)
        times = self._usable(at)
        covering = next((each for each in times if each.start <= at.place < each.end), None)
        if covering:
            return When(covering.period, named=covering.said is Said.NAMED)
        if side := side_of_change(at):
            return self._side(side, times, at, inherited or self.carried)
        inside = [each for each in times if at.within[0] <= each.start and each.end <= at.within[1]]
        stated = self._stated(measure, inside if inherited else times, at)
        return stated or (When(inherited) if inherited else self._unstated(measure, at))

    def _unstated(self, measure: Measure, at: Standing) -> When:
        """What stands in for a time: a usual one, that of the sentence before, or the document's date."""
        if measure.otherwise in self._named:
            return When(self._named[measure.otherwise], stated=False, named=True)
        carried = self.carried if at.figure.unit in _FLOWING else ""
        return When(carried or self.day, stated=False)

    def _usable(self, at: Standing) -> list[Period]:
        """The times that figures may have; those in brackets are a figure's beside them, or where there is no other."""
        times = [each for each in self._resolved(at.tagged.times) if each.said is not Said.ASIDE]
        aside = [
            match.span() for match in _BRACKET.finditer(at.tagged.text) if not match.start() < at.place < match.end()
        ]
        outside = [each for each in times if not any(start < each.start < end for start, end in aside)]
        covering = [each for each in times if each.start <= at.place < each.end]
        return covering or outside or times

    def _stated(self, measure: Measure, times: Sequence[Period], at: Standing) -> When | None:
        if any(each.said is Said.SAME for each in at.tagged.times) and self.same:
            return When(self._fit(measure, self.same))
        if measure.period == "years":
            times = [each for each in times if "/" in each.period or ".." in each.period or each.period.isdigit()]
        if is_change(measure.metric):
            between = _two_points(times) or next((each.period for each in times if each.said is Said.BETWEEN), "")
            if between:
                return When(self._fit(measure, between))
        found = nearest(times, at.spot, at.others, at.within) or nearest(
            times, at.spot, at.others, (0, len(at.tagged.text))
        )
        if found is None:
            return None
        behind = [each for each in times if each.start > found.end and found.start > at.place]
        more = [each.period for each in behind[:1] if at.tagged.text[found.end : each.start].strip() == "and"]
        twice = tuple(more) if measure.period == "years" and at.figure.unit == PERCENT else ()
        return When(self._fit(measure, found.period), named=found.said is Said.NAMED, more=twice)

    def _side(self, side: str, times: Sequence[Period], at: Standing, carried: str) -> When:
        """The beginning or the end of a change, by its own time or that of the whole change."""
        limit = at.tagged.text.find(FIGURE, at.place + 1) if side == "from" else len(at.tagged.text)
        own = [each for each in times if at.place < each.start < limit and ".." not in each.period]
        if own and own[0].start - at.place <= _CLOSE:
            return When(own[0].period)
        whole = next((each for each in times if ".." in each.period), None)
        same = self.same if any(each.said is Said.SAME for each in at.tagged.times) else ""
        between = whole.period if whole else same or ("" if times else carried)
        if whole is None or whole.said is not Said.STATED:  # else a year of which the change is the result
            between = between or _in_order(times)
            if ".." in between:
                return When(ends(between)[0 if side == "from" else 1], stated=bool(times or same))
        if not times:
            return When(self.day, stated=False)
        after = whole.period if whole else times[0].period
        return When(after) if side == "to" else When("", doubt="the time before the change is not stated")

    def _fit(self, measure: Measure, period: str) -> str:
        return as_financial_years(period) if measure.period == "years" else period

    def _resolved(self, times: Iterable[Period]) -> list[Period]:
        """Times with those that lean on the date of the document told by it."""
        aside = ""
        found: list[Period] = []
        for each in times:
            if each.said is Said.ASIDE:
                aside = each.period
            period = each.period
            if each.said is Said.LAST_TWELVE:
                period = self._last_twelve() or (_years_gone(self.same, 1) if _MONTHLY.search(self.same) else "")
            elif each.said is Said.TO_COME and self.day:
                period = _years_to_come(self.day, each.years)
            elif each.said is Said.GONE and (aside or self.day):
                period = _years_gone(aside or self.day, each.years)
            if period:
                found.append(replace(each, period=period))
        return found

    def _last_twelve(self) -> str:
        """The twelve months that the document reports on, where it names one such time and no other."""
        if self._twelve is None:
            texts = (line.text for line in self._page.filled() if _MONTHS_TO.search(line.text))
            found = {each.period for text in texts for each in _twelve_months(text)}
            self._twelve = found.pop() if len(found) == 1 else ""
        return self._twelve


def _twelve_months(text: str) -> list[Period]:
    return [each for each in periods(text) if _MONTHS_TO.search(text[each.start : each.end])]


def _two_points(times: Sequence[Period]) -> str:
    """From the first to the second of two times that a sentence names; empty where it names others."""
    points = [each.period for each in times if ".." not in each.period]
    if len(points) != 2 or len(points) != len(times):
        return ""
    first, last = points
    return f"{first}..{last}" if runs_on(first, last) else ""


def runs_on(first: str, last: str) -> bool:
    """Whether two times are single ones, told both, of which the second comes later."""
    single = first and last and ".." not in first + last
    return bool(single) and span_of(first).start < span_of(last).end and first != last


def _in_order(times: Sequence[Period]) -> str:
    """From the earlier to the later of two times; empty where there are others."""
    points = sorted((each.period for each in times), key=lambda each: span_of(each).start)
    return "..".join(points) if len(points) == 2 and not any(".." in each for each in points) else ""


def _years_to_come(day: str, years: int) -> str:
    """The next financial years after a date."""
    year, month = _month(day)
    first = year if month <= _MARCH else year + 1
    last = first + years - 1
    return financial(first) if years == 1 else f"{financial(first)}..{financial(last)}"


def _years_gone(day: str, years: int) -> str:
    """The years up to the month of a date."""
    year, month = _month(day)
    begin = f"{year - years + (month == 12)}-{month % 12 + 1:02}"
    return f"{begin}..{year}-{month:02}"


def _month(day: str) -> tuple[int, int]:
    last = span_of(ends(day)[1]).end
    return last.year, last.month
