"""The shapes, as they describe themselves: what each asks for, how grave a breach is, why, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from builder.checking.explain import TARGET_WORDS, RuleBook
from builder.checking.rules import owners, rule_nodes
from builder.documentation.markdown import anchor, code, paragraphs, text
from builder.documentation.material import Material
from builder.documentation.ontology_blocks import THEMES
from builder.namespaces import PEELSH, curie
from builder.shacl.shapes import ShapeFile, load_shapes

_ABOUT_TERMS: Final = "Terms of the ontology"
_CODE: Final = re.compile(r"\\`(.*?)\\`")
_ESCAPE: Final = re.compile(r"\\(.)")


def shape_reference(material: Material, _argument: str) -> str:
    """Every shape and constraint under its name, which is the name that a check reports."""
    project = material.project
    shapes = load_shapes(project.shapes, project.relative(project.shapes))
    book = RuleBook(project, shapes, project.shapes)
    return paragraphs(*(part for file in shapes.files if shape_names(file.graph) for part in _file(file, book)))


def shape_names(graph: Graph) -> list[str]:
    """The names of all shapes and constraints of a graph that have an IRI, in order."""
    return sorted(str(node).removeprefix(PEELSH) for node in rule_nodes(graph) if isinstance(node, URIRef))


def _file(file: ShapeFile, book: RuleBook) -> Iterator[str]:
    yield f"## {THEMES.get(PurePath(file.name).stem, _ABOUT_TERMS)} ({file.name})"
    for name in shape_names(file.graph):
        yield f"### {name}"
        yield _described(file.graph, name, book)


def _described(graph: Graph, name: str, book: RuleBook) -> str:
    rule = book.rules[name]
    looks_at, remedy = _looks_at(graph, URIRef(PEELSH + name)), book.remedy(rule)
    parts = [
        f"**{rule.severity.capitalize()}.**",
        text(rule.message),
        f"*{text(rule.why)}*" if rule.why else "",
        f"Looks at {looks_at}." if looks_at else "",
        f"To mend: {_with_code(remedy)}" if remedy else "",
    ]
    return " ".join(filter(None, parts))


def _looks_at(graph: Graph, node: URIRef) -> str:
    """The targets of a shape, or the property and the shapes that it is part of."""
    found = [(words, value) for target, words in TARGET_WORDS.items() for value in _texts(graph.objects(node, target))]
    targets = [words.format(code(curie(value))) for words, value in found]
    if targets:
        return " and ".join(targets)
    path = graph.value(node, SH.path)
    paths = [code(curie(str(path)))] if isinstance(path, URIRef) else []
    above = [f"[{name}](#{anchor(name)})" for name in _above(graph, node)]
    return " of ".join([*paths, *([", ".join(above)] if above else [])])


def _above(graph: Graph, node: URIRef) -> list[str]:
    """The names of the shapes that a property shape or a constraint belongs to."""
    return _texts(str(owner).removeprefix(PEELSH) for owner in owners(graph, node))


def _texts(nodes: Iterable[Node | str]) -> list[str]:
    return sorted(map(str, nodes))


def _with_code(words: str) -> str:
    """Plain words in which parts stand between backticks already, in the type of code."""
    return _CODE.sub(lambda match: code(_ESCAPE.sub(r"\1", match[1])), text(words))
