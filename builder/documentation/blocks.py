"""Generated blocks in hand-written pages.

::

    <!-- generated: counts -->
    …
    <!-- end -->

The first word after the colon names the block, the rest of the line is its argument. Whatever stands between the two
lines is replaced; everything else on a page is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from builder.errors import Problem, SourceError

Generator: TypeAlias = Callable[[str, str], str]
"""From a block's name and argument to its Markdown; raises BlockError where there is none."""

_START: Final = re.compile(r"<!-- generated: (?P<name>[a-z-]+)(?: (?P<argument>.+))? -->")
_END: Final = "<!-- end -->"
_MARK: Final = re.compile(r"<!--\s*(?:generated\b|end\b)")


class BlockError(Exception):
    """A block that can't be made; the message says why."""


def fill(page: str, file: str, generate: Generator) -> str:
    """The page with every block written anew.

    ``file`` is the page's name for messages. Raises SourceError with every mark that is malformed, has no end, ends
    nothing, or names a block that can't be made.
    """
    lines = page.split("\n")
    blocks, problems = _find(lines, file)
    filled: list[str] = []
    copied = 0
    for start, end, mark in blocks:
        try:
            content = generate(mark["name"], mark["argument"] or "")
        except BlockError as error:
            problems.append(Problem(file, start + 1, 1, str(error)))
            continue
        filled += [*lines[copied : start + 1], "", *content.rstrip().split("\n"), ""]
        copied = end
    if problems:
        raise SourceError(problems)
    return "\n".join([*filled, *lines[copied:]])


def _find(lines: list[str], file: str) -> tuple[list[tuple[int, int, re.Match[str]]], list[Problem]]:
    """The blocks, by the indexes of their first and last lines, with their marks; and the marks that are wrong."""
    blocks: list[tuple[int, int, re.Match[str]]] = []
    problems: list[Problem] = []
    begun: tuple[int, re.Match[str]] | None = None
    for index, line in enumerate(lines):
        if not _MARK.match(line):
            continue
        start = _START.fullmatch(line)
        if line == _END and begun:
            blocks.append((begun[0], index, begun[1]))
        elif line == _END:
            problems.append(Problem(file, index + 1, 1, "the end of a block that was not begun"))
        elif begun:
            problems.append(_unended(file, begun[0]))
        if start is None and line != _END:
            allowed = f"<!-- generated: name argument -->, {_END}"
            problems.append(Problem(file, index + 1, 1, f"`{line}` is no mark", allowed))
        begun = (index, start) if start else None
    if begun:
        problems.append(_unended(file, begun[0]))
    return blocks, problems


def _unended(file: str, index: int) -> Problem:
    return Problem(file, index + 1, 1, "a generated block without its end", _END)
