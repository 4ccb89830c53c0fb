"""The lines of a document with its facts marked in place, for reports; long lines and documents cut to what matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from builder.reading.coverage import Coverage
from builder.reading.facts import Fact, Words
from builder.reading.output.draft import Draft
from builder.reading.output.records import data_of
from builder.seeds.source import Plain
from builder.seeds.values import UnfitError

WHOLE: Final = 2_000
"""A document of at most so many lines is shown whole, a longer one only around its marks."""

_AROUND: Final = 1
_LONGEST: Final = 3_000
"""How many characters of a stretch without marks are shown; of the rest its beginning and end."""

_MOST: Final = 2_000
"""How many marks a document has at most."""


class Form(StrEnum):
    """Why something is marked; the first that holds wins where marks meet."""

    SURE = "sure"
    REVIEW = "review"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Item:
    """A fact as a report lists it: its number, what it says and where, the words that decided it, and why."""

    number: int
    form: Form
    section: str
    record: str
    rule: str
    confidence: float
    reason: str
    words: tuple[Words, ...]
    decided_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: marked for some items, or not."""

    text: str
    form: Form | None = None
    items: tuple[int, ...] = ()
    left_out: int = 0
    """How many characters of it are not shown, in its middle."""


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line in pieces, with the items whose words begin on it; ``skipped`` lines before it are not shown."""

    number: int
    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]
    skipped: int = 0


def items(draft: Draft) -> list[Item]:
    """All facts of a draft in the order of their words: those of its records, and those for review."""
    sure = [(Form.SURE, fact, "") for entry in draft.entries for fact in entry.facts]
    known = [(Form.SURE, fact, f"defined already in {file}") for fact, file in draft.known]
    review = [(Form.REVIEW, fact, fact.doubt) for fact in draft.review]
    ordered = sorted([*sure, *known, *review], key=lambda each: (each[1].words[:1], each[1].section))
    return [_item(number, *each, draft) for number, each in enumerate(ordered, 1)]


def _item(number: int, form: Form, fact: Fact, reason: str, draft: Draft) -> Item:
    lines = draft.reading.text.lines
    return Item(
        number,
        form,
        fact.section,
        _record(fact),
        fact.rule,
        fact.confidence,
        reason,
        fact.words,
        tuple(dict.fromkeys(cut(lines[each.line - 1][each.start : each.end]) for each in fact.words)),
    )


def _record(fact: Fact) -> str:
    try:
        data = data_of(fact)
    except UnfitError:
        data = {name: str(value) for name, value in fact.fields.items()}
    return ", ".join(f"{name} {_flat(value)}" for name, value in data.items())


def _flat(value: Plain) -> str:
    if isinstance(value, list):
        return " ".join(_flat(each) for each in value)
    if isinstance(value, dict):
        return " ".join(f"{name} {_flat(each)}" for name, each in value.items())
    return value or ""


def cut(text: str, longest: int = _LONGEST) -> str:
    """A text with its middle left out where it is too long to show."""
    return text if len(text) <= longest else f"{text[: longest // 2]} … {text[-longest // 2 :]}"


def marked(draft: Draft, coverage: Coverage, listed: Sequence[Item]) -> Iterator[MarkedLine]:
    """The lines of a document, of a long one those around marks."""
    marks: dict[int, list[tuple[Words, Form, int]]] = {}
    for item in listed[:_MOST]:
        for words in item.words:
            marks.setdefault(words.line, []).append((words, item.form, item.number))
    for unread in coverage.unread[:_MOST]:
        marks.setdefault(unread.words.line, []).append((unread.words, Form.UNREAD, 0))
    beginning: dict[int, list[Item]] = {}
    for item in listed[:_MOST]:
        if item.words:
            beginning.setdefault(min(item.words).line, []).append(item)
    lines = draft.reading.text.lines
    last = 0
    for number in _shown(len(lines), marks):
        pieces = tuple(_pieces(lines[number - 1], marks.get(number, [])))
        yield MarkedLine(number, pieces, tuple(beginning.get(number, ())), number - last - 1)
        last = number
    if last < len(lines):
        yield MarkedLine(len(lines) + 1, (), (), len(lines) - last)


def _shown(count: int, marks: dict[int, list[tuple[Words, Form, int]]]) -> Iterator[int]:
    if count <= WHOLE:
        yield from range(1, count + 1)
        return
    near = {line + step for line in marks for step in range(-_AROUND, _AROUND + 1)}
    yield from sorted(number for number in near if 1 <= number <= count)


def _pieces(line: str, marks: Sequence[tuple[Words, Form, int]]) -> Iterator[Piece]:
    """A line cut at every beginning and end of a mark, in one pass over both."""
    edges = sorted(
        edge
        for words, form, number in marks
        for edge in ((words.start, True, form, number), (words.end, False, form, number))
        if words.start < words.end
    )
    opened: list[tuple[Form, int]] = []
    at = 0
    for place, opens, form, number in [*edges, (len(line), False, Form.UNREAD, -1)]:
        if at < place:
            yield _piece(line[at:place], opened)
            at = place
        if opens:
            opened.append((form, number))
        elif (form, number) in opened:
            opened.remove((form, number))


def _piece(text: str, opened: Sequence[tuple[Form, int]]) -> Piece:
    form = min((form for form, _ in opened), key=list(Form).index, default=None)
    numbers = tuple(sorted({number for _, number in opened if number}))
    return Piece(cut(text), form, numbers, max(0, len(text) - _LONGEST))
