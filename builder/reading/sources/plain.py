"""Plain text files."""

from __future__ import annotations

from builder.errors import InputError
from builder.reading.sources.decoding import decoded, wide


def lines_of_plain(data: bytes, file: str) -> tuple[str, ...]:
    r"""The lines of a text in UTF-8, split at ``\n`` alone, so that they are numbered as in an editor.

    A byte order mark at the start, a ``\r`` at the end of a line and the last ``\n`` are left out. Raises InputError
    where the bytes are not UTF-8, or binary; it names ``file`` and the byte.
    """
    if encoding := wide(data):
        raise InputError(
            f"{file}: byte 0x{data[0]:02x} at offset 0 begins a text in {encoding}; save the file as UTF-8"
        )
    text = decoded(data, "utf-8", file)
    if not text:
        return ()
    return tuple(line.removesuffix("\r") for line in text.removesuffix("\n").split("\n"))
