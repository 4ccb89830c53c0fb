"""Text as rules compare it: other signs for the same thing made one, each character in its old place."""

from __future__ import annotations

from typing import Final

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\t\u00a0\u2002\u2003\u2007\u2009\u202f\u200b\ufeff", " "),
    }
)
"""Marks for quotations, dashes and blanks, one character for one."""

_OURS: Final = dict.fromkeys(range(57344, 57600), " ")
"""Characters that stand for mentions in tagged sentences, and so for nothing in a text."""


def plain(text: str) -> str:
    """The text with one kind of quotation mark, dash and blank; as long as before."""
    return text.translate(_SAME).translate(_OURS)
