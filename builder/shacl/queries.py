"""SPARQL texts parsed once, and by rdflib only where nothing quicker will do.

pySHACL hands over the text of a SPARQL constraint once for each thing that it looks at, and rdflib parses it each time,
which takes longer than finding the answer. Whether a text is a query, the store tells in a hundredth of that time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Store
from rdflib import RDF, URIRef
from rdflib.paths import Path

from builder.shacl.sparql.tokens import Token, tokens

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query

_VOCABULARY: Final = """
A ABS ALL AS ASC ASK AVG BIND BNODE BOUND BY CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY DESC DISTINCT
ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL
ISNUMERIC ISURI LANG LANGMATCHES LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NOT NOW OFFSET OPTIONAL ORDER RAND
REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SHA1 SHA256 SHA384 SHA512 STR STRAFTER
STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TRUE TZ UCASE UNDEF UNION URI UUID
VALUES WHERE YEAR
"""
"""Words of SPARQL 1.1 that a constraint may be made of. The store takes later ones, too, and would ask a SERVICE."""
_WORDS: Final = frozenset(_VOCABULARY.split())

_LATER: Final = {("<", "<"), ("{", "|"), ("-", "-")}
"""Signs next to each other that came after SPARQL 1.1."""


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
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415 - slow to import, and seldom needed

    from builder.shacl.strictness import strict  # noqa: PLC0415 - the same

    return strict(prepareQuery("\n".join([*sorted(head), "", body])))


def check_query(text: str, prefixes: dict[str, str]) -> tuple[set[str], str]:
    """The IRIs that a query speaks of, and what is wrong with it: nothing, or a sentence with line and column.

    The store says whether a text is a query; where it has doubts, rdflib has the word.
    """
    words = tokens(text)
    whole = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items()) + "\n" + text
    if _is_plain_query(whole, words):
        return _iris(words, prefixes), ""
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


def _is_plain_query(whole: str, words: Sequence[Token]) -> bool:
    """Whether the store reads the text as a query, and nothing in it is of later versions of SPARQL than 1.1."""
    if any(each.kind == "word" and each.keyword not in _WORDS for each in words):
        return False
    if any((one.text, other.text) in _LATER and one.end == other.start for one, other in pairwise(words)):
        return False
    try:
        Store().query(whole)
    except (SyntaxError, ValueError, RuntimeError):
        return False
    return all(each.text != "~" for each in words)


def _iris(words: Sequence[Token], prefixes: dict[str, str]) -> set[str]:
    """The IRIs in a query that is one, from its words."""
    found: set[str] = set()
    for before, each in pairwise([None, None, *words]):
        if each is None or (before is not None and before.text == "^^"):
            continue  # the datatype of a literal is part of it
        if each.kind == "iri":
            found.add(each.text[1:-1])
        elif each.kind == "name" and not each.text.startswith("_:"):
            prefix, _, local = each.text.partition(":")
            found.add(prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))
        elif each.text == "a":
            found.add(str(RDF.type))
    return found


def _terms(algebra: Any) -> set[str]:
    """The IRIs in a query, from its algebra and not from its text."""
    from rdflib.plugins.sparql.algebra import traverse  # noqa: PLC0415 - slow to import, and seldom needed

    found: set[str] = set()

    def visit(node: Any) -> None:
        if isinstance(node, URIRef):
            found.add(str(node))
        elif isinstance(node, Path):
            for each in (*getattr(node, "args", ()), getattr(node, "arg", None), getattr(node, "path", None)):
                visit(each)

    traverse(algebra, visitPost=visit)
    return found
