"""What a grade is for: pillars, questions, areas and lists of them, and words that merely sound like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.rulebook import Rulebook
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.kinds.aspects import Aspects, pillars
from builder.reading.kinds.kind import Head, Tools
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page

MakePage = Callable[[str], Page]


@pytest.fixture(scope="module")
def make(known: Knowledge, rulebook: Rulebook) -> Callable[[str, str], Aspects]:
    """The subjects of a document about a pillar of a round."""
    tools = Tools(known, rulebook)
    return lambda cycle, pillar: Aspects(Head("ashshire", cycle, pillar, "key", "title", "hmicfrs", "report"), tools)


def whole(text: str, make_page: MakePage) -> Stretch:
    (sentence,) = make_page(text).lines[0].sentences
    return Stretch(sentence, 0, len(sentence.tagged))


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("effectiveness", ["effectiveness"]),
        ("its efficiency", ["efficiency"]),
        ("value for money", ["efficiency"]),
        ("how legitimately it operates", ["legitimacy"]),
        ("its efficiency in 2017", ["efficiency"]),
        ("effectiveness, efficiency and legitimacy", ["effectiveness", "efficiency", "legitimacy"]),
        ("both efficiency and legitimacy", ["efficiency", "legitimacy"]),
        ("keeping people safe and reducing crime", ["effectiveness"]),
        ("preventing crime and tackling anti-social behaviour", ["effectiveness/1"]),
        ("investigating crime and reducing re-offending", ["effectiveness/2"]),
        ("protecting vulnerable people", ["effectiveness/3"]),
        ("tackling serious and organised crime", ["effectiveness/4"]),
        ("its specialist capabilities", ["effectiveness/5"]),
        ("investigating crime, and at protecting vulnerable people", ["effectiveness/2", "effectiveness/3"]),
        ("planning for the future", ["efficiency/3"]),
        ("treating its workforce with fairness and respect", ["legitimacy/3"]),
    ],
)
def test_what_words_name(
    words: str, subjects: list[str], make: Callable[[str, str], Aspects], make_page: MakePage
) -> None:
    found = make("peel-2017", "effectiveness").of(whole(words, make_page), "peel-2017")
    assert [each.removeprefix("peel-2017/") for each in found] == subjects


@pytest.mark.parametrize(
    "words",
    [
        "cricket",
        "crime",
        "people",
        "the future of the canteen, of its cars and of the horses",
        "effective use of its cars",
        "an efficient canteen",
        "investigating crime, and at cricket",
        "serious accidents on roads",
        "child protection",
        "the crime scene tent",
        "respect",
        "running a legitimate business",
    ],
)
def test_words_that_merely_share_some_with_a_question(
    words: str, make: Callable[[str, str], Aspects], make_page: MakePage
) -> None:
    assert make("peel-2017", "effectiveness").of(whole(words, make_page), "peel-2017") == ()


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("operating efficiently and providing sustainable services to the public", ["efficiency"]),
        ("the way it treats the public and its workforce", ["legitimacy"]),
        ("effectively reducing crime and keeping people safe", ["effectiveness"]),
        ("planning for the future", ["efficiency/2"]),
    ],
)
def test_the_integrated_round(
    words: str, subjects: list[str], make: Callable[[str, str], Aspects], make_page: MakePage
) -> None:
    found = make("peel-2018-19", "").of(whole(words, make_page), "peel-2018-19")
    assert [each.removeprefix("peel-2018-19/") for each in found] == subjects


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        (
            "investigating crime and protecting vulnerable people",
            ["investigating-crime", "protecting-vulnerable-people"],
        ),
        ("good use of resources", ["good-use-of-resources"]),
        ("cricket", []),
    ],
)
def test_areas(words: str, subjects: list[str], make: Callable[[str, str], Aspects], make_page: MakePage) -> None:
    found = make("peel-2021-22", "").of(whole(words, make_page), "peel-2021-22")
    assert sorted(each.removeprefix("peel-2021-22/") for each in found) == subjects


@pytest.mark.parametrize(
    ("subject", "cycle", "then"),
    [
        ("efficiency", "peel-2014", "efficiency"),
        ("peel-2017/effectiveness/2", "peel-2016", "peel-2016/effectiveness/2"),
        ("peel-2017/legitimacy/1", "peel-2015", "peel-2015/legitimacy/3"),  # both ask who is treated fairly
        ("peel-2017/effectiveness/5", "peel-2014", ""),
        ("no-subject", "peel-2016", ""),
    ],
)
def test_what_a_subject_was_in_another_round(
    subject: str, cycle: str, then: str, make: Callable[[str, str], Aspects]
) -> None:
    assert make("peel-2017", "effectiveness").then(subject, cycle) == then


@pytest.mark.parametrize(
    ("subject", "then"),
    [
        ("peel-2023-25/investigating-crime", "peel-2021-22/investigating-crime"),
        ("peel-2023-25/managing-offenders-and-suspects", "peel-2021-22/managing-offenders"),
        ("peel-2023-25/leadership-and-force-management", ""),
    ],
)
def test_what_an_area_was_in_the_round_before(subject: str, then: str, make: Callable[[str, str], Aspects]) -> None:
    assert make("peel-2023-25", "").then(subject, "peel-2021-22") == then


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The force has to get better at investigating crime, but", (("peel-2017/effectiveness/2",), True)),
        ("The canteen serves many hungry officers, and", ((), True)),
        ("Last year,", ((), False)),
    ],
)
def test_what_was_spoken_of(
    words: str, expected: tuple[tuple[str, ...], bool], make: Callable[[str, str], Aspects], make_page: MakePage
) -> None:
    assert make("peel-2017", "effectiveness").spoken_of(whole(words, make_page), "peel-2017", 0.4) == expected


def test_pillars_in_their_order(make_page: MakePage) -> None:
    words = whole("Legitimacy, value for money, efficiency and legitimacy", make_page)
    assert list(pillars(words)) == ["legitimacy", "efficiency"]


@given(
    st.lists(
        st.sampled_from(["efficiency", "its", "crime", "investigating", "and", "at", ",", ";", "vulnerable", "it", "in",
                         "2016", "treats the public and its workforce", "HMICFRS finds", "Ashshire", "how"])
        | st.text(max_size=5),
        max_size=12,
    ).map(" ".join),
    st.sampled_from(["peel-2014", "peel-2017", "peel-2018-19", "peel-2021-22"]),
)  # fmt: skip
def test_any_words_name_subjects_of_their_round(
    make: Callable[[str, str], Aspects], make_page: MakePage, text: str, cycle: str
) -> None:
    aspects = make("peel-2017", "effectiveness")
    sentences: list[Sentence] = [each for line in make_page(text).lines for each in line.sentences]
    for sentence in sentences:
        words = Stretch(sentence, 0, len(sentence.tagged))
        for found in (aspects.of(words, cycle), aspects.spoken_of(words, cycle, 0.4)[0]):
            assert all(
                each in ("effectiveness", "efficiency", "legitimacy") or each.startswith(cycle) for each in found
            )
            assert len(found) == len(set(found))
