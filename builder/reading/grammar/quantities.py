"""Figures in a line: money, shares, points, rates, lengths of time, ranks and counts, each at its exact place.

What looks like a figure and measures nothing is none: years and dates, numbers of pages, lists, sections of law,
telephones, times of day and proper names. Whether a bare number counts something is for the vocabulary of metrics to
say, by the words around it; here it is only a number that may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from builder.reading.grammar.numbers import ANY, APART, DIGITS, ORDINALS, SOME, number
from builder.reading.grammar.unmeasured import unmeasured

PERCENT: Final = "percent"
POINTS: Final = "percentage-point"
RATE: Final = "per-1000-population"
RATES: Final = frozenset({RATE, "per-100000-population", "per-million-population", "per-1000-employees", "per-person"})
COUNT: Final = "count"
RANK: Final = "rank"
MARGIN: Final = "margin"
"""Half the width of a confidence interval that stands by itself."""
MONEY: Final = frozenset({"gbp", "gbp-million", "gbp-billion"})

QUALIFIERS: Final = {
    "about": r"about|around|approximately|approx\.?|roughly|circa|some|an estimated|in the region of|close to",
    "nearly": r"nearly|almost|just under|just below|approaching",
    "over": r"over|more than|in excess of|just over|well over|above|upwards of",
    "under": r"less than|fewer than|under|below",
    "at-least": r"at least|a minimum of|no (?:less|fewer) than|not less than",
    "at-most": r"at most|a maximum of|no more than|not more than|up to|within",
}
"""The codes of the seeds by the words that stand right before a figure."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a line, from the character ``start`` to before ``end``: these characters are as printed.

    ``unit`` is that of the seeds. ``words`` says that it is written in words, ``part`` that it is a share told as a
    part, ``a third of``, ``ordinal`` that it numbers one of a row, ``doubt`` what is odd about it.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    qualifier: str = ""
    margin: Decimal | None = None
    words: bool = False
    part: bool = False
    ordinal: bool = False
    doubt: str = ""
    span: tuple[int, int] | None = None
    """The characters that it takes up in the line, where they are more than the printed ones: a margin in brackets."""

    @property
    def whole(self) -> tuple[int, int]:
        """Everything that belongs to it."""
        return self.span or (self.start, self.end)


_BEFORE: Final = r"(?<![\w.,/-])(?<!\d )"
_SIGN: Final = r"[+-]?"
_AFTER: Final = r"(?![\w/]|[.,]\d|-\d)"
_PM: Final = r"(?:±|\+/-|\+-|\\pm)"
_PC: Final = r"(?:%|per ?cent\b)"
_SCALED: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_A_SCALE: Final = "|".join(_SCALED)

