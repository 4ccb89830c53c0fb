"""One validation by pySHACL, and its report as findings."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

import pyshacl
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier, Node, Variable

from builder.checking.findings import SEVERITIES, Finding, compact
from builder.checking.queries import prepare
from builder.checking.shapes import Shapes
from builder.errors import Problem, SourceError


def validate(data: Graph, shapes: Shapes) -> list[Finding]:
    """What the shapes find in the data, gravest first; no inference, no imports, no advanced features.

    ``data`` is the graph with the ontology, whose subclasses the targets need. Raises SourceError where pySHACL can't
    work with the shapes.
    """
    graph = _PreparedGraph(data)
    try:
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes.for_evaluation(), inference="none", advanced=False)
    except (ReportableRuntimeError, re.error) as error:  # the latter for a sh:pattern that is none
        raise _failed(shapes, error) from error
    finally:
        logging.getLogger("pyshacl-validate").handlers.clear()  # pySHACL adds one to standard error at every call
    if isinstance(report, ValidationFailure):
        raise _failed(shapes, report)
    results = set(report.objects(None, SH.result))
    return sorted({_finding(report, result, data, shapes) for result in results}, key=lambda each: each.order)


def _failed(shapes: Shapes, error: Exception) -> SourceError:
    return SourceError([Problem(shapes.name, 0, 0, f"these shapes can't be evaluated: {error}")])


def _finding(report: Graph, result: Node, data: Graph, shapes: Shapes) -> Finding:
    constraint = report.value(result, SH.sourceConstraint)
    focus = report.value(result, SH.focusNode)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    if isinstance(value, Literal) and constraint is not None:
        value = Literal(value.replace(r"\\", "\\"))  # see `_escaped`
    named = path is not None or value != focus  # a node shape's results have the thing itself as their value
    return Finding(
        rule=shapes.rule_name(constraint or report.value(result, SH.sourceShape)),
        severity=SEVERITIES[str(report.value(result, SH.resultSeverity))],
        focus=str(focus),
        label=label(data, focus),
        path=_path(report, path) if path is not None else "",
        value=str(value) if value is not None and named else "",
        message=" ".join(sorted(map(str, report.objects(result, SH.resultMessage)))),
    )


def label(data: Graph, node: Node | None) -> str:
    """The label of a thing; the first in the alphabet where it has several, empty where it has none."""
    return min(map(str, data.objects(node, RDFS.label)), default="")


def _path(graph: Graph, path: Node) -> str:
    """A property path as SPARQL writes it; a path that is no property and no sequence is only called one."""
    if isinstance(path, URIRef):
        return compact(str(path))
    if (path, RDF.first, None) in graph:
        return "/".join(_path(graph, each) for each in graph.items(path))
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return "^" + _path(graph, inverse)
    return "a path"


class _PreparedGraph(Graph):
    """A view of a graph that parses each query text once; prepared queries are rdflib's own way to do so."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph.store, graph.identifier, graph.namespace_manager)

    def query(
        self,
        query_object: str | Query,
        processor: Any = "sparql",
        result: Any = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> Result:
        query = prepare(query_object) if isinstance(query_object, str) else query_object
        found = super().query(query, processor, result, initNs, initBindings, use_store_provided, **kwargs)
        if found.type == "SELECT":
            found.bindings = [_escaped(row) for row in found.bindings]
        return found


def _escaped(row: Mapping[Variable, Identifier]) -> Mapping[Variable, Identifier]:
    r"""A row whose texts can be put into messages.

    pySHACL puts them in with ``re.sub``, which takes a backslash in a text for a group and fails on most of them.
    """
    if not any(isinstance(value, Literal) and "\\" in value for value in row.values()):
        return row
    return {
        name: Literal(value.replace("\\", r"\\")) if isinstance(value, Literal) else value
        for name, value in row.items()
    }
