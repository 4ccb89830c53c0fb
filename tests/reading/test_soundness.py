"""Grades that the words around them take back, and those on no scale of their round."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.reading.facts import Fact, Words
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page
from builder.reading.soundness import sound

MakePage = Callable[[str], Page]


def kept(text: str, make_page: MakePage, known: Knowledge, **fields: str) -> list[Fact]:
    """A judgment of good on Ashshire at the last place of that word in a line, if it is kept."""
    at = text.lower().rindex("good")
    said = {"body": "ashshire", "cycle": "peel-2017", "subject": "efficiency", "grade": "good", "basis": "stated"}
    fact = Fact("judgments", said | fields, (Words(1, at, at + len("good")),), "rule", 0.9)
    return list(sound([fact], make_page(text), known))


@pytest.mark.parametrize(
    "text",
    [
        "Ashshire Police was graded good.",
        "It was graded good.",
        "Ashshire Police hopes for the best and was graded good.",
        "The force wanted more people and has been graded good.",
        "We looked at whether it plans well, and judged it to be good.",
        "Inspectors found how it treats staff and the public to be good.",
        "Its treatment of the public was judged good.",
        "The way in which staff are treated was judged to be good.",
        "Ashshire Police works with the fire and rescue service and was graded good.",
        "Bexshire was slow. Ashshire Police was judged to be good.",
        "Bexshire was slow. The force was judged to be good.",
        "Ashshire and Bexshire were slow. It was judged to be good.",
        "Since the custody inspection its efficiency has been graded good.",
        "HM Inspectorate of Constabulary and Fire and Rescue Services judged the force to be good.",
        "The force was graded good for Ashshire.",
        "Until 2016 the force was graded good.",
        "Good",
    ],
)
def test_grades_that_stand(text: str, make_page: MakePage, known: Knowledge) -> None:
    assert len(kept(text, make_page, known)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Bexshire Constabulary was graded good.",
        "Bexshire Constabulary was slow. It was graded good.",
        "Bexshire Constabulary was slow. Their planning was graded good.",
        "Ashshire was graded slow and the grade was Good for Bexshire.",
        "The force hopes to be graded good.",
        "The target is good.",
        "We asked whether its planning was good.",
        "In order to be graded good, it has to plan.",
        "Neither force was graded good.",
        "The average grade was good.",
        "Councillors said that the force was good.",
        "Our partners told us how the force was good.",
        "A recent survey found nothing, but residents rated the force as good.",
        "Ashshire Police judged itself to be good.",
        "In my view the force is good.",
        "The ambulance service was judged to be good.",
        "In its report on custody HMICFRS judged the force to be good.",
        "The domestic abuse inspection judged the force to be good.",
    ],
)
def test_grades_that_are_taken_back(text: str, make_page: MakePage, known: Knowledge) -> None:
    assert kept(text, make_page, known) == []


def test_an_area_that_has_the_name_of_an_inspection(make_page: MakePage, known: Knowledge) -> None:
    text = "In the crime data integrity inspection the force was good."
    area = {"cycle": "peel-2021-22", "subject": "peel-2021-22/recording-data-about-crime"}
    assert (len(kept(text, make_page, known, **area)), kept(text, make_page, known)) == (1, [])


@pytest.mark.parametrize(
    ("cycle", "grade", "doubtful"),
    [
        ("peel-2017", "adequate", True),
        ("peel-2021-22", "adequate", False),
        ("peel-2017", "inadequate", False),
        ("valuing-the-police-2012", "adequate", False),
    ],
)
def test_grades_on_no_scale_of_their_round(
    cycle: str, grade: str, doubtful: bool, make_page: MakePage, known: Knowledge
) -> None:
    (fact,) = kept("Good", make_page, known, cycle=cycle, grade=grade)
    assert bool(fact.doubt) == doubtful


def test_other_facts_are_let_through(make_page: MakePage, known: Knowledge) -> None:
    fact = Fact("counts", {"grade": "good"}, (Words(1, 0, 4),), "rule", 0.9)
    assert list(sound([fact], make_page("Good"), known)) == [fact]
