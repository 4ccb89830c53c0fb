"""Property paths of SHACL as SPARQL writes them (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

_SUFFIXES: Final = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def path_text(graph: Graph, path: Node) -> str:
    """A path as SPARQL writes it, with whole IRIs; ``a path`` for what is none."""
    if isinstance(path, URIRef) and path != RDF.nil:
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(_grouped(graph, each) for each in graph.items(path))
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return "^" + _grouped(graph, inverse)
    if (choice := graph.value(path, SH.alternativePath)) is not None:
        return "|".join(_grouped(graph, each) for each in graph.items(choice))
    for predicate, suffix in _SUFFIXES.items():
        if (repeated := graph.value(path, predicate)) is not None:
            return _grouped(graph, repeated) + suffix
    return "a path"


def _grouped(graph: Graph, path: Node) -> str:
    text = path_text(graph, path)
    return text if isinstance(path, URIRef) else f"({text})"
