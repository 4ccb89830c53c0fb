"""The picture of an answer: the Vega-Lite view of the query's header over the rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import vl_convert
from pyoxigraph import Literal, NamedNode

from builder.errors import Problem, SourceError, UsageError
from builder.query.forms import picture_ending
from builder.query.header import SavedQuery
from builder.query.results import Cell, Result
from builder.terminal import harmless

_SCALE: Final = 2.0
"""Pixels of a PNG for one pixel of the view."""

_JSON: Final[dict[str, Callable[[str], str | float | bool]]] = {
    "integer": int,
    "decimal": float,
    "boolean": lambda text: text in {"true", "1"},
}


def specification(query: SavedQuery, result: Result) -> dict[str, Any]:
    """The Vega-Lite specification with the rows as its data; raises UsageError where the query has no view."""
    view = query.header.own.view
    if view is None:
        raise UsageError(f"{query.name} has no view to draw; use another --format")
    types = {column.name: column.type for column in query.columns}
    values = [
        {name: _value(cell, types[name]) for name, cell in zip(result.columns, row, strict=True)} for row in result.rows
    ]
    return {**view, "data": {"values": values}}


def draw(query: SavedQuery, result: Result, out: Path) -> bytes:
    """The picture as SVG or PNG, by the ending of ``out``; nothing is written here and nothing is fetched.

    Raises UsageError where the query has no view or the ending is another, SourceError where the view can't be drawn.
    """
    ending = picture_ending(out)
    spec = specification(query, result)
    version = _version(str(spec.get("$schema")))
    try:
        if ending == ".svg":
            return vl_convert.vegalite_to_svg(spec, vl_version=version, allowed_base_urls=[]).encode() + b"\n"
        return bytes(vl_convert.vegalite_to_png(spec, vl_version=version, scale=_SCALE, allowed_base_urls=[]))
    except ValueError as error:
        reason = " ".join(str(error).split())[:300]
        raise SourceError([Problem(query.file, 1, 1, f"the view can't be drawn: {reason}", "Vega-Lite")]) from error


def _version(schema: str) -> str:
    """The newest Vega-Lite of the major version that the view is written for."""
    major = schema.rpartition("/v")[2].partition(".")[0]
    known = [tuple(map(int, version.split("."))) for version in vl_convert.get_vegalite_versions()]
    return ".".join(map(str, max(each for each in known if str(each[0]) == major)))


def _value(cell: Cell, kind: str) -> str | float | bool | None:
    """A cell as JSON; a literal that is none of its column's type stays text."""
    if isinstance(cell, NamedNode):
        return cell.value
    if not isinstance(cell, Literal):
        return None if cell is None else str(cell)
    text = harmless(cell.value)  # a control character would end the drawing library, and this process with it
    try:
        return _JSON.get(kind, str)(text)
    except ValueError:
        return text
