"""What a figure is about: the body that a document is about, another that the words beside it name, a place, a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from builder.reading.facts import Words
from builder.reading.grammar.figured import Standing
from builder.reading.grammar.measures import Measure
from builder.reading.grammar.mentions import Kind
from builder.reading.grammar.plain import plain
from builder.reading.grammar.sentences import Sentence
from builder.reading.grammar.stretches import nearest
from builder.reading.kinds.kind import Head
from builder.reading.knowledge import Knowledge
from builder.reading.page import Form, Line, Page
from builder.seeds.records import Force, Place

NATION: Final = "england-and-wales"
ELSEWHERE: Final = "?"
"""Stands for bodies that are not told one by one, such as other forces."""

_NATIONAL: Final = re.compile(
    r"(?P<nation>England and Wales|(?:the )?national (?:average|figure)|nationally|across the country)"
    r"|(?P<elsewhere>(?:most |all |many |some )?(?:other|similar|comparable|neighbouring) (?:forces|authorities)"
    r"|(?:most|all|many) forces|the average force|(?:most )?similar group)",
    re.IGNORECASE,
)
_OWN_AREA: Final = re.compile(
    r"\s*(?:the|this) (?:force|constabulary) (?:serves|covers|polices|has)\b|population\b", re.IGNORECASE
)
"""How sentences begin that are about the whole area of the force."""
_OWN: Final = re.compile(r"\bthe (?:force|constabulary)(?:'s)?\b", re.IGNORECASE)
_WIDE: Final = frozenset({"region", "country", "airport", "prison"})
"""Kinds of places that are no area of a force."""
_TOPIC: Final = 26
_GOES_ON: Final = re.compile(r",? (?:where|which)\b", re.IGNORECASE)
_AFTER_A_DASH: Final = re.compile(r" - $")
_LONG: Final = 2
_PARTNER: Final = re.compile(
    r"(?<!compared )(?<!compares )(?<!line )\b(?:with|to|from|for|alongside) (?:th(?:e|ose of) )?$", re.IGNORECASE
)
"""Right before another body that has a part in what is told, but is not the one that it is told of."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the tagged text of a sentence."""

    start: int
    end: int
    key: str


