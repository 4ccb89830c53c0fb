"""The pages as the tests read them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

from builder.documentation.markdown import anchor, code_blocks, headings
from builder.documentation.site import pages
from builder.project import Project

PROJECT: Final = Project(Path(__file__).resolve().parents[2])
PAGES: Final = {PROJECT.relative(path): path.read_text(encoding="utf-8") for path in pages(PROJECT)}

FENCE: Final = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
INLINE: Final = re.compile(r"`([^`\n]+)`")
LINK: Final = re.compile(r"\[(?:[^\[\]]|\\.)*\]\(([^()<>\s]+)\)")


def prose(page: str) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", page)


def inline_code(page: str) -> list[str]:
    """What stands in the type of code within sentences and tables."""
    return [code.replace("\\|", "|") for code in INLINE.findall(prose(page))]


def blocks(language: str) -> list[tuple[str, str]]:
    """All blocks of code of one language with the page they stand on."""
    return [(name, content) for name, page in PAGES.items() for content in code_blocks(page, language)]


def anchors(page: str) -> set[str]:
    """The fragments by which a page can be linked to; GitHub numbers headings that come again."""
    seen: Counter[str] = Counter()
    found: set[str] = set()
    for heading in headings(page):
        name = anchor(heading)
        found.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found
