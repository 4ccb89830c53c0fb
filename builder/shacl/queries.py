"""SPARQL texts parsed once.

pySHACL hands over the text of a SPARQL constraint once for each thing that it looks at, and rdflib parses it each time,
which takes longer than finding the answer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rdflib import URIRef
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.sparql import Query

from builder.shacl.strictness import strict


def prepare(text: str) -> Query:
    """The query as rdflib prepares it; the order of the declarations at its head makes no difference.

    Raises what rdflib raises for wrong queries.
    """
    head, gap, body = text.partition("\n\n")
    lines = head.splitlines()
    if gap and all(line.startswith("PREFIX ") for line in lines):  # as pySHACL and `check_query` write it
        return _prepared(frozenset(lines), body)
    return _prepared(frozenset(), text)


@lru_cache(maxsize=1024)
def _prepared(head: frozenset[str], body: str) -> Query:
    return strict(prepareQuery("\n".join([*sorted(head), "", body])))


def check_query(text: str, prefixes: dict[str, str]) -> tuple[set[str], str]:
    """The IRIs that a query speaks of, and what is wrong with it: nothing, or a sentence with line and column."""
    whole = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items()) + "\n" + text
    try:
        return _terms(prepare(whole).algebra), ""
    except Exception as error:  # pyparsing's for syntax, plain Exception for unknown prefixes and misplaced variables
        return set(), f"no SPARQL{_place(error, whole, text)}: {getattr(error, 'msg', error)}"


def _place(error: Exception, whole: str, text: str) -> str:
    """Where in its text a query stops being one, as far as the parser says (by the attribute ``loc``)."""
    at = getattr(error, "loc", None)
    if at is None:
        return ""
    before = text[: max(0, at - len(whole) + len(text))]
    return f" in line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))} of the query"


def _terms(algebra: Any) -> set[str]:
    """The IRIs in a query, from its algebra and not from its text."""
    found: set[str] = set()

    def visit(node: Any) -> None:
        if isinstance(node, URIRef):
            found.add(str(node))
        elif isinstance(node, Path):
            for each in (*getattr(node, "args", ()), getattr(node, "arg", None), getattr(node, "path", None)):
                visit(each)

    traverse(algebra, visitPost=visit)
    return found
