"""``peelgraph query``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from builder.cli.delivery import deliver
from builder.cli.options import ProjectOption
from builder.errors import UsageError
from builder.project import find_project
from builder.query.forms import Format

EXAMPLE = "Example:  peelgraph query grade-changes --force leicestershire --from-year 2015 --to-year 2016"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    settings = {"allow_extra_args": True, "ignore_unknown_options": True}  # the options of the query itself
    app.command(name="query", epilog=EXAMPLE, context_settings=settings, add_help_option=False)(command)


def command(  # noqa: PLR0913, PLR0917 - one argument per option
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The saved query; `peelgraph queries` lists all.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="Form of the answer.")] = Format.TABLE,
    graph: Annotated[
        Path | None,
        typer.Option("--graph", metavar="FILE", help="Graph file or store to ask (default: build/peelgraph.ttl)."),
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help="SPARQL endpoint to ask instead of a file.")
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.001, max=86_400, help="Give up after so long.")
    ] = 60.0,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the answer here; a chart as .svg or .png.")
    ] = None,
    project: ProjectOption = None,
    help_: Annotated[
        bool, typer.Option("--help", "-h", help="Show this message, or with NAME that query's parameters, and end.")
    ] = False,
) -> None:
    """Run a saved query and print its rows. Each query has parameters of its own: `peelgraph query NAME --help`."""
    from builder.building.replacing import settle
    from builder.query.asking import ask, check_output, parse_options, query_help, rendered, source_of
    from builder.query.catalogue import Catalogue
    from builder.query.formats import formula_cells
    from builder.query.wording import shown

    if name is None:
        if help_:
            typer.echo(context.get_help())
            return
        raise UsageError("which query? `peelgraph queries` lists them")
    if name.startswith("-"):
        raise UsageError(f"the name of a query comes before its parameters: peelgraph query NAME {shown(name)} …")
    found = find_project(project)
    query = Catalogue(found).get(name)
    if help_:
        typer.echo(query_help(query))
        return
    given = parse_options(query, context.args)
    check_output(query, form, out)
    if graph is None and endpoint is None:
        settle(found.build)
    result = ask(query, given, source_of(found, graph, endpoint, timeout))
    if not result.rows:
        typer.echo(f"{query.name}: no rows", err=True)
    if form in {Format.CSV, Format.TSV} and (count := formula_cells(result)):
        verb = "cell starts" if count == 1 else "cells start"
        typer.echo(f"note: {count} {verb} like a formula; import the file into a spreadsheet as text", err=True)
    if form is Format.CHART and out is not None:
        from builder.query.chart import draw  # brings a whole JavaScript engine

        deliver(draw(query, result, out), out)
    else:
        deliver(rendered(query, result, form, out), out)
