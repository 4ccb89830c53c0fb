"""Inspections of police authorities, 2009 and 2010: full reports, and the numbered releases about them.

The authority is judged and not the force: each of four themes and the whole get a score from one to four, in figures or
in words (``performing well``). What a release adds to explain a score (``represents good performance``) is no grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.reading.facts import Fact
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.numbers import number
from builder.reading.grammar.people import people
from builder.reading.grammar.phrases import Match, matches
from builder.reading.grammar.sentences import Sentence
from builder.reading.judging import judgment
from builder.reading.kinds.authority_points import Points
from builder.reading.kinds.authority_scores import ListedScores, performances, scores_in_a_row
from builder.reading.kinds.authority_themes import OVERALL, SCORES, Scored, Themes, table
from builder.reading.kinds.dated import on_site
from builder.reading.kinds.heading import slug
from builder.reading.kinds.kind import DocumentKind, Head, Tools
from builder.reading.knowledge import Body, Knowledge
from builder.reading.page import Form, Line, Page

CYCLE: Final = "police-authority-inspections-2009-10"
_FIRST_LINES: Final = 14
_NUMBERED: Final = re.compile(r"#\s?(\d{1,3})/(20(?:09|10))\b")
_SCALE: Final = re.compile(r"scale (?:from|of) (?:one|1)\b.{0,20}? to (?:four|4)\b")
_PERFORMS: Final = re.compile(
    r"police authority[^.\n]{0,40}? '?perform(?:s|ing) (?:poorly|adequately|well|excellently)"
)
_ON_COVER: Final = re.compile(
    r"(?:police authority|inspection|report|published|released|on|date|the|of|[\ue000\W\d])*", re.IGNORECASE
)
_PARTS: Final = re.compile(
    r"(?:executive )?summary|next steps|appendix.*|context|conclusion|contents|introduction|method.*|about .*",
    re.IGNORECASE,
)
_THEME_BEHIND: Final = re.compile(r"['\"]*\s*(?:in|for|on|against) this (?:area|theme)", re.IGNORECASE)
_ENDS: Final = re.compile(r"['\")\]]*\s*(?:$|[.;:,]|overall\b|says?\b|according\b)", re.IGNORECASE)
_ASPECT: Final = re.compile(r"['\"]*\s*(?:in|at|on|for|against) ([^.;:,]+?)(?= but | and |[.;:,]|$)", re.IGNORECASE)
_SAID_SO: Final = re.compile(r"\W{0,5}perform(?:s|ing) (poorly|adequately|well|excellently)", re.IGNORECASE)
_BY_SECTION, _BY_WORDS, _IN_A_ROW = 0.88, 0.85, 0.93

_MEMBERS: Final = {
    "members": ("authority-members", ""),
    "independents": ("authority-independent-members", ""),
    "councillors": ("authority-councillor-members", ""),
    "women": ("authority-female-members", ""),
    "minorities": ("authority-bme-members", ""),
    "conservative": ("authority-party-members", "conservative"),
    "labour": ("authority-party-members", "labour"),
    "liberal-democrat": ("authority-party-members", "liberal-democrat"),
    "full-time": ("authority-full-time-staff", ""),
    "part-time": ("authority-part-time-staff", ""),
}


def recognise(page: Page, tools: Tools) -> float:
    """Sure of numbered releases that score an authority, and of reports with the title of these inspections."""
    del tools
    first = page.head
    if "police authority" not in first and "authority" not in _cover(page):
        return 0.0
    scored = bool(_SCALE.search(first) or _PERFORMS.search(first))
    if scored and (_NUMBERED.search(first) or "joint inspection team" in first):
        return 0.96
    inside = ("executive summary", "audit commission", "inspection scores", "strategic direction")
    if "police authority inspection" in _cover(page) and any(each in first for each in inside):
        return 0.95
    return 0.85 if scored else 0.2


def head(page: Page, tools: Tools) -> Head | None:
    """The authority, by the first sentence on its performance, else by the title; the round is always the same."""
    authority = _authority(page, tools.known)
    if authority is None or CYCLE not in tools.known.cycles:
        return None
    found = tools.known.registry.find("authority", authority.key)
    called = str(getattr(found.record, "name", authority.key)) if found else authority.key
    release = _NUMBERED.search(page.head)
    year = release[2] if release else _day(page)[:4]
    if release:
        key = slug("press-release-police-authority-inspection", year, authority.force)
        title = f"Release {release[1]}/{year} on the inspection of {called}"
        return Head(authority.key, CYCLE, OVERALL, key, title, "hmicfrs", "press-release")
    key = slug("police-authority-inspection", year, authority.force)
    return Head(authority.key, CYCLE, OVERALL, key, f"Police authority inspection: {called}", "hmicfrs", "report")


def _cover(page: Page) -> str:
    """The first filled lines as one, for titles that are broken over several."""
    return " ".join(line.text.strip() for _, line in zip(range(_FIRST_LINES), page.filled(), strict=False)).lower()


def _authority(page: Page, known: Knowledge) -> Body | None:
    """The authority that the first sentence on performance names, else the first one, else that of the cover's area."""
    bodies = {body.key: body for body in known.names.values()}
    first: Body | None = None
    area: Body | None = None
    for index, line in enumerate(page.filled()):
        if index > 8 * _FIRST_LINES:
            break
        for sentence in line.sentences:
            for mention in sentence.mentions:
                body = bodies.get(mention.value) if mention.kind is Kind.BODY else None
                if body is None:
                    continue
                if body.kind == "authority":
                    first = first or body
                    if re.search(r"\bperform(?:s|ing|ance)\b", sentence.tagged):
                        return body
                elif index < _FIRST_LINES and sentence.tagged == Kind.BODY.value:
                    area = area or bodies.get(known.authority_of(body.force))
    return area or first


