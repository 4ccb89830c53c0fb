"""Lines of N-Triples by subject, in memory as long as they are few, and in files where they are many.

Two shelves put the lines of one subject into the compartment of the same number. They are compared one compartment
after the other, so that only a small part of a large graph is in memory at a time, and what a graph says of a thing is
found in one compartment.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_COMPARTMENTS: Final = 128
_IN_MEMORY: Final = 32 << 20
"""Bytes that a shelf holds before it puts them into files."""

_RUN: Final = re.compile(rb"([^ ]++ )[^\n]*+\n(?:\1[^\n]*+\n)*+")
"""Lines of one subject that follow one another. A subject has no blank in it: an IRI, or the name of a blank node."""

_FEW: Final = 100
"""So many subjects are looked for one by one; for more, all lines of the compartment are looked at."""


class Shelf:
    """All lines of one side; ``folder`` is an empty folder for its files."""

    def __init__(self, folder: Path, in_memory: int = _IN_MEMORY) -> None:
        self._folder = folder
        self._in_memory = in_memory
        self._held = 0
        self.size = 0
        """Bytes of all lines taken, those that came twice counted twice."""
        self._parts: list[list[bytes]] = [[] for _ in range(_COMPARTMENTS)]

    def add(self, lines: bytes) -> None:
        """Take whole lines, in canonical form; the same line may come more than once."""
        parts = self._parts
        for run in _RUN.finditer(lines):
            parts[zlib.crc32(run[1]) % _COMPARTMENTS].append(run[0])
        self._held += len(lines)
        self.size += len(lines)
        if self._held > self._in_memory:
            self._put_away()

    def _put_away(self) -> None:
        for number, runs in enumerate(self._parts):
            if runs:
                with self._file(number).open("ab") as stream:
                    stream.writelines(runs)
                runs.clear()
        self._held = 0

    def _file(self, number: int) -> Path:
        return self._folder / f"{number}.nt"

    def _content(self, number: int) -> bytes:
        file = self._file(number)
        return (file.read_bytes() if file.exists() else b"") + b"".join(self._parts[number])

    def compartments(self) -> Iterator[set[bytes]]:
        """The lines of each compartment, each line once and without its line end."""
        for number in range(_COMPARTMENTS):
            yield set(self._content(number).split(b"\n")) - {b""}

    def about(self, subjects: Iterable[bytes]) -> Iterator[bytes]:
        """All lines about any of the subjects, which are given as N-Triples writes them; a line may come twice."""
        wanted: dict[int, set[bytes]] = {}
        for subject in subjects:
            key = subject + b" "
            wanted.setdefault(zlib.crc32(key) % _COMPARTMENTS, set()).add(key)
        for number, keys in sorted(wanted.items()):
            content = self._content(number)
            for run in _runs_of(content, keys) if len(keys) <= _FEW else _runs_among(content, keys):
                yield from run.splitlines()


def _runs_of(content: bytes, keys: set[bytes]) -> Iterator[bytes]:
    content = b"\n" + content
    for key in sorted(keys):
        position = content.find(b"\n" + key)
        while position >= 0:
            run = _RUN.match(content, position + 1)
            assert run is not None  # noqa: S101  # the key is found at the start of a line, and all lines have an end
            yield run[0]
            position = content.find(b"\n" + key, run.end() - 1)


def _runs_among(content: bytes, keys: set[bytes]) -> Iterator[bytes]:
    for run in _RUN.finditer(content):
        if run[1] in keys:
            yield run[0]
