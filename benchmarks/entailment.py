"""OWL 2 RL by this project's rules beside owlrl, on graphs of national kind: seconds, and whether both find the same.

``python -m benchmarks.entailment`` in a checkout that has been built; it writes its table into ``docs/performance.md``.
Each measurement is a process of its own; its time is that of loading the engine and of reasoning, without the reading
of the file.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse

from benchmarks import national
from benchmarks.measure import Measured, run
from benchmarks.page import ROOT, put

OWLRL_UP_TO: Final = 150_000
"""Triples up to which owlrl is measured; it needs minutes beyond."""
ONE: Final = "import sys; from benchmarks.entailment import reason; reason(*sys.argv[1:])"


def ours(triples: set[Triple]) -> Iterable[Triple]:
    """What a build adds."""
    from builder.building.entailment import entailed

    return entailed(triples)


def owlrl(triples: set[Triple]) -> Iterable[Triple]:
    """What owlrl adds, with that left out which a build leaves out."""
    from tests.entailing.reference import reference

    return reference(triples)


def reason(engine: str, path: str) -> None:
    """Print the seconds, the number of new triples, and a checksum of them in order."""
    triples = {quad.triple for quad in parse(path=path, format=RdfFormat.N_TRIPLES)}
    began = time.perf_counter()
    found = set({"ours": ours, "owlrl": owlrl}[engine](triples))
    seconds = time.perf_counter() - began
    text = "\n".join(sorted(map(str, found)))
    print(seconds, len(found), hashlib.sha256(text.encode()).hexdigest())


def rows(file: Path, triples: int, rounds: int) -> Iterator[str]:
    """The rows for one graph: ours first, then owlrl with the ratio. Raises RuntimeError where they disagree."""
    seconds: dict[str, float] = {}
    answers: set[str] = set()
    for engine in ("ours", "owlrl") if triples <= OWLRL_UP_TO else ("ours",):
        runs = [_one(engine, file) for _ in range(rounds if engine == "ours" or triples < 50_000 else 1)]
        seconds[engine] = median(float(each.output.split()[0]) for each in runs)
        answers |= {each.output.split(maxsplit=1)[1] for each in runs}
        if len(answers) > 1:
            raise RuntimeError(f"the engines do not agree on {file.name}: {answers}")
        found = int(runs[0].output.split()[1])
        name = "peelgraph" if engine == "ours" else f"owlrl {version('owlrl')}"
        ratio = seconds[engine] / seconds["ours"]
        memory = max(each.memory for each in runs)
        row = f"| {triples:,} | {name} | {found:,} | {seconds[engine]:.2f} | {ratio:.0f} | {memory:,} |"
        print(row, flush=True)
        yield row


def _one(engine: str, file: Path) -> Measured:
    done = run((sys.executable, "-c", ONE, engine, str(file)), 3600.0)
    if done.code:
        raise RuntimeError(done.output)
    return done


def small(built: Path, triples: int, file: Path) -> int:
    """The ontology and as many of the other lines, evenly chosen, as come to a graph smaller than that of the seeds."""
    lines = built.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.startswith("<https://w3id.org/peelgraph/def/")]
    others = [line for line in lines if not line.startswith("<https://w3id.org/peelgraph/def/")]
    wanted = max(0, triples - len(kept))
    kept += [others[number * len(others) // wanted] for number in range(wanted)]
    file.write_text("".join(kept), encoding="utf-8")
    return len(kept)


def table(sizes: Iterable[int], rounds: int, folder: Path) -> str:
    """The table for graphs of the given sizes."""
    built = ROOT / "build" / "peelgraph.nt"
    with built.open(encoding="utf-8") as stream:
        whole = sum(1 for _ in stream)
    found: list[str] = []
    for size in sizes:
        file = folder / f"{size}.nt"
        triples = (small if size < whole else national.write)(built, size, file)
        found.extend(rows(file, triples, rounds))
        file.unlink()
    return "\n".join(
        [
            f"Medians of {rounds} rounds (owlrl once above 50,000 triples); where both ran, both found the same; "
            f"{os.cpu_count()} cores, Python {platform.python_version()}.",
            "",
            "| triples | engine | entailed | seconds | times ours | memory, MiB |",
            "| ---: | --- | ---: | ---: | ---: | ---: |",
            *found,
        ]
    )


def main() -> None:
    """Measure, and put the table into its place on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 22_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        put("entailment", table(given.sizes, given.rounds, Path(folder)))


if __name__ == "__main__":
    main()
