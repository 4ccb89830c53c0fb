"""Both engines on graphs with errors planted at random: the same results for the project's shapes.

Each graph is the small made-up world of the examples with some of its triples taken out, changed or added. The seeds of
the random numbers are fixed, so that a failure can be repeated.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from builder.building.dataset import read_ontology, read_turtle
from builder.namespaces import PEEL, PREFIXES
from builder.project import Project
from builder.shacl import fast, reference
from builder.shacl.data import Data
from builder.shacl.shapes import Shapes, load_shapes

XSD = PREFIXES["xsd"]
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
ERRORS = 25
"""How many errors a graph gets."""


@pytest.fixture(scope="module")
def shapes(project: Project) -> Shapes:
    return load_shapes(project.shapes, "shapes")


@pytest.fixture(scope="module")
def world(project: Project) -> list[Triple]:
    """All examples that conform, together, with the class hierarchy and the header of the ontology."""
    folder = project.shapes / "examples"
    triples: set[Triple] = set()
    for path in [folder / "base.ttl", *sorted(folder.rglob("*_pass.ttl"))]:
        triples |= set(read_turtle(path, path.name))
    hierarchy = {NamedNode(PREFIXES["rdfs"] + "subClassOf"), NamedNode(PREFIXES["rdfs"] + "isDefinedBy")}
    header = NamedNode(PEEL)
    triples |= {each for each in read_ontology(project) if each.predicate in hierarchy or each.subject == header}
    return sorted(triples, key=str)


def another(term: NamedNode | Literal, terms: list[NamedNode | Literal], chance: random.Random) -> NamedNode | Literal:
    """Something else in the place of a value: any other term, or a literal that is slightly wrong."""
    if isinstance(term, Literal) and chance.random() < 0.7:
        return chance.choice(
            [
                Literal(term.value),
                Literal(term.value, language="fr"),
                Literal(term.value + "x", language="en"),
                Literal("-1", datatype=NamedNode(XSD + "integer")),
                Literal("1.50", datatype=NamedNode(XSD + "decimal")),
                Literal("2031-01-01", datatype=NamedNode(XSD + "date")),
                Literal(""),
            ]
        )
    return chance.choice(terms)


def spoilt(world: list[Triple], chance: random.Random) -> set[Triple]:
    """The world with errors."""
    triples = set(world)
    terms = sorted({t.object for t in world if isinstance(t.object, NamedNode | Literal)}, key=str)
    for _ in range(ERRORS):
        hit = chance.choice(world)
        assert isinstance(hit.object, NamedNode | Literal)
        what = chance.choice(["take out", "change", "add", "turn", "lose the label"])
        if what in {"take out", "change"}:
            triples.discard(hit)
        if what in {"change", "add"}:
            triples.add(Triple(hit.subject, hit.predicate, another(hit.object, terms, chance)))
        if what == "turn" and isinstance(hit.object, NamedNode):
            triples.discard(hit)
            triples.add(Triple(hit.object, hit.predicate, hit.subject))
        if what == "lose the label":
            triples = {each for each in triples if each.subject != hit.subject or each.predicate != LABEL}
    return triples


def same(triples: set[Triple], shapes: Shapes) -> int:
    """Compare the engines; returns how many results there are."""
    by_reference = Counter(each.identity for each in reference.validate(triples, shapes))
    by_fast = Counter(each.identity for each in fast.validate(Data(sorted(triples, key=str)), shapes))
    assert by_fast == by_reference
    return by_reference.total()


@pytest.mark.parametrize("seed", range(4))
def test_planted_errors(seed: int, world: list[Triple], shapes: Shapes) -> None:
    assert same(spoilt(world, random.Random(seed)), shapes) > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 160))
def test_many_planted_errors(seed: int, world: list[Triple], shapes: Shapes) -> None:
    assert same(spoilt(world, random.Random(seed)), shapes) > 10


def test_the_world_itself_conforms(world: list[Triple], shapes: Shapes) -> None:
    assert same(set(world), shapes) == 0


def test_all_examples_that_fail(project: Project, shapes: Shapes) -> None:
    folder: Path = project.shapes / "examples"
    triples = read_ontology(project)
    for path in [folder / "base.ttl", *sorted(folder.rglob("*_fail.ttl"))]:
        triples |= set(read_turtle(path, path.name))
    assert same(triples, shapes) > 500
