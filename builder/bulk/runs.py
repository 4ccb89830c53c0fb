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


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a range that one run has: it stands from ``start`` to ``end``, perhaps with others at both ends."""

    path: Path
    start: int
    end: int
    wanted: Range


def slices(runs: Iterable[Run], wanted: Range = Range()) -> list[Slice]:
    """Where a range of keys stands in runs; those that have nothing of it are left out."""
    found = []
    for run in runs:
        first = bisect_left(run.index, wanted.low, key=_key) - 1 if wanted.low is not None else 0
        last = bisect_left(run.index, wanted.high, key=_key) if wanted.high is not None else len(run.index)
        start = run.index[max(first, 0)][1] if run.index else 0
        end = run.index[last][1] if last < len(run.index) else run.size
        if start < end:
            found.append(Slice(run.path, start, end, wanted))
    return found


def _key(noted: tuple[bytes, int]) -> bytes:
    return noted[0]


def merged(parts: Sequence[Slice], memory: int) -> Iterable[bytes]:
    """The lines of the parts of one range, in order and each once.

    Up to ``memory`` bytes of lines are sorted at once; of more, the runs are read side by side.
    """
    if sum(part.end - part.start for part in parts) > memory:
        return _once(heapq.merge(*map(_stream, parts)))
    lines: list[bytes] = []
    for part in parts:
        lines.extend(_within(_read(part), part.wanted))
    lines.sort()  # several sorted runs one behind the other, which this sorting merges
    return dict.fromkeys(lines)


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    previous = b""
    for line in lines:
        if line != previous:
            yield line
            previous = line


def _read(part: Slice) -> list[bytes]:
    with part.path.open("rb") as stream:
        stream.seek(part.start)
        return stream.read(part.end - part.start).splitlines(keepends=True)


def _within(lines: list[bytes], wanted: Range) -> list[bytes]:
    low = bisect_left(lines, wanted.low) if wanted.low is not None else 0
    high = bisect_left(lines, wanted.high) if wanted.high is not None else len(lines)
    return lines[low:high]


def _stream(part: Slice) -> Iterator[bytes]:
    wanted = part.wanted
    with part.path.open("rb") as stream:
        stream.seek(part.start)
        left = part.end - part.start
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
