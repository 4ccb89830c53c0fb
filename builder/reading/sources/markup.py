"""The markup of saved pages: bytes to characters, characters to elements and texts in the order of the page.

The elements stand in one flat list with the places where they end, so that nothing that walks them needs recursion,
however deep a page nests them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from builder.errors import InputError, LimitError
from builder.reading.sources.decoding import decoded, wide

MAX_DEPTH: Final = 1_000
"""Elements within one another; browsers stop at about half of it."""

MAX_ITEMS: Final = 2_000_000
"""Elements and texts of a page."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_CHUNK: Final = 1 << 16
_PROLOGUE: Final = 4_096
_META: Final = re.compile(rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_DECLARATION: Final = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_SUBSET: Final = re.compile(r"<!DOCTYPE[^>\[]{0,1000}\[", re.IGNORECASE)

_LATIN: Final = (
    "windows-1252",
    "cp1252",
    "iso-8859-1",
    "iso8859-1",
    "iso_8859-1",
    "latin1",
    "latin-1",
    "l1",
    "ascii",
    "us-ascii",
)
_ENCODINGS: Final = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),  # who reads this reads no UTF-16
    **dict.fromkeys(_LATIN, "windows-1252"),  # as browsers take these names
    "iso-8859-15": "iso-8859-15",
}

_KEPT: Final = ("class", "id", "role", "hidden", "style", "aria-hidden", "href", "colspan", "rowspan", "open")
_LANDMARKS: Final = frozenset({"h1", "main", "article"})
_PROSE: Final = frozenset({"p", "table"}) | HEADINGS
_ARRANGING: Final = frozenset({"h1", "h2", "h3"})


@dataclass(slots=True)
class Element:
    """An element of a page: its name, the attributes that matter here, and the place in the list where it ends.

    ``landmark`` says that it holds the heading or main part of the page, ``prose`` that it holds paragraphs, headings
    or tables, ``arranging`` that it is a table which only arranges parts of the page.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    end: int = 0
    landmark: bool = False
    prose: bool = False
    arranging: bool = False


def characters(data: bytes, file: str) -> str:
    """The text of a page, in the encoding that its first bytes or its markup declare, UTF-8 if neither does.

    Raises InputError where the encoding is not known here or the page is not in it.
    """
    if encoding := wide(data):
        return decoded(data, encoding.lower(), file)
    head = _COMMENT.sub(b"", data[:_PROLOGUE])
    declared = None if data.startswith(b"\xef\xbb\xbf") else _DECLARATION.match(head) or _META.search(head)
    label = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if label not in _ENCODINGS:
        raise InputError(f"{file}: the page says that it is in {label!r}; save it as UTF-8")
    return decoded(data, _ENCODINGS[label], file)


def markup(page: str, file: str) -> list[Element | str]:
    """Elements and texts of a page in their order, broken markup mended as the parser does.

    Raises InputError for a page that declares entities of its own, and LimitError for one that nests or holds too much.
    """
    if _SUBSET.search(page[:_PROLOGUE]):
        raise InputError(f"{file}: the page declares entities of its own, which are not read; save it from a browser")
    target = _Items(file)
    # bytes, for the parser is told their encoding then, whatever the page says; huge_tree, for the limits are set here
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    data = page.encode("utf-8")
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        if data:
            parser.close()
    except etree.LxmlError as error:
        raise InputError(f"{file}: the page can't be read as HTML: {error}") from error
    return target.items


class _Items:
    """What the parser tells its events to."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.items: list[Element | str] = []
        self._open: list[Element] = []
        self._tables: list[Element] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        element = Element(tag, {name: attributes[name] for name in _KEPT if name in attributes} if attributes else {})
        self._count()
        if len(self._open) >= MAX_DEPTH:
            raise LimitError(f"{self.file}: the page nests more than {MAX_DEPTH:,} elements in one another")
        self._open.append(element)
        if tag in _LANDMARKS or element.attributes.get("role") == "main":
            self._mark("landmark")
        if tag in _PROSE:
            self._mark("prose")
        if tag == "table":
            if self._tables:
                self._tables[-1].arranging = True
            element.arranging = element.attributes.get("role") in ("presentation", "none")
            self._tables.append(element)
        elif tag in _ARRANGING and self._tables:
            self._tables[-1].arranging = True
        self.items.append(element)

    def end(self, _tag: str) -> None:
        """An element ends; the parser sees to it that it is the last that began."""
        element = self._open.pop()
        element.end = len(self.items)
        if self._tables and element is self._tables[-1]:
            self._tables.pop()

    def data(self, text: str) -> None:
        """A stretch of text."""
        self._count()
        self.items.append(text)

    def close(self) -> None:
        """The page is over."""
        while self._open:
            self._open.pop().end = len(self.items)

    def _mark(self, name: str) -> None:
        for element in reversed(self._open):
            if getattr(element, name):
                break  # and so are all around it
            setattr(element, name, True)

    def _count(self) -> None:
        if len(self.items) >= MAX_ITEMS:
            raise LimitError(f"{self.file}: the page has more than {MAX_ITEMS:,} elements and texts")
