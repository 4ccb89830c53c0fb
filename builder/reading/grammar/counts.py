"""How many forces were given a grade, and how many there are, as releases and reports sum up a round.

``Two of the 43 forces received an ‘outstanding’ grade (A and B)``, ``the remaining 33 were good``, ``Last year (2015),
five forces were …``. The phrases stand in ``rules/reading/counts.yaml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.assertions import OWN
from builder.reading.grammar.lists import Named, list_alone, list_below, lists, without
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.numbers import number
from builder.reading.grammar.phrases import Match, Phrase, matches
from builder.reading.grammar.sentences import Sentence
from builder.reading.page import Line

BEFORE: Final = "before"
"""The round before the one that the document is about."""

_WHEN: Final = re.compile(
    r"\b(?P<before>last year|(?:the )?previous (?:year|round|inspection)|the year before)\b"
    rf"|\b(?P<now>this (?:year|round|time))\b|(?P<named>[{Kind.YEAR.value}{Kind.CYCLE.value}])",
    re.IGNORECASE,
)
_FORCES: Final = re.compile(r"\b(?:forces?|constabular(?:y|ies))\b", re.IGNORECASE)
_MANY: Final = re.compile(r"\b(?:forces|constabularies)\b", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"\s*(?:(?:grade|grading|judge?ment|rating)s?\b\s*)?(?P<more>(?:\b(?:in|for|at|on|overall|across|last|this)\b[^(),.;:-]*)?)",
    re.IGNORECASE,
)
"""What may stand between a grade and the list of those who have it."""
_SAME: Final = re.compile(
    r"(?:overall|(?:last|this) (?:year|round|time)(?:'s \w+)?|across [^(),.;:]*"
    rf"|in (?:(?:this|last|the|that|our|{Kind.INSPECTORATE.value}'s?)\s*)?"
    rf"(?:{Kind.YEAR.value}|{Kind.CYCLE.value}|round|inspection|year'?s?|programme|\s)*)\s*",
    re.IGNORECASE,
)
"""Words behind a grade that leave open what for, or name the round."""
_FRONTED: Final = re.compile(
    rf"[\W{Kind.NUMBER.value}]*(?:in|for|on|under|as for) (?:the |its )?{Kind.PILLAR.value}", re.IGNORECASE
)
"""A pillar that a sentence on counts begins with."""
_NATIONAL: Final = 40
"""How many forces there are at least where all are meant."""
_MOST: Final = 60
_LONGEST: Final = 5_000
"""How long a sentence may be."""


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many forces have a grade: ``forces`` are the keys of those that are named.

    ``when`` is empty for the document's round, ``before``, or a year; ``pillar`` is what the sentence says that the
    grade is for.
    """

    grade: str
    count: int
    forces: tuple[str, ...]
    remainder: bool
    when: str
    pillar: str
    words: tuple[Words, ...]
    rule: str
    confidence: float
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """How many forces there are in all; ``graded`` where they are said to have been graded, not inspected alone."""

    count: int
    printed: str
    when: str
    graded: bool
    words: Words
    number: Words
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Listed:
    """Forces that are named beside those already counted with a grade."""

    grade: str
    forces: tuple[str, ...]
    when: str
    words: tuple[Words, ...]
    rule: str
    confidence: float


@dataclass(slots=True)
class Summary:
    """Everything that lines count."""

    counted: list[GradeCount] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)


def summary(lines: Sequence[Line], phrases: Sequence[Phrase], forces: Collection[str]) -> Summary:
    """The counts of lines in their order; ``forces`` are the keys of all forces."""
    reader = _Counts(phrases, forces)
    for index, line in enumerate(lines):
        if _FORCES.search(line.text):
            reader.line(line, lines[index + 1 :])
    return Summary(_completed(reader.found.counted), reader.found.totals, reader.found.listed)


