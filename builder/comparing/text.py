"""A comparison as plain text for people: what changed in words, then some of the triples."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Final

from builder.comparing.changes import Comparison
from builder.comparing.summary import about, gist, shown, title, triples
from builder.reporting.summary import shortened

_WIDTH: Final = 100
_COMMAND: Final = re.compile(r"^(\s*)(?=::)")


def render(comparison: Comparison, width: int = _WIDTH) -> str:
    """The two sides, the changes by section, at most ten of each kind, and at most twenty triples.

    What the graphs say is shown without characters that steer a terminal, and no line is a command to a build service.
    """
    return "\n".join(map(_tamed, _lines(comparison, max(width, 40)))) + "\n"


def _lines(comparison: Comparison, width: int) -> Iterator[str]:
    for name, side in (("left", comparison.left), ("right", comparison.right)):
        yield f"{name:<7}{shortened(side.name)} ({about(side)})"
    yield f"{title(comparison)}. {gist(comparison)}"
    for section, groups in shown(comparison):
        yield ""
        yield section
        for group in groups:
            yield from _wrapped(group.heading, width, "  ")
            for change in group.changes:
                yield from _wrapped(change.text, width, "    ")
            if group.more:
                yield f"    and {group.more:,} more"
    if comparison.differs:
        yield from _triples(comparison)


def _triples(comparison: Comparison) -> Iterator[str]:
    lines, more = triples(comparison)
    yield ""
    yield "Triples"
    yield from (f"  {sign} {line}" for sign, line in lines)
    if more:
        yield f"  and {more:,} more; --format rdf-patch and json have all"


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        shortened(text), width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _tamed(line: str) -> str:
    """A line that is no workflow command of GitHub, new form or old, wherever it is printed."""
    return _COMMAND.sub(r"\g<1>./", line).replace("##[", "## [")
