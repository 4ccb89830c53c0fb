"""Where things stand in Turtle of the project's own form, found by its lines alone and by no parser.

In that form each thing has one block, which begins with its name at the left margin; a property stands behind one tab
with its value, or above its values, which then stand on lines of their own behind two tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.namespaces import PEELID

_VALUE = re.compile(r"\t\t(.+) [,;]")
_PROPERTY = re.compile(r"\t(\S+)(?: (.+) ;)?")


@dataclass(frozen=True)
class Written:
    """One value as it is written, and where: ``thing`` and ``text`` without the beginning that all IRIs share."""

    thing: str
    property: str
    text: str
    line: int
    column: int


def begins(turtle: str) -> Iterator[Written]:
    """Where the block of each thing begins."""
    for number, line in enumerate(turtle.split("\n"), start=1):
        if line and not line.startswith(("\t", "#", "@")):
            yield Written(_short(line), "", "", number, 1)


def values(turtle: str) -> Iterator[Written]:
    """Where each value of each thing stands."""
    thing = property_ = ""
    for number, line in enumerate(turtle.split("\n"), start=1):
        if line and not line.startswith(("\t", "#", "@")):
            thing = _short(line)
        elif match := _VALUE.fullmatch(line):
            yield Written(thing, property_, _short(match[1]), number, 3)
        elif line != "\t." and (match := _PROPERTY.fullmatch(line)):
            property_ = match[1]
            if match[2]:
                yield Written(thing, property_, _short(match[2]), number, len(property_) + 3)


def _short(text: str) -> str:
    return text.replace(f"<{PEELID}", "<", 1)
