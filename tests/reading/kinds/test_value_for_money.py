"""Reports on value for money: their grades stand in blocks behind lists of questions, and in chapters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.reading.service import Reading

Read = Callable[[str], Reading]
ONE = (
    "To what extent is the force taking the necessary steps to ensure a secure financial position for the short and "
    "long term?"
)
TWO = "To what extent has the force an affordable way of providing policing?"
THREE = "To what extent is the force efficient?"
CYCLE = "valuing-the-police-2014"


def report(
    *lines: str, title: str = "Responding to austerity", month: str = "July 2014", force: str = "Ashshire Police"
) -> str:
    cover = [title, "", force, "", month, "", "© HMIC 2014", "", "ISBN: 978-0-00-000093-7", ""]
    return "\n".join([*cover, "Ashshire Police keeps its books.", "", *lines])


def grades(reading: Reading) -> dict[str, str]:
    return {
        each.fields["subject"].removeprefix(f"{CYCLE}/value-for-money/"): each.fields["grade"]
        for each in reading.facts
        if each.section == "judgments"
    }


def test_cover(read_text: Read) -> None:
    reading = read_text(report())
    assert reading.kind == "value-for-money"
    assert reading.head
    assert (reading.head.body, reading.head.cycle) == ("ashshire", CYCLE)
    assert reading.head.key == "responding-to-austerity-2014-ashshire"
    assert [each.fields for each in reading.facts if each.section in ("dates", "identifiers")] == [
        {"kind": "published", "date": "2014-07"},
        {"scheme": "isbn", "value": "978-0-00-000093-7"},
    ]


def test_overall_judgment_below_its_heading(read_text: Read) -> None:
    lines = (
        "How well does the force provide value for money?",
        "",
        "Overall judgment",
        "",
        "It does well.",
        "",
        "Good",
    )
    assert grades(read_text(report(*lines))) == {"value-for-money": "good"}


def test_overall_judgment_that_runs_on(read_text: Read) -> None:
    line = "Overall judgment Ashshire Police keeps its books, which is good work. Requires improvement"
    assert grades(read_text(report(line))) == {"value-for-money": "requires-improvement"}


def test_grades_behind_a_list_of_questions(read_text: Read) -> None:
    lines = (
        ONE,
        "",
        TWO,
        "",
        THREE,
        "",
        "Good",
        "",
        "Words.",
        "",
        "Inadequate",
        "",
        "More words.",
        "",
        "Outstanding",
        "",
    )
    assert grades(read_text(report(*lines))) == {"1": "good", "2": "inadequate", "3": "outstanding"}


def test_fewer_grades_than_questions_are_for_review(read_text: Read) -> None:
    reading = read_text(report(ONE, TWO, THREE, "Good", "Words.", "Good"))
    assert grades(reading) == {}
    assert {each.doubt for each in reading.review} == {"3 questions and 2 grades"}


def test_grade_of_a_chapter_stands_below_its_summary(read_text: Read) -> None:
    lines = (
        TWO,
        "",
        "Plans are made.",
        "",
        "Outstanding",
        "",
        "Summary",
        "",
        "Good",
        "",
        "- a point",
        "",
        THREE,
        "",
        "Words.",
    )
    assert grades(read_text(report(*lines))) == {"2": "good"}


def test_contents_and_lists_are_no_grades(read_text: Read) -> None:
    lines = (
        f"{ONE}\t9",
        f"{TWO}\t11",
        "We looked at:",
        f"- {ONE}",
        f"- {THREE}",
        "During our visit we saw things.",
        "Good",
    )
    assert grades(read_text(report(*lines))) == {}


@pytest.mark.parametrize(
    ("title", "month", "cycle"),
    [
        ("Police’s response to the funding challenge", "July 2013", "valuing-the-police-2013"),
        ("Policing in austerity: One year on", "July 2012", "valuing-the-police-2012"),
        ("Adapting to austerity", "July 2011", "valuing-the-police-2011"),
    ],
)
def test_rounds_without_grades(title: str, month: str, cycle: str, read_text: Read) -> None:
    reading = read_text(report("Overall judgment", "", "Good", title=title, month=month))
    assert reading.head
    assert reading.head.cycle == cycle
    assert [each for each in (*reading.facts, *reading.review) if each.section == "judgments"] == []


def test_a_force_that_is_named_no_more_than_another_is_not_known(read_text: Read) -> None:
    reading = read_text(
        "Responding to austerity\n\nJuly 2014\n\n© HMIC 2014\n\nAshshire Police and Bexshire Constabulary"
    )
    assert (reading.kind, reading.head) == ("value-for-money", None)


def test_each_grade_of_a_paragraph_behind_its_question_and_what_is_said_of_it(read_text: Read) -> None:
    line = f"12 {ONE} It saves. Good. {TWO} It has many vans. Requires improvement. {THREE} It is slow. Good"
    assert grades(read_text(report(line))) == {"1": "good", "2": "requires-improvement", "3": "good"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{ONE} Good", {"1": "good"}),
        (f"{ONE} Good. {TWO} Inadequate.", {"1": "good", "2": "inadequate"}),
        (f"{ONE} Ashshire Police has good plans.", {}),
        (f"{ONE} Ashshire Police is slow. It is good. It makes plans.", {}),
        (f"Ashshire Police asks: {ONE} Good", {}),
        (f"{ONE} {TWO} {THREE}", {}),
        ("Good. Ashshire Police has good plans.", {}),
    ],
)
def test_what_stands_right_behind_a_question(line: str, expected: dict[str, str], read_text: Read) -> None:
    assert grades(read_text(report(line))) == expected
