"""The shapes of the project, and the data that they are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from builder.building.dataset import read_ontology, read_turtle
from builder.namespaces import PEEL, PREFIXES
from builder.project import Project
from builder.shacl.shapes import Shapes, load_shapes

DATA = Path(__file__).resolve().parents[2] / "shapes" / "examples"


def triples_of(path: Path) -> set[Triple]:
    return set(read_turtle(path, path.name))


@pytest.fixture(scope="session")
def shapes(project: Project) -> Shapes:
    return load_shapes(project.shapes, "shapes")


@pytest.fixture(scope="session")
def ontology(project: Project) -> set[Triple]:
    return read_ontology(project)


@pytest.fixture(scope="session")
def hierarchy(ontology: set[Triple]) -> set[Triple]:
    """Of the ontology what targets need: subclasses, its header, and which terms it declares.

    The shapes about the terms themselves find nothing to look at in it; that takes most of the time of a validation.
    """
    needed = {PREFIXES["rdfs"] + "subClassOf", PREFIXES["rdfs"] + "isDefinedBy"}
    return {each for each in ontology if each.predicate.value in needed or each.subject == NamedNode(PEEL)}


@pytest.fixture(scope="session")
def base() -> set[Triple]:
    """A small fictional world that all data share."""
    return triples_of(DATA / "base.ttl")
