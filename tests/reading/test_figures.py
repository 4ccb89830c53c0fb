"""Figures as facts: metric, body, time and status by the words around them; tables by their rows and columns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.facts import Fact
from builder.reading.grammar.measures import compiled, load_measures
from builder.reading.service import Reader, Reading
from builder.seeds.values import parse_span
from tests.reading.conftest import text_of

Read = Callable[[str], Reading]
COVER = "Responding to austerity\n\nAshshire Police\n\nJuly 2014\n\n© HMIC 2014\n\n"


def figures(reading: Reading) -> list[Fact]:
    return [each for each in reading.facts if each.section == "metrics"]


def said(reading: Reading) -> list[tuple[str, ...]]:
    """Metric, body, value, period and status of every figure."""
    names = ("metric", "about", "value", "period", "status")
    return [tuple(str(each.fields.get(name, "")) for name in names) for each in figures(reading)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ashshire Police needs to save £36.1m over the spending review.",
         ("savings", "ashshire", "36.1", "2011-04..2015-03", "required")),
        ("The force plans to save £2.9m in 2015/16.", ("savings", "ashshire", "2.9", "2015/16", "planned")),
        ("The force saved £5.2m in 2013/14.", ("savings", "ashshire", "5.2", "2013/14", "actual")),
        ("It employs 1,001 police officers.", ("police-officers", "ashshire", "1001", "2014-07", "actual")),
        ("A garden cost £3.5m in 2013/14.", ("stated-amount", "ashshire", "3.5", "2013/14", "actual")),
    ],
)  # fmt: skip
def test_one_figure(sentence: str, expected: tuple[str, ...], read_text: Read) -> None:
    assert said(read_text(COVER + sentence)) == [expected]


def test_the_date_of_the_document_stands_in_for_a_time(read_text: Read) -> None:
    (figure,) = figures(read_text(COVER + "It employs 1,001 police officers."))
    assert (figure.fields["period"], figure.fields["period_stated"], figure.fields["printed"]) == (
        "2014-07",
        "false",
        "1,001",
    )


def test_figures_of_others_are_theirs_or_nobodys(read_text: Read) -> None:
    text = (
        COVER
        + "Ashshire Police works. " * 3
        + "Ashshire Police saved £5.2m in 2013/14. Bexshire Constabulary saved £9.1m in 2013/14."
    )
    assert [each[1:3] for each in said(read_text(text))] == [("ashshire", "5.2")]
    text = COVER + "Crime fell by 14 percent across England and Wales."
    assert {each[1] for each in said(read_text(text))} == {"england-and-wales"}


def test_what_holds_for_a_figure_holds_for_the_one_it_is_compared_with(read_text: Read) -> None:
    text = COVER + "In 2015/16 it expects to spend 8 percent of its net revenue on collaboration."
    assert said(read_text(text)) == [("collaboration-spending-share", "ashshire", "8", "2015/16", "expected")]


def test_an_odd_amount_is_for_review(read_text: Read) -> None:
    reading = read_text(COVER + "The force needs £7.9 savings in 2015/16.")
    assert figures(reading) == []
    assert [bool(each.doubt) for each in reading.review if each.section == "metrics"] == [True]


REVIEW_YEARS = "2011-04..2015-03"


NATION = "england-and-wales"
LEANING = {
    "what is compared is measured as what it is set against": (
        "In 2014, it allocated 65 percent of its police officers to visible roles. That is 3.9 percentage points more "
        "than in 2010, and higher than elsewhere (which was 56 percent across England and Wales).",
        [("visible-officers-share", "ashshire", "65", "2014", "actual"),
         ("visible-officers-share-difference", "ashshire", "3.9", "2010..2014", "actual"),
         ("visible-officers-share", NATION, "56", "2014", "actual")],
    ),
    "the size of a change says what its ends measure": (
        "Police officers in frontline roles will fall by 204 from 2,067 in March 2010 to 1,863 in March 2015.",
        [("frontline-officers-difference", "ashshire", "-204", "2010-03..2015-03", "planned"),
         ("frontline-officers", "ashshire", "2067", "2010-03", "actual"),
         ("frontline-officers", "ashshire", "1863", "2015-03", "planned")],
    ),
    "one figure may be two things": (
        "Ashshire Police achieved the savings required for 2013/14 (£6.5m).",
        [("savings", "ashshire", "6.5", "2013/14", "actual"), ("savings", "ashshire", "6.5", "2013/14", "required")],
    ),
    "the same period is the one before": (
        "Between 2010/11 and 2013/14 (a time of cuts until March 2012), recorded crime fell by 13 percent. Over this "
        "period, victim-based crime went down by 10 percent, compared with a fall of 14 percent in England and Wales.",
        [("recorded-crime-change", "ashshire", "-13", "2010/11..2013/14", "actual"),
         ("victim-based-crime-change", "ashshire", "-10", "2010/11..2013/14", "actual"),
         ("victim-based-crime-change", NATION, "-14", "2010/11..2013/14", "actual")],
    ),
    "a country behind `and for` is that of the next figure": (
        "It has a confidence interval of no more than ± 6 percent and for England and Wales, no more than ± 1 percent.",
        [("survey-margin", "ashshire", "6", "2014", "target"), ("survey-margin", NATION, "1", "2014", "target")],
    ),
    "a part is told apart from the whole": (
        "The city has six local policing units and the county has nine. All 15 local policing units work well.",
        [("local-policing-units", "ashshire", "15", "2014-07", "actual"),
         ("local-policing-units", "ashshire", "6", "2014-07", "actual"),
         ("local-policing-units", "ashshire", "9", "2014-07", "actual")],
    ),
    "a sentence before gives the time": (
        "In 2014/15 it expects to spend 8 percent of its net revenue on collaboration. Collaboration is expected to "
        "yield 14 percent of its savings.",
        [("collaboration-savings-share", "ashshire", "14", "2014/15", "expected"),
         ("collaboration-spending-share", "ashshire", "8", "2014/15", "expected")],
    ),
    "crime of one sort is not all crime": (
        "Knife crime fell by 20 percent in 2013/14.",
        [("stated-change", "ashshire", "-20", "2013/14", "actual")],
    ),
    "a rise without a metric of its own": (
        "Sales of hats rose by 12 percent in 2013/14.",
        [("stated-change", "ashshire", "12", "2013/14", "actual")],
    ),
    "the word behind a number tells its direction": (
        "By March 2015 it plans for 190 fewer police staff and 12 more PCSOs.",
        [("police-staff-difference", "ashshire", "-190", "2015-03", "planned"),
         ("pcsos-difference", "ashshire", "12", "2015-03", "planned")],
    ),
    "a usual time stands in": (
        "It plans to draw 28 percent of its savings from non-pay.",
        [("non-pay-savings-share", "ashshire", "28", REVIEW_YEARS, "planned")],
    ),
    "a figure without a metric of its own": (
        "Inspectors read 120 case notes, 40 records and 12 hedgehogs in two ways.",
        [("stated-number", "ashshire", "120", "2014-07", "actual"),
         ("stated-number", "ashshire", "40", "2014-07", "actual"),
         ("stated-number", "ashshire", "12", "2014-07", "actual")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEANING.values(), ids=list(LEANING))
def test_figures_that_lean_on_each_other(text: str, expected: list[tuple[str, ...]], read_text: Read) -> None:
    told = said(read_text(COVER + text))
    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Other forces are better. Bexshire Constabulary has 12 police officers.",
        "Bexshire Constabulary runs 12 stations.",
    ],
)
def test_whose_a_figure_is_has_to_be_told(text: str, read_text: Read) -> None:
    reading = read_text(COVER + "Ashshire Police works. " * 3 + text)
    assert [each.doubt != "" for each in reading.review if each.section == "metrics"] == [True]


@pytest.mark.parametrize(
    ("text", "inspected"),
    [
        ("Five of the 43 forces share a helicopter.", ["43"]),
        ("Five of the eight forces in the region share a helicopter.", []),
        ("The panel inspected all 12 forces.", []),
    ],
)
def test_the_forces_of_a_region_are_not_all_that_are_inspected(
    text: str, inspected: list[str], read_text: Read
) -> None:
    told = said(read_text(COVER + text))
    assert [each[2] for each in told if each[0] == "police-forces-inspected"] == inspected


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("The force plans to have 8 local policing units.", "stated-number", "8"),  # when, is not said
        ("The number of police officers went from 40 to 30 in 2013/14.", "stated-number", "40"),  # nor since when
    ],
)
def test_a_figure_whose_time_is_not_told_is_only_stated(text: str, metric: str, value: str, read_text: Read) -> None:
    """It gets no metric that another figure could be compared by, and no period."""
    reading = read_text(COVER + text)
    found = next(each for each in figures(reading) if each.fields["value"] == value)
    assert found.fields["metric"] == metric
    assert "period" not in found.fields


def test_a_figure_told_twice_is_told_alike(read_text: Read) -> None:
    text = COVER + TABLE + "Despite a planned reduction of 57 police officers over the spending review it works.\n"
    told = [each for each in said(read_text(text)) if each[0] == "police-officers-difference"]
    assert told == [("police-officers-difference", "ashshire", "-57", "2010-03-31..2015-03-31", "planned")] * 2


def test_two_values_of_one_thing_go_to_review(read_text: Read) -> None:
    reading = read_text(COVER + "It has 18 police stations. It has 19 police stations.")
    assert figures(reading) == []
    assert len([each for each in reading.review if each.section == "metrics"]) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Numbers of officers fell by 104 from 2,829.", ("stated-number", "104", "2014-07")),
        ("Theft fell by 14 percent from 2,829 cases in 2013/14.", ("stated-change", "-14", "2013/14")),
    ],
)
def test_a_change_from_a_figure_that_leads_to_none(text: str, expected: tuple[str, ...], read_text: Read) -> None:
    metric, _, value, period, _ = said(read_text(COVER + text))[0]
    assert (metric, value, period) == expected


def test_a_document_without_a_day(read_text: Read) -> None:
    """Nothing says when, so that a change that ends then has no time; that there is such a figure is all it says."""
    text = (
        "Responding to austerity\n\nAshshire Police\n\n© HMIC 2014\n\nIt allocated 65 percent of its police officers "
        "to visible roles. That is 3.9 percentage points more than in 2010."
    )
    told = said(read_text(text))
    assert [each[2:4] for each in told] == [("65", "")]


def test_a_change_that_would_run_backwards_has_no_time(read_text: Read) -> None:
    text = (
        "In 2010, it allocated 65 percent of its police officers to visible roles. That is 3.9 percentage points more "
        "than in 2013."
    )
    reading = read_text(COVER + text)
    assert [each[2:4] for each in said(reading)] == [("65", "2010")]
    assert [(each.fields["value"], each.fields.get("period")) for each in reading.review] == [("3.9", None)]


def test_a_sentence_without_end_is_left_alone(read_text: Read) -> None:
    assert figures(read_text(COVER + "It saved £5.2m in 2013/14 and " * 2000)) == []


TAKEN_APART = """\
31 March 2010
31 March 2015
Change
Police officers
1,408
1,351
-57
PCSOs
160
168
8
"""
STROKES = """\
| Calls | 2010/11 | 2013/14 |
|---|---|---|
| Emergency calls on target | 84.5 | 83.1 |
"""
PANEL = "Requirement Gap\n\n£21.7m\n\n+3.2\n\n£0.0m\n"


def test_a_table_with_a_line_for_each_cell(read_text: Read) -> None:
    told = [(each[0], each[2]) for each in said(read_text(COVER + TAKEN_APART))]
    assert told == [
        ("police-officers", "1408"), ("police-officers", "1351"), ("police-officers-difference", "-57"),
        ("pcsos", "160"), ("pcsos", "168"), ("pcsos-difference", "8"),
    ]  # fmt: skip


def test_a_table_with_strokes(read_text: Read) -> None:
    reading = read_text(COVER + STROKES)
    assert [(each[2], each[3]) for each in said(reading)] == [("84.5", "2010/11"), ("83.1", "2013/14")]
    assert [
        reading.text.lines[place.line - 1][place.start : place.end] for each in figures(reading) for place in each.words
    ] == ["84.5", "83.1"]


def test_a_panel_of_amounts(read_text: Read) -> None:
    assert said(read_text(COVER + PANEL)) == [
        ("savings", "ashshire", "21.7", REVIEW_YEARS, "required"),
        ("savings-gap", "ashshire", "0.0", REVIEW_YEARS, "planned"),
    ]
    assert said(read_text(COVER + PANEL.replace("£0.0m", "none"))) == []


TABLE = """\
\t31 March 2010 (baseline)\t31 March 2015\tChange\tForce change %\tChange in England and Wales %
Police officers\t1,408\t1,351\t-57\t-4%\t-11%
Unicorns\t3\t4\t1\t33%\t0%
"""


def test_a_table_cell_by_cell(read_text: Read) -> None:
    reading = read_text(COVER + TABLE)
    both = "2010-03-31..2015-03-31"
    assert said(reading) == [
        ("police-officers", "ashshire", "1408", "2010-03-31", "actual"),
        ("police-officers", "ashshire", "1351", "2015-03-31", "planned"),
        ("police-officers-difference", "ashshire", "-57", both, "planned"),
        ("police-officers-change", "ashshire", "-4", both, "planned"),
        ("police-officers-change", "england-and-wales", "-11", both, "planned"),
        ("stated-number", "ashshire", "3", "2010-03-31", "actual"),
        ("stated-number", "ashshire", "4", "2015-03-31", "planned"),
        ("stated-change", "ashshire", "33", both, "planned"),
        ("stated-change", "england-and-wales", "0", both, "planned"),
    ]
    assert [str(each.lines[0]) for each in figures(reading)] == ["10"] * 5 + ["11"] * 4


BLANKS = """\
31 March 2010 (baseline) 31 March 2015 Change Force change % England and Wales change %
Police officers 1,408 1,351 -57 -4% -11%
Unicorns 3 4 1 33% 0%
"""


@pytest.mark.parametrize(
    "text",
    [
        BLANKS,
        BLANKS.replace("Force change", "Ashshire change"),
        BLANKS.replace("(baseline) ", "").replace(" %\nPolice", "\n(baseline) %\nPolice"),
    ],
)
def test_a_table_whose_cells_only_blanks_part(text: str, read_text: Read) -> None:
    told = said(read_text(COVER + text))
    assert told[:4] == said(read_text(COVER + TABLE))[:4]
    assert ("stated-number", "ashshire", "4", "2015-03-31", "planned") in told


def test_a_caption_below_may_give_the_times(read_text: Read) -> None:
    text = "Dragons  2,214  1,970\nUnicorns  231  226\n(31 March 2010 and 31 March 2015, planned)\n"
    assert said(read_text(COVER + text)) == [
        ("stated-number", "ashshire", "2214", "2010-03-31", "actual"),
        ("stated-number", "ashshire", "1970", "2015-03-31", "planned"),
        ("stated-number", "ashshire", "231", "2010-03-31", "actual"),
        ("stated-number", "ashshire", "226", "2015-03-31", "planned"),
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "Thefts per 1,000 population (12 months to June 2014)\t7.8\t6.3",
            ("stated-rate", "7.8", "2013-07..2014-06", ""),
        ),
        ("Change in thefts 2010/11 – 2013/14\t-9%\t-14%", ("stated-change", "-9", "2010/11..2013/14", "")),
        ("Cost of a hat 2013/14\t£158.70\t£168.10", ("stated-amount", "158.70", "2013/14", "")),
        ("Cost per person per day\t47p\t55p", ("stated-amount", "0.47", "2014-07", "")),
        ("Hats (£m)\t4.2\t3", ("stated-amount", "4.2", "2014-07", "gbp-million")),
        ("Hats (£m)\t£4.2\t£3", ("stated-amount", "4.2", "2014-07", "gbp-million")),
        ("Hats (£)\t4.2m\t3m", ("stated-amount", "4.2", "2014-07", "gbp-million")),
        ("Hats (£000)\t42\t3", None),
        ("Hats (£k)\t£42\t£3", None),
        ("Hats (£’000s)\t42\t3", None),
        ("Savings requirement\t3.5\t3", ("savings", "3.5", "2014-07", "")),
        ("Savings requirement\t£3,500,000\t£3", ("savings", "3500000", "2014-07", "gbp")),
        ("Savings requirement (£)\t3,500,000\t3", ("savings", "3500000", "2014-07", "gbp")),
        ("Savings requirement (£m)\t3.5\t3", ("savings", "3.5", "2014-07", "")),
        ("Savings requirement (£m)\t£3.5\t3", ("savings", "3.5", "2014-07", "")),
        ("Savings requirement (£bn)\t3.5\t3", ("savings", "3.5", "2014-07", "gbp-billion")),
        ("Savings requirement\t3.5bn\t3bn", ("savings", "3.5", "2014-07", "gbp-billion")),
        ("Savings requirement (£000)\t3,500\t3", None),
        ("Hats sold\t4.2m\t3m", None),
        ("Hats, 31 March 2014\t6,874\t", ("stated-number", "6874", "2014-03-31", "")),
        ("Time to answer (seconds)\t8\t9", ("stated-duration", "8", "2014-07", "seconds")),
        ("Clear-up rate (%)\t28.8\t26.1", ("stated-share", "28.8", "2014-07", "")),
        ("Grades\t3\t4", None),
    ],
)
def test_rows_tell_themselves_what_they_measure(
    row: str, expected: tuple[str, str, str, str] | None, read_text: Read
) -> None:
    found = figures(read_text(f"{COVER}\tAshshire\tEngland and Wales\n{row}\n"))
    told = [
        (each.fields["metric"], each.fields["value"], each.fields["period"], each.fields.get("unit", ""))
        for each in found
        if each.fields["about"] == "ashshire"
    ]
    assert told == ([expected] if expected else [])
    assert {each.fields["about"] for each in found} <= {"ashshire", "england-and-wales"}


def test_cells_may_say_whose_they_are(read_text: Read) -> None:
    text = "Proportion of left-handed officers\tAshshire Police 33%\tEngland and Wales 30%\n"
    assert [each[:3] for each in said(read_text(COVER + text))] == [
        ("stated-share", "ashshire", "33"),
        ("stated-share", "england-and-wales", "30"),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Hats\t6,874\nThefts per 1,000 population\t6.1\n", ["6874", "6.1"]),
        ("Our hats\t6\nThe cost of hats\t14\nHats of officers\t21\n", []),  # pages
    ],
)
def test_lists_of_labels_and_numbers(text: str, values: list[str], read_text: Read) -> None:
    assert [each[2] for each in said(read_text(COVER + text))] == values


BY_TIME = """\
Year\tHats\tYoung offenders\tCalls per hat\tGrades
2012/13\t2,140\t31\t7\t3
2013/14\t1,980\t28\t8\t4
"""


def test_a_table_with_times_down_the_side(read_text: Read) -> None:
    assert said(read_text(COVER + BY_TIME)) == [
        ("stated-number", "ashshire", "2140", "2012/13", "actual"),
        ("stated-people", "ashshire", "31", "2012/13", "actual"),
        ("stated-number", "ashshire", "1980", "2013/14", "actual"),
        ("stated-people", "ashshire", "28", "2013/14", "actual"),
    ]


@pytest.mark.parametrize(
    ("year", "status"), [("2013", "actual"), ("2014", "actual"), ("2014/15", "planned"), ("2015", "planned")]
)
def test_what_is_still_to_come_in_tables_and_sentences(year: str, status: str, read_text: Read) -> None:
    """The document's own year is taken for past in both."""
    table = f"\t{year}\t2010\nHats\t40\t30\n"
    for text in (table, f"In {year} it has 40 hats."):
        assert [each[3:] for each in said(read_text(COVER + text))][:1] == [(year, status)]


