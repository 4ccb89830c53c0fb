"""``peelgraph build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.options import ProjectOption
from builder.project import find_project
from builder.terminal import progress

if TYPE_CHECKING:
    from builder.building.build import Quoter

EXAMPLE = "Example:  peelgraph build --out build"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="build", epilog=EXAMPLE)(command)


def command(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder for the files (default: build/ of the project).")
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            metavar="DIR",
            help="Folder of the documents' text files; the graph quotes the words that facts stand on.",
        ),
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Make the graph from the seeds: Turtle, N-Triples, TriG, JSON-LD, OWL 2 RL entailment and a manifest."""
    from builder.building.build import build  # rdflib is slow to import
    from builder.building.summary import summarise

    found = find_project(project)
    folder = out or found.build
    with progress() as report:
        built = build(found, folder, report, _quoter(documents) if documents else None)
    typer.echo(summarise(built, found.relative(folder)))


def _quoter(documents: Path) -> Quoter:
    """What finds the quoted words in a folder of documents."""
    from builder.auditing.quoting import quote_documents

    return lambda seeds: quote_documents(seeds, documents)
