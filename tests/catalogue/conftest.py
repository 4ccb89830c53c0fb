"""The ontology and shapes of the project, read once: the planted errors stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Triple
from rdflib import Graph

from builder.building.dataset import read_ontology
from builder.building.graphs import to_rdflib
from builder.checking import service
from builder.checking.guards import check_shapes
from builder.project import Project
from builder.shacl.shapes import Shapes, load_shapes

OWN = Project(Path(__file__).resolve().parents[2])


@pytest.fixture(scope="package")
def read_once() -> Iterator[None]:
    """Checks by the project's own shapes and ontology, which are found right once; others are read each time."""
    first = load_shapes(OWN.shapes, "shapes")
    ontology = read_ontology(OWN)
    check_shapes(first, to_rdflib(ontology))
    prepared, prepare = first.for_evaluation(), Shapes.for_evaluation

    def shapes_of(folder: Path, name: str) -> Shapes:
        return first if folder.resolve() == OWN.shapes else load_shapes(folder, name)

    def ontology_of(project: Project) -> set[Triple]:
        return ontology if project.ontology.resolve() == OWN.ontology else read_ontology(project)

    def check(shapes: Shapes, graph: Graph) -> None:
        if shapes is not first:
            check_shapes(shapes, graph)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "load_shapes", shapes_of)
        patch.setattr(service, "read_ontology", ontology_of)
        patch.setattr(service, "check_shapes", check)
        patch.setattr(Shapes, "for_evaluation", lambda shapes: prepared if shapes is first else prepare(shapes))
        yield
