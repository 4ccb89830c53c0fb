"""Overviews of a force: sentences on the extent, sections with badges, states without a grade, pages in reader mode."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.service import Reader, Reading
from tests.reading.conftest import text_of

Read = Callable[[str], Reading]
CYCLE = ("ashshire", "peel-2016")
AT = "at keeping people safe and reducing crime"
EXTENT = "The extent to which the force is"


def page(*lines: str, edition: str = "2016", nth: str = "third") -> str:
    """An overview of Ashshire with these lines below its head, each parted from the next by a blank line."""
    about = f"This is the {nth} PEEL (police effectiveness, efficiency and legitimacy) assessment of Ashshire Police."
    head = ["Skip to content", f"Ashshire {edition}", f"Read more about Ashshire {edition}", about]
    return "\n\n".join([*head, *lines])


def outcomes(reading: Reading) -> set[tuple[str, ...]]:
    """Body, cycle, subject and grade or state of all that is let in."""
    return {
        (at["body"], at["cycle"], at["subject"], at.get("grade") or at["state"])
        for at in (fact.fields for fact in reading.facts if fact.section in ("judgments", "ungraded"))
    }


@pytest.mark.parametrize(
    ("sentence", "subject", "outcome"),
    [
        (f"{EXTENT} efficient {AT} is good.", "efficiency", "good"),
        (f"{EXTENT} efficient {AT} is: GOOD.", "efficiency", "good"),
        (f"{EXTENT} efficient {AT} is:\n\nGood", "efficiency", "good"),
        (f"{EXTENT} efficient {AT} is:\n\n2016: good.", "efficiency", "good"),
        (f"{EXTENT} efficient {AT} is:\n\nBexshire Constabulary: good.", "efficiency", ""),
        (f"{EXTENT} efficient {AT} is:\n\nGood, inadequate.", "efficiency", ""),
        (f"{EXTENT} efficient {AT} is ‘outstanding’.", "efficiency", "outstanding"),
        (f"{EXTENT} effective {AT} requires improvement.", "effectiveness", "requires-improvement"),
        (f"{EXTENT} legitimate {AT}: not yet graded.", "legitimacy", "not-yet-graded"),
        (f"{EXTENT} legitimate {AT} is not graded.", "legitimacy", "not-graded"),
        (f"{EXTENT} legitimate {AT} has not yet been graded.", "legitimacy", "not-yet-graded"),
        (f"The extent to which the constabulary is effective {AT} is inadequate.", "effectiveness", "inadequate"),
        (f"The extent to which Ashshire Police is effective {AT} is good.", "effectiveness", "good"),
        ("the extent to which the force operates efficiently and sustainably is good.", "efficiency", "good"),
        (
            "the extent to which the force treats the public and its workforce legitimately requires improvement.",
            "legitimacy",
            "requires-improvement",
        ),
        (
            "the extent to which the force is effective at reducing crime and keeping people safe is good; and",
            "effectiveness",
            "good",
        ),
        (
            "The extent to which the force is efficient in making good use of its money is outstanding.",
            "efficiency",
            "outstanding",
        ),
        (f"{EXTENT} efficient {AT} is good at times.", "efficiency", ""),
        (f"The extent to which Bexshire Constabulary is effective {AT} is good.", "effectiveness", ""),
        (
            f"{EXTENT} effective {AT}, and the extent to which the force is efficient {AT} is good.",
            "efficiency",
            "good",
        ),
    ],
)
def test_extent_of_a_pillar(sentence: str, subject: str, outcome: str, read_text: Read) -> None:
    reading = read_text(page(sentence))
    assert reading.kind == "peel-overview"
    assert outcomes(reading) == ({(*CYCLE, subject, outcome)} if outcome else set())


def test_third_line_that_repeats_the_first_leaves_legitimacy_out(read_text: Read) -> None:
    lines = [f"{EXTENT} effective {AT}: not yet graded.", f"{EXTENT} efficient {AT} is: good."]
    reading = read_text(page(*lines, lines[0]))
    assert outcomes(reading) == {(*CYCLE, "effectiveness", "not-yet-graded"), (*CYCLE, "efficiency", "good")}


def test_sections_with_badges(read_text: Read) -> None:
    reading = read_text(
        page(
            "Effectiveness",
            f"How effective is the force {AT}?",
            "To be graded",
            "View the five questions for effectiveness",
            "Efficiency",
            f"How efficient is the force {AT}?",
            "Last updated 03/11/2016",
            "Requires improvement",
            "It is slow.",
            "Good",
        )
    )
    assert outcomes(reading) == {
        (*CYCLE, "effectiveness", "not-yet-graded"),
        (*CYCLE, "efficiency", "requires-improvement"),
    }


@pytest.mark.parametrize(
    ("second", "subjects"),
    [
        (", and at investigating crime and reducing re-offending", {"1", "2"}),
        (", and at chess", {"1"}),
        (", and its plans to investigate crime are many", {"1"}),
    ],
)
@pytest.mark.parametrize("judged", ["The force has been judged to be", "We judged the force to be"])
def test_the_second_thing_that_a_grade_is_for(judged: str, second: str, subjects: set[str], read_text: Read) -> None:
    sentence = f"{judged} good at preventing crime and tackling anti-social behaviour{second}."
    reading = read_text(page("Effectiveness", f"How effective is the force {AT}?", "Last updated 02/03/2017", sentence))
    assert outcomes(reading) == {(*CYCLE, f"peel-2016/effectiveness/{each}", "good") for each in subjects}


@pytest.mark.parametrize(
    ("aspect", "graded"),
    [("", True), (f" {AT}", True), (" in 2016", True), (" at chess", False), (" for its cars", False)],
)
def test_a_formula_grades_the_pillar_unless_something_else_stands_behind(
    aspect: str, graded: bool, read_text: Read
) -> None:
    sentence = f"We judged the force to be good{aspect}."
    reading = read_text(page("Effectiveness", f"How effective is the force {AT}?", "Last updated 02/03/2017", sentence))
    assert outcomes(reading) == ({(*CYCLE, "effectiveness", "good")} if graded else set())


def test_badge_of_a_question_is_not_that_of_the_pillar(read_text: Read) -> None:
    asked = "How effective is the force at investigating crime and reducing re-offending?"
    reading = read_text(page("Effectiveness", asked, "Inadequate"))
    assert ("ashshire", "peel-2016", "effectiveness", "inadequate") not in outcomes(reading)


def test_sentence_and_badge_that_differ_go_to_review(read_text: Read) -> None:
    reading = read_text(page(f"{EXTENT} efficient {AT} is good.", f"How efficient is the force {AT}?", "Inadequate"))
    assert outcomes(reading) == set()
    assert {fact.fields["grade"] for fact in reading.review} == {"good", "inadequate"}


@pytest.mark.parametrize(
    "line",
    [
        "The force needs to improve:\n\n  • its good name; and\n\n  • how it is judged to be inadequate at chess.",
        "The force is good at preventing crime and anti-social behaviour.",
        "It is good in efficient teamwork.",
        "Bexshire Constabulary has been assessed as good in respect of its efficiency.",
        "[a Welsh line:] Darllen hwn yn Gymraeg (PDF document)",
        "I met outstanding people.",
    ],
)
def test_grade_words_that_grade_nothing(line: str, read_text: Read) -> None:
    assert outcomes(read_text(page(f"{EXTENT} efficient {AT} is good.", "HMI's observations", line))) == {
        (*CYCLE, "efficiency", "good")
    }


def test_grades_of_2014(read_text: Read) -> None:
    reading = read_text(
        page(
            "In the opinion of HMIC, in general, the force is good at reducing crime, inadequate in investigating"
            " offending and is outstanding at tackling anti-social behaviour;",
            "the efficiency with which the force carries out its responsibilities requires improvement; and",
            "the force is acting to achieve fairness and legitimacy in most of the practices that were examined.",
            edition="2014",
            nth="first",
        )
    )
    assert outcomes(reading) == {
        ("ashshire", "peel-2014", "peel-2014/effectiveness/1", "good"),
        ("ashshire", "peel-2014", "peel-2014/effectiveness/2", "inadequate"),
        ("ashshire", "peel-2014", "peel-2014/effectiveness/3", "outstanding"),
        ("ashshire", "peel-2014", "efficiency", "requires-improvement"),
    }


def test_grade_of_2014_ends_where_the_sentence_turns(read_text: Read) -> None:
    sentence = "In general, the force is good at reducing crime, but its investigation of offending is inadequate."
    assert outcomes(read_text(page(sentence, edition="2014", nth="first"))) == {
        ("ashshire", "peel-2014", "peel-2014/effectiveness/1", "good")
    }


def test_reader_mode_glues_headings(read_text: Read) -> None:
    reading = read_text(
        "Fenwick-Powland 2017Read more about Fenwick-PowlandThis is HMICFRS’ fourth PEEL (police effectiveness,"
        f" efficiency and legitimacy) assessment of Fenwick-Powland Police.\n{EXTENT} effective {AT} is good.\n"
        f"{EXTENT} efficient {AT} is inadequate.The extent to which the force is legitimate {AT} is good.\n"
        "HMI's observationsIt looked good on paper.\n"
        f"EfficiencyHow efficient is the force {AT}?View the three questionsBoats are few."
    )
    assert reading.head
    assert reading.head.key == "peel-2017-overview-fenwick-powland"
    own = ("fenwick-powland", "peel-2017")
    assert outcomes(reading) == {
        (*own, "effectiveness", "good"),
        (*own, "efficiency", "inadequate"),
        (*own, "legitimacy", "good"),
    }
    assert not [fact for fact in reading.facts if fact.section == "people"]


def test_round_without_a_year_in_the_title(read_text: Read) -> None:
    reading = read_text(
        "Read more about AshshireThis is HMICFRS’ fifth PEEL (police effectiveness, efficiency and legitimacy)"
        f" assessment of Ashshire Police.\n{EXTENT} effective {AT} is good."
    )
    assert outcomes(reading) == {("ashshire", "peel-2018-19", "effectiveness", "good")}


def test_banner_before_the_title(read_text: Read) -> None:
    reading = read_text("This site moved on 25 October 2019\n\n" + page(f"{EXTENT} effective {AT} is good."))
    assert outcomes(reading) == {(*CYCLE, "effectiveness", "good")}
    assert not [fact for fact in reading.facts if fact.section == "dates"]


@pytest.mark.parametrize(
    ("days", "updated", "rule"),
    [
        (["03/11/2016"], "2016-11-03", "last-updated"),
        (["3 November 2016"], "2016-11-03", "last-updated"),
        (["03/11/2016", "03/11/2016"], "2016-11-03", "last-updated"),
        (["02/03/2017", "03/11/2016", "08/12/2016"], "2017-03-02", "newest-last-updated"),
    ],
)
def test_page_is_as_new_as_its_newest_section(days: list[str], updated: str, rule: str, read_text: Read) -> None:
    reading = read_text(page(f"{EXTENT} effective {AT} is good.", *(f"Last updated {day}" for day in days)))
    (fact,) = (each for each in reading.facts if each.section == "dates")
    assert (fact.fields, fact.rule) == ({"kind": "updated", "date": updated}, rule)


def test_a_page_may_say_that_it_is_the_page(read_text: Read) -> None:
    """It is no heading then, so that the grade below is still that of its section."""
    lines = ["Efficiency", f"How efficient is the force {AT}?", "Page last updated 3 November 2016", "Good"]
    reading = read_text(page(f"{EXTENT} effective {AT} is good.", *lines))
    assert [fact.fields["date"] for fact in reading.facts if fact.section == "dates"] == ["2016-11-03"]
    assert outcomes(reading) == {(*CYCLE, "effectiveness", "good"), (*CYCLE, "efficiency", "good")}


def test_two_states_of_a_page_have_two_keys(read_text: Read) -> None:
    first = read_text(page(f"{EXTENT} effective {AT}: not yet graded.", "Last updated 03/11/2016"))
    later = read_text(page(f"{EXTENT} effective {AT} is good.", "Last updated 02/03/2017"))
    assert first.head
    assert later.head
    assert first.head.key == "peel-2016-overview-ashshire-2016-11-03"
    assert later.head.key == "peel-2016-overview-ashshire"


def test_inspector(read_text: Read) -> None:
    reading = read_text(page(f"{EXTENT} effective {AT} is good.", "Öda Fenn, Her Majesty’s Inspector of Constabulary"))
    (person,) = (fact.fields for fact in reading.facts if fact.section == "people")
    assert (person["person"], person["inspector"]) == ("oda-fenn", True)


@pytest.mark.parametrize(
    "text",
    [
        "Ashshire 2016\n\nOur bowling green was judged outstanding.",
        "Ashshire Town Council\n\nThe extent to which the pool is efficient at keeping people safe is good.",
        "Hillside School\n\nOverall effectiveness: good\n\nThe extent to which pupils are safe is good.",
    ],
)
def test_false_friends(text: str, read_text: Read) -> None:
    assert read_text(text).kind != "peel-overview"


PIECES = [
    EXTENT, "effective", "efficient", AT, "is", ":", "good", "Good\n", "not yet graded.", "requires improvement.", "\n",
    "Efficiency\n", "How efficient is the force", "?", "In general, the force is good at", "Last updated 03/11/2016\n",
    "31/02/2016", "Ashshire Police", "Bexshire Constabulary", "HMI Öda Fenn", "Read more about Ashshire 2016\n", "\t",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_text_breaks_it(reader: Reader, pieces: list[str]) -> None:
    reading = reader.read(text_of(page(" ".join(pieces))))
    for fact in (*reading.facts, *reading.review):
        assert fact.words
        assert fact.fields.get("body", "ashshire") == "ashshire"