_MONEY: Final = re.compile(
    rf"(?P<sign>[+-]?)£\s?(?P<n>{DIGITS})(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_PENCE: Final = re.compile(rf"{APART}(?P<n>{DIGITS})(?:p| pence)(?![\w/])")
_SCALE_BEHIND: Final = re.compile(
    rf"(?:\s?(?P<or>-|to|or)|\sand)\s?£?{DIGITS}\s?(?P<scale>million|billion|bn|m)\b", re.IGNORECASE
)
"""Behind the lower end of a range, which has its scale from the upper end: `£2 to £3 million`."""
_SCALES: Final = {"": "gbp", "k": "gbp", "thousand": "gbp", "m": "gbp-million", "million": "gbp-million"}
_MARGIN_BEHIND: Final = rf"(?:\s?\(\s?{_PM}\s?(?P<m>{DIGITS})\s?{_PC}?(?:\s?points?)?\s?\))?"
_PERCENT: Final = re.compile(
    rf"{APART}(?P<n>{_SIGN}{DIGITS}|(?:{SOME}))(?:{_MARGIN_BEHIND.replace('P<m>', 'P<early>')}\s?)"
    rf"(?P<unit>%|per ?cent\b|percentage(?=[\s-]points?\b)|pp?ts?\b|pp\b)(?P<points>(?:age)?[\s-]points?\b)?"
    rf"(?P<late>{_MARGIN_BEHIND})",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(rf"{_PM}\s?(?P<n>{DIGITS})\s?(?:{_PC}|percentage)?(?:\s?points?)?", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"[\w%] ?\($")
_RATE: Final = re.compile(
    rf"{APART}(?P<n>{DIGITS})(?P<between>(?:\s[a-z-]+){{0,7}}\s)?\s?(?:per|for (?:each|every)) "
    r"(?:(?P<base>1,?000|thousand|100,?000|million)(?: of the)?"
    r"(?: (?P<of>population|people|residents|head|inhabitants|employees|staff|workforce)|(?= in\b| [A-Z]|\W|$))"
    r"|(?P<person>person)(?! per))(?!\w)",
    re.IGNORECASE,
)
_RATE_AHEAD: Final = re.compile(
    rf"\bper 1,?000 (?:population|people):? (?P<n>{DIGITS})(?: local,? (?P<m>{DIGITS})(?= (?:England and|national)))?"
    r"(?![\w/]|[.,]\d| [a-z]+s\b)",
    re.IGNORECASE,
)
_BASES: Final = {"100000": "per-100000-population", "million": "per-million-population"}
_EMPLOYED: Final = frozenset({"employees", "staff", "workforce"})
_TIME_RANGE: Final = re.compile(
    rf"{APART}(?P<n>{ANY})(?:-| to | or )(?P<m>{ANY})[\s-]"
    rf"(?P<unit>year|month|week|day|hour|minute)s?(?P<old>[\s-]olds?)?(?!\w)",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    rf"{APART}(?P<n>(?:{ANY})|an?(?= hour\b))(?P<gap>[\s-])"
    r"(?P<kind>consecutive |full |more |successive |working |calendar )?"
    r"(?P<unit>years?|yrs?|months?|monthly|weeks?|days?|hours?|minutes?|mins|seconds?|secs)(?![\w-]|' time\b)",
    re.IGNORECASE,
)
_TWO_UNITS: Final = re.compile(
    rf"{APART}(?P<n>{ANY})[ -](?P<large>hour|minute)s?,?(?: and)? (?P<m>{ANY})[ -](?P<small>minute|second)s?(?!\w)",
    re.IGNORECASE,
)
"""A length of time in two units, `2 minutes 10 seconds`, which is one figure in the smaller."""
_SECONDS: Final = {"hour": 3600, "minute": 60, "second": 1}
_UNITS: Final = {
    "year": "years", "yr": "years", "month": "months", "monthly": "months", "week": "weeks",
    "day": "days", "hour": "hours", "minute": "minutes",
    "min": "minutes", "second": "seconds", "sec": "seconds",
}  # fmt: skip
_RANK: Final = re.compile(
    rf"(?<![\w-])(?:(?P<n>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))[ -])?"
    r"(?P<top>highest|lowest|largest|smallest)(?!\w)",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"(?<![\w-])(?P<n>\d{1,3})(?:st|nd|rd|th)(?= out of\b)")
_NTH: Final = re.compile(
    rf"(?<![\w-])(?P<n>{'|'.join(ORDINALS)})(?= (?:consecutive |successive )?year\b)", re.IGNORECASE
)
_PART: Final = re.compile(
    r"(?<![\w-])(?:(?P<n>a|one|two|three)[ -])?(?P<part>half|thirds?|quarters?|fifths?|tenths?)(?= of\b)", re.IGNORECASE
)
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_LARGE: Final = re.compile(
    rf"{_BEFORE}(?P<n>{ANY}|(?<!half )(?<!of )a)(?: (?P<half>and a half))? (?P<scale>{_A_SCALE})(?!\w)"
    rf"(?: and (?P<more>{SOME})(?!\w))?(?! (?:(?:and )?(?:{SOME})|{_A_SCALE})(?!\w))",
    re.IGNORECASE,
)
_MILLIONS: Final = re.compile(
    rf"{APART}(?P<n>{DIGITS})m(?= (?:people|population|residents|inhabitants|households|calls|visitors|visits)\b)"
)
_COUNT: Final = re.compile(rf"{APART}(?P<n>{_SIGN}{DIGITS}|(?:{SOME})|single){_AFTER}", re.IGNORECASE)

_QUALIFIED: Final = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<q{i}>{words})" for i, words in enumerate(QUALIFIERS.values())) + r")(?: an?)?\s$",
    re.IGNORECASE,
)
_LOOK_BACK: Final = 24
_HINT: Final = re.compile(
    rf"\d|(?<!\w)(?:{SOME}|{'|'.join(ORDINALS)}|{_A_SCALE}|single|half|thirds?|quarters?|fifths?|tenths?"
    r"|highest|lowest|largest|smallest|an? hour)(?!\w)",
    re.IGNORECASE,
)
"""What every figure has something of, so that most sentences are passed over at once."""


