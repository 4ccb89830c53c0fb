"""Files put into a folder all together: written aside, decided by one renaming, and then moved to their places.

Whoever is killed before that renaming leaves the files there as they were. Whoever is killed behind it leaves the new
ones whole, some of them not yet in place; ``settle`` moves those, and everything of ours that reads or writes such a
folder calls it first.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from builder.errors import InputError

if sys.platform != "win32":
    import fcntl

_ASIDE: Final = ".peelgraph-writing-"
_DECIDED: Final = ".peelgraph-decided"
_OLD: Final = ".peelgraph-replaced-"


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A folder aside, whose files and folders take their places in ``folder`` at the end of the block.

    An error in the block leaves everything as it was. What a killed process has left aside is cleared away, and of two
    processes one waits for the other. Raises InputError where the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _settle(folder)
            for left in folder.glob(f"{_ASIDE}*"):
                shutil.rmtree(left)
            aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
            try:
                yield aside
                _decide(aside, folder)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
            _settle(folder)
    except OSError as error:
        raise InputError(f"{folder}: can't be written ({error.strerror or error})") from error


def settle(folder: Path) -> None:
    """Move the files that a killed process had decided on to their places.

    Raises InputError where that can't be done.
    """
    if not (folder / _DECIDED).is_dir():
        return
    try:
        with _alone(folder):
            _settle(folder)
    except OSError as error:
        raise InputError(f"{folder}: can't be written ({error.strerror or error})") from error


def _decide(aside: Path, folder: Path) -> None:
    for each in sorted(aside.iterdir()):
        if each.is_file() and (folder / each.name).is_dir():
            raise IsADirectoryError(errno.EISDIR, f"{each.name} is a folder there")
    for each in sorted(aside.rglob("*")):
        if each.is_file():
            _to_disk(each)
    if any(aside.iterdir()):
        aside.replace(folder / _DECIDED)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)  # some systems take no others
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _settle(folder: Path) -> None:
    decided = folder / _DECIDED
    for each in sorted(decided.iterdir()) if decided.is_dir() else ():
        place = folder / each.name
        if each.is_dir() and place.exists():
            place.replace(tempfile.mkdtemp(prefix=_OLD, dir=folder))
        each.replace(place)
    if decided.is_dir():
        decided.rmdir()
    for old in folder.glob(f"{_OLD}*"):
        shutil.rmtree(old)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps other processes of ours from writing into a folder, on systems that can; ends with the process at last."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
