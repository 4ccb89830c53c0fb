"""Readings of one thing: joined where they agree, left to a person where they do not."""

from __future__ import annotations

from builder.reading.agreement import agree
from builder.reading.facts import Fact, Words
from builder.seeds.values import LineRange

A = Words(3, 0, 4)
B = Words(4, 2, 6)
C = Words(9, 0, 4)


def judged(
    grade: str, *words: Words, confidence: float = 0.9, doubt: str = "", rule: str = "r", body: str = "a"
) -> Fact:
    fields = {"body": body, "cycle": "peel-2016", "subject": "efficiency", "grade": grade, "basis": "stated"}
    return Fact("judgments", fields, words, rule, confidence, doubt)


def test_readings_that_agree_are_one() -> None:
    agreed = agree(
        [judged("good", C, rule="sentence"), judged("good", A, confidence=0.99, rule="badge"), judged("good", B)]
    )
    (fact,) = agreed.facts
    assert (fact.rule, fact.confidence, fact.words) == ("badge", 0.99, (A, B, C))
    assert fact.lines == (LineRange(3, 4), LineRange(9, 9))
    assert agreed.review == ()


def test_readings_that_differ_are_for_review() -> None:
    agreed = agree([judged("good", A), judged("inadequate", B, confidence=1.0), judged("good", A, body="b")])
    assert [each.fields["body"] for each in agreed.facts] == ["b"]
    assert [(each.fields["grade"], bool(each.doubt)) for each in agreed.review] == [
        ("good", True),
        ("inadequate", True),
    ]


def test_a_grade_and_a_state_without_one_differ() -> None:
    fields = {"body": "a", "cycle": "peel-2016", "subject": "efficiency", "state": "not-graded"}
    agreed = agree([judged("good", A), Fact("ungraded", fields, (B,), "r", 0.9)])
    assert agreed.facts == ()
    assert len(agreed.review) == 2


def test_what_is_not_sure_enough_is_for_review() -> None:
    agreed = agree(
        [
            judged("good", A, confidence=0.7),
            judged("good", B, body="b", doubt="no question"),
            judged("good", C, body="c"),
        ]
    )
    assert [each.fields["body"] for each in agreed.facts] == ["c"]
    assert [each.fields["body"] for each in agreed.review] == ["a", "b"]
    assert agree([judged("good", A, confidence=0.7)], threshold=0.7).review == ()


def test_a_sure_reading_takes_away_the_doubt_of_another() -> None:
    agreed = agree([judged("good", A, doubt="why"), judged("good", B)])
    assert [each.doubt for each in agreed.facts] == [""]


def test_facts_without_an_identity_stay_apart_and_in_the_order_of_the_text() -> None:
    figures = [Fact("metrics", {"value": "1"}, (words,), "r", 1.0) for words in (C, A, A)]
    assert [each.words for each in agree(figures).facts] == [(A,), (A,), (C,)]
