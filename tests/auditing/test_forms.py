"""How names, grades, numbers, states and days may be printed, and what is too far from them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.auditing.forms import (
    date_forms,
    grade,
    is_proper,
    is_title,
    literal,
    name_forms,
    number,
    office_names,
    ungraded,
)
from builder.seeds.values import Span, parse_span


@pytest.mark.parametrize(
    ("period", "line", "stands"),
    [
        ("2016-11-03", "Published 3 November 2016", True),
        ("2016-11-03", "Published on 3rd November, 2016.", True),
        ("2016-11-03", "the 3rd of November 2016", True),
        ("2016-11-03", "November 3, 2016", True),
        ("2016-11-03", "03 Nov 2016", True),
        ("2016-11-03", "Thursday, 3 NOVEMBER 2016", True),
        ("2016-11-03", "03/11/2016", True),
        ("2016-11-03", "3/11/16", True),
        ("2016-11-03", "3.11.2016", True),
        ("2016-11-03", "2016-11-03T09:00", True),
        ("2016-11-03", "11/03/2016", False),
        ("2016-11-03", "13 November 2016", False),
        ("2016-11-03", "3 November 2015", False),
        ("2016-11-03", "3 November", False),
        ("2016-11-03", "November 2016", False),
        ("2016-11-03", "03/11/20161", False),
        ("2014-07", "July 2014", True),
        ("2014-07", "12 Jul 2014", True),
        ("2014-07", "07/2014", True),
        ("2014-07", "July 2015", False),
        ("2014-07", "July", False),
        ("2014", "in 2014", True),
        ("2014", "20145", False),
        ("2014/15", "2014/15", True),
        ("2014/15", "2014–15", True),
        ("2014/15", "from 2014 to 2015", True),
        ("2014/15", "2013/14", False),
        ("2011/12..2014/15", "between 2011/12 and 2014/15", True),
        ("2011/12..2014/15", "in 2014/15", False),
        ("2016-05-09..2016-05-13", "between 9 and 13 May 2016", True),
        ("2016-05-09..2016-05-13", "9–13 May 2016", True),
        ("2016-05-09..2016-05-13", "9 May to 13 May 2016", True),
        ("2016-05-09..2016-05-13", "13 May 2016", False),
        ("2016-05-09..2016-05-13", "on 13 June 2016, 9 and 10", False),
        ("2016-05..2016-07", "from May to July 2016", True),
        ("2016-05..2016-07", "in July 2016", False),
        ("2008..2010", "from 2008 to 2010", True),
        ("2008..2010", "in 2010", False),
    ],
)
def test_times(period: str, line: str, stands: bool) -> None:
    assert all(form.is_in(line) for form in date_forms(parse_span(period))) is stands


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)), st.dates(datetime.date(1990, 1, 1)))
def test_a_day_is_found_in_every_usual_form_and_another_in_none(day: datetime.date, other: datetime.date) -> None:
    (form,) = date_forms(Span(day, day))
    printed = [
        f"{day.day} {day:%B %Y}", f"{day:%d %b %Y}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", str(day),
        f"{day:%B} {day.day}, {day.year}",
    ]  # fmt: skip
    assert all(form.is_in(f"on {each}.") for each in printed)
    assert form.is_in(f"on {other.day} {other:%B %Y}.") is (day == other)


@pytest.mark.parametrize(
    ("value", "line", "stands"),
    [
        (2, "Two of the forces", True),
        (2, "2 forces", True),
        (2, "22 forces", False),
        (2, "2.5 forces", False),
        (2, "a twofold rise", False),
        (33, "thirty-three forces", True),
        (33, "thirty three forces", True),
        (33, "33 forces", True),
        (40, "forty", True),
        (17, "seventeen", True),
        (1200, "1,200", True),
        (1200, "1200", True),
        (1200, "11,200", False),
        (0, "No forces were", True),
        (0, "none", True),
        (0, "0 forces", True),
        (0, "0.5", False),
        (0, "not known", False),
    ],
)
def test_numbers(value: int, line: str, stands: bool) -> None:
    assert number(value).is_in(line) is stands


@given(st.integers(1, 99_999))
def test_figures_are_found_with_and_without_commas(value: int) -> None:
    assert number(value).is_in(f"({value})")
    assert number(value).is_in(f"{value:,}.")
    assert not number(value).is_in(f"{value}0 and {value}.5")


@pytest.mark.parametrize(
    ("word", "line", "stands"),
    [
        ("requires improvement", "Requires improvement", True),
        ("requires improvement", "It was required improvement", True),
        ("requires improvement", "forces that require improvement", True),
        ("requires improvement", "judged as requiring improvement", True),
        ("requires improvement", "requires\timprovements", True),
        ("requires improvement", "an improvement is required", False),
        ("good", "‘Good’", True),
        ("good", "goods", False),
        ("2", "a score of two", True),
        ("2", "Score: 2", True),
        ("2", "12", False),
    ],
)
def test_grades(word: str, line: str, stands: bool) -> None:
    assert grade(word).is_in(line) is stands


@pytest.mark.parametrize(
    ("state", "line", "stands"),
    [
        ("not-graded", "Not graded", True),
        ("not-graded", "This question was not graded.", True),
        ("not-graded", "We did not grade this area", True),
        ("not-graded", "it has not been given a rating", True),
        ("not-graded", "No graded judgments", True),
        ("not-graded", "graded good", False),
        ("not-inspected", "was not inspected in this round", True),
        ("not-inspected", "We didn’t inspect this", True),
        ("not-inspected", "inspected", False),
        ("not-yet-graded", "Not yet graded", True),
        ("not-yet-graded", "has not yet been graded", True),
        ("not-yet-graded", "yet to be graded", True),
        ("not-yet-graded", "not graded", False),
        ("ungraded", "Ungraded", True),
        ("ungraded", "graded", False),
    ],
)
def test_states_without_a_grade(state: str, line: str, stands: bool) -> None:
    assert ungraded(state).is_in(line) is stands


@pytest.mark.parametrize(
    ("names", "line", "stands"),
    [
        (["Ashshire Police", "Ashshire"], "in Ashshire", True),
        (["Ashshire Police"], "ASHSHIRE POLICE'S", True),
        (["Ash-Bex Police"], "Ash Bex Police", True),
        (["Ash and Bex Board"], "Ash & Bex Board", True),
        (["Zoë Roe"], "Zoe Roe", True),
        (["Zoë Roe"], "ZOË ROE", True),
        (["Inspector of Fire"], "His Inspectors of Fire", True),
        (["Home Office"], "post@homeoffice.example", True),
        (["Police Watch (PW)"], "Police Watch", True),
        (["Dog Unit, Ashshire Police"], "the dog unit", True),
        (["Department for Roads and Rail"], "Secretary of State for Roads and Rail", True),
        (["Ashshire"], "Ashshires", True),
        (["Ashshire"], "Bashshire", False),
        (["Jane Doe"], "Doe, Jane", False),
        (["Ash.*"], "Ashshire", False),
    ],
)
def test_names(names: list[str], line: str, stands: bool) -> None:
    form = name_forms(names)
    assert form is not None
    assert form.is_in(line) is stands


def test_the_words_of_a_name_apart() -> None:
    line = "the councils of Ashford and Barton"
    near, apart = name_forms(["Barton Council"]), name_forms(["Barton Council"], loose=True)
    assert near
    assert apart
    assert not near.is_in(line)
    assert apart.is_in(line)
    assert apart.span(line) is None
    assert not apart.is_in("the council of Ashford")


def test_descriptions_are_no_names() -> None:
    assert name_forms(["Shared access points", "the usual places"]) is None
    assert name_forms([]) is None
    assert [
        each for each in ("Ashshire", "Board of Trade", "3rd Unit", "Plan for the Estate") if not is_proper(each)
    ] == []
    assert not is_proper("Board of trade")
    assert not is_proper("")
    assert is_title("Operation Gull")
    assert not is_title("Restructure of the Unit")


def test_an_office_is_also_named_without_its_body() -> None:
    assert office_names(["Chair of Ashshire Council", "Sheriff"]) == ["Chair of Ashshire Council", "Sheriff", "Chair"]


@given(st.text(min_size=1), st.text())
def test_no_words_break_a_pattern(words: str, line: str) -> None:
    for form in (literal(words), literal(words, any_case=True), grade(words) if words.strip() else None):
        assert form is None or form.is_in(line) in {True, False}
    for loose in (True, False):
        form = name_forms([words], loose)
        assert form is None or form.is_in(line) in {True, False}


@given(st.text(min_size=1))
def test_literal_words_are_found_in_themselves(words: str) -> None:
    assert literal(words).is_in(words)
    assert literal(words).span(words) == (0, len(words))
