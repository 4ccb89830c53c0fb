"""The ontology and an example graph, read once."""

from __future__ import annotations

import pytest
from rdflib import Graph

from .sources import EXAMPLE, FILES, read


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """All files of the ontology; not to be changed by a test."""
    return read(FILES)


@pytest.fixture(scope="session")
def example() -> Graph:
    """A made-up graph that uses every class and property; not to be changed by a test."""
    return read([EXAMPLE])
