"""Lines of a CSV table as rows of cells, one at a time, each cell with its column.

A row is one line: cells hold no ends of lines, so that the number of a row is that of its line, and a table of any
length is read line by line. Language: RFC 4180, https://www.rfc-editor.org/rfc/rfc4180, in UTF-8 and without a byte
order mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from builder.errors import Problem
from builder.seeds.source import UNWRITABLE

CELL_LIMIT: Final = 2_000
"""Most characters of a cell; the longest that a record takes."""

LINE_LIMIT: Final = 20_000
"""Most bytes of a line."""

FORMULA: Final = ("=", "+", "-", "@", "\t")
"""What a cell may not begin with, unless it is a number: a program for spreadsheets would take it for a formula."""

_NUMBER: Final = re.compile("[+-][0-9]+([.][0-9]+)?")
_MARK: Final = b"\xef\xbb\xbf"
_PLAIN: Final = re.compile(r'[^",]*')
_UNUSUAL: Final = re.compile(r'"|(?:^|,)[=+\-@\t]')
"""What a line has to be looked at for cell by cell: all others are cells between commas."""
_NOT_PLAIN: Final = ('"', *(before + sign for before in "\n," for sign in FORMULA))
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number of its line, its cells, and its text."""

    line: int
    cells: tuple[str, ...]
    text: str

    @property
    def columns(self) -> tuple[int, ...]:
        """The 1-based column at which each cell begins."""
        return tuple(at + 1 for at, _ in _cells(self.text))


def read_rows(stream: IO[bytes], name: str, problems: list[Problem], first: int = 1) -> Iterator[Row]:
    """The rows of a table; what is wrong with a line is added to ``problems``, and the line is left out.

    No more than one line is held, and of a line that is too long no more than its beginning. ``first`` is the number
    of the line that the stream begins with.
    """
    for number, content in enumerate(_lines(stream), first):
        try:
            text = _text(content, number)
            plain = len(text) <= CELL_LIMIT and not _UNUSUAL.search(text)
            yield Row(number, tuple(text.split(",")) if plain else tuple(cell for _, cell in _cells(text)), text)
        except _UnreadableError as error:
            problems.append(Problem(name, number, error.column, error.found, error.allowed, error.advice))


def plain_cells(content: bytes, width: int) -> list[list[str]] | None:
    """The cells of lines that are all plain rows of ``width`` cells; None where a line has to be looked at by itself.

    What this takes, ``read_rows`` takes too, and makes the same of; what it leaves may be right or wrong.
    """
    try:
        text = "\n" + content.decode().removesuffix("\n")
    except UnicodeDecodeError:
        return None
    if not text.replace("\n", "").isprintable() or any(each in text for each in _NOT_PLAIN):
        return None
    _, *lines = text.split("\n")
    rows = [line.split(",") for line in lines]
    return rows if len(max(lines, key=len)) <= CELL_LIMIT and {*map(len, rows)} == {width} and width > 1 else None


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(LINE_LIMIT + 3):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_LIMIT)
        yield line


class _UnreadableError(Exception):
    """A line that is no row: at which column, what is wrong, what is allowed, and what to do."""

    def __init__(self, column: int, found: str, allowed: str, advice: str) -> None:
        self.column = column
        self.found = found
        self.allowed = allowed
        self.advice = advice
        super().__init__(found)


def _text(content: bytes, number: int) -> str:
    """The text of one line without its end."""
    content = content.removesuffix(b"\n").removesuffix(b"\r")
    if number == 1 and content.startswith(_MARK):
        raise _UnreadableError(1, "a byte order mark", "UTF-8 without it", "save the file as plain UTF-8")
    if len(content) > LINE_LIMIT:
        allowed = "lines of the length of a record"
        raise _UnreadableError(1, f"a line of more than {LINE_LIMIT:,} bytes", allowed, "shorten its cells")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        column = len(content[: error.start].decode()) + 1
        found = f"the byte 0x{content[error.start]:02x} is no UTF-8"
        raise _UnreadableError(column, found, "UTF-8 text", "save the file as UTF-8") from error
    if match := UNWRITABLE.search(text):
        found = f"the character U+{ord(match[0]):04X}"
        raise _UnreadableError(match.start() + 1, found, "printable characters", "take it out")
    if not text.strip():
        raise _UnreadableError(1, "an empty row", "rows with cells", "take the line out")
    return text


def _cells(text: str) -> list[tuple[int, str]]:
    """The cells of a line, each with the index at which it begins."""
    cells: list[tuple[int, str]] = []
    at = 0
    while True:
        cell, end = _cell(text, at)
        _refuse(cell, at + 1)
        cells.append((at, cell))
        if end == len(text):
            return cells
        at = end + 1


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins at an index, and the index of the comma or end behind it."""
    if not text.startswith('"', at):
        end = _end(_PLAIN.match(text, at))
        if text.startswith('"', end):
            advice = "put the whole cell between quotation marks, and write those inside it twice"
            raise _UnreadableError(end + 1, "a quotation mark within a cell", 'cells such as "a ""b"" c"', advice)
        return text[at:end], end
    match = _QUOTED.match(text, at)
    if match is None:
        advice = "close it in the same line; a cell holds no ends of lines"
        raise _UnreadableError(at + 1, "a quotation mark that nothing closes", "cells that end in their line", advice)
    if match.end() < len(text) and text[match.end()] != ",":
        advice = "write quotation marks inside the cell twice"
        raise _UnreadableError(match.end() + 1, "text behind a quoted cell", "a comma or the end of the line", advice)
    return match[1].replace('""', '"'), match.end()


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _refuse(cell: str, column: int) -> None:
    if len(cell) > CELL_LIMIT:
        allowed = f"at most {CELL_LIMIT:,}"
        raise _UnreadableError(column, f"a cell of {len(cell):,} characters", allowed, "shorten it")
    if cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell):
        found = f"a cell that begins with {'a tab' if cell[0] == chr(9) else f'`{cell[0]}`'}"
        allowed = "cells that no spreadsheet takes for a formula"
        raise _UnreadableError(column, found, allowed, "take the character out, or write it as a word")
