"""What is wrong with a text, before it has a file and a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Cause:
    """What is wrong at an offset: in plain words, with what is allowed there and what to do.

    ``declare`` is a prefix that only has to be declared; ``resume`` the offset at which the next statement begins,
    where that is certain.
    """

    at: int
    found: str
    allowed: str = ""
    advice: str = ""
    declare: str | None = None
    resume: int | None = None


def shown(token: str) -> str:
    """A token as messages show it: in one line, and not too long."""
    line = token.partition("\n")[0].partition("\r")[0]
    return f"`{line[:_SHOWN]}{'…' if len(line) > _SHOWN or line != token else ''}`"
