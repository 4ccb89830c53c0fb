"""Folders of documents: the files in them that can be read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from builder.errors import InputError, Problem

ENDINGS: Final = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf"})
"""What files in folders must end with to be read; a file that is named by itself may end as it likes."""


def files_of(paths: Iterable[Path], problems: list[Problem] | None = None) -> list[Path]:
    """The files that paths stand for, sorted, each once: files themselves, and what can be read in folders and theirs.

    Hidden files and folders are passed over. Links in a folder are followed to what is in it too. What leads out of
    it, and what can't be looked into or is no regular file, goes to ``problems``. Raises InputError for paths that do
    not exist, all of them at once.
    """
    told: list[Problem] = problems if problems is not None else []
    found: list[tuple[bool, Path]] = []
    missing: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                found += _within(path, told)
            elif os.path.lexists(path) and path.exists():
                found.append((False, path))
            else:
                missing.append(path)
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    if missing:
        raise InputError("\n".join(f"{path}: there is no such file or folder" for path in missing))
    return _each_once(found)


def _each_once(found: list[tuple[bool, Path]]) -> list[Path]:
    """Files in the order of their names; of several names of one file the first that is no link."""
    taken: dict[str, Path] = {}
    for _, path in sorted(found, key=lambda each: (each[0], each[1].as_posix())):
        taken.setdefault(os.path.realpath(path), path)
    return sorted(taken.values(), key=Path.as_posix)


def _within(folder: Path, problems: list[Problem]) -> Iterator[tuple[bool, Path]]:
    """The files of a folder that can be read, and whether each is a link."""
    root = os.path.realpath(folder)
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(Problem(str(place), 0, 0, f"can't be looked into: {error.strerror or error}"))
            continue
        for entry in inside:
            if entry.name.startswith("."):
                continue
            path = place / entry.name
            if entry.is_symlink():
                if _leads_to_a_file(path, root, problems):
                    yield True, path
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif path.suffix.lower() in ENDINGS:
                if entry.is_file(follow_symlinks=False):
                    yield False, path
                else:
                    problems.append(Problem(str(path), 0, 0, "is no regular file, but a pipe, a socket or a device"))


def _leads_to_a_file(link: Path, root: str, problems: list[Problem]) -> bool:
    """Whether a link stands for a file to be read; folders in ``root`` are looked into without their links."""
    target = os.path.realpath(link)
    if target != root and not target.startswith(root.rstrip(os.sep) + os.sep):
        problems.append(
            Problem(str(link), 0, 0, "leads out of the folder and is not followed", advice="name the file itself")
        )
        return False
    if link.suffix.lower() not in ENDINGS:
        return False
    if os.path.isfile(target):  # noqa: PTH113 - the target is a string already
        return True
    if not os.path.isdir(target):  # noqa: PTH112
        problems.append(Problem(str(link), 0, 0, "leads to no regular file"))
    return False
