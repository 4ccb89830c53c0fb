"""What tests of bulk builds share: a small made-up country, and one build of it by one process."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from builder.bulk.service import Wanted, build_bulk
from builder.bulk.workers import local
from builder.project import Project

from ..conftest import ROOT


@pytest.fixture(scope="session")
def country(project: Project, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Project:
    """The project with the seeds of a made-up country, shared by all workers of a test run."""
    from builder.synthesizing.service import synthesize

    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "country"
    with FileLock(shared / "country.lock"):
        if not folder.exists():
            synthesize(project, 30_000, folder)
    return Project(ROOT, folder)


@pytest.fixture(scope="session")
def reference_build(country: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its files, built by one process in one go."""
    folder = tmp_path_factory.mktemp("reference")
    build_bulk(country, Wanted(folder, ("nt", "ttl", "trig"), rules=False), local(1))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder, without its subfolders."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
