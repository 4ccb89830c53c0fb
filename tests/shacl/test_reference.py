"""The reference engine: what its results say, and that the short cuts change nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from builder.building.dataset import read_ontology, read_turtle
from builder.building.graphs import to_rdflib
from builder.errors import SourceError
from builder.namespaces import PEEL, PREFIXES
from builder.project import Project
from builder.shacl import queries
from builder.shacl.paths import path_text
from builder.shacl.reference import validate
from builder.shacl.results import Result
from builder.shacl.shapes import Shapes, load_shapes
from tests.checking.conftest import LABELLED
from tests.checking.conftest import PREFIXES as HEAD

Make = Callable[[str], Shapes]
ID = "https://w3id.org/peelgraph/id/"
EX = "https://example.org/shape/"
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
EXAMPLES = Path(__file__).resolve().parents[2] / "shapes" / "examples"
ONE_GRADE = EXAMPLES / "judgment" / "JudgmentGrade_fail.ttl"

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


def graph(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE)}


@pytest.fixture
def make_shapes(tmp_path: Path) -> Make:
    """Shapes from Turtle without its prefixes, as the one file of a folder."""

    def make(text: str) -> Shapes:
        folder = tmp_path / "shapes"
        folder.mkdir(exist_ok=True)
        (folder / "own.ttl").write_text(HEAD + text, encoding="utf-8")
        return load_shapes(folder, "shapes")

    return make


def test_result_of_a_property_shape(make_shapes: Make) -> None:
    data = graph("<force/a> a peel:Force . <force/b> a peel:Force ; rdfs:label 'B' .")
    assert validate(data, make_shapes(LABELLED)) == [
        Result(
            focus=NamedNode(ID + "force/a"),
            path=f"<{LABEL.value}>",
            value=None,
            shape=f"<{EX}Labelled-label>",
            constraint="",
            component=str(SH.MinCountConstraintComponent),
            severity=str(SH.Violation),
            messages=("A force has a label.",),
        )
    ]


def test_result_of_a_constraint(make_shapes: Make) -> None:
    data = graph("<force/a> a peel:Force ; rdfs:label 'A' ; peel:region <place/r> . <place/r> rdfs:label 'R' .")
    (found,) = validate(data, make_shapes(REGION))
    assert found == Result(
        focus=NamedNode(ID + "force/a"),
        path="",
        value=NamedNode(ID + "place/r"),
        shape=f"<{EX}Region>",
        constraint=f"<{EX}has-region>",
        component=str(SH.SPARQLConstraintComponent),
        severity=str(SH.Warning),
        messages=(f"A lies in {ID}place/r, called R.",),
    )


@pytest.mark.parametrize("name", [r"back\slash", r"\1", r"\g<9>", "$this {?value} %s {0}", "</b>\n"])
def test_labels_are_only_text(name: str, make_shapes: Make) -> None:
    """pySHACL takes a backslash in a label for a group of a regular expression, and fails."""
    data = graph("<force/a> a peel:Force ; rdfs:label 'A' ; peel:region <place/r> .")
    data.add(Triple(NamedNode(ID + "place/r"), LABEL, Literal(name)))
    (found,) = validate(data, make_shapes(REGION.replace("in {?value}, ", "")))
    assert found.messages == (f"A lies called {name.replace('{?value}', ID + 'place/r')}.",)


def test_backslash_in_a_value_is_kept(make_shapes: Make) -> None:
    data = graph("<force/a> a peel:Force ; peel:region <place/r> .")
    data.add(Triple(NamedNode(ID + "force/a"), LABEL, Literal("back\\slash")))
    text = REGION.replace("?value . ?value rdfs:label ?name", "?region").replace("?label ;", "?value ;")
    text = text.replace("?value ?name ?label", "?value").replace("{?label} lies in {?value}, called {?name}.", "No.")
    (found,) = validate(data, make_shapes(text))
    assert (found.value, found.messages) == (Literal("back\\slash"), ("No.",))


def test_literals_keep_their_lexical_forms(make_shapes: Make) -> None:
    data = graph("<force/a> a peel:Force ; rdfs:label 91.0 , 'B' .")
    shapes = make_shapes(LABELLED.replace("sh:minCount 1", "sh:datatype xsd:string"))
    (found,) = validate(data, shapes)
    assert found.value == Literal("91.0", datatype=NamedNode(PREFIXES["xsd"] + "decimal"))


def test_paths_are_written_as_in_sparql(make_shapes: Make) -> None:
    text = """ex:A a sh:NodeShape ; sh:targetClass peel:Force ;
        sh:property [ sh:path ( peel:region rdfs:label ) ; sh:minCount 1 ] ;
        sh:property [ sh:path [ sh:inversePath peel:oversees ] ; sh:minCount 1 ] ;
        sh:property [ sh:path [ sh:alternativePath ( peel:region rdfs:label ) ] ; sh:minCount 1 ] ;
        sh:property [ sh:path ( [ sh:zeroOrMorePath peel:borders ] peel:region ) ; sh:minCount 1 ] ."""
    found = {
        each.path.replace(PEEL, "peel:") for each in validate(graph("<force/a> a peel:Force ."), make_shapes(text))
    }
    label = f"<{LABEL.value}>"
    assert found == {
        f"<peel:region>/{label}", "^<peel:oversees>", f"<peel:region>|{label}", "(<peel:borders>*)/<peel:region>"
    }  # fmt: skip


def test_shapes_without_iris_are_named_after_their_owner(make_shapes: Make) -> None:
    shapes = make_shapes("""ex:A a sh:NodeShape ; sh:targetClass peel:Force ;
        sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .""")
    member = shapes.graph.value(URIRef(EX + "A"), SH.property)
    assert shapes.rule_name(member) == "A-label"


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


def test_moving_targets_to_property_shapes_changes_no_result(project: Project) -> None:
    """``for_evaluation`` is a short cut: pySHACL finds the same without it, in a graph with everything wrong."""
    triples = read_ontology(project)
    for path in [EXAMPLES / "base.ttl", *sorted(EXAMPLES.rglob("*_fail.ttl"))]:
        triples |= set(read_turtle(path, path.name))
    shapes = load_shapes(project.shapes, "shapes")
    for node in list(shapes.graph.subjects(SH.sparql)):
        shapes.graph.remove((node, SH.sparql, None))  # they take long and are not touched
    short = {(each.shape, each.focus.value, each.path, each.component) for each in validate(triples, shapes)}
    _, report, _ = pyshacl.validate(to_rdflib(triples), shacl_graph=shapes.graph, inference="none")
    whole = set()
    for result in report.objects(None, SH.result):
        path = report.value(result, SH.resultPath)
        shape, focus = report.value(result, SH.sourceShape), report.value(result, SH.focusNode)
        component = str(report.value(result, SH.sourceConstraintComponent))
        whole.add((f"<{shape}>", str(focus), "" if path is None else path_text(report, path), component))
    assert len(short) > 250
    assert short == whole


def test_members_stay_with_closed_shapes(make_shapes: Make) -> None:
    """A closed shape allows the properties of its property shapes (SHACL, section 4.8.1)."""
    text = LABELLED.replace("sh:targetClass", "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:targetClass")
    data = graph("<force/a> a peel:Force ; rdfs:label 'A' ; peel:region <place/r> .")
    assert [each.path for each in validate(data, make_shapes(text))] == [f"<{PEEL}region>"]


def test_a_query_is_parsed_once(make_shapes: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def prepare(text: str) -> Query:
        parsed.append(text)
        return prepareQuery(text)

    monkeypatch.setattr("rdflib.plugins.sparql.prepareQuery", prepare)
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
    paths = (EXAMPLES / "base.ttl", ONE_GRADE)
    triples = read_ontology(project).union(*(read_turtle(path, path.name) for path in paths))
    results = validate(triples, load_shapes(project.shapes, "shapes"))
    messages = sorted(each.messages[0] for each in results if each.constraint.endswith("/one-grade>"))
    grades = "has two grades for Efficiency in Rounds 2016: Good (four-grades) and Inadequate (four-grades)"
    assert messages == [
        f"Eastshire Police {grades}, from Report 2015 and Report 2016.",
        f"Southshire Police {grades}, from Report 2016.",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["pyshacl", "fast"])
def test_same_output_for_every_hash_seed(engine: str, project: Project, tmp_path: Path) -> None:
    paths = [str(EXAMPLES / "base.ttl"), str(ONE_GRADE), str(EXAMPLES / "observation" / "Comparator_fail.ttl")]
    outputs = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(project.root)}
        command = [sys.executable, "-m", "builder", "check", "--project", str(project.root), "--engine", engine, *paths]
        done = subprocess.run(command, check=False, capture_output=True, cwd=tmp_path, env=environment)
        assert done.returncode == 1, done.stderr
        outputs.add(done.stdout)
    assert len(outputs) == 1
