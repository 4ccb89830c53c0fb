"""How press releases are known, and what one is about: a force, or many in sections; its round, pillar and title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from builder.reading.grammar.editions import editions, round_at, round_of
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.sentences import Sentence
from builder.reading.kinds.aspects import FIRST_ROUND, VALUE, as_pillar
from builder.reading.kinds.heading import slug
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Form, Line, Page

_SYNDICATED: Final = re.compile(
    r"\W*(?:printable version|date:? \d{4}-\d\d-\d\d|share this (?:page|article)|wired[- ]?gov.*)\W*", re.IGNORECASE
)
_FURNITURE: Final = re.compile(
    r"\W*(?:skip to (?:main )?content|home|news|news feed|press releases?|menu|search|latest news|back|print"
    r"|print this page|cookies?.*|.*\bcookies\b.*|accept.*|published.*|\d[\d/.: -]*|get the .*"
    r"|for immediate release.*)\W*",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"(?:HM|H(?:er|is) Majesty's) (?:chief )?inspector\b.{0,120}\bsaid\b"
    r"|\bsaid\b.{0,40}(?:HM|H(?:er|is) Majesty's) (?:chief )?inspector",
    re.IGNORECASE,
)
_SIGNS: Final = re.compile(
    r"\bpress releases?\b|\bnotes? to editors\b|\bget the (?:full |national |force )?(?:report|press)|printable version"
    r"|for immediate release|\bmedia enquiries\b|\bpress office\b",
    re.IGNORECASE,
)
_COMMISSIONER: Final = re.compile(
    r"\bdear (?:sir|madam|home|minister|secretary|mr|ms|mrs|dr|\w+,)|\bcommissioner\b[^.]{0,60}\bsaid\b", re.IGNORECASE
)
_AUTHORITY: Final = re.compile(r"police authority|#\d{2,3}/\d{4}", re.IGNORECASE)
DAY: Final = re.compile(rf"\W*(?:[a-z]+day,? )?{Kind.DATE.value}\W*", re.IGNORECASE)
"""A day that stands alone."""
NOTES: Final = re.compile(r"\W*(?:notes? to editors?|notes for editors|editors' notes)\W*", re.IGNORECASE)
END: Final = re.compile(
    r"\W*(?:related|related (?:news|content|links|pages)|more news|see also|other news|latest news)\W*", re.IGNORECASE
)
_MANY: Final = re.compile(r"\b(?:force|individual) press releases\b|\bpress releases for\b", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"(?:(?:assessed|judged|graded|found|rated) that |(?:graded|rated|judged) |an inspection of )"
    rf"(?P<body>{Kind.BODY.value})",
    re.IGNORECASE,
)
_OWN_SECTION: Final = re.compile(
    rf"\W*(?P<body>{Kind.BODY.value})(?:\W*|'s? .*{Kind.PILLAR.value}.*{Kind.GRADE.value}\W*)", re.IGNORECASE
)
_AREAS_FROM: Final = 2021


def recognise(page: Page, tools: Tools) -> float:
    """Sure where an inspector is quoted, or what surrounds releases is there, and a force and a grade are named."""
    said = any(_SAID.search(line.text) for line in page.filled() if "nspector" in line.text)
    signs = {match[0].lower() for line in page.filled() for match in _SIGNS.finditer(line.text)}
    title = title_of(page)
    if title is None or not (said or signs) or _AUTHORITY.search("\n".join([title.text, page.head])):
        return 0.0
    forces = tools.known.forces
    mentioned = {(each.kind, each.value in forces) for line in page.filled() for each in line.named}
    about = (Kind.BODY, True) in mentioned and (Kind.GRADE, False) in mentioned
    if not about or not (said or any(kind is Kind.INSPECTORATE for kind, _ in mentioned)):
        return 0.0
    if _COMMISSIONER.search(page.head):
        return 0.4
    return 0.96 if said and signs else 0.85 if said or len(signs) > 1 else 0.6


def filled(page: Page) -> list[Line]:
    """The filled lines of the release itself, without what a site puts below it."""
    lines: list[Line] = []
    for line in page.filled():
        if END.fullmatch(line.text):
            break
        lines.append(line)
    return lines


def section_of(line: Line, forces: frozenset[str]) -> str:
    """The force whose section a heading begins; empty where it begins none."""
    if line.form not in (Form.HEADING, Form.BADGE):
        return ""
    sentence = next(iter(line.sentences), None)
    match = _OWN_SECTION.fullmatch(sentence.tagged) if sentence and len(line.sentences) == 1 else None
    force = sentence.mention_at(match.start("body")).value if sentence and match else ""
    return force if force in forces else ""


def headed(line: Line, forces: frozenset[str]) -> str:
    """The one force that a heading of any wording names: ``Inspectors praise Ashshire Police``; empty for others."""
    named = {each.value for each in line.named if each.kind is Kind.BODY and each.value in forces}
    heading = line.form is Form.HEADING and not line.text.rstrip().endswith(":")
    return named.pop() if heading and len(named) == 1 else ""


def title_of(page: Page) -> Line | None:
    """The first line that is a title: no menu, no cookie notice, no day."""
    for _, line in zip(range(30), page.filled(), strict=False):
        day = len(line.sentences) == 1 and DAY.fullmatch(line.sentences[0].tagged)
        if not (day or _FURNITURE.fullmatch(line.text.strip()) or _SYNDICATED.fullmatch(line.text.strip())):
            return line
    return None


def syndicated(page: Page) -> bool:
    """Whether the text is another site's copy, so that the day at its top is that site's."""
    return any(_SYNDICATED.fullmatch(line.text.strip()) for _, line in zip(range(15), page.filled(), strict=False))


def release_head(page: Page, tools: Tools, day: str) -> Head | None:
    """What a release is about; ``day`` is that of its publication, if known. None where the round can't be told."""
    cycles = tools.known.cycles
    title = title_of(page)
    if title is None:
        return None
    cycle = round_of(page, cycles) or _by_year_before(page, tools) or round_at(day)
    if cycle not in cycles:
        return None
    force = _force(page, title, tools)
    subject = "" if cycles[cycle].year > _AREAS_FROM else _subject(page, title, cycle)
    edition = cycle.removeprefix("peel-")
    key = slug("press-release-peel", subject, edition, force)
    return Head(force, cycle, subject, key, title.text.strip().strip("#*").strip(), "hmicfrs", "press-release")


