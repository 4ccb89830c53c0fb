"""PEEL reports with five grades: lists, sections, tables, the list that was a picture, and counts of areas."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.service import Reader, Reading
from tests.reading.conftest import text_of

Read = Callable[[str], Reading]
CYCLE = "peel-2021-22"


def report(*lines: str, areas: str = "ten", graded: str = "three", edition: str = "2021/22") -> str:
    """A report on Ashshire with these lines below its head."""
    head = [
        f"PEEL {edition} – An inspection of Ashshire Police",
        "",
        "Overall summary",
        "",
        f"Our inspection assessed how good Ashshire Police is in {areas} areas of policing. We make graded judgments"
        f" in {graded} of these {areas} as follows:",
        "",
    ]
    return "\n".join([*head, *lines])


def grades(reading: Reading, *, review: bool = False) -> dict[str, str]:
    """Grades by the last part of the area's key."""
    facts = reading.review if review else reading.facts
    assert all(fact.fields["body"] == "ashshire" for fact in facts if fact.section == "judgments")
    return {
        fact.fields["subject"].rpartition("/")[2]: fact.fields["grade"] for fact in facts if fact.section == "judgments"
    }


def counts(reading: Reading) -> dict[str, tuple[str, str]]:
    """Value and print of each count of areas."""
    return {
        fact.fields["metric"]: (fact.fields["value"], fact.fields["printed"])
        for fact in reading.facts
        if fact.section == "metrics" and fact.fields["metric"].startswith("policing-areas")
    }


LISTED = {"preventing-crime": "good", "investigating-crime": "adequate", "managing-offenders": "adequate"}


@pytest.mark.parametrize(
    "lines",
    [
        ["Good", "", "Preventing crime", "", "Adequate", "", "Investigating crime", "Managing offenders"],
        ["Outstanding", "Good", "- Preventing crime", "Adequate", "- Investigating crime", "- Managing offenders"],
        ["Good (1)", "Preventing crime", "Adequate (2 areas):", "Investigating crime", "Managing offenders"],
        ["Preventing crime: good", "Investigating crime: adequate", "Managing offenders: adequate"],
        ["Preventing crime\tGood", "Investigating crime\tAdequate", "Managing offenders\tAdequate"],
        ["Preventing crime | Good", "Investigating crime | Adequate", "Managing offenders | Adequate"],
        ["Preventing crime Good", "Investigating crime Adequate", "Managing offenders Adequate"],
        ["Good: Preventing crime", "Adequate: Investigating crime; Managing offenders"],
        ["Preventing crime", "Good", "Investigating crime", "Adequate", "Managing offenders", "Adequate"],
        [
            "Outstanding\tGood\tAdequate\tRequires improvement",
            "\tPreventing crime\tInvestigating crime",
            "\t\tManaging offenders",
        ],
        [
            "We found Ashshire Police good at preventing crime, adequate at investigating crime and adequate at"
            " managing offenders.",
        ],
        [
            "Ashshire Police was graded as good for preventing crime and adequate for investigating crime and managing"
            " offenders.",
        ],
    ],
)
def test_forms_of_the_list(lines: list[str], read_text: Read) -> None:
    reading = read_text(report(*lines))
    assert (reading.kind, reading.head and reading.head.key) == ("peel-report", "peel-2021-22-report-ashshire")
    assert grades(reading) == LISTED


@pytest.mark.parametrize(
    "line",
    [
        "The rest of this report says what the force does well.",
        "Ashshire Police was awarded no inadequate grades.",
        "No area was graded outstanding.",
        "A fall from good to adequate need not mean worse work at investigating crime.",
        "We hold forces to the characteristics of good performance in preventing crime.",
        "Bexshire Constabulary was graded good at investigating crime.",
        "The force is good at investigating crime in the ports.",
        "Preventing crime\n\nInvestigating crime\n\nIt makes good use of boats.",
        "Good use of resources",
        "Inadequate",
    ],
)
def test_lost_list_gives_no_grade(line: str, read_text: Read) -> None:
    reading = read_text(report(line))
    assert grades(reading) == grades(reading, review=True) == {}
    assert counts(reading) == {"policing-areas-inspected": ("10", "ten"), "policing-areas-graded": ("3", "three")}


@pytest.mark.parametrize(
    "line",
    [
        "In 2018 we judged Ashshire Police to be good at investigating crime.",
        "At our last inspection the force was graded good at investigating crime.",
    ],
)
def test_grade_of_the_round_before(line: str, read_text: Read) -> None:
    said = [fact.fields for fact in read_text(report(line)).facts if fact.section == "judgments"]
    assert [(at["cycle"], at["subject"], at["grade"], at["basis"]) for at in said] == [
        ("peel-2018-19", "peel-2018-19/effectiveness/2", "good", "previous")
    ]


