"""The files of a finished build, read by two independent libraries.

The contract says what is in them: the same triples four times, one named graph per document, sorted, no blank node, no
time of day, and a manifest that is right.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics

from builder.building.graphs import to_rdflib
from builder.mapping.pages import page_key
from builder.mapping.terms import term, thing
from builder.project import Project

FORMATS = {
    "peelgraph.ttl": (ox.RdfFormat.TURTLE, "turtle"),
    "peelgraph.nt": (ox.RdfFormat.N_TRIPLES, "nt"),
    "peelgraph.trig": (ox.RdfFormat.TRIG, "trig"),
    "peelgraph.jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "entailed.ttl": (ox.RdfFormat.TURTLE, "turtle"),
}
PREFIXED = ("peelgraph.ttl", "peelgraph.trig", "entailed.ttl")
OWN = "https://w3id.org/peelgraph/"
TYPE = term("rdf:type")


def quads(folder: Path, name: str) -> list[ox.Quad]:
    """All statements of a file."""
    return list(ox.parse(path=str(folder / name), format=FORMATS[name][0]))


def triples(folder: Path, name: str) -> set[ox.Triple]:
    """All triples of a file, whatever graph they are in."""
    return {quad.triple for quad in quads(folder, name)}


@pytest.fixture(scope="module", params=["small", "real"])
def folder(request: pytest.FixtureRequest) -> Path:
    """The small build, then the build of the real seeds."""
    found = request.getfixturevalue("small_built" if request.param == "small" else "built")
    assert isinstance(found, Path)
    return found


def test_the_files_are_those_of_the_contract(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted([*FORMATS, "manifest.json"])


def test_four_files_hold_the_same_triples(folder: Path) -> None:
    """Literals are compared letter by letter: 17.0 is not 17."""
    turtle = triples(folder, "peelgraph.ttl")
    assert len(turtle) > 1000
    for name in ("peelgraph.nt", "peelgraph.trig", "peelgraph.jsonld"):
        other = triples(folder, name)
        assert (sorted(map(str, turtle - other))[:5], sorted(map(str, other - turtle))[:5]) == ([], []), name


@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # rdflib's own parsers do
def test_rdflib_reads_the_same(small_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    for name, (_, form) in FORMATS.items():
        dataset = rdflib.Dataset()
        dataset.parse(data=(small_built / name).read_text(encoding="utf-8"), format=form)
        got = {" ".join(map(_exact, quad[:3])) for quad in dataset.quads((None, None, None, None))}
        expected = triples(small_built, "entailed.ttl" if name == "entailed.ttl" else "peelgraph.nt")
        assert got == set(map(_text, expected)), name


def _exact(node: object) -> str:
    if not isinstance(node, rdflib.Literal):
        return f"<{node}>"
    return repr((str(node), node.language, "" if node.language else str(node.datatype or "")))


def _text(triple: ox.Triple) -> str:
    if not isinstance(triple.object, ox.Literal):
        return str(triple)
    string = "http://www.w3.org/2001/XMLSchema#string"
    datatype = triple.object.datatype.value
    plain = datatype == string or triple.object.language
    value = repr((triple.object.value, triple.object.language, "" if plain else datatype))
    return f"{triple.subject} {triple.predicate} {value}"


def test_json_has_the_form_of_the_standard_library(folder: Path) -> None:
    text = (folder / "peelgraph.jsonld").read_text(encoding="utf-8")
    assert json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n" == text


def test_json_is_compacted_as_rdflib_does(small_built: Path, project: Project) -> None:
    """But for its order, which changes from run to run there."""
    document = json.loads((small_built / "peelgraph.jsonld").read_bytes())
    graph = to_rdflib(triples(small_built, "peelgraph.nt"))
    other = json.loads(graph.serialize(format="json-ld", context=document["@context"], auto_compact=False))
    assert document["@graph"] == sorted(map(in_order, other["@graph"]), key=lambda node: str(node["@id"]))


def in_order(value: Any) -> Any:
    """The same JSON with every list sorted."""
    if isinstance(value, dict):
        return {key: in_order(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(map(in_order, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def test_nothing_is_without_a_name(folder: Path) -> None:
    for name in FORMATS:
        assert not [
            quad
            for quad in quads(folder, name)
            if not isinstance(quad.subject, ox.NamedNode)
            or isinstance(quad.object, ox.BlankNode)
            or isinstance(quad.graph_name, ox.BlankNode)
        ], name


def test_no_time_of_day(folder: Path) -> None:
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\d{4}-\d{2}-\d{2}[T ]\d{2}|\d{2}:\d{2}:\d{2}|XMLSchema#(dateTime|time)\b", text), (
            path.name
        )
        assert not re.search(r'"(created|generated|timestamp|built)"', text), path.name


def test_prefixes_are_used_and_in_order(folder: Path) -> None:
    for name in PREFIXED:
        text = (folder / name).read_text(encoding="utf-8")
        declared = re.findall(r"^@prefix ([a-z-]+): <[^>]*> \.$", text, re.MULTILINE)
        bare = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>', "", re.sub(r"^@prefix.*$", "", text, flags=re.MULTILINE))
        assert declared == sorted(declared)
        assert set(declared) == set(re.findall(r"(?<![\w-])([a-z][a-z-]*):", bare)), name


def test_lines_are_sorted_and_single(folder: Path) -> None:
    content = (folder / "peelgraph.nt").read_bytes()
    lines = content.decode().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert all(line.endswith(" .\n") for line in lines)


def test_subjects_and_nodes_are_sorted(folder: Path) -> None:
    """A subject stands once in Turtle, and once in each graph of TriG; its class comes first."""
    for name in PREFIXED:
        subjects: dict[tuple[str, str], list[ox.Quad]] = {}
        order: list[tuple[str, str]] = []
        for quad in quads(folder, name):
            key = (str(quad.graph_name), str(quad.subject))
            if not order or order[-1] != key:
                order.append(key)
            subjects.setdefault(key, []).append(quad)
        assert order == sorted(set(order)), name
        for said in subjects.values():
            classes = [quad.predicate == TYPE for quad in said]
            assert classes == sorted(classes, reverse=True)
    nodes = json.loads((folder / "peelgraph.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert nodes == sorted(nodes, key=lambda node: node.get("@id") or node["id"])


def test_json_needs_no_other_file(folder: Path, project: Project) -> None:
    """The context stands in the file, so that reading it takes no network, and it is the one of the ontology."""
    document = json.loads((folder / "peelgraph.jsonld").read_text(encoding="utf-8"))
    context = json.loads((project.ontology / "context.jsonld").read_text(encoding="utf-8"))
    assert document["@context"] == context["@context"]
    assert isinstance(document["@context"], dict)


def test_named_graphs_of_the_small_build(small_built: Path) -> None:
    counted = Counter(quad.graph_name for quad in quads(small_built, "peelgraph.trig"))
    assert set(counted) == {
        thing("graph/document/press-2016"),
        thing("graph/document/report-2016-ashshire"),
        thing("graph/ontology"),
        thing("graph/reference"),
        thing("graph/rules"),
    }


def test_named_graphs_of_the_real_build(built: Path, project: Project) -> None:
    documents = {path.stem for path in (project.seeds / "documents").glob("*.yaml")}
    for path in (project.seeds / "national").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            documents |= {page_key(row["page"]) for row in csv.DictReader(stream) if row["page"]}
    names = {quad.graph_name for quad in quads(built, "peelgraph.trig")}
    assert names == {
        *(thing(f"graph/document/{document}") for document in documents),
        thing("graph/ontology"), thing("graph/reference"), thing("graph/rules"),
    }  # fmt: skip


def test_rules_say_nothing_that_is_said(folder: Path) -> None:
    by_graph: dict[bool, set[ox.Triple]] = {True: set(), False: set()}
    for quad in quads(folder, "peelgraph.trig"):
        by_graph[quad.graph_name == thing("graph/rules")].add(quad.triple)
    assert by_graph[True]
    assert by_graph[True] & by_graph[False] == set()


def test_the_manifest_is_right(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) >= {"files", "ontology", "package", "rules", "seeds"}
    assert manifest["files"] == {
        name: {
            "bytes": (folder / name).stat().st_size,
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "triples": len(quads(folder, name)),
        }
        for name in FORMATS
    }
    rules = [quad for quad in quads(folder, "peelgraph.trig") if quad.graph_name == thing("graph/rules")]
    assert sum(manifest["rules"].values()) == len(rules)


def test_the_manifest_counts_records_and_triples_of_seeds(small_built: Path) -> None:
    """Records as they stand in the files; a document has a graph to itself, which holds what its file came to."""
    manifest = json.loads((small_built / "manifest.json").read_text(encoding="utf-8"))
    counted = Counter(quad.graph_name for quad in quads(small_built, "peelgraph.trig"))
    assert manifest["seeds"] == {
        "seeds/press.yaml": {"records": 5, "triples": counted[thing("graph/document/press-2016")]},
        "seeds/reference.yaml": {"records": 54, "triples": counted[thing("graph/reference")]},
        "seeds/report.yaml": {"records": 11, "triples": counted[thing("graph/document/report-2016-ashshire")]},
    }


# --- entailment --------------------------------------------------------------------------------------------------


def test_entailed_adds_and_repeats_nothing(folder: Path) -> None:
    said, added = triples(folder, "peelgraph.ttl"), triples(folder, "entailed.ttl")
    assert added
    assert said & added == set()
    assert not [each for each in added if each.subject == each.object]
    assert not [each for each in added if not isinstance(each.subject, ox.NamedNode)]


def test_entailed_repeats_no_figure_in_other_digits(folder: Path) -> None:
    """17.0 and 17 are the same number, so that one says nothing new beside the other."""

    numeric = (term("xsd:decimal"), term("xsd:integer"))

    def figures(name: str) -> list[tuple[str, str, Decimal]]:
        return [
            (str(each.subject), str(each.predicate), Decimal(each.object.value))
            for each in triples(folder, name)
            if isinstance(each.object, ox.Literal) and each.object.datatype in numeric
        ]

    said, added = figures("peelgraph.ttl"), figures("entailed.ttl")
    assert set(said) & set(added) == set()
    assert len(set(added)) == len(added)


def test_entailed_is_about_this_project(folder: Path) -> None:
    """No axioms of the languages themselves, and nothing about other vocabularies alone."""
    languages = tuple(term(f"{prefix}:x").value[:-1] for prefix in ("owl", "rdf", "rdfs", "xsd"))
    everything = {term("owl:Thing"), term("rdfs:Resource"), term("owl:Nothing")}
    for each in triples(folder, "entailed.ttl"):
        assert isinstance(each.subject, ox.NamedNode)
        assert not each.subject.value.startswith(languages)
        assert each.object not in everything
        assert each.subject.value.startswith(OWN) or str(each.object).startswith(f"<{OWN}")


EXPECTED = (
    "<force/ashshire> a peel:InspectedBody , org:FormalOrganization , org:Organization .",
    "<authority/ashshire-police-authority> a peel:InspectedBody .",
    "<force/ashshire> peel:overseenBy <authority/ashshire-police-authority> , <commissioner/pcc-ashshire> .",
    "<person/jo-bloggs> a foaf:Agent .",
    "<subject/efficiency> a peel:Subject , skos:Concept .",
    "<judgment/round-2016/ashshire/efficiency> a peel:Outcome , prov:Entity ;"
    " prov:wasGeneratedBy <inspection/round-2016/ashshire> .",
    "<judgment/round-2016/coxshire/efficiency> a peel:Outcome .",
    "<inspection/round-2016/ashshire> a prov:Activity .",
    "<observation/savings/ashshire/2015-04-01--2016-03-31/planned> a qb:Observation .",
    "<collaboration/dog-unit> a org:OrganizationalCollaboration ; org:hasMember <force/ashshire> , <force/bexshire> .",
    "<evidence/press-2016/L8> a oa:SpecificResource ; oa:hasSource <document/press-2016> .",
    "<grade/four/good> skos:inScheme <scheme/four> .",
    '<document/report-2016-ashshire> dcterms:issued "2016-11-03"^^xsd:date .',
)
"""Consequences of the classes and properties that the project says its own are special cases of."""


@pytest.mark.parametrize("text", EXPECTED)
def test_expected_consequences(text: str, small_built: Path) -> None:
    prefixes = (Path(__file__).parents[1] / "mapping" / "prefixes.ttl").read_text(encoding="utf-8")
    prefixes += "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
    expected = {quad.triple for quad in ox.parse(prefixes + text, format=ox.RdfFormat.TURTLE)}
    missing = expected - triples(small_built, "entailed.ttl") - triples(small_built, "peelgraph.ttl")
    assert sorted(map(str, missing)) == []


def test_entailed_is_all_that_the_reasoner_finds(small_built: Path) -> None:
    """Against a run of the reasoner over everything, with nothing left out beforehand."""
    closure = rdflib.Graph()
    for triple in triples(small_built, "peelgraph.nt"):
        closure.add(_rdflib(triple))
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)
    known = {_rdflib(triple) for name in ("peelgraph.nt", "entailed.ttl") for triple in triples(small_built, name)}
    noise = {rdflib.OWL.Thing, rdflib.RDFS.Resource, rdflib.RDFS.Class, rdflib.RDF.Property}
    new = [
        triple
        for triple in closure
        if triple not in known
        and isinstance(triple[0], rdflib.URIRef)
        and str(triple[0]).startswith(OWN)
        and triple[0] != triple[2]
        and triple[2] not in noise
    ]
    assert sorted(map(str, new)) == []


def _rdflib(triple: ox.Triple) -> tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef | rdflib.Literal]:
    assert isinstance(triple.subject, ox.NamedNode)
    value: rdflib.URIRef | rdflib.Literal
    if isinstance(triple.object, ox.Literal):
        datatype = triple.object.datatype.value
        named = None if triple.object.language or datatype.endswith("#string") else rdflib.URIRef(datatype)
        value = rdflib.Literal(triple.object.value, lang=triple.object.language, datatype=named, normalize=False)
    else:
        assert isinstance(triple.object, ox.NamedNode)
        value = rdflib.URIRef(triple.object.value)
    return rdflib.URIRef(triple.subject.value), rdflib.URIRef(triple.predicate.value), value
