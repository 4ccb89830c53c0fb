"""What a shape looks at in some data (https://www.w3.org/TR/shacl/#targets)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from builder.shacl.data import Data
from builder.shacl.results import Term
from builder.shacl.shapes import Shapes
from builder.shacl.terms import term

TYPE: Final = NamedNode(str(RDF.type))
SUBCLASS: Final = NamedNode(str(RDFS.subClassOf))


def focus_nodes(shapes: Shapes, shape: Node, data: Data) -> list[Term]:
    """The focus nodes of a shape by its targets, each once, in the order of the targets and of the data."""
    return targeted(shapes.graph, shape, data)


def targeted(graph: Graph, shape: Node, data: Data) -> list[Term]:
    """``focus_nodes`` for shapes that are given as a graph."""
    return list(dict.fromkeys(_targeted(graph, shape, data)))


def _targeted(graph: Graph, shape: Node, data: Data) -> Iterator[Term]:
    yield from map(term, sorted(graph.objects(shape, SH.targetNode), key=str))
    for each in classes(graph, shape):
        yield from instances(data, each)
    for predicate in _iris(graph, shape, SH.targetSubjectsOf):
        yield from data.with_predicate(predicate)
    for predicate in _iris(graph, shape, SH.targetObjectsOf):
        yield from data.inverse(predicate)


def classes(graph: Graph, shape: Node) -> list[NamedNode]:
    """The classes whose instances a shape looks at; a shape that is a class looks at its own."""
    found = _iris(graph, shape, SH.targetClass)
    if isinstance(shape, URIRef) and is_class(graph, shape):
        found.append(NamedNode(str(shape)))
    return found


def is_class(graph: Graph, shape: Node) -> bool:
    """Whether the shapes say that a shape is a class (https://www.w3.org/TR/shacl/#implicit-targetClass)."""
    known = {RDFS.Class, OWL.Class, *graph.transitive_subjects(RDFS.subClassOf, RDFS.Class)}
    return not known.isdisjoint(graph.objects(shape, RDF.type))


def instances(data: Data, wanted: Term) -> Iterator[Term]:
    """The SHACL instances of a class in some data, those of its subclasses with them; some may come twice."""
    closure = [wanted]
    for each in closure:  # grows while it is gone through
        closure.extend(sub for sub in data.subjects(SUBCLASS, each) if sub not in closure)
        yield from data.subjects(TYPE, each)


def _iris(graph: Graph, shape: Node, target: URIRef) -> list[NamedNode]:
    return [NamedNode(str(each)) for each in sorted(graph.objects(shape, target), key=str) if isinstance(each, URIRef)]
