"""The data as rdflib's SPARQL sees them, without a copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode
from rdflib import Graph
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Node

from builder.shacl.data import Data
from builder.shacl.failures import Malformed
from builder.shacl.queries import prepare
from builder.shacl.results import Term
from builder.shacl.terms import node, term

Pattern = tuple[Node | None, Node | None, Node | None]


class View(Store):
    """Triples of an index, for reading alone."""

    def __init__(self, data: Data) -> None:
        super().__init__()
        self._data = data

    def triples(
        self,
        triple_pattern: Pattern,
        context: Any = None,  # noqa: ARG002 - rdflib's signature
    ) -> Iterator[tuple[tuple[Node, Node, Node], Iterator[Any]]]:
        """The triples that fit a pattern, as rdflib wants them: each with where it is said."""
        subject, predicate, value = (None if each is None else term(each) for each in triple_pattern)
        predicates = self._data.predicates() if predicate is None else [predicate]
        for each in predicates:
            if isinstance(each, NamedNode):
                for one, other in self._pairs(subject, each, value):
                    yield (node(one), node(each), node(other)), iter(())

    def _pairs(self, subject: Term | None, predicate: NamedNode, value: Term | None) -> Iterator[tuple[Term, Term]]:
        if subject is not None:
            for other in self._data.values(subject, predicate):
                if value is None or other == value:
                    yield subject, other
        elif value is not None:
            for one in self._data.subjects(predicate, value):
                yield one, value
        else:
            for one, values in self._data.with_predicate(predicate).items():
                for other in values:
                    yield one, other

    def __len__(self, context: Any = None) -> int:
        return len(self._data)


class RdflibQueries:
    """Queries on data by rdflib, one focus node at a time, as the reference engine asks them."""

    def __init__(self, data: Data) -> None:
        self._graph = Graph(store=View(data), bind_namespaces="none")

    def select(self, query: str, bound: Mapping[str, Node]) -> list[dict[str, Term]]:
        """The rows of a SELECT; ``bound`` says what some variables stand for. Raises Malformed for what is no query."""
        found = self._answered(query, bound)
        if found.type != "SELECT":
            raise Malformed("a query that is no SELECT")
        try:
            return [{str(name): term(value) for name, value in row.items()} for row in found.bindings]
        except (AttributeError, SPARQLError):  # as in the reference engine: a sum of things that are no numbers
            return []

    def ask(self, query: str, bound: Mapping[str, Node]) -> bool:
        """The answer to an ASK; raises Malformed for what is no query."""
        return bool(self._answered(query, bound).askAnswer)

    def _answered(self, query: str, bound: Mapping[str, Node]) -> Result:
        try:
            return self._graph.query(prepare(query), initBindings=dict(bound))  # type: ignore[arg-type]
        except Exception as error:  # pyparsing's, and plain Exception
            raise Malformed(f"no SPARQL: {error}") from error
