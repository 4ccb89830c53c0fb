"""Letters, statements and minutes of police and crime commissioners about a PEEL inspection.

Grades in them are second-hand: ``reported`` where they are of the round that is answered, ``previous`` where of one
before. Whoever signs is no inspector. A list that was lost behind ``as follows:`` gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.figure_stated import DURATION
from builder.reading.grammar.areas import Areas
from builder.reading.grammar.assertions import NOUN, VERB
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.numbers import number
from builder.reading.grammar.people import people
from builder.reading.grammar.phrases import SLOTS, Match, matches
from builder.reading.grammar.rulebook import NOTHING
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.judging import judgment
from builder.reading.kinds.answers import answer, reference
from builder.reading.kinds.area_counts import AreaCounts
from builder.reading.kinds.area_lists import area_lists
from builder.reading.kinds.aspects import PEEL, Aspects
from builder.reading.kinds.dated import on_site
from builder.reading.kinds.graded_rows import graded_rows, table_lines
from builder.reading.kinds.heading import slug
from builder.reading.kinds.kind import DocumentKind, Head, Tools
from builder.reading.kinds.national import national
from builder.reading.kinds.passages import (
    LONGEST,
    leads_on,
    round_meant,
    sound_clauses,
)
from builder.reading.kinds.previous import cycle_before
from builder.reading.kinds.response_head import posted, response_head, sureness, written
from builder.reading.kinds.running_text import RunningText, pillars_of, unread
from builder.reading.kinds.what_for import Section
from builder.reading.page import Line, Page

_VERB: Final = re.compile(
    r"\b(?:rated|graded|judged|assessed|awarded|given|received|retained|achieved)\b", re.IGNORECASE
)
_LEAD: Final = re.compile(rf"\b(?:{VERB}|{NOUN})\b[^.:]*:\s*$", re.IGNORECASE)
"""What leads to a list of grades."""
_OF_THE_FORCE: Final = frozenset({"overall", "graded", "reported"})
"""Grades of the force, of the pillar that is answered where nothing behind them says what for."""
_REPORTED: Final = re.compile(r"\b(?:report|inspection|assessment|year|round|judgments?)\b", re.IGNORECASE)
_LISTED: Final = 0.93
_COUNTS: Final = frozenset({"area-count", "areas-graded"})
"""What phrases of releases give that counts areas."""
_THREE: Final = 3
_AREAS_FROM: Final = 2021
_LEAST_QUOTED, _LEAST_SAID, _LEAST_NAMED = 0.25, 0.6, 0.9


def recognise(page: Page, _: Tools) -> float:
    """Sure where a commissioner writes, and of a PEEL inspection."""
    return sureness(page)


def head(page: Page, tools: Tools) -> Head | None:
    """The commissioner's force, the round and the pillar that are answered."""
    day = written(page, tools)
    put_up = next((str(fact.fields["date"]) for fact in posted(page)), "")
    return response_head(page, tools, day.period if day else put_up)


