"""How the words of a record may be printed: names, grades, numbers and days, each as a pattern that finds them."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from builder.seeds.values import Span

_BEFORE: Final = r"(?<!\w)(?<!\d[.,])"
_AFTER: Final = r"(?!\w)(?![.,]\d)"

_SMALL: Final = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "inc", "of", "on", "or", "the", "to"])
"""Words that stay lower-case in names."""

_OFFICE: Final = re.compile(r"(?:, | of | for ).*")
"""What follows an office in the name of a post: the body it is held at."""

_MINISTRY: Final = re.compile(r"(?:Department|Ministry|Office) (?:for|of) ")

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NONE: Final = r"no|none|nil|nobody|not any|neither|zero|0"
_NOT: Final = r"(?:(?<!\w)(?:not|never|no|without)|n['’]t)"
_FEW: Final = r"(?:\s+\w+){0,3}?\s+"
_VERBS: Final = {
    "graded": r"(?:grad(?:ed?|es|ing)|rat(?:ed?|ing)|judge?ments?)",
    "inspected": r"inspect(?:ed|ing|ions?)?",
}


@dataclass(frozen=True, slots=True)
class Form:
    """Words as messages show them, and the pattern that finds them however they are printed.

    ``apart`` finds them apart from each other, where that will do too.
    """

    shown: str
    pattern: re.Pattern[str]
    apart: re.Pattern[str] | None = None

    def is_in(self, text: str) -> bool:
        """Whether the words stand in a text."""
        return bool(self.pattern.search(text) or (self.apart and self.apart.search(text)))

    def span(self, text: str) -> tuple[int, int] | None:
        """Where the words begin and end in a text; None where they do not stand there in one piece."""
        match = self.pattern.search(text)
        return match.span() if match else None


def literal(words: str, any_case: bool = False) -> Form:
    """These very characters, and not only as part of longer words or figures."""
    return Form(words, _pattern([_bounded(words)], re.IGNORECASE if any_case else 0))


def name_forms(names: Iterable[str], loose: bool = False) -> Form | None:
    """Any of the names of one thing; None where none of them is more than a description in our own words.

    Capitals, accents, hyphens, plurals and whether ``and`` is a sign do not matter. ``loose`` also takes the words of
    a name apart from each other: documents say “the councils of Ashford and Barton”.
    """
    known = list(dict.fromkeys(each for name in names for each in _with_short(name)))
    proper = [each for each in known if is_proper(each)]
    if not proper:
        return None
    parts = [rf"(?<!\w){_name(each)}(?!\w)" for each in sorted(known, key=lambda each: (-len(each), each))]
    apart = [_scattered(each) for each in proper if len(_weighty(each)) > 1] if loose else []
    return Form(proper[0], _pattern(parts, re.IGNORECASE), _pattern(apart, re.IGNORECASE) if apart else None)


def office_names(names: Iterable[str]) -> list[str]:
    """The names of an office, each also without the body that it is held at: documents say “the Chair”."""
    known = list(names)
    return [*known, *(short for each in known if (short := _OFFICE.sub("", each)) != each)]


def is_proper(name: str) -> bool:
    """Whether a text looks like a name that a document prints, and not like a description in our own words."""
    words = re.findall(r"[^\s,()]+", name)
    return bool(words) and all(word in _SMALL or not word[0].islower() for word in words)


def is_title(name: str) -> bool:
    """The same for what is easily described: neither `Restructure of the Unit` nor `Visit to Ashford` is a name."""
    words = name.split()
    return is_proper(name) and not (len(words) > 1 and words[1] in _SMALL)


def grade(word: str) -> Form:
    """The word of a grade in any inflection; a score also in letters."""
    if word.isdecimal():
        return Form(word, number(int(word)).pattern)
    words = word.split()
    if words[0] == "requires":
        inflected = rf"(?<!\w)requir(?:e[sd]?|ing)\s+{_name(' '.join(words[1:]))}(?!\w)"
        return Form(word, _pattern([inflected], re.IGNORECASE))
    return literal(word, any_case=True)


def number(value: int) -> Form:
    """A whole number in figures, with or without commas, or in letters."""
    if value == 0:
        return Form("0", _pattern([rf"(?<![\w.,])(?:{_NONE})(?!\w)(?![.,]\d)"], re.IGNORECASE))
    figures = {str(value), f"{value:,}"}
    parts = [_BEFORE + re.escape(each) + _AFTER for each in sorted(figures)]
    if letters := _letters(value):
        parts.append(rf"(?<!\w){letters}(?!\w)")
    return Form(str(value), _pattern(parts, re.IGNORECASE))


def ungraded(state: str) -> Form:
    """The words for a state without a grade, such as `not yet graded`, `has not been graded` or `was not inspected`."""
    *before, last = state.split("-")
    verb = _VERBS.get(last, _name(last))
    if "yet" in before:
        parts = [rf"{_NOT}(?:\s+\w+){{0,2}}\s+yet{_FEW}{verb}", rf"(?<!\w)yet\s+to\s+(?:be\s+|receive\s+an?\s+)?{verb}"]
    elif "not" in before:
        parts = [rf"{_NOT}{_FEW}{verb}"]
    else:
        parts = [rf"(?<!\w){_name(state)}"]
    return Form(state.replace("-", " "), _pattern([rf"{part}(?!\w)" for part in parts], re.IGNORECASE))


def date_forms(span: Span) -> list[Form]:
    """What has to stand there for a day, month or year, or for both ends of a longer time."""
    start, end = span.start, span.end
    if start == end:
        return [Form(str(span), _pattern(_day(start), re.IGNORECASE))]
    if span.is_month:
        return [_form_of_month(start)]
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return [Form(str(year), _pattern([_year(year)])) for year in dict.fromkeys((start.year, end.year))]
    if (start.month, start.day, end.month, end.day) == (4, 1, 3, 31):
        short = f"{end.year % 100:02}"
        last = rf"(?<!\d){end.year - 1}\s*[/–-]\s*{short}(?!\d)"
        return [
            Form(str(start.year), _pattern([_year(start.year)])),
            Form(f"{end.year - 1}/{short}", _pattern([last, _year(end.year)])),
        ]
    first = f"{start.day} {calendar.month_name[start.month]}" if start.day > 1 else calendar.month_name[start.month]
    ends = [*_day(end), *_month(end)]
    return [
        Form(first, _pattern(_start(start, end), re.IGNORECASE)),
        Form(f"{calendar.month_name[end.month]} {end.year}", _pattern(ends, re.IGNORECASE)),
    ]


def _form_of_month(day: date) -> Form:
    return Form(f"{calendar.month_name[day.month]} {day.year}", _pattern(_month(day), re.IGNORECASE))


def _year(year: int) -> str:
    return rf"(?<!\d){year}(?!\d)"


def _day(day: date) -> list[str]:
    """The printed forms of one day."""
    month = _month_names(day)
    number_ = rf"0?{day.day}(?:st|nd|rd|th)?"
    return [
        rf"(?<!\d){number_}(?:\s+of)?\s+{month},?\s+{day.year}(?!\d)",
        rf"(?<!\w){month}\s+{number_},?\s+{day.year}(?!\d)",
        rf"(?<!\d)0?{day.day}[./-]0?{day.month}[./-](?:{day.year}|{day.year % 100:02})(?!\d)",
        rf"(?<!\d){day.year}-{day.month:02}-{day.day:02}(?!\d)",
    ]


def _start(day: date, end: date) -> list[str]:
    """The start of a longer time, whose year and month may be printed only once, with its end."""
    month = _month_names(day)
    ordinal = rf"(?<!\d)0?{day.day}(?:st|nd|rd|th)?"
    parts = [*_day(day), rf"{ordinal}\s+{month}(?!\w)", rf"(?<!\w){month}\s+0?{day.day}(?:st|nd|rd|th)?(?!\d)"]
    if (day.year, day.month) == (end.year, end.month):
        parts.append(rf"{ordinal}\s*(?:to|and|until|[–-])\s*\d")
    if day.day == 1:
        parts.append(rf"(?<!\w){month}(?!\w)")
    return parts


def _month(day: date) -> list[str]:
    month = _month_names(day)
    return [rf"(?<!\w){month},?\s+(?:of\s+)?{day.year}(?!\d)", rf"(?<!\d){day.month:02}/{day.year}(?!\d)"]


def _month_names(day: date) -> str:
    name = calendar.month_name[day.month]
    return rf"(?:{name}|{name[:3]}\.?|{name[:4]}\.?)"


def _letters(value: int) -> str:
    """A number below one hundred in letters, also as an ordinal where that is formed by the letters themselves."""
    if value < len(_ONES):
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (rf"[\s-]?{_ONES[ones]}" if ones else "")
    return ""


def _with_short(name: str) -> Iterator[str]:
    """A name, without what stands behind a comma or in brackets, and a ministry's without that word."""
    yield name
    yield re.sub(r", .*| \([^()]*\)$", "", name)
    if match := _MINISTRY.match(name):
        yield name[match.end() :]


