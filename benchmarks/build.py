"""Tables to sorted N-Triples, beside other mappers of tables and plain strings; and the filling of stores.

``python -m benchmarks.build`` writes its tables into ``docs/performance.md``. The tables that are mapped are those of
`peelgraph synthesize`; that all have made the same triples is looked at in every run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain, pairwise
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.mappings import rml
from benchmarks.measure import Measured, run
from benchmarks.page import ROOT, put

MAPPERS: Final = ROOT / ".venv-mappers" / "bin" / "python"
CORES: Final = os.cpu_count() or 1
LARGE: Final = 2_000_000
"""Triples above which one round has to be enough."""
LOADED: Final = 1_000_000
"""Triples for the filling of stores."""
LIMIT: Final = 7200.0
MEMORY: Final = 1024**3
"""What a build takes for sorting and loading unless it is told otherwise."""

OURS: Final = "import sys; from benchmarks.build import ours; ours(*sys.argv[1:])"
FILL: Final = "import sys; from benchmarks.build import fill; fill(*sys.argv[1:])"
BULK: Final = "import sys; from benchmarks.build import bulk_load; bulk_load(*sys.argv[1:])"
MAKE: Final = "import sys; from benchmarks.build import make; make(*sys.argv[1:])"
COUNT: Final = "import sys; from benchmarks.build import count; count(*sys.argv[1:])"
HELD: Final = "import sys; from benchmarks.build import held; held(*sys.argv[1:])"
"""What prepares and looks after runs in a process of its own too: a new process begins with the peak memory of the one
that starts it, so this one stays small."""

_DECIMAL: Final = re.compile(r'"(-?[0-9]+)(?:\.([0-9]*?)0*)?"\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>')


# --- what is measured, each as a process of its own ---------------------------------------------------------------


def ours(seeds: str, out: str, processes: str) -> None:
    """Build sorted N-Triples of seeds, without rules."""
    from builder.bulk.service import Wanted, build_bulk
    from builder.bulk.workers import local
    from builder.project import Project

    build_bulk(Project(ROOT, Path(seeds)), Wanted(Path(out), ("nt",), rules=False), local(int(processes)))


def fill(built: str, core: str, store: str) -> None:
    """Fill a store from the runs of a build, as a build does."""
    from pyoxigraph import Store

    from builder.bulk.runs import Run
    from builder.bulk.service import SHARDS
    from builder.bulk.shards import TRIPLES
    from builder.bulk.store import load

    paths = [Path(core), *sorted((Path(built) / SHARDS).glob(f"*.{TRIPLES}"))]
    load(Store(store), [Run(path, path.stat().st_size, ()) for path in paths], Path(built), MEMORY)


def bulk_load(file: str, store: str) -> None:
    """Fill a store from one file."""
    from pyoxigraph import RdfFormat, Store

    Store(store).bulk_load(path=file, format=RdfFormat.N_TRIPLES)


# --- whether all made the same ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """How many lines there are, and the sum of their digests, whatever their order."""

    lines: int = 0
    digests: int = 0

    def __add__(self, other: Mark) -> Mark:
        return Mark(self.lines + other.lines, (self.digests + other.digests) % 2**128)


def count(form: str, file: str) -> None:
    """Print the mark of a file, as it is, sorted as it has to be, or parsed, or parsed with decimals in short."""
    read: dict[str, Callable[[Path], Iterable[bytes]]] = {
        "lines": lines_of,
        "sorted": lambda path: once(lines_of(path)),
        "parsed": lambda path: parsed(path, short=False),
        "short": lambda path: parsed(path, short=True),
    }
    lines = total = 0
    for line in read[form](Path(file)):
        lines += 1
        total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest())
    print(lines, total % 2**128)


def mark(form: str, file: Path) -> Mark:
    """The mark of a file; raises RuntimeError where it is not of its form."""
    return Mark(*map(int, _output(COUNT, form, str(file)).split()))


def _output(*command: str) -> str:
    """The last line that a process of its own has printed."""
    done = run((sys.executable, "-c", *command), LIMIT)
    if done.code:
        raise RuntimeError(done.output)
    return done.output


def lines_of(file: Path) -> Iterator[bytes]:
    """The lines of a file."""
    with file.open("rb") as stream:
        yield from stream


def once(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines that have to be sorted and each there once; raises RuntimeError where they are not."""
    for before, line in pairwise(chain([b""], lines)):
        if before >= line:
            raise RuntimeError(f"not sorted, or twice: {line!r}")
        yield line


def parsed(file: Path, short: bool) -> Iterator[bytes]:
    """The triples of a file in one form; ``short``: decimals without the zeros at their end."""
    from pyoxigraph import RdfFormat, parse

    for quad in parse(path=str(file), format=RdfFormat.N_TRIPLES):
        line = f"{quad.triple} .\n"
        yield (_DECIMAL.sub(_shortened, line) if short else line).encode()


