"""From the graph of the shapes to shapes that can be evaluated, each when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from builder.shacl.core.nested import NESTED_PARAMETERS, nested_constraints
from builder.shacl.core.sets import SET_PARAMETERS, set_constraints
from builder.shacl.core.shape import Constraint, Head, Shape
from builder.shacl.core.values import VALUE_PARAMETERS, value_constraints
from builder.shacl.data import Data
from builder.shacl.failures import Malformed, Unsupported
from builder.shacl.paths import path_text
from builder.shacl.results import Term
from builder.shacl.shapes import TARGETS
from builder.shacl.targets import is_class, targeted
from builder.shacl.terms import n3
from builder.shacl.walks import walk

DEEPEST: Final = 12
"""How deep shapes may refer to each other; the reference engine has a limit too and says what is wrong."""

PARAMETERS: Final = VALUE_PARAMETERS | SET_PARAMETERS | NESTED_PARAMETERS | {SH.sparql}

More = Callable[[Head], Iterable[Constraint]]
"""Further constraints of a shape: those of SHACL-SPARQL."""


class Compiler:
    """The shapes of a graph over some data."""

    def __init__(self, data: Data, graph: Graph, more: More) -> None:
        self._data, self._graph, self._more = data, graph, more
        self._shapes: dict[Node, Shape] = {}
        self._open: list[Node] = []

    def targets(self) -> Iterator[Node]:
        """The shapes that choose what they look at: those with IRIs by name, then the others as they are written."""
        check_kinds(self._graph)
        nodes = dict.fromkeys(node for target in TARGETS for node in self._graph.subjects(target))
        nodes.update(dict.fromkeys(node for node in self._graph.subjects(RDF.type) if self._is_shape_and_class(node)))
        yield from sorted((node for node in nodes if isinstance(node, URIRef)), key=str)
        yield from (node for node in nodes if isinstance(node, BNode))

    def _is_shape_and_class(self, node: Node) -> bool:
        return is_class(self._graph, node) and (
            not {SH.NodeShape, SH.PropertyShape}.isdisjoint(self._graph.objects(node, RDF.type))
            or any((node, parameter, None) in self._graph for parameter in PARAMETERS)
        )

    def focus_nodes(self, node: Node) -> list[Term]:
        """What a shape looks at by its targets."""
        return targeted(self._graph, node, self._data)

    def shape(self, node: Node) -> Shape:
        """The shape of a node; raises Malformed for what is none, Unsupported where shapes lead back to themselves."""
        found = self._shapes.get(node)
        if found is not None:
            return found
        if node in self._open or len(self._open) > DEEPEST:
            raise Unsupported("shapes that lead back to themselves, or through more than a dozen others")
        self._open.append(node)
        found = self._shapes[node] = self._made(node)
        self._open.pop()
        return found

    def _made(self, node: Node) -> Shape:
        graph = self._graph
        if not isinstance(node, (URIRef, BNode)):
            raise Malformed(f"no shape: {node}")
        path = _path(graph, node)
        steps = None if path is None else walk(self._data, graph, path)
        head = _head(graph, node, path)
        shape = Shape(head, steps)
        if not any(str(each) in {"true", "1"} for each in graph.objects(node, SH.deactivated)):
            shape.constraints.extend(value_constraints(self._data, graph, head))
            shape.constraints.extend(set_constraints(self._data, graph, head))
            shape.constraints.extend(nested_constraints(graph, head, self.shape))
            shape.constraints.extend(self._more(head))
        return shape


def check_kinds(graph: Graph) -> None:
    """Raise Malformed for shapes of the wrong kind or with several paths (https://www.w3.org/TR/shacl/#syntax-rules)."""
    for node in graph.subjects(RDF.type, SH.NodeShape):
        if (node, SH.path, None) in graph:
            raise Malformed(f"a node shape with sh:path: {node}")
        if (node, RDF.type, SH.PropertyShape) in graph:
            raise Malformed(f"both a node shape and a property shape: {node}")
    for node in graph.subjects(RDF.type, SH.PropertyShape):
        if (node, SH.path, None) not in graph:
            raise Malformed(f"a property shape without sh:path: {node}")
    for node in graph.subjects(SH.path):
        _path(graph, node)


def _path(graph: Graph, node: Node) -> Node | None:
    paths = list(graph.objects(node, SH.path))
    if len(paths) > 1:
        raise Malformed(f"more than one sh:path: {node}")
    return paths[0] if paths else None


def _head(graph: Graph, node: Node, path: Node | None) -> Head:
    severities = sorted(map(str, graph.objects(node, SH.severity)))
    return Head(
        node=node,
        name=n3(node),
        path_node=path,
        path="" if path is None else path_text(graph, path),
        severity=severities[0] if severities else str(SH.Violation),
        messages=tuple(sorted(set(map(str, graph.objects(node, SH.message))))),
    )
