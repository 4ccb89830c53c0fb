"""The text of a source document, and what stands on its lines."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.errors import InputError, LimitError
from builder.seeds.values import LineRange

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest document that is read; a report of the inspectorate has less than one megabyte."""

_BEFORE: Final = r"(?<!\w)(?<!\d[.,])"
_AFTER: Final = r"(?!\w)(?![.,]\d)"


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a document and the SHA-256 of the file, in lower-case hexadecimal figures."""

    lines: tuple[str, ...]
    sha256: str

    def on(self, lines: LineRange) -> str:
        """What stands on these lines, as one line; empty where there are none."""
        return " ".join(self.lines[lines.first - 1 : lines.last])

    def holds(self, lines: LineRange, words: str, any_case: bool = False) -> bool:
        """Whether these words or this figure stand on the lines, and not only as part of longer ones."""
        return _pattern(words, any_case).search(self.on(lines)) is not None

    def where(self, words: str, any_case: bool = False) -> list[int]:
        """The 1-based lines on which these words or this figure stand."""
        pattern = _pattern(words, any_case)
        return [number for number, line in enumerate(self.lines, 1) if pattern.search(line)]


def read_document(path: Path) -> Text | None:
    """The text of a document; None where there is no such file.

    Lines end with a line feed and nothing else, as editors count them. Raises InputError where the file can't be read
    as UTF-8, and LimitError where it is larger than MAX_BYTES.
    """
    if not path.is_file():
        return None
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise LimitError(f"{path}: {size} bytes; a document has at most {MAX_BYTES}")
        content = path.read_bytes()
        lines = content.decode("utf-8").removesuffix("\n").split("\n")
        return Text(tuple(lines), hashlib.sha256(content).hexdigest())
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error})") from error


def _pattern(words: str, any_case: bool) -> re.Pattern[str]:
    """Finds the words between other characters than those of words, and a figure not within a longer one."""
    before = _BEFORE if words[:1].isalnum() else ""
    after = _AFTER if words[-1:].isalnum() else ""
    return re.compile(before + re.escape(words) + after, re.IGNORECASE if any_case else 0)
