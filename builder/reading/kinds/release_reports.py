"""Reports that a press release names: the national one, those of the forces, and the one that it comes with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.editions import editions
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.sentences import Sentence
from builder.reading.kinds.heading import slug
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Line

_NATIONAL: Final = re.compile(r"national report[,:]?\s*$", re.IGNORECASE)
_EACH: Final = re.compile(r"inspection report for each force", re.IGNORECASE)
_INSPECTION: Final = re.compile(rf"{Kind.CYCLE.value}\W+an inspection of {Kind.BODY.value}\W*", re.IGNORECASE)
_OF_PILLAR: Final = re.compile(
    rf"PEEL:? police {Kind.PILLAR.value}(?: {Kind.YEAR.value})? - {Kind.BODY.value}\W*", re.IGNORECASE
)


def reports(lines: Sequence[Line], head: Head, tools: Tools) -> Iterator[Fact]:
    """The reports named, each defined by its name."""
    forces = tools.known.forces
    for line in lines:
        for sentence in line.sentences:
            yield from _of_a_force(sentence, line, head, forces)
        if not head.subject:
            continue
        for edition in editions(line):
            if _NATIONAL.search(line.text[: edition.words.start]):
                name = line.raw[edition.words.start : edition.words.end]
                key = slug(edition.cycle, edition.pillar or head.subject, "national")
                yield _cited(key, name, edition.cycle, "", edition.words, "national-report")
        if match := _EACH.search(line.text):
            key = slug(head.cycle, head.subject, "force-reports")
            name = f"{tools.known.cycles[head.cycle].name} {head.subject} inspection reports, one for each force"
            yield _cited(key, name, head.cycle, "", Words(line.number, *match.span()), "reports-of-forces")


def _of_a_force(sentence: Sentence, line: Line, head: Head, forces: frozenset[str]) -> Iterator[Fact]:
    """The report of a force whose name a line is."""
    for pattern, parts in ((_INSPECTION, (head.cycle, "report")), (_OF_PILLAR, (head.cycle, head.subject))):
        if not pattern.fullmatch(sentence.tagged):
            continue
        force = next(each.value for each in sentence.mentions if each.kind is Kind.BODY)
        if force in forces and all(parts):
            yield _cited(slug(*parts, force), line.raw.strip(), head.cycle, force, line.words, "report-of-a-force")


def _cited(key: str, name: str, cycle: str, about: str, words: Words, rule: str) -> Fact:
    fields: dict[str, object] = {"document": key, "name": name, "kind": "report", "publishers": ("hmicfrs",)}
    if about:
        fields["about"] = about
    return Fact("cited_documents", {**fields, "cycle": cycle}, (words,), rule, 0.93)
