"""The ontology's files as the tests read them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from builder.namespaces import PEEL

ROOT: Final = Path(__file__).resolve().parents[2]
FILES: Final = sorted((ROOT / "ontology").glob("*.ttl"))
EXAMPLE: Final = Path(__file__).with_name("example.ttl")

PROPERTY_KINDS: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def read(paths: Iterable[Path]) -> Graph:
    """All files in one graph."""
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def declared(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    """Everything that is declared as one of these kinds."""
    return {node for kind in kinds for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef)}


def ours(nodes: Iterable[URIRef]) -> set[URIRef]:
    """Those of our own namespace, the namespace itself left out."""
    return {node for node in nodes if node.startswith(PEEL) and str(node) != PEEL}


def own_classes(graph: Graph) -> set[URIRef]:
    """Our classes."""
    return ours(declared(graph, OWL.Class))


def own_properties(graph: Graph) -> set[URIRef]:
    """Our properties of all kinds."""
    return ours(declared(graph, *PROPERTY_KINDS))


def own_terms(graph: Graph) -> set[URIRef]:
    """Our classes, properties and datatypes."""
    return own_classes(graph) | own_properties(graph) | ours(declared(graph, RDFS.Datatype))
