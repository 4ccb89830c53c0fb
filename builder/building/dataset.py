"""The whole graph of a build as sets of triples, one for each named graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from builder.errors import InputError, Problem, SourceError
from builder.mapping import map_parts
from builder.mapping.quotes import Quotes
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


def assemble(project: Project, seeds: Seeds, quotes: Quotes | None = None) -> Dataset:
    """Ontology, reference data and asserted facts, without anything derived; with the quoted words, if any are given.

    Raises SourceError where a file of the ontology is no Turtle.
    """
    dataset = Dataset()
    dataset.add(ONTOLOGY, read_ontology(project))
    for seed in seeds.files:
        parts: dict[str, set[Triple]] = {}
        for document, triples in map_parts(seed.content, seeds.registry, quotes):
            parts.setdefault(document, set()).update(triples)
        for document, said in parts.items():
            dataset.add(document_graph(document) if document else REFERENCE, said)
        dataset.seeds.append(SeedCount(seed.name, seed.records, len(set().union(*parts.values()))))
    return dataset


def read_ontology(project: Project) -> set[Triple]:
    """The triples of all Turtle files of the ontology.

    Raises InputError where there are none, and SourceError where one is no Turtle or has blank nodes.
    """
    triples: set[Triple] = set()
    paths = sorted(project.ontology.glob("*.ttl"))
    if not paths:
        raise InputError(f"{project.relative(project.ontology)}: no files of the ontology (*.ttl) here")
    for path in paths:
        triples.update(named(read_turtle(path, project.relative(path)), project.relative(path)))
    return triples


def named(triples: Iterable[Triple], file: str) -> Iterator[Triple]:
    """The triples as they are; raises SourceError, naming the file they come from, where one has a blank node."""
    for triple in triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            found = f"a blank node in a triple with the predicate {triple.predicate}"
            allowed = "IRIs and literals: all that is published has a name"
            raise SourceError([Problem(file, 0, 0, found, allowed, "give the node an IRI")])
        yield triple


def read_turtle(path: Path, name: str) -> Iterator[Triple]:
    """Parse one Turtle file.

    Raises InputError where it can't be read, and SourceError with line and column where it is no Turtle.
    """
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            yield Triple(quad.subject, quad.predicate, quad.object)
    except SyntaxError as error:
        reason = re.sub(r"^Parser error at [^:]*: ", "", str(error.msg))
        raise SourceError([Problem(name, error.lineno or 1, error.offset or 1, f"no Turtle: {reason}")]) from error
    except OSError as error:
        raise InputError(f"{name}: can't be read ({error.strerror or error})") from error
