"""``peelgraph seeds``: files brought into form or left alone, and mistakes told as a build tells them."""

from __future__ import annotations

import io
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.cli import run
from builder.errors import SourceError
from builder.formatting.seed_files import format_contents
from builder.formatting.seeds import format_seed
from builder.project import Project
from builder.seeds.source import SIZE_LIMIT

RIGHT = """\
document:
  key: a-made-up-page
  title: A made-up page
  kind: force-page
  publishers: [hmicfrs]
  file: page.txt
  sha256: da3fe5e5661e3f8613907d381c422e316196e61e22880bd12b82df66b2a2a8f8
  line_count: 11
  licence: CC-BY-4.0
  about: wiltshire
  cycle: peel-2016

judgments:
  - {body: wiltshire, cycle: peel-2016, subject: efficiency, grade: good, lines: 3-4}
"""
UNTIDY = RIGHT.replace("\n\njudgments:\n  - {body", "\njudgments:\n- {body").replace("[hmicfrs]", "[ hmicfrs ]")
WRONG = RIGHT.replace("grade: good", "grade: goood")
BROKEN = "judgments: [\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "page.yaml"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def given_on_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


# --- both ----------------------------------------------------------------------------------------------------------


def test_the_group_lists_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seeds", "--help"]) == 0
    printed = capsys.readouterr().out
    assert "format" in printed
    assert "check" in printed
    assert run(["seeds"]) == 2
    assert "Usage: peelgraph seeds" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["format", "check"])
