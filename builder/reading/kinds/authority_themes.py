"""Themes that police authorities were scored on, and the table that gives a score to each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.numbers import WORDS
from builder.reading.grammar.phrases import Phrase, matches
from builder.reading.grammar.questions import same_wording
from builder.reading.grammar.sentences import Sentence
from builder.reading.knowledge import Asked
from builder.reading.page import Form, Line

OVERALL: Final = "authority-performance"
SCORES: Final = {"performs-poorly": 1, "performs-adequately": 2, "performs-well": 3, "performs-excellently": 4}
_THEMES: Final = {
    "theme-strategic-direction": (1, "strategic direction"),
    "theme-scrutiny": (2, "scrutiny of performance"),
    "theme-engagement": (3, "community engagement"),
    "theme-value-for-money": (4, "value for money"),
}
"""The themes as phrases name them, with the numbers of their questions and their names."""
_HEADER: Final = re.compile(
    r"(?:table \d+\W*)?(?:summary of )?(?:[\w ]*?\b(?:questions?|themes?|areas?|inspection)\b\W*)?(?:scores?|summary of"
    r" (?:inspection )?scores)",
    re.IGNORECASE,
)
_ROW: Final = re.compile(
    r"(?P<what>.*?\S)[\s:|]+'?(?P<score>[1-4]|one|two|three|four)'?(?:\s*[-(]?\s*perform\w+ \w+\)?)?", re.IGNORECASE
)
_OVERALL: Final = re.compile(r"\W*overall\b(?: (?:score|performance|assessment|judge?ment))?\W*", re.IGNORECASE)
_LONGEST: Final = 500
_MOST_LINES: Final = 16


@dataclass(frozen=True, slots=True)
class Scored:
    """A score that a table gives to a subject."""

    subject: str
    score: int
    words: tuple[Words, ...]


class Themes:
    """Tells themes by their words and by the questions of the framework."""

    def __init__(self, phrases: Sequence[Phrase], asked: Sequence[Asked], cycle: str) -> None:
        self._phrases = [each for each in phrases if each.gives in _THEMES]
        self._asked = asked
        self._cycle = cycle
        self._last: tuple[Sentence, list[tuple[int, int, int]]] | None = None

    def key(self, number: int) -> str:
        """The key of the question of a theme."""
        return f"{self._cycle}/{OVERALL}/{number}" if number else OVERALL

    def name(self, number: int) -> str:
        """What a theme is called."""
        return next((name for each, name in _THEMES.values() if each == number), "the whole")

    def of(self, sentence: Sentence, start: int = 0, end: int | None = None) -> int:
        """The number of the one theme that a sentence names between two characters of its line; 0 where none."""
        places = self._places(sentence)
        first = bisect_left(places, (start,))
        last = len(places) if end is None else bisect_left(places, (end,))
        found = {theme for _, behind, theme in places[first:last] if end is None or behind <= end}
        return found.pop() if len(found) == 1 else 0

    def every(self, sentence: Sentence, start: int, end: int) -> list[int]:
        """The numbers of all themes that a sentence names between two characters of its line, in their order."""
        named = [theme for first, last, theme in self._places(sentence) if start <= first and last <= end]
        return list(dict.fromkeys(named))

    def _places(self, sentence: Sentence) -> list[tuple[int, int, int]]:
        """Where a sentence names themes; kept for the sentence that was asked for last."""
        if self._last is None or self._last[0] is not sentence:
            found = [
                (match.words.start, match.words.end, _THEMES[match.phrase.gives][0])
                for match in matches(sentence, self._phrases)
                if (pillar := match.one("pillar")) is None or pillar.value == "value-for-money"
            ]
            self._last = (sentence, sorted(found))
        return self._last[1]

    def of_line(self, line: Line) -> int:
        """The number of the one theme that a line names; 0 where it names none or several."""
        found = {theme for sentence in line.sentences for *_, theme in self._places(sentence)}
        return found.pop() if len(found) == 1 else 0

    def asked(self, line: Line) -> int:
        """The number of the theme whose question or name a line is; 0 where it is none."""
        question = same_wording(line.text, self._asked)
        return question.number if question else self.of_line(line)


def table(lines: Sequence[Line], themes: Themes) -> Iterator[Scored]:
    """The scores of the table of scores: of themes and of the whole; page numbers of contents are none."""
    left = 0
    pending: list[Line] = []
    for line in lines:
        text = line.text.strip(" -*")
        if text.lower().startswith("appendix") and line.form is Form.HEADING and not re.search(r"\d$", text):
            return
        if _HEADER.fullmatch(text):
            left, pending = _MOST_LINES, []
            continue
        if not left:
            continue
        left -= 1
        row = _ROW.fullmatch(text)
        whole = [*pending, line]
        if line.form is Form.NUMBER and pending and text in "1234":
            yield from _scored(pending, int(text), line, themes)
            pending = []
        elif row:
            yield from _scored(whole, WORDS.get(row["score"].lower()) or int(row["score"]), line, themes, row["what"])
            pending = []
        else:
            pending = whole
        if sum(len(each.text) for each in pending) > _LONGEST:
            left, pending = 0, []


def _scored(lines: Sequence[Line], score: int, last: Line, themes: Themes, what: str | None = None) -> Iterator[Scored]:
    """The score of what some lines of the table say."""
    words = (*(each.words for each in lines), *((last.words,) if last not in lines else ()))
    said = lines[-1].text if what is None else what
    if len(lines) == 1 and _OVERALL.fullmatch(said):
        yield Scored(OVERALL, score, words)
        return
    found = {themes.of_line(each) for each in lines} - {0}
    if len(found) == 1:
        yield Scored(themes.key(found.pop()), score, words)