class Subjects:
    """Tells what figures of one document are about."""

    def __init__(self, page: Page, head: Head, known: Knowledge) -> None:
        self._page = page
        self._head = head
        self._known = known
        self.force = known.force_of(head.body) or head.body
        """The force that the document is about, or that the authority or commissioner oversees."""
        self._section = ""
        self._topic = ""
        self._area = ""

    def begin(self, line: Line) -> None:
        """A paragraph begins. Where a document is about many bodies, its headings say about whom each part is."""
        self._topic = self._area = ""
        if self._head.body:
            return
        named = {each.value for sentence in line.sentences for each in sentence.mentions if each.kind is Kind.BODY}
        heading = line.form is Form.HEADING
        if heading or (len(named) == 1 and line.text.rstrip().endswith(":")):
            self._section = named.pop() if len(named) == 1 else ""

    def enter(self, text: str) -> None:
        """A sentence begins: remember the place that it is about."""
        first = next(self._places(text), None)
        if first and first.start <= _TOPIC:
            self._area = first.key
            self._topic = self._topic or first.key

    def leave(self, text: str) -> None:
        """A sentence ends: the last place that it went on about is what the next one may lean on."""
        for each in self._places(text):
            if _GOES_ON.match(text, each.end):
                self._area = each.key

    def of(self, measure: Measure, at: Standing, sentence: Sentence) -> tuple[str, str]:
        """The key of what a figure is about, and why that cannot be told where it cannot."""
        match measure.about:
            case "inspectorate":
                found = next((each.value for each in sentence.mentions if each.kind is Kind.INSPECTORATE), "")
                return found or self._head.publisher, ""
            case "region":
                return self._known_or_doubt(self._nearest(self._regions(at.tagged.text), at))
            case "named":
                return self._known_or_doubt(self._nearest(self._units(at.tagged.text), at))
            case "area" | "area-next":
                place = self._area_of(at, before=measure.about == "area-next")
                return self._known_or_doubt(place or (self.force if _OWN_AREA.match(at.tagged.text) else ""))
            case "force":
                own = self.force
            case "authority" | "":
                own = self._head.body
            case key:
                known = self._known.registry.find("thing", key) is not None
                return (key, "") if known else ("", f"nothing is known as `{key}`")
        return self._body(measure, own, at, sentence)

    def _body(self, measure: Measure, own: str, at: Standing, sentence: Sentence) -> tuple[str, str]:
        """The body that the words of the clause name, else the one that the document, or a part of it, is about."""
        own = own or self._section
        named = [*self._bodies(at, sentence, own), *self._national(at.tagged.text)]
        found = nearest(named, at.spot, at.others, at.within)
        key = found.key if found else ""
        if not found:
            last = max((each for each in named if each.end <= at.place), key=lambda each: each.end, default=None)
            key = last.key if last and last.key not in (NATION, ELSEWHERE, "") else ""
        if key == NATION:
            return NATION, ""
        if key == ELSEWHERE:
            return own, "whose figure it is" if found and self._owns(found, at) else ""
        if key == "self-force" and measure.about == "":
            return self.force or own, ""
        if key and key not in (self._head.body, self.force, "self", "self-force"):
            return key, "a figure of another body" if self._head.body else ""
        return own, ""

    def _owns(self, found: Named, at: Standing) -> bool:
        """Whether a figure is that of forces not told one by one: it is compared, or the clause begins with them."""
        return at.compared or (found.end <= at.place and not at.tagged.text[at.within[0] : found.start].strip(" ,"))

    def _bodies(self, at: Standing, sentence: Sentence, own: str) -> list[Named]:
        found: list[Named] = []
        partner = -1
        for each in sentence.mentions:
            if each.kind is not Kind.BODY:
                continue
            start, end = each.start - sentence.start, each.end - sentence.start
            written = self._page.written(Words(sentence.line, each.start, each.end))
            if each.value not in ("", own) and self._is_partner(at, at.tagged.tag(start), partner):
                partner = at.tagged.tag(end)
                continue
            key = each.value or ("self-force" if _OWN.fullmatch(plain(written)) else "self")
            found.append(Named(at.tagged.tag(start), at.tagged.tag(end), key))
        return found

    @staticmethod
    def _is_partner(at: Standing, start: int, last: int) -> bool:
        """Whether a body only has a part in what is told: `with` it, or with one named before `and` it."""
        text = at.tagged.text
        return _PARTNER.search(text, 0, start) is not None or (last >= 0 and text[last:start] in (" and ", ", "))

    def _national(self, text: str) -> list[Named]:
        return [Named(*m.span(), NATION if m["nation"] else ELSEWHERE) for m in _NATIONAL.finditer(text)]

    def _nearest(self, named: Iterable[Named], at: Standing) -> str:
        found = nearest(list(named), at.spot, at.others, (0, len(at.tagged.text)))
        return found.key if found else ""

    def _known_or_doubt(self, key: str) -> tuple[str, str]:
        return (key, "") if key else (self.force, "what place or body it is about is not told")

    def _area_of(self, at: Standing, *, before: bool) -> str:
        """The place that goes on to be spoken of, that the sentence begins with, or that the paragraph is about."""
        text = at.tagged.text
        if not before:
            near = [each for each in self._places(text) if each.end <= at.place]
            for each in reversed(near):
                goes_on = _GOES_ON.match(text, each.end)
                if (
                    (goes_on and "," not in text[goes_on.end() : at.place])
                    or _AFTER_A_DASH.search(text[: each.start])
                    or each.start <= _TOPIC
                ):
                    return each.key
        if before or re.match(r"\s*it\b", text, re.IGNORECASE):
            return self._area or self._topic
        return self._topic

    def _places(self, text: str) -> Iterator[Named]:
        keys, pattern = self._place_names
        return (Named(*match.span(), keys[match[0].lower()]) for match in pattern.finditer(text))

    def _regions(self, text: str) -> Iterator[Named]:
        keys, pattern = self._region_names
        return (Named(*match.span(), keys[match[0].lower()]) for match in pattern.finditer(text))

    def _units(self, text: str) -> Iterator[Named]:
        keys, pattern = self._unit_names
        return (Named(*match.span(), keys[match[0].lower()]) for match in pattern.finditer(text))

    @cached_property
    def _place_names(self) -> tuple[dict[str, str], re.Pattern[str]]:
        """Places that are areas; where a force's area has no record of its own the force stands for it."""
        own = self._known.registry.find("force", self.force)
        names = {}
        if own and isinstance(own.record, Force):
            names = {own.record.area_name: self.force}
        for key, defined in self._known.registry.things.get("place", {}).items():
            if isinstance(defined.record, Place) and defined.record.name and defined.record.kind not in _WIDE:
                names[defined.record.name] = key
        return _pattern(names)

    @cached_property
    def _region_names(self) -> tuple[dict[str, str], re.Pattern[str]]:
        places = self._known.registry.things.get("place", {}).items()
        return _pattern(
            {
                each.record.name: key
                for key, each in places
                if isinstance(each.record, Place) and each.record.name and each.record.kind == "region"
            }
        )

    @cached_property
    def _unit_names(self) -> tuple[dict[str, str], re.Pattern[str]]:
        """Organisations and units by names of two words or more; shorter ones are words of everyday."""
        names: dict[str, str] = {}
        for kind in ("organisation", "collaboration"):
            for key, defined in self._known.registry.things.get(kind, {}).items():
                name = getattr(defined.record, "name", "") or ""
                if len(name.split()) >= _LONG:
                    names[name] = key
        return _pattern(names)


def _pattern(names: dict[str, str]) -> tuple[dict[str, str], re.Pattern[str]]:
    keys = {plain(name).lower(): key for name, key in names.items()}
    longest = sorted(keys, key=len, reverse=True)
    either = "|".join(map(re.escape, longest)) or r"(?!)"
    return keys, re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
