"""Grades in sentences that follow no formula: whose, of which round, and for what, by what stands around each.

What phrases have read, or denied, is left alone. A word that may be praise is no grade here, and a grade whose subject
can't be told is none either: it stays unread, and the report shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Fact
from builder.reading.grammar.assertions import NOUN, VERB, Assertion, assertions
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.moments import NOW
from builder.reading.grammar.phrases import Match
from builder.reading.grammar.questions import stems
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.judging import judgment, ungraded
from builder.reading.kinds.aspects import IT, LEAST, Aspects, pillars
from builder.reading.kinds.kind import Head, Tools
from builder.reading.kinds.passages import LONGEST, round_of

RULE: Final = "grade-in-a-sentence"
_SURE, _BY_WHAT_IS_BEFORE = 0.87, 0.84
_LEAST_BEFORE, _LEAST_IN_PROSE = 0.4, 0.5
"""What share of a question's words has to stand before a grade, or behind one that is given in passing."""
_FIRST_ROUND: Final = "peel-2014"
"""The round that asked for efficiency as value for money."""
_VALUE, _VALUING = "value-for-money", "valuing-the-police"
"""Subject and programme of the inspections before PEEL."""
_B, _P = Kind.BODY.value, Kind.PILLAR.value
_NAMED: Final = f"{_B}{Kind.INSPECTORATE.value}{Kind.NUMBER.value}{Kind.CYCLE.value}{Kind.YEAR.value}{Kind.DATE.value}"
_FOR: Final = re.compile(
    rf"\W*(?:(?:overall|again|once more|both|too|{NOUN})\s+)*"
    r"(?:in (?:respect|terms|regard) of|in relation to|with (?:regard|respect) to|as regards|at|in|for|on|across)\s+",
    re.IGNORECASE,
)
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
_VERBAL: Final = "requires-improvement"
"""The grade that is a verb, before which the words for what is graded may stand alone."""
_ALL: Final = re.compile(r"(?P<subject>.+?)(?: (?:both|all|also|still))*$")
_OF_A_PILLAR: Final = re.compile(
    rf"(?:^|[\s'\"])(?:its |the |their |our |police |overall |{_B}(?:'s?)? )*{_P}"
    rf"(?: (?:{NOUN}|report|inspection|performance|pillar|strand))?(?: (?:for|in|of) [{_NAMED}])?\W*$",
    re.IGNORECASE,
)
"""A pillar as a whole at the end of what is graded."""
_OF_THE_WHOLE: Final = re.compile(
    rf"(?:[{_NAMED}]|\b(?:it|we|i|our|overall|the|an?|as|to|be|been|was|were|is|are|has|have|had|again|also|that|this"
    rf"|{NOUN}|{VERB}|found|received|retained|achieved|given|said|says|report|reports|inspectors|of|in|year|last"
    r"|previous|inspection|at|time|still|now|once|more|by|its|their|police|force|constabulary|published|improved|with"
    r"|question|did|do|does|made|on)\b|\W)*",
    re.IGNORECASE,
)
"""Words before a grade that name nothing that it would be for."""
_TIME_BEHIND: Final = re.compile(
    rf",?\s+(?:when|since|at the time)\b.*$|,?\s+in (?:our |the )?[{Kind.YEAR.value}{Kind.CYCLE.value}].*$",
    re.IGNORECASE,
)
_HOLDS: Final = re.compile(r"$|,|(?:carries|stands|still|remains)\b", re.IGNORECASE)
_WAS: Final = re.compile(r"\b(?:was|were|had been)$", re.IGNORECASE)
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
    rf"(?P<lead>\W*(?:on|in|for|as to|as for|regarding|in terms of|in respect of|at) )[^{_B}]+?(?=,?\s+(?:{_B}|it\b))",
    re.IGNORECASE,
)
"""An aspect that a clause begins with."""
_OF_WHICH: Final = re.compile(
    r",?(?: an? (?:area|question|pillar|theme|subject|matter))?(?: (?:in|at|with|by|for))? which\s*$", re.IGNORECASE
)
_PRONOUN: Final = re.compile(r"\W*(?:it|this|that) (?:was|is|has|had)\b", re.IGNORECASE)
"""A clause about what the sentence before named."""
_KEPT: Final = re.compile(r"\b(?:kept|keeps|retained|retains|maintained|maintains|held)\b[^,;]*$", re.IGNORECASE)
"""Words by which an earlier grade is also that of now."""
_MOMENT: Final = re.compile(
    rf"(?:the|our|its|this|that|last|their|\W)*(?:[{_NAMED}]"
    r"|(?:year|time|round|inspections?|reports?|assessments?|previous|latest|same|overall)\b|$)",
    re.IGNORECASE,
)
"""Words behind ``in`` or ``at`` that say when, and not for what."""
_OF_OTHERS: Final = re.compile(rf"\b(?:for|by|of|to) {_B}")


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


