"""Terms of the data (pyoxigraph's) and of the shapes (rdflib's), and how each becomes the other."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import BNode, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import XSD
from rdflib.term import Node

from builder.shacl.results import Term


def term(node: Node) -> Term:
    """A node of the shapes as the data have it, with its lexical form; TypeError for what is no RDF term."""
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    if isinstance(node, BNode):
        return BlankNode(str(node))
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    raise TypeError(f"no RDF term: {node!r}")


@lru_cache(maxsize=200_000)
def node(value: Term) -> URIRef | BNode | RdflibLiteral:
    """A term of the data as rdflib has it, with its lexical form."""
    if isinstance(value, NamedNode):
        return URIRef(value.value)
    if isinstance(value, BlankNode):
        return BNode(value.value)
    if value.language:
        return RdflibLiteral(value.value, lang=value.language)
    datatype = URIRef(value.datatype.value)
    if datatype == XSD.string:
        return RdflibLiteral(value.value)
    return RdflibLiteral(value.value, datatype=datatype, normalize=False)


def n3(node: Node) -> str:
    """How results name a node of the shapes: ``<…>`` or ``_:…``."""
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def text(value: Term) -> str:
    """The text of a term as SPARQL's ``STR`` gives it; that of a blank node is its label."""
    return value.value
