"""Days and months on which inspectors were on site, and other days."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.rulebook import Rulebook
from builder.reading.kinds.dated import on_site
from builder.reading.kinds.kind import Head, Tools
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page

Days = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def days(known: Knowledge, rulebook: Rulebook, make_page: Callable[[str], Page]) -> Days:
    """The days and months on site at Ashshire that a text tells."""
    head = Head("ashshire", "peel-2017", "efficiency", "key", "title", "hmicfrs", "report")
    tools = Tools(known, rulebook)
    return lambda text: [fact.fields["date"] for fact in on_site(make_page(text).filled(), head, tools)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Our fieldwork took place in May 2017.", "2017-05"),
        ("The fieldwork for this report was carried out in May 2017.", "2017-05"),
        ("Inspectors visited Ashshire Police in June 2017.", "2017-06"),
        ("HMICFRS visited the force on 12 June 2017.", "2017-06-12"),
        ("When we inspected the force in May 2017, it had 12 cars.", "2017-05"),
        ("The force was inspected in May 2017.", "2017-05"),
        ("Date of inspection: 12 June 2017", "2017-06-12"),
        ("At the time of our inspection in May 2017 it had 12 cars.", "2017-05"),
        ("We carried out our inspection of Ashshire Police in May 2017.", "2017-05"),
        ("The team spent a week in force in May 2017.", "2017-05"),
    ],
)
def test_days_on_site(text: str, day: str, days: Days) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "The report was published in May 2017.",
        "Inspectors visited Bexshire Constabulary in May 2017.",
        "Bexshire Constabulary was inspected in May 2017.",
        "Our fieldwork took place in May.",
        "Our fieldwork took place in 2017.",
        "The commissioner visited the station in May 2017.",
        "The Home Secretary visited the force in May 2017.",
        "The force opened its custody suite in May 2017.",
        "Inspectors will return to the force in May 2018.",
        "We have not inspected the force since May 2015.",
        "Our last report came out in May 2015.",
    ],
)
def test_other_days(text: str, days: Days) -> None:
    assert days(text) == []


@given(
    st.lists(
        st.sampled_from(["Inspectors", "visited", "Ashshire", "Bexshire", "the force", "in", "May 2017", "12 June 2017",
                         "our fieldwork", "took place", "was inspected", ".", ":"])
        | st.text(max_size=5),
        max_size=12,
    ).map(" ".join)
)  # fmt: skip
def test_any_words(days: Days, text: str) -> None:
    assert all(day.startswith("20") for day in days(text))
