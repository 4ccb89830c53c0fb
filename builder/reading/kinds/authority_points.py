"""Strengths and areas for improvement of a police authority, as numbered paragraphs or bullets below their headings."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from builder.reading.facts import Fact
from builder.reading.kinds.authority_themes import Themes
from builder.reading.kinds.kind import Head
from builder.reading.page import Form, Line

_HEADINGS: Final = {
    "strength": re.compile(r"(?:key )?strengths?(?: include| identified| are)?:?", re.IGNORECASE),
    "area-for-improvement": re.compile(
        r"(?:key )?areas? (?:for improvement|to improve)(?: include| identified| are)?:?", re.IGNORECASE
    ),
}
_NAMES: Final = {"strength": "Strength", "area-for-improvement": "Area for improvement"}
_PARAGRAPH: Final = re.compile(r"\s*(?:- )?(\d{1,3})(?:\*\*|\.|\))? +(?=[A-Z'\"(])")


class Points:
    """Follows the lines of a document and gives a finding for each point below such a heading.

    A numbered document has its points in its numbered paragraphs, any other in its bullets.
    """

    def __init__(self, head: Head, themes: Themes) -> None:
        self._head = head
        self._themes = themes
        self._kind = ""
        self._theme = 0
        self._numbers: Counter[str] = Counter()

    def read(self, line: Line, theme: int) -> Fact | None:
        """The finding on a line in the section of a theme; None where there is none.

        Its text says which point it is and not what it says: what it says is on its lines.
        """
        text = line.text.strip(" *#")
        for kind, heading in _HEADINGS.items():
            if heading.fullmatch(text):
                self._kind, self._theme = kind, theme
                return None
        running = line.form is Form.HEADING and theme == self._theme and theme > 0  # the title at the head of a page
        if (line.form in (Form.HEADING, Form.QUESTION) and not running) or theme != self._theme:
            self._kind = ""
        paragraph = _PARAGRAPH.match(line.text)
        if not self._kind or not (paragraph or line.form is Form.BULLET):
            return None
        return self._finding(line, theme, paragraph[1] if paragraph else "")

    def _finding(self, line: Line, theme: int, paragraph: str) -> Fact:
        kind = self._kind
        self._numbers[kind] += 1
        number = self._numbers[kind]
        which = f"in paragraph {paragraph}" if paragraph else f"{number} of the list"
        fields = {
            "id": f"p{paragraph}" if paragraph else f"{kind}-{number}",
            "kind": kind,
            "about": self._head.body,
            "cycle": self._head.cycle,
            "subject": self._themes.key(theme),
        }
        if paragraph:
            fields["paragraph"] = paragraph
        fields["text"] = f"{_NAMES[kind]} {which}, on {self._themes.name(theme)}."
        return Fact("findings", fields, (line.words,), f"{kind}-heading", 0.95)
