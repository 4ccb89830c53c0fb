"""A build from end to end: seeds, ontology and rules in; files out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from builder import __version__
from builder.building.dataset import ONTOLOGY, Dataset, assemble
from builder.building.entailment import check_constructs, entailed
from builder.building.jsonld import compact
from builder.building.outputs import Output, manifest, n_triples, trig, turtle, write_all
from builder.building.rules import derive, load_rules
from builder.collecting import without_collection
from builder.errors import InputError, Problem, SourceError
from builder.mapping.quotes import Quotes
from builder.mapping.terms import term
from builder.namespaces import PEEL
from builder.project import Project
from builder.seeds.loader import Seeds, load_seeds


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole graph before it is written: seeds as read, triples by named graph, and what each rule added.

    ``quotes`` are the words of documents that it holds, if it holds any.
    """

    seeds: Seeds
    dataset: Dataset
    derived: dict[str, int]
    quotes: Quotes | None = None


Quoter: TypeAlias = Callable[[Seeds], Quotes]
"""Finds the words of documents that the graph of these seeds is to hold."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has made."""

    graph: Graph
    files: tuple[Output, ...]


def make_graph(project: Project, quoter: Quoter | None = None) -> Graph:
    """Read the seeds and make the graph with everything that the rules derive, in memory.

    With a ``quoter``, the graph has the quoted words of the documents. Raises InputError and SourceError as the stages
    do, and what the quoter raises.
    """
    seeds = load_seeds(project)
    return graph_of(project, seeds, quoter(seeds) if quoter else None)


def graph_of(project: Project, seeds: Seeds, quotes: Quotes | None = None) -> Graph:
    """The graph that given seeds make, with everything that the rules derive."""
    dataset = assemble(project, seeds, quotes)
    return Graph(seeds, dataset, derive(dataset, load_rules(project)), quotes)


@without_collection()
def make_files(project: Project, report: Callable[[str], None] = lambda _: None, quoter: Quoter | None = None) -> Built:
    """All files of a build, in memory; ``report`` is told of each step as it starts.

    Raises what ``make_graph`` and ``read_context`` raise, and SourceError for a construct without rules.
    """
    report("reading seeds and applying rules")
    graph = make_graph(project, quoter)
    triples = graph.dataset.triples()
    check_constructs(project, triples)
    report("writing Turtle, N-Triples, TriG and JSON-LD")
    outputs = [
        turtle("peelgraph.ttl", triples),
        n_triples("peelgraph.nt", triples),
        trig("peelgraph.trig", graph.dataset),
        Output("peelgraph.jsonld", compact(triples, read_context(project)), len(triples)),
    ]
    report("OWL 2 RL entailment")
    outputs.append(turtle("entailed.ttl", entailed(triples)))
    outputs.append(manifest((each.listed for each in outputs), _details(graph)))
    return Built(graph, tuple(outputs))


def build(
    project: Project, folder: Path, report: Callable[[str], None] = lambda _: None, quoter: Quoter | None = None
) -> Built:
    """Make all files and put them into ``folder``; a failure leaves the files there as they were."""
    write_all([], folder)  # a folder that can't be written is better found before the work than after it
    built = make_files(project, report, quoter)
    write_all(built.files, folder)
    return built


_MADE = "`make format` writes it"


def read_context(project: Project) -> dict[str, Any]:
    """The JSON-LD context of the ontology; raises InputError where it is missing and SourceError where broken."""
    path = project.ontology / "context.jsonld"
    name = project.relative(path)
    try:
        context = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"{name}: can't be read ({error.strerror}); {_MADE}") from error
    except UnicodeDecodeError as error:
        raise SourceError([Problem(name, 1, 1, f"no UTF-8 text (byte {error.start})", advice=_MADE)]) from error
    except json.JSONDecodeError as error:
        raise SourceError([Problem(name, error.lineno, error.colno, f"no JSON: {error.msg}", advice=_MADE)]) from error
    terms = context.get("@context") if isinstance(context, dict) else None
    if not isinstance(terms, dict):
        raise SourceError([Problem(name, 1, 1, "no `@context` with terms in it", advice=_MADE)])
    return terms


def _details(graph: Graph) -> dict[str, object]:
    quoted = {} if graph.quotes is None else {"quotes": {key: len(held) for key, held in graph.quotes.items()}}
    return {
        **quoted,
        "package": __version__,
        "ontology": ontology_version(graph.dataset.graphs[ONTOLOGY]),
        "rules": graph.derived,
        "seeds": {each.name: {"records": each.records, "triples": each.triples} for each in graph.dataset.seeds},
    }


def ontology_version(ontology: Iterable[Triple]) -> str | None:
    """What the ontology's header says of its version; None where it says nothing."""
    header, version = NamedNode(PEEL), term("owl:versionInfo")
    said = [t.object for t in ontology if t.subject == header and t.predicate == version]
    return min((each.value for each in said if isinstance(each, Literal)), default=None)