def _bounded(words: str) -> str:
    before = _BEFORE if words[:1].isalnum() else ""
    after = _AFTER if words[-1:].isalnum() else ""
    return before + re.escape(words) + after


def _name(name: str) -> str:
    """A pattern for a name whatever its accents, hyphens, quotation marks and ends of words."""
    return r"[\s*_-]*".join(_word(word) for word in re.split(r"[\s-]+", name) if word)


def _word(word: str) -> str:
    if word in {"and", "&"}:
        return "(?:and|&)"
    letters = "".join(_letter(each) for each in word)
    return letters + (r"(?:s|['’]s|s['’])?" if len(word) > 2 and word[-1].isalpha() else "")


def _letter(letter: str) -> str:
    if letter in "'’":
        return "['’]"
    plain = unicodedata.normalize("NFD", letter)[0]
    return f"[{letter}{plain}]" if plain != letter else re.escape(letter)


def _weighty(name: str) -> list[str]:
    return [word for word in re.findall(r"[\w'’]+", name) if word not in _SMALL]


def _scattered(name: str) -> str:
    """All words of a name on the same lines, in any order."""
    return "^" + "".join(rf"(?=.*?(?<!\w){_word(word)}(?!\w))" for word in _weighty(name))


def _pattern(parts: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(parts), flags | re.DOTALL)
