"""Grades in sentences that follow no formula: whose, of which round, and for what, by what stands around each.

What phrases have read, or denied, is left alone. A word that may be praise is no grade here, and a grade whose subject
can't be told is none either: it stays unread, and the report shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from builder.reading.facts import Fact
from builder.reading.grammar.assertions import Assertion, assertions
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.moments import AGO, AS_THEN, BEFORE, NOW, same_moment, year_ago
from builder.reading.grammar.phrases import Match
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.judging import judgment, ungraded
from builder.reading.kinds.aspects import FIRST_ROUND, VALUE, Aspects, pillars
from builder.reading.kinds.kind import Head, Tools
from builder.reading.kinds.passages import LONGEST, round_said
from builder.reading.kinds.what_for import FOR, Section, WhatFor

RULE: Final = "grade-in-a-sentence"
_SURE: Final = 0.87
_VALUING: Final = "valuing-the-police"
"""The programme of the inspections before PEEL."""
_B, _P = Kind.BODY.value, Kind.PILLAR.value
_HOLDS: Final = re.compile(r"$|,|(?:carries|stands|still|remains)\b", re.IGNORECASE)
_WAS: Final = re.compile(r"\b(?:was|were|had been)$", re.IGNORECASE)
_KEPT: Final = re.compile(r"\b(?:kept|keeps|retained|retains|maintained|maintains|held)\b[^,;]*$", re.IGNORECASE)
"""Words by which an earlier grade is also that of now."""
_OF_OTHERS: Final = re.compile(rf"\b(?:for|by|of|to) {_B}")


def unread(sentence: Sentence, closed: Sequence[Match], read: Sequence[Fact]) -> set[int]:
    """Where the grades of a sentence begin that neither a fact carries nor a phrase that has the last word."""
    taken = [word for fact in read for word in fact.words]
    taken += [match.words for match in closed]
    return {
        each.start
        for each in sentence.mentions
        if each.kind in (Kind.GRADE, Kind.STATE)
        and not any(word.line == sentence.line and word.start <= each.start < word.end for word in taken)
    }


class RunningText:
    """Reads what phrases leave of one document."""

    def __init__(self, head: Head, tools: Tools) -> None:
        self._head = head
        self._tools = tools
        self._what_for = WhatFor(head, tools)
        self._aspects = Aspects(head, tools)

    def of_another_round(self, match: Match) -> bool:
        """Whether the grade of a match is, by the words around it, of another round than the document's."""
        grade = match.one("grade")
        for said in assertions(match.sentence) if grade else ():
            if said.outcome == grade:
                return round_said(said, self._head, self._tools) != self._head.cycle
        return False

    def is_on_something(self, sentence: Sentence, grade: Mention) -> bool:
        """Whether the clause of a grade begins with what it is for."""
        return any(self._what_for.fronted(said) is not None for said in assertions(sentence) if said.outcome == grade)

    def means_a_grade(self, sentence: Sentence, grade: Mention) -> bool:
        """Whether a grade word is by the words around it no praise."""
        return any(said.official and not said.denied for said in assertions(sentence) if said.outcome == grade)

    def facts(self, sentence: Sentence, wanted: set[int], section: Section) -> Iterator[Fact]:
        """The grades of a sentence that begin at the characters ``wanted``."""
        if len(sentence.tagged) > LONGEST:
            return
        yield from self._same_before(sentence, section)
        if not wanted:
            return
        if self._on_value_for_money(sentence):
            yield from self._of_another_programme(sentence, wanted)
            return
        last: tuple[str, ...] = ()
        told = False
        for said in assertions(sentence):
            before_told, told = told, said.outcome.start not in wanted and not said.denied
            cycle = round_said(said, self._head, self._tools)
            official = said.official or _was_before(said) or (section.listed and _begins(said))
            official = official or (before_told and said.goes_on)
            if not cycle or said.denied or not official or self._of_another(said):
                continue
            subjects, sure = self._what_for.subjects(said, cycle, section, last)
            last = subjects or last
            if said.outcome.start in wanted:
                yield from (self._fact(said, subject, cycle, sure, section) for subject in subjects)
                if cycle != self._head.cycle and _KEPT.search(said.before.text):
                    own = (self._aspects.then(subject, self._head.cycle) for subject in subjects)
                    yield from (self._fact(said, each, self._head.cycle, sure, section) for each in own if each)

    def _same_before(self, sentence: Sentence, section: Section) -> Iterator[Fact]:
        """The grades of an earlier round that this one repeats: ``good for legitimacy, as in 2017``."""
        if not AS_THEN.search(sentence.tagged):
            return
        found = [*assertions(sentence)]
        starts = [*(each.before.start for each in found), len(sentence.tagged)]
        for said, (_, end) in zip(found, pairwise(starts), strict=True):
            own = said.outcome.kind is Kind.GRADE and said.when in ("", NOW)
            when = same_moment(Stretch(sentence, said.before.end, end)) if own else ""
            then = round_said(replace(said, when=when), self._head, self._tools) if when else self._head.cycle
            if then in ("", self._head.cycle) or said.denied or not said.official or self._of_another(said):
                continue
            subjects, sure = self._what_for.subjects(said, self._head.cycle, section, ())
            before = (self._aspects.then(subject, then) for subject in subjects)
            yield from (self._fact(said, subject, then, sure, section) for subject in before if subject)

    def _on_value_for_money(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of value for money, which was a programme of its own but in the first round."""
        first = self._head.cycle == FIRST_ROUND
        return not first and any(each.value == VALUE for each in sentence.mentions)

    def _of_another_programme(self, sentence: Sentence, wanted: set[int]) -> Iterator[Fact]:
        """Grades for value for money, of the year that is named, else of the one before the document's round."""
        cycles = self._tools.known.cycles
        for said in assertions(sentence):
            cycle = f"{_VALUING}-{self._year(said.when)}"
            earlier = said.when not in ("", NOW) and cycle in cycles
            sound = said.official and not said.denied and not self._of_another(said)
            if earlier and sound and said.outcome.start in wanted:
                yield self._fact(said, VALUE, cycle, _SURE, Section())

    def _year(self, when: str) -> str:
        """The year that words on time name or come to."""
        own = self._tools.known.cycles[self._head.cycle].year
        if when == BEFORE:
            return str(own - 1)
        return year_ago(when, own) if when.startswith(AGO) else when

    def _fact(self, said: Assertion, subject: str, cycle: str, sure: float, section: Section) -> Fact:
        if said.outcome.kind is Kind.STATE:
            return ungraded(self._head, subject, said.outcome.value, (said.words,), RULE, sure)
        basis = section.basis if cycle == self._head.cycle else "previous"
        return judgment(self._head, subject, said.outcome.value, (said.words,), RULE, sure, cycle=cycle, basis=basis)

    def _of_another(self, said: Assertion) -> bool:
        """Whether another body is spoken of."""
        own = ("", self._head.body, self._head.publisher)
        if said.body is not None:
            return said.body.value not in own
        return _OF_OTHERS.search(said.behind.text) is not None


def _begins(said: Assertion) -> bool:
    """Whether a line begins with a grade and goes on with what it is for."""
    return not re.search(r"\w", said.before.text) and said.outcome.capital and bool(FOR.match(said.behind.text))


def _was_before(said: Assertion) -> bool:
    """Whether a plain word tells of an earlier round: ``In 2017 it was good at legitimacy``."""
    was = _WAS.search(said.before.text) and (FOR.match(said.behind.text) or _HOLDS.match(said.behind.text))
    return said.when not in ("", NOW) and bool(was)


def pillars_of(sentence: Sentence) -> tuple[str, ...]:
    """The pillars that a sentence names, in their order."""
    return tuple(pillars(Stretch(sentence, 0, len(sentence.tagged))))
