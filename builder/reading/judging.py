"""Grades as facts: the records that phrases and badges come to."""

from __future__ import annotations

from builder.reading.facts import Fact, Words
from builder.reading.kinds.kind import Head


def judgment(  # noqa: PLR0913  # as many as the record has
    head: Head,
    subject: str,
    grade: str,
    words: tuple[Words, ...],
    rule: str,
    confidence: float,
    *,
    body: str = "",
    cycle: str = "",
    basis: str = "stated",
    doubt: str = "",
) -> Fact:
    """A grade of a body, by default the one that the document is about, in its cycle."""
    fields = {
        "body": body or head.body,
        "cycle": cycle or head.cycle,
        "subject": subject,
        "grade": grade,
        "basis": basis,
    }
    return Fact("judgments", fields, words, rule, confidence, doubt)


def ungraded(  # noqa: PLR0913
    head: Head, subject: str, state: str, words: tuple[Words, ...], rule: str, confidence: float, *, body: str = ""
) -> Fact:
    """A body that a document leaves without a grade, and the state that it gives."""
    fields = {"body": body or head.body, "cycle": head.cycle, "subject": subject, "state": state}
    return Fact("ungraded", fields, words, rule, confidence)
