"""``peelgraph diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.options import ProjectOption
from builder.comparing.forms import DiffForm
from builder.errors import ExitCode
from builder.project import find_project
from builder.terminal import progress

EXAMPLE = "Example:  peelgraph diff origin/main --format markdown --out diff.md"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="diff", epilog=EXAMPLE)(command)


def command(
    left: Annotated[
        str,
        typer.Argument(
            metavar="LEFT",
            help="An RDF file, the folder of a build or a project, a git revision, or REVISION:PATH for a file as it "
            "was. Where a file has the name of a revision, the file is meant.",
            show_default=False,
        ),
    ],
    right: Annotated[
        str | None,
        typer.Argument(metavar="RIGHT", help="The same; without it, the seeds as they stand.", show_default=False),
    ] = None,
    form: Annotated[DiffForm, typer.Option("--format", help="Form of what is printed.")] = DiffForm.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file instead of printing it.")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with exit code 1 where the two sides differ.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Say what changed from one graph to another: in words of police inspections first, then in triples."""
    from builder.cli.delivery import deliver  # the seeds are slow to import
    from builder.comparing.rendering import render
    from builder.comparing.service import compare

    with progress() as report:
        comparison = compare(find_project(project), left, right, report)
    deliver(render(comparison, form).encode(), out)
    raise typer.Exit(int(ExitCode.FINDINGS if exit_code and comparison.differs else ExitCode.FINE))
