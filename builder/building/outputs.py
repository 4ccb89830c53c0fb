"""The files of a build, sorted."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from builder.building.dataset import Dataset
from builder.building.replacing import replacing
from builder.namespaces import PEELID, PREFIXES

_TYPE = f"<{PREFIXES['rdf']}type>"
SHORT = {prefix: iri for prefix, iri in PREFIXES.items() if iri != PEELID}
"""Prefixes of the Turtle files. Things keep their full IRIs: behind a prefix every slash of theirs would have to be
escaped, which not every reader of Turtle takes and no person wants to search for."""
_NO_NAME = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|<[^>]*>')
_PREFIX = re.compile(rb"([a-z][a-z-]*):")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the manifest says of a file: name, bytes, SHA-256, and how many triples it holds."""

    name: str
    size: int
    sha256: str
    triples: int | None


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a build: its name, its bytes, and how many triples it holds (none for the manifest)."""

    name: str
    content: bytes
    triples: int | None = None

    @property
    def listed(self) -> Listed:
        """The file as the manifest lists it."""
        return Listed(self.name, len(self.content), hashlib.sha256(self.content).hexdigest(), self.triples)


def sorted_triples(triples: Iterable[Triple]) -> list[Triple]:
    """By subject, the classes of each first, then by predicate and object, all compared as N-Triples text."""
    return sorted(triples, key=_order)


def _order(triple: Triple) -> str:
    subject, predicate, value = str(triple).split(" ", 2)
    return f"{subject}  {value}" if predicate == _TYPE else f"{subject} {predicate} {value}"  # a space before any sign


def turtle(name: str, triples: Iterable[Triple]) -> Output:
    """A Turtle file with the prefixes that it uses."""
    ordered = sorted_triples(triples)
    return Output(name, _serialize(ordered, RdfFormat.TURTLE), len(ordered))


def n_triples(name: str, triples: Iterable[Triple]) -> Output:
    """An N-Triples file whose lines are sorted."""
    lines = sorted(_bytes(triples, RdfFormat.N_TRIPLES).splitlines(keepends=True))
    return Output(name, b"".join(lines), len(lines))


def trig(name: str, dataset: Dataset) -> Output:
    """A TriG file with the named graphs in the order of their names."""
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for graph in sorted(dataset.graphs, key=str)
        for triple in sorted_triples(dataset.graphs[graph])
    ]
    return Output(name, _serialize(quads, RdfFormat.TRIG), len(quads))


def _serialize(statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat) -> bytes:
    *_, body = _bytes(statements, form, SHORT).split(b"\n", len(SHORT))
    return head_of(prefixes_in(body)) + body


def _bytes(
    statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat, prefixes: dict[str, str] | None = None
) -> bytes:
    content = serialize(statements, format=form, prefixes=prefixes)
    if content is None:
        raise TypeError("serialize() gives bytes where no output is named")
    return content


def prefixes_in(body: bytes) -> set[str]:
    """The prefixes that whole lines of Turtle or TriG use."""
    return {name.decode() for name in _PREFIX.findall(_NO_NAME.sub(b"", body))}


def head_of(prefixes: Collection[str]) -> bytes:
    """The declarations of prefixes, in their order; the serialiser's own order changes from process to process."""
    return "".join(f"@prefix {name}: <{SHORT[name]}> .\n" for name in sorted(prefixes) if name in SHORT).encode()


def manifest(files: Iterable[Listed], details: dict[str, object]) -> Output:
    """The manifest: bytes, SHA-256 and triples of each file, and what the caller adds."""
    listed = {each.name: {"bytes": each.size, "sha256": each.sha256, "triples": each.triples} for each in files}
    text = json.dumps({**details, "files": listed}, indent=2, sort_keys=True, ensure_ascii=False)
    return Output("manifest.json", (text + "\n").encode())


def write_all(files: Iterable[Output], folder: Path, before_rename: Callable[[], None] = lambda: None) -> None:
    """Put files into a folder, all of them or none; ``before_rename`` is called before that is decided, for tests.

    Raises InputError where the folder can't be written.
    """
    with replacing(folder) as aside:
        for each in files:
            (aside / each.name).write_bytes(each.content)
        before_rename()
