"""All saved queries of a project, by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.errors import InputError, Problem, SourceError, UsageError
from builder.project import Project, read_text
from builder.query.header import SavedQuery, parse_query
from builder.query.wording import listed, meant, shown


@dataclass(frozen=True)
class Catalogue:
    """The saved queries of one project; each is read when it is asked for."""

    project: Project

    @cached_property
    def paths(self) -> dict[str, Path]:
        """The files by query name, sorted; raises InputError where there are none."""
        folder = self.project.queries
        found = {path.stem: path for path in sorted(folder.glob("*.rq"))}
        if not found:
            raise InputError(f"{self.project.relative(folder)}: no saved queries (*.rq) here")
        return found

    def get(self, name: str) -> SavedQuery:
        """The query of this name.

        Raises UsageError, with the names that there are, for another name, and SourceError for a file that is no
        saved query.
        """
        if name not in self.paths:
            near = difflib.get_close_matches(name, self.paths, n=3, cutoff=0.6)
            raise UsageError(f"no saved query is called `{shown(name)}`{meant(near)}\n{listed('queries', self.paths)}")
        path = self.paths[name]
        return parse_query(read_text(path, self.project.relative(path)), name, self.project.relative(path))

    def __iter__(self) -> Iterator[SavedQuery]:
        """All queries in order of their names; raises one SourceError with the problems of all files."""
        problems: list[Problem] = []
        queries: list[SavedQuery] = []
        for name in self.paths:
            try:
                queries.append(self.get(name))
            except SourceError as error:
                problems.extend(error.problems)
        if problems:
            raise SourceError(problems)
        return iter(queries)
