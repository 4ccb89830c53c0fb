"""Times as texts state them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.reading.grammar.periods import Said, as_financial_years, ends, periods, span_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("savings in 2014/15 are", ["2014/15"]),
        ("between March 2010 and March 2015", ["2010-03..2015-03"]),
        ("from 2010/11 to 2013/14", ["2010/11..2013/14"]),
        ("on 31 March 2010 it had", ["2010-03-31"]),
        ("in July 2014", ["2014-07"]),
        ("in the 12 months to March 2014", ["2013-04..2014-03"]),
        ("by 2017", ["2017"]),
        ("over the review", ["2011-04..2015-03"]),
        ("with 1,974 officers", []),
        ("the first three years of the plan of 29 February 2012", ["2012-02..2015-02", "2012-02-29"]),
        ("in the first three years of the review", ["2011-04..2014-03", "2011-04..2015-03"]),
        ("in the four years since 2010", ["2010/11..2013/14"]),
        ("0 years since 2010", ["2010"]),
        ("the 0 months to March 2014", ["2014-03"]),
        ("150 years since 2010", ["2010"]),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    assert [each.period for each in periods(text, {"the review": "2011-04..2015-03"}) if each.period] == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("over the same period", Said.SAME),
        ("the next two years", Said.TO_COME),
        ("the past twelve years", Said.GONE),
        ("the last 12 months", Said.LAST_TWELVE),
        ("in our 2015 report", Said.ASIDE),
    ],
)
def test_words_for_times(text: str, said: Said) -> None:
    assert [each.said for each in periods(text)] == [said]


def test_parts_of_a_period() -> None:
    assert ends("2010-03..2015-03") == ("2010-03", "2015-03")
    assert ends("2014") == ("2014", "2014")
    assert as_financial_years("2011-03..2015-03") == "2011-04..2015-03"
    assert as_financial_years("2014/15") == "2014/15"


@given(
    st.lists(
        st.sampled_from(
            ["2014", "2014/15", "March", "between", "and", "from", "to", "31", "the next two years", "0", "years since",
             "the first three years of", "29 February 2012", "the", "months", "10", "years"]
        )
    )
)  # fmt: skip
def test_every_time_is_one_that_seeds_take(words: list[str]) -> None:
    for each in periods(" ".join(words)):
        if each.period:
            assert span_of(each.period).start <= span_of(each.period).end
