"""The embedded store of a build: filled from sorted runs, and asked by the rules."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store, Triple

from builder.building.dataset import RULES
from builder.building.rules import Rule, construct, holds
from builder.bulk.parts import subject_of
from builder.bulk.runs import Range, Run, merged, write_run

HELD: Final = 200_000
"""How many derived triples are held before they are written."""

AT_ONCE: Final = 48 * 1024 * 1024
"""Bytes of lines that are loaded at once, if there is memory for it."""


def is_store(folder: Path) -> bool:
    """Whether a folder is a store, or empty."""
    return folder.is_dir() and ((folder / "CURRENT").is_file() or not any(folder.iterdir()))


def load(store: Store, runs: Iterable[Run], folder: Path, memory: int) -> None:
    """Put the triples of runs into a store, several runs at a time.

    Many small loads make many small files, which the store then has to put together; what is loaded at once needs about
    eight times its bytes of ``memory``. ``folder`` is for a file that is there while this works.
    """
    most = min(AT_ONCE, memory // 8)
    together = folder / "load.nt"
    for some in _some(runs, most):
        if len(some) == 1:
            store.bulk_load(path=str(some[0].path), format=RdfFormat.N_TRIPLES)
            continue
        with together.open("wb") as stream:
            for run in some:
                with run.path.open("rb") as content:
                    shutil.copyfileobj(content, stream, 1024 * 1024)
        store.bulk_load(path=str(together), format=RdfFormat.N_TRIPLES)
        together.unlink()


def _some(runs: Iterable[Run], most: int) -> Iterator[list[Run]]:
    """Runs in groups of no more than so many bytes, unless one alone has more."""
    held: list[Run] = []
    for run in runs:
        if held and sum(each.size for each in held) + run.size > most:
            yield held
            held = []
        held.append(run)
    if held:
        yield held


def derive(
    store: Store, rules: Sequence[Rule], folder: Path, memory: int
) -> tuple[list[Run], list[Run], dict[str, int]]:
    """Run the rules, each over what is known before it, and add to the store what is new.

    Returns runs of the new triples, runs of the same with their graph, and how many each rule added. Raises SourceError
    where a rule is none, or makes blank nodes.
    """
    triples: list[Run] = []
    graphs: list[Run] = []
    counts: dict[str, int] = {}
    for rule in rules:
        fresh = [
            write_run(folder / f"{rule.name}-{number}.triples", _by_subject(lines), parted=True)
            for number, lines in enumerate(_batches(each for each in construct(store, rule) if not holds(store, each)))
        ]
        load(store, fresh, folder, memory)
        counts[rule.name] = sum(1 for _ in merged(fresh, Range(), 0))
        triples.extend(fresh)
        graphs.extend(write_run(run.path.with_suffix(".graphs"), _in_graph(run)) for run in fresh)
    return triples, graphs, counts


def _batches(triples: Iterator[Triple]) -> Iterator[list[bytes]]:
    held: set[bytes] = set()
    for triple in triples:
        held.add(f"{triple} .\n".encode())
        if len(held) >= HELD:
            yield sorted(held)
            held.clear()
    if held:
        yield sorted(held)


def _by_subject(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for subject, group in groupby(lines, subject_of):
        yield subject + b" ", b"".join(group)


def _in_graph(run: Run) -> Iterator[tuple[bytes, bytes]]:
    name = f"{RULES}\t".encode()
    for line in merged([run], Range(), 0):
        yield name, name + line
