"""Processes that are killed cost what they were at, and no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import distributed
import pytest

from builder.bulk.service import Wanted, build_bulk
from builder.bulk.workers import ATTEMPTS, Task, cluster, local
from builder.errors import LimitError, Problem, ServiceError, SourceError, UsageError
from builder.project import Project

from .conftest import files

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that kills")


def note(folder: Path, number: int, killed: int) -> int:
    """A task that leaves a file for each time it is begun; number 3 kills its own process the first times."""
    begun = len(list(folder.glob(f"{number}-*")))
    (folder / f"{number}-{begun}").touch()
    if number == 3 and begun < killed:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


@posix
@pytest.mark.parametrize("killed", [1, 2])
def test_a_killed_process_costs_its_task_only(killed: int, tmp_path: Path) -> None:
    tasks: list[Task[int]] = [(note, (tmp_path, number, killed)) for number in range(12)]
    with local(2) as workers:
        assert workers.run(tasks) == [number * number for number in range(12)]
    begun = {number: len(list(tmp_path.glob(f"{number}-*"))) for number in range(12)}
    assert begun[3] == killed + 1
    assert sum(begun.values()) <= 12 + 2 * killed  # the other process may have been at something too


@posix
def test_killed_again_and_again(tmp_path: Path) -> None:
    with local(2) as workers, pytest.raises(LimitError, match="ended from outside again and again"):
        workers.run([(note, (tmp_path, 3, 99)), (note, (tmp_path, 3, 99))])
    assert len(list(tmp_path.iterdir())) <= 2 * ATTEMPTS


def refuse(number: int) -> int:
    """A task with something wrong in it."""
    if number % 2:
        raise SourceError([Problem("a.csv", number, 1, "odd", "even", "add one")])
    return number


@pytest.mark.parametrize("number", [1, 2])
def test_all_that_is_wrong_is_told_at_once(number: int) -> None:
    told: list[int] = []
    with local(number) as workers, pytest.raises(SourceError) as caught:
        workers.run([(refuse, (number,)) for number in range(5)], told.append)
    assert caught.value.problems == (
        Problem("a.csv", 1, 1, "odd", "even", "add one"),
        Problem("a.csv", 3, 1, "odd", "even", "add one"),
    )
    assert told == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("number", [0, -1])
def test_somebody_has_to_work(number: int) -> None:
    with pytest.raises(UsageError, match=f"--workers {number}"):
        local(number)


def test_what_is_little_is_done_by_this_process() -> None:
    with local(2) as workers:
        workers.rest()
        workers.prepare(os.getpid)
        assert workers.run([(os.getpid, ())] * 3) == [os.getpid()] * 3
        assert workers.number == 1


def test_results_come_as_soon_as_those_before_them_are_there() -> None:
    ended: list[int] = []
    with local(1) as workers:
        for number in workers.in_order([(abs, (-each,)) for each in range(3)], ended.append):
            assert ended == list(range(1, number + 2))


ORPHANS = """
import os, sys, time
from builder.bulk.workers import local
if __name__ == "__main__":
    with local(2) as workers:
        workers.run([(os.getpid, ())] * 2)
        print(*workers._executor._processes, flush=True)
        time.sleep(60)
"""


@posix
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(ORPHANS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout
        children = [int(each) for each in process.stdout.readline().split()]
        assert len(children) == 2
        process.kill()
    end = time.monotonic() + 30
    while any(_runs(child) for child in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(_runs(child) for child in children)


def _runs(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


# --- a cluster ----------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@posix
def test_a_cluster_builds_the_same_bytes_though_a_worker_is_killed(
    country: Project, reference_build: Path, tmp_path: Path
) -> None:
    """Three Dask workers on loopback, one of them killed while it works."""
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=3, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as running:
        victim = next(iter(running.workers.values())).pid
        killed: list[int] = []

        def kill_once(step: str) -> None:
            if not killed and step.startswith("mapping rows"):
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

        wanted = Wanted(tmp_path, ("nt", "ttl", "trig"), rules=False, piece=20_000)
        build_bulk(country, wanted, cluster(running.scheduler_address), kill_once)
    assert killed
    expected = files(reference_build)
    assert {name: content for name, content in files(tmp_path).items() if name != "manifest.json"} == {
        name: content for name, content in expected.items() if name != "manifest.json"
    }


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:8786", "tcp://127.0.0.1", "tcp://a b:1", "file:///etc:1"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a scheduler, such as"):
        cluster(address)


def test_nobody_at_the_address() -> None:
    with pytest.raises(ServiceError, match="no Dask scheduler answers there"):
        cluster("tcp://127.0.0.1:9")
