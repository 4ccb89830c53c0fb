"""A command as a process of its own: how long it takes, and how much memory it and those that it starts need."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PAUSE: Final = 0.1
"""Seconds between two looks at the memory of processes that work side by side."""


@dataclass(frozen=True)
class Measured:
    """One run: seconds on the clock and of processor time, peak memory in MiB, last line of output, exit code.

    Processes that the command starts count: their time, and on Linux their memory, which is looked at ten times a
    second, with what several of them share counted once (PSS). ``stopped`` says that it was ended at its limit of time.
    """

    wall: float
    processor: float
    memory: int
    output: str
    code: int
    stopped: bool


def run(command: Sequence[str], limit: float) -> Measured:
    """Run a command to its end, or for ``limit`` seconds at most."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    stopped, ended = threading.Event(), threading.Event()
    peaks = [0]

    def stop() -> None:
        stopped.set()
        _end(process.pid)

    def watch() -> None:
        while not ended.wait(_PAUSE):
            peaks.append(_side_by_side(process.pid))

    timer, watcher = threading.Timer(limit, stop), threading.Thread(target=watch)
    timer.start()
    watcher.start()
    try:
        assert process.stdout is not None  # noqa: S101
        output = process.stdout.read().decode(errors="replace").strip()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    finally:
        timer.cancel()
        ended.set()
        watcher.join()
        if process.returncode is None:
            _end(process.pid)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Measured(
        wall=wall,
        processor=usage.ru_utime + usage.ru_stime,
        memory=max(usage.ru_maxrss // scale, *peaks),
        output=output.splitlines()[-1] if output else "",
        code=process.returncode,
        stopped=stopped.is_set(),
    )


def _end(group: int) -> None:
    """End a command and all that it started."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return  # it has ended by itself


def _side_by_side(process: int) -> int:
    """The memory in MiB of a process and those that it started; 0 where it has started none."""
    family = [process, *_started(process)]
    return sum(map(_proportional, family)) // 1024 if len(family) > 1 else 0


def _started(process: int) -> Iterator[int]:
    """All processes that a process and those below it have started, as far as they still run."""
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(each) for each in tasks.read_text(encoding="ascii").split()]
        except OSError:
            continue  # it has just ended
        for child in children:
            yield child
            yield from _started(child)


def _proportional(process: int) -> int:
    """The memory of a process in KiB, with its part of what it shares with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def own_peak() -> int:
    """The peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
