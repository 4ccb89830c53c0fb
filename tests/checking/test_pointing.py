"""What a result is about: the triples to look at, for paths of every form and for what remedies name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from builder.checking.pointing import pointed
from builder.shacl.data import Data
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes

from .conftest import PREFIXES

E = "http://e/"
SPARQL = "http://www.w3.org/ns/shacl#SPARQLConstraintComponent"
DATA = """
<a> <p> <b> , <c> ; <q> "x" ; <self> <a> ; a <Kind> .
<b> <p> <d> ; <q> "y" ; <back> <a> .
<c> <q> "x" .
<d> <q> "z" .
<e> <p> <a> ; <unknown> 1 .
"""
LABELLED = """\
ex:One a sh:NodeShape ; sh:targetClass peel:Force ; sh:sparql ex:bare , ex:silent , ex:naming .
ex:bare a sh:SPARQLConstraint ; sh:message "m" ; sh:select "SELECT $this WHERE { $this ?p ?o }" .
ex:silent a sh:SPARQLConstraint ; peel:remedy "Look it up." ; sh:message "m" ;
  sh:select "SELECT $this WHERE { $this ?p ?o }" .
ex:naming a sh:SPARQLConstraint ; peel:remedy "Correct `peel:value`, or `foaf:name` of what `other:name` names." ;
  sh:message "m" ; sh:select "SELECT $this WHERE { $this ?p ?o }" .
"""


def node(name: str) -> NamedNode:
    return NamedNode(E + name)


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(text, RdfFormat.TURTLE, base_iri=E)]


def first(shapes: Shapes, data: str, focus: str, path: str = "", value: Term | None = None, rule: str = "") -> set[str]:
    """The first group, as ``subject property value``, without the beginning that all IRIs share."""
    constraint = f"<https://example.org/shape/{rule}>" if rule else ""
    result = Result(node(focus), path, value, "<https://example.org/shape/One>", constraint, SPARQL, "")
    groups = pointed([result], shapes, Data(triples(data)))[result]
    return {" ".join(map(str, each)).replace(E, "") for each in groups[0]} if groups else set()


@pytest.fixture
def shapes(make_shapes: Callable[[str], Shapes]) -> Shapes:
    return make_shapes(LABELLED)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (f"<{E}p>", node("c"), {"<a> <p> <c>"}),
        (f"<{E}p>", None, {"<a> <p> <b>", "<a> <p> <c>"}),
        (f"<{E}none>", None, set()),
        (f"^<{E}p>", node("e"), {"<e> <p> <a>"}),
        (f"<{E}p>/<{E}q>", Literal("x"), {'<c> <q> "x"'}),
        (f"<{E}p>/<{E}q>", None, {'<b> <q> "y"', '<c> <q> "x"'}),
        # as far as the path leads
        (f"<{E}p>/<{E}p>/<{E}none>", None, {"<b> <p> <d>"}),
        (f"(^<{E}p>)/<{E}none>", None, {"<e> <p> <a>"}),
        # the path to a thing, and a wrong value of that thing
        (f"<{E}p>", Literal("y"), {'<b> <q> "y"'}),
        # a choice
        (f"<{E}p>|<{E}q>", Literal("x"), {'<a> <q> "x"', '<c> <q> "x"'}),
        (f"<{E}p>|<{E}q>", None, {"<a> <p> <b>", "<a> <p> <c>", '<a> <q> "x"'}),
    ],
)
def test_along_a_path(path: str, value: Term | None, expected: set[str], shapes: Shapes) -> None:
    assert first(shapes, DATA, "a", path, value) == expected


@pytest.mark.parametrize("rule", ["bare", "silent", "naming"])
def test_a_plain_value_is_found_by_any_property(rule: str, shapes: Shapes) -> None:
    assert first(shapes, DATA, "a", value=Literal("x"), rule=rule) == {'<a> <q> "x"'}


@pytest.mark.parametrize(
    ("value", "rule", "expected"),
    [
        ("b", "bare", {"<a> <p> <b>"}),
        ("e", "bare", {"<e> <p> <a>"}),  # nothing leads there, but back
        ("b", "silent", set()),  # a link by chance: the remedy means the other thing as a whole
        ("a", "bare", {"<a> <self> <a>"}),
        ("d", "bare", set()),
    ],
)
def test_a_thing_beside_the_focus(value: str, rule: str, expected: set[str], shapes: Shapes) -> None:
    assert first(shapes, DATA, "a", value=node(value), rule=rule) == expected


def test_what_is_used_and_never_described(shapes: Shapes) -> None:
    assert first(shapes, DATA, "d", value=node("unknown"), rule="bare") == {
        '<e> <unknown> "1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }
    assert first(shapes, DATA, "d", value=node("Kind"), rule="silent") == {
        "<a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <Kind>"
    }


NAMED = PREFIXES.replace("https://w3id.org/peelgraph/id/", E)


@pytest.mark.parametrize(
    ("data", "value", "expected"),
    [
        # the property that stands first in the remedy, at the thing itself
        ('<a> foaf:name "A" ; peel:value 1 .', None, "peel:value 1"),
        ('<a> foaf:name "A" .', None, 'foaf:name "A"'),
        ("<a> <p> 1 .", None, ""),
        # a link that the remedy names before one by chance, and a loop before all
        ("<a> <p> <b> ; peel:value <b> .", "b", "peel:value <b>"),
        ("<a> <p> <b> .", "b", "<p> <b>"),
        ("<a> peel:value 1 , <a> .", "a", "peel:value <a>"),
        # over another thing, back, and at last what the other thing has
        ("<a> <p> <c> . <c> peel:value <b> .", "b", "peel:value <b>"),
        ("<b> peel:value <a> .", "b", "peel:value <a>"),
        ("<b> peel:value 2 .", "b", "peel:value 2"),
    ],
)
def test_what_the_remedy_names(data: str, value: str | None, expected: str, shapes: Shapes) -> None:
    text = NAMED + data
    wanted = {str(each.object) for each in triples(f"{NAMED}<s> {expected} .")} if expected else set()
    result = Result(
        node("a"), "", node(value) if value else None, "<https://example.org/shape/One>",
        "<https://example.org/shape/naming>", SPARQL, "",
    )  # fmt: skip
    groups = pointed([result], shapes, Data(triples(text)))[result]
    assert {str(each.object) for each in (groups[0] if groups else [])} == wanted
