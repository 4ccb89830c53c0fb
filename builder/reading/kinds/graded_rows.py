"""Rows of tables and lists that end with a grade: ``Efficiency – Good``, ``How well does the force …?  Good``.

A table may have a column for each round, below a row of years; what a row of it holds less than that is not told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.areas import Areas
from builder.reading.grammar.editions import peel_cycle
from builder.reading.grammar.mentions import PILLARS, Kind, Mention
from builder.reading.grammar.questions import about, question_of, same_wording
from builder.reading.judging import judgment, ungraded
from builder.reading.kinds.aspects import as_pillar
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Line

RULE: Final = "row-with-a-grade"
_SURE: Final = 0.95
_OUTCOMES: Final = (Kind.GRADE, Kind.STATE)
_ROUNDS: Final = (Kind.YEAR, Kind.CYCLE)
_SEPARATES: Final = re.compile(r"[|:?]|\s-\s|\s{2,}")
_BETWEEN: Final = re.compile(r"[\s|,;/*()-]*")
_BULLET: Final = re.compile(r"\s*(?:(?:[-*•·▪]|\(?\d{1,2}[.)])\s*|o\s+)?")
_OVERALL: Final = re.compile(r"overall(?: (?:grade|judge?ment|rating))?", re.IGNORECASE)
_HEADER_WORDS: Final = 4
_LEAST: Final = 0.6


def table_lines(lines: Iterable[Line]) -> set[int]:
    """The numbers of the lines with grades below a row of years, which no one line can be read without."""
    columns: list[str] = []
    found: set[int] = set()
    for line in lines:
        columns = _columns(line, columns)
        if columns and any(each.kind in _OUTCOMES for each in line.named):
            found.add(line.number)
    return found


def _columns(line: Line, before: list[str]) -> list[str]:
    """The rounds of the columns below a line: a row of years begins a table, and prose ends it."""
    return _header(line, line.named) or (before if len(line.text.split()) <= 2 * _HEADER_WORDS else [])


def graded_rows(lines: Iterable[Line], head: Head, tools: Tools, basis: str = "stated") -> Iterator[Fact]:
    """The grades of rows: of the round of their column, else of the document's own, on the given basis."""
    columns: list[str] = []
    for line in lines:
        mentions = line.named
        outcomes = [each for each in mentions if each.kind in _OUTCOMES]
        if not outcomes:
            columns = _columns(line, columns)
            continue
        left = _left(line, outcomes, in_columns=bool(columns))
        if left:
            subjects = [_subject(left, cycle, head, tools) for cycle in columns or [head.cycle]]
            yield from _row(line, outcomes, [*zip(columns or [head.cycle], subjects, strict=True)], head, basis)


def _header(line: Line, mentions: Sequence[Mention]) -> list[str]:
    """The rounds of the columns below a line, where it is the first row of a table."""
    rounds = [each for each in mentions if each.kind in _ROUNDS]
    others = line.text
    for each in reversed(rounds):
        others = others[: each.start] + others[each.end :]
    few = len(others.split()) <= _HEADER_WORDS
    return [peel_cycle(each.value) for each in rounds] if len(rounds) > 1 and few else []


def _left(line: Line, outcomes: Sequence[Mention], *, in_columns: bool) -> str:
    """What stands before the grades that a line ends with, set apart from them; empty where it is no row.

    Below the head of a table a blank is enough to set them apart: its columns may have been lost.
    """
    text = line.text
    ends = [*(each.start for each in outcomes[1:]), len(text.rstrip(" .;,*)'\""))]
    if not all(
        _BETWEEN.fullmatch(text, each.end, end) for each, end in zip(outcomes, ends, strict=True) if end > each.end
    ):
        return ""
    before = text[: outcomes[0].start]
    stripped = before.rstrip(" |:-(?")
    tab = "\t" in line.raw[len(stripped) : outcomes[0].start]
    if not stripped or not (tab or in_columns or _SEPARATES.search(before, len(stripped))):
        return ""
    return _BULLET.sub("", stripped, count=1).strip(" |*")


def _row(
    line: Line, outcomes: Sequence[Mention], cells: Sequence[tuple[str, str]], head: Head, basis: str
) -> Iterator[Fact]:
    """The outcomes of a row, each for the round and subject of its cell; none where one is lost."""
    for outcome, (cycle, subject) in zip(outcomes, cells, strict=True) if len(outcomes) == len(cells) else ():
        words = (Words(line.number, line.words.start, outcome.end),)
        if outcome.kind is Kind.GRADE and subject:
            by = basis if cycle == head.cycle else "previous"
            yield judgment(head, subject, outcome.value, words, RULE, _SURE, cycle=cycle, basis=by)
        elif subject and cycle == head.cycle:
            yield ungraded(head, subject, outcome.value, words, RULE, _SURE)


def _subject(text: str, cycle: str, head: Head, tools: Tools) -> str:
    """The pillar, question or area that the first cell of a row names; empty for anything else."""
    if cycle not in tools.known.cycles:
        return ""
    for pillar, words in PILLARS.items():
        if re.fullmatch(words, text, re.IGNORECASE):
            return as_pillar(pillar)
    if _OVERALL.fullmatch(text):
        return head.subject
    areas = Areas(tools.known, cycle)
    if areas.names:
        return areas.named(text) or areas.about(text)
    asked = [each for one in PILLARS for each in tools.known.questions.get((cycle, one), ())]
    question = same_wording(text, asked) or question_of(text, asked)
    return question.key if question and about(question.wording, text) >= _LEAST else ""