def read(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """The day, who writes to whom, what is answered, and the grades that are passed on."""
    day = written(page, tools)
    yield from posted(page)
    if day:
        yield Fact("dates", {"kind": "written", "date": day.period}, (day.words,), day.rule, day.confidence)
    found = tuple(people(page, tools.known, force=head.body, commissioner=True))
    yield from found
    yield from reference(page)
    yield from answer(page, head, tools, found, day)
    yield from _Reader(head, tools).facts(page)
    yield from on_site(page.filled(), head, tools)
    yield from national(list(page.filled()), head, tools)


class _Reader:
    """Follows the sentences of one response."""

    def __init__(self, head: Head, tools: Tools) -> None:
        self._head = head
        self._tools = tools
        counting = [each for each in tools.rules.of("press-release") if each.gives in _COUNTS]
        rules = tools.rules.of("commissioner-response")
        denied = [each for each in rules if each.gives == NOTHING]
        self._phrases = (*denied, *counting, *(each for each in rules if each.gives != NOTHING))
        self._counts = AreaCounts(head, tools)
        self._areas = Areas(tools.known, head.cycle)
        self._aspects = Aspects(head, tools)
        self._prose = RunningText(head, tools)

    def facts(self, page: Page) -> Iterator[Fact]:
        """The grades that the lists and sentences of a page pass on."""
        lists = area_lists(list(page.filled()), self._areas) if self._areas.names else None
        for each in lists.listed if lists else ():
            doubt = "which grade belongs to which area can be read in two ways" if each.unclear else ""
            if each.area:
                yield judgment(
                    self._head, each.area, each.grade, each.words, each.rule, _LISTED, basis="reported", doubt=doubt
                )
        yield from graded_rows(page.filled(), self._head, self._tools, "reported")
        listed = False
        tables = table_lines(page.filled())
        for line in page.filled():
            listed = (listed and line.mentions_first(Kind.GRADE)) or bool(_LEAD.search(line.text))
            named: tuple[str, ...] = ()
            for sentence in line.sentences if line.number not in tables else ():
                before, named = named, tuple(self._areas.within(sentence.tagged)) or pillars_of(sentence)
                if len(sentence.tagged) > LONGEST or not any(
                    each.kind in (Kind.GRADE, Kind.STATE) for each in sentence.mentions
                ):
                    continue
                matched = sorted(matches(sentence, self._phrases), key=lambda each: each.words)
                read = [fact for match in matched for fact in self._meant(match, sentence, line)]
                yield from read
                closed = [each for each in matched if each.phrase.gives in (NOTHING, *_COUNTS)]
                left = unread(sentence, closed, read)
                yield from self._prose.facts(sentence, left, Section(self._head.subject, "reported", before, listed))
        yield from self._counts.facts()

    def _meant(self, match: Match, sentence: Sentence, line: Line) -> Iterator[Fact]:
        grade = match.one("grade")
        if match.phrase.gives in _COUNTS and self._areas.names:
            self._counts.take(match)
            return
        if grade is None or not self._own(match, sentence, grade):
            return
        gives = match.phrase.gives
        official = _official(sentence, grade, line)
        if gives in ("all-pillars", "pillars", "running") and official:
            yield from self._pillars(match, sentence, grade)
        elif gives in _OF_THE_FORCE and leads_on(sentence, match):
            yield from self._questions(match, sentence, line)
        elif gives in _OF_THE_FORCE and self._prose.is_on_something(sentence, grade):
            return  # "on the third question, it was graded …"
        elif gives in _OF_THE_FORCE and self._head.subject and (official or grade.value == "requires-improvement"):
            yield from self._one(match, sentence, grade, self._head.subject)
        elif gives == "grade-for" and official and match.named:
            yield from self._named(match, sentence, grade, match.named)
        elif gives == "for-something-graded" and official and match.named:
            yield from self._fronted(match, sentence, grade, match.named)

    def _own(self, match: Match, sentence: Sentence, grade: Mention) -> bool:
        """Whether the force of a phrase, or the last one named before it, is the one that the document is about."""
        body = match.one("body")
        if body is None:
            named = [each for each in sentence.mentions if each.kind is Kind.BODY and each.start < grade.start]
            body = named[-1] if named else None
        return body is None or body.value in ("", self._head.body, self._head.publisher)

    def _pillars(self, match: Match, sentence: Sentence, grade: Mention) -> Iterator[Fact]:
        """One grade for several pillars: those that are named, else all three."""
        pillars = [each.value for each in match.mentions.get("pillar", ()) if each.value in PEEL]
        counted = match.one("number")
        if match.phrase.gives == "all-pillars":
            if self._tools.known.cycles[self._head.cycle].year > _AREAS_FROM:
                return
            if counted and number(counted.value) != _THREE:
                return
            named = [each.value for each in sentence.mentions if each.kind is Kind.PILLAR and each.value in PEEL]
            pillars = list(dict.fromkeys(named)) if len(set(named)) == _THREE else list(PEEL)
        for pillar in dict.fromkeys(pillars):
            yield from self._one(match, sentence, grade, pillar)
        if match.phrase.gives == "running" and counted:
            yield from self._running(match, grade, pillars[0], counted)

    def _running(self, match: Match, grade: Mention, pillar: str, counted: Mention) -> Iterator[Fact]:
        """For how many years a grade was given, and by inference the grades of the rounds before."""
        years = number(counted.value)
        if years is None or years != years.to_integral_value():
            return
        rule, sure = match.phrase.rule, match.phrase.confidence
        fields = {
            "metric": DURATION,
            "about": self._head.body,
            "value": int(years),
            "unit": "years",
            "status": "actual",
            "printed": counted.value,
            "subject": pillar,
        }
        words = Words(match.words.line, counted.start, counted.end)
        yield Fact("metrics", fields, (words,), rule, sure)
        cycle = self._head.cycle
        for _ in range(min(int(years), len(self._tools.known.cycles)) - 1):
            cycle = cycle_before(cycle, self._tools)
            if not cycle:
                return
            doubt = "follows only from the number of years in a row"
            yield judgment(
                self._head, pillar, grade.value, (match.words,), rule, 0.5, cycle=cycle, basis="previous", doubt=doubt
            )

    def _questions(self, match: Match, sentence: Sentence, line: Line) -> Iterator[Fact]:
        """Grades for what a sentence says they are for: areas or questions."""
        rule, sure = match.phrase.rule, match.phrase.confidence
        for clause in sound_clauses(sentence, match.words.start):
            quoted = _official(sentence, clause.grade, line)
            if round_meant(sentence, clause.grade, self._head, self._tools) != self._head.cycle:
                continue
            if not quoted and match.phrase.gives != "reported" and clause.grade.value != "requires-improvement":
                continue
            least = _LEAST_QUOTED if quoted else _LEAST_SAID
            for subject in self._aspects.of(clause.aspect, self._head.cycle, least):
                words = (clause.words,)
                yield judgment(self._head, subject, clause.grade.value, words, rule, sure, basis="reported")

    def _fronted(self, match: Match, sentence: Sentence, grade: Mention, aspect: Stretch) -> Iterator[Fact]:
        """A grade for what a sentence begins with; where that is a report, of the pillar that is answered."""
        subjects = self._aspects.of(aspect, self._head.cycle, _LEAST_SAID)
        if not subjects and self._head.subject and _REPORTED.search(aspect.text):
            subjects = (self._head.subject,)
        for subject in subjects:
            yield from self._one(match, sentence, grade, subject)

    def _named(self, match: Match, sentence: Sentence, grade: Mention, aspect: Stretch) -> Iterator[Fact]:
        """A grade for something with a name: an area or a question, else a case for review."""
        subjects = self._aspects.of(aspect, self._head.cycle, _LEAST_NAMED)
        for subject in subjects:
            yield from self._one(match, sentence, grade, subject)
        if not subjects:
            name, words = aspect.written(SLOTS["pillar"]).strip(), (match.words,)
            doubt = f"no subject of {self._tools.known.cycles[self._head.cycle].name} goes by the name of {name}"
            rule = match.phrase.rule
            yield judgment(self._head, slug(name), grade.value, words, rule, 0.5, basis="reported", doubt=doubt)

    def _one(self, match: Match, sentence: Sentence, grade: Mention, subject: str) -> Iterator[Fact]:
        """A grade of the round that the sentence is about."""
        cycle = round_meant(sentence, grade, self._head, self._tools)
        basis = "reported" if cycle == self._head.cycle else "previous"
        if cycle:
            rule, sure = match.phrase.rule, match.phrase.confidence
            yield judgment(self._head, subject, grade.value, (match.words,), rule, sure, cycle=cycle, basis=basis)


def _official(sentence: Sentence, grade: Mention, line: Line) -> bool:
    """Whether a grade word is meant as a grade: in quotation marks, with a capital, or behind a word for judging."""
    at = sentence.place_of(grade)
    bare = line.raw[grade.start : grade.end].strip("'\"‘’“”")
    return grade.quoted or (at > 0 and bare[:1].isupper()) or _VERB.search(sentence.tagged, 0, at) is not None


KIND: Final = DocumentKind("pcc-response", recognise, head, read)
