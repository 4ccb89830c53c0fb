"""``peelgraph check``."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.checking.findings import Severity
from builder.cli.delivery import deliver, parse_reports
from builder.cli.options import ProjectOption
from builder.errors import UsageError
from builder.project import Project, find_project
from builder.reporting.forms import Form
from builder.shacl.engines import Engine
from builder.terminal import progress, terminal

if TYPE_CHECKING:
    from builder.checking.findings import CheckResult, Waiver

EXAMPLE = "Example:  peelgraph check build/peelgraph.ttl --fail-on warning --report sarif=check.sarif"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="check", epilog=EXAMPLE)(command)


def command(  # noqa: PLR0913, PLR0917 - one argument per option
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
    form: Annotated[Form, typer.Option("--format", help="Form of what is printed.")] = Form.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file instead of printing it.")
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="FORMAT=FILE", help="Write a further report; may be given several times."),
    ] = None,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="The mildest finding that makes the exit code 1.")
    ] = Severity.VIOLATION,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Known findings, which do not count.")
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option("--write-baseline", metavar="FILE", help="Write today's findings as known; needs the next two."),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why these findings may stay.", show_default=False)
    ] = None,
    until: Annotated[
        datetime.datetime | None,
        typer.Option("--until", metavar="DATE", formats=["%Y-%m-%d"], help="The last day on which they may."),
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Say what a rule means, with examples, and end.")
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="What evaluates the shapes; both find the same.")
    ] = Engine.AUTO,
    skip_imports: Annotated[
        bool, typer.Option("--skip-imports", help="Check without what the files or shapes import and nobody has here.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Check a graph against the SHACL shapes, and print what they find, where, and how to mend it."""
    from builder.reporting.rendering import render  # rdflib and pySHACL are slow to import

    found = find_project(project)
    if explain is not None:
        from builder.checking.explain import explain as explained

        typer.echo(explained(explain, found, shapes))
        return
    reports = parse_reports(report or ())
    _check_baseline_options(write_baseline, reason, until)
    waivers = _waivers(found, baseline)
    result = _result(found, files, shapes, engine, skip_imports)
    if write_baseline is not None and reason is not None and until is not None:
        from builder.checking.baseline import baseline_text

        deliver(baseline_text(result, reason, until.date(), waivers).encode(), write_baseline)
    if baseline is not None:
        from builder.checking.baseline import apply

        result = apply(result, waivers, datetime.date.today())
    for each, file in reports:
        deliver(render(result, each, fail_on).encode(), file)
    screen = terminal() if form is Form.TEXT and out is None else None
    deliver(render(result, form, fail_on, screen.width if screen else None).encode(), out)
    _warn_of_formulas(result, form)
    raise typer.Exit(int(result.exit_code(fail_on)))


def _warn_of_formulas(result: CheckResult, form: Form) -> None:
    from builder.reporting.rows import formula_cells

    if form is Form.CSV and (count := formula_cells(result)):
        verb = "cell starts" if count == 1 else "cells start"
        typer.echo(f"note: {count} {verb} like a formula; import the file into a spreadsheet as text", err=True)


def _check_baseline_options(file: Path | None, reason: str | None, until: datetime.datetime | None) -> None:
    given = [each is not None for each in (file, reason, until)]
    if any(given) and not all(given):
        raise UsageError("a baseline is written with all three: --write-baseline FILE --reason TEXT --until DATE")


def _waivers(project: Project, file: Path | None) -> tuple[Waiver, ...]:
    if file is None:
        return ()
    from builder.checking.baseline import read_baseline

    return read_baseline(file, project.relative(file))


def _result(
    project: Project, files: list[Path] | None, shapes: Path | None, engine: Engine, skip_imports: bool
) -> CheckResult:
    from builder.checking.service import Settings, check_files, check_project

    settings = Settings(shapes, engine, skip_imports)
    with progress() as report:
        report("checking")
        return check_files(project, files, settings) if files else check_project(project, settings)
