"""The ontology keeps to OWL 2 RL."""

from __future__ import annotations

import pytest
from rdflib import Graph

from builder.namespaces import PREFIXES

from .rl_profile import breaches

PREFIX_LINES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def test_ontology_is_within_the_profile(ontology: Graph) -> None:
    assert breaches(ontology) == []


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ("peel:Force rdfs:subClassOf [ a owl:Restriction ] .", "has a blank node"),
        ("peel:Force owl:unionOf peel:Place .", "uses http://www.w3.org/2002/07/owl#unionOf"),
        ("peel:Force owl:someValuesFrom peel:Place .", "uses http://www.w3.org/2002/07/owl#someValuesFrom"),
        ("peel:about owl:propertyDisjointWith peel:borders .", "uses http://www.w3.org/2002/07/owl#property"),
        ("peel:about a owl:ReflexiveProperty .", "is a http://www.w3.org/2002/07/owl#ReflexiveProperty"),
        ("peel:Force rdfs:subClassOf owl:Thing .", "owl#Thing is no declared class"),
        ("peel:Force rdfs:subClassOf peel:Froce .", "peelgraph/def/Froce is no declared class"),
        ("peel:Force owl:disjointWith peel:Froce .", "peelgraph/def/Froce is no declared class"),
        ("peel:judges rdfs:domain peel:Froce .", "Froce is no declared class, in the domain of"),
        ("peel:judges rdfs:range xsd:string .", "string is no declared class, in the range of"),
        ("peel:year rdfs:range xsd:gYear .", "gYear is no datatype of the profile"),
        ("peel:year rdfs:range peel:gssCode .", "gssCode is no datatype of the profile"),
        ("peel:year rdfs:subPropertyOf peel:judges .", "are not declared as properties of one kind"),
        ("peel:year a owl:ObjectProperty .", "year is a property of two kinds"),
        ("peel:year a owl:SymmetricProperty .", "SymmetricProperty but no object property"),
        ("skos:note a owl:FunctionalProperty .", "is functional but neither"),
        ("peel:year owl:inverseOf peel:judges .", "year has an inverse but is no object property"),
        ("peel:gssCode a owl:Class .", "gssCode is class and datatype"),
        ("peel:withinPlace a owl:FunctionalProperty .", "FunctionalProperty but not simple"),
        ("dcterms:isPartOf a owl:IrreflexiveProperty .", "IrreflexiveProperty but not simple"),
        ("peel:Force foaf:knows peel:Place .", "knows is used but not declared"),
        ("peel:Force a foaf:Project .", "Project is used as a class but not declared"),
        ('peel:Force peel:judges "Force" .', "has a literal for the object property"),
        ("peel:Force peel:year peel:Place .", "has no literal for the datatype property"),
    ],
)
def test_check_finds_planted_breach(ontology: Graph, planted: str, expected: str) -> None:
    graph = ontology + Graph().parse(data=PREFIX_LINES + planted, format="turtle")
    found = breaches(graph)
    assert any(expected in breach for breach in found), found
