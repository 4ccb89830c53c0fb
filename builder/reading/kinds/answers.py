"""Which report a commissioner answers, to whom, and under which reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.kinds.heading import slug
from builder.reading.kinds.kind import Head, Tools
from builder.reading.kinds.response_head import Day, cited, published_on
from builder.reading.page import Page

_REFERENCE: Final = re.compile(
    r"\W*our ref(?:erence)?\s*:\s*(?P<value>[A-Z][A-Za-z0-9/.-]*\d[A-Za-z0-9/.-]*)", re.IGNORECASE
)
_BEHIND: Final = re.compile(r"[,;(-]?\s*published\b.*$|(?<=report),.*$|\W+$", re.IGNORECASE)
_FIRST: Final = 25


def reference(page: Page) -> Iterator[Fact]:
    """The reference that the commissioner's office gives the letter."""
    for _, line in zip(range(_FIRST), page.filled(), strict=False):
        if match := _REFERENCE.match(line.text):
            fields = {"scheme": "opcc-reference", "value": match["value"]}
            yield Fact("identifiers", fields, (Words(line.number, *match.span("value")),), "reference", 0.95)
            return


def answer(page: Page, head: Head, tools: Tools, people: Sequence[Fact], day: Day | None) -> Iterator[Fact]:
    """The report that is answered, and the response to it where it is known who gives it and when."""
    found = cited(page)
    if found is None:
        return
    line, start = found
    end = start + len(_BEHIND.sub("", line.text[start:], count=1))
    key = slug(head.cycle, head.subject, head.body)
    report: dict[str, object] = {
        "document": key,
        "name": line.raw[start:end].strip(),
        "kind": "report",
        "publishers": ("hmicfrs",),
        "about": head.body,
        "cycle": head.cycle,
    }
    if published := published_on(line):
        report["published"] = published
    words = Words(line.number, start, len(line.raw.rstrip()))
    yield Fact("cited_documents", report, (words,), "report-answered", 0.93)
    by = [fact for fact in people if fact.fields["organisation"] == head.publisher]
    to = [fact for fact in people if fact.fields["role"] == "home-secretary"]
    if not by or day is None:
        return
    called = tools.known.registry.find("commissioner", head.publisher)
    fields: dict[str, object] = {
        "response": head.key,
        "name": f"Response of the {getattr(called.record, 'name', '') if called else head.publisher} to "
        + f"PEEL {head.subject} {head.cycle.removeprefix('peel-')}".replace("  ", " "),
        "by": by[-1].fields["person"],
        "on_behalf_of": head.publisher,
        "date": day.period,
        "responds_to": key,
    }
    if to:
        fields["addressed_to"] = to[0].fields["person"]
    places = {day.words, words, *by[-1].words, *(to[0].words if to else ())}
    yield Fact("responses", fields, tuple(sorted(places)), "response", 0.93)
