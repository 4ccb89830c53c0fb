"""What rows of large tables say together: rows that say a thing twice, and what they tell of each body's grade.

The lines come sorted by what they are about, so that of any number of rows only those about one thing are held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from builder.errors import Problem
from builder.seeds.agreement import Told
from builder.seeds.tables import NOT_FOUND


@dataclass(frozen=True, slots=True)
class Said:
    """What one row is about, its section, page and file, what it says, and its line."""

    kind: str
    about: str
    section: str
    page: str
    value: str
    file: str
    line: int

    @property
    def key(self) -> str:
        """The key of the row's record."""
        if self.kind == "grade":
            cycle, subject, body = self.about.split(" ")
            return " ".join(part for part in (cycle, body, subject, self.page) if part)
        return f"{self.about} {self.page}"


def told(lines: Iterable[bytes], wrong: Callable[[Problem], None]) -> Iterator[Told]:
    """What sorted lines tell of each body's grade; ``wrong`` is given every row that says a thing again."""
    for key, group in groupby(lines, _about):
        some = list(group)
        if len(some) == 1 and not key.startswith(b"grade\t"):
            continue
        rows = list(map(_parsed, some))
        for problem in _twice(rows):
            wrong(problem)
        if rows[0].kind != "grade":
            continue
        cycle, subject, body = rows[0].about.split(" ")
        grades = frozenset(row.value for row in rows if row.section == "judgments")
        states = frozenset(row.value or NOT_FOUND for row in rows if row.section != "judgments")
        yield Told(cycle, subject, body, grades, states)


def _about(line: bytes) -> bytes:
    """Kind and thing that a line is about."""
    return line[: line.index(b"\t", line.index(b"\t") + 1)]


def _parsed(line: bytes) -> Said:
    kind, about, section, page, value, file, number = line.decode().rstrip("\n").split("\t")
    return Said(kind, about, section, page, value, file.encode().decode("unicode_escape"), int(number))


def place(file: str, line: int) -> str:
    """The end of such a line: the file, whose name may hold anything, and the number of its line."""
    return f"\t{file.encode('unicode_escape').decode()}\t{line}\n"


def _twice(rows: list[Said]) -> Iterator[Problem]:
    """Rows of one file and page that say of one thing what another does already, or something else."""
    if len(rows) < 2:
        return
    first: dict[tuple[str, str, str], int] = {}
    for row in sorted(rows, key=lambda row: (row.file, row.line)):
        line = first.setdefault((row.section, row.page, row.file), row.line)
        if line != row.line:
            found = f"a second record of `{row.key}` in `{row.section}`"
            advice = f"the first stands in line {line}; keep one of the two rows"
            yield Problem(row.file, row.line, 1, found, "", advice)
