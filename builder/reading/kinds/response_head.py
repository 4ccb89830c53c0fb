"""What a commissioner's response is about: the force, the round and the pillar, and on which day it was written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.editions import editions, round_at, round_of
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.phrases import matches
from builder.reading.kinds.heading import slug
from builder.reading.kinds.kind import Head, Tools
from builder.reading.page import Form, Line, Page

OFFICE: Final = re.compile(
    r"police(?:,? fire)?,? (?:and|&)\s+crime\s+commissioner|\bPF?CC\b(?! website)|\bcommissioner\b", re.IGNORECASE
)
_DEAR: Final = re.compile(r"\W*dear\b", re.IGNORECASE)
_WRITES: Final = re.compile(
    r"\bcommissioner\b[^.]{0,60}\b(?:said|says|commented|sent this|welcomes?|responds?)\b"
    r"|\b(?:statement|response|letter|comments)\b[^.]{0,60}\bcommissioner\b"
    r"|\bcommissioner'?s?'? (?:response|statement|letter|delight|comments?|reply)\b|police and crime panel",
    re.IGNORECASE,
)
_SUBJECT_LINE: Final = re.compile(r"\W*(?:re|ref|subject|subj)\s*:\s*(?=\S*[A-Za-z]{3})", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"\W*(?:our |your )?ref", re.IGNORECASE)
_PEEL: Final = re.compile(r"(?<!\w)PEEL(?!\w)")
_NOUN: Final = re.compile(r"\b(?:effectiveness|efficiency|legitimacy)\b", re.IGNORECASE)
_INSPECTORATE: Final = re.compile(r"\bHMIC(?:FRS)?\b|majesty's inspector", re.IGNORECASE)
_REPORT_NAMED: Final = re.compile(r"(?<!\w)PEEL(?!\w)[^.]{0,60}\breport\b")
_LEADS: Final = re.compile(r"[\s:*#]*(?:(?:the )?HMIC(?:FRS)?(?:'s)?\s+)?", re.IGNORECASE)
"""What may stand before the name of a report in a heading."""
_PANEL: Final = re.compile(r"police(?:,? fire)?,? and crime panel", re.IGNORECASE)
_PANEL_OF: Final = re.compile(r"\W*(?P<area>\S.*?) police(?:,? fire)?,? and crime panel\b", re.IGNORECASE)
_MINUTES: Final = re.compile(r"\bminutes\b|\bpanel meeting\b", re.IGNORECASE)
_MEETS: Final = re.compile(r"\bmeetings?\b", re.IGNORECASE)
_MEETS_FIRST: Final = 40
"""How far behind the beginning of its line a meeting is named whose minutes these are."""
_MEETING_BEFORE: Final = re.compile(r"\bminutes of (?:the |its )?(?:previous |last )?meeting\b", re.IGNORECASE)
"""Behind the day of the meeting itself, an item of its agenda on the minutes of another."""
_DATE_ALONE: Final = re.compile(
    rf"\W*(?:[a-z]+day,? )?{Kind.DATE.value}\W*(?:(?:at )?[\d.:{Kind.NUMBER.value}]+ ?(?:[ap]\.?m\.?)?\W*)?",
    re.IGNORECASE,
)
_DATE_AT_END: Final = re.compile(rf"[(,-]\s*{Kind.DATE.value}\W*$")
_NOT_OWN: Final = re.compile(
    r"\b(?:posted|publish\w*|report\w*|last updated)\b|\b(?:by|until|before)\s*$", re.IGNORECASE
)
_POSTED: Final = re.compile(
    r"\W*(?:(?P<again>last (?:reviewed|updated))|(?:date )?(?:posted|published))(?: on)?"
    rf"\W*(?P<day>{Kind.DATE.value})\W*(?: ?(?:in|by|at|under) .{{1,40}})?",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(
    r"\b(?:posted|publish\w*|last updated)\b|\breport,\s*$|\b(?:by|until|before)\s*$", re.IGNORECASE
)
"""Words before a date at the end of a line that make it another one's."""
_FIRST, _LAST, _TITLE = 16, 8, 120


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a document, its place, and the rule that found it."""

    period: str
    words: Words
    rule: str
    confidence: float


def about_peel(line: Line) -> bool:
    """Whether a line speaks of a PEEL inspection."""
    return bool(_PEEL.search(line.text)) or bool(_NOUN.search(line.text) and _INSPECTORATE.search(line.text))


def sureness(page: Page) -> float:
    """How sure it is that a page is a commissioner's response to a PEEL inspection."""
    lines = list(page.filled())
    first, last = lines[:_FIRST], lines[-_LAST:]
    top = " ".join(line.text for line in first)
    if _PANEL.search(top) and any(OFFICE.search(line.text) for line in lines):
        return 0.9 if any(map(about_peel, lines)) else 0.2
    if not OFFICE.search(top) and not any(OFFICE.search(line.text) for line in last):
        return 0.0
    writes = bool(_WRITES.search(" ".join(line.text for line in lines[: 2 * _FIRST]))) or any(map(_is_address, first))
    signed = any(OFFICE.search(line.text) and len(line.text) < _TITLE for line in last)
    if not writes and not signed:
        return 0.2
    subject_lines = [line for line in first if _SUBJECT_LINE.match(line.text) and not _REFERENCE.match(line.text)]
    if subject_lines and not any(about_peel(line) or _NOUN.search(line.text) for line in subject_lines):
        return 0.2
    spoken = [line for line in lines if about_peel(line)]
    if not spoken or (len(spoken) < 3 and spoken[0] not in first):
        return 0.2
    return 0.97 if writes else 0.7


