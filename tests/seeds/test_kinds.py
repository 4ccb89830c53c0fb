"""One key for several things, and grades for bodies that a cycle does not inspect."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.errors import Problem, SourceError
from builder.project import Project
from builder.seeds.loader import load_seeds
from tests.conftest import ROOT

DOCUMENT = "seeds/documents/peel-2016-efficiency-leicestershire.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    for name in ("ontology", "seeds", "queries", "shapes", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Project(tmp_path)


def _problems(project: Project) -> tuple[Problem, ...]:
    with pytest.raises(SourceError) as caught:
        load_seeds(project)
    return caught.value.problems


def test_a_key_of_a_body_and_of_a_place_says_too_little(copy: Project) -> None:
    extra = copy.seeds / "reference" / "more-places.yaml"
    extra.write_text(
        "places:\n  - place: leicestershire\n    name: Leicestershire\n    kind: county\n", encoding="utf-8"
    )
    found = {(each.found, each.advice) for each in _problems(copy)}
    assert found == {
        (
            "`leicestershire` is the key of several things: force and place",
            "give all but one of them another key",
        )
    }


def test_a_force_has_no_score_of_an_authority(copy: Project) -> None:
    path = copy.root / DOCUMENT
    text = path.read_text(encoding="utf-8")
    record = "{body: leicestershire-police-authority, cycle: peel-2016, subject: legitimacy, grade: good, lines: 10}"
    path.write_text(text.replace("judgments:\n", f"judgments:\n  - {record}\n", 1), encoding="utf-8")
    line = text.splitlines().index("judgments:") + 2
    wrong = "`leicestershire-police-authority` is of kind authority, and peel-2016 inspects another kind of body"
    assert _problems(copy) == (Problem(DOCUMENT, line, 12, wrong, "a force"),)
