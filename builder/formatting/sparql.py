"""The one way that saved queries are written, and what else has to be right about them.

::

    #+ summary: …

    PREFIX peel: <https://w3id.org/peelgraph/def/>

    SELECT …

The header comes first, then the prefixes that are used, sorted, each on a line of its own, then the query as its
writer laid it out.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise, zip_longest
from pathlib import PurePosixPath
from typing import Final

from builder.errors import Problem, SourceError
from builder.namespaces import PEEL, PREFIXES
from builder.query.algebra import shape_of
from builder.query.header import OWN, SavedQuery, header_lines, parse_query
from builder.query.tokens import Kind, Token, prologue, tokens

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MEND: Final = "make format"


def format_query(text: str, name: str) -> str:
    """A query in canonical form; formatting the result again changes nothing.

    ``name`` is the file's name for messages. Works for any SPARQL query with or without a header. Raises SourceError
    for a prefix that the project does not have or has for another namespace, for a BASE, and where a blank at the end
    of a line or a tab stands inside a string and would be lost.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = [line.rstrip() for line in header_lines(text)]
    rest = "".join(f"{line}\n" for line in text.split("\n")[len(head) :])
    shift = len(head)
    declared, body = prologue(rest)
    used = {token.text.partition(":")[0] for token in body if token.kind is Kind.NAME}
    problems = list(_prefix_problems(declared, body, name, shift))
    if problems:
        raise SourceError(problems)
    start = body[0].offset if body else len(rest)
    comments = [token.text.rstrip() for token in tokens(rest[:start]) if token.kind is Kind.COMMENT]
    lines = [line.expandtabs(2).rstrip() for line in rest[start:].rstrip().split("\n")]
    query = "\n".join([*comments, *lines])
    if _strings(tokens("\n".join(lines))) != _strings(body):
        found = "a string with a tab or with blanks at the end of a line"
        raise SourceError([Problem(name, body[0].line + shift, 1, found, "\\t, \\u0020")])
    prefixes = "\n".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in sorted(used))
    return "\n\n".join(part for part in ("\n".join(head), prefixes, query) if part) + "\n"


def lint_query(text: str, name: str) -> list[Problem]:
    """Everything that is wrong with a saved query, sorted by place; ``name`` is its file as messages show it.

    The header parses and fits the query; prefixes are the project's, declared and used; ORDER BY names the key, so
    that the order is total; parameters bind variables that have a value in every row; nothing reaches beyond the one
    graph; the file has a name in kebab-case and is in canonical form.
    """
    stem = PurePosixPath(name).stem
    problems: list[Problem] = []
    if not _NAME.fullmatch(stem):
        problems.append(Problem(name, 0, 0, f"`{stem}` is no name of a query", "lower-case words joined by hyphens"))
    try:
        query = parse_query(text, stem, name)
    except SourceError as error:
        return sorted([*problems, *error.problems])
    problems += _shape_problems(query)
    try:
        formatted = format_query(text, name)
    except SourceError as error:
        return sorted([*problems, *error.problems])
    if formatted != text:
        pairs = zip_longest(text.split("\n"), formatted.split("\n"))
        line = next((index for index, (here, there) in enumerate(pairs, 1) if here != there), 1)
        problems.append(Problem(name, line, 1, "not in canonical form from here on", advice=_MEND))
    return sorted(problems)


def undeclared_terms(text: str, name: str, declared: AbstractSet[str]) -> list[Problem]:
    """The terms of the project's namespace in a query that are none of ``declared`` (local names), with near ones."""
    problems = []
    for token in tokens(text):
        local = _own_term(token)
        if local is not None and local not in declared:
            near = difflib.get_close_matches(local, declared, n=3, cutoff=0.6)
            allowed = ", ".join(f"peel:{each}" for each in near) or "the terms that ontology/ declares"
            problems.append(Problem(name, token.line, token.column, f"peel:{local} is declared nowhere", allowed))
    return problems


def _own_term(token: Token) -> str | None:
    if token.kind is Kind.NAME and token.text.startswith("peel:"):
        return token.text.removeprefix("peel:") or None
    if token.kind is Kind.IRI and token.text.startswith(f"<{PEEL}"):
        return token.text[len(PEEL) + 1 : -1] or None
    return None


def _strings(words: Iterable[Token]) -> list[str]:
    return [token.text for token in words if token.kind is Kind.STRING]


def _prefix_problems(
    declared: list[tuple[Token, Token]], body: list[Token], name: str, shift: int
) -> Iterator[Problem]:
    if body and body[0].text.upper() == "BASE":
        yield Problem(name, body[0].line + shift, body[0].column, "BASE", "prefixes and whole IRIs")
    for prefix, iri in declared:
        short, expected = prefix.text.removesuffix(":"), iri.text[1:-1]
        if short not in PREFIXES:
            yield Problem(name, prefix.line + shift, prefix.column, f"the prefix `{short}:`", ", ".join(PREFIXES))
        elif PREFIXES[short] != expected:
            allowed = f"<{PREFIXES[short]}>"
            yield Problem(name, iri.line + shift, iri.column, f"`{short}:` stands for <{expected}> here", allowed)
    known = {prefix.text for prefix, _ in declared} | {f"{prefix}:" for prefix in PREFIXES}
    for token in body:
        short = f"{token.text.partition(':')[0]}:"
        if token.kind is Kind.NAME and short not in known:
            yield Problem(name, token.line + shift, token.column, f"the prefix `{short}`", ", ".join(PREFIXES))


def _shape_problems(query: SavedQuery) -> Iterator[Problem]:
    shape = shape_of(query.text)
    types = {column.name: column.type for column in query.columns}
    key = query.header.own.key
    missing = [name for name in key if name not in shape.ordered]
    at_key = (OWN, "key")
    if not shape.ordered:
        yield query.source.problem(at_key, "the query has no ORDER BY", "ORDER BY … that ends in the key")
    elif missing:
        found = f"ORDER BY leaves out {', '.join(f'?{name}' for name in missing)}, so rows may stand in any order"
        yield query.source.problem(at_key, found, "ORDER BY with every column of the key")
    if not any(types[name] == "iri" for name in key):
        yield query.source.problem(at_key, "the key has no column with an IRI", "at least one")
    if shape.ends_in_values:
        yield query.source.problem((), "a VALUES block behind the query", "VALUES inside WHERE")
    for index, parameter in enumerate(query.header.own.parameters):
        if parameter.variable not in shape.certain:
            place = (OWN, "parameters", index, "variable")
            found = f"?{parameter.variable} has no value in every row, or is computed; it can't be a parameter"
            yield query.source.problem(place, found, "a variable that a pattern outside OPTIONAL, or VALUES, binds")
    words = [token for token in tokens(query.text) if token.kind is not Kind.COMMENT]
    for token, follower in pairwise(words):
        if token.text.upper() == "SELECT" and follower.text == "*":
            yield Problem(query.file, follower.line, follower.column, "SELECT *", "the columns by name")
