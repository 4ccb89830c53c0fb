"""Two sides held against each other: the triples that one has and the other has not, and what is known of things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from builder.comparing.blanknodes import matched
from builder.comparing.sides import Kind, Side
from builder.errors import LimitError
from builder.mapping.terms import term

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

MAX_CHANGED: Final = 200_000
"""The most triples that two sides may differ in: a difference is held in memory, and no one reads more."""

LABELS: Final = ("rdfs:label", "skos:prefLabel", "dcterms:title", "foaf:name", "schema:name")
"""Properties that name a thing, the best first."""

USED: Final = (
    *LABELS, "rdf:type", "oa:hasSelector", "oa:refinedBy", "peel:about", "peel:attestation", "peel:basis", "peel:code",
    "peel:evidence", "peel:firstLine", "peel:grade", "peel:inCycle", "peel:inScheme", "peel:judges", "peel:lastLine",
    "peel:metric", "peel:periodEnd", "peel:periodStart", "peel:qualifier", "peel:rank", "peel:source", "peel:status",
    "peel:subject", "peel:unit", "peel:value", "peel:variant",
)  # fmt: skip
"""The properties that words for things are made of: the others are known of changed triples only."""

_ONWARD: Final = ("peel:source", "peel:inScheme", "oa:hasSelector", "oa:refinedBy")
"""Properties that lead to things which the words for a thing need, two or more steps away from it."""

_MANY: Final = 50
"""Of so many values of one property, the words for a thing need none: a document rests on thousands of lines."""


class Facts:
    """What one side says of the things that matter here, as far as it is USED."""

    def __init__(self) -> None:
        self._said: dict[Node, dict[NamedNode, list[Term]]] = {}
        self._same: dict[Term, Term] = {}

    def learn(self, triples: Iterable[Triple]) -> None:
        """Take in triples, each of which comes once; equal terms of them are held once."""
        same = self._same
        for triple in triples:
            predicate, value = triple.predicate, triple.object
            said = self._said.setdefault(triple.subject, {})  # type: ignore[arg-type]  # no side takes triple terms
            values = said.setdefault(same.setdefault(predicate, predicate), [])  # type: ignore[arg-type]
            values.append(same.setdefault(value, value))

    def knows(self, node: Term) -> bool:
        """Whether anything is said of a thing."""
        return node in self._said

    def values(self, node: Term, prefixed: str) -> list[Term]:
        """The values of a property, in the order of their N-Triples."""
        said = self._said.get(node, {})  # type: ignore[arg-type]
        return sorted(said.get(term(prefixed), ()), key=str)

    def value(self, node: Term | None, prefixed: str) -> Term | None:
        """The first of them; None for none."""
        found = self.values(node, prefixed) if node is not None else []
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Sided:
    """One side as it is shown: its name, what it is, how many triples it has, and what it says."""

    name: str
    kind: Kind
    triples: int
    facts: Facts = field(default_factory=Facts, repr=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two sides differ in, in the order of N-Triples.

    ``derived`` are those of the triples, of either side, that only a rule says.
    """

    left: Sided
    right: Sided
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]
    derived: frozenset[Triple]


def difference(left: Side, right: Side) -> Difference:
    """Hold two sides against each other.

    Raises LimitError where they differ in more than MAX_CHANGED triples, and where blank nodes can't be told apart.
    """
    for side, triples in zip((left, right), matched(left.blank, right.blank, (left.name, right.name)), strict=True):
        side.said.add("".join(sorted(f"{triple} .\n" for triple in triples)).encode())
    found = _Found(MAX_CHANGED)
    for one, other in zip(_compartments(left), _compartments(right), strict=True):
        found.take(one, other)
    removed, added = _triples(found.removed), _triples(found.added)
    sides = Sided(left.name, left.kind, found.counts[0]), Sided(right.name, right.kind, found.counts[1])
    for side, shown in zip((left, right), sides, strict=True):
        _learn(shown.facts, side, (*removed, *added))
    return Difference(*sides, removed, added, frozenset(_triples(found.derived)))


class _Found:
    """The lines that differ, so far."""

    def __init__(self, limit: int) -> None:
        self.removed: list[bytes] = []
        self.added: list[bytes] = []
        self.derived: set[bytes] = set()
        self.counts = [0, 0]
        self._limit = limit

    def take(self, left: tuple[set[bytes], set[bytes]], right: tuple[set[bytes], set[bytes]]) -> None:
        """Compare a compartment: on each side what is said, and what only a rule says."""
        (left_said, left_derived), (right_said, right_derived) = left, right
        self.counts[0] += len(left_said) + len(left_derived)
        self.counts[1] += len(right_said) + len(right_derived)
        removed = (left_said - right_said - right_derived) | (left_derived - right_said - right_derived)
        added = (right_said - left_said - left_derived) | (right_derived - left_said - left_derived)
        self.removed += removed
        self.added += added
        self.derived |= (removed & left_derived) | (added & right_derived)
        if len(self.removed) + len(self.added) > self._limit:
            raise LimitError(f"the two sides differ in more than {self._limit:,} triples; compare them in parts")


def _compartments(side: Side) -> Iterator[tuple[set[bytes], set[bytes]]]:
    for said, derived in zip(side.said.compartments(), side.derived.compartments(), strict=True):
        yield said, derived - said


def _triples(lines: Iterable[bytes]) -> tuple[Triple, ...]:
    text = b"".join(line + b"\n" for line in sorted(lines))
    return tuple(quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))


def _learn(facts: Facts, side: Side, changed: Sequence[Triple]) -> None:
    """What a side says of all things in the changed triples, of what their subjects have, and of some beyond that."""
    subjects = {triple.subject for triple in changed}
    onward = {term(each) for each in _ONWARD}
    known: set[Term] = set()
    wanted: set[Term] = {each for triple in changed for each in (triple.subject, triple.predicate, triple.object)}
    while wanted := {each for each in wanted - known if isinstance(each, Node)}:
        known |= wanted
        keys = sorted(str(each).encode() for each in wanted)
        found = _triples(_used({*side.said.about(keys), *side.derived.about(keys)}))
        facts.learn(found)
        many = Counter((each.subject, each.predicate) for each in found)
        wanted = {
            each.object
            for each in found
            if each.predicate in onward or (each.subject in subjects and many[each.subject, each.predicate] <= _MANY)
        }


def _used(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines with a property that is USED, and one other of each thing, so that it is known."""
    used = {str(term(each)).encode() for each in USED}
    others: dict[bytes, bytes] = {}
    for line in lines:
        subject, predicate, _ = line.split(b" ", 2)
        if predicate in used:
            yield line
        elif subject not in others or line < others[subject]:
            others[subject] = line
    yield from others.values()