def _force(page: Page, title: Line, tools: Tools) -> str:
    """The one force that a release is about; empty for one about many, or about all."""
    forces = tools.known.forces
    lines = filled(page)
    sections = {force for line in lines if line is not title and (force := section_of(line, forces))}
    in_title = {each.value for sentence in title.sentences for each in sentence.mentions if each.value in forces}
    if _MANY.search(title.text) or len(sections) > 1:
        return ""
    if len(in_title) == 1:
        return in_title.pop()
    about = {force for line in lines for sentence in line.sentences for force in _named(sentence) if force in forces}
    if len(about) == 1:
        return about.pop()
    told = Counter(each for line in _before_notes(lines) for each in _bodies(line) if each in forces)
    ranked = [*told.most_common(2), ("", 0), ("", 0)]
    return ranked[0][0] if ranked[0][1] > 1 and ranked[0][1] >= 2 * ranked[1][1] else ""


def _named(sentence: Sentence) -> Iterator[str]:
    for match in _ABOUT.finditer(sentence.tagged):
        yield sentence.mention_at(match.start("body")).value


def _bodies(line: Line) -> Iterator[str]:
    return (each.value for sentence in line.sentences for each in sentence.mentions if each.kind is Kind.BODY)


def _before_notes(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        if NOTES.fullmatch(line.text):
            return
        yield line


def _pillars(lines: Iterable[Line], cycle: str) -> Iterator[str]:
    """The pillars of a round that lines name; value for money is none but in the first."""
    for line in lines:
        for each in line.named:
            if each.kind is Kind.PILLAR and (each.value != VALUE or cycle == FIRST_ROUND):
                yield as_pillar(each.value)


def _subject(page: Page, title: Line, cycle: str) -> str:
    """The pillar of the title, else of the edition that is named, else the one that the release speaks of most."""
    words = set(_pillars([title], cycle))
    if words:
        return words.pop() if len(words) == 1 else ""
    named = {each.pillar for line in page.filled() for each in editions(line) if each.pillar}
    if len(named) == 1:
        return named.pop()
    told = Counter(_pillars(_before_notes(filled(page)), cycle))
    ranked = [*told.most_common(2), ("", 0), ("", 0)]
    return ranked[0][0] if ranked[0][1] >= 2 * max(1, ranked[1][1]) or (ranked[0][1] and not ranked[1][1]) else ""


_LAST_YEAR: Final = re.compile(rf"\blast year \({Kind.YEAR.value}\)", re.IGNORECASE)


def _by_year_before(page: Page, tools: Tools) -> str:
    """The round behind the one that the release calls last year's."""
    for line in page.filled():
        for sentence in line.sentences:
            if match := _LAST_YEAR.search(sentence.tagged):
                year = sentence.mention_at(match.end() - 2).value
                following = f"peel-{int(year[:4]) + 1}"
                return following if following in tools.known.cycles else ""
    return ""
