"""Numbers in figures and in words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

WORDS: Final = {
    **{word: number for number, word in enumerate(_SMALL)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{
        f"{ten}-{unit}": 10 * number + digit
        for number, ten in enumerate(_TENS, 2)
        for digit, unit in enumerate(_SMALL[1:10], 1)
    },
    "no": 0,
    "none": 0,
}
"""Number words up to ninety-nine; ``no`` and ``none`` count nothing."""

ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
"""Places in an order, up to the twelfth."""

FIGURES: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in figures, with or without commas between thousands."""

WORD: Final = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
"""Number words, for patterns that ignore case; the longest first."""

SOME: Final = "|".join(sorted((each for each in WORDS if each not in ("no", "none", "zero")), key=len, reverse=True))
"""Those of more than nothing."""

DIGITS: Final = rf"(?:{FIGURES})"
ANY: Final = rf"(?:{DIGITS}|{SOME})"
"""A number in figures or words."""

APART: Final = r"(?<![\w.,/-])"
"""Before a number that is no part of another, or of a word."""


def number(text: str) -> Decimal | None:
    """The value of a number in figures or words; None where it is none."""
    word = WORDS.get(text.lower())
    if word is not None:
        return Decimal(word)
    return Decimal(text.replace(",", "")) if re.fullmatch(FIGURES, text) else None
