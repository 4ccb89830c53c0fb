"""Bridges to rdflib, for the libraries that work on its graphs (pySHACL, JSON-LD)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from builder.collecting import without_collection
from builder.namespaces import PREFIXES

SIMPLE = "SimpleMemory"
"""The store of rdflib for one graph: half the work of the usual one, which pySHACL wants for data."""

_STRING = PREFIXES["xsd"] + "string"


def to_rdflib(triples: Iterable[ox.Triple], store: str = "default") -> Graph:
    """An rdflib graph of the triples, with the lexical forms as they are and the project's prefixes bound."""
    graph = Graph(store, bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    with without_collection():
        graph.addN((_node(t.subject), _iri(t.predicate.value), _node(t.object), graph) for t in triples)
    return graph


def from_rdflib(triples: Iterable[tuple[Node, Node, Node]]) -> Iterator[ox.Triple]:
    """Triples of an rdflib graph; those with blank nodes or literal subjects can't be said here and raise TypeError."""
    for subject, predicate, value in triples:
        if not isinstance(subject, URIRef) or not isinstance(predicate, URIRef):
            raise TypeError(f"neither a literal nor a blank node can be the subject of a published triple: {subject!r}")
        yield ox.Triple(ox.NamedNode(str(subject)), ox.NamedNode(str(predicate)), _object(value))


def _object(value: Node) -> ox.NamedNode | ox.Literal:
    if isinstance(value, URIRef):
        return ox.NamedNode(str(value))
    if isinstance(value, RdflibLiteral):
        if value.language:
            return ox.Literal(str(value), language=value.language)
        return ox.Literal(str(value), datatype=ox.NamedNode(str(value.datatype)) if value.datatype else None)
    raise TypeError(f"a blank node can't be published: {value!r}")


def is_ill_typed(literal: ox.Literal) -> bool:
    """Whether the text of a literal is no value of its datatype, as far as rdflib knows the datatype."""
    log = logging.getLogger("rdflib.term")
    disabled, log.disabled = log.disabled, True  # it would print a traceback for each
    try:
        return bool(RdflibLiteral(literal.value, datatype=literal.datatype.value).ill_typed)
    finally:
        log.disabled = disabled


@lru_cache(maxsize=200_000)
def _iri(text: str) -> URIRef:
    return URIRef(text)


def _node(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(value, ox.NamedNode):
        return _iri(value.value)
    if isinstance(value, ox.Literal):
        return _literal(value.value, value.language, value.datatype.value)
    if isinstance(value, ox.BlankNode):
        return BNode(value.value)
    raise TypeError(f"RDF 1.1 has no triple terms: {value!r}")


@lru_cache(maxsize=200_000)
def _literal(text: str, language: str | None, datatype: str) -> RdflibLiteral:
    if language:
        return RdflibLiteral(text, lang=language)
    if datatype == _STRING:
        return RdflibLiteral(text)
    return RdflibLiteral(text, datatype=_iri(datatype), normalize=False)
