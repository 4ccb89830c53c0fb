"""What is read from a document: facts in the form of seed records, each with the words that decided it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.seeds.values import LineRange


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """A stretch of one line of a text: the 1-based line, and its first and last character, from 0, the end excluded."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A record as a seed file would hold it, but for its lines.

    ``section`` is the seed file's, ``words`` the places that carry it, ``rule`` the name of the rule that fired, and
    ``confidence`` how sure the rule is, from 0 to 1. ``doubt`` says why it is not surer, in words for a reviewer.
    """

    section: str
    fields: Mapping[str, Any]
    words: tuple[Words, ...]
    rule: str
    confidence: float
    doubt: str = ""

    @property
    def lines(self) -> tuple[LineRange, ...]:
        """The lines that carry it, neighbours joined."""
        ranges: list[LineRange] = []
        for line in sorted({each.line for each in self.words}):
            if ranges and ranges[-1].last == line - 1:
                ranges[-1] = LineRange(ranges[-1].first, line)
            else:
                ranges.append(LineRange(line, line))
        return tuple(ranges)
