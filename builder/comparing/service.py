"""Comparing two graphs, builds or revisions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from builder.comparing.changes import Comparison
from builder.comparing.difference import difference
from builder.comparing.sides import open_side
from builder.comparing.telling import tell
from builder.project import Project


def compare(
    project: Project, left: str, right: str | None = None, report: Callable[[str], None] = lambda _: None
) -> Comparison:
    """Compare what two names mean (builder.comparing.sides); without a right one, the left with the seeds of a project.

    ``report`` is told of each step as it starts. What has to be written down meanwhile is removed at the end.

    Raises UsageError, InputError, SourceError and LimitError as reading, building and comparing do.
    """
    with tempfile.TemporaryDirectory(prefix="peelgraph-diff-") as folder:
        report(f"reading {left}")
        one = open_side(left, project, Path(folder, "left"))
        report(f"reading {right or 'the seeds'}")
        other = open_side(right, project, Path(folder, "right"))
        report("comparing")
        return tell(difference(one, other))
