"""A small graph made by hand, in both engines, and the project's saved queries."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def small() -> Path:
    """The small graph's file."""
    return DATA / "graph.ttl"


@pytest.fixture
def local(small: Path) -> LocalGraph:
    """The small graph in the embedded engine."""
    return LocalGraph(small, timeout=60)


@pytest.fixture(scope="session")
def rdflib_small(small: Path) -> Graph:
    """The small graph in rdflib."""
    return Graph().parse(small, format="turtle")


@pytest.fixture
def catalogue(project: Project) -> Catalogue:
    """The project's saved queries."""
    return Catalogue(project)
