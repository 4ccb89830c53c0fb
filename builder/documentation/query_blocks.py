"""The saved queries: what they answer, with the first rows of the real answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from builder.documentation.markdown import anchor, code, codes, number, paragraphs, table, text
from builder.documentation.material import Material
from builder.query.formats import markdown
from builder.query.header import Parameter, SavedQuery
from builder.query.kinds import KINDS, WORD, Codes, Things, Years
from builder.query.parameters import bind

ROWS: Final = 3
"""How many rows of an answer a page shows."""

_LINK: Final = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)")
_BAR: Final = re.compile(r"(?<!\\)\|")
_SENTENCE: Final = 8
_LONGEST: Final = 60
_ROW: Final = 2
"""Lines of a Markdown table before its first row."""


def query_table(material: Material, argument: str) -> str:
    """All saved queries with what they answer; the argument is the page that they link to."""
    rows = [
        [f"[{code(query.name)}]({argument}#{anchor(heading(query))})", text(query.header.summary), _options(query)]
        for query in material.queries.values()
    ]
    return table(["query", "answers", "parameters"], rows)


def query_reference(material: Material, _argument: str) -> str:
    """Every saved query with its columns, its parameters and the first rows of its answer."""
    return paragraphs(*(part for query in material.queries.values() for part in _sections(material, query)))


def parameter_kinds(material: Material, _argument: str) -> str:
    """What the values of parameters may name, by the ``type`` that a header gives."""
    used = [each for query in material.queries.values() for each in query.parameters.values()]
    examples = {each.type: code(f"--{each.name} {_quoted(each.example)}") for each in reversed(used)}
    takes = {name: _values(kind) for name, kind in KINDS.items()} | {WORD: "one of the words under `values`"}
    rows = [[code(name), words, examples.get(name, "")] for name, words in takes.items()]
    return table(["type", "takes", "for example"], rows)


def _values(kind: Things | Codes | Years) -> str:
    match kind:
        case Things(prefixes):
            return f"key of a thing, the end of its IRI behind {codes(f'…/id/{prefix}' for prefix in prefixes)}"
        case Codes(prefix):
            return f"{code('peel:code')} of a member of {code(f'…/id/{prefix}')}"
        case Years():
            return "year of a cycle"


def heading(query: SavedQuery) -> str:
    """The heading under which a query is described."""
    return query.name


def _sections(material: Material, query: SavedQuery) -> Iterator[str]:
    yield f"## {heading(query)}"
    yield f"{text(query.header.summary)}. {text(query.header.description)}"
    columns = [[code(each.name), text(each.label), each.type] for each in query.columns]
    yield table(["column", "heading", "type"], columns)
    if query.parameters:
        yield table(["parameter", "what it narrows", "for example"], map(_parameter, query.parameters.values()))
    chart = "" if query.header.own.view is None else " A chart can be drawn of it."
    yield f"Tags: {codes(query.header.tags)}. Any two rows differ in {codes(query.header.own.key)}.{chart}"
    yield from _answer(material, query)


def _parameter(parameter: Parameter) -> list[str]:
    allowed = f": {codes(parameter.values)}" if parameter.values else ""
    example = f"--{parameter.name} {_quoted(parameter.example)}"
    return [code(f"--{parameter.name}"), text(parameter.description) + allowed, code(example)]


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _answer(material: Material, query: SavedQuery) -> Iterator[str]:
    result = material.source.select(query.text, bind(query, {}, material.source.select))
    count = len(result.rows)
    if count == 0:
        yield "No rows at present."
        return
    shown = "All rows" if count <= ROWS else f"The first {ROWS} of {number(count)} rows"
    yield f"{shown}, without the columns that hold the IRIs of what others name:"
    lines = _LINK.sub(r"\1", markdown(query, result)).splitlines()[: _ROW + ROWS]
    yield "\n".join([*lines[:_ROW], *("|".join(map(_short, _BAR.split(line))) for line in lines[_ROW:])])


def _short(cell: str) -> str:
    """A cell without the end of a long text; keys and numbers stay whole."""
    return f" {shorten(cell, _LONGEST, placeholder=' …')} " if len(cell.split()) > _SENTENCE else cell


def _options(query: SavedQuery) -> str:
    return " ".join(code(f"--{name}") for name in query.parameters)
