"""The shapes, as they describe themselves: what each asks for, how grave a breach is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from builder.checking.findings import SEVERITIES, Severity
from builder.checking.shapes import TARGETS, ShapeFile, load_shapes
from builder.documentation.markdown import anchor, code, paragraphs, text
from builder.documentation.material import Material
from builder.documentation.ontology_blocks import THEMES, curie
from builder.namespaces import PEELSH

_TARGETS: Final = {
    SH.targetClass: "everything that is a {}",
    SH.targetNode: "{}",
    SH.targetObjectsOf: "everything that {} leads to",
    SH.targetSubjectsOf: "everything that has {}",
}
_ABOUT_TERMS: Final = "Terms of the ontology"


def shape_reference(material: Material, _argument: str) -> str:
    """Every shape and constraint under its name, which is the name that a check reports."""
    project = material.project
    files = load_shapes(project.shapes, project.relative(project.shapes)).files
    return paragraphs(*(part for file in files if shape_names(file.graph) for part in _file(file)))


def shape_names(graph: Graph) -> list[str]:
    """The names of all shapes and constraints of a graph that a result can come from, in order."""
    found = {node for kind in (SH.NodeShape, SH.PropertyShape) for node in graph.subjects(RDF.type, kind)}
    found |= {node for query in (SH.select, SH.ask) for node in graph.subjects(query)}
    return sorted(str(node).removeprefix(PEELSH) for node in found if isinstance(node, URIRef))


def _file(file: ShapeFile) -> Iterator[str]:
    yield f"## {THEMES.get(PurePath(file.name).stem, _ABOUT_TERMS)} ({file.name})"
    for name in shape_names(file.graph):
        yield f"### {name}"
        yield _described(file.graph, URIRef(PEELSH + name))


def _described(graph: Graph, node: URIRef) -> str:
    asked = [text(words) for words in _texts(graph.objects(node, SH.message))]
    why = [text(words) for words in _texts(graph.objects(node, SH.description))]
    looks_at = _looks_at(graph, node)
    parts = [f"**{_severity(graph, node).capitalize()}.**", *asked, *(f"*{each}*" for each in why)]
    return " ".join([*parts, f"Looks at {looks_at}." if looks_at else ""]).strip()


def _looks_at(graph: Graph, node: URIRef) -> str:
    """The targets of a shape, or the property and the shapes that it is part of."""
    found = [(target, value) for target in TARGETS for value in _texts(graph.objects(node, target))]
    targets = [_TARGETS[target].format(code(curie(value))) for target, value in found]
    if targets:
        return " and ".join(targets)
    path = graph.value(node, SH.path)
    paths = [code(curie(str(path)))] if isinstance(path, URIRef) else []
    above = [f"[{name}](#{anchor(name)})" for name in _above(graph, node)]
    return " of ".join([*paths, *([", ".join(above)] if above else [])])


def _above(graph: Graph, node: URIRef) -> list[str]:
    """The names of the shapes that a property shape or a constraint belongs to."""
    owners: set[Node] = {owner for link in (SH.property, SH.sparql, SH.node) for owner in graph.subjects(link, node)}
    return _texts(str(owner).removeprefix(PEELSH) for owner in owners if isinstance(owner, URIRef))


def _texts(nodes: Iterable[object]) -> list[str]:
    return sorted(map(str, nodes))


def _severity(graph: Graph, node: URIRef) -> Severity:
    """A shape's own severity; that of a SPARQL constraint is the one of its shape (SHACL, section 5.3.2)."""
    for each in (node, *graph.subjects(SH.sparql, node)):
        given = graph.value(each, SH.severity)
        if given is not None:
            return SEVERITIES[str(given)]
    return Severity.VIOLATION
