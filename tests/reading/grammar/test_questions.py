"""Which question of a round a few words are about, by the words that carry meaning."""

from __future__ import annotations

import pytest

from builder.reading.grammar.questions import about, covered, question_of, same_wording, stems
from builder.reading.knowledge import Asked

INVESTIGATING = Asked("2", 2, "How effective is the force at investigating crime and reducing re-offending?")
PROTECTING = Asked("3", 3, "How effective is the force at protecting those who are vulnerable from harm?")
TREATING = Asked("4", 4, "How well does the force treat all of the people it serves with fairness and respect?")
ASKED = (INVESTIGATING, PROTECTING, TREATING)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("treatment", {"treat"}),
        ("treats", {"treat"}),
        ("treating", {"treat"}),
        ("comment", {"comment"}),  # no more than its ending would be left
        ("re-offending", {"re", "offend"}),
        ("How well does the force", set()),
        ("the public", {"peopl"}),
        ("people", {"peopl"}),
        ("Staff", {"workforc"}),
        ("", set()),
    ],
)
def test_words_without_their_endings(text: str, expected: set[str]) -> None:
    assert stems(text) == expected


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("its investigation of crime", INVESTIGATING),
        ("how it protects vulnerable people", PROTECTING),
        ("its treatment of the public", TREATING),
        ("cricket", None),
        ("crime and harm", None),  # of two questions as much
        ("", None),
    ],
)
def test_the_question_that_words_are_about(words: str, question: Asked | None) -> None:
    assert question_of(words, ASKED) == question
    assert question_of(words, ()) is None


def test_the_same_wording() -> None:
    assert same_wording("how effective is the force at investigating crime, and reducing reoffending", ASKED) is None
    assert same_wording(INVESTIGATING.wording.upper().removesuffix("?"), ASKED) == INVESTIGATING
    assert same_wording("Care of all", (Asked("5", 5, "How does it care?", ("Care of all",)),)) is not None


def test_how_much_of_a_question_stands_in_words() -> None:
    asked = "protecting people from harm"
    assert covered(asked, "it protects people") == 2 / 3
    assert about(asked, "protection of cats") == 1 / 3
    assert about(asked, "protecting people") == 1.0  # a good part of it, and nothing else
    assert (covered("", "harm"), about("the force", "harm")) == (0.0, 0.0)
