"""Keys, line ranges, figures and periods: what each text means, and which texts are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from builder.seeds.values import (
    PERIODS,
    Figure,
    Key,
    LineRange,
    Lines,
    Period,
    Span,
    SubjectKey,
    UnfitError,
    Whole,
    parse_span,
)

FIGURE = TypeAdapter[Decimal](Figure)
KEY = TypeAdapter[str](Key)
SUBJECT = TypeAdapter[str](SubjectKey)
WHOLE = TypeAdapter[int](Whole)
LINES = TypeAdapter[tuple[LineRange, ...]](Lines)
PERIOD = TypeAdapter[Span](Annotated[Span, *Period.__metadata__])


def refusal(take: Callable[[Any], object], value: object) -> tuple[str, str]:
    """What is wrong and what is allowed, where a value is refused."""
    with pytest.raises(ValidationError) as caught:
        take(value)
    (details,) = caught.value.errors()
    error = details["ctx"]["error"]
    assert isinstance(error, UnfitError)
    return error.wrong, error.allowed


# --- periods -----------------------------------------------------------------------------------------------------

PERIOD_FORMS = {
    "2010-03-31": ("2010-03-31", "2010-03-31", "2010-03-31"),
    "2012-02-29": ("2012-02-29", "2012-02-29", "2012-02-29"),
    "2014-07": ("2014-07-01", "2014-07-31", "2014-07-01--2014-07-31"),
    "2014-02": ("2014-02-01", "2014-02-28", "2014-02-01--2014-02-28"),
    "2000-02": ("2000-02-01", "2000-02-29", "2000-02-01--2000-02-29"),
    "1900-02": ("1900-02-01", "1900-02-28", "1900-02-01--1900-02-28"),
    "2014": ("2014-01-01", "2014-12-31", "2014-01-01--2014-12-31"),
    "2014/15": ("2014-04-01", "2015-03-31", "2014-04-01--2015-03-31"),
    "1999/00": ("1999-04-01", "2000-03-31", "1999-04-01--2000-03-31"),
    "2011-04..2015-03": ("2011-04-01", "2015-03-31", "2011-04-01--2015-03-31"),
    "2011/12..2014/15": ("2011-04-01", "2015-03-31", "2011-04-01--2015-03-31"),
    "2013-12..2014-01": ("2013-12-01", "2014-01-31", "2013-12-01--2014-01-31"),
    "2010..2014": ("2010-01-01", "2014-12-31", "2010-01-01--2014-12-31"),
    "2010-03-31..2015/16": ("2010-03-31", "2016-03-31", "2010-03-31--2016-03-31"),
    "2014..2014-03-31": ("2014-01-01", "2014-03-31", "2014-01-01--2014-03-31"),
    "2014-07-05..2014-07-05": ("2014-07-05", "2014-07-05", "2014-07-05"),
}


@pytest.mark.parametrize("text", PERIOD_FORMS)
def test_period(text: str) -> None:
    start, end, key = PERIOD_FORMS[text]
    span = parse_span(text)
    assert (span.start, span.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert span.key == key
    assert PERIOD.validate_python(text) == span


NO_PERIOD = (
    "", "2014/16", "2014/14", "2014/2015", "14/15", "2014-7", "2014-07-1", "07-2014", "2014 /15", " 2014", "2014 ",
    "2014-07..", "..2014", "2014..2015..2016", "2014-2015", "July 2014", "20140731", "2014-W07-1", "２０１４", "٢٠١٤",
    "2014-07-05T00:00", "-2014", "2014…2015", "99999", "now",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_PERIOD)
def test_no_period(text: str) -> None:
    wrong, allowed = refusal(PERIOD.validate_python, text)
    assert allowed == PERIODS
    assert re.fullmatch(r"`.*` is no period", wrong)


NO_DATE = ("2014-02-29", "1900-02-29", "2014-13", "2014-00", "2014-04-31", "2014-07-00", "0000", "0000-01", "9999/00")


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date(text: str) -> None:
    wrong, allowed = refusal(PERIOD.validate_python, text)
    assert allowed == PERIODS
    assert wrong.startswith(f"`{text}` is no date (")


@pytest.mark.parametrize("text", ["2015..2014", "2014-12..2014-01", "2014-07-06..2014-07-05", "2015/16..2014-12"])
def test_period_that_runs_backwards(text: str) -> None:
    assert refusal(PERIOD.validate_python, text) == (f"the period {text} runs backwards", "A..B with A before B")


@pytest.mark.parametrize("value", [None, ["2014"], {"2014": "x"}])
def test_period_that_is_no_text(value: object) -> None:
    assert refusal(PERIOD.validate_python, value) == ("`` is no period", PERIODS)


DAYS = st.dates(min_value=date(1, 1, 2), max_value=date(9998, 12, 30))


@given(DAYS, DAYS)
def test_a_span_written_as_days_comes_back(one: date, other: date) -> None:
    start, end = sorted((one, other))
    span = parse_span(f"{start.isoformat()}..{end.isoformat()}")
    assert span == Span(start, end)
    assert parse_span(span.key.replace("--", "..")) == span


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next(year: int, month: int) -> None:
    span = parse_span(f"{year:04}-{month:02}")
    following = date(year + month // 12, month % 12 + 1, 1)
    assert (span.start, span.end) == (date(year, month, 1), following - timedelta(days=1))
    assert span.is_month
    assert not Span(span.start, following).is_month


@given(st.integers(1, 9998))
def test_years_follow_one_another_without_gap(year: int) -> None:
    calendar, financial = parse_span(f"{year:04}"), parse_span(f"{year:04}/{(year + 1) % 100:02}")
    assert (calendar.end - calendar.start).days in (364, 365)
    assert financial.start - calendar.start in (timedelta(days=90), timedelta(days=91))
    assert financial.end + timedelta(days=1) == date(year + 1, 4, 1)


@given(DAYS, DAYS, DAYS, DAYS)
def test_different_spans_have_different_keys(one: date, two: date, three: date, four: date) -> None:
    spans = {Span(*sorted((one, two))), Span(*sorted((three, four)))}
    assert len({span.key for span in spans}) == len(spans)


# --- lines -------------------------------------------------------------------------------------------------------

LINE_FORMS = {
    "12": [(12, 12)],
    "1": [(1, 1)],
    "12-13": [(12, 13)],
    "12-12": [(12, 12)],
}


@pytest.mark.parametrize("text", LINE_FORMS)
def test_lines(text: str) -> None:
    assert [(lines.first, lines.last) for lines in LINES.validate_python(text)] == LINE_FORMS[text]


def test_several_lines() -> None:
    assert LINES.validate_python(["12", "41-43"]) == (LineRange(12, 12), LineRange(41, 43))
    assert [str(lines) for lines in LINES.validate_python(["12", "41-43", "7-7"])] == ["12", "41-43", "7"]


LINE_HINT = "lines such as 12, 12-13 or [12, 41-43]"


@pytest.mark.parametrize(
    "text", ["x", "1.0", "+1", "-1", "1-", "-", "1–2", "1 - 2", "1,2", "１２", "٣", "1-2-3", "L12"]
)
def test_no_line(text: str) -> None:
    assert refusal(LINES.validate_python, text) == (f"`{text}` is no line", LINE_HINT)


@pytest.mark.parametrize("text", ["0", "0-3", "13-12"])
def test_lines_that_run_backwards_or_start_at_nothing(text: str) -> None:
    assert refusal(LINES.validate_python, text) == (f"`{text}` runs backwards or starts at 0", LINE_HINT)


@pytest.mark.parametrize("value", [None, "", [], [None]])
def test_lines_that_name_none(value: object) -> None:
    assert refusal(LINES.validate_python, value) == ("no line", LINE_HINT)


@pytest.mark.parametrize("value", [["12", "12"], ["12", "12-12"], ["3", "1-2", "3"]])
def test_lines_that_are_named_twice(value: list[str]) -> None:
    assert refusal(LINES.validate_python, value) == ("the same lines twice", "each range of lines once")


@given(st.lists(st.tuples(st.integers(1, 9_999_999), st.integers(1, 9_999_999)), min_size=1, max_size=5))
def test_lines_come_back_as_they_are_written(pairs: list[tuple[int, int]]) -> None:
    ranges = list(dict.fromkeys(LineRange(min(pair), max(pair)) for pair in pairs))
    assert LINES.validate_python([str(lines) for lines in ranges]) == tuple(ranges)


# --- figures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["36.1", "17.0", "0", "0.05", "0.0500", "-335", "-0.5", "100", "123456789012.1234", "36.10"]
)
def test_a_figure_keeps_its_digits(text: str) -> None:
    assert format(FIGURE.validate_python(text), "f") == text


def test_a_plus_is_read() -> None:
    assert FIGURE.validate_python("+3.2") == Decimal("3.2")


NO_FIGURE = (
    "1e3", "1E3", "NaN", "nan", "sNaN", "Infinity", "-inf", "36,1", "1,000", "--1", "+-1", "+", "-", "", ".", ".5",
    "5.", "1.2.3", "1_000", "0x1F", "٣٦", "１", "²", "½", "1 000", " 1", "1 ", "1\n", "007", "00.5", "£5", "5%", "1/2",
    "1234567890123", "0.12345", "−5", "five",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_FIGURE)
def test_no_figure(text: str) -> None:
    assert refusal(FIGURE.validate_python, text) == ("no plain decimal number", "figures such as 36.1 or -335")


@given(st.integers(-(10**12) + 1, 10**12 - 1), st.integers(0, 4), st.integers(0, 9999))
def test_figures_keep_their_digits(whole: int, places: int, behind: int) -> None:
    text = f"{whole}.{behind:04}"[: len(str(whole)) + 1 + places] if places else str(whole)
    figure = FIGURE.validate_python(text)
    assert format(figure, "f") == text
    assert figure.as_tuple().exponent == -places


@given(st.text(max_size=6))
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    try:
        figure = FIGURE.validate_python(text)
    except ValidationError:
        return
    assert re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text)
    assert figure == Decimal(text)


# --- whole numbers and keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["33.0", "-1", "+1", "1_0", "３３", "1e2", "", " 1", "x", "1234567890"])
def test_no_whole_number(text: str) -> None:
    assert refusal(WHOLE.validate_python, text) == ("no whole number", "plain figures such as 43")


def test_whole_number() -> None:
    assert [WHOLE.validate_python(text) for text in ("0", "43", "007")] == [0, 43, 7]


@pytest.mark.parametrize(
    "text",
    ["", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "a/b", "é", "a\n", "a.b", "٣", "a:b", "a#b", "a%20b", "<a>"],
)
def test_no_key(text: str) -> None:
    wrong, allowed = refusal(KEY.validate_python, text)
    assert (wrong, allowed[:41]) == ("of another form", "lower-case words and figures joined by hy")


def test_keys() -> None:
    for text in ("a", "1", "a1-b2", "2014-15", "a" * 120):
        assert KEY.validate_python(text) == text
    for text in ("efficiency", "peel-2016/efficiency/1", "a/b"):
        assert SUBJECT.validate_python(text) == text
    for text in ("a/", "/a", "a//b", "a/B"):
        assert refusal(SUBJECT.validate_python, text)[0] == "of another form"
