"""Figures of one document that are told several times: each takes from the others what it leaves out itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builder.reading.facts import Fact, Words
from builder.reading.figures_alike import Told, alike

STATED, NAMED, MEANT, NONE = 3, 2, 1, 0


def told(line: int, time: int, period: str = "", metric: str = "police-officers", status: str = "actual") -> Told:
    """A place that tells of 40 officers."""
    fields = {"metric": metric, "about": "ashshire", "value": "40", "status": status}
    said = {**fields, "period": period} if period else fields
    return Told(Fact("metrics", said, (Words(line, 0, 2),), metric, 0.9), time, 0)


def periods(places: Sequence[Told]) -> list[str]:
    return [str(each.fields.get("period", "")) for each in alike(places)]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([told(1, NONE, "2014-07"), told(2, STATED, "2013/14")], ["2013/14", "2013/14"]),
        ([told(1, NAMED, "2013/14"), told(2, STATED, "2014/15")], ["2013/14", "2014/15"]),
        ([told(1, NONE, "2014-07"), told(2, STATED, "2012"), told(3, STATED, "2013")], ["2014-07", "2012", "2013"]),
        ([told(1, NONE, "2014-07"), told(2, STATED, "2013/14", status="planned")], ["2014-07", "2013/14"]),
    ],
)
def test_the_time_of_a_place_that_states_it(places: list[Told], expected: list[str]) -> None:
    assert periods(places) == expected


@pytest.mark.parametrize("metric", ["police-officers", "police-officers-change"])
@pytest.mark.parametrize("time", [NONE, MEANT, NAMED])
def test_a_place_that_cannot_tell_the_time_gives_none(metric: str, time: int) -> None:
    """The words there say that there is one, but not which: ``3.9 points more than in the days of old``."""
    places = [told(1, time, "2013/14", metric), told(2, STATED, "", metric)]
    assert periods(places) == ["2013/14", ""]


def test_the_best_of_those_that_tell_it() -> None:
    places = [told(1, NONE, "2014-07"), told(2, STATED), told(3, NAMED, "2013/14")]
    assert periods(places) == ["2013/14", "", "2013/14"]
