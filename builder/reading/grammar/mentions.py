"""What a line names: bodies, grades, subjects, dates, years and numbers, each with its place in the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from builder.reading.grammar.dates import dates
from builder.reading.grammar.grades import BEFORE, BEHIND, grades
from builder.reading.grammar.numbers import FIGURES, WORD, number
from builder.reading.grammar.plain import plain
from builder.reading.knowledge import AREAS, Body, Knowledge


class Kind(Enum):
    """What a mention is; the value is the sign that stands for it in tagged text."""

    BODY = "\ue000"
    GRADE = "\ue001"
    STATE = "\ue002"
    PILLAR = "\ue003"
    DATE = "\ue004"
    CYCLE = "\ue005"
    YEAR = "\ue006"
    NUMBER = "\ue007"
    INSPECTORATE = "\ue008"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in a line, from the character ``start`` to before ``end``.

    ``value`` is the key of a body (empty for ``the force``), of a grade, a state or a pillar, a period, the key of a
    cycle without its programme (``2018-19``), a year, or a number as it is written.
    """

    kind: Kind
    value: str
    start: int
    end: int
    quoted: bool = False
    capital: bool = False
    """Whether a grade word begins with a capital."""


PILLARS: Final = {
    "effectiveness": r"effectiveness|effectively|effective",
    "efficiency": r"efficiency|efficiently|efficient",
    "legitimacy": r"legitimacy|legitimately|legitimate",
    "value-for-money": r"value[ -]for[ -]money",
}
"""The subjects judged as a whole, by the words that name them."""

_PILLAR: Final = re.compile(
    rf"{BEFORE}(?:" + "|".join(f"(?P<p{i}>{form})" for i, form in enumerate(PILLARS.values())) + rf"){BEHIND}",
    re.IGNORECASE,
)
_CYCLE: Final = re.compile(
    r"(?<!\w)(?:PEEL(?: assessments?| inspections?)?,? (?P<after>20\d\d(?:[/-](?:20)?\d\d)?)"
    r"|(?P<before>20\d\d(?:[/-](?:20)?\d\d)?) PEEL)(?![\d/])"
)
_YEAR: Final = re.compile(r"(?<![\w.,£/-])(?:19|20)\d\d(?:[/-]\d\d)?(?![\w%/]|[.,]\d)")
_NUMBER: Final = re.compile(rf"(?<![\w.,/-])(?:{FIGURES}|{WORD})(?![\w/]|-\d|[.,]\d)", re.IGNORECASE)
_SELF: Final = re.compile(r"(?<!\w)(?:the|this) (?:force|constabulary|authority)(?![\w])", re.IGNORECASE)


class Mentions:
    """Finds everything that lines name, by what the seeds know."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = sorted(self._known.names, key=len, reverse=True)
        # a capital may follow where headings are glued together: "AshshireThis page"
        return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![a-z0-9_-])")

    @cached_property
    def _titles(self) -> re.Pattern[str]:
        """Names of subjects with a grade word in them, which is no grade there: ``Good use of resources``."""
        areas = [each for (_, about), asked in self._known.questions.items() if about == AREAS for each in asked]
        names = {plain(name) for each in areas for name in (each.wording, *each.others)}
        graded = sorted(name for name in names if next(grades(name), None))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, graded)) or '(?!)'})\b", re.IGNORECASE)

    def body(self, name: str) -> Body | None:
        """The body of exactly this name."""
        return self._known.names.get(plain(name).strip())

    def of(self, line: str) -> list[Mention]:
        """All mentions of a line in their order; none lies within another."""
        text = plain(line)
        taken: list[Mention] = []
        free = bytearray(len(text))
        for title in self._titles.finditer(text):
            free[title.start() : title.end()] = b"\1" * len(title[0])
        for mention in self._candidates(text):
            if not any(free[mention.start : mention.end]):
                free[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                taken.append(mention)
        return sorted(taken, key=lambda each: each.start)

    def _candidates(self, text: str) -> Iterator[Mention]:
        """What may be named, the surest first: a later one that overlaps an earlier is none."""
        for match in self._names.finditer(text):
            body = self._known.names[match[0]]
            yield Mention(Kind.INSPECTORATE if body.kind == "inspectorate" else Kind.BODY, body.key, *match.span())
        for match in _SELF.finditer(text):
            yield Mention(Kind.BODY, "", *match.span())
        for grade in grades(text):
            kind = Kind.GRADE if grade.grade else Kind.STATE
            capital = text[grade.start : grade.end].strip("'\"")[:1].isupper()
            yield Mention(kind, grade.grade or grade.state, grade.start, grade.end, grade.quoted, capital)
        for match in _CYCLE.finditer(text):
            yield Mention(Kind.CYCLE, _edition(match["after"] or match["before"]), *match.span())
        for dated in dates(text):
            yield Mention(Kind.DATE, dated.period, dated.start, dated.end)
        for match in _PILLAR.finditer(text):
            value = next(key for key, found in zip(PILLARS, match.groups(), strict=True) if found)
            yield Mention(Kind.PILLAR, value, *match.span())
        for match in _YEAR.finditer(text):
            yield Mention(Kind.YEAR, match[0], *match.span())
        for match in _NUMBER.finditer(text):
            if number(match[0]) is not None:
                yield Mention(Kind.NUMBER, match[0], *match.span())


def _edition(text: str) -> str:
    """``2018/19`` and ``2018-2019`` as ``2018-19``."""
    return re.sub(r"[/-](?:20)?(\d\d)$", r"-\1", text) if len(text) > len("2018") else text
