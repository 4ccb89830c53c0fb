"""Pages about one pillar of a force in PEEL 2014 to 2018/19, as printed, without one-word lines, or in reader mode.

Such a page has a title (``Ashshire PEEL 2016``), the name of the pillar, the question asked of it, the day of the last
update with the grade below, a summary, and the numbered questions each with its grade. Pages that lost their one-word
lines have neither the name nor the grades; in reader mode the day and the summary are missing too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Fact
from builder.reading.grammar.editions import peel_cycle
from builder.reading.grammar.grades import Graded
from builder.reading.grammar.mentions import PILLARS, Kind
from builder.reading.grammar.phrases import Match, matches
from builder.reading.grammar.questions import about, covered, question_of, same_wording
from builder.reading.grammar.rulebook import NOTHING
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.judging import judgment, ungraded
from builder.reading.kinds.aspects import IT, Aspects, as_pillar
from builder.reading.kinds.dated import on_site, updates
from builder.reading.kinds.findings import FindingsReader
from builder.reading.kinds.graded_rows import graded_rows
from builder.reading.kinds.heading import Title, page_title, report_title, slug
from builder.reading.kinds.kind import DocumentKind, Head, Tools
from builder.reading.kinds.passages import end_of
from builder.reading.kinds.previous import cycle_before, previous
from builder.reading.kinds.running_text import RunningText, unread
from builder.reading.kinds.what_for import Section
from builder.reading.knowledge import Asked
from builder.reading.page import Form, Line, Page

_TACKLES: Final = re.compile(r"how well the (?:force|constabulary) tackles crime", re.IGNORECASE)
_ASKED: Final = re.compile(r"how (?:well|\w+ly) the (?:force|constabulary) [^.]+", re.IGNORECASE)
"""The question of a pillar as the first round put it, without its sign."""
_PARTS: Final = re.compile(r",? and (?:at|in|for|how)\s+|, (?:at|in|for)\s+", re.IGNORECASE)
"""What stands between the questions that one grade is for."""
_FOR: Final = re.compile(r"\s+(?:at|in|for) (?=(?P<aspect>[^.;:,]+))", re.IGNORECASE)
_CARRIED: Final = re.compile(
    r"\bcarried (?:over|forward)\b|\b(?:still )?stands?\b|\bremains? in place\b|\bstill applies\b", re.IGNORECASE
)
"""Words by which an earlier grade holds on."""
_BADGE: Final = 0.99
_COVER: Final = 0.9
_BY_HEADLINE: Final = 0.85
_SAID: Final = 0.6
"""What share of a question's own words a sentence has to use to be about it."""
_HEADLINE: Final = 0.7
"""The same of the question asked of the pillar, which shares words with those below it."""
_JUDGED: Final = 0.25
"""The same where the sentence says that it is a judgment."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the page: on the pillar, or on a question; without a subject where the question is not known."""

    subject: str
    question: Asked | None = None


def _pillar(page: Page, title: Line) -> str:
    """The pillar, by the line with its name or by the question asked of it; both may be glued to the title."""
    glued = [each.value for each in title.sentences[0].mentions if each.kind is Kind.PILLAR]
    if glued:
        return as_pillar(glued[0])
    for line in list(page.filled(title.number + 1))[:6]:
        text = line.text.strip()
        if text.lower() in PILLARS:
            return text.lower()
        if _TACKLES.search(text):
            return "effectiveness"
        if line.form is Form.QUESTION or text.lower().startswith("how "):
            mentioned = [m.value for s in line.sentences for m in s.mentions if m.kind is Kind.PILLAR]
            if mentioned:
                return as_pillar(mentioned[0])
    return ""


def recognise(page: Page, tools: Tools) -> float:
    """Sure where a title of this kind is followed by a pillar."""
    title = _title(page, tools)
    if title is None:
        return 0.0
    return 0.95 if _pillar(page, title.line) else 0.3


def _title(page: Page, tools: Tools) -> Title | None:
    return page_title(page, tools.known, with_peel=True) or report_title(page, tools.known)


def head(page: Page, tools: Tools) -> Head | None:
    """Force, round and pillar, by the title and what follows it."""
    title = _title(page, tools)
    pillar = _pillar(page, title.line) if title else ""
    if title is None or not pillar or title.cycle not in tools.known.cycles:
        return None
    name = tools.known.registry.find("force", title.force)
    called = getattr(name.record, "name", title.force) if name else title.force
    cycle = tools.known.cycles[title.cycle].name
    key = slug(title.cycle, pillar, title.force)
    return Head(title.force, title.cycle, pillar, key, f"{cycle} {pillar}: {called}", "hmicfrs", "force-page")


