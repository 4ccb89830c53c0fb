"""What the two names on the command line mean: files, builds, the seeds as they stand, revisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from pyoxigraph import Triple

from builder.building.build import make_graph
from builder.building.dataset import RULES
from builder.comparing.lines import Lines, read_lines
from builder.comparing.revisions import Revisions
from builder.comparing.shelves import Shelf
from builder.errors import InputError, SourceError
from builder.project import Project, find_project

BUILDS: Final = ("peelgraph.nt", "peelgraph.ttl")
"""The files of a build that hold the whole graph, the fastest to read first."""

_SOURCES: Final = ("ontology", "rules", "seeds")
"""The folders of a project that a graph is made from."""


class Kind(StrEnum):
    """What a side is."""

    FILE = "file"
    BUILD = "build"
    SEEDS = "seeds"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its name as people see it, what it is, and its triples.

    ``blank`` are the triples with blank nodes, ``said`` and ``derived`` hold the others: those of the graph of rules,
    where the side tells them apart, are in ``derived``.
    """

    name: str
    kind: Kind
    blank: list[Triple]
    said: Shelf
    derived: Shelf


def open_side(name: str | None, project: Project, folder: Path) -> Side:
    """The side that a name means; ``folder`` is an empty folder for what has to be written down meanwhile.

    A file goes before a folder, a folder before a revision; no name at all means the seeds of ``project``.

    Raises InputError where the name means nothing, or a side has no triples, and what reading and building raise.
    """
    said, derived = Shelf(_new(folder / "said")), Shelf(_new(folder / "derived"))
    lines = Lines(said, derived)
    kind, shown = _read(name, project, lines, _new(folder / "files"))
    if not lines.blank and not said.size and not derived.size:
        raise InputError(f"{shown}: no triples here, so there is nothing to compare")
    return Side(shown, kind, lines.blank, said, derived)


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _read(name: str | None, project: Project, lines: Lines, folder: Path) -> tuple[Kind, str]:
    """Read what a name means; returns what it is, and how people see it."""
    if name is None:
        _build(project, lines)
        return Kind.SEEDS, "the seeds as they stand"
    path = Path(name)
    if _exists(path, name):
        if not path.is_dir():
            read_lines(path, path.as_posix(), lines)
            return Kind.FILE, path.as_posix()
        return _read_folder(path, lines)
    return Kind.REVISION, _read_revision(name, project, lines, folder)


def _exists(path: Path, name: str) -> bool:
    if not name:
        raise InputError("an empty name is neither a file nor a revision")
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that is too long for a file, or has a NUL in it
        return False


def _read_folder(path: Path, lines: Lines) -> tuple[Kind, str]:
    for file in BUILDS:
        if (path / file).is_file():
            read_lines(path / file, (path / file).as_posix(), lines)
            return Kind.BUILD, path.as_posix()
    try:
        project = find_project(path)
    except InputError as error:
        raise InputError(
            f"{path.as_posix()}: a folder, but neither that of a build ({' or '.join(BUILDS)} in it) nor that of a "
            f"project ({', '.join(_SOURCES)} in it)"
        ) from error
    _build(project, lines)
    return Kind.SEEDS, f"the seeds in {path.as_posix()}"


def _build(project: Project, lines: Lines) -> None:
    graph = make_graph(project).dataset
    for graph_name, triples in graph.graphs.items():
        taker = lines.derived if graph_name == RULES else lines.said
        taker.add("".join(f"{triple} .\n" for triple in triples).encode())


def _read_revision(name: str, project: Project, lines: Lines, folder: Path) -> str:
    revisions = Revisions(project.root)
    revision, colon, path = name.partition(":")
    if colon:
        file = folder / Path(path).name if Path(path).name else None
        if file is None or not _write_file(name, file, project):
            raise InputError(_unknown(name, revisions, f"the revision `{revision}` has no file `{path}`"))
        read_lines(file, name, lines)
        return name
    commit = revisions.find(name)
    if commit is None:
        raise InputError(_unknown(name, revisions, "neither a file or folder here nor a git revision"))
    revisions.write_folders(commit, _SOURCES, folder)
    _in_its_words(name, lambda: _build(Project(folder), lines))
    return name if name == commit else f"{name} ({commit[:12]})"


def _write_file(name: str, file: Path, project: Project) -> bool:
    """Write a file of a revision of the project, or of the repository that the working folder lies in."""
    roots = [root for root in (project.root, Path.cwd()) if Revisions(root).is_there()]
    return any(Revisions(root).write_file(name, file) for root in roots or [project.root])


def _unknown(name: str, revisions: Revisions, reason: str) -> str:
    advice = "look for it with `git branch --all` and `git tag`; a path in a revision counts from the repository's top"
    if revisions.is_shallow():
        advice = (
            "this clone has the newest commits only: fetch the one that is missing, as with `git fetch --depth 1 "
            "origin REVISION`, or clone with the whole history"
        )
    return f"{name}: {reason}; {advice}"


def _in_its_words(name: str, work: Callable[[], None]) -> None:
    """Do something with the files of a revision, so that errors name the revision with each file."""
    try:
        work()
    except SourceError as error:
        problems = [replace(problem, file=f"{name}:{problem.file}") for problem in error.problems]
        raise SourceError(problems) from error
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
