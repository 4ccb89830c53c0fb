"""Grade words in every form, and what is none."""

from __future__ import annotations

import pytest

from builder.reading.grammar.grades import badge, grades
from builder.reading.grammar.numbers import number
from builder.reading.grammar.plain import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is good", ["good"]),
        ("GOOD", ["good"]),
        ("‘Requires Improvement’", ["requires-improvement"]),
        ("was judged to require improvement", ["requires-improvement"]),
        ("is requiring improvement", ["requires-improvement"]),
        ("required improvement", ["requires-improvement"]),
        ("outstanding, good or inadequate", ["outstanding", "good", "inadequate"]),
        ("inadequately goods", []),
        ("adequate", ["adequate"]),
        ("feel-good", []),
        ("needs to improve", []),
    ],
)
def test_grades(text: str, expected: list[str]) -> None:
    assert [each.grade for each in grades(plain(text))] == expected


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("not yet graded", "not-yet-graded"),
        ("To be graded", "not-yet-graded"),
        ("not graded", "not-graded"),
        ("Not being graded", "not-graded"),
        ("Ungraded", "ungraded"),
        ("not inspected in 2017", "not-inspected"),
    ],
)
def test_four_states_without_a_grade(text: str, state: str) -> None:
    (found,) = grades(text)
    assert (found.state, found.grade, found.end - found.start) == (state, "", len(text))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("its grade is not yet known", "not-yet-graded"),
        ("has not yet been judged", "not-yet-graded"),
        ("is yet to be graded", "not-yet-graded"),
        ("a grade will follow", "not-yet-graded"),
        ("grades for legitimacy are awaited", "not-yet-graded"),
        ("the grade is still to come", "not-yet-graded"),
        ("we did not grade it", "not-graded"),
        ("no grade was given", "not-graded"),
        ("we made no graded judgment on it", "not-graded"),
        ("it is listed without a grade", "not-graded"),
        ("we did not inspect it", "not-inspected"),
        ("we didn’t re-inspect it", "not-inspected"),
        ("it wasn’t inspected", "not-inspected"),
        ("it has not been inspected", "not-inspected"),
        ("it was not looked at this time", "not-inspected"),
        ("it wasn’t revisited this year", "not-inspected"),
        ("it was not the subject of a detailed inspection", "not-inspected"),
    ],
)
def test_words_for_the_states(text: str, state: str) -> None:
    assert [(each.state, each.grade) for each in grades(plain(text))] == [(state, "")]


@pytest.mark.parametrize(
    "text",
    [
        "it hopes to be graded good",  # a grade, and no state
        "it was not inspected in detail",
        "the garden was not looked at",
        "we did not upgrade it",
        "we did not inspector it",
        "graded judgments will follow",
        "the grade is known",
        "we have inspected it",
        "it was examined this year",
        "no graded judgment on parking",
        "good grade",
    ],
)
def test_words_that_are_no_state(text: str) -> None:
    assert [each.state for each in grades(plain(text)) if each.state] == []


def test_quotation_marks_belong_to_a_quoted_grade() -> None:
    (found,) = grades(plain("is ‘good’ at"))
    assert (found.quoted, found.start, found.end) == (True, 3, 9)
    (open_only,) = grades(plain("the ‘good work’"))
    assert (open_only.quoted, open_only.start) == (False, 5)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Good", "good"), ("  Requires improvement ", "requires-improvement"), ("**Good**", "good"), ("- Good", "good")],
)
def test_badges(line: str, expected: str) -> None:
    found = badge(line)
    assert found
    assert found.grade == expected


@pytest.mark.parametrize("line", ["", "Good work", "Good, good", "We are good", "good " * 20])
def test_no_badges(line: str) -> None:
    assert badge(line) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("twelve", 12), ("Forty-three", 43), ("1,972", 1972), ("36.10", 36.1), ("none", 0), ("1,97", None)],
)
def test_numbers(text: str, expected: float | None) -> None:
    found = number(text)
    assert (float(found) if found is not None else None) == expected