def test_each_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seeds", command, "--help"]) == 0
    assert f"Example:  peelgraph seeds {command}" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["format", "check"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "FILE"),
        (["--colour", "x.yaml"], "--colour"),
        (["-", "x.yaml"], "standard input"),
        (["x.yaml", "--as", "y.yaml"], "--as"),
    ],
)
def test_wrong_usage(command: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seeds", command, *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


@pytest.mark.parametrize("command", ["format", "check"])
def test_files_that_are_not_there_are_all_named(command: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, UNTIDY)
    assert run(["seeds", command, str(file), str(file.parent / "none.yaml"), str(file.parent)]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "none.yaml: no such file" in captured.err
    assert f"{file.parent}: a folder" in captured.err
    assert file.read_text(encoding="utf-8") == UNTIDY


HOSTILE = {
    "bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 4, "the anchor &a"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", 4, "is no UTF-8"),
    "control characters": (b"a: \x1b[31mred\n", 4, "U+001B"),
    "deep": (b"[" * 50_000, 4, "nested too deeply"),
    "deep mapping": (b"a: " + b"{a: " * 2000, 4, "nested too deeply"),
    "a tag": (b"a: !!python/object:os.system x\n", 4, "the tag"),
    "two documents": (b"a: b\n---\nc: d\n", 4, "a second YAML document"),
    "the same key": (b"a: b\na: c\n", 4, "stands twice"),
    "huge": (b"#" * (SIZE_LIMIT + 1), 6, "at most"),
    "a list": (b"- a\n", 4, "no mapping"),
}


@pytest.mark.parametrize("command", ["format", "check"])
@pytest.mark.parametrize(("content", "code", "said"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files(
    command: str, content: bytes, code: int, said: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(content)
    assert run(["seeds", command, str(file)]) == code
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
    assert "page.yaml" in captured.out + captured.err
    assert "Traceback" not in captured.err
    assert "\x1b" not in captured.out + captured.err
    assert file.read_bytes() == content


@pytest.mark.parametrize("command", ["format", "check"])
@pytest.mark.parametrize(("content", "code", "said"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_input(
    command: str, content: bytes, code: int, said: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    given_on_input(monkeypatch, content)
    assert run(["seeds", command, "-"]) == code
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
    assert "<stdin>" in captured.out + captured.err


def test_a_device_without_an_end(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).with_name("zero").open("rb") as endless:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(endless))
        assert run(["seeds", "format", "-"]) == 6
    assert "at most" in capsys.readouterr().err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=st.one_of(st.binary(max_size=60), st.text("a:-{}[]#&*!|>'\" \n", max_size=60).map(str.encode)))
def test_no_content_is_a_defect(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("any") / "page.yaml"
    file.write_bytes(content)
    assert run(["seeds", "format", str(file)]) in {0, 4}
    once = file.read_bytes()
    assert run(["seeds", "format", str(file)]) in {0, 4}
    assert file.read_bytes() == once


# --- format --------------------------------------------------------------------------------------------------------


def test_a_file_is_brought_into_form(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, UNTIDY)
    assert run(["seeds", "format", str(file)]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"{file}: brought into form\n"
    assert captured.err == ""
    assert file.read_text(encoding="utf-8") == RIGHT
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert run(["seeds", "format", str(file), str(file)]) == 0
    assert capsys.readouterr().out == ""


def test_line_ends_of_another_system_are_brought_into_form(file: Path) -> None:
    file.write_bytes(RIGHT.replace("\n", "\r\n").encode())
    assert run(["seeds", "format", str(file)]) == 0
    assert file.read_bytes() == RIGHT.encode()


def test_check_tells_and_changes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, UNTIDY)
    right = write(file.with_name("right.yaml"), RIGHT)
    assert run(["seeds", "format", "--check", str(file), str(right)]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith(f"{file}:5:16: not in form: `  publishers: [ hmicfrs ]`\n")
    assert "to mend: peelgraph seeds format\n" in printed
    assert "right.yaml" not in printed
    assert file.read_text(encoding="utf-8") == UNTIDY
    assert run(["seeds", "format", "--check", str(right)]) == 0
    assert capsys.readouterr().out == ""


def test_where_one_file_is_broken_none_is_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, UNTIDY)
    broken = [write(file.with_name(name), BROKEN) for name in ("b.yaml", "z.yaml")]
    assert run(["seeds", "format", str(file), *map(str, broken)]) == 4
    captured = capsys.readouterr()
    assert captured.out == ""
    assert [f"{path}:2:1: no YAML" in captured.err for path in broken] == [True, True]
    assert file.read_text(encoding="utf-8") == UNTIDY


def test_a_link_stays_a_link(file: Path) -> None:
    real = write(file.with_name("real.yaml"), UNTIDY)
    file.symlink_to(real)
    assert run(["seeds", "format", str(file)]) == 0
    assert file.is_symlink()
    assert real.read_text(encoding="utf-8") == RIGHT


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into any folder")
def test_a_folder_that_cannot_be_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, UNTIDY)
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert run(["seeds", "format", str(file)]) == 3
    finally:
        file.parent.chmod(stat.S_IRWXU)
    assert "can't be written" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == UNTIDY


@pytest.mark.parametrize(("arguments", "code", "printed"), [([], 0, RIGHT), (["--check"], 1, "<stdin>:5:16: not in")])
def test_standard_input_is_printed_in_form(
    arguments: list[str], code: int, printed: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    given_on_input(monkeypatch, UNTIDY.encode())
    assert run(["seeds", "format", "-", *arguments]) == code
    assert capsys.readouterr().out.startswith(printed)


def test_forms_of_the_project_are_left_alone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted((project.seeds / "documents").glob("*.yaml"))
    assert run(["seeds", "format", "--check", *map(str, files)]) == 0
    assert capsys.readouterr().out == ""


@given(st.dictionaries(st.text("abc-", min_size=1), st.lists(st.text(max_size=20), max_size=3), min_size=1))
def test_formatting_twice_is_formatting_once(data: dict[str, list[str]]) -> None:
    text = json.dumps(data, ensure_ascii=True)
    try:
        once = format_seed(text, "x.yaml")
    except SourceError:
        return
    (again,) = format_contents([(once.encode(), "x.yaml")])
    assert again.after == once
    assert again.difference is None


# --- check ---------------------------------------------------------------------------------------------------------


def test_a_file_that_is_right(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, RIGHT)
    assert run(["seeds", "check", str(file)]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("0 problems in 1 seed file\n", "")


def test_a_file_that_is_wrong(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, WRONG)
    assert run(["seeds", "check", str(file)]) == 4
    captured = capsys.readouterr()
    assert captured.out.startswith(f"{file}:14:69: `goood` is no grade of peel-2016 (four-grades)\n")
    assert captured.out.endswith("\n1 problem in 1 seed file\n")
    assert captured.err == ""


def test_the_same_words_as_a_build(
    file: Path, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project.root / "docs" / "examples" / "with-mistakes.yaml"
    assert run(["seeds", "check", str(page)]) == 4
    printed = capsys.readouterr().out
    for said in ("unknown body `wiltshire-police`", "`adequate` is no grade", "is no period", "lies beyond"):
        assert said in printed


def test_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, WRONG)
    assert run(["seeds", "check", str(file), "--format", "json"]) == 4
    data = json.loads(capsys.readouterr().out)
    assert data["verdict"] == "broken"
    (finding,) = data["findings"]
    assert finding["rule"] == "seeds"
    write(file, RIGHT)
    assert run(["seeds", "check", str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_commands_for_github(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, WRONG)
    assert run(["seeds", "check", str(file), "--format", "github"]) == 4
    assert capsys.readouterr().out.startswith(f"::error file={file},line=14,col=69,title=")


def test_standard_input_as_a_file_of_the_project(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    units = project.seeds / "reference" / "units.yaml"
    given_on_input(monkeypatch, units.read_bytes())
    assert run(["seeds", "check", "-", "--as", str(units), "--project", str(project.root)]) == 0
    assert capsys.readouterr().out == "0 problems in 1 seed file\n"
    given_on_input(monkeypatch, units.read_bytes())
    assert run(["seeds", "check", "-", "--project", str(project.root)]) == 4
    assert "<stdin>:" in capsys.readouterr().out