def test_a_column_that_says_nothing_gives_nothing(read_text: Read) -> None:
    assert said(read_text(COVER + "Calls\tRed\tBlue\nPolice officers\t3\t4\n")) == []


@pytest.mark.parametrize(
    ("says", "message"),
    [("# (a|b", "is never closed"), ("# a]", "closes nothing"), ("a | #", "outside of brackets")],
)
def test_a_wrong_phrase_says_what_is_wrong(says: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compiled(says)


def test_the_vocabulary_names_metrics_that_the_seeds_define(reader: Reader) -> None:
    tools = reader._tools
    metrics = {measure.metric for _, measure in tools.rules.measures.cues}
    metrics |= {measure.metric for row in tools.rules.measures.rows.values() for measure in row}
    assert len(metrics) > 100
    assert sorted(each for each in metrics if tools.known.registry.find("metric", each) is None) == []


def test_a_project_may_have_no_vocabulary(reader: Reader) -> None:
    from pathlib import Path

    assert load_measures(Path("nowhere"), "rules").cues == ()


WORDS = st.sampled_from(
    ["The force", "saved", "£3.5m", "12 officers", "40 percent", "in 2013/14", "from", "to", "plans",
     "over the same period", "17 gangs", "of 38 reports", "five of them", "a backlog of 40",
     "England and Wales", "per 1,000", "and", ",", "(± 1.2%)",
     "between March 2010 and March 2015", "reduce by", ".", "fell by 104", "2,829", "to 1,863",
     "65 percent of its officers", "3.9 percentage points more than in 2010", "in 2009", "the first three years of",
     "29 February 2012", "2.5 years ago"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30))
def test_no_figure_is_absent_from_the_text(reader: Reader, words: list[str]) -> None:
    reading = reader.read(text_of(COVER + " ".join(words)))
    for fact in (*reading.facts, *reading.review):
        if fact.section == "metrics":
            (place,) = fact.words
            line = reading.text.lines[place.line - 1]
            assert line[place.start : place.end] == fact.fields["printed"]
            assert Decimal(str(fact.fields["value"])).is_finite()
            period = str(fact.fields.get("period", "2014"))
            assert parse_span(period).start <= parse_span(period).end


def test_a_plan_for_one_figure_says_nothing_of_the_one_before(read_text: Read) -> None:
    text = COVER + "Of its 30 police stations the force will close 8."
    assert [each[2::2] for each in said(read_text(text))][:1] == [("30", "actual")]


def test_figures_that_are_only_stated_never_meet_in_a_graph(read_text: Read) -> None:
    """Two documents may state a share of the same force and year, each of something else."""
    one, two = (read_text(COVER + text) for text in ("Of beds, 12 percent were new.", "Dry lawns: 14 percent."))
    assert [each[:1] for each in said(one) + said(two)] == [("stated-share",)] * 2
    assert len({str(each.fields["variant"]) for each in figures(one) + figures(two)}) == 2


def test_a_comparison_in_brackets(read_text: Read) -> None:
    text = COVER + "Ashshire Police works. " * 3 + "It has to save 16% of its gross budget (England and Wales: 15%)."
    assert [each[1:3] for each in said(read_text(text))] == [("ashshire", "16"), ("england-and-wales", "15")]
