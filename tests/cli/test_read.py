"""``peelgraph read`` from the outside: from a saved page to the force's new grade."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli import run
from builder.project import Project

PAGE = """\
Skip to content

Cumbria PEEL 2017

Efficiency

How efficient is the force at keeping people safe and reducing crime?

View the three questions for efficiency

Last updated 09/11/2017
Requires improvement

Cumbria Constabulary is judged to require improvement in the efficiency with which it keeps people safe.

In last year's efficiency inspection, the force was judged to be good. It keeps 31 boats on 12 lakes.
"""
BEFORE = "seeds/documents/peel-2016-efficiency-leicestershire.yaml"
KEY = "peel-2017-efficiency-cumbria"


@pytest.fixture
def copy(project: Project, tmp_path: Path) -> Project:
    """A copy of the project's sources that a test may add to."""
    for name in ("ontology", "seeds", "queries", "shapes", "rules"):
        shutil.copytree(project.root / name, tmp_path / "copy" / name)
    return Project(tmp_path / "copy")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "cumbria.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def read(*words: str | Path) -> int:
    return run(["read", *map(str, words)])


def test_from_a_saved_page_to_the_new_grade(copy: Project, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = page.with_name("report.html")
    table = copy.seeds / "national" / "pillars.csv"  # what the made-up page says is not so
    rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith("cumbria,peel-2017,efficiency,")]
    assert len(kept) == len(rows) - 1
    table.write_text("".join(kept), encoding="utf-8")
    assert read(page, "--out", copy.seeds, "--report", report) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"written: seeds/documents/{KEY}.yaml" in captured.err
    assert "peel-pillar, Cumbria Constabulary, PEEL 2017" in captured.err
    assert "1 date, 2 grades, 2 figures" in captured.err
    assert "make graph" in captured.err
    assert '<mark class="sure"' in report.read_text(encoding="utf-8")

    assert run(["check", "--project", str(copy.root)]) == 0
    assert run(["build", "--project", str(copy.root)]) == 0
    capsys.readouterr()
    graph = copy.build / "peelgraph.ttl"
    asked = ["grade-changes", "--force", "cumbria", "--to-year", "2017", "--format", "csv"]
    assert run(["query", *asked, "--graph", str(graph)]) == 0
    assert "good,2017,requires improvement,declined,-1" in capsys.readouterr().out


def test_the_seed_is_printed_where_no_folder_is_named(
    copy: Project, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(page, "--project", copy.root) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"document:\n  key: {KEY}\n")
    assert "grade: requires-improvement" in printed
    assert read(page, "--out", copy.seeds) == 0
    assert (copy.seeds / "documents" / f"{KEY}.yaml").read_text(encoding="utf-8") == printed
    capsys.readouterr()


