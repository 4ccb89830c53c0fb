"""A small project: the real ontology and rules over the seeds of the invented realm."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from builder.project import Project
from tests.seeds.worlds import WORLD

HASH_SEEDS = ("1", "20160101")


def make_small(real: Project, root: Path) -> Project:
    """A project in an empty folder, with a name for every seed file that a test may change."""
    for name in ("ontology", "rules"):
        shutil.copytree(real.root / name, root / name)
    for name in ("queries", "shapes"):
        (root / name).mkdir()
    shutil.copytree(WORLD, root / "seeds")
    return Project(root)


def start_build(root: Path, out: Path, hash_seed: str) -> subprocess.Popen[str]:
    """A build in a process of its own, with a hash seed of its own."""
    code = (
        "import sys; from pathlib import Path; from builder.project import Project; "
        "from builder.building.build import build; build(Project(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    here = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": here}
    return subprocess.Popen(
        [sys.executable, "-c", code, str(root), str(out)], env=environment, stderr=subprocess.PIPE, text=True
    )


def wait(process: subprocess.Popen[str]) -> None:
    """Wait for a build that has to come to its end."""
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors


@pytest.fixture(scope="session")
def small_builds(project: Project, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, ...]:
    """Folders of two builds of the small project, made under different hash seeds, shared by all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folders = tuple(shared / f"small-built-{seed}" for seed in HASH_SEEDS)
    with FileLock(shared / "small-built.lock"):
        if not all((folder / "manifest.json").exists() for folder in folders):
            root = make_small(project, shared / "small").root
            for process in [start_build(root, *pair) for pair in zip(folders, HASH_SEEDS, strict=True)]:
                wait(process)
    return folders


@pytest.fixture(scope="session")
def small_built(small_builds: tuple[Path, ...]) -> Path:
    """Folder of a finished build of the small project."""
    return small_builds[0]


@pytest.fixture
def small(project: Project, tmp_path: Path) -> Project:
    """A small project that a test may change."""
    return make_small(project, tmp_path / "small")
