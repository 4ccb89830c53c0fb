"""What the pages are made from: the project, its graph in memory, and the same graph in a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from builder.building.build import Graph, make_graph
from builder.building.outputs import turtle, write_all
from builder.namespaces import PREFIXES
from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph
from builder.query.header import SavedQuery
from builder.query.results import Row

GRAPH_FILE: Final = "peelgraph.ttl"
_PATIENCE: Final = 600.0
_HEAD: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@dataclass(frozen=True)
class Material:
    """A project, the graph made from it, and the file that this graph was written to."""

    project: Project
    graph: Graph
    graph_file: Path

    @cached_property
    def triples(self) -> set[Triple]:
        """All triples of the graph."""
        return self.graph.dataset.triples()

    @cached_property
    def queries(self) -> dict[str, SavedQuery]:
        """The saved queries by name."""
        return {query.name: query for query in Catalogue(self.project)}

    @cached_property
    def source(self) -> LocalGraph:
        """The graph as queries ask it."""
        return LocalGraph(self.graph_file, _PATIENCE)

    def rows(self, query: str) -> tuple[Row, ...]:
        """The rows of a SELECT query, in which every prefix of the project may be used."""
        return self.source.select(_HEAD + query).rows

    def words(self, query: str) -> list[list[str]]:
        """The same as plain text; IRIs are written out, and what has no value is empty."""
        return [[plain(cell) for cell in row] for row in self.rows(query)]


def plain(cell: object) -> str:
    """A cell of an answer as text."""
    return cell.value if isinstance(cell, NamedNode | Literal) else ""


@contextmanager
def gather(project: Project) -> Iterator[Material]:
    """Make the graph of a project; its file is gone afterwards."""
    graph = make_graph(project)
    with tempfile.TemporaryDirectory(prefix="peelgraph-") as folder:
        write_all([turtle(GRAPH_FILE, graph.dataset.triples())], Path(folder))
        yield Material(project, graph, Path(folder, GRAPH_FILE))
