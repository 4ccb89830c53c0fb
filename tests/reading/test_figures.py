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


TABLE = """\
\t31 March 2010 (baseline)\t31 March 2015\tChange\tForce change %\tChange for England and Wales %
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
    ]
    assert [str(each.lines[0]) for each in figures(reading)] == ["10"] * 5


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
     "over the same period", "England and Wales", "per 1,000", "and", ",", "(± 1.2%)",
     "between March 2010 and March 2015", "reduce by", "."]
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
