"""Archives of the project, built once for all workers of a test run, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
MADE = shutil.ignore_patterns(
    ".*_cache", ".git", ".hypothesis", ".venv", ".venv-mappers", "__pycache__", "build", "dist", "*.egg-info"
)


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """Standard output of a command that must not fail, with ``path`` in front of what Python imports from."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if path:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Folder with the wheel and the source archive, and in ``source`` the copy of the checkout they were built from."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "archives"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            source = folder.with_name("archives-in-the-making") / "source"
            shutil.copytree(ROOT, source, ignore=MADE)
            for kind in ("wheel", "sdist"):
                build = f"from setuptools import build_meta; build_meta.build_{kind}('..')"
                run(sys.executable, "-c", build, cwd=source)
            source.parent.rename(folder)
    return folder


@pytest.fixture(scope="session")
def wheel(archives: Path) -> Path:
    """The wheel."""
    (path,) = archives.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def source_archive(archives: Path) -> Path:
    """The source archive."""
    (path,) = archives.glob("*.tar.gz")
    return path
