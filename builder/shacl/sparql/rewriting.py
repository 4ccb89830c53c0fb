"""Queries as the store needs them: bound to the focus nodes, and with literals by their values where these count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from builder.shacl.sparql.tokens import Token, tokens

WRITTEN: Final = "urn:x-peelgraph:written:"
"""What the datatype of a literal begins with, where the store would not keep the form in which it is written."""

FOCUS: Final = "urn:x-peelgraph:focus"

_AS_WRITTEN: Final = {"STR", "BOUND", "COUNT", "SAMPLE", "SAMETERM"}
"""Functions that ask for a term, or for the form in which it is written, and not for its value."""


def restricted(query: str, graph: str) -> str:
    """The query with a first pattern that binds ``$this`` to the focus nodes that a named graph lists."""
    opening = next(each for each in tokens(query) if each.text == "{" and not each.expression)
    pattern = f" GRAPH <{graph}> {{ <{FOCUS}> <{FOCUS}> ?this }}\n"
    return query[: opening.end] + pattern + query[opening.end :]


def by_value(query: str) -> str:
    """The query with every variable of an expression replaced by its value, where only the value matters."""
    parts: list[str] = []
    words = tokens(query)
    done = 0
    for at, token in enumerate(words):
        if token.variable and token.expression and not _is_as_written(words, at):
            parts += (query[done : token.start], _value(token.variable))
            done = token.end
    return "".join([*parts, query[done:]])


def _is_as_written(words: Sequence[Token], at: int) -> bool:
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else words[at]
    if before.keyword == "AS" or (before.text == "(" and after.keyword == "AS"):
        return True
    alone = (before.text in {"(", ","} or before.keyword == "DISTINCT") and after.text in {")", ","}
    return alone and words[at].function in _AS_WRITTEN


def _value(name: str) -> str:
    datatype = f"STR(DATATYPE(?{name}))"
    literal = f'STRDT(STR(?{name}), IRI(STRAFTER({datatype}, "{WRITTEN}")))'
    return f'COALESCE(IF(STRSTARTS({datatype}, "{WRITTEN}"), {literal}, ?{name}), ?{name})'
