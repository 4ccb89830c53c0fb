"""Asking one saved query as the command line does: its own options, the graph or endpoint, and the form."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from builder.errors import UsageError
from builder.project import Project
from builder.query.engine import LocalGraph
from builder.query.formats import STANDARD, markdown, standard, table
from builder.query.forms import Format, picture_ending
from builder.query.header import RESERVED, SavedQuery
from builder.query.parameters import bind, unknown_option
from builder.query.remote import Endpoint
from builder.query.results import Result
from builder.query.wording import shown
from builder.terminal import terminal

_WIDTH: Final = 100
_DEFAULT_GRAPH: Final = "peelgraph.ttl"


def parse_options(query: SavedQuery, arguments: Sequence[str]) -> dict[str, str]:
    """The query's own options, ``--name value`` or ``--name=value``, by name.

    Raises UsageError for what is no option of the query, for an option without a value, and for one given twice.
    """
    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or word == "--":
            raise UsageError(f"`{shown(word)}` is no option; `peelgraph query {query.name} --help` shows all")
        name, equals, value = word[2:].partition("=")
        if name not in query.parameters:
            raise unknown_option(query, name)
        if not equals:
            if not rest or rest[0].startswith("--"):
                raise UsageError(f"--{name} needs a value, such as --{name} {_quoted(query.parameters[name].example)}")
            value = rest.pop(0)
        if name in given:
            raise UsageError(f"--{name} is given twice; give it once")
        given[name] = value
    return given


def source_of(project: Project, graph: Path | None, endpoint: str | None, timeout: float) -> LocalGraph | Endpoint:
    """What is asked: the endpoint, the graph file, or the graph that a build leaves in the project.

    Raises UsageError where both are given, or where the endpoint's address is none.
    """
    if endpoint is not None:
        if graph is not None:
            raise UsageError("--graph and --endpoint exclude each other; give one of them")
        return Endpoint(endpoint, timeout)
    if graph is not None:
        return LocalGraph(graph, timeout)
    path = project.build / _DEFAULT_GRAPH
    return LocalGraph(path, timeout, project.relative(path))


def ask(query: SavedQuery, given: dict[str, str], source: LocalGraph | Endpoint) -> Result:
    """The answer to the query with the given option values; raises what binding and asking raise."""
    return source.select(query.text, bind(query, given, source.select))


def check_output(query: SavedQuery, form: Format, out: Path | None) -> None:
    """Raises UsageError, before any work is done, where the format and the file do not go together."""
    if form is not Format.CHART:
        return
    if query.header.own.view is None:
        allowed = ", ".join(each for each in Format if each is not Format.CHART)
        raise UsageError(f"{query.name} has no view to draw\n    allowed: {allowed}")
    if out is None:
        raise UsageError("a chart goes to a file: name it with --out FILE.svg or --out FILE.png")
    picture_ending(out)


def rendered(query: SavedQuery, result: Result, form: Format, out: Path | None) -> bytes:
    """The answer as text in the wanted form; a table fits the terminal that it goes to."""
    if form in STANDARD:
        return standard(result, form)
    if form is Format.MARKDOWN:
        return markdown(query, result).encode()
    screen = terminal() if out is None else None
    if screen is None:
        return table(query, result).encode()
    return table(query, result, screen.width, screen.color_system is not None).encode()


def query_help(query: SavedQuery) -> str:
    """What a query answers, its parameters with examples, and its columns."""
    lines = [f"Usage: peelgraph query {query.name} [PARAMETERS] [OPTIONS]", "", query.header.summary, ""]
    lines += [*textwrap.wrap(query.header.description, _WIDTH), ""]
    if query.parameters:
        lines.append("Parameters:")
        heads = [f"--{each.name} {each.type.upper()}" for each in query.parameters.values()]
        width = max(map(len, heads))
        for head, each in zip(heads, query.parameters.values(), strict=True):
            allowed = f" ({' | '.join(each.values)})" if each.values else ""
            default = f" (default: {query.defaults[each.name]})" if each.name in query.defaults else ""
            lines.append(f"  {head:<{width}}  {each.description}{allowed}{default}, as in {_quoted(each.example)}")
        lines.append("")
    lines += textwrap.wrap(f"Columns: {', '.join(column.name for column in query.columns)}", _WIDTH)
    drawn = "" if query.header.own.view is None else " A chart can be drawn of it."
    common = f"Options of every query (peelgraph query --help): {', '.join(f'--{each}' for each in RESERVED)}.{drawn}"
    lines += ["", *textwrap.wrap(common, _WIDTH, break_on_hyphens=False)]
    first = next(iter(query.parameters.values()), None)
    options = f" --{first.name} {_quoted(first.example)}" if first else ""
    return "\n".join([*lines, "", f"Example:  peelgraph query {query.name}{options}"])


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
