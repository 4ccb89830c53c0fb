"""Rows of different engines in one form, so that they can be compared: figures by value, things by their path."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode
from rdflib import Graph

from builder.namespaces import PEELID, PREFIXES
from builder.query.results import Cell, Result

Value: TypeAlias = str | int | Decimal | bool | None

_XSD = PREFIXES["xsd"]


def value(cell: Cell) -> Value:
    """An IRI of ours as its path behind ``…/id/``, a figure as number, a boolean as bool, anything else as text."""
    if cell is None:
        return None
    if isinstance(cell, NamedNode):
        return cell.value.removeprefix(PEELID)
    assert isinstance(cell, Literal), f"{cell} is neither IRI nor literal"
    assert cell.language is None, f"{cell} has a language: columns are plain"
    kind = cell.datatype.value.removeprefix(_XSD)
    if kind == "boolean":
        return {"true": True, "false": False}[cell.value]
    if kind == "integer":
        return int(cell.value)
    if kind == "decimal":
        return Decimal(cell.value).normalize()
    assert kind in {"string", "date"}, f"{cell} has a type that no column has"
    return cell.value


def values(result: Result) -> list[tuple[Value, ...]]:
    """All rows in order."""
    return [tuple(value(cell) for cell in row) for row in result.rows]


def ask_rdflib(graph: Graph, text: str) -> Result:
    """The answer of rdflib's engine."""
    content = graph.query(text).serialize(format="json")
    assert content is not None
    return Result(content)
