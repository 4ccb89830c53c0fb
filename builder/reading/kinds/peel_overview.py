"""Overview pages about a force in PEEL 2014 to 2018/19, as printed or in reader mode, in any state of their round.

Such a page has a title (``Ashshire 2016``), a line on the round, a sentence for each pillar (``The extent to which
…``), the inspector with remarks, and a section for each pillar with its question, the day of its last update, its
grade and a summary. Until all pillars are published some are not yet graded. In reader mode headings are glued to what
follows.
A pillar that no sentence names stays without a grade and without a state: nothing is made up for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.clauses import clauses
from builder.reading.grammar.mentions import PILLARS, Kind, Mention
from builder.reading.grammar.people import people
from builder.reading.grammar.phrases import Match, matches
from builder.reading.grammar.questions import covered, question_of, same_wording
from builder.reading.grammar.rulebook import NOTHING
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.judging import judgment, ungraded
from builder.reading.kinds.aspects import Aspects, as_pillar
from builder.reading.kinds.dated import UPDATED, on_site, updates
from builder.reading.kinds.graded_rows import graded_rows
from builder.reading.kinds.kind import DocumentKind, Head, Tools
from builder.reading.kinds.overview_head import head, recognise
from builder.reading.kinds.passages import for_what, with_the_next
from builder.reading.kinds.previous import previous
from builder.reading.kinds.running_text import RunningText, pillars_of, unread
from builder.reading.kinds.what_for import Section
from builder.reading.knowledge import Asked
from builder.reading.page import Form, Line, Page

_HEADLINE: Final = re.compile(
    r"(?:keep\w* people safe\b.*\breduc\w* crime|reduc\w* crime\b.*\bkeep\w* people safe"
    r"|treats? the public and its workforce|\boperates?\b)",
    re.IGNORECASE,
)
_HEADLINES_2014: Final = {
    "effectiveness": re.compile(r"how well (?:the force|does the force) tackles? crime", re.IGNORECASE),
    "efficiency": re.compile(r"how well (?:the force|does the force) delivers? value for money", re.IGNORECASE),
    "legitimacy": re.compile(r"does the force act with integrity", re.IGNORECASE),
}
_BESIDE: Final = re.compile(r"(?:view|read) |(?:page )?last updated|the extent|in general", re.IGNORECASE)
"""How lines begin that look like headings and are none."""
_ENDS: Final = re.compile(r"['\")\]]*\s*(?:$|[.;:,]|and\s*$|,? ?(?:and )?the extent)", re.IGNORECASE)
"""What may stand behind a grade that its sentence is about."""
_OUTCOMES: Final = (Kind.GRADE, Kind.STATE)
_NO_OTHER: Final = rf"[^\w{''.join(each.value for each in Kind if each not in (Kind.DATE, Kind.CYCLE, Kind.YEAR))}]*"
_ALONE: Final = re.compile(rf"{_NO_OTHER}[{''.join(each.value for each in _OUTCOMES)}]{_NO_OTHER}")
"""A grade, or state without one, that a sentence consists of; beside it there may be a time."""
_TAKEN: Final = frozenset({NOTHING, "extent", "open", "in-general"})
"""What phrases give that leaves no grade to be read in another way."""
_BADGE: Final = 0.99
_JUDGED: Final = 0.5
"""The same of words in a sentence that grades them."""
_SAID: Final = 0.6
"""What share of a question's own words a line has to use to be that question."""


