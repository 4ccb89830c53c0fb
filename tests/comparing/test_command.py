"""``peelgraph diff`` as a command: its exit codes, where its output goes, and what mistakes come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import run
from builder.errors import ExitCode


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    names = []
    for name, number in (("left.ttl", 1), ("right.ttl", 2)):
        path = tmp_path / name
        path.write_text(f"<urn:x:a> <urn:x:knows> {number} .\n", encoding="utf-8")
        names.append(str(path))
    return names[0], names[1]


@pytest.mark.parametrize(("option", "code"), [((), ExitCode.FINE), (("--exit-code",), ExitCode.FINDINGS)])
def test_a_difference(
    files: tuple[str, str], option: tuple[str, ...], code: ExitCode, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", *files, *option]) == code
    captured = capsys.readouterr()
    assert "a: knows 1 → 2" in captured.out
    assert captured.err == ""


def test_no_difference(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", files[0], files[0], "--exit-code"]) == ExitCode.FINE
    assert "No difference. Both sides say the same in 1 triple." in capsys.readouterr().out


def test_the_output_goes_to_a_file(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "diff.md"
    assert run(["diff", *files, "--format", "markdown", "--out", str(out)]) == ExitCode.FINE
    assert out.read_text(encoding="utf-8").startswith("## 1 change\n")
    assert capsys.readouterr().out == ""


# --- mistakes -----------------------------------------------------------------------------------------------------


def test_a_name_that_is_mistyped(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", files[0].replace("left", "lfet"), files[1]]) == ExitCode.INPUT
    captured = capsys.readouterr()
    assert "lfet.ttl: neither a file or folder here nor a git revision" in captured.err
    assert captured.out == ""


def test_no_side_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff"]) == ExitCode.USAGE
    assert "`peelgraph diff --help` shows what is allowed." in capsys.readouterr().err


def test_a_format_that_is_none(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *files, "--format", "word"]) == ExitCode.USAGE
    error = capsys.readouterr().err
    assert all(form in error for form in ("text", "markdown", "json", "html", "rdf-patch"))


def test_a_file_that_is_no_rdf(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.docx").write_bytes(b"PK")
    assert run(["diff", files[0], str(tmp_path / "notes.docx")]) == ExitCode.USAGE
    assert "`.docx` says nothing about the format; allowed: " in capsys.readouterr().err
    Path(files[1]).write_text("<urn:x:a> <urn:x:knows> .\n", encoding="utf-8")
    assert run(["diff", *files]) == ExitCode.SOURCE
    error = capsys.readouterr().err
    assert error.startswith(f"{files[1]}:1:")
    assert "Traceback" not in error


def test_a_file_that_can_not_be_written(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").mkdir()
    assert run(["diff", *files, "--out", str(tmp_path / "taken")]) == ExitCode.INPUT
    assert "can't be written" in capsys.readouterr().err


def test_a_graph_that_is_made_to_harm_ends_with_a_limit(
    tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.comparing.difference.MAX_CHANGED", 1)
    assert run(["diff", *files]) == ExitCode.LIMIT
    assert "the two sides differ in more than 1 triples" in capsys.readouterr().err


def test_foreign_text_does_not_steer_the_terminal(
    tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    name = tmp_path / "\x1b[31mred.ttl"
    name.write_text('<urn:x:a> <http://www.w3.org/2000/01/rdf-schema#label> "\\u001B[2J\\u202E" .', encoding="utf-8")
    assert run(["diff", files[0], str(name)]) == ExitCode.FINE
    name.write_text("<urn:x:a>", encoding="utf-8")
    assert run(["diff", files[0], str(name)]) == ExitCode.SOURCE
    captured = capsys.readouterr()
    assert "\x1b" not in captured.out + captured.err
    assert "\u202e" not in captured.out + captured.err
