"""Characters that no one sees, written so that everyone does and nothing is lost."""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""What JSON and N-Triples leave as it is, but steers a terminal, turns the direction of writing, or has no width."""


def escaped(text: str) -> str:
    r"""A text of JSON or Turtle whose strings hold such characters as ``\uXXXX``, which means the same there."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04X}", text)
