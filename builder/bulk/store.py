"""The embedded store of a build: filled from sorted runs, and asked by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store, Triple

from builder.building.dataset import RULES
from builder.building.rules import Rule, construct, holds
from builder.bulk.parts import subject_of
from builder.bulk.runs import Run, merged, slices, write_run

HELD: Final = 200_000
"""How many derived triples are held before they are written."""


def load(store: Store, runs: Iterable[Run]) -> None:
    """Put the triples of runs into a store; its loader holds no more than one of them at a time."""
    for run in runs:
        store.bulk_load(path=run.path, format=RdfFormat.N_TRIPLES)


def derive(store: Store, rules: Sequence[Rule], folder: Path) -> tuple[list[Run], list[Run], dict[str, int]]:
    """Run the rules, each over what is known before it, and add to the store what is new.

    Returns runs of the new triples, runs of the same with their graph, and how many each rule added. Raises SourceError
    where a rule is none, or makes blank nodes.
    """
    triples: list[Run] = []
    graphs: list[Run] = []
    counts: dict[str, int] = {}
    for rule in rules:
        fresh = [
            write_run(folder / f"{rule.name}-{number}.triples", _by_subject(lines))
            for number, lines in enumerate(_batches(each for each in construct(store, rule) if not holds(store, each)))
        ]
        load(store, fresh)
        counts[rule.name] = sum(1 for _ in merged(slices(fresh), 0))
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
    with run.path.open("rb") as stream:
        for line in stream:
            yield name, name + line
