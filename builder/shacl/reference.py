"""The reference engine: one validation by pySHACL."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.plugins.sparql.sparql import Query, SPARQLError
from rdflib.query import Result as QueryResult
from rdflib.term import Identifier, Node, Variable

from builder.building.graphs import to_rdflib
from builder.errors import Problem, SourceError
from builder.shacl.failures import Unsupported
from builder.shacl.paths import path_text
from builder.shacl.patterns import pythonic
from builder.shacl.queries import prepare
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes
from builder.shacl.strictness import strict_graph


def validate(triples: Iterable[ox.Triple], shapes: Shapes) -> list[Result]:
    """What the shapes find in a graph; no inference, no imports, no advanced features.

    The graph holds what the targets need of the ontology, its subclasses. Raises SourceError where pySHACL can't work
    with the shapes.
    """
    ordered = sorted(triples, key=str)  # the order of the triples decides that of equal results
    graph = _PreparedGraph(strict_graph(to_rdflib(ordered)))
    try:
        _, report, _ = pyshacl.validate(graph, shacl_graph=_shapes_graph(shapes), inference="none", advanced=False)
    except (ReportableRuntimeError, NotImplementedError, re.error) as error:  # the last for a sh:pattern that is none
        raise _failed(shapes, error) from error
    finally:
        logging.getLogger("pyshacl-validate").handlers.clear()  # pySHACL adds one to standard error at every call
    if isinstance(report, ValidationFailure):
        raise _failed(shapes, report)
    return [_result(report, node) for node in set(report.objects(None, SH.result))]


def _shapes_graph(shapes: Shapes) -> Graph:
    """The shapes as pySHACL takes them: it hands patterns to Python, and knows two of their five flags."""
    graph = shapes.for_evaluation()
    for node, pattern in list(graph.subject_objects(SH.pattern)):
        with suppress(Unsupported):  # pySHACL will say what is wrong
            text = pythonic(str(pattern), str(graph.value(node, SH.flags) or ""))
            graph.remove((node, SH.pattern, pattern))
            graph.add((node, SH.pattern, Literal(text)))
    return graph


def _failed(shapes: Shapes, error: Exception) -> SourceError:
    return SourceError([Problem(shapes.name, 0, 0, f"these shapes can't be evaluated: {error}")])


def _result(report: Graph, node: Node) -> Result:
    constraint = report.value(node, SH.sourceConstraint)
    path = report.value(node, SH.resultPath)
    value = report.value(node, SH.value)
    if isinstance(value, Literal) and constraint is not None:
        value = Literal(value.replace(r"\\", "\\"), value.language, value.datatype, normalize=False)  # see `_escaped`
    focus = _term(report.value(node, SH.focusNode))
    assert focus is not None  # noqa: S101  # https://www.w3.org/TR/shacl/#results-focus-node: each result has one
    return Result(
        focus=focus,
        path=path_text(report, path) if path is not None else "",
        value=_term(value),
        shape=_n3(report.value(node, SH.sourceShape)),
        constraint=_n3(constraint) if constraint is not None else "",
        component=str(report.value(node, SH.sourceConstraintComponent)),
        severity=str(report.value(node, SH.resultSeverity)),
        messages=tuple(sorted(set(map(str, report.objects(node, SH.resultMessage))))),
    )


def _n3(node: Node | None) -> str:
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def _term(node: Node | None) -> Term | None:
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    return ox.NamedNode(str(node)) if isinstance(node, URIRef) else None


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
    ) -> QueryResult:
        query = _read(query_object) if isinstance(query_object, str) else query_object
        found = super().query(query, processor, result, initNs, initBindings, use_store_provided, **kwargs)
        if found.type == "SELECT":
            found.bindings = [_escaped(row) for row in _rows(found)]
        return found


def _read(text: str) -> Query:
    """The query of a constraint; raises ReportableRuntimeError, as pySHACL does, where rdflib can't read it."""
    try:
        return prepare(text)
    except Exception as error:  # pyparsing's for syntax, plain Exception for unknown prefixes and misplaced variables
        raise ReportableRuntimeError(f"rdflib can't read a query: {error}") from error


def _rows(found: QueryResult) -> list[Mapping[Variable, Identifier]]:
    """The rows of an answer.

    rdflib stumbles over a sum or an average of something that is no number, where SPARQL has no value (1.1 Query
    Language, section 18.5.1.3), so that nothing can hold for it.
    """
    try:
        return list(found.bindings)
    except (AttributeError, SPARQLError):
        return []


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
