"""Names for blank nodes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from pyoxigraph import NamedNode

SKOLEM: Final = "https://w3id.org/peelgraph/.well-known/genid/"
"""Stands for blank nodes (RDF 1.1 Concepts, section 3.5), which no published thing is: the shapes find them by it."""

RELATIVE: Final = f"{SKOLEM}relative/"
"""The base of JSON-LD that has none: without it, relative IRIs would vanish in silence."""


class Skolem:
    """Gives the blank nodes of one file IRIs, numbered as they come.

    Whoever reads a file's triples in the order in which pyoxigraph emits them, subject before object, gets the same
    IRIs for the same nodes.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._names: dict[Hashable, NamedNode] = {}

    def name(self, node: Hashable) -> NamedNode:
        """The IRI of a blank node; ``node`` is anything that tells the nodes of the file apart."""
        known = self._names.get(node)
        if known is None:
            known = self._names[node] = NamedNode(f"{SKOLEM}{self._file}-{len(self._names) + 1}")
        return known
