"""Grades of an earlier round that a document mentions in passing."""

from __future__ import annotations

from collections.abc import Iterator

from builder.reading.facts import Fact
from builder.reading.grammar.phrases import Match
from builder.reading.grammar.questions import question_of
from builder.reading.judging import judgment
from builder.reading.kinds.heading import peel_cycle
from builder.reading.kinds.kind import Head, Tools


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
    grade, year, pillar = match.one("grade"), match.one("year"), match.one("pillar")
    if grade is None:
        return
    subject = pillar.value if pillar else head.subject
    cycle = peel_cycle(year.value) if year else cycle_before(head.cycle, tools)
    doubt = ""
    if subject == "value-for-money":
        at = year.value if year else str(tools.known.cycles[head.cycle].year - 1)
        cycle = f"valuing-the-police-{at}"
    if cycle not in tools.known.cycles or not subject:
        return
    if aspect:
        question = question_of(aspect, tools.known.questions.get((cycle, subject), ()))
        if question is None:
            doubt = "no question of that round is known to which these words belong"
        else:
            subject = question.key
    words = (match.words,)
    yield judgment(
        head,
        subject,
        grade.value,
        words,
        match.phrase.rule,
        match.phrase.confidence,
        cycle=cycle,
        basis="previous",
        doubt=doubt,
    )
