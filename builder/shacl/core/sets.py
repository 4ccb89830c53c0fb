"""Constraints that look at all value nodes of a focus node together (https://www.w3.org/TR/shacl/#core-components)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, NamedNode
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import SH, XSD
from rdflib.term import Node

from builder.shacl.core.shape import Constraint, Found, Head, Pairs, component, is_iri
from builder.shacl.core.values import at_most_one, is_true, name_of, whole_number
from builder.shacl.data import Data
from builder.shacl.failures import Malformed
from builder.shacl.literals import compared
from builder.shacl.results import Term
from builder.shacl.terms import term
from builder.shacl.walks import members

Rule = Callable[[Term, Collection[Term]], Iterator[Term | None]]
"""From a focus node and its value nodes to the values of its results; None for a result without value."""


@dataclass(frozen=True, slots=True)
class AllValues:
    """A rule on the value nodes of each focus node."""

    head: Head
    component: str
    default: str
    rule: Rule

    def check(self, pairs: Pairs) -> Found:
        """A result for each value that the rule finds."""
        rule = self.rule
        for focus, values in pairs:
            for value in rule(focus, values):
                yield focus, self.head.result(focus, value, self.component, self.default)


@dataclass(frozen=True, slots=True)
class Count:
    """A least or largest number of value nodes."""

    head: Head
    least: bool
    limit: int

    def check(self, pairs: Pairs) -> Found:
        """A result for each focus node with too few or too many."""
        name = component("MinCount" if self.least else "MaxCount")
        default = f"{'fewer' if self.least else 'more'} than {self.limit} values"
        for focus, values in pairs:
            if len(values) < self.limit if self.least else len(values) > self.limit:
                yield focus, self.head.result(focus, None, name, default)


@dataclass(frozen=True, slots=True)
class Closed:
    """No properties but those listed (https://www.w3.org/TR/shacl/#ClosedConstraintComponent)."""

    head: Head
    data: Data
    allowed: frozenset[NamedNode]

    def check(self, pairs: Pairs) -> Found:
        """A result for each triple with another property; the property is its path."""
        others = [each for each in self.data.predicates() if each not in self.allowed]
        for focus, values in pairs:
            for value in values:
                for predicate in others:
                    for found in self.data.values(value, predicate):
                        result = self.head.result(focus, found, component("Closed"), "a property that is not listed")
                        yield focus, replace(result, path=str(predicate))


def set_constraints(data: Data, graph: Graph, head: Head) -> Iterator[Constraint]:
    """The constraints of a shape that look at value nodes together."""
    yield from _counts(graph, head)
    for each in graph.objects(head.node, SH.hasValue):
        yield AllValues(head, component("HasValue"), f"the value {each} is missing", _has_value(term(each)))
    for predicate, (name, text, make, only_properties) in _PAIRS.items():
        for each in graph.objects(head.node, predicate):
            if not isinstance(each, URIRef):
                raise Malformed(f"{name_of(predicate)} must be a property, not {each}")
            if only_properties:
                _needs_path(head, predicate)
            yield AllValues(head, component(name), f"{text} {each}", make(data, NamedNode(str(each))))
    if is_true(graph, head.node, SH.uniqueLang):
        _needs_path(head, SH.uniqueLang)
        yield AllValues(head, component("UniqueLang"), "more than one value in one language", _unique_language)
    yield from _closed(data, graph, head)


def _counts(graph: Graph, head: Head) -> Iterator[Constraint]:
    for predicate in (SH.minCount, SH.maxCount):
        parameter = at_most_one(graph, head.node, predicate)
        if parameter is not None:
            _needs_path(head, predicate)
            limit = whole_number(predicate, parameter)
            if limit or predicate == SH.maxCount:
                yield Count(head, predicate == SH.minCount, limit)


def _needs_path(head: Head, predicate: URIRef) -> None:
    if head.path_node is None:
        raise Malformed(f"{name_of(predicate)} stands in a shape without sh:path")


def _closed(data: Data, graph: Graph, head: Head) -> Iterator[Constraint]:
    closed = at_most_one(graph, head.node, SH.closed)
    ignored = at_most_one(graph, head.node, SH.ignoredProperties)
    if closed is None and ignored is not None:
        raise Malformed("sh:ignoredProperties stands in a shape that is not closed")
    if not isinstance(closed, RdflibLiteral) or str(closed) not in {"true", "1"}:
        return
    listed: list[Node] = members(graph, ignored) if ignored is not None else []
    for shape in graph.objects(head.node, SH.property):
        listed.extend(graph.objects(shape, SH.path))
    yield Closed(head, data, frozenset(NamedNode(str(each)) for each in listed if is_iri(each)))


def _has_value(wanted: Term) -> Rule:
    def rule(_: Term, values: Collection[Term]) -> Iterator[None]:
        if wanted not in values:
            yield None

    return rule


def _unique_language(_: Term, values: Collection[Term]) -> Iterator[None]:
    if len(values) > 1:
        tags = Counter(value.language.lower() for value in values if isinstance(value, Literal) and value.language)
        yield from (None for number in tags.values() if number > 1)


def _equals(data: Data, predicate: NamedNode) -> Rule:
    def rule(focus: Term, values: Collection[Term]) -> Iterator[Term]:
        others = data.values(focus, predicate)
        yield from (value for value in values if value not in others)
        yield from (value for value in others if value not in values)

    return rule


def _disjoint(data: Data, predicate: NamedNode) -> Rule:
    def rule(focus: Term, values: Collection[Term]) -> Iterator[Term]:
        others = data.values(focus, predicate)
        yield from (value for value in values if value in others)

    return rule


def _ordered(sign: str) -> Callable[[Data, NamedNode], Rule]:
    def make(data: Data, predicate: NamedNode) -> Rule:
        def rule(focus: Term, values: Collection[Term]) -> Iterator[Term]:
            if values:
                others = data.values(focus, predicate)
                yield from (value for value in values for other in others if not _in_order(value, other, sign))

        return rule

    return make


def _in_order(value: Term, other: Term, sign: str) -> bool:
    """Whether two values are in order; names and texts of any language are compared by their text, as in pySHACL.

    SPARQL has no order for names and for texts of two languages, and leaves it to engines to have one
    (https://www.w3.org/TR/sparql11-query/#operatorExtensibility).
    """
    if _is_text(value) and _is_text(other):
        return value.value < other.value or (sign == "<=" and value.value == other.value)
    return bool(compared(value, other, sign))


def _is_text(value: Term) -> bool:
    return isinstance(value, NamedNode) or (
        isinstance(value, Literal) and (bool(value.language) or value.datatype.value == str(XSD.string))
    )


_PAIRS: Final[dict[URIRef, tuple[str, str, Callable[[Data, NamedNode], Rule], bool]]] = {
    SH.equals: ("Equals", "not among both the values and those of", _equals, False),
    SH.disjoint: ("Disjoint", "also a value of", _disjoint, False),
    SH.lessThan: ("LessThan", "not less than the value of", _ordered("<"), True),
    SH.lessThanOrEquals: ("LessThanOrEquals", "greater than the value of", _ordered("<="), True),
}
SET_PARAMETERS: Final = frozenset({*_PAIRS, SH.minCount, SH.maxCount, SH.hasValue, SH.uniqueLang, SH.closed})
