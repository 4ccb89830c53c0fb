"""What was left unread: sentences with a grade word or a figure that gave no record."""

from __future__ import annotations

import time

import pytest

from builder.reading.coverage import KEPT, cover
from builder.reading.facts import Fact, Words
from builder.reading.grammar.mentions import Mentions
from builder.reading.knowledge import Knowledge

from .output.making import reading


@pytest.fixture(scope="module")
def mentions(known: Knowledge) -> Mentions:
    return Mentions(known)


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("The plans are good. The dogs are loud.", ("good",)),
        ("It is not yet graded.", ("not yet graded",)),
        ("It spent £3.2m on 1,204 vans and 12 percent more on dogs.", ("£3.2m", "1,204", "12")),
        ("Twenty-one dogs bark at the one gate.", ("Twenty-one",)),
        ("Updated on 9 November 2017, in the year 2016/17.", ()),
        ("7", ()),
        ("No dog barks.", ()),
        ("", ()),
    ],
)
def test_signs(line: str, signs: tuple[str, ...], mentions: Mentions) -> None:
    found = cover(reading(lines=(line,)), mentions)
    assert tuple(sign for each in found.unread for sign in each.signs) == signs
    assert found.unread_in_all == len(found.unread)


def test_a_sentence_with_a_record_is_read(mentions: Mentions) -> None:
    lines = ("The plans are good. The dogs are adequate.",)
    fact = Fact("judgments", {}, (Words(1, 14, 18),), "by-hand", 0.9)
    assert [each.signs for each in cover(reading(fact, lines=lines), mentions).unread] == [("adequate",)]
    assert cover(reading(review=(fact,), lines=lines), mentions).unread_in_all == 1


def test_signs_of_all_kinds_are_counted(mentions: Mentions) -> None:
    lines = (
        "Areas for improvement",
        "HM Inspector of Constabulary",
        "A joint unit, good, on 3 May 2016",
        "3 good dogs",
    )
    signs = cover(reading(lines=lines), mentions).signs
    assert signs == {
        "heading of findings": 1, "name of an office": 1, "word for working together": 1, "grade word": 2, "date": 1,
        "figure": 1,
    }  # fmt: skip


def test_a_huge_line_takes_no_longer_than_its_length(mentions: Mentions) -> None:
    def seconds(count: int) -> float:
        made = reading(lines=("12 dogs on 3 May 2016 and good ones " * count,))
        start = time.perf_counter()
        cover(made, mentions)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(40_000) < 16 * max(seconds(5_000), 0.01)


def test_all_are_counted_and_some_are_kept(mentions: Mentions) -> None:
    found = cover(reading(lines=("A good dog.",) * (KEPT + 5)), mentions)
    assert found.unread_in_all == KEPT + 5
    assert len(found.unread) == KEPT
