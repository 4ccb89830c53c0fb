"""A graph of national size: the graph of the seeds, with what it says of one force said of many made-up ones.

Shares of kinds of things, lengths of texts and links are those of the real graph, so that every shape has work to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

KEY: Final = "leicestershire"
NAME: Final = "Leicestershire"
AREA: Final = "E23000021"


def lines(built: Path, triples: int) -> Iterator[str]:
    """Lines of N-Triples, each once: those of ``built`` and of as many copies as come nearest to ``triples``."""
    real = built.read_text(encoding="utf-8").splitlines(keepends=True)
    yield from real
    about = [line for line in real if KEY in line or NAME in line]
    for number in range(max(0, round((triples - len(real)) / len(about)))):
        key, name, area = f"northshire-{number:03}", f"Northshire {number:03}", f"E23{number + 100:06}"
        for line in about:
            yield line.replace(KEY, key).replace(NAME, name).replace(AREA, area)


def write(built: Path, triples: int, file: Path) -> int:
    """Write such a graph to ``file``; returns how many triples it has."""
    count = 0
    with file.open("w", encoding="utf-8") as stream:
        for line in lines(built, triples):
            stream.write(line)
            count += 1
    return count
