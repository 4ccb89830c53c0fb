"""Findings under the inspectorate's own headings: areas for improvement, causes of concern, recommendations."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from builder.reading.facts import Fact
from builder.reading.kinds.kind import Head
from builder.reading.page import Form, Line

_HEADINGS: Final = {
    "area-for-improvement": re.compile(r"areas? for improvement", re.IGNORECASE),
    "cause-of-concern": re.compile(r"causes? of concern", re.IGNORECASE),
    "recommendation": re.compile(r"recommendations?", re.IGNORECASE),
}
_SHOULD: Final = re.compile(r"\b(?:should|must|needs? to|has to|have to)\b")
"""What a heading says that is a point itself."""
_NAMES: Final = {
    "area-for-improvement": "Area for improvement",
    "cause-of-concern": "Cause of concern",
    "recommendation": "Recommendation",
}


class FindingsReader:
    """Follows the lines of a document and gives a finding for each point below such a heading."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._kind = ""
        self._headed = False
        """Whether the points below the heading are headings themselves."""
        self._numbers: Counter[str] = Counter()

    def read(self, line: Line, subject: str, name: str = "") -> Fact | None:
        """The finding on a line about ``subject``, which readers know as ``name``; None where there is none.

        The text of the finding says which it is and not what it says: what it says is on its lines.
        """
        text = line.text.strip().strip("*:# ")
        for kind, heading in _HEADINGS.items():
            if heading.fullmatch(text):
                self._kind, self._headed = kind, False
                return None
        if self._kind and line.form is Form.HEADING and _SHOULD.search(text):
            self._headed = True
            return self._finding(line, subject, name)  # the point as a heading over what it is about
        if line.form in (Form.QUESTION, Form.BADGE, Form.NUMBER) or (line.form is Form.HEADING and self._kind):
            self._kind = ""
        if not self._kind or line.form not in (Form.BULLET, Form.PROSE):
            self._kind = "" if line.form is Form.HEADING else self._kind
            return None
        if line.form is Form.PROSE and self._kind == "area-for-improvement":
            self._kind = self._kind if self._headed else ""  # what a heading is about, or the end of a list
            return None
        return self._finding(line, subject, name)

    def _finding(self, line: Line, subject: str, name: str) -> Fact:
        kind = self._kind
        self._numbers[kind] += 1
        number = self._numbers[kind]
        fields = {
            "id": f"{kind}-{number}",
            "kind": kind,
            "about": self._head.body,
            "cycle": self._head.cycle,
            "subject": subject,
            "text": f"{_NAMES[kind]} {number} of the document, on {name or subject}.",
        }
        return Fact("findings", fields, (line.words,), f"{kind}-heading", 0.95)
