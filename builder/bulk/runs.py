"""Sorted files of lines that know where to look for a key, and the merging of several of them.

A run is a file of lines in the order of their bytes, each of them once. Every so often the first bytes of a line are
noted with the place where it begins, so that the lines between two keys are found without reading the others. UTF-8
keeps the order of characters, so that the order of bytes is that of the text.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

STRIDE: Final = 64 * 1024
"""How many bytes lie between two noted places."""

Index: TypeAlias = tuple[tuple[bytes, int], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A sorted file: its path, its size in bytes, and keys with the places where their lines begin."""

    path: Path
    size: int
    index: Index


@dataclass(frozen=True, slots=True)
class Range:
    """Keys from ``low`` on and below ``high``; None is no bound."""

    low: bytes | None = None
    high: bytes | None = None


def write_run(path: Path, groups: Iterable[tuple[bytes, bytes]]) -> Run:
    """Write groups of lines in the order of their keys; each line of a group begins with its key."""
    index: list[tuple[bytes, int]] = []
    at = 0
    noted = -STRIDE
    with path.open("wb", buffering=1024 * 1024) as stream:
        for key, lines in groups:
            if at - noted >= STRIDE:
                index.append((key, at))
                noted = at
            stream.write(lines)
            at += len(lines)
    return Run(path, at, tuple(index))


def extent(run: Run, wanted: Range) -> tuple[int, int]:
    """From where to where a run has to be read for a range of keys; lines of others may stand at both ends."""
    keys = [key for key, _ in run.index]
    first = bisect_left(keys, wanted.low) - 1 if wanted.low is not None else 0
    last = bisect_left(keys, wanted.high) if wanted.high is not None else len(keys)
    start = run.index[max(first, 0)][1] if keys else 0
    end = run.index[last][1] if last < len(keys) else run.size
    return start, max(start, end)


def merged(runs: Sequence[Run], wanted: Range, memory: int) -> Iterable[bytes]:
    """The lines of all runs within a range, in order and each once.

    Up to ``memory`` bytes of lines are sorted at once; of more, the runs are read side by side.
    """
    places = [(run, *extent(run, wanted)) for run in runs]
    if sum(end - start for _, start, end in places) > memory:
        return _once(heapq.merge(*(_stream(run.path, start, end, wanted) for run, start, end in places)))
    lines: list[bytes] = []
    for run, start, end in places:
        lines.extend(_within(_read(run.path, start, end), wanted))
    lines.sort()  # several sorted runs one behind the other, which this sorting merges
    return dict.fromkeys(lines)


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    previous = b""
    for line in lines:
        if line != previous:
            yield line
            previous = line


def _read(path: Path, start: int, end: int) -> list[bytes]:
    with path.open("rb") as stream:
        stream.seek(start)
        return stream.read(end - start).splitlines(keepends=True)


def _within(lines: list[bytes], wanted: Range) -> list[bytes]:
    low = bisect_left(lines, wanted.low) if wanted.low is not None else 0
    high = bisect_left(lines, wanted.high) if wanted.high is not None else len(lines)
    return lines[low:high]


def _stream(path: Path, start: int, end: int, wanted: Range) -> Iterator[bytes]:
    with path.open("rb") as stream:
        stream.seek(start)
        left = end - start
        while left > 0:
            line = stream.readline()
            left -= len(line)
            if wanted.high is not None and line >= wanted.high:
                return
            if wanted.low is None or line >= wanted.low:
                yield line


def ranges(runs: Iterable[Run], size: int) -> list[Range]:
    """The keys of all runs in ranges of about ``size`` bytes, in order."""
    noted = sorted(key for run in runs for key, _ in run.index)
    step = max(1, size // STRIDE)
    bounds: list[bytes | None] = [None]
    for key in noted[step::step]:
        if key != bounds[-1]:
            bounds.append(key)
    bounds.append(None)
    return [Range(low, high) for low, high in pairwise(bounds)]
