"""One range of all runs as a piece of each file: the second half of the work that goes to processes of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from builder.building.outputs import SHORT, prefixes_in
from builder.bulk.runs import Range, Run, merged, merged_parts
from builder.namespaces import PREFIXES

_TYPE: Final = f" <{PREFIXES['rdf']}type> ".encode()
_BATCH: Final = 4 * 1024 * 1024
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of files: the path of each, how many statements there are, and the prefixes that are used."""

    paths: dict[str, Path]
    statements: int
    prefixes: frozenset[str]


def triples_part(runs: Sequence[Run], wanted: Range, folder: Path, number: int, memory: int, turtle: bool) -> Part:
    """The triples of a range: as sorted N-Triples and, if asked for, as Turtle without its prefixes."""
    paths = {"nt": folder / f"{number:06}.nt"}
    subjects = merged_parts(runs, wanted, memory)
    with paths["nt"].open("wb", buffering=1024 * 1024) as stream:
        if not turtle:
            return Part(paths, _write(subjects, stream), frozenset())
        paths["ttl"] = folder / f"{number:06}.ttl"
        written = 0

        def kept() -> Iterator[bytes]:
            nonlocal written
            for text in subjects:
                stream.write(text)
                lines = text.splitlines(keepends=True)
                written += len(lines)
                yield from _typed_first(lines, len(subject_of(text)))

        used = _serialize(_triples(kept()), RdfFormat.TURTLE, paths["ttl"])
    return Part(paths, written, used)


def graphs_part(runs: Sequence[Run], wanted: Range, folder: Path, number: int, memory: int) -> Part:
    """The graphs of a range as TriG without its prefixes."""
    path = folder / f"{number:06}.trig"
    written = 0

    def counted() -> Iterator[bytes]:
        nonlocal written
        for line in merged(runs, wanted, memory):
            written += 1
            yield line

    lines = chain.from_iterable(_typed_first(list(g), len(key)) for key, g in groupby(counted(), _graph_and_subject))
    used = _serialize(_quads(lines), RdfFormat.TRIG, path)
    return Part({"trig": path}, written, used)


def _write(texts: Iterator[bytes], stream: IO[bytes]) -> int:
    """Write texts; returns how many lines they have."""
    count = 0
    while some := b"".join(islice(texts, _AT_ONCE)):
        stream.write(some)
        count += some.count(b"\n")
    return count


def subject_of(line: bytes) -> bytes:
    """The subject of lines of N-Triples."""
    return line[: line.index(b" ")]


def _graph_and_subject(line: bytes) -> bytes:
    return line[: line.index(b" ")]  # a tab stands between the two


def _typed_first(lines: Sequence[bytes], start: int) -> Iterator[bytes]:
    """Lines of one subject with those that name its classes before the others; predicates begin at ``start``."""
    end = start + len(_TYPE)
    yield from (line for line in lines if line[start:end] == _TYPE)
    yield from (line for line in lines if line[start:end] != _TYPE)


def _triples(lines: Iterator[bytes]) -> Iterator[Triple]:
    for batch in _batches(lines):
        for quad in parse(batch, format=RdfFormat.N_TRIPLES):
            yield quad.triple


def _quads(lines: Iterator[bytes]) -> Iterator[Quad]:
    for graph, group in groupby(lines, lambda line: line[: line.index(b"\t")]):
        name = NamedNode(graph[1:-1].decode())
        for batch in _batches(line[len(graph) + 1 :] for line in group):
            for quad in parse(batch, format=RdfFormat.N_TRIPLES):
                yield Quad(quad.subject, quad.predicate, quad.object, name)


def _batches(lines: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _BATCH:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _serialize(statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat, path: Path) -> frozenset[str]:
    """Write statements without the declarations of prefixes; returns the prefixes that are used."""
    with path.open("wb", buffering=1024 * 1024) as stream:
        sink = _Body(stream)
        serialize(statements, cast("IO[bytes]", sink), form, prefixes=SHORT)
        sink.finish()
    return frozenset(sink.used)


class _Body:
    """Takes a file of Turtle or TriG and leaves out the lines of its prefixes, noting which of them are used."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._head = len(SHORT)
        self._held: list[bytes] = []
        self._size = 0
        self.used: set[str] = set()

    def write(self, content: bytes) -> int:
        self._held.append(content)
        self._size += len(content)
        if self._size > _BATCH:
            self._pass_on()
        return len(content)

    def flush(self) -> None:
        """Nothing: what is held goes on when there is enough of it."""

    def finish(self) -> None:
        self._pass_on()
        self._take(b"".join(self._held))

    def _pass_on(self) -> None:
        """Hand on all whole lines, so that no name is looked at in two halves."""
        text = b"".join(self._held)
        while self._head and b"\n" in text:
            _, _, text = text.partition(b"\n")
            self._head -= 1
        whole, end, rest = text.rpartition(b"\n")
        self._take(whole + end)
        self._held, self._size = [rest], len(rest)

    def _take(self, text: bytes) -> None:
        self.used |= prefixes_in(text)
        self._stream.write(text)
