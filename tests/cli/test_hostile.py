"""Foreign graphs with things in them that nobody should trust."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from builder.cli import run
from builder.terminal import tamed


@pytest.fixture
def escaped(tmp_path: Path, built_graph: Path) -> Path:
    """The built graph with terminal escapes and a formula in the name of one force."""
    path = tmp_path / "escaped.ttl"
    text = built_graph.read_text(encoding="utf-8")
    assert '"Kent Police"@en' in text
    path.write_text(text.replace('"Kent Police"@en', '"=1+1\\u001B[31m\\u0007Kent"@en'), encoding="utf-8")
    return path


def test_a_chart_of_control_characters_is_drawn(escaped: Path, tmp_path: Path) -> None:
    out = tmp_path / "chart.png"
    asked = ["query", "grade-history", "--body", "kent", "--graph", str(escaped)]
    assert run([*asked, "--format", "chart", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")


def test_xml_of_control_characters_is_xml(escaped: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    asked = ["query", "grade-history", "--body", "kent", "--graph", str(escaped)]
    assert run([*asked, "--format", "xml"]) == 0
    root = ET.fromstring(capsysbinary.readouterr().out)  # noqa: S314 - our own output
    assert any("=1+1\ufffd[31m\ufffdKent" in (each.text or "") for each in root.iter())


def test_what_a_terminal_gets_has_no_foreign_escapes() -> None:
    ours = b"\x1b[1mHead\x1b[0m\tcell\r\n"
    assert tamed(ours) == ours
    assert tamed(b"\x1b]0;title\x07\x00end") == "\ufffd]0;title\ufffd\ufffdend".encode()


def test_a_day_that_no_month_has_is_named_with_its_line(
    tmp_path: Path, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (built / "peelgraph.nt").read_text(encoding="utf-8").replace('"2017-11-09"', '"2017-11-99"').splitlines()
    path = tmp_path / "impossible.nt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run(["check", str(path)]) == 4
    captured = capsys.readouterr()
    number = next(number for number, line in enumerate(lines, 1) if "2017-11-99" in line)
    column = lines[number - 1].index('"2017-11-99"') + 1
    assert f"{path}:{number}:{column}: violation syntax\n    `2017-11-99` is no date." in captured.out
    assert captured.err == ""


@pytest.mark.parametrize("command", [["check"], ["query", "inspectors", "--graph"]])
def test_a_folder_is_no_graph(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, str(tmp_path)]) == 3
    assert "a folder" in capsys.readouterr().err
