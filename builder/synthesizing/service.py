"""A folder of made-up seeds for about as many triples as are asked for, the same for the same request."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.building.replacing import replacing
from builder.errors import UsageError
from builder.project import Project
from builder.seeds.tables import TABLES
from builder.synthesizing.forces import force
from builder.synthesizing.reference import REMARK, forces_file, reference_files, regions_of, registry_of, rounds_of
from builder.synthesizing.tables import FIRST_YEAR, QUARTERS, Row, count_rows, figure_rows, grade_rows

BASE: Final = 4_400
"""Triples of the ontology and the reference data without forces."""

PER_FORCE: Final = 7_470
"""Triples of one force with all its grades and figures, derived ones among them."""

LEAST: Final = 10_000
MOST: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Synthesized:
    """What was made: how many forces, and how many rows of tables."""

    forces: int
    rows: int


def synthesize(project: Project, triples: int, folder: Path, seed: int = 0) -> Synthesized:
    """Write seeds into ``folder``: the project's reference data with made-up forces, and tables of made-up facts.

    A build of them has about ``triples`` triples. Raises UsageError for a number that is out of reach or a folder that
    holds other files, and what reading and writing raise.
    """
    if not LEAST <= triples <= MOST:
        raise UsageError(f"--triples {triples}: from {LEAST:,} to {MOST:,}")
    if not _is_ours(folder):
        raise UsageError(f"{folder}: there are files in it that this command has not made; name a new or empty folder")
    files = reference_files(project)
    registry = registry_of(files)
    count = max(1, round((triples - BASE) / PER_FORCE))
    quarters = max(4, min(QUARTERS, QUARTERS * (triples - BASE) // PER_FORCE))
    regions = regions_of(registry)
    forces = sorted((force(number, regions) for number in range(count)), key=lambda each: each.key)
    chance = random.Random(seed)  # noqa: S311  # made-up figures are no secrets
    rounds = rounds_of(registry)
    standing: dict[tuple[str, str], float] = {}
    level: dict[tuple[str, str], float] = {}
    counts: Counter[Row] = Counter()
    rows = 0
    with replacing(folder) as aside:
        reference, national = aside / "reference", aside / "national"
        reference.mkdir()
        national.mkdir()
        for name, text in {**files, "forces.yaml": forces_file(forces)}.items():
            (reference / name).write_text(text, encoding="utf-8")
        for each in rounds:
            made = grade_rows(each, forces, standing, chance, counts)
            rows += _write(national / f"grades-{each.cycle}.csv", "grades", made)
        for first in range(0, quarters, 4):
            year, some = FIRST_YEAR + first // 4, range(1, min(4, quarters - first) + 1)
            made = figure_rows(year, some, forces, level, chance)
            rows += _write(national / f"figures-{year}.csv", "figures", made)
        rows += _write(national / "counts.csv", "counts", count_rows(counts, rounds))
    return Synthesized(count, rows)


def _is_ours(folder: Path) -> bool:
    """Whether there is nothing in a folder that this command has not made, or no folder at all."""
    held = folder.iterdir() if folder.is_dir() else ()
    names = {each.name for each in held if not each.name.startswith(".peelgraph-")}  # what a killed process has left
    if not names:
        return True
    forces = folder / "reference" / "forces.yaml"
    return names <= {"reference", "national"} and forces.is_file() and forces.read_bytes().startswith(REMARK.encode())


def _write(path: Path, kind: str, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(TABLES[kind].columns)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count
