"""Files of a project as they were at a git revision, without touching the work tree.

Git is asked for objects only: it checks nothing out, runs no hook and no filter, and reaches out to no network.
Variables such as ``GIT_DIR``, which git itself sets while a hook runs, do not lead it elsewhere.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from builder.errors import InputError, LimitError

MAX_BYTES: Final = 4_000_000_000
"""The most bytes that are taken out of a revision."""

_SECONDS: Final = 300
_ALWAYS: Final = (
    "git", "--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs",
    "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never",
)  # fmt: skip
_FILES: Final = {"100644", "100755"}


class Revisions:
    """The revisions of the repository that a folder lies in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str) -> str | None:
        """The commit that a name of a branch, a tag or anything else of ``gitrevisions(7)`` means; None for no such.

        Raises InputError where the folder is in no git repository, or there is no git.
        """
        self._require()
        return self._object(f"{name}^{{commit}}") if _is_name(name) else None

    def is_shallow(self) -> bool:
        """Whether the repository has the newest commits only, as those that build services clone."""
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def write_folders(self, commit: str, folders: Iterable[str], target: Path) -> None:
        """Write folders of the project, as they were in a commit, below ``target``; symbolic links are left out."""
        prefix = self._run("rev-parse", "--show-prefix").stdout.decode().strip("\n")
        wanted = [f"{prefix}{folder}" for folder in folders]
        listed = self._run("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *wanted)
        entries = list(_entries(listed.stdout))
        if sum(size for _, size, _ in entries) > MAX_BYTES:
            raise LimitError(f"{commit}: more than {MAX_BYTES:,} bytes")
        content = self._run("cat-file", "--batch", given="".join(f"{name}\n" for name, _, _ in entries).encode())
        position = 0
        for _, size, path in entries:
            start = content.stdout.index(b"\n", position) + 1
            position = start + size + 1
            file = target / path.removeprefix(prefix)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.stdout[start : start + size])

    def write_file(self, name: str, target: Path) -> bool:
        """Write the file that ``REVISION:PATH`` means to ``target``; False where there is no such file.

        Paths count from the top of the repository, as git has it. Raises LimitError for a file that is too large.
        """
        self._require()
        found = self._object(name) if _is_name(name) else None
        if found is None or self._run("cat-file", "-t", found).stdout.strip() != b"blob":
            return False
        if int(self._run("cat-file", "-s", found).stdout) > MAX_BYTES:
            raise LimitError(f"{name}: more than {MAX_BYTES:,} bytes")
        with target.open("wb") as stream:
            self._run("cat-file", "blob", found, out=stream)
        return True

    def is_there(self) -> bool:
        """Whether the folder lies in a git repository."""
        return self._run("rev-parse", "--git-dir", check=False).returncode == 0

    def _require(self) -> None:
        if not self.is_there():
            raise InputError(f"{self._folder}: in no git repository, so there are no revisions to compare")

    def _object(self, name: str) -> str | None:
        done = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", name, check=False)
        return done.stdout.decode().strip() if done.returncode == 0 else None

    def _run(
        self, *arguments: str, check: bool = True, given: bytes = b"", out: IO[bytes] | int = subprocess.PIPE
    ) -> subprocess.CompletedProcess[bytes]:
        """Run git in the folder; raises InputError where it fails, and LimitError where it does not come to an end."""
        command = [*_ALWAYS, "-C", str(self._folder), *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and names can't be taken for options
                command, input=given, stdout=out, stderr=subprocess.PIPE, check=False, timeout=_SECONDS,
                env=_environment(),
            )  # fmt: skip
        except FileNotFoundError as error:
            raise InputError("git is not installed, so there are no revisions to compare") from error
        except subprocess.TimeoutExpired as error:
            raise LimitError(f"git {arguments[0]} did not end within {_SECONDS} seconds") from error
        if check and done.returncode:
            raise InputError(f"git {arguments[0]}: {done.stderr.decode(errors='replace').strip()}")
        return done


def _is_name(name: str) -> bool:
    """Whether a text can be the name of a revision, and none of an option or of several things at once."""
    return bool(name) and not name.startswith(("-", "^")) and ".." not in name.partition(":")[0] and name.isprintable()


def _entries(listed: bytes) -> Iterator[tuple[str, int, str]]:
    """Name, size and path of the files that ``ls-tree -r -z -l`` lists."""
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, name, size = about.decode().split()
        if mode in _FILES:
            yield name, int(size), os.fsdecode(path)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
