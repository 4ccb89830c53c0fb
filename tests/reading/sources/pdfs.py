"""Small PDFs, written by hand."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from typing import NamedTuple

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


class Put(NamedTuple):
    """A text at a place of a page, in points from its lower left corner."""

    left: float
    bottom: float
    text: str
    size: int = 11


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of objects numbered from 1; the first is its catalogue."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer, len(out),
    )  # fmt: skip


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def squeezed(data: bytes, times: int = 1) -> bytes:
    """A stream object, deflated so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%s]" % (b"/FlateDecode" * times))


def drawn(puts: Sequence[Put]) -> bytes:
    """The instructions that write texts."""
    return b"".join(
        b"BT /F1 %d Tf %g %g Td <%s> Tj ET\n" % (size, left, bottom, text.encode("cp1252").hex().encode())
        for left, bottom, text, size in puts
    )


def with_contents(
    contents: Sequence[bytes], page: bytes = b"", trailer: bytes = b"", more: Sequence[bytes] = ()
) -> bytes:
    """A PDF with a page for each stream; ``page`` are more entries of the pages, ``more`` further objects."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(count))
    objects = [CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), FONT]
    for number, content in enumerate(contents):
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R%s>>"
            % (5 + 2 * number, page),
            content,
        ]
    return pdf([*objects, *more], trailer)


def with_pages(*pages: Sequence[Put], page: bytes = b"") -> bytes:
    """A PDF with texts on its pages."""
    return with_contents([stream(drawn(each)) for each in pages], page)


def encrypted(password: bytes) -> bytes:
    """A PDF in the oldest encryption, which opens with a password; an empty one is asked of nobody."""
    owner, identity, permissions = b"o" * 32, b"i" * 16, -4
    padded = (password + _PADDING)[:32]
    key = hashlib.md5(
        padded + owner + permissions.to_bytes(4, "little", signed=True) + identity, usedforsecurity=False
    ).digest()[:5]
    entry = b"<</Filter/Standard/V 1/R 2/P %d/O<%s>/U<%s>>>" % (
        permissions, owner.hex().encode(), _arc4(key, _PADDING).hex().encode(),
    )  # fmt: skip
    salted = hashlib.md5(key + b"\x05\0\0\0\0", usedforsecurity=False).digest()[:10]
    content = stream(_arc4(salted, drawn([Put(72, 700, "For the few")])))
    trailer = b"/Encrypt 6 0 R/ID[<%s><%s>]" % ((identity.hex().encode(),) * 2)
    return with_contents([content], trailer=trailer, more=[entry])


def _arc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    other = 0
    for at in range(256):
        other = (other + state[at] + key[at % len(key)]) % 256
        state[at], state[other] = state[other], state[at]
    out = bytearray()
    other = 0
    for number, byte in enumerate(data, 1):
        at = number % 256
        other = (other + state[at]) % 256
        state[at], state[other] = state[other], state[at]
        out.append(byte ^ state[(state[at] + state[other]) % 256])
    return bytes(out)
