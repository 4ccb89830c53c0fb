"""Pages about one pillar: every layout, every edition, and the words that look like grades and are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.service import Reader, Reading
from tests.reading.conftest import text_of

Read = Callable[[str], Reading]


def page(*lines: str, edition: str = "2016", pillar: str = "Efficiency", asked: str = "", badge: str = "") -> str:
    """A pillar page of Ashshire with these lines below its head."""
    question = asked or "How efficient is the force at keeping people safe and reducing crime?"
    head = ["Skip to content", "", f"Ashshire PEEL {edition}", "", pillar, "", question, "", "Last updated 03/11/2016"]
    return "\n".join([*head, badge, "", *lines])


def outcomes(reading: Reading) -> set[tuple[str, str, str, str]]:
    """Body, cycle, subject and grade or state of all that is let in."""
    return {
        (at["body"], at["cycle"], at["subject"], at.get("grade") or at["state"])
        for at in (fact.fields for fact in reading.facts if fact.section in ("judgments", "ungraded"))
    }


OWN = ("ashshire", "peel-2016", "efficiency")


@pytest.mark.parametrize("badge", ["Good", "GOOD", "**Good**"])
def test_badge_below_the_day(badge: str, read_text: Read) -> None:
    reading = read_text(page("It has plans.", badge=badge))
    assert (reading.kind, reading.head and reading.head.key) == ("peel-pillar", "peel-2016-efficiency-ashshire")
    assert outcomes(reading) == {(*OWN, "good")}
    assert [fact.fields for fact in reading.facts if fact.section == "dates"] == [
        {"kind": "updated", "date": "2016-11-03"}
    ]


def test_a_page_may_say_that_it_is_the_page(read_text: Read) -> None:
    text = page("It has plans.", badge="Good").replace("Last updated 03/11/2016", "Page last updated 3 November 2016")
    reading = read_text(text)
    assert outcomes(reading) == {(*OWN, "good")}
    assert [fact.fields["date"] for fact in reading.facts if fact.section == "dates"] == ["2016-11-03"]


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("Ashshire Police has been assessed as good in respect of the efficiency with which vans are run.", "good"),
        ("Ashshire Police is judged to require improvement in the efficiency of its work.", "requires-improvement"),
        ("The force has been assessed as requiring improvement in respect of its efficiency.", "requires-improvement"),
        ("HMIC judges Ashshire Police to be outstanding.", "outstanding"),
        ("HMICFRS judges the force to require improvement.", "requires-improvement"),
        ("Ashshire Police was judged to be inadequate for the efficiency of its work.", "inadequate"),
    ],
)
def test_formulas_that_grade_the_pillar(sentence: str, grade: str, read_text: Read) -> None:
    assert outcomes(read_text(page(sentence))) == {(*OWN, grade)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The force has a good understanding of its demand and very good partners.",
        "It makes outstanding efforts, which is good.",
        "It cannot be judged as good.",
        "The force was not assessed as outstanding in respect of its efficiency.",
        "The force would have been judged to be inadequate in respect of its efficiency.",
        "The force aims to be judged outstanding in efficiency.",
        "Bexshire Constabulary has been assessed as good in respect of the efficiency of its work.",
        "The roof of the station requires improvement.",
        "The force needs to improve.",
        "The force is good at sport.",
    ],
)
def test_grade_words_that_are_no_grades(sentence: str, read_text: Read) -> None:
    reading = read_text(page(sentence))
    assert outcomes(reading) == set()


def test_missing_badge_is_no_grade(read_text: Read) -> None:
    assert outcomes(read_text(page("It has plans.", "", "Questions for Efficiency", "1"))) == set()


@pytest.mark.parametrize(
    ("badge", "state"),
    [("Ungraded", "ungraded"), ("To be graded", "not-yet-graded"), ("Not being graded", "not-graded")],
)
def test_states_without_a_grade(badge: str, state: str, read_text: Read) -> None:
    assert outcomes(read_text(page(badge=badge))) == {(*OWN, state)}


def test_questions_with_badges(read_text: Read) -> None:
    reading = read_text(
        page(
            "Questions for Efficiency", "", "Question one", "",
            "How well does the force understand the current and likely future demand?",
            "", "Good", "", "Prose that praises a good thing.", "", "Outstanding", "",
            "2", "", "How well does the force use its resources to manage current demand?", "", "Requires improvement",
            badge="Good",
        )
    )  # fmt: skip
    assert outcomes(reading) == {
        (*OWN, "good"),
        ("ashshire", "peel-2016", "peel-2016/efficiency/1", "good"),
        ("ashshire", "peel-2016", "peel-2016/efficiency/2", "requires-improvement"),
    }


def test_questions_in_clauses(read_text: Read) -> None:
    sentence = (
        "Ashshire Police is judged to be good in the efficiency of its work. Its understanding of demand is judged to "
        "be outstanding; its use of resources to manage demand is good; so is its planning for demand in the future."
    )
    assert outcomes(read_text(page(sentence))) == {
        (*OWN, "good"),
        ("ashshire", "peel-2016", "peel-2016/efficiency/1", "outstanding"),
        ("ashshire", "peel-2016", "peel-2016/efficiency/3", "good"),
    } | {("ashshire", "peel-2016", "peel-2016/efficiency/2", "good")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In last year’s efficiency inspection, Ashshire Police was judged to be good.",
         ("peel-2015", "efficiency", "good")),
        ("In last year's value for money inspection the force was judged to require improvement.",
         ("valuing-the-police-2015", "", "")),
        ("In our 2014 value for money inspection, the force was judged to be good.",
         ("valuing-the-police-2014", "value-for-money", "good")),
    ],
)  # fmt: skip
def test_grades_of_earlier_rounds(sentence: str, expected: tuple[str, str, str], read_text: Read) -> None:
    reading = read_text(page(sentence, badge="Good"))
    known = {("ashshire", *expected)} if expected[1] else set()
    assert outcomes(reading) == {(*OWN, "good")} | known
    assert [each.fields["basis"] for each in reading.facts if each.fields.get("cycle") == expected[0]] == [
        "previous"
    ] * len(known)


def test_same_as_last_year(read_text: Read) -> None:
    sentence = (
        "The force is judged to be good in the efficiency of its work. "
        "Our overall judgment this year is the same as last year."
    )
    assert outcomes(read_text(page(sentence))) == {(*OWN, "good"), ("ashshire", "peel-2015", "efficiency", "good")}


def test_badge_against_sentence_is_for_review(read_text: Read) -> None:
    reading = read_text(page("The force has been assessed as inadequate in respect of its efficiency.", badge="Good"))
    assert outcomes(reading) == set()
    assert {(each.fields["grade"], each.rule) for each in reading.review} == {
        ("good", "badge"),
        ("inadequate", "assessed-in-a-pillar"),
    }


def test_findings_under_their_headings(read_text: Read) -> None:
    reading = read_text(
        page(
            "Areas for improvement", "", "- Have enough people.", "- Have more cars.", "", "Prose goes on.", "",
            "- A list of cars", "", "Cause of concern", "", "Nobody answers the telephone.",
        )
    )  # fmt: skip
    found = [
        (each.fields["kind"], str(each.lines[0]), len(each.fields["text"].split()) <= 20)
        for each in reading.facts
        if each.section == "findings"
    ]
    assert found == [
        ("area-for-improvement", "14", True),
        ("area-for-improvement", "15", True),
        ("cause-of-concern", "23", True),
    ]


@pytest.mark.parametrize(
    ("edition", "cycle"),
    [
        ("2014", "peel-2014"),
        ("2015", "peel-2015"),
        ("2017", "peel-2017"),
        ("2018", "peel-2018-19"),
        ("2018/19", "peel-2018-19"),
    ],
)
def test_every_edition(edition: str, cycle: str, read_text: Read) -> None:
    assert outcomes(read_text(page(edition=edition, badge="Good"))) == {("ashshire", cycle, "efficiency", "good")}


@pytest.mark.parametrize(
    ("asked", "pillar"),
    [
        ("How well the force tackles crime", "effectiveness"),
        ("How well the force delivers value for money", "efficiency"),
        ("How legitimately does the force treat the public and its workforce?", "legitimacy"),
        ("How effectively does the force reduce crime and keep people safe?", "effectiveness"),
    ],
)
def test_pillar_by_its_question(asked: str, pillar: str, read_text: Read) -> None:
    reading = read_text(page(edition="2014" if "well" in asked else "2018", pillar="", asked=asked, badge="Good"))
    assert reading.head
    assert reading.head.subject == pillar


@pytest.mark.parametrize(
    "content",
    [
        "Ashshire Council newsletter\n\nBins are good.",
        "Ashshire Fire and Rescue Service 2018\n\nHow effective is the service?\nGood",
        "",
        "Ashshire PEEL 2016",
        "PEEL 2016\n\nEfficiency",
    ],
)
def test_documents_of_other_kinds(content: str, read_text: Read) -> None:
    reading = read_text(content)
    assert (reading.facts, bool(reading.reason)) == ((), True)


PARTS = st.sampled_from(
    ["Ashshire PEEL 2016", "Efficiency", "How efficient is it?", "Good", "Last updated 03/11/2016", "1", "", "- Areas",
     "Areas for improvement", "The force is good at it; so is its work.", "Its its is judged to be good.",
     "In last year's inspection", "\x00\ufeff ’", "not graded"]
)  # fmt: skip


@given(st.lists(PARTS | st.text(max_size=40).filter(lambda text: "\n" not in text), max_size=25))
def test_any_lines(reader: Reader, lines: list[str]) -> None:
    reading = reader.read(text_of("\n".join(lines)))
    for fact in (*reading.facts, *reading.review):
        assert all(0 <= each.start < each.end <= len(reading.text.lines[each.line - 1]) for each in fact.words)


CARRIED = (
    "We did not inspect how well the force plans for demand in the future in 2016, so our {year} grade {still}.",
    "This question was not inspected this year, and the grade from {year} {still}.",
)


@pytest.mark.parametrize("sentence", CARRIED)
@pytest.mark.parametrize("still", ["stands", "has been carried over", "remains in place", "still applies"])
def test_badge_that_repeats_an_earlier_grade(sentence: str, still: str, read_text: Read) -> None:
    asked = "How effective is the force at tackling serious and organised crime?"
    told = sentence.format(year="2015", still=still)
    reading = read_text(page("4", "", asked, "", "Good", "", told, pillar="Effectiveness", badge="Inadequate"))
    found = outcomes(reading)
    assert ("ashshire", "peel-2015", "peel-2015/effectiveness/4", "good") in found
    assert ("ashshire", "peel-2016", "peel-2016/effectiveness/4", "good") not in found


@pytest.mark.parametrize(
    "told",
    [
        "It stands in the high street.",
        "The force was not inspected on its boats.",
        "The wall still stands, as it did in 2015.",
    ],
)
def test_badge_that_is_of_this_round(told: str, read_text: Read) -> None:
    asked = "How effective is the force at tackling serious and organised crime?"
    reading = read_text(page("4", "", asked, "", "Good", "", told, pillar="Effectiveness"))
    assert outcomes(reading) >= {("ashshire", "peel-2016", "peel-2016/effectiveness/4", "good")}


def test_badge_carried_over_from_a_round_that_is_not_known_is_not_an_earlier_one(read_text: Read) -> None:
    asked = "How effective is the force at tackling serious and organised crime?"
    told = "This question was not inspected this year, and the grade from 2012 still stands."
    reading = read_text(page("4", "", asked, "", "Good", "", told, pillar="Effectiveness"))
    assert not {each for each in outcomes(reading) if each[1] != "peel-2016"}
