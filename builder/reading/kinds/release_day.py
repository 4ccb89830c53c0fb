"""The day on which a press release says that it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.phrases import matches
from builder.reading.kinds.kind import Tools
from builder.reading.kinds.release_head import DAY, syndicated
from builder.reading.page import Form, Page

_REPORT: Final = re.compile(r"\breports?\b", re.IGNORECASE)
_TOP: Final = 10
_SHORT: Final = 40


def published(page: Page, tools: Tools) -> Iterator[Fact]:
    """The day that the release gives as its own; of a copy on another site, none that stands above the text."""
    copied = syndicated(page)
    phrases = tools.rules.of("press-release")
    for _, line in zip(range(_TOP), page.filled(), strict=False):
        for sentence in line.sentences if Kind.DATE in {each.kind for each in line.named} else ():
            at = sentence.tagged.find(Kind.DATE.value)
            alone = DAY.fullmatch(sentence.tagged)
            if at < 0 or (copied and (alone or line.form is not Form.PROSE)) or _REPORT.search(sentence.tagged, 0, at):
                continue
            day = sentence.mention_at(at)
            stated = [
                each for each in matches(sentence, phrases) if each.phrase.gives == "published" and each.one("date")
            ]
            if stated:
                yield _day(day.value, stated[0].words, stated[0].phrase.rule, stated[0].phrase.confidence)
                return
            if alone and len(line.text) < _SHORT:
                yield _day(day.value, Words(line.number, day.start, day.end), "day-alone", 0.9)
                return


def copied_on(page: Page) -> str:
    """The day above another site's copy, which is not the release's but tells the round; empty where there is none."""
    first = [
        each.value
        for _, line in zip(range(3), page.filled(), strict=False)
        for each in line.named
        if each.kind is Kind.DATE
    ]
    return first[0] if first and syndicated(page) else ""


def _day(period: str, words: Words, rule: str, sure: float) -> Fact:
    return Fact("dates", {"kind": "published", "date": period}, (words,), rule, sure)
