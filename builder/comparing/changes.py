"""What a comparison came to: changes as a domain person would tell them, each with the triples that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from pyoxigraph import Triple

from builder.comparing.difference import Sided


class Section(StrEnum):
    """The parts of a report, in their order; the values are their headings."""

    GRADES = "Grades and judgments"
    FIGURES = "Figures"
    FINDINGS = "Findings"
    COLLABORATIONS = "Collaborations, programmes of change and events"
    DOUBTS = "Doubts"
    EVIDENCE = "Evidence"
    DOCUMENTS = "Documents and inspections"
    QUESTIONS = "Programmes, subjects and questions"
    BODIES = "Bodies, people and places"
    REFERENCE = "Metrics, units, scales and code lists"
    ONTOLOGY = "Ontology"
    OTHER = "Other things"
    FOLLOWS = "What follows from the rest"


class Action(StrEnum):
    """What happened to a thing on the way from left to right."""

    CHANGED = "changed"
    MOVED = "moved"
    RENAMED = "renamed"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its name in data, and its noun in the singular and the plural."""

    name: str
    one: str
    many: str
    section: Section


@dataclass(frozen=True, slots=True, order=True)
class DocumentName:
    """A document: its title, and its IRI."""

    title: str
    iri: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in a sentence without a full stop, and the triples that make it up.

    ``thing`` is the IRI of what changed, or ``_:`` and a canonical name; ``label`` is what people call it. ``document``
    is where the change comes from, where one document can be told. ``follows`` says that rules make all of it, or that
    it is nothing but the new name of something else.
    """

    kind: Kind
    action: Action
    thing: str
    label: str
    text: str
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]
    document: DocumentName | None = None
    follows: bool = False

    @property
    def section(self) -> Section:
        """The part of the report that the change belongs to."""
        return Section.FOLLOWS if self.follows and self.action is not Action.ADDED else self.kind.section

    @property
    def whence(self) -> DocumentName | None:
        """The document under whose name the change is told: for what came, went and moved."""
        return self.document if self.action in {Action.ADDED, Action.REMOVED, Action.MOVED} else None

    @property
    def order(self) -> tuple[object, ...]:
        """By section, kind, action and document, then by what is said."""
        document = (self.whence.title, self.whence.iri) if self.whence else ("", "")
        place = list(Section).index(self.section), self.kind.name, list(Action).index(self.action), self.follows
        return *place, document, self.text, self.thing, tuple(map(str, (*self.removed, *self.added)))


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that are told together: of one kind, with one action, from one document."""

    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, the triples that differ in the order of N-Triples, and the changes in the order of the report.

    Each triple that differs belongs to one change.
    """

    left: Sided
    right: Sided
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]
    changes: tuple[Change, ...]

    @property
    def differs(self) -> bool:
        """Whether there is any difference."""
        return bool(self.removed or self.added)

    def sections(self) -> Iterator[tuple[Section, list[Group]]]:
        """The changes by section and group."""
        for section, changes in groupby(self.changes, key=lambda each: each.section):
            yield section, list(_groups(changes))


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in the order of the report."""
    return tuple(sorted(changes, key=lambda each: each.order))


def _groups(changes: Iterable[Change]) -> Iterator[Group]:
    def key(each: Change) -> tuple[Kind, Action, DocumentName | None, bool]:
        return each.kind, each.action, each.whence, each.follows

    for (kind, action, document, follows), members in groupby(changes, key=key):
        found = tuple(members)
        yield Group(_heading(len(found), kind, action, document, follows), found)


def _heading(count: int, kind: Kind, action: Action, document: DocumentName | None, follows: bool) -> str:
    noun = kind.one if count == 1 else kind.many
    whence = ""
    if document:
        whence = f" {'from' if action in {Action.ADDED, Action.REMOVED} else 'in'} {document.title}"
    by_rule = ", by rules" if follows and action in {Action.ADDED, Action.REMOVED} else ""
    if action is Action.REMOVED:
        return f"{count:,} {noun}{whence} removed{by_rule}"
    return f"{count:,} {noun} {action}{whence}{by_rule}"
