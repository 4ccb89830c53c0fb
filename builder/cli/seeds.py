"""``peelgraph seeds``: single seed files, for editors and hooks."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from builder.cli.delivery import deliver
from builder.cli.options import ProjectOption
from builder.errors import ExitCode, InputError, UsageError
from builder.project import Project, find_project

EXAMPLE = "Example:  peelgraph seeds check seeds/documents/new-report.yaml"
FORMAT_EXAMPLE = "Example:  peelgraph seeds format --check seeds/documents/new-report.yaml"
CHECK_EXAMPLE = EXAMPLE

STDIN: Final = "-"
_STDIN_NAME: Final = "<stdin>"

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="Seed files; - is standard input.", show_default=False)
]
StandsFor = Annotated[
    Path | None, typer.Option("--as", metavar="FILE", help="The file that standard input is to be taken for.")
]


class ProblemFormat(StrEnum):
    """The formats of ``--format``."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(
        help="Bring single seed files into their form, or check them.",
        no_args_is_help=True,
        epilog=EXAMPLE,
        rich_markup_mode=None,
    )
    group.command(name="format", epilog=FORMAT_EXAMPLE)(format_command)
    group.command(name="check", epilog=CHECK_EXAMPLE)(check_command)
    app.add_typer(group, name="seeds")


def format_command(
    files: Files,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; say which files are not in form.")] = False,
    stands_for: StandsFor = None,
    project: ProjectOption = None,
) -> None:
    """Bring seed files into canonical form, in place; of standard input, print that form."""
    from builder.formatting.seed_files import format_contents, put_back

    found = find_project(project)
    formatted = format_contents(_contents(found, files, stands_for))
    differences = [difference for each in formatted if (difference := each.difference)]
    if check:
        deliver("".join(f"{each}\n" for each in sorted(differences)).encode(), None)
        raise typer.Exit(int(ExitCode.FINDINGS if differences else ExitCode.FINE))
    if _is_stdin(files):
        deliver(formatted[0].after.encode(), None)
        return
    changed = [(path, each) for path, each in zip(_paths(files), formatted, strict=True) if each.difference]
    put_back((path, each.after) for path, each in changed)
    for _, each in changed:
        typer.echo(f"{each.name}: brought into form")


def check_command(
    files: Files,
    form: Annotated[ProblemFormat, typer.Option("--format", help="Form of what is printed.")] = ProblemFormat.TEXT,
    stands_for: StandsFor = None,
    project: ProjectOption = None,
) -> None:
    """Check seed files: their YAML, their records, and what these refer to in the other seeds of the project."""
    from builder.checking.findings import CheckResult
    from builder.checking.problems import broken
    from builder.reporting.forms import Form
    from builder.reporting.rendering import render
    from builder.seeds.single import problems_of

    found = find_project(project)
    contents = _contents(found, files, stands_for)
    problems = problems_of(found, contents)
    if form is ProblemFormat.TEXT:
        counted = f"{_counted(len(problems), 'problem')} in {_counted(len(contents), 'seed file')}"
        text = "".join(f"{each}\n" for each in (*problems, counted))
    else:
        text = render(broken({"seeds": problems}) if problems else CheckResult(()), Form(form))
    deliver(text.encode(), None)
    raise typer.Exit(int(ExitCode.SOURCE if problems else ExitCode.FINE))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _is_stdin(files: list[Path]) -> bool:
    """Whether standard input is meant; raises UsageError where it stands among files."""
    given = [str(file) == STDIN for file in files]
    if any(given) and len(files) > 1:
        raise UsageError(f"`{STDIN}` stands for standard input and can't be given with files beside it")
    return any(given)


def _paths(files: list[Path]) -> list[Path]:
    """The files, each once."""
    return list(dict.fromkeys(files))


def _contents(project: Project, files: list[Path], stands_for: Path | None) -> list[tuple[bytes, str]]:
    """The bytes and name of each file; raises InputError, naming every file that is not there."""
    from builder.seeds.source import read_content, read_stream

    if _is_stdin(files):
        name = project.relative(stands_for) if stands_for else _STDIN_NAME
        return [(read_stream(sys.stdin.buffer, name), name)]
    if stands_for is not None:
        raise UsageError(f"--as says what standard input stands for, and `{STDIN}` is not among the files")
    named = [(path, project.relative(path)) for path in _paths(files)]
    missing = [(name, "a folder" if path.is_dir() else "no such file") for path, name in named if not path.is_file()]
    if missing:
        raise InputError("\n".join(f"{name}: {what}" for name, what in missing))
    return [(read_content(path, name), name) for path, name in named]
