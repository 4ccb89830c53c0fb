"""Opening of files: what a file is, is decided by what it holds."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from builder.errors import InputError, LimitError
from builder.reading.sources.page import lines_of_page
from builder.reading.sources.pdf import lines_of_pdf
from builder.reading.sources.plain import lines_of_plain
from builder.reading.sources.text import Text

MAX_BYTES: Final = 64 * 1024 * 1024
"""A larger file is not read."""

PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
"""Endings of files that are taken for saved pages whatever they begin with, but for PDFs."""

_START: Final = 4_096
_MARKUP: Final = re.compile(
    rb"(?:\s+|<\?xml[^>]{0,300}>|<!--.{0,2000}?-->)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_PDF_WITHIN: Final = 1_024
"""A PDF may have so many bytes of something else before its first."""


@dataclass(frozen=True, slots=True)
class _Bytes:
    """What stands in a file, and how messages call it."""

    data: bytes
    file: str
    ending: str


def open_text(path: Path, name: str | None = None) -> Text:
    """The text of a file, called ``name`` or as the file is.

    Raises InputError for what is missing, can't be read or is no text, and LimitError for what is too large or takes
    too long. Messages name the file by its path.
    """
    found = _Bytes(_content(path), str(path), path.suffix.lower())
    form = _form(found)
    match form:
        case "pdf":
            lines = lines_of_pdf(found.data, found.file)
        case "html":
            lines = lines_of_page(found.data, found.file)
        case "plain":
            lines = lines_of_plain(found.data, found.file)
    return Text(name or path.name, lines, hashlib.sha256(found.data).hexdigest(), form)


def _content(path: Path) -> bytes:
    """The bytes of a regular file; nothing else is opened, for a pipe or device would make the reader wait."""
    try:
        _must_be_regular(path.stat().st_mode, path)
        # should a pipe have come in its place meanwhile, it does not block
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _must_be_regular(os.fstat(file.fileno()).st_mode, path)
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file") from error
    except (OSError, ValueError) as error:  # ValueError: a path with NUL in it
        raise InputError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > MAX_BYTES:
        raise LimitError(f"{path}: larger than {MAX_BYTES // 1024 // 1024} MiB, which is the most that is read")
    return data


def _must_be_regular(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise InputError(f"{path}: is a folder; name the files in it, or let its files be listed")
    if not stat.S_ISREG(mode):
        raise InputError(f"{path}: is no regular file, but a pipe, a socket or a device")


def _form(found: _Bytes) -> Literal["plain", "html", "pdf"]:
    """What a file is, by its first bytes; its ending tells where they do not."""
    start = found.data[:_START].removeprefix(b"\xef\xbb\xbf")
    if start.startswith(b"%PDF-") or (found.ending == ".pdf" and b"%PDF-" in start[:_PDF_WITHIN]):
        return "pdf"
    if found.ending in PAGES or _MARKUP.match(_narrow(start)):
        return "html"
    if found.ending == ".pdf":
        raise InputError(f"{found.file}: is called a PDF but is none: it does not begin with %PDF-")
    return "plain"


def _narrow(start: bytes) -> bytes:
    """The first bytes of a text in UTF-16 as they would be in ASCII, so that its markup can be seen."""
    return start[2:].replace(b"\0", b"") if start.startswith((b"\xff\xfe", b"\xfe\xff")) else start
