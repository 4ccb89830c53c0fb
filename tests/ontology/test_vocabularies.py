"""Terms of other vocabularies exist there, under exactly that name."""

from __future__ import annotations

from typing import Final

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SKOS,
    TIME,
    VANN,
    XSD,
    DefinedNamespace,
)

from builder.namespaces import PEEL, PEELID, PREFIXES

from .sources import PROPERTY_KINDS, declared

BUNDLED: Final[dict[str, type[DefinedNamespace]]] = {
    "dcat": DCAT, "dcterms": DCTERMS, "foaf": FOAF, "org": ORG, "owl": OWL, "prov": PROV, "qb": QB, "rdf": RDF,
    "rdfs": RDFS, "schema": SDO, "skos": SKOS, "time": TIME, "vann": VANN, "xsd": XSD,
}  # fmt: skip
"""Vocabularies whose terms rdflib lists, from their own files."""

LISTED: Final = {
    # https://www.w3.org/TR/annotation-vocab/
    "oa": {
        "Annotation", "FragmentSelector", "Selector", "SpecificResource", "TextQuoteSelector", "exact", "hasSelector",
        "hasSource", "hasTarget", "prefix", "refinedBy", "suffix",
    },
    # http://qudt.org/schema/qudt/ and http://qudt.org/vocab/unit/
    "qudt": {"Unit", "hasUnit"},
    "unit": {"PERCENT"},
    # https://raw.githubusercontent.com/UKGovLD/publishing-statistical-data, specs/src/main/vocab
    "sdmx-attribute": {"obsStatus", "unitMeasure"},
    "sdmx-measure": {"obsValue"},
}  # fmt: skip
"""The few terms in use of vocabularies that rdflib has no list of."""


def unknown_terms(graph: Graph) -> list[str]:
    """IRIs of a known namespace that the vocabulary does not have, in any position, datatypes included."""
    nodes = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    nodes |= {node.datatype for node in graph.objects() if isinstance(node, Literal) and node.datatype}
    found = []
    for node in nodes:
        prefix = next((name for name, namespace in PREFIXES.items() if node.startswith(namespace)), None)
        local = node.removeprefix(PREFIXES[prefix]) if prefix else ""
        if not local or prefix in ("peel", "peelid"):
            continue
        known = local in BUNDLED[prefix] if prefix in BUNDLED else local in LISTED.get(str(prefix), ())
        if not known:
            found.append(f"{prefix}:{local}")
    return sorted(found)


def test_ontology_uses_existing_terms_only(ontology: Graph, example: Graph) -> None:
    assert unknown_terms(ontology) == []
    assert unknown_terms(example) == []


@pytest.mark.parametrize(
    "term",
    [
        "org:FormalOrganisation",
        "prov:wasGenereatedBy",
        "qb:observations",
        "skos:prefLable",
        "schema:Plaice",
        "oa:Anotation",
        "time:Intervall",
        "dcat:DataSet",
        "dcterms:licence",
        "foaf:Persons",
        "owl:Clas",
        "xsd:dates",
        "qudt:units",
        "sdmx-measure:value",
        "vann:prefix",
        "rdfs:lable",
        "rdf:Type",
    ],
)
def test_check_finds_planted_typo(term: str) -> None:
    prefix, _, local = term.partition(":")
    node = URIRef(PREFIXES[prefix] + local)
    subject = URIRef(PEEL + "x")
    for triple in ((subject, RDFS.seeAlso, node), (subject, node, subject), (node, RDFS.seeAlso, subject)):
        graph = Graph()
        graph.add(triple)
        assert unknown_terms(graph) == [term]


def test_no_iri_of_an_unknown_vocabulary(ontology: Graph) -> None:
    """Declared terms and predicates belong to the namespaces of builder.namespaces; nothing hides outside them."""
    nodes = declared(ontology, OWL.Class, RDFS.Datatype, *PROPERTY_KINDS) | set(ontology.predicates())
    assert [node for node in nodes if not str(node).startswith(tuple(PREFIXES.values()))] == []


def test_borrowed_terms_are_only_declared(ontology: Graph) -> None:
    """Other vocabularies' terms keep their own meaning: a kind, a label, and what those vocabularies say themselves."""
    foreign = {s for s in ontology.subjects() if not str(s).startswith((PEEL, PEELID))}
    assert len(foreign) > 50
    assert {p for s in foreign for p in ontology.predicates(s)} <= {
        RDF.type, RDFS.label, RDFS.isDefinedBy, RDFS.subClassOf, OWL.disjointWith
    }  # fmt: skip
    for subject in foreign:
        assert not [value for value in ontology.objects(subject) if str(value).startswith((PEEL, PEELID))], subject


def test_every_foreign_term_of_the_example_is_declared(ontology: Graph, example: Graph) -> None:
    """What the graph borrows stands in vocabularies.ttl, where readers and the JSON-LD context find it."""
    language = (str(RDF), str(RDFS), str(OWL))
    used = set(example.predicates()) | set(example.objects(None, RDF.type))
    assert {node for node in used if not str(node).startswith(language)} <= set(ontology.subjects())
