"""How shapes are written (shapes/README.md)."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from pydantic import BaseModel
from pyoxigraph import NamedNode, Triple
from pyshacl.entrypoints import meta_validate
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, XSD
from rdflib.term import Node

from builder.checking.wording import REMEDY
from builder.formatting.turtle import format_turtle
from builder.namespaces import PEEL, PEELSH, PREFIXES
from builder.project import Project
from builder.seeds.records import SeedFile
from builder.shacl.queries import prepare
from builder.shacl.shapes import Shapes

SHAPES = (SH.NodeShape, SH.PropertyShape)


def described(shapes: Shapes) -> set[Node]:
    return {node for kind in (*SHAPES, SH.SPARQLConstraint) for node in shapes.graph.subjects(RDF.type, kind)}


def test_every_shape_has_an_iri(shapes: Shapes) -> None:
    graph = shapes.graph
    nodes = described(shapes) | set(graph.objects(None, SH.property)) | set(graph.objects(None, SH.sparql))
    assert len(nodes) > 300
    for node in nodes:
        assert isinstance(node, URIRef)
        assert re.fullmatch(re.escape(PEELSH) + r"[A-Za-z][A-Za-z0-9-]*", node)
        assert (node, RDF.type, None) in graph
    lists = {node for triple in graph for node in triple if isinstance(node, BNode)}
    assert all((node, RDF.first, None) in graph for node in lists)


@pytest.mark.parametrize("predicate", [SH.name, SH.description])
def test_every_shape_says_what_and_why(shapes: Shapes, predicate: URIRef) -> None:
    for node in described(shapes):
        texts = list(shapes.graph.objects(node, predicate))
        assert len(texts) == 1, node
        assert getattr(texts[0], "language", None) == "en", node


def test_every_rule_has_one_message_and_severity(shapes: Shapes) -> None:
    graph = shapes.graph
    for node in described(shapes):
        messages = list(graph.objects(node, SH.message))
        holds_constraints = (node, SH.sparql, None) in graph
        only_properties = not any((node, each, None) in graph for each in (SH.path, SH.pattern, SH.sparql, SH.select))
        assert len(messages) == (0 if holds_constraints or only_properties else 1), node
        assert all(str(message).endswith(".") for message in messages)
        severities = list(graph.objects(node, SH.severity))
        is_constraint = (node, RDF.type, SH.SPARQLConstraint) in graph  # SHACL takes it from the shape
        assert len(severities) == (0 if is_constraint else 1), node


def test_messages_of_constraints_name_the_thing(shapes: Shapes) -> None:
    for node, text in shapes.graph.subject_objects(SH.select):
        message = str(shapes.graph.value(node, SH.message))
        used = set(re.findall(r"\{\?(\w+)\}", message))
        head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in shapes.prefixes(node).items())
        selected = {str(variable) for variable in prepare(f"{head}\n{text}").algebra["PV"]}
        assert used <= selected, node
        assert used & {"label", "bodyName", "thing", "lines", "name", "value"}, node
        assert "this" in selected, node


def test_every_constraint_says_how_to_mend(shapes: Shapes) -> None:
    constraints = set(shapes.graph.subjects(RDF.type, SH.SPARQLConstraint))
    assert len(constraints) > 70
    for node in constraints:
        assert len(list(shapes.graph.objects(node, REMEDY))) == 1, node


def test_remedies_are_sentences_to_people(shapes: Shapes) -> None:
    graph = shapes.graph
    remedies = list(graph.subject_objects(REMEDY))
    assert {node for node, _ in remedies} <= described(shapes)
    assert len({node for node, _ in remedies}) == len(remedies) > 150
    for node, remedy in remedies:
        assert isinstance(remedy, Literal)
        assert remedy.language == "en", node
        assert re.fullmatch(r"[A-Z].*[.]", remedy), node
        assert len(remedy) <= 200, node
        variables = set(re.findall(r"\{\?(\w+)\}", remedy))
        assert variables <= set(re.findall(r"\{\?(\w+)\}", str(graph.value(node, SH.message)))), node


def test_remedies_speak_of_terms_and_fields_that_there_are(shapes: Shapes, ontology: set[Triple]) -> None:
    declared = {each.subject.value for each in ontology if isinstance(each.subject, NamedNode)}
    fields = {field.alias or name for model in _models(SeedFile) for name, field in model.model_fields.items()}
    for node, remedy in shapes.graph.subject_objects(REMEDY):
        for code in re.findall(r"`([^`]+)`", str(remedy)):
            prefix, colon, name = code.partition(":")
            if colon:
                known = declared | {
                    f"{RDF}value",
                    f"{RDFS}label",
                    f"{RDFS}isDefinedBy",
                    f"{OWL}versionIRI",
                    f"{OWL}versionInfo",
                    f"{XSD}gYear",
                }
                assert PREFIXES[prefix] + name in known, (node, code)
            else:
                assert code in fields | {"@en"}, (node, code)


def _models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model of the seeds and all that it is made of."""
    found = {model}
    for field in model.model_fields.values():
        for part in get_args(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found |= _models(part)
    return found


def test_terms_of_the_project_in_shapes_are_annotations(shapes: Shapes) -> None:
    """A misspelt ``peel:remedy`` would say nothing, and no check would find it."""
    assert {each for each in shapes.graph.predicates() if str(each).startswith(PEEL)} == {REMEDY}


def test_no_target_that_engines_differ_on(shapes: Shapes) -> None:
    assert (None, SH.targetObjectsOf, None) not in shapes.graph


def test_prefixes_are_those_of_the_project_each_once(shapes: Shapes) -> None:
    graph = shapes.graph
    declared = [
        (str(graph.value(node, SH.prefix)), str(graph.value(node, SH.namespace)))
        for _, node in graph.subject_objects(SH.declare)
    ]
    assert len(declared) == len(dict(declared)) == len({iri for _, iri in declared}) > 0
    assert dict(declared).items() <= PREFIXES.items()


def test_prefixes_are_all_used(shapes: Shapes) -> None:
    texts = " ".join(map(str, shapes.graph.objects(None, SH.select)))
    for node in shapes.graph.objects(None, SH.declare):
        assert f"{shapes.graph.value(node, SH.prefix)}:" in texts


def test_files_are_in_form(project: Project) -> None:
    for path in project.shapes.glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        assert format_turtle(text, path.name) == text, f"{path.name}: `make format` mends it"


def test_readme_lists_every_file(project: Project) -> None:
    text = (project.shapes / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(.+?\.ttl)` \|", text, re.MULTILINE))
    assert listed == {path.name for path in project.shapes.glob("*.ttl")}


def test_shapes_are_shapes(shapes: Shapes) -> None:
    """SHACL-SHACL, https://www.w3.org/TR/shacl/#shacl-shacl."""
    conforms, _, text = meta_validate(Graph(bind_namespaces="none") + shapes.graph, inference="none")
    assert conforms, text
