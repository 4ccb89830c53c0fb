"""Property paths made into functions: from a node to its value nodes (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from pyoxigraph import NamedNode
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from builder.shacl.data import Data
from builder.shacl.failures import Malformed, Unsupported
from builder.shacl.results import Term

Walk: TypeAlias = Callable[[Term], Collection[Term]]
"""From a node to its value nodes, each once."""

DEEPEST = 12
"""How deep paths may be nested; a blank node that contains itself would have no end."""


def walk(data: Data, graph: Graph, path: Node, *, inverse: bool = False, depth: int = 0) -> Walk:
    """The function for a path, or for its inverse; raises Malformed for what is no path, Unsupported for deep ones."""
    if isinstance(path, URIRef) and path != RDF.nil:
        return _step(data, NamedNode(str(path)), inverse)
    if depth >= DEEPEST:
        raise Unsupported("a path of more than a dozen levels")
    if not isinstance(path, BNode):
        raise Malformed(f"no property path: {path}")

    def deeper(part: Node) -> Walk:
        return walk(data, graph, part, inverse=inverse, depth=depth + 1)

    if (path, RDF.first, None) in graph:
        steps = [deeper(each) for each in members(graph, path)]
        return _sequence(steps[::-1] if inverse else steps)
    kinds = [kind for kind in _KINDS if (path, kind, None) in graph]
    parts = [part for kind in kinds for part in graph.objects(path, kind)]
    if len(parts) != 1:
        raise Malformed(f"a property path is one of several kinds of path, not {len(parts)}")
    if kinds == [SH.inversePath]:
        return walk(data, graph, parts[0], inverse=not inverse, depth=depth + 1)
    if kinds == [SH.alternativePath]:
        return _alternative([deeper(each) for each in members(graph, parts[0])])
    if kinds == [SH.zeroOrOnePath]:
        return _optional(deeper(parts[0]))
    return _repeated(deeper(parts[0]), at_least_once=kinds == [SH.oneOrMorePath])


_KINDS = (SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)


def members(graph: Graph, head: Node) -> list[Node]:
    """The members of a list of the shapes; raises Malformed for a list that is none."""
    found: list[Node] = []
    seen = {head}
    while head != RDF.nil:
        first, rest = list(graph.objects(head, RDF.first)), list(graph.objects(head, RDF.rest))
        if len(first) != 1 or len(rest) != 1 or rest[0] in seen:
            raise Malformed("a list has no end, or a member that is none or several")
        found.append(first[0])
        head = rest[0]
        seen.add(head)
    return found


def _step(data: Data, predicate: NamedNode, inverse: bool) -> Walk:
    index = data.inverse(predicate) if inverse else data.with_predicate(predicate)
    get = index.get
    return lambda node: get(node, ())  # type: ignore[arg-type]


def _sequence(steps: Iterable[Walk]) -> Walk:
    first, *others = steps

    def found(node: Term) -> Collection[Term]:
        nodes = first(node)
        for step in others:
            nodes = dict.fromkeys(value for each in nodes for value in step(each))
        return nodes

    return found


def _alternative(choices: Iterable[Walk]) -> Walk:
    choices = list(choices)
    return lambda node: dict.fromkeys(value for choice in choices for value in choice(node))


def _optional(step: Walk) -> Walk:
    return lambda node: dict.fromkeys((node, *step(node)))


def _repeated(step: Walk, *, at_least_once: bool) -> Walk:
    def found(node: Term) -> Collection[Term]:
        nodes: dict[Term, None] = dict.fromkeys(step(node) if at_least_once else (node,))
        front = list(nodes)
        while front:
            front = [value for value in dict.fromkeys(v for each in front for v in step(each)) if value not in nodes]
            nodes.update(dict.fromkeys(front))
        return nodes

    return found
