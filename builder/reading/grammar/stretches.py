"""Stretches of a sentence that belong together, so that words are taken for the figure that they stand beside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

_COMPARED: Final = (
    r"compar(?:es|ed|ing|able) (?:with|to|against)"
    r"|(?:higher|lower|more|less|greater|fewer|better|worse|slower|faster) than (?!\ue010)"
    r"|in line with|short of (?=the\b|that\b|its\b|\ue010)"
    r"|(?:above|below|against|exceeds?) (?=the\b|that\b|its\b|an?\b|\ue010)"
    r"|as against|than the|similar to|the same as"
    r"|the (?:figure|average|fall|rise|share|rate) (?:for|in|across) (?=England)"
    r"|(?:for|in|across) England and Wales the"
)
_BOUNDARY: Final = re.compile(
    rf";|(?<!England and Wales):\s|,? (?:which|this) (?=(?:is|was|are|were|compares|represents|means)\b)"
    rf"|, (?:and|but|while|whereas|although|though|yet) "
    rf"|,? and (?=(?:for|in|across) England and Wales[, ])"
    rf"|(?<=\)) (?:and|but) |(?P<compared>\((?=England and Wales)|(?<!\w)(?:{_COMPARED}))",
    re.IGNORECASE,
)
_STARTS: Final = re.compile(
    r"(?:this|that|it|these|the (?:figure|rate|fall|rise|average|share)s?)? ?(?:(?:is|was|are|were) )?"
    r"(?:broadly |about |slightly |much )?"
    r"(?:compar|in line|higher than|lower than|above|below|(?:for|in|across) (?:england|the )"
    r"|(?:figure|rate|fall|rise|average|share) (?:for|in|across))",
    re.IGNORECASE,
)


class Placed(Protocol):
    """Anything that stands at a place of a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The one behind its last."""


_P = TypeVar("_P", bound=Placed)


class Clauses:
    """The clauses of a sentence, by its tagged text."""

    def __init__(self, tagged: str) -> None:
        self._starts = [0]
        self._compared = [bool(_STARTS.match(tagged))]
        for match in _BOUNDARY.finditer(tagged):
            if match.start() > 0:
                self._starts.append(match.start())
                # a comparison goes on in a relative clause: `, which is above the 10 percent`
                self._compared.append(bool(match["compared"]))
        self._end = len(tagged)

    def of(self, index: int) -> tuple[int, int]:
        """Where the clause that holds a character begins and ends."""
        at = bisect_right(self._starts, index) - 1
        return self._starts[at], self._starts[at + 1] if at + 1 < len(self._starts) else self._end

    def compares(self, index: int) -> bool:
        """Whether the clause that holds a character sets another figure against one before."""
        return self._compared[bisect_right(self._starts, index) - 1]


def nearest(places: Iterable[_P], figure: Placed, others: Iterable[Placed], within: tuple[int, int]) -> _P | None:
    """Which of several places in a stretch belongs to a figure.

    The next one behind it, unless another figure stands in between; else the last one before it; else the next behind.
    """
    inside = [each for each in places if within[0] <= each.start and each.end <= within[1]]
    behind = min((each for each in inside if each.start >= figure.end), key=lambda each: each.start, default=None)
    before = max((each for each in inside if each.end <= figure.start), key=lambda each: each.end, default=None)
    if behind and not any(figure.end <= each.start and each.end <= behind.start for each in others):
        return behind
    return before or behind
