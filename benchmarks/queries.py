"""The saved queries on graphs of national kind: by this project, by rdflib, and by triplestores of others.

``python -m benchmarks.queries`` in a checkout that has been built; it writes its tables into ``docs/performance.md``.
All engines get the same files and the same texts. An answer has to have the rows that ours has, compared as a set of
values. Engines take turns, a round each; what takes longer than the limit is not asked again.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from statistics import geometric_mean, median
from typing import Any, Final

from benchmarks import national
from benchmarks.asked import ENGINES, Engine
from benchmarks.page import ROOT, put

QUERIES: Final = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "queries").glob("*.rq"))}
GIVEN_UP: Final = 8
"""Queries in a row over the limit after which an engine is asked no more with a graph."""


@dataclass
class Found:
    """What one engine did with one graph."""

    engine: str
    triples: int
    loading: float = math.nan
    memory: int = 0
    trouble: str = ""
    seconds: dict[str, list[float]] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Counter[tuple[str, ...]]] = field(default_factory=dict)

    def medians(self) -> dict[str, float]:
        """Median seconds of every query that was answered."""
        return {name: median(each) for name, each in self.seconds.items() if name not in self.late}


def value_of(cell: dict[str, Any] | None) -> str:
    """What a cell says, whatever form an engine gives it: figures by value, without language and datatype."""
    if cell is None:
        return ""
    text = str(cell["value"])
    kind = str(cell.get("datatype", "")).rpartition("#")[2]
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    if kind in {"integer", "decimal", "double", "float", "int", "long"}:
        try:
            return f"{Decimal(text).normalize():f}"
        except InvalidOperation:
            return text
    return text


def rows_of(answer: bytes) -> Counter[tuple[str, ...]]:
    """The rows of an answer in JSON, in any order."""
    parsed = json.loads(answer)
    names = parsed["head"]["vars"]
    return Counter(tuple(value_of(row.get(name)) for name in names) for row in parsed["results"]["bindings"])


def measure(engine: Engine, file: Path, found: Found, rounds: int, limit: float) -> None:
    """Load the graph, and ask all queries in each round."""
    try:
        found.loading = engine.load(file)
        for number in range(rounds):
            in_a_row = 0
            for name, text in QUERIES.items():
                if name in found.late or name in found.failed:
                    continue
                if in_a_row >= GIVEN_UP:
                    found.late.add(name)
                    continue
                try:
                    answer = engine.ask(text, limit)
                except RuntimeError as error:
                    found.failed[name] = str(error)
                    continue
                if answer is None:
                    found.late.add(name)
                    in_a_row += 1
                    continue
                in_a_row = 0
                found.seconds.setdefault(name, []).append(answer[0])
                if number == 0:
                    found.rows[name] = rows_of(answer[1])
        found.memory = engine.memory()
    except (OSError, TimeoutError) as error:
        found.trouble = str(error)
    finally:
        engine.stop()


def on_graph(file: Path, triples: int, rounds: int, limit: float, folder: Path) -> list[Found]:
    """All engines on one graph."""
    founds: list[Found] = []
    for kind in ENGINES:
        own = folder / f"{kind.__name__}-{triples}"
        own.mkdir()
        engine = kind(own)
        found = Found(engine.name, triples, trouble=engine.missing())
        founds.append(found)
        began = time.monotonic()
        if not found.trouble:
            measure(engine, file, found, rounds, limit)
        print(row(found, founds[0]), f"{time.monotonic() - began:.0f} s", flush=True)
        for name, reason in found.failed.items():
            print("   ", name, " ".join(reason.split())[:300], flush=True)
    return founds


def row(found: Found, ours: Found) -> str:
    """The row of an engine: mean and slowest over the queries that it answered, in relation to ours on the same."""
    mine, theirs = ours.medians(), found.medians()
    if found.trouble or not theirs:
        reason = f"not here: {found.trouble}" if found.trouble else "no answer in time"
        loading = "" if math.isnan(found.loading) else f"{found.loading:.1f}"
        return f"| {found.triples:,} | {found.engine} | {reason} | | | | | {loading} | {found.memory or ''} |"
    both = [name for name in theirs if name in mine]
    mean = geometric_mean(theirs.values())
    ratio = geometric_mean(theirs[name] for name in both) / geometric_mean(mine[name] for name in both)
    slowest = max(theirs, key=lambda name: theirs[name])
    same = sum(found.rows[name] == ours.rows[name] for name in both)
    return (
        f"| {found.triples:,} | {found.engine} | {1000 * mean:,.1f} | {ratio:,.1f} | {1000 * theirs[slowest]:,.0f} "
        f"(`{slowest}`) | {len(theirs)} | {same} | {found.loading:.1f} | {found.memory:,} |"
    )


def differing(founds: Iterable[Found]) -> list[str]:
    """Where an engine was late, failed, or gave other rows than ours, in sentences."""
    said: list[str] = []
    ours: dict[int, Found] = {}
    for found in founds:
        mine = ours.setdefault(found.triples, found)
        other = [name for name in found.rows if name in mine.rows and found.rows[name] != mine.rows[name]]
        for what, names in (("over the limit", found.late), ("an error", found.failed), ("other rows", other)):
            if names and len(names) < len(QUERIES):
                listed = ", ".join(f"`{name}`" for name in sorted(names))
                said.append(f"- {found.engine}, {found.triples:,} triples, {what}: {listed}")
    return said


def tables(founds: list[Found], rounds: int, limit: float) -> str:
    """Both tables, and what there is to say of them."""
    ours = {found.triples: found for found in reversed(founds) if found.engine == founds[0].engine}
    sizes = sorted(ours)
    lines = [
        f"All {len(QUERIES)} saved queries, medians of {rounds} rounds, {limit:g} seconds at most; {os.cpu_count()} "
        f"cores, Python {platform.python_version()}. Mean is the geometric mean over the queries that an engine "
        "answered in time, and *times ours* relates it to ours over the same queries.",
        "",
        "| triples | engine | mean, ms | times ours | slowest, ms | in time | same rows | loading, s | memory, MiB |",
        "| ---: | --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |",
        *(row(found, ours[found.triples]) for found in founds),
        "",
        *differing(founds),
        "",
        "Each query by this project, milliseconds with writing the answer in JSON, and the rows on the largest graph:",
        "",
        "| query | " + " | ".join(f"{size:,}" for size in sizes) + " | rows |",
        "| --- | " + "---: | " * (len(sizes) + 1),
    ]
    for name in QUERIES:
        cells = [f"{1000 * ours[size].medians().get(name, math.inf):,.1f}" for size in sizes]
        cells = [f"> {1000 * limit:,.0f}" if cell == "inf" else cell for cell in cells]
        count = sum(ours[sizes[-1]].rows.get(name, Counter()).values())
        lines.append(f"| `{name}` | {' | '.join(cells)} | {count:,} |")
    return "\n".join(lines).replace("---: | \n", "---: |\n")


def main() -> None:
    """Measure, and put the tables into their place on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[35_000, 100_000, 1_000_000])
    parser.add_argument("--file", type=Path, action="append", default=[], help="N-Triples instead of graphs by size")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=30.0)
    parser.add_argument("--dry", action="store_true", help="print the tables, and leave the page as it is")
    given = parser.parse_args()
    built = ROOT / "build" / "peelgraph.nt"
    founds: list[Found] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in given.file:
            founds += on_graph(file.resolve(), _lines(file), given.rounds, given.limit, folder)
        for size in [] if given.file else given.sizes:
            file = folder / f"{size}.nt"
            triples = national.write(built, size, file)
            founds += on_graph(file, triples, given.rounds, given.limit, folder)
            file.unlink()
    text = tables(founds, given.rounds, given.limit)
    if given.dry:
        print(text)
    else:
        put("queries", text)


def _lines(file: Path) -> int:
    with file.open(encoding="utf-8") as stream:
        return sum(1 for _ in stream)


if __name__ == "__main__":
    main()
