"""What a label of a table measures: as the vocabulary says, else by its own words and the form of the cell."""

from __future__ import annotations

import re
from typing import Final

from builder.reading.figure_stated import AMOUNT, CHANGE, DURATION, PEOPLE, SHARE, STATED_RATE, THINGS
from builder.reading.grammar.counted import Counted
from builder.reading.grammar.measures import Measure, Measures, label_of
from builder.reading.grammar.periods import periods
from builder.reading.grammar.plain import plain
from builder.reading.grammar.quantities import RATE

_BRACKETS: Final = re.compile(r"\([^()]*\)|\*+\s*$")
_JOINS: Final = re.compile(r"[,\s]*\b(?:in|at|on|to|for|as at)?[,:\s]*$", re.IGNORECASE)
_RATES: Final = (
    (re.compile(r"\bper (?:1,?000|thousand) (?:population|people|residents|head)\b", re.IGNORECASE), RATE),
    (re.compile(r"\bper 100,?000\b", re.IGNORECASE), "per-100000-population"),
    (re.compile(r"\bper (?:1,?000|thousand) (?:staff|employees|workforce)\b", re.IGNORECASE), "per-1000-employees"),
    (re.compile(r"\bper (?:person|head)\b(?! per)", re.IGNORECASE), "per-person"),
)
_SHARE: Final = re.compile(r"%|\bper ?cent\b|\b(?:percentage|proportion|share)\b", re.IGNORECASE)
_CHANGE: Final = re.compile(r"\b(?:change|increase|decrease|reduction|rise|fall|growth)\b", re.IGNORECASE)
_MONEY: Final = re.compile(r"£ ?(?P<scale>(?:m|million|bn|billion|k|thousands?)\b|'?0+)?", re.IGNORECASE)
_IN_MONEY: Final = re.compile(rf"\s*\({_MONEY.pattern}s?\)", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\((?:in )?(?P<unit>seconds|minutes|hours|days|weeks|months)\)", re.IGNORECASE)
MONEY_BY_SCALE: Final = {
    "": "gbp", "p": "gbp", "m": "gbp-million", "million": "gbp-million", "bn": "gbp-billion", "billion": "gbp-billion",
}  # fmt: skip


class Labels:
    """Tells what labels measure."""

    def __init__(self, measures: Measures, counted: Counted) -> None:
        self._measures = measures
        self._counted = counted

    def of(self, label: str, column: str, cell: re.Match[str], change: str) -> tuple[Measure | None, str]:
        """The measure of a cell, and its unit where that is not the usual one; ``change`` as the column has it."""
        rows = self._measures.rows
        known = rows.get(label_of(label), ()) or rows.get(label_of(_IN_MONEY.sub("", plain(label))), ())
        if known:
            return self._amount(known[0], label, cell) if change != "change" else (known[0], "")
        if change:
            bare = self._measures.rows.get(label_of(_bare(label)), ())
            if bare:
                return bare[0], ""
            return (Measure(CHANGE), "") if change == "change" else (None, "")
        return self._stated(label, column, cell)

    @staticmethod
    def _amount(measure: Measure, label: str, cell: re.Match[str]) -> tuple[Measure | None, str]:
        """A measure with the unit that the label gives amounts of money: `(£m)`; none by a scale that no unit has."""
        money = _MONEY.search(plain(label))
        if money is None:
            return measure, ""
        scale = (cell["scale"] or money["scale"] or "").lower()
        return (measure, MONEY_BY_SCALE[scale]) if scale in MONEY_BY_SCALE else (None, "")

    def _stated(self, label: str, column: str, cell: re.Match[str]) -> tuple[Measure | None, str]:
        amount = Measure(AMOUNT)
        if _MONEY.search(plain(label)):
            return self._amount(amount, label, cell)
        if cell["pound"] or cell["scale"] == "p":
            return amount, MONEY_BY_SCALE[cell["scale"] or ""]
        if cell["percent"] or _SHARE.search(label):
            return Measure(CHANGE if _CHANGE.search(label) else SHARE), ""
        if length := _LENGTH.search(label):
            return Measure(DURATION), length["unit"].lower()
        if rate := _rate(label) or _rate(column):
            return Measure(STATED_RATE), rate
        return self._counts(label), ""

    def _counts(self, label: str) -> Measure | None:
        """A number of what the whole label names, without the time that it holds for."""
        bare = _bare(label)
        known = self._measures.rows.get(label_of(bare), ())
        if known:
            return known[0]
        if re.search(r"\bpopulation$", bare, re.IGNORECASE):
            return Measure("population")
        if _CHANGE.search(bare):
            return None
        noun = self._counted.noun(f" {bare}", capitals=True)
        if not noun or not bare.lower().endswith(noun) or noun in self._counted.programme:
            return None
        return Measure(PEOPLE if noun in self._measures.people else THINGS)


def _rate(text: str) -> str:
    return next((unit for pattern, unit in _RATES if pattern.search(text)), "")


def _bare(label: str) -> str:
    """A label without what stands in brackets, and without the time at its end."""
    text = _BRACKETS.sub("", plain(label)).strip()
    told = [each for each in periods(text) if each.period and not text[each.end :].strip(" .,:")]
    return _JOINS.sub("", text[: told[-1].start]) if told else text
