"""Inspections of police authorities: scores in words and figures, whose they are, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.facts import Fact
from builder.reading.service import Reader, Reading
from tests.reading.conftest import text_of

Read = Callable[[str], Reading]
CYCLE = "police-authority-inspections-2009-10"
WHOLE = "authority-performance"


def release(*lines: str, said: str = "‘performing well’") -> str:
    """A release about the authority of Ashshire with these lines below its title."""
    return "\n\n".join([f"#041/2010 – Ashshire Police Authority is {said}", *lines])


def report(*lines: str) -> str:
    """A report on the authority of Ashshire with these lines below its cover."""
    cover = ["Police", "authority", "inspection", "report", "Ashshire", "March 2010", "Contents"]
    contents = ["Executive summary\t3", "Setting strategic direction and priorities\t4", "Performance scrutiny\t2"]
    summary = ["Executive summary", "- 1 Ashshire Police Authority (the Authority) is performing well. It rows."]
    return "\n\n".join([*cover, *contents, *summary, *lines])


def scores(reading: Reading, *, review: bool = False) -> dict[str, str]:
    """Scores by the last part of the subject's key."""
    facts = [fact for fact in (reading.review if review else reading.facts) if fact.section == "judgments"]
    assert {(fact.fields["body"], fact.fields["cycle"]) for fact in facts} <= {("ashshire-police-authority", CYCLE)}
    return {fact.fields["subject"].rpartition("/")[2]: fact.fields["grade"] for fact in facts}


def figures(reading: Reading) -> dict[str, int]:
    """Values of the metrics that this kind of document reads, by metric and variant."""
    found = (fact.fields for fact in reading.facts if fact.section == "metrics" and fact.rule in RULES)
    return {each["metric"] + each.get("variant", ""): int(each["value"]) for each in found}


RULES = {
    "members-of-the-authority",
    "members-of-a-kind",
    "councillors-of-the-authority",
    "women-of-the-authority",
    "minority-members",
    "conservative-members",
    "labour-members",
    "liberal-democrat-members",
    "full-time-staff",
    "part-time-staff",
}


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("‘performing poorly’", "1"),
        ("‘performing adequately’", "2"),
        ("’performing well’", "3"),
        ("'performing excellently'", "4"),
        ("performing well", "3"),
    ],
)
def test_title_of_a_release(said: str, score: str, read_text: Read) -> None:
    reading = read_text(release("It works.", said=said))
    assert reading.head
    assert (reading.kind, reading.head.body) == ("police-authority", "ashshire-police-authority")
    assert reading.head.key == "press-release-police-authority-inspection-2010-ashshire"
    assert scores(reading) == {WHOLE: score}


@pytest.mark.parametrize(
    "sentence",
    [
        "On a scale from one to four the joint inspection team assessed the Authority’s performance as ‘three’, which"
        " represents good performance.",
        "On a scale from one to four the joint inspection team assessed the Authority’s performance as ‘three –"
        " performing well’.",
        "On a scale of 1 to 4 the inspectors assessed the Authority’s performance as 3.",
        "The Authority scored three out of four.",
        "The Authority’s overall score is 3.",
        "A report finds that Ashshire Police Authority ’performs well’.",
        "Ashshire Police Authority is ‘performing well’, says a report released today.",
    ],
)
def test_sentences_with_the_score(sentence: str, read_text: Read) -> None:
    reading = read_text(release(sentence))
    (fact,) = (each for each in reading.facts if each.section == "judgments")
    assert (fact.fields["subject"], fact.fields["grade"]) == (WHOLE, "3")
    assert [str(lines) for lines in fact.lines] == ["1", "3"]


