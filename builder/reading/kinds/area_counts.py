"""How many areas of policing of one force got each grade, held against how many were graded and which are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.reading.facts import Fact, Words
from builder.reading.grammar.numbers import number
from builder.reading.grammar.phrases import Match
from builder.reading.kinds.kind import Head, Tools

GRADED: Final = "policing-areas-graded"
_MOST: Final = 20


class AreaCounts:
    """Gathers what is said of the areas of one force, and gives it once all is read.

    A count becomes a fact of the section ``area_counts``: body, cycle, grade and count; counts of bodies, which stand
    in ``counts``, are something else. How many areas were graded in all is a figure.
    """

    def __init__(self, head: Head, tools: Tools) -> None:
        self._head = head
        self._year = tools.known.cycles[head.cycle].year
        self._counts: dict[str, list[Fact]] = {}
        self._totals: list[Fact] = []
        self._judged: list[Fact] = []
        self._named: list[tuple[str, int, bool]] = []

    def take(self, match: Match) -> None:
        """Note a count: of the areas with a grade, or of all that were graded where the phrase has none."""
        counted, grade = match.one("number"), match.one("grade")
        value = number(counted.value) if counted else None
        if counted is None or value is None or value != value.to_integral_value() or not 0 < value <= _MOST:
            return
        rule, sure = match.phrase.rule, match.phrase.confidence
        if grade:
            fields: dict[str, object] = {
                "body": self._head.body,
                "cycle": self._head.cycle,
                "grade": grade.value,
                "count": int(value),
                "year": self._year,
                "printed": counted.value,
            }
            self._counts.setdefault(grade.value, []).append(Fact("area_counts", fields, (match.words,), rule, sure))
            return
        figure = {
            "metric": GRADED,
            "about": self._head.body,
            "value": int(value),
            "period": str(self._year),
            "period_stated": False,
            "status": "actual",
            "printed": counted.value,
        }
        words = Words(match.words.line, counted.start, counted.end)
        self._totals.append(Fact("metrics", figure, (words,), rule, sure))

    def named(self, grade: str, count: int, *, whole: bool) -> None:
        """Note how many areas with a grade a sentence names: all of them, or some."""
        self._named.append((grade, count, whole))

    def judged(self, fact: Fact) -> None:
        """Note the grade of an area that such a sentence names."""
        self._judged.append(fact)

    def facts(self) -> Iterator[Fact]:
        """Everything that was noted, in doubt where it does not fit together."""
        totals = {fact.fields["value"] for fact in self._totals}
        counts = {grade: {fact.fields["count"] for fact in facts} for grade, facts in self._counts.items()}
        summed = sum(max(each) for each in counts.values())
        doubt = ""
        if counts and len(totals) == 1 and totals != {summed}:
            doubt = f"the counts come to {summed} areas, and {next(iter(totals))} were graded"
        for fact in self._totals:
            yield replace(fact, doubt=doubt)
        for grade, facts in self._counts.items():
            own = doubt or ("two counts of one grade" if len(counts[grade]) > 1 else "")
            for fact in facts[:1] if not own else facts:
                yield replace(fact, words=tuple(word for each in facts for word in each.words), doubt=own)
        for fact in self._judged:
            yield replace(fact, doubt=self._misfit(fact.fields["grade"], counts))
        self._counts, self._totals, self._judged, self._named = {}, [], [], []

    def _misfit(self, grade: str, counts: dict[str, set[int]]) -> str:
        """What is wrong with the areas named with a grade: more, or others, than are counted."""
        told = counts.get(grade, set())
        for other, count, whole in self._named:
            if other == grade and len(told) == 1 and (count > max(told) or (whole and count != max(told))):
                return f"{max(told)} areas are counted with this grade, and {count} named"
        return ""
