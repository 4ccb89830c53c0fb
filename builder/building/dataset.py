"""The whole graph of a build as sets of triples, one for each named graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from builder.errors import Problem, SourceError
from builder.mapping import map_seed
from builder.mapping.terms import thing
from builder.project import Project
from builder.seeds.loader import Seeds

REFERENCE = thing("graph/reference")
RULES = thing("graph/rules")
ONTOLOGY = thing("graph/ontology")


def document_graph(key: str) -> NamedNode:
    """Name of the graph that holds what one document says."""
    return thing(f"graph/document/{key}")


@dataclass(frozen=True, slots=True)
class SeedCount:
    """What one seed file came to."""

    name: str
    records: int
    triples: int


@dataclass(slots=True)
class Dataset:
    """Triples by named graph, and what each seed file gave."""

    graphs: dict[NamedNode, set[Triple]] = field(default_factory=dict)
    seeds: list[SeedCount] = field(default_factory=list)

    def add(self, graph: NamedNode, triples: set[Triple]) -> None:
        """Add triples to a named graph."""
        self.graphs.setdefault(graph, set()).update(triples)

    def triples(self) -> set[Triple]:
        """All triples of all graphs, each once."""
        return set().union(*self.graphs.values())

    def quads(self) -> Iterator[Quad]:
        """All triples with the name of their graph."""
        for graph, triples in self.graphs.items():
            for triple in triples:
                yield Quad(triple.subject, triple.predicate, triple.object, graph)


def assemble(project: Project, seeds: Seeds) -> Dataset:
    """Ontology, reference data and asserted facts, without anything derived.

    Raises SourceError where a file of the ontology is no Turtle.
    """
    dataset = Dataset()
    dataset.add(ONTOLOGY, read_ontology(project))
    for seed in seeds.files:
        triples = set(map_seed(seed.content, seeds.registry))
        document = seed.content.document
        dataset.add(document_graph(document.key()) if document else REFERENCE, triples)
        dataset.seeds.append(SeedCount(seed.name, seed.records, len(triples)))
    return dataset


def read_ontology(project: Project) -> set[Triple]:
    """The triples of all Turtle files of the ontology."""
    triples: set[Triple] = set()
    for path in sorted(project.ontology.glob("*.ttl")):
        triples.update(read_turtle(path, project.relative(path)))
    return triples


def read_turtle(path: Path, name: str) -> Iterator[Triple]:
    """Parse one Turtle file; raises SourceError with line and column where it is none."""
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            yield Triple(quad.subject, quad.predicate, quad.object)
    except SyntaxError as error:
        problem = Problem(name, error.lineno or 1, error.offset or 1, f"no Turtle: {error.msg}")
        raise SourceError([problem]) from error
