"""The page that measurements go to, each table between two marks of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "performance.md"
END: Final = "<!-- measured, to here -->"


def put(name: str, text: str) -> None:
    """Put a table into its place on the page; ``name`` is that of the mark above it."""
    begin = f"<!-- measured: {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    before, found, rest = page.partition(begin)
    if not found:
        raise ValueError(f"{PAGE.name} has no mark {begin}")
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{begin}\n\n{text}\n\n{END}{after}", encoding="utf-8")
