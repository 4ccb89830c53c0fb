"""The check as a whole, as a function and as a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from builder.checking.service import check_files, check_graph
from builder.cli import run
from builder.errors import InputError, SourceError
from builder.project import Project

from .conftest import LABELLED, PREFIXES

DATA = Path(__file__).resolve().parent.parent / "shapes" / "data"
BASE = DATA / "base.ttl"
COMPARED = DATA / "observation" / "ComparatorStatus_fail.ttl"
DOUBTED = DATA / "observation" / "ShareInDoubt_fail.ttl"
WRONG = DATA / "observation" / "Share_fail.ttl"


def test_fictional_world_conforms(project: Project) -> None:
    result = check_files(project, [BASE])
    assert result.findings == ()
    assert result.shapes > 80
    assert result.things > 70
    assert "Response" in result.unreached
    assert "Force" not in result.unreached


def test_files_are_checked_together(project: Project) -> None:
    alone = check_files(project, [WRONG])
    together = check_files(project, [BASE, WRONG])
    assert len(alone.findings) > len(together.findings) == 4
    assert {each.rule for each in together.findings} == {"share-equals-part-of-whole", "share-in-percent"}


def test_ontology_is_added(project: Project) -> None:
    """A force is an inspected body and needs evidence for nothing, but a label: only the ontology says so."""
    force = NamedNode("https://w3id.org/peelgraph/id/force/a")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    result = check_graph(project, [Triple(force, kind, NamedNode("https://w3id.org/peelgraph/def/Force"))])
    assert result.things == 1
    assert "Thing-label" in {each.rule for each in result.findings}


def test_nothing_to_check_is_an_error(project: Project) -> None:
    triple = Triple(NamedNode("http://a"), NamedNode("http://b"), NamedNode("http://c"))
    with pytest.raises(InputError, match="nothing to check"):
        check_graph(project, [triple])
    with pytest.raises(InputError, match="nothing to check"):
        check_graph(project, [])


def test_shapes_of_another_folder(project: Project, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(PREFIXES + LABELLED, encoding="utf-8")
    result = check_files(project, [BASE], tmp_path)
    assert (result.shapes, result.things, result.findings) == (1, 3, ())
    (tmp_path / "own.ttl").write_text(PREFIXES + LABELLED.replace("sh:minCount", "sh:mincount"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"own\.ttl:.*sh:mincount"):
        check_files(project, [BASE], tmp_path)


@pytest.mark.parametrize(
    ("files", "level", "code"),
    [
        ([BASE], "info", 0),
        ([BASE, DOUBTED], "violation", 0),
        ([BASE, DOUBTED], "warning", 0),
        ([BASE, DOUBTED], "info", 1),
        ([BASE, COMPARED], "violation", 0),
        ([BASE, COMPARED], "warning", 1),
        ([BASE, COMPARED], "info", 1),
        ([BASE, WRONG], "violation", 1),
    ],
)
def test_level_decides_the_exit_code(
    files: list[Path], level: str, code: int, capsys: pytest.CaptureFixture[str], project: Project
) -> None:
    arguments = ["check", *map(str, files), "--fail-on", level, "--project", str(project.root)]
    assert run(arguments) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.splitlines()[-1].startswith("checked ")


def test_findings_go_to_standard_output(capsys: pytest.CaptureFixture[str], project: Project) -> None:
    assert run(["check", str(BASE), str(DOUBTED), "--project", str(project.root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "info share-in-doubt (1)"
    assert lines[2].endswith("2829 of 3822 does not come to 76 percent; see the doubt Arithmetic: a-share.")
    assert "0 violations, 0 warnings, 1 piece of information" in lines


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none.ttl"], 3, "none.ttl"),
        (["broken.ttl"], 4, "broken.ttl:1:"),
        (["other.ttl"], 3, "nothing to check"),
        (["other.csv"], 2, ".ttl"),
        (["other.ttl", "--fail-on", "nothing"], 2, "violation"),
        (["other.ttl", "--shapes", "nowhere"], 3, "nowhere: no shapes"),
        (["other.ttl", "--shapes", "."], 4, "broken.ttl"),
    ],
)
def test_errors(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "broken.ttl").write_text("a b c", encoding="utf-8")
    (tmp_path / "other.ttl").write_text("<http://a> <http://b> 1 .", encoding="utf-8")
    (tmp_path / "other.csv").write_text("a", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["check", *arguments, "--project", str(project.root)]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
