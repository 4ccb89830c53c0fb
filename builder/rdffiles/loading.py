"""The bytes of a file, whatever the file turns out to be: a folder, a pipe, a bomb, a torn archive."""

from __future__ import annotations

import os
import stat
import zlib
from pathlib import Path
from typing import Final

from builder.errors import InputError, LimitError
from builder.rdffiles.formats import GZIP

_CHUNK: Final = 1 << 20
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Opens a file without waiting for the other end of a pipe, which is refused then."""
_FOLDER: Final = "a folder; name the files in it"
_PIPE: Final = "no regular file; write what it gives to a file and name that"


def load(path: Path, name: str, limit: int) -> bytes:
    """The content of a file, unpacked where its name ends in ``.gz``.

    Raises InputError for what is no regular file (a pipe would be waited for for ever), can't be read, or is no sound
    gzip file; LimitError where file or content have more than ``limit`` bytes.
    """
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise InputError(f"{name}: {_FOLDER}")
            if not stat.S_ISREG(status.st_mode):
                raise InputError(f"{name}: {_PIPE}")
            if status.st_size > limit:
                raise LimitError(f"{name}: more than {limit} bytes; take the graph in parts")
            content = file.read(limit + 1)
    except IsADirectoryError as error:
        raise InputError(f"{name}: {_FOLDER}") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(f"{name}: can't be read ({getattr(error, 'strerror', None) or error})") from error
    if len(content) > limit:
        raise LimitError(f"{name}: more than {limit} bytes; take the graph in parts")
    return _unpack(content, name, limit) if path.suffix.lower() == GZIP else content


def _unpack(packed: bytes, name: str, limit: int) -> bytes:
    """All members of a gzip file (RFC 1952), one after the other."""
    parts: list[bytes] = []
    size = 0
    try:
        while packed:
            member = zlib.decompressobj(_GZIP_WINDOW)
            while not member.eof:
                part = member.decompress(packed, _CHUNK)
                packed = member.unconsumed_tail
                size += len(part)
                if size > limit:
                    raise LimitError(f"{name}: unpacks to more than {limit} bytes; take the graph in parts")
                if not part and not packed and not member.eof:
                    raise InputError(f"{name}: the gzip file ends too early; copy or pack it again")
                parts.append(part)
            packed = member.unused_data.lstrip(b"\0")  # some writers fill up with zeros
    except zlib.error as error:
        raise InputError(
            f"{name}: no sound gzip file ({error}); pack it again, or drop {GZIP} from its name"
        ) from error
    if not parts:
        raise InputError(f"{name}: an empty file is no gzip file; pack it again")
    return b"".join(parts)