def _is_address(line: Line) -> bool:
    return _DEAR.match(line.text) is not None


def response_head(page: Page, tools: Tools, day: str) -> Head | None:
    """What a response is about; None where the force or the round can't be told."""
    force = _force(page, tools)
    office = tools.known.commissioner_of(force) if force else ""
    cycle = round_of(page, tools.known.cycles) or round_at(_report_day(page) or day)
    if not office or cycle not in tools.known.cycles:
        return None
    subject = _subject(page)
    edition = cycle.removeprefix("peel-")
    found = tools.known.registry.find("commissioner", office)
    name = str(getattr(found.record, "name", office)) if found else office
    lines = list(page.filled())
    kind, word = "press-release", "Statement"
    if any(map(_is_address, lines)):
        kind, word = "letter", "Letter"
    elif any(_MINUTES.search(line.text) for line in lines[:_FIRST]):
        kind, word = "report", "Minutes on the answer"
    title = f"{word} of the {name} on PEEL {subject} {edition}".replace("  ", " ")
    return Head(force, cycle, subject, slug("pcc-response-peel", subject, edition, force), title, office, kind)


def _force(page: Page, tools: Tools) -> str:
    """The force of the commissioner who is named, else the one that is named most."""
    forces = tools.known.forces
    if panel := _of_the_panel(page, tools):
        return panel
    bodies = {body.key: body for body in tools.known.names.values()}
    told: Counter[str] = Counter()
    offices: Counter[str] = Counter()
    for index, line in enumerate(page.filled()):
        for each in line.named:
            if each.value in forces:
                told[each.value] += 3 if index < _FIRST else 1
            elif each.kind is Kind.BODY and (body := bodies.get(each.value)) and body.kind == "commissioner":
                offices[body.force] += 1
    best = (offices or told).most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]


def _of_the_panel(page: Page, tools: Tools) -> str:
    """The force of the area whose police and crime panel meets, as the first lines name it, in whatever letters."""
    named = {name.lower(): body.force for name, body in tools.known.names.items() if body.kind == "force"}
    for _, line in zip(range(_FIRST), page.filled(), strict=False):
        if match := _PANEL_OF.match(line.text):
            return named.get(match["area"].lower(), "")
    return ""


