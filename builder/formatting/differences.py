"""Where a text is not in its form."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from builder.errors import Problem

_SHOWN: Final = 80


def first_difference(name: str, before: str, after: str, advice: str) -> Problem | None:
    """The first place at which a text differs from what it should be, if there is one.

    ``advice`` says what mends it.
    """
    if before == after:
        return None
    pairs = zip_longest(before.split("\n"), after.split("\n"))
    line, found, wanted = next((line, *pair) for line, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    signs = zip_longest(found or "", wanted or "")
    column = next((column for column, (one, other) in enumerate(signs) if one != other), 0)
    here = "the end of the file" if found is None else f"`{_excerpt(found, column)}`"
    allowed = "the end of the file" if wanted is None else f"`{_excerpt(wanted, column)}`"
    return Problem(name, line, column + 1, f"not in form: {here}", allowed, advice)


def _excerpt(line: str, column: int) -> str:
    start = max(0, column - _SHOWN // 2)
    part = line[start : start + _SHOWN].replace("\t", "\\t").replace("\r", "\\r")
    return ("…" if start else "") + part + ("…" if start + _SHOWN < len(line) else "")
