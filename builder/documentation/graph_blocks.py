"""What is in the graph: counts, named graphs, and single things as Turtle."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Final, TypeGuard

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from builder.building.dataset import ONTOLOGY, REFERENCE, RULES, document_graph
from builder.documentation.blocks import BlockError
from builder.documentation.markdown import block, code, number, paragraphs, table
from builder.documentation.material import Material
from builder.formatting.turtle import format_turtle
from builder.mapping.terms import thing
from builder.namespaces import PEELID, PREFIXES

_COUNTED: Final = (
    ("police forces", "?x a peel:Force", "all territorial forces of England and Wales", ""),
    ("inspections", "?x a peel:Inspection", "one body in one cycle", ""),
    ("judgments", "?x a peel:Judgment", "one grade each, by the strongest basis:", "?x peel:basis"),
    ("grades not found", "?x a peel:Gap", "looked for in vain; that there is none is not said", ""),
    ("figures", "?x a peel:Observation", "by status:", "?x peel:status"),
    ("findings", "?x a peel:Finding", "by kind:", "?x peel:findingKind"),
    ("collaborations", "?x a peel:Collaboration", "by kind:", "?x peel:collaborationKind"),
    ("programmes of change", "?x a peel:ChangeProgramme", "a body's own named efforts to change how it works", ""),
    ("events", "?x a peel:Event", "dated, past or to come", ""),
    ("people", "?x a foaf:Person", "public office-holders, named in office", ""),
    ("posts", "?x a org:Post", "offices named without their holder", ""),
    ("documents read", "?x a peel:Document ; peel:hasText true", "each with its facts and their lines", ""),
    ("documents cited", "?x a peel:Document ; peel:hasText false", "known from those that name them", ""),
    ("pages of the web", "?x a peel:Page", "on which the national tables stand, each as a whole", ""),
    ("runs of lines", "?x a peel:Evidence", "of the documents read, on which their facts stand", ""),
    ("doubts", "?x a peel:Doubt", "what does not add up or is unclear, by kind:", "?x peel:doubtKind"),
)

BASE: Final = f"@base <{PEELID}> ."
"""What excerpts start with, so that their IRIs are short enough to read."""

_OF_PAGES: Final = document_graph("web-")
"""How the names of the graphs begin that hold what pages of the web say."""

_PREFIX_LINES: Final = re.compile(r"\A(?:@prefix[^\n]*\n)*\n*")


def counts(material: Material, _argument: str) -> str:
    """How many there are of what the graph is about, and of what kinds."""
    rows = []
    for name, pattern, note, kind in _COUNTED:
        found = int(material.words(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")[0][0])
        rows.append([name, number(found), f"{note} {_kinds(material, pattern, kind)}".strip()])
    total = f"{number(len(material.triples))} triples in all."
    return paragraphs(table(["", "how many", ""], rows, right=(1,)), total)


def _kinds(material: Material, pattern: str, kind: str) -> str:
    if not kind:
        return ""
    query = f"SELECT ?name (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} . {kind}/rdfs:label ?name }} GROUP BY ?name"
    return ", ".join(f"{count} {name.lower()}" for name, count in material.words(f"{query} ORDER BY DESC(?n) ?name"))


def named_graphs(material: Material, _argument: str) -> str:
    """The named graphs of ``peelgraph.trig`` with their sizes; those of pages of the web in one row."""
    meaning = {
        ONTOLOGY: "classes and properties",
        REFERENCE: "forces, bodies, programmes, schemes, code lists, units; grades not found",
        RULES: "what the rules add and no document says",
    }
    graphs = sorted(material.graph.dataset.graphs.items(), key=lambda item: item[0].value)
    of_pages = [len(triples) for name, triples in graphs if name.value.startswith(_OF_PAGES.value)]
    rows = [
        [code(name.value.removeprefix(PEELID)), meaning.get(name, "what this document says"), number(len(triples))]
        for name, triples in graphs
        if not name.value.startswith(_OF_PAGES.value)
    ]
    pages = f"what this page of the web says; {number(len(of_pages))} graphs"
    rows.append([code(f"{_OF_PAGES.value.removeprefix(PEELID)}…"), pages, number(sum(of_pages))])
    rows.sort(key=lambda row: row[0])
    return table(["`…/id/`", "holds", "triples"], rows, right=(2,))


def excerpt(material: Material, argument: str) -> str:
    """Things of the graph as Turtle, all that is said of each.

    The argument holds their paths behind ``…/id/``; of the things that a path with ``*`` fits, the first in order.
    """
    things = {triple.subject.value for triple in material.triples if _is_thing(triple.subject)}
    paths = sorted(each.removeprefix(PEELID) for each in things)
    nodes = [_first(paths, pattern) for pattern in argument.split()]
    return block("turtle", "\n\n".join([BASE, *(_turtle(material, node) for node in nodes)]))


def _is_thing(node: object) -> TypeGuard[NamedNode]:
    return isinstance(node, NamedNode) and node.value.startswith(PEELID)


def _first(paths: list[str], pattern: str) -> NamedNode:
    found = next((path for path in paths if fnmatchcase(path, pattern)), None)
    if found is None:
        raise BlockError(f"the graph says nothing of {PEELID}{pattern}")
    return thing(found)


def _turtle(material: Material, node: NamedNode) -> str:
    quads = [Quad(*triple) for triple in sorted(material.triples, key=str) if triple.subject == node]
    content = serialize(quads, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    text = _PREFIX_LINES.sub("", format_turtle(content.decode(), str(node)))
    return text.replace("\t", "    ").replace(f"<{PEELID}", "<").strip()
