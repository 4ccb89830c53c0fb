"""OWL 2 RL entailment, kept apart from what was said."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import Literal, Triple
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from builder.building.graphs import from_rdflib, to_rdflib
from builder.mapping.terms import term
from builder.namespaces import PEEL, PEELID

_AXIOMATIC = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
"""Namespaces whose own terms the reasoner describes; what it says of them is no news about inspections."""


def entailed(triples: Iterable[Triple]) -> list[Triple]:
    """What OWL 2 RL (W3C OWL 2 Profiles, section 4.3) adds to the triples.

    Left out: literals and blank nodes as subjects, reflexive ``owl:sameAs``, ``rdfs:subClassOf`` and the like,
    membership in ``owl:Thing`` and ``rdfs:Resource``, and statements about the terms of RDF, RDFS, OWL and XSD.
    """
    triples = list(triples)
    base = to_rdflib(triples)
    closure = Graph(store="SimpleMemory")
    for triple in to_rdflib(_relevant(triples)):
        closure.add(triple)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of literal subjects, which are dropped below
        DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)
    return list(from_rdflib(triple for triple in closure if triple not in base and _worth(*triple)))


def _relevant(triples: list[Triple]) -> Iterator[Triple]:
    """The triples that a rule can draw on: without texts and figures of properties that no axiom speaks of.

    A literal enters the rules through the super-properties and the domain of its property only. Labels and
    definitions, a third of the graph, have neither.
    """
    axioms = {term("rdfs:subPropertyOf"), term("rdfs:domain")}
    drawn_on = {triple.subject for triple in triples if triple.predicate in axioms}
    return (each for each in triples if not isinstance(each.object, Literal) or each.predicate in drawn_on)


def _worth(subject: Node, predicate: Node, value: Node) -> bool:
    if not isinstance(subject, URIRef) or str(subject).startswith(_AXIOMATIC):
        return False
    if not str(subject).startswith((PEEL, PEELID)) and not str(value).startswith((PEEL, PEELID)):
        return False  # about other vocabularies alone
    if subject == value or (predicate == RDF.type and value in {OWL.Thing, RDFS.Resource, RDF.Property, RDFS.Class}):
        return False
    return not (isinstance(value, URIRef) and value in {OWL.Thing, RDFS.Resource, OWL.Nothing})
