"""Files as bytes: packed, torn, endless, or no files at all."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from builder.errors import InputError, LimitError, UsageError
from builder.rdffiles.loading import load
from builder.rdffiles.reading import read_rdf

from .conftest import Write

LINE = b"<http://a> <http://b> <http://c> .\n"


def test_packed_files_are_unpacked(write: Write) -> None:
    assert load(write("a.nt.gz", gzip.compress(LINE)), "a", 100) == LINE


def test_files_of_several_members_and_with_padding(write: Write) -> None:
    packed = gzip.compress(LINE) + gzip.compress(LINE) + b"\0" * 512
    assert load(write("a.nt.gz", packed), "a", 1000) == LINE * 2


@pytest.mark.parametrize("cut", [1, 5, 12, 20])
def test_torn_files_are_named(cut: int, write: Write) -> None:
    path = write("torn.nt.gz", gzip.compress(LINE * 10)[:-cut])
    with pytest.raises(InputError, match=r"^torn\.nt\.gz: the gzip file ends too early") as error:
        load(path, "torn.nt.gz", 1000)
    assert error.value.exit_code == 3


@pytest.mark.parametrize("content", [LINE, b"\x1f\x8b\x08\x00garbage that is no deflate stream"])
def test_files_that_are_not_packed_are_named(content: bytes, write: Write) -> None:
    with pytest.raises(InputError, match=r"^a\.nt\.gz: no sound gzip file"):
        load(write("a.nt.gz", content), "a.nt.gz", 1000)


def test_a_wrong_checksum_is_found(write: Write) -> None:
    packed = bytearray(gzip.compress(LINE))
    packed[-6] ^= 1
    with pytest.raises(InputError, match="no sound gzip file"):
        load(write("a.nt.gz", bytes(packed)), "a.nt.gz", 1000)


def test_an_empty_file_is_no_gzip_file(write: Write) -> None:
    with pytest.raises(InputError, match="empty"):
        load(write("a.nt.gz", b""), "a.nt.gz", 1000)
    assert load(write("a.nt", b""), "a.nt", 1000) == b""


def test_a_bomb_is_not_unpacked(write: Write) -> None:
    bomb = gzip.compress(b"#" * 50_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(LimitError, match=r"bomb\.ttl\.gz: unpacks to more than 1000000 bytes") as error:
        read_rdf([write("bomb.ttl.gz", bomb)], limit=1_000_000)
    assert error.value.exit_code == 6


def test_the_limit_itself_is_allowed(write: Write) -> None:
    assert load(write("a.nt", LINE), "a", len(LINE)) == LINE
    assert load(write("a.nt.gz", gzip.compress(LINE)), "a", len(LINE) * 2) == LINE
    with pytest.raises(LimitError, match=f"a: more than {len(LINE) - 1} bytes"):
        load(write("a.nt", LINE), "a", len(LINE) - 1)


@pytest.mark.parametrize("name", ["a.gz", "a.csv.gz", "a", "ttl", ".ttl.bak"])
def test_names_that_say_nothing(name: str, write: Write) -> None:
    with pytest.raises(UsageError, match=r"allowed: \.json, \.jsonld, .*each also with \.gz"):
        read_rdf([write(name, LINE)])


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.ttl"
    os.mkfifo(path)
    with pytest.raises(InputError, match=r"pipe\.ttl: no regular file"):
        read_rdf([path])


def test_a_device_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "zero.ttl"
    path.symlink_to("/dev/zero")
    with pytest.raises(InputError, match=r"zero\.ttl: no regular file"):
        read_rdf([path])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "folder.ttl"
    path.mkdir()
    with pytest.raises(InputError, match=r"folder\.ttl: a folder; name the files in it"):
        read_rdf([path])


def test_links_in_a_circle(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(InputError, match=r"one\.ttl: can't be read \(Too many levels"):
        read_rdf([one])


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read_rdf([tmp_path / "a\0.ttl"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_nobody_may_read(write: Write) -> None:
    path = write("secret.ttl", LINE)
    path.chmod(0)
    with pytest.raises(InputError, match=r"secret\.ttl: can't be read \(Permission denied\)"):
        read_rdf([path])
