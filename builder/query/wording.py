"""How messages about queries show what people typed and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from builder.terminal import harmless

SHOWN: Final = 80
"""How many characters of a foreign text a message repeats."""

LISTED: Final = 150
"""How many allowed values a message lists."""


def shown(text: str) -> str:
    """What someone typed, harmless and cut short, as messages repeat it."""
    text = harmless(text[: SHOWN + 1])
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def meant(near: Iterable[str]) -> str:
    """The end of a message that names what was probably meant."""
    names = list(near)
    return f"; did you mean {' or '.join(f'`{name}`' for name in names)}?" if names else ""


def listed(what: str, names: Iterable[str]) -> str:
    """A line with all that is allowed, or the first of them and how many more there are."""
    allowed = list(names)
    more = f" and {len(allowed) - LISTED} more" if len(allowed) > LISTED else ""
    return f"    {what}: {', '.join(allowed[:LISTED]) or 'none'}{more}"
