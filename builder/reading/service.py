"""Reading one document from end to end: a file in, its facts, its cases for review and what was left unread out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.reading.agreement import THRESHOLD, agree
from builder.reading.facts import Fact, Words
from builder.reading.figures import read_figures
from builder.reading.grammar.mentions import Mentions
from builder.reading.grammar.rulebook import Rulebook
from builder.reading.kinds import KINDS
from builder.reading.kinds.kind import DocumentKind, Head, Tools
from builder.reading.knowledge import Knowledge
from builder.reading.page import Page
from builder.reading.soundness import sound
from builder.reading.sources.opening import open_text
from builder.reading.sources.text import Text

_SURE: Final = 0.5
"""How sure a kind has to be of a document."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a document came to; ``kind`` is empty, and ``head`` None, where it is of no known kind."""

    text: Text
    kind: str
    head: Head | None
    facts: tuple[Fact, ...]
    review: tuple[Fact, ...]
    reason: str = ""
    """Why the document was not read, where it was not."""


_COUNTED: Final = frozenset({"metrics", "area_counts", "counts", "populations"})
"""Sections whose records hold figures."""


def _characters(words: tuple[Words, ...]) -> set[tuple[int, int]]:
    return {(each.line, at) for each in words for at in range(each.start, each.end)}


class Reader:
    """Reads documents with the reference data and phrases of a project."""

    def __init__(self, known: Knowledge, rules: Rulebook, threshold: float = THRESHOLD) -> None:
        self._tools = Tools(known, rules)
        self._mentions = Mentions(known)
        self._threshold = threshold

    def read_file(self, path: Path, name: str | None = None) -> Reading:
        """Read a file; raises what ``open_text`` raises."""
        return self.read(open_text(path, name))

    def read(self, text: Text) -> Reading:
        """Read a text."""
        page = Page(text, self._mentions)
        kind = self._recognised(page, KINDS)
        if kind is None:
            return Reading(text, "", None, (), (), "the document is of no kind that is known here")
        head = kind.head(page, self._tools)
        if head is None:
            reason = "neither the body that it is about nor the round of inspections could be told"
            return Reading(text, kind.name, None, (), (), reason)
        agreed = agree(self._facts(page, kind, head), self._threshold)
        return Reading(text, kind.name, head, agreed.facts, agreed.review)

    def _facts(self, page: Page, kind: DocumentKind, head: Head) -> Iterator[Fact]:
        """What the kind of the document reads, and the figures that it leaves."""
        facts = list(sound(kind.read(page, head, self._tools), page, self._tools.known))
        taken = {line for fact in facts if fact.section in _COUNTED for line in _characters(fact.words)}
        yield from facts
        for figure in read_figures(page, head, self._tools):
            if not taken & _characters(figure.words):
                yield figure

    def _recognised(self, page: Page, kinds: Sequence[DocumentKind]) -> DocumentKind | None:
        """The kind that is surest of a page."""
        sure = [(each.recognise(page, self._tools), each) for each in kinds]
        best = max(sure, key=lambda pair: pair[0])
        return best[1] if best[0] >= _SURE else None