class _Counts:
    """Reads lines one after the other."""

    def __init__(self, phrases: Sequence[Phrase], forces: Collection[str]) -> None:
        self._phrases = phrases
        self._forces = forces
        self.found = Summary()
        self._when = ""
        self._first = 0
        """How many counts there were before the line."""
        self._pillar = ""
        """What the sentence says that its counts are for."""

    def line(self, line: Line, below: Sequence[Line]) -> None:
        """Take the counts of one line; a year that it names holds to its end."""
        self._when = ""
        self._first = len(self.found.counted)
        open_ended = -1
        for sentence in line.sentences:
            alone = list_alone(sentence, self._forces) if open_ended >= 0 and len(sentence.tagged) <= _LONGEST else None
            if alone:
                self._fill(open_ended, alone)
            first = len(self.found.counted)
            self._sentence(sentence, line.text)
            ends = sentence.tagged.endswith(":") and len(self.found.counted) > first
            open_ended = len(self.found.counted) - 1 if ends and not self.found.counted[-1].forces else -1
        if open_ended >= 0 and (named := list_below(below, self._forces)):
            self._fill(open_ended, named)

    def _fill(self, index: int, named: Named) -> None:
        self.found.counted[index] = _with_list(self.found.counted[index], named)

    def _sentence(self, sentence: Sentence, line: str) -> None:
        if len(sentence.tagged) > _LONGEST:
            return
        fronted = _FRONTED.match(sentence.tagged)
        self._pillar = sentence.mention_at(fronted.end() - 1).value if fronted else ""
        found = lists(sentence, self._forces)
        bare = without(sentence, found)
        places = [(match.start(), _moment(sentence, match)) for match in _WHEN.finditer(bare.tagged)]
        grade = ""
        for match in sorted(matches(bare, self._phrases), key=lambda each: each.words):
            own = match.one("grade")
            if match.phrase.gives in ("population", "inspected"):
                self._total(match, places, bare)
            elif match.phrase.gives == "before" and grade:
                self._count(match, grade, [(0, BEFORE)], [], bare)
            elif own and match.phrase.gives == "others":
                self._others(match, own.value, places, sentence)
            elif own and match.phrase.gives in ("count", "remainder", "ellipsis"):
                grade = own.value
                told = len(self.found.counted) > self._first or _MANY.search(line, 0, match.words.start)
                sound = told and OWN.match(bare.tagged, _span(bare, match)[1])  # "30 good cars" are no forces
                if match.phrase.gives != "ellipsis" or sound:
                    self._count(match, grade, places, found, bare)
        if places:
            self._when = places[-1][1]

    def _others(self, match: Match, grade: str, places: list[tuple[int, str]], sentence: Sentence) -> None:
        """The forces that the rest of a sentence lists."""
        start, end = _span(sentence, match)
        named = list_alone(replace(sentence, tagged=" " * end + sentence.tagged[end:]), self._forces)
        if named and not named.doubt:
            words = tuple(sorted((match.words, *named.words)))
            when = self._moment_of(start, end, places)
            rule, sure = match.phrase.rule, match.phrase.confidence
            self.found.listed.append(Listed(grade, named.forces, when, words, rule, sure))

    def _count(
        self, match: Match, grade: str, places: list[tuple[int, str]], found: list[Named], bare: Sentence
    ) -> None:
        numbers = [_whole(each.value) for each in match.mentions.get("number", ())]
        if not numbers or numbers[0] is None or any(each is None or each > _MOST for each in numbers):
            return
        if len(numbers) > 1 and (numbers[1] or 0) < _NATIONAL:
            return  # of the forces of a region, say
        start, end = _span(bare, match)
        tail = _TAIL.match(bare.tagged, end)
        more = tail["more"].strip() if tail else ""
        pillar = _pillar(bare, tail) or self._pillar
        self._pillar = pillar
        if more and not pillar and not _SAME.fullmatch(more):
            return  # of a question, or of something else
        stop = tail.end() if tail else end
        body = match.one("body")
        counted = GradeCount(
            grade,
            numbers[0],
            (body.value,) if body and body.value in self._forces and numbers[0] == 1 else (),
            match.phrase.gives == "remainder",
            self._moment_of(start, stop, places),
            pillar,
            (match.words,),
            match.phrase.rule,
            match.phrase.confidence,
        )
        mine = [each for each in found if start <= each.start < end or (each.start >= end and _near(bare, stop, each))]
        self.found.counted.append(_with_list(counted, mine[0]) if mine else counted)
        if len(numbers) > 1:
            self._total(match, places, bare)

    def _moment_of(self, start: int, stop: int, places: list[tuple[int, str]]) -> str:
        """When: as said right behind, else before in the sentence, else in the sentences before it in the line."""
        behind = [when for at, when in places if start <= at < stop]
        ahead = [when for at, when in places if at < start]
        return (behind or ahead[-1:] or [self._when])[0]

    def _total(self, match: Match, places: list[tuple[int, str]], bare: Sentence) -> None:
        mention = match.mentions["number"][-1]
        count = _whole(mention.value)
        if count is None or not _NATIONAL <= count <= _MOST:
            return
        gives, words = match.phrase.gives, replace(match.words, start=mention.start, end=mention.end)
        when = self._moment_of(*_span(bare, match), places)
        graded = gives != "inspected"
        rule, sure = match.phrase.rule, match.phrase.confidence
        self.found.totals.append(Total(count, mention.value, when, graded, match.words, words, rule, sure))


