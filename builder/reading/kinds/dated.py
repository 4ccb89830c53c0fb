"""Days of a document and of its inspection."""

from __future__ import annotations

from collections.abc import Iterator

from builder.reading.facts import Fact
from builder.reading.grammar.phrases import Match


def fieldwork(match: Match) -> Iterator[Fact]:
    """When inspectors were on site, as a phrase of ``dates.yaml`` has it."""
    day = match.one("date")
    if day:
        fields = {"kind": "fieldwork", "date": day.value}
        yield Fact("dates", fields, (match.words,), match.phrase.rule, match.phrase.confidence)
