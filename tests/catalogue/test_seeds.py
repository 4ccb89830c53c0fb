"""Each error planted in seeds is found in its place, with nothing beside it, and told in every format."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
from ruamel.yaml import YAML

from builder.checking.findings import CheckResult, Severity
from builder.checking.service import Settings, check_project
from builder.cli import run
from builder.project import Project
from builder.reporting.forms import Form
from builder.reporting.rendering import render
from builder.shacl.engine import Engine

from .conftest import OWN
from .planting import WORLDS, Expected, misfits, plant
from .reports import unseen

pytestmark = pytest.mark.usefixtures("read_once")

HERE: Final = Path(__file__).parent
CASES: Final[list[dict[str, Any]]] = YAML(typ="safe").load(HERE / "seeds.yaml")
REAL: Final[list[dict[str, Any]]] = YAML(typ="safe").load(HERE / "real.yaml")
BY_ID: Final = {case["id"]: case for case in (*CASES, *REAL)}
KINDS: Final = {"syntax", "reference", "value", "sum", "date", "duplicate", "empty", "evidence", "grade"}

WITH_BOTH: Final = ["findings-of-every-severity", "two-documents-two-grades"]
"""Cases for both engines in the usual run; the slow one takes all."""

OF_EACH_CODE: Final = [
    ("share-in-doubt", "violation", 0),
    ("comparator-of-another-status", "warning", 1),
    ("problems-of-several-files", "info", 4),
]


def in_every_format(result: CheckResult, expected: list[Expected]) -> dict[Form, list[object]]:
    """What each format leaves out of the expected findings, or shows beside them; nothing, if all is well."""
    left = {form: unseen(form, render(result, form), expected) for form in Form}
    return {form: list(wrong) for form, wrong in left.items() if wrong}


def check(case: dict[str, Any], folder: Path, seeds: tuple[Path, ...]) -> None:
    planted = plant(case, folder, seeds)
    result = check_project(planted.project, Settings(engine=Engine.FAST))
    assert misfits(result, planted.expected) == []
    assert result.exit_code(Severity.VIOLATION) == case["exit"]
    assert in_every_format(result, planted.expected) == {}


def test_catalogue_is_whole() -> None:
    kinds = Counter(case["kind"] for case in CASES)
    assert len(BY_ID) == len(CASES) + len(REAL), "an id stands twice"
    assert kinds.total() >= 90
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 6
    assert {case["exit"] for case in CASES} == {0, 1, 4}


@pytest.mark.parametrize("folder", WORLDS, ids=lambda folder: folder.parent.name)
def test_the_world_has_no_error_of_its_own(folder: Path, tmp_path: Path) -> None:
    seeds = WORLDS if folder != WORLDS[0] else WORLDS[:1]
    planted = plant({"edits": [], "expected": []}, tmp_path, seeds)
    assert check_project(planted.project, Settings(engine=Engine.FAST)).findings == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_planted_errors(case: dict[str, Any], tmp_path: Path) -> None:
    check(case, tmp_path, WORLDS)


@pytest.mark.parametrize("case", REAL, ids=lambda case: case["id"])
def test_errors_planted_in_the_curated_seeds(case: dict[str, Any], tmp_path: Path) -> None:
    check(case, tmp_path, (OWN.seeds,))


def found_by(engine: Engine, project: Project) -> tuple[object, ...]:
    return check_project(project, Settings(engine=engine)).findings


@pytest.mark.parametrize("name", WITH_BOTH)
def test_reference_engine_finds_the_same(name: str, tmp_path: Path) -> None:
    planted = plant(BY_ID[name], tmp_path)
    assert found_by(Engine.REFERENCE, planted.project) == found_by(Engine.FAST, planted.project)


@pytest.mark.slow
@pytest.mark.parametrize("case", [each for each in CASES if each["exit"] != 4], ids=lambda case: case["id"])
def test_reference_engine_finds_the_same_everywhere(case: dict[str, Any], tmp_path: Path) -> None:
    planted = plant(case, tmp_path)
    assert found_by(Engine.REFERENCE, planted.project) == found_by(Engine.FAST, planted.project)


@pytest.mark.parametrize(("name", "level", "code"), OF_EACH_CODE)
def test_exit_code_follows_the_level(
    name: str, level: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run of the command writes all reports, and each has all findings whatever the level."""
    planted = plant(BY_ID[name], tmp_path / "project")
    files = {form: tmp_path / f"report.{form}" for form in Form}
    reports = [part for form, file in files.items() for part in ("--report", f"{form}={file}")]
    command = ["check", "--project", str(planted.project.root), "--engine", "fast", "--fail-on", level]
    assert run([*command, *reports]) == code
    assert unseen(Form.TEXT, capsys.readouterr().out, planted.expected) == []
    for form, file in files.items():
        assert unseen(form, file.read_bytes().decode(), planted.expected) == [], form


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("name", ["problems-of-several-files", "findings-of-every-severity"])
def test_exit_code_is_the_same_in_every_format(
    form: Form, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted = plant(BY_ID[name], tmp_path)
    command = ["check", "--project", str(planted.project.root), "--engine", "fast", "--format", form]
    assert run(command) == BY_ID[name]["exit"]
    assert unseen(form, capsys.readouterr().out, planted.expected) == []
