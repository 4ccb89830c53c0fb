"""What a comparison came to in a few words, and how much of it people are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.comparing.changes import Change, Comparison, Section
from builder.comparing.difference import Sided
from builder.comparing.sides import Kind
from builder.reporting.escaping import escaped
from builder.reporting.summary import number, shortened

SHOWN: Final = 10
"""How many changes of one group are shown to people."""

TRIPLES: Final = 20
"""How many triples are shown to people."""

_KINDS: Final = {
    Kind.FILE: "file",
    Kind.BUILD: "build",
    Kind.SEEDS: "made from seeds",
    Kind.REVISION: "git revision",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A group as people see it: its heading, some of its changes, and how many more there are."""

    heading: str
    changes: tuple[Change, ...]
    more: int


def title(comparison: Comparison) -> str:
    """How much differs: ``3 changes``, or that nothing does."""
    return number(len(comparison.changes), "change") if comparison.differs else "No difference"


def gist(comparison: Comparison) -> str:
    """What differs, in a sentence."""
    if not comparison.differs:
        return f"Both sides say the same in {number(comparison.left.triples, 'triple')}."
    removed, added = len(comparison.removed), len(comparison.added)
    return f"{number(removed, 'triple')} removed, {added:,} added."


def about(side: Sided) -> str:
    """What a side is, and how large."""
    return f"{_KINDS[side.kind]}, {number(side.triples, 'triple')}"


def shown(comparison: Comparison, most: int = SHOWN) -> Iterator[tuple[Section, list[Shown]]]:
    """The sections, with at most so many changes of each group."""
    for section, groups in comparison.sections():
        yield (
            section,
            [Shown(group.heading, group.changes[:most], max(len(group.changes) - most, 0)) for group in groups],
        )


def triples(comparison: Comparison, most: int = TRIPLES) -> tuple[list[tuple[str, str]], int]:
    """Some of the triples, each with its sign in front, those removed first; and how many more there are."""
    half = max(most - len(comparison.added), most // 2)
    removed = comparison.removed[:half]
    added = comparison.added[: most - len(removed)]
    lines = [("-", str(each)) for each in removed] + [("+", str(each)) for each in added]
    total = len(comparison.removed) + len(comparison.added)
    return [(sign, shortened(escaped(line), 1_000)) for sign, line in lines], total - len(lines)
