"""Answers: bytes in the SPARQL 1.1 Query Results JSON Format, and the rows in them.

https://www.w3.org/TR/sparql11-results-json/. Local engines and endpoints hand over the same form.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

Cell: TypeAlias = NamedNode | Literal | BlankNode | Triple | None
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True)
class Result:
    """One answer; ``json`` is what the engine gave."""

    json: bytes

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The variables in the order of the projection."""
        return tuple(variable.value for variable in self._parsed().variables)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows in order; None stands for a variable without a value."""
        return tuple(tuple(solution) for solution in self._parsed())

    def serialize(self, form: QueryResultsFormat) -> bytes:
        """The answer in one of the W3C's result formats."""
        content = self._parsed().serialize(format=form)
        if content is None:
            raise TypeError("serialize() gives bytes where no output is named")
        return content

    def _parsed(self) -> QuerySolutions:
        """Raises SyntaxError or ValueError where ``json`` is no answer to a SELECT query."""
        parsed = parse_query_results(self.json, format=QueryResultsFormat.JSON)
        if not isinstance(parsed, QuerySolutions):
            raise ValueError("an answer to an ASK query")
        return parsed
