"""The data as Oxigraph's store has them, with literals in the form in which they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Triple, Variable

from builder.shacl.data import Data
from builder.shacl.literals import is_plain
from builder.shacl.results import Term
from builder.shacl.sparql.existence import nested
from builder.shacl.sparql.rewriting import FOCUS, WRITTEN, by_value, restricted

Row = Mapping[str, Term]


class NoQuery(Exception):  # noqa: N818 - it is no mistake of anybody
    """The store takes a text for no query; rdflib may be less strict."""


class ValueStore:
    """A store that answers queries on data, and hands back terms of the data.

    A literal whose form the store would not keep goes in under a datatype of its own, and expressions of queries turn
    it into its value: so ``STR`` and the results have it as written, and comparisons and sums have the number.
    """

    def __init__(self, data: Data) -> None:
        self._written: dict[Literal, Literal] = {}
        self._store = Store()
        self._store.bulk_extend(self._quads(data))
        self._changes = any(before is not after for before, after in self._written.items())
        self._written.clear()
        self._lists = 0

    def _quads(self, data: Data) -> Iterator[Quad]:
        for predicate in data.predicates():
            for subject, values in data.with_predicate(predicate).items():
                for value in values:
                    stored = value if isinstance(value, NamedNode) else self._stored(value)
                    yield Quad(subject, predicate, stored)

    def _stored(self, value: Term) -> Term:
        if not isinstance(value, Literal):
            return value
        found = self._written.get(value)
        if found is None:
            found = self._written[value] = _as_written(value)
        return found

    def listed(self, nodes: Iterable[Term]) -> str:
        """A new named graph that lists focus nodes, for ``at_once``."""
        self._lists += 1
        name = NamedNode(f"{FOCUS}:{self._lists}")
        focus = NamedNode(FOCUS)
        terms = (_as_written(node) if isinstance(node, Literal) else node for node in nodes)
        self._store.extend(Quad(focus, focus, node, name) for node in terms)
        return name.value

    def at_once(self, query: str, listed: str) -> Iterator[Row]:
        """The rows of a query for all focus nodes of a list; raises NoQuery."""
        return self._rows(restricted(nested(query), listed), {})

    def each(self, query: str, this: Term) -> Iterator[Row]:
        """The rows of a query for one focus node; raises NoQuery."""
        stored = _as_written(this) if isinstance(this, Literal) else this
        return self._rows(nested(query), {Variable("this"): stored})

    def _rows(self, query: str, bound: dict[Variable, NamedNode | BlankNode | Literal | Triple]) -> Iterator[Row]:
        try:
            found = self._store.query(by_value(query) if self._changes else query, substitutions=bound)
        except (SyntaxError, ValueError) as error:
            raise NoQuery(str(error)) from error
        if not isinstance(found, QuerySolutions):
            raise NoQuery("no SELECT")
        names = [each.value for each in found.variables]
        for solution in found:
            yield {name: original(value) for name in names if (value := solution[name]) is not None}


def _as_written(literal: Literal) -> Literal:
    """A literal as it goes into the store, which keeps the forms of plain ones: ``17.0`` it would make ``17``."""
    if is_plain(literal) and not literal.datatype.value.startswith(WRITTEN):
        return literal
    return Literal(literal.value, datatype=NamedNode(WRITTEN + literal.datatype.value))


def original(value: Term) -> Term:
    """A term of the store as the data have it."""
    if isinstance(value, Literal) and value.datatype.value.startswith(WRITTEN):
        return Literal(value.value, datatype=NamedNode(value.datatype.value.removeprefix(WRITTEN)))
    return value
