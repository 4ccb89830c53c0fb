"""The process that reads a PDF: the file comes in on standard input, its lines go out on standard output as JSON.

``python -m builder.reading.sources.pdf_process SECONDS``. The answer is ``{"pages": …}``, for each page a list of
lines, for each line what ``PdfLine`` holds; or ``{"problem": …}``, a key of the answers that ``pdf`` knows.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import sys
from collections import Counter
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MAX_PAGES: Final = 5_000
MAX_CHARACTERS: Final = 20_000_000
_MEMORY: Final = 1 << 30
_GAP: Final = 1.5
"""A gap of so many heights of the letters parts cells of a table and not words."""

_HYPHEN: Final = "\x02"
"""What the library gives for a hyphen at the end of a line; the next character is on the next line."""

_UNREADABLE: Final = 0.5
"""Where more than this part of the characters has no letter, the text layer is useless."""

Line = tuple[str, float, float, float, float, float, bool]


class Unread(Exception):  # noqa: N818 - an answer and no error of this process
    """Why a PDF gives no text, as a key."""


def answer(data: bytes) -> dict[str, Any]:
    """The lines of each page of a PDF, or why there are none."""
    try:
        return {"pages": _pages(data)}
    except Unread as reason:
        return {"problem": str(reason)}
    except MemoryError:
        return {"problem": "memory"}


def limit(seconds: int) -> None:
    """Limit time, memory and core dumps of this process; where the system can't, the caller's limit of time is left."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds + 1), (resource.RLIMIT_AS, _MEMORY),
    ):  # fmt: skip
        with contextlib.suppress(OSError, ValueError):  # macOS does not take every limit
            resource.setrlimit(kind, (most, most))


def _pages(data: bytes) -> list[list[Line]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unread("encrypted" if error.err_code == pdfium.FPDF_ERR_PASSWORD else "damaged") from error
    if pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
        raise Unread("encrypted")
    if len(document) > MAX_PAGES:
        raise Unread("pages")
    pages: list[list[Line]] = []
    characters = unknown = 0
    for number in range(len(document)):
        reader = _page(document, number)
        characters += reader.characters
        unknown += reader.unknown
        if characters > MAX_CHARACTERS:
            raise Unread("characters")
        pages.append(reader.lines)
    if not any(line[0] for page in pages for line in page):
        raise Unread("no text")
    if unknown > characters * _UNREADABLE:
        raise Unread("no letters")
    return pages


def _page(document: Any, number: int) -> _Reader:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise Unread("damaged") from error
    if pdfium.FPDFText_CountChars(text) > MAX_CHARACTERS:
        raise Unread("characters")
    # places on a page that lies on its side say nothing of what stands beside or below what
    reader = _Reader(_extent(page) if page.get_rotation() in (0, 180) else None)
    reader.read(text)
    text.close()
    page.close()
    return reader


def _extent(page: Any) -> tuple[float, float]:
    """The bottom of a page and its height."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return box.bottom, max(box.top - box.bottom, 1.0)


class _Sign(NamedTuple):
    """A character with the bottom and the height of its box."""

    character: str
    bottom: float = 0.0
    height: float = 0.0


class _Reader:
    """Puts the characters of a page into lines."""

    def __init__(self, extent: tuple[float, float] | None) -> None:
        self.lines: list[Line] = []
        self.characters = self.unknown = 0
        self._extent = extent
        self._signs: list[_Sign] = []
        self._blank = False
        self._left = self._right = 0.0

    def read(self, text: Any) -> None:
        """Read all characters that the library found."""
        box = pdfium.FS_RECTF()
        reference = ctypes.byref(box)
        for index in range(pdfium.FPDFText_CountChars(text)):
            character = chr(min(pdfium.FPDFText_GetUnicode(text, index), sys.maxunicode))
            if character in "\r\n\f\v":
                self._end()
            elif character.isspace() or character == "\0":
                self._blank = True
            else:
                self.characters += 1
                self.unknown += pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
                if self._extent and not pdfium.FPDFText_GetLooseCharBox(text, index, reference):
                    box = pdfium.FS_RECTF()
                    reference = ctypes.byref(box)
                self._add(character, box)
        self._end()

    def _add(self, character: str, box: Any) -> None:
        height = round(abs(box.top - box.bottom), 1)
        if not self._signs:
            self._left = box.left
        elif self._blank:
            self._signs.append(_Sign("\t" if box.left - self._right > _GAP * height > 0 else " "))
        self._blank = False
        self._right = box.right
        self._signs.append(_Sign("-" if character == _HYPHEN else character, round(box.bottom, 1), height))
        if character == _HYPHEN:
            self._end(glued=True)

    def _end(self, glued: bool = False) -> None:
        signs = self._signs
        if signs:
            # the place of most of its letters is that of the line, not that of a bullet or a mark
            places = Counter((sign.bottom, sign.height) for sign in signs if sign.height)
            bottom, height = places.most_common(1)[0][0] if places else (0.0, 0.0)
            # halves of characters outside the basic plane come one by one
            text = _without_marks(signs, bottom, height).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            start, whole = self._extent or (0.0, 1.0)
            rise = round((bottom - start) / whole, 3)
            self.lines.append((text, round(self._left, 1), round(self._right, 1), bottom, height, rise, glued))
        self._signs = []
        self._blank = False


def _without_marks(signs: list[_Sign], bottom: float, height: float) -> str:
    """The text of a line without small raised digits: marks of footnotes, which would be read as digits of a figure."""
    kept: list[str] = []
    for sign in signs:
        small = 0 < sign.height <= 0.8 * height and sign.bottom > bottom + 0.1 * height
        if not (small and (sign.character.isdecimal() or sign.character in "*†‡§") and kept[-1:] != ["m"]):
            kept.append(sign.character)
    return "".join(kept)


def main() -> None:
    """Read standard input and write the answer."""
    limit(int(sys.argv[1]))
    written = json.dumps(answer(sys.stdin.buffer.read()), allow_nan=False)
    sys.stdout.write(written)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
