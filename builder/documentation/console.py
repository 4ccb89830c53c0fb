"""Commands as a reader would type them, with what they really print."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from builder.cli import run
from builder.documentation.blocks import BlockError
from builder.documentation.markdown import block
from builder.documentation.material import Material

COMMAND: Final = "peelgraph"
_WIDTH: Final = "100"


def capture(arguments: Sequence[str], folder: Path) -> tuple[str, int]:
    """What one command prints, both streams in the order of writing, and its exit code; it runs in ``folder``."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(folder))
        stack.enter_context(_plain_terminal())
        stack.enter_context(contextlib.redirect_stdout(stream))
        stack.enter_context(contextlib.redirect_stderr(stream))
        exit_code = run(arguments)
    stream.seek(0)
    lines = stream.read().splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n"), exit_code


@contextlib.contextmanager
def _plain_terminal() -> Iterator[None]:
    """Widths and colours that do not depend on where the command runs."""
    before = dict(os.environ)
    os.environ.update(COLUMNS=_WIDTH, NO_COLOR="1", TERM="dumb")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def arguments_of(line: str, graph_file: Path) -> list[str]:
    """The arguments of a command line that starts with ``peelgraph``; a query asks the given graph file.

    Raises BlockError for a line that is none.
    """
    words = shlex.split(line)
    if words[:1] != [COMMAND]:
        raise BlockError(f"`{line}` does not start with {COMMAND}")
    arguments = words[1:]
    if arguments[:1] == ["query"] and not {"--graph", "--endpoint", "--help"} & set(arguments):
        arguments += ["--graph", str(graph_file)]
    return arguments


def console(material: Material, argument: str) -> str:
    """A command and its output."""
    printed, exit_code = capture(arguments_of(argument, material.graph_file), material.project.root)
    return block("console", shown(argument, printed, exit_code))


def shown(line: str, printed: str, exit_code: int) -> str:
    """A command line with what it prints; another exit code than 0 is asked for below it, as a reader can do."""
    code = ["$ echo $?", str(exit_code)] if exit_code else []
    return "\n".join([f"$ {line}", printed, *code])
