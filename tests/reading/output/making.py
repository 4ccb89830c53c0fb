"""Readings made by hand, so that what is handed over is tested without the kinds of document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from builder.reading.agreement import THRESHOLD
from builder.reading.facts import Fact, Words
from builder.reading.kinds.kind import Head
from builder.reading.output.draft import Draft, draft
from builder.reading.service import Reading
from builder.reading.sources.text import Text

HEAD: Final = Head(
    "ashshire",
    "peel-2017",
    "efficiency",
    "peel-2017-efficiency-ashshire",
    "PEEL 2017 efficiency: Ashshire Police",
    "hmicfrs",
    "force-page",
)
LINES: Final = tuple(f"Line {number} speaks of vans and of 12.50 and twelve." for number in range(1, 31))


def fact(section: str, *lines: int, **fields: Any) -> Fact:
    """A fact that stands at the beginning of some lines; ``rule``, ``confidence`` and ``doubt`` are its own."""
    words = tuple(Words(line, 0, 6) for line in lines or (1,))
    rule, confidence, doubt = fields.pop("rule", "by-hand"), fields.pop("confidence", 0.9), fields.pop("doubt", "")
    return Fact(section, fields, words, rule, confidence, doubt)


def grade(subject: str, given: str, *lines: int, cycle: str = "peel-2017", basis: str = "stated", **more: Any) -> Fact:
    """A grade of the made-up force."""
    fields = {"body": "ashshire", "cycle": cycle, "subject": subject, "grade": given, "basis": basis}
    return fact("judgments", *lines, **fields, **more)


def reading(
    *facts: Fact, review: Iterable[Fact] = (), head: Head = HEAD, lines: tuple[str, ...] = LINES, name: str = "page.txt"
) -> Reading:
    """A reading of a text of numbered lines that came to these facts."""
    text = Text(name, lines, hashlib.sha256("\n".join([*lines, head.key]).encode()).hexdigest(), "plain")
    return Reading(text, "peel-pillar", head, facts, tuple(review))


def drafted(*facts: Fact, file: str = "page.txt", **more: Any) -> Draft:
    """The draft of such a reading."""
    made = draft(reading(*facts, **more), file, THRESHOLD)
    assert made is not None
    return made


def keyed(key: str, **more: Any) -> Head:
    """The head of another document."""
    return replace(HEAD, key=key, **more)
