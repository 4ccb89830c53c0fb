"""A figure of a page stands in the answer of ``metrics`` with the page and its address, and without lines."""

from __future__ import annotations

from pathlib import Path

from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph

GRAPH = """
@prefix : <https://example.org/> .
@prefix peel: <https://w3id.org/peelgraph/def/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:figure a peel:Observation ; peel:about :force ; peel:metric :metric ; peel:value 3.5 ;
  peel:unit [ peel:symbol "%" ] ; peel:status [ peel:code "actual" ] ; peel:page :page .
:force rdfs:label "Ashshire Police" .
:metric rdfs:label "Satisfaction" .
:page peel:address "https://example.org/a/"^^xsd:anyURI .
"""


def test_a_figure_on_a_page(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    result = LocalGraph(path, 60).select(Catalogue(project).get("metrics").text)
    (row,) = result.rows
    said = {name: cell for name, cell in zip(result.columns, row, strict=True) if cell is not None}
    assert set(said) == {
        *("observation", "body", "bodyName", "metric", "metricName", "value", "unit", "status", "document", "address")
    }
    assert "https://example.org/page" in str(said["document"])
    assert "https://example.org/a/" in str(said["address"])
