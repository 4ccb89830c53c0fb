"""The JSON-LD context says what the ontology says, and loses nothing on the way there and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.plugins.shared.jsonld.context import Context

from builder.context import ENGLISH, LINKS, build_context, context_text
from builder.namespaces import PEEL, PEELID, PREFIXES

from .sources import FILES, ROOT, own_terms, read

# rdflib's own JSON-LD reader calls a class that rdflib has deprecated
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

CONTEXT = ROOT / "ontology" / "context.jsonld"


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    document = json.loads(CONTEXT.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def _read(text: str) -> Graph:
    """The triples of a JSON-LD text as rdflib reads it; pyoxigraph has to read the same ones."""
    graph = Graph().parse(data=text, format="json-ld")
    quads = serialize(parse(text, RdfFormat.JSON_LD), format=RdfFormat.N_TRIPLES)
    assert isomorphic(graph, Graph().parse(data=quads, format="nt"))
    return graph


def _compacted(graph: Graph, context: dict[str, Any]) -> dict[str, Any]:
    """A graph as JSON-LD, after making sure that the same graph comes back from it."""
    text = graph.serialize(format="json-ld", context=context["@context"])
    assert isomorphic(_read(text), graph)
    document = json.loads(text)
    assert isinstance(document, dict)
    return document


def test_file_is_made_from_the_ontology(ontology: Graph) -> None:
    text = CONTEXT.read_bytes().decode("utf-8")
    assert text == context_text(ontology), "ontology/context.jsonld does not fit the ontology: run `make format`"


def test_order_of_files_does_not_matter(ontology: Graph) -> None:
    assert context_text(read(reversed(FILES))) == context_text(ontology)


def test_version_and_prefixes(context: dict[str, Any]) -> None:
    terms = context["@context"]
    assert terms["@version"] == 1.1
    assert {name: terms[name] for name in PREFIXES} == PREFIXES


def test_every_term_of_ours_has_its_name(ontology: Graph, context: dict[str, Any]) -> None:
    reader = Context(context["@context"])
    terms = own_terms(ontology)
    assert len(terms) > 100
    for term in terms:
        name = term.removeprefix(PEEL)
        assert reader.expand(f"peel:{name}" if name in PREFIXES else name) == str(term)


def test_no_name_is_taken_twice(ontology: Graph, context: dict[str, Any]) -> None:
    """A class, a property and a prefix of one name would be one key."""
    ids = [
        value if isinstance(value, str) else value["@id"] for key, value in context["@context"].items() if key[0] != "@"
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("Force", "peel:Force"),
        ("policeUkId", "peel:policeUkId"),
        ("judges", {"@id": "peel:judges", "@type": "@id"}),
        ("fieldworkStart", {"@id": "peel:fieldworkStart", "@type": "xsd:date"}),
        ("value", {"@id": "peel:value", "@type": "xsd:decimal"}),
        ("year", {"@id": "peel:year", "@type": "xsd:integer"}),
        ("hasText", {"@id": "peel:hasText", "@type": "xsd:boolean"}),
        ("statement", {"@id": "peel:statement", "@language": "en"}),
        ("code", "peel:code"),
        ("existedUntil", "peel:existedUntil"),
        ("peel:unit", {"@id": "peel:unit", "@type": "@id"}),
        ("unit", "http://qudt.org/vocab/unit/"),
        ("rdfs:label", {"@id": "rdfs:label", "@language": "en"}),
        ("skos:definition", {"@id": "skos:definition", "@language": "en"}),
        ("dcterms:publisher", {"@id": "dcterms:publisher", "@type": "@id"}),
        ("rdfs:subClassOf", {"@id": "rdfs:subClassOf", "@type": "@id"}),
    ],
)
def test_coercions(context: dict[str, Any], key: str, expected: object) -> None:
    assert context["@context"][key] == expected


def test_uncoerced_terms_of_others_need_no_entry(context: dict[str, Any]) -> None:
    assert not {"skos:notation", "foaf:name", "dcterms:identifier", "org:Organization"} & context["@context"].keys()


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        (
            "force/northshire",
            {"@type": "Force", "borders": "peelid:force/southshire", "rdfs:label": "Northshire Police"},
        ),
        ("inspection/watch-2016/northshire", {"fieldworkStart": "2016-05-09", "inspects": "peelid:force/northshire"}),
        ("judgment/watch-2016/northshire/efficiency", {"@type": "Judgment", "grade": "peelid:grade/two/good"}),
        ("person/jane-doe", {"foaf:name": "Jane Doe", "evidence": "peelid:evidence/report/L3"}),
        ("collaboration/joint-roads", {"participantText": "and others in the region", "startDate": "2014-04-01"}),
        ("metric/confidence", {"code": "confidence", "defaultUnit": "peelid:unit/percent", "higherIsBetter": "true"}),
    ],
)
def test_a_node_of_each_main_class_makes_the_round_trip(
    example: Graph, context: dict[str, Any], path: str, plain: dict[str, str]
) -> None:
    node = URIRef(PEELID + path)
    graph = Graph()
    for triple in example.triples((node, None, None)):
        graph.add(triple)
    assert len(graph) > 3
    document = _compacted(graph, context)
    found = {
        key: value.replace(PEELID, "peelid:") if isinstance(value, str) else value for key, value in document.items()
    }
    assert plain.items() <= found.items()
    wrapped = {key for key, value in found.items() if isinstance(value, dict)} - {"@context"}
    assert wrapped == set()
    assert not [key for key in found if key.startswith("http")]


def test_ontology_and_example_make_the_round_trip(ontology: Graph, example: Graph, context: dict[str, Any]) -> None:
    document = _compacted(ontology + example, context)
    assert len(document["@graph"]) == len(set((ontology + example).subjects()))


def test_what_json_writes_by_hand_is_read_as_meant(context: dict[str, Any]) -> None:
    """A reader of the context may type these lines without knowing RDF."""
    node = {
        "@id": "peelid:observation/x", "@type": "Observation", "metric": "peelid:metric/m", "value": "36.1",
        "periodEnd": "2015-03-31", "peel:unit": "peelid:unit/percent", "asPrinted": "36.1%", "rdfs:label": "A figure",
    }  # fmt: skip
    graph = _read(json.dumps(context | node))
    subject = URIRef(PEELID + "observation/x")
    expected = {
        RDF.type: URIRef(PEEL + "Observation"),
        URIRef(PEEL + "metric"): URIRef(PEELID + "metric/m"),
        URIRef(PEEL + "value"): Literal("36.1", datatype=XSD.decimal),
        URIRef(PEEL + "periodEnd"): Literal("2015-03-31", datatype=XSD.date),
        URIRef(PEEL + "unit"): URIRef(PEELID + "unit/percent"),
        URIRef(PEEL + "asPrinted"): Literal("36.1%"),
        RDFS.label: Literal("A figure", lang="en"),
    }
    assert {predicate: graph.value(subject, predicate) for predicate in expected} == expected


def test_own_rules_name_terms_in_prefixed_form(ontology: Graph) -> None:
    """English texts and links of other vocabularies are listed by hand; a slip there would coerce nothing."""
    keys = build_context(ontology)["@context"].keys()
    for name in (*ENGLISH, *LINKS):
        assert name in keys
        assert name.split(":")[0] in PREFIXES


def test_a_new_property_is_coerced_by_its_declaration() -> None:
    graph = Graph()
    graph.parse(
        data=f"""
        @prefix peel: <{PEEL}> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <{XSD}> .
        @prefix rdfs: <{RDFS}> . @prefix rdf: <{RDF}> .
        peel:seen a owl:ObjectProperty . peel:said a owl:DatatypeProperty ; rdfs:range rdf:langString .
        peel:heard a owl:DatatypeProperty ; rdfs:range xsd:date .
        peel:felt a owl:DatatypeProperty ; rdfs:range xsd:string .
        peel:Sense a owl:Class . peel:time a owl:ObjectProperty .
        """,
        format="turtle",
    )
    terms = build_context(graph)["@context"]
    assert {name: terms[name] for name in ("seen", "said", "heard", "felt", "Sense", "peel:time")} == {
        "seen": {"@id": "peel:seen", "@type": "@id"},
        "said": {"@id": "peel:said", "@language": "en"},
        "heard": {"@id": "peel:heard", "@type": "xsd:date"},
        "felt": "peel:felt",
        "Sense": "peel:Sense",
        "peel:time": {"@id": "peel:time", "@type": "@id"},
    }
    assert terms["time"] == PREFIXES["time"]
