"""Press releases of the inspectorate: on one force, on many with a section each, or on all.

Points below ``HMICFRS judged that X:`` grade questions; a heading or the inspector who is quoted grades the pillar;
from 2021 on a sentence counts the areas per grade and the next ones name some. What a section says is of its force
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.areas import Areas
from builder.reading.grammar.assertions import assertions
from builder.reading.grammar.editions import peel_cycle
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.people import people
from builder.reading.grammar.phrases import Match, matches
from builder.reading.grammar.rulebook import NOTHING
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.judging import judgment, ungraded
from builder.reading.kinds.area_counts import AreaCounts
from builder.reading.kinds.aspects import FIRST_ROUND, VALUE, Aspects, as_pillar, pillars
from builder.reading.kinds.dated import on_site
from builder.reading.kinds.graded_rows import graded_rows
from builder.reading.kinds.kind import DocumentKind, Head, Tools
from builder.reading.kinds.national import national
from builder.reading.kinds.passages import LONGEST, SoundClause, for_what, leads_on, round_meant, sound_clauses
from builder.reading.kinds.previous import cycle_before, previous
from builder.reading.kinds.release_day import copied_on, published
from builder.reading.kinds.release_head import NOTES, filled, headed, recognise, release_head, section_of
from builder.reading.kinds.release_reports import reports
from builder.reading.kinds.running_text import RunningText, pillars_of, unread
from builder.reading.kinds.what_for import Section, names_nothing
from builder.reading.page import Form, Line, Page

_POINT: Final = re.compile(r"\W*(?:is|was|are|requires?|has|have|needs?|does)\b", re.IGNORECASE)
_CHANGED: Final = re.compile(r"(?P<before>.*?)\W*\b\w+ from\W*$", re.IGNORECASE)
_OF_WHAT: Final = re.compile(
    rf"\b(?:for|in|on|at) (?P<aspect>[^,;{Kind.BODY.value}{Kind.YEAR.value}]+?)(?: (?:has|have|had|was))?$",
    re.IGNORECASE,
)
"""Words around a change of grade that say of what."""
_LEAST_JUDGED, _LEAST_SAID = 0.25, 0.6
_BY_NAME: Final = 0.85
"""How sure a grade without quotation marks is that is for an area by its full name."""
_PRAISE: Final = "without quotation marks the word may be praise"
_TAKEN: Final = frozenset({NOTHING, "areas", "some-areas", "areas-before", "area-count", "changed"})
"""What phrases give that leaves no grade to be read in another way."""
_PAGES_ONLY: Final = frozenset({"question", "judged-question", "same", "same-as-before", "state"})
"""What phrases on pages about a pillar give that holds on these alone."""


def head(page: Page, tools: Tools) -> Head | None:
    """The force, unless there are many, the round and the pillar."""
    day = next((str(fact.fields["date"]) for fact in published(page, tools)), "")
    return release_head(page, tools, day or copied_on(page))


def read(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """The day, the inspectors, the grades of each force, and the counts of all."""
    lines = filled(page)
    numbers = {line.number for line in lines}
    yield from published(page, tools)
    found = people(page, tools.known, force=head.body)
    yield from (fact for fact in found if all(words.line in numbers for words in fact.words))
    if head.body:
        yield from on_site(lines, head, tools)
    yield from _Reader(page, lines, head, tools).facts()
    if head.body:
        yield from graded_rows(lines, head, tools)
    yield from national(lines, head, tools)
    yield from reports(lines, head, tools)


class _Reader:
    """Follows the lines of one release from section to section."""

    def __init__(self, page: Page, lines: Sequence[Line], head: Head, tools: Tools) -> None:
        self._page = page
        self._lines = lines
        self._whole = head
        self._head = head
        """What the section is about."""
        self._tools = tools
        self._forces = tools.known.forces
        phrases = tools.rules.of("previous", "peel-pillar", "press-release")
        self._phrases = tuple(each for each in phrases if each.gives not in _PAGES_ONLY)
        self._areas = Areas(tools.known, head.cycle)
        self._counts = AreaCounts(head, tools)
        self._prose, self._aspects = RunningText(head, tools), Aspects(head, tools)
        self._notes = False
        self._pillars: tuple[str, ...] = ()
        """The areas or pillars that the sentence before names."""
        self._left_out = ""
        """The words for a question that the line says was not inspected."""

    def facts(self) -> Iterator[Fact]:
        """The grades of every section, and its counts of areas."""
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            index += 1
            force = section_of(line, self._forces) or ("" if self._notes else headed(line, self._forces))
            if force and not self._whole.body:
                yield from self._section(force)
            elif NOTES.fullmatch(line.text):
                self._notes = True
                if not self._whole.body:
                    yield from self._section("")
            points = self._points(index)
            lead = self._lead(line) if points else None
            if points and lead:
                for sentence in line.sentences[:-1]:
                    yield from self._said(sentence)
                yield from self._below(lead, points)
                index += len(points)
                continue
            self._left_out, self._pillars = "", ()
            for sentence in line.sentences:
                yield from self._said(sentence)
        yield from self._counts.facts()

    def _section(self, force: str) -> Iterator[Fact]:
        """Give out what was counted of the section so far, and begin that of a force."""
        yield from self._counts.facts()
        self._head = replace(self._whole, body=force)
        self._counts = AreaCounts(self._head, self._tools)
        self._prose, self._aspects = RunningText(self._head, self._tools), Aspects(self._head, self._tools)

    def _points(self, start: int) -> list[Line]:
        """The lines from one on that are points of a list."""
        points: list[Line] = []
        for line in self._lines[start:]:
            if line.form is not Form.BULLET and not (
                _POINT.match(line.text) and (line.text.rstrip()[-1:] in ";." or "; and" in line.text)
            ):
                break
            points.append(line)
        return points

    def _lead(self, line: Line) -> Match | None:
        """The words that points below a line belong to: on the force of the section, else on another."""
        if not line.sentences or self._notes or len(line.sentences[-1].tagged) > LONGEST:
            return None
        leads = [
            each for each in matches(line.sentences[-1], self._phrases) if each.phrase.gives in ("lead", "judged-lead")
        ]
        return next((each for each in leads if _of_whom(each) in ("", self._head.body)), next(iter(leads), None))

    def _below(self, lead: Match, points: Sequence[Line]) -> Iterator[Fact]:
        """What points say of the force that their lead names; of a collection, it begins the section of that force."""
        body = _of_whom(lead)
        if body and body != self._head.body:
            if self._whole.body or body not in self._forces:
                return  # the release is not about that body
            yield from self._section(body)
        if self._head.body:
            yield from self._graded_points(points, lead)

    def _graded_points(self, points: Sequence[Line], lead: Match) -> Iterator[Fact]:
        """What each point grades; ``good`` has to stand in quotation marks where other grades do."""
        found = [clause for line in points for each in line.sentences for clause in sound_clauses(each, 0)]
        official = any(clause.grade.quoted for clause in found)
        for clause in found:
            sure, doubt, least = 0.96, "", _LEAST_JUDGED
            if not clause.grade.quoted and clause.grade.value == "good":
                least = _LEAST_SAID
                judged = lead.phrase.gives == "judged-lead" or bool(self._areas.names)
                sure, doubt = (0.85, "") if judged and not official else (0.6, _PRAISE)
            yield from self._on(clause, "graded-point", sure, least, doubt)

    def _said(self, sentence: Sentence) -> Iterator[Fact]:
        """What a sentence says of the force of its section."""
        if not self._head.body or len(sentence.tagged) > LONGEST:
            return
        matched = sorted(matches(sentence, self._phrases), key=lambda each: each.words)
        read: list[Fact] = []
        for match in matched:
            body = match.one("body")
            if body and body.value not in ("", self._head.body):
                if body.value in self._forces and match.phrase.gives == "ungraded":
                    read += self._ungraded(match, body.value)
                continue  # of another force
            read += self._meant(match, sentence)
        yield from read
        left = unread(sentence, [each for each in matched if each.phrase.gives in _TAKEN], read)
        yield from self._prose.facts(sentence, left, Section(self._head.subject, named=self._pillars))
        self._pillars = tuple(self._areas.within(sentence.tagged)) or pillars_of(sentence)

    def _meant(self, match: Match, sentence: Sentence) -> Iterator[Fact]:
        gives, grade = match.phrase.gives, match.one("grade")
        if gives in ("overall", "graded", "praised") and grade:
            yield from self._graded(match, sentence)
        elif gives == "ungraded":
            yield from self._ungraded(match)
        elif gives == "changed":
            yield from self._changed(match)
        elif gives == "previous":
            aspect = self._page.written(match.aspect) if match.aspect else self._left_out
            yield from previous(match, self._head, self._tools, aspect)
        elif gives == "left-out" and match.aspect:
            yield from self._not_inspected(match, self._page.written(match.aspect))
        elif gives in ("areas", "some-areas", "areas-before") and grade and match.aspect:
            self._named_areas(match, match.aspect, match.mentions["grade"][-1].value)
        elif gives in ("area-count", "areas-graded") and self._areas.names:
            self._counts.take(match)

    def _graded(self, match: Match, sentence: Sentence) -> Iterator[Fact]:
        """The grades of a sentence: each for what stands behind it, else that of the pillar."""
        gives, grade = match.phrase.gives, match.one("grade")
        if match.one("pillar") or not leads_on(sentence, match):
            if gives != "praised":
                yield from self._overall(match)
            return
        plain = gives == "praised" and grade is not None and not grade.quoted and grade.value == "good"
        plain_praise = plain and grade is not None and not self._prose.means_a_grade(sentence, grade)
        doubt, sure = (_PRAISE, 0.6) if plain_praise else ("", match.phrase.confidence)
        least = _LEAST_SAID if plain_praise else _LEAST_JUDGED
        for clause in sound_clauses(sentence, match.words.start):
            if round_meant(sentence, clause.grade, self._head, self._tools) == self._head.cycle:
                yield from self._on(clause, match.phrase.rule, sure, least, doubt)

    def _overall(self, match: Match) -> Iterator[Fact]:
        grade, pillar = match.one("grade"), match.one("pillar")
        subject = self._pillar(pillar)
        if not grade or not subject:
            return
        cycle = round_meant(match.sentence, grade, self._head, self._tools)
        if not cycle:
            return
        doubt, basis = "", "stated" if cycle == self._head.cycle else "previous"
        dated = any(each.day for each in assertions(match.sentence) if each.outcome == grade)
        if self._head.subject and subject != self._head.subject and basis == "stated" and not dated:
            doubt = f"the release is about {self._head.subject}; this grade may be of another round"
        rule, sure, words = match.phrase.rule, match.phrase.confidence, (match.words,)
        yield judgment(self._head, subject, grade.value, words, rule, sure, cycle=cycle, basis=basis, doubt=doubt)

    def _pillar(self, named: Mention | None) -> str:
        """The pillar that is named, else the release's own; empty for value for money as a programme of its own."""
        if named is None:
            return self._head.subject
        return "" if named.value == VALUE and self._head.cycle != FIRST_ROUND else as_pillar(named.value)

    def _ungraded(self, match: Match, force: str = "") -> Iterator[Fact]:
        """The state of a force that was left without a grade in this round."""
        state, pillar = match.one("state"), match.one("pillar")
        subject = self._pillar(pillar)
        if state and subject and round_meant(match.sentence, state, self._head, self._tools) == self._head.cycle:
            rule, sure = match.phrase.rule, match.phrase.confidence
            yield ungraded(self._head, subject, state.value, (match.words,), rule, sure, body=force)

    def _not_inspected(self, match: Match, aspect: str) -> Iterator[Fact]:
        """A question that was left out of this round; what follows in its line on an earlier grade is about it."""
        state = match.one("state")
        subjects = self._aspects.of(match.named, self._head.cycle) if match.named else ()
        if state is None:
            return
        for subject in subjects:
            self._left_out = aspect
            rule, sure = match.phrase.rule, match.phrase.confidence
            yield ungraded(self._head, subject, state.value, (match.words,), rule, sure)

    def _changed(self, match: Match) -> Iterator[Fact]:
        """The grade before and the grade now, each of what has changed."""
        grades = match.mentions.get("grade", ())
        year = match.one("round")
        if len(grades) != 2:
            return
        cycle = peel_cycle(year.value) if year else cycle_before(self._head.cycle, self._tools)
        rule, sure, words = match.phrase.rule, match.phrase.confidence, (match.words,)
        for subject in self._what_changed(match):
            then = self._aspects.then(subject, cycle) if cycle in self._tools.known.cycles else ""
            if then:
                yield judgment(self._head, then, grades[0].value, words, rule, sure, cycle=cycle, basis="previous")
            yield judgment(self._head, subject, grades[1].value, words, rule, sure)

    def _what_changed(self, match: Match) -> tuple[str, ...]:
        """What stands behind a change of grade or before it; the release's own pillar where nothing does."""
        sentence = match.sentence
        if behind := for_what(sentence, match):
            return self._aspects.of(behind, self._head.cycle, _LEAST_SAID)
        before = _CHANGED.match(sentence.tagged, 0, sentence.place_of(match.mentions["grade"][0]))
        if told := before and _OF_WHAT.search(before["before"]):
            return self._aspects.of(Stretch(sentence, *told.span("aspect")), self._head.cycle, _LEAST_SAID)
        if before is None:
            return ()
        named = tuple(pillars(Stretch(sentence, *before.span("before"))))
        own = (self._head.subject,) if self._head.subject and names_nothing(before["before"]) else ()
        return named if len(named) == 1 else own

    def _named_areas(self, match: Match, aspect: Words, grade: str) -> None:
        """Note the areas that a sentence names behind their grade, or before it."""
        end = match.words.end if match.phrase.gives == "areas-before" else match.sentence.end
        text = self._page.written(Words(aspect.line, aspect.start, end))
        named = self._areas.listed(text)
        self._counts.named(grade, len(named), whole=match.phrase.gives != "some-areas")
        words = (replace(match.words, end=end),)
        for area in named:
            fact = judgment(self._head, area, grade, words, match.phrase.rule, match.phrase.confidence)
            self._counts.judged(fact)

    def _on(self, clause: SoundClause, rule: str, sure: float, least: float, doubt: str) -> Iterator[Fact]:
        """A grade for what a clause names: areas, questions, or pillars as a whole."""
        for subject in self._aspects.of(clause.aspect, self._head.cycle, least):
            named = doubt == _PRAISE and self._areas.names.get(subject, "").lower() == clause.aspect.written("").lower()
            unsure, sure_of_it = ("", _BY_NAME) if named else (doubt, sure)
            yield judgment(self._head, subject, clause.grade.value, (clause.words,), rule, sure_of_it, doubt=unsure)


def _of_whom(lead: Match) -> str:
    """The key of the body that the words before points name; empty for words such as ``it``."""
    body = lead.one("body")
    return body.value if body else ""


KIND: Final = DocumentKind("press-release", recognise, head, read)
