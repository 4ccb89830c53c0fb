"""A small invented realm as seed files, and the running of seed texts against it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from builder.errors import Problem, SourceError
from builder.seeds.loader import Seeds, check_seeds

WORLD: Final = Path(__file__).with_name("world")
REFERENCE: Final = WORLD / "reference.yaml"

DOCUMENT: Final = f"""
document:
  key: case
  title: Case
  kind: report
  publishers: [crown-inspectorate]
  file: case.txt
  sha256: {"c" * 64}
  line_count: 50
  licence: OGL-UK-3.0
  about: ashshire
  cycle: round-2016
"""
"""What makes a text a document seed; stands below the text so that its lines keep their numbers."""


def load(folder: Path, **texts: str) -> Seeds:
    """The world's reference data and some more files, written into a folder: ``case`` becomes ``case.yaml``."""
    paths = [(REFERENCE, REFERENCE.name)]
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append((path, path.name))
    return check_seeds(paths)


def problems(folder: Path, **texts: str) -> tuple[Problem, ...]:
    """All problems that loading finds; none where it finds none. Each has a place, and says how to mend it."""
    found: tuple[Problem, ...] = ()
    try:
        load(folder, **texts)
    except SourceError as error:
        found = error.problems
    assert [each for each in found if not each.line or not each.column] == []
    assert [each for each in found if not each.allowed and not each.advice] == []
    return found


MARK: Final = "›"
"""Stands in a text in front of what a problem is expected at."""


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the 1-based line and column that each of them pointed to, in order."""
    places = []
    while MARK in text:
        before, _, after = text.partition(MARK)
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + after
    return text, places
