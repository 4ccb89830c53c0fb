"""The JSON-LD context, made from the ontology.

https://www.w3.org/TR/json-ld11/#context-definitions. What a key means follows from how the ontology declares it:

===========================================  ===========================================================
a term that the ontology declares            in the context
===========================================  ===========================================================
class or datatype of ours                    its name: ``Force``
property of ours                             its name, coerced as below; with its prefix where the name
                                             is also a prefix, as ``peel:unit``, or JSON could not tell them
property of another vocabulary               its prefixed name, where there is something to coerce
object property                              values are IRIs
range ``rdf:langString``, or in ENGLISH      values are English text
range ``xsd:…`` other than ``xsd:string``    values have that datatype
anything else                                no coercion: a JSON string is an ``xsd:string``
===========================================  ===========================================================
"""

from __future__ import annotations

import json
from typing import Final, TypeAlias

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from builder.namespaces import PEEL, PREFIXES, curie

Definition: TypeAlias = str | dict[str, str]

ENGLISH: Final = (
    "dcterms:description",
    "dcterms:rights",
    "dcterms:title",
    "rdfs:label",
    "skos:altLabel",
    "skos:definition",
    "skos:note",
    "skos:prefLabel",
)
"""Texts of other vocabularies, which the graph always writes in English."""

LINKS: Final = (
    "owl:disjointWith",
    "owl:inverseOf",
    "owl:versionIRI",
    "rdfs:domain",
    "rdfs:isDefinedBy",
    "rdfs:range",
    "rdfs:seeAlso",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
)
"""Properties of the ontology language itself that lead to IRIs; no ontology declares these."""


def build_context(ontology: Graph) -> dict[str, dict[str, Definition | float]]:
    """The context document, ``{"@context": {…}}``, for all files of ``ontology/`` in one graph."""
    terms: dict[str, Definition] = {}
    for node in _declared(ontology, OWL.Class, RDFS.Datatype):
        if node.startswith(PEEL):
            terms[node.removeprefix(PEEL)] = curie(node)
    for node in _declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        terms.update(_property(ontology, node))
    terms.update({name: {"@id": name, "@language": "en"} for name in ENGLISH})
    terms.update({name: {"@id": name, "@type": "@id"} for name in LINKS})
    return {"@context": {"@version": 1.1, **dict(sorted(PREFIXES.items())), **dict(sorted(terms.items()))}}


def context_text(ontology: Graph) -> str:
    """The context document as the text of ``ontology/context.jsonld``: same ontology, same text."""
    return json.dumps(build_context(ontology), ensure_ascii=False, indent=2) + "\n"


def _declared(ontology: Graph, *kinds: URIRef) -> set[URIRef]:
    return {node for kind in kinds for node in ontology.subjects(RDF.type, kind) if isinstance(node, URIRef)}


def _property(ontology: Graph, node: URIRef) -> dict[str, Definition]:
    name = curie(node)
    coercion = _coercion(ontology, node)
    if not node.startswith(PEEL):
        return {name: {"@id": name} | coercion} if coercion else {}
    local = node.removeprefix(PEEL)
    key = name if local in PREFIXES else local
    return {key: {"@id": name} | coercion if coercion else name}


def _coercion(ontology: Graph, node: URIRef) -> dict[str, str]:
    if (node, RDF.type, OWL.ObjectProperty) in ontology:
        return {"@type": "@id"}
    ranges = list(ontology.objects(node, RDFS.range))
    if ranges == [RDF.langString]:
        return {"@language": "en"}
    if len(ranges) == 1 and str(ranges[0]).startswith(str(XSD)) and ranges[0] != XSD.string:
        return {"@type": curie(str(ranges[0]))}
    return {}
