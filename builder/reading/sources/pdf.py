"""PDFs with a text layer.

The library that reads them is written in C++, and a damaged or hostile file can make it crash, run for ever or fill the
memory. So it works in a process of its own (``pdf_process``) with limits of time and, where the system can set one (not
on Windows, and seldom on macOS), of memory; whatever happens to that process becomes an error that names the file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from builder.errors import InputError, LimitError
from builder.reading.sources.pdf_layout import PdfLine, laid_out
from builder.reading.sources.pdf_process import MAX_CHARACTERS, MAX_PAGES

SECONDS: Final = 60
"""How long the reading of one PDF may take."""

_OVERRUN: Final = (9, 24)
"""Signals that end a process which used too much: the system's last word, and that of the limit of time."""

_ANSWERS: Final[dict[str, tuple[type[InputError | LimitError], str]]] = {
    "encrypted": (InputError, "is encrypted; save it without protection"),
    "damaged": (InputError, "is damaged, or no PDF"),
    "no text": (InputError, "has no text layer: run OCR first"),
    "no letters": (InputError, "has a text layer that does not say which letters its signs are: run OCR"),
    "pages": (LimitError, f"has more than {MAX_PAGES:,} pages"),
    "characters": (LimitError, f"holds more than {MAX_CHARACTERS:,} characters"),
    "memory": (LimitError, "takes more memory than may be used for it"),
}


def lines_of_pdf(data: bytes, file: str, seconds: float = SECONDS) -> tuple[str, ...]:
    """The lines of the text layer of a PDF, with blank lines between paragraphs and pages.

    ``file`` names it in messages. Raises InputError for a PDF that is damaged, encrypted or has no text, and
    LimitError for one that needs more than ``seconds`` or too much memory.
    """
    answer = _answer(data, file, seconds)
    if "problem" in answer:
        kind, what = _ANSWERS[answer["problem"]]
        raise kind(f"{file}: {what}")
    return laid_out([[PdfLine(*line) for line in page] for page in answer["pages"]])


def _answer(data: bytes, file: str, seconds: float) -> dict[str, Any]:
    path = os.pathsep.join(each or str(Path.cwd()) for each in sys.path)  # it finds the modules that this process finds
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", "builder.reading.sources.pdf_process", str(max(1, round(seconds)))],
            input=data, capture_output=True, check=False, timeout=seconds, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise LimitError(f"{file}: was not read within {seconds:g} seconds") from error
    if done.returncode == 0:
        answer = json.loads(done.stdout)
        assert isinstance(answer, dict)  # noqa: S101 - our own module wrote it
        return answer
    if -done.returncode in _OVERRUN:
        raise LimitError(f"{file}: was not read within the limits of time and memory")
    said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    raise InputError(
        f"{file}: the PDF library gave up on it (exit status {done.returncode}): damaged, or made to exhaust it"
        + (f"; it said: {said[:200]}" if said else "")
    )
