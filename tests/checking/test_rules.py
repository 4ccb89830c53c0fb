"""The rules that shapes hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib.namespace import RDF, SH

from builder.checking.findings import Severity
from builder.checking.rules import rules_of
from builder.namespaces import PEELSH
from builder.places import Place
from builder.project import Project
from builder.shacl.shapes import Shapes, load_shapes

from .conftest import LABELLED, PREFIXES

Make = Callable[[str], Shapes]

CONSTRAINT = """\
ex:Counted a sh:NodeShape ; sh:targetClass peel:Cycle ; sh:severity sh:Info ; sh:sparql ex:counted .
ex:counted a sh:SPARQLConstraint ;
    sh:name "Count"@en ;
    sh:message "{?label}: {?otherLabel} is counted."@en ;
    sh:description "Counts count."@en ;
    peel:remedy "Count {?otherLabel} again."@en ;
    sh:select "SELECT $this WHERE { $this ?p ?o }" .
"""


def line_of(text: str, mark: str) -> int:
    return (PREFIXES + text).partition(mark)[0].count("\n") + 1


def test_rule_of_a_property_shape(make_shapes: Make) -> None:
    shape, label = rules_of(make_shapes(LABELLED), {"Labelled": 7})
    assert (shape.name, label.name) == ("Labelled", "Labelled-label")
    assert label.iri == "https://example.org/shape/Labelled-label"
    assert label.severity is Severity.VIOLATION
    assert label.title == "Labelled-label"  # it has no sh:name
    assert label.message == "A force has a label."
    assert (label.why, label.remedy) == ("", "")
    assert label.shape == "Labelled"
    assert label.looked_at == shape.looked_at == 7
    # not where ex:Labelled names it, but where it is described
    assert label.place == Place("shapes/own.ttl", line_of(LABELLED, "ex:Labelled-label a"), 1)


def test_rule_of_a_constraint(make_shapes: Make) -> None:
    shape, rule = rules_of(make_shapes(CONSTRAINT), {"Counted": 2})
    assert (shape.name, rule.name) == ("Counted", "counted")
    assert rule.severity is Severity.INFO  # that of its shape
    assert (rule.title, rule.why) == ("Count", "Counts count.")
    assert rule.message == "‹other label› is counted."
    assert rule.remedy == "Count ‹other label› again."
    assert (rule.shape, rule.looked_at) == ("Counted", 2)


def test_rules_without_names_are_called_by_shape_and_property(make_shapes: Make) -> None:
    text = """
    ex:Shape a sh:NodeShape ; sh:targetClass peel:Force ;
        sh:property [ sh:path rdfs:label ; sh:minCount 1 ] , [ sh:path rdfs:label ; sh:maxCount 1 ] .
    """
    rules = rules_of(make_shapes(text), {"Shape": 1})
    assert [rule.name for rule in rules] == ["Shape", "Shape-label"]
    assert rules[1].iri == ""
    assert rules[1].place == rules[0].place == Place("shapes/own.ttl", line_of(text, "ex:Shape a"), 5)
    assert rules[1].looked_at == 1


def test_rule_that_several_shapes_use(make_shapes: Make) -> None:
    text = """
    ex:A a sh:NodeShape ; sh:targetClass peel:Force ; sh:property ex:P .
    ex:B a sh:NodeShape ; sh:targetClass peel:Cycle ; sh:or ( ex:C ex:D ) .
    ex:C a sh:NodeShape ; sh:property ex:P .
    ex:D a sh:NodeShape ; sh:nodeKind sh:IRI .
    ex:Off a sh:NodeShape ; sh:targetClass peel:Metric ; sh:deactivated true ; sh:property ex:P .
    ex:P a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 .
    """
    rules = {rule.name: rule for rule in rules_of(make_shapes(text), {"A": 3, "B": 4, "Off": 100})}
    assert (rules["P"].shape, rules["P"].looked_at) == ("A", 7)
    assert (rules["D"].shape, rules["D"].looked_at) == ("B", 4)
    assert (rules["Off"].shape, rules["Off"].looked_at) == ("Off", 0)


def test_texts_are_english_where_they_can_be(make_shapes: Make) -> None:
    text = LABELLED.replace("sh:minCount 1 ;", 'sh:minCount 1 ; sh:name "Label"@en , "Label Cymraeg"@cy , "A" ;')
    assert rules_of(make_shapes(text), {})[1].title == "Label"


@pytest.fixture(scope="module")
def shapes(project: Project) -> Shapes:
    return load_shapes(project.shapes, "shapes")


def test_all_rules_of_the_project(shapes: Shapes) -> None:
    rules = rules_of(shapes, {})
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    names = {str(node).removeprefix(PEELSH) for kind in kinds for node in shapes.graph.subjects(RDF.type, kind)}
    assert [rule.name for rule in rules] == sorted(names)
    targeted = {shapes.rule_name(shape) for shape in shapes.targeted()}
    for rule in rules:
        assert rule.iri == PEELSH + rule.name
        assert rule.shape in targeted
        assert rule.title
        assert rule.why
        assert "{?" not in rule.message + rule.remedy
        file = next(file for file in shapes.files if file.name == rule.place.file)
        assert file.text.splitlines()[rule.place.line - 1] == f"peelsh:{rule.name}"
