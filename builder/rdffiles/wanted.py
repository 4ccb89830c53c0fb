"""What a locator looks for in one file, and what it has found."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from builder.places import Place, Places
from builder.rdffiles.skolem import SKOLEM, Skolem

Text: TypeAlias = "str | bytes"


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank node while a file is read: its label, or what tells a node without label from the others."""

    key: Hashable


Node: TypeAlias = NamedNode | Literal | Blank


class BeyondError(Exception):
    """What stands here is more than a locator understands; what it has found before holds."""


class Wanted:
    """The triples and subjects that are looked for, and the offsets in the text at which they were first seen."""

    def __init__(self, triples: Collection[Triple], subjects: Collection[NamedNode], number: int) -> None:
        self.triples: Final = set(triples)
        self.subjects: Final = set(subjects)
        self.skolem: Final = Skolem(number)
        self._own: Final = f"{SKOLEM}{number}-"
        nodes = [node for triple in self.triples for node in (triple.subject, triple.object)]
        self.blank: Final = any(map(self._is_blank, (*nodes, *self.subjects)))
        """Whether a blank node of the file is among them, so that all of these have to be counted."""
        self.iris: Final = frozenset(
            node.value
            for node in (*(each.subject for each in self.triples), *self.subjects)
            if isinstance(node, NamedNode)
        )
        """The IRIs of all things whose triples matter."""
        self.counted: Final[set[Triple]] = set()
        """Where blank nodes matter: all triples that hold one."""
        self.found: dict[Triple, int] = {}
        self.found_subjects: dict[NamedNode, int] = {}

    def see(self, subject: Node, predicate: NamedNode, value: Node, where: tuple[int, int]) -> None:
        """Take in a triple that the file holds; ``where`` is the offset of its subject and that of its object.

        Triples have to come in the order in which pyoxigraph emits them.
        """
        thing = self.skolem.name(subject.key) if isinstance(subject, Blank) else subject
        other = self.skolem.name(value.key) if isinstance(value, Blank) else value
        if isinstance(thing, Literal):
            return
        if self.blank and (self._is_blank(thing) or self._is_blank(other)):
            self.counted.add(Triple(thing, predicate, other))
        if thing.value not in self.iris:
            return
        at_subject, at_object = where
        if thing in self.subjects and at_subject < self.found_subjects.get(thing, at_subject + 1):
            self.found_subjects[thing] = at_subject
        triple = Triple(thing, predicate, other)
        if triple in self.triples and at_object < self.found.get(triple, at_object + 1):
            self.found[triple] = at_object

    def of_blank_nodes(self, triples: Collection[Triple]) -> set[Triple]:
        """Those of the triples that hold a blank node of the file."""
        return {each for each in triples if self._is_blank(each.subject) or self._is_blank(each.object)}

    def forget_blank_nodes(self) -> None:
        """Take back what was found of blank nodes."""
        for triple in self.of_blank_nodes(self.found):
            del self.found[triple]
        for subject in list(filter(self._is_blank, self.found_subjects)):
            del self.found_subjects[subject]

    def _is_blank(self, node: object) -> bool:
        return isinstance(node, NamedNode) and node.value.startswith(self._own)

    def places(self, text: Text, name: str) -> Places:
        """The places of what was found."""
        offsets = sorted({*self.found.values(), *self.found_subjects.values()})
        known = dict(zip(offsets, places_at(text, offsets, name), strict=True))
        return Places(
            {triple: known[offset] for triple, offset in self.found.items()},
            {subject: known[offset] for subject, offset in self.found_subjects.items()},
        )


def places_at(text: Text, offsets: list[int], name: str) -> list[Place]:
    """The places that rising offsets of a text stand for; lines end as in the RDF formats (LF, CR LF or CR)."""
    places = []
    line, start, done = 1, 0, 0
    for offset in offsets:
        ends, last = _line_ends(text, done, offset)
        line += ends
        start = last if ends else start
        before = text[start:offset]
        places.append(
            Place(name, line, len(before if isinstance(before, str) else before.decode("utf-8", "replace")) + 1)
        )
        done = offset
    return places


def _line_ends(text: Text, start: int, end: int) -> tuple[int, int]:
    """How many lines end between two offsets, and where the last of them does."""
    if isinstance(text, str):
        newline, feed = text.count("\n", start, end), text.rfind("\n", start, end)
        returns, back = text.count("\r", start, end), text.rfind("\r", start, end)
        pairs = text.count("\r\n", start, end) if returns else 0
        split = text[end - 1 : end + 1] == "\r\n"
    else:
        newline, feed = text.count(b"\n", start, end), text.rfind(b"\n", start, end)
        returns, back = text.count(b"\r", start, end), text.rfind(b"\r", start, end)
        pairs = text.count(b"\r\n", start, end) if returns else 0
        split = text[end - 1 : end + 1] == b"\r\n"
    if split and end > start:  # the line has not ended before its LF
        returns, back = returns - 1, -1
    return newline + returns - pairs, max(feed, back) + 1
