"""Each shape lets the right data pass and finds exactly what is wrong with the others.

The files of ``shapes/examples/`` are found by their names; each is validated with all shapes, not only the one that it
is for.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple
from rdflib import URIRef
from rdflib.namespace import RDF, SH

from builder.checking.findings import Severity
from builder.checking.placing import found_in
from builder.namespaces import PEELID, PEELSH
from builder.places import Places
from builder.shacl.data import Data
from builder.shacl.reference import validate
from builder.shacl.shapes import Shapes
from builder.shacl.targets import focus_nodes

from .conftest import DATA, triples_of

PASSING = sorted(DATA.rglob("*_pass.ttl"))
FAILING = sorted(DATA.rglob("*_fail.ttl"))
Result = tuple[str, str, str, str]


def shape_of(path: Path) -> str:
    return path.stem.rpartition("_")[0]


def expected(path: Path) -> set[Result]:
    """What the table beside a file lists; IRIs of things without their common beginning."""
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        assert next(rows) == ["rule", "focus", "path", "value"]
        return {(rule, focus, property_, value) for rule, focus, property_, value in rows}


def test_every_shape_has_its_data(shapes: Shapes) -> None:
    names = [str(shape).removeprefix(PEELSH) for shape in shapes.targeted()]
    assert len(names) > 80
    assert [shape_of(path) for path in sorted(PASSING, key=shape_of)] == sorted(names)
    assert [shape_of(path) for path in sorted(FAILING, key=shape_of)] == sorted(names)
    known = {*PASSING, *FAILING, *(path.with_suffix(".csv") for path in FAILING), DATA / "base.ttl"}
    assert {path for path in DATA.rglob("*") if path.is_file()} == known


def test_data_stand_in_the_folder_of_their_theme(shapes: Shapes) -> None:
    themes = {
        str(shape): Path(file.name).stem
        for file in shapes.files
        for shape in file.graph.subjects(RDF.type, SH.NodeShape)
    }
    for path in (*PASSING, *FAILING):
        assert path.parent.name == themes[PEELSH + shape_of(path)], path.name


def test_all_data_that_should_pass_conform_together(shapes: Shapes, ontology: set[Triple], base: set[Triple]) -> None:
    assert validate(set().union(ontology, base, *map(triples_of, PASSING)), shapes) == []


@pytest.mark.parametrize("path", PASSING, ids=shape_of)
def test_data_that_should_pass_are_looked_at(
    path: Path, shapes: Shapes, ontology: set[Triple], base: set[Triple]
) -> None:
    data = triples_of(path)
    shape = URIRef(PEELSH + shape_of(path))
    own = {node.value for each in data for node in (each.subject, each.object) if isinstance(node, NamedNode)}
    looked_at = {each.value for each in focus_nodes(shapes, shape, Data(ontology | base | data))}
    assert looked_at & own or (shape, SH.targetNode, None) in shapes.graph


@pytest.mark.parametrize("path", FAILING, ids=shape_of)
def test_data_that_should_fail_give_exactly_these_results(
    path: Path, shapes: Shapes, ontology: set[Triple], hierarchy: set[Triple], base: set[Triple]
) -> None:
    terms = ontology if path.parent.name == "ontology" else hierarchy
    triples = terms | base | triples_of(path)
    findings = found_in(validate(triples, shapes), shapes, Data(triples), lambda _triples, _subjects: Places())
    found = {
        (each.rule, each.focus.removeprefix(PEELID), each.path, each.value.removeprefix(PEELID)) for each in findings
    }
    assert found == expected(path)
    for each in findings:
        mild = {"comparator-same-status": Severity.WARNING}
        usual = Severity.INFO if each.rule.endswith("-in-doubt") else Severity.VIOLATION
        assert each.severity == mild.get(each.rule, usual)
        assert "{?" not in each.message, "a variable that the query does not bind"


def test_every_rule_fires(shapes: Shapes) -> None:
    graph = shapes.graph
    rules = {*graph.subjects(RDF.type, SH.PropertyShape), *graph.subjects(RDF.type, SH.SPARQLConstraint)}
    rules |= {shape for shape in shapes.targeted() if (shape, SH.pattern, None) in graph}
    names = {str(rule).removeprefix(PEELSH) for rule in rules}
    assert len(names) > 250
    assert names == {rule for path in FAILING for rule, *_ in expected(path)}


def test_each_table_names_a_rule_of_its_shape(shapes: Shapes) -> None:
    for path in FAILING:
        shape = URIRef(PEELSH + shape_of(path))
        own = {shape, *shapes.graph.objects(shape, SH.property), *shapes.graph.objects(shape, SH.sparql)}
        fired = {rule for rule, *_ in expected(path)}
        missing = {str(each).removeprefix(PEELSH) for each in own if each != shape} - fired
        assert not missing, f"{path.name} lets {missing} rest"
