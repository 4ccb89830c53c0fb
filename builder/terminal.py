"""What goes to a terminal and what does not: foreign text made harmless, and everything that only people look at.

Whether a stream is a terminal is asked of the stream itself. Rich would also take variables such as ``FORCE_COLOR``,
which many build services set, for a terminal, and cut tables or draw progress in a pipe.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.console import Console

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]|\x1b(?!\[[0-9;]*m)")
_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Text without characters that steer a terminal or turn the direction of writing; each becomes U+FFFD.

    Line ends and tabs become blanks, so that the text stays on its line.
    """
    if text.isprintable():  # as nearly all of it is
        return text
    text = re.sub(r"[\t\r\n\u0085\u2028\u2029]+", " ", text)
    text = "".join("\ufffd" if unicodedata.category(character) in {"Cc", "Cs"} else character for character in text)
    return _DIRECTION.sub("\ufffd", text)


def harmless_lines(text: str) -> str:
    """The same for a message of several lines, which stay lines."""
    return "\n".join(map(harmless, text.split("\n")))


def tamed(content: bytes) -> bytes:
    """Bytes of an answer without control characters, but for tabs, line ends and the colours of our own tables."""
    return _CONTROL.sub("\ufffd".encode(), content)


def terminal() -> Console | None:
    """The terminal that results are printed on; None where they go to a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    from rich.console import Console  # noqa: PLC0415 - slow to import, and of no use in a pipe

    return Console()


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Shows the step at hand on a terminal; says nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - the same

    with Console(stderr=True).status("starting") as status:
        yield status.update
