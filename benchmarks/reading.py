"""`peelgraph read` on documents of growing length: seconds and memory for each, in a process of its own.

``python -m benchmarks.reading`` writes its table into ``docs/performance.md``. The documents are made up: one page with
a grade in one paragraph of ten, figures, and names of forces, as often as it takes.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.measure import Measured, run
from benchmarks.page import put

SIZES: Final = (0.005, 0.1, 1, 5, 20)
"""Megabytes of text."""
HEAD: Final = """\
Skip to content

Kent PEEL 2017

Efficiency

How efficient is the force at keeping people safe and reducing crime?

View the three questions for efficiency

Last updated 03/11/2016
Good
"""
PARAGRAPHS: Final = (
    "The farm of the station keeps {n} hens, and the neighbours of Surrey Police buy the eggs. Nobody is in want.",
    "In 2015/16 the roof cost £{n}.5m, of which {m} percent came from a fund that Norfolk had set up in May 2014.",
    "It is good at planning for demand in the future, though the calendar ends in {m} months.",
    "Between them {n} officers drove {m} miles, which is more than last year and less than they had hoped to drive.",
)
ONE: Final = "import sys; from benchmarks.reading import read; read(sys.argv[1], int(sys.argv[2]))"


def document(megabytes: float) -> str:
    """A page of about this length."""
    parts, length, number = [HEAD], len(HEAD), 0
    while length < megabytes * 1_000_000:
        number += 1
        parts.append(PARAGRAPHS[number % len(PARAGRAPHS)].format(n=number % 900 + 10, m=number % 90 + 2))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)


def read(path: str, times: int) -> None:
    """Read a file several times, and print the seconds of the fastest and the number of facts."""
    from builder.project import find_project
    from builder.reading.grammar.rulebook import load_rulebook
    from builder.reading.knowledge import knowledge
    from builder.reading.service import Reader
    from builder.seeds.loader import load_seeds

    project = find_project()
    reader = Reader(knowledge(load_seeds(project).registry), load_rulebook(project.rules / "reading", "rules/reading"))
    best, facts = float("inf"), 0
    for _ in range(times):
        began = time.perf_counter()
        reading = reader.read_file(Path(path))
        best = min(best, time.perf_counter() - began)
        facts = len(reading.facts) + len(reading.review)
    print(f"{best} {facts}")


def table(sizes: tuple[float, ...], rounds: int, folder: Path) -> str:
    """The table for documents of the given sizes."""
    rows = []
    for size in sizes:
        path = folder / f"{size}.txt"
        path.write_text(document(size), encoding="utf-8")
        runs = [_one(path, 5 if size < 1 else 1) for _ in range(rounds)]
        seconds = median(float(each.output.split()[0]) for each in runs)
        facts = runs[0].output.split()[1]
        memory = max(each.memory for each in runs)
        rows.append(f"| {size:g} | {int(facts):,} | {seconds:.3f} | {seconds / size:.2f} | {memory:,} |")
        print(rows[-1], flush=True)
    head = [
        f"Medians of {rounds} rounds, one process; {os.cpu_count()} cores, Python {platform.python_version()}.",
        "",
        "| megabytes of text | facts and cases for review | seconds | seconds a megabyte | memory, MiB |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    return "\n".join([*head, *rows])


def _one(path: Path, times: int) -> Measured:
    done = run((sys.executable, "-c", ONE, str(path), str(times)), 3600.0)
    if done.code:
        raise RuntimeError(done.output)
    return done


def main() -> None:
    """Measure, and put the table into its place on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=float, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        put("reading", table(tuple(given.sizes), given.rounds, Path(folder)))


if __name__ == "__main__":
    main()
