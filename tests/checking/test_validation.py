"""One validation: what findings say, and that the short cuts change nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from builder.building.dataset import read_ontology, read_turtle
from builder.building.graphs import to_rdflib
from builder.checking import queries
from builder.checking.findings import Finding, Severity, compact
from builder.checking.shapes import Shapes, load_shapes
from builder.checking.validation import validate
from builder.errors import SourceError
from builder.project import Project

from .conftest import LABELLED, graph

Make = Callable[[str], Shapes]
ID = Namespace("https://w3id.org/peelgraph/id/")
FAILING = Path(__file__).resolve().parent.parent / "shapes" / "data"
ONE_GRADE = FAILING / "judgment" / "JudgmentGrade_fail.ttl"

REGION = """\
ex:prefixes a owl:Ontology ; sh:declare ex:peel .
ex:peel sh:prefix "peel" ; sh:namespace "https://w3id.org/peelgraph/def/"^^xsd:anyURI .
ex:Region a sh:NodeShape ; sh:severity sh:Warning ; sh:targetClass peel:Force ; sh:sparql ex:has-region .
ex:has-region a sh:SPARQLConstraint ; sh:prefixes ex:prefixes ;
    sh:message "{?label} lies in {?value}, called {?name}." ;
    sh:select \"\"\"