def _dated_cover(page: Page) -> tuple[Line, Mention] | None:
    """The day or month that stands on the cover, with nothing else on its line but words of the title."""
    for _, line in zip(range(_FIRST_LINES), page.filled(), strict=False):
        for sentence in line.sentences:
            dates = [each for each in sentence.mentions if each.kind is Kind.DATE]
            rest = sentence.tagged.replace(Kind.DATE.value, "")
            if len(dates) == 1 and dates[0].value[:4] in ("2009", "2010", "2011") and _ON_COVER.fullmatch(rest):
                return line, dates[0]
    return None


def _day(page: Page) -> str:
    """When the document was published, as a period; empty where it does not say."""
    found = _dated_cover(page)
    return found[1].value if found else ""


def read(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """Days, who speaks for the inspection, scores in words and figures, members, and points below their headings."""
    if found := _dated_cover(page):
        line, day = found
        fields = {"kind": "published", "date": day.value}
        words = replace(line.words, start=day.start, end=day.end)
        yield Fact("dates", fields, (words,), "date-on-the-cover", 0.95)
    yield from people(page, tools.known)
    yield from on_site(page.filled(), head, tools)
    yield from _Reader(page, head, tools).facts()


@dataclass(frozen=True, slots=True)
class _Score:
    """A score with the theme that it is for, 0 for the whole."""

    value: int
    theme: int
    sure: float = 1.0
    doubt: str = ""


class _Reader:
    """Follows the lines of one document from theme to theme."""

    def __init__(self, page: Page, head: Head, tools: Tools) -> None:
        self._page = page
        self._head = head
        self._bodies = {body.key: body for body in tools.known.names.values()}
        self._phrases = tools.rules.of("police-authority")
        asked = tools.known.questions.get((CYCLE, OVERALL), ())
        self._themes = Themes(self._phrases, asked, CYCLE)
        self._points = Points(head, self._themes)
        release = _NUMBERED.search(page.head)
        self._period = _day(page) or (release[2] if release else "")
        self._listed = ListedScores(self._themes)
        self._theme = 0
        """The theme whose section this is; 0 for none."""
        self._counted = False
        """Whether the line says how many members the authority has."""

    def facts(self) -> Iterator[Fact]:
        """Everything that the document says."""
        lines = list(self._page.filled())
        for scored in table(lines, self._themes):
            yield judgment(self._head, scored.subject, str(scored.score), scored.words, "table-of-scores", 0.98)
        for line in lines:
            if listed := self._listed.read(line):
                yield self._scored(listed, "point-with-a-score")
            self._enter(line)
            if point := self._points.read(line, self._theme):
                yield point
            self._counted = False
            for sentence in line.sentences:
                yield from self._said(sentence, line)
                for scored in scores_in_a_row(sentence, self._themes):
                    yield self._scored(scored, "scores-in-a-row")
                for scored in performances(sentence, self._themes):
                    yield self._scored(scored, "performance-in-several-themes")

    def _scored(self, scored: Scored, rule: str) -> Fact:
        return judgment(self._head, scored.subject, str(scored.score), scored.words, rule, _IN_A_ROW)

    def _enter(self, line: Line) -> None:
        """Begin the section of a theme, or of another part; lines of contents begin none."""
        text = line.text.strip(" *#")
        if line.form not in (Form.HEADING, Form.QUESTION) or re.search(r"\d$", text):
            return
        if _PARTS.fullmatch(text):
            self._theme = 0
        elif theme := self._themes.asked(line):
            self._theme = theme

    def _said(self, sentence: Sentence, line: Line) -> Iterator[Fact]:
        """What a sentence says, by the phrases that match it."""
        for match in matches(sentence, self._phrases):
            gives, sure = match.phrase.gives, match.phrase.confidence
            if gives.startswith("theme-") or gives == "nothing" or not self._is_of_authority(match):
                continue
            if gives in _MEMBERS:
                yield from self._members(match, gives)
            elif gives == "framework-published" and (day := match.one("date")):
                yield Fact("dates", {"kind": gives, "date": day.value}, (match.words,), match.phrase.rule, sure)
            elif score := self._score(match, line):
                subject = self._themes.key(score.theme)
                yield judgment(
                    self._head,
                    subject,
                    str(score.value),
                    (match.words,),
                    match.phrase.rule,
                    min(sure, score.sure),
                    doubt=score.doubt,
                )

    def _is_of_authority(self, match: Match) -> bool:
        """Whether a phrase is about the authority: the force is never scored, and other authorities elsewhere."""
        if "body" not in match.phrase.slots:
            return True
        body = match.one("body")
        if body is None:  # "it" on its own may be the force, which has no score from one to four and none for a theme
            others = any(each.kind is Kind.BODY for each in match.sentence.mentions)
            themed = self._themes.of(match.sentence, match.sentence.start, match.words.start)
            return (match.phrase.gives == "score-then-scale" or bool(themed)) and not others
        if body.value:
            return body.value == self._head.body
        return "authority" in self._page.lines[match.words.line - 1].text[body.start : body.end].lower()

    def _score(self, match: Match, line: Line) -> _Score | None:
        """The score that a match gives, and what for; None where it gives none for sure."""
        gives = match.phrase.gives
        rest = line.text[match.words.end : max(match.sentence.end, match.words.end)]
        if gives in SCORES:
            return self._performs(SCORES[gives], rest, match)
        numbers = match.mentions.get("number", ())
        if gives == "score-on-a-scale":
            numbers = numbers[2:]
        value = number(numbers[0].value) if numbers else None
        if value is None or value not in SCORES.values():
            return None
        theme = self._themes.of(match.sentence, match.words.start, match.words.end)
        if gives == "score" and (aspect := _ASPECT.match(rest)):
            theme = self._within(aspect, match)
            if not theme:
                return None
        elif gives == "score" and not theme:
            theme = self._themes.of(match.sentence)  # "for this theme it was given one"
        words = _SAID_SO.match(rest)
        differs = words is not None and SCORES[f"performs-{words[1].lower()}"] != value
        return _Score(int(value), theme, doubt="the score in figures and that in words differ" if differs else "")

    def _performs(self, value: int, rest: str, match: Match) -> _Score | None:
        named = self._themes.of(match.sentence, match.sentence.start, match.words.start)
        if named:  # "in its work on value for money it was assessed as performing well"
            return _Score(value, named, _BY_WORDS)
        if _THEME_BEHIND.match(rest):
            return _Score(value, self._theme) if self._theme else None
        if _ENDS.match(rest):
            return _Score(value, self._theme, _BY_SECTION if self._theme else 1.0)
        aspect = _ASPECT.match(rest)
        theme = self._within(aspect, match) if aspect else 0
        return _Score(value, theme, _BY_WORDS) if theme else None

    def _within(self, aspect: re.Match[str], match: Match) -> int:
        """The theme that the words behind a match name."""
        at = match.words.end
        return self._themes.of(match.sentence, at + aspect.start(1), at + aspect.end(1))

    def _members(self, match: Match, gives: str) -> Iterator[Fact]:
        """How many members there are; of their kinds only where the line says how many there are in all."""
        self._counted = self._counted or gives == "members"
        counted = match.one("number")
        value = number(counted.value) if counted else None
        if counted is None or value is None or not self._counted:
            return
        metric, variant = _MEMBERS[gives]
        fields: dict[str, object] = {"metric": metric, "about": self._head.body, "value": f"{value:f}"}
        if self._period:
            fields |= {"period": self._period, "period_stated": False}
        fields |= {"status": "actual", "printed": counted.value} | ({"variant": variant} if variant else {})
        words = replace(match.words, start=counted.start, end=counted.end)
        yield Fact("metrics", fields, (words,), match.phrase.rule, match.phrase.confidence)


KIND: Final = DocumentKind("police-authority", recognise, head, read)
