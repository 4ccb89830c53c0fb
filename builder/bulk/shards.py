"""One piece of a table as sorted runs: the work that goes to a process of its own.

A shard is kept under the digest of what it was made from. It is there as a whole or not at all: its files are written
under other names first, and the summary that names them comes last.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Triple

from builder.building.dataset import REFERENCE, document_graph
from builder.bulk.chunks import Chunk, content_of
from builder.bulk.patterns import Block, Patterns, about
from builder.bulk.runs import Run, write_run
from builder.bulk.said import place
from builder.errors import Problem, SourceError
from builder.mapping import map_parts
from builder.mapping.quotes import Quotes
from builder.seeds.loader import checked_rows
from builder.seeds.records import SeedFile
from builder.seeds.registry import Registry, sections
from builder.seeds.rows import Row, plain_cells, read_rows
from builder.seeds.source import Source
from builder.seeds.tables import TABLES, Table, records, source_of_rows

TRIPLES: Final = "triples"
GRAPHS: Final = "graphs"
ABOUT: Final = "about"

Blocks = dict[tuple[str, str], str]
"""Sorted lines by the graph they belong to and their subject."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Runs of triples, of triples with their graphs, and of what rows are about, and how many rows and triples."""

    runs: dict[str, Run]
    records: int
    triples: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the curated seeds define, and a digest of them: what rows are read with."""

    digest: bytes
    registry: Registry = field(compare=False)


@lru_cache(maxsize=4)
def _patterns(kind: str, known: Known) -> Patterns:
    """The patterns of a kind of table, which all pieces that a process maps share."""
    return Patterns(TABLES[kind], known.registry)


def make_shard(chunk: Chunk, known: Known, folder: Path, digest: str, graphs: bool) -> Shard:
    """Map the rows of a piece, and leave the runs in ``folder`` under ``digest``; with those of graphs if asked for.

    Raises SourceError with everything that is wrong with the rows, and InputError where the file can't be read.
    """
    table = TABLES[chunk.kind]
    problems: list[Problem] = []
    blocks: Blocks = {}
    said: list[str] = []
    count = 0
    slow: set[int] = set()
    patterns = _patterns(chunk.kind, known)
    done: set[tuple[Block, str]] = set()
    width = len(table.columns)
    for line, row in _rows(chunk, width, problems):
        count += 1
        found = patterns.match(row) if len(row) == width else None
        if found is None:
            slow.add(line)
            continue
        pattern, cells = found
        for block in pattern.blocks:
            if block.once is not None:
                if (block, cells[block.once]) in done:
                    continue
                done.add((block, cells[block.once]))
            subject = block.subject(cells)
            _add(blocks, (block.graph(cells), subject), block.lines((*cells, subject)))
        said.append(pattern.about(cells) + place(chunk.name, line))
    if slow:
        said.extend(_slow(_again(chunk, slow), table, chunk.name, known.registry, blocks, problems))
    if problems:
        raise SourceError(problems)
    return write_shard(Mapped(blocks, said, count), folder, digest, graphs)


def _rows(chunk: Chunk, width: int, problems: list[Problem]) -> Iterator[tuple[int, Sequence[str]]]:
    """The number of each line of a piece, and its cells; what is wrong with a line is added to ``problems``."""
    content = content_of(chunk)
    plain = plain_cells(content, width)
    if plain is not None:
        yield from enumerate(plain, chunk.line)
        return
    for row in read_rows(io.BytesIO(content), chunk.name, problems, chunk.line):
        yield row.line, row.cells


def _again(chunk: Chunk, lines: Collection[int]) -> Iterator[Row]:
    """Some rows of a piece, with the places of their cells."""
    rows = read_rows(io.BytesIO(content_of(chunk)), chunk.name, [], chunk.line)
    return (row for row in rows if row.line in lines)


def _add(blocks: Blocks, key: tuple[str, str], lines: str) -> None:
    held = blocks.setdefault(key, lines)
    if held != lines:
        blocks[key] = "".join(sorted({*held.splitlines(keepends=True), *lines.splitlines(keepends=True)}))


def _slow(
    rows: Iterable[Row], table: Table, name: str, registry: Registry, blocks: Blocks, problems: list[Problem]
) -> Iterator[str]:
    """Rows that fit no pattern, as records of a curated file are read and mapped."""
    source = source_of_rows(records(rows, table, name, problems), name)
    seeds, wrong = checked_rows(source, registry)
    problems.extend(wrong)
    for seed in seeds if not problems else ():
        add_blocks(blocks, seed.content, registry)
        yield from _placed(seed.source, seed.content)


def _placed(source: Source, content: SeedFile) -> Iterator[str]:
    """What rows are about, with file and line."""
    for section, all_ in sections(content):
        for index, record in enumerate(all_):
            yield about(section, record) + place(source.name, source.place((section, index))[0])


def add_blocks(blocks: Blocks, content: SeedFile, registry: Registry, quotes: Quotes | None = None) -> None:
    """Add the lines of all records of a seed file."""
    parts: dict[str, set[Triple]] = {}
    for source, triples in map_parts(content, registry, quotes):
        parts.setdefault(str(document_graph(source) if source else REFERENCE), set()).update(triples)
    for graph, said in parts.items():
        add_triples(blocks, graph, said)


def add_triples(blocks: Blocks, graph: str, triples: Iterable[Triple]) -> None:
    """Add the triples of one graph."""
    lines: dict[tuple[str, str], set[str]] = {}
    for triple in triples:
        lines.setdefault((graph, str(triple.subject)), set()).add(f"{triple} .\n")
    for key, each in lines.items():
        _add(blocks, key, "".join(sorted(each)))


def join_blocks(blocks: Blocks, others: Blocks) -> None:
    """Add the lines of other blocks."""
    for key, lines in others.items():
        _add(blocks, key, lines)


@dataclass(frozen=True, slots=True)
class Mapped:
    """What rows or records came to: blocks of lines, what the rows are about, and how many there are."""

    blocks: Blocks
    said: Sequence[str] = ()
    records: int = 0


def write_shard(mapped: Mapped, folder: Path, digest: str, graphs: bool) -> Shard:
    """Write the runs of a shard, and its summary last."""
    blocks = mapped.blocks
    aside = f".{digest}-{os.getpid()}"
    by_subject = sorted(blocks, key=lambda key: (f"{key[1]} ", key[0]))
    triples = 0

    def subjects() -> Iterator[tuple[bytes, bytes]]:
        nonlocal triples
        for subject, keys in groupby(by_subject, key=lambda key: key[1]):
            texts = [blocks[key] for key in keys]
            lines = texts[0] if len(texts) == 1 else _union(texts)
            content = lines.encode()
            triples += content.count(b"\n")
            yield f"{subject} ".encode(), content

    def by_graph() -> Iterator[tuple[bytes, bytes]]:
        for graph, subject in sorted(blocks, key=lambda key: (f"{key[0]}\t", f"{key[1]} ")):
            lines = blocks[graph, subject].splitlines(keepends=True)
            yield f"{graph}\t".encode(), "".join(f"{graph}\t{line}" for line in lines).encode()

    lines = sorted(mapped.said)
    made = {
        TRIPLES: write_run(folder / f"{aside}.{TRIPLES}", subjects(), parted=True),
        ABOUT: write_run(folder / f"{aside}.{ABOUT}", ((_group(line), line.encode()) for line in lines)),
    }
    if graphs:
        made[GRAPHS] = write_run(folder / f"{aside}.{GRAPHS}", by_graph())
    shard = Shard(
        {name: Run(folder / f"{digest}.{name}", r.size, r.index) for name, r in made.items()}, mapped.records, triples
    )
    for name, run in made.items():
        run.path.replace(shard.runs[name].path)
    summary = folder / f"{aside}.json"
    summary.write_text(json.dumps(_written(shard)), encoding="utf-8")
    summary.replace(folder / f"{digest}.json")
    return shard


def _union(texts: Iterable[str]) -> str:
    return "".join(sorted({line for text in texts for line in text.splitlines(keepends=True)}))


def _group(line: str) -> bytes:
    """What a line is about: its first two parts."""
    return "\t".join(line.split("\t", 2)[:2]).encode() + b"\t"


def _written(shard: Shard) -> dict[str, Any]:
    runs = {
        name: {"size": run.size, "index": [[key.decode(), at] for key, at in run.index]}
        for name, run in shard.runs.items()
    }
    return {"records": shard.records, "triples": shard.triples, "runs": runs}


def kept_shard(folder: Path, digest: str) -> Shard | None:
    """The shard that was made of the same before; None where there is none, or not all of it."""
    try:
        written = json.loads((folder / f"{digest}.json").read_bytes())
        runs = {
            name: Run(folder / f"{digest}.{name}", each["size"], tuple((key.encode(), at) for key, at in each["index"]))
            for name, each in written["runs"].items()
        }
        if any(run.path.stat().st_size != run.size for run in runs.values()):
            return None
        return Shard(runs, written["records"], written["triples"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