def _shortened(match: re.Match[str]) -> str:
    return f'"{match[1]}.{match[2]}"^^decimal' if match[2] else f'"{match[1]}"^^decimal'


# --- the table of builds ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A folder with seeds of one size, tables made from them for others, and what is measured."""

    folder: Path

    @property
    def seeds(self) -> Path:
        """The seeds."""
        return self.folder / "seeds"

    @property
    def tables(self) -> Path:
        """The tables for others."""
        return self.folder / "tables"

    @property
    def out(self) -> Path:
        """What a run makes."""
        return self.folder / "out"

    @property
    def core(self) -> Path:
        """N-Triples of the seeds without the tables that are measured."""
        return self.folder / "core" / "peelgraph.nt"


@dataclass(frozen=True)
class Tool:
    """What is measured: its key and name, and with how many processes."""

    key: str
    name: str
    processes: str

    def command(self, case: Case) -> tuple[str, ...]:
        """The command that maps the tables."""
        file = str(self.file(case))
        if self.key == "plain":
            names = case.tables / "names.json"
            return (sys.executable, "-m", "benchmarks.plain", str(case.seeds), str(names), file)
        if self.key == "maplib":
            return (str(MAPPERS), "-m", "benchmarks.with_maplib", str(case.tables), file)
        if self.key == "morph-kgc":
            return (str(MAPPERS), "-m", "morph_kgc", str(rml(case.tables, Path(file), CORES)))
        return (sys.executable, "-c", OURS, str(case.seeds), str(case.out), self.processes)

    def file(self, case: Case) -> Path:
        """The file that it makes."""
        return case.out / "peelgraph.nt"


def tools() -> list[Tool]:
    """All that is measured, the floor first."""
    found = [
        Tool("plain", "plain strings, unsorted", "1"),
        Tool("peelgraph", "peelgraph", str(CORES)),
        Tool("one", "peelgraph", "1"),
    ]
    if MAPPERS.exists():
        script = "from importlib.metadata import version; print(version('morph-kgc'), version('maplib'))"
        morph, maplib = subprocess.check_output((str(MAPPERS), "-c", script), text=True).split()
        found += [
            Tool("morph-kgc", f"morph-kgc {morph}", str(CORES)),
            Tool("maplib", f"maplib {maplib}", "1, all cores"),
        ]
    return found


def make(triples: str, folder: str) -> None:
    """Write made-up seeds of a size, and what others need."""
    from benchmarks.prepared import prepare
    from builder.bulk.service import Wanted, build_bulk
    from builder.bulk.workers import local
    from builder.project import Project
    from builder.synthesizing.service import synthesize

    case = Case(Path(folder))
    synthesize(Project(ROOT), int(triples), case.seeds)
    case.tables.mkdir()
    prepare(case.seeds, case.tables)
    others = case.folder / "others"
    shutil.copytree(case.seeds, others, ignore=shutil.ignore_patterns("grades-*.csv", "figures-*.csv"))
    build_bulk(Project(ROOT, others), Wanted(case.core.parent, ("nt",), rules=False), local(1))


def _made(triples: int, folder: Path) -> Case:
    folder.mkdir()
    _output(MAKE, str(triples), str(folder))
    return Case(folder)


def measured(case: Case, all_: Sequence[Tool], rounds: int) -> tuple[dict[str, list[Measured]], dict[str, str]]:
    """The runs of all tools in turn, and after the first round what is to be said of what each has made."""
    runs: dict[str, list[Measured]] = {tool.key: [] for tool in all_}
    notes: dict[str, str] = {}
    marks: dict[str, Mark] = {}
    for number in range(rounds):
        for tool in all_:
            shutil.rmtree(case.out, ignore_errors=True)
            case.out.mkdir()
            done = run(tool.command(case), LIMIT)
            if done.code:
                raise RuntimeError(f"{tool.name}: {done.output}")
            runs[tool.key].append(done)
            print(f"{tool.name}, {tool.processes}: {done.wall:.2f} {done.processor:.2f} {done.memory}", flush=True)
            if number == 0:
                notes[tool.key] = _compared(case, tool, marks)
    return runs, notes


def _compared(case: Case, tool: Tool, marks: dict[str, Mark]) -> str:
    """How many triples a tool has made; raises RuntimeError where ours are not those of the floor and of the rest."""
    file = tool.file(case)
    if tool.key in {"peelgraph", "one"}:
        found = mark("sorted", file)
        if found != marks["plain"] + mark("lines", case.core):
            raise RuntimeError(f"what peelgraph made of {case.seeds} is not what plain strings and the rest come to")
        return f"{found.lines:,}"
    if tool.key == "plain":
        marks["plain"], marks["short"] = mark("lines", file), mark("short", file)
        return f"{marks['plain'].lines:,}"
    found, short = mark("parsed", file), mark("short", file)
    if found == marks["plain"]:
        return f"{found.lines:,}"
    return f"{found.lines:,} ({'2.0 as 2' if short == marks['short'] else 'others'})"


