"""From triples and things of a built graph to the places in seeds and ontology that a person would mend."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

from pyoxigraph import NamedNode, Triple

from builder.building.build import Graph
from builder.building.dataset import ONTOLOGY, REFERENCE, document_graph
from builder.building.rules import load_rules
from builder.places import Place, Places
from builder.project import Project
from builder.rdffiles.reading import read_rdf
from builder.seeds.loader import Seed
from builder.tracing.derived import Derivations, place_of_rule
from builder.tracing.records import Made, Origins, records_of

Ranked: TypeAlias = tuple[bool, Place]
"""A place, behind whether the record there only mentions the thing: the lowest is the one to show."""


def trace(project: Project, graph: Graph, triples: Collection[Triple], subjects: Collection[NamedNode]) -> Places:
    """Where the values stand that triples are made from, and the records that things are made by.

    A triple leads to the very value in a seed file, a thing to its record or to the value that makes it (of lines,
    the lines; of a body that a count names, its name there). Where several records make the same, the one that
    defines the thing has the first say, then the first in the order of files and lines. What a rule derives leads to
    what it rests on, else to the thing it is about, else to the rule; terms of the ontology to its files. What is
    written nowhere is left out.

    Raises InputError and SourceError where a file of the ontology or a rule, read again, can't be taken.
    """
    derivations = Derivations(graph.dataset)
    derived = {triple: derivations.basis_of(triple) for triple in triples if derivations.holds(triple)}
    invented = {node: derivations.basis_of_thing(node) for node in subjects if derivations.invents(node)}
    bases = {basis for basis in (*derived.values(), *invented.values()) if basis is not None}
    about = {_about(triple) for triple in derived}
    places = _in_seeds(graph, {*triples, *bases}, {*subjects, *about})
    rules = load_rules(project) if derived or invented else []
    for triple, basis in derived.items():
        at_hand = places.triples.get(basis) if basis else places.subjects.get(_about(triple))
        if place := at_hand or place_of_rule(rules, [triple]):
            places.triples[triple] = place
    for node, basis in invented.items():
        at_hand = places.triples.get(basis) if basis else None
        if place := at_hand or place_of_rule(rules, derivations.about(node)):
            places.subjects[node] = place
    places.update(_in_ontology(project, graph, triples, subjects))
    return Places(
        {triple: places.triples[triple] for triple in triples if triple in places.triples},
        {node: places.subjects[node] for node in subjects if node in places.subjects},
    )


def _in_seeds(graph: Graph, triples: Collection[Triple], subjects: Collection[NamedNode]) -> Places:
    """The places in seed files of asserted triples and of things that are spoken of there."""
    origins = Origins(graph.seeds)
    of_triples: dict[Triple, Ranked] = {}
    of_subjects: dict[NamedNode, Ranked] = {}
    for seed in graph.seeds.files:
        if not _speaks_of(graph, seed, triples, subjects):
            continue
        for made in records_of(seed, graph.seeds.registry, graph.quotes):
            for triple in dict.fromkeys(each for each in made.triples if each in triples):
                found = not made.names(triple.subject), origins.of_triple(made, triple)
                of_triples[triple] = min(found, of_triples.get(triple, found))
            for node in _things(made, subjects):
                found = not made.names(node), origins.of_thing(made, node)
                of_subjects[node] = min(found, of_subjects.get(node, found))
    return Places(
        {triple: place for triple, (_, place) in of_triples.items()},
        {node: place for node, (_, place) in of_subjects.items()},
    )


def _speaks_of(graph: Graph, seed: Seed, triples: Collection[Triple], subjects: Collection[NamedNode]) -> bool:
    """Whether the graph that a seed file goes into holds any of the triples or subjects; a table goes into many."""
    if seed.source.is_table:
        return True
    document = seed.content.document
    said = graph.dataset.graphs.get(document_graph(document.key()) if document else REFERENCE, set())
    return not said.isdisjoint(triples) or not _subjects(said).isdisjoint(subjects)


def _about(triple: Triple) -> NamedNode:
    """The thing that a triple is about."""
    assert isinstance(triple.subject, NamedNode)  # noqa: S101  # a build refuses blank nodes
    return triple.subject


def _subjects(triples: Iterable[Triple]) -> set[object]:
    """Everything that triples are about."""
    return {triple.subject for triple in triples}


def _things(made: Made, wanted: Collection[NamedNode]) -> list[NamedNode]:
    """The wanted things that a record speaks of, each once."""
    nodes = dict.fromkeys(triple.subject for triple in made.triples)
    return [node for node in nodes if isinstance(node, NamedNode) and node in wanted]


def _in_ontology(
    project: Project, graph: Graph, triples: Collection[Triple], subjects: Collection[NamedNode]
) -> Places:
    """The places of terms in the files of the ontology, which are read only where one is asked for."""
    said = graph.dataset.graphs.get(ONTOLOGY, set())
    terms = [triple for triple in triples if triple in said]
    things = _subjects(said)
    nodes = [node for node in subjects if node in things]
    places = Places()
    if terms or nodes:
        for file in read_rdf(sorted(project.ontology.glob("*.ttl")), project.relative):
            places.update(file.locate(terms, nodes))
    return places
