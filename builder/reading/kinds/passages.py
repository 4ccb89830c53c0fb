"""What stands around a grade in running text: what it is for, and which round it is of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.phrases import Match
from builder.reading.grammar.sentences import Sentence
from builder.reading.kinds.heading import peel_cycle
from builder.reading.kinds.kind import Head, Tools
from builder.reading.kinds.previous import cycle_before
from builder.reading.knowledge import Asked
from builder.reading.page import Line

LONGEST: Final = 5_000
"""How long a sentence of running text may be; what is longer is none."""
PILLARS: Final = ("effectiveness", "efficiency", "legitimacy")

_CLAUSE: Final = re.compile(
    rf"{Kind.GRADE.value} (?:at|in|for) (?P<aspect>[^{Kind.GRADE.value}{Kind.STATE.value}.;:]+?)"
    rf"(?=,? (?:and )?(?:(?:it|{Kind.BODY.value}) )?(?:(?:is|was) )?(?:(?:graded|judged|rated) )?(?:as )?(?:an? )?"
    rf"{Kind.GRADE.value}"
    r"|\s*(?:[.;:]|$))"
)
_TURN: Final = re.compile(r",? (?:but|while|whilst|although|though|however|whereas|and its|no|not|nor)\b|, its\b")
"""Words behind which another grade, or none, is spoken of."""
_NO_PRAISE: Final = re.compile(
    r"\b(?:not|never|very|so|less|more|particularly|really|generally|quite|fairly|especially)\s*$", re.IGNORECASE
)
_ON: Final = re.compile(r"\s+(?:at|in|for)\s+", re.IGNORECASE)
_ROUND: Final = r"inspections?|reports?|assessments?|year'?s?|rounds?|time|programme"
_BEHIND: Final = re.compile(
    rf"\s*(?:at|in|for)\s+(?!(?:(?:this|our|that|the|its|their|both|all|\w+'s)\s+)?"
    r"(?:(?:same|latest|recent|last|first|second|third|fourth|annual|previous|consecutive|successive|PEEL|years"
    rf"|{Kind.NUMBER.value}|{Kind.PILLAR.value}|{Kind.YEAR.value}|{Kind.CYCLE.value})\s*)*"
    rf"(?:{_ROUND}|[{Kind.INSPECTORATE.value}{Kind.YEAR.value}{Kind.CYCLE.value}{Kind.DATE.value}]"
    r"|(?:running|in a row)|$|[.,;]))",
    re.IGNORECASE,
)
"""Words for what a grade is for, not for when or by whom it was given."""
_WHEN: Final = re.compile(
    rf"(?P<aside>\b(?:since|following|after|than|compared (?:with|to)|from|building on|as)\b[^,.;]{{0,30}}?)?"
    rf"(?:\b(?P<before>last (?:year|time|round)(?:'s)?|(?:the )?previous (?:year|round|inspection)|the year before)\b"
    rf"|\b(?P<now>this (?:year|round|time)(?:'s)?|now)\b|(?P<named>[{Kind.YEAR.value}{Kind.CYCLE.value}]))",
    re.IGNORECASE,
)
_CLAUSE_ENDS: Final = re.compile(r"[,.;:!?]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A grade, the tagged words for what it is given for, and the place of both."""

    grade: Mention
    aspect: str
    words: Words


def asked_of(head: Head, tools: Tools) -> tuple[Asked, ...]:
    """The questions of a document's pillar in its round; of all pillars where it is about none in particular."""
    subjects = (head.subject,) if head.subject else PILLARS
    return tuple(each for one in subjects for each in tools.known.questions.get((head.cycle, one), ()))


def sound_clauses(sentence: Sentence, start: int) -> Iterator[Clause]:
    """The grades of a sentence, from a character of its line on, that are ``at``, ``in`` or ``for`` something.

    Those that are praise or denied are left out, and all behind a turn such as ``but its``.
    """
    for match in _CLAUSE.finditer(sentence.tagged):
        words = sentence.words(*match.span())
        if words.end <= start or _NO_PRAISE.search(sentence.tagged[: match.start()]):
            continue
        turn = _TURN.search(match["aspect"])
        aspect = match["aspect"][: turn.start()] if turn else match["aspect"]
        yield Clause(sentence.mention_at(match.start()), aspect, words)
        if turn:
            return


def place_of(sentence: Sentence, mention: Mention) -> int:
    """Where the sign of a mention stands in the tagged text."""
    return sentence.places[bisect_left(sentence.mentions, mention.start, key=lambda each: each.start)]


def aspect_of(clause: Clause, line: Line) -> str:
    """The words for what a grade is given for, as printed."""
    if not any("\ue000" <= char <= "\uf8ff" for char in clause.aspect):
        return clause.aspect
    return _ON.split(line.text[clause.grade.end : clause.words.end], maxsplit=1)[-1]


def end_of(sentence: Sentence, match: Match) -> int:
    """Where a match ends in the tagged text, up to the last mention in it."""
    behind = bisect_right(sentence.mentions, match.words.end, key=lambda each: each.end)
    return sentence.places[behind - 1] + 1 if behind else 0


def leads_on(sentence: Sentence, match: Match) -> bool:
    """Whether behind a grade stands what it is for."""
    return _BEHIND.match(sentence.tagged, end_of(sentence, match)) is not None


def round_meant(sentence: Sentence, grade: Mention, head: Head, tools: Tools) -> str:
    """The key of the round that a grade is of, by the words on time before it, else behind it in its clause.

    That of the document where there are none, and empty where the round that they name is not known.
    """
    at = place_of(sentence, grade)
    end = _CLAUSE_ENDS.search(sentence.tagged, at)
    stop = end.start() if end else len(sentence.tagged)
    found = [each for each in _WHEN.finditer(sentence.tagged) if not each["aside"] and each.start() < stop]
    before = [each for each in found if each.start() < at]
    behind = [each for each in found if each.start() > at]
    moment = next(iter((*before[-1:], *behind)), None)
    if behind and moment and not moment["now"]:
        moment = behind[0]
    if moment is None or moment["now"]:
        return head.cycle
    if moment["before"]:
        year = sentence.tagged[moment.end() : moment.end() + 3].find(Kind.YEAR.value)
        if year < 0:
            return cycle_before(head.cycle, tools)
        cycle = peel_cycle(sentence.mention_at(moment.end() + year).value)
    else:
        cycle = peel_cycle(sentence.mention_at(moment.start("named")).value)
    return cycle if cycle in tools.known.cycles else ""
