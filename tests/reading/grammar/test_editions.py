"""Which round a text means: by its name in every form, and by the day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.reading.grammar.editions import editions, peel_cycle, round_at, round_of
from builder.reading.page import Page


@pytest.mark.parametrize(
    ("text", "cycle", "pillar"),
    [
        ("PEEL: Police Efficiency 2016", "peel-2016", "efficiency"),
        ("Re: PEEL Police Legitimacy (inc Leadership) 2017 Report", "peel-2017", "legitimacy"),
        ("the PEEL assessment for 2016", "peel-2016", ""),
        ("the 2016 PEEL Assessment", "peel-2016", ""),
        ("PEEL 2018/19", "peel-2018-19", ""),
        ("PEEL 2021/22 – An inspection", "peel-2021-22", ""),
        ("PEEL 2023–25: An inspection", "peel-2023-25", ""),
        ("PEEL (police effectiveness, efficiency and legitimacy) 2018/19", "peel-2018-19", ""),
    ],
)
def test_names_of_editions(text: str, cycle: str, pillar: str, make_page: Callable[[str], Page]) -> None:
    (found,) = editions(make_page(text).lines[0])
    assert (found.cycle, found.pillar) == (cycle, pillar)


@pytest.mark.parametrize("text", ["PEEL in November 2016", "apple peel, 2016", "PEEL cost £2016", "PEEL"])
def test_no_edition(text: str, make_page: Callable[[str], Page]) -> None:
    assert list(editions(make_page(text).lines[0])) == []


def test_the_one_of_the_report_wins_over_others(make_page: Callable[[str], Page]) -> None:
    filler = [f"Line {number}." for number in range(20)]
    page = make_page(
        "\n".join([*filler, "The national report, PEEL: Police Efficiency 2016, is long.", "After PEEL 2015."])
    )
    assert round_of(page, {"peel-2015", "peel-2016"}) == "peel-2016"


@pytest.mark.parametrize(
    ("edition", "cycle"),
    [
        ("2016", "peel-2016"),
        ("2018", "peel-2018-19"),
        ("2019", "peel-2018-19"),
        ("2018/19", "peel-2018-19"),
        ("2021", "peel-2021-22"),
        ("2022", "peel-2021-22"),
        ("2024", "peel-2023-25"),
        ("2023-2025", "peel-2023-25"),
        ("2012", "peel-2012"),
    ],
)
def test_rounds_by_their_years(edition: str, cycle: str, make_page: Callable[[str], Page]) -> None:
    """The same in a title and elsewhere."""
    assert peel_cycle(edition) == cycle
    (found,) = editions(make_page(f"PEEL {edition} – An inspection").lines[0])
    assert found.cycle == cycle


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        ("2014-07-01", ""),
        ("2016-11-03", "peel-2016"),
        ("2017-03", "peel-2016"),
        ("2018-04-11", "peel-2017"),
        ("2019-07-26", "peel-2018-19"),
        ("2022-07-14", "peel-2021-22"),
        ("2024-01-01", "peel-2023-25"),
        ("2016", ""),
        ("", ""),
    ],
)
def test_round_by_the_day(day: str, cycle: str) -> None:
    assert round_at(day) == cycle
