"""A command as a process of its own: how long it takes, and how much memory it needs."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One run: seconds on the clock and of processor time, peak memory in MiB, last line of output, exit code.

    ``stopped`` says that it was ended at its limit of time.
    """

    wall: float
    processor: float
    memory: int
    output: str
    code: int
    stopped: bool


def run(command: Sequence[str], limit: float) -> Measured:
    """Run a command to its end, or for ``limit`` seconds at most."""
    import time

    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        process.kill()

    timer = threading.Timer(limit, stop)
    timer.start()
    assert process.stdout is not None  # noqa: S101
    output = process.stdout.read().decode(errors="replace").strip()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Measured(
        wall=time.monotonic() - began,
        processor=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss // scale,
        output=output.splitlines()[-1] if output else "",
        code=process.returncode,
        stopped=stopped.is_set(),
    )


def own_peak() -> int:
    """The peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
