"""How a SPARQL constraint can be answered, and whether it is one (https://www.w3.org/TR/shacl/#pre-binding)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from builder.shacl.failures import Malformed, Unsupported
from builder.shacl.sparql.tokens import Exists, Token, tokens

THIS: Final = "this"
_FORBIDDEN: Final = {"MINUS", "VALUES", "SERVICE"}
_AGGREGATES: Final = {"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"}


class Way(Enum):
    """How a query is answered."""

    AT_ONCE = "one query for all focus nodes"
    EACH = "one query for each focus node"
    BY_RDFLIB = "one query for each focus node, as the reference engine does it"


@dataclass(frozen=True, slots=True)
class Plan:
    """The way, and the variables that no pattern binds: what they stand for is computed."""

    way: Way
    patterned: frozenset[str]


def plan(query: str) -> Plan:
    """How to answer the query of a constraint.

    For all focus nodes at once, ``$this`` is a variable that a first pattern binds to them. That means the same as a
    query for each, with ``$this`` replaced, where nothing is counted or cut across focus nodes, and where no group but
    the outermost and those of EXISTS asks in an expression what ``$this`` is: only these know it from outside. The
    store can't replace it in other groups either; rdflib can. Raises Malformed for what the specification forbids, and
    Unsupported for a query that looks into the shapes.
    """
    words = tokens(query)
    check(words, {THIS})
    names = _names(words)
    if "shapesGraph" in names:
        raise Unsupported("a query that looks into the shapes")
    patterned = frozenset(each.variable for each in words if each.variable and each.depth and not each.expression)
    if "currentShape" in names or any(each.keyword in {"GRAPH", "FROM"} for each in words) or _is_tangled(words):
        return Plan(Way.BY_RDFLIB, patterned)
    return Plan(Way.AT_ONCE if _is_one_select(words) else Way.EACH, patterned)


def check(words: Sequence[Token], bound: Set[str]) -> None:
    """Raise Malformed for a query that the specification forbids, where some variables are bound from outside."""
    for before, token in pairwise(words):
        if token.keyword in _FORBIDDEN:
            raise Malformed(f"{token.keyword} in the query of a constraint")
        if before.keyword == "AS" and token.variable in {*bound, "shapesGraph", "currentShape"}:
            raise Malformed(f"${token.variable} gets another value in the query of a constraint")
    for head in _nested_heads(words):
        if missing := sorted(bound - _names(head)):
            raise Malformed(f"a nested SELECT in the query of a constraint has to name ${missing[0]}")


def _names(words: Sequence[Token]) -> set[str]:
    return {each.variable for each in words if each.variable}


def _nested_heads(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands between a nested SELECT and its group."""
    for at, token in enumerate(words):
        if token.keyword == "SELECT" and token.depth:
            end = next((n for n in range(at, len(words)) if words[n].text == "{"), len(words))
            yield words[at:end]


def _is_tangled(words: Sequence[Token]) -> bool:
    """Whether ``$this`` has to be known in groups that do not see it from outside, or things are counted without it."""
    head = words[: next((n for n, each in enumerate(words) if each.text == "{" and not each.expression), 0)]
    if THIS not in _names([each for each in head if not each.expression]):
        return True
    counting = _AGGREGATES | {"GROUP", "HAVING", "LIMIT", "OFFSET"}
    if any(each.keyword in counting and each.depth and each.exists is Exists.NONE for each in words):
        return True
    grouped = _grouped(words)
    if (grouped or any(each.keyword in _AGGREGATES for each in words)) and THIS not in _names(grouped):
        return True
    return any(each.variable == THIS and _is_out_of_sight(each) for each in words)


def _is_one_select(words: Sequence[Token]) -> bool:
    return not any((each.keyword == "SELECT" and each.depth) or each.keyword in {"LIMIT", "OFFSET"} for each in words)


def _is_out_of_sight(this: Token) -> bool:
    """Whether a ``$this`` stands where a value from the outermost group is not known."""
    if this.exists is Exists.NONE:
        return this.expression and this.depth > 1
    return this.exists is Exists.OF_ANOTHER


def _grouped(words: Sequence[Token]) -> Sequence[Token]:
    """What stands after GROUP BY, outside of brackets, up to the next clause."""
    start = next((n for n, each in enumerate(words) if each.keyword == "GROUP" and not each.depth), None)
    if start is None:
        return []
    end = next((n for n in range(start, len(words)) if words[n].keyword in {"HAVING", "ORDER"}), len(words))
    return [each for each in words[start:end] if not each.expression]
