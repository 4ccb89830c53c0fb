"""The fast engine: SHACL Core over an index of the data, SPARQL constraints for all focus nodes at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from builder.errors import Problem, SourceError
from builder.shacl.core.compiling import Compiler
from builder.shacl.core.shape import Constraint, Head
from builder.shacl.data import Data
from builder.shacl.failures import Malformed, Unsupported
from builder.shacl.results import Result
from builder.shacl.shapes import Shapes
from builder.shacl.sparql.components import custom_constraints
from builder.shacl.sparql.constraint import Sources, sparql_constraints

__all__ = ["Unsupported", "validate"]


def validate(data: Data, shapes: Shapes) -> list[Result]:
    """What the shapes find in the data; no inference, no imports, no advanced features.

    The results come in the order of the shapes and of the data, which is always the same. Raises SourceError for shapes
    that are none, and Unsupported for those that only the reference engine may evaluate.
    """
    graph = shapes.for_evaluation()
    sources = Sources(data)

    def queries(head: Head) -> Iterator[Constraint]:
        yield from sparql_constraints(shapes, graph, head, sources)
        yield from custom_constraints(shapes, graph, head, sources)

    compiler = Compiler(data, graph, queries)
    gc.freeze()  # the index is large and stays: looking for garbage in it, again and again, takes most of the time
    try:
        return list(_results(compiler))
    except Malformed as error:
        raise SourceError([Problem(shapes.name, 0, 0, f"these shapes can't be evaluated: {error}")]) from error
    finally:
        gc.unfreeze()


def _results(compiler: Compiler) -> Iterator[Result]:
    for node in compiler.targets():
        if focuses := compiler.focus_nodes(node):
            yield from (result for _, result in compiler.shape(node).check(focuses))
