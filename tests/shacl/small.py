"""Small shapes and data, made on the spot, and what the engines find in them."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from builder.building.graphs import to_rdflib
from builder.namespaces import PREFIXES
from builder.shacl import fast, reference
from builder.shacl.data import Data
from builder.shacl.engines import Engine
from builder.shacl.results import Result, Term
from builder.shacl.shapes import ShapeFile, Shapes

EX = "https://example.org/"
HEAD = f"@prefix : <{EX}> .\n@base <{EX}> .\n" + "".join(
    f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()
)
PREFIXED = """
:own a owl:Ontology ; sh:declare [ sh:prefix "" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .
"""
"""What ``sh:prefixes :own`` needs."""


def triples(text: str) -> list[Triple]:
    """The triples of Turtle without its prefixes."""
    return [quad.triple for quad in parse(HEAD + text, RdfFormat.TURTLE)]


def data(text: str) -> Data:
    """The same as an index."""
    return Data(triples(text))


def shapes(text: str) -> Shapes:
    """Shapes from Turtle without its prefixes."""
    graph = to_rdflib(triples(text))
    return Shapes("small", (ShapeFile("small", text, {}, graph),), graph)


def results(engine: Engine, rules: str, text: str) -> list[Result]:
    """What one engine, and no other, finds."""
    if engine is Engine.FAST:
        return fast.validate(data(text), shapes(rules))
    return reference.validate(triples(text), shapes(rules))


def short(term: Term) -> str:
    """``:a`` for names of the example, the text of literals, with language or datatype where it is no string."""
    if isinstance(term, NamedNode):
        return ":" + term.value.removeprefix(EX)
    if isinstance(term, Literal):
        kind = f"@{term.language}" if term.language else "^" + term.datatype.value.rpartition("#")[2]
        return term.value + kind.removesuffix("^string")
    return "_:"


def found(engine: Engine, rules: str, text: str) -> list[str]:
    """Focus nodes and values of all results, sorted: ``:a 17.0^decimal``."""
    return sorted(
        short(each.focus) + ("" if each.value is None else f" {short(each.value)}")
        for each in results(engine, rules, text)
    )
