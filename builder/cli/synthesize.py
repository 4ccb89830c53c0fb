"""``peelgraph synthesize``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.options import ProjectOption
from builder.project import find_project

EXAMPLE = "Example:  peelgraph synthesize --triples 1000000 --out country && peelgraph build --bulk --seeds country"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="synthesize", epilog=EXAMPLE)(command)


def command(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder for the seeds.")],
    triples: Annotated[
        int, typer.Option("--triples", metavar="N", help="About how many triples a build of them has.")
    ] = 100_000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another number makes another country.")] = 0,
    project: ProjectOption = None,
) -> None:
    """Make up seeds of national size, of forces that do not exist, to try and to measure with."""
    from builder.synthesizing.service import synthesize

    made = synthesize(find_project(project), triples, out, seed)
    typer.echo(f"{made.forces:,} made-up forces and {made.rows:,} rows of tables in {out}")
