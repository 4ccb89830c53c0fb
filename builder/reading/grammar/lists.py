"""Lists of forces in a sentence, as ``(Durham; Norfolk and West Midlands)`` or behind a colon, name by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.sentences import Sentence
from builder.reading.page import Form, Line

_ONE: Final = rf"{Kind.BODY.value}(?: (?:police forces?|police|forces?|constabular(?:y|ies)))?(?!\w)"
_AND: Final = r"\s*(?:[,;]\s*(?:and\s+|&\s*)?|\band\s+|&\s*)"
_NAMES: Final = rf"{_ONE}(?:{_AND}{_ONE})*"
_LEAD: Final = r"(?:(?:namely|these (?:are|were)|they (?:are|were)|which (?:are|were)|including)[:,]?\s+)?(?:the )?"
_WHOLE: Final = re.compile(rf"\s*{_LEAD}{_NAMES}[\s.]*", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_BETWEEN: Final = re.compile(rf"(?<=force|orces)(?P<open>,|\s-)\s*{_LEAD}{_NAMES}(?:,|\s-)", re.IGNORECASE)
"""A list put in behind the word ``forces``, between commas or dashes."""
_BEHIND: Final = re.compile(rf"(?:\s*:|\s-|,)\s*{_LEAD}(?P<names>{_NAMES})", re.IGNORECASE)
"""A list behind a colon, dash or comma, up to the end of the sentence."""
_MORE: Final = re.compile(rf"{_AND}[A-Z]")
"""A name behind a list that is none of the known ones."""
_PROPER: Final = re.compile(r"\s*(?:the )?[A-Z][a-z]+[ ,;)-]")
_INCOMPLETE: Final = re.compile(r"\bincluding\b", re.IGNORECASE)
_BULLET: Final = re.compile(r"\s*(?:[-*•·o▪]|\(?\d{1,2}[.)])\s+")

UNKNOWN: Final = "not every name in the list is that of a force"
PART: Final = "the list may be of some of them only"


@dataclass(frozen=True, slots=True)
class Named:
    """A list of forces: their keys, and the stretch of the tagged sentence; ``doubt`` says what is wrong with it."""

    forces: tuple[str, ...]
    start: int
    end: int
    words: tuple[Words, ...]
    doubt: str = ""


def lists(sentence: Sentence, known: Collection[str]) -> list[Named]:
    """The lists of a sentence in their order; ``known`` are the keys of forces. Other bodies are no part of a list."""
    text = sentence.tagged
    found: list[Named] = []
    for match in _BRACKETS.finditer(text):
        if _WHOLE.fullmatch(match[1]):
            found.append(_named(sentence, *match.span(), known))
        elif Kind.BODY.value in match[1] or (_PROPER.match(match[1] + ")") and re.search(_AND, match[1])):
            found.append(replace(_named(sentence, *match.span(), known), doubt=UNKNOWN))
    found += [_named(sentence, *match.span(), known) for match in _BETWEEN.finditer(text)]
    for match in _BEHIND.finditer(text):
        rest = text[match.end() :]
        if rest.strip(" .)\"'") and not _MORE.match(rest):
            continue  # the forces are what the next clause speaks of
        named = _named(sentence, *match.span(), known)
        found.append(replace(named, doubt=UNKNOWN) if _MORE.match(rest) else named)
    apart: list[Named] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return apart


def list_alone(sentence: Sentence, known: Collection[str]) -> Named | None:
    """The list that a whole sentence is; None where it is none."""
    text = sentence.tagged
    if _WHOLE.fullmatch(text):
        return _named(sentence, 0, len(text), known)
    begins = re.match(rf"\s*{_LEAD}{_NAMES}", text, re.IGNORECASE)
    if begins and _MORE.match(text[begins.end() :]):
        return replace(_named(sentence, 0, len(text), known), doubt=UNKNOWN)
    return None


def list_below(lines: Sequence[Line], known: Collection[str]) -> Named | None:
    """The list that the first of some lines are, a name on each; None where the first is none."""
    forces: list[str] = []
    words: list[Words] = []
    for line in lines:
        if line.form is Form.BLANK:
            continue
        alone = _BULLET.match(line.text) is not None or line.form is Form.HEADING
        bare = _BULLET.sub("", line.text, count=1).strip(" .;,")
        bodies = [each for each in line.named if each.kind is Kind.BODY and each.value in known]
        if (
            not alone
            or len(bodies) != 1
            or line.text[bodies[0].start : bodies[0].end] != re.sub(r"[;,]? and$", "", bare)
        ):
            break
        forces.append(bodies[0].value)
        words.append(Words(line.number, bodies[0].start, bodies[0].end))
    return Named(tuple(forces), 0, 0, tuple(words)) if forces else None


def without(sentence: Sentence, found: Sequence[Named]) -> Sentence:
    """The sentence with blanks in place of lists, so that what stands around them is one phrase."""
    text = sentence.tagged
    for each in found:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return replace(sentence, tagged=text)


def _named(sentence: Sentence, start: int, end: int, known: Collection[str]) -> Named:
    keys = [sentence.mention_at(at).value for at in _signs(sentence.tagged, start, end)]
    doubt = PART if _INCOMPLETE.search(sentence.tagged, start, end) else ""
    if any(key not in known for key in keys) or len(set(keys)) < len(keys):
        doubt = UNKNOWN
    return Named(tuple(keys), start, end, (sentence.words(start, end),), doubt)


def _signs(text: str, start: int, end: int) -> Iterator[int]:
    return (at for at in range(start, end) if text[at] == Kind.BODY.value)
