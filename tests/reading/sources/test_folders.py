from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from builder.errors import InputError, Problem
from builder.reading.sources.folders import files_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with documents and other things in it."""
    root = tmp_path / "documents"
    for name in (
        "b.txt", "a.HTML", "c.pdf", "notes.docx", "picture.png", "no-ending", ".hidden.txt", "z.text", "z.md",
        "z.htm", "z.xhtml", "sub/a.txt", "sub/deeper/a.txt", ".git/a.txt", "sub/.cache/a.txt", "a/x.txt", "a.b/x.txt",
    ):  # fmt: skip
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return root


def names(found: list[Path], root: Path) -> list[str]:
    """Files by their names in a folder."""
    return [path.relative_to(root).as_posix() for path in found]


def test_readable_files_of_folders_in_order(folder: Path) -> None:
    problems: list[Problem] = []
    found = names(files_of([folder], problems), folder)
    assert found == [
        "a.HTML", "a.b/x.txt", "a/x.txt", "b.txt", "c.pdf", "sub/a.txt", "sub/deeper/a.txt", "z.htm", "z.md",
        "z.text", "z.xhtml",
    ]  # fmt: skip
    assert problems == []


def test_each_file_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert files_of([folder, folder / "b.txt", folder / "sub", folder, folder / "sub" / ".." / "b.txt"]) == files_of(
        [folder]
    )
    monkeypatch.chdir(folder)
    assert files_of([Path("b.txt"), folder / "b.txt"]) == [folder / "b.txt"]


def test_files_that_are_named_may_be_called_as_they_like(folder: Path) -> None:
    asked = [folder / "no-ending", folder / ".hidden.txt", folder / "notes.docx"]
    assert files_of(asked) == sorted(asked)
    assert names(files_of([folder / ".git"]), folder) == [".git/a.txt"]
    assert files_of([]) == []


def test_missing_paths_are_told_all_at_once(folder: Path) -> None:
    (folder / "dangling.txt").symlink_to(folder / "nothing")
    with pytest.raises(InputError) as caught:
        files_of([folder / "x.txt", folder, folder / "y", folder / "dangling.txt"])
    told = str(caught.value).splitlines()
    assert told == [f"{folder / name}: there is no such file or folder" for name in ("x.txt", "y", "dangling.txt")]


@pytest.mark.parametrize("path", ["a\0b", "x" * 5_000])
def test_paths_that_can_not_be(path: str) -> None:
    with pytest.raises(InputError):
        files_of([Path(path)])


def test_links_that_lead_out_are_told_and_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "documents-outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(b"x")
    before = files_of([folder])
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "sub" / "out").symlink_to(outside)
    (folder / "up").symlink_to("..")
    (folder / "root").symlink_to("/")
    problems: list[Problem] = []
    assert files_of([folder], problems) == before
    assert sorted(problem.file for problem in problems) == sorted(
        str(folder / name) for name in ("out.txt", "sub/out", "up", "root")
    )
    assert {problem.found for problem in problems} == {"leads out of the folder and is not followed"}


def test_links_within_are_followed_once(folder: Path) -> None:
    before = files_of([folder])
    (folder / "0.txt").symlink_to("b.txt")  # first by its name, but the file itself comes first
    (folder / "loop").symlink_to(".")
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "twin").symlink_to("sub")
    (folder / "stored.txt").symlink_to(".git/a.txt")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nothing.txt")
    problems: list[Problem] = []
    assert files_of([folder], problems) == sorted([*before, folder / "stored.txt"], key=Path.as_posix)
    assert {(Path(each.file).name, each.found) for each in problems} == {
        ("self.txt", "leads to no regular file"),
        ("gone.txt", "leads to no regular file"),
    }


def test_a_folder_that_is_named_by_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    problems: list[Problem] = []
    assert names(files_of([tmp_path / "link"], problems), tmp_path / "link") == names(files_of([folder]), folder)
    assert problems == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_in_folders_are_told(folder: Path) -> None:
    before = files_of([folder])
    os.mkfifo(folder / "pipe.txt")
    problems: list[Problem] = []
    assert files_of([folder], problems) == before
    assert [each.file for each in problems] == [str(folder / "pipe.txt")]


def test_folders_that_may_not_be_looked_into_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refused(path: Path) -> object:
        if path == folder / "sub":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    problems: list[Problem] = []
    found = names(files_of([folder], problems), folder)
    assert "z.md" in found
    assert "sub/a.txt" not in found
    assert problems == [Problem(str(folder / "sub"), 0, 0, "can't be looked into: Permission denied")]


def test_folders_deep_in_one_another(tmp_path: Path) -> None:
    path = tmp_path
    for _ in range(300):
        path /= "d"
    path.mkdir(parents=True)
    (path / "a.txt").write_bytes(b"x")
    assert files_of([tmp_path]) == [path / "a.txt"]
