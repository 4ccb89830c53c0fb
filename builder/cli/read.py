"""``peelgraph read``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builder.cli.delivery import deliver
from builder.cli.options import ProjectOption
from builder.errors import UsageError
from builder.project import Project, find_project
from builder.terminal import harmless_lines, progress

if TYPE_CHECKING:
    from builder.reading.output.service import Result

EXAMPLE = "Example:  peelgraph read saved-pages/ --out seeds/ --report read.html"

_REPORTS = {".html": "html", ".htm": "html", ".md": "markdown"}


class ReadFormat(StrEnum):
    """The formats of ``--format``."""

    SEEDS = "seeds"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="read", epilog=EXAMPLE)(command)


def command(  # noqa: PLR0913, PLR0917 - one argument per option
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Documents as plain text, saved pages (HTML) or PDF with text, and folders of them.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Write a file for each document into this folder; seeds/ of a project stands for its documents.",
        ),
    ] = None,
    form: Annotated[ReadFormat, typer.Option("--format", help="Form of what is handed over.")] = ReadFormat.SEEDS,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE", help="Show the documents with every fact marked in place, in this .html or .md."
        ),
    ] = None,
    threshold: Annotated[
        float,
        typer.Option("--threshold", metavar="NUMBER", min=0, max=1, help="How sure a fact has to be, from 0 to 1."),
    ] = 0.8,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", min=1, max=256, help="Read in N processes (default: as there are cores)."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that are there already, curated seeds too.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Read published reports into seed files: each fact with its lines; what is not sure enough waits for review."""
    from builder.reading.output.files import project_of  # the seeds are slow to import
    from builder.reading.output.service import Job, run

    if report and report.suffix.lower() not in _REPORTS:
        raise UsageError(f"--report: `{report}` is no file of a known kind; it ends in {', '.join(_REPORTS)}")
    found = _project(project, project_of(out) if out else None)
    with progress() as told:
        job = Job(found, tuple(files), threshold, jobs, form.value, out, force)
        result = run(job, told)
    _tell(result)
    if report:
        deliver(result.report(_REPORTS[report.suffix.lower()]).encode(), report)
    if out is None:
        deliver(result.printed.encode(), None)
    elif result.written and result.among_seeds:
        typer.echo("Next: look at the new seeds, then `make graph`.", err=True)
    raise typer.Exit(int(result.exit_code))


def _project(named: Path | None, of_out: Project | None) -> Project:
    """The project that is named, else the one whose seeds are written, else the one that the command is called in."""
    return of_out if named is None and of_out else find_project(named)


def _tell(result: Result) -> None:
    for line in result.summary:
        typer.echo(harmless_lines(line), err=True)