def read(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """The day of the update, the inspector, and the grade or state of each pillar that the page names."""
    if updated := _updated(page):
        yield updated
    yield from people(page, tools.known, force=head.body)
    yield from graded_rows(page.filled(), head, tools)
    yield from on_site(page.filled(), head, tools)
    yield from _Reader(page, head, tools).facts()


def _updated(page: Page) -> Fact | None:
    """When the page was last updated: on the newest of the days that its sections give, at the places that give it.

    A page is as new as its newest section; the older days are those of single sections and are none of the page's.
    """
    found = list(updates(page.filled()))
    if not found:
        return None
    newest = max(period for period, _ in found)
    words = tuple(place for period, place in found if period == newest)
    agreed = len({period for period, _ in found}) == 1
    rule, sure = ("last-updated", _BADGE) if agreed else ("newest-last-updated", 0.9)
    return Fact("dates", {"kind": "updated", "date": newest}, words, rule, sure)


class _Reader:
    """Follows the lines of one page from section to section."""

    def __init__(self, page: Page, head: Head, tools: Tools) -> None:
        self._page = page
        self._head = head
        self._tools = tools
        self._asked = {each: tools.known.questions.get((head.cycle, each), ()) for each in PILLARS}
        self._phrases = tools.rules.of("peel-overview", "previous", "peel-pillar")
        self._running = RunningText(head, tools)
        self._named: tuple[str, ...] = ()
        """The pillars that the sentence before names."""
        self._pillar = ""
        """The pillar that the section is about."""
        self._subject = ""
        """What a badge is about: the pillar or one of its questions; empty where that is not known."""
        self._fresh = False
        """Whether nothing but headings stands between the beginning of the section and the line."""
        self._open: tuple[str, Words] | None = None
        """The pillar of a sentence that ended right before its grade, and the place of it."""

    def facts(self) -> Iterator[Fact]:
        """Every grade and every state without one on the page."""
        for line in self._page.filled():
            if line.form is Form.BADGE:
                yield from self._badge(line)
            elif self._enters(line):
                self._open = None
            else:
                self._named = ()
                for sentence in line.sentences:
                    yield from self._said(sentence)
                if line.form in (Form.PROSE, Form.BULLET) and not UPDATED.search(line.sentences[0].tagged):
                    self._fresh = False

    def _enters(self, line: Line) -> bool:
        """Whether a line is a heading; it begins the section of a pillar or question, or of something else."""
        text = line.text.strip()
        if text.lower() in self._asked:
            self._pillar = self._subject = text.lower()
        elif line.form is Form.QUESTION or _headline_2014(text):
            self._ask(line)
        elif line.form is Form.HEADING and not _is_beside(line):
            self._pillar = self._subject = ""
        else:
            return False
        self._fresh = True
        return True

    def _ask(self, line: Line) -> None:
        """Begin the section of the question that a line asks."""
        pillar = _headline(line)
        if pillar:
            self._pillar = self._subject = pillar
            return
        asked = [each for some in self._asked.values() for each in some]
        own = self._asked.get(self._pillar, ())
        question = same_wording(line.text, (*own, *asked)) or question_of(line.text, own)
        known = question is not None and covered(question.wording, line.text) >= _SAID
        self._subject = question.key if question and known else ""

    def _badge(self, line: Line) -> Iterator[Fact]:
        """A grade that a line consists of: of the sentence that broke off before it, else of the section."""
        if self._open and line.badge:
            pillar, place = self._open
            yield self._outcome(pillar, line.badge.grade, line.badge.state, (place, line.words), "extent-line", 0.93)
        elif self._fresh and self._subject and line.badge:
            grade, state = line.badge.grade, line.badge.state
            yield self._outcome(self._subject, grade, state, (line.words,), "badge", _BADGE)
        self._open = None
        self._fresh = False

    def _said(self, sentence: Sentence) -> Iterator[Fact]:
        """What a sentence says, by the phrases that match it."""
        if self._open and _ALONE.fullmatch(sentence.tagged):
            pillar, place = self._open
            own = next(each for each in sentence.mentions if each.kind in _OUTCOMES)
            grade, state = _either(own)
            yield self._outcome(
                pillar, grade, state, (place, Words(sentence.line, own.start, own.end)), "extent-line", 0.95
            )
        self._open = None
        matched = sorted(matches(sentence, self._phrases), key=lambda each: each.words)
        read: list[Fact] = []
        for match in matched:
            body = match.one("body")
            if body is None or body.value in ("", self._head.body):
                read += self._meant(match)
        yield from read
        left = unread(sentence, [each for each in matched if each.phrase.gives in _TAKEN], read)
        yield from self._running.facts(sentence, left, Section(self._subject, named=self._named))
        self._named = pillars_of(sentence)

    def _meant(self, match: Match) -> Iterator[Fact]:
        """What one match says."""
        rule, sure, words = match.phrase.rule, match.phrase.confidence, (match.words,)
        pillar, own = match.one("pillar"), match.one("grade") or match.one("state")
        rest = self._rest(match)
        match match.phrase.gives:
            case "extent" if pillar and own and _ENDS.match(rest) and _of_one_pillar(match):
                grade, state = _either(own)
                yield self._outcome(as_pillar(pillar.value), grade, state, words, rule, sure)
            case "open" if pillar and not rest.strip(" :'\""):
                self._open = (as_pillar(pillar.value), match.words)
            case "in-general":
                yield from self._in_general(match)
            case "overall" | "question" | "judged-question" if own and self._running.of_another_round(match):
                return  # "in our 2015 report it was judged to be good overall"
            case "overall" if self._pillar and own and not pillar and (what := for_what(match.sentence, match)):
                yield from self._graded(what, own.value, match)
            case "overall" if own and own.kind is Kind.GRADE and (about := self._about(match, pillar)):
                yield judgment(self._head, about, own.value, words, rule, sure)
            case "question" | "judged-question" if self._pillar and own and match.named:
                yield from self._graded(match.named, own.value, match)
            case "previous" if self._pillar:
                aspect = self._page.written(match.aspect) if match.aspect else ""
                yield from previous(match, replace(self._head, subject=self._pillar), self._tools, aspect)

    def _graded(self, named: Stretch, grade: str, match: Match) -> Iterator[Fact]:
        """A grade for each question that some words name, and the words that go on with another."""
        aspects = Aspects(replace(self._head, subject=self._pillar), self._tools)
        both, cycle = with_the_next(named), self._head.cycle
        first = aspects.of(named, cycle, _JUDGED)
        found = aspects.of(both, cycle) if first else ()
        for each in found if set(first) <= set(found) else first:
            yield judgment(self._head, each, grade, (match.words,), match.phrase.rule, match.phrase.confidence)

    def _about(self, match: Match, pillar: Mention | None) -> str:
        """The pillar that a grade is given for: by its name, else of the section; empty for other uses of the word."""
        if pillar is None:
            return self._pillar
        written = self._page.written(Words(match.words.line, pillar.start, pillar.end)).lower()
        return written if written in self._asked and self._pillar in ("", written) else ""

    def _rest(self, match: Match) -> str:
        """What stands behind a match in its sentence."""
        line = self._page.lines[match.words.line - 1].text
        return line[match.words.end : max(match.sentence.end, match.words.end)]

    def _in_general(self, match: Match) -> Iterator[Fact]:
        """The grades of 2014, each with the questions that it is for, as far as they are told apart."""
        rule, sure = match.phrase.rule, match.phrase.confidence
        for clause in clauses(match.sentence, match.words.start):
            for question in _questions(clause.aspect, self._asked["effectiveness"]):
                yield judgment(self._head, question.key, clause.grade.value, (clause.words,), rule, sure)

    def _outcome(self, subject: str, grade: str, state: str, words: tuple[Words, ...], rule: str, sure: float) -> Fact:
        if grade:
            return judgment(self._head, subject, grade, words, rule, sure)
        return ungraded(self._head, subject, state, words, rule, sure)


def _questions(aspect: str, asked: tuple[Asked, ...]) -> list[Asked]:
    """The questions that a clause names, one after the other; the whole clause where its parts name none."""
    parts = [question_of(part, asked) for part in re.split(r",? and |, ", aspect)]
    found = {each.key: each for each in parts if each} or {
        each.key: each for each in [question_of(aspect, asked)] if each
    }
    return list(found.values())


def _either(own: Mention) -> tuple[str, str]:
    return (own.value, "") if own.kind is Kind.GRADE else ("", own.value)


def _of_one_pillar(match: Match) -> bool:
    """Whether a stretch is about one pillar: else the grade may be that of the next one."""
    within = [
        each
        for each in match.sentence.mentions
        if match.words.start <= each.start < match.words.end and each.kind in (Kind.PILLAR, Kind.GRADE, Kind.STATE)
    ]
    return len({each.value for each in within if each.kind is Kind.PILLAR}) == 1


def _headline_2014(text: str) -> str:
    return next((pillar for pillar, words in _HEADLINES_2014.items() if words.match(text)), "")


def _headline(line: Line) -> str:
    """The pillar as a whole that a line asks about; empty where it asks something narrower."""
    if found := _headline_2014(line.text.strip()):
        return found
    last = line.text.rfind("How ")  # "View the questions for effectivenessEfficiencyHow efficient is …"
    asked = {
        as_pillar(each.value)
        for sentence in line.sentences
        for each in sentence.mentions
        if each.kind is Kind.PILLAR and each.start > last
    }
    return next(iter(asked)) if len(asked) == 1 and _HEADLINE.search(line.text) else ""


def _is_beside(line: Line) -> bool:
    """Whether a line looks like a heading and is none: a link, a day, or a sentence without its end."""
    return _BESIDE.match(line.text.strip()) is not None or any(
        each.kind in _OUTCOMES for sentence in line.sentences for each in sentence.mentions
    )


KIND: Final = DocumentKind("peel-overview", recognise, head, read)
