"""What the SPARQL algebra says of a SELECT query, beyond its projection.

SPARQL 1.1 Query Language, section 18 (https://www.w3.org/TR/sparql11-query/#sparqlDefinition), by rdflib's translation.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.term import Variable


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a query decides on order and parameters.

    ``ordered``: variables that ORDER BY names; ``certain``: those that have a value in every row and stem from
    patterns or VALUES, not from expressions; ``ends_in_values``: whether a VALUES block follows the query.
    """

    ordered: tuple[str, ...]
    certain: frozenset[str]
    ends_in_values: bool


def shape_of(text: str) -> Shape:
    """The shape of a SELECT query that is known to be SPARQL."""
    parsed = parseQuery(text)
    node = translateQuery(parsed).algebra
    ordered: tuple[str, ...] = ()
    inner = node
    while inner.name in {"SelectQuery", "Project", "Slice", "Distinct", "Reduced", "OrderBy"}:
        if inner.name == "OrderBy":
            ordered = tuple(str(each.expr) for each in inner.expr if isinstance(each.expr, Variable))
        inner = inner.p
    return Shape(ordered, frozenset(_certain(node)), "valuesClause" in parsed[1])


def _certain(node: Any) -> AbstractSet[str]:
    found: AbstractSet[str]
    match node.name:
        case "BGP":
            found = _variables(term for triple in node.triples for term in triple)
        case "Join":
            found = _certain(node.p1) | _certain(node.p2)
        case "Union":
            found = _certain(node.p1) & _certain(node.p2)
        case "LeftJoin" | "Minus":
            found = _certain(node.p1)
        case "values":
            rows = [{str(name) for name, term in row.items() if term != "UNDEF"} for row in node.res]
            found = set.intersection(*rows) if rows else set()
        case "Project":
            found = _certain(node.p) & _variables(node.PV)
        case "Group":
            found = _certain(node.p) & _variables(node.expr or ())
        case _:  # Filter, Extend, OrderBy, Slice, Distinct, AggregateJoin, ToMultiSet, SelectQuery: as what they hold
            found = _certain(node.p) if "p" in node else set()
    return found


def _variables(terms: Iterable[Any]) -> AbstractSet[str]:
    return {str(term) for term in terms if isinstance(term, Variable)}
