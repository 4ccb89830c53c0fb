"""Scores of themes in rows and lists, and numbers that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.rulebook import Rulebook
from builder.reading.kinds.authority_scores import ListedScores, scores_in_a_row
from builder.reading.kinds.authority_themes import Themes
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page

MakePage = Callable[[str], Page]
CYCLE = "police-authority-inspections-2009-10"
WHOLE = f"{CYCLE}/authority-performance"


@pytest.fixture
def themes(known: Knowledge, rulebook: Rulebook) -> Themes:
    return Themes(rulebook.of("police-authority"), known.questions[CYCLE, "authority-performance"], CYCLE)


def row(text: str, themes: Themes, make_page: MakePage) -> list[tuple[str, int, str]]:
    """Theme, score and its print, of a line."""
    page = make_page(text)
    found = [each for sentence in page.lines[0].sentences for each in scores_in_a_row(sentence, themes)]
    return [(each.subject.removeprefix(f"{WHOLE}/"), each.score, page.written(each.words[0])) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The authority scored three for setting strategic direction and two for community engagement.",
            [("1", 3, "three"), ("3", 2, "two")],
        ),
        (
            "It was given 2 for value for money, 3 for scrutiny of performance and 4 for community engagement.",
            [("4", 2, "2"), ("2", 3, "3"), ("3", 4, "4")],
        ),
        ("For community engagement the authority scored a two.", [("3", 2, "two")]),
        ("The authority scored ‘1’ for value for money.", [("4", 1, "1")]),
        ("It scored 2 (performing adequately) for strategic direction.", [("1", 2, "2")]),
    ],
)
def test_scores_in_a_row(text: str, expected: list[tuple[str, int, str]], themes: Themes, make_page: MakePage) -> None:
    assert row(text, themes, make_page) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The authority has 3 members for community engagement.",
        "The authority scored 7 for community engagement.",
        "The authority scored three for cricket.",
        "The authority scored three.",
        "The authority scored three for community engagement and value for money.",
        "It scored points with 4 of its members, who look after value for money.",
        "Scores range from 1 to 4.",
    ],
)
def test_numbers_that_are_no_scores_of_a_theme(text: str, themes: Themes, make_page: MakePage) -> None:
    assert row(text, themes, make_page) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["The authority scored:", "- three for strategic direction", "- 2 for community engagement"],
            [None, ("1", 3), ("3", 2)],
        ),
        (["The authority scored:", "- three for cricket"], [None, None]),
        (["The authority has:", "- three for strategic direction"], [None, None]),
        (["The authority scored:", "Prose.", "- three for strategic direction"], [None, None, None]),
        (["The authority scored:", "- seven for strategic direction"], [None, None]),
    ],
)
def test_listed_scores(
    lines: list[str], expected: list[tuple[str, int] | None], themes: Themes, make_page: MakePage
) -> None:
    listed = ListedScores(themes)
    found = [listed.read(line) for line in make_page("\n".join(lines)).filled()]
    assert [each and (each.subject.removeprefix(f"{WHOLE}/"), each.score) for each in found] == expected


@given(
    st.lists(
        st.sampled_from(["The authority scored", "three", "2", "for", "value for money",
                         "community engagement", ":", "-",
                         "’", "(", "was given", "overall", "strategic direction", ",", "and", "1 for"])
        | st.text(max_size=5),
        max_size=15,
    ).map(" ".join)
)  # fmt: skip
def test_any_words(known: Knowledge, rulebook: Rulebook, make_page: MakePage, text: str) -> None:
    themes = Themes(rulebook.of("police-authority"), known.questions[CYCLE, "authority-performance"], CYCLE)
    listed = ListedScores(themes)
    for line in make_page(text).filled():
        found = [each for sentence in line.sentences for each in scores_in_a_row(sentence, themes)]
        point = listed.read(line)
        for each in [*found, *([point] if point else [])]:
            assert each.score in (1, 2, 3, 4)
            assert all(0 <= words.start < words.end <= len(line.raw) for words in each.words)
