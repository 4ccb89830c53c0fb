"""What a reader gives for the documents of a key, held against it: what was found, missed, and wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.reading.facts import Fact
from builder.reading.knowledge import Knowledge
from builder.reading.service import Reader, Reading

from .keys import Key, Statement, date, full_figure, inspector, plain_figure

FAMILY = {
    "judgment": "judgments", "ungraded": "judgments", "count": "judgments", "areas": "judgments",
    "date": "dates and inspectors", "inspector": "dates and inspectors", "figure": "figures",
}  # fmt: skip
"""The three families of facts that are scored apart."""


@dataclass
class Score:
    """Counts of one family of facts in one set of documents, with everything that went wrong."""

    found: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of what should be read that is."""
        expected = self.found + len(self.missed)
        return self.found / expected if expected else 1.0

    @property
    def precision(self) -> float:
        """The share of what is read that should be."""
        read = self.found + len(self.wrong)
        return self.found / read if read else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def sum_of(scores: Iterable[Score]) -> Score:
    """One score of several."""
    every = Score()
    for each in scores:
        every.found += each.found
        every.missed += each.missed
        every.wrong += each.wrong
    return every


def score(keys: Iterable[Key], reader: Reader, known: Knowledge) -> dict[tuple[str, str], Score]:
    """The score of each kind of document and family of facts."""
    scores: dict[tuple[str, str], Score] = {}
    for key in keys:
        reading = reader.read_file(key.path)
        read = Counter(statements(reading, known, full=key.full))
        expected = Counter(key.statements)
        for statement in expected | read:
            held = scores.setdefault((key.kind or "of no kind", FAMILY[statement[0]]), Score())
            told = f"{key.path.name}: {' '.join(statement)}"
            held.found += min(expected[statement], read[statement])
            held.missed += [told] * (expected[statement] - read[statement])
            held.wrong += [told] * (read[statement] - expected[statement] if statement not in key.open_to else 0)
        if reading.kind != key.kind:
            held = scores.setdefault((key.kind or "of no kind", "judgments"), Score())
            held.wrong.append(f"{key.path.name}: taken for {reading.kind or 'of no kind'}")
    return scores


def statements(reading: Reading, known: Knowledge, *, full: bool = False) -> set[Statement]:
    """Everything that a reading would let into the seeds, as statements."""
    return {each for fact in reading.facts for each in _said(fact, known, full)}


def _said(fact: Fact, known: Knowledge, full: bool) -> Iterator[Statement]:
    at = fact.fields
    match fact.section:
        case "judgments":
            yield ("judgment", at["body"], at["cycle"], at["subject"], str(at["grade"]))
        case "ungraded":
            yield ("ungraded", at["body"], at["cycle"], at["subject"], at["state"])
        case "counts":
            yield ("count", at["cycle"], at["subject"], at["grade"], str(at["count"]))
            yield from (("judgment", body, at["cycle"], at["subject"], at["grade"]) for body in at.get("bodies", ()))
        case "area_counts":
            yield ("areas", at["body"], at["grade"], str(at["count"]))
        case "dates":
            yield date(at["kind"], at["date"])
        case "people" if at.get("inspector"):
            yield inspector(at["name"])
        case "metrics":
            yield full_figure(at, known) if full else plain_figure(at, known)
