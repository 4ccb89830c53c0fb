"""Which round of PEEL a document means: by the edition that it names, or by its day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import PILLARS
from builder.reading.page import Line, Page

_YEAR: Final = r"20\d\d(?:[/-](?:20)?\d\d)?(?![\d/]|-\d)"
_WORDS: Final = (
    r"police|annual|the|force|assessments?|inspections?|reports?|effectiveness|efficiency|legitimacy|leadership|and|for|of"
    r"|inc|including|programme|round"
)
_EDITION: Final = re.compile(
    rf"(?<!\w)(?-i:PEEL)(?:\W{{1,3}}(?:{_WORDS})(?!\w)){{0,9}}(?:\W{{1,3}}in)?\W{{1,4}}(?P<after>{_YEAR})"
    rf"|(?<![\w/.-])(?P<before>20\d\d(?:[/-](?:20)?\d\d)?) (?:(?:HMIC(?:FRS)?|annual)(?:'s)? )?(?-i:PEEL)(?!\w)",
    re.IGNORECASE,
)
_LOOSE: Final = re.compile(
    rf"(?<!\w)police (?:effectiveness|efficiency|legitimacy) (?P<after>{_YEAR})"
    r"|(?<![\w/.-])(?P<before>20\d\d(?:[/-](?:20)?\d\d)?) (?:police )?(?:effectiveness|efficiency|legitimacy)"
    r" (?:inspection|report|assessment)",
    re.IGNORECASE,
)
_PILLAR: Final = re.compile(r"\b(?:effectiveness|efficiency|legitimacy)\b", re.IGNORECASE)
_OF_THAT_YEAR: Final = {
    "2018": "2018-19", "2019": "2018-19", "2021": "2021-22", "2022": "2021-22", "2023": "2023-25", "2024": "2023-25",
    "2025": "2023-25",
}  # fmt: skip
_FROM: Final = (
    ("2023-09", "peel-2023-25"),
    ("2021-06", "peel-2021-22"),
    ("2019-05", "peel-2018-19"),
    ("2017-10", "peel-2017"),
    ("2016-10", "peel-2016"),
    ("2015-10", "peel-2015"),
    ("2014-11", "peel-2014"),
)
"""The month in which the first reports of each round came out, the latest first."""
_TITLE_LINES: Final = 12
_IN_TITLE, _OF_REPORT = 4, 2
"""How much more an edition counts that the first lines, or words on the report, name."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that a line names: the key of its round, and the one pillar named with it, if it is one."""

    cycle: str
    pillar: str
    words: Words


def peel_cycle(edition: str) -> str:
    """The key of the PEEL round that goes by ``2016``, ``2018``, ``2018/19``, ``2023-2025`` …."""
    short = re.sub(r"[/-](?:20)?(\d\d)$", r"-\1", edition) if len(edition) > len("2018") else edition
    return f"peel-{_OF_THAT_YEAR.get(short, short)}"


def editions(line: Line, *, loose: bool = False) -> Iterator[Edition]:
    """The editions of PEEL that a line names; ``loose`` those named without the word."""
    for match in (_LOOSE if loose else _EDITION).finditer(line.text):
        cycle = peel_cycle(match["after"] or match["before"])
        pillars = {each.lower() for each in _PILLAR.findall(match[0])} & set(PILLARS)
        pillar = pillars.pop() if len(pillars) == 1 else ""
        yield Edition(cycle, pillar, Words(line.number, *match.span()))


def round_of(page: Page, known: Container[str]) -> str:
    """The key of the round that a page names most, what its title and words on the report name before all else."""
    for loose in (False, True):
        told: Counter[str] = Counter()
        for index, line in enumerate(page.filled()):
            weight = _IN_TITLE if index < _TITLE_LINES else _OF_REPORT if "report" in line.text.lower() else 1
            for each in editions(line, loose=loose):
                told[each.cycle] += weight if each.cycle in known else 0
        if told.total():
            return max(told, key=lambda cycle: (told[cycle], cycle))
    return ""


def round_at(day: str) -> str:
    """The key of the round whose reports came out last before a day such as ``2016-11-03``; empty before the first."""
    return next((cycle for month, cycle in _FROM if day[: len(month)] >= month), "") if len(day) > len("2016") else ""
