"""The canonical form of tables: rows in order, cells quoted only where they have to be, Unix line ends."""

from __future__ import annotations

import csv
import io

from builder.errors import Problem, SourceError
from builder.seeds.rows import read_rows


def format_table(text: str, name: str) -> str:
    """A table in its form: the header, then the rows by their cells from left to right.

    Raises SourceError with every line that is no row.
    """
    problems: list[Problem] = []
    rows = [row.cells for row in read_rows(io.BytesIO(text.encode()), name, problems)]
    if problems:
        raise SourceError(problems)
    if not rows:
        raise SourceError([Problem(name, 1, 1, "the file holds nothing", "a header and rows", "fill it, or delete it")])
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([rows[0], *sorted(rows[1:])])
    return stream.getvalue()
