"""The SHACL shapes of a folder, with the text that each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from builder.building.graphs import SIMPLE, to_rdflib
from builder.errors import InputError, Problem, SourceError
from builder.rdffiles.loading import load
from builder.rdffiles.syntax import encoding_problem, explain_all

_MAX_BYTES: Final = 50_000_000
"""The largest file of shapes that is read."""

TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)

NAMED: Final = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
LISTED: Final = (SH["and"], SH["or"], SH.xone)
"""Properties by which a shape refers to other shapes, directly and in lists."""


@dataclass(frozen=True, slots=True)
class ShapeFile:
    """One file of shapes: its name as messages show it, its text, its prefixes and its triples."""

    name: str
    text: str
    prefixes: dict[str, str]
    graph: Graph

    def place(self, iri: str) -> tuple[int, int]:
        """Line and column, 1-based, where an IRI or its prefixed name is first written; 0 and 0 where it is not."""
        names = [f"<{re.escape(iri)}>"]
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace):
                names.append(rf"(?<![\w:-]){re.escape(prefix)}:{re.escape(iri[len(namespace) :])}(?![\w-])")
        found = re.search("|".join(names), self.text)
        if found is None:
            return 0, 0
        before = self.text[: found.start()]
        return before.count("\n") + 1, found.start() - before.rfind("\n")

    def first_place(self, *iris: str) -> tuple[int, int]:
        """The place of the first of several IRIs that is written in the file."""
        return next((place for place in map(self.place, iris) if place != (0, 0)), (0, 0))


@dataclass(frozen=True, slots=True)
class Shapes:
    """All files of shapes, and their triples as one graph; ``declared`` keeps the prefixes of ontologies once found."""

    name: str
    files: tuple[ShapeFile, ...]
    graph: Graph
    declared: dict[Node, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def targeted(self) -> list[URIRef]:
        """The active shapes that choose things to look at, in the order of their IRIs."""
        nodes = {node for target in TARGETS for node in self.graph.subjects(target)}
        nodes.update(node for node in self.graph.subjects(RDF.type, SH.NodeShape) if self._is_class(node))
        return sorted(node for node in nodes if isinstance(node, URIRef) and not self._is_off(node))

    def has_target(self, shape: Node) -> bool:
        """Whether a shape, active or not, chooses things to look at."""
        return self._is_class(shape) or any((shape, target, None) in self.graph for target in TARGETS)

    def rule_name(self, node: Node | None) -> str:
        """How results call a shape or constraint: the end of its IRI, or of those of its shape and property."""
        if isinstance(node, URIRef):
            return str(node).rstrip("/#").replace("#", "/").rpartition("/")[2]
        owners = [*self.graph.subjects(SH.property, node), *self.graph.subjects(SH.sparql, node)]
        path = self.graph.value(node, SH.path)
        names = [self.rule_name(each) for each in (*owners[:1], path) if isinstance(each, URIRef)]
        return "-".join(names) or "unnamed"

    def prefixes(self, node: Node) -> dict[str, str]:
        """The prefixes of a SPARQL constraint, with those that pySHACL knows without being told."""
        found = {"rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL)}
        for ontology in self.graph.objects(node, SH.prefixes):
            if ontology not in self.declared:
                self.declared[ontology] = {
                    str(self.graph.value(each, SH.prefix)): str(self.graph.value(each, SH.namespace))
                    for imported in self.graph.transitive_objects(ontology, OWL.imports)
                    for each in self.graph.objects(imported, SH.declare)
                }
            found.update(self.declared[ontology])
        return found

    def focus_nodes(self, shape: URIRef, data: Graph) -> set[Node]:
        """What a shape looks at in some data (https://www.w3.org/TR/shacl/#targets)."""
        found: set[Node] = set()
        for node in self.graph.objects(shape, SH.targetNode):
            found.add(node)
        classes = set(self.graph.objects(shape, SH.targetClass)) | ({shape} if self._is_class(shape) else set())
        for each in classes:
            for kind in data.transitive_subjects(RDFS.subClassOf, each):
                found.update(data.subjects(RDF.type, kind))
        for predicate in self.graph.objects(shape, SH.targetSubjectsOf):
            found.update(data.subjects(predicate))
        for predicate in self.graph.objects(shape, SH.targetObjectsOf):
            found.update(data.objects(None, predicate))
        return found

    def for_evaluation(self) -> Graph:
        """The same shapes, each property shape with the targets of the node shape that it belongs to.

        ``a`` targets a class and has the property shape ``b``: so ``b`` targets the class, which means the same
        (https://www.w3.org/TR/shacl/#PropertyConstraintComponent). pySHACL then evaluates ``b`` for all things at once
        instead of once for each, in two thirds of the time. Node shapes that others refer to stay as they are.
        """
        graph = Graph(SIMPLE, bind_namespaces="none")
        graph += self.graph
        for ontology in set(self.graph.objects(None, SH.prefixes)):
            for imported in set(self.graph.transitive_objects(ontology, OWL.imports)):
                for declaration in self.graph.objects(imported, SH.declare):  # pySHACL looks no further than the first
                    graph.add((ontology, SH.declare, declaration))
        for shape in self.targeted():
            if not self.is_used(shape) and not self._needs_its_members(shape):
                for member in self._property_shapes(shape):
                    graph.remove((shape, SH.property, member))
                    for target in TARGETS:
                        for value in self.graph.objects(shape, target):
                            graph.add((member, target, value))
                    if self._is_class(shape):
                        graph.add((member, SH.targetClass, shape))
        return graph

    def _property_shapes(self, shape: Node) -> list[Node]:
        return [member for member in self.graph.objects(shape, SH.property) if (member, SH.path, None) in self.graph]

    def _needs_its_members(self, shape: Node) -> bool:
        """Whether a shape is closed, or members of it are told apart from their siblings."""
        return (shape, SH.closed, None) in self.graph or any(
            (member, SH.qualifiedValueShapesDisjoint, None) in self.graph
            for member in self.graph.objects(shape, SH.property)
        )

    def is_used(self, shape: Node) -> bool:
        """Whether another shape refers to this one."""
        return any((None, predicate, shape) in self.graph for predicate in NAMED) or any(
            shape in set(self.graph.items(head)) for predicate in LISTED for head in self.graph.objects(None, predicate)
        )

    def _is_class(self, node: Node) -> bool:
        return any(kind in {RDFS.Class, OWL.Class} for kind in self.graph.objects(node, RDF.type))

    def _is_off(self, node: Node) -> bool:
        return any(str(value) in {"true", "1"} for value in self.graph.objects(node, SH.deactivated))


def node_of(text: str) -> Node:
    """The node of the shapes that a result names (``<…>`` or ``_:…``)."""
    return BNode(text[2:]) if text.startswith("_:") else URIRef(text[1:-1])


def load_shapes(folder: Path, name: str) -> Shapes:
    """Read all Turtle files of a folder; ``name`` is how messages call the folder.

    Raises InputError where there are none or one can't be read, LimitError where one has more than 50 MB, and
    SourceError with all syntax errors.
    """
    paths = sorted(folder.glob("*.ttl"))
    if not paths:
        raise InputError(f"{name}: no shapes (*.ttl) here, so nothing would be checked")
    files: list[ShapeFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            files.append(_read(path, f"{name}/{path.name}"))
        except SourceError as error:
            problems.extend(error.problems)
    if problems:
        raise SourceError(problems)
    graph = Graph(SIMPLE, bind_namespaces="none")
    for file in files:
        graph += file.graph
    return Shapes(name, tuple(files), graph)


def _read(path: Path, name: str) -> ShapeFile:
    content = load(path, name, _MAX_BYTES)
    parser = parse(content, RdfFormat.TURTLE)
    try:
        triples = [quad.triple for quad in parser]
    except SyntaxError as error:
        raise SourceError(explain_all(content, name, error, RdfFormat.TURTLE)) from error
    if problem := encoding_problem(content, name):  # in a comment, where the parser does not look
        raise SourceError([problem])
    return ShapeFile(name, content.decode(), parser.prefixes, _graph(triples, name))


def _graph(triples: Iterable[Triple], name: str) -> Graph:
    """The triples for rdflib, with their literals as they are written."""
    triples = list(triples)
    for triple in triples:
        if not isinstance(triple.predicate, NamedNode) or isinstance(triple.object, Triple):
            raise SourceError([Problem(name, 0, 0, f"a triple term: {triple.object}", "SHACL has none")])
    return to_rdflib(triples, SIMPLE)
