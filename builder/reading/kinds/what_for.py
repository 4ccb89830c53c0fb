"""What a grade in a sentence is for: by the words behind it, else before it, else by what was spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from builder.reading.grammar.assertions import NOUN, VERB, VERBAL, Assertion
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.questions import stems
from builder.reading.grammar.sentences import Stretch
from builder.reading.kinds.aspects import IT, LEAST, Aspects, pillars
from builder.reading.kinds.kind import Head, Tools

_SURE, _BY_WHAT_IS_BEFORE = 0.87, 0.84
_LEAST_BEFORE, _LEAST_IN_PROSE = 0.4, 0.5
"""What share of a question's words has to stand before a grade, or behind one that is given in passing."""
_OUTCOMES: Final = (Kind.GRADE, Kind.STATE)
_B, _P = Kind.BODY.value, Kind.PILLAR.value
_NAMED: Final = f"{_B}{Kind.INSPECTORATE.value}{Kind.NUMBER.value}{Kind.CYCLE.value}{Kind.YEAR.value}{Kind.DATE.value}"
FOR: Final = re.compile(
    rf"\W*(?:(?:overall|again|once more|both|too|{NOUN})\s+)*"
    r"(?:in (?:respect|terms|regard) of|in relation to|with (?:regard|respect) to|as regards|at|in|for|on|across)\s+",
    re.IGNORECASE,
)
"""Words behind a grade that lead to what it is for, or to when it was given."""
_BOTH: Final = re.compile(r"\W*(?:(?:in|for|on) )?(?:both|all three)\b(?! \w)", re.IGNORECASE)
_OBJECT: Final = re.compile(
    rf"\b(?:{VERB}|found) (?!as\b|to\b)(?P<subject>[^,;]+?) (?:as|to be|to have been)$"
    r"|^(?P<first>.+?), \w+ (?:as|to be)$",
    re.IGNORECASE,
)
"""What is graded, between the verb and the grade."""
_HAVING: Final = re.compile(r"\W*(?:has|have|with) (?:an? |the )?(?P<subject>.+?) (?:that|which)\b", re.IGNORECASE)
"""What is graded in ``has a workforce model that is good``."""
_SUBJECT: Final = re.compile(
    r"(?P<subject>.+?)\s*(?:\b(?:was|were|is|are|has|have|had|remain(?:s|ed)?|stay(?:s|ed)?|received|got|went"
    rf"|{Kind.INSPECTORATE.value} (?:judged|graded|rated))(?!\w)|:)",
    re.IGNORECASE,
)
_FRONTED: Final = re.compile(
    rf"\W*(?:(?:as )?for|in|on|as regards|under) (?:its |the )?{_P}(?:,? and (?:its )?{_P})?"
    rf"(?=\W+(?:{_B}|(?:it|we)\b))",
    re.IGNORECASE,
)
"""Pillars that a clause begins with."""
_ALL: Final = re.compile(r"(?P<subject>.+?)(?: (?:both|all|also|still))*$")
_OF_A_PILLAR: Final = re.compile(
    rf"(?:^|[\s'\"])(?:its |the |their |our |police |overall |{_B}(?:'s?)? )*{_P}"
    rf"(?: (?:{NOUN}|report|inspection|performance|pillar|strand))?(?: (?:for|in|of) [{_NAMED}])?\W*$",
    re.IGNORECASE,
)
"""A pillar as a whole at the end of what is graded."""
_OF_THE_WHOLE: Final = re.compile(
    rf"(?:\b(?:it|we|i|our|overall|the|an?|as|to|be|been|was|were|is|are|has|have|had|again|also|that|this"
    rf"|{NOUN}|{VERB}|found|received|retained|achieved|given|said|says|report|reports|inspectors|of|in|year|last"
    r"|previous|inspection|at|time|still|now|once|more|by|its|their|police|force|constabulary|published|improved|with"
    r"|question|did|do|does|made|on)\b|\W)*+",
    re.IGNORECASE,
)
"""Words before a grade that name nothing that it would be for; the signs for what is named are no letters either."""
_GOES_ON: Final = re.compile(r"\W*(?:and|but|then)?\W*", re.IGNORECASE)
"""Words before a grade that goes on with another round: ``good in 2016 and … in 2017``."""
_OVERALL: Final = re.compile(r"\boverall\b", re.IGNORECASE)
_TIME_BEHIND: Final = re.compile(
    rf",?\s+(?:when|since|at the time)\b.*$|,?\s+in (?:our |the )?[{Kind.YEAR.value}{Kind.CYCLE.value}].*$"
    r"|,\s+(?:(?:at|for|from|in|of|to|with) )?(?:which|where|whose|who)\b.*$",
    re.IGNORECASE,
)
_OF_AN_INSPECTION: Final = re.compile(rf"{_P} (?:inspection|report|assessment)\b", re.IGNORECASE)
_IT_AGAIN: Final = re.compile(r"\W*(?:this|it|that)(?: area| again)*\b(?! (?:time|year|round|\w+ing))", re.IGNORECASE)
_THESE: Final = re.compile(r"\W*(?:these|those|them|all|every|any|some|either)\b", re.IGNORECASE)
"""Words for several things that were left out, which are told elsewhere."""
_REPORTED: Final = re.compile(
    rf"{_P} (?:report|inspection|assessment)[^.;]{{0,60}}?,? (?:in which|where|when)\s*$", re.IGNORECASE
)
"""The pillar of a report in which something was graded."""
_ALL_OF_THEM: Final = re.compile(r"\W*(?:both|all|each)(?: of (?:which|them))?\b", re.IGNORECASE)
_BEGINS: Final = re.compile(
    r"(?P<lead>(?:^|(?<=[;:])|['\"]*,)\W*(?:on|in|for|as to|as for|regarding|in terms of|in respect of|at) )"
    rf"(?:(?!\b(?:which|when|we|you)\b)[^{_B}])+?(?=,?\s+(?:{_B}|it\b))",
    re.IGNORECASE,
)
"""An aspect that a clause begins with: no words that go on from the grade before it."""
_BREAK: Final = re.compile(r"[;:]")
_OF_WHICH: Final = re.compile(
    r",?(?: an? (?:area|question|pillar|theme|subject|matter))?(?: (?:in|at|with|by|for))? which\s*$", re.IGNORECASE
)
_PRONOUN: Final = re.compile(r"\W*(?:it|this|that) (?:was|is|has|had)\b", re.IGNORECASE)
"""A clause about what the sentence before named."""
_MOMENT: Final = re.compile(
    rf"(?:the|our|its|this|that|last|their|\W)*(?:[{_NAMED}]"
    r"|(?:year|time|round|inspections?|reports?|assessments?|previous|latest|same|overall)\b|$)",
    re.IGNORECASE,
)
"""Words behind ``in`` or ``at`` that say when, and not for what."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where a sentence stands: what it is about where it does not say, and how grades in it are meant."""

    subject: str = ""
    basis: str = "stated"
    """The basis of grades of the document's own round."""
    named: tuple[str, ...] = ()
    """The pillars that the sentence before names."""
    listed: bool = False
    """Whether it is a line of a list of grades."""


