"""The command line: thin commands over the library, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from builder import __version__
from builder.cli.audit import register as register_audit
from builder.cli.build import register as register_build
from builder.cli.check import register as register_check
from builder.cli.diff import register as register_diff
from builder.cli.queries import register as register_queries
from builder.cli.query import register as register_query
from builder.cli.read import register as register_read
from builder.cli.seeds import register as register_seeds
from builder.cli.synthesize import register as register_synthesize
from builder.errors import ExitCode, PeelgraphError
from builder.terminal import harmless_lines

DEBUG = "--debug"


def make_app() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        name="peelgraph",
        help="Police inspections of England and Wales as a knowledge graph: build it, check it, ask it.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def top(
        _version: bool = typer.Option(
            False, "--version", help="Print the version and end.", callback=_print_version, is_eager=True
        ),
        _debug: bool = typer.Option(False, DEBUG, help="On a defect of peelgraph itself, print where it happened."),
    ) -> None:
        pass  # options only

    for register in (
        *(register_audit, register_build, register_check, register_diff),
        *(register_query, register_queries, register_read, register_seeds, register_synthesize),
    ):
        register(app)
    return app


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"peelgraph {__version__}")
        raise typer.Exit


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code and never raises.

    Results go to standard output, everything else to standard error.
    """
    arguments = list(arguments)
    debug = DEBUG in arguments
    if debug:  # allowed anywhere on the line
        arguments = [DEBUG, *(each for each in arguments if each != DEBUG)]
    try:
        result = typer.main.get_command(make_app()).main(arguments, prog_name="peelgraph", standalone_mode=False)
        sys.stdout.flush()
    except TyperException as error:
        print(harmless_lines(error.format_message()), file=sys.stderr)
        context = getattr(error, "ctx", None)
        if context is not None and arguments:
            print(f"`{context.command_path} --help` shows what is allowed.", file=sys.stderr)
        return int(ExitCode.USAGE)
    except PeelgraphError as error:
        print(harmless_lines(str(error)), file=sys.stderr)  # it may repeat what foreign files and services say
        return int(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        print("stopped", file=sys.stderr)
        return 130
    except (BrokenPipeError, SystemExit) as stop:
        return _stopped(stop)
    except Exception as error:  # the contract: a defect of ours is exit code 70 and a traceback only with --debug
        if debug:
            traceback.print_exc()
        else:
            print(harmless_lines(f"a defect of peelgraph: {type(error).__name__}: {error}"), file=sys.stderr)
            print(f"Run the command again with {DEBUG} and report what it prints.", file=sys.stderr)
        return int(ExitCode.DEFECT)
    return int(result) if isinstance(result, int) else int(ExitCode.FINE)


def _stopped(stop: BaseException) -> int:
    """The exit code where the reader of a pipe has gone, as `head` does, or Typer itself ends.

    Typer ends where a command meets a broken pipe, and where it is asked in a wrong way for words that shells complete.
    """
    if isinstance(stop, SystemExit) and not isinstance(stop.__context__, BrokenPipeError):
        return int(ExitCode.USAGE if stop.code else ExitCode.FINE)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be written goes nowhere
    return int(ExitCode.FINE)


def main() -> None:
    """Entry point of the ``peelgraph`` command."""
    sys.exit(run(sys.argv[1:]))
