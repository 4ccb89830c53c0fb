"""Sorted files of lines that know where to look for a key, and the merging of several of them.

A run is a file of lines in the order of their bytes, each of them once. Every so often the first bytes of a line are
noted with the place where it begins, so that the lines between two keys are found without reading the others. UTF-8
keeps the order of characters, so that the order of bytes is that of the text.

In a parted run an empty line stands behind all lines that have one key, which every one of them begins with and which
ends with a space. So those of one subject are sorted and merged as one piece of text. N-Triples takes empty lines.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Final, TypeAlias

STRIDE: Final = 64 * 1024
"""How many bytes lie between two noted places."""

_KEY: Final[Callable[[tuple[bytes, int]], bytes]] = itemgetter(0)
_NOT_EMPTY: Final = b"\n".__ne__

Index: TypeAlias = tuple[tuple[bytes, int], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A sorted file: its path, its size in bytes, and keys with the places where their lines begin."""

    path: Path
    size: int
    index: Index

    def within(self, wanted: Range) -> Run:
        """The same run with no more of its index than a range needs, to be sent to another process."""
        first, last = _noted(self, wanted)
        kept = (first, last) if last > first else (first,)
        return Run(self.path, self.size, tuple(self.index[each] for each in kept if each < len(self.index)))


@dataclass(frozen=True, slots=True)
class Range:
    """Keys from ``low`` on and below ``high``; None is no bound."""

    low: bytes | None = None
    high: bytes | None = None


def write_run(path: Path, groups: Iterable[tuple[bytes, bytes]], parted: bool = False) -> Run:
    """Write groups of lines in the order of their keys; each line of a group begins with its key.

    In a parted run, a key has one group only.
    """
    end = b"\n" if parted else b""
    index: list[tuple[bytes, int]] = []
    at = 0
    noted = -STRIDE
    with path.open("wb", buffering=1024 * 1024) as stream:
        for key, lines in groups:
            if at - noted >= STRIDE:
                index.append((key, at))
                noted = at
            stream.write(lines + end)
            at += len(lines) + len(end)
    return Run(path, at, tuple(index))


def extent(run: Run, wanted: Range) -> tuple[int, int]:
    """From where to where a run has to be read for a range of keys; lines of others may stand at both ends."""
    first, last = _noted(run, wanted)
    start = run.index[first][1] if run.index else 0
    end = run.index[last][1] if last < len(run.index) else run.size
    return start, max(start, end)


def _noted(run: Run, wanted: Range) -> tuple[int, int]:
    """Which of the noted places is the last before a range, and which is the first behind it."""
    first = bisect_left(run.index, wanted.low, key=_KEY) - 1 if wanted.low is not None else 0
    last = bisect_left(run.index, wanted.high, key=_KEY) if wanted.high is not None else len(run.index)
    return max(first, 0), last


def merged(runs: Sequence[Run], wanted: Range, memory: int) -> Iterable[bytes]:
    """The lines of all runs within a range, in order and each once.

    Up to ``memory`` bytes of lines are sorted at once; of more, the runs are read side by side.
    """
    places = [(run, *extent(run, wanted)) for run in runs]
    if sum(end - start for _, start, end in places) > memory:
        return _once(heapq.merge(*(_stream(run.path, start, end, wanted) for run, start, end in places)))
    lines: list[bytes] = []
    for run, start, end in places:
        lines.extend(_within([*filter(_NOT_EMPTY, _read(run.path, start, end).splitlines(keepends=True))], wanted))
    lines.sort()  # several sorted runs one behind the other, which this sorting merges
    return _once(lines)


def merged_parts(runs: Sequence[Run], wanted: Range, memory: int) -> Iterator[bytes]:
    """The same of parted runs: for each key in turn all its lines, in order and each once, as one text."""
    places = [(run, *extent(run, wanted)) for run in runs]
    if sum(end - start for _, start, end in places) > memory:
        for _, lines in groupby(merged(runs, wanted, memory), _key):
            yield b"".join(lines)
        return
    parts: list[bytes] = []
    for run, start, end in places:
        parts.extend(_within(_read(run.path, start, end).split(b"\n\n")[:-1], wanted))
    parts.sort()
    held = b""
    for part in parts:
        if part == held:
            continue
        if held and part.startswith(_key(held)):
            held = b"\n".join(sorted({*held.split(b"\n"), *part.split(b"\n")}))
            continue
        if held:
            yield held + b"\n"
        held = part
    if held:
        yield held + b"\n"


def _key(lines: bytes) -> bytes:
    """The key of the lines of a parted run: up to their first space."""
    return lines[: lines.index(b" ") + 1]


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    previous = b""
    for line in lines:
        if line != previous:
            yield line
            previous = line


def _read(path: Path, start: int, end: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(start)
        return stream.read(end - start)


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
            if line == b"\n":
                continue
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
