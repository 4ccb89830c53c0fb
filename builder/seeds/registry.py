"""What the seeds define: every key by kind, with the record behind it and the place that defines it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.seeds.records import (
    CODE_LISTS,
    Code,
    Cycle,
    Definition,
    Force,
    GradeDefinition,
    GradeScheme,
    Record,
    SeedFile,
)

UMBRELLAS: dict[str, tuple[str, ...]] = {
    "body": ("force", "authority", "commissioner"),
    "agent": ("force", "authority", "commissioner", "inspectorate", "organisation"),
    "thing": (
        "force", "authority", "commissioner", "inspectorate", "organisation",
        "place", "collaboration", "change-programme", "event", "document",
    ),
}  # fmt: skip
"""Kinds of reference that several kinds of thing answer, in the order of preference."""


@dataclass(frozen=True, slots=True)
class Defined:
    """A defined thing: its kind and record, and the file and path of the record."""

    kind: str
    record: Record
    file: str
    path: tuple[str | int, ...]


@dataclass(slots=True)
class Registry:
    """All things that the seed files define. The reference data; facts are not in it."""

    things: dict[str, dict[str, Defined]] = field(default_factory=dict)
    hints: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, defined: Defined, key: str) -> Defined | None:
        """Take a definition; returns the one that holds the key already, if any."""
        held = self.things.setdefault(defined.kind, {}).setdefault(key, defined)
        return None if held is defined else held

    def find(self, kind: str, key: str) -> Defined | None:
        """The definition that a reference of this kind and key leads to."""
        for each in UMBRELLAS.get(kind, (kind,)):
            found = self.things.get(each, {}).get(key)
            if found is not None:
                return found
        return None

    def kinds(self, kind: str, key: str) -> list[str]:
        """The kinds of all things that a reference of this kind and key could mean."""
        return [each for each in UMBRELLAS.get(kind, (kind,)) if key in self.things.get(each, {})]

    def keys(self, kind: str) -> list[str]:
        """All keys that a reference of this kind may name, sorted."""
        return sorted({key for each in UMBRELLAS.get(kind, (kind,)) for key in self.things.get(each, {})})

    def near(self, kind: str, key: str) -> list[str]:
        """Keys that were probably meant: known mistakes, else near spellings, else keys that hold it or lie in it."""
        if key in self.hints and kind in {"force", "body", "agent", "thing"}:
            return list(self.hints[key])
        allowed = self.keys(kind)
        close = difflib.get_close_matches(key, allowed, n=3, cutoff=0.6)
        return close or [each for each in allowed if key in each or each in key][:3]

    def cycle(self, key: str) -> Cycle | None:
        """The cycle of this key."""
        found = self.find("cycle", key)
        return found.record if found and isinstance(found.record, Cycle) else None

    def grades(self, scheme: str | None) -> dict[str, GradeDefinition]:
        """The grades of a scheme by key; empty for an unknown scheme, and where there is none."""
        found = self.find("scheme", scheme or "")
        if found is None or not isinstance(found.record, GradeScheme):
            return {}
        return {grade.grade: grade for grade in found.record.grades}

    def forces(self) -> list[Force]:
        """All forces, by key."""
        defined = sorted(self.things.get("force", {}).items())
        return [each.record for _, each in defined if isinstance(each.record, Force)]


def definitions(file: str, content: SeedFile) -> Iterator[tuple[str, Defined]]:
    """Every thing that one seed file defines, with its key."""
    if content.document:
        yield content.document.key(), Defined("document", content.document, file, ("document",))
    for section, records in sections(content):
        for index, record in enumerate(records):
            kind = defined_kind(section, record)
            if not kind:
                continue
            key = record.key()
            if kind == "finding" and content.document:
                key = f"{content.document.key()}/{key}"
            yield key, Defined(kind, record, file, (section, index))
            if isinstance(record, GradeScheme):
                for place, grade in enumerate(record.grades):
                    where = (section, index, "grades", place)
                    yield f"{key}/{grade.key()}", Defined("grade", grade, file, where)


def defined_kind(section: str, record: Record) -> str:
    """The kind of thing that a record defines; empty where it only states a fact or mentions a thing."""
    if isinstance(record, Definition) and not record.defines:
        return ""
    return CODE_LISTS.get(section, "") if isinstance(record, Code) else type(record).DEFINES


def sections(content: SeedFile) -> Iterator[tuple[str, tuple[Record, ...]]]:
    """The sections of a file that hold lists of records, in the order of the model."""
    for name in SeedFile.model_fields:
        value = getattr(content, name)
        if isinstance(value, tuple):
            yield name, value
