"""The SHACL test suite of the W3C: its cases as data, shapes and expected results.

https://w3c.github.io/data-shapes/data-shapes-test-suite/. The suite is not part of the project.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from builder.building.graphs import to_rdflib
from builder.shacl.paths import path_text
from builder.shacl.results import Result, Term
from builder.shacl.shapes import ShapeFile, Shapes

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("PEELGRAPH_SUITES", ROOT.parent / "shared" / "suites")) / "shacl"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

Outcome = Counter[tuple[str, ...]] | None
"""The results of a validation by their identities, each as often as it is there; None for a failure."""


@dataclass(frozen=True)
class Case:
    """One test: its data and its shapes, and what validation has to give."""

    triples: tuple[ox.Triple, ...]
    shapes: Shapes
    expected: Outcome


def names() -> list[str]:
    """The names of all cases, ``core/node/and-001`` and the like, in the order of the manifests."""
    return list(_names(FOLDER / "manifest.ttl"))


def _graph(path: Path) -> Graph:
    """A file as it is written; rdflib's own parser changes literals."""
    return to_rdflib(
        quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())
    )


def _names(manifest: Path) -> Iterator[str]:
    graph = _graph(manifest)
    for included in graph.objects(None, MF.include):
        path = Path(str(included).removeprefix("file://"))
        if path.name == "manifest.ttl":
            yield from _names(path)
        else:
            yield path.relative_to(FOLDER).with_suffix("").as_posix()


def read(name: str) -> Case:
    """One case by its name."""
    path = FOLDER / f"{name}.ttl"
    main = _graph(path)
    test = next(main.subjects(RDF.type, SHT.Validate))
    action = main.value(test, MF.action)

    def named(predicate: URIRef) -> Graph:
        other = Path(str(main.value(action, predicate)).removeprefix("file://"))
        return main if other == path else _graph(other)

    shapes = named(SHT.shapesGraph)
    data = named(SHT.dataGraph)
    file = ShapeFile(path.name, "", {}, shapes)
    result = main.value(test, MF.result)
    expected = (
        None if result == SHT.Failure else Counter(_identity(main, each) for each in main.objects(result, SH.result))
    )
    return Case(tuple(_triple(*each) for each in data), Shapes(path.name, (file,), shapes), expected)


def outcome(validate: Callable[[], list[Result]], failures: tuple[type[Exception], ...]) -> Outcome:
    """What a validation gives, in the form of what is expected."""
    try:
        return Counter(_without_own_names(result) for result in validate())
    except failures:
        return None


def _without_own_names(result: Result) -> tuple[str, ...]:
    """A result's identity without the constraint, which the suite does not name, and without names of blank nodes."""
    focus, path, value, shape, _, component, severity = result.identity
    return tuple("_:" if each.startswith("_:") else each for each in (focus, path, value, shape, component, severity))


def _identity(graph: Graph, node: Node) -> tuple[str, ...]:
    path, value = graph.value(node, SH.resultPath), graph.value(node, SH.value)
    found = (
        str(_term(graph.value(node, SH.focusNode))),
        path_text(graph, path) if path is not None else "",
        str(_term(value)) if value is not None else "",
        str(_term(graph.value(node, SH.sourceShape))),
        str(graph.value(node, SH.sourceConstraintComponent)),
        str(graph.value(node, SH.resultSeverity)),
    )
    return tuple("_:" if each.startswith("_:") else each for each in found)


def _triple(subject: Node, predicate: Node, value: Node) -> ox.Triple:
    about = _term(subject)
    assert not isinstance(about, ox.Literal)
    return ox.Triple(about, ox.NamedNode(str(predicate)), _term(value))


def _term(node: Node | None) -> Term:
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    assert isinstance(node, URIRef), node
    return ox.NamedNode(str(node))
