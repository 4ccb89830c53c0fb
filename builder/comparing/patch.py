"""A difference as an RDF patch, which makes the left side into the right one.

https://afs.github.io/rdf-delta/rdf-patch.html: a transaction of deletions and additions, with terms as N-Triples writes
them. Graph names are not told apart: all triples are those of the default graph.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.comparing.changes import Comparison
from builder.reporting.escaping import escaped
from builder.reporting.summary import shortened


def render(comparison: Comparison) -> str:
    """All triples removed, then all added, in the order of N-Triples."""
    return "".join(f"{line}\n" for line in _lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"# from {shortened(escaped(comparison.left.name))}"
    yield f"# to {shortened(escaped(comparison.right.name))}"
    yield "TX ."
    yield from (f"D {escaped(str(triple))} ." for triple in comparison.removed)
    yield from (f"A {escaped(str(triple))} ." for triple in comparison.added)
    yield "TC ."
