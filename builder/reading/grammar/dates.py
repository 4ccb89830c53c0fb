"""Dates as documents print them, as periods of seed records: a day ``2016-11-03`` or a month ``2014-07``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH: Final = {name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in (3, 4, len(name))}
_NAMES: Final = "|".join(sorted(_MONTH, key=len, reverse=True))

_DATE: Final = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|(?:(?P<dated>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<name>{_NAMES})\.?,? (?P<named>(?:19|20)\d\d)"
    rf"|(?P<us>{_NAMES}) (?P<usday>\d{{1,2}})(?:st|nd|rd|th)?, (?P<usyear>(?:19|20)\d\d)"
    r")(?![\d/]|[-.]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it stands in a text."""

    period: str
    start: int
    end: int


def dates(text: str) -> Iterator[Dated]:
    """Every date in a text; what is no day of the calendar is none."""
    for match in _DATE.finditer(text):
        period = _period(match)
        if period:
            yield Dated(period, match.start(), match.end())


def _period(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found["iso"]:
        parts = tuple(map(int, found["iso"].split("-")))
    elif found["day"]:
        parts = (int(found["year"]), int(found["month"]), int(found["day"]))
    elif found["us"]:
        parts = (int(found["usyear"]), _MONTH[found["us"].lower()], int(found["usday"]))
    elif found["dated"]:
        parts = (int(found["named"]), _MONTH[found["name"].lower()], int(found["dated"]))
    else:
        return f"{found['named']}-{_MONTH[found['name'].lower()]:02}"
    try:
        return date(*parts).isoformat()
    except ValueError:
        return ""
