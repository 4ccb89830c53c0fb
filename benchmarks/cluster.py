"""A build on several Dask workers on loopback, one of them killed: whether the bytes stay, and what the loss costs.

``python -m benchmarks.cluster`` writes its table into ``docs/scale.md``. All workers run on this one machine, so that
more of them than it has cores make nothing faster; what is shown is that the pieces of work fit together.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import signal
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.page import ROOT, put
from builder.bulk.service import BulkBuilt, Wanted, build_bulk
from builder.bulk.workers import Workers, cluster, local
from builder.project import Project
from builder.synthesizing.service import synthesize

PAGE: Final = ROOT / "docs" / "scale.md"
FILES: Final = ("nt", "ttl", "trig")


def measured(seeds: Project, folder: Path, workers: Workers, victim: int | None) -> tuple[float, str, BulkBuilt]:
    """Seconds, a digest of all files, and what was made; ``victim`` is killed once a third of the rows are mapped."""
    killed = False

    def kill(step: str) -> None:
        nonlocal killed
        words = step.split()
        if victim is None or killed or words[:2] != ["mapping", "rows:"] or int(words[2]) * 3 < int(words[4]):
            return
        os.kill(victim, signal.SIGKILL)
        killed = True

    began = time.monotonic()
    made = build_bulk(seeds, Wanted(folder, FILES, rules=False), workers, kill)
    seconds = time.monotonic() - began
    if victim is not None and not killed:
        raise RuntimeError("nobody was killed")
    digest = hashlib.sha256("".join(each.sha256 for each in made.files).encode()).hexdigest()
    return seconds, digest, made


def table(triples: int) -> str:
    """One row for each number of workers, and one with a worker lost."""
    from distributed import LocalCluster

    rows: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        synthesize(Project(ROOT), triples, Path(folder, "seeds"))
        seeds = Project(ROOT, Path(folder, "seeds"))
        seconds, expected, made = measured(seeds, Path(folder, "local"), local(1), None)
        rows.append(f"| one process, no Dask | {seconds:.1f} | | |")
        for number, loses in ((1, False), (2, False), (4, False), (4, True)):
            with LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=number, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
            ) as running:
                victim = next(iter(running.workers.values())).pid if loses else None
                workers = cluster(running.scheduler_address)
                seconds, digest, _ = measured(seeds, Path(folder, f"{number}-{loses}"), workers, victim)
            name = f"{number} Dask workers" if number > 1 else "one Dask worker"
            same = "yes" if digest == expected else "NO"
            rows.append(f"| {name} | {seconds:.1f} | {'one, while rows were mapped' if loses else ''} | {same} |")
            print(rows[-1], flush=True)
    return "\n".join(
        [
            f"{made.files[0].triples:,} triples from {made.rows:,} rows in {made.shards} tables; one round; "
            f"{os.cpu_count()} cores, Python {platform.python_version()}.",
            "",
            "| workers | seconds | killed | same bytes |",
            "| --- | ---: | --- | --- |",
            *rows,
        ]
    )


def main() -> None:
    """Measure, and put the table into its place on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    put("cluster", table(parser.parse_args().triples), PAGE)


if __name__ == "__main__":
    main()
