"""The graph that the seeds make."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from builder.building.dataset import read_turtle
from builder.building.graphs import to_rdflib
from builder.checking.findings import CheckResult, Severity
from builder.checking.service import check_files
from builder.cli import run
from builder.namespaces import PEEL, PEELID
from builder.project import Project
from builder.shacl.shapes import load_shapes

OA_TARGET = URIRef("http://www.w3.org/ns/oa#hasTarget")
WITHOUT_DATA = {"LevelWithMargin", "Quote", "Ungraded", "UngradedRules"}
"""Shapes for which the documents at hand have nothing; only a build with documents has quotes."""


@pytest.fixture(scope="module")
def graph(built_graph: Path) -> Graph:
    return to_rdflib(read_turtle(built_graph, built_graph.name))


@pytest.fixture(scope="module")
def result(project: Project, built_graph: Path) -> CheckResult:
    return check_files(project, [built_graph])


def test_nothing_is_wrong(result: CheckResult) -> None:
    wrong = [each for each in result.findings if each.severity != Severity.INFO]
    assert wrong == []
    assert result.things > 2000


def test_every_information_is_about_a_doubt(result: CheckResult, graph: Graph) -> None:
    assert result.count(Severity.INFO) > 0, "a share of 76 percent does not fit its own table"
    for each in result.findings:
        assert each.rule.endswith("-in-doubt")
        targets = [URIRef(each.focus), *graph.objects(URIRef(each.focus), URIRef(PEEL + "partOfTotal"))]
        assert any((None, OA_TARGET, target) in graph for target in targets)


def test_share_that_does_not_fit_its_table_is_known(result: CheckResult) -> None:
    share = f"{PEELID}observation/frontline-workforce-share/leicestershire/2010-03-01--2010-03-31/actual"
    assert ("share-in-doubt", share) in {(each.rule, each.focus) for each in result.findings}


def test_shapes_find_something_to_look_at(result: CheckResult) -> None:
    assert set(result.unreached) <= WITHOUT_DATA


def test_listed_values_are_those_of_the_code_list(project: Project, graph: Graph) -> None:
    """The bases that a shape lists are the members of the code list, no more and no fewer."""
    shapes = load_shapes(project.shapes, "shapes").graph
    checked = 0
    for shape, head in shapes.subject_objects(SH["in"]):
        listed = set(shapes.items(head))
        if all(str(value).startswith(PEELID) for value in listed):
            kinds = {kind for value in listed for kind in graph.objects(value, RDF.type)}
            assert len(kinds) == 1, shape
            assert listed == set(graph.subjects(RDF.type, kinds.pop())), shape
            checked += 1
    assert checked == 1


def test_command_without_files_checks_the_seeds(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--project", str(project.root)]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "0 violations, 0 warnings, " in captured.out