class WhatFor:
    """Finds the subjects of the grades of one document."""

    def __init__(self, head: Head, tools: Tools) -> None:
        self._head = head
        self._aspects = Aspects(head, tools)

    def subjects(
        self, said: Assertion, cycle: str, section: Section, last: tuple[str, ...]
    ) -> tuple[tuple[str, ...], float]:
        """What a grade is for, by the words behind it, else before it, else by what was spoken of; and how sure."""
        behind = said.behind
        told = FOR.match(behind.text)
        if told and not _BOTH.match(behind.text):
            aspect = _without_moment(Stretch(behind.sentence, behind.start + told.end(), behind.end))
            if found := self._aspects.of(aspect, cycle, LEAST if said.formal else _LEAST_IN_PROSE):
                return found, _SURE
            if IT.fullmatch(aspect.text):
                return self._taken_up(said, cycle, section), _BY_WHAT_IS_BEFORE
            if not _MOMENT.match(aspect.text):
                return self._by_its_subject(said, cycle), _BY_WHAT_IS_BEFORE
        return self._by_what_is_before(said, cycle, section, last), _BY_WHAT_IS_BEFORE

    def _by_what_is_before(
        self, said: Assertion, cycle: str, section: Section, last: tuple[str, ...]
    ) -> tuple[str, ...]:
        """What a grade is for that has no ``at`` or ``for`` behind it."""
        before = said.before
        if said.outcome.kind is Kind.STATE:
            found = self._left_out(said, cycle, section, last)
            if found is not None:
                return found
        if _BOTH.match(said.behind.text):
            return tuple(pillars(before)) or section.named
        if report := _REPORTED.search(before.sentence.tagged, 0, before.start):
            return tuple(pillars(Stretch(before.sentence, report.start(), report.end())))
        if inspection := _OF_AN_INSPECTION.search(said.behind.text):
            start = said.behind.start
            return tuple(pillars(Stretch(before.sentence, start + inspection.start(), start + inspection.end())))
        if _ALL_OF_THEM.match(before.text):
            return self._aspects.of(Stretch(before.sentence, 0, before.start), cycle, _LEAST_BEFORE)
        return self._by_its_subject(said, cycle) or self._by_what_was_spoken_of(said, cycle, section, last)

    def _left_out(self, said: Assertion, cycle: str, section: Section, last: tuple[str, ...]) -> tuple[str, ...] | None:
        """What was left out by the words behind that: ``We did not inspect how it …``; None where they don't say."""
        found = self._aspects.of(said.behind, cycle, _LEAST_BEFORE)
        if found or _THESE.match(said.behind.text):
            return found
        again = _IT_AGAIN.match(said.behind.text)
        if not again:
            return None
        return tuple(filter(None, (self._aspects.then(each, cycle) for each in last))) or self._taken_up(
            said, cycle, section
        )

    def _by_what_was_spoken_of(
        self, said: Assertion, cycle: str, section: Section, last: tuple[str, ...]
    ) -> tuple[str, ...]:
        """What a grade is for whose clause names nothing: what the sentence, its section or the one before is about."""
        before, state = said.before.text, said.outcome.kind is Kind.STATE
        nothing = names_nothing(before)
        if nothing and (aspect := self.fronted(said)):
            return self._aspects.of(aspect, cycle, _LEAST_BEFORE)
        if last and (cycle != self._head.cycle or self._goes_on(said) or (nothing and not section.subject)):
            return tuple(filter(None, (self._aspects.then(each, cycle) for each in last)))
        if last and last != (section.subject,) and not _OVERALL.search(before):
            return ()  # "inadequate for one thing in 2015, and now good": of the one thing, or of all?
        of_what = self._of_which(said, cycle) if nothing else ((), True)
        if of_what[0] or (state and not of_what[1]):
            return of_what[0]
        if section.subject:
            own = nothing or (state and not before)
            return self.as_then((section.subject,), cycle) if own else ()
        return self._by_what_was_named(said, cycle, section) if nothing or _PRONOUN.match(before) else ()

    def _by_what_was_named(self, said: Assertion, cycle: str, section: Section) -> tuple[str, ...]:
        """The one pillar that the sentence has named so far, or the one thing that the sentence before named."""
        named = tuple(pillars(Stretch(said.before.sentence, 0, said.before.start)))
        if len(named) == 1 and not _PRONOUN.match(said.before.text):
            return named
        return self.as_then(section.named, cycle) if len(section.named) == 1 else ()

    def _goes_on(self, said: Assertion) -> bool:
        """Whether a grade is for what the one before is for, of another round."""
        return bool(said.when and _GOES_ON.fullmatch(said.before.text))

    def _of_which(self, said: Assertion, cycle: str) -> tuple[tuple[str, ...], bool]:
        """What stands before ``which``, and whether that leaves open what it is: ``the grade from 2016, which was``."""
        sentence = said.before.sentence
        which = _OF_WHICH.search(sentence.tagged, 0, said.before.start)
        if which is None:
            return (), True
        of_what = Stretch(sentence, 0, which.start())
        if _OF_A_PILLAR.search(of_what.text):
            return tuple(pillars(of_what))[-1:], False
        found, _ = self._aspects.spoken_of(of_what, cycle, _LEAST_BEFORE)
        return found, bool(_OF_THE_WHOLE.fullmatch(of_what.text))

    def _taken_up(self, said: Assertion, cycle: str, section: Section) -> tuple[str, ...]:
        """What ``in this area`` means: what the sentence spoke of last, else the one before."""
        spoken = Stretch(said.before.sentence, 0, said.before.start)
        found, says_something = self._aspects.spoken_of(spoken, cycle, _LEAST_BEFORE)
        if found or says_something:
            return found
        return self.as_then(tuple(filter(None, section.named[-1:] or (section.subject,))), cycle)

    def fronted(self, said: Assertion) -> Stretch | None:
        """What a clause begins with before its body: ``On the finances, the force was …``; None for a time."""
        sentence, end = said.before.sentence, said.before.end
        graded = [at for at, each in zip(sentence.places, sentence.mentions, strict=True) if each.kind in _OUTCOMES]
        breaks = [each.end() for each in _BREAK.finditer(sentence.tagged, 0, end)]
        start = max([*breaks, *(at + 1 for at in graded if at < end)], default=0)
        match = _BEGINS.match(sentence.tagged, start, end)
        aspect = Stretch(sentence, match.end("lead"), match.end()) if match else None
        return aspect if aspect and stems(aspect.text) and not _MOMENT.match(aspect.text) else None

    def as_then(self, subjects: Sequence[str], cycle: str) -> tuple[str, ...]:
        """What subjects of the document's own round were in another."""
        if cycle == self._head.cycle:
            return tuple(subjects)
        return tuple(filter(None, (self._aspects.then(each, cycle) for each in subjects)))

    def _by_its_subject(self, said: Assertion, cycle: str) -> tuple[str, ...]:
        """What a grade is for where it is graded by name: ``Protecting vulnerable people was good``."""
        before = said.before
        if fronted := _FRONTED.match(before.text):
            return tuple(pillars(Stretch(before.sentence, before.start, before.start + fronted.end())))
        match = _OBJECT.search(before.text) or _HAVING.match(before.text) or _SUBJECT.match(before.text)
        if match is None and (said.outcome.value == VERBAL or said.outcome.kind is Kind.STATE):
            match = _ALL.match(before.text)
        if match is None:
            return ()
        start, end = next(
            match.span(name) for name in ("subject", "first") if name in match.groupdict() and match[name]
        )
        named = Stretch(before.sentence, before.start + start, before.start + end)
        that = named.text.rfind(" that ")
        if that >= 0:
            named = Stretch(named.sentence, named.start + that + len(" that "), named.end)
        if _OF_A_PILLAR.search(named.text):
            return tuple(pillars(named))
        at = named.text.rfind(_B)
        if at >= 0:
            named = Stretch(named.sentence, named.start + at + 1, named.end)
            if not stems(named.text) and (aspect := self.fronted(said)):
                return self._aspects.of(aspect, cycle, _LEAST_BEFORE)
        return self._aspects.of(named, cycle, _LEAST_BEFORE) if stems(named.text) else ()


def _without_moment(aspect: Stretch) -> Stretch:
    """An aspect without the words behind it that say when: ``investigating crime when we last looked, in 2017``."""
    match = _TIME_BEHIND.search(aspect.text)
    return Stretch(aspect.sentence, aspect.start, aspect.start + match.start()) if match else aspect


def names_nothing(before: str) -> bool:
    """Whether the words before a grade, or those from the body on that is graded, name nothing it would be for."""
    some = re.search(rf"\w|{_B}", before) is not None
    return some and any(_OF_THE_WHOLE.fullmatch(text) for text in (before, before[max(before.rfind(_B), 0) :]))
