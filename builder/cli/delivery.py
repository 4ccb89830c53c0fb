"""Where the output of a command goes: to standard output, or whole into files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.errors import UsageError
from builder.reporting.forms import Form
from builder.terminal import tamed


def deliver(content: bytes, out: Path | None) -> None:
    """Print an output, or write it aside and rename it to ``out``."""
    if out is None:
        if sys.stdout.isatty():  # what a pipe gets stays as it is
            content = tamed(content)
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from builder.building.outputs import Output, write_all

    write_all([Output(out.name, content)], out.parent)


def parse_reports(given: Iterable[str]) -> list[tuple[Form, Path]]:
    """The formats and files of ``--report FORMAT=FILE``; raises UsageError for what is none."""
    return list(_parsed(given))


def _parsed(given: Iterable[str]) -> Iterator[tuple[Form, Path]]:
    allowed = ", ".join(Form)
    for each in given:
        form, equals, file = each.partition("=")
        if not equals or not file or form not in set(Form):
            raise UsageError(f"--report: `{each}` is no FORMAT=FILE; the formats are {allowed}")
        yield Form(form), Path(file)
