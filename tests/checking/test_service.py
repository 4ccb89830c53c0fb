"""The check as a whole, as a function and as a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.checking.findings import Severity
from builder.checking.service import Settings, check_files
from builder.cli import run
from builder.errors import ExitCode, InputError
from builder.project import Project

from .conftest import LABELLED, PREFIXES

DATA = Path(__file__).resolve().parents[2] / "shapes" / "examples"
BASE = DATA / "base.ttl"
COMPARED = DATA / "observation" / "ComparatorStatus_fail.ttl"
DOUBTED = DATA / "observation" / "ShareInDoubt_fail.ttl"
WRONG = DATA / "observation" / "Share_fail.ttl"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_fictional_world_conforms(project: Project) -> None:
    result = check_files(project, [BASE])
    assert result.findings == ()
    assert result.shapes > 80
    assert result.things > 70
    assert "Response" in result.unreached
    assert "Force" not in result.unreached
    assert {rule.name: rule.looked_at for rule in result.rules}["Force"] == 3
    assert result.exit_code(Severity.INFO) == ExitCode.FINE


def test_files_are_checked_together(project: Project) -> None:
    alone = check_files(project, [WRONG])
    together = check_files(project, [BASE, WRONG])
    assert len(alone.findings) > len(together.findings) == 4
    assert {each.rule for each in together.findings} == {"share-equals-part-of-whole", "share-in-percent"}


def test_ontology_is_added(project: Project, tmp_path: Path) -> None:
    """A force is an inspected body and needs evidence for nothing, but a label: only the ontology says so."""
    file = written(tmp_path, "a.ttl", PREFIXES + "\n<force/a> a peel:Force .\n")
    result = check_files(project, [file])
    assert result.things == 1
    (found,) = (each for each in result.findings if each.rule == "Thing-label")
    assert (found.place.file, found.place.line, found.place.column) == (file.as_posix(), PREFIXES.count("\n") + 2, 1)


@pytest.mark.parametrize("text", ["<http://a> <http://b> <http://c> .", ""])
def test_nothing_to_check_is_an_error(text: str, project: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to check"):
        check_files(project, [written(tmp_path, "a.ttl", text)])


def test_shapes_of_another_folder(project: Project, tmp_path: Path) -> None:
    written(tmp_path, "own.ttl", PREFIXES + LABELLED)
    result = check_files(project, [BASE], Settings(shapes=tmp_path))
    assert (result.shapes, result.things, result.findings) == (1, 3, ())
    written(tmp_path, "own.ttl", PREFIXES + LABELLED.replace("sh:minCount", "sh:mincount"))
    result = check_files(project, [BASE], Settings(shapes=tmp_path))
    (found,) = result.findings
    assert (result.broken, found.rule, found.place.file) == (True, "shapes", f"{tmp_path.as_posix()}/own.ttl")
    assert "sh:mincount" in found.found
    assert "sh:minCount" in found.remedy


def test_what_is_wrong_with_files_and_shapes_is_listed_together(project: Project, tmp_path: Path) -> None:
    written(tmp_path, "own.ttl", PREFIXES + LABELLED.replace("sh:minCount", "sh:mincount"))
    data = tmp_path / "data"
    data.mkdir()
    files = [written(data, "a.ttl", "<http://a> <http://b> c:d ."), written(data, "b.nt", "<http://a> <http://b> .")]
    result = check_files(project, files, Settings(shapes=tmp_path))
    assert [each.rule for each in result.findings] == ["shapes", "syntax", "syntax"]
    assert result.exit_code(Severity.VIOLATION) == ExitCode.SOURCE


def test_values_too_many_are_placed_at_the_first_that_is(project: Project, tmp_path: Path) -> None:
    shapes = LABELLED.replace("sh:minCount 1", "sh:maxCount 1")
    written(tmp_path, "own.ttl", PREFIXES + shapes)
    data = tmp_path / "data.ttl"
    data.write_text(PREFIXES + '<force/a> a peel:Force ; rdfs:label "A" ,\n  "B" ,\n  "C" .\n', encoding="utf-8")
    (found,) = check_files(project, [data], Settings(shapes=tmp_path)).findings
    assert (found.place.line, found.place.column) == (PREFIXES.count("\n") + 2, 3)
    assert (found.subject.line, found.subject.column) == (PREFIXES.count("\n") + 1, 1)


def test_fingerprints_survive_moved_lines(project: Project, tmp_path: Path) -> None:
    text = WRONG.read_text(encoding="utf-8")
    first = check_files(project, [BASE, written(tmp_path, "a.ttl", text)])
    second = check_files(project, [BASE, written(tmp_path, "b.ttl", "\n\n# moved\n" + text)])
    assert [each.fingerprint for each in first.findings] == [each.fingerprint for each in second.findings]
    assert len({each.fingerprint for each in first.findings}) == 4
    assert [each.place.line + 3 for each in first.findings] == [each.place.line for each in second.findings]


@pytest.mark.parametrize("engine", ["pyshacl", "fast"])
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
    files: list[Path], level: str, code: int, engine: str, capsys: pytest.CaptureFixture[str], project: Project
) -> None:
    arguments = ["check", *map(str, files), "--fail-on", level, "--engine", engine, "--format", "json"]
    assert run([*arguments, "--project", str(project.root)]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    assert len(json.loads(captured.out)["findings"]) == {DOUBTED: 1, COMPARED: 1, WRONG: 4}.get(files[-1], 0)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none.ttl"], 3, "none.ttl"),
        (["other.ttl"], 3, "nothing to check"),
        (["other.csv"], 2, ".ttl"),
        (["other.ttl", "--fail-on", "nothing"], 2, "violation"),
        (["other.ttl", "--format", "excel"], 2, "sarif"),
        (["other.ttl", "--report", "sarif"], 2, "FORMAT=FILE"),
        (["other.ttl", "--report", "excel=a.xls"], 2, "junit"),
        (["other.ttl", "--write-baseline", "a.yaml"], 2, "--reason"),
        (["other.ttl", "--baseline", "none.yaml"], 3, "none.yaml"),
        (["other.ttl", "--shapes", "nowhere"], 3, "nowhere: no shapes"),
        (["--explain", "Forc-label"], 2, "Force"),
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
    written(tmp_path, "other.ttl", "<http://a> <http://b> 1 .")
    written(tmp_path, "other.csv", "a")
    monkeypatch.chdir(tmp_path)
    assert run(["check", *arguments, "--project", str(project.root)]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_syntax_errors_are_reported_in_the_format_asked_for(
    tmp_path: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "broken.ttl", "<http://a> <http://b> <http://c>\n<http://d> <http://e> 1 .\n")
    report = tmp_path / "report.sarif"
    arguments = ["check", str(file), "--format", "json", "--report", f"sarif={report}", "--project", str(project.root)]
    assert run(arguments) == 4
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert found["rule"] == "syntax"
    (result,) = json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == "syntax"


def test_a_baseline_from_beginning_to_end(tmp_path: Path, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    known = tmp_path / "known.yaml"
    check = ["check", str(BASE), str(WRONG), "--project", str(project.root), "--format", "json"]
    written_with = ["--write-baseline", str(known), "--reason", "under review", "--until", "2999-12-31"]
    assert run([*check, *written_with]) == 1
    capsys.readouterr()
    assert run([*check, "--baseline", str(known)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (len(report["findings"]), len(report["waived"]), len(report["mended"])) == (0, 4, 0)
    assert run(["check", str(BASE), *check[3:], "--baseline", str(known)]) == 0
    assert len(json.loads(capsys.readouterr().out)["mended"]) == 4
    assert run(["check", str(BASE), str(WRONG), str(COMPARED), *check[3:], "--baseline", str(known)]) == 0
    assert [each["severity"] for each in json.loads(capsys.readouterr().out)["findings"]] == ["warning"]
