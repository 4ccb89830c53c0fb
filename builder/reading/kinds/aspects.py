"""What a grade is for, by the words that name it: pillars, questions of a round, areas, or lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from builder.reading.grammar.areas import Areas
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.questions import covered, question_of, same_wording, stems
from builder.reading.grammar.sentences import Stretch
from builder.reading.kinds.kind import Head, Tools
from builder.reading.knowledge import Asked

PEEL: Final = ("effectiveness", "efficiency", "legitimacy")
"""The pillars, by their keys."""
VALUE: Final = "value-for-money"
"""What the first round asked of efficiency, and a programme of its own in other years."""
FIRST_ROUND: Final = "peel-2014"
LEAST: Final = 0.3
"""What share of a question's own words an aspect has to use, where it stands with an official grade."""

_OWN_WORDS: Final = 0.5
"""What share of an aspect's words has to stand in the question that it is about."""
_MOST_WORDS: Final = 0.6
"""The same where the aspect is short, and names little of the question: ``crime prevention``."""
_ALMOST_ALL: Final = 0.8
"""What share of a question's words makes an aspect its own that says more besides."""
_SURELY: Final = 0.6
"""What share of a question's words says that an aspect is about it and not about its pillar as a whole."""
_SAYS_SOMETHING: Final = 3
"""How many words with a meaning a clause has that is about something."""
_PARTS: Final = re.compile(r",? (?:and|or) (?:at|in|for|on|how)\s+|, (?:at|in|for)\s+|; (?:and )?", re.IGNORECASE)
_P: Final = Kind.PILLAR.value
_TIME: Final = f"{Kind.YEAR.value}{Kind.CYCLE.value}"
_ONLY_PILLARS: Final = re.compile(
    rf"(?:(?:the|its|their|our|both|overall|how|police|and|in|way|operat(?:es|ing)|works?|working|,|[{_TIME}])\s*)*{_P}"
    rf"(?:\s*(?:,|and|, and)\s*(?:its\s+|the\s+)?{_P})*\W*"
    rf"(?:(?:overall|as a whole|with which|with|at which|it|in which|inspection|report|pillar|strand|operations?"
    rf"|(?:{_P} )?way (?:in which )?it|in (?:the |our |its )?(?=[{_TIME}]))(?:\b|(?=[{_TIME}])).*)?",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(
    r"\bkeep(?:ing|s)? (?:people|the public|communities|local people) safe and reduc(?:ing|es?) crime\b"
    r"|\breduc(?:ing|es?) crime and keep(?:ing|s)? (?:people|the public) safe\b",
    re.IGNORECASE,
)
"""What all pillars as a whole ask for, and in the integrated round effectiveness alone."""
_OPERATES: Final = re.compile(
    rf"\boperat(?:es?|ing)\b.*\b(?:services?|sustainab\w+)|\bsustainab\w+ (?:\w+ )?services?|\boperat(?:es?|ing) {_P}",
    re.IGNORECASE,
)
_TREATS_ALL: Final = re.compile(
    r"\btreat(?:s|ing|ment of)? (?:both )?the public and (?:its|the|their) (?:workforce|staff)", re.IGNORECASE
)
_INTEGRATED: Final = "peel-2018-19"
"""The round whose three pillars were inspected at once, each under a question of its own."""
_SPOKEN_OF: Final = re.compile(rf"{_P}(?! (?:inspection|report|assessment))", re.IGNORECASE)
"""A pillar that is spoken of, not one in the name of an inspection."""
_SAID_BY: Final = re.compile(
    r",? (?:(?:the )?(?:police )?(?:inspectorate|inspectors?|watchdog|report)"
    rf"|{Kind.INSPECTORATE.value}) \w+s?$",
    re.IGNORECASE,
)
"""``…, inspectorate finds`` at the end of a heading."""
_CLAUSES: Final = re.compile(r"[,;:]\s|\b(?:and|but|while|although|since|because)\b", re.IGNORECASE)
IT: Final = re.compile(
    r"(?:it|this|that|the same)(?: (?:pillar|area|question|strand|respect|regard|theme))?(?: (?:too|as well|also))?"
    rf"(?:\s*(?:(?:in|for|at)\b)?\s*(?:last|the|our|[{Kind.YEAR.value}{Kind.CYCLE.value}{Kind.NUMBER.value}]).*)?\W*",
    re.IGNORECASE,
)
"""What was spoken of, with words on time behind it."""


class Aspects:
    """Finds the subjects of one document's rounds."""

    def __init__(self, head: Head, tools: Tools) -> None:
        self._head = head
        self._known = tools.known
        self._areas: dict[str, Areas] = {}

    def of(self, words: Stretch, cycle: str, least: float = LEAST) -> tuple[str, ...]:
        """The keys of all subjects that a list names; none where one of its members is not known."""
        if IT.fullmatch(words.text):
            named = [*_SPOKEN_OF.finditer(words.sentence.tagged, 0, words.start)][-1:]
            return tuple(pillars(Stretch(words.sentence, named[0].start(), named[0].end()))) if named else ()
        areas = self._areas_of(cycle)
        if areas.names:
            return tuple(areas.listed(words.written(_P)))
        found = [self._one(part, cycle, least) for part in _parts(words)]
        return tuple(dict.fromkeys(key for keys in found for key in keys)) if all(found) else ()

    def first_of(self, words: Stretch, cycle: str) -> tuple[str, ...]:
        """The keys of the subjects that the first member of a list names."""
        return self._one(next(_parts(words)), cycle, LEAST)

    def _areas_of(self, cycle: str) -> Areas:
        return self._areas.setdefault(cycle, Areas(self._known, cycle))

    def _like(self, name: str, cycle: str) -> str:
        """The area of a round that goes by another's name, or by one like it."""
        areas = self._areas_of(cycle)
        return areas.named(name) or areas.about(name)

    def spoken_of(self, words: Stretch, cycle: str, least: float) -> tuple[tuple[str, ...], bool]:
        """What the last clause of some words names, and whether it says anything: what ``in this area`` takes up."""
        ends = [words.start, *(words.start + each.end() for each in _CLAUSES.finditer(words.text)), words.end]
        for start, end in reversed([*pairwise(ends)]):
            part = Stretch(words.sentence, start, end)
            found = self.of(part, cycle, least)
            if found or len(stems(part.text)) >= _SAYS_SOMETHING:
                return found[-1:], True
        return (), False

    def then(self, subject: str, cycle: str) -> str:
        """What a subject of one round was in another: the same pillar, or the question most like it."""
        if subject in PEEL:
            return subject
        if areas := self._areas_of(cycle).names:
            name = self._areas_of(self._head.cycle).names.get(subject, "")
            return next((key for key, called in areas.items() if called == name), "") or self._like(name, cycle)
        asked = [each for every in self._known.questions.values() for each in every if each.key == subject]
        return self._question_like(asked[0].wording, cycle) if asked else ""

    def _question_like(self, wording: str, cycle: str) -> str:
        """The question of a round that asks much the same as another, in more words or in fewer."""
        asked = [each for one in PEEL for each in self._known.questions.get((cycle, one), ())]
        found = same_wording(wording, asked) or question_of(wording, asked)
        alike = found is not None and max(covered(found.wording, wording), covered(wording, found.wording)) >= _SURELY
        return found.key if found and alike else ""

    def _one(self, part: Stretch, cycle: str, least: float) -> tuple[str, ...]:
        named = tuple(pillars(part))
        if named and _ONLY_PILLARS.fullmatch(part.text.strip()):
            return named
        if named and (tail := _SAID_BY.search(part.text)):
            return self._one(Stretch(part.sentence, part.start, part.start + tail.start()), cycle, least)
        text = part.written(_P)
        if cycle == _INTEGRATED and _TREATS_ALL.search(text):
            return ("legitimacy",)
        if _WHOLE.search(text):
            whole = "effectiveness" if cycle == _INTEGRATED else self._head.subject
            return named or ((whole,) if whole else ())
        if cycle == _INTEGRATED and _OPERATES.search(part.text) and not self._question(text, cycle, _SURELY):
            return ("efficiency",)
        question = self._question(text, cycle, least)
        return (question,) if question else ()

    def _question(self, text: str, cycle: str, least: float) -> str:
        """The question of a round that an aspect is about: of the document's own pillar first."""
        own = self._known.questions.get((cycle, self._head.subject), ())
        others = tuple(each for one in PEEL for each in self._known.questions.get((cycle, one), ()))
        for asked in (own, others):
            question = same_wording(text, asked) or question_of(text, asked)
            if question and _fits(question, text, least):
                return question.key
        return ""


def as_pillar(named: str) -> str:
    """The pillar that a word names; in 2014 efficiency was asked for as value for money."""
    return "efficiency" if named == VALUE else named


def pillars(words: Stretch) -> Iterator[str]:
    """The pillars that some words name, in their order."""
    seen: set[str] = set()
    for each in words.mentions(Kind.PILLAR):
        pillar = as_pillar(each.value)
        if pillar in PEEL and pillar not in seen:
            seen.add(pillar)
            yield pillar


def _parts(words: Stretch) -> Iterator[Stretch]:
    start = words.start
    for match in _PARTS.finditer(words.sentence.tagged, words.start, words.end):
        yield Stretch(words.sentence, start, match.start())
        start = match.end()
    yield Stretch(words.sentence, start, words.end)


def _fits(question: Asked, text: str, least: float) -> bool:
    said = stems(text)
    shared = len(said & stems(question.wording))
    own = shared / len(said) if said else 0.0
    share = covered(question.wording, text)
    return (share >= least and own >= _OWN_WORDS) or (shared > 1 and (own > _MOST_WORDS or share >= _ALMOST_ALL))
