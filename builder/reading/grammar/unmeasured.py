"""Numbers of a line that measure nothing: dates, numbers of pages, lists and laws, telephones, times of day, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.reading.grammar.dates import dates
from builder.reading.grammar.numbers import ANY, APART, SOME

_NOT_MEASURED: Final = re.compile(
    r"(?:19|20)\d\d[/-](?:20)?\d\d(?!\d)"  # 2014/15
    r"|(?<![\d£.,])(?:19|20)\d\d(?![\d,.]\d|\d|%| per ?cent)"
    r"|(?<!\w)(?:\(?0\d{2,4}\)?[ -]?\d{3}[ -]?\d{3,4}|0\d{2,4}(?: \d{2,4}){1,3}|0\d{9,10}|\+44[\d ]+)"  # telephone
    r"|(?:ISBN|ISSN)[:\s]*[\dX-]+"
    r"|(?<!\w)\d{1,2}[:.]\d\d ?(?:am|pm)?(?=\s?(?:am|pm|-|to|hrs|hours)|(?<=[ap]m))"
    r"|(?<!\w)\d{1,2} ?(?:am|pm)\b"
    r"|24/7|9/11|7/7|24-hour"
    r"|\b(?:https?://|www\.)\S+|[^\s@]{1,64}@\S+"
    r"|\b(?<!this )(?<!that )(?<!last )(?<!next )(?<!each )(?<!every )(?<!one )(?<!same )(?<!previous )"
    r"(?:section|sections|s\.|article|regulation|schedule|paragraphs?|para\.?|pages?|p\.|chapter|table|figure|appendix"
    r"|annex|grade|level|levels|tier|phase|band|stage|part|question|note|notes|step|route|version|tranche"
    r"|(?-i:Years?)|year(?= \d\b)"  # of a school or a plan; `in recent years 12 sergeants left` counts
    r"|category|strand|wave|room|floor|box|block|group|type|class|age|aged|ages|scale of|score of|scores of|number)"
    r" \(?\d+(?:\(\w+\))*(?:(?:-| to | and |, )\d+(?:\(\w+\))*)*(?![\d,.]*\d|%| per ?cent|p\b)"
    r"|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b"  # postcode
    r"|#\d+(?:/\d+)?"
    r"|\[\d{1,3}\]"
    r"|(?<![\w.,/£-])(?:999|101|111|(?<=call )112|(?<=dial )112)(?!\w|[.,/-]\d|%| per ?cent)"
    r"|\d+ [A-Z][a-z]+ (?:Street|Road|Lane|Avenue|Square|Place|Way|House)\b",
    re.IGNORECASE,
)
_NO_NAME: Final = (
    r"(?!(?:Force|Authority|Police|Constabulary|Commissioner|Constable|Panel|Council|Office|Service|Government|Christmas|Easter"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_NAMED: Final = re.compile(
    rf"(?<=[a-z,;:)] ){_NO_NAME}(?P<name>[A-Z][a-zA-Z]+) (?P<n>\d{{1,3}})(?=['\")]|[.,;:]? |[.,;:]?$)"
    r"|(?<=['\"(])[A-Z][a-zA-Z]+ (?P<quoted>\d{1,3})(?=['\")])"
)
"""Names such as `Vision 25`; in `gave the Force 12 cars` and `"But 48 people` the number counts what follows."""
_LISTED: Final = re.compile(r"\s*(?:[-*•·o▪]\s*)*(?P<n>\(?\d{1,3}(?:[.)]|\*\*|[.)]\*\*)?)(?=\s+['\"(\[*]*[A-Z])")
_TIME_GONE: Final = re.compile(
    rf"{APART}{ANY}[\s-](?:years?|months?|weeks?|days?|hours?|minutes?)"
    r"(?:\s+(?:ago|earlier|later|before)\b|[\s-]olds?\b)"
    rf"|{APART}(?:\d\d?|365|{SOME}) (?:months?|weeks?|days?|hours?) (?:a|per) (?:day|week|year)\b",  # open so long
    re.IGNORECASE,
)


def unmeasured(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand, in a line that ``plain`` has been through."""
    listed = _LISTED.match(text)
    if listed:
        yield listed.span("n")
    for dated in dates(text):
        yield dated.start, dated.end
    for match in _NOT_MEASURED.finditer(text):
        yield match.span()
    for match in _NAMED.finditer(text):
        yield match.span(match.lastgroup or "n")
    for match in _TIME_GONE.finditer(text):
        yield match.span()
