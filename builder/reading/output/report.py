"""What reports of documents have in common, whatever their form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.reading.coverage import Coverage
from builder.reading.output.draft import Draft
from builder.reporting.summary import number
from builder.seeds.registry import Registry


@dataclass(frozen=True, slots=True)
class Work:
    """A document that was read: its draft, what it covers, and what became of the draft, in words."""

    draft: Draft
    coverage: Coverage
    registry: Registry
    told: str = ""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A file that could not be read or is of no known kind, and why."""

    file: str
    why: str


def heading(works: Sequence[Work], unfit: Sequence[Unfit]) -> str:
    """What a report is called."""
    if not works:
        return f"Nothing was read of {number(len(unfit), 'file')}"
    return f"Read: {works[0].draft.head.title}" if len(works) == 1 else f"{number(len(works), 'document')} read"


def about(work: Work) -> str:
    """What a document is, in a few words: its kind, body and round, and its key."""
    head = work.draft.head
    named = [_name(work.registry, "body", head.body), _name(work.registry, "cycle", head.cycle)]
    parts = [work.draft.reading.kind, *(name for name in named if name)]
    return f"{', '.join(parts)}; key {head.key}"


def _name(registry: Registry, kind: str, key: str) -> str:
    found = registry.find(kind, key) if key else None
    return str(getattr(found.record, "name", key)) if found else key