SELECT $this ?value ?name ?label
WHERE { $this rdfs:label ?label ; peel:region ?value . ?value rdfs:label ?name }
\"\"\" .
"""


def test_finding_of_a_property_shape(make_shapes: Make) -> None:
    data = graph("<force/a> a peel:Force . <force/b> a peel:Force ; rdfs:label 'B' .")
    assert validate(data, make_shapes(LABELLED)) == [
        Finding("Labelled-label", Severity.VIOLATION, str(ID["force/a"]), "", "rdfs:label", "", "A force has a label.")
    ]


def test_finding_of_a_constraint(make_shapes: Make) -> None:
    data = graph("<force/a> a peel:Force ; rdfs:label 'A' ; peel:region <place/r> . <place/r> rdfs:label 'R' .")
    (found,) = validate(data, make_shapes(REGION))
    region = str(ID["place/r"])
    message = f"A lies in {region}, called R."
    assert found == Finding("has-region", Severity.WARNING, str(ID["force/a"]), "A", "", region, message)


@pytest.mark.parametrize("name", [r"back\slash", r"\1", r"\g<9>", "$this {?value} %s {0}", "</b>\n"])
def test_labels_are_only_text(name: str, make_shapes: Make) -> None:
    """pySHACL takes a backslash in a label for a group of a regular expression, and fails."""
    data = graph("<force/a> a peel:Force ; peel:region <place/r> .")
    data.add((ID["force/a"], RDFS.label, Literal("A")))
    data.add((ID["place/r"], RDFS.label, Literal(name)))
    (found,) = validate(data, make_shapes(REGION.replace("in {?value}, ", "")))
    assert found.message == f"A lies called {name.replace('{?value}', str(ID['place/r']))}."


def test_backslash_in_a_value_is_kept(make_shapes: Make) -> None:
    data = graph("<force/a> a peel:Force .")
    data.add((ID["force/a"], RDFS.label, Literal("back\\slash")))
    text = REGION.replace("?value . ?value rdfs:label ?name", "?region").replace("?label ;", "?value ;")
    text = text.replace("?value ?name ?label", "?value").replace("{?label} lies in {?value}, called {?name}.", "No.")
    data.add((ID["force/a"], URIRef("https://w3id.org/peelgraph/def/region"), ID["place/r"]))
    (found,) = validate(data, make_shapes(text))
    assert (found.value, found.message) == ("back\\slash", "No.")


def test_shapes_without_iris_are_named_after_their_owner(make_shapes: Make) -> None:
    text = """ex:A a sh:NodeShape ; sh:targetClass peel:Force ;
        sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ;
        sh:property [ sh:path ( peel:region rdfs:label ) ; sh:minCount 1 ] ;
        sh:property [ sh:path [ sh:inversePath peel:oversees ] ; sh:minCount 1 ] ."""
    found = validate(graph("<force/a> a peel:Force ."), make_shapes(text))
    assert [(each.rule, each.path) for each in found] == [
        ("A", "^peel:oversees"), ("A", "peel:region/rdfs:label"), ("A-label", "rdfs:label")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        LABELLED.replace("sh:minCount 1", "sh:minCount 'one'"),
        LABELLED.replace("sh:minCount 1", "sh:pattern '('"),
        REGION.replace("WHERE {", "WHERE { SERVICE <http://localhost:1/> { ?a ?b ?c }"),
        LABELLED.replace("sh:path rdfs:label ;", "sh:path rdfs:label ; sh:path rdfs:comment ;"),
    ],
)
def test_shapes_that_cannot_be_evaluated(text: str, make_shapes: Make) -> None:
    data = graph("<force/a> a peel:Force ; rdfs:label 'A' ; peel:region <place/r> . <place/r> rdfs:label 'R' .")
    with pytest.raises(SourceError, match="these shapes can't be evaluated"):
        validate(data, make_shapes(text))


def test_nothing_is_fetched(make_shapes: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", opened)
    text = LABELLED + "ex:o a owl:Ontology ; owl:imports <http://example.org/more> ."
    data = graph("<force/a> a peel:Force . ex:o a owl:Ontology ; owl:imports <http://example.org/more> .")
    assert len(validate(data, make_shapes(text))) == 1


def spoilt(project: Project) -> Graph:
    """All data of the shape tests that should fail, as one graph with everything wrong at once."""
    triples = read_ontology(project)
    for path in [FAILING / "base.ttl", *sorted(FAILING.rglob("*_fail.ttl"))]:
        triples |= set(read_turtle(path, path.name))
    return to_rdflib(sorted(triples, key=str))


def test_moving_targets_to_property_shapes_changes_no_result(project: Project) -> None:
    """``for_evaluation`` is a short cut: pySHACL finds the same without it."""
    data = spoilt(project)
    shapes = load_shapes(project.shapes, "shapes")
    for node in list(shapes.graph.subjects(SH.sparql)):
        shapes.graph.remove((node, SH.sparql, None))  # they take long and are not touched
    short = {(each.rule, each.focus, each.path, each.value) for each in validate(data, shapes)}
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes.graph, inference="none")
    whole = set()
    for result in report.objects(None, SH.result):
        focus, value = str(report.value(result, SH.focusNode)), report.value(result, SH.value)
        path = report.value(result, SH.resultPath)
        names = [path] if isinstance(path, URIRef) else list(report.items(path)) if path is not None else []
        shown = "" if value is None or (path is None and str(value) == focus) else str(value)
        rule = shapes.rule_name(report.value(result, SH.sourceShape))
        whole.add((rule, focus, "/".join(compact(str(each)) for each in names), shown))
    assert len(short) > 250
    assert short == whole


def test_a_query_is_parsed_once(make_shapes: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def prepare(text: str) -> Query:
        parsed.append(text)
        return prepareQuery(text)

    monkeypatch.setattr(queries, "prepareQuery", prepare)
    forces = " ".join(f"<force/{n}> a peel:Force ; rdfs:label '{n}' ; peel:region <place/r> ." for n in range(9))
    shapes = make_shapes(REGION.replace("?label ; peel", "?label ;  peel"))  # a text that no other test has
    assert len(validate(graph(forces + " <place/r> rdfs:label 'R' ."), shapes)) == 9
    assert len(parsed) == 1


def test_declarations_in_any_order_are_one_query() -> None:
    a, b = "PREFIX a: <http://a/>\n", "PREFIX b: <http://b/>\n"
    assert queries.prepare(f"{a}{b}\nSELECT * {{ a:x b:y ?z }}") is queries.prepare(
        f"{b}{a}\nSELECT * {{ a:x b:y ?z }}"
    )
    assert queries.prepare(f"{a}\nSELECT * {{ a:x ?y ?z }}") is not queries.prepare(
        "PREFIX a: <http://other/>\n\nSELECT * { a:x ?y ?z }"
    )


def test_message_about_two_grades_names_both_and_the_documents(project: Project) -> None:
    paths = (FAILING / "base.ttl", ONE_GRADE)
    triples = read_ontology(project).union(*(read_turtle(path, path.name) for path in paths))
    findings = validate(to_rdflib(triples), load_shapes(project.shapes, "shapes"))
    messages = [each.message for each in findings if each.rule == "one-grade"]
    grades = "has two grades for Efficiency in Rounds 2016: Good (four-grades) and Inadequate (four-grades)"
    assert messages == [
        f"Eastshire Police {grades}, from Report 2015 and Report 2016.",
        f"Southshire Police {grades}, from Report 2016.",
    ]


def test_same_output_for_every_hash_seed(project: Project, tmp_path: Path) -> None:
    paths = [str(FAILING / "base.ttl"), str(ONE_GRADE), str(FAILING / "observation" / "Comparator_fail.ttl")]
    outputs = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(project.root)}
        command = [sys.executable, "-m", "builder", "check", "--project", str(project.root), *paths]
        done = subprocess.run(command, check=False, capture_output=True, cwd=tmp_path, env=environment)
        assert done.returncode == 1, done.stderr
        outputs.add(done.stdout)
    assert len(outputs) == 1
