"""Dates in the forms that documents print them in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.dates import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last updated 03/11/2016", ["2016-11-03"]),
        ("on 3 November 2016.", ["2016-11-03"]),
        ("the 3rd of November 2016", ["2016-11-03"]),
        ("3rd November, 2016", ["2016-11-03"]),
        ("November 3, 2016", ["2016-11-03"]),
        ("12 Apr 2017", ["2017-04-12"]),
        ("12 Sept. 2017", ["2017-09-12"]),
        ("2025-04-11", ["2025-04-11"]),
        ("July 2014", ["2014-07"]),
        ("MAY 2014", ["2014-05"]),
        ("from 1 April 2014 to 31 March 2015", ["2014-04-01", "2015-03-31"]),
        ("31/02/2016", []),
        ("32 May 2016", []),
        ("version 1.2.2016.3", []),
        ("in 2016", []),
        ("May the force", []),
        ("10/11", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert [each.period for each in dates(text)] == expected


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31)))
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    forms = (f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}", day.isoformat(), f"{day:%B} {day.day}, {day.year}")
    for form in forms:
        (found,) = dates(f"said on {form} to all")
        assert found.period == day.isoformat()
        assert f"said on {form} to all"[found.start : found.end] == form


@given(st.text())
def test_any_text(text: str) -> None:
    assert all(text[each.start : each.end].strip() for each in dates(text))
