"""The graph of the real seeds, and small projects of the invented realm."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TypeAlias

import pytest

from builder.building.build import Graph, make_graph
from builder.project import Project
from tests.building.conftest import make_small
from tests.seeds.worlds import DOCUMENT

Made: TypeAlias = tuple[Project, Graph]


class Make(Protocol):
    """Makes a project of the invented realm with a rule and some documents more (``case`` is ``seeds/case.yaml``)."""

    def __call__(self, rule: str = "", **texts: str) -> Made: ...


@pytest.fixture(scope="session")
def real(project: Project) -> Made:
    """The real project and its graph."""
    return project, make_graph(project)


@pytest.fixture
def small(project: Project, tmp_path: Path) -> Make:
    """What makes small projects."""

    def make(rule: str = "", **texts: str) -> Made:
        result = make_small(project, tmp_path / "small")
        for name, text in texts.items():
            document = DOCUMENT.replace("key: case", f"key: {name}")
            (result.seeds / f"{name}.yaml").write_text(text + document, encoding="utf-8")
        if rule:
            (result.rules / "90-own.rq").write_text(rule, encoding="utf-8")
        return result, make_graph(result)

    return make
