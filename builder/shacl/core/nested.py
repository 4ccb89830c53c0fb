"""Constraints that refer to other shapes (https://www.w3.org/TR/shacl/#core-components-logical and -shape)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from builder.shacl.core.shape import Constraint, Found, Head, Pairs, Shape, component
from builder.shacl.core.values import at_most_one, is_true, name_of, whole_number
from builder.shacl.failures import Malformed
from builder.shacl.results import Result, Term
from builder.shacl.walks import members

Lookup = Callable[[Node], Shape]
"""From the node of a shape to the shape; raises Malformed for what is none."""


@dataclass(frozen=True, slots=True)
class Conforming:
    """How many of some shapes each value node conforms to; ``fits`` says which numbers are right."""

    head: Head
    component: str
    default: str
    shapes: tuple[Shape, ...]
    fits: Callable[[int], bool]

    def check(self, pairs: Pairs) -> Found:
        """A result for each value node that conforms to a wrong number of the shapes."""
        nodes = [value for _, values in pairs for value in values]
        known = [shape.conforming(nodes) for shape in self.shapes]
        for focus, values in pairs:
            for value in values:
                if not self.fits(sum(each[value] for each in known)):
                    yield focus, self.head.result(focus, value, self.component, self.default)


@dataclass(frozen=True, slots=True)
class Property:
    """The results of a property shape for the value nodes (https://www.w3.org/TR/shacl/#PropertyShapeComponent)."""

    shape: Shape

    def check(self, pairs: Pairs) -> Found:
        """The results of the property shape, for each focus node that its focus nodes are value nodes of."""
        nodes = dict.fromkeys(value for _, values in pairs for value in values)
        found: dict[Term, list[Result]] = {}
        for node, result in self.shape.check(nodes):
            found.setdefault(node, []).append(result)
        if found:
            for focus, values in pairs:
                for value in values:
                    for result in found.get(value, ()):
                        yield focus, result


@dataclass(frozen=True, slots=True)
class Qualified:
    """How many value nodes conform to a shape and to none of its siblings."""

    head: Head
    shape: Shape
    siblings: tuple[Shape, ...]
    least: int | None
    most: int | None

    def check(self, pairs: Pairs) -> Found:
        """A result for each focus node with too few or too many of them."""
        nodes = [value for _, values in pairs for value in values]
        known = self.shape.conforming(nodes)
        others = [shape.conforming(nodes) for shape in self.siblings]
        for focus, values in pairs:
            number = sum(known[value] and not any(each[value] for each in others) for value in values)
            if self.most is not None and number > self.most:
                yield focus, self.head.result(focus, None, component("QualifiedMaxCount"), f"more than {self.most} fit")
            if self.least is not None and number < self.least:
                default = f"fewer than {self.least} fit"
                yield focus, self.head.result(focus, None, component("QualifiedMinCount"), default)


def nested_constraints(graph: Graph, head: Head, lookup: Lookup) -> Iterator[Constraint]:
    """The constraints of a shape that refer to others."""
    for each in graph.objects(head.node, SH.property):
        shape = lookup(each)
        if shape.head.path_node is None:
            raise Malformed(f"the value of sh:property is no property shape: {each}")
        yield Property(shape)
    for each in graph.objects(head.node, SH.node):
        shape = lookup(each)
        if shape.head.path_node is not None:
            raise Malformed(f"the value of sh:node is no node shape: {each}")
        yield Conforming(head, component("Node"), f"does not conform to {each}", (shape,), bool)
    for each in graph.objects(head.node, SH["not"]):
        yield Conforming(head, component("Not"), f"conforms to {each}", (lookup(each),), lambda number: not number)
    yield from _listed(graph, head, lookup)
    yield from _qualified(graph, head, lookup)


def _listed(graph: Graph, head: Head, lookup: Lookup) -> Iterator[Constraint]:
    for predicate, (name, text) in _LISTS.items():
        for each in graph.objects(head.node, predicate):
            nodes = members(graph, each)
            if not nodes:
                raise Malformed(f"an empty list in {name_of(predicate)}")
            shapes = tuple(map(lookup, nodes))
            fits = {"And": len(shapes).__eq__, "Or": bool, "Xone": (1).__eq__}[name]
            yield Conforming(head, component(name), f"{text} of {len(shapes)} shapes", shapes, fits)


def _qualified(graph: Graph, head: Head, lookup: Lookup) -> Iterator[Constraint]:
    wanted = list(graph.objects(head.node, SH.qualifiedValueShape))
    if not wanted or head.path_node is None:
        return
    limits = [_limit(graph, head.node, each) for each in (SH.qualifiedMinCount, SH.qualifiedMaxCount)]
    if limits == [None, None]:
        raise Malformed("sh:qualifiedValueShape without sh:qualifiedMinCount or sh:qualifiedMaxCount")
    for each in wanted:
        siblings: dict[Node, None] = {}
        if is_true(graph, head.node, SH.qualifiedValueShapesDisjoint):
            for parent in graph.subjects(SH.property, head.node):
                for member in graph.objects(parent, SH.property):
                    siblings.update(dict.fromkeys(graph.objects(member, SH.qualifiedValueShape)))
            siblings.pop(each, None)
        yield Qualified(head, lookup(each), tuple(map(lookup, siblings)), *limits)


def _limit(graph: Graph, node: Node, predicate: URIRef) -> int | None:
    parameter = at_most_one(graph, node, predicate)
    return None if parameter is None else whole_number(predicate, parameter)


_LISTS: Final = {
    SH["and"]: ("And", "does not conform to each"),
    SH["or"]: ("Or", "conforms to none"),
    SH.xone: ("Xone", "does not conform to exactly one"),
}
NESTED_PARAMETERS: Final = frozenset({*_LISTS, SH.property, SH.node, SH["not"], SH.qualifiedValueShape})
