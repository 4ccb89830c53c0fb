"""Validation by the engine that suits the graph."""

from __future__ import annotations

from typing import Final

from builder.shacl import fast
from builder.shacl.data import Data
from builder.shacl.engines import Engine
from builder.shacl.failures import Unsupported
from builder.shacl.results import Result
from builder.shacl.shapes import Shapes

__all__ = ["THRESHOLD", "Engine", "validate"]

THRESHOLD: Final = 1_000
"""Up to how many triples AUTO takes the reference engine.

The fast engine is the quicker one at any size; measured with the project's shapes, in seconds of processor time:

=======  ====  =======
triples  fast  pySHACL
=======  ====  =======
    100   0.1      0.2
  1,000   0.1      0.4
  5,000   0.2      1.7
 20,000   0.7      7.3
=======  ====  =======

Below the threshold the difference is not felt, and the engine that more people use has the word.
"""


def validate(data: Data, shapes: Shapes, engine: Engine = Engine.AUTO) -> tuple[list[Result], Engine]:
    """What the shapes find, and the engine that found it.

    AUTO takes the reference engine up to ``THRESHOLD`` triples and the fast one above. Where the fast engine does not
    evaluate the shapes, the reference engine does. Raises SourceError for shapes that can't be evaluated.
    """
    if engine is Engine.FAST or (engine is Engine.AUTO and len(data) > THRESHOLD):
        try:
            return fast.validate(data, shapes), Engine.FAST
        except Unsupported:
            pass
    from builder.shacl import reference  # noqa: PLC0415 - pySHACL is slow to import, and seldom needed

    return reference.validate(data.triples(), shapes), Engine.REFERENCE
