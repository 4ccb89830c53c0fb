"""The action and the hooks installed for real, by pip, from a copy of this checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from .conftest import PUSH, commit, git
from .runner import ROOT, Runner
from .test_page import HOOKS_SHOWN
from .test_whole import BAD, GOOD, SHAPES

MADE = shutil.ignore_patterns(".*_cache", ".git", ".hypothesis", ".venv", "__pycache__", "build", "dist", "*.egg-info")
OURS = ("PYTHON", "VIRTUAL_ENV", "COVERAGE", "GIT_", "PRE_COMMIT", "HOME", "PATH")

pytestmark = pytest.mark.slow


def environment() -> dict[str, str]:
    """What pip needs to find packages from here, without what belongs to this environment."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of this checkout with a history of one commit."""
    folder = tmp_path / "peelgraph"
    shutil.copytree(ROOT, folder, ignore=MADE)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, {})
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another repository, with RDF files and shapes, and with modules that would be in pip's way."""
    folder = tmp_path / "other"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    trap = "raise SystemExit('a module of the repository was run')\n"
    traps = dict.fromkeys(("pip.py", "venv.py", "json.py", "builder/__init__.py"), trap)
    commit(folder, {"data/a.ttl": GOOD, "shapes/own.ttl": SHAPES, **traps})
    return folder


def test_the_action_installs_itself(checkout: Path, other: Path, tmp_path: Path) -> None:
    runner = Runner(
        workspace=other, own=tmp_path / "runner", github=PUSH, environment=environment(), checkout=checkout,
        uses={"actions/setup-python": {"python-path": getattr(sys, "_base_executable", sys.executable)}},
    )  # fmt: skip
    outcome = runner.run(files="data/*.ttl", shapes="shapes")
    assert not outcome.failed, outcome.log
    assert outcome.outputs["exit-code"] == "0"
    installed = Path(outcome.steps["Check the graph"].given["WORK"]) / "venv" / "bin" / "peelgraph"
    assert installed.is_file()
    assert git(other, "status", "--porcelain") == ""


def pre_commit(folder: Path, home: Path, *arguments: str | Path) -> tuple[int, str]:
    """Exit code and output of pre-commit in a repository."""
    scripts = Path(sysconfig.get_path("scripts"))
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [scripts / "pre-commit", *arguments], cwd=folder, timeout=900, check=False, text=True,
        env={**environment(), "HOME": str(home), "PATH": search, "PRE_COMMIT_HOME": str(home / "cache")},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_the_hooks_as_the_page_shows_them(checkout: Path, other: Path, tmp_path: Path) -> None:
    """With the copy instead of the address, and its commit instead of a release's."""
    yaml = YAML()
    config = yaml.load(HOOKS_SHOWN)
    (repository,) = config["repos"]
    repository["repo"], repository["rev"] = str(checkout), git(checkout, "rev-parse", "HEAD")
    with (other / ".pre-commit-config.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(config, file)
    commit(other, {})
    code, output = pre_commit(other, tmp_path, "run", "--all-files", "--color=never")
    assert code == 0, output
    (other / "data" / "a.ttl").write_text(BAD, encoding="utf-8")
    git(other, "add", "--all")
    code, output = pre_commit(other, tmp_path, "run", "--color=never")
    assert code == 1, output
    assert "a station has a name" in output
    assert "data/a.ttl:3:" in output


def test_the_hooks_for_projects(checkout: Path, tmp_path: Path) -> None:
    """In a copy of this project: the check passes, and the formatter mends a query and makes itself heard."""
    project = tmp_path / "project"
    for name in ("ontology", "queries", "rules", "seeds", "shapes"):
        shutil.copytree(ROOT / name, project / name)
    git(project, "init", "--quiet", "--initial-branch=main")
    commit(project, {})
    query = project / "queries" / "findings.rq"
    before = query.read_text(encoding="utf-8")
    query.write_text(before + "\n\n", encoding="utf-8")
    git(project, "add", "--all")
    config = {
        "repos": [
            {
                "repo": str(checkout),
                "rev": git(checkout, "rev-parse", "HEAD"),
                "hooks": [{"id": "peelgraph-check"}, {"id": "peelgraph-format"}],
            }
        ]
    }
    with (project / ".pre-commit-config.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(config, file)
    git(project, "add", "--all")
    code, output = pre_commit(project, tmp_path, "run", "--all-files", "--color=never")
    assert "check the peelgraph project" in output
    lines = output.splitlines()
    assert any(line.startswith("check the peelgraph project") and line.endswith("Passed") for line in lines), output
    assert any(line.startswith("bring the sources") and line.endswith("Failed") for line in lines), output
    assert "queries/findings.rq: brought into form" in output
    assert code == 1
    assert query.read_text(encoding="utf-8") == before
