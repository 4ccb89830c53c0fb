"""Sentences with several grades, each for something of its own: ``good at one thing and inadequate in another``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.sentences import Sentence

_LEADS: Final = re.compile(
    r"\s*(?:(?:overall )?(?:at|in|for|on|with|as to|in respect of)\s+)?"
    r"(?:the (?:way|manner) (?:in which )?it\s+|how (?:well )?it\s+)?",
    re.IGNORECASE,
)
_LINKS: Final = re.compile(
    rf"[\s,;]*(?:\b(?:and|but|while|though|although)\b)?\s*"
    rf"(?:\b(?:it|is|was|are|were|be|to be|as|judged|graded)\b\s*|{Kind.BODY.value}\s*)*$",
    re.IGNORECASE,
)
"""What leads from one clause to the next."""
_TURN: Final = re.compile(r",? (?:but|while|whilst|although|though|whereas|however)\b", re.IGNORECASE)
"""Behind which something else is spoken of, with a grade of its own or with none."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A grade, and in ``aspect`` the tagged words for what it is given; ``words`` is the place of both."""

    grade: Mention
    aspect: str
    words: Words


def clauses(sentence: Sentence, start: int = 0) -> Iterator[Clause]:
    """The grades of a sentence from the character ``start`` of its line on, each up to the next."""
    graded = [
        (place, mention)
        for place, mention in zip(sentence.places, sentence.mentions, strict=True)
        if mention.kind is Kind.GRADE and mention.end > start
    ]
    for index, (place, mention) in enumerate(graded):
        end = graded[index + 1][0] if index + 1 < len(graded) else len(sentence.tagged)
        behind = sentence.tagged[place + 1 : end]
        link = _LINKS.search(behind) if index + 1 < len(graded) else None
        stop = link.start() if link else len(behind.rstrip(" .!?;:,\"'"))
        turn = _TURN.search(behind, 0, max(stop, 0))
        stop = turn.start() if turn else stop
        lead = _LEADS.match(behind)
        aspect = behind[lead.end() if lead else 0 : stop].strip()
        yield Clause(mention, aspect, sentence.words(place, place + 1 + max(stop, 0)))
