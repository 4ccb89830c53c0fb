from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import InputError
from builder.reading.sources.plain import lines_of_plain


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", ()),
        (b"\n", ("",)),
        (b"a", ("a",)),
        (b"a\n", ("a",)),
        (b"a\n\n", ("a", "")),
        (b"\n\na\n", ("", "", "a")),
        (b"a\r\n\r\nb\r\n", ("a", "", "b")),
        (b"\xef\xbb\xbfa\nb", ("a", "b")),
        ("a\u2028b\x0cc\x85d\x0be\nf".encode(), ("a\u2028b\x0cc\x85d\x0be", "f")),
        (b"a\rb\n", ("a\rb",)),
        ("£4.5m\tAbertawe – ŷ\n".encode(), ("£4.5m\tAbertawe – ŷ",)),
    ],
)
def test_lines_are_those_of_an_editor(data: bytes, lines: tuple[str, ...]) -> None:
    assert lines_of_plain(data, "a.txt") == lines


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Good\n£4".encode("cp1252"), "a.txt: byte 0xa3 at offset 5 (line 2) is not UTF-8"),
        (b"\xc3", "a.txt: byte 0xc3 at offset 0 (line 1) is not UTF-8"),
        (b"\xed\xa0\x80", "a.txt: byte 0xed at offset 0"),
        (b"PK\x03\x04\0\0", "a.txt: byte 0x00 at offset 4"),
        (b"\xff\0", "a.txt: byte 0x00 at offset 1"),
        ("Good".encode("utf-16"), "a.txt: byte 0xff at offset 0 begins a text in UTF-16"),
        (b"\xfe\xff" + "Good".encode("utf-16-be"), "begins a text in UTF-16"),
        ("Good".encode("utf-32"), "begins a text in UTF-32"),
        ("Good".encode("utf-16-le"), "a.txt: byte 0x00 at offset 1"),
    ],
)
def test_other_encodings_are_told_with_the_byte(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        lines_of_plain(data, "a.txt")
    assert told in str(caught.value)


@given(st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"])))
def test_lines_joined_give_the_file(text: str) -> None:
    lines = lines_of_plain(text.encode(), "a.txt")
    assert "\n".join(lines) == text.removeprefix("\ufeff").removesuffix("\n")


def test_ten_megabytes_on_one_line() -> None:
    (line,) = lines_of_plain(b"good " * 2_000_000, "a.txt")
    assert len(line) == 10_000_000


def test_twenty_megabytes_in_many_lines() -> None:
    lines = lines_of_plain(b"is good.\r\n" * 2_000_000, "a.txt")
    assert len(lines) == 2_000_000
    assert set(lines) == {"is good."}
