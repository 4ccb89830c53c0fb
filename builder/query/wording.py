"""How messages about queries show what people typed and what is allowed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

SHOWN: Final = 80
"""How many characters of a foreign text a message repeats."""

LISTED: Final = 150
"""How many allowed values a message lists."""

_DIRECTION: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Text without characters that steer a terminal or turn the direction of writing; each becomes U+FFFD.

    Line ends and tabs become blanks, so that the text stays on its line.
    """
    text = re.sub(r"[\t\r\n\u0085\u2028\u2029]+", " ", text)
    text = "".join("\ufffd" if unicodedata.category(character) in {"Cc", "Cs"} else character for character in text)
    return _DIRECTION.sub("\ufffd", text)


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