@pytest.mark.parametrize(
    ("lines", "doubt"),
    [
        (["Good", "Preventing crime", "Adequate"], "in turn"),
        (["Preventing crime", "Good", "Investigating crime"], "in turn"),
        (["Good", "Preventing crime", "Adequate", "Investigating crime"], "the list has 2 areas"),
    ],
)
def test_list_that_is_unclear_goes_to_review(lines: list[str], doubt: str, read_text: Read) -> None:
    reading = read_text(report(*lines))
    assert grades(reading) == {}
    assert all(doubt in fact.doubt for fact in reading.review)
    assert reading.review


def test_area_with_an_unknown_name_counts_in_the_list(read_text: Read) -> None:
    reading = read_text(report("Good", "Preventing crime", "Keeping harbours", "Adequate", "Managing offenders"))
    assert grades(reading) == {"preventing-crime": "good", "managing-offenders": "adequate"}


def test_section_of_an_area(read_text: Read) -> None:
    reading = read_text(
        report(
            "Investigating crime",
            "",
            "Adequate",
            "",
            "Ashshire Police is adequate at investigating crime.",
            "",
            "It is good at preventing crime by boat.",
            "",
            "Areas for improvement",
            "",
            "The force should answer letters",
            "",
            "Letters lie in sacks.",
            "",
            "The force should open the sacks",
            "",
            "Cause of concern",
            "",
            "Evidence is lost at sea.",
        )
    )
    assert grades(reading) == {"investigating-crime": "adequate"}
    found = [(fact.fields["id"], str(fact.lines[0])) for fact in reading.facts if fact.section == "findings"]
    assert found == [("area-for-improvement-1", "17"), ("area-for-improvement-2", "21"), ("cause-of-concern-1", "25")]


def test_badge_and_list_that_differ_go_to_review(read_text: Read) -> None:
    reading = read_text(
        report("Good", "Preventing crime", "", "It rained.", "", "Preventing crime", "", "Adequate", "", "It snowed.")
    )
    assert grades(reading) == {}
    assert len(reading.review) == 2


def test_first_section_right_behind_the_list(read_text: Read) -> None:
    lines = ["Good", "Preventing crime", "Adequate", "Investigating crime", "Managing offenders"]
    assert grades(read_text(report(*lines, "Preventing crime", "Good", "It is so."))) == LISTED


def test_formula_of_a_section_whose_badge_is_lost(read_text: Read) -> None:
    reading = read_text(report("Good use of resources", "", "Ashshire Police is inadequate at operating efficiently."))
    assert grades(reading) == {"good-use-of-resources": "inadequate"}


@pytest.mark.parametrize("edition", ["2023–25", "2023–2025", "2023/25"])
def test_round_of_2023_to_2025(edition: str, read_text: Read) -> None:
    reading = read_text(report("Preventing and deterring crime: good", edition=edition))
    assert reading.head
    assert (reading.head.cycle, grades(reading)) == ("peel-2023-25", {"preventing-and-deterring-crime": "good"})


def test_round_by_the_framework(read_text: Read) -> None:
    reading = read_text(
        "Overall summary\nOur inspection assessed how good Ashshire Police is in 12 areas of policing. We make graded"
        " judgments in 11 of these 12 as follows:\nForces are held to the PEEL Assessment Framework 2021/22."
    )
    assert (reading.head and reading.head.cycle) == CYCLE
    assert counts(reading) == {"policing-areas-inspected": ("12", "12"), "policing-areas-graded": ("11", "11")}


def test_days_and_inspector(read_text: Read) -> None:
    reading = read_text(
        report("Öda Fenn", "HM Inspector of Constabulary", "", "A list, published on 1 May 2020, is old.").replace(
            "\n\nOverall", "\n\nPublished on: 29 September 2022\n\nOverall"
        )
    )
    days = [fact.fields for fact in reading.facts if fact.section == "dates"]
    assert days == [{"kind": "published", "date": "2022-09-29"}]
    assert [fact.fields["person"] for fact in reading.facts if fact.section == "people"] == ["oda-fenn"]


@pytest.mark.parametrize(
    "text",
    [
        "Ashshire Police is better now\n\nGet the report\n\nPEEL 2021/22 – An inspection of Ashshire Police",
        "Hillside School\n\nOverall summary\n\nOur inspection assessed how good lessons are. Good\n\nReading",
        "The Lamp\n\nPEEL an orange. An inspection of Ashshire Police dogs. Overall summary: outstanding.",
    ],
)
def test_false_friends(text: str, read_text: Read) -> None:
    assert read_text(text).kind != "peel-report"


PIECES = [
    "Good\n", "Adequate\n", "Inadequate", "Preventing crime\n", "Investigating crime", "\tGood\t", "\n", ": good", "|",
    "Ashshire Police is good at", "managing offenders.", "We found it adequate in", "Bexshire Constabulary", "- ",
    "Areas for improvement\n", "The force should", "graded judgments in nine of these ten", "Outstanding\tGood\n", "£",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_text_breaks_it(reader: Reader, pieces: list[str]) -> None:
    text = text_of(report(" ".join(pieces)))
    reading = reader.read(text)
    for fact in (*reading.facts, *reading.review):
        assert fact.words
        if fact.section == "metrics":
            (words,) = fact.words
            assert fact.fields["printed"] == text.lines[words.line - 1][words.start : words.end]
