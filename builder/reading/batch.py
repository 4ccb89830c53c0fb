"""Many documents in one go: in processes of their own where there are several, each failing for itself alone."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from builder.errors import ExitCode, PeelgraphError, Problem
from builder.project import Project
from builder.reading.agreement import THRESHOLD
from builder.reading.coverage import Coverage, cover
from builder.reading.grammar.mentions import Mentions
from builder.reading.grammar.rulebook import FOLDER, load_rulebook
from builder.reading.knowledge import Knowledge, knowledge
from builder.reading.service import Reader, Reading
from builder.reading.sources.folders import files_of
from builder.seeds.loader import load_seeds

FEW: Final = 8
"""Up to so many files are read by this process alone: another one takes as long to start."""

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: a reading with what it covers, or an error in words and its exit code."""

    file: str
    reading: Reading | None = None
    coverage: Coverage = field(default_factory=Coverage)
    error: str = ""
    exit_code: ExitCode = ExitCode.FINE


class Workshop:
    """Reads files with the reference data and rules of a project."""

    def __init__(self, known: Knowledge, project: Project, threshold: float = THRESHOLD) -> None:
        folder = project.rules / FOLDER
        self._reader = Reader(known, load_rulebook(folder, project.relative(folder)), threshold)
        self._mentions = Mentions(known)

    def read(self, path: Path) -> Outcome:
        """Read one file; what is wrong with it is told and not raised. A defect of ours is raised."""
        try:
            reading = self._reader.read_file(path)
        except PeelgraphError as error:
            return Outcome(str(path), error=str(error), exit_code=error.exit_code)
        if reading.head is None:
            return Outcome(str(path), reading, error=f"{path}: {reading.reason}", exit_code=ExitCode.FINDINGS)
        return Outcome(str(path), reading, cover(reading, self._mentions))


@dataclass(frozen=True, slots=True)
class Batch:
    """How to read files: with which project, from how sure a fact is taken, and in how many processes."""

    project: Project
    threshold: float = THRESHOLD
    jobs: int | None = None
    """At most so many processes; None for as many as there are cores."""

    def read(self, paths: Sequence[Path], report: Report = lambda _: None) -> tuple[list[Outcome], Knowledge]:
        """Read files, and those in folders; returns an outcome for each, sorted by file, and what they were read with.

        Raises InputError where a path does not exist, and what reading seeds and rules raises.
        """
        problems: list[Outcome] = []
        files = self._files(paths, problems)
        report("reading the seeds")
        known = knowledge(load_seeds(self.project).registry)
        workshop = Workshop(known, self.project, self.threshold)  # here too: what is wrong with rules is told once
        jobs = min(self.jobs or os.cpu_count() or 1, len(files))
        several = jobs > 1 and (len(files) > FEW or self.jobs is not None)
        found = self._in_processes(files, jobs, report) if several else _here(workshop, files, report)
        return sorted([*found, *problems], key=lambda each: each.file), known

    @staticmethod
    def _files(paths: Sequence[Path], problems: list[Outcome]) -> list[Path]:
        told: list[Problem] = []
        files = files_of(paths, told)
        problems += [Outcome(each.file, error=str(each), exit_code=ExitCode.INPUT) for each in told]
        return files

    def _in_processes(self, files: Sequence[Path], jobs: int, report: Report) -> Iterator[Outcome]:
        """Read files in processes. Where one is killed, what it may have been at is read again, one by one."""
        waiting = deque(files)
        suspects: deque[Path] = deque()
        done = 0
        while waiting or suspects:
            alone = bool(suspects)
            source = suspects if alone else waiting
            unread: list[Path] = []
            for outcome in self._until_broken(source, 1 if alone else jobs, unread):
                done += 1
                report(f"read {done} of {len(files)}")
                yield outcome
            if alone and unread:
                yield Outcome(str(unread[0]), error=_KILLED.format(unread[0]), exit_code=ExitCode.LIMIT)
                done += 1
                suspects.extendleft(reversed(unread[1:]))
            else:
                suspects.extend(sorted(unread))

    def _until_broken(self, source: deque[Path], jobs: int, unread: list[Path]) -> Iterator[Outcome]:
        """Read files until there are none, or a process was killed; ``unread`` then gets those that were under way."""
        ahead = 1 if jobs == 1 else 2 * jobs
        running: dict[Future[Outcome], Path] = {}
        with ProcessPoolExecutor(
            jobs, multiprocessing.get_context("spawn"), _start, (self.project.root, self.threshold)
        ) as pool:
            while source or running:
                while source and len(running) < ahead and not unread:
                    file = source.popleft()
                    try:
                        running[pool.submit(_read, file)] = file
                    except BrokenProcessPool:
                        unread.append(file)
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    file = running.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        unread.append(file)
                if unread and not running:
                    return


def _here(workshop: Workshop, files: Sequence[Path], report: Report) -> Iterator[Outcome]:
    for number, file in enumerate(files, 1):
        report(f"reading {number} of {len(files)}: {file.name}")
        yield workshop.read(file) if len(files) == 1 else _contained(workshop, file)


_KILLED: Final = "{}: the process that read it was killed, perhaps for want of memory"
_AT_WORK: list[Workshop] = []
"""In a process of a batch, what reads its files."""


def _start(root: Path, threshold: float) -> None:
    project = Project(root)
    _AT_WORK[:] = [Workshop(knowledge(load_seeds(project).registry), project, threshold)]


def _read(file: Path) -> Outcome:
    return _contained(_AT_WORK[0], file)


def _contained(workshop: Workshop, file: Path) -> Outcome:
    """Read one file of several: even a defect of ours costs no other file."""
    try:
        return workshop.read(file)
    except Exception as error:  # told with the file's name; alone, the file shows it with --debug
        said = f"a defect of peelgraph: {type(error).__name__}: {error}"
        advice = "Read this file alone with --debug and report what is printed."
        return Outcome(str(file), error=f"{file}: {said}\n{advice}", exit_code=ExitCode.DEFECT)
