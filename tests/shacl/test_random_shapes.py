"""Both engines on shapes and graphs made up by hypothesis: every component of SHACL Core, all paths, nested shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from builder.building.graphs import to_rdflib
from builder.namespaces import PREFIXES
from builder.shacl import fast, reference
from builder.shacl.data import Data
from builder.shacl.shapes import ShapeFile, Shapes

EX = "https://example.org/"
XSD = PREFIXES["xsd"]
HEAD = f"@prefix : <{EX}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

THINGS = [NamedNode(EX + name) for name in "abcd"]
PREDICATES = [NamedNode(EX + name) for name in ("p", "q")]
CLASSES = [NamedNode(EX + name) for name in ("C", "D")]
LITERALS = [
    Literal("x"), Literal("xyz"),
    Literal("x", language="en"), Literal("y", language="en-GB"), Literal("z", language="fr"),
    *(Literal(text, datatype=NamedNode(XSD + "integer")) for text in ("1", "2", "05")),
    *(Literal(text, datatype=NamedNode(XSD + "decimal")) for text in ("1.0", "2.5")),
    Literal("2016-11-03", datatype=NamedNode(XSD + "date")),
]  # fmt: skip

VALUES = st.sampled_from([*THINGS, *LITERALS])
TRIPLES = st.one_of(
    st.builds(Triple, st.sampled_from(THINGS), st.sampled_from(PREDICATES), VALUES),
    st.builds(Triple, st.sampled_from(THINGS), st.just(NamedNode(PREFIXES["rdf"] + "type")), st.sampled_from(CLASSES)),
)
GRAPHS = st.frozensets(TRIPLES, min_size=1, max_size=12)

PATHS = st.recursive(
    st.sampled_from([":p", ":q"]),
    lambda inner: st.one_of(
        st.builds("( {} {} )".format, inner, inner),
        st.builds("[ sh:alternativePath ( {} {} ) ]".format, inner, inner),
        st.builds("[ sh:inversePath {} ]".format, inner),
        st.builds("[ sh:zeroOrMorePath {} ]".format, inner),
        st.builds("[ sh:oneOrMorePath {} ]".format, inner),
        st.builds("[ sh:zeroOrOnePath {} ]".format, inner),
    ),
    max_leaves=3,
)
NODE_CONSTRAINTS = st.sampled_from(
    [
        "sh:class :C", "sh:datatype xsd:integer", "sh:datatype xsd:string", "sh:datatype rdf:langString",
        "sh:nodeKind sh:IRI", "sh:nodeKind sh:Literal", "sh:nodeKind sh:IRIOrLiteral", "sh:minExclusive 1",
        "sh:minInclusive 2", "sh:maxExclusive 2", "sh:maxInclusive 1.5", "sh:minLength 2", "sh:maxLength 1",
        'sh:pattern "^x"', 'sh:pattern "^X" ; sh:flags "i"', 'sh:languageIn ( "en" "de" )', 'sh:in ( :a "x" 1 )',
        "sh:equals :q", "sh:disjoint :q", "sh:hasValue :a", 'sh:hasValue "x"',
    ]
)  # fmt: skip
PROPERTY_CONSTRAINTS = st.one_of(
    NODE_CONSTRAINTS,
    st.sampled_from(
        ["sh:minCount 1", "sh:minCount 2", "sh:maxCount 1", "sh:maxCount 0", "sh:uniqueLang true", "sh:lessThan :q",
         "sh:lessThanOrEquals :q"]
    ),
)  # fmt: skip


def _shape(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Constraints that refer to other shapes."""
    return st.one_of(
        st.builds("sh:not [ {} ]".format, inner),
        st.builds("sh:and ( [ {} ] [ {} ] )".format, inner, inner),
        st.builds("sh:or ( [ {} ] [ {} ] )".format, inner, inner),
        st.builds("sh:xone ( [ {} ] [ {} ] )".format, inner, inner),
        st.builds("sh:node [ {} ]".format, inner),
        st.builds("sh:property [ sh:path {} ; {} ]".format, PATHS, PROPERTY_CONSTRAINTS),
        st.builds(
            "sh:property [ sh:path {} ; sh:qualifiedValueShape [ {} ] ; sh:qualified{}Count {} ]".format,
            PATHS, inner, st.sampled_from(["Min", "Max"]), st.integers(0, 2),
        ),
    )  # fmt: skip


SHAPES = st.recursive(NODE_CONSTRAINTS, _shape, max_leaves=4)
TARGETS = st.sampled_from(
    ["sh:targetClass :C", "sh:targetSubjectsOf :p", "sh:targetObjectsOf :p", "sh:targetNode :a , :none , 1"]
)


def shapes_of(text: str) -> Shapes:
    """Shapes from Turtle without its prefixes."""
    graph = to_rdflib(quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE))
    return Shapes("shapes", (ShapeFile("shapes", text, {}, graph),), graph)


def outcome(validate: Callable[[], Any]) -> Counter[tuple[str, ...]]:
    """The results of a validation; blank nodes of the shapes have the names of the one parse."""
    return Counter(each.identity for each in validate())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRAPHS, TARGETS, st.lists(SHAPES, min_size=1, max_size=3, unique=True))
def test_same_results(graph: frozenset[Triple], target: str, constraints: list[str]) -> None:
    bodies = "".join(f":S{number} a sh:NodeShape ; {target} ; {each} .\n" for number, each in enumerate(constraints))
    shapes = shapes_of(bodies)
    by_reference = outcome(lambda: reference.validate(graph, shapes))
    assert outcome(lambda: fast.validate(Data(sorted(graph, key=str)), shapes)) == by_reference, bodies
