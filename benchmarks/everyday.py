"""What people run all day, as whole processes from the command line: build, check, and a saved query.

``python -m benchmarks.everyday`` writes its table into ``docs/performance.md``. Every run is a new process, without any
cache of ours, so that it is cold but for the files that the system holds. Modules are compiled, as they are wherever
one command has run before, even where the environment keeps Python from writing what it compiles.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.measure import Measured, run
from benchmarks.page import ROOT, put

QUERIES: Final = ("grade-changes", "metrics", "findings", "document-coverage")
CLI: Final = (sys.executable, "-c", "from builder.cli import main; main()")


def measured(arguments: Sequence[str], rounds: int) -> tuple[float, float, int]:
    """Median seconds on the clock and of the processor, and peak memory in MiB; after one run to warm up."""
    runs: list[Measured] = []
    for _ in range(rounds + 1):
        runs.append(run((*CLI, *arguments, "--project", str(ROOT)), 600.0))
        if runs[-1].code:
            raise RuntimeError(runs[-1].output)
    runs = runs[1:]
    return (
        median(each.wall for each in runs),
        median(each.processor for each in runs),
        max(each.memory for each in runs),
    )


def table(rounds: int, folder: Path) -> str:
    """The table of all commands."""
    commands = {
        "peelgraph build": ("build", "--out", str(folder)),
        "peelgraph check": ("check",),
        **{f"peelgraph query {name}": ("query", name) for name in QUERIES},
    }
    rows: list[str] = []
    both = [0.0, 0.0]
    for name, arguments in commands.items():
        wall, processor, memory = measured(arguments, rounds)
        rows.append(f"| `{name}` | {wall:.2f} | {processor:.2f} | {memory:,} |")
        print(rows[-1], flush=True)
        if len(rows) <= 2:
            both = [both[0] + wall, both[1] + processor]
        if len(rows) == 2:
            rows.append(f"| build and check together | {both[0]:.2f} | {both[1]:.2f} | |")
    return "\n".join(
        [
            f"Medians of {rounds} rounds, each a new process; {os.cpu_count()} cores, "
            f"Python {platform.python_version()}.",
            "",
            "| command | seconds | of the processor | memory, MiB |",
            "| --- | ---: | ---: | ---: |",
            *rows,
        ]
    )


def main() -> None:
    """Measure, and put the table into its place on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        put("everyday", table(given.rounds, Path(folder)))


if __name__ == "__main__":
    main()
