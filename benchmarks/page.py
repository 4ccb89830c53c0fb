"""The pages that measurements go to, each table between two marks of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "performance.md"
END: Final = "<!-- measured, to here -->"


def put(name: str, text: str, page: Path = PAGE) -> None:
    """Put a table into its place on a page; ``name`` is that of the mark above it."""
    begin = f"<!-- measured: {name} -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    if not found:
        raise ValueError(f"{page.name} has no mark {begin}")
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{begin}\n\n{text}\n\n{END}{after}", encoding="utf-8")
