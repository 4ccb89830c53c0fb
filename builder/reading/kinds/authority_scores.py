"""Scores of themes in a list or in a row: ``The authority scored three for one theme, and two for another``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.numbers import number
from builder.reading.grammar.sentences import Sentence
from builder.reading.kinds.authority_themes import SCORES, Scored, Themes
from builder.reading.page import Line

_SPOKEN_OF: Final = re.compile(r"\bscor(?:ed|es|ing)\b|\bscore,|\b(?:was|were) given\b", re.IGNORECASE)
_FOR: Final = re.compile(r"['\"]*(?: [-(] ?'?perform\w+ \w+'?\)?)?['\"]* (?:for|in|on|at)\b", re.IGNORECASE)
_GIVEN: Final = re.compile(
    r"\b(?:scored|given|received|awarded|earned|got)\b(?: (?:a|the|lowest|highest|score|of|overall)\b|[\s,'\"])*$",
    re.IGNORECASE,
)
_PERFORMS: Final = re.compile(
    r"\bperform(?:s|ing) (?P<how>poorly|adequately|well|excellently)['\"]*"
    r"(?:\s*\([^()]{1,20}\)|, (?:a|with a) score of [^,]{1,10},)?(?: both)? (?:in|at|on|for)\b",
    re.IGNORECASE,
)
_RIGHT_BEHIND: Final = re.compile(r"\w+ \w+['\"]* \w+$")
"""The words of a performance that phrases read: nothing between them and what they are for."""
_LEAD: Final = re.compile(r"\bscor(?:ed|es|ing)\b[^.:]*:\s*$", re.IGNORECASE)
_POINT: Final = re.compile(r"\W*(?P<score>one|two|three|four|[1-4]) (?:for|in|on|at)\s", re.IGNORECASE)


class ListedScores:
    """The points below ``The authority scored:``, such as ``two for setting strategic direction``."""

    def __init__(self, themes: Themes) -> None:
        self._themes = themes
        self._open = False

    def read(self, line: Line) -> Scored | None:
        """The score of a line, where it is such a point."""
        point = _POINT.match(line.text) if self._open else None
        self._open = bool(_LEAD.search(line.text)) or point is not None
        value = number(point["score"]) if point else None
        theme = self._themes.of(line.sentences[0], point.end()) if point and line.sentences else 0
        return Scored(self._themes.key(theme), int(value), (line.words,)) if theme and value is not None else None


def scores_in_a_row(sentence: Sentence, themes: Themes) -> Iterator[Scored]:
    """The scores of a sentence, each for the theme behind it, or the first for one that the sentence begins with."""
    if not _SPOKEN_OF.search(sentence.tagged):
        return
    scores = [each for each in sentence.mentions if each.kind is Kind.NUMBER and _score(each)]
    for index, each in enumerate(scores):
        at = sentence.place_of(each)
        stop = scores[index + 1].start if index + 1 < len(scores) else sentence.end
        theme = 0
        if _FOR.match(sentence.tagged, at + 1):
            theme = themes.of(sentence, each.end, stop)
        elif index == 0 and _GIVEN.search(sentence.tagged, 0, at):
            theme = themes.of(sentence, sentence.start, each.start)
        if theme:
            yield Scored(themes.key(theme), _score(each), (Words(sentence.line, each.start, each.end),))


def performances(sentence: Sentence, themes: Themes) -> Iterator[Scored]:
    """The scores in words that a sentence gives to several themes: ``performs adequately in …, in … and in …``."""
    found = [*_PERFORMS.finditer(sentence.tagged)]
    ends = [*(each.start() for each in found[1:]), len(sentence.tagged)]
    for match, end in zip(found, ends, strict=False):
        words = sentence.words(match.start(), end)
        named = themes.every(sentence, words.start, words.end)
        for theme in named if len(named) > 1 or not _RIGHT_BEHIND.match(match[0]) else ():
            yield Scored(themes.key(theme), SCORES[f"performs-{match['how'].lower()}"], (words,))


def _score(mention: Mention) -> int:
    """The score from one to four that a number is; 0 for any other."""
    value = number(mention.value)
    return int(value) if value is not None and value in SCORES.values() else 0
