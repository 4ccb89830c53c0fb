"""Which round a grade is of, as the words around it say: this one, the one before, or a year."""

from __future__ import annotations

import re
from typing import Final

from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.numbers import number
from builder.reading.grammar.sentences import Sentence, Stretch

NOW, BEFORE = "now", "before"
AGO: Final = "-"
"""What stands before a number of years that have passed."""

_TIME: Final = f"{Kind.YEAR.value}{Kind.CYCLE.value}"
_PAST: Final = (
    r"last (?:year|time|round|inspection|report)(?:'s)?"
    r"|(?:the |our |its |my )?(?:previous|last|earlier)"
    r" (?:year|round|inspection|report|assessment|grade|judge?ment)(?:'s)?"
    r"|(?:the|a) year (?:before|earlier|ago)|previously|formerly"
)
_WHEN: Final = re.compile(
    r"(?P<aside>\b(?:since|than|building on|as (?:in|of|at|it was)|until|by|beyond|to|after)\b[^,.;]{0,20}?)?"
    rf"(?:\b(?P<before>{_PAST})\b|(?P<ago>{Kind.NUMBER.value}) years (?:ago|earlier|before)\b"
    r"|\b(?P<now>this (?:year|round|time)(?:'s)?|now)\b"
    rf"|(?P<named>[{_TIME}]))",
    re.IGNORECASE,
)
AS_THEN: Final = re.compile(
    rf",? \(?(?:the same )?as (?:it (?:was|had been|has been) )?(?:in |for |at )?"
    rf"(?:the |our |its )?(?:(?P<named>[{_TIME}])|(?P<before>{_PAST}))(?=\W*(?:$|[.,;)]))",
    re.IGNORECASE,
)
"""``graded good, as it had been in 2016``."""
NOUNS: Final = "findings?|assessment|inspection|report|judge?ment|grade|round"
_FIRST: Final = re.compile(r"^\W*(?:In|At|Last|Previously|During|For|The previous)\b[^.;:]{0,90}?,", re.IGNORECASE)
"""Words at the beginning of a sentence that say of when all of it is."""
_WHEN_IT_WAS: Final = re.compile(
    rf"(?:(?P<named>[{_TIME}])|\b(?P<before>{_PAST}))(?: (?:{Kind.PILLAR.value} )?(?:{NOUNS}))?(?: of [^,;:]{{1,40}})?"
    r"(?:, [^,;:]{1,60})?,? (?:when|where|which|in which|at which)\b[^;:!?]*$",
    re.IGNORECASE,
)
"""``was last inspected in 2021, when it was graded …``."""


def moment(before: Stretch, behind: Stretch) -> str:
    """When, by the words nearest to a grade: right behind it, else before it; empty where none say it."""
    for stretch, last in ((behind, False), (before, True)):
        found = [each for each in _WHEN.finditer(stretch.text) if not each["aside"]]
        if found:
            return _told(found[-1] if last else found[0], stretch)
    return ""


def same_moment(behind: Stretch) -> str:
    """When the grade was the same, by the words behind it: ``, as in 2016``; empty where none say it."""
    match = AS_THEN.search(behind.text)
    if match is None:
        return ""
    return behind.sentence.mention_at(behind.start + match.start("named")).value if match["named"] else BEFORE


def moment_of_the_whole(sentence: Sentence, at: int) -> str:
    """When, for the grade at an index of a sentence: as said right before ``when``, else by its first words."""
    if match := _WHEN_IT_WAS.search(sentence.tagged, 0, at):
        return sentence.mention_at(match.start("named")).value if match["named"] else BEFORE
    first = _FIRST.match(sentence.tagged, 0, at)
    return moment(Stretch(sentence, 0, first.end()), Stretch(sentence, 0, 0)) if first else ""


def year_ago(when: str, year: int) -> str:
    """The year that lies so many years before another; empty where two and a half leave it open.

    ``when`` is a number of years behind ``AGO``.
    """
    years = number(when.removeprefix(AGO))
    return str(year - int(years)) if years is not None and years == int(years) else ""


def _told(match: re.Match[str], stretch: Stretch) -> str:
    if match["named"]:
        return stretch.sentence.mention_at(stretch.start + match.start("named")).value
    if match["ago"]:
        years = number(stretch.sentence.mention_at(stretch.start + match.start("ago")).value)
        return f"{AGO}{years}" if years is not None else BEFORE
    if match["now"]:
        return NOW
    year = stretch.text[match.end() : match.end() + 3].find(Kind.YEAR.value)  # "last year (2015)"
    return stretch.sentence.mention_at(stretch.start + match.end() + year).value if year >= 0 else BEFORE
