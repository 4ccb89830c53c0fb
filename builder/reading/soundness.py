"""Grades that other words of their sentence take back: given by others, to others, or not given at all.

However a grade was read, by a phrase or by what stands around it, these words have the last say. What they take back is
no fact and no case for review: it stays unread, and the report shows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from builder.reading.facts import Fact
from builder.reading.grammar.assertions import VERB, body_before
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.sentences import Sentence, Stretch
from builder.reading.kinds.passages import LONGEST
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page

_B, _I = Kind.BODY.value, Kind.INSPECTORATE.value
_GRADES: Final = f"{Kind.GRADE.value}{Kind.STATE.value}"
_EDITIONS: Final = f"{Kind.PILLAR.value}{Kind.CYCLE.value}"
_CLAUSE: Final = r"(?:^|[,;:(]\s?|\b(?:and|but|while|whereas|that|when|where)\s)\W*"
"""What stands before the first word of a clause."""
_OTHERS: Final = (
    r"(?:partners?|partner (?:agencies|organisations)|staff|employees|officers|victims?|residents?|respondents?"
    r"|public|communities|people|councillors?|members? of parliament|MPs?|surveys?(?: of \w+)?|polls?|consultation"
    r"|peer review(?:ers?)?|critics|campaigners|charit(?:y|ies)|(?:(?:police and )?crime )?panel|trade unions?"
    r"|coroners?|ombudsman|auditors?|ofsted|college of policing|independent office for police conduct|iopc"
    r"|home (?:office|secretary))"
)
_GIVE: Final = (
    rf"(?:{VERB}|found|told|said|says?|believes?|wrote|writes?|describe[sd]?|call(?:s|ed)|felt|feels?|thinks?|thought)"
)
"""Words for what others say of a force, and for giving a grade."""
_SERVICE: Final = r"(?:fire and rescue|fire|ambulance|probation|prison|health) (?:services?|authorit(?:y|ies)|trusts?)"
_COUNCIL: Final = r"(?:(?:county|city|borough|district) )?councils?"
_THEME: Final = (
    r"(?:crime data integrity|crime recording|child protection|custody|domestic abuse|stop and search|hate crime"
    r"|child sexual exploitation|mental health)"
)
_RECORDING: Final = "recording-data-about-crime"
"""The area of later rounds that goes by the name of an inspection of its own."""
_TAKEN_BACK: Final = re.compile(
    # hoped for, asked, or of none
    r"\b(?:hopes?|hoped|hoping|wants?|wanted|aims?|aspires?|expect(?:s|ed)?|targets?|ambition"
    r"|means to be)\b"
    r"(?:(?!\b(?:was|were|has|have|had|and is|and are)\b)[^,;]){0,60}$"
    rf"|\b(?:whether|if)\b(?:(?!\b(?:{VERB}|found)\b)[^,;]){{0,60}}$"
    r"|(?:^|[,;:]\s)\W*if\b(?:(?!\b(?:was|found)\b)[^,;]){0,60}$"
    r"|\buntil\b(?:(?!\b(?:was|were|had)\b)[^,;]){0,60}$"
    r"|\bneither\b[^,;]{0,60}$"
    rf"|(?:^\W*|\b(?:has|have|had|needs?|in order|for a force) )to (?:be|become) {VERB}\b[^,;]{{0,20}}$"
    r"|\b(?:average|typical) (?:force|grade|rating|judge?ment)\b[^,;]{0,40}$"
    rf"|\bforces\b(?: (?:that|which|who))?(?: (?:were|are|have been))?(?: {VERB})?(?: (?:as|to be|an?))*\W*$"
    r"|\bdraft (?:report|grade|judge?ment)\b[^,;:]*$"
    # by others than the inspectorate
    rf"|{_CLAUSE}(?:(?:an?|the|our|its|their|some|many|most|local|recent|independent|own)\s)*{_OTHERS}\b"
    rf"(?:(?!\b(?:was|were|is|are|be|been|being|we|I|inspectors?|inspectorate)\b|{_I})[^,;:]){{0,40}}"
    rf"\b{_GIVE} (?:(?:us|me) )?(?:that|the|its|their|our|it|how|inspectors|{_B})(?!\w)[^;:]*$"
    rf"|{_B}(?: (?:itself|has|had|also))* {VERB} (?:itself|its|their)\b[^;:]*$"
    r"|\bself-(?:assess|grad|rat)\w*[^;:]*$|\bchief constable (?:believes?|thinks?|feels?)\b[^;:]*$"
    r"|\b(?:in my(?: own)?|my own) (?:view|opinion|assessment|judge?ment)\b[^;:]*$"
    # to another service
    rf"|{_CLAUSE}(?:(?:the|our|its|local|county)\s|{_B}(?:'s?)?\s)*(?:{_SERVICE}|{_COUNCIL})\b(?:(?!{_B})[^,;])*$",
    re.IGNORECASE,
)
"""Words before a grade by which the inspectorate did not give it to the force."""
_OF_A_THEME: Final = re.compile(
    rf"\b{_THEME} (?:inspection|report|review)s?\b[^;{_EDITIONS}]*$"
    rf"|\b(?:inspection|report|review)s? (?:of|on|into|about) (?:its |the |our )?(?:police )?{_THEME}\b"
    rf"[^;{_EDITIONS}]*$",
    re.IGNORECASE,
)
"""Words for an inspection apart from the rounds."""
_TO_ANOTHER: Final = re.compile(
    rf"\W*(?:(?:grades?|ratings?|judge?ments?) )?(?:for|of|to|from) {_B}"
    rf"|[^,;:.{_GRADES}]* (?:at|in|for|of) {_B}(?=\W*(?:$|[,;:.]))"
)
"""Words right behind a grade, or at the end of its clause, that say whose it is."""
_ABOUT: Final = re.compile(rf"\W*(?:in|at|for|as for) {_B}(?!')", re.IGNORECASE)
"""Words at the head of a sentence that say of whom all of it is."""
_PRONOUN: Final = re.compile(r"\W*(?:it|its|they|their)\b", re.IGNORECASE)


def sound(facts: Iterable[Fact], page: Page, known: Knowledge) -> Iterator[Fact]:
    """Facts without the grades that are taken back; those on no scale of their round are in doubt."""
    for fact in facts:
        if fact.section != "judgments":
            yield fact
        elif not _is_taken_back(fact, page, known):
            yield replace(fact, doubt=fact.doubt or _not_on_the_scale(fact, known))


def _not_on_the_scale(fact: Fact, known: Knowledge) -> str:
    """What is wrong with a grade that the scale of its round does not have."""
    cycle, grade = known.cycles[fact.fields["cycle"]], str(fact.fields["grade"])
    scale = known.registry.grades(cycle.scheme)
    return f"the scale of {cycle.name} has no grade {grade}" if scale and grade not in map(str, scale) else ""


def _is_taken_back(fact: Fact, page: Page, known: Knowledge) -> bool:
    """Whether the sentence of a grade gives it to another, or to none."""
    if fact.fields["basis"] == "listed":
        return False
    force = _force(fact.fields["body"], known)
    for words in fact.words:
        sentences = page.lines[words.line - 1].sentences
        index = bisect_right(sentences, words.start, key=lambda each: each.start) - 1
        sentence = sentences[max(index, 0)] if sentences else None
        if sentence is None or len(sentence.tagged) > LONGEST:
            continue
        for at, mention in zip(sentence.places, sentence.mentions, strict=True):
            read = words.start <= mention.start and mention.end <= words.end
            if read and mention.kind is Kind.GRADE and mention.value == fact.fields["grade"]:
                of_another = _is_of_another(sentence, sentences[max(index - 1, 0) : index], at, force, known)
                return of_another or _is_none(sentence.tagged[:at], fact.fields["subject"])
    return False


def _is_none(before: str, subject: str) -> bool:
    apart = not subject.endswith(_RECORDING) and _OF_A_THEME.search(before) is not None
    return apart or _TAKEN_BACK.search(before) is not None


def _is_of_another(sentence: Sentence, above: Sequence[Sentence], at: int, force: str, known: Knowledge) -> bool:
    """Whether another body is named right behind a grade, last before it, or in the sentence that ``it`` takes up."""
    if behind := _TO_ANOTHER.match(sentence.tagged, at + 1):
        return _force_of(sentence.mention_at(behind.end() - 1), known) not in ("", force)
    if about := _ABOUT.match(sentence.tagged, 0, at):
        named = {_force_of(each, known) for each in Stretch(sentence, about.end() - 1, at).mentions(Kind.BODY)}
        return not named & {force} and named != {""}
    body = body_before(sentence, at)
    if body is None and above and _PRONOUN.match(sentence.tagged):
        before = {_force_of(each, known) for each in above[-1].mentions if each.kind is Kind.BODY}
        return bool(before) and not {"", force} & before
    return body is not None and _force_of(body, known) not in ("", force)


def _force_of(mention: Mention, known: Knowledge) -> str:
    return _force(mention.value, known)


def _force(body: str, known: Knowledge) -> str:
    """The force that a body is, or oversees; the body itself where it is none."""
    return known.force_of(body) or body