def rows(case: Case, triples: int, rounds: int) -> Iterator[str]:
    """The rows of the table for one size."""
    all_ = tools()
    runs, notes = measured(case, all_, rounds)
    floor = median(each.wall for each in runs["plain"])
    for tool in all_:
        wall = median(each.wall for each in runs[tool.key])
        processor = median(each.processor for each in runs[tool.key])
        memory = max(each.memory for each in runs[tool.key])
        yield (
            f"| {triples:,} | {tool.name} | {tool.processes} | {notes[tool.key]} | {wall:.2f} | {processor:.2f} "
            f"| {wall / floor:.1f} | {memory:,} |"
        )


def table(sizes: Sequence[int], rounds: int, folder: Path) -> str:
    """The table for seeds of the given sizes."""
    found: list[str] = []
    last = f" (one above {LARGE // 1_000_000} million)" if rounds > 1 else ""
    for size in sizes:
        case = _made(size, folder / str(size))
        found.extend(rows(case, size, 1 if size > LARGE else rounds))
        shutil.rmtree(folder / str(size))
    return "\n".join(
        [
            f"{_rounds(rounds)}{last}, the tools in turn, whole processes; "
            f"memory is the most that all processes of a row had together, shared pages counted once; "
            f"{CORES} cores, Python {platform.python_version()}."
            + ("" if MAPPERS.exists() else " Other mappers are not installed here."),
            "",
            "| size | tool | processes | triples | seconds | of the processor | times plain | memory, MiB |",
            "| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |",
            *found,
        ]
    )


def _rounds(number: int) -> str:
    return f"Medians of {number} rounds" if number > 1 else "One round"


# --- the table of stores ------------------------------------------------------------------------------------------


def loading(rounds: int, folder: Path) -> str:
    """The table of the ways to fill a store."""
    case = _made(LOADED, folder / "load")
    _output(OURS, str(case.seeds), str(case.out), "1")
    file = case.out / "peelgraph.nt"
    store = folder / "store"
    oxigraph = str(Path(sys.executable).parent / "oxigraph")
    commands = {
        f"oxigraph load {version('oxigraph')}": (oxigraph, "load", "--location", str(store), "--file", str(file)),
        "peelgraph, the runs of a build": (sys.executable, "-c", FILL, str(case.out), str(case.core), str(store)),
        f"pyoxigraph {version('pyoxigraph')}, the file": (sys.executable, "-c", BULK, str(file), str(store)),
    }
    runs: dict[str, list[Measured]] = {name: [] for name in commands}
    sizes: dict[str, tuple[int, int]] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            shutil.rmtree(store, ignore_errors=True)
            done = run(command, LIMIT)
            if done.code:
                raise RuntimeError(f"{name}: {done.output}")
            runs[name].append(done)
            print(f"{name}: {done.wall:.2f} {done.processor:.2f} {done.memory}", flush=True)
            triples, size = _output(HELD, str(store)).split()
            sizes[name] = int(triples), int(size)
    if len({triples for triples, _ in sizes.values()}) > 1:
        raise RuntimeError(f"the stores do not hold the same: {sizes}")
    base = median(each.wall for each in next(iter(runs.values())))
    found = []
    for name, each in runs.items():
        wall, processor = median(one.wall for one in each), median(one.processor for one in each)
        memory = max(one.memory for one in each)
        found.append(f"| {name} | {wall:.2f} | {processor:.2f} | {wall / base:.2f} | {memory:,} | {sizes[name][1]:,} |")
    return "\n".join(
        [
            f"{_rounds(rounds)}, the loaders in turn, whole processes; "
            f"{next(iter(sizes.values()))[0]:,} triples; {CORES} cores.",
            "",
            "| filled by | seconds | of the processor | times Oxigraph | memory, MiB | on disk, MiB |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
            *found,
        ]
    )


def held(store: str) -> None:
    """Print how many triples a store holds, and how many MiB its files have."""
    from pyoxigraph import Store

    size = sum(path.stat().st_size for path in Path(store).rglob("*") if path.is_file())
    print(len(Store.read_only(store)), size // 1024**2)


def main() -> None:
    """Measure, and put the tables into their places on the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000, 5_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.sizes:
            put("build", table(given.sizes, given.rounds, Path(folder)))
        put("load", loading(given.rounds, Path(folder)))


if __name__ == "__main__":
    main()
