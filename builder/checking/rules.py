"""The rules that shapes hold: every shape and constraint that a result can come from, or that such a one uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from builder.checking.findings import SEVERITIES, Rule, Severity
from builder.checking.wording import REMEDY, general
from builder.places import NOWHERE, Place
from builder.shacl.shapes import LISTED, NAMED, ShapeFile, Shapes

_KINDS: Final = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
_LINKS: Final = (*NAMED, SH.sparql)


def rules_of(shapes: Shapes, looked_at: Mapping[str, int]) -> tuple[Rule, ...]:
    """All rules in the order of their names, each name once.

    ``looked_at`` says how many things each shape with targets looked at, by its name; a rule that several of them use
    looked at those of all.
    """
    targeted = set(shapes.targeted())
    found = (_rule(shapes, node, targeted, looked_at) for node in rule_nodes(shapes.graph))
    unique: dict[str, Rule] = {}
    for rule in sorted(found, key=lambda each: (each.name, each.iri, each.message, each.title)):
        unique.setdefault(rule.name, rule)
    return tuple(unique.values())


def rule_nodes(graph: Graph) -> set[Node]:
    """The shapes and constraints of a graph, as far as they can be told by name or belong to one that can."""
    nodes = {node for kind in _KINDS for node in graph.subjects(RDF.type, kind)}
    nodes |= {node for link in (SH.property, SH.sparql) for node in graph.objects(None, link)}
    return {node for node in nodes if isinstance(node, URIRef) or _named_owner(graph, node)}


def owners(graph: Graph, node: Node) -> list[URIRef]:
    """The shapes with a name that a shape or constraint is part of, or that use it."""
    found = {owner for link in _LINKS for owner in graph.subjects(link, node)}
    for link in LISTED:
        found |= {owner for owner, head in graph.subject_objects(link) if node in set(graph.items(head))}
    return sorted(owner for owner in found if isinstance(owner, URIRef))


def members(graph: Graph, node: Node) -> list[Node]:
    """The property shapes and constraints of a shape, in the order of their names."""
    return sorted((each for link in (SH.property, SH.sparql) for each in graph.objects(node, link)), key=str)


def targeted_owners(graph: Graph, node: Node, targeted: Collection[URIRef]) -> list[URIRef]:
    """The shapes that choose the things which a rule looks at, among those with targets: itself, or those above it."""
    found: set[URIRef] = set()
    seen: set[Node] = set()
    waiting: list[Node] = [node]
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        if isinstance(each, URIRef) and each in targeted:
            found.add(each)
        waiting.extend(owners(graph, each))
    return sorted(found)


def severity_of(graph: Graph, node: Node) -> Severity:
    """A shape's own severity; that of a SPARQL constraint is the one of its shape (SHACL, section 5.3.2)."""
    for each in (node, *graph.subjects(SH.sparql, node)):
        given = graph.value(each, SH.severity)
        if given is not None:
            return SEVERITIES[str(given)]
    return Severity.VIOLATION


def text_of(graph: Graph, node: Node, predicate: URIRef) -> str:
    """The text of a shape for one of its properties, in English where there is one; empty where there is none."""
    texts = [each for each in graph.objects(node, predicate) if isinstance(each, RdflibLiteral)]
    return min(((each.language != "en", str(each)) for each in texts), default=(False, ""))[1]


def place_of(shapes: Shapes, node: Node) -> Place:
    """Where a shape or constraint is written: the line that begins with its name, else the first that names it."""
    for file in shapes.files:
        if (node, None, None) in file.graph:
            named: Iterable[Node] = [node] if isinstance(node, URIRef) else owners(shapes.graph, node)
            return next((Place(file.name, *_definition(file, str(each))) for each in named), Place(file.name))
    return NOWHERE


def _rule(shapes: Shapes, node: Node, targeted: Collection[URIRef], looked_at: Mapping[str, int]) -> Rule:
    graph = shapes.graph
    name = shapes.rule_name(node)
    above = [shapes.rule_name(each) for each in targeted_owners(graph, node, targeted)]
    return Rule(
        name=name,
        iri=str(node) if isinstance(node, URIRef) else "",
        severity=severity_of(graph, node),
        title=text_of(graph, node, SH.name) or name,
        message=general(text_of(graph, node, SH.message)),
        why=text_of(graph, node, SH.description),
        remedy=general(text_of(graph, node, REMEDY)),
        shape=above[0] if above else name,
        place=place_of(shapes, node),
        looked_at=sum(looked_at.get(each, 0) for each in above),
    )


def _named_owner(graph: Graph, node: Node) -> bool:
    return any(isinstance(each, URIRef) for link in (SH.property, SH.sparql) for each in graph.subjects(link, node))


def _definition(file: ShapeFile, iri: str) -> tuple[int, int]:
    names = [f"<{iri}>"]
    names.extend(f"{key}:{iri[len(value) :]}" for key, value in file.prefixes.items() if iri.startswith(value))
    found = min((at for at in (_first_of_line(file.text, name) for name in names) if at >= 0), default=-1)
    return (file.text.count("\n", 0, found) + 1, 1) if found >= 0 else file.place(iri)


def _first_of_line(text: str, name: str) -> int:
    """Where a name first begins a line and stands alone, -1 where it never does. A pattern for each takes too long."""
    at = 0
    while not (text.startswith(name, at) and text[at + len(name) : at + len(name) + 1].isspace()):
        at = text.find(f"\n{name}", at) + 1
        if not at:
            return -1
    return at
