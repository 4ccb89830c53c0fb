"""The views of the headers, drawn over the rows of the small graph."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from builder.errors import SourceError, UsageError
from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.chart import draw, specification
from builder.query.engine import LocalGraph
from builder.query.header import SavedQuery, parse_query
from builder.query.results import Result
from tests.conftest import ROOT
from tests.query.conftest import DATA

DRAWN = [query.name for query in Catalogue(Project(ROOT)) if query.header.own.view is not None]
SCHEMA = "$schema: https://vega.github.io/schema/vega-lite/v5.json"
NO_ROWS = b'{"head":{"vars":["force","forceName"]},"results":{"bindings":[]}}'
GOOD = (DATA / "good.rq").read_text(encoding="utf-8")


def parsed(svg: bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - drawn a moment ago in this process


def with_view(*lines: str) -> SavedQuery:
    head, body = GOOD.split("\n\n", 1)
    view = "".join(f"#+     {line}\n" for line in (SCHEMA, *lines))
    return parse_query(f"{head}\n#+   view:\n{view}\n{body}", "q", "q.rq")


def test_there_are_views() -> None:
    assert len(DRAWN) >= 8


@pytest.mark.parametrize("name", DRAWN)
def test_every_view_is_a_picture_with_marks(name: str, catalogue: Catalogue, local: LocalGraph) -> None:
    query = catalogue.get(name)
    result = local.select(query.text)
    svg = draw(query, result, Path("x.svg"))
    root = parsed(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    drawn = [each for each in root.iter("{http://www.w3.org/2000/svg}path") if each.get("aria-roledescription")]
    assert drawn, "nothing is drawn for the rows"
    for each in drawn:
        assert "NaN" not in str(each.get("d"))
        assert "undefined" not in str(each.get("aria-label"))
    png = draw(query, result, Path("x.PNG"))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert min(struct.unpack(">II", png[16:24])) > 50


def test_same_rows_same_bytes(catalogue: Catalogue, local: LocalGraph) -> None:
    query = catalogue.get("grade-distribution")
    result = local.select(query.text)
    assert draw(query, result, Path("a.svg")) == draw(query, result, Path("b.svg"))


def test_rows_arrive_typed(catalogue: Catalogue, local: LocalGraph) -> None:
    query = catalogue.get("metrics")
    query = parse_query(
        query.text.replace("\n\nPREFIX", f"\n#+   view: {{{SCHEMA}}}\n\nPREFIX", 1),
        "metrics", "metrics.rq",
    )  # fmt: skip
    rows = specification(query, local.select(query.text))["data"]["values"]
    satisfaction = next(row for row in rows if row["observation"].endswith("/satisfaction"))
    assert satisfaction["value"] == 85.8
    assert satisfaction["firstLine"] == 97
    assert satisfaction["periodEnd"] == "2014-03-31"
    assert satisfaction["qualifier"] is None


def test_no_rows_give_an_empty_picture() -> None:
    query = with_view("mark: bar", "encoding: {y: {field: forceName, type: nominal}}")
    assert parsed(draw(query, Result(NO_ROWS), Path("x.svg"))) is not None


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.svg.txt"])
def test_other_endings_are_refused(name: str) -> None:
    query = with_view("mark: bar", "encoding: {y: {field: forceName, type: nominal}}")
    with pytest.raises(UsageError, match=r"allowed endings: \.svg, \.png"):
        draw(query, Result(NO_ROWS), Path(name))


def test_a_query_without_a_view() -> None:
    with pytest.raises(UsageError, match="has no view to draw"):
        draw(parse_query(GOOD, "q", "q.rq"), Result(NO_ROWS), Path("x.svg"))


def test_a_view_that_is_none() -> None:
    with pytest.raises(SourceError, match=r"q\.rq:1:1: the view can't be drawn"):
        draw(with_view("mark: scribble"), Result(NO_ROWS), Path("x.svg"))


def test_nothing_is_fetched(catalogue: Catalogue, local: LocalGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The header refuses addresses; were one to slip through, the renderer refuses it too."""
    query = with_view("mark: bar", "encoding: {y: {field: forceName, type: nominal}}")
    spec = {**specification(query, Result(NO_ROWS)), "data": {"url": "http://127.0.0.1:9/rows.csv"}}
    monkeypatch.setattr("builder.query.chart.specification", lambda *_: spec)
    with pytest.raises(SourceError, match="not allowed"):
        draw(query, Result(NO_ROWS), Path("x.svg"))


def test_names_cannot_break_out_of_the_picture() -> None:
    name = "</text><script>alert(1)</script>"
    rows = NO_ROWS.replace(b"[]", b'[{"forceName":{"type":"literal","value":"' + name.encode() + b'"}}]')
    svg = draw(with_view("mark: bar", "encoding: {y: {field: forceName, type: nominal}}"), Result(rows), Path("x.svg"))
    assert b"<script" not in svg
    assert any(name in "".join(each.itertext()) for each in parsed(svg).iter())
