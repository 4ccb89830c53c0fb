"""How shapes are written (shapes/README.md)."""

from __future__ import annotations

import re

import pytest
from pyshacl.entrypoints import meta_validate
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from builder.checking.queries import prepare
from builder.checking.shapes import Shapes
from builder.formatting.turtle import format_turtle
from builder.namespaces import PEELSH, PREFIXES
from builder.project import Project

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
