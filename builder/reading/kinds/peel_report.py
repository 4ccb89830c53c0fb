"""PEEL reports 2021/22 and 2023-25: up to a dozen areas of policing, each with one of five grades.

The summary says how many areas were inspected and how many graded, and lists them below their grades; where the list
was a picture it is lost, and no grade follows from what is left. Then each area has a section with its name, its grade,
a sentence by a formula, and the points to improve. A report of many pages may lack any of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.reading.facts import Fact
from builder.reading.grammar.areas import Areas
from builder.reading.grammar.clauses import clauses
from builder.reading.grammar.editions import peel_cycle
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.numbers import number
from builder.reading.grammar.people import people
from builder.reading.grammar.phrases import Match, matches
from builder.reading.grammar.rulebook import NOTHING
from builder.reading.grammar.sentences import Sentence
from builder.reading.judging import judgment
from builder.reading.kinds.area_lists import AREA_FIRST, GRADE_FIRST, IN_A_ROW, TWO_WAYS, Listed, area_lists
from builder.reading.kinds.dated import on_site
from builder.reading.kinds.findings import FindingsReader
from builder.reading.kinds.heading import slug
from builder.reading.kinds.kind import DocumentKind, Head, Tools
from builder.reading.kinds.previous import previous
from builder.reading.kinds.running_text import RunningText, unread
from builder.reading.kinds.what_for import Section
from builder.reading.knowledge import Knowledge
from builder.reading.page import Form, Line, Page

_CYCLES: Final = ("peel-2021-22", "peel-2023-25")
_FIRST_LINES: Final = 15
_OPENING: Final = re.compile(r"assessed how (?:good|well) .{3,80}? in \S+ areas of policing", re.IGNORECASE)
_JUDGMENTS: Final = re.compile(r"graded judge?ments in \S+")
_TITLE: Final = re.compile(r"an inspection of \ue000", re.IGNORECASE)
_PEEL_TITLE: Final = re.compile(r"\W*(?:\ue000 \ue005|\ue005\W+(?:an inspection of )?\ue000)", re.IGNORECASE)
_ASSESSED: Final = re.compile(r"assessed how (?:\ue001|well) \ue000 ", re.IGNORECASE)
_FRAMEWORK: Final = re.compile(r"PEEL Assessment Framework (20\d\d(?:[/-](?:20)?\d\d)?)", re.IGNORECASE)
_FIFTH_GRADE: Final = re.compile(
    r"\bfour[- ](?:tier|grades?|levels?|judge?ments?)\b[^.]{0,80}\bfive\b"
    r"|\bfive (?:grades|levels|tiers|judge?ments)\b[^.]{0,80}\bfour\b",
    re.IGNORECASE,
)
"""What reports of 2021/22, the first round with five grades, say of what is new."""
_NEWS: Final = re.compile(r"get the (?:full )?report|notes to editors|read the (?:full )?report|\bsaid:")
_DATED: Final = re.compile(r"\W*(?P<kind>(?:first )?published|last updated)(?: on)?:? \ue004", re.IGNORECASE)
_EARLIER: Final = re.compile(
    r"\b(?:previous(?:ly)?|last (?:year|time|inspection|report)|earlier|since|before|ago)\b|[\ue004-\ue006]",
    re.IGNORECASE,
)
"""Words by which a sentence may speak of another round."""
_APART: Final = re.compile(
    r"overall summary|our judgments|hm(?: chief)? inspector's (?:summary|observations)|important changes.*"
    r"|terminology.*|about .*|providing a service to .*|service to .*victims.*|contents|introduction|context"
    r"|reducing crime",
    re.IGNORECASE,
)
"""Headings of parts that belong to no area."""
_SURE: Final = {GRADE_FIRST: 0.95, AREA_FIRST: 0.97, IN_A_ROW: 0.96, TWO_WAYS: 0.5}
_METRICS: Final = {"inspected": "policing-areas-inspected", "areas-graded": "policing-areas-graded"}
_UNCLEAR: Final = "areas and grades stand in turn, and whose grade is whose can be read in two ways"


def recognise(page: Page, tools: Tools) -> float:
    """Sure where the first lines tell how many areas were assessed, or are those of such a report."""
    del tools
    first = page.head
    if _OPENING.search(first) and _JUDGMENTS.search(first):
        return 0.95
    if _NEWS.search(first):
        return 0.0
    summary = "overall summary" in first or "our judgments" in first
    title = any(_TITLE.search(each.tagged) or _PEEL_TITLE.match(each.tagged) for each in _first(page))
    if _OPENING.search(first) or (_JUDGMENTS.search(first) and summary):
        return 0.9
    known = _cycle(page) in _CYCLES
    return 0.85 if title and summary and known else 0.3 if title and known else 0.0


def head(page: Page, tools: Tools) -> Head | None:
    """Force and round, by the title, the sentence on the areas, and the framework that forces were held to."""
    cycle, force = _cycle(page), _force(page, tools.known)
    if not force or cycle not in tools.known.cycles:
        return None
    found = tools.known.registry.find("force", force)
    called = str(getattr(found.record, "name", force)) if found else force
    title = f"{tools.known.cycles[cycle].name}: {called}"
    return Head(force, cycle, "", slug(cycle, "report", force), title, "hmicfrs", "report")


def _first(page: Page) -> Iterator[Sentence]:
    for _, line in zip(range(_FIRST_LINES), page.filled(), strict=False):
        yield from line.sentences


def _force(page: Page, known: Knowledge) -> str:
    """The force of the title, else of the sentence on the areas."""
    forces = known.forces
    sentences = list(_first(page))
    for pattern in (_TITLE, _PEEL_TITLE, _ASSESSED):
        for sentence in sentences:
            match = pattern.search(sentence.tagged) if pattern is not _PEEL_TITLE else pattern.match(sentence.tagged)
            at = sentence.tagged.find(Kind.BODY.value, match.start()) if match else -1
            if at >= 0 and sentence.mention_at(at).value in forces:
                return sentence.mention_at(at).value
    return ""


def _cycle(page: Page) -> str:
    """The key of the round that the first lines name, else of that of the framework; empty where there is none."""
    named = [each.value for sentence in _first(page) for each in sentence.mentions if each.kind is Kind.CYCLE]
    frameworks = [
        match[1] for line in page.filled() if "ramework" in line.text for match in _FRAMEWORK.finditer(line.text)
    ]
    for edition in (*named, *frameworks):
        cycle = peel_cycle(edition)
        if cycle in _CYCLES:
            return cycle
    new = any(_FIFTH_GRADE.search(line.text) for line in page.filled() if "four" in line.text.lower())
    return _CYCLES[0] if new else ""


def read(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """Days, inspectors, grades of areas, counts of areas, and the points below their headings."""
    yield from people(page, tools.known, force=head.body)
    yield from on_site(page.filled(), head, tools)
    yield from _Reader(page, head, tools).facts()


class _Reader:
    """Follows the lines of one report from area to area."""

    def __init__(self, page: Page, head: Head, tools: Tools) -> None:
        self._page = page
        self._head = head
        self._tools = tools
        self._running = RunningText(head, tools)
        self._areas = Areas(tools.known, head.cycle)
        self._lines = list(page.filled())
        self._lists = area_lists(self._lines, self._areas)
        self._phrases = tools.rules.of("previous", "peel-report")
        self._findings = FindingsReader(head)
        self._year = tools.known.cycles[head.cycle].year
        self._area = ""
        """The area whose section this is."""
        self._named: tuple[str, ...] = ()
        """The areas that the sentence before names."""
        self._fresh = False
        """Whether nothing but the heading and the grade of the section stands above."""

    def facts(self) -> Iterator[Fact]:
        """Everything that the report says."""
        counts: list[Fact] = []
        for line in self._lines:
            self._enter(line)
            subject = self._area
            finding = self._findings.read(line, subject, self._areas.names.get(subject, "").lower())
            if finding and subject:
                yield finding
            for sentence in line.sentences:
                for fact in self._said(sentence):
                    counts += [fact] if fact.section == "metrics" else []
                    yield fact
            if line.form in (Form.PROSE, Form.BULLET):
                self._fresh = False
        yield from self._listed(counts)

    def _enter(self, line: Line) -> None:
        """Begin the section of an area, or of none."""
        if line.number in self._lists.lines:
            self._area, self._fresh = "", False
        elif area := self._areas.named(line.text):
            self._area, self._fresh = area, True
        elif line.form is Form.HEADING and _APART.fullmatch(line.text.strip()):
            self._area, self._fresh = "", False

    def _listed(self, counts: list[Fact]) -> Iterator[Fact]:
        """The grades of the lists; in doubt where a list has more or fewer areas than the report says were graded."""
        below = [each for each in self._lists.listed if each.rule == GRADE_FIRST]
        told = {fact.fields["value"] for fact in counts if fact.fields["metric"] == _METRICS["areas-graded"]}
        listed = len(below)
        doubt = ""
        if below and told and told != {str(listed)}:
            doubt = f"the list has {listed} areas, and the text says that {_several(told)} were graded"
        for each in self._lists.listed:
            if each.area:
                yield self._one(each, doubt if each.rule == GRADE_FIRST else "")

    def _one(self, each: Listed, doubt: str) -> Fact:
        doubt = _UNCLEAR if each.unclear else doubt
        sure = _SURE.get(each.rule, 0.93)
        return judgment(self._head, each.area, each.grade, each.words, each.rule, sure, doubt=doubt)

    def _said(self, sentence: Sentence) -> Iterator[Fact]:
        """What a sentence says, by the phrases that match it."""
        if dated := _DATED.match(sentence.tagged):
            kind = "updated" if dated["kind"].lower() == "last updated" else "published"
            fields = {"kind": kind, "date": sentence.mention_at(dated.end() - 1).value}
            yield Fact("dates", fields, (sentence.words(*dated.span()),), kind, 0.97)
        earlier = _EARLIER.search(sentence.tagged)
        matched = list(matches(sentence, self._phrases))
        read: list[Fact] = []
        for match in matched:
            gives, body = match.phrase.gives, match.one("body")
            if body and body.value not in ("", self._head.body):
                continue  # of another force
            if gives in _METRICS:
                read += self._count(match, _METRICS[gives])
            elif gives == "graded" and not earlier:
                read += self._graded(match)
            elif gives == "previous":
                aspect = self._page.written(match.aspect) if match.aspect else self._areas.names.get(self._area, "")
                read += previous(match, self._head, self._tools, aspect)
            elif gives == "area" and not earlier and self._fresh:
                read += self._by_formula(match)
        yield from read
        left = unread(sentence, [each for each in matched if each.phrase.gives == NOTHING], read)
        yield from self._running.facts(sentence, left, Section(self._area, named=self._named))
        self._named = tuple(self._areas.within(sentence.tagged))

    def _graded(self, match: Match) -> Iterator[Fact]:
        """The grades of a sentence, each with the areas that it names."""
        rule, sure = match.phrase.rule, match.phrase.confidence
        for clause in clauses(match.sentence, match.words.start):
            for area in self._areas.listed(clause.aspect):
                yield judgment(self._head, area, clause.grade.value, (clause.words,), rule, sure)

    def _by_formula(self, match: Match) -> Iterator[Fact]:
        """The grade of a section's area, in the sentence that begins it: of the force by its name, or of the area."""
        body, grade = match.one("body"), match.one("grade")
        if grade is None or not self._area:
            return
        aspect = match.named.text if match.named else match.sentence.tagged.partition(Kind.GRADE.value)[2]
        about = self._areas.about(aspect)
        named = body is not None and body.value != ""
        if about == self._area or (named and not about):
            words, sure = (match.words,), match.phrase.confidence
            yield judgment(self._head, self._area, grade.value, words, match.phrase.rule, sure)

    def _count(self, match: Match, metric: str) -> Iterator[Fact]:
        """How many areas: the first number of the phrase."""
        counted = match.one("number")
        value = number(counted.value) if counted else None
        if counted is None or value is None:
            return
        fields = {
            "metric": metric,
            "about": self._head.body,
            "value": f"{value:f}",
            "period": str(self._year),
            "period_stated": False,
            "status": "actual",
            "printed": counted.value,
        }
        words = replace(match.words, start=counted.start, end=counted.end)
        yield Fact("metrics", fields, (words,), match.phrase.rule, match.phrase.confidence)


def _several(numbers: set[object]) -> str:
    return " or ".join(map(str, sorted(numbers, key=str)))


KIND: Final = DocumentKind("peel-report", recognise, head, read)
