"""Lines in the making: texts, ends of lines, items of lists and cells of tables as a page gives them one by one."""

from __future__ import annotations

from typing import Final, NamedTuple

_UNSEEN: Final = dict.fromkeys(
    [0xAD, 0x180E, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Soft hyphens, characters without width, and those that only turn the direction of writing."""

_WIDEST: Final = 60
"""Columns over which cells that span several are written out."""


def squeezed(text: str) -> str:
    """A text on one line: blanks of all kinds made one space, and what can't be seen left out."""
    return " ".join(text.translate(_UNSEEN).split())


class Written(NamedTuple):
    """A line: its text, whether it is in the main part of the page, and whether it is the page's heading."""

    text: str
    main: bool
    title: bool


class Lines:
    """The lines of a page so far, and the one that is being written.

    ``main`` and ``kept`` count the main parts and preformatted parts around it; ``title`` says that it is in the main
    heading, ``bullet`` that the next line begins an item of a list, ``seam`` that an element ends or begins here.
    """

    def __init__(self) -> None:
        self.written: list[Written] = []
        self.main = self.kept = 0
        self.title = self.bullet = self.seam = False
        self._parts: list[str] = []
        self._row: list[str] | None = None
        self._in_cell = False
        self._spanned: dict[int, int] = {}

    @property
    def tail(self) -> str:
        """The last characters of the line so far."""
        return self._parts[-1][-4:] if self._parts else ""

    def text(self, text: str) -> None:
        """Add a text; a small letter and a capital are not glued together where an element ends or begins."""
        if not text:
            return
        if self.seam and self._parts and text[0].isupper() and (self.tail[-1].islower() or self.tail[-1].isdigit()):
            self._parts.append(" ")
        self.seam = False
        if self.kept and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.end()
                if line:
                    self._parts.append(line)
        else:
            self._parts.append(text)

    def end(self) -> None:
        """End the line; in a cell of a table, which is a line with its row, put a space."""
        if self._in_cell:
            self._parts.append(" ")
            return
        text = squeezed("".join(self._parts))
        self._parts.clear()
        if text:
            self._write(f"- {text}" if self.bullet else text)
            self.bullet = False

    def blank(self) -> None:
        """End the line and put a blank one."""
        self.end()
        if not self._in_cell and self._row is None:
            self._write("")

    def table(self) -> None:
        """A table begins: no cell of it spans rows yet."""
        self._spanned = {}

    def row(self) -> None:
        """A row of a table of data begins."""
        self.row_ends()
        self._row = []

    def cell(self) -> None:
        """A cell begins, and a row if the page forgot to begin one."""
        if self._row is None:
            self._row = []
        self._in_cell = True

    def cell_ends(self, columns: int, rows: int) -> None:
        """A cell ends that spans so many columns and rows; empty cells are written where it reaches."""
        row = self._row if self._row is not None else []
        self._row = row
        while self._spanned.get(len(row), 0) > 0:
            self._spanned[len(row)] -= 1
            row.append("")
        text = squeezed("".join(self._parts))
        self._parts.clear()
        for each in (text, *[""] * (min(columns, _WIDEST) - 1)):
            if rows > 1 and len(row) < _WIDEST:
                self._spanned[len(row)] = rows - 1
            row.append(each)
        self._in_cell = False

    def row_ends(self) -> None:
        """A row ends: it is written as a line, its cells parted by tabs."""
        self._in_cell = False
        if self._row is not None:
            row, self._row = self._row, None
            if any(row):
                self._write("\t".join(row).rstrip("\t"))
        self.end()

    def _write(self, text: str) -> None:
        if not text and self.written and not self.written[-1].text:
            return
        self.written.append(Written(text, self.main > 0, self.title))
