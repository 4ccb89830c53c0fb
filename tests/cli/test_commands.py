"""Every command from the outside: what it prints where, and the exit codes of the contract."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder import __version__, cli
from builder.cli import run
from builder.project import Project
from builder.terminal import progress


@pytest.fixture
def small(project: Project, tmp_path: Path) -> Project:
    """A copy of the project's sources that a test may spoil."""
    for name in ("ontology", "seeds", "queries", "shapes", "rules"):
        shutil.copytree(project.root / name, tmp_path / "copy" / name)
    return Project(tmp_path / "copy")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"peelgraph {__version__}\n"


COMMANDS = ["audit", "build", "check", "diff", "query", "queries", "read", "seeds", "synthesize"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert f"Example:  peelgraph {command}" in capsys.readouterr().out


def test_only_working_commands_exist(capsys: pytest.CaptureFixture[str]) -> None:
    for reserved in ("load", "publish", "site", "serve"):
        assert run([reserved]) == 2
        assert reserved in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Usage: peelgraph"),
        (["bild"], "bild"),
        (["build", "--oot", "x"], "--oot"),
        (["build", "--workers", "2"], "--workers goes with --bulk"),
        (["build", "--files", "nt"], "--files goes with --bulk"),
        (["build", "--bulk", "--files", "nt,rdf"], "`rdf` is none of nt, ttl, trig, store"),
        (["build", "--bulk", "--memory", "63"], "at least 64 MiB"),
        (["build", "--bulk", "--workers", "0"], "at least one process"),
        (["build", "--bulk", "--workers", "2", "--scheduler", "tcp://127.0.0.1:1"], "workers of its own"),
        (["build", "--bulk", "--documents", "."], "quotes nothing"),
        (["synthesize", "--triples", "1000000"], "--out"),
        (["synthesize", "--triples", "5", "--out", "x"], "from 10,000 to 100,000,000"),
        (["query", "grade-chnges"], "grade-changes"),
        (["query", "grade-changes", "--forse", "kent"], "--force"),
        (["query", "grade-changes", "--force"], "needs a value"),
        (["query", "inspectors", "--format", "excel"], "csv"),
        (["check", "--fail-on", "typo"], "violation"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert "Traceback" not in captured.err


def test_unknown_force_names_the_near_match(built_graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "grade-changes", "--force", "leicestershir", "--graph", str(built_graph)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "leicestershire" in captured.err


def test_missing_graph_is_exit_code_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "inspectors", "--graph", str(tmp_path / "none.ttl")]) == 3
    assert "none.ttl" in capsys.readouterr().err
    assert run(["check", str(tmp_path / "none.ttl")]) == 3
    assert "none.ttl" in capsys.readouterr().err


def test_syntax_errors_are_exit_code_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix peel: <https://w3id.org/peelgraph/def/> .\npeel:a peel:b foo:c .\n", encoding="utf-8")
    assert run(["check", str(broken)]) == 4
    assert "broken.ttl:2:15: violation syntax" in capsys.readouterr().out


def test_wrong_seeds_are_exit_code_4_and_leave_the_files(small: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (small.root / "build").mkdir()
    (small.root / "build" / "peelgraph.ttl").write_text("old", encoding="utf-8")
    seed = small.seeds / "documents" / "peel-2016-efficiency-leicestershire.yaml"
    text = seed.read_text(encoding="utf-8")
    text = text.replace("grade: good", "grade: goood", 1).replace("about: leicestershire", "about: leicester-shire", 1)
    seed.write_text(text, encoding="utf-8")
    assert run(["build", "--project", str(small.root)]) == 4
    captured = capsys.readouterr()
    assert captured.out == ""
    name = "seeds/documents/peel-2016-efficiency-leicestershire.yaml"
    lines = text.splitlines()
    for wrong in ("goood", "leicester-shire"):
        number = next(n for n, line in enumerate(lines, 1) if wrong in line)
        column = lines[number - 1].index(wrong) + 1
        assert f"{name}:{number}:{column}: " in captured.err
    assert "outstanding, good, requires-improvement, inadequate" in captured.err
    assert [each.name for each in (small.root / "build").iterdir()] == ["peelgraph.ttl"]
    assert (small.root / "build" / "peelgraph.ttl").read_text(encoding="utf-8") == "old"


def test_findings_are_exit_code_1(tmp_path: Path, built_graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoilt = tmp_path / "spoilt.ttl"
    text = built_graph.read_text(encoding="utf-8")
    extra = (
        "\n<https://w3id.org/peelgraph/id/judgment/peel-2016/leicestershire/efficiency> "
        "<https://w3id.org/peelgraph/def/grade> <https://w3id.org/peelgraph/id/grade/four-grades/inadequate> .\n"
    )
    spoilt.write_text(text + extra, encoding="utf-8")
    assert run(["check", str(spoilt)]) == 1
    captured = capsys.readouterr()
    assert "judgment/peel-2016/leicestershire/efficiency" in captured.out
    assert captured.err == ""


def test_a_defect_is_exit_code_70_without_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(cli, "make_app", broken)
    assert run(["queries"]) == 70
    captured = capsys.readouterr()
    assert "planted" in captured.err
    assert "Traceback" not in captured.err
    assert run(["queries", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("reader", "first"), [("head -1", "finding,"), ("true", "")])
def test_a_closed_pipe_is_no_error(reader: str, first: str, project: Project, built_graph: Path) -> None:
    command = f"{sys.executable} -m builder query findings --format csv --graph {built_graph} | {reader}"
    environment = {**os.environ, "PYTHONPATH": str(project.root)}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        check=False,
        capture_output=True,
        text=True,
        cwd=project.root,
        env=environment,
    )
    assert done.returncode == 0
    assert done.stdout.startswith(first)
    assert bool(done.stdout) == bool(first)
    assert done.stderr == ""


def test_what_typer_refuses_is_a_mistake_of_use(project: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "builder"],
        check=False,
        capture_output=True,
        text=True,
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(project.root), "_PEELGRAPH_COMPLETE": "nonsense"},
    )
    assert done.returncode == 2


@pytest.mark.parametrize("arguments", [["query", "inspectors", "--graph", "{graph}"], ["queries"]])
def test_a_pipe_is_no_terminal_whatever_the_environment_says(
    arguments: list[str],
    built_graph: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [word.format(graph=built_graph) for word in arguments]
    assert run(words) == 0
    plain = capsys.readouterr()
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "40")
    assert run(words) == 0
    assert capsys.readouterr() == plain
    assert max(map(len, plain.out.splitlines())) > 40


def test_progress_is_quiet_in_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress() as report:
        report("working")
    assert capsys.readouterr() == ("", "")


def test_progress_shows_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress() as report:
        report("working")
    captured = capsys.readouterr()
    assert "working" in captured.err
    assert captured.out == ""


def test_no_message_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path / "\x1b[31mmissing.ttl")]) == 3
    assert "\ufffd[31mmissing.ttl" in capsys.readouterr().err
    assert run(["\x1b[2Jbuild"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_build_outside_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--project", str(tmp_path)]) == 3
    assert "no project here" in capsys.readouterr().err


def test_build_into_a_file(tmp_path: Path, small: Project, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "file"
    target.write_text("mine", encoding="utf-8")
    assert run(["build", "--project", str(small.root), "--out", str(target)]) == 3
    assert "file" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"
