"""From a SPARQL property path back to the path node of SHACL (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from pyoxigraph import NamedNode

_TOKEN: Final = re.compile(r"<[^<>]*>|[()/|^*+?]")
_REPEATED: Final = {"*": "sh:zeroOrMorePath", "+": "sh:oneOrMorePath", "?": "sh:zeroOrOnePath"}
_DEEPEST: Final = 50
"""How many brackets may stand in one another."""


def path_node(path: str) -> str:
    """The path in Turtle, in which only lists and nodes of paths are blank; raises ValueError for what is no path.

    ``path`` has whole IRIs (``<…>/^<…>``), and is read by the rules of SPARQL 1.1 (productions 88 to 94), but for
    ``a``, ``!`` and blanks.
    """
    tokens = _TOKEN.findall(path)
    if "".join(tokens) != path:
        raise ValueError(f"no property path: {path}")
    reader = _Reader(tokens)
    node = reader.alternative()
    if reader.next:
        raise ValueError(f"no property path: {path}")
    return node


class _Reader:
    """Reads the tokens of one path, one production of the grammar in each method."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = [*tokens, ""]
        self._index = 0
        self._depth = 0

    @property
    def next(self) -> str:
        """The token to come; empty at the end."""
        return self._tokens[self._index]

    def alternative(self) -> str:
        """One path or several of which each will do."""
        members = self._joined("|", self._sequence)
        return members[0] if len(members) == 1 else f"[ sh:alternativePath ( {' '.join(members)} ) ]"

    def _sequence(self) -> str:
        members = self._joined("/", self._step)
        return members[0] if len(members) == 1 else f"( {' '.join(members)} )"

    def _joined(self, joint: str, read: Callable[[], str]) -> list[str]:
        members = [read()]
        while self.next == joint:
            self._index += 1
            members.append(read())
        return members

    def _step(self) -> str:
        if self.next == "^":
            self._index += 1
            return f"[ sh:inversePath {self._repeated()} ]"
        return self._repeated()

    def _repeated(self) -> str:
        node = self._primary()
        if predicate := _REPEATED.get(self.next):
            self._index += 1
            return f"[ {predicate} {node} ]"
        return node

    def _primary(self) -> str:
        first = self.next
        self._index += bool(first)
        if first.startswith("<"):
            return str(NamedNode(first[1:-1]))
        self._depth += 1
        if first != "(" or self._depth > _DEEPEST:
            raise ValueError("no property path")
        node = self.alternative()
        if self.next != ")":
            raise ValueError("no property path")
        self._index += 1
        self._depth -= 1
        return node
