"""Days and months in which inspectors were on site, and days on which pages were last updated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.phrases import matches
from builder.reading.kinds.kind import Head, Tools
from builder.reading.kinds.passages import LONGEST
from builder.reading.page import Line

UPDATED: Final = re.compile(rf"last updated:? {Kind.DATE.value}", re.IGNORECASE)


def updates(lines: Iterable[Line]) -> Iterator[tuple[str, Words]]:
    """The days on which a page or its sections were last updated, and where each stands."""
    for line in lines:
        for sentence in line.sentences if "updated" in line.text.lower() else ():
            for match in UPDATED.finditer(sentence.tagged):
                yield sentence.mention_at(match.end() - 1).value, sentence.words(*match.span())


def on_site(lines: Iterable[Line], head: Head, tools: Tools) -> Iterator[Fact]:
    """When inspectors visited the body that a document is about, as the phrases of ``dates.yaml`` have it.

    A month without a year is no date: the year would be a guess.
    """
    phrases = tools.rules.of("dates")
    own = {"", head.body, tools.known.force_of(head.body)}
    for line in lines:
        for sentence in line.sentences:
            if len(sentence.tagged) > LONGEST:
                continue
            dated = any(each.kind is Kind.DATE for each in sentence.mentions)
            for match in matches(sentence, phrases) if dated else ():
                body, day = match.one("body"), match.one("date")
                if day and (body is None or body.value in own):
                    fields = {"kind": "fieldwork", "date": day.value}
                    yield Fact("dates", fields, (match.words,), match.phrase.rule, match.phrase.confidence)
