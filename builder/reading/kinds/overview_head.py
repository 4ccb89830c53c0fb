"""What a force's overview page is about: the force and the round, by its title or by the sentence on the round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.reading.grammar.editions import peel_cycle
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.sentences import Sentence
from builder.reading.kinds.dated import updates
from builder.reading.kinds.heading import page_title, slug
from builder.reading.kinds.kind import Head, Tools
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page

_FIRST_LINES: Final = 14
_ABOUT: Final = "read more about"
_TITLE: Final = re.compile(rf"(?:{_ABOUT} )?\ue000 \ue006$", re.IGNORECASE)
_GLUED: Final = re.compile(rf"(.{{3,60}}?) (20\d\d(?:[/-]\d\d)?)\s*{_ABOUT}", re.IGNORECASE)
_ROUND: Final = re.compile(r"(?:assessments? of|with which) \ue000", re.IGNORECASE)
_NTH: Final = re.compile(r"\b(first|second|third|fourth|fifth) (?:PEEL|assessment)", re.IGNORECASE)
_EDITIONS: Final = {"first": "2014", "second": "2015", "third": "2016", "fourth": "2017", "fifth": "2018"}
_OPENINGS: Final = re.compile(r"the extent to which|in general,? the (?:force|constabulary) ")
_TO_COME: Final = re.compile(r"not yet (?:been )?(?:graded|judged)|to be graded")


@dataclass(frozen=True, slots=True)
class _Title:
    """What the first lines say that the page is about: a force's key and the key of the round."""

    force: str
    cycle: str


def _title(page: Page, known: Knowledge) -> _Title | None:
    """The force and year of the title, else of the sentence on the round."""
    forces = known.forces
    round_: _Title | None = None
    for _, line in zip(range(_FIRST_LINES), page.filled(), strict=False):
        glued = _GLUED.match(line.text.strip())
        body = known.names.get(glued[1]) if glued else None
        if glued and body and body.kind == "force":
            return _Title(body.key, peel_cycle(glued[2]))
        for sentence in line.sentences:
            if _TITLE.match(sentence.tagged) and sentence.mentions[0].value in forces:
                return _Title(sentence.mentions[0].value, peel_cycle(sentence.mentions[1].value))
            round_ = round_ or _round(sentence, forces)
    return round_ if round_ and _ABOUT in page.head else None


def _round(sentence: Sentence, forces: frozenset[str]) -> _Title | None:
    """The force and round of a sentence such as ``This is the third PEEL assessment of Ashshire Police``."""
    of, nth = _ROUND.search(sentence.tagged), _NTH.search(sentence.tagged)
    named = [each.value for each in sentence.mentions if each.kind is Kind.CYCLE]
    edition = _EDITIONS[nth[1].lower()] if nth else next(iter(named), "")
    force = sentence.mention_at(of.end() - 1).value if of else ""
    return _Title(force, peel_cycle(edition)) if force in forces and edition else None


def recognise(page: Page, tools: Tools) -> float:
    """Sure where a title without PEEL goes with the sentences that only overviews have."""
    first = page.head
    sentences, about = len(_OPENINGS.findall(first)), _ABOUT in first or "peel (police effectiveness" in first
    if not sentences and not about:
        return 0.0
    if page_title(page, tools.known, with_peel=True) and _ABOUT not in first:
        return 0.2  # of one pillar
    if _title(page, tools.known) is None:
        return 0.0
    if sentences and about:
        return 0.94
    return 0.85 if sentences > 1 else 0.6


def head(page: Page, tools: Tools) -> Head | None:
    """Force and round; a page with grades still to come has the day of its state in its key, for it has others."""
    title = _title(page, tools.known)
    if title is None or title.cycle not in tools.known.cycles:
        return None
    found = tools.known.registry.find("force", title.force)
    called = str(getattr(found.record, "name", title.force)) if found else title.force
    cycle = tools.known.cycles[title.cycle].name
    newest = max((period for period, _ in updates(page.filled())), default="interim")
    state = newest if _TO_COME.search(page.head) else ""
    key = slug(title.cycle, "overview", title.force, state)
    return Head(title.force, title.cycle, "", key, f"{cycle} overview: {called}", "hmicfrs", "force-page")
