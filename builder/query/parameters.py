"""From what someone types behind an option to the RDF term that its variable is bound to.

A value names something that the graph holds: it is looked up there, and the term is the one found. Nothing of what was
typed ever becomes part of a query.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from builder.errors import UsageError
from builder.namespaces import PEEL, PEELID, PREFIXES
from builder.query.header import Parameter, SavedQuery
from builder.query.kinds import KINDS, Codes, Things, Years
from builder.query.results import Result
from builder.query.wording import listed, meant, shown

Term: TypeAlias = NamedNode | Literal
Bindings: TypeAlias = dict[str, Term]
Select: TypeAlias = Callable[[str], Result]
"""Answers a SELECT query on the graph in use."""

_LONGEST: Final = 300
_INTEGER: Final = NamedNode(PREFIXES["xsd"] + "integer")

_LABEL: Final = f"<{PREFIXES['rdfs']}label>"
_CODE: Final = f"<{PEEL}code>"
_YEARS: Final = f"SELECT DISTINCT ?value WHERE {{ ?cycle <{PEEL}year> ?value }} ORDER BY ?value"


def bind(query: SavedQuery, given: Mapping[str, str], select: Select) -> Bindings:
    """The terms that the query's variables are bound to, for the given option values and the header's defaults.

    Raises UsageError for an option that the query does not have, for a value that the graph does not know (with near
    ones and all that are allowed), and for two options that bind one variable.
    """
    for name in given:
        if name not in query.parameters:
            raise unknown_option(query, name)
    bindings: Bindings = {}
    by: dict[str, str] = {}
    for name, value in (query.defaults | dict(given)).items():
        parameter = query.parameters[name]
        if parameter.variable in by:
            raise UsageError(f"--{by[parameter.variable]} and --{name} say the same thing; give one of them")
        by[parameter.variable] = name
        bindings[parameter.variable] = _term(parameter, value, select)
    return bindings


def unknown_option(query: SavedQuery, name: str) -> UsageError:
    """The error that an option is none of the query's."""
    near = difflib.get_close_matches(name, query.parameters, n=2, cutoff=0.6)
    allowed = listed("parameters", (f"--{each}" for each in query.parameters))
    found = f"{query.name} has no parameter `--{shown(name)}`{meant(f'--{each}' for each in near)}"
    return UsageError(f"{found}\n{allowed}")


def _term(parameter: Parameter, value: str, select: Select) -> Term:
    if len(value) > _LONGEST:
        raise UsageError(f"--{parameter.name}: a value of {len(value)} characters; at most {_LONGEST} are allowed")
    if parameter.values:
        return _chosen(parameter, value, {each: Literal(each) for each in parameter.values}, {})
    match KINDS[parameter.type]:
        case Things(prefixes):
            return _thing(parameter, value, prefixes, select)
        case Codes(prefix):
            return _chosen(parameter, value, _plain(select(_codes(prefix))), {})
        case Years():
            years = _plain(select(_YEARS))
            terms: dict[str, Term] = {year: Literal(year, datatype=_INTEGER) for year in years}
            return _chosen(parameter, value, terms, {})


def _thing(parameter: Parameter, value: str, prefixes: tuple[str, ...], select: Select) -> Term:
    """A thing by its key; by its kind and key, as in place/leicester; or by its whole IRI."""
    paths: dict[str, Term] = {}
    names: dict[str, str] = {}
    for node, label in select(_things(prefixes)).rows:
        if isinstance(node, NamedNode):
            path = node.value.removeprefix(PEELID)
            paths[path] = node
            names.setdefault(label.value if isinstance(label, Literal) else path, path)
    path = value.removeprefix(PEELID)
    if path in paths:
        return paths[path]
    keys: dict[str, Term] = {}
    for prefix in prefixes:  # in order of preference: the first that has the key keeps it
        for each, node in paths.items():
            if each.startswith(prefix):
                keys.setdefault(each.removeprefix(prefix), node)
    by_name = {name: path.partition("/")[2] for name, path in names.items()}
    return _chosen(parameter, value, keys, by_name)


def _chosen(parameter: Parameter, value: str, allowed: Mapping[str, Term], names: Mapping[str, str]) -> Term:
    """The allowed term of this name; else the error that names near ones, by key or by label, and all."""
    if value in allowed:
        return allowed[value]
    what = "none of its values is" if parameter.values else f"the graph has no {parameter.type}"
    found = f"--{parameter.name}: {what} `{shown(value)}`{meant(_near(value, allowed, names))}"
    raise UsageError(f"{found}\n{listed('allowed', allowed)}")


def _near(value: str, allowed: Mapping[str, Term], names: Mapping[str, str]) -> Iterable[str]:
    """Keys that were probably meant: the thing of this very name, then near spellings, then what holds the word."""
    folded = {key.casefold(): key for key in allowed} | {name.casefold(): key for name, key in names.items()}
    word = value.casefold()
    if word in folded:
        return [folded[word]]
    near = [folded[each] for each in difflib.get_close_matches(word, folded, n=3, cutoff=0.75)]
    return dict.fromkeys(near or [key for name, key in folded.items() if len(word) > 2 and word in name][:3])


def _things(prefixes: tuple[str, ...]) -> str:
    """Asks for all things whose IRIs start with one of the prefixes, with their labels."""
    tests = " || ".join(f'STRSTARTS(STR(?value), "{PEELID}{prefix}")' for prefix in prefixes)
    pattern = f"?value {_LABEL} ?name FILTER({tests})"
    return f"SELECT ?value (MIN(STR(?name)) AS ?label) WHERE {{ {pattern} }} GROUP BY ?value ORDER BY ?value"


def _codes(prefix: str) -> str:
    """Asks for the codes of all members of a code list."""
    pattern = f'?member {_CODE} ?value FILTER(STRSTARTS(STR(?member), "{PEELID}{prefix}"))'
    return f"SELECT DISTINCT ?value WHERE {{ {pattern} }} ORDER BY ?value"


def _plain(result: Result) -> dict[str, Term]:
    return {term.value: term for (term,) in result.rows if isinstance(term, Literal)}
