"""A repository in a folder of its own, and a runner for it whose commands are stand-ins."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest

from .expressions import Value
from .runner import Outcome, Runner

HERE: Final = Path(__file__).parent
ADDRESS: Final = "police/graph"

INSTALL: Final = """
mkdir -p "$WORK/venv/bin"
printf '#!/bin/sh\\nexec "{python}" {program} "$@"\\n' > "$WORK/venv/bin/peelgraph"
chmod +x "$WORK/venv/bin/peelgraph"
"""
"""Put where the action installs peelgraph: the same command by other means."""

STAND_IN: Final = f'"{HERE / "stand_in_peelgraph.py"}"'
REAL: Final = '-c "from builder.cli import main; main()"'


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    who = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path, files: dict[str, str]) -> str:
    """Write files, commit them, and return the name of the commit."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "change")
    return git(folder, "rev-parse", "HEAD")


def pull_request(base: str, head: str = ADDRESS) -> dict[str, Value]:
    """The context `github` of a pull request that comes from the repository ``head``."""
    return {
        "event_name": "pull_request",
        "repository": ADDRESS,
        "token": "of-the-run",
        "event": {"pull_request": {"number": "7", "base": {"sha": base}, "head": {"repo": {"full_name": head}}}},
    }


PUSH: Final[dict[str, Value]] = {"event_name": "push", "repository": ADDRESS, "token": "of-the-run", "event": {}}


@dataclass(slots=True)
class Stage:
    """A repository with two commits, the stand-ins' files, and the way to run the action there."""

    repository: Path
    own: Path
    base: str
    program: str = STAND_IN

    def answer(self, **answers: dict[str, Any]) -> None:
        """Say how the stand-in of peelgraph ends, prints and writes, by command."""
        (self.own / "answers").write_text(json.dumps(answers), encoding="utf-8")

    def run(self, github: dict[str, Value] | None = None, /, **inputs: str) -> Outcome:
        """Run the action with the stand-ins."""
        runner = Runner(
            workspace=self.repository,
            own=self.own / "runner",
            github=PUSH if github is None else github,
            path=(self.own / "bin",),
            uses={"actions/setup-python": {"python-path": sys.executable}},
            replaced={"Install peelgraph": INSTALL.format(python=sys.executable, program=self.program)},
            environment={name.upper(): str(self.own / name) for name in ("answers", "calls", "comments")},
        )
        return runner.run(**inputs)

    @property
    def calls(self) -> list[list[str]]:
        """What was called, with the folder that the action made for itself as WORK."""
        return [[self.tidy(word) for word in each] for each in self.raw_calls]

    @property
    def raw_calls(self) -> list[list[str]]:
        """What was called, word for word."""
        return [json.loads(line) for line in (self.own / "calls").read_text(encoding="utf-8").splitlines()]

    @property
    def comments(self) -> list[dict[str, Any]]:
        """The comments of the pull request."""
        found: list[dict[str, Any]] = json.loads((self.own / "comments").read_text(encoding="utf-8"))
        return found

    def comment(self, *comments: dict[str, Any]) -> None:
        """Set the comments that the pull request has."""
        (self.own / "comments").write_text(json.dumps(comments), encoding="utf-8")

    def tidy(self, text: str) -> str:
        """A text with WORK for the folder that the action made."""
        for folder in (self.own / "runner" / "temp").glob("peelgraph.*"):
            text = text.replace(str(folder), "WORK")
        return text


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Path, str]:
    """A repository of two commits with RDF files and shapes, and the name of the first commit."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    base = commit(folder, {"data/one.ttl": "", "data/two words.ttl": "", "shapes/rules.ttl": ""})
    commit(folder, {"data/one.ttl": "# changed\n"})
    return folder, base


@pytest.fixture
def real_stage(stage: Stage) -> Stage:
    """The same with peelgraph itself, as it stands in this checkout."""
    return replace(stage, program=REAL)


@pytest.fixture
def stage(repository: tuple[Path, str], tmp_path: Path) -> Stage:
    """The repository with stand-ins that find nothing, and no comments."""
    own = tmp_path / "own"
    (own / "bin").mkdir(parents=True)
    program = own / "bin" / "gh"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE / "stand_in_gh.py"}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    made = Stage(repository[0], own, repository[1])
    (own / "calls").touch()
    made.answer()
    made.comment()
    return made
