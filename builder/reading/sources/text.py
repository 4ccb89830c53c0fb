"""The text of a file, as everything that reads documents sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Numbered lines of a file.

    ``name`` is what the document is called, ``sha256`` the checksum of the file's bytes, ``form`` what the file is.
    Line 12 of a plain text is line 12 in an editor; lines of a page or a PDF are those of the text made of it, which is
    always the same for the same bytes.
    """

    name: str
    lines: tuple[str, ...]
    sha256: str
    form: Literal["plain", "html", "pdf"]

    def on(self, first: int, last: int | None = None) -> str:
        """The text of the 1-based lines from ``first`` to ``last``, or of the line ``first`` alone."""
        return "\n".join(self.lines[first - 1 : first if last is None else last])
