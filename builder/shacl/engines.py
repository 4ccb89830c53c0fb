"""The names of the engines, apart from the engines themselves, which are slow to import."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """What evaluates shapes: pySHACL, the fast engine, or whichever of the two suits the size of the graph."""

    AUTO = "auto"
    REFERENCE = "pyshacl"
    FAST = "fast"
