"""What holds for any two graphs: all that differs is told once, patches fit, and order is nothing."""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from builder.comparing.changes import Comparison
from builder.comparing.forms import DiffForm
from builder.comparing.rendering import render
from builder.comparing.service import compare
from builder.mapping.terms import term
from builder.project import Project

KINDS = ("Judgment", "Observation", "Finding", "Evidence", "Attestation", "Document", "Force", "Collaboration", "Doubt")
PROPERTIES = (
    "rdfs:label", "skos:prefLabel", "peel:grade", "peel:attestation", "peel:evidence", "peel:source", "peel:firstLine",
    "peel:basis", "peel:value", "peel:unit", "peel:metric", "peel:about", "peel:periodStart", "peel:statement",
    "peel:participant", "oa:hasSelector", "peel:judges", "peel:subject", "peel:previousJudgment", "schema:knows",
)  # fmt: skip
THINGS = st.sampled_from([NamedNode(f"https://w3id.org/peelgraph/id/x/{name}") for name in "abcdef"])
LITERALS = st.one_of(
    st.sampled_from(["a", "b", "a b"]).map(lambda text: Literal(text, language="en")),
    st.integers(0, 3).map(lambda number: Literal(str(number), datatype=term("xsd:integer"))),
    st.text(st.characters(codec="utf-8"), max_size=3).map(Literal),
)
TRIPLES = st.one_of(
    st.builds(Triple, THINGS, st.just(term("rdf:type")), st.sampled_from(KINDS).map(lambda kind: term(f"peel:{kind}"))),
    st.builds(Triple, THINGS, st.sampled_from(PROPERTIES).map(term), st.one_of(THINGS, LITERALS)),
)
GRAPHS = st.sets(TRIPLES, min_size=1, max_size=30)


def difference(left: list[Triple], right: list[Triple], rules: frozenset[Triple] = frozenset()) -> Comparison:
    """Of two graphs as TriG or N-Quads files; ``rules`` are in the graph of rules."""
    graph = "<https://w3id.org/peelgraph/id/graph/rules>"
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder, f"{side}.nq") for side in ("left", "right")]
        for name, triples in zip(names, (left, right), strict=True):
            lines = (f"{triple} {graph if triple in rules else ''} .\n" for triple in triples)
            name.write_text("".join(lines), encoding="utf-8", newline="\n")
        return compare(Project(Path(folder)), str(names[0]), str(names[1]))


def patched(triples: set[Triple], patch: str) -> set[Triple]:
    """What an RDF patch makes of a graph; fails where it deletes what is not there, or adds what is."""
    found = set(triples)
    lines = [line for line in patch.split("\n") if line and not line.startswith("#")]
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    for line in lines[1:-1]:
        code, _, statement = line.partition(" ")
        (quad,) = parse(statement, format=RdfFormat.N_TRIPLES)
        if code == "D":
            found.remove(quad.triple)
        else:
            assert code == "A"
            assert quad.triple not in found
            found.add(quad.triple)
    return found


@settings(deadline=None)
@given(GRAPHS, GRAPHS, st.sets(TRIPLES, max_size=5))
def test_every_triple_that_differs_is_told_once(left: set[Triple], right: set[Triple], rules: set[Triple]) -> None:
    result = difference(list(left), list(right), frozenset(rules))
    assert (set(result.removed), set(result.added)) == (left - right, right - left)
    for told, expected in (
        ([triple for change in result.changes for triple in change.removed], left - right),
        ([triple for change in result.changes for triple in change.added], right - left),
    ):
        assert sorted(map(str, told)) == sorted(map(str, expected))
    assert all(change.removed or change.added for change in result.changes)
    assert (result.left.triples, result.right.triples) == (len(left), len(right))


@settings(deadline=None)
@given(GRAPHS, GRAPHS)
def test_the_patch_makes_the_left_into_the_right(left: set[Triple], right: set[Triple]) -> None:
    patch = render(difference(list(left), list(right)), DiffForm.RDF_PATCH)
    assert patched(left, patch) == right


@settings(deadline=None, max_examples=30)
@given(GRAPHS)
def test_a_graph_does_not_differ_from_itself(triples: set[Triple]) -> None:
    result = difference(list(triples), list(reversed(list(triples))))
    assert not result.differs
    assert result.changes == ()
    assert patched(triples, render(result, DiffForm.RDF_PATCH)) == triples


@settings(deadline=None, max_examples=40)
@given(GRAPHS, GRAPHS, st.randoms(use_true_random=False))
def test_the_order_of_triples_is_nothing(left: set[Triple], right: set[Triple], chance: random.Random) -> None:
    one, other = sorted(left, key=str), sorted(right, key=str)
    reports = []
    for _ in range(2):
        result = difference(one, other)
        result = replace(result, left=replace(result.left, name="left"), right=replace(result.right, name="right"))
        reports.append([render(result, form) for form in DiffForm])
        chance.shuffle(one)
        chance.shuffle(other)
    assert reports[0] == reports[1]


@settings(deadline=None, max_examples=40)
@given(GRAPHS, GRAPHS)
def test_json_holds_all_triples(left: set[Triple], right: set[Triple]) -> None:
    changes = json.loads(render(difference(list(left), list(right)), DiffForm.JSON))["changes"]
    for member, expected in (("removed", left - right), ("added", right - left)):
        lines = "\n".join(line for change in changes for line in change[member])
        assert {quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES)} == expected
