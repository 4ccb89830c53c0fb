"""OWL 2 RL entailment, kept apart from what was said."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import Triple
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from builder.building.graphs import from_rdflib, to_rdflib
from builder.namespaces import PEEL, PEELID

_AXIOMATIC = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
"""Namespaces whose own terms the reasoner describes; what it says of them is no news about inspections."""


def entailed(triples: Iterable[Triple]) -> list[Triple]:
    """What OWL 2 RL (W3C OWL 2 Profiles, section 4.3) adds to the triples.

    Left out: literals and blank nodes as subjects, reflexive ``owl:sameAs``, ``rdfs:subClassOf`` and the like,
    membership in ``owl:Thing`` and ``rdfs:Resource``, and statements about the terms of RDF, RDFS, OWL and XSD.
    """
    base = to_rdflib(triples)
    closure = Graph()
    for triple in base:
        closure.add(triple)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of literal subjects, which are dropped below
        DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)
    return list(from_rdflib(triple for triple in closure if triple not in base and _worth(*triple)))


def _worth(subject: Node, predicate: Node, value: Node) -> bool:
    if not isinstance(subject, URIRef) or str(subject).startswith(_AXIOMATIC):
        return False
    if not str(subject).startswith((PEEL, PEELID)) and not str(value).startswith((PEEL, PEELID)):
        return False  # about other vocabularies alone
    if subject == value or (predicate == RDF.type and value in {OWL.Thing, RDFS.Resource, RDF.Property, RDFS.Class}):
        return False
    return not (isinstance(value, URIRef) and value in {OWL.Thing, RDFS.Resource, OWL.Nothing})
