from __future__ import annotations

import errno
import hashlib
import os
import socket
from pathlib import Path

import pytest

from builder.errors import ExitCode, InputError, LimitError
from builder.reading.sources import opening
from builder.reading.sources.opening import open_text
from builder.reading.sources.text import Text
from tests.reading.sources.pdfs import Put, with_pages

PDF = with_pages([Put(72, 700, "Good")])


@pytest.mark.parametrize(
    ("name", "data", "form", "lines"),
    [
        ("a.txt", b"Good\n", "plain", ("Good",)),
        ("a", b"Good\n", "plain", ("Good",)),
        ("a.md", b"# Good <p>", "plain", ("# Good <p>",)),
        ("a.txt", b"", "plain", ()),
        ("a.txt", b"<p>Good", "plain", ("<p>Good",)),
        ("a.txt", b"a <!doctype html>", "plain", ("a <!doctype html>",)),
        ("a.txt", b"<htmlx>", "plain", ("<htmlx>",)),
        ("a.txt", b"about %PDF-1.4", "plain", ("about %PDF-1.4",)),
        ("a.txt", b"<?xml version='1.0'?><x/>", "plain", ("<?xml version='1.0'?><x/>",)),
        ("a.txt", b"\xef\xbb\xbf\n <!DocType HTML><p>Good", "html", ("Good",)),
        ("a", b"<?xml version='1.0'?>\n<!-- saved -->\n<html><p>Good", "html", ("Good",)),
        ("a.txt", "<html><p>Good".encode("utf-16"), "html", ("Good",)),
        ("a.pdf", b"<html><p>Good", "html", ("Good",)),
        ("a.html", b"<p>Good", "html", ("Good",)),
        ("a.HTM", b"Good", "html", ("Good",)),
        ("a.xhtml", b"<div>Good</div>", "html", ("Good",)),
        ("a.html", b"", "html", ()),
        ("a.pdf", PDF, "pdf", ("Good",)),
        ("a.html", PDF, "pdf", ("Good",)),
        ("a", PDF, "pdf", ("Good",)),
        ("a.pdf", b"\r\n" + PDF, "pdf", ("Good",)),
    ],
)
def test_what_a_file_is_is_seen_in_it(
    tmp_path: Path, name: str, data: bytes, form: str, lines: tuple[str, ...]
) -> None:
    (tmp_path / name).write_bytes(data)
    text = open_text(tmp_path / name)
    assert (text.name, text.form, text.lines) == (name, form, lines)
    assert text.sha256 == hashlib.sha256(data).hexdigest()
    assert text == open_text(tmp_path / name)


def test_a_text_may_have_another_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Good", encoding="utf-8")
    assert open_text(tmp_path / "a.txt", "ashshire-2016").name == "ashshire-2016"


@pytest.mark.parametrize(
    ("first", "last", "on"), [(1, None, "a"), (2, None, "b"), (1, 2, "a\nb"), (3, 9, "c"), (4, None, "")]
)
def test_the_text_on_lines(first: int, last: int | None, on: str) -> None:
    assert Text("a", ("a", "b", "c"), "0" * 64, "plain").on(first, last) == on


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", b"Good", "is called a PDF but is none"),
        ("a.docx", b"PK\x03\x04\x14\0", "byte 0x00 at offset 5"),
        ("a.txt", b"\xff\xd8\xff\xe0", "byte 0xff at offset 0"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0", "byte 0x00 at offset 8"),
        ("a.txt", "Good".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_text_is_told_with_the_file(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        open_text(tmp_path / name, "another name")
    assert str(caught.value).startswith(f"{tmp_path / name}: ")
    assert told in str(caught.value)
    assert caught.value.exit_code is ExitCode.INPUT


def test_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 1024 * 1024)
    (tmp_path / "a.txt").write_bytes(b"a" * 1024 * 1024)
    (tmp_path / "b.txt").write_bytes(b"a" * 1024 * 1024 + b"\n")
    assert len(open_text(tmp_path / "a.txt").lines[0]) == 1024 * 1024
    with pytest.raises(LimitError, match=r"b\.txt: larger than 1 MiB") as caught:
        open_text(tmp_path / "b.txt")
    assert caught.value.exit_code is ExitCode.LIMIT


def test_a_file_of_many_gigabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(1 << 40)  # a hole: it takes no room
    with pytest.raises(LimitError, match=r"a\.txt: larger than 64 MiB"):
        open_text(tmp_path / "a.txt")


@pytest.mark.parametrize("path", ["missing.txt", "folder/missing.txt", "x" * 5_000, "a\0b", "file.txt/a"])
def test_what_is_not_there_or_has_no_possible_name(tmp_path: Path, path: str) -> None:
    (tmp_path / "file.txt").write_bytes(b"")
    with pytest.raises(InputError):
        open_text(tmp_path / path)


def test_folders(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        open_text(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    for path in (tmp_path / "a.txt", tmp_path / "b.txt", Path("/dev/zero")):
        with pytest.raises(InputError, match="is no regular file"):
            open_text(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_comes_in_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    before = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _, **__: before)
    with pytest.raises(InputError, match="is no regular file"):
        open_text(path)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no local sockets")
def test_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # names of sockets are short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("a.txt")
        with pytest.raises(InputError, match="is no regular file"):
            open_text(Path("a.txt"))


def test_links_that_lead_to_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(InputError, match=r"a\.txt: can't be read"):
        open_text(tmp_path / "a.txt")


def test_files_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_bytes(b"Good")
    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(InputError, match=r"a\.txt: can't be read: Permission denied"):
        open_text(path)
