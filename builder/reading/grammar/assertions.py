"""What a sentence says of each grade in it: whether it is one, of whom, of when, and for what.

Phrases know whole formulas. Where a sentence follows none, each grade word is taken by itself, with the words around it
up to the next grade or the next turn of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.moments import moment, moment_of_the_whole
from builder.reading.grammar.sentences import Sentence, Stretch

_OUTCOMES: Final = (Kind.GRADE, Kind.STATE)
_TIME: Final = f"{Kind.YEAR.value}{Kind.CYCLE.value}"
VERB: Final = r"(?:judged|judges?|graded|grades?|rated|rates?|assessed|assesses|awarded|marked|classed|scored)"
NOUN: Final = r"(?:grades?|gradings?|ratings?|judge?ments?|marks?|assessments?|outcomes?|results?)"
"""Words for giving a grade, and for what is given."""
_TURN: Final = re.compile(
    r"[;:!?]|,? \(?\b(?:but|while|whilst|although|though|however|whereas|who|because|having|compared|rather)\b"
    r"|,(?: an? (?:area|question|pillar|theme|subject|matter))? (?:in|at|with|by|for) which\b"
    r"|(?<! in)(?<! with)(?<! at)(?<! by)(?<! for)(?<! to),? which\b"
    r"|,? (?:an? )?(?:improvement|change|fall|rise|drop|increase) (?:on|from)\b|,? (?:up|down) from\b"
    rf"| and (?={VERB}\b|(?:the|our|its) [{_TIME}] (?:{NOUN}|report|inspection)\b)"
    r"|, (?:with|as|so|since|for which|where|when|the same)\b"
    rf"|, and (?=[^,;]*(?:\b(?:was|were|is|are|has|have|had|as|to be|said|{VERB})\b|{Kind.BODY.value}))"
    rf"|, and (?=(?:the )?{Kind.NUMBER.value})"
    r"|, and\s*$|, (?=(?:both|all|each|it|they|we|he|she)\b)",
    re.IGNORECASE,
)
"""Where a sentence turns to something else."""
_CLAUSE: Final = re.compile(
    r",? and (?=[^,;]*(?:\b(?:was|were|is|are|has|have|had|grade|rating|judge?ment)\b"
    rf"|{Kind.BODY.value}))",
    re.IGNORECASE,
)
"""What leads to a clause of its own."""
_VERBAL_CLAUSE: Final = re.compile(r",? and (?=(?:its|their)\b(?:(?! and\s*$)[^,;])*$)", re.IGNORECASE)
"""The same before a grade that is a verb: ``and its planning requires improvement``."""
_LINK: Final = re.compile(
    rf"[\s,;]*(?:\b(?:and|but|or|as|with|to|be|been|have|has|had|was|were|is|are|it|also|an?|the|again"
    rf"|now|this year|currently|judged|graded|rated|assessed|found)\b[\s,]*"
    rf"|[{Kind.BODY.value}{Kind.INSPECTORATE.value}{Kind.NUMBER.value}]\s*)*+$",
    re.IGNORECASE,
)
"""Words at the end of a stretch that lead to the next grade."""
_NEXT_ROUND: Final = re.compile(
    rf",? (?:and|but) (?:(?:the|our|its|in|this|last)\s)*(?:[{_TIME}]|year|time)(?:'s)?"
    rf"(?: (?:{NOUN}|report|inspection|one))?[\s'\"]*$",
    re.IGNORECASE,
)
"""Words on time that lead to the next grade: ``and the 2017 report``."""
VERBAL: Final = "requires-improvement"
"""The grade that is a verb, before which the words for what is graded may stand alone."""
_FOUND: Final = (
    r"(?:found|finds?|considered|considers?|deemed|believe[sd]?|conclude[sd]?|said|says?|stated|states?|read|reads)"
)
_JUDGED_BEFORE: Final = re.compile(
    rf"\b(?:{VERB}|{NOUN})\b[^,;]{{0,80}}$"
    rf"|\b{_FOUND}\b (?:that )?[^,;]{{0,60}}\b(?:to be|to have been|as|is|was|were|are)\b[^,;]{{0,10}}$"
    r"|\b(?:view|verdict|conclusion|opinion|finding) (?:that|is|was)\b[^,;]{0,80}$"
    r"|\b(?:is|are) now$|\b(?:was|were|are) (?:both|all)$"
    r"|\b(?:received|retained|achieved|maintained|kept|given|got|gained|earned|secured)\b[^,;]{0,20}$",
    re.IGNORECASE,
)
_JUDGED_BEHIND: Final = re.compile(rf"\W*(?:overall )?{NOUN}\b", re.IGNORECASE)
OWN: Final = re.compile(
    rf"\W*(?:$|[.,;:)]|(?:overall )?{NOUN}\b|(?:overall|again|at|in|for|on|with|by|from|across|last|this|and|or|to"
    r"|under|as|of|was|were|is|has|had|stands?|still|remains?|when|while|whereas|but|compared|too|also|once|that"
    r"|respectively)\b"
    rf"|[{_TIME}{Kind.BODY.value}{Kind.INSPECTORATE.value}])",
    re.IGNORECASE,
)
"""What stands behind a grade that is one: no word that it would go with, as in ``good practice``."""
_DENIED_BEFORE: Final = re.compile(
    r"\b(?:not|never|no|nor|neither|none|cannot|can't|isn't|wasn't|weren't|won't|without|would|could|should|may|might"
    r"|must|ought|will|shall|can|hopes?|hoped|wants?|wanted|aims?|aspires?|strives?|expects?|ambition|target|if|whether"
    r"|unless|until|next|towards?|short of|rather than|instead of|less than|far from|anything but|call(?:s|ed|ing)?"
    r"|characteristics of|definition of|means|represents|between|from|very|so|particularly|really|generally|quite"
    r"|fairly|especially|equally|too|how|such|some)\b[^,;]{0,50}$",
    re.IGNORECASE,
)
"""Words before a grade by which it is none, is hoped for, or is only spoken of."""
_DENIED_BEHIND: Final = re.compile(
    rf"\W*(?:{NOUN} )?(?:ought|would|could|should|may|might|must|will|is within|is not|was not|means|if|unless"
    rf"|by {Kind.YEAR.value}|in some (?:aspects|parts|respects|elements))\b",
    re.IGNORECASE,
)
_MANY: Final = re.compile(
    rf"(?:{Kind.NUMBER.value}(?! (?:years?|months?|weeks?|days?|times)\b)"
    rf" (?:of the )?(?:{Kind.NUMBER.value} )?(?:police )?(?:forces|authorities|areas)?"
    r"|\b(?:forces|authorities|others|(?:all|most|many) (?:of )?(?:the )?(?:forces|areas)|both forces|areas))\b"
    r"[^,;]{0,40}$",
    re.IGNORECASE,
)
"""Words for a number of bodies or areas, whose grades are counts."""
_FORCES: Final = re.compile(
    rf"{Kind.NUMBER.value} (?:of the )?(?:{Kind.NUMBER.value} )?(?:other |remaining )?(?:police )?forces?\b",
    re.IGNORECASE,
)
"""Words for a number of forces, of which the rest of a sentence speaks."""
_ALIKE: Final = re.compile(r"(?:\b(?:and|but|or|it|is|was|also|as|to|be)\b|\W)*", re.IGNORECASE)
_FOR: Final = re.compile(r"(?:at|in|for)\b", re.IGNORECASE)
"""Words around a grade that goes on with a row of grades: ``good for one thing and adequate for another``."""
_WHOLE_SCALE: Final = 4
"""How many grades a sentence names that explains a scale, or counts what got each."""
_ASIDE: Final = re.compile(
    r"(?:^|, |\()(?:which|who|whose|(?:un)?like|as with|compared (?:with|to)|alongside|(?:together|along) with)\b"
    rf"[^,;(){Kind.GRADE.value}]*[,)](?!\s*(?:which|who|whose|{VERB})\b)",
    re.IGNORECASE,
)
"""Words between commas or brackets about something else than what the sentence is about."""
_UNRELATED_DAY: Final = re.compile(
    rf"\b(?:published|issued|released|dated) (?:in |on )?{Kind.DATE.value}|\({Kind.DATE.value}\)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """A grade, or state without one, with the words before and behind it that belong to it.

    ``when`` is empty, ``now``, ``before``, the year or edition that is named, or a number of years behind a hyphen.
    ``body`` is what was named last. ``day`` is one that stands with it, but for days of publication.
    """

    outcome: Mention
    before: Stretch
    behind: Stretch
    when: str
    body: Mention | None
    official: bool
    """Whether it is meant as a grade, and not as praise."""
    formal: bool
    """Whether quotation marks, a capital or a word for judging say so."""
    goes_on: bool
    """Whether it goes on with a row of grades, and is one where the one before it is."""
    denied: bool
    """Whether it is hoped for, counted, or said not to be one."""
    day: str

    @property
    def words(self) -> Words:
        """Its place in the line, with the words that belong to it."""
        return Stretch(self.before.sentence, self.before.start, self.behind.end).words


def assertions(sentence: Sentence) -> Iterator[Assertion]:
    """What a sentence says of each grade in it."""
    text = sentence.tagged
    outcomes = [(at, m) for at, m in zip(sentence.places, sentence.mentions, strict=True) if m.kind in _OUTCOMES]
    scale = len({mention.value for _, mention in outcomes}) >= _WHOLE_SCALE or "respectively" in text
    free, official = 0, False
    stops = [*(at for at, _ in outcomes[1:]), len(text)]
    for (at, mention), stop in zip(outcomes, stops, strict=False):  # a sentence without any has one stop
        before = _last(Stretch(sentence, free, at)).stripped()
        behind = _next(Stretch(sentence, at + 1, stop), linked=stop < len(text)).stripped()
        free = behind.end
        row = _FOR.match(behind.text) or moment(before, behind)
        goes_on = bool(_ALIKE.fullmatch(before.text) and row)
        formal = (official and goes_on) or _is_formal(mention, before.text, behind.text, first=at == 0)
        official = formal or mention.kind is Kind.STATE or mention.value == VERBAL
        yield Assertion(
            mention,
            before,
            behind,
            moment(before, behind) or moment_of_the_whole(sentence, at),
            body_before(sentence, at),
            official,
            formal,
            goes_on,
            scale or _denied(mention, before.text, behind.text) or _FORCES.search(text, 0, at) is not None,
            _day(before) or _day(behind),
        )


def _last(words: Stretch) -> Stretch:
    """What stands behind the last turn of some words."""
    turns = [turn.end() for turn in _TURN.finditer(words.text)]
    return Stretch(words.sentence, words.start + turns[-1], words.end) if turns else words


def _next(words: Stretch, *, linked: bool) -> Stretch:
    """What stands before the first turn of some words, without those that lead to the next grade."""
    text = words.text
    turn = _TURN.search(text)
    if turn:
        text = text[: turn.start()]
    elif linked:
        clauses = [clause.start() for clause in _CLAUSE.finditer(text)]
        if clause := _VERBAL_CLAUSE.search(text) if words.sentence.mention_at(words.end).value == VERBAL else None:
            clauses.append(clause.start())
        text = text[: clauses[-1]] if clauses else text
        if round_ := _NEXT_ROUND.search(text):
            text = text[: round_.start()]
        link = _LINK.search(text)
        return Stretch(words.sentence, words.start, words.start + (link.start() if link else len(text)))
    return Stretch(words.sentence, words.start, words.start + len(text.rstrip(" .,'\"")))


def _denied(mention: Mention, before: str, behind: str) -> bool:
    if mention.kind is Kind.STATE:
        return False
    counted = before.endswith(Kind.NUMBER.value)  # "no inadequate grades" and "two good grades" alike
    return counted or bool(_DENIED_BEFORE.search(before) or _DENIED_BEHIND.match(behind) or _MANY.search(before))


def _is_formal(mention: Mention, before: str, behind: str, *, first: bool) -> bool:
    if not OWN.match(behind):
        return False
    written = mention.quoted or (mention.capital and not first)
    return written or bool(_JUDGED_BEFORE.search(before) or _JUDGED_BEHIND.match(behind))


def _day(words: Stretch) -> str:
    """The day that some words name, but for one on which something was published."""
    at = _UNRELATED_DAY.sub(lambda match: " " * len(match[0]), words.text).find(Kind.DATE.value)
    return words.sentence.mention_at(words.start + at).value if at >= 0 else ""


def body_before(sentence: Sentence, at: int) -> Mention | None:
    """The body that was named last before a grade, but for those named in passing."""
    asides = [each.span() for each in _ASIDE.finditer(sentence.tagged, 0, at)]
    places = zip(sentence.places, sentence.mentions, strict=True)
    named = [
        mention
        for place, mention in places
        if mention.kind is Kind.BODY and place < at and not any(start <= place < end for start, end in asides)
    ]
    return named[-1] if named else None
