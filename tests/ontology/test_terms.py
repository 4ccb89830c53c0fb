"""What every term of the ontology has to say for itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from graphlib import CycleError, TopologicalSorter

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN

import builder
from builder.namespaces import PEEL

from .sources import FILES, own_classes, own_properties, own_terms, read

HEADER = URIRef(PEEL)
SIX_CLASSES = ("Force", "Inspection", "Judgment", "Inspector", "Collaboration", "Metric")


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def faults(graph: Graph, term: URIRef) -> list[str]:
    """What a term lacks: an English label beyond its name, an English definition in sentences, its ontology."""
    found = []
    labels = list(graph.objects(term, RDFS.label))
    if len(labels) != 1 or not isinstance(labels[0], Literal) or labels[0].language != "en":
        found.append("needs one rdfs:label in English")
    elif _squeezed(labels[0]) == _squeezed(term.removeprefix(PEEL)):
        found.append(f"its label “{labels[0]}” only repeats its name")
    definitions = list(graph.objects(term, SKOS.definition))
    if len(definitions) != 1 or not isinstance(definitions[0], Literal) or definitions[0].language != "en":
        found.append("needs one skos:definition in English")
    elif len(definitions[0].split()) < 5 or not re.fullmatch(r"[A-Z].*\.", definitions[0]):
        found.append("needs a definition of at least five words in full sentences")
    if list(graph.objects(term, RDFS.isDefinedBy)) != [HEADER]:
        found.append(f"needs rdfs:isDefinedBy <{HEADER}>")
    return [f"{term}: {fault}" for fault in found]


def test_every_term_has_label_definition_and_ontology(ontology: Graph) -> None:
    terms = own_terms(ontology)
    assert len(terms) > 100
    assert [fault for term in sorted(terms) for fault in faults(ontology, term)] == []


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("", 3),
        (
            'rdfs:label "planted term"@en ; skos:definition "It is a term planted here."@en ; rdfs:isDefinedBy peel: .',
            1,
        ),
        ('rdfs:label "bad plant"@en ; skos:definition "Too short."@en ; rdfs:isDefinedBy peel: .', 1),
        ('rdfs:label "bad plant"@en ; skos:definition "a noun phrase without a stop"@en ; rdfs:isDefinedBy peel: .', 1),
        ('rdfs:label "bad plant" ; skos:definition "It is a term planted here."@en ; rdfs:isDefinedBy peel: .', 1),
        ('rdfs:label "bad plant"@en ; skos:definition "It is a term planted here."@en ; rdfs:isDefinedBy skos: .', 1),
        ('rdfs:label "bad plant"@en ; skos:definition "It is a term planted here."@en ; rdfs:isDefinedBy peel: .', 0),
    ],
)
def test_check_of_terms_finds_planted_faults(description: str, expected: int) -> None:
    graph = Graph()
    head = f"@prefix peel: <{PEEL}> . @prefix rdfs: <{RDFS}> . @prefix skos: <{SKOS}> . @prefix owl: <{OWL}> ."
    graph.parse(data=f"{head} peel:plantedTerm a owl:Class ; {description or '.'}", format="turtle")
    assert len(faults(graph, URIRef(PEEL + "plantedTerm"))) == expected


def test_labels_tell_terms_apart(ontology: Graph) -> None:
    labels = Counter(str(ontology.value(term, RDFS.label)).casefold() for term in own_terms(ontology))
    assert [label for label, count in labels.items() if count > 1] == []


def test_names_follow_their_kind(ontology: Graph) -> None:
    for term in own_classes(ontology):
        assert re.fullmatch(r"[A-Z][A-Za-z]+", term.removeprefix(PEEL)), term
    for term in own_terms(ontology) - own_classes(ontology):
        assert re.fullmatch(r"[a-z][A-Za-z0-9]+", term.removeprefix(PEEL)), term


def test_the_six_classes_of_the_contract_are_there(ontology: Graph) -> None:
    assert {URIRef(PEEL + name) for name in SIX_CLASSES} <= own_classes(ontology)


def test_the_six_classes_are_disjoint(ontology: Graph) -> None:
    nodes = [URIRef(PEEL + name) for name in SIX_CLASSES]
    pairs = {frozenset(pair) for pair in ontology.subject_objects(OWL.disjointWith)}
    assert {frozenset((a, b)) for a in nodes for b in nodes if a != b} <= pairs


def test_one_header_with_the_version_of_the_package(ontology: Graph) -> None:
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [HEADER]
    expected = {
        OWL.versionInfo: Literal(builder.__version__),
        OWL.versionIRI: URIRef(PEEL + builder.__version__),
        DCTERMS.license: URIRef("https://creativecommons.org/licenses/by/4.0/"),
        VANN.preferredNamespacePrefix: Literal("peel"),
        VANN.preferredNamespaceUri: Literal(PEEL),
    }
    for predicate, value in expected.items():
        assert list(ontology.objects(HEADER, predicate)) == [value]
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.created):
        assert len(list(ontology.objects(HEADER, predicate))) == 1


def test_no_blank_nodes(ontology: Graph) -> None:
    assert [node for triple in ontology for node in triple if isinstance(node, BNode)] == []


def test_a_term_is_described_in_one_file() -> None:
    places: dict[URIRef, list[str]] = defaultdict(list)
    for path in FILES:
        for term in own_terms(read([path])):
            places[term].append(path.name)
    assert {term: names for term, names in places.items() if len(names) > 1} == {}


def test_every_term_used_is_declared(ontology: Graph) -> None:
    used = {node for triple in ontology for node in triple if isinstance(node, URIRef) and node.startswith(PEEL)}
    assert used - own_terms(ontology) == {HEADER, URIRef(PEEL + builder.__version__)}


def circle(graph: Graph, predicate: URIRef) -> list[str]:
    """A circle of superclasses or superproperties, empty where there is none."""
    above: dict[str, set[str]] = defaultdict(set)
    for below, higher in graph.subject_objects(predicate):
        above[str(below)].add(str(higher))
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_no_term_stands_above_itself(ontology: Graph, predicate: URIRef) -> None:
    assert len(list(ontology.subject_objects(predicate))) > 20
    assert circle(ontology, predicate) == []
    planted = Graph()
    for name, above in (("A", "B"), ("B", "C"), ("C", "A")):
        planted.add((URIRef(PEEL + name), predicate, URIRef(PEEL + above)))
    assert len(circle(planted, predicate)) == 4


def test_example_uses_every_class_and_property(ontology: Graph, example: Graph) -> None:
    """The other tests lean on the example; a new term belongs in it."""
    abstract = {URIRef(PEEL + name) for name in ("InspectedBody", "Outcome", "Subject")}
    assert own_classes(ontology) - abstract <= set(example.objects(None, RDF.type))
    assert own_properties(ontology) <= set(example.predicates())
