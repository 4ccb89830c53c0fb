"""A shape made ready: what its results say, how its value nodes are found, and the constraints on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from builder.shacl.results import Result, Term
from builder.shacl.walks import Walk

Pairs: TypeAlias = Sequence[tuple[Term, Collection[Term]]]
"""Focus nodes, each once, with their value nodes."""

Found: TypeAlias = Iterator[tuple[Term, Result]]
"""Results, each with the focus node that does not conform for it: not the result's own where shapes are nested."""


class Constraint(Protocol):
    """A constraint of one shape."""

    def check(self, pairs: Pairs) -> Found:
        """What does not conform."""


@dataclass(frozen=True, slots=True)
class Head:
    """What all results of a shape say: names as in ``Result``, and the node of the shape and its path."""

    node: Node
    name: str
    path_node: Node | None
    path: str
    severity: str
    messages: tuple[str, ...]

    def result(self, focus: Term, value: Term | None, component: str, default: str) -> Result:
        """A result of SHACL Core; ``default`` is its message where the shape has none."""
        return Result(
            focus=focus,
            path=self.path,
            value=value,
            shape=self.name,
            constraint="",
            component=component,
            severity=self.severity,
            messages=self.messages or (default,),
        )


@dataclass(slots=True)
class Shape:
    """A shape that can be evaluated. ``walk`` is None for node shapes, whose value nodes are the focus nodes."""

    head: Head
    walk: Walk | None
    constraints: list[Constraint] = field(default_factory=list)
    _known: dict[Term, bool] = field(default_factory=dict)

    def check(self, focuses: Iterable[Term]) -> Found:
        """The results for focus nodes; each has to be there once."""
        walk = self.walk
        pairs: Pairs = (
            [(node, (node,)) for node in focuses] if walk is None else [(node, walk(node)) for node in focuses]
        )
        for constraint in self.constraints:
            yield from constraint.check(pairs)

    def conforming(self, nodes: Iterable[Term]) -> dict[Term, bool]:
        """Whether nodes conform to the shape, for these and all that have been asked for before."""
        new = [node for node in dict.fromkeys(nodes) if node not in self._known]
        if new:
            self._known.update(dict.fromkeys(new, True))
            self._known.update((node, False) for node, _ in self.check(new))
        return self._known


def component(name: str) -> str:
    """The IRI of a constraint component, from its name without ``ConstraintComponent``."""
    return str(SH[f"{name}ConstraintComponent"])


def is_iri(node: Node) -> bool:
    """Whether a node of the shapes is an IRI."""
    return isinstance(node, URIRef)
