"""The commands that the pages show, run by a process of their own, print what is shown."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from builder.cli import make_app
from builder.documentation.command_blocks import command_names
from builder.documentation.example import copied
from builder.documentation.material import Material, gather
from builder.project import Project

from .pages import PAGES, blocks, inline_code

_EXAMPLE = re.compile(r"<!-- generated: example (\S+) (.+) -->")
SHOWN = blocks("console")
ROOT = Path(__file__).resolve().parents[2]


def run(arguments: list[str], folder: Path) -> tuple[list[str], int]:
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return [line.rstrip() for line in done.stdout.splitlines()], done.returncode


def parts(content: str) -> tuple[str, list[str], int]:
    """Command, output and exit code of a block: the code is 0 unless the block asks for it."""
    lines = content.rstrip("\n").split("\n")
    code = 0
    if lines[-2:-1] == ["$ echo $?"]:
        code = int(lines[-1])
        lines = lines[:-2]
    return lines[0].removeprefix("$ "), lines[1:], code


@pytest.mark.parametrize(
    ("page", "content"), SHOWN, ids=[f"{page}: {content.splitlines()[0]}" for page, content in SHOWN]
)
def test_it_prints_what_is_shown(page: str, content: str, project: Project, built_graph: Path) -> None:
    line, output, code = parts(content)
    arguments = shlex.split(line)[1:]
    added = next((file for file, command in _EXAMPLE.findall(PAGES[page]) if command == line), None)
    if added is None:
        asks = arguments[0] == "query" and "--graph" not in arguments
        assert run([*arguments, "--graph", str(built_graph)] if asks else arguments, project.root) == (output, code)
        return
    with copied(project, project.root / added) as copy:
        if arguments[0] != "query":
            assert run(arguments, copy.root) == (output, code)
            return
        with gather(copy) as grown:
            assert run([*arguments, "--graph", str(grown.graph_file)], copy.root) == (output, code)


def test_every_command_named_exists(project: Project) -> None:
    queries = {path.stem for path in project.queries.glob("*.rq")}
    named = 0
    for page, text in PAGES.items():
        for span in inline_code(text):
            words = span.split()
            if words[0] != "peelgraph" or len(words) == 1:
                continue
            named += 1
            if words[1].startswith("-"):
                assert words[1] in {"--version", "--debug", "--help"}, f"{page}: {span}"
                continue
            assert words[1] in command_names(), f"{page}: {span}"
            if words[1] == "query" and len(words) > 2:
                assert words[2] in queries | {"NAME"}, f"{page}: {span}"
    assert named > 5


def options(command: Any) -> set[str]:
    """The options of a command, and of all commands below it."""
    found = {name for parameter in command.params for name in parameter.opts}
    return found.union(*map(options, getattr(command, "commands", {}).values()))


def test_every_option_named_exists(material: Material) -> None:
    known = {"--help"} | options(typer.main.get_command(make_app()))
    for query in material.queries.values():
        known |= {f"--{name}" for name in query.parameters}
    known.add("--region")  # of the example in docs/write-a-query.md
    named = {
        (page, span.split()[0]) for page, text in PAGES.items() for span in inline_code(text) if span.startswith("--")
    }
    assert ("README.md", "--format") in named
    assert not {(page, option) for page, option in named if option not in known}


def test_every_make_target_named_exists(project: Project) -> None:
    makefile = project.root.joinpath("Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {(page, span) for page, text in PAGES.items() for span in inline_code(text) if span.startswith("make ")}
    named |= {
        (page, line) for page, content in blocks("sh") for line in content.splitlines() if line.startswith("make ")
    }
    assert {"make graph", "make test"} <= {span.partition("#")[0].strip() for _, span in named}
    for page, span in named:
        assert span.split()[1] in targets, f"{page}: {span}"
