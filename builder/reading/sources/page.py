"""Saved pages: the document on them as lines, in the form in which plain texts have it."""

from __future__ import annotations

import re
from typing import Final

from builder.reading.sources.furniture import dropped
from builder.reading.sources.layout import Lines, Written, squeezed
from builder.reading.sources.markup import HEADINGS, Element, characters, markup

_BLOCKS: Final = HEADINGS | frozenset((
    "p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "section", "article", "main", "aside",
    "fieldset", "details", "hr",
))  # fmt: skip
"""A blank line stands before and after these."""

_BREAKS: Final = frozenset((
    "div", "li", "dt", "dd", "tr", "caption", "summary", "address", "header", "footer", "form", "legend",
    "figcaption", "body", "html", "head", "center", "thead", "tbody", "tfoot", "menu", "hgroup", "label",
    "button", "iframe", "th", "td", "br",
))  # fmt: skip
"""A line ends before and after these."""

_PARTS: Final = frozenset({"main", "article", "section", "blockquote"})
_SEAMS: Final = frozenset({"span", "a", "time", "strong", "em", "b", "i", "small", "mark"})
_NOTE: Final = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]?|[*†‡§]+)\s*")
_METRES: Final = re.compile(r"(?:^|[\s\d])[ckm]?m$")


def lines_of_page(data: bytes, file: str) -> tuple[str, ...]:
    """The lines of the document on a page; ``file`` names it in messages.

    Its title or main heading comes first. Each heading, paragraph, list item (``- …``) and row of a table (cells parted
    by tabs) is a line, and there are blank lines between blocks. What belongs to the site is left out. Raises
    InputError for a page that can't be read, and LimitError for one that is too deep or too large.
    """
    items = markup(characters(data, file), file)
    return _chosen(_Walk(items).lines(), _title(items))


def _title(items: list[Element | str]) -> str:
    for at, item in enumerate(items):
        if isinstance(item, Element):
            if item.tag == "title":
                return squeezed("".join(each for each in items[at + 1 : item.end] if isinstance(each, str)))
            if item.tag in ("body", "svg"):
                break
    return ""


def _chosen(written: list[Written], title: str) -> tuple[str, ...]:
    """The lines of the main part, where most of the text stands in it, else all; the heading first in either case."""
    size, main = (sum(len(line.text) for line in written if line.main or not only) for only in (False, True))
    chosen = [line for line in written if line.main] if main and main * 2 >= size else written
    texts = [line.text for line in chosen]
    if not any(line.title for line in chosen):
        texts = [next((line.text for line in written if line.title), title), "", *texts]
    lines: list[str] = []
    for text in texts:
        if text or (lines and lines[-1]):
            lines.append(text)
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


class _Walk:
    """Goes through the items of a page once and writes its lines."""

    def __init__(self, items: list[Element | str]) -> None:
        self.items = items
        self.out = Lines()
        self._parts = self._headings = self._lists = 0
        self._tables: list[Element] = []

    def lines(self) -> list[Written]:
        """All lines of the page that are not the site's."""
        opened: list[Element] = []
        at = 0
        while at < len(self.items):
            while opened and opened[-1].end <= at:
                self._leave(opened.pop())
            item = self.items[at]
            at += 1
            if isinstance(item, str):
                self.out.text(item)
            elif self._left_out(item, at):
                at = max(item.end, at)
            else:
                opened.append(item)
                self._enter(item)
        while opened:
            self._leave(opened.pop())
        self.out.end()
        return self.out.written

    def _left_out(self, element: Element, at: int) -> bool:
        """Whether an element, whose content begins at ``at``, is not read."""
        if dropped(element, within=self._parts > 0):
            return True
        if element.tag == "button":
            return not self._headings
        if element.tag == "sup" and element.end - at <= 3:
            # a mark of a footnote at a figure would be read as digits of it
            mark = "".join(each for each in self.items[at : element.end] if isinstance(each, str))
            return bool(_NOTE.fullmatch(mark)) and not _METRES.search(self.out.tail)
        if element.tag == "a" and element.attributes.get("href", "").startswith("#") and at < element.end:
            first = self.items[at]
            return isinstance(first, str) and first.strip().lower().startswith("skip to ")
        return False

    def _enter(self, element: Element) -> None:
        tag = element.tag
        self._separate(tag)
        if tag in _PARTS:
            self._parts += 1
            if tag == "main":
                self.out.main += 1
        elif tag in HEADINGS:
            self._headings += 1
            self.out.bullet = False
            self.out.title = tag == "h1"
        elif tag == "li":
            self._lists += 1
            self.out.bullet = True
        elif tag == "pre":
            self.out.kept += 1
        elif tag == "table":
            self._tables.append(element)
            self.out.table()
        elif tag == "tr" and self._data:
            self.out.row()
        elif tag in ("td", "th") and self._data:
            self.out.cell()

    def _leave(self, element: Element) -> None:
        tag = element.tag
        if tag in ("td", "th") and self._data:
            self.out.cell_ends(_span(element, "colspan"), _span(element, "rowspan"))
        elif tag == "tr" and self._data:
            self.out.row_ends()
        elif tag == "table":
            self.out.row_ends()
            self._tables.pop()
        self._separate(tag)
        if tag in _PARTS:
            self._parts -= 1
            if tag == "main":
                self.out.main -= 1
        elif tag in HEADINGS:
            self._headings -= 1
            self.out.title = False
        elif tag == "li":
            self._lists -= 1
            self.out.bullet = False
        elif tag == "pre":
            self.out.kept -= 1

    @property
    def _data(self) -> bool:
        """Whether the table that the walk is in holds data."""
        return bool(self._tables) and not self._tables[-1].arranging

    def _separate(self, tag: str) -> None:
        if tag in _BLOCKS and not self._lists:
            self.out.blank()
        elif tag in _BLOCKS or tag in _BREAKS:
            self.out.end()
        elif tag in _SEAMS:
            self.out.seam = True


def _span(element: Element, name: str) -> int:
    value = element.attributes.get(name, "1").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1
