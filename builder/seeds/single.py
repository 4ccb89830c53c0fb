"""Single seed files held against the rest of a project, for editors and for hooks that see only what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.errors import Problem
from builder.project import Project
from builder.seeds.agreement import contradictions
from builder.seeds.loader import Sources, checked, read_all, seed_paths
from builder.seeds.source import Source, read_content


def problems_of(project: Project, given: Sequence[tuple[bytes, str]]) -> list[Problem]:
    """What is wrong with some seed files, given as bytes and names: as a build would say it, sorted by place.

    The files may be new, or take the place of files of the project: of the one with the same name; for a document, of
    the one about the same document; else of reference data in a file that is called the same. What is wrong with other
    files is not told. A row of a table that contradicts another place is told here, though a build
    takes both. Raises InputError and LimitError where a file of the project can't be read.
    """
    read = read_all(given)
    names = {name for _, name in given}
    paths = [(path, project.relative(path)) for path in seed_paths(project)]
    others = read_all((read_content(path, name), name) for path, name in paths if name not in names)
    replaced = {_stands_for(source) for source in read.sources}
    kept = tuple(source for source in others.sources if _stands_for(source) not in replaced)
    everything = Sources((*kept, *read.sources), read.problems, read.unread | others.unread)
    seeds, problems = checked(everything, names)
    problems.extend(contradictions((seed.source, seed.content) for seed in seeds.files))
    return sorted(problem for problem in problems if problem.file in names)


def _stands_for(source: Source) -> tuple[str, str]:
    """What one file of a project holds and no second one: a document, or the reference data of that file name."""
    document = source.data.get("document")
    key = document.get("key") if isinstance(document, dict) else None
    if "document" in source.data:
        return "document", str(key)
    return "reference", PurePosixPath(source.name).name
