"""Lists of forces and counts per grade: every way of writing them, and what makes one a case for review."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.reading.grammar.counts import BEFORE, GradeCount, summary
from builder.reading.grammar.rulebook import Rulebook
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page

Count = Callable[[str], tuple[GradeCount, ...]]


@pytest.fixture(scope="module")
def count(make_page: Callable[[str], Page], rulebook: Rulebook, known: Knowledge) -> Count:
    """The counts of a text."""
    forces = known.forces
    return lambda text: tuple(summary(make_page(text).lines, rulebook.of("counts"), forces).counted)


@pytest.mark.parametrize(
    ("text", "grade", "number", "forces"),
    [
        ("Two forces were ‘outstanding’ (Ashshire and Bexshire).", "outstanding", 2, ("ashshire", "bexshire")),
        ("Two forces were outstanding (Ashshire; and Bexshire).", "outstanding", 2, ("ashshire", "bexshire")),
        (
            "Three of the 43 forces received an ‘inadequate’ grade in HMIC’s efficiency inspection "
            "(Ashshire, Eastmere and Lowfell and Fenwick Powland).",
            "inadequate",
            3,
            ("ashshire", "eastmere-and-lowfell", "fenwick-powland"),
        ),
        (
            "Two forces got a ‘good’ grade (Ashshire and South Dalmarch Police).",
            "good",
            2,
            ("ashshire", "south-dalmarch"),
        ),
        ("Two forces (Ashshire and Bexshire) were judged as ‘good’.", "good", 2, ("ashshire", "bexshire")),
        ("Two forces, Ashshire and Bexshire, were judged as ‘good’.", "good", 2, ("ashshire", "bexshire")),
        ("Two forces received a ‘good’ grade: Ashshire and Bexshire.", "good", 2, ("ashshire", "bexshire")),
        ("Two forces were rated good – Ashshire and Bexshire.", "good", 2, ("ashshire", "bexshire")),
        ("HMIC judged two forces as ‘good’ (Ashshire & Bexshire).", "good", 2, ("ashshire", "bexshire")),
        ("Two forces were ‘good’:\n\n• Ashshire; and\n• Bexshire Constabulary\n", "good", 2, ("ashshire", "bexshire")),
        ("One force was judged to require improvement (Tregarn).", "requires-improvement", 1, ("tregarn",)),
        ("Ten forces require improvement.", "requires-improvement", 10, ()),
        ("No forces were judged to be ‘inadequate’.", "inadequate", 0, ()),
        ("‘Good’: 30 forces", "good", 30, ()),
    ],
)
def test_count_with_its_list(text: str, grade: str, number: int, forces: tuple[str, ...], count: Count) -> None:
    (found,) = count(text)
    assert (found.grade, found.count, found.forces, found.doubt) == (grade, number, forces, "")


def test_several_in_one_sentence_with_the_rest_and_the_year_before(count: Count) -> None:
    text = (
        "This year two forces were ‘outstanding’, eight received a ‘requires improvement’ grade and the remaining 33 "
        "were judged as ‘good’.\n"
        "Last year (2015), one force was ‘outstanding’ (Tregarn). The remaining 42 forces were ‘good’."
    )
    assert [(each.grade, each.count, each.when, each.remainder) for each in count(text)] == [
        ("outstanding", 2, "", False),
        ("requires-improvement", 8, "", False),
        ("good", 33, "", True),
        ("outstanding", 1, "2015", False),
        ("good", 42, "2015", True),
    ]


def test_as_many_as_in_the_year_before(count: Count) -> None:
    found = count("Eight forces were ‘good’, compared with five last year.")
    assert [(each.count, each.when) for each in found] == [(8, ""), (5, BEFORE)]


@pytest.mark.parametrize(
    "text",
    [
        "Two forces were ‘outstanding’ (Ashshire).",
        "Two forces were ‘outstanding’ (Ashshire, Bexshire and Coxshire).",
        "Two forces were ‘outstanding’ (Ashshire and Neverland).",
        "Two forces were ‘outstanding’ (Neverland and Nowhere).",
        "Two forces were ‘outstanding’ (Ashshire and Ashshire).",
        "Two forces were ‘outstanding’ (Ashshire and Ashshire Police Authority).",
        "Two forces were ‘outstanding’: Ashshire, and Neverland.",
    ],
)
def test_list_that_does_not_fit_its_count_is_in_doubt_and_names_nobody(text: str, count: Count) -> None:
    (found,) = count(text)
    assert found.doubt
    assert found.forces == ()


@pytest.mark.parametrize(
    "text",
    [
        "More than 30 forces were ‘good’.",
        "Nearly 30 forces were judged as ‘good’.",
        "Two of the five forces in the islands were ‘good’.",
        "Three forces were judged as ‘good’ at planning for the future.",
        "Two forces could be judged as ‘outstanding’ next year.",
        "The force is ‘good’ in two areas and ‘adequate’ in one.",
        "Two officers were good. Forces sing.",
        "Forces asked 200 people and 61 forces were ‘good’.",
    ],
)
def test_numbers_that_count_no_forces_with_a_grade(text: str, count: Count) -> None:
    assert count(text) == ()


def test_brackets_without_names_are_no_list(count: Count) -> None:
    (found,) = count("Two forces were ‘outstanding’ (a small fall).")
    assert (found.count, found.forces, found.doubt) == (2, (), "")


def test_a_list_elsewhere_completes_the_same_count(count: Count) -> None:
    found = count("Two forces were ‘outstanding’.\nTwo forces were ‘outstanding’ (Ashshire and Bexshire).")
    assert {each.forces for each in found} == {("ashshire", "bexshire")}


@pytest.mark.parametrize(
    ("text", "graded"),
    [
        ("HMIC assessed and graded all 43 forces.", True),
        ("All 43 forces in England and Wales were graded.", True),
        ("HMIC inspects all 43 police forces in England and Wales.", False),
    ],
)
def test_how_many_there_are(
    text: str, graded: bool, make_page: Callable[[str], Page], rulebook: Rulebook, known: Knowledge
) -> None:
    (total,) = summary(make_page(text).lines, rulebook.of("counts"), known.forces).totals
    assert (total.count, total.printed, total.graded) == (43, "43", graded)
