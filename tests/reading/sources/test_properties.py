from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.errors import PeelgraphError
from builder.reading.sources.opening import open_text
from builder.reading.sources.page import lines_of_page
from builder.reading.sources.text import Text
from tests.reading.sources.pdfs import Put, with_pages

PIECES = (
    "<p>", "</p>", "<div class='cookie-banner'>", "</div>", "<table>", "<tr>", "<td colspan=3>", "<td rowspan=2>",
    "</table>", "<h1>", "</h1>", "<main>", "</main>", "<ul>", "<li>", "</ul>", "<br>", "<sup>1</sup>", "<b>", "</b>",
    "<script>", "</script>", "<!--", "-->", "<pre>", "</pre>", "<nav>", "</nav>", "<title>", "</title>", "<svg>",
    "&amp;", "&#0;", "&lol;", "<", ">", "'", '"', " ", "\n", "\r", "\t", "\xad", "\u2028", "Good", "4.5", "é", "\x0c",
    "<button>", "<select>", "<article>", "<header>",
)  # fmt: skip
PDF = with_pages([Put(72, 700, "Ashshire Police is good"), Put(72, 687, "at saving £4.5m")])


def opened(path: Path) -> Text | PeelgraphError:
    """The text of a file, or why there is none."""
    try:
        return open_text(path)
    except PeelgraphError as error:
        return error


def reads_or_tells(path: Path, data: bytes) -> None:
    """Read bytes from a file twice: the same text or an error for people that names the file."""
    path.write_bytes(data)
    text, again = opened(path), opened(path)
    if isinstance(text, Text):
        assert text == again
        assert all("\n" not in line for line in text.lines)
    else:
        assert str(text) == str(again)
        assert str(text).startswith(f"{path}: ")
        assert text.exit_code in (3, 6)


SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.mark.parametrize("ending", [".txt", ".html", ".xhtml", ".md", ""])
@SAME_FOLDER
@given(data=st.binary(max_size=2_000))
def test_any_bytes(tmp_path: Path, ending: str, data: bytes) -> None:
    reads_or_tells(tmp_path / f"a{ending}", data)


@settings(SAME_FOLDER, max_examples=25)
@given(data=st.binary(max_size=500), whole=st.booleans())
def test_any_bytes_called_a_pdf(tmp_path: Path, data: bytes, whole: bool) -> None:
    reads_or_tells(tmp_path / "a.pdf", data if whole else b"%PDF-1.7\n" + data)


@settings(SAME_FOLDER, max_examples=40)
@given(
    changes=st.lists(st.tuples(st.integers(0, len(PDF) - 1), st.integers(0, 255)), min_size=1, max_size=20),
    end=st.integers(1, len(PDF)),
)
def test_pdfs_with_bytes_changed(tmp_path: Path, changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(PDF)
    for at, byte in changes:
        data[at] = byte
    reads_or_tells(tmp_path / "a.pdf", bytes(data if end % 2 else data[:end]))


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_markup(page: str) -> None:
    lines = lines_of_page(page.encode(), "a.html")
    assert lines == lines_of_page(page.encode(), "a.html")
    assert not lines or (lines[0] and lines[-1])
    assert all(before or after for before, after in pairwise(lines))
    for line in lines:
        assert all(character == "\t" or character.isprintable() for character in line if character.isspace())
        assert line == line.rstrip()


@settings(deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), max_size=8))
def test_words_of_paragraphs_are_all_there(words: list[str]) -> None:
    page = "".join(f"<p>{word}</p>" for word in words)
    assert [line for line in lines_of_page(page.encode(), "a.html") if line] == words
