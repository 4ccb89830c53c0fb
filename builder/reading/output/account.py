"""What became of the facts of a document, kind by kind: how many were read, mapped and dropped, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.reading.coverage import Coverage
from builder.reading.output.draft import Draft
from builder.reporting.summary import number
from builder.seeds.records import SeedFile

KINDS: Final = {
    "judgments": ("grade", "grades"),
    "ungraded": ("missing grade", "missing grades"),
    "counts": ("count of grades", "counts of grades"),
    "metrics": ("figure", "figures"),
    "dates": ("date", "dates"),
    "people": ("person", "people"),
    "findings": ("finding", "findings"),
    "collaborations": ("collaboration", "collaborations"),
}
"""Kinds of fact that every report speaks of, even where there are none, by the name of one and of several."""

_SIGNS: Final = {
    "judgments": "grade word",
    "ungraded": "word for a missing grade",
    "counts": "grade word",
    "metrics": "figure",
    "dates": "date",
    "people": "name of an office",
    "findings": "heading of findings",
    "collaborations": "word for working together",
}
_PLURALS: Final = {
    "word for a missing grade": "words for a missing grade",
    "name of an office": "names of offices",
    "heading of findings": "headings of findings",
    "word for working together": "words for working together",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one kind of fact."""

    section: str
    name: str
    read: int
    mapped: int
    dropped: int
    reasons: tuple[str, ...]
    """Why some were dropped, or why there are none at all."""


def account(draft: Draft, coverage: Coverage) -> list[Line]:
    """A line for each kind of fact: those that every report speaks of, and any other that the document has."""
    mapped = Counter(entry.section for entry in draft.entries for _ in entry.facts)
    reasons: dict[str, Counter[str]] = {}
    for fact in draft.review:
        reasons.setdefault(fact.section, Counter())[f"for review: {fact.doubt}"] += 1
    for fact, file in draft.known:
        reasons.setdefault(fact.section, Counter())[f"defined already in {file}"] += 1
    others = [name for name in SeedFile.model_fields if name not in KINDS and (mapped[name] or name in reasons)]
    return [_line(section, mapped[section], reasons.get(section, Counter()), coverage) for section in (*KINDS, *others)]


def _line(section: str, mapped: int, reasons: Counter[str], coverage: Coverage) -> Line:
    dropped = reasons.total()
    said = tuple(f"{count:,} {reason}" for reason, count in sorted(reasons.items()))
    if not mapped and not dropped:
        said = (_why_none(section, coverage),)
    return Line(section, name_of(section), mapped + dropped, mapped, dropped, said)


def name_of(section: str, count: int = 2) -> str:
    """What facts of a section are called."""
    plain = section.replace("_", " ")
    one, several = KINDS.get(section, (plain.removesuffix("s"), plain))
    return one if count == 1 else several


def _why_none(section: str, coverage: Coverage) -> str:
    sign = _SIGNS[section]
    count = coverage.signs.get(sign, 0)
    if not count:
        return f"the document holds no {sign}"
    return f"{number(count, sign, _PLURALS.get(sign, ''))} in the document, none in words that a rule takes for one"


def told(draft: Draft) -> str:
    """The facts of a draft in a few words: ``3 grades, 1 date``."""
    mapped = Counter(entry.section for entry in draft.entries)
    return ", ".join(_told(mapped)) or "no facts"


def _told(mapped: Counter[str]) -> Iterator[str]:
    for section in SeedFile.model_fields:
        if mapped[section]:
            yield f"{mapped[section]:,} {name_of(section, mapped[section])}"
