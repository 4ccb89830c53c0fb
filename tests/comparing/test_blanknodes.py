"""Blank nodes have no names: graphs that differ in these only do not differ, and a small edit is a small difference."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from builder.comparing import blanknodes
from builder.comparing.blanknodes import matched
from builder.comparing.canonical import canonical, named, together
from builder.errors import LimitError

SIDES = ("left.ttl", "right.ttl")


def iri(name: str) -> NamedNode:
    return NamedNode(f"urn:x:{name}")


def relabelled(triples: list[Triple], names: dict[str, str]) -> list[Triple]:
    def name(node: object) -> object:
        return BlankNode(names[node.value]) if isinstance(node, BlankNode) else node

    return [Triple(name(each.subject), each.predicate, name(each.object)) for each in triples]  # type: ignore[arg-type]


def is_isomorphic(left: list[Triple], right: list[Triple]) -> bool:
    """By canonicalising both as wholes, which is what RDFC-1.0 is for."""
    datasets = [Dataset(Quad(*each) for each in side) for side in (left, right)]
    for each in datasets:
        each.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return datasets[0] == datasets[1]


def matched_here(one: list[Triple], other: list[Triple]) -> tuple[list[Triple], list[Triple]]:
    """The same without processes of their own, of which hundreds would take long to start."""

    def named_here(triples: list[Triple], _name: str, _seconds: float) -> list[Triple]:
        return [quad.triple for quad in parse(" .\n".join([*named(triples), ""]), format=RdfFormat.N_TRIPLES)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blanknodes, "_named", named_here)
        return matched(one, other, SIDES)


NODES = st.integers(0, 5).map(lambda number: BlankNode(f"n{number}"))
GROUND = st.sampled_from([iri("a"), iri("b"), Literal("1")])
TRIPLES = st.builds(
    Triple, st.one_of(NODES, st.just(iri("a"))), st.sampled_from([iri("p"), iri("q")]), st.one_of(NODES, GROUND)
).filter(lambda each: isinstance(each.subject, BlankNode) or isinstance(each.object, BlankNode))
GRAPHS = st.lists(TRIPLES, max_size=8, unique=True)


@settings(deadline=None, max_examples=60)
@given(GRAPHS, st.permutations(range(6)), st.randoms(use_true_random=False))
def test_the_same_graph_with_other_names_does_not_differ(
    triples: list[Triple], order: list[int], chance: random.Random
) -> None:
    other = relabelled(triples, {f"n{number}": f"m{place}" for number, place in enumerate(order)})
    chance.shuffle(other)
    assert sorted(named(triples)) == sorted(named(other))
    left, right = matched_here(triples, other)
    assert set(left) == set(right)
    assert is_isomorphic(triples, left)


@settings(deadline=None, max_examples=60)
@given(GRAPHS, GRAPHS)
def test_two_graphs_are_the_same_only_where_they_are_isomorphic(one: list[Triple], other: list[Triple]) -> None:
    left, right = matched_here(one, other)
    assert is_isomorphic(one, left)
    assert is_isomorphic(other, right)
    assert (set(left) == set(right)) == is_isomorphic(one, other)


def test_a_small_edit_is_a_small_difference() -> None:
    """Where RDFC-1.0 by itself would give other numbers to many of the nodes."""
    left = [Triple(iri(f"thing{number}"), iri("address"), BlankNode(f"a{number}")) for number in range(50)] + [
        Triple(BlankNode(f"a{number}"), iri("street"), Literal(f"Street {number}")) for number in range(50)
    ]
    right = [
        Triple(each.subject, each.predicate, Literal("Other Street")) if each.object == Literal("Street 7") else each
        for each in left
    ]
    one, other = matched(left, relabelled(right, {f"a{number}": f"z{number}" for number in range(50)}), SIDES)
    assert {each.object for each in set(one) - set(other)} == {Literal("Street 7")}
    assert {each.object for each in set(other) - set(one)} == {Literal("Other Street")}


def test_an_edit_in_a_list_is_found_from_its_ends() -> None:
    def listed(*values: str) -> list[Triple]:
        found = [Triple(iri("list"), iri("first"), BlankNode("n0"))]
        for number, value in enumerate(values):
            found.append(Triple(BlankNode(f"n{number}"), iri("value"), Literal(value)))
            found.append(Triple(BlankNode(f"n{number}"), iri("next"), BlankNode(f"n{number + 1}")))
        return found

    left, right = matched(listed("a", "b", "c", "d"), listed("a", "x", "c", "d"), SIDES)
    assert {each.object for each in set(left) ^ set(right)} == {Literal("b"), Literal("x")}


def test_one_more_of_the_same_is_one_more() -> None:
    def same(count: int) -> list[Triple]:
        return [Triple(BlankNode(f"n{number}"), iri("p"), Literal("1")) for number in range(count)]

    left, right = matched(same(3), same(4), SIDES)
    assert set(left) < set(right)
    assert len(set(right) - set(left)) == 1


def test_groups_hang_together_by_blank_nodes_only() -> None:
    a, b, c = (BlankNode(name) for name in "abc")
    triples = [Triple(a, iri("p"), b), Triple(iri("x"), iri("p"), a), Triple(iri("x"), iri("p"), c)]
    assert sorted(map(len, together(triples))) == [1, 2]


def test_the_canonical_form_is_that_of_the_standard() -> None:
    """The unique hashes of RDFC-1.0, section 4.4 (its first example): e0 leads on, e1 is the end."""
    e0, e1 = BlankNode("e0"), BlankNode("e1")
    triples = [
        Triple(NamedNode("http://example.com/#p"), NamedNode("http://example.com/#q"), e0),
        Triple(NamedNode("http://example.com/#p"), NamedNode("http://example.com/#r"), e1),
        Triple(e0, NamedNode("http://example.com/#s"), NamedNode("http://example.com/#u")),
        Triple(e1, NamedNode("http://example.com/#t"), NamedNode("http://example.com/#u")),
    ]
    assert canonical(triples) == (
        "<http://example.com/#p> <http://example.com/#q> _:c14n0 .\n"
        "<http://example.com/#p> <http://example.com/#r> _:c14n1 .\n"
        "_:c14n0 <http://example.com/#s> <http://example.com/#u> .\n"
        "_:c14n1 <http://example.com/#t> <http://example.com/#u> .\n"
    )


def test_a_graph_that_is_made_to_harm_is_given_up() -> None:
    """Section 7.1 of RDFC-1.0: everybody knows everybody, and no one is told apart."""
    nodes = [BlankNode(f"n{number}") for number in range(14)]
    clique = [Triple(one, iri("p"), other) for one in nodes for other in nodes if one != other]
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"left\.ttl: which of its blank nodes is which was not clear after 1 second"):
        matched(clique, [], SIDES, seconds=1)
    assert time.monotonic() - start < 20
