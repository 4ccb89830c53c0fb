"""Times that figures hold for, as a text states them: years, months, days, stretches of time, and words for them.

Periods come in the form of seed records: ``2010-03-31``, ``2014-07``, ``2014``, ``2014/15``, or two as ``A..B``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from builder.reading.grammar.dates import dates
from builder.reading.grammar.numbers import number
from builder.seeds.values import Span, parse_span


class Said(StrEnum):
    """How a text says when: the words for it, or words that lean on what was said before."""

    STATED = "stated"
    NAMED = "named"
    """By a name, such as the spending review."""
    BETWEEN = "between"
    """From one time to another."""
    SAME = "same"
    """``over the same period``, ``in that year``: as before."""
    LAST_TWELVE = "last-twelve"
    """``the last 12 months``: the year that the document is about."""
    TO_COME = "to-come"
    """``the next two years``: counted from the date of the document; ``years`` says how many."""
    GONE = "gone"
    """``the past twelve years``: counted back from the date of the document or of what it quotes."""
    ASIDE = "aside"
    """The date of a report or announcement, a birth of something: no time of a figure."""
    FIRST = "first"
    """``the first three years of`` the period named behind it."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time and its place in a line; without ``period`` where it has to be told from what was said before."""

    period: str
    start: int
    end: int
    said: Said = Said.STATED
    years: int = 0


_MONTHS: Final = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_YEAR: Final = r"(?:19|20)\d\d"
_POINT: Final = (
    rf"(?:(?:the )?(?:end of |start of |beginning of )?(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTHS}),? {_YEAR}"
    rf"|{_YEAR}[/-](?:20)?\d\d(?!\d)|{_YEAR}))"
)
_SOME: Final = r"(?<![\w.,-])[1-9]\d?"
"""A number in figures that a stretch of time may have: more than none, and no end of a longer one."""
_COUNT: Final = rf"(?:{_SOME}|(?<!-)(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty))"
_PERIOD: Final = re.compile(
    rf"(?P<years_to>(?:the )?(?P<years_to_n>{_COUNT}) years (?:to|ending|up to)(?: in)? (?:the end of )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?P<years_to_month>{_MONTHS}),? (?P<years_to_year>{_YEAR}))"
    rf"|(?P<since_years>(?:the )?(?P<since_n>{_COUNT}) years since (?P<since>{_YEAR}(?![/-]\d)))"
    rf"|(?P<to>(?:the )?(?:(?P<months>{_SOME}|twelve|six|three) months|year)(?: period)?"
    rf" (?:to|ending|ended|up to)(?: in)?"
    rf" (?:the end of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?P<to_month>{_MONTHS}),? (?P<to_year>{_YEAR}))"
    rf"|(?P<between>(?<![\w.,£/-])(?:between (?P<b1>{_POINT}) and (?P<b2>{_POINT})"
    rf"|(?:from )?(?P<f1>{_POINT})(?: (?:to|until|up to) | ?- ?)(?P<f2>{_POINT})"
    rf"|(?P<v2>{_POINT}) vs\.? (?P<v1>{_POINT})))(?![\w/])"
    rf"|(?P<first>the first (?P<first_n>{_COUNT}) years of)"
    rf"|(?P<next>the (?:next|coming|following) (?P<next_n>{_COUNT})(?: financial)? years?)"
    rf"|(?P<last12>(?:the|its) (?:last|past|previous|(?:most )?recent|latest) (?:12|twelve) months)"
    rf"|(?P<gone>the (?:last|past|previous) (?P<gone_n>{_COUNT}) years)"
    rf"|(?P<same>(?:over|in|during|for|throughout) (?:the same|that|this)(?: financial)? (?:year|period|time))(?! of)"
    rf"|(?P<single>(?<![\w.,£/-]){_YEAR}[/-](?:20)?\d\d(?![\d/]))"
    rf"|(?P<year>(?<![\w.,£/-]){_YEAR}(?!\w|[/-]\d|[.,]\d|%| per ?cent))",
    re.IGNORECASE,
)
_HINT: Final = re.compile(r"\d|year|month|period|time", re.IGNORECASE)
"""What every time has something of, so that most sentences are passed over at once."""
_ASIDE_BEFORE: Final = re.compile(
    r"(?:published|announced|dated|issued|updated|announcement|released|report|review|since|act|hmic|hmicfrs|©|copyright"
    r"|letter|statement|established|began|introduced|launched|founded)"
    r"(?:'s)?[,:]?(?: again)?(?: in| on| of| from| for)?(?: the)? ?$",
    re.IGNORECASE,
)
_ASIDE_BEHIND: Final = re.compile(
    r"\s(?:(?:\w+ ){0,2}(?:inspection|report|judg[e]?ment|assessment|act|grade|review|survey)s?\b"
    r"|,? the (?:government|home secretary))"
    r"|, the (?:government|home secretary|chancellor)\b",
    re.IGNORECASE,
)
_LOOK: Final = 40


