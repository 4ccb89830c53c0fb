"""The small values of a seed: keys, line ranges, dates and periods, each parsed from text in one place."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints


class UnfitError(ValueError):
    """A value that does not fit: what is wrong with it, and what is allowed, both in plain words.

    ``at`` leads from the value to the part of it that is wrong, such as a field of a record or an item of a list.
    """

    def __init__(self, wrong: str, allowed: str, at: tuple[str | int, ...] = ()) -> None:
        self.wrong = wrong
        self.allowed = allowed
        self.at = at
        super().__init__(f"{wrong}; allowed: {allowed}")


def form(pattern: str, words: str) -> AfterValidator:
    """Takes text that matches the regular expression as a whole; ``words`` says to people what that is."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise UnfitError("of another form", words)
        return text

    return AfterValidator(check)


_WORD = "[a-z0-9]+(-[a-z0-9]+)*"

Key = Annotated[
    str,
    StringConstraints(max_length=120),
    form(_WORD, "lower-case words and figures joined by hyphens, such as greater-manchester"),
]
"""A name that an IRI is made of."""

SubjectKey = Annotated[
    str,
    StringConstraints(max_length=400),
    form(f"{_WORD}(/{_WORD})*", "a key such as efficiency or peel-2016/efficiency/1"),
]
"""Key of a subject: a pillar or a question."""


Address = Annotated[
    str,
    StringConstraints(max_length=500),
    form(
        r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!#-;=?-\[\]_a-z~]*)?",
        "the address of a page, such as https://example.org/peel-2016/kent/",
    ),
]
"""Address of a page, fit for an IRI: no blanks, no signs but those of ASCII, the host in lower case."""


def _whole(value: object) -> int:
    if isinstance(value, int):
        return value
    if not re.fullmatch("[0-9]{1,9}", str(value)):
        raise UnfitError("no whole number", "plain figures such as 43")
    return int(str(value))


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number, written in plain figures."""


def _decimal(value: object) -> Decimal:
    text = str(value)
    if not re.fullmatch(r"[+-]?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?", text):
        raise UnfitError("no plain decimal number", "figures such as 36.1 or -335")
    return Decimal(text)


Figure = Annotated[Decimal, BeforeValidator(_decimal)]
"""A decimal number that keeps its digits as they were written: at most 12 before the point and 4 behind it, since
that is what every processor of ``xsd:decimal`` has to support (XML Schema 1.1 part 2, section 5.4)."""


@dataclass(frozen=True, slots=True, order=True)
class LineRange:
    """Lines ``first`` to ``last`` of a document, both included, 1-based."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}" if self.last > self.first else str(self.first)


_LINES = "lines such as 12, 12-13 or [12, 41-43]"


def _line_range(value: object, at: tuple[int, ...]) -> LineRange:
    match = re.fullmatch("([0-9]{1,7})(?:-([0-9]{1,7}))?", str(value))
    if match is None:
        raise UnfitError(f"`{value}` is no line" if value else "no line", _LINES, at)
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise UnfitError(f"`{value}` runs backwards or starts at 0", _LINES, at)
    return LineRange(first, last)


def _line_ranges(value: Any) -> tuple[LineRange, ...]:
    if isinstance(value, tuple):
        return value
    items = value if isinstance(value, list) else [value]
    ranges = tuple(_line_range(item, (index,)) for index, item in enumerate(items))
    if not ranges:
        raise UnfitError("no line", _LINES)
    if (index := repeated(ranges)) is not None:
        raise UnfitError("the same lines twice", "each range of lines once", (index,))
    return ranges


def repeated(items: Sequence[object]) -> int | None:
    """The index of the first item that is there already; None where each is there once."""
    return next((index for index, item in enumerate(items) if item in items[:index]), None)


Lines = Annotated[tuple[LineRange, ...], BeforeValidator(_line_ranges)]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the day ``start`` to the day ``end``, both included."""

    start: date
    end: date

    @property
    def key(self) -> str:
        """The span as part of an IRI."""
        return self.start.isoformat() if self.start == self.end else f"{self.start}--{self.end}"

    @property
    def is_month(self) -> bool:
        """Whether the span is one calendar month."""
        return self.start.day == 1 and self.end == _month(self.start.year, self.start.month).end

    def __str__(self) -> str:
        return self.start.isoformat() if self.start == self.end else f"{self.start} to {self.end}"


PERIODS = (
    "2010-03-31 (a day), 2014-07 (a month), 2014 (a calendar year), 2014/15 (a financial year), or two of these as A..B"
)
"""The forms of a period, for messages."""


def parse_span(text: str) -> Span:
    """A day, month, calendar year, financial year (1 April to 31 March), or ``A..B`` of these.

    Raises UnfitError, which is a ValueError.
    """
    first, dots, last = text.partition("..")
    span = _simple_span(first)
    if dots:
        span = Span(span.start, _simple_span(last).end)
    if span.start > span.end:
        raise UnfitError(f"the period {text} runs backwards", "A..B with A before B")
    return span


def _simple_span(text: str) -> Span:
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            day = date.fromisoformat(text)
            return Span(day, day)
        if re.fullmatch("[0-9]{4}-[0-9]{2}", text):
            return _month(int(text[:4]), int(text[5:]))
        if re.fullmatch("[0-9]{4}", text):
            return Span(date(int(text), 1, 1), date(int(text), 12, 31))
        if re.fullmatch("[0-9]{4}/[0-9]{2}", text) and (int(text[:4]) + 1) % 100 == int(text[5:]):
            return Span(date(int(text[:4]), 4, 1), date(int(text[:4]) + 1, 3, 31))
    except ValueError as error:
        raise UnfitError(f"`{text}` is no date ({error})", PERIODS) from error
    raise UnfitError(f"`{text}` is no period", PERIODS)


def _month(year: int, month: int) -> Span:
    if not 1 <= month <= 12:
        raise ValueError(f"a year has no month {month}")
    return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _span(value: Any) -> Span:
    return value if isinstance(value, Span) else parse_span(value if isinstance(value, str) else "")


Period = Annotated[Span, BeforeValidator(_span)]
