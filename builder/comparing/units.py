"""The triples that differ, sorted by the thing that a person would say has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Triple

from builder.comparing.changes import Action, Change, Kind
from builder.comparing.difference import Difference, Node, Term
from builder.comparing.kinds import JUDGMENT, kind_of
from builder.comparing.words import Words
from builder.mapping.terms import term


class Part(NamedTuple):
    """Some of the triples of a unit, in the order of N-Triples."""

    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]


@dataclass(slots=True)
class Unit:
    """All that differs about one thing and what only belongs to it: attestations, evidence and its selectors.

    Whoever makes a change of some of the triples takes these out, so that each is told once.
    """

    thing: Node
    kind: Kind
    action: Action
    removed: set[Triple] = field(default_factory=set)
    added: set[Triple] = field(default_factory=set)

    def take(self, wanted: Callable[[Triple], bool]) -> Part:
        """Take triples out."""
        removed, added = ({each for each in triples if wanted(each)} for triples in (self.removed, self.added))
        self.removed -= removed
        self.added -= added
        return Part(tuple(sorted(removed, key=str)), tuple(sorted(added, key=str)))

    def objects(self, triples: Iterable[Triple], prefixed: str) -> list[Term]:
        """The values of a property of the thing in some of its triples."""
        return sorted(
            (each.object for each in triples if each.subject == self.thing and each.predicate == term(prefixed)),
            key=str,
        )


class Telling:
    """What the rules for changes share: the words, what follows by rules, and how a change is made."""

    def __init__(self, difference: Difference) -> None:
        self.words = Words(difference.left.facts, difference.right.facts)
        self._derived = difference.derived

    def is_derived(self, triple: Triple) -> bool:
        """Whether only a rule says so."""
        return triple in self._derived

    def change(self, unit: Unit, action: Action, text: str, part: Part, kind: Kind | None = None) -> Change:
        """A change of a part of a unit, from the document that the thing is from; of another kind where it is given."""
        thing = unit.thing.value if isinstance(unit.thing, NamedNode) else str(unit.thing)
        follows = all(self.is_derived(triple) for triple in (*part.removed, *part.added))
        name = self.words.judged(unit.thing) if unit.kind == JUDGMENT else self.words.label(unit.thing)
        document = self.words.source(unit.thing)
        return Change(kind or unit.kind, action, thing, name, text, part.removed, part.added, document, follows)


def sorted_units(difference: Difference, words: Words) -> list[Unit]:
    """All triples of a difference in units, in the order of their things."""
    owners = _owners(difference, words)
    units: dict[Node, Unit] = {}
    for removed, triples in ((True, difference.removed), (False, difference.added)):
        for triple in triples:
            thing = _owner(_node(triple.subject), owners)
            unit = units.get(thing) or units.setdefault(thing, _unit(thing, words))
            (unit.removed if removed else unit.added).add(triple)
    return sorted(units.values(), key=lambda unit: str(unit.thing))


def _unit(thing: Node, words: Words) -> Unit:
    kind = kind_of(thing, words.values(thing, "rdf:type"))
    if not words.left.knows(thing):
        return Unit(thing, kind, Action.ADDED)
    return Unit(thing, kind, Action.CHANGED if words.right.knows(thing) else Action.REMOVED)


def _node(subject: object) -> Node:
    assert isinstance(subject, NamedNode | BlankNode)  # noqa: S101  # no side takes triple terms
    return subject


def _owners(difference: Difference, words: Words) -> dict[Node, Node]:
    """What attestations, evidence and selectors belong to: the first thing, by name, that links to them.

    An attestation belongs to its judgment wherever this has changed; evidence, which several facts may share, to a
    fact whose link to it has changed.
    """
    subjects = {_node(triple.subject) for triple in (*difference.removed, *difference.added)}
    links: defaultdict[Node, set[Node]] = defaultdict(set)
    for subject in subjects:
        for prefixed in ("peel:attestation", "oa:hasSelector", "oa:refinedBy"):
            for each in words.values(subject, prefixed):
                if each in subjects:
                    links[_node(each)].add(subject)
    for triple in (*difference.removed, *difference.added):
        if triple.predicate == term("peel:evidence") and triple.object in subjects:
            links[_node(triple.object)].add(_node(triple.subject))
    return {node: min(linking, key=str) for node, linking in links.items()}


def _owner(node: Node, owners: dict[Node, Node]) -> Node:
    seen = {node}
    while node in owners and owners[node] not in seen:  # a foreign graph may link in circles
        node = owners[node]
        seen.add(node)
    return node
