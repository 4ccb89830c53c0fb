"""Titles of PEEL pages, such as ``Ashshire PEEL 2016``: the force, the round, and keys made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.reading.grammar.editions import peel_cycle
from builder.reading.grammar.mentions import Kind
from builder.reading.knowledge import Knowledge
from builder.reading.page import Line, Page

_TITLE_LINES: Final = 25
_REPORT: Final = re.compile(rf"PEEL: police {Kind.PILLAR.value} {Kind.YEAR.value}", re.IGNORECASE)
_INSPECTION: Final = re.compile(rf"an inspection of {Kind.BODY.value}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a page: its line, the force's key, and the key of the round."""

    line: Line
    force: str
    cycle: str


def page_title(page: Page, known: Knowledge, *, with_peel: bool) -> Title | None:
    """The title among the first lines: a force and a year, in either order, with the word PEEL beside it or without."""
    year = Kind.CYCLE.value if with_peel else Kind.YEAR.value
    wanted = re.compile(rf"(?:read more about )?{Kind.BODY.value}\W*{year}|{year}\W*{Kind.BODY.value}", re.IGNORECASE)
    for _, line in zip(range(_TITLE_LINES), page.filled(), strict=False):
        for sentence in line.sentences:
            match = wanted.match(sentence.tagged)
            if match is None:
                continue
            named = {each.kind: each.value for each in sentence.mentions[:2]}
            force = known.force_of(named.get(Kind.BODY, ""))
            if force:
                return Title(line, force, peel_cycle(named[Kind.CYCLE if with_peel else Kind.YEAR]))
    return None


def report_title(page: Page, known: Knowledge) -> Title | None:
    """The title of a report on one pillar: ``PEEL: Police efficiency 2016``, ``An inspection of Ashshire Police``."""
    cycle = force = ""
    for _, line in zip(range(_TITLE_LINES), page.filled(), strict=False):
        for sentence in line.sentences:
            if match := _REPORT.search(sentence.tagged):
                cycle = cycle or peel_cycle(sentence.mention_at(match.end() - 1).value)
            if match := _INSPECTION.search(sentence.tagged):
                named = sentence.mention_at(match.end() - 1).value
                force = force or known.force_of(named)
        if cycle and force:
            return Title(line, force, cycle)
    return None


def slug(*parts: str) -> str:
    """A key made of words: lower case, joined by hyphens."""
    return "-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part)