def quantities(text: str) -> list[Quantity]:
    """Every figure of a line that ``plain`` has been through, in their order; none lies within another."""
    if not _HINT.search(text):
        return []
    taken = bytearray(len(text))
    for start, end in unmeasured(text):
        taken[start:end] = b"\1" * (end - start)
    found: list[Quantity] = []
    for each in _candidates(text):
        start, end = each.whole
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(replace(each, qualifier=each.qualifier or qualifier(text, each.start)))
    return sorted(found, key=lambda each: (each.start, each.value))


def qualifier(text: str, start: int) -> str:
    """The code of the word right before a figure that changes what it says; empty for none."""
    match = _QUALIFIED.search(text[max(0, start - _LOOK_BACK) : start])
    if match is None:
        return ""
    index = next(int(name[1:]) for name, said in match.groupdict().items() if said)
    return list(QUALIFIERS)[index]


def _candidates(text: str) -> Iterator[Quantity]:
    """What may be a figure, the surest first."""
    yield from _money(text)
    for match in _ALONE.finditer(text):
        if not _IN_BRACKETS.search(text[max(0, match.start() - 3) : match.start()]):
            yield Quantity(Decimal(match["n"].replace(",", "")), MARGIN, *match.span())
    yield from _shares(text)
    yield from _rates(text)
    yield from _times(text)
    yield from _ranks(text)
    for match in _MILLIONS.finditer(text):
        yield Quantity(Decimal(match["n"].replace(",", "")) * 1_000_000, COUNT, *match.span())
    for match in _LARGE.finditer(text):
        many = number(match["n"])  # None for "a million"
        value = (Decimal(1) if many is None else many) + (Decimal("0.5") if match["half"] else 0)
        value = value * _SCALED[match["scale"].lower()] + (number(match["more"] or "") or 0)
        yield Quantity(value, COUNT, *match.span(), words=True)
    for match in _COUNT.finditer(text):
        value = Decimal(1) if match["n"].lower() == "single" else _signed(match["n"])
        yield Quantity(value, COUNT, *match.span(), words=match["n"][0].isalpha())


def _signed(text: str) -> Decimal:
    value = number(text.lstrip("+-")) or Decimal(0)
    return -value if text.startswith("-") else value


def _money(text: str) -> Iterator[Quantity]:
    for match in _PENCE.finditer(text):
        yield Quantity(Decimal(match["n"].replace(",", "")) / 100, "gbp", *match.span())
    for match in _MONEY.finditer(text):
        value = _signed(match["sign"] + match["n"])
        scale = (match["scale"] or _scale_of_a_range(text, match)).lower()
        unit = _SCALES.get(scale, "gbp-billion")
        if scale in ("k", "thousand"):
            value *= 1000
        pence = match["n"].partition(".")[2]
        odd = "" if scale or len(pence) != 1 else "an amount with one decimal and no word for millions"
        yield Quantity(value, unit, *match.span(), doubt=odd)


