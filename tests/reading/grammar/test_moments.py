"""Which round a grade is of, by the words around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.mentions import Kind, Mentions
from builder.reading.grammar.moments import AGO, moment, moment_of_the_whole, year_ago
from builder.reading.grammar.sentences import Sentence, Stretch, sentences


def around(text: str, mentions: Mentions) -> tuple[Sentence, int]:
    """A sentence, and where the sign of its last grade stands."""
    (sentence,) = sentences(text, 1, mentions.of(text))
    graded = (at for at, each in zip(sentence.places, sentence.mentions, strict=True) if each.kind is Kind.GRADE)
    return sentence, max(graded)


def told(text: str, mentions: Mentions) -> str:
    """When its grade was given, by all that stands before and behind it."""
    sentence, at = around(text, mentions)
    return moment(Stretch(sentence, 0, at), Stretch(sentence, at + 1, len(sentence.tagged)))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("It was graded good.", ""),
        ("It was graded good in 2016.", "2016"),
        ("In 2016 it was graded good.", "2016"),
        ("In 2015 it was praised and in 2016 it was graded good.", "2016"),
        ("In 2015 it was praised, and it was graded good in 2016.", "2016"),
        ("In PEEL 2018/19 it was graded good.", "2018-19"),
        ("It was good last year.", "before"),
        ("In last year’s report it was good.", "before"),
        ("The previous judgment was good.", "before"),
        ("It was formerly good.", "before"),
        ("A year ago it was good.", "before"),
        ("Last year (2015) it was good.", "2015"),
        ("It is good this year.", "now"),
        ("It is now good.", "now"),
        ("Two years ago it was good.", f"{AGO}2"),
        ("It was good 3 years earlier.", f"{AGO}3"),
        ("It was good 2.5 years ago.", f"{AGO}2.5"),
        ("It has been good since 2014.", ""),
        ("It is better than last year, and good.", ""),
        ("It is good, building on the previous year.", ""),
        ("By 2020 it wants to be good.", ""),
        ("It will be good until 2020.", ""),
        ("It is good, as in 2015.", ""),
        ("This car is good.", ""),
        ("It lasted a year and was good.", ""),
    ],
)
def test_words_on_time(text: str, when: str, mentions: Mentions) -> None:
    assert told(text, mentions) == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("It was last inspected in 2015, when it was graded good.", "2015"),
        ("Our 2015 report, in which it was graded good, is out.", "2015"),
        ("We inspected it last year, when the force was graded good.", "before"),
        ("In 2015, we judged it at length, and it was graded good.", "2015"),
        ("Last year, after all that, it was graded good.", "before"),
        ("We liked it in 2015; it was graded good.", ""),
        ("It was graded good.", ""),
    ],
)
def test_words_on_the_whole_sentence(text: str, when: str, mentions: Mentions) -> None:
    assert moment_of_the_whole(*around(text, mentions)) == when


@pytest.mark.parametrize(
    ("when", "year"), [("2", "2015"), ("2.0", "2015"), ("1,000", "1017"), ("2.5", ""), ("0.5", "")]
)
def test_the_year_that_lies_so_long_before(when: str, year: str) -> None:
    assert year_ago(f"{AGO}{when}", 2017) == year


@given(
    st.lists(
        st.sampled_from(
            ["2016", "last year", "(", ")", "two", "12", "2.5", "years ago", "since", "now", "PEEL 2016", "good", ",",
             "in", "when", "In", "previous report", "1,000", "none"]
        )
        | st.text(max_size=5),
        max_size=15,
    ).map(" ".join)
)  # fmt: skip
def test_any_words(mentions: Mentions, text: str) -> None:
    for sentence in sentences(text.replace("\n", " "), 1, mentions.of(text.replace("\n", " "))):
        rounds = {each.value for each in sentence.mentions if each.kind in (Kind.YEAR, Kind.CYCLE)}
        for at in range(len(sentence.tagged)):
            before, behind = Stretch(sentence, 0, at), Stretch(sentence, at, len(sentence.tagged))
            for when in (moment(before, behind), moment_of_the_whole(sentence, at)):
                assert when in {"", "now", "before"} | rounds or when.startswith(AGO)
