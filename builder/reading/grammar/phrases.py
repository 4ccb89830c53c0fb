"""Phrases as a domain person writes them in rule files, and what they match in a sentence.

A phrase is plain text. ``{body}``, ``{grade}``, ``{state}``, ``{pillar}``, ``{date}``, ``{cycle}``, ``{year}`` and
``{number}`` stand for what the text names there, ``{round}`` for a cycle or a year, ``{aspect}`` for words up to the
end of a clause. ``[very]`` may be absent, ``(is|was)`` is either, ``...`` is any words of the same clause or not.
Capitals and blanks do not matter, and quotation marks and dashes are alike. ``{body}`` takes ``it`` and ``the force``
as well as names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.mentions import Kind, Mention
from builder.reading.grammar.plain import plain
from builder.reading.grammar.sentences import Sentence, Stretch

SLOTS: Final = {kind.name.lower(): kind.value for kind in Kind} | {"round": Kind.YEAR.value + Kind.CYCLE.value}
"""The signs that each slot takes; an inspection is told by its year or by its edition."""
_GRADES: Final = Kind.GRADE.value + Kind.STATE.value
_TO_THE_END: Final = (
    rf"[^.;:!?{_GRADES}]+?(?=\s*(?:[.;:!?]|, (?:and|but|while|although|though|which|to)\b|$"
    rf"|,?(?: (?:and|but|or|it|is|was|to be|as)\b)* ?[{_GRADES}]))"
)
_BETWEEN: Final = rf"(?:(?!\bits\b)[^.;:!?{_GRADES}])+?"
_TOKEN: Final = re.compile(
    r"\{(?P<slot>\w+)\}|(?P<any>\.\.\.)|(?P<sign>[\[\]()|])|(?P<blank>\s+)|(?P<text>[^{}\[\]()|\s.]+|\.)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a rule file: the name of its rule, what a match of it says, and how sure that is."""

    rule: str
    says: str
    gives: str
    confidence: float
    pattern: re.Pattern[str]
    slots: tuple[str, ...]
    needs: tuple[str, ...] = ()
    """What stands in every sentence that the phrase matches, in small letters, so that most are passed over fast."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase matches in a sentence: the mentions in its slots, the aspect's words, and the whole stretch."""

    phrase: Phrase
    sentence: Sentence
    mentions: dict[str, tuple[Mention, ...]]
    aspect: Words | None
    words: Words
    named: Stretch | None = None
    """The aspect's words as the sentence has them, with their mentions."""

    def one(self, slot: str) -> Mention | None:
        """The mention in a slot; the first where there are several."""
        return next(iter(self.mentions.get(slot, ())), None)


def phrase(rule: str, says: str, gives: str, confidence: float) -> Phrase:
    """Compile a phrase; raises ValueError, with what is wrong, where it is none."""
    parts: list[str] = []
    slots: list[str] = []
    depth: list[str] = []
    needs: list[str] = []
    alternative = False
    position = 0
    text = plain(says)
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            raise ValueError(f"`{text[position]}` is not expected at column {position + 1}")
        position = token.end()
        if not depth:
            needs += _needed(token)
            alternative = alternative or token["sign"] == "|"
        parts.append(_compiled(token, slots, depth, last=position == len(text)))
    if depth:
        raise ValueError(f"`{depth[-1]}` is never closed")
    body = "".join(parts)
    edge_before = r"(?<!\w)" if re.match(r"\w", text) else ""
    edge_after = r"(?!\w)" if re.search(r"\w$", text) else ""
    pattern = re.compile(edge_before + body + edge_after, re.IGNORECASE)
    return Phrase(rule, says, gives, confidence, pattern, tuple(slots), () if alternative else tuple(needs))


def _needed(token: re.Match[str]) -> list[str]:
    """What a token outside brackets asks of a sentence; ``{body}`` may be ``it``, and aspects are any words."""
    signs = SLOTS.get(token["slot"] or "", "")
    if len(signs) == 1 and token["slot"] != "body":
        return [signs]
    return [token["text"].lower()] if token["text"] else []


def _compiled(token: re.Match[str], slots: list[str], depth: list[str], *, last: bool) -> str:
    if token["slot"]:
        return _slot(token["slot"], slots, last=last)
    if token["sign"]:
        return bracket(token["sign"], depth)
    if token["any"]:
        return r"[^.;!?]{0,160}?"
    if token["blank"]:
        return r"\s*"
    literal = re.escape(token["text"]).replace("'", "['\"]")
    return rf"(?<!\w){literal}(?!\w)" if re.fullmatch(r"\w+", token["text"]) else literal


def _slot(slot: str, slots: list[str], *, last: bool) -> str:
    if slot != "aspect" and slot not in SLOTS:
        raise ValueError(f"there is no {{{slot}}}; there are {', '.join((*SLOTS, 'aspect'))}")
    slots.append(slot)
    number = len(slots)
    if slot == "aspect":
        return f"(?P<aspect{number}>{_TO_THE_END if last else _BETWEEN})"
    other = r"|(?<!\w)it(?!\w)" if slot == "body" else ""
    aside = r"(?:\s?\([^()]{1,40}\))?" if slot in ("body", "inspectorate") else ""  # `Ashshire Police (the force)`
    return f"(?P<{slot}{number}>[{SLOTS[slot]}]{other}){aside}"


def bracket(sign: str, depth: list[str]) -> str:
    """What a sign of a phrase is in a pattern; ``depth`` holds those still open. Raises ValueError for one too many."""
    if sign in "[(":
        depth.append(sign)
        return "(?:"
    if sign == "|":
        return "|"
    if not depth or {"[": "]", "(": ")"}[depth.pop()] != sign:
        raise ValueError(f"`{sign}` closes nothing")
    return ")?" if sign == "]" else ")"


def matches(sentence: Sentence, phrases: Sequence[Phrase]) -> Iterator[Match]:
    """What phrases match in a sentence; of those that overlap the one that stands first in the list."""
    taken = bytearray(len(sentence.tagged))
    text = sentence.tagged.lower()
    for each in phrases:
        if not all(need in text for need in each.needs):
            continue
        for found in each.pattern.finditer(sentence.tagged):
            start, end = found.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield _match(each, sentence, found)


def _match(each: Phrase, sentence: Sentence, found: re.Match[str]) -> Match:
    mentions: dict[str, tuple[Mention, ...]] = {}
    aspect = named = None
    for number, slot in enumerate(each.slots, 1):
        text = found[f"{slot}{number}"]
        if text is None:
            continue
        if slot == "aspect":
            named = Stretch(sentence, *found.span(f"{slot}{number}"))
            aspect = named.words
        elif text in {kind.value for kind in Kind}:
            mentions[slot] = (*mentions.get(slot, ()), sentence.mention_at(found.start(f"{slot}{number}")))
    return Match(each, sentence, mentions, aspect, sentence.words(*found.span()), named)
