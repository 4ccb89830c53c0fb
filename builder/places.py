"""Places in files, and what stands where."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file, as messages show it: 1-based line and column; both 0 where the file as a whole is meant.

    ``file`` is a path with forward slashes, relative where it can be, and empty where no file is known.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


NOWHERE = Place("")


@dataclass(slots=True)
class Places:
    """Where triples and subjects are written.

    A triple's place is that of its object; a subject's is the first at which something is said of it.
    """

    triples: dict[Triple, Place] = field(default_factory=dict)
    subjects: dict[NamedNode, Place] = field(default_factory=dict)

    def update(self, other: Places) -> None:
        """Take in other places; what is known already stays."""
        self.triples = other.triples | self.triples
        self.subjects = other.subjects | self.subjects
