"""The commands, as they describe themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import typer

from builder.cli import make_app
from builder.documentation.console import COMMAND, capture
from builder.documentation.markdown import block, code, paragraphs, table, text
from builder.documentation.material import Material

_TARGET: Final = re.compile(r"^([a-z]+):.*?## (.+)$", re.MULTILINE)


def command_reference(material: Material, _argument: str) -> str:
    """The help of the program and of every command, and of the commands of groups."""
    lines = _lines(typer.main.get_command(make_app()), [])
    return paragraphs(*(part for words in lines for part in _help(material, words)))


def _lines(command: object, words: list[str]) -> Iterator[list[str]]:
    """The words of a command, and of all commands below it."""
    yield words
    for name, each in getattr(command, "commands", {}).items():
        yield from _lines(each, [*words, name])


def command_names() -> list[str]:
    """The names of all commands, in the order in which the program lists them."""
    group = typer.main.get_command(make_app())
    return list(getattr(group, "commands", {}))


def _help(material: Material, words: list[str]) -> list[str]:
    printed, _ = capture([*words, "--help"], material.project.root)
    return [f"## {' '.join([COMMAND, *words])}", block("text", printed)]


def make_targets(material: Material, _argument: str) -> str:
    """The targets of the Makefile with what they say of themselves."""
    found = _TARGET.findall((material.project.root / "Makefile").read_text(encoding="utf-8"))
    return table(["target", "does"], ([code(f"make {name}"), text(does)] for name, does in found))
