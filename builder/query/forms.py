"""The names of the formats that answers come in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from builder.errors import UsageError

PICTURES: Final = (".svg", ".png")
"""Endings of the files that a chart goes to."""


class Format(StrEnum):
    """The formats of ``--format``."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    MARKDOWN = "markdown"
    CHART = "chart"


def picture_ending(out: Path) -> str:
    """The ending, in lower case, of a file for a chart; raises UsageError where it is none of the two."""
    ending = out.suffix.lower()
    if ending not in PICTURES:
        raise UsageError(f"--out: `{out.name}` is no name of a picture; allowed endings: {', '.join(PICTURES)}")
    return ending