def unread(sentence: Sentence, closed: Sequence[Match], read: Sequence[Fact]) -> set[int]:
    """Where the grades of a sentence begin that neither a fact carries nor a phrase that has the last word."""
    taken = [word for fact in read for word in fact.words]
    taken += [match.words for match in closed]
    return {
        each.start
        for each in sentence.mentions
        if each.kind in (Kind.GRADE, Kind.STATE)
        and not any(word.line == sentence.line and word.start <= each.start < word.end for word in taken)
    }


class RunningText:
    """Reads what phrases leave of one document."""

    def __init__(self, head: Head, tools: Tools) -> None:
        self._head = head
        self._tools = tools
        self._aspects = Aspects(head, tools)

    def of_another_round(self, match: Match) -> bool:
        """Whether the grade of a match is, by the words around it, of another round than the document's."""
        grade = match.one("grade")
        for said in assertions(match.sentence) if grade else ():
            if said.outcome == grade:
                return round_of(said, self._head, self._tools) != self._head.cycle
        return False

    def means_a_grade(self, sentence: Sentence, grade: Mention) -> bool:
        """Whether a grade word is by the words around it no praise."""
        return any(said.official and not said.denied for said in assertions(sentence) if said.outcome == grade)

    def facts(self, sentence: Sentence, wanted: set[int], section: Section) -> Iterator[Fact]:
        """The grades of a sentence that begin at the characters ``wanted``."""
        if not wanted or len(sentence.tagged) > LONGEST:
            return
        if self._on_value_for_money(sentence):
            yield from self._of_another_programme(sentence, wanted)
            return
        last: tuple[str, ...] = ()
        told = False
        for said in assertions(sentence):
            before_told, told = told, said.outcome.start not in wanted and not said.denied
            cycle = round_of(said, self._head, self._tools)
            official = said.official or _was_before(said) or (section.listed and _begins(said))
            official = official or (before_told and said.goes_on)
            if not cycle or said.denied or not official or self._of_another(said):
                continue
            subjects, sure = self._subjects(said, cycle, section, last)
            last = subjects or last
            if said.outcome.start in wanted:
                yield from (self._fact(said, subject, cycle, sure, section) for subject in subjects)
                if cycle != self._head.cycle and _KEPT.search(said.before.text):
                    own = (self._aspects.then(subject, self._head.cycle) for subject in subjects)
                    yield from (self._fact(said, each, self._head.cycle, sure, section) for each in own if each)

    def _on_value_for_money(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of value for money, which was a programme of its own but in the first round."""
        first = self._head.cycle == _FIRST_ROUND
        return not first and any(each.value == _VALUE for each in sentence.mentions)

    def _of_another_programme(self, sentence: Sentence, wanted: set[int]) -> Iterator[Fact]:
        """Grades for value for money, of the year that is named, else of the one before the document's round."""
        cycles = self._tools.known.cycles
        for said in assertions(sentence):
            year = said.when if said.when.isdigit() else str(cycles[self._head.cycle].year - 1)
            cycle = f"{_VALUING}-{year}"
            earlier = said.when not in ("", NOW) and cycle in cycles
            sound = said.official and not said.denied and not self._of_another(said)
            if earlier and sound and said.outcome.start in wanted:
                yield self._fact(said, _VALUE, cycle, _SURE, Section())

    def _fact(self, said: Assertion, subject: str, cycle: str, sure: float, section: Section) -> Fact:
        if said.outcome.kind is Kind.STATE:
            return ungraded(self._head, subject, said.outcome.value, (said.words,), RULE, sure)
        basis = section.basis if cycle == self._head.cycle else "previous"
        return judgment(self._head, subject, said.outcome.value, (said.words,), RULE, sure, cycle=cycle, basis=basis)

    def _of_another(self, said: Assertion) -> bool:
        """Whether another body is spoken of."""
        own = ("", self._head.body, self._head.publisher)
        if said.body is not None:
            return said.body.value not in own
        return _OF_OTHERS.search(said.behind.text) is not None

    def _subjects(
        self, said: Assertion, cycle: str, section: Section, last: tuple[str, ...]
    ) -> tuple[tuple[str, ...], float]:
        """What a grade is for, by the words behind it, else before it, else by what was spoken of; and how sure."""
        behind = said.behind
        told = _FOR.match(behind.text)
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
        return (last or self._taken_up(said, cycle, section)) if again else None

    def _by_what_was_spoken_of(
        self, said: Assertion, cycle: str, section: Section, last: tuple[str, ...]
    ) -> tuple[str, ...]:
        """What a grade is for whose clause names nothing: what the sentence, its section or the one before is about."""
        before = said.before.text
        nothing = _names_nothing(before) and not self._fronted(said)
        if last and (cycle != self._head.cycle or (nothing and not section.subject)):
            return self._as_then(last, cycle)
        if nothing and (of := _OF_WHICH.search(said.before.sentence.tagged, 0, said.before.start)):
            of_what = Stretch(said.before.sentence, 0, of.start())
            if _OF_A_PILLAR.search(of_what.text):
                return tuple(pillars(of_what))[-1:]
            found, _ = self._aspects.spoken_of(of_what, cycle, _LEAST_BEFORE)
            if found:
                return found
        if section.subject:
            own = nothing or (said.outcome.kind is Kind.STATE and not before)
            return self._as_then((section.subject,), cycle) if own else ()
        named = tuple(pillars(Stretch(said.before.sentence, 0, said.before.start)))
        if nothing and len(named) == 1:
            return named
        taken_up = (nothing and len(section.named) == 1) or _PRONOUN.match(before)
        return self._as_then(section.named[-1:], cycle) if taken_up else ()

    def _taken_up(self, said: Assertion, cycle: str, section: Section) -> tuple[str, ...]:
        """What ``in this area`` means: what the sentence spoke of last, else the one before."""
        spoken = Stretch(said.before.sentence, 0, said.before.start)
        found, says_something = self._aspects.spoken_of(spoken, cycle, _LEAST_BEFORE)
        if found or says_something:
            return found
        return self._as_then(tuple(filter(None, section.named[-1:] or (section.subject,))), cycle)

    def _fronted(self, said: Assertion) -> Stretch | None:
        """What a clause begins with before its body: ``On the finances, the force was …``; None for a time."""
        before = said.before
        match = _BEGINS.match(before.text)
        aspect = (
            Stretch(before.sentence, before.start + match.end("lead"), before.start + match.end()) if match else None
        )
        return aspect if aspect and stems(aspect.text) and not _MOMENT.match(aspect.text) else None

    def _as_then(self, subjects: Sequence[str], cycle: str) -> tuple[str, ...]:
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
        if match is None and (said.outcome.value == _VERBAL or said.outcome.kind is Kind.STATE):
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
            if not stems(named.text) and (aspect := self._fronted(said)):
                return self._aspects.of(aspect, cycle, _LEAST_BEFORE)
        return self._aspects.of(named, cycle, _LEAST_BEFORE) if stems(named.text) else ()


def _begins(said: Assertion) -> bool:
    """Whether a line begins with a grade and goes on with what it is for."""
    return not re.search(r"\w", said.before.text) and said.outcome.capital and bool(_FOR.match(said.behind.text))


def _was_before(said: Assertion) -> bool:
    """Whether a plain word tells of an earlier round: ``In 2017 it was good at legitimacy``."""
    was = _WAS.search(said.before.text) and (_FOR.match(said.behind.text) or _HOLDS.match(said.behind.text))
    return said.when not in ("", NOW) and bool(was)


def _without_moment(aspect: Stretch) -> Stretch:
    """An aspect without the words behind it that say when: ``investigating crime when we last looked, in 2017``."""
    match = _TIME_BEHIND.search(aspect.text)
    return Stretch(aspect.sentence, aspect.start, aspect.start + match.start()) if match else aspect


def pillars_of(sentence: Sentence) -> tuple[str, ...]:
    """The pillars that a sentence names, in their order."""
    return tuple(pillars(Stretch(sentence, 0, len(sentence.tagged))))


def _names_nothing(before: str) -> bool:
    """Whether the words before a grade, or those from the body on that is graded, name nothing it would be for."""
    some = re.search(rf"\w|{_B}", before) is not None
    return some and any(_OF_THE_WHOLE.fullmatch(text) for text in (before, before[max(before.rfind(_B), 0) :]))
