"""Comparisons as SPARQL defines them, for the reference engine.

rdflib puts all literals in one order, so that a date is less than a number; SPARQL has no order for them, which SHACL
reports (https://www.w3.org/TR/sparql11-query/#OperatorMapping, https://www.w3.org/TR/shacl/#LessThanConstraintComponent).
"""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any

from rdflib import Graph, Literal
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.parserutils import Expr
from rdflib.plugins.sparql.sparql import Query, SPARQLError
from rdflib.term import Node

from builder.shacl.literals import compared, is_known, quietly
from builder.shacl.terms import term


class StrictLiteral(Literal):
    """A literal of the data that is less or greater only than what it can be compared with.

    pySHACL asks ``<`` and ``<=`` for pairs of properties, where an error would end the validation, and ``>`` for
    limits, where it takes an error for a result.
    """

    __hash__ = Literal.__hash__

    def __lt__(self, other: Any) -> bool:
        return bool(_order(self, other, "<"))

    def __le__(self, other: Any) -> bool:
        return bool(_order(self, other, "<="))

    def __gt__(self, other: Any) -> bool:
        return _sure(_order(self, other, ">"))

    def __ge__(self, other: Any) -> bool:
        return _sure(_order(self, other, ">="))


def _order(left: Literal, right: Any, operator: str) -> bool | None:
    return compared(term(left), term(right), operator) if isinstance(right, Literal) else None


def _sure(answer: bool | None) -> bool:
    if answer is None:
        raise TypeError("no order")
    return answer


def strict_graph(graph: Graph) -> Graph:
    """A graph with the literals of another made strict."""
    found = Graph(bind_namespaces="none")
    with quietly():
        found.addN((subject, predicate, _strict(value), found) for subject, predicate, value in graph)
    return found


def _strict(value: Node) -> Node:
    if not isinstance(value, Literal):
        return value
    return StrictLiteral(str(value), lang=value.language, datatype=value.datatype, normalize=False)


def strict(query: Query) -> Query:
    """A prepared query with comparisons that give an error where SPARQL has no answer; changed in place."""

    def visit(node: Any) -> None:
        if not isinstance(node, Expr) or node.name != "RelationalExpression" or node.other is None:
            return
        if node._evalfn is not None:
            node._evalfn = MethodType(_checked(node._evalfn.__func__), node)

    traverse(query.algebra, visitPost=visit)
    return query


def _checked(evaluate: Callable[[Expr, Any], Any]) -> Callable[[Expr, Any], Any]:
    def checked(expression: Expr, context: Any) -> Any:
        left, right, operator = expression.expr, expression.other, expression.op
        if isinstance(left, Literal) and isinstance(right, Literal):
            one, other = term(left), term(right)
            if operator in {"<", "<=", ">", ">="}:
                answer = compared(one, other, operator)
                if answer is None:
                    raise SPARQLError(f"no order: {left} {operator} {right}")
                return Literal(answer)
            if operator in {"=", "!="} and one != other and not (is_known(one) and is_known(other)):
                raise SPARQLError(f"nobody knows: {left} {operator} {right}")
        return evaluate(expression, context)

    return checked
