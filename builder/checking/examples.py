"""The examples of shapes: for each one data that pass and data that fail, in ``examples/`` beside the shapes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from builder.building.dataset import read_turtle
from builder.mapping.terms import term
from builder.project import read_text

FOLDER: Final = "examples"
BASE: Final = "base.ttl"
"""The data that all examples share."""

_MOST: Final = 4
"""How many things of an example are shown."""

_LINES: Final = ("peel:Evidence", "oa:FragmentSelector", "oa:TextQuoteSelector")
"""Classes of things that say where facts stand; they are shown only where a rule is about them."""


@dataclass(frozen=True)
class Example:
    """One file of data, in the form that the project gives to its Turtle: one block of text for each thing."""

    path: Path
    name: str

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """All that the file says."""
        return tuple(read_turtle(self.path, self.name))

    @cached_property
    def blocks(self) -> dict[str, str]:
        """The text of each thing by its IRI, in the order of the file."""
        text = read_text(self.path, self.name)
        parser = parse(text, RdfFormat.TURTLE)
        for _ in parser:  # the prefixes are known when all has been read
            pass
        parts = [part.strip("\n") for part in text.split("\n\n")]
        found = {_subject(part.split("\n", 1)[0].split(" ", 1)[0], parser.prefixes): part for part in parts}
        return {iri: part for iri, part in found.items() if iri in self.subjects}

    @cached_property
    def subjects(self) -> dict[str, list[Triple]]:
        """What is said of each thing, by its IRI."""
        found: dict[str, list[Triple]] = {}
        for triple in self.triples:
            if isinstance(triple.subject, NamedNode):
                found.setdefault(triple.subject.value, []).append(triple)
        return found

    def predicates(self, iri: str) -> set[str]:
        """The properties that a thing has."""
        return {triple.predicate.value for triple in self.subjects.get(iri, ())}

    def cut(self, things: Collection[str], *, around: bool) -> str:
        """The text of some things, with those around them if wished; of those that name them where they have none."""
        chosen = [iri for iri in self.blocks if iri in things]
        if not chosen:
            chosen = list(self._naming(set(things)))
        elif around:
            chosen = list(dict.fromkeys([*chosen, *self._around(chosen)]))
        shown = chosen[:_MOST] or list(self.blocks)[:_MOST]
        return "\n\n".join(text for iri, text in self.blocks.items() if iri in shown)

    def _around(self, chosen: Collection[str]) -> Iterator[str]:
        """The things that some lead to, those that lead to them, and those that lead to the same; no lines."""
        lines = {term(each) for each in _LINES}
        values = (
            each.object.value for iri in chosen for each in self.subjects[iri] if isinstance(each.object, NamedNode)
        )
        ahead = [each for each in values if each in self.blocks and not self._classes(each) & lines]
        yield from ahead
        yield from self._naming(set(chosen))
        yield from self._naming(set(ahead))

    def _naming(self, things: set[str]) -> Iterator[str]:
        """The things of which something is said with some of these: as a value, a class or a property."""
        for iri in self.blocks:
            named = {node.value for each in self.subjects[iri] for node in each if isinstance(node, NamedNode)}
            if named & things:
                yield iri

    def _classes(self, iri: str) -> set[NamedNode]:
        found = (each.object for each in self.subjects.get(iri, ()) if each.predicate == term("rdf:type"))
        return {each for each in found if isinstance(each, NamedNode)}


def find_example(folder: Path, theme: str, shape: str, end: str, name: str) -> Example | None:
    """The example of a shape that passes or fails (``end``); None where there is none. ``name`` is the folder's."""
    path = folder / FOLDER / theme / f"{shape}_{end}.ttl"
    return Example(path, f"{name}/{FOLDER}/{theme}/{path.name}") if path.is_file() else None


def base_triples(folder: Path, name: str) -> tuple[Triple, ...]:
    """What all examples of a folder of shapes share."""
    path = folder / FOLDER / BASE
    return tuple(read_turtle(path, f"{name}/{FOLDER}/{BASE}")) if path.is_file() else ()


def _subject(token: str, prefixes: dict[str, str]) -> str:
    """The IRI that a token of Turtle stands for; empty where it is none."""
    if token.startswith("<"):
        return token.strip("<>")
    prefix, colon, name = token.partition(":")
    return prefixes[prefix] + name if colon and prefix in prefixes else ""
