"""Press releases: one force, many, all of them; points, quotations, areas; and grade words that are no grades."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.service import Reader, Reading
from tests.reading.conftest import text_of

Read = Callable[[str], Reading]

SAID = "HM Inspector of Constabulary Zoë Larkspur said:"


def release(*lines: str, title: str = "Ashshire Police hears from HMICFRS on efficiency") -> str:
    """A release about Ashshire in PEEL 2017 with these lines."""
    return "\n".join([title, "", "PEEL: police efficiency 2017", "", *lines, "", SAID, "", "“We shall be back.”"])


def modern(*lines: str) -> str:
    """A release about Ashshire in PEEL 2021/22 with these lines."""
    return "\n".join(
        ["Ashshire Police has work to do", "", "PEEL 2021/22 – An inspection of Ashshire Police", *lines, SAID]
    )


def judged(reading: Reading) -> set[tuple[str, str, str, str]]:
    """Body, cycle, subject and grade of every judgment that is let in."""
    facts = (fact.fields for fact in reading.facts if fact.section == "judgments")
    return {(at["body"], at["cycle"], at["subject"], at["grade"]) for at in facts}


OWN = ("ashshire", "peel-2017", "efficiency")
ASKED = "peel-2017/efficiency"


def dates(reading: Reading) -> list[str]:
    return [fact.fields["date"] for fact in reading.facts if fact.section == "dates"]


@pytest.mark.parametrize(
    ("line", "grade"),
    [
        ("Ashshire Police’s efficiency at keeping people safe and reducing crime is good", "good"),
        (
            "Ashshire Police's efficiency at keeping people safe and reducing crime requires improvement",
            "requires-improvement",
        ),
        ("Ashshire Police’s approach to efficiency is judged ‘inadequate’ by HMICFRS", "inadequate"),
        ("“I am pleased to judge Ashshire Police as ‘good’ in terms of the efficiency of its work.”", "good"),
        ("“I judge the force as ‘outstanding’ for its efficiency.”", "outstanding"),
        ("Ashshire Police has been assessed as good for the efficiency with which it works.", "good"),
        ("HMICFRS has graded Ashshire Police as ‘requires improvement’.", "requires-improvement"),
    ],
)
def test_grade_of_the_pillar(line: str, grade: str, read_text: Read) -> None:
    reading = read_text(release(line))
    assert (reading.kind, reading.head and reading.head.key) == (
        "press-release",
        "press-release-peel-efficiency-2017-ashshire",
    )
    assert judged(reading) == {(*OWN, grade)}


def test_points_below_what_was_judged(read_text: Read) -> None:
    points = (
        "HMICFRS judged that Ashshire Police:",
        "",
        "  • is ‘good‘ at understanding the demands for its services;",
        "  • ‘requires improvement’ in planning for the future; and",
        "  • has made good use of its two boats.",
    )
    reading = read_text(release(*points))
    assert judged(reading) == {
        ("ashshire", "peel-2017", f"{ASKED}/1", "good"),
        ("ashshire", "peel-2017", f"{ASKED}/3", "requires-improvement"),
    }


def test_good_without_quotation_marks_is_a_case_for_review(read_text: Read) -> None:
    reading = read_text(release("HMICFRS assessed that Ashshire Police:", "- is good at planning for the future;"))
    assert judged(reading) == set()
    assert [(fact.fields["subject"], bool(fact.doubt)) for fact in reading.review] == [(f"{ASKED}/3", True)]


def test_each_section_of_a_collection_is_of_its_force_alone(read_text: Read) -> None:
    lines = (
        "Ashshire Police’s efficiency at keeping people safe and reducing crime is good",
        "HMICFRS judged that Ashshire Police:",
        "• is ‘good’ at how it uses its resources.",
        "Bexshire Constabulary",
        "HMICFRS judged that Bexshire Constabulary:",
        "• ‘requires improvement’ in planning for the future.",
        "HMICFRS judged that Coxshire Police:",
        "• is ‘outstanding’ at planning for the future.",
    )
    reading = read_text(release(*lines, title="PEEL: police efficiency 2017 – force press releases"))
    assert reading.head
    assert reading.head.body == ""
    assert judged(reading) == {
        (*OWN, "good"),
        ("ashshire", "peel-2017", f"{ASKED}/2", "good"),
        ("bexshire", "peel-2017", f"{ASKED}/3", "requires-improvement"),
        ("coxshire", "peel-2017", f"{ASKED}/3", "outstanding"),
    }


def test_points_below_a_lead_on_another_force_are_not_of_this_one(read_text: Read) -> None:
    lines = (
        "Ashshire Police was judged as ‘good’ for its efficiency. HMICFRS judged that Bexshire Constabulary:",
        "• is ‘inadequate’ at how it uses its resources;",
        "• ‘requires improvement’ in planning for the future.",
    )
    assert judged(read_text(release(*lines))) == {(*OWN, "good")}


def test_each_lead_of_a_collection_begins_a_section(read_text: Read) -> None:
    """What was counted of the force before is not lost."""
    lines = ["PEEL 2021/22: force press releases", ""]
    for name in ("Ashshire Police", "Bexshire Constabulary"):
        lines += [f"We judged that {name}:", "• is ‘good’ at preventing crime."]
        lines += [f"We graded {name}’s performance across three areas and found it good in three areas."]
    reading = read_text("\n".join([*lines, "", SAID, "", "“We shall be back.”"]))
    counts = [fact.fields for fact in reading.facts if fact.section == "area_counts"]
    assert [(at["body"], at["grade"], at["count"]) for at in counts] == [
        ("ashshire", "good", 3),
        ("bexshire", "good", 3),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The force was awarded no inadequate grades.",
        "It cannot be judged as good for its efficiency.",
        "Bexshire Constabulary was judged as ‘inadequate’ for its efficiency.",
        "The force is good at football and makes outstanding use of its boats.",
        "HMICFRS hopes that the force will be judged as ‘good’ for its efficiency.",
        "A drop in grade, particularly from good to adequate, is no shame.",
        "There is good news on efficiency.",
    ],
)
def test_grade_words_that_are_no_grades(line: str, read_text: Read) -> None:
    reading = read_text(release(line))
    assert reading.kind == "press-release"
    assert judged(reading) == set()


def test_grade_of_last_year_beside_this_years(read_text: Read) -> None:
    lines = (
        "Last year Ashshire Police was judged as ‘inadequate’ for efficiency.",
        "This year HMICFRS has judged the force as ‘good’ for its efficiency.",
    )
    assert judged(read_text(release(*lines))) == {(*OWN, "good"), ("ashshire", "peel-2016", "efficiency", "inadequate")}


def test_from_one_grade_to_another(read_text: Read) -> None:
    line = "Ashshire Police has improved from ‘requires improvement’ in 2015 to ‘good’."
    assert judged(read_text(release(line))) == {
        (*OWN, "good"),
        ("ashshire", "peel-2015", "efficiency", "requires-improvement"),
    }


@pytest.mark.parametrize(
    "line",
    [
        "HMICFRS has not graded Ashshire Police for efficiency this year.",
        "Ashshire Police was not graded for its efficiency.",
    ],
)
def test_force_without_a_grade(line: str, read_text: Read) -> None:
    reading = read_text(release(line, "“It is good to see.”"))
    left = [fact.fields for fact in reading.facts if fact.section == "ungraded"]
    assert left == [{"body": "ashshire", "cycle": "peel-2017", "subject": "efficiency", "state": "not-graded"}]
    assert judged(reading) == set()


def test_grade_of_another_pillar_goes_to_review(read_text: Read) -> None:
    reading = read_text(release("Ashshire Police was judged as ‘good’ for its legitimacy."))
    assert judged(reading) == set()
    assert [fact.fields["subject"] for fact in reading.review] == ["legitimacy"]


FIRST, LATER = "PEEL 2014", "PEEL: police effectiveness 2016"


@pytest.mark.parametrize(
    ("edition", "line", "grades", "counts"),
    [
        (FIRST, "Ashshire Police was judged as ‘good’ for value for money.",
         {("ashshire", "peel-2014", "efficiency", "good")}, set()),
        (FIRST, "Five forces were ‘good’ for value for money.", set(), {("peel-2014", "efficiency", "good", 5)}),
        (LATER, "Ashshire Police was judged as ‘good’ for value for money.", set(), set()),
        (LATER, "Five forces were ‘good’ for value for money.", set(), set()),
        (LATER, "Two years ago it was judged as ‘good’ for value for money.",
         {("ashshire", "valuing-the-police-2014", "value-for-money", "good")}, set()),
    ],
)  # fmt: skip
def test_value_for_money_is_efficiency_in_the_first_round_and_no_pillar_in_others(
    edition: str,
    line: str,
    grades: set[tuple[str, str, str, str]],
    counts: set[tuple[str, str, str, int]],
    read_text: Read,
) -> None:
    text = ["Ashshire Police hears from HMIC", "", edition, "", line, "", SAID, "", "“We shall be back.”"]
    reading = read_text("\n".join(text))
    assert (reading.kind, judged(reading), counted(reading)) == ("press-release", grades, counts)
    assert {fact.section for fact in reading.review} <= {"people"}


def test_national_counts_and_lists(read_text: Read) -> None:
    lines = (
        "Notes to editors",
        "1. HMICFRS graded all 43 forces.",
        "2. Two forces were ‘outstanding’ (Coxshire and Tregarn).",
        "3. The remaining 41 forces were ‘good’.",
    )
    reading = read_text(release(*lines))
    counts = [fact.fields for fact in reading.facts if fact.section == "counts"]
    assert counts == [
        {
            "cycle": "peel-2017",
            "subject": "efficiency",
            "grade": "outstanding",
            "count": 2,
            "bodies": ("coxshire", "tregarn"),
        },
        {"cycle": "peel-2017", "subject": "efficiency", "grade": "good", "count": 41, "remainder": True},
    ]
    assert [fact.fields["count"] for fact in reading.facts if fact.section == "populations"] == [43]
    assert judged(reading) == set()


def test_counts_that_come_to_more_than_all_go_to_review(read_text: Read) -> None:
    reading = read_text(release("HMICFRS graded all 43 forces. 40 forces were ‘good’ and four were ‘outstanding’."))
    assert [fact.fields["count"] for fact in reading.review if fact.section == "counts"] == [40, 4]


@pytest.mark.parametrize("mark", ["‘{}’", "{}"])
def test_areas_counted_by_grade(mark: str, read_text: Read) -> None:
    good, poor = mark.format("good"), mark.format("inadequate")
    reading = read_text(
        modern(
            "HMICFRS graded Ashshire Police’s performance across three areas of policing and found the force was "
            f"{good} in one area and {poor} in two areas.",
            "The good area was managing offenders. No area was outstanding.",
            "The areas that were poor include none. The inadequate areas included preventing crime, use of resources.",
        )
    )
    counts = [fact.fields for fact in reading.facts if fact.section == "area_counts"]
    assert [(at["body"], at["cycle"], at["grade"], at["count"], at["printed"]) for at in counts] == [
        ("ashshire", "peel-2021-22", "good", 1, "one"),
        ("ashshire", "peel-2021-22", "inadequate", 2, "two"),
    ]
    figures = [fact.fields for fact in reading.facts if fact.section == "metrics"]
    assert [(at["metric"], at["value"], at["printed"]) for at in figures] == [("policing-areas-graded", 3, "three")]
    assert judged(reading) == {
        ("ashshire", "peel-2021-22", "peel-2021-22/managing-offenders", "good"),
        ("ashshire", "peel-2021-22", "peel-2021-22/preventing-crime", "inadequate"),
        ("ashshire", "peel-2021-22", "peel-2021-22/good-use-of-resources", "inadequate"),
    }


@pytest.mark.parametrize(
    ("aspect", "sure"),
    [
        ("protecting vulnerable people", True),
        ("investigating crime", True),
        ("managing offenders", True),
        ("how it investigates crime", False),
    ],
)
def test_plain_good_for_an_area_by_its_full_name_is_a_grade(aspect: str, sure: bool, read_text: Read) -> None:
    reading = read_text(modern(f"Ashshire Police is good at {aspect}."))
    assert reading.kind == "press-release"
    assert len(judged(reading)) == sure
    assert len([fact for fact in reading.review if fact.section == "judgments"]) == (not sure)


def test_areas_that_do_not_fit_their_count_go_to_review(read_text: Read) -> None:
    reading = read_text(
        modern(
            "HMICFRS graded Ashshire Police’s performance across nine areas and found the force was ‘good’ in one area "
            "and ‘adequate’ in two areas.",
            "The good areas were managing offenders and responding to the public.",
        )
    )
    assert {fact.section for fact in reading.facts} <= {"people", "cited_documents"}
    assert len([fact for fact in reading.review if fact.section in ("area_counts", "judgments")]) == 4


@pytest.mark.parametrize(
    ("top", "day"),
    [
        ("Published on: 14 July 2022", "2022-07-14"),
        ("14 July 2022", "2022-07-14"),
        ("Thursday, 14 July 2022", "2022-07-14"),
        ("HMICFRS has today (14 July 2022) told what it found.", "2022-07-14"),
        ("Embargoed until 00:01 14 July 2022", "2022-07-14"),
        (" date 2025-04-11\n|Printable version", None),
        ("|Printable version\n11 April 2025", None),
        ("The report, published on 1 July 2022, is long.", None),
    ],
)
def test_day_of_the_release(top: str, day: str | None, read_text: Read) -> None:
    reading = read_text(f"{top}\n{modern('HMICFRS graded nine areas.', 'It is good.')}")
    assert reading.kind == "press-release"
    assert dates(reading) == ([day] if day else [])


@pytest.mark.parametrize(
    ("top", "round_", "day"),
    [
        ("9 November 2017", "2017", "2017-11-09"),
        ("Thursday, 9 November 2017", "2017", "2017-11-09"),
        ("date 2017-11-09\n|Printable version", "2017", None),
        ("|Printable version\n9 November 2017", "2017", None),
        ("|Printable version\n3 November 2016", "2016", None),
    ],
)
def test_the_day_at_the_top_tells_the_round(top: str, round_: str, day: str | None, read_text: Read) -> None:
    """That of a copy on another site is not the day of the release."""
    lines = [top, "Ashshire Police is judged good for efficiency by HMICFRS", "", SAID, "", "“We shall be back.”"]
    reading = read_text("\n".join(lines))
    assert reading.head
    assert (reading.head.key, reading.head.title) == (f"press-release-peel-efficiency-{round_}-ashshire", lines[1])
    assert judged(reading) == {("ashshire", f"peel-{round_}", "efficiency", "good")}
    assert dates(reading) == ([day] if day else [])


def test_what_a_site_puts_below_belongs_to_other_pages(read_text: Read) -> None:
    lines = (
        "HMICFRS has graded Ashshire Police as ‘good’.",
        "",
        SAID,
        "Related",
        "- HMICFRS has graded the force as ‘inadequate’",
    )
    assert judged(read_text(release(*lines))) == {(*OWN, "good")}


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("Last year (2015), one force was ‘good’ (Tregarn).", "peel-2016"),
        ("HMIC published its findings (published on 3 November 2016).", "peel-2016"),
        (
            "In the second year of PEEL, a national report, PEEL: Police Efficiency 2016, tells more than PEEL 2015.",
            "peel-2016",
        ),
    ],
)
def test_round_that_no_title_names(text: str, cycle: str, read_text: Read) -> None:
    reading = read_text("\n".join(["Ashshire Police is judged ‘good’ for efficiency by HMIC", text, SAID]))
    assert reading.head
    assert reading.head.cycle == cycle


@pytest.mark.parametrize(
    "text",
    [
        "West Dalmarch Fire and Rescue Service is good\nGet the report\nHMICFRS graded it good.\nNotes to editors",
        "Ashshire Police opens a café\nIt is good.\nCome along.",
        "",
    ],
)
def test_other_documents(text: str, read_text: Read) -> None:
    assert read_text(text).head is None


WORDS = st.sampled_from(
    [
        "HMICFRS",
        "judged",
        "that",
        "Ashshire",
        "Police",
        "Bexshire",
        ":",
        "‘good’",
        "outstanding",
        "requires",
        "improvement",
        "at",
        "for",
        "in",
        "(",
        ")",
        ";",
        ",",
        ".",
        "43",
        "forces",
        "two",
        "the",
        "areas",
        "area",
        "were",
        "was",
        "efficiency",
        "planning",
        "2017",
        "PEEL",
        "Notes",
        "to",
        "editors",
        "•",
        "last",
        "year",
        "HM",
        "Inspector",
        "of",
        "Constabulary",
        "said",
        "Zoë",
        "Larkspur",
        "remaining",
        "no",
        "from",
        "to",
    ]
)


@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), max_size=12).map("\n".join))
def test_any_text_is_read_without_a_crash(reader: Reader, text: str) -> None:
    for content in (text, release(text), modern(text)):
        read = text_of(content)
        reading = reader.read(read)
        for fact in (*reading.facts, *reading.review):
            assert all(read.lines[words.line - 1][words.start : words.end] for words in fact.words)


def counted(reading: Reading, *, review: bool = False) -> set[tuple[str, str, str, int]]:
    """Round, subject, grade and number of all counts of forces."""
    facts = [fact.fields for fact in (reading.review if review else reading.facts) if fact.section == "counts"]
    return {(at["cycle"], at["subject"], at["grade"], at["count"]) for at in facts}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("For legitimacy, 30 forces were graded good.", {("peel-2017", "legitimacy", "good", 30)}),
        ("In effectiveness, two forces were graded inadequate.", {("peel-2017", "effectiveness", "inadequate", 2)}),
        ("Last year 30 forces were graded good.", {("peel-2016", "efficiency", "good", 30)}),
        ("30 forces were graded good.", {("peel-2017", "efficiency", "good", 30)}),
        ("In 2015, five forces were graded inadequate.", {("peel-2015", "efficiency", "inadequate", 5)}),
    ],
)
def test_counts_of_forces(line: str, expected: set[tuple[str, str, str, int]], read_text: Read) -> None:
    assert counted(read_text(release(line, "Ashshire Police was ‘good’."))) == expected


@pytest.mark.parametrize(
    "line",
    [
        "More than 30 forces were graded good.",
        "No forces should be graded inadequate.",
        "30 officers were rated good.",
        "In 2012, five forces were graded inadequate.",
        "Five forces would be graded inadequate.",
        "Forces need 30 good cars.",
        "30 forces had good plans.",
    ],
)
def test_numbers_that_count_no_grades(line: str, read_text: Read) -> None:
    reading = read_text(release(line, "Ashshire Police was ‘good’."))
    assert (counted(reading), counted(reading, review=True)) == (set(), set())


def test_counts_of_a_group_of_forces_go_to_review(read_text: Read) -> None:
    reading = read_text(
        release("In this group of 14 forces, ten forces were graded good.", "Ashshire Police was ‘good’.")
    )
    assert counted(reading) == set()
    assert counted(reading, review=True) == {("peel-2017", "efficiency", "good", 10)}