def _scale_of_a_range(text: str, match: re.Match[str]) -> str:
    behind = _SCALE_BEHIND.match(text, match.end())
    between = text.endswith(("between ", "Between "), 0, match.start())
    return behind["scale"] if behind and (behind["or"] or between) else ""


def _shares(text: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(text):
        points = match["points"] or match["unit"].lower() in ("pp", "ppt", "ppts", "pt", "pts", "percentage")
        margin = match["early"] or match["m"]
        start = match.start("n")
        end = match.end("n") if match["early"] else match.start("late")
        yield Quantity(
            _signed(match["n"]) if not match["n"][0].isalpha() else (number(match["n"]) or Decimal(0)),
            POINTS if points else PERCENT,
            start,
            end,
            margin=Decimal(margin.replace(",", "")) if margin else None,
            words=match["n"][0].isalpha(),
            span=match.span(),
        )
    for match in _PART.finditer(text):
        count = {"two": 2, "three": 3}.get((match["n"] or "").lower(), 1)
        whole = _PARTS[match["part"].lower().rstrip("s")]
        value = (Decimal(100 * count) / whole).quantize(Decimal("0.1")).normalize()
        yield Quantity(Decimal(f"{value:f}"), PERCENT, *match.span(), words=True, part=True)


def _rates(text: str) -> Iterator[Quantity]:
    for match in _RATE.finditer(text):
        base, of = (match["base"] or "").replace(",", "").lower(), (match["of"] or "").lower()
        unit = "per-person" if match["person"] else _BASES.get(base, RATE)
        if of in _EMPLOYED:
            unit = "per-1000-employees" if unit == RATE else ""
        if unit:
            value = Decimal(match["n"].replace(",", ""))
            yield Quantity(value, unit, match.start("n"), match.end("n"), span=match.span())
    for match in _RATE_AHEAD.finditer(text):
        for name in ("n", "m"):
            if match[name]:
                yield Quantity(Decimal(match[name].replace(",", "")), RATE, *match.span(name))


def _times(text: str) -> Iterator[Quantity]:
    for match in _TWO_UNITS.finditer(text):
        large, small = (_SECONDS[match[name].lower()] for name in ("large", "small"))
        first, last = number(match["n"]), number(match["m"])
        if first is not None and last is not None and large > small:
            yield Quantity(first * large / small + last, _UNITS[match["small"].lower()], *match.span())
    for match in _TIME_RANGE.finditer(text):
        unit = _UNITS[match["unit"].lower()]
        first, last = number(match["n"]), number(match["m"])
        if first is not None and last is not None and first < last:
            yield from _range(match, unit, first, last)
    for match in _TIME.finditer(text):
        value = number(match["n"])
        word = match["unit"].lower()
        unit = _UNITS.get(word) or _UNITS[word.rstrip("s")]
        yield Quantity(value if value is not None else Decimal(1), unit, *match.span(), words=match["n"][0].isalpha())


def _range(match: re.Match[str], unit: str, first: Decimal, last: Decimal) -> Iterator[Quantity]:
    """The two ends of a range, each with the whole as printed."""
    middle = match.end("n")
    yield Quantity(first, unit, match.start(), match.end(), span=(match.start(), middle))
    yield Quantity(last, unit, match.start(), match.end(), span=(middle, match.end()))


def _ranks(text: str) -> Iterator[Quantity]:
    for match in (*_RANK.finditer(text), *_PLACE.finditer(text), *_NTH.finditer(text)):
        said = (match["n"] or "first").lower()
        value = ORDINALS.get(said) or int(re.sub(r"\D", "", said))
        yield Quantity(Decimal(value), RANK, *match.span(), words=not said[0].isdigit(), ordinal=True)