@pytest.mark.parametrize(
    "sentence",
    [
        "On a scale from one to four the joint inspection team assessed the Authority’s performance as ‘two’.",
        "The Authority is performing poorly.",
        "On a scale from one to four the team assessed the Authority’s performance as ‘three – performing poorly’.",
    ],
)
def test_scores_that_differ_go_to_review(sentence: str, read_text: Read) -> None:
    reading = read_text(release(sentence))
    if "three" not in sentence:
        assert scores(reading) == {}
        assert scores(reading, review=True).keys() == {WHOLE}
    else:
        assert scores(reading) == {WHOLE: "3"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Force is performing poorly.",
        "Ashshire Police is performing poorly.",
        "The Constabulary is ‘performing adequately’.",
        "It is performing poorly.",
        "#016/2009 – Bexshire Police Authority is ‘performing poorly’",
        "The Authority is performing poorly paid work for free.",
        "The Authority is performing well below its means.",
        "The Authority is not performing adequately.",
        "This would be adequate performance elsewhere, and good, and outstanding.",
        "The Authority asks whether the force is performing excellently.",
        "On a scale from one to four the tea was a five.",
    ],
)
def test_words_that_score_nothing(sentence: str, read_text: Read) -> None:
    reading = read_text(release(sentence))
    assert scores(reading) == {WHOLE: "3"}
    assert scores(reading, review=True) == {}


TABLES = [
    ["Key questions\tScore", "{1}\t3", "{2}\t1", "{3}\t4", "{4}\t2", "Overall score\t3"],
    ["Table 1 Summary of inspection scores", "{1} 3", "{2} one", "{3} – 4", "{4} two", "Overall score 3"],
    ["Key questions", "Score", "{1}", "3", "{2}", "1", "{3}", "4", "{4}", "2", "Overall score", "3"],
]
NAMES = {
    "1": "Setting strategic direction and priorities",
    "2": "Scrutinising performance outcomes",
    "3": "Achieving results through community engagement and partnership",
    "4": "Ensuring value for money and productivity",
}
_ASKED = (
    "How does the police authority ensure that both it and the Force have the leadership, capacity and capability"
    " needed to deliver good quality service outcomes on behalf of the public?",
    "How effective is the police authority in scrutinising and ensuring the Constabulary delivers the priority"
    " services that matter to local people?",
    "How well does the police authority achieve results through community engagement and partnerships to deliver"
    " its ambitions and strategic priorities?",
    "How effective is the police authority in ensuring a clear and sustained focus on VFM to secure a good deal"
    " for the public?",
)
ASKED = dict(zip("1234", _ASKED, strict=True))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("themes", [NAMES, ASKED])
def test_table_of_scores(table: list[str], themes: dict[str, str], read_text: Read) -> None:
    lines = [line.replace(f"{{{number}}}", name) for line in table for number, name in [_named(line, themes)]]
    reading = read_text(report(*lines))
    assert scores(reading) == {WHOLE: "3", "1": "3", "2": "1", "3": "4", "4": "2"}


def _named(line: str, themes: dict[str, str]) -> tuple[str, str]:
    return next(((number, name) for number, name in themes.items() if f"{{{number}}}" in line), ("0", ""))


def test_pages_of_contents_and_descriptors_are_no_scores(read_text: Read) -> None:
    reading = read_text(
        report(
            "Appendix 2 – Method",
            "Score\tDescriptor of performance\tPublic reporting",
            "1\tBelow the requirements for this theme\tPerforms poorly",
            "Score",
            "2",
            "Scrutiny of performance",
            "4",
        )
    )
    assert scores(reading) == {WHOLE: "3"}


def test_score_of_a_theme_in_its_section(read_text: Read) -> None:
    reading = read_text(
        report(
            "Performance scrutiny",
            "- 2** The Authority is performing poorly in this area. It naps.",
            "Engaging with communities",
            ASKED["3"],
            "- 3 The Authority is performing excellently in this area.",
            "Next steps",
            "- 4 The Authority is performing adequately in this area.",
        )
    )
    assert scores(reading) == {WHOLE: "3", "2": "1", "3": "4"}


def test_score_of_a_theme_in_a_sentence(read_text: Read) -> None:
    reading = read_text(
        release("The Authority is performing adequately in community engagement but its boats leak. It sails.")
    )
    assert scores(reading) == {WHOLE: "3", "3": "2"}


def test_table_and_section_that_differ_go_to_review(read_text: Read) -> None:
    lines = ["Key questions\tScore", "Performance scrutiny\t2", "Overall score\t3", "Performance scrutiny"]
    reading = read_text(report(*lines, "- 2 The Authority is performing poorly in this area."))
    assert scores(reading) == {WHOLE: "3"}
    assert scores(reading, review=True).keys() == {"2"}


