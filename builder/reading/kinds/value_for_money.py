"""Reports on value for money, 2011 to 2014: how forces met the cuts of the spending review.

The cover has the programme's title, the force (its name may be cut off), the month and the ISBN. Only the reports of
2014 grade: once as a whole below ``Overall judgment``, and once for each of three questions. The questions stand first
as a list in the contents, then in the summary with the grades behind them in the same order, then each above its own
chapter. Text made of PDFs runs on, so that a grade may stand at the end of its paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.questions import same_wording
from builder.reading.grammar.sentences import Sentence
from builder.reading.judging import judgment
from builder.reading.kinds.dated import on_site
from builder.reading.kinds.heading import slug
from builder.reading.kinds.kind import DocumentKind, Head, Tools
from builder.reading.knowledge import Asked
from builder.reading.page import Form, Line, Page

SUBJECT: Final = "value-for-money"

_TITLES: Final = {
    "responding-to-austerity": re.compile(r"responding to austerity", re.IGNORECASE),
    "response-to-the-funding-challenge": re.compile(r"response to the funding challenge", re.IGNORECASE),
    "policing-in-austerity": re.compile(r"policing in austerity", re.IGNORECASE),
    "adapting-to-austerity": re.compile(r"adapting to austerity", re.IGNORECASE),
}
_COVER: Final = 12
_OVERALL: Final = re.compile(r"overall judge?ment|how well does the force provide value for money\?", re.IGNORECASE)
_ISBN: Final = re.compile(r"ISBN:?\s*(?P<number>[\d-]{10,17}[\dX])")
_COPYRIGHT: Final = re.compile(r"© HMIC (?P<year>20\d\d)")
_PAGE_NUMBER: Final = re.compile(r"^\d{1,3}\s*(?=[A-Z])")
_OVERALL_IN: Final = re.compile(r"overall judge?ment\b", re.IGNORECASE)
_OVERALL_AT_END: Final = re.compile(r"overall judge?ment\W*$", re.IGNORECASE)
_BADGE: Final = 0.98
_RUN_ON: Final = 0.93


def _title(page: Page) -> str:
    """The key of the programme's title, where it stands on the cover."""
    cover = [line.text for _, line in zip(range(_COVER), page.filled(), strict=False)]
    return next((key for key, title in _TITLES.items() for text in cover if title.search(text)), "")


def recognise(page: Page, _tools: Tools) -> float:
    """Sure where the title of the programme stands on a cover of HMIC's."""
    if not _title(page):
        return 0.0
    cover = "\n".join(line.text for _, line in zip(range(_COVER), page.filled(), strict=False))
    return 0.95 if _COPYRIGHT.search(cover) or _ISBN.search(cover) else 0.6


def _force(page: Page, tools: Tools) -> str:
    """The force that a report is about: the only one on its cover, else the one that it names most."""
    forces = tools.known.forces
    cover = set(_named(islice(page.filled(), _COVER), forces))
    if len(cover) == 1:
        return cover.pop()
    most = Counter(_named(page.filled(), forces)).most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else ""


def _named(lines: Iterable[Line], forces: frozenset[str]) -> Iterator[str]:
    for line in lines:
        for sentence in line.sentences:
            yield from (each.value for each in sentence.mentions if each.kind is Kind.BODY and each.value in forces)


def _published(page: Page) -> tuple[Mention, Line] | None:
    """The month on the cover."""
    for _, line in zip(range(_COVER), page.filled(), strict=False):
        for sentence in line.sentences:
            for mention in sentence.mentions:
                if mention.kind is Kind.DATE:
                    return mention, line
    return None


def head(page: Page, tools: Tools) -> Head | None:
    """The force, and the round by the year on the cover."""
    title, force, cover = _title(page), _force(page, tools), _published(page)
    copyright_ = next((match for line in page.filled(1, 60) if (match := _COPYRIGHT.search(line.text))), None)
    year = cover[0].value[:4] if cover else copyright_["year"] if copyright_ else ""
    cycle = f"valuing-the-police-{year}"
    if not force or cycle not in tools.known.cycles:
        return None
    found = tools.known.registry.find("force", force)
    name = getattr(found.record, "name", force) if found else force
    words = title.replace("-", " ")
    return Head(force, cycle, SUBJECT, slug(title, year, force), f"{words.capitalize()}: {name}", "hmicfrs", "report")


def read(page: Page, head: Head, tools: Tools) -> Iterator[Fact]:
    """The month of publication, and the grades of a round that has any."""
    cover = _published(page)
    if cover:
        mention, line = cover
        words = (Words(line.number, mention.start, mention.end),)
        yield Fact("dates", {"kind": "published", "date": mention.value}, words, "cover", _BADGE)
    for line in page.filled(1, 60):
        if isbn := _ISBN.search(line.text):
            place = (Words(line.number, *isbn.span("number")),)
            yield Fact("identifiers", {"scheme": "isbn", "value": isbn["number"]}, place, "isbn", _BADGE)
            break
    yield from on_site(page.filled(), head, tools)
    if tools.known.cycles[head.cycle].scheme:
        yield from _Grades(page, head, tools).facts()


@dataclass(slots=True)
class _Block:
    """Questions that follow each other, and the badges that stand behind them."""

    questions: list[Asked] = field(default_factory=list)
    badges: list[tuple[str, tuple[Words, ...]]] = field(default_factory=list)
    over: bool = False
    """Whether something else than a grade came first, so that a list of questions is a list and no more."""


