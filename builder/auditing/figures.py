"""Figures as printed, read as numbers: whether a record's value is the number that its document prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from builder.seeds.records import Observation
from builder.seeds.values import LineRange

_FIGURE: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FRACTION: Final = re.compile(r"[¼½¾⅓⅔]|\b(?:half|halves|thirds?|quarters?|dozens?|scores?)\b", re.IGNORECASE)
_PENCE: Final = re.compile(r"\d(?:p| ?pence)(?!\w)")
"""Amounts in pence are values in pounds."""
_SCALES: Final = tuple(Decimal(10) ** power for power in (-9, -6, -3, 0, 3, 6, 9))
"""Thousands, millions and billions may stand in the unit or behind the figure."""


def misread(record: Observation) -> Iterator[tuple[tuple[LineRange, ...], str, Decimal]]:
    """Where what is printed is one plain number other than the value: the lines, the words, and the number.

    The sign does not matter, since a fall of 5 per cent is the value -5. What holds no figure, or several, can be read
    in more ways than one and is left alone.
    """
    places = [(record.lines, record.printed)] if record.lines else []
    places += [(item.lines, item.printed or record.printed) for item in record.evidence]
    for lines, printed in places:
        number = _number(printed or "")
        if printed and number is not None and not _same(number, record.value):
            yield lines, printed, number


def _number(words: str) -> Decimal | None:
    figures = _FIGURE.findall(words)
    if len(figures) != 1 or _FRACTION.search(words):
        return None
    number = Decimal(figures[0].replace(",", ""))
    return number / 100 if _PENCE.search(words) else number


def _same(number: Decimal, value: Decimal) -> bool:
    return any(number == abs(value) * scale for scale in _SCALES)
