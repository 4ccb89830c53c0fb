"""The text of a source document, and what stands on its lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.auditing.forms import Form
from builder.reading.sources.opening import open_text
from builder.seeds.values import LineRange


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a document and the SHA-256 of the file, in lower-case hexadecimal figures."""

    lines: tuple[str, ...]
    sha256: str

    def on(self, lines: LineRange) -> str:
        """What stands on these lines, as one line; empty where there are none."""
        return " ".join(self.lines[lines.first - 1 : lines.last])

    def holds(self, lines: LineRange, form: Form) -> bool:
        """Whether the words stand on the lines, in whatever form they have."""
        return form.is_in(self.on(lines))

    def where(self, form: Form) -> list[int]:
        """The 1-based lines on which the words stand."""
        return [number for number, line in enumerate(self.lines, 1) if form.is_in(line)]


def read_document(path: Path) -> Text | None:
    """The text of a document, as reading has it; None where there is no such file.

    Raises InputError where the file can't be read or is no text, and LimitError where it is too large.
    """
    if not path.is_file():
        return None
    found = open_text(path)
    return Text(found.lines, found.sha256)
