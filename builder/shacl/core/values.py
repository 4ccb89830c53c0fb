"""Constraints that look at each value node for itself (https://www.w3.org/TR/shacl/#core-components)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDFS, SH
from rdflib.term import Node

from builder.shacl.core.shape import Found, Head, Pairs, component
from builder.shacl.data import Data
from builder.shacl.failures import Malformed
from builder.shacl.literals import is_less, is_less_or_equal, is_valid
from builder.shacl.patterns import compiled
from builder.shacl.results import Term
from builder.shacl.targets import instances
from builder.shacl.terms import term
from builder.shacl.walks import members

Test = Callable[[Term], bool]


@dataclass(frozen=True, slots=True)
class Use:
    """A parameter as a shape uses it."""

    data: Data
    graph: Graph
    node: Node
    parameter: Node


Maker = Callable[[Use], tuple[str, Test]]
"""From a parameter to the message of a shape that has none, and to the test."""

_KINDS: Final[dict[Node, tuple[type, ...]]] = {
    SH.IRI: (NamedNode,),
    SH.BlankNode: (BlankNode,),
    SH.Literal: (Literal,),
    SH.BlankNodeOrIRI: (BlankNode, NamedNode),
    SH.BlankNodeOrLiteral: (BlankNode, Literal),
    SH.IRIOrLiteral: (NamedNode, Literal),
}


@dataclass(frozen=True, slots=True)
class EachValue:
    """A condition that every value node has to meet; those that do not are the values of the results."""

    head: Head
    component: str
    default: str
    test: Test

    def check(self, pairs: Pairs) -> Found:
        """A result for each value node that fails the test."""
        test = self.test
        for focus, values in pairs:
            for value in values:
                if not test(value):
                    yield focus, self.head.result(focus, value, self.component, self.default)


def value_constraints(data: Data, graph: Graph, head: Head) -> Iterator[EachValue]:
    """The constraints of a shape that look at single value nodes."""
    for predicate, (name, make) in _MAKERS.items():
        for parameter in graph.objects(head.node, predicate):
            default, test = make(Use(data, graph, head.node, parameter))
            yield EachValue(head, component(name), default, test)


def at_most_one(graph: Graph, node: Node, predicate: URIRef) -> Node | None:
    """The only value of a parameter; raises Malformed where there are several."""
    found = list(graph.objects(node, predicate))
    if len(found) > 1:
        raise Malformed(f"more than one value of {name_of(predicate)}")
    return found[0] if found else None


def name_of(predicate: URIRef) -> str:
    """``sh:minCount`` and the like."""
    return "sh:" + str(predicate).removeprefix(str(SH))


def whole_number(predicate: URIRef, parameter: Node) -> int:
    """The number that a parameter stands for; raises Malformed for anything but a whole number from 0."""
    value = parameter.value if isinstance(parameter, RdflibLiteral) else None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Malformed(f"{name_of(predicate)} must be a whole number, 0 or more, not {parameter}")
    return value


def is_true(graph: Graph, node: Node, predicate: URIRef) -> bool:
    """Whether a parameter is ``true``, written so."""
    return any(str(each) == "true" for each in graph.objects(node, predicate) if isinstance(each, RdflibLiteral))


def _class(use: Use) -> tuple[str, Test]:
    members_of = frozenset(instances(use.data, term(use.parameter)))
    return f"not of the class {use.parameter}", members_of.__contains__


def _datatype(use: Use) -> tuple[str, Test]:
    at_most_one(use.graph, use.node, SH.datatype)
    datatype = term(use.parameter)
    special = {RDFS.Literal, RDFS.Datatype}  # every literal has them, as pySHACL sees it

    def test(value: Term) -> bool:
        if not isinstance(value, Literal):
            return False
        return (value.datatype == datatype and is_valid(value)) or use.parameter in special

    return f"no literal of the datatype {use.parameter}", test


def _node_kind(use: Use) -> tuple[str, Test]:
    at_most_one(use.graph, use.node, SH.nodeKind)
    kinds = _KINDS.get(use.parameter)
    if kinds is None:
        raise Malformed(f"no kind of node: {use.parameter}")
    return f"not of the kind {use.parameter}", lambda value: isinstance(value, kinds)


def _bound(text: str, test: Callable[[Term, Term], bool]) -> Maker:
    def make(use: Use) -> tuple[str, Test]:
        if not isinstance(use.parameter, RdflibLiteral):
            raise Malformed(f"a value to compare with must be a literal, not {use.parameter}")
        limit = term(use.parameter)
        return f"not {text} {use.parameter}", lambda value: test(value, limit)

    return make


def _length(predicate: URIRef, text: str, test: Callable[[int, int], bool]) -> Maker:
    def make(use: Use) -> tuple[str, Test]:
        at_most_one(use.graph, use.node, predicate)
        limit = whole_number(predicate, use.parameter)
        unnamed = predicate == SH.minLength and limit == 0  # no length at all is never too short
        return (
            f"not {text} {limit} characters",
            lambda value: unnamed if isinstance(value, BlankNode) else test(len(value.value), limit),
        )

    return make


def _pattern(use: Use) -> tuple[str, Test]:
    flags = at_most_one(use.graph, use.node, SH.flags)
    if not isinstance(use.parameter, RdflibLiteral):
        raise Malformed(f"sh:pattern must be a text, not {use.parameter}")
    search = compiled(str(use.parameter), str(flags or "")).search
    return (
        f"does not match {use.parameter}",
        lambda value: not isinstance(value, BlankNode) and search(value.value) is not None,
    )


def _language_in(use: Use) -> tuple[str, Test]:
    at_most_one(use.graph, use.node, SH.languageIn)
    ranges = [str(each).lower() for each in members(use.graph, use.parameter)]

    def test(value: Term) -> bool:  # https://www.w3.org/TR/sparql11-query/#func-langMatches
        tag = value.language if isinstance(value, Literal) else None
        if not tag:
            return False
        tag = tag.lower()
        return any(each in {"*", tag} or tag.startswith(f"{each}-") for each in ranges)

    return f"not in one of the languages {', '.join(ranges)}", test


def _in(use: Use) -> tuple[str, Test]:
    at_most_one(use.graph, use.node, SH["in"])
    listed = [term(each) for each in members(use.graph, use.parameter)]
    return f"none of {', '.join(each.value for each in listed)}", frozenset(listed).__contains__


_MAKERS: Final[dict[URIRef, tuple[str, Maker]]] = {
    SH["class"]: ("Class", _class),
    SH.datatype: ("Datatype", _datatype),
    SH.nodeKind: ("NodeKind", _node_kind),
    SH.minExclusive: ("MinExclusive", _bound("greater than", lambda value, limit: is_less(limit, value))),
    SH.minInclusive: ("MinInclusive", _bound("at least", lambda value, limit: is_less_or_equal(limit, value))),
    SH.maxExclusive: ("MaxExclusive", _bound("less than", is_less)),
    SH.maxInclusive: ("MaxInclusive", _bound("at most", is_less_or_equal)),
    SH.minLength: ("MinLength", _length(SH.minLength, "at least", lambda length, limit: length >= limit)),
    SH.maxLength: ("MaxLength", _length(SH.maxLength, "at most", lambda length, limit: length <= limit)),
    SH.pattern: ("Pattern", _pattern),
    SH.languageIn: ("LanguageIn", _language_in),
    SH["in"]: ("In", _in),
}
VALUE_PARAMETERS: Final = frozenset(_MAKERS)