def _subject(page: Page) -> str:
    """The one pillar of the line on the report, else of the editions at the top, else the only one in the text."""
    found = cited(page)
    first = [line for _, line in zip(range(_FIRST), page.filled(), strict=False) if any(editions(line))]
    for lines in ([found[0]] if found else [], first, page.filled()):
        nouns = {noun.lower() for line in lines for noun in _NOUN.findall(line.text)}
        if nouns or (lines is first and first):
            return nouns.pop() if len(nouns) == 1 else ""
    return ""


def cited(page: Page) -> tuple[Line, int] | None:
    """The line that names the report which is answered, and where its name begins."""
    for _, line in zip(range(_FIRST), page.filled(), strict=False):
        named = next((edition.words.start for edition in editions(line)), -1)
        if named < 0 and (match := _REPORT_NAMED.search(line.text)):
            named = match.start()
        if named < 0:
            continue
        if prefix := _SUBJECT_LINE.match(line.text):
            return line, prefix.end()
        if line.form is Form.HEADING and _LEADS.fullmatch(line.text[:named]):
            return line, named
    return None


def _report_day(page: Page) -> str:
    """The day on which the report came out, as the subject line says."""
    found = cited(page)
    return published_on(found[0]) if found else ""


def published_on(line: Line) -> str:
    """The day behind the word ``published``, or right behind the name of the report."""
    for sentence in line.sentences:
        if match := re.search(
            rf"(?:\bpublished (?:on )?|\breport, )({Kind.DATE.value})", sentence.tagged, re.IGNORECASE
        ):
            return sentence.mention_at(match.start(1)).value
    return ""


def written(page: Page, tools: Tools) -> Day | None:
    """The day of a letter, statement or meeting: as stated, else at the end of the title, else alone at top or end."""
    phrases = [each for each in tools.rules.of("commissioner-response") if each.gives == "written"]
    lines = list(page.filled())
    places = [*lines[:_FIRST], *(line for line in lines[_FIRST:] if line in lines[-_LAST:])]
    found: list[tuple[int, Day]] = []
    for line in places:
        if Kind.DATE not in {each.kind for each in line.named}:
            continue
        for sentence in line.sentences:
            for match in matches(sentence, phrases):
                if match.words.start > _MEETS_FIRST and _MEETS.search(line.text):
                    continue  # "… at our meeting on 3 March"
                mention = match.one("date")
                if mention and not _NOT_OWN.search(line.text[match.words.start : mention.start]):
                    other = bool(found) and _MEETING_BEFORE.search(line.text)
                    day = Day(mention.value, match.words, match.phrase.rule, match.phrase.confidence)
                    found.append((3 if other else 0, day))
            at = sentence.tagged.find(Kind.DATE.value)
            if at < 0 or _ANOTHER.search(sentence.tagged[:at]):
                continue
            mention = sentence.mention_at(at)
            words = Words(line.number, mention.start, mention.end)
            if _DATE_ALONE.fullmatch(sentence.tagged) and len(line.text) < _TITLE / 2:
                found.append((2, Day(mention.value, words, "day-alone", 0.9)))
            elif line.form in (Form.HEADING, Form.PROSE) and _DATE_AT_END.search(sentence.tagged) and _short(line):
                found.append((1, Day(mention.value, words, "day-in-the-title", 0.93)))
    return min(found, key=lambda each: each[0])[1] if found else None


def posted(page: Page) -> Iterator[Fact]:
    """When a page of a commissioner's site was put up, and when it was last looked through, as labels say."""
    lines = list(page.filled())
    for line in (*lines[:_FIRST], *lines[_FIRST:][-_LAST:]):
        for sentence in line.sentences:
            if match := _POSTED.fullmatch(sentence.tagged):
                mention = sentence.mention_at(match.start("day"))
                kind = "updated" if match["again"] else "published"
                fields = {"kind": kind, "date": mention.value}
                yield Fact("dates", fields, (Words(line.number, mention.start, mention.end),), "posted", 0.95)


def _short(line: Line) -> bool:
    return len(line.text) <= 2 * _TITLE and line.text.count(". ") == 0
