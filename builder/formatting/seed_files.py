"""Single seed files in canonical form: read, brought into form, and put back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.building.outputs import Output, write_all
from builder.errors import Problem, SourceError
from builder.formatting.differences import first_difference
from builder.formatting.seeds import format_seed
from builder.formatting.tables import format_table
from builder.seeds.source import text_of
from builder.seeds.tables import is_table

ADVICE: Final = "peelgraph seeds format"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A seed file: its name for messages, its text, and the text in canonical form."""

    name: str
    before: str
    after: str

    @property
    def difference(self) -> Problem | None:
        """The first place at which the file is not in its form, if there is one."""
        return first_difference(self.name, self.before, self.after, ADVICE)


def form_of(name: str) -> Callable[[str, str], str]:
    """What brings a seed file into its form, by its name: YAML, or a table."""
    return format_table if is_table(name) else format_seed


def format_contents(contents: Iterable[tuple[bytes, str]]) -> list[Formatted]:
    """Seed files, given as bytes and names, in canonical form.

    Raises SourceError with all problems of all files where one is no seed file.
    """
    found: list[Formatted] = []
    problems: list[Problem] = []
    for content, name in contents:
        try:
            text = text_of(content, name)
            found.append(Formatted(name, text, form_of(name)(text, name)))
        except SourceError as error:
            problems.extend(error.problems)
    if problems:
        raise SourceError(problems)
    return found


def put_back(files: Iterable[tuple[Path, str]]) -> None:
    """Write texts to files, each of which is replaced whole or not at all; links stay links.

    Raises InputError where a folder can't be written.
    """
    folders: dict[Path, list[Output]] = defaultdict(list)
    for path, text in files:
        real = path.resolve()
        folders[real.parent].append(Output(real.name, text.encode()))
    for folder, outputs in folders.items():
        write_all(outputs, folder)
