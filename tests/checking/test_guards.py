"""Mistakes in shapes that a validator passes over: each is planted, and has to be found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph

from builder.checking.guards import check_shapes, unreached
from builder.errors import InputError, SourceError
from builder.project import Project
from builder.shacl.shapes import Shapes, load_shapes

from .conftest import LABELLED, PREFIXES, graph

Make = Callable[[str], Shapes]

SPARQL = """\
ex:prefixes a owl:Ontology ; sh:declare ex:peel .
ex:peel sh:prefix "peel" ; sh:namespace "https://w3id.org/peelgraph/def/"^^xsd:anyURI .
ex:Region a sh:NodeShape ; sh:targetClass peel:Force ; sh:sparql ex:has-region .
ex:has-region a sh:SPARQLConstraint ; sh:prefixes ex:prefixes ; sh:select \"\"\"
SELECT $this
WHERE { $this peel:region ?region }
\"\"\" .
"""
SECOND_FORCE = "<force/b> a peel:Force .\n"


def place(text: str, mark: str) -> tuple[int, int]:
    """Line and column of a mark in the file that a text becomes."""
    before = (PREFIXES + text).partition(mark)[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://www.w3.org/ns/shacl#", "https://www.w3.org/ns/shacl#"),
        ("sh:minCount", "sh:mincount"),
        ("peel:Force", "peel:force"),
        (LABELLED, ""),
    ],
)
def test_validator_alone_passes_over_these(old: str, new: str) -> None:
    """Why there are guards: a force without a label is found until the shapes are spoilt, and then it is not."""
    data = graph("<force/a> a peel:Force .")
    text = PREFIXES + LABELLED
    assert not pyshacl.validate(data, shacl_graph=Graph().parse(data=text, format="turtle"))[0]
    assert pyshacl.validate(data, shacl_graph=Graph().parse(data=text.replace(old, new), format="turtle"))[0]


@pytest.mark.parametrize(
    ("text", "said", "mark"),
    [
        (LABELLED.replace("sh:minCount", "sh:mincount"), "SHACL has no term sh:mincount", "sh:mincount"),
        (LABELLED.replace("peel:Force", "peel:force"), "the ontology declares no term peel:force", "peel:force"),
        (LABELLED.replace("rdfs:label ;", "peel:labell ;"), "no term peel:labell", "peel:labell"),
        (LABELLED.replace("rdfs:label ;", "( peel:region peel:nam ) ;"), "no term peel:nam", "peel:nam"),
        (LABELLED.replace("rdfs:label ;", "skos:prefLable ;"), "core#> has no term skos:prefLable", "skos:prefLable"),
        (LABELLED.replace("sh:minCount 1", "sh:class foaf:Pearson"), "has no term foaf:Pearson", "foaf:Pearson"),
        (LABELLED.replace("sh:minCount 1", "sh:equals peel:labell"), "no term peel:labell", "peel:labell"),
        (LABELLED.replace("sh:Violation", "sh:Info ; sh:rule ex:r"), "sh:rule is not evaluated", "sh:rule"),
        (LABELLED.replace("sh:Violation", 'sh:Info ; peel:remdy "Mend."'), "no term peel:remdy", "peel:remdy"),
        (LABELLED.replace("sh:minCount 1", "sh:in ( peel:Basis peel:Bases )"), "no term peel:Bases", "peel:Bases"),
        (LABELLED.replace("sh:Violation", "ex:Grave"), "is no severity", "ex:Grave"),
        (LABELLED.replace("sh:property", "rdfs:seeAlso"), "no other shape uses it", "ex:Labelled-label"),
        (SPARQL.replace("peel:region", "peel:regoin"), "no term peel:regoin", "peel:regoin"),
        (SPARQL.replace("peel:region", "!(peel:regoin|peel:scheme)/^peel:code*"), "no term peel:regoin", "peel:regoin"),
        (SPARQL.replace("{ $this", "{ [ $this"), "no SPARQL in line 3, column ", "ex:has-region"),
        (SPARQL.replace("peel:region ?", "pel:region ?"), "Unknown namespace prefix : pel", "ex:has-region"),
    ],
)
def test_slips_are_found_with_their_place(text: str, said: str, mark: str, make_shapes: Make, ontology: Graph) -> None:
    with pytest.raises(SourceError) as error:
        check_shapes(make_shapes(text), ontology)
    problem = next(each for each in error.value.problems if said in each.found)
    assert problem.file == "shapes/own.ttl"
    assert (problem.line, problem.column) == place(text, mark)


@pytest.mark.parametrize(
    ("slip", "near"),
    [("sh:mincount", "sh:minCount"), ("sh:targetclass", "sh:targetClass"), ("peel:force", "peel:Force")],
)
def test_what_was_probably_meant_is_named(slip: str, near: str, make_shapes: Make, ontology: Graph) -> None:
    with pytest.raises(SourceError, match=f"did you mean .*{near}"):
        check_shapes(make_shapes(LABELLED.replace(near, slip)), ontology)


@pytest.mark.parametrize(
    "wrong", ["https://www.w3.org/ns/shacl#", "http://www.w3.org/ns/shacl/", "http://www.w3.org/ns/shacl-"]
)
def test_wrong_namespace_is_found(wrong: str, tmp_path: Path, ontology: Graph) -> None:
    text = (PREFIXES + LABELLED).replace("http://www.w3.org/ns/shacl#", wrong)
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        check_shapes(load_shapes(tmp_path, "shapes"), ontology)
    first = error.value.problems[0]
    assert f"<{wrong}NodeShape> is not in the namespace of SHACL" in str(error.value)
    assert first.line > 0
    assert "<http://www.w3.org/ns/shacl#>" in first.allowed


def test_no_shape_at_all(make_shapes: Make, ontology: Graph) -> None:
    for text in (
        "",
        "ex:a rdfs:label 'no shape' .",
        LABELLED.replace("sh:targetClass", "sh:deactivated true ; sh:targetClass"),
    ):
        with pytest.raises(SourceError, match="no shape here chooses anything to look at"):
            check_shapes(make_shapes(text), ontology)


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing would be checked"):
        load_shapes(tmp_path, "shapes")
    with pytest.raises(InputError, match="none: no shapes"):
        load_shapes(tmp_path / "none", "none")


def test_syntax_errors_of_all_files(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\nsh:a sh:b foo:c .\n", encoding="utf-8"
    )
    (tmp_path / "b.ttl").write_bytes(b"\xff")
    (tmp_path / "c.ttl").write_text("<http://a> <http://b> <<( <http://a> <http://b> 1 )>> .", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        load_shapes(tmp_path, "s")
    assert [(each.file, each.line, each.column) for each in error.value.problems] == [
        ("s/a.ttl", 2, 11), ("s/b.ttl", 1, 1), ("s/c.ttl", 0, 0)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            'ex:d sh:prefix "d" ; sh:namespace "https://w3id.org/peelgraph/def/"^^xsd:anyURI .',
            "for two prefixes: d, peel",
        ),
        ('ex:d sh:prefix "peel" ; sh:namespace "https://example.org/"^^xsd:anyURI .', "for two namespaces"),
    ],
)
def test_prefix_declared_twice(more: str, said: str, make_shapes: Make, ontology: Graph) -> None:
    with pytest.raises(SourceError, match=said):
        check_shapes(make_shapes(SPARQL + "ex:prefixes sh:declare ex:d . " + more), ontology)


def test_shapes_without_slips(make_shapes: Make, ontology: Graph, project: Project) -> None:
    for text in (LABELLED, SPARQL, LABELLED.replace("rdfs:label", "( peel:region skos:prefLabel )")):
        check_shapes(make_shapes(text), ontology)
    check_shapes(load_shapes(project.shapes, "shapes"), ontology)


def test_shapes_that_find_nothing_to_look_at(make_shapes: Make) -> None:
    shapes = make_shapes(LABELLED + "ex:Other a sh:NodeShape ; sh:targetSubjectsOf peel:borders ; sh:nodeKind sh:IRI .")
    data = graph("<force/a> a peel:Force .")
    assert unreached(shapes, data) == ["Other"]
    assert unreached(shapes, data + graph("<force/a> peel:borders <force/b> .")) == []


def test_focus_nodes_are_those_of_the_specification(make_shapes: Make) -> None:
    """https://www.w3.org/TR/shacl/#targets: classes with subclasses, nodes, subjects and objects, implicit classes."""
    shapes = make_shapes("""
        ex:A a sh:NodeShape ; sh:targetClass peel:InspectedBody .
        ex:B a sh:NodeShape ; sh:targetNode <force/none> .
        ex:C a sh:NodeShape ; sh:targetSubjectsOf peel:borders .
        ex:D a sh:NodeShape ; sh:targetObjectsOf peel:borders .
        ex:E a sh:NodeShape , rdfs:Class .
    """)
    data = graph("""
        peel:Force rdfs:subClassOf peel:Body . peel:Body rdfs:subClassOf peel:InspectedBody .
        <force/a> a peel:Force ; peel:borders <force/b> . <force/b> a ex:E .
    """)
    found = {
        shapes.rule_name(shape): {str(node).rpartition("/")[2] for node in shapes.focus_nodes(shape, data)}
        for shape in shapes.targeted()
    }
    assert found == {"A": {"a"}, "B": {"none"}, "C": {"a"}, "D": {"b"}, "E": {"b"}}
