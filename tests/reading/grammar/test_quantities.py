"""Figures in a line: what measures something, in which unit, and the numbers that measure nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.plain import plain
from builder.reading.grammar.quantities import quantities


def found(text: str) -> list[tuple[str, str, str]]:
    """Number, unit and printed characters of every figure."""
    return [(f"{each.value:f}", each.unit, text[each.start : each.end]) for each in quantities(plain(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it must save £16.1m by then", [("16.1", "gbp-million", "£16.1m")]),
        ("£7.9 million or £1.2bn", [("7.9", "gbp-million", "£7.9 million"), ("1.2", "gbp-billion", "£1.2bn")]),
        ("£2 to £3 million", [("2", "gbp-million", "£2"), ("3", "gbp-million", "£3 million")]),
        ("between £2 and £3bn", [("2", "gbp-billion", "£2"), ("3", "gbp-billion", "£3bn")]),
        ("£2 and £3 million", [("2", "gbp", "£2"), ("3", "gbp-million", "£3 million")]),
        ("0 million or a million hats", [("0", "count", "0 million"), ("1000000", "count", "a million")]),
        ("two hundred and forty homes", [("240", "count", "two hundred and forty")]),
        ("9,450 working days", [("9450", "days", "9,450 working days")]),
        ("last year 61 detectives", [("61", "count", "61")]),
        ("in recent years 12 sergeants left", [("12", "count", "12")]),
        ("in the financial year 12 sergeants left", [("12", "count", "12")]),
        ("a fund of £250,000", [("250000", "gbp", "£250,000")]),
        ("18 percent, 18% and 18 per cent", [("18", "percent", "18 percent"), ("18", "percent", "18%"),
         ("18", "percent", "18 per cent")]),
        ("up by 3.7 percentage points", [("3.7", "percentage-point", "3.7 percentage points")]),
        ("17 members and nine councillors", [("17", "count", "17"), ("9", "count", "nine")]),
        ("for four consecutive years", [("4", "years", "four consecutive years")]),
        ("26.5 per 1,000 people", [("26.5", "per-1000-population", "26.5")]),
        ("within 15 minutes", [("15", "minutes", "15 minutes")]),
        ("1,001 officers", [("1001", "count", "1,001")]),
        ("fell by -335", [("-335", "count", "-335")]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in 2014/15 and in March 2015",
        "on 3 November 2016",
        "section 55(5) of the Act",
        "call 020 7946 0198",
        "the 999 and 101 lines, 24/7",
        "ISBN: 978-1-78246-437-2",
        "see page 12",
        "the ‘Big 6’ and Vision 25",
        "#029/2010",
        "some years ago",
        "half a million people",
        "in Year 6",
        "in Years 10 and 11",
        "in year 3 of the plan",
        "a 24-hour line",
    ],
)
def test_numbers_that_measure_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about 40 percent", "about"),
        ("more than 40 percent", "over"),
        ("fewer than 40 officers", "under"),
        ("nearly 40 percent", "nearly"),
        ("at least 40 percent", "at-least"),
        ("up to 40 percent", "at-most"),
        ("exactly 40 percent", ""),
    ],
)
def test_words_before_a_figure(text: str, qualifier: str) -> None:
    assert [each.qualifier for each in quantities(text)] == [qualifier]


def test_a_margin_behind_a_share() -> None:
    (figure,) = quantities(plain("87.1% (± 1.7%) of victims"))
    assert (str(figure.value), str(figure.margin)) == ("87.1", "1.7")


@given(st.text(alphabet=st.sampled_from("£0123456789.,% mbn()±-onetwcrpadys/ABMay")))
def test_every_figure_stands_in_the_text(text: str) -> None:
    end = 0
    for each in quantities(plain(text)):
        assert text[each.start : each.end].strip()
        assert each.whole[0] >= end
        end = each.whole[1]
