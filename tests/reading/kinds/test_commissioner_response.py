"""Commissioners' letters, statements and minutes: second-hand grades, days, and what is no grade at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.service import Reader, Reading
from tests.reading.conftest import text_of

Read = Callable[[str], Reading]

ABOUT = "Re: PEEL Police Efficiency 2017 Report, published 9 November 2017"


def letter(*lines: str, about: str = ABOUT) -> str:
    """A letter of the commissioner for Ashshire."""
    top = ["Police and Crime Commissioner for Ashshire", "", "Our ref: PCC/1234/18", "", "Date: 8 January 2018", ""]
    to = ["Rt Hon Ivo Marchbank MP, Home Secretary", "", "Dear Home Secretary,", "", about, ""]
    return "\n".join([*top, *to, *lines, "", "Yours sincerely,", "", "Ada Quill", "Police and Crime Commissioner"])


def statement(*lines: str) -> str:
    """A statement of the commissioner for Ashshire on all pillars of PEEL 2016."""
    title = "Commissioner welcomes the PEEL 2016 report (6 Apr 2017)"
    said = 'Commissioner Ada Quill said: "I read it twice."'
    return "\n".join(
        [
            "We use cookies.",
            title,
            "",
            "HMIC inspected Ashshire Police.",
            "Ashshire Police waited.",
            *lines,
            said,
            "© Copyright 2019",
        ]
    )


def judged(reading: Reading) -> set[tuple[str, str, str, str]]:
    """Cycle, subject, grade and basis of every judgment that is let in; all are of Ashshire."""
    facts = [fact.fields for fact in reading.facts if fact.section == "judgments"]
    assert {at["body"] for at in facts} <= {"ashshire"}
    return {(at["cycle"], at["subject"], at["grade"], at["basis"]) for at in facts}


def fields(reading: Reading, section: str) -> list[dict[str, object]]:
    return [dict(fact.fields) for fact in reading.facts if fact.section == section]


def test_letter_as_a_whole(read_text: Read) -> None:
    reading = read_text(letter('The force ‘Requires Improvement’, HMI Zoë Larkspur wrote. "It will improve."'))
    assert reading.head
    assert (reading.kind, reading.head.key, reading.head.publisher, reading.head.doc_kind) == (
        "pcc-response",
        "pcc-response-peel-efficiency-2017-ashshire",
        "pcc-ashshire",
        "letter",
    )
    assert fields(reading, "dates") == [{"kind": "written", "date": "2018-01-08"}]
    assert [(at["person"], at.get("inspector", False)) for at in fields(reading, "people")] == [
        ("ivo-marchbank", False),
        ("zoe-larkspur", True),
        ("ada-quill", False),
    ]
    assert fields(reading, "identifiers") == [{"scheme": "opcc-reference", "value": "PCC/1234/18"}]
    (report,) = fields(reading, "cited_documents")
    assert (report["document"], report["name"], report["published"]) == (
        "peel-2017-efficiency-ashshire",
        "PEEL Police Efficiency 2017 Report",
        "2017-11-09",
    )
    (response,) = fields(reading, "responses")
    assert [response[name] for name in ("by", "on_behalf_of", "addressed_to", "date", "responds_to")] == [
        "ada-quill",
        "pcc-ashshire",
        "ivo-marchbank",
        "2018-01-08",
        "peel-2017-efficiency-ashshire",
    ]


NOW, BEFORE = "peel-2017", "peel-2016"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It stated that the force ‘Requires Improvement’.", {(NOW, "efficiency", "requires-improvement", "reported")}),
        ("HMICFRS has rated Ashshire as GOOD.", {(NOW, "efficiency", "good", "reported")}),
        ("Last year Ashshire was rated as ‘Good’ in the same report.", {(BEFORE, "efficiency", "good", "previous")}),
        ("In 2015 the force was graded as ‘Good’.", {("peel-2015", "efficiency", "good", "previous")}),
        (
            "It says that the force is ‘good’ at planning for the future.",
            {(NOW, "peel-2017/efficiency/3", "good", "reported")},
        ),
        (
            "HMICFRS also found that Ashshire Police is good at understanding demand.",
            {(NOW, "peel-2017/efficiency/1", "good", "reported")},
        ),
        ("The grades were as follows:", set()),
        ("I hope that it is next graded good.", set()),
        ("We shall be judged Outstanding one day.", set()),
        ("The force needs to improve and has good plans.", set()),
        ("The force is good at planning for the future, I say.", set()),
        ("Bexshire Constabulary was rated as ‘Inadequate’.", set()),
        ("I deliver a quality (‘Good’) service.", set()),
        ("It is not ‘Outstanding’ for efficiency.", set()),
    ],
)
def test_sentences_of_a_letter(sentence: str, expected: set[tuple[str, ...]], read_text: Read) -> None:
    assert judged(read_text(letter(sentence))) == expected


def all_three(**grades: str) -> set[tuple[str, str, str, str]]:
    return {("peel-2016", pillar, grade, "reported") for pillar, grade in grades.items()}


GOOD = all_three(effectiveness="good", efficiency="good", legitimacy="good")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            'HMIC have rated the force as "Good" across all the strands: effectiveness, efficiency and legitimacy.',
            GOOD,
        ),
        ("HMIC have now graded Ashshire Police as GOOD across all three strands of the PEEL assessment.", GOOD),
        ("The force was graded ‘Good’ for effectiveness, efficiency and legitimacy.", GOOD),
        (
            "HMIC rated the force ‘Outstanding’ for Legitimacy and ‘Good’ for Efficiency and Effectiveness.",
            all_three(effectiveness="good", efficiency="good", legitimacy="outstanding"),
        ),
        (
            "Two forces hold ‘Outstanding’ in two pillars, and Ashshire Police has ‘Outstanding’ in both Efficiency "
            "and Legitimacy.",
            all_three(efficiency="outstanding", legitimacy="outstanding"),
        ),
        ("Legitimacy: Good", all_three(legitimacy="good")),
        ("I am told that our legitimacy was Outstanding.", all_three(legitimacy="outstanding")),
        ("The force was graded ‘good’ across all ten areas.", set()),
        ("The force needs to make improvements in efficiency.", set()),
        ("It is good for efficiency that we share boats.", set()),
        ("Bexshire Constabulary was graded ‘Good’ for efficiency.", set()),
        ("The force was rated ‘Good’.", set()),
    ],
)
def test_sentences_of_a_statement(sentence: str, expected: set[tuple[str, ...]], read_text: Read) -> None:
    reading = read_text(statement(sentence))
    assert judged(reading) == expected
    assert fields(reading, "dates") == [{"kind": "written", "date": "2017-04-06"}]


def test_two_grades_for_one_pillar_go_to_review(read_text: Read) -> None:
    reading = read_text(statement("The force was graded ‘Good’ for legitimacy.", "Our legitimacy was Outstanding."))
    assert judged(reading) == set()
    assert {fact.fields["grade"] for fact in reading.review} == {"good", "outstanding"}


def test_years_in_a_row(read_text: Read) -> None:
    reading = read_text(statement("Ashshire Police has been graded ‘Good’ in Legitimacy for three consecutive years."))
    assert judged(reading) == all_three(legitimacy="good")
    (figure,) = fields(reading, "metrics")
    assert (figure["value"], figure["unit"], figure["printed"]) == (3, "years", "three")
    assert [fact.fields["cycle"] for fact in reading.review] == ["peel-2014", "peel-2015"]


def test_grade_for_something_of_another_name_goes_to_review(read_text: Read) -> None:
    reading = read_text(statement("Add the recent ‘Outstanding’ grade for tidiness in the canteen."))
    assert judged(reading) == set()
    assert [fact.fields["subject"] for fact in reading.review] == ["tidiness-in-the-canteen"]


def test_minutes(read_text: Read) -> None:
    lines = (
        "Ashshire Police and Crime Panel",
        "Minutes of the meeting held on 3 March 2016",
        "The Police and Crime Commissioner for Ashshire spoke on the PEEL 2015 assessment by HMIC.",
        "The force had been graded as ‘Good’ for Effectiveness and ‘Requires Improvement’ for Efficiency.",
        "The next meeting is on 9 June 2016.",
    )
    reading = read_text("\n".join(lines))
    assert judged(reading) == {
        ("peel-2015", "effectiveness", "good", "reported"),
        ("peel-2015", "efficiency", "requires-improvement", "reported"),
    }
    assert fields(reading, "dates") == [{"kind": "written", "date": "2016-03-03"}]


def test_day_of_the_report_is_not_that_of_the_letter(read_text: Read) -> None:
    lines = (
        "14th December 2016",
        "Dear Home Secretary",
        "HMIC’s PEEL legitimacy report, 8 December 2016",
        "HMIC has judged that Ashshire Police ‘Requires Improvement’ in legitimacy.",
        "Ada Quill",
        "Police and Crime Commissioner for Ashshire",
    )
    reading = read_text("\n".join(lines))
    assert fields(reading, "dates") == [{"kind": "written", "date": "2016-12-14"}]
    assert fields(reading, "cited_documents")[0]["published"] == "2016-12-08"
    assert judged(reading) == {("peel-2016", "legitimacy", "requires-improvement", "reported")}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Posted on 10 January 2018", [{"kind": "published", "date": "2018-01-10"}]),
        ("Date posted: 10 January 2018 in News", [{"kind": "published", "date": "2018-01-10"}]),
        ("Published 10 January 2018", [{"kind": "published", "date": "2018-01-10"}]),
        ("Last reviewed: 2 May 2018", [{"kind": "updated", "date": "2018-05-02"}]),
        ("Last updated on 2 May 2018", [{"kind": "updated", "date": "2018-05-02"}]),
        ("The report was published on 10 January 2018.", []),
        ("We posted 12 letters on 10 January 2018", []),
    ],
)
def test_when_a_page_was_put_up(label: str, expected: list[dict[str, str]], read_text: Read) -> None:
    reading = read_text(f"{label}\n\n{letter('The force is ‘Good’.')}")
    assert [each for each in fields(reading, "dates") if each["kind"] != "written"] == expected


def test_round_by_the_day_of_the_letter(read_text: Read) -> None:
    lines = (
        "The Police and Crime Commissioner sent this letter to the Home Secretary on 26 July 2019.",
        "HMICFRS had assessed Ashshire Police on its effectiveness, efficiency and legitimacy.",
        "Dear Minister,",
        "Ashshire Police has been graded ‘Good’ in Efficiency.",
    )
    reading = read_text("\n".join(lines))
    assert judged(reading) == {("peel-2018-19", "efficiency", "good", "reported")}


@pytest.mark.parametrize(
    "text",
    [
        letter("The force is ‘Good’.", about="Re: Dogs in custody, published 9 November 2017"),
        "Dear residents,\nI set the precept. Our force is good.\nAda Quill\nPolice and Crime Commissioner for Ashshire",
        "Ashshire parish news\nThe council met HMICFRS, which found PEEL 2016 good.",
    ],
)
def test_documents_about_another_matter(text: str, read_text: Read) -> None:
    assert read_text(text).head is None


WORDS = st.sampled_from(
    [
        "HMICFRS",
        "rated",
        "graded",
        "Ashshire",
        "Police",
        "Commissioner",
        ":",
        "‘Good’",
        "GOOD",
        "Outstanding",
        "requires",
        "improvement",
        "at",
        "for",
        "in",
        "both",
        "(",
        ")",
        ";",
        ",",
        ".",
        "the",
        "force",
        "effectiveness",
        "efficiency",
        "legitimacy",
        "and",
        "all",
        "three",
        "strands",
        "last",
        "year",
        "2015",
        "PEEL",
        "2016",
        "Dear",
        "Re:",
        "3",
        "March",
        "2016",
        "four",
        "consecutive",
        "years",
        "it",
        "is",
        "was",
        "that",
    ]
)


@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), max_size=12).map("\n".join))
def test_any_text_is_read_without_a_crash(reader: Reader, text: str) -> None:
    for content in (text, letter(text), statement(text)):
        read = text_of(content)
        reading = reader.read(read)
        for fact in (*reading.facts, *reading.review):
            assert all(read.lines[words.line - 1][words.start : words.end] for words in fact.words)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (
                "HMICFRS graded the force as follows:",
                "Good at planning for the future",
                "Good for its use of resources",
            ),
            {(NOW, "peel-2017/efficiency/3", "good", "reported"), (NOW, "peel-2017/efficiency/2", "good", "reported")},
        ),
        (("The grades were:", "Efficiency – Good", "Cars – Good"), {(NOW, "efficiency", "good", "reported")}),
        (("The judgments were:", "Good for cricket", "Good cars for all"), set()),
        (("I shall buy:", "Good cars at planning events", "Good boats in the future"), set()),
        (("The grades were:", "Prose comes first.", "Good plans in the future are needed."), set()),
    ],
)
def test_lists_below_a_lead(lines: tuple[str, ...], expected: set[tuple[str, ...]], read_text: Read) -> None:
    assert judged(read_text(letter(*lines))) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The force was rated good in four areas and requires improvement in two areas.",
            {("good", 4), ("requires-improvement", 2)},
        ),
        ("HMICFRS judged three areas of policing as adequate; I knew two.", {("adequate", 3)}),
        ("Some areas were good and others inadequate.", set()),
        ("Good policing takes two areas of work.", set()),
    ],
)
def test_counts_of_areas(sentence: str, expected: set[tuple[str, int]], read_text: Read) -> None:
    about = "Re: PEEL 2021/22 Report on Ashshire Police"
    facts = [*(reading := read_text(letter(sentence, about=about))).facts, *reading.review]
    assert {(at.fields["grade"], at.fields["count"]) for at in facts if at.section == "area_counts"} == expected
