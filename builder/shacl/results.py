"""Validation results (https://www.w3.org/TR/shacl/#results-validation-result), the same from every engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

Term: TypeAlias = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result.

    ``focus`` and ``value`` are terms of the data, with the lexical forms that the data have; ``value`` is None where
    the result has none. ``path`` is a SPARQL property path with whole IRIs (``<…>/^<…>``), empty where there is none.
    ``shape`` and ``constraint`` are nodes of the shapes in N-Triples (``<…>`` or ``_:…``); ``constraint`` is that of
    SHACL-SPARQL, empty otherwise. ``component`` and ``severity`` are IRIs. ``messages`` are texts with their variables
    filled in, sorted.
    """

    focus: Term
    path: str
    value: Term | None
    shape: str
    constraint: str
    component: str
    severity: str
    messages: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """What two engines must agree on: everything but the wording."""
        value = "" if self.value is None else str(self.value)
        return str(self.focus), self.path, value, self.shape, self.constraint, self.component, self.severity
