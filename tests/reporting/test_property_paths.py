"""Property paths: what is written of a path node is read back to the same node."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import SH
from rdflib.term import Node

from builder.reporting.property_paths import path_node
from builder.shacl.paths import path_text

A, B, C = (f"<https://example.org/{name}>" for name in "abc")


@pytest.mark.parametrize(
    ("path", "node"),
    [
        (A, A),
        (f"^{A}", f"[ sh:inversePath {A} ]"),
        (f"{A}/{B}/{C}", f"( {A} {B} {C} )"),
        (f"{A}|{B}", f"[ sh:alternativePath ( {A} {B} ) ]"),
        (f"{A}*", f"[ sh:zeroOrMorePath {A} ]"),
        (f"{A}+", f"[ sh:oneOrMorePath {A} ]"),
        (f"{A}?", f"[ sh:zeroOrOnePath {A} ]"),
        # SPARQL 1.1, section 9.1: repetition binds more than ^, that more than /, and that more than |
        (f"^{A}*/{B}|{C}", f"[ sh:alternativePath ( ( [ sh:inversePath [ sh:zeroOrMorePath {A} ] ] {B} ) {C} ) ]"),
        (f"(^{A})*", f"[ sh:zeroOrMorePath [ sh:inversePath {A} ] ]"),
        (f"{A}/({B}|{C})", f"( {A} [ sh:alternativePath ( {B} {C} ) ] )"),
        (f"({A}/{B})/{C}", f"( ( {A} {B} ) {C} )"),
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"),
    ],
)
def test_paths_by_the_grammar(path: str, node: str) -> None:
    assert path_node(path) == node


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a path",
        "<p",
        "<p>",
        "<a b>",
        f"{A}{B}",
        f"{A}/",
        f"/{A}",
        f"({A}",
        f"{A})",
        f"()({A})",
        f"{A}**",
        f"^^{A}",
        f"!{A}",
        f"{A} / {B}",
        "(" * 5000 + A + ")" * 5000,
    ],
)
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of us or of the parser of IRIs
        path_node(path)


def build(graph: Graph, plan: object) -> Node:
    """Adds the path node of a plan, and gives it: an IRI, or an operator with its paths."""
    if isinstance(plan, str):
        return URIRef(f"https://example.org/{plan}")
    assert isinstance(plan, tuple)
    kind, members = plan
    nodes = [build(graph, member) for member in members]
    if kind == "sequence":
        head = BNode()
        Collection(graph, head, nodes)
        return head
    node = BNode()
    if kind == "alternative":
        head = BNode()
        Collection(graph, head, nodes)
        graph.add((node, SH.alternativePath, head))
    else:
        graph.add((node, SH[kind], nodes[0]))
    return node


UNARY = ("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
PLANS = st.recursive(
    st.sampled_from("abc"),
    lambda inner: (
        st.tuples(st.sampled_from(UNARY), st.tuples(inner))
        | st.tuples(st.sampled_from(["sequence", "alternative"]), st.lists(inner, min_size=2, max_size=3))
    ),
    max_leaves=8,
)
"""Path nodes of every kind (https://www.w3.org/TR/shacl/#property-paths); lists have two members or more."""


@given(PLANS)
def test_every_path_node_comes_back(plan: object) -> None:
    asked, holder = URIRef("https://example.org/shape"), Graph()
    holder.add((asked, SH.path, build(holder, plan)))
    (path,) = holder.objects(asked, SH.path)
    written = f"@prefix sh: <{SH}> . <{asked}> sh:path {path_node(path_text(holder, path))} ."
    assert isomorphic(Graph().parse(data=written, format="turtle"), holder)
