"""`peelgraph check` beside other SHACL engines: the same graph and shapes, each engine in a process of its own.

``python -m benchmarks.check`` in a checkout that has been built; it writes its table into ``docs/performance.md``.
What is not installed is left out, and the page says so.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import national
from benchmarks.engines import DEBIAN
from benchmarks.measure import Measured, run
from benchmarks.page import ROOT, put

PATIENCE: Final = 21
"""An engine is stopped after so many times the time that the fast engine takes for the same graph."""
LEAST: Final = 60.0
"""Seconds that every engine gets, however fast the fast one is."""


@dataclass(frozen=True)
class Peer:
    """An engine: what `benchmarks.engines` calls it, its name in the table, and the package that it comes in."""

    key: str
    name: str
    package: str

    def version(self) -> str:
        """The version of the package; empty where it is not installed."""
        if self.key == "jena":
            found = sorted(DEBIAN.glob("jena-core-*.jar"))
            return found[-1].stem.removeprefix("jena-core-") if found else ""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return ""


PEERS: Final = (
    Peer("fast", "peelgraph, fast engine", "peelgraph"),
    Peer("reference", "peelgraph, pySHACL with each query parsed once", "pyshacl"),
    Peer("plain", "pySHACL as it is", "pyshacl"),
    Peer("jena", "Jena", "libapache-jena-java"),
    Peer("turbo", "pyshacl-turbo", "pyshacl-turbo"),
    Peer("shacl", "shacl", "shacl"),
    Peer("shacl-rust", "shacl-rust", "shacl-rust"),
    Peer("holosdb", "holosdb", "holosdb"),
)


def measure(peer: Peer, data: Path, rounds: int, limit: float) -> list[Measured]:
    """Several runs of one engine; one is enough where it takes long."""
    done: list[Measured] = []
    for _ in range(rounds):
        done.append(run((sys.executable, "-m", "benchmarks.engines", peer.key, str(data)), limit))
        if done[-1].stopped or done[-1].code or done[-1].wall > LEAST:
            break
    return done


def rows(data: Path, triples: int, rounds: int, out: set[str]) -> Iterator[str]:
    """The rows of the table for one graph: the fast engine first, the others measured against it.

    Engines that are wrong or stopped are added to ``out`` and not measured on larger graphs, but for pySHACL itself.
    """
    ours: float | None = None
    right = ""
    for peer in PEERS:
        if not peer.version() or peer.key in out:
            continue
        runs = measure(peer, data, rounds, max(LEAST, PATIENCE * ours) if ours else 3600.0)
        seconds = median(each.wall for each in runs)
        memory = max(each.memory for each in runs)
        last = runs[-1]
        ours = ours or seconds
        right = right or last.output
        if last.stopped:
            found, shown, ratio = "", f"over {seconds:.0f} (stopped)", f"over {seconds / ours:.0f}"
        elif last.code:
            found, shown, ratio = "fails", "", ""
        else:
            found, shown, ratio = last.output, f"{seconds:.1f}", f"{seconds / ours:.1f}"
            found += "" if found == right else " (wrong)"
        if found != right and peer.key != "plain":
            out.add(peer.key)
        name = f"{peer.name} {peer.version()}"
        print(f"{triples:,} | {name} | {found} | {shown} | {ratio} | {memory}", flush=True)
        yield f"| {triples:,} | {name} | {found} | {shown} | {ratio} | {memory:,} |"


def table(sizes: Sequence[int], rounds: int, folder: Path) -> str:
    """The whole table for graphs of the given sizes."""
    head = [
        "| triples | engine | results | seconds | times ours | memory, MiB |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    found: list[str] = []
    out: set[str] = set()
    for size in sizes:
        file = folder / f"{size}.nt"
        triples = national.write(ROOT / "build" / "peelgraph.nt", size, file)
        found.extend(rows(file, triples, rounds, out))
        file.unlink()
    cores = os.cpu_count()
    missing = ", ".join(peer.name for peer in PEERS if not peer.version())
    about = (
        f"Medians of {rounds} rounds, whole processes with reading the file; "
        f"{cores} cores, Python {platform.python_version()}."
    )
    return "\n".join([about + (f" Not installed here: {missing}." if missing else ""), "", *head, *found])


def main() -> None:
    """Measure, and put the table into its place on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = table(given.sizes, given.rounds, Path(folder))
    put("check", text)


if __name__ == "__main__":
    main()
