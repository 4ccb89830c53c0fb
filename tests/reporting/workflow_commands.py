"""How GitHub Actions reads workflow commands in a log.

Written from https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands and from what the
runner does: blanks before a command are skipped, names end at a blank, properties are split at commas and then at the
first equals sign, and of escapes `%25` is undone last. The older form ``##[name]`` counts wherever it stands in a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SHOWN = 10
"""Annotations of one kind that a step shows."""


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    data: str


def unescape(text: str, *signs: str) -> str:
    for sign in (*signs, "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def parse(line: str) -> Command | None:
    """The command of a line; None where a line is none."""
    match = re.match(r"\s*::(.*?)::(.*)", line, re.DOTALL)
    if match is None:
        return None
    name, _, properties = match[1].partition(" ")
    pairs = [pair.partition("=") for pair in properties.strip().split(",") if pair]
    return Command(
        name,
        {key: unescape(value, "\r", "\n", ":", ",") for key, _, value in pairs if value},
        unescape(match[2], "\r", "\n"),
    )


def is_command(line: str) -> bool:
    """Whether the runner could obey a line, in either form and whatever the name."""
    return parse(line) is not None or "##[" in line
