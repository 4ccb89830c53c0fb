"""What was read of documents as Markdown in GitHub's form: facts, cases for review, what was left unread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from builder.reading.output.account import account, name_of
from builder.reading.output.marked import Form, Item, MarkedLine, Piece, cut, items, marked
from builder.reading.output.report import Unfit, Work, about, heading
from builder.reporting.markdown import code, text
from builder.reporting.summary import number

_MOST: Final = 300
"""How many rows of one table are shown."""

_SHOWN: Final = 240
"""How many characters of a stretch of a document are shown."""

_SIGNS: Final = {Form.SURE: "**", Form.REVIEW: "**⚠ ", Form.UNREAD: "_"}


def render(works: Sequence[Work], unfit: Sequence[Unfit]) -> str:
    """The page: each document with what was read of it, then what could not be read."""
    lines = [f"# {text(heading(works, unfit))}", ""]
    for work in works:
        lines += _document(work)
    if unfit:
        lines += ["## Not read", "", *_table(("File", "Why"), ((code(each.file), text(each.why)) for each in unfit))]
    return "\n".join(lines).rstrip("\n") + "\n"


def _document(work: Work) -> Iterator[str]:
    listed = items(work.draft)
    yield from (f"## {text(work.draft.file)}", "", text(about(work)), "")
    if work.told:
        yield from (text(work.told), "")
    yield from ("### Facts by kind", "")
    rows = (
        (line.name, f"{line.read:,}", f"{line.mapped:,}", f"{line.dropped:,}", "; ".join(map(text, line.reasons)))
        for line in account(work.draft, work.coverage)
    )
    yield from _table(("Kind", "Read", "Mapped", "Dropped", "Why"), rows)
    sure = [item for item in listed if item.form is Form.SURE]
    review = [item for item in listed if item.form is Form.REVIEW]
    yield from (f"### {number(len(sure), 'fact')} taken", "")
    yield from _table(("Lines", "Record", "Words", "Rule", "Confidence"), map(_row, sure))
    yield from (f"### {number(len(review), 'fact')} for review", "")
    yield from _table(("Lines", "Would be", "Words", "Rule", "Confidence", "Why it waits"), map(_reviewed, review))
    yield from (f"### {number(work.coverage.unread_in_all, 'sentence')} left unread", "")
    unread = ((str(each.words.line), ", ".join(map(text, each.signs[:10]))) for each in work.coverage.unread)
    yield from _table(("Line", "Grade words and figures"), unread)
    yield from (
        "### The lines with marks",
        "",
        "Facts are **bold**, cases for review **⚠ bold**, the unread _slanted_.",
        "",
    )
    for line in marked(work.draft, work.coverage, listed):
        if any(piece.form for piece in line.pieces):
            yield f"- {line.number}: {_line(line)}"
    yield ""


def _row(item: Item) -> tuple[str, ...]:
    lines = ", ".join(str(line) for line in dict.fromkeys(words.line for words in item.words))
    words = ", ".join(f"“{text(cut(each, _SHOWN))}”" for each in item.decided_by[:5])
    return lines, text(f"{name_of(item.section, 1)}: {item.record}"), words, code(item.rule), f"{item.confidence:.2f}"


def _reviewed(item: Item) -> tuple[str, ...]:
    return *_row(item), text(item.reason)


def _line(line: MarkedLine) -> str:
    return "".join(map(_piece, line.pieces)).strip()


def _piece(piece: Piece) -> str:
    stripped = piece.text.strip()
    if piece.form is None or not stripped:
        return text(cut(piece.text, _SHOWN))
    sign = _SIGNS[piece.form]
    before = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    behind = piece.text[len(piece.text.rstrip()) :]
    return f"{before}{sign}{text(cut(stripped, _SHOWN))}{sign[:2].strip()}{behind}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    shown = list(rows)
    if not shown:
        yield from ("None.", "")
        return
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in shown[:_MOST]:
        yield f"| {' | '.join(row)} |"
    yield ""
    if len(shown) > _MOST:
        yield from (f"and {number(len(shown) - _MOST, 'more row')}", "")
