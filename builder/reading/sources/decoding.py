"""From bytes to characters: strictly, so that no figure is read out of a wrong encoding."""

from __future__ import annotations

import codecs
from typing import Final

from builder.errors import InputError

_MARKS: Final = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))
"""The marks at the start of wide encodings; that of UTF-32 begins as one of UTF-16 does."""


def wide(data: bytes) -> str:
    """``UTF-16`` or ``UTF-32`` where the bytes begin with the mark of it, else nothing."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def decoded(data: bytes, encoding: str, file: str) -> str:
    """The text of bytes, without a byte order mark.

    Raises InputError, naming ``file`` and the byte, where they are not in the encoding or not a text at all.
    """
    if encoding == "utf-8":
        refuse_binary(data, file)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{file}: byte 0x{data[error.start]:02x} at offset {error.start} (line {line}) is not {encoding.upper()}; "
            "save the file as UTF-8"
        ) from error
    if (at := text.find("\0")) >= 0:
        raise InputError(f"{file}: this is no text: character {at + 1} is NUL")
    return text.removeprefix("\ufeff")


def refuse_binary(data: bytes, file: str) -> None:
    """Raise InputError for bytes that hold a NUL, as no text in UTF-8 does; it names the file and the byte."""
    if (at := data.find(b"\0")) >= 0:
        raise InputError(
            f"{file}: byte 0x00 at offset {at}: this is no text in UTF-8, but binary or in a wide encoding"
        )
