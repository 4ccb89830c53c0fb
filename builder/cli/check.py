"""``peelgraph check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.checking.findings import Severity
from builder.cli.options import ProjectOption
from builder.errors import ExitCode
from builder.project import find_project
from builder.terminal import progress

EXAMPLE = "Example:  peelgraph check build/peelgraph.ttl --fail-on warning"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="check", epilog=EXAMPLE)(command)


def command(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES]...",
            help="RDF files, checked together as one graph with the ontology; without any, the graph of the seeds.",
            show_default=False,
        ),
    ] = None,
    shapes: Annotated[
        Path | None, typer.Option("--shapes", metavar="DIR", help="Folder of SHACL shapes (default: the project's).")
    ] = None,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="The mildest finding that makes the exit code 1.")
    ] = Severity.VIOLATION,
    project: ProjectOption = None,
) -> None:
    """Check a graph against the SHACL shapes, and print what they find."""
    from builder.checking.report import render  # rdflib and pySHACL are slow to import
    from builder.checking.service import check_files, check_project

    found = find_project(project)
    with progress() as report:
        report("checking")
        result = check_files(found, files, shapes) if files else check_project(found, shapes)
    typer.echo(render(result))
    if result.reaches(fail_on):
        raise typer.Exit(int(ExitCode.FINDINGS))
