"""From lines as they stand on the pages of a PDF to lines of a text: paragraphs made whole, running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

_UNSEEN: Final = dict.fromkeys([0xAD, 0x180E, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x200B, 0x2010)])
_BULLET: Final = re.compile(r"[•▪●■◦‣∙·\uf0b7\uf0a7\u2043]\s*(?=\S)")
_ITEM: Final = re.compile(r"(?:- |\(?(?:\d{1,2}|[a-z])[.)]\s)")
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(r"[-–—|\s]*(?:page\s*)?#(?:\s*(?:of|/)\s*#)?[-–—|\s]*", re.IGNORECASE)

_LONG: Final = 40
"""Characters of a line that may go on in the next; shorter ones stand for themselves."""

_COLUMN: Final = 50.0
"""Lines that begin within so many points of one another may stand in one column."""

_MARGIN: Final = 0.08
"""The part of a page's height at its top and at its bottom where running heads stand."""


class PdfLine(NamedTuple):
    """A line on a page: its text and where it stands in points.

    ``rise`` is how far up the page it stands, from 0 to 1; ``glued`` says that its last word goes on in the next line.
    Where ``height`` is 0 the places say nothing.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float
    rise: float
    glued: bool


def laid_out(pages: list[list[PdfLine]]) -> tuple[str, ...]:
    """The lines of a text from those of pages: one for each paragraph, with blank lines between them and the pages."""
    lines: list[str] = []
    for page in _without_running_heads([[_cleaned(line) for line in page] for page in pages]):
        for text in _paragraphs([line for line in page if line.text]):
            if text or (lines and lines[-1]):
                lines.append(text)
        if lines and lines[-1]:
            lines.append("")
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def _cleaned(line: PdfLine) -> PdfLine:
    text = line.text.translate(_UNSEEN)
    # no separator of lines but ours, and no blanks but spaces and the tabs that part cells
    text = "\t".join(" ".join(cell.split()) for cell in text.split("\t")).strip()
    return line._replace(text=_BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text)


def _without_running_heads(pages: list[list[PdfLine]]) -> Iterator[list[PdfLine]]:
    """Pages without what stands in the same place of most of them, numbers aside; it stays where it stands first."""
    edges = [_in_margins(page) for page in pages]
    counts = Counter(key for edge in edges for key in set(edge.values()))
    running = {key for key, count in counts.items() if count >= 3 and count * 5 >= len(pages) * 2}
    seen: set[tuple[str, int]] = set()
    for page, edge in zip(pages, edges, strict=True):
        kept = []
        for at, line in enumerate(page):
            key = edge.get(at)
            if key is None or key not in running or (key not in seen and not _PAGE_NUMBER.fullmatch(key[0])):
                kept.append(line)
            if key is not None:
                seen.add(key)
        yield kept


def _in_margins(page: list[PdfLine]) -> dict[int, tuple[str, int]]:
    """Which lines stand in the margins of a page, with their text without numbers and their place."""
    return {
        at: (_DIGITS.sub("#", line.text), round(line.bottom))
        for at, line in enumerate(page)
        if line.height and not _MARGIN < line.rise < 1 - _MARGIN
    }


def _paragraphs(lines: list[PdfLine]) -> Iterator[str]:
    """The lines of a page with the lines of a paragraph made one, and blank ones between paragraphs."""
    if not lines:
        return
    leading = _leading(lines)
    edges = _right_edges(lines)
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        near = 0 < before.bottom - line.bottom <= 1.3 * leading(before)
        alike = abs(before.height - line.height) <= 0.1 * before.height
        if before.glued:
            parts.append(line.text)
        elif near and alike and _goes_on(before, line, edges):
            parts.append(f" {line.text}")
        else:
            yield "".join(parts)
            if before.height and line.height and not (near and alike):
                yield ""
            parts = [line.text]
    yield "".join(parts)


class _Leading(NamedTuple):
    """The distance of lines that is the most common on a page, if any is."""

    common: float

    def __call__(self, line: PdfLine) -> float:
        return self.common if 0 < self.common <= 2 * line.height else 1.3 * line.height


def _leading(lines: list[PdfLine]) -> _Leading:
    distances = Counter(
        round((before.bottom - line.bottom) * 2) / 2
        for before, line in pairwise(lines)
        if abs(before.height - line.height) <= 0.1 * before.height
        and 0 < before.bottom - line.bottom <= 2 * before.height
    )
    # of equally common ones the smallest; distances between paragraphs are larger than those within
    return _Leading(min(distances, key=lambda distance: (-distances[distance], distance), default=0.0))


def _right_edges(lines: list[PdfLine]) -> dict[int, float]:
    """How far to the right lines reach, by where they begin."""
    edges: dict[int, float] = {}
    for line in lines:
        if "\t" not in line.text:
            column = int(line.left // _COLUMN)
            edges[column] = max(edges.get(column, line.right), line.right)
    return edges


def _goes_on(before: PdfLine, line: PdfLine, edges: dict[int, float]) -> bool:
    """Whether a line goes on in the next: it is long, and the next word would not have found room in it."""
    if len(before.text) < _LONG or "\t" in before.text or "\t" in line.text or _ITEM.match(line.text):
        return False
    column = int(before.left // _COLUMN)
    edge = max(edges.get(each, before.right) for each in (column - 1, column, column + 1))
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) / len(line.text)
    return before.right + width * (len(word) + 1) > edge
