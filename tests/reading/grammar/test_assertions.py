"""What a sentence says of each grade in it, and the stretches of the line that it is told by."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.assertions import Assertion, assertions, body_before
from builder.reading.grammar.mentions import Kind, Mentions
from builder.reading.grammar.sentences import Sentence, Stretch, sentences


def said(text: str, mentions: Mentions) -> list[Assertion]:
    """Every grade of a line."""
    return [each for sentence in sentences(text, 1, mentions.of(text)) for each in assertions(sentence)]


def the(text: str, mentions: Mentions) -> Sentence:
    (sentence,) = sentences(text, 1, mentions.of(text))
    return sentence


@pytest.mark.parametrize(
    "text",
    [
        "Ashshire Police was judged to be good.",
        "HMICFRS rated the force as outstanding at investigating crime.",
        "The force received a grade of good.",
        "The overall grade was good.",
        "It retained its good rating.",
        "The force is ‘good’ at investigating crime.",
        "The force is Good at investigating crime.",
        "The force requires improvement in its use of resources.",
        "Inspectors found the force to be inadequate in 2016.",
        "It is good for one thing, judged good at another.",
    ],
)
def test_what_is_meant_as_a_grade(text: str, mentions: Mentions) -> None:
    assert [(each.official, each.denied) for each in said(text, mentions)][-1] == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "The force has a good understanding of its demand.",
        "Officers do good work.",
        "Good cars are dear.",
        "It made outstanding arrests.",
        "Its plans are good.",
        "The force is good at cricket.",
        "A judged good cause.",
        "Food was adequate for all.",
    ],
)
def test_praise_is_no_grade(text: str, mentions: Mentions) -> None:
    found = said(text, mentions)
    assert found
    assert not any(each.official for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "The force was not graded good.",
        "No force was graded outstanding.",
        "The force could be graded good next time.",
        "It will be judged good.",
        "The force aims to be graded outstanding.",
        "It fell short of the grade of good.",
        "The force hopes for a grade of ‘good’.",
        "This is within the grade of good, rather than outstanding.",
        "A grade of good means that little is left to mend.",
        "Twelve forces were graded good.",
        "Most of the forces were graded good.",
        "Both forces were graded good.",
        "There were no inadequate grades and two good grades.",
        "It has the characteristics of a good grade.",
        "Grades are outstanding, good, requires improvement and inadequate.",
        "Effectiveness and efficiency were graded good and inadequate respectively.",
        "The force was graded good in some aspects of its work.",
        "The grade is good if the plans hold.",
    ],
)
def test_what_is_denied_hoped_for_or_counted(text: str, mentions: Mentions) -> None:
    last = said(text, mentions)[-1]
    assert last.denied or not last.official


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Ashshire Police was graded good.", ["ashshire"]),
        ("The grade was good.", [None]),
        ("The force was graded good.", [""]),
        ("Bexshire was graded good, and Ashshire inadequate.", ["bexshire", "ashshire"]),
        ("Ashshire Police, unlike Bexshire, was graded good.", ["ashshire"]),
        ("Unlike Ashshire Police, Bexshire was graded good.", ["bexshire"]),
        ("Ashshire Police, which works with Bexshire, was graded good.", ["ashshire"]),
        ("Ashshire Police works with Bexshire, which was graded good.", ["bexshire"]),
        ("Ashshire Police (together with Bexshire) was graded good.", ["ashshire"]),
        ("Compared with Bexshire, it was graded good.", [None]),
    ],
)
def test_whose_grade_it_is(text: str, bodies: list[str | None], mentions: Mentions) -> None:
    assert [each.body and each.body.value for each in said(text, mentions)] == bodies


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The force was graded good.", [""]),
        ("It was graded good in 2016 and inadequate in 2017.", ["2016", "2017"]),
        ("In 2016 it was graded good, but this year inadequate.", ["2016", "now"]),
        ("Last year the force was graded good.", ["before"]),
        ("The force, last inspected in 2015, when it was graded good, is now graded inadequate.", ["2015", "now"]),
        ("It was graded good, up from inadequate the year before.", ["", "before"]),
        ("In 2015, we judged the force good at one thing and inadequate at another.", ["2015", "2015"]),
    ],
)
def test_when_it_was_given(text: str, when: list[str], mentions: Mentions) -> None:
    assert [each.when for each in said(text, mentions)] == when


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It was graded good in December 2015.", "2015-12"),
        ("It was graded good on 3 May 2016.", "2016-05-03"),
        ("In a report published on 3 May 2016 it was graded good.", ""),
        ("It was graded good in the report (3 May 2016).", ""),
        ("It was graded good.", ""),
    ],
)
def test_the_day_it_was_given(text: str, day: str, mentions: Mentions) -> None:
    assert [each.day for each in said(text, mentions)] == [day]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "It was judged to be good at preventing crime, but inadequate at investigating it.",
            ["It was judged to be good at preventing crime", "inadequate at investigating it"],
        ),
        (
            "HMICFRS rated the force ‘good’ for efficiency; it has 12 cars.",
            ["HMICFRS rated the force ‘good’ for efficiency"],
        ),
        (
            "Its use of cars is good and its planning requires improvement.",
            ["Its use of cars is good", "and its planning requires improvement"],
        ),
        (
            "It is good at using its cars and requires improvement at planning.",
            ["It is good at using its cars", "and requires improvement at planning"],
        ),
        ("Good", ["Good"]),
        ("No grades here.", []),
    ],
)
def test_the_words_that_belong_to_a_grade(text: str, parts: list[str], mentions: Mentions) -> None:
    assert [text[each.words.start : each.words.end] for each in said(text, mentions)] == parts


def test_a_stretch(mentions: Mentions) -> None:
    line = "  Ashshire Police was ‘good’ in 2016."
    sentence = the(line, mentions)
    whole = Stretch(sentence, 0, len(sentence.tagged))
    assert (whole.words.line, line[whole.words.start : whole.words.end]) == (1, line.strip())
    assert [each.kind for each in whole.mentions(Kind.BODY, Kind.YEAR)] == [Kind.BODY, Kind.YEAR]
    assert whole.written(Kind.BODY.value + Kind.YEAR.value).startswith("ashshire was ")
    assert whole.written(Kind.YEAR.value).endswith(" in 2016.")
    assert whole.stripped(" .").text.endswith(Kind.YEAR.value)
    assert Stretch(sentence, 1, 1).stripped().text == ""


def test_words_that_lead_to_the_next_grade_are_gone_through_once(mentions: Mentions) -> None:
    """One more of them takes a little longer, not twice as long."""
    began = process_time()
    assert len(said(f"It is good {'again ' * 400}hats, good.", mentions)) == 2
    assert process_time() - began < 5


WORDS = st.sampled_from(
    ["Ashshire", "Bexshire Constabulary", "HMICFRS", "it", "was", "graded", "judged to be", "good", "‘Good’", "not",
     "requires improvement", "not graded", "to be graded", "and", ", which", "but", "2016", "last year",
     "two years ago",
     "3 May 2016", ",", ";", "(", ")", "unlike", "at", "for efficiency", "its", "PEEL 2018/19", "12 forces", ".", "’s"]
)  # fmt: skip


@given(st.lists(WORDS | st.text(max_size=6), max_size=25).map(" ".join))
def test_every_stretch_lies_in_its_sentence(mentions: Mentions, text: str) -> None:
    line = text.replace("\n", " ")
    for sentence in sentences(line, 1, mentions.of(line)):
        outcomes = [each for each in sentence.mentions if each.kind in (Kind.GRADE, Kind.STATE)]
        found = list(assertions(sentence))
        assert [each.outcome for each in found] == outcomes
        for each in found:
            assert each.before.end <= each.behind.start
            assert 0 <= each.before.start <= each.before.end <= each.behind.end <= len(sentence.tagged)
            assert sentence.start <= each.words.start <= each.outcome.start
            assert each.outcome.end <= each.words.end <= sentence.end
        for place in range(len(sentence.tagged)):
            body = body_before(sentence, place)
            assert body is None or (body.kind is Kind.BODY and sentence.place_of(body) < place)