class _Grades:
    """Follows the lines of a report, from the overall judgment to the last question."""

    def __init__(self, page: Page, head: Head, tools: Tools) -> None:
        self._page = page
        self._head = head
        self._asked = tools.known.questions.get((head.cycle, SUBJECT), ())
        self._block = _Block()
        self._whole = False
        """Whether the overall judgment is to come."""
        self._due = False
        """The same within a paragraph."""

    def facts(self) -> Iterator[Fact]:
        """Every grade of the report."""
        before = ""
        for line in self._page.filled():
            asked = self._questions_of(line)
            if asked:
                for question in asked:
                    yield from self._question(question)
            elif _OVERALL.fullmatch(line.text.strip()):
                self._whole = True
            elif line.form is Form.BADGE and line.badge and line.badge.grade:
                yield from self._badge(line, line.badge.grade, before)
            elif glued := self._glued(line):
                self._block.badges.append((glued.value, (Words(line.number, glued.start, glued.end),)))
            else:
                yield from self._run_on(line)
                self._whole = self._whole or _OVERALL_AT_END.search(line.text) is not None
                self._block.over = self._block.over or not self._block.badges
            before = line.text.strip().lower()
        yield from self._closed()

    def _question(self, question: Asked) -> Iterator[Fact]:
        """A question begins, or goes on with, a block."""
        if self._block.badges or self._block.over:
            yield from self._closed()
        self._whole = False
        self._block.questions.append(question)

    def _badge(self, line: Line, grade: str, before: str) -> Iterator[Fact]:
        if self._whole:
            self._whole = False
            yield judgment(self._head, SUBJECT, grade, line.badge_words, "overall-judgment", _BADGE)
        elif len(self._block.questions) == 1 and self._block.over:
            if before == "summary":
                question = self._block.questions.pop()
                yield judgment(self._head, question.key, grade, line.badge_words, "summary-of-a-question", _BADGE)
        elif self._block.questions and not self._block.over:
            self._block.badges.append((grade, line.badge_words))

    def _closed(self) -> Iterator[Fact]:
        """The grades of a block: as many as it has questions, in the same order; else a person has to look."""
        questions, badges = self._block.questions, self._block.badges
        self._block = _Block()
        doubt = "" if len(questions) == len(badges) else f"{len(questions)} questions and {len(badges)} grades"
        for question, (grade, words) in zip(questions, badges, strict=False):
            yield judgment(self._head, question.key, grade, words, "grade-below-a-question", _BADGE, doubt=doubt)

    def _run_on(self, line: Line) -> Iterator[Fact]:
        """The grades of a paragraph that runs on: behind what is judged in it, right away or at its end."""
        asked: Asked | None = None
        self._due = self._whole
        for sentence in line.sentences if len(line.sentences) > 1 else ():
            grade = _leading(sentence, line)
            if grade and asked:
                yield self._judged(asked.key, sentence, grade)
            elif grade and self._due:
                self._due = self._whole = False
                yield self._judged(SUBJECT, sentence, grade)
            asked = self._asked_in(sentence) or (asked if grade is None and self._ends(line, sentence) else None)
            self._due = not asked and (
                self._due or _OVERALL_IN.search(line.text, sentence.start, sentence.end) is not None
            )
        self._due = False

    def _ends(self, line: Line, sentence: Sentence) -> bool:
        """Whether the grade of a question may still come: only as the last word of its paragraph."""
        last = line.sentences[-1]
        return last is not sentence and last.tagged.strip(" .") == Kind.GRADE.value

    def _judged(self, subject: str, sentence: Sentence, grade: Mention) -> Fact:
        words = (Words(sentence.line, grade.start, grade.end),)
        return judgment(self._head, subject, grade.value, words, "judgment-that-runs-on", _RUN_ON)

    def _questions_of(self, line: Line) -> list[Asked]:
        """The questions that a line is: one, or several in a row; none where anything else stands there too."""
        if line.form is not Form.PROSE:
            whole = same_wording(line.text.lstrip("-*• "), self._asked)
            if whole:
                return [whole]
        found = [self._asked_in(sentence) for sentence in line.sentences]
        several = [question for question in found if question]
        return several if len(several) > 1 and len(several) == len(found) else []

    def _glued(self, line: Line) -> Mention | None:
        """The grade that a paragraph begins with, where grades of questions are due: ``Good The force has …``."""
        if not self._block.questions or self._block.over or not line.sentences:
            return None
        first = line.sentences[0]
        grade = first.mentions[0] if first.tagged.startswith(f"{Kind.GRADE.value} ") else None
        if grade is None or not grade.capital or not line.text[grade.end :].lstrip()[:1].isupper():
            return None
        return grade if len(self._block.badges) < len(self._block.questions) else None

    def _asked_in(self, sentence: Sentence) -> Asked | None:
        """The question that a sentence is, behind the number of a page or without."""
        text = self._page.written(sentence.words(0, len(sentence.tagged)))
        return same_wording(_PAGE_NUMBER.sub("", text), self._asked)


def _leading(sentence: Sentence, line: Line) -> Mention | None:
    """The grade that a sentence is, or begins with before one that lost its own beginning."""
    if not sentence.tagged.startswith(Kind.GRADE.value) or not sentence.mentions[0].capital:
        return None
    grade = sentence.mentions[0]
    behind = line.text[grade.end : sentence.end].strip(" .")
    return grade if not behind or behind[0].isupper() else None


KIND: Final = DocumentKind("value-for-money", recognise, head, read)