def periods(text: str, named: Mapping[str, str] | None = None) -> list[Period]:
    """Every time of a line that ``plain`` has been through; ``named`` gives the periods of names, in lower case."""
    found: list[Period] = []
    for each in sorted(_all(text, named or {}), key=lambda one: (one.start, -one.end)):
        if not found or each.start >= found[-1].end:
            found.append(_aside(text, each))
    return [_first_of(each, found[index + 1 : index + 2]) for index, each in enumerate(found)]


def _all(text: str, named: Mapping[str, str]) -> Iterator[Period]:
    for match in _PERIOD.finditer(text) if _HINT.search(text) else ():
        if each := _period(match):
            yield each
    for dated in dates(text):
        yield Period(dated.period, dated.start, dated.end)
    lowered = text.lower()
    for name, period in named.items():
        at = lowered.find(name)
        while at >= 0:
            yield Period(period, at, at + len(name), Said.NAMED)
            at = lowered.find(name, at + len(name))


def _period(match: re.Match[str]) -> Period | None:  # noqa: PLR0911  # a case a form
    start, end = match.span()
    if match["years_to"]:
        months = 12 * _whole(match["years_to_n"])
        return Period(_months_to(match["years_to_month"], int(match["years_to_year"]), months), start, end)
    if match["since_years"]:
        first, count = int(match["since"]), _whole(match["since_n"])
        period = f"{financial(first)}..{financial(first + count - 1)}"
        return Period(period, start, end, Said.BETWEEN, count)
    if match["to"]:
        months = _whole(match["months"]) if match["months"] else 12
        return Period(_months_to(match["to_month"], int(match["to_year"]), months), start, end)
    if match["between"]:
        return _between(match)
    if match["first"]:
        return Period("", start, end, Said.FIRST, _whole(match["first_n"]))
    if match["next"]:
        return Period("", start, end, Said.TO_COME, _whole(match["next_n"]))
    if match["last12"]:
        return Period("", start, end, Said.LAST_TWELVE, 1)
    if match["gone"]:
        return Period("", start, end, Said.GONE, _whole(match["gone_n"]))
    if match["same"]:
        return Period("", start, end, Said.SAME)
    point = _point(match[0])
    return Period(point, start, end) if point else None


def _between(match: re.Match[str]) -> Period | None:
    first = _point(match["b1"] or match["f1"] or match["v1"], opening=True)
    last = _point(match["b2"] or match["f2"] or match["v2"])
    if not first or not last:
        return None
    try:
        parse_span(f"{first}..{last}")
    except ValueError:
        return None
    return Period(f"{first}..{last}", *match.span(), Said.BETWEEN)


def _point(text: str, *, opening: bool = False) -> str:
    """One time; a financial year whose second half cannot be right is told by its first, where only that counts."""
    dated = next(iter(dates(text)), None)
    if dated:
        return dated.period
    match = re.search(rf"(?P<y>{_YEAR})(?:[/-](?P<to>(?:20)?\d\d))?", text)
    if match is None:
        return ""
    year = int(match["y"])
    if match["to"] is None:
        return str(year)
    last = int(match["to"][-2:])
    if last == (year + 1) % 100 or opening:
        return financial(year)
    long = int(match["to"]) if len(match["to"]) == len("2015") else 100 * (year // 100) + last
    return f"{year}..{long}" if year < long else ""


def financial(year: int) -> str:
    """The financial year that begins in a calendar year."""
    return f"{year}/{(year + 1) % 100:02}"


def _whole(text: str) -> int:
    return int(number(text) or 0)


def _months_to(month: str, year: int, months: int) -> str:
    last = next(iter(dates(f"{month} {year}"))).period
    index = int(last[:4]) * 12 + int(last[5:]) - 1 - (months - 1)
    return f"{index // 12}-{index % 12 + 1:02}..{last}"


def _aside(text: str, each: Period) -> Period:
    """Dates of reports and announcements are no times of figures."""
    if each.said is not Said.STATED:
        return each
    before = text[max(0, each.start - _LOOK) : each.start]
    if _ASIDE_BEFORE.search(before) or _ASIDE_BEHIND.match(text, each.end):
        return Period(each.period, each.start, each.end, Said.ASIDE)
    return each


def _first_of(each: Period, behind: list[Period]) -> Period:
    """``the first three years of`` a period that is named right behind."""
    if each.said is not Said.FIRST or not behind or not behind[0].period or behind[0].start - each.end > _LOOK:
        return each
    begin = parse_span(behind[0].period).start
    day = min(begin.day, 28)  # the month is all that counts, and no year is without that day
    end = date(begin.year + each.years, begin.month, day) - timedelta(days=1)
    return Period(f"{begin:%Y-%m}..{end:%Y-%m}", each.start, each.end, Said.NAMED, each.years)


def as_financial_years(period: str) -> str:
    """``2011-03..2015-03`` as the financial years in between: from April on."""
    first, dots, last = period.partition("..")
    both = first.endswith("-03") and last.endswith("-03") and dots
    return f"{first[:4]}-04..{last}" if both else period


def ends(period: str) -> tuple[str, str]:
    """The first and the last time of a period ``A..B``; the same twice of any other."""
    first, dots, last = period.partition("..")
    return (first, last) if dots else (first, first)


def span_of(period: str) -> Span:
    """Its first and last day."""
    return parse_span(period)
