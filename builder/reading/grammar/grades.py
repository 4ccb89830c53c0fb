"""Grade words in all their forms, and the words for a body that has no grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_FORMS: Final = {
    "outstanding": "outstanding",
    "good": "good",
    "adequate": "adequate",
    "requires-improvement": r"requir(?:es?|ed|ing)[ -]improvement",
    "inadequate": "inadequate",
}
_STATES: Final = {
    "not-yet-graded": (
        r"not yet (?:been )?(?:graded|judged|known)|yet to be graded|awaiting (?:a )?grade"
        r"|grades?(?: for [a-z' &-]{1,40}?)? (?:will follow|(?:is|are) (?:still )?(?:awaited|to (?:come|follow)))"
        rf"|to be graded(?! (?:as )?(?:an? )?['\"]?(?:{'|'.join(_FORMS.values())}))"
    ),
    "not-graded": (
        r"not (?:being |been )?graded|(?:no|not (?:made|make|given|give) a) graded judge?ment(?! on [a-z]+ing)"
        r"|without a grade|no grade (?:was|is|has been) given|(?:did|do|does|has|have) not grade"
    ),
    "not-inspected": (
        r"(?:not|(?:was|were|is|has|have)n't) (?:been )?(?:re-?)?inspected(?: in (?:19|20)\d\d)?(?! in detail)"
        r"|did(?: not|n't) (?:re-?)?inspect\b"
        r"|(?:was|were)(?: not|n't) (?:looked at|examined|covered|revisited)(?= (?:again|this (?:round|time|year)))"
        r"|not (?:been )?(?:the )?subject (?:to|of) (?:a |an |any )?(?:detailed |full |further )?inspection"
    ),
    "ungraded": "ungraded",
}

BEFORE: Final = r"(?<![A-Za-z_-])"
BEHIND: Final = r"(?-i:(?![a-z0-9_-]))"
"""What may not stand around a word; a figure before and a capital behind may, where headings are glued together."""

_WORDS: Final = re.compile(
    rf"{BEFORE}(?P<open>['\"])?(?:"
    + "|".join(f"(?P<g{index}>{form})" for index, form in enumerate(_FORMS.values()))
    + "|"
    + "|".join(f"(?P<s{index}>{form})" for index, form in enumerate(_STATES.values()))
    + rf"){BEHIND}(?P<close>(?(open)['\"]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade (or the state of being without one) and where it stands, with its quotation marks if it has them."""

    grade: str
    state: str
    start: int
    end: int
    quoted: bool


def grades(text: str) -> Iterator[Graded]:
    """Every grade word and every word for a missing grade in a text that ``plain`` has been through."""
    for match in _WORDS.finditer(text):
        name = next(name for name, found in match.groupdict().items() if found and name not in ("open", "close"))
        index = int(name[1:])
        grade = list(_FORMS)[index] if name[0] == "g" else ""
        state = list(_STATES)[index] if name[0] == "s" else ""
        quoted = bool(match["open"] and match["close"])
        start = match.start() if quoted else match.start(name)
        end = match.end() if quoted else match.end(name)
        yield Graded(grade, state, start, end, quoted)


def badge(line: str) -> Graded | None:
    """The grade, or state without one, that a line consists of and nothing else."""
    stripped = line.strip().strip("*_•-. ")
    found = next(grades(stripped), None) if len(stripped) <= 40 else None
    return found if found and (found.start, found.end) == (0, len(stripped)) else None
