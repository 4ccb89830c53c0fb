"""A comparison as Markdown in GitHub's form, fit for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from builder.comparing.changes import Comparison, Section
from builder.comparing.summary import Shown, about, gist, shown, title, triples
from builder.reporting.markdown import LIMIT, code, text

_FOLDED: Final = 8
"""A section of more changes than this can be folded."""

_SIZES: Final = ((10, 20), (10, 10), (5, 10), (3, 5), (1, 2), (0, 0))
"""So many changes of a group and triples are shown, fewer where there is no room."""


def render(comparison: Comparison, limit: int = LIMIT) -> str:
    """How much differs between what, the changes by section, and some of the triples.

    The page has at most ``limit`` bytes, which are 2,000 or more: GitHub takes 65,536 characters in a comment.
    """
    for changes, lines in _SIZES:
        page = "\n".join([*_head(comparison), *_body(comparison, changes, lines)])
        if len(page.encode()) <= limit:
            return page
    return "\n".join([*_head(comparison), "There is too much to show here; `--format json` has all.", ""])


def _head(comparison: Comparison) -> Iterator[str]:
    yield f"## {title(comparison)}"
    yield ""
    sides = [f"{code(side.name)} ({about(side)})" for side in (comparison.left, comparison.right)]
    yield f"From {sides[0]} to {sides[1]}. {gist(comparison)}"
    yield ""


def _body(comparison: Comparison, most: int, most_triples: int) -> Iterator[str]:
    for section, groups in shown(comparison, most):
        yield from _section(section, groups)
    if comparison.differs:
        yield from _triples(comparison, most_triples)


def _section(section: Section, groups: Sequence[Shown]) -> Iterator[str]:
    count = sum(len(group.changes) + group.more for group in groups)
    folded = count > _FOLDED
    yield from (["<details>", f"<summary><b>{section}</b> ({count:,})</summary>"] if folded else [f"### {section}"])
    yield ""
    for group in groups:
        yield f"**{text(group.heading)}**"
        yield ""
        yield from (f"- {text(change.text)}" for change in group.changes)
        if group.more:
            yield f"- and {group.more:,} more"
        yield ""
    if folded:
        yield from ("</details>", "")


def _triples(comparison: Comparison, most: int) -> Iterator[str]:
    lines, more = triples(comparison, most)
    count = len(comparison.removed) + len(comparison.added)
    yield from ("<details>", f"<summary><b>Triples</b> ({count:,})</summary>", "")
    if lines:
        yield "```diff"
        yield from (f"{sign} {line} ." for sign, line in lines)
        yield from ("```", "")
    if more:
        yield from (f"and {more:,} more; `--format rdf-patch` has all", "")
    yield from ("</details>", "")
