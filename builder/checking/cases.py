"""One result of a validation, with what its words are made of."""

from __future__ import annotations

from functools import cached_property

from pyoxigraph import NamedNode
from rdflib.namespace import SH
from rdflib.term import Node

from builder.checking.naming import Names, listed, quoted, single_property
from builder.checking.requirements import Requirements
from builder.shacl.data import Data
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes, node_of
from builder.shacl.walks import walk


class Case:
    """One result with what its words are made of."""

    def __init__(self, result: Result, shapes: Shapes, data: Data) -> None:
        self.result = result
        self.shapes = shapes
        self.names = Names(data)
        self.asks = Requirements(shapes, self.names)
        self.shape: Node = node_of(result.shape)
        self.property = single_property(result.path)

    @cached_property
    def path(self) -> str:
        """The path in words."""
        return self.names.path(self.result.path)

    @cached_property
    def values(self) -> list[Term]:
        """The values of the shape's path at the thing, in order; none for node shapes."""
        path = self.shapes.graph.value(self.shape, SH.path)
        if path is None:
            return []
        return sorted(walk(self.names.data, self.shapes.graph, path)(self.result.focus), key=str)

    @cached_property
    def is_itself(self) -> bool:
        """Whether the value is the thing itself, as in results of node shapes."""
        return not self.result.path and self.result.value == self.result.focus

    @cached_property
    def value(self) -> str:
        """The value in words, with what it is."""
        value = self.result.value
        if value is None:
            return self.listing if self.result.path else self.names.described(self.result.focus)
        if self.is_itself and isinstance(value, NamedNode):
            return f"the IRI {quoted(value.value, 300)}"
        return self.names.described(value)

    @cached_property
    def listing(self) -> str:
        """The values of the property in words, with their number."""
        if not self.values:
            return f"no {self.path}"
        number = "1 value" if len(self.values) == 1 else f"{len(self.values)} values"
        return f"{number} of {self.path}: {listed(map(self.names.thing, self.values))}"

    def of(self, predicate: NamedNode) -> list[Term]:
        """The values of another property at the thing, in order."""
        return sorted(self.names.data.values(self.result.focus, predicate), key=str)