def test_several_are_printed_as_documents_of_one_stream(
    copy: Project, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = page.with_name("gwent.txt")
    other.write_text(PAGE.replace("Cumbria Constabulary", "Gwent Police").replace("Cumbria", "Gwent"), encoding="utf-8")
    assert read(other, page, "--project", copy.root) == 0
    printed = capsys.readouterr().out
    first, second = printed.split("---\n")
    assert first.startswith(f"# {str(page)!a}\ndocument:\n  key: {KEY}\n")
    assert "key: peel-2017-efficiency-gwent" in second


def test_json_is_one_object_a_line(copy: Project, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(page, "--format", "json", "--project", copy.root) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["file"] == str(page)
    assert data["dates"]["updated"] == "2017-11-09"
    assert [row["grade"] for row in data["judgments"]] == ["requires improvement", "requires improvement", "good"]
    out = page.with_name("out")
    assert read(page, "--format", "json", "--project", copy.root, "--out", out) == 0
    assert json.loads((out / f"{KEY}.json").read_text(encoding="utf-8")) == data


def test_a_curated_seed_is_never_replaced_unasked(
    copy: Project, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(page, "--out", copy.seeds) == 0
    seed = copy.seeds / "documents" / f"{KEY}.yaml"
    made = seed.read_text(encoding="utf-8")
    assert read(page, "--out", copy.seeds) == 0, "what says the same already may be written again"
    curated = made.replace("title: ", "title: Curated ").replace('Curated "', '"Curated ')
    seed.write_text(curated, encoding="utf-8")
    capsys.readouterr()
    assert read(page, "--out", copy.seeds) == 1
    assert "says something else; --force replaces it" in capsys.readouterr().err
    assert seed.read_text(encoding="utf-8") == curated
    assert read(page, "--out", copy.seeds, "--force") == 0
    assert seed.read_text(encoding="utf-8") == made


def test_replacing_never_leaves_seeds_that_do_not_build(
    copy: Project, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(page, "--out", copy.seeds) == 0
    seed = copy.seeds / "documents" / f"{KEY}.yaml"
    defined = "\norganisations:\n  - {organisation: lake-patrol, name: Lake patrol, lines: 13}\n"
    seed.write_text(seed.read_text(encoding="utf-8") + defined, encoding="utf-8")
    leaning = copy.root / BEFORE
    text = leaning.read_text(encoding="utf-8").replace("publishers: [hmicfrs]", "publishers: [hmicfrs, lake-patrol]", 1)
    leaning.write_text(text, encoding="utf-8")
    before = seed.read_bytes()
    capsys.readouterr()
    assert read(page, "--out", copy.seeds, "--force") == 4
    assert "lake-patrol" in capsys.readouterr().err
    assert seed.read_bytes() == before


def test_a_document_of_no_known_kind_is_exit_code_1_and_nothing_is_written(
    copy: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter about gardens.\n", encoding="utf-8")
    out = tmp_path / "out"
    assert read(letter, "--out", out, "--project", copy.root) == 1
    assert f"{letter}: the document is of no kind that is known here" in capsys.readouterr().err
    assert list(out.rglob("*")) == []


def test_the_worst_exit_code_counts_and_the_others_are_read(
    copy: Project, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("A letter about gardens.\n", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    assert read(tmp_path / "letter.txt", page, tmp_path / "binary.txt", "--project", copy.root) == 3
    captured = capsys.readouterr()
    assert f"key: {KEY}" in captured.out
    assert "binary.txt" in captured.err
    assert "1 document read, 2 files not" in captured.err


def test_wrong_usage(page: Path, copy: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert read() == 2
    assert read(page, "--report", "report.docx") == 2
    assert ".html" in capsys.readouterr().err
    assert read(page, "--threshold", "2") == 2
    assert read(page.with_name("none.txt"), "--project", copy.root) == 3
    assert "none.txt" in capsys.readouterr().err


def test_a_threshold_decides_what_waits(copy: Project, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(page, "--threshold", "1", "--project", copy.root) == 0
    captured = capsys.readouterr()
    assert "judgments:" not in captured.out
    assert "5 for review" in captured.err
    assert "no grades: " in captured.err


def test_markdown_report(copy: Project, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = page.with_name("report.md")
    assert read(page, "--report", report, "--project", copy.root) == 0
    assert report.read_text(encoding="utf-8").startswith("# Read: PEEL 2017 efficiency: Cumbria Constabulary\n")


def test_a_name_that_a_seed_cannot_hold_is_told(copy: Project, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = page.with_name("Cumbria PEEL 2017.txt")
    page.rename(odd)
    assert read(odd, "--project", copy.root) == 0
    captured = capsys.readouterr()
    assert "file: Cumbria-PEEL-2017.txt" in captured.out
    assert "keep the document as Cumbria-PEEL-2017.txt" in captured.err


def test_processes_are_started_from_the_command_too(copy: Project, page: Path) -> None:
    other = page.with_name("gwent.txt")
    other.write_text(PAGE.replace("Cumbria Constabulary", "Gwent Police").replace("Cumbria", "Gwent"), encoding="utf-8")
    command = [sys.executable, "-m", "builder", "read", str(page), str(other), "--jobs", "2", "--format", "json"]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([*command, "--project", str(copy.root)], cwd=root, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 2
