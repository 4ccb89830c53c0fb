"""The errors that people see, and the exit code that each of them stands for.

::

    PeelgraphError                70  a defect of ours
    ├── UsageError                 2  unknown option, unknown query, bad parameter value
    ├── InputError                 3  an input is missing or unreadable
    ├── SourceError                4  a syntax error or a wrong record, with every place it was found at
    ├── ServiceError               5  a service could not be reached, or refused
    └── LimitError                 6  a time or size limit was hit

Findings (exit code 1) are results of a command and not errors; the commands return them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    SOURCE = 4
    SERVICE = 5
    LIMIT = 6
    DEFECT = 70


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong at one place of one file.

    ``line`` and ``column`` are 1-based; 0 says that the place is the file as a whole.
    ``found`` and ``allowed`` are in plain words; ``advice`` says what to do.
    """

    file: str
    line: int
    column: int
    found: str
    allowed: str = ""
    advice: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}:{self.column}" if self.line else "")
        lines = [f"{place}: {self.found}"]
        if self.allowed:
            lines.append(f"    allowed: {self.allowed}")
        if self.advice:
            lines.append(f"    to mend: {self.advice}")
        return "\n".join(lines)


class PeelgraphError(Exception):
    """Base of all errors of this package; the message is meant for people."""

    exit_code = ExitCode.DEFECT


class UsageError(PeelgraphError):
    """The call is wrong: the message lists what is allowed."""

    exit_code = ExitCode.USAGE


class InputError(PeelgraphError):
    """A file or folder is missing or can't be read."""

    exit_code = ExitCode.INPUT


class SourceError(PeelgraphError):
    """Sources that can't be taken as they are; carries all problems of the run, sorted by place."""

    exit_code = ExitCode.SOURCE

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[SourceError], tuple[tuple[Problem, ...]]]:
        """As it goes from one process to another: made of its problems, not of its text."""
        return type(self), (self.problems,)


class ServiceError(PeelgraphError):
    """A service could not be reached, or it refused."""

    exit_code = ExitCode.SERVICE


class LimitError(PeelgraphError):
    """A limit of time or size was hit."""

    exit_code = ExitCode.LIMIT