def read(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """The day of the update, every grade of the pillar and its questions, and the findings under their headings."""
    yield from _Reader(page, head, tools).facts()
    yield from graded_rows(page.filled(), head, tools)
    yield from on_site(page.filled(), head, tools)


class _Reader:
    """Follows the lines of one page from section to section."""

    def __init__(self, page: Page, head: Head, tools: Tools) -> None:
        self._page = page
        self._head = head
        self._tools = tools
        self._asked = tools.known.questions.get((head.cycle, head.subject), ())
        self._phrases = tools.rules.of("previous", "peel-pillar")
        self._running = RunningText(head, tools)
        self._aspects = Aspects(head, tools)
        self._findings = FindingsReader(head)
        self._section = _Section(head.subject)
        self._headline = ""
        """The question asked of the pillar, once it has been read."""
        self._badges: set[str] = set()
        """What has a badge."""
        self._overall = ""
        """The grade of the pillar, as far as it has been read."""
        self._fresh = True
        """Whether nothing but headings stands between the beginning of the section and the line."""

    def facts(self) -> Iterator[Fact]:
        """Everything that the page says."""
        for line in self._page.filled():
            if finding := self._findings.read(line, self._section.subject or self._head.subject, self._name()):
                yield finding
            if updated := _updated(line) or self._cover(line):
                self._fresh = True
                yield updated
            elif line.form is Form.BADGE and line.badge:
                yield from self._badge(line, line.badge)
                self._fresh = False
            elif _is_question(line):
                self._enter(line)
            else:  # lines of reports end anywhere, so that some look like headings
                yield from (fact for sentence in line.sentences for fact in self._said(sentence))
                self._fresh = self._fresh and line.form in (Form.HEADING, Form.NUMBER)

    def _cover(self, line: Line) -> Fact | None:
        """The month of publication, alone on a line of the cover of a report."""
        dates = [each for sentence in line.sentences for each in sentence.mentions if each.kind is Kind.DATE]
        if self._headline or len(dates) != 1 or dates[0].end - dates[0].start < len(line.text.strip()):
            return None
        return Fact("dates", {"kind": "published", "date": dates[0].value}, (line.words,), "cover", _COVER)

    def _name(self) -> str:
        question = self._section.question
        return f"question {question.number} of {self._head.subject}" if question else self._head.subject

    def _enter(self, line: Line) -> None:
        """Begin the section of a question; the first that is none of the known ones is that of the pillar."""
        question = same_wording(line.text, self._asked)
        if question is None and not self._headline:
            self._headline = line.text
        else:
            question = question or question_of(line.text, self._asked)
            self._section = _Section(question.key if question else "", question)
        self._fresh = True

    def _badge(self, line: Line, badge: Graded) -> Iterator[Fact]:
        """The grade below a heading; a badge further down is no grade of its section."""
        subject = self._section.subject
        if not self._fresh or not subject:
            return
        self._badges.add(subject)
        if subject == self._head.subject:
            self._overall = badge.grade
        if badge.grade and (then := self._carried_over(line)):
            cycle, question = then
            yield judgment(
                self._head,
                question,
                badge.grade,
                line.badge_words,
                "carried-over",
                _BADGE,
                cycle=cycle,
                basis="previous",
            )
        elif badge.grade:
            yield judgment(self._head, subject, badge.grade, line.badge_words, "badge", _BADGE)
        else:
            yield ungraded(self._head, subject, badge.state, line.badge_words, "badge", _BADGE)

    def _carried_over(self, badge: Line) -> tuple[str, str] | None:
        """The round and question whose grade a badge repeats, where the section says that it was not inspected anew."""
        if self._section.question is None:
            return None
        for line in self._page.filled(badge.number + 1):
            if line.form in (Form.QUESTION, Form.BADGE, Form.NUMBER):
                break
            if _CARRIED.search(line.text) and any(
                m.value == "not-inspected" for s in line.sentences for m in s.mentions
            ):
                rounds = [m.value for s in line.sentences for m in s.mentions if m.kind in (Kind.YEAR, Kind.CYCLE)]
                earlier = [peel_cycle(each) for each in rounds if peel_cycle(each) != self._head.cycle]
                cycle = next((each for each in earlier if each in self._tools.known.cycles), "")
                question = self._aspects.then(self._section.subject, cycle) if cycle else ""
                return (cycle, question) if question else None
        return None

    def _said(self, sentence: Sentence) -> Iterator[Fact]:
        """What a sentence says, by the phrases that match it, in the order of its words."""
        grade = ""
        read: list[Fact] = []
        matched = sorted(matches(sentence, self._phrases), key=lambda each: each.words)
        for match in matched:
            body, own = match.one("body"), match.one("grade")
            if body and body.value not in ("", self._head.body):
                continue  # of another force
            grade = own.value if own else grade
            read += self._meant(match, grade)
        yield from read
        left = unread(sentence, [each for each in matched if each.phrase.gives == NOTHING], read)
        for fact in self._running.facts(sentence, left, Section(self._section.subject)):
            if not self._against_the_badge(fact):
                yield fact

    def _against_the_badge(self, fact: Fact) -> bool:
        """Whether a sentence says in other words, or of a part of the pillar, what a badge has said already."""
        at = fact.fields
        if at["cycle"] != self._head.cycle:
            return False
        if fact.section == "ungraded":  # "Ungraded", and below it "we did not grade this question"
            return at["subject"] in self._badges
        return at["subject"] == self._head.subject and bool(self._overall) and self._overall != at["grade"]

    def _meant(self, match: Match, grade: str) -> Iterator[Fact]:
        """What one match says; ``grade`` is its own, or that of the clause before it."""
        head = self._head
        rule, sure, words = match.phrase.rule, match.phrase.confidence, (match.words,)
        pillar, state = match.one("pillar"), match.one("state")
        aspect = self._page.written(match.aspect) if match.aspect else ""
        match match.phrase.gives:
            case "overall" | "question" | "judged-question" if self._running.of_another_round(match):
                return  # "in our 2015 report it was judged to be good overall"
            case "overall" if grade and (pillar is None or pillar.value == head.subject):
                yield from self._on_the_pillar(match, grade)
            case "question" if grade:
                yield from self._on_a_question(match, grade, aspect, _SAID)
            case "judged-question" | "same" if grade:
                yield from self._on_a_question(match, grade, aspect, _JUDGED)
            case "state" if state and self._section.subject:
                yield ungraded(head, self._section.subject, state.value, words, rule, sure)
            case "previous":
                question = self._section.question
                if question and ((not aspect and pillar is None) or IT.fullmatch(aspect)):  # it is that one's grade
                    aspect = question.wording
                yield from previous(match, head, self._tools, aspect)
            case "same-as-before" if self._overall:
                cycle = cycle_before(head.cycle, self._tools)
                yield judgment(head, head.subject, self._overall, words, rule, sure, cycle=cycle, basis="previous")

    def _on_the_pillar(self, match: Match, grade: str) -> Iterator[Fact]:
        """The grade of the pillar by a formula, or of the questions that stand behind it."""
        subjects = self._on_parts(match) or (self._head.subject,)
        if subjects == (self._head.subject,):
            self._overall = grade
        rule, sure, words = match.phrase.rule, match.phrase.confidence, (match.words,)
        yield from (judgment(self._head, each, grade, words, rule, sure) for each in subjects)

    def _on_parts(self, match: Match) -> tuple[str, ...]:
        """The questions that stand behind a formula for the pillar: ``HMIC judged the force to be good at …``."""
        end = end_of(match.sentence, match)
        rest = Stretch(match.sentence, end, len(match.sentence.tagged))
        if match.one("pillar") or not (told := _FOR.match(rest.text)):
            return ()
        aspect = Stretch(match.sentence, end + told.end(), end + (told.end() + len(told["aspect"])))
        found = self._aspects.of(aspect, self._head.cycle, _SAID)
        return () if self._head.subject in found else found

    def _is_of_the_whole(self, match: Match) -> bool:
        """Whether an aspect names the pillar as such: ``good at operating efficiently``."""
        named = self._aspects.first_of(match.named, self._head.cycle) if match.named else ()
        return not self._overall and named == (self._head.subject,)

    def _on_a_question(self, match: Match, grade: str, aspect: str, least: float) -> Iterator[Fact]:
        """A grade for what an aspect names: a question, or the pillar by the words of its own question."""
        rule, sure, words = match.phrase.rule, match.phrase.confidence, (match.words,)
        parts = [part for part in _PARTS.split(aspect) if part]
        several = [question_of(part, self._asked) for part in parts]
        if len(parts) > 1 and all(
            each and about(each.wording, part) >= least for each, part in zip(several, parts, strict=True)
        ):
            for each in filter(None, several):
                yield judgment(self._head, each.key, grade, words, rule, sure)
            return
        question = question_of(aspect, self._asked)
        by_question = about(question.wording, aspect) if question else 0.0
        by_headline = covered(self._headline, aspect)
        if question and by_question >= least and by_question >= by_headline:
            yield judgment(self._head, question.key, grade, words, rule, sure)
        elif self._section.question is None and (by_headline >= _HEADLINE or self._is_of_the_whole(match)):
            self._overall = grade
            yield judgment(self._head, self._head.subject, grade, words, rule, min(sure, _BY_HEADLINE))


def _updated(line: Line) -> Fact | None:
    for day, words in updates((line,)):
        return Fact("dates", {"kind": "updated", "date": day}, (words,), "last-updated", _BADGE)
    return None


def _is_question(line: Line) -> bool:
    return line.form is Form.QUESTION or bool(_ASKED.fullmatch(line.text.strip()))


KIND: Final = DocumentKind("peel-pillar", recognise, head, read)
