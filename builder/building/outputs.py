"""The files of a build: sorted, written aside, and put in place by renaming."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from builder.building.dataset import Dataset
from builder.errors import InputError
from builder.namespaces import PEELID, PREFIXES

if sys.platform != "win32":
    import fcntl

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SHORT = {prefix: iri for prefix, iri in PREFIXES.items() if iri != PEELID}
"""Prefixes of the Turtle files. Things keep their full IRIs: behind a prefix every slash of theirs would have to be
escaped, which not every reader of Turtle takes and no person wants to search for."""
_ASIDE = ".peelgraph-writing-"
_NO_NAME = re.compile(rb'"(?:[^"\\]|\\.)*"|<[^>]*>')
_PREFIX = re.compile(rb"[a-z][a-z-]*:")


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a build: its name, its bytes, and how many triples it holds (none for the manifest)."""

    name: str
    content: bytes
    triples: int | None = None


def sorted_triples(triples: Iterable[Triple]) -> list[Triple]:
    """By subject, the classes of each first, then by predicate and object, all compared as N-Triples text."""
    return sorted(triples, key=_order)


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    return str(triple.subject), triple.predicate != _TYPE, str(triple.predicate), str(triple.object)


def turtle(name: str, triples: Iterable[Triple]) -> Output:
    """A Turtle file with the prefixes that it uses."""
    ordered = sorted_triples(triples)
    return Output(name, _serialize(ordered, RdfFormat.TURTLE), len(ordered))


def n_triples(name: str, triples: Iterable[Triple]) -> Output:
    """An N-Triples file whose lines are sorted."""
    lines = sorted(f"{triple} .\n" for triple in triples)
    return Output(name, "".join(lines).encode(), len(lines))


def trig(name: str, dataset: Dataset) -> Output:
    """A TriG file with the named graphs in the order of their names."""
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for graph in sorted(dataset.graphs, key=str)
        for triple in sorted_triples(dataset.graphs[graph])
    ]
    return Output(name, _serialize(quads, RdfFormat.TRIG), len(quads))


def _serialize(statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat) -> bytes:
    content = serialize(statements, format=form, prefixes=_SHORT)
    if content is None:
        raise TypeError("serialize() gives bytes where no output is named")
    lines = content.splitlines(keepends=True)
    head, body = lines[: len(_SHORT)], b"".join(lines[len(_SHORT) :])
    used = set(_PREFIX.findall(_NO_NAME.sub(b"", body)))
    # the serialiser writes the prefixes in an order that changes from process to process
    return b"".join(sorted(line for line in head if line.split()[1] in used)) + body


def manifest(files: Iterable[Output], details: dict[str, object]) -> Output:
    """The manifest: bytes, SHA-256 and triples of each file, and what the caller adds."""
    listed = {
        each.name: {
            "bytes": len(each.content),
            "sha256": hashlib.sha256(each.content).hexdigest(),
            "triples": each.triples,
        }
        for each in sorted(files, key=lambda each: each.name)
    }
    text = json.dumps({**details, "files": listed}, indent=2, sort_keys=True, ensure_ascii=False)
    return Output("manifest.json", (text + "\n").encode())


def write_all(files: Iterable[Output], folder: Path, before_rename: Callable[[], None] = lambda: None) -> None:
    """Put files into a folder: all are written aside first, then renamed one after the other.

    A failure before the last byte is written leaves the files there as they were. What a killed process has left aside
    is cleared away, and of two processes one waits for the other. ``before_rename`` is called before the first
    renaming, for tests that stop there. Raises InputError where the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            for left in folder.glob(f"{_ASIDE}*"):
                shutil.rmtree(left)
            with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=folder) as aside:
                names = [_write(each, Path(aside)) for each in files]
                before_rename()
                for name in names:
                    if (folder / name).is_dir():
                        raise IsADirectoryError(errno.EISDIR, f"{name} is a folder there")
                for name in names:
                    Path(aside, name).replace(folder / name)
    except OSError as error:
        raise InputError(f"{folder}: can't be written ({error.strerror or error})") from error


def _write(output: Output, folder: Path) -> str:
    with (folder / output.name).open("wb") as stream:
        stream.write(output.content)
        stream.flush()
        os.fsync(stream.fileno())
    return output.name


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps other processes of ours from writing into a folder, on systems that can; ends with the process at last."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
