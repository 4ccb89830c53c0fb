"""Constraint components that the shapes declare themselves (https://www.w3.org/TR/shacl/#sparql-constraint-components)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from builder.shacl.core.shape import Constraint, Found, Head, Pairs
from builder.shacl.core.values import at_most_one
from builder.shacl.failures import Malformed, Unsupported
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes
from builder.shacl.sparql.constraint import Sources, declared, distinct, filled, with_path
from builder.shacl.sparql.planning import THIS, check
from builder.shacl.sparql.store import Row
from builder.shacl.sparql.tokens import tokens
from builder.shacl.terms import node, term

_RESERVED: Final = {THIS, "shapesGraph", "currentShape", "path", "PATH", "value"}


@dataclass(frozen=True, slots=True)
class Custom:
    """A declared component, as one shape uses it; ``parameters`` are what its variables stand for."""

    head: Head
    component: str
    query: str
    asks: bool
    parameters: dict[str, Node]
    messages: tuple[str, ...]
    sources: Sources

    def check(self, pairs: Pairs) -> Found:
        """A result for each row of a SELECT, and for each value node for which an ASK says no."""
        for focus, values in pairs:
            if self.asks:
                for value in values:
                    bound = {**self.parameters, THIS: node(focus), "value": node(value)}
                    if not self.sources.rdflib.ask(self.query, bound):
                        yield focus, self._result(focus, {THIS: focus, "value": value})
            else:
                rows = self.sources.rdflib.select(self.query, {**self.parameters, THIS: node(focus)})
                for row in distinct(rows):
                    yield focus, self._result(focus, row)

    def _result(self, focus: Term, row: Row) -> Result:
        value, path = row.get("value"), row.get("path")
        if value is None and self.head.path_node is None:
            value = focus
        bindings = {**{name: term(each) for name, each in self.parameters.items()}, **row}
        result = self.head.result(row.get(THIS, focus), value, self.component, "the query of the component finds it")
        if path is not None:
            result = replace(result, path=str(path))
        texts = (*self.messages, *self.head.messages)
        return replace(result, messages=tuple(sorted({filled(text, bindings) for text in texts})) or result.messages)


def custom_constraints(shapes: Shapes, graph: Graph, head: Head, sources: Sources) -> Iterator[Constraint]:
    """The declared components whose parameters a shape has."""
    for declaration in declarations(graph):
        parameters = _parameters(graph, declaration, head.node)
        if parameters is None:
            continue
        validator, asks = _validator(graph, declaration, head)
        text = at_most_one(graph, validator, SH.ask if asks else SH.select)
        if not isinstance(text, RdflibLiteral):
            raise Malformed(f"a validator has one query: {validator}")
        query = declared(shapes, validator, with_path(str(text), head))
        words = tokens(query)
        check(words, {THIS, *parameters, *(["value"] if asks else [])})
        if any(each.variable in {"shapesGraph", "currentShape"} for each in words):
            raise Unsupported("a validator that looks into the shapes")
        messages = tuple(map(str, graph.objects(validator, SH.message)))
        yield Custom(head, str(declaration), query, asks, parameters, messages, sources)


def declarations(graph: Graph) -> list[URIRef]:
    """The declared components, by name."""
    kinds = list(graph.transitive_subjects(RDFS.subClassOf, SH.ConstraintComponent))
    found = {each for kind in kinds for each in graph.subjects(RDF.type, kind)}
    return sorted(each for each in found if isinstance(each, URIRef) and each not in SH)


def _parameters(graph: Graph, declaration: Node, shape: Node) -> dict[str, Node] | None:
    """What the parameters of a component are at a shape, by their names; None where one that is needed is missing."""
    found: dict[str, Node] = {}
    for parameter in graph.objects(declaration, SH.parameter):
        path = at_most_one(graph, parameter, SH.path)
        if not isinstance(path, URIRef):
            raise Malformed(f"a parameter of a component has one property as sh:path: {declaration}")
        name = str(path).rstrip("/#").replace("#", "/").rpartition("/")[2]
        if name in _RESERVED:
            raise Malformed(f"a parameter can't be called {name}: {declaration}")
        values = sorted(graph.objects(shape, path), key=str)
        if len(values) > 1:
            raise Unsupported("several values of a parameter of a declared component")
        if values:
            found[name] = values[0]
        elif not any(str(each) in {"true", "1"} for each in graph.objects(parameter, SH.optional)):
            return None
    return found or None


def _validator(graph: Graph, declaration: Node, head: Head) -> tuple[Node, bool]:
    """The validator for a kind of shape, and whether it is an ASK."""
    special = SH.nodeValidator if head.path_node is None else SH.propertyValidator
    for predicate in (special, SH.validator):
        validators = sorted(graph.objects(declaration, predicate), key=str)
        if len(validators) > 1:
            raise Unsupported("several validators of one kind")
        if validators:
            asks = (validators[0], SH.ask, None) in graph
            if not asks and (validators[0], SH.select, None) not in graph:
                raise Unsupported("a validator without a query")
            return validators[0], asks
    raise Malformed(f"a component without a validator for this kind of shape: {declaration}")
