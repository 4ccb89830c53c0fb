"""The generated parts of the documentation are what the sources say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.documentation.__main__ import main
from builder.documentation.example import FOLDERS
from builder.documentation.material import Material
from builder.documentation.site import written
from builder.formatting.sources import Outcome

from .pages import PAGES, blocks


def test_every_page_and_picture_is_up_to_date(material: Material) -> None:
    files = [Outcome(path, material.project.relative(path), before, after) for path, before, after in written(material)]
    stale = [str(each.difference) for each in files if each.difference]
    assert not stale, "\n".join(["not up to date; `make docs` mends it", *stale])


@pytest.fixture
def copy(material: Material, tmp_path: Path) -> Path:
    """A copy of the project with a page of its own."""
    for name in FOLDERS:
        shutil.copytree(material.project.root / name, tmp_path / name)
    shutil.copy(material.project.root / "Makefile", tmp_path)
    page = "# Title\n\n<!-- generated: make-targets -->\n\nstale\n\n<!-- end -->\n"
    tmp_path.joinpath("README.md").write_text(page, encoding="utf-8")
    return tmp_path


def test_check_names_what_is_stale_and_how_to_mend_it(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = copy.joinpath("README.md").read_text(encoding="utf-8")
    assert main(["--check", "--project", str(copy)]) == 1
    printed = capsys.readouterr().out
    assert "README.md:5:1: not up to date" in printed
    assert "docs/model.svg:1:1: not up to date" in printed
    assert printed.count("to mend: make docs") == 2
    assert copy.joinpath("README.md").read_text(encoding="utf-8") == before, "a check changes nothing"

    assert main(["--project", str(copy)]) == 0
    assert "stale" not in copy.joinpath("README.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["--check", "--project", str(copy)]) == 0
    assert capsys.readouterr().out == ""


def test_a_wrong_mark_is_exit_code_4(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy.joinpath("README.md").write_text(
        "# Title\n\n<!-- generated: nothing-such -->\n<!-- end -->\n", encoding="utf-8"
    )
    assert main(["--check", "--project", str(copy)]) == 4
    assert "README.md:3:1: no block is called `nothing-such`" in capsys.readouterr().err


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "builder.documentation", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "--check" in done.stdout


def test_every_command_with_its_output_is_generated() -> None:
    """Output that is shown is output that was printed: no block of a console is written by hand."""
    shown = blocks("console")
    assert len(shown) >= 5
    for name, content in shown:
        page = PAGES[name]
        start = page.rindex("<!-- ", 0, page.index(content))
        command = content.splitlines()[0].removeprefix("$ ")
        mark = page[start:].splitlines()[0]
        assert mark.startswith(("<!-- generated: console ", "<!-- generated: example ")), f"{name}: {command}"
        assert mark.endswith(f"{command} -->"), f"{name}: {mark}"
