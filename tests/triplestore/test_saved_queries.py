"""The built Turtle file, loaded as it is into a triplestore of its own, answers every saved query there."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from rdflib import Graph

from builder.cli import run
from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph
from builder.query.remote import Endpoint
from builder.query.results import Result
from tests.conftest import ROOT

QUERIES = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))


def _values(result: Result) -> list[tuple[str, ...]]:
    """Rows as text, with figures by value: stores may write 17.0 as 17."""
    return [tuple(_value(getattr(term, "value", "")) for term in row) for row in result.rows]


def _value(text: str) -> str:
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def test_there_are_queries() -> None:
    assert len(QUERIES) >= 24


@pytest.mark.parametrize("name", QUERIES)
def test_server_gives_the_rows_of_the_file(name: str, project: Project, built_graph: Path, endpoint: str) -> None:
    text = (project.queries / f"{name}.rq").read_text(encoding="utf-8")
    local = LocalGraph(built_graph, timeout=60).select(text)
    remote = Endpoint(endpoint, timeout=60).select(text)
    assert remote.columns == local.columns
    assert _values(remote) == _values(local)
    assert local.rows, f"{name} has no rows on the curated seeds: a saved query answers something"


@pytest.mark.parametrize("name", QUERIES)
def test_rdflib_gives_the_rows_of_the_file(name: str, project: Project, built_graph: Path, rdflib_graph: Graph) -> None:
    text = (project.queries / f"{name}.rq").read_text(encoding="utf-8")
    local = LocalGraph(built_graph, timeout=60).select(text)
    result = rdflib_graph.query(text)
    assert [str(each) for each in result.vars or []] == list(local.columns)
    rows = [tuple(_value("" if term is None else str(term)) for term in row) for row in result]  # type: ignore[union-attr]
    assert rows == _values(local)


def test_parameters_reach_the_server(endpoint: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["query", "grade-changes", "--force", "leicestershire", "--from-year", "2016", "--format", "csv"]
    assert run([*asked, "--endpoint", endpoint]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 4  # one step on each pillar
    assert any("Efficiency,2016,good,2017,requires improvement,declined,-1,stated,stated" in row for row in rows)


def test_unreachable_service_is_exit_code_5(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "inspectors", "--endpoint", "http://127.0.0.1:9/query", "--timeout", "5"]) == 5
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "can't be reached" in captured.err


def test_every_query_is_in_the_catalogue(project: Project) -> None:
    assert sorted(query.name for query in Catalogue(project)) == QUERIES
