"""A build of any size: curated seeds and tables in; sorted N-Triples, Turtle, TriG and a store out.

The way of the data: tables are cut into pieces; each piece becomes a shard of sorted runs, in a process of its own, and
is kept for the next build; curated seeds and the ontology become one more. The store is filled from the runs, and the
rules add theirs. Then the runs of all are merged range by range, again side by side, and the pieces put together.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from builder import __version__
from builder.building.build import ontology_version
from builder.building.dataset import ONTOLOGY, read_ontology
from builder.building.outputs import Listed, head_of, manifest
from builder.building.replacing import replacing
from builder.building.rules import load_rules
from builder.bulk.chunks import SIZE, Chunk, chunks, kind_of
from builder.bulk.parts import Part, graphs_part, triples_part
from builder.bulk.runs import Run, merged, ranges
from builder.bulk.said import told
from builder.bulk.shards import (
    ABOUT,
    GRAPHS,
    TRIPLES,
    Blocks,
    Known,
    Mapped,
    Shard,
    add_blocks,
    add_triples,
    join_blocks,
    kept_shard,
    make_shard,
    write_shard,
)
from builder.bulk.store import derive, is_store, load
from builder.bulk.workers import Task, Workers
from builder.errors import InputError, Problem, SourceError
from builder.project import Project
from builder.seeds.agreement import misfits
from builder.seeds.loader import Seeds, checked, needed_paths, read_all
from builder.seeds.registry import Registry
from builder.seeds.source import read_content
from builder.seeds.tables import TABLES, is_table, no_rows

SHARDS: Final = ".shards"
"""Folder of the kept shards in that of the files."""

FILES: Final = ("nt", "ttl", "trig", "store")
"""What can be asked for: files by their ends, and the store."""

_MIB: Final = 1024 * 1024
_PART: Final = 16 * _MIB
"""Bytes of lines that are merged at once, if there is memory for it."""
_IN_MEMORY: Final = 5
"""How many times the bytes of N-Triples a store needs in memory, with what rules ask of it."""

_SHARE: Final = 8
"""How many times the bytes of its lines a process needs in memory to sort and write them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a build is to make, where, and with how many bytes of memory for all processes together.

    Without ``rules``, the files hold what the seeds say and the ontology, and nothing derived. ``piece`` is how many
    bytes of a table are mapped at once.
    """

    folder: Path
    files: Collection[str] = FILES
    memory: int = 1024 * _MIB
    rules: bool = True
    piece: int = SIZE


@dataclass(frozen=True, slots=True)
class BulkBuilt:
    """What a build has made: its files and perhaps a store, and what each rule added.

    ``rows`` of large tables were read in ``shards`` pieces, of which ``kept`` were there from before.
    """

    files: tuple[Listed, ...]
    store: bool
    derived: dict[str, int]
    rows: int
    shards: int
    kept: int


def build_bulk(
    project: Project, wanted: Wanted, workers: Workers, report: Callable[[str], None] = lambda _: None
) -> BulkBuilt:
    """Build the files that are wanted; a failure leaves those that are there as they were.

    Raises InputError where files are missing, can't be read or written, SourceError with everything that is wrong with
    the seeds, and what the workers raise.
    """
    store = wanted.folder / "store"
    if "store" in wanted.files and store.exists() and not is_store(store):
        raise InputError(f"{store}: it is there, and is no store of ours; move it, or name another folder with --out")
    with workers, replacing(wanted.folder) as aside:
        work = aside / "work"
        work.mkdir()
        made = _Build(project, wanted, workers, report, aside, work).run()
        shutil.rmtree(work)
    return made


@dataclass(frozen=True, slots=True)
class _Build:
    """One build, with the folder aside that its files go to and a folder for work."""

    project: Project
    wanted: Wanted
    workers: Workers
    report: Callable[[str], None]
    aside: Path
    work: Path

    def run(self) -> BulkBuilt:
        if self._is_small():
            self.workers.rest()
        self.workers.prepare(_code)
        self.report("reading curated seeds")
        tables, core, context = self._sources()
        pieces = [piece for path, name, kind in tables for piece in self._cut(path, name, kind)]
        shards, kept = self._shards(pieces, core.registry, context)
        self._agree(core, shards.values())
        basis, counted = self._core(core)
        for piece, shard in shards.items():
            held = counted.setdefault(piece.name, {"records": 0, "triples": 0})
            held["records"] += shard.records
            held["triples"] += shard.triples
        all_ = (basis, *shards.values())
        runs = {name: [each.runs[name] for each in all_ if name in each.runs] for name in (TRIPLES, GRAPHS)}
        derived = self._derive(runs) if self.wanted.rules or "store" in self.wanted.files else {}
        listed = self._put_together(runs)
        details: dict[str, object] = {
            "package": __version__,
            "ontology": ontology_version(read_ontology(self.project)),
            "rules": derived,
            "seeds": counted,
        }
        (self.aside / "manifest.json").write_bytes(manifest(listed, details).content)
        rows = sum(shard.records for shard in shards.values())
        return BulkBuilt(tuple(listed), "store" in self.wanted.files, derived, rows, len(shards), kept)

    def _is_small(self) -> bool:
        """Whether all tables together make less than one piece, which takes as long as processes take to start."""
        sizes = (path.stat().st_size for path in needed_paths(self.project) if is_table(path.name) and path.is_file())
        return sum(sizes) < self.wanted.piece

    def _sources(self) -> tuple[list[tuple[Path, str, str]], Seeds, bytes]:
        """The tables that are read in pieces, all other seeds as records, and a digest of these and of our code."""
        problems: list[Problem] = []
        large: list[tuple[Path, str, str]] = []
        others: list[tuple[bytes, str]] = []
        for path in needed_paths(self.project):
            name = self.project.relative(path)
            kind = kind_of(path, name, problems) if is_table(name) else None
            if kind and TABLES[kind].free:
                large.append((path, name, kind))
            elif kind or not is_table(name):
                others.append((read_content(path, name), name))
        seeds, wrong = checked(read_all(others), are_all=False)
        if problems or wrong:
            raise SourceError([*problems, *wrong])
        context = hashlib.sha256(_code())
        for content, name in others:
            context.update(hashlib.sha256(content).digest() + repr(name).encode())
        context.update(b"trig" if "trig" in self.wanted.files else b"")
        return large, seeds, context.digest()

    def _cut(self, path: Path, name: str, kind: str) -> list[Chunk]:
        """The pieces of a table; raises SourceError where it has none."""
        pieces = list(chunks(path, name, kind, self.wanted.piece))
        if not pieces:
            raise SourceError([no_rows(name)])
        return pieces

    def _shards(self, pieces: Sequence[Chunk], registry: Registry, context: bytes) -> tuple[dict[Chunk, Shard], int]:
        """The shard of each piece, and how many of them were there already; those of no piece are cleared away."""
        folder = self.wanted.folder / SHARDS
        folder.mkdir(exist_ok=True)
        digests = {piece: hashlib.sha256(context + piece.digest.encode()).hexdigest() for piece in pieces}
        known = Known(context, registry)
        kept = {piece: shard for piece in pieces if (shard := kept_shard(folder, digests[piece]))}
        tasks: list[Task[Shard]] = [
            (make_shard, (piece, known, folder, digests[piece], "trig" in self.wanted.files))
            for piece in pieces
            if piece not in kept
        ]
        made = iter(self.workers.run(tasks, lambda done: self.report(f"mapping rows: {done} of {len(tasks)} pieces")))
        shards = {piece: kept.get(piece) or next(made) for piece in pieces}
        for path in folder.iterdir():
            if path.name.partition(".")[0] not in digests.values():
                path.unlink()
        return shards, len(kept)

    def _agree(self, core: Seeds, shards: Iterable[Shard]) -> None:
        """Raise SourceError where rows of large tables and others don't fit together."""
        problems: list[Problem] = []
        runs = [shard.runs[ABOUT] for shard in shards]
        lines = chain.from_iterable(merged(runs, each, self._share()) for each in ranges(runs, _PART))
        rows = told(lines, problems.append)
        files = [(seed.source, seed.content) for seed in core.files]
        problems.extend(misfits(files, core.registry, told=rows))
        if problems:
            raise SourceError(problems)

    def _core(self, core: Seeds) -> tuple[Shard, dict[str, dict[str, int]]]:
        """The shard of ontology and curated seeds, and how many records and triples each file came to."""
        self.report("mapping curated seeds")
        blocks: Blocks = {}
        counted: dict[str, dict[str, int]] = {}
        for seed in core.files:
            own: Blocks = {}
            add_blocks(own, seed.content, core.registry)
            triples = {line for lines in own.values() for line in lines.splitlines()}
            counted[seed.name] = {"records": seed.records, "triples": len(triples)}
            join_blocks(blocks, own)
        add_triples(blocks, str(ONTOLOGY), read_ontology(self.project))
        return write_shard(Mapped(blocks), self.work, "core", "trig" in self.wanted.files), counted

    def _derive(self, runs: dict[str, list[Run]]) -> dict[str, int]:
        """Fill the store, and add what the rules say to the runs; returns how many triples each rule added.

        The rules are run in memory where there is enough, since they look up far more there than they would on disk.
        """
        self.report("filling the store")
        wants_store = "store" in self.wanted.files
        in_memory = self.wanted.rules and sum(run.size for run in runs[TRIPLES]) * _IN_MEMORY <= self.wanted.memory
        place = self.aside / "store" if wants_store else self.work / "store"
        store = Store() if in_memory else Store(str(place))
        load(store, runs[TRIPLES], self.work, self.wanted.memory)
        if not self.wanted.rules:
            return {}
        self.report("applying rules")
        triples, graphs, counts = derive(store, load_rules(self.project), self.work, self.wanted.memory)
        runs[TRIPLES].extend(triples)
        runs[GRAPHS].extend(graphs)
        if in_memory and wants_store:
            del store
            load(Store(str(place)), runs[TRIPLES], self.work, self.wanted.memory)
        return counts

    def _share(self) -> int:
        """How many bytes of lines a process may hold."""
        return self.wanted.memory // self.workers.number // _SHARE

    def _put_together(self, runs: dict[str, list[Run]]) -> list[Listed]:
        """Merge all runs, and write the files."""
        size = min(self._share(), _PART)
        tasks: list[Task[Part]] = []
        turtle = "ttl" in self.wanted.files
        if turtle or "nt" in self.wanted.files:
            for number, each in enumerate(ranges(runs[TRIPLES], size)):
                some = [run.within(each) for run in runs[TRIPLES]]
                tasks.append((triples_part, (some, each, self.work, number, self._share(), turtle)))
        if "trig" in self.wanted.files:
            for number, each in enumerate(ranges(runs[GRAPHS], size)):
                some = [run.within(each) for run in runs[GRAPHS]]
                tasks.append((graphs_part, (some, each, self.work, number, self._share())))
        parts: list[Part] = []

        def arriving() -> Iterator[Part]:
            progress = "writing files: {} of {} pieces"
            for part in self.workers.in_order(tasks, lambda done: self.report(progress.format(done, len(tasks)))):
                parts.append(part)
                yield part

        listed = []
        if "nt" in self.wanted.files:  # it has no prefixes at its head, so that it grows while others are still written
            listed.append(_joined(self.aside / "peelgraph.nt", arriving(), b"", "nt"))
        else:
            deque(arriving(), maxlen=0)
        others = [end for end in ("ttl", "trig") if end in self.wanted.files]
        listed.extend(_joined(self.aside / f"peelgraph.{end}", parts, _head(parts, end), end) for end in others)
        return listed


def _joined(path: Path, parts: Iterable[Part], head: bytes, end: str) -> Listed:
    """The pieces of a file, one behind the other."""
    digest = hashlib.sha256(head)
    size = len(head)
    statements = 0
    with path.open("wb") as stream:
        stream.write(head)
        for part in parts:
            if end not in part.paths:
                continue
            statements += part.statements
            for content in _contents(part.paths[end]):
                stream.write(content)
                digest.update(content)
                size += len(content)
    return Listed(path.name, size, digest.hexdigest(), statements)


def _head(parts: Iterable[Part], end: str) -> bytes:
    """The prefixes that the pieces of a file use."""
    return head_of(set().union(*(part.prefixes for part in parts if end in part.paths)))


def _contents(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while content := stream.read(_MIB):
            yield content
    path.unlink()


@cache
def _code() -> bytes:
    """A digest of this package's own code."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(
        each for part in ("bulk", "mapping", "seeds", "building") for each in (root / part).rglob("*.py")
    ):
        digest.update(path.read_bytes())
    return digest.digest()
