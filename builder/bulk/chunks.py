"""Tables cut into pieces of whole lines, each known by what it holds."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.errors import InputError, Problem
from builder.seeds.rows import LINE_LIMIT, read_rows
from builder.seeds.tables import TABLES, read_header

SIZE: Final = 1024 * 1024
"""Bytes of a piece. It is the same whatever memory there is, so that a piece is worth keeping."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some lines of a table: the file and its name in messages, the kind of table, and the lines' bytes.

    ``digest`` is the SHA-256 of what they say and where; ``line`` is the number of the first of them.
    """

    path: Path
    name: str
    kind: str
    start: int
    end: int
    line: int
    digest: str


def kind_of(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The kind of table that a file holds; None, and a problem more, where it is of none.

    Raises InputError where the file can't be read.
    """
    try:
        with path.open("rb") as stream:
            first = io.BytesIO(stream.readline(LINE_LIMIT + 3))  # of a file that is no table, one problem is enough
    except OSError as error:
        raise InputError(f"{name}: can't be read ({error.strerror or error})") from error
    table = read_header(read_rows(first, name, problems), name, problems)
    return next((kind for kind, each in TABLES.items() if each is table), None)


def chunks(path: Path, name: str, kind: str, size: int) -> Iterator[Chunk]:
    """The rows of a table below its header, in pieces of about ``size`` bytes."""
    with path.open("rb") as stream:
        start = len(stream.readline())
        line = 2
        while content := stream.read(size):
            content += stream.readline() if not content.endswith(b"\n") else b""
            digest = _digest(name, kind, line, content)
            yield Chunk(path, name, kind, start, start + len(content), line, digest)
            start += len(content)
            line += content.count(b"\n")


def content_of(chunk: Chunk) -> bytes:
    """The bytes of a piece; raises InputError where the file has changed since it was cut, or can't be read."""
    try:
        with chunk.path.open("rb") as stream:
            stream.seek(chunk.start)
            content = stream.read(chunk.end - chunk.start)
    except OSError as error:
        raise InputError(f"{chunk.name}: can't be read ({error.strerror or error})") from error
    if _digest(chunk.name, chunk.kind, chunk.line, content) != chunk.digest:
        raise InputError(f"{chunk.name}: it has changed while it was read; build again")
    return content


def _digest(name: str, kind: str, line: int, content: bytes) -> str:
    return hashlib.sha256(repr((name, kind, line)).encode() + content).hexdigest()