def _with_list(counted: GradeCount, named: Named) -> GradeCount:
    doubt = named.doubt
    if not doubt and len(named.forces) != counted.count:
        doubt = f"{counted.count} forces are counted and {len(named.forces)} named"
    forces = () if doubt else named.forces
    return replace(counted, forces=forces, words=tuple(sorted({*counted.words, *named.words})), doubt=doubt)


def _completed(counted: list[GradeCount]) -> list[GradeCount]:
    """Counts with the list that another place has for the same."""
    whole = {(each.grade, each.count, each.when, each.pillar): each for each in counted if each.forces}
    rest = {(each.grade, each.count, each.when, each.pillar) for each in counted if each.remainder}
    completed: list[GradeCount] = []
    for each in counted:
        key = (each.grade, each.count, each.when, each.pillar)
        named = whole[key].forces if key in whole and not each.doubt else each.forces
        completed.append(replace(each, forces=named, remainder=key in rest and not named))
    return completed


def _near(bare: Sentence, stop: int, named: Named) -> bool:
    """Whether nothing but blanks stands between a count and a list behind it."""
    return not bare.tagged[stop : named.start].strip()


def _pillar(bare: Sentence, tail: re.Match[str] | None) -> str:
    at = bare.tagged.find(Kind.PILLAR.value, tail.start(), tail.end()) if tail else -1
    return bare.mention_at(at).value if at >= 0 else ""


def _moment(sentence: Sentence, match: re.Match[str]) -> str:
    if match["named"]:
        return sentence.mention_at(match.start()).value
    return BEFORE if match["before"] else ""


def _span(sentence: Sentence, match: Match) -> tuple[int, int]:
    """Where a match stands in the tagged text."""
    return _tagged(sentence, match.words.start), _tagged(sentence, match.words.end)


def _tagged(sentence: Sentence, column: int) -> int:
    """The place in the tagged text of a character of the line."""
    behind = bisect_right(sentence.mentions, column, key=lambda each: each.end)
    if not behind:
        inside = sentence.mentions and sentence.mentions[0].start < column
        return sentence.places[0] if inside else column - sentence.start
    place = sentence.places[behind - 1] + 1 + column - sentence.mentions[behind - 1].end
    return min(place, sentence.places[behind]) if behind < len(sentence.places) else place


def _whole(text: str) -> int | None:
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None
