"""What all tests share: the checkout as a project, one build of it, and the source documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from builder.project import Project

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
"""Property tests are judged by what they find, never by how long a busy machine takes."""

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Project:
    """The checkout that the tests stand in."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Folder of one build of the real seeds, shared by all workers of a test run."""
    from builder.building.build import build

    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "built"
    with FileLock(shared / "built.lock"):
        if not (folder / "manifest.json").exists():
            build(project, folder)
    return folder


@pytest.fixture(scope="session")
def built_graph(built: Path) -> Path:
    """The Turtle file of that build."""
    return built / "peelgraph.ttl"


@pytest.fixture(scope="session")
def documents() -> Path:
    """Folder of the source documents, which are not part of the project."""
    folder = Path(os.environ.get("PEELGRAPH_DOCUMENTS", ROOT.parent / "shared" / "documents"))
    if not folder.is_dir():
        pytest.skip(f"no source documents in {folder}: set PEELGRAPH_DOCUMENTS to their folder")
    return folder
