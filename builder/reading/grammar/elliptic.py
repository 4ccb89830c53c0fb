"""Numbers that leave out their unit, because the one that they stand beside has it.

``from 98 to 127 days``, ``from nine minutes to just under four``, ``3.1 searches per 1,000 population, against 4.7``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from builder.reading.grammar.quantities import COUNT, MARGIN, MONEY, PERCENT, QUALIFIERS, RANK, Quantity

_ABOUT: Final = rf"(?:(?:{'|'.join(QUALIFIERS.values())}|only|just) )?"
_NATION: Final = r"(?:England and Wales|(?:the )?national(?:ly| (?:average|level|figure|rate)))"
_TO: Final = re.compile(rf"[^.;]{{0,40}}?,? to {_ABOUT}", re.IGNORECASE)
_FROM: Final = re.compile(rf"(?<!\w)from {_ABOUT}$", re.IGNORECASE)
_LOWER: Final = re.compile(rf"(?<!\w)(?:from|between) {_ABOUT}$", re.IGNORECASE)
_UPPER: Final = re.compile(rf" (?:to|and) {_ABOUT}", re.IGNORECASE)
_AGAINST: Final = re.compile(
    r"[^.;]{0,70}?(?<!\w)(?:(?:up|down) from|compared (?:with|to)|(?:as )?against|(?:above|below|than)(?: the)?"
    rf"|in line with|(?:rate|average|figure|share|level) (?:of|was|is))(?: an?| the)?(?: {_NATION})?"
    rf"(?: (?:rate|average|figure|share|level))?(?: of)? {_ABOUT}",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(rf"[^.;()]{{0,70}}\((?:{_NATION}:?(?: level| average)? )?{_ABOUT}$", re.IGNORECASE)
_BARE: Final = re.compile(
    rf"\s*(?:[.,;:)](?!\d)|$|(?:in|across|for) (?:England|Wales|the|\d{{4}})|{_NATION}"
    r"|(?:in|by|during|over) [A-Z\d]"
    r"|(?:a|the|two|three|four|five) (?:years? )?(?:year|earlier|before)|before|last|then|now"
    r"|in (?:two|three|four|five))",
)
"""What may follow a number without a noun of its own."""
_INTERVAL: Final = re.compile(r"(?:\(|, )[^(),]{0,40}confidence interval of $", re.IGNORECASE)
_SHOWN: Final = frozenset({COUNT, MARGIN, RANK})
_LEVELS: Final = re.compile(r"per-")


def with_units(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Figures in their order, those that leave out their unit with that of the one beside them."""
    found = list(figures)
    for index, (each, behind) in enumerate(pairwise(figures)):
        before = found[index]
        between = text[before.whole[1] : behind.whole[0]]
        if _lends(behind) and _is_plain(each) and _UPPER.fullmatch(between) and _LOWER.search(text[: each.start]):
            found[index] = replace(each, unit=behind.unit)
        elif _lends(before) and _is_plain(behind) and _BARE.match(text, behind.end) and _beside(text, before, between):
            found[index + 1] = replace(behind, unit=before.unit)
    return list(_with_margins(text, found))


def _with_margins(text: str, figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """Shares with the margin that stands in brackets behind them: `(with a confidence interval of +/- 4 percent)`."""
    margins = [each for each in figures if each.unit == MARGIN and _INTERVAL.search(text, 0, each.start)]
    for index, each in enumerate(figures):
        behind = next(iter(figures[index + 1 :]), None)
        if each.unit == PERCENT and each.margin is None and behind in margins:
            yield replace(each, margin=behind.value)
        elif each not in margins or not index or figures[index - 1].unit != PERCENT:
            yield each


def _lends(each: Quantity) -> bool:
    return each.unit not in _SHOWN and each.unit not in MONEY and not each.part


def _is_plain(each: Quantity) -> bool:
    return each.unit == COUNT


def _beside(text: str, before: Quantity, between: str) -> bool:
    """Whether what stands between two numbers sets the second against the first."""
    if _TO.fullmatch(between) and _FROM.search(text[: before.start]):
        return True
    level = before.unit == PERCENT or _LEVELS.match(before.unit) is not None
    return level and (_AGAINST.fullmatch(between) is not None or _IN_BRACKETS.fullmatch(between) is not None)
