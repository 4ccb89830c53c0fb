"""Processes that work side by side: on this machine, or on a cluster through Dask.

A task leaves its result in files, whole or not at all. So where a process is killed, no more is lost than what it was
at: the tasks that have not ended are given out again.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, ExitStack, contextmanager
from multiprocessing.connection import wait as wait_for
from types import TracebackType
from typing import Any, Final, Self, TypeAlias, TypeVar

from builder.errors import LimitError, ServiceError, SourceError, UsageError

ATTEMPTS: Final = 3
"""How often in a row processes may be lost before any task has ended."""

AHEAD: Final = 4
"""How many tasks for each worker are given out before they are needed."""

_SCHEDULER: Final = re.compile(r"(tcp|tls|ws|wss)://[^\s/:]+:[0-9]{1,5}")

_T = TypeVar("_T")
Task: TypeAlias = tuple[Callable[..., _T], tuple[Any, ...]]
Start: TypeAlias = Callable[[], AbstractContextManager[Executor]]


class Workers:
    """Some processes, started when they are first needed and ended with the ``with`` block."""

    def __init__(self, number: int, start: Start | None, lost: tuple[type[BaseException], ...] = ()) -> None:
        """``start`` gives what runs tasks; None where this process does all the work.

        ``lost`` are further errors that say that a process was lost.
        """
        self._lost: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError, *lost)
        self.number = number
        self._start = start
        self._running = ExitStack()
        self._executor: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def prepare(self, work: Callable[[], object]) -> None:
        """Start the processes and let each do something once, while this process has other things to do."""
        if self._start is not None:
            executor = self._begin(self._start)
            for _ in range(self.number):
                executor.submit(work)

    def rest(self) -> None:
        """Let this process do all the work from here on: there is too little of it for others."""
        self._end()
        self._start = None
        self.number = 1

    def run(self, tasks: Sequence[Task[_T]], report: Callable[[int], None] = lambda _: None) -> list[_T]:
        """The results of all tasks, in their order; ``report`` is told how many have ended.

        Raises what ``in_order`` raises.
        """
        return list(self.in_order(tasks, report))

    def in_order(self, tasks: Sequence[Task[_T]], report: Callable[[int], None] = lambda _: None) -> Iterator[_T]:
        """The same, each result as soon as it and those before it are there.

        Where tasks raise SourceError, all others are finished first, and one SourceError has the problems of all.
        Raises LimitError where processes are lost again and again.
        """
        results: dict[int, _T] = {}
        wrong: list[SourceError] = []
        given = 0
        for ended, (number, result) in enumerate(
            self._side_by_side(self._start, tasks) if self._start else _in_turn(tasks), 1
        ):
            try:
                results[number] = result()
            except SourceError as error:
                wrong.append(error)
            report(ended)
            while given in results:
                yield results.pop(given)
                given += 1
        if wrong:
            raise SourceError([problem for error in wrong for problem in error.problems])

    def _side_by_side(self, start: Start, tasks: Sequence[Task[_T]]) -> Iterator[tuple[int, Callable[[], _T]]]:
        left = dict(enumerate(tasks))
        attempts = 0
        while left:
            try:
                for number, future in _ended(self._begin(start), list(left.items()), self.number * AHEAD):
                    if isinstance(error := future.exception(), self._lost):
                        raise BrokenExecutor(str(error))
                    del left[number]
                    attempts = 0
                    yield number, future.result
            except self._lost as error:
                self._end()
                attempts += 1
                if attempts >= ATTEMPTS:
                    raise LimitError(
                        "processes of this build were ended from outside again and again, perhaps for want of memory; "
                        "allow fewer of them (--workers) or less memory (--memory)"
                    ) from error

    def _begin(self, start: Start) -> Executor:
        if self._executor is None:
            self._executor = self._running.enter_context(start())
        return self._executor

    def _end(self) -> None:
        self._executor = None
        self._running.close()


def _in_turn(tasks: Sequence[Task[_T]]) -> Iterator[tuple[int, Callable[[], _T]]]:
    for number, (work, arguments) in enumerate(tasks):
        yield number, lambda work=work, arguments=arguments: work(*arguments)  # type: ignore[misc]


def _ended(executor: Executor, tasks: Sequence[tuple[int, Task[_T]]], ahead: int) -> Iterator[tuple[int, Future[_T]]]:
    """Tasks as they end; no more than ``ahead`` are given out at once."""
    waiting = iter(tasks)
    given: dict[Future[_T], int] = {}

    def give() -> None:
        while len(given) < ahead and (task := next(waiting, None)):
            number, (work, arguments) = task
            given[executor.submit(work, *arguments)] = number

    give()
    while given:
        done, _ = wait(given, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda each: each.exception() is not None):  # what is done is done
            yield given.pop(future), future
        give()


def local(number: int) -> Workers:
    """Processes on this machine; with one, this process does all the work. Raises UsageError for less than one."""
    if number < 1:
        raise UsageError(f"--workers {number}: at least one process has to work")

    def start() -> AbstractContextManager[Executor]:
        # new processes, not copies of this one, which may have threads of the store
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(number, mp_context=context, initializer=_end_with_parent)

    return Workers(number, start if number > 1 else None)


def _end_with_parent() -> None:
    """Let this process end when the one that started it is killed: nobody else would tell it."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait_for([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def cluster(address: str) -> Workers:
    """The workers of a Dask scheduler, which see the same folders under the same paths.

    Raises UsageError where Dask is not installed or the address is none, and ServiceError where nobody answers there.
    """
    if not _SCHEDULER.fullmatch(address):
        raise UsageError(f"--scheduler {address}: no address of a scheduler, such as tcp://127.0.0.1:8786")
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra that few need
    except ImportError as error:
        raise UsageError("--scheduler needs Dask: install peelgraph[cluster]") from error

    def client() -> Any:
        try:
            return Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise ServiceError(f"--scheduler {address}: no Dask scheduler answers there ({error})") from error

    @contextmanager
    def start() -> Iterator[Executor]:
        with client() as connected:
            yield connected.get_executor(pure=False, retries=ATTEMPTS)

    with client() as connected:
        number = len(connected.scheduler_info()["workers"])
    if not number:
        raise ServiceError(f"--scheduler {address}: the scheduler has no workers")
    return Workers(number, start, (KilledWorker,))
