"""What stands around a grade in running text: what it is for, and which round it is of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.assertions import Assertion, assertions
from builder.reading.grammar.editions import peel_cycle, round_at
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.moments import AGO, BEFORE, NOW, year_ago
from builder.reading.grammar.phrases import Match
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.kinds.kind import Head, Tools
from builder.reading.kinds.previous import cycle_before

LONGEST: Final = 5_000
"""How long a sentence of running text may be; what is longer is none."""

_CLAUSE: Final = re.compile(
    rf"{Kind.GRADE.value} (?:at|in|for) (?P<aspect>[^{Kind.GRADE.value}{Kind.STATE.value}.;:]+?)"
    rf"(?=,? (?:and )?(?:(?:it|{Kind.BODY.value}) )?(?:(?:is|was) )?(?:(?:graded|judged|rated) )?(?:as )?(?:an? )?"
    rf"{Kind.GRADE.value}"
    r"|\s*(?:[.;:]|$))"
)
_TURN: Final = re.compile(
    r",? (?:but|while|whilst|although|though|however|whereas|no|not|nor)\b"
    r"|,? and its (?=[^,;]*\b(?:is|was|are|were|has|have|had)\b)"
    rf"|, its\b|, and (?:the )?{Kind.NUMBER.value}"
)
"""Words behind which another grade, or none, is spoken of."""
_NO_PRAISE: Final = re.compile(
    r"\b(?:not|never|very|so|less|more|particularly|really|generally|quite|fairly|especially)\s*$", re.IGNORECASE
)
_FOR_WHAT: Final = re.compile(r"\W*(?:at|in|for) (?P<aspect>[^.;:,]+)", re.IGNORECASE)
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
_NEXT: Final = re.compile(rf",? and (?:at|in) [^,;:.{Kind.GRADE.value}{Kind.STATE.value}]+(?=[.;]|$)", re.IGNORECASE)
"""The last member of a list of what a grade is for."""


@dataclass(frozen=True, slots=True)
class SoundClause:
    """A grade, the words for what it is given for, and the place of both."""

    grade: Mention
    aspect: Stretch
    words: Words


def sound_clauses(sentence: Sentence, start: int) -> Iterator[SoundClause]:
    """The grades of a sentence, from a character of its line on, that are ``at``, ``in`` or ``for`` something.

    Those that are praise or denied are left out, and all behind a turn such as ``but its``.
    """
    for match in _CLAUSE.finditer(sentence.tagged):
        words = sentence.words(*match.span())
        if words.end <= start or _NO_PRAISE.search(sentence.tagged[: match.start()]):
            continue
        turn = _TURN.search(match["aspect"])
        start = match.start("aspect")
        aspect = Stretch(sentence, start, start + turn.start() if turn else match.end("aspect"))
        yield SoundClause(sentence.mention_at(match.start()), aspect, words)
        if turn:
            return


def end_of(sentence: Sentence, match: Match) -> int:
    """Where a match ends in the tagged text, up to the last mention in it."""
    behind = bisect_right(sentence.mentions, match.words.end, key=lambda each: each.end)
    return sentence.places[behind - 1] + 1 if behind else 0


def with_the_next(named: Stretch) -> Stretch:
    """What a grade is for, with the second thing behind a comma: ``good at one thing, and at another``."""
    text = named.sentence.tagged
    match = _NEXT.match(text, named.end)
    return Stretch(named.sentence, named.start, match.end()) if match else named


def leads_on(sentence: Sentence, match: Match) -> bool:
    """Whether behind a grade stands what it is for."""
    return _BEHIND.match(sentence.tagged, end_of(sentence, match)) is not None


def for_what(sentence: Sentence, match: Match) -> Stretch | None:
    """What a grade is for by the words right behind it, up to the next comma; None where they say nothing of that."""
    told = _FOR_WHAT.match(sentence.tagged, end_of(sentence, match)) if leads_on(sentence, match) else None
    return Stretch(sentence, *told.span("aspect")) if told else None


def round_meant(sentence: Sentence, grade: Mention, head: Head, tools: Tools) -> str:
    """The key of the round that a grade is of, by the words on time that stand nearest to it.

    That of the document where there are none, and empty where the round that they name is not known.
    """
    said = next(each for each in assertions(sentence) if each.outcome == grade)
    return round_said(said, head, tools)


def round_said(said: Assertion, head: Head, tools: Tools) -> str:
    """The key of the round that an assertion is of; empty where that is none that is known, or a later one."""
    cycles, own = tools.known.cycles, head.cycle
    if not said.when and said.day and said.outcome.kind is Kind.GRADE:
        cycle = round_at(said.day)  # "was judged to be inadequate in December 2015"
        return cycle if cycle in cycles and cycles[cycle].year <= cycles[own].year else ""
    if said.when in ("", NOW):
        return own
    if said.outcome.kind is Kind.STATE:  # nobody tells of a round before who was left out of it
        return own if said.when == BEFORE or peel_cycle(said.when) == own else ""
    if said.when == BEFORE:
        cycle = cycle_before(own, tools)
    elif said.when.startswith(AGO):
        cycle = peel_cycle(year_ago(said.when, cycles[own].year))
    else:
        cycle = peel_cycle(said.when)
    return cycle if cycle in cycles and cycles[cycle].year <= cycles[own].year else ""
