"""Pieces of Markdown in GitHub's form, https://github.github.com/gfm/."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~])")
_FENCE: Final = re.compile(r"^ *(`{3,})(\S*) *\n(.*?)^ *\1 *$", re.DOTALL | re.MULTILINE)
_HEADING: Final = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)


def text(words: str) -> str:
    """Plain words with the signs escaped that Markdown would take for its own."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def code(words: str) -> str:
    """Words in the type of code, also inside a table."""
    return f"`{words.replace('|', chr(92) + '|')}`"


def codes(words: Iterable[str]) -> str:
    """Several words in the type of code."""
    return ", ".join(code(each) for each in words)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int] = ()) -> str:
    """A table of cells that are Markdown already; the columns in ``right`` hold numbers."""
    lines = [list(head), ["---:" if index in right else "---" for index in range(len(head))], *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def block(language: str, content: str) -> str:
    """A block of code."""
    return f"```{language}\n{content.rstrip()}\n```"


def paragraphs(*parts: str) -> str:
    """Parts with an empty line between them; empty parts are left out."""
    return "\n\n".join(part for part in parts if part)


def headings(page: str) -> list[str]:
    """The headings of a page as they are written, those in code blocks left out."""
    return _HEADING.findall(_FENCE.sub("", page))


def anchor(heading: str) -> str:
    """The fragment by which GitHub links to a heading that stands once on its page."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def code_blocks(page: str, language: str) -> list[str]:
    """The contents of the code blocks of one language."""
    return [content for _, tag, content in _FENCE.findall(page) if tag == language]


def number(count: int) -> str:
    """A whole number with its thousands apart."""
    return f"{count:,}"
