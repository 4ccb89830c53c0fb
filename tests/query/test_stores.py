"""A store on disk is asked as a file is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from builder.errors import InputError
from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph


@pytest.mark.parametrize("name", ["grade-changes", "metrics", "never-fell", "documents"])
def test_a_store_answers_as_its_file_does(name: str, project: Project, built_graph: Path, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.bulk_load(path=str(built_graph), format=RdfFormat.TURTLE)
    del store
    text = Catalogue(project).get(name).text
    answers = [LocalGraph(path, 60).select(text) for path in (built_graph, tmp_path / "store")]
    assert answers[0].rows == answers[1].rows
    assert answers[0].rows


def test_a_folder_that_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder that is no store; name a graph file with --graph"):
        LocalGraph(tmp_path, 60).select("SELECT * {}")


def test_a_store_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("MANIFEST-000001\n", encoding="utf-8")
    with pytest.raises(InputError, match="the store can't be opened"):
        LocalGraph(tmp_path, 60).select("SELECT * {}")
