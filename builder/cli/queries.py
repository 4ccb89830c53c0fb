"""``peelgraph queries``."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from builder.cli.options import ProjectOption
from builder.project import find_project
from builder.terminal import terminal

EXAMPLE = "Example:  peelgraph queries --format markdown"


class ListFormat(StrEnum):
    """The formats of ``--format``."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="queries", epilog=EXAMPLE)(command)


def command(
    form: Annotated[ListFormat, typer.Option("--format", help="Form of the list.")] = ListFormat.TABLE,
    project: ProjectOption = None,
) -> None:
    """List the saved queries with what they answer and their parameters."""
    from builder.query.catalogue import Catalogue
    from builder.query.listing import as_data, as_markdown, as_table

    queries = list(Catalogue(find_project(project)))
    if form is ListFormat.JSON:
        typer.echo(json.dumps([as_data(query) for query in queries], indent=2, ensure_ascii=False))
    elif form is ListFormat.MARKDOWN:
        typer.echo(as_markdown(queries), nl=False)
    else:
        screen = terminal()
        typer.echo(as_table(queries, screen.width if screen else None), nl=False)
