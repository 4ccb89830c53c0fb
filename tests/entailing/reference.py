"""What owlrl, the reference, makes of a graph, of which that is kept which a build keeps."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import RdfFormat, Triple, parse
from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.term import Node

from builder.building.graphs import from_rdflib, to_rdflib
from builder.namespaces import PEEL, PEELID, PREFIXES

_AXIOMATIC = tuple(map(str, (OWL, RDF, RDFS, XSD)))


def reference(triples: Iterable[Triple]) -> set[Triple]:
    """What OWL 2 RL adds, by owlrl, with what ``builder.building.entailment.entailed`` leaves out left out too."""
    base = to_rdflib(triples)
    closure = Graph(store="SimpleMemory")
    for triple in base:
        closure.add(triple)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of literal subjects, which are dropped below
        DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)
    return set(from_rdflib(triple for triple in closure if triple not in base and _is_kept(*triple)))


def _is_kept(subject: Node, predicate: Node, value: Node) -> bool:
    if not isinstance(subject, URIRef) or str(subject).startswith(_AXIOMATIC):
        return False
    if not str(subject).startswith((PEEL, PEELID)) and not str(value).startswith((PEEL, PEELID)):
        return False
    return subject != value and not (isinstance(value, URIRef) and value in {OWL.Thing, RDFS.Resource, OWL.Nothing})


def turtle(text: str) -> set[Triple]:
    """Triples in Turtle with the project's prefixes, ``:`` for its terms and ``id:`` for its things."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    head += f"@prefix : <{PEEL}> .\n@prefix id: <{PEELID}> .\n"
    return {quad.triple for quad in parse(head + text, format=RdfFormat.TURTLE)}
