"""The files of a build: sorted, written aside, and put in place by renaming."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from builder.building.dataset import Dataset
from builder.errors import InputError
from builder.namespaces import PREFIXES

_TYPE = NamedNode(PREFIXES["rdf"] + "type")


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
    return Output(name, _serialize(ordered, RdfFormat.TURTLE, used_prefixes(ordered)), len(ordered))


def n_triples(name: str, triples: Iterable[Triple]) -> Output:
    """An N-Triples file whose lines are sorted."""
    lines = sorted(f"{triple} .\n" for triple in triples)
    return Output(name, "".join(lines).encode(), len(lines))


def trig(name: str, dataset: Dataset) -> Output:
    """A TriG file with the named graphs in the order of their names."""
    quads = sorted(dataset.quads(), key=lambda quad: (str(quad.graph_name), *_order(quad.triple)))
    return Output(name, _serialize(quads, RdfFormat.TRIG, used_prefixes(quad.triple for quad in quads)), len(quads))


def _serialize(statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat, prefixes: dict[str, str]) -> bytes:
    content = serialize(statements, format=form, prefixes=prefixes)
    if content is None:
        raise TypeError("serialize() gives bytes where no output is named")
    lines = content.splitlines(keepends=True)
    # the serialiser writes the prefixes in an order that changes from process to process
    return b"".join(sorted(lines[: len(prefixes)]) + lines[len(prefixes) :])


def used_prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes of the project that the triples use."""
    used: set[str] = set()
    for triple in triples:
        used.add(_namespace(triple.predicate.value))
        for node in (triple.subject, triple.object):
            if isinstance(node, NamedNode):
                used.add(_namespace(node.value))
            elif (datatype := getattr(node, "datatype", None)) is not None:
                used.add(_namespace(datatype.value))
    return {prefix: iri for prefix, iri in PREFIXES.items() if iri in used}


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


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

    A failure before the last byte is written leaves the folder as it was. ``before_rename`` is called between the
    two, for tests that stop there. Raises InputError where the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as aside:
            names = []
            for each in files:
                path = Path(aside, each.name)
                with path.open("wb") as stream:
                    stream.write(each.content)
                    stream.flush()
                    os.fsync(stream.fileno())
                names.append(each.name)
            before_rename()
            for name in names:
                Path(aside, name).replace(folder / name)
    except OSError as error:
        raise InputError(f"{folder}: can't be written ({error.strerror or error})") from error
