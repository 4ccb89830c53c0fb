"""The action with peelgraph itself: repositories of all sorts, and what they get to see."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from builder.project import Project

from .conftest import Stage, commit, git, pull_request
from .expressions import Value
from .runner import Outcome

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:Station a sh:NodeShape ;
    sh:targetClass ex:Station ;
    sh:property ex:Station-name .
ex:Station-name a sh:PropertyShape ;
    sh:path ex:name ;
    sh:name "name of a station" ;
    sh:minCount 1 ;
    sh:message "a station has a name" .
"""
HEAD = "@prefix ex: <https://example.org/> .\n"
GOOD = HEAD + 'ex:north a ex:Station ; ex:name "North" .\n'
BAD = GOOD + "ex:south a ex:Station .\n"
NO_TURTLE = HEAD + "ex:south a ex:Station\nex:east a ex:Station .\n"  # the full stop is missing on line 2


def sarif(outcome: Outcome) -> list[tuple[str, str, int]]:
    """Rule, file and line of each result in the SARIF file."""
    data = json.loads(Path(outcome.outputs["sarif"]).read_text(encoding="utf-8"))
    found = []
    for result in data["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        found.append((result["ruleId"], place["artifactLocation"]["uri"], place["region"]["startLine"]))
    return found


def test_another_repository_that_is_fine(real_stage: Stage) -> None:
    commit(real_stage.repository, {"data/a.ttl": GOOD, "rules/own.ttl": SHAPES})
    outcome = real_stage.run(files="data/a.ttl", shapes="rules")
    assert not outcome.failed, outcome.log
    assert outcome.outputs["exit-code"] == "0"
    assert sarif(outcome) == []
    assert outcome.summary


def test_another_repository_with_a_violation(real_stage: Stage) -> None:
    commit(real_stage.repository, {"data/a.ttl": BAD, "rules/own.ttl": SHAPES})
    outcome = real_stage.run(files="data/a.ttl", shapes="rules")
    assert outcome.failed
    assert outcome.outputs["exit-code"] == "1"
    assert sarif(outcome) == [("Station-name", "data/a.ttl", 3)]
    annotations = [line for line in outcome.log.splitlines() if line.startswith("::error file=")]
    assert len(annotations) == 1
    assert annotations[0].startswith("::error file=data/a.ttl,line=3,")
    assert "a station has a name" in outcome.summary
    data = json.loads(Path(outcome.outputs["report"]).read_text(encoding="utf-8"))
    assert "Station-name" in json.dumps(data)


def test_another_repository_with_a_syntax_error(real_stage: Stage) -> None:
    commit(real_stage.repository, {"data/a.ttl": NO_TURTLE, "rules/own.ttl": SHAPES})
    outcome = real_stage.run(files="data/*.ttl", shapes="rules")
    assert outcome.outputs["exit-code"] == "4"
    assert ("syntax", "data/a.ttl", 2) in sarif(outcome)
    assert "data/a.ttl" in outcome.summary


@pytest.mark.parametrize(
    ("inputs", "code", "said"),
    [
        ({"files": "gone.ttl", "shapes": "rules"}, "3", "gone.ttl"),
        ({"files": "data/a.ttl", "shapes": "nowhere"}, "3", "nowhere"),
        ({"files": "data/a.ttl", "shapes": "rules", "fail_on": "typo"}, "2", "violation"),
        ({}, "3", "no project here"),
    ],
    ids=["no file", "no shapes", "no such level", "no project"],
)
def test_what_is_missing_is_no_success(real_stage: Stage, inputs: dict[str, str], code: str, said: str) -> None:
    commit(real_stage.repository, {"data/a.ttl": GOOD, "rules/own.ttl": SHAPES})
    outcome = real_stage.run(**inputs)
    assert outcome.failed
    assert outcome.outputs["exit-code"] == code
    assert said in outcome.log


def test_a_pull_request_with_files_is_told_what_it_changes(real_stage: Stage) -> None:
    base = commit(real_stage.repository, {"data/a.ttl": GOOD, "rules/own.ttl": SHAPES})
    commit(real_stage.repository, {"data/a.ttl": GOOD.replace("North", "Northern")})
    outcome = real_stage.run(pull_request(base), files="data/a.ttl", shapes="rules", comment="true")
    assert not outcome.failed, outcome.log
    (comment,) = real_stage.comments
    assert "Northern" in comment["body"]
    assert "Northern" in outcome.summary


def test_a_pull_request_with_a_new_file(real_stage: Stage) -> None:
    base = commit(real_stage.repository, {"rules/own.ttl": SHAPES})
    commit(real_stage.repository, {"data/a.ttl": GOOD})
    outcome = real_stage.run(pull_request(base), files="data/a.ttl", shapes="rules", comment="true")
    assert not outcome.failed, outcome.log
    (comment,) = real_stage.comments
    assert "A new file\n\n    data/a.ttl\n" in comment["body"]


@pytest.fixture
def project_stage(real_stage: Stage, project: Project) -> Stage:
    """A repository that is a copy of this project; its base is its first commit."""
    folder = real_stage.repository.with_name("copy")
    for name in ("ontology", "queries", "rules", "seeds", "shapes"):
        shutil.copytree(project.root / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return replace(real_stage, repository=folder, base=commit(folder, {}))


def change(stage: Stage, old: str, new: str) -> None:
    """Change the one place in the press release's seed where `old` stands, and commit it."""
    path = stage.repository / "seeds/documents/press-release-peel-efficiency-2016-leicestershire.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    commit(stage.repository, {path.relative_to(stage.repository).as_posix(): text.replace(old, new, 1)})


def run(stage: Stage, github: dict[str, Value] | None = None, **inputs: str) -> Outcome:
    return stage.run(github, comment="true", sarif="true", **inputs)


@pytest.mark.slow
def test_a_project(project_stage: Stage, documents: Path) -> None:
    change(project_stage, "kind: press-release", "kind: letter")
    outcome = run(
        project_stage, pull_request(project_stage.base), queries="grade-history --body leicestershire\nfindings",
        documents=str(documents),
    )  # fmt: skip
    assert not outcome.failed, outcome.log
    assert outcome.outputs["exit-code"] == "0"
    assert {rule for rule, _, _ in sarif(outcome)} <= {"share-in-doubt", "change-in-doubt", "total-in-doubt"}  # notes
    assert (Path(outcome.outputs["graph"]) / "peelgraph.ttl").exists()
    assert "### grade-history --body leicestershire\n\n| " in outcome.summary
    assert "### findings\n\n| " in outcome.summary
    assert "0 problems in 5 documents" in outcome.steps["Audit the records"].log
    (comment,) = project_stage.comments
    assert "etter" in comment["body"]


def test_a_project_with_a_wrong_record(project_stage: Stage) -> None:
    change(project_stage, "kind: press-release", "kind: pres-release")
    outcome = run(project_stage)
    assert outcome.outputs["exit-code"] == "4"
    found = sarif(outcome)
    assert [file for _, file, _ in found] == ["seeds/documents/press-release-peel-efficiency-2016-leicestershire.yaml"]
    assert "pres-release" in outcome.summary
