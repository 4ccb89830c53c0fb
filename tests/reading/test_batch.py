"""Files and folders of documents: in order, the same however many processes read them, and each failing for itself."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from builder.errors import ExitCode, InputError, SourceError
from builder.project import Project
from builder.reading import batch
from builder.reading.batch import Batch, Outcome

from .conftest import WORLD

PAGE = """\
{area} PEEL 2017
Efficiency
How efficient is the force at keeping people safe and reducing crime?
View the three questions for efficiency
Last updated 09/11/2017
{grade}
{area} plans its year with care.
"""


@pytest.fixture(scope="module")
def realm(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project with the forces of the invented realm."""
    root = tmp_path_factory.mktemp("realm")
    for name in ("ontology", "seeds", "queries", "shapes", "rules"):
        shutil.copytree(project.root / name, root / name)
    for path in WORLD.glob("*.yaml"):
        shutil.copy(path, root / "seeds" / "reference" / f"realm-{path.name}")
    return Project(root)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with good pages, and files that are none."""
    folder = tmp_path / "pages"
    (folder / "deeper").mkdir(parents=True)
    for name, area, grade in (("b", "Ashshire", "Good"), ("a", "Bexshire", "Inadequate")):
        (folder / f"{name}.txt").write_text(PAGE.format(area=area, grade=grade), encoding="utf-8")
    (folder / "deeper" / "c.html").write_text(
        "".join(f"<p>{line}</p>" for line in PAGE.format(area="North Dalmarch", grade="Good").splitlines()),
        encoding="utf-8",
    )
    (folder / "d.txt").write_text("A letter about gardens.\n", encoding="utf-8")
    (folder / "e.pdf").write_bytes(b"no pdf")
    (folder / "f.txt").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def gist(outcomes: list[Outcome], folder: Path) -> list[tuple[str, str, int]]:
    return [
        (os.path.relpath(each.file, folder), each.reading.kind if each.reading else "", int(each.exit_code))
        for each in outcomes
    ]


EXPECTED = [
    ("a.txt", "peel-pillar", 0),
    ("b.txt", "peel-pillar", 0),
    ("d.txt", "", 1),
    ("deeper/c.html", "peel-pillar", 0),
    ("e.pdf", "", 3),
    ("f.txt", "", 3),
]


def test_each_file_for_itself_in_order(realm: Project, pages: Path) -> None:
    outcomes, _ = Batch(realm, jobs=1).read([pages])
    assert gist(outcomes, pages) == EXPECTED
    assert all(each.file in each.error for each in outcomes if each.exit_code)
    assert outcomes[2].error.endswith("d.txt: the document is of no kind that is known here")


def test_several_processes_give_the_same(realm: Project, pages: Path) -> None:
    alone, _ = Batch(realm, jobs=1).read([pages])
    together, _ = Batch(realm, jobs=2).read([pages / "d.txt", pages])
    assert together == alone


def test_a_killed_process_costs_its_file_alone(
    realm: Project, pages: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(batch, "_read", _killed_at_b)
    outcomes, _ = Batch(realm, jobs=2).read([pages])
    expected = [("b.txt", "", 6) if name == "b.txt" else (name, kind, code) for name, kind, code in EXPECTED]
    assert gist(outcomes, pages) == expected
    assert "was killed" in outcomes[1].error


def _killed_at_b(file: Path) -> Outcome:
    """In place of reading: a process that does not survive one file."""
    if file.name == "b.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return batch._contained(batch._AT_WORK[0], file)


def test_a_defect_of_ours_costs_its_file_alone_and_is_raised_where_it_is_the_only_one(
    realm: Project, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = batch.Workshop.read

    def broken(self: batch.Workshop, path: Path) -> Outcome:
        if path.name == "a.txt":
            raise ZeroDivisionError("planted")
        return read(self, path)

    monkeypatch.setattr(batch.Workshop, "read", broken)
    outcomes, _ = Batch(realm).read([pages])
    assert gist(outcomes, pages)[1:] == EXPECTED[1:]
    assert outcomes[0].exit_code is ExitCode.DEFECT
    assert "a.txt: a defect of peelgraph: ZeroDivisionError: planted" in outcomes[0].error
    with pytest.raises(ZeroDivisionError):
        Batch(realm).read([pages / "a.txt"])


def test_what_leads_out_of_a_folder_is_told_and_not_followed(realm: Project, pages: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret\n", encoding="utf-8")
    (pages / "link.txt").symlink_to(outside)
    outcomes, _ = Batch(realm).read([pages])
    told = next(each for each in outcomes if each.file.endswith("link.txt"))
    assert told.exit_code is ExitCode.INPUT
    assert "leads out of the folder" in told.error


def test_a_missing_path_is_an_error_of_the_call(realm: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt"):
        Batch(realm).read([tmp_path / "none.txt"])


def test_wrong_rules_are_told_once_before_any_file_is_read(
    project: Project, pages: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("ontology", "seeds", "queries", "shapes", "rules"):
        shutil.copytree(project.root / name, tmp_path / "spoilt" / name)
    (tmp_path / "spoilt" / "rules" / "reading" / "wrong.yaml").write_text("phrases: none\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"rules/reading/wrong\.yaml"):
        Batch(Project(tmp_path / "spoilt"), jobs=2).read([pages])
    assert capfd.readouterr() == ("", "")


def test_progress_is_reported(realm: Project, pages: Path) -> None:
    said: list[str] = []
    Batch(realm, jobs=1).read([pages], said.append)
    assert said[0] == "reading the seeds"
    assert said[-1] == "reading 6 of 6: f.txt"
