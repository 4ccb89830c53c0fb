"""Grades of an earlier round that a document mentions in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.reading.facts import Fact
from builder.reading.grammar.areas import Areas
from builder.reading.grammar.editions import peel_cycle
from builder.reading.grammar.mentions import PILLARS
from builder.reading.grammar.moments import AS_THEN
from builder.reading.grammar.phrases import Match
from builder.reading.grammar.questions import question_of
from builder.reading.judging import judgment
from builder.reading.kinds.aspects import Aspects
from builder.reading.kinds.kind import Head, Tools

_UNKNOWN: Final = "no question of that round is known to which these words belong"
_PILLAR: Final = re.compile(
    r"(?:its |the |our |their |HMIC(?:FRS)?'?s? |how )?(?:overall )?(?:"
    + "|".join(f"(?P<p{index}>{words})" for index, words in enumerate(PILLARS.values()))
    + r")(?: (?:overall|as a whole|it (?:is|was)|inspection|report|assessment|pillar|strand))?\W*",
    re.IGNORECASE,
)
"""Words for a pillar as a whole."""


def _as_pillar(match: re.Match[str]) -> str:
    return next(key for key, found in zip(PILLARS, match.groups(), strict=True) if found)


def cycle_before(cycle: str, tools: Tools) -> str:
    """The key of the round of the same programme before this one; empty where none is known."""
    this = tools.known.cycles.get(cycle)
    if this is None:
        return ""
    earlier = [
        each for each in tools.known.cycles.values() if each.programme == this.programme and each.year < this.year
    ]
    return max(earlier, key=lambda each: each.year).cycle if earlier else ""


def previous(match: Match, head: Head, tools: Tools, aspect: str) -> Iterator[Fact]:
    """The grade of the year that is named, else of the round before; of the subject that is named, else the page's."""
    grade, year, pillar = match.one("grade"), match.one("round"), match.one("pillar")
    if grade is None or AS_THEN.search(match.sentence.tagged, match.sentence.place_of(grade)):
        return  # "rated good for effectiveness, as in 2015": a grade of this round first
    whole = _PILLAR.fullmatch(aspect)
    aspect = "" if whole else aspect
    subject = pillar.value if pillar else _as_pillar(whole) if whole else head.subject
    cycle = peel_cycle(year.value) if year else cycle_before(head.cycle, tools)
    if subject == "value-for-money":
        at = year.value if year else str(tools.known.cycles[head.cycle].year - 1)
        cycle = f"valuing-the-police-{at}"
    if cycle not in tools.known.cycles:
        return
    if (areas := Areas(tools.known, cycle)).names:
        for area in areas.listed(aspect):
            yield _earlier(head, area, match, cycle)
        return
    if not subject:
        return
    for each in _named(match, aspect, replace(head, subject=subject), cycle, tools):
        yield _earlier(head, each or subject, match, cycle, "" if each else _UNKNOWN)


def _named(match: Match, aspect: str, head: Head, cycle: str, tools: Tools) -> tuple[str, ...]:
    """The subjects of an earlier round that words name, or a question of this one; empty where they are not known."""
    if not aspect:
        return (head.subject,)
    if match.named:
        return Aspects(head, tools).of(match.named, cycle) or ("",)
    question = question_of(aspect, tools.known.questions.get((cycle, head.subject), ()))
    return (question.key if question else "",)


def _earlier(head: Head, subject: str, match: Match, cycle: str, doubt: str = "") -> Fact:
    """The grade of a match; one of the document's own round is no earlier one."""
    grade = match.mentions["grade"][0].value
    basis = "stated" if cycle == head.cycle else "previous"
    rule, sure, words = match.phrase.rule, match.phrase.confidence, (match.words,)
    return judgment(head, subject, grade, words, rule, sure, cycle=cycle, basis=basis, doubt=doubt)
