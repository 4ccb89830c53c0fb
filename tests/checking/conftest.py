"""Small graphs and shapes, made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from builder.building.dataset import read_ontology
from builder.building.graphs import to_rdflib
from builder.project import Project
from builder.shacl.shapes import Shapes, load_shapes

PREFIXES = """\
@prefix ex: <https://example.org/shape/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix peel: <https://w3id.org/peelgraph/def/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/peelgraph/id/> .
"""
LABELLED = """\
ex:Labelled a sh:NodeShape ;
    sh:targetClass peel:Force ;
    sh:property ex:Labelled-label .
ex:Labelled-label a sh:PropertyShape ;
    sh:path rdfs:label ;
    sh:minCount 1 ;
    sh:message "A force has a label." ;
    sh:severity sh:Violation .
"""


def graph(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.fixture
def make_shapes(tmp_path: Path) -> Callable[[str], Shapes]:
    """Shapes from Turtle without its prefixes, as the one file of a folder."""

    def make(text: str) -> Shapes:
        folder = tmp_path / "shapes"
        folder.mkdir(exist_ok=True)
        (folder / "own.ttl").write_text(PREFIXES + text, encoding="utf-8")
        return load_shapes(folder, "shapes")

    return make


@pytest.fixture(scope="session")
def ontology(project: Project) -> Graph:
    return to_rdflib(read_ontology(project))