def test_days(read_text: Read) -> None:
    reading = read_text(
        report(
            "The inspection of Ashshire Police Authority which took place in November 2009 was short.",
            "In July 2009 the Audit Commission and HMIC published the Police Authority Inspection framework.",
            "The Authority set a budget in February 2009.",
        )
    )
    days = {fact.fields["kind"]: fact.fields["date"] for fact in reading.facts if fact.section == "dates"}
    assert days == {"published": "2010-03", "fieldwork": "2009-11", "framework-published": "2009-07"}
    assert reading.head
    assert reading.head.key == "police-authority-inspection-2010-ashshire"


def test_banner_is_no_day_of_a_release(read_text: Read) -> None:
    reading = read_text("This page was moved to the archive on 1 August 2014.\n\n" + release("It works."))
    assert not [fact for fact in reading.facts if fact.section == "dates"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Authority has 17 members (nine councillors and eight independent members) and meets.",
            {"authority-members": 17, "authority-councillor-members": 9, "authority-independent-members": 8},
        ),
        (
            "The Authority has 19 members, of whom ten are councillors and nine are independent.",
            {"authority-members": 19, "authority-councillor-members": 10, "authority-independent-members": 9},
        ),
        (
            "Ashshire Police Authority has 9 members: four Conservatives, three Labour and two Liberal Democrats. There"
            " are five female members. It has six full time and one part time staff.",
            {
                "authority-members": 9,
                "authority-party-membersconservative": 4,
                "authority-party-memberslabour": 3,
                "authority-party-membersliberal-democrat": 2,
                "authority-female-members": 5,
                "authority-full-time-staff": 6,
                "authority-part-time-staff": 1,
            },
        ),
        ("The Force has 17 members of staff, nine councillors came to tea.", {}),
        ("Eight independent members joined.", {}),
    ],
)
def test_members(sentence: str, expected: dict[str, int], read_text: Read) -> None:
    assert figures(read_text(release(sentence))) == expected


def test_spokesperson_is_no_inspector(read_text: Read) -> None:
    reading = read_text(release("The Audit Commission’s Odo Fenn, spokesperson for the joint inspection team, said:"))
    (person,) = (fact.fields for fact in reading.facts if fact.section == "people")
    assert (person["person"], person.get("inspector")) == ("odo-fenn", None)


def test_points_below_their_headings(read_text: Read) -> None:
    reading = read_text(
        report(
            "Performance scrutiny",
            "- 2 It is busy.",
            "Strengths",
            "- 3** It asks.",
            "Performance scrutiny",
            "- 4** It listens.",
            "Areas for improvement",
            "5 It forgets.",
            "Next steps",
            "- 6 It goes on.",
        )
    )
    found = [(fact.fields["kind"], fact.fields["paragraph"], fact.fields["subject"][-1]) for fact in points(reading)]
    assert found == [("strength", "3", "2"), ("strength", "4", "2"), ("area-for-improvement", "5", "2")]


def test_points_of_a_release(read_text: Read) -> None:
    reading = read_text(release("Strengths include:", "- Asking", "Areas for improvement include:", "- Listening"))
    found = [(fact.fields["id"], fact.fields["subject"]) for fact in points(reading)]
    assert found == [("strength-1", WHOLE), ("area-for-improvement-1", WHOLE)]


def points(reading: Reading) -> list[Fact]:
    """The findings, in their order."""
    return [fact for fact in reading.facts if fact.section == "findings"]


@pytest.mark.parametrize(
    "text",
    [
        "Ashshire Police Authority met on Monday.\n\nThe audit was good.",
        "Minutes\n\nAshshire Police Authority is performing a play.",
        "Harbour Authority inspection report\n\nExecutive summary\n\nThe harbour is performing well.",
        "Ashshire Town Council\n\nThe swimming pool is performing adequately.",
    ],
)
def test_false_friends(text: str, read_text: Read) -> None:
    assert read_text(text).kind != "police-authority"


PIECES = [
    "The Authority is", "performing well", "performing poorly", "in this area", "\n", "\t2", "Key questions\tScore\n",
    "Overall score", "Performance scrutiny\n", "On a scale from one to four", "as ‘two’", "three", "has 17 members",
    "nine councillors", "Bexshire Police Authority", "Strengths\n", "- 4**", "value for money", "March 2010", ")", "'",
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
