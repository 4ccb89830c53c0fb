"""What kind of statement a figure is: so, planned, required, thought likely …; and whether a change goes down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from builder.reading.grammar.figured import Standing
from builder.reading.grammar.measures import FIGURE, Measures

_FAR: Final = 10_000
_DIRECTION: Final = re.compile(
    r"(?<!\w)(?:(?P<down>reduc\w+|decreas\w+|fall(?:s|en|ing)?|fell|drop\w*|cut(?:s|ting)?|declin\w+|lower|fewer"
    r"|los[es]\w*|loss|lost|down|shr[aiu]nk\w*)"
    r"|(?P<up>increas\w+|ris(?:e|es|en|ing)|rose|gr[eo]w\w*|growth|higher|gain\w*|up|additional))(?!\w)",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(rf"\s*(?:about |some |up to |another |a further )?{FIGURE}")
"""A figure right behind a word, as what is planned, required …"""
_BESIDE: Final = re.compile(r" (?:(?P<fewer>fewer|less)|more|extra|additional)(?!\w)", re.IGNORECASE)


def around(measures: Measures, at: Standing) -> Sequence[str]:
    """The statuses that a phrase around a figure gives it: the phrase with the most words."""
    best: tuple[int, Sequence[str]] = (0, ())
    lowered = at.tagged.flat.lower()
    for cue, gives in measures.statuses:
        longer = cue.figures and cue.words > best[0] and cue.anchor in lowered
        if longer and any(place == at.place for place, _ in cue.places(at.tagged.flat)):
            best = (cue.words, gives)
    return best[1]


def nearby(measures: Measures, at: Standing) -> Sequence[str]:
    """By the nearest word before the figure in its clause, else by the next one behind it."""
    best: tuple[int, Sequence[str]] = (2 * _FAR, ())
    lowered = at.tagged.flat.lower()
    for cue, gives in measures.statuses:
        if cue.figures or cue.anchor not in lowered:
            continue
        for match in cue.pattern.finditer(at.tagged.flat, *at.within):
            if match.start() > at.place and _OBJECT.match(at.tagged.flat, match.end()):
                continue  # `of 14 counters it will close 5`: the plan is for the other figure
            distance = at.place - match.end() if match.end() <= at.place else _FAR + match.start() - at.place
            if distance < best[0]:
                best = (distance, gives)
    return best[1]


def direction(at: Standing) -> int:
    """-1 where words speak of a fall, 1 of a rise, 0 of neither.

    The word right behind the figure counts first, then the nearest before it in its clause.
    """
    if beside := _BESIDE.match(at.behind):
        return -1 if beside["fewer"] else 1
    first, last = at.within
    before = list(_DIRECTION.finditer(at.tagged.text, first, at.place))
    behind = at.tagged.text.find(FIGURE, at.place + 1, last)
    match = before[-1] if before else _DIRECTION.search(at.tagged.text, at.place, last if behind < 0 else behind)
    return 0 if match is None else -1 if match["down"] else 1
