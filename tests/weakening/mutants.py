"""Weakened shapes: one constraint taken out, loosened, made milder or aimed elsewhere at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from builder.namespaces import PEEL, PEELSH
from builder.shacl.shapes import TARGETS, Shapes

LOOSER = {
    SH.minCount: -1, SH.maxCount: 1, SH.minLength: -1, SH.maxLength: 1,
    SH.qualifiedMinCount: -1, SH.qualifiedMaxCount: 1,
}  # fmt: skip
"""Counts, and the step that makes each allow one more case."""

MILDER: dict[Node, URIRef] = {SH.Violation: SH.Warning, SH.Warning: SH.Info}

NOT_CONSTRAINTS = {
    RDF.type, SH.path, SH.name, SH.description, SH.message, SH.severity, SH.order, SH.group, SH.prefixes, SH.select,
    SH.ask, SH.deactivated, URIRef(PEEL + "remedy"), *TARGETS,
}  # fmt: skip
"""What shapes say that asks nothing of the data."""

NOBODY = URIRef(PEEL + "Nobody")
"""A class that has no members, and a property that nothing has."""


@dataclass(frozen=True)
class Mutant:
    """Shapes with one weakness: the name of the weakened shape, what was done in which way, and the shapes."""

    rule: str
    kind: str
    what: str
    graph: Graph

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def mutants(shapes: Shapes, top: URIRef) -> Iterator[Mutant]:
    """All weakened forms of one shape with a target, each with that shape and what it consists of alone."""
    graph = part(shapes.graph, top)
    members = [top, *sorted(set(graph.objects(top, SH.property)), key=str)]
    for node in members:
        yield from _weakened(graph, node)
    for target in TARGETS:
        for value in sorted(graph.objects(top, target), key=str):
            yield _changed(graph, top, "target", (top, target, value), None)
            if target in {SH.targetClass, SH.targetSubjectsOf}:
                yield _changed(graph, top, "target", (top, target, value), (top, target, NOBODY))


def part(graph: Graph, top: Node) -> Graph:
    """A shape with all that hangs on it: property shapes, constraints, lists, prefixes."""
    found = Graph(bind_namespaces="none")
    waiting, seen = [top], set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for predicate, value in graph.predicate_objects(node):
            found.add((node, predicate, value))
            if isinstance(value, BNode) or (isinstance(value, URIRef) and (value.startswith(PEELSH) or value in seen)):
                waiting.append(value)
    return found


def _weakened(graph: Graph, node: Node) -> Iterator[Mutant]:
    for predicate, value in sorted(graph.predicate_objects(node), key=str):
        if predicate == SH.severity and value in MILDER and _decides(graph, node):
            yield _changed(graph, node, "severity", (node, predicate, value), (node, predicate, MILDER[value]))
        if predicate in NOT_CONSTRAINTS or not str(predicate).startswith(str(SH)):
            continue
        yield _changed(graph, node, "constraint taken out", (node, predicate, value), None)
        step = LOOSER.get(URIRef(str(predicate)))
        if step is not None and isinstance(value, Literal) and int(value) + step >= 0:
            loosened = Literal(str(int(value) + step), datatype=value.datatype)
            yield _changed(graph, node, "constraint loosened", (node, predicate, value), (node, predicate, loosened))


def _decides(graph: Graph, node: Node) -> bool:
    """Whether results have the severity of a shape: those of its property shapes have theirs."""
    return any(
        str(predicate).startswith(str(SH)) and predicate not in NOT_CONSTRAINTS and predicate != SH.property
        for predicate in graph.predicates(node)
    )


def _changed(
    graph: Graph, node: Node, kind: str, old: tuple[Node, Node, Node], new: tuple[Node, Node, Node] | None
) -> Mutant:
    changed = Graph(bind_namespaces="none") + graph
    changed.remove(old)
    if new is not None:
        changed.add(new)
    name = str(node).removeprefix(PEELSH)
    value = str(old[2]).removeprefix(PEELSH) if not isinstance(old[2], BNode) else "(…)"
    what = f"sh:{str(old[1]).removeprefix(str(SH))} {value[:60]}"
    return Mutant(
        name,
        kind,
        f"{what} → {str(new[2]).rpartition('#')[2].rpartition('/')[2]}" if new else f"without {what}",
        changed,
    )
