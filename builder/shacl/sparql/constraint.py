"""SPARQL-based constraints (https://www.w3.org/TR/shacl/#sparql-constraints)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal
from rdflib import Graph
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import SH, XSD
from rdflib.term import Node

from builder.shacl.core.shape import Constraint, Found, Head, Pairs, component
from builder.shacl.core.values import at_most_one
from builder.shacl.data import Data
from builder.shacl.failures import Malformed, Unsupported
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes
from builder.shacl.sparql.planning import THIS, Plan, Way, plan
from builder.shacl.sparql.store import NoQuery, Row, ValueStore
from builder.shacl.terms import n3, node

if TYPE_CHECKING:
    from builder.shacl.sparql.view import RdflibQueries

_PATH: Final = re.compile(r"(?<![\w?$])[?$]PATH\b")
_WITH_PLACES: Final = {str(XSD.decimal), str(XSD.double), str(XSD.float)}
_SPECIAL: Final = ("path", "value")


class Sources:
    """The data for queries, in the two forms that answer them; each is made when it is first needed."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._listed: dict[tuple[Term, ...], str] = {}

    @cached_property
    def store(self) -> ValueStore:
        """For many things at once."""
        return ValueStore(self._data)

    @cached_property
    def rdflib(self) -> RdflibQueries:
        """For one thing at a time, as the reference engine asks."""
        from builder.shacl.sparql.view import RdflibQueries  # noqa: PLC0415 - slow to import, and seldom needed

        return RdflibQueries(self._data)

    def listed(self, focuses: Sequence[Term]) -> str:
        """The list of focus nodes in the store; that of the shape before is used again for its next constraint."""
        key = tuple(focuses)
        if key not in self._listed:
            self._listed = {key: self.store.listed(focuses)}
        return self._listed[key]


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A SELECT whose rows are results."""

    head: Head
    name: str
    query: str
    plan: Plan
    messages: tuple[str, ...]
    sources: Sources

    def check(self, pairs: Pairs) -> Found:
        """A result for each row."""
        focuses = [focus for focus, _ in pairs]
        for focus, rows in self._answers(focuses):
            for row in distinct(rows):
                yield focus, self._result(focus, row)

    def _answers(self, focuses: Sequence[Term]) -> Iterator[tuple[Term, list[Row]]]:
        try:
            answers = self._by_store(focuses)
        except NoQuery:
            answers = None
        if answers is None:
            yield from ((focus, self._by_rdflib(focus)) for focus in focuses)
        else:
            yield from ((focus, self._worded(focus, answers[focus])) for focus in focuses if focus in answers)

    def _by_store(self, focuses: Sequence[Term]) -> dict[Term, list[Row]] | None:
        """The rows for each focus node that has any; None where the store can't be asked."""
        answers: dict[Term, list[Row]] = {}
        if self.plan.way is Way.AT_ONCE:
            for row in self.sources.store.at_once(self.query, self.sources.listed(focuses)):
                answers.setdefault(row[THIS], []).append(row)
        elif self.plan.way is Way.EACH:
            for focus in focuses:
                if rows := list(self.sources.store.each(self.query, focus)):
                    answers[focus] = rows
        else:
            return None
        return answers

    def _worded(self, focus: Term, rows: list[Row]) -> list[Row]:
        """The rows, with computed numbers as rdflib writes them: 17.5 less 0.5 is ``17.0``, not ``17``."""
        places = any(
            isinstance(value, Literal) and value.datatype.value in _WITH_PLACES and name not in self.plan.patterned
            for row in rows
            for name, value in row.items()
        )
        return self._by_rdflib(focus) if places else rows

    def _by_rdflib(self, focus: Term) -> list[Row]:
        bound: dict[str, Node] = {THIS: node(focus)}
        if "currentShape" in self.query:
            bound["currentShape"] = self.head.node
        return list(self.sources.rdflib.select(self.query, bound))

    def _result(self, focus: Term, row: Row) -> Result:
        """The result that a row stands for (https://www.w3.org/TR/shacl/#sparql-constraints-variables)."""
        value = row.get("value")
        if value is None and self.head.path_node is None:
            value = focus
        path = row.get("path")
        bindings: dict[str, Term] = {name: each for name, each in row.items() if name not in {THIS, *_SPECIAL}}
        bindings[THIS] = row.get(THIS, focus)
        bindings.update({name: each for name, each in zip(_SPECIAL, (path, value), strict=True) if each is not None})
        return Result(
            focus=row.get(THIS, focus),
            path=self.head.path if path is None else str(path),
            value=value,
            shape=self.head.name,
            constraint=self.name,
            component=component("SPARQL"),
            severity=self.head.severity,
            messages=tuple(sorted({filled(text, bindings) for text in (*self.messages, *self.head.messages)})),
        )


def sparql_constraints(shapes: Shapes, graph: Graph, head: Head, sources: Sources) -> Iterator[Constraint]:
    """The SPARQL-based constraints of a shape."""
    for each in sorted(graph.objects(head.node, SH.sparql), key=str):
        if any(str(value) in {"true", "1"} for value in graph.objects(each, SH.deactivated)):
            continue
        text = at_most_one(graph, each, SH.select)
        if not isinstance(text, RdflibLiteral):
            raise Malformed(f"a SPARQL constraint has one sh:select with a query: {each}")
        query = declared(shapes, each, with_path(str(text), head))
        yield SparqlConstraint(
            head=head,
            name=n3(each),
            query=query,
            plan=plan(query),
            messages=tuple(sorted(set(map(str, graph.objects(each, SH.message))))) or _default(head),
            sources=sources,
        )


def _default(head: Head) -> tuple[str, ...]:
    return () if head.messages else ("the query of the constraint finds it",)


def declared(shapes: Shapes, holder: Node, query: str) -> str:
    """A query after the prefixes that its constraint or validator names."""
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in shapes.prefixes(holder).items())
    return f"{head}\n{query}"


def with_path(query: str, head: Head) -> str:
    """A query with the path of a property shape in place of ``$PATH``."""
    if _PATH.search(query) is None:
        return query
    if head.path_node is None:
        raise Malformed("a query with $PATH in a shape without sh:path")
    return _PATH.sub(lambda _: head.path, query)


def distinct(rows: Iterable[Row]) -> Iterator[Row]:
    """Each row once; those that say nothing are left out, and those of a failure are for the reference engine."""
    seen: set[frozenset[tuple[str, Term]]] = set()
    for row in rows:
        if "failure" in row:
            raise Unsupported("a query that reports a failure")
        key = frozenset(row.items())
        if key not in seen and not {THIS, *_SPECIAL}.isdisjoint(row):
            seen.add(key)
            yield row


def filled(text: str, bindings: dict[str, Term]) -> str:
    """A message with the texts of variables put in, one variable after the other."""
    for name, value in bindings.items():
        text = text.replace(f"{{?{name}}}", value.value).replace(f"{{${name}}}", value.value)
    return text
