"""Rows of tables and lists with a grade at their end, and lines that only look like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.rulebook import Rulebook
from builder.reading.kinds.graded_rows import graded_rows
from builder.reading.kinds.kind import Head, Tools
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page

Rows = Callable[..., list[tuple[str, str, str, str]]]


@pytest.fixture(scope="module")
def rows(known: Knowledge, rulebook: Rulebook, make_page: Callable[[str], Page]) -> Rows:
    """Round, subject, grade or state, and basis, of the rows of a document about Ashshire in 2017."""

    def read(
        *lines: str, cycle: str = "peel-2017", subject: str = "effectiveness", basis: str = "stated"
    ) -> list[tuple[str, str, str, str]]:
        head = Head("ashshire", cycle, subject, "key", "title", "hmicfrs", "report")
        found = graded_rows(make_page("\n".join(lines)).filled(), head, Tools(known, rulebook), basis)
        return [
            (
                fact.fields["cycle"].removeprefix("peel-"),
                fact.fields["subject"].removeprefix(fact.fields["cycle"] + "/"),
                fact.fields.get("grade") or fact.fields["state"],
                fact.fields.get("basis", ""),
            )
            for fact in found
        ]

    return read


@pytest.mark.parametrize(
    ("line", "subject", "grade"),
    [
        ("Efficiency – Good", "efficiency", "good"),
        ("Legitimacy: Requires improvement", "legitimacy", "requires-improvement"),
        ("Effectiveness | Good |", "effectiveness", "good"),
        ("- Efficiency\tOutstanding", "efficiency", "outstanding"),
        ("Overall judgment: Good", "effectiveness", "good"),
        ("Overall – inadequate", "effectiveness", "inadequate"),
        ("overall – inadequate", "effectiveness", "inadequate"),
        ("• overall: good", "effectiveness", "good"),
        ("o efficiency: good", "efficiency", "good"),
        ("  (2) Efficiency: good", "efficiency", "good"),
        ("Investigating crime and reducing re-offending – Good", "effectiveness/2", "good"),
        ("How effective are the force’s specialist capabilities? Good", "effectiveness/5", "good"),
        ("4. Tackling serious and organised crime: Inadequate", "effectiveness/4", "inadequate"),
        ("Legitimacy: Not graded", "legitimacy", "not-graded"),
    ],
)
def test_rows(line: str, subject: str, grade: str, rows: Rows) -> None:
    basis = "" if grade == "not-graded" else "stated"
    assert rows(line) == [("2017", subject, grade, basis)]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Good",
        "Efficiency good",
        "Efficiency: it is good",
        "Efficiency – Good work",
        "Efficiency – Good, but slow",
        "Cricket – Good",
        "Crime – Good",
        "Cars: Good",
        "Grades: Outstanding, Good, Requires improvement, Inadequate",
        "Efficiency: Good / Inadequate",
        "Bexshire Constabulary – Good",
        "Ashshire Police: Good",
        "12 forces – Good",
        "Efficiency – in 2016 – Good",
    ],
)
def test_lines_that_are_no_rows(line: str, rows: Rows) -> None:
    assert rows(line) == []


def test_a_column_for_each_round(rows: Rows) -> None:
    found = rows("Pillar\t2016\t2017", "Efficiency\tGood\tInadequate", "Legitimacy\tGood", "Cars\tGood\tGood")
    assert found == [("2016", "efficiency", "good", "previous"), ("2017", "efficiency", "inadequate", "stated")]


def test_columns_that_lost_their_tabs(rows: Rows) -> None:
    assert rows("Pillar 2017 2016", "Efficiency Good Inadequate") == [
        ("2017", "efficiency", "good", "stated"),
        ("2016", "efficiency", "inadequate", "previous"),
    ]


def test_columns_end_with_their_table(rows: Rows) -> None:
    prose = "The force has a long history, and all that is told in other reports on it."
    assert rows("Pillar 2017 2016", prose, "Efficiency – Good") == [("2017", "efficiency", "good", "stated")]


def test_columns_of_rounds_that_are_not_known(rows: Rows) -> None:
    assert rows("Pillar\t2012\t2017", "Efficiency\tGood\tInadequate") == [
        ("2017", "efficiency", "inadequate", "stated")
    ]


def test_rows_of_areas(rows: Rows) -> None:
    found = rows("Investigating crime: Adequate", "Cricket: Good", cycle="peel-2021-22", subject="", basis="reported")
    assert found == [("2021-22", "investigating-crime", "adequate", "reported")]


@given(
    st.lists(
        st.sampled_from(["Efficiency – Good", "Pillar\t2016\t2017", "Efficiency\tGood\tInadequate", "",
                         "Good", ": Good",
                         "Overall: Good", "not graded", "| Good | Good |", "2016 2017 2018", "Legitimacy  Good good"])
        | st.text(alphabet="GodEficny:|-?\t 2016’'", max_size=20),
        max_size=8,
    )
)  # fmt: skip
def test_every_grade_stands_in_its_row(
    known: Knowledge, rulebook: Rulebook, make_page: Callable[[str], Page], lines: list[str]
) -> None:
    page = make_page("\n".join(lines))
    head = Head("ashshire", "peel-2017", "effectiveness", "key", "title", "hmicfrs", "report")
    for fact in graded_rows(page.filled(), head, Tools(known, rulebook)):
        (words,) = fact.words
        written = page.written(words).lower()
        assert (fact.fields.get("grade") or fact.fields["state"]).replace("-", " ") in written.replace("-", " ")
