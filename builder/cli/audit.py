"""``peelgraph audit``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from builder.cli.options import ProjectOption
from builder.errors import ExitCode, InputError
from builder.project import find_project

EXAMPLE = "Example:  peelgraph audit --documents documents"

VARIABLE = "PEELGRAPH_DOCUMENTS"
"""Names the folder of the documents where the option does not."""


class AuditFormat(StrEnum):
    """The formats of ``--format``."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="audit", epilog=EXAMPLE)(command)


def command(
    documents: Annotated[
        Path | None,
        typer.Option("--documents", metavar="DIR", envvar=VARIABLE, help="Folder of the documents' text files."),
    ] = None,
    form: Annotated[AuditFormat, typer.Option("--format", help="Form of what is printed.")] = AuditFormat.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file instead of printing it.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Hold every curated record against the lines of the document that it names."""
    from builder.auditing.service import audit  # the seeds are slow to import
    from builder.auditing.wording import as_json, as_text
    from builder.cli.delivery import deliver

    if documents is None:
        raise InputError(f"no documents are at hand: name their folder with --documents, or in {VARIABLE}")
    result = audit(find_project(project), documents)
    deliver((as_json(result) if form is AuditFormat.JSON else as_text(result)).encode(), out)
    raise typer.Exit(int(ExitCode.FINDINGS if result.problems else ExitCode.FINE))
