"""The small values of a seed: keys, line ranges, dates and periods, each parsed from text in one place."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
"""A name that an IRI is made of: lower-case words and figures joined by hyphens."""

SubjectKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")]
"""Key of a subject: a pillar (``efficiency``) or a question (``peel-2016/efficiency/1``)."""


@dataclass(frozen=True, slots=True, order=True)
class LineRange:
    """Lines ``first`` to ``last`` of a document, both included, 1-based."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}" if self.last > self.first else str(self.first)


def _line_range(value: object) -> LineRange:
    match = re.fullmatch(r"(\d{1,7})(?:-(\d{1,7}))?", str(value))
    if match is None:
        raise ValueError("lines are written `12`, `12-13` or `[12, 41-43]`")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise ValueError(f"the range {value} runs backwards or starts at 0")
    return LineRange(first, last)


def _line_ranges(value: Any) -> tuple[LineRange, ...]:
    if isinstance(value, tuple):
        return value
    ranges = tuple(_line_range(item) for item in (value if isinstance(value, list) else [value]))
    if not ranges:
        raise ValueError("no line is named")
    if len(set(ranges)) < len(ranges):
        raise ValueError("a line range is named twice")
    return ranges


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


def parse_span(text: str) -> Span:
    """A day, month, calendar year, financial year (1 April to 31 March), or ``A..B`` of these.

    Raises ValueError that says what is allowed.
    """
    first, dots, last = text.partition("..")
    span = _simple_span(first)
    if dots:
        span = Span(span.start, _simple_span(last).end)
    if span.start > span.end:
        raise ValueError(f"the period {text} runs backwards")
    return span


def _simple_span(text: str) -> Span:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            day = date.fromisoformat(text)
            return Span(day, day)
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return _month(int(text[:4]), int(text[5:]))
        if re.fullmatch(r"\d{4}", text):
            return Span(date(int(text), 1, 1), date(int(text), 12, 31))
        if re.fullmatch(r"\d{4}/\d{2}", text) and (int(text[:4]) + 1) % 100 == int(text[5:]):
            return Span(date(int(text[:4]), 4, 1), date(int(text[:4]) + 1, 3, 31))
    except ValueError as error:
        raise ValueError(f"{text} is no date: {error}") from error
    raise ValueError(
        f"`{text}` is no period: write 2010-03-31 (a day), 2014-07 (a month), 2014 (a calendar year), 2014/15 "
        "(a financial year), or two of these as A..B"
    )


def _month(year: int, month: int) -> Span:
    if not 1 <= month <= 12:
        raise ValueError(f"a year has no month {month}")
    return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _span(value: Any) -> Span:
    return value if isinstance(value, Span) else parse_span(str(value))


Period = Annotated[Span, BeforeValidator(_span)]
