"""What was read of documents as one HTML page that needs nothing else: each document with its facts marked in place.

Documents are foreign text. Nothing of them gets onto the page as markup, and the page's policy lets a browser load and
run nothing; characters that turn the direction of writing are shown as U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from builder.reading.output.account import account, name_of
from builder.reading.output.marked import Form, Item, MarkedLine, Piece, items, marked
from builder.reading.output.report import Unfit, Work, about, heading
from builder.reporting.html import text, whole
from builder.reporting.style import page_head
from builder.reporting.summary import number

_STYLE: Final = """
.read { --tone: var(--good); }
h3 { margin: 2rem 0 0; font-size: 1.05rem; }
mark { color: inherit; border-radius: 0.2rem; padding: 0.05rem 0.15rem; text-decoration: none;
  background: color-mix(in srgb, var(--tone) 20%, transparent); border-bottom: 2px solid var(--tone); }
mark a { color: inherit; text-decoration: none; }
.sure { --tone: var(--good); }
.review { --tone: var(--warning); }
.unread { --tone: var(--quiet); }
mark.review { border-bottom-style: dashed; }
mark.unread { background: none; border-bottom-style: dotted; }
.key { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; padding: 0; margin-top: 0.75rem; list-style: none; }
.lines { margin-top: 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 0; }
.line { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); gap: 0 0.9rem; padding: 0.05rem 1rem 0.05rem 0; }
.line:target { background: var(--panel); }
.line > a { color: var(--quiet); text-align: right; text-decoration: none; font-size: 0.8rem; line-height: 1.9;
  font-variant-numeric: tabular-nums; }
.line > p { margin: 0; white-space: pre-wrap; min-height: 1.5em; }
.line ul { grid-column: 2; margin: 0.25rem 0 0.6rem; padding: 0; list-style: none; font-size: 0.875rem; }
.line li { border-left: 0.2rem solid var(--tone); padding: 0.15rem 0.7rem; margin-top: 0.3rem;
  background: var(--panel); }
.line li:target { outline: 2px solid var(--tone); }
.record { font-weight: 600; }
thead th { white-space: nowrap; }
.gap { color: var(--quiet); padding: 0.4rem 1rem 0.4rem 4.4rem; font-size: 0.875rem; }
.left { color: var(--quiet); font-style: italic; }
@media (max-width: 47.99rem) { .line { grid-template-columns: 2.2rem minmax(0, 1fr); gap: 0 0.6rem; } }
"""
_NAMES: Final = {
    Form.SURE: "taken as a fact",
    Form.REVIEW: "not sure enough: for you to look at",
    Form.UNREAD: "grade word or figure without a record",
}
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u206f\ufeff\ufff9-\ufffb]")


def render(works: Sequence[Work], unfit: Sequence[Unfit]) -> str:
    """The page: what was read in all, then each document, then what could not be read."""
    title = heading(works, unfit)
    return "\n".join(
        [
            *page_head(text(title), "Go to the documents", _STYLE),
            *_header(works, unfit, title),
            '<main id="main">',
            *(line for index, work in enumerate(works, 1) for line in _document(work, index)),
            *_unfit(unfit),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _header(works: Sequence[Work], unfit: Sequence[Unfit], title: str) -> Iterator[str]:
    counts = (
        (sum(len(entry.facts) for work in works for entry in work.draft.entries), "facts taken"),
        (sum(len(work.draft.review) for work in works), "for review"),
        (sum(work.coverage.unread_in_all for work in works), "sentences left unread"),
        *(((len(unfit), "files not read"),) if unfit else ()),
    )
    yield f'<header class="{"failed" if unfit and not works else "read"}">'
    yield f"<h1>{text(title)}</h1>"
    yield f'<dl class="facts">{"".join(f"<div><dt>{name}</dt><dd>{count:,}</dd></div>" for count, name in counts)}</dl>'
    keys = "".join(f'<li><mark class="{form}">{form}</mark> {name}</li>' for form, name in _NAMES.items())
    yield f'<ul class="key">{keys}</ul>'
    yield "</header>"
    if len(works) > 1:
        links = (f'<li><a href="#d{n}">{text(work.draft.file)}</a></li>' for n, work in enumerate(works, 1))
        yield f'<nav><h2>Documents</h2><ul class="names">{"".join(links)}</ul></nav>'


def _document(work: Work, index: int) -> Iterator[str]:
    listed = items(work.draft)
    yield f'<section aria-labelledby="d{index}">'
    yield f'<h2 id="d{index}"><bdi>{text(work.draft.file)}</bdi></h2>'
    yield f"<p>{text(about(work))}</p>"
    if work.told:
        yield f'<p class="more">{text(work.told)}</p>'
    yield from _account(work)
    yield from _reviews([item for item in listed if item.form is Form.REVIEW], index)
    yield from _left(work, index)
    yield "<h3>The document</h3>"
    yield '<div class="lines">'
    for line in marked(work.draft, work.coverage, listed):
        yield from _line(line, index)
    yield "</div>"
    yield "</section>"


def _account(work: Work) -> Iterator[str]:
    yield "<h3>Facts by kind</h3>"
    rows = (
        (
            escape(line.name),
            f"{line.read:,}",
            f"{line.mapped:,}",
            f"{line.dropped:,}",
            "<br>".join(map(text, line.reasons)),
        )
        for line in account(work.draft, work.coverage)
    )
    yield from _table(("Kind", "Read", "Mapped", "Dropped", "Why"), rows)


def _reviews(listed: Sequence[Item], index: int) -> Iterator[str]:
    yield f"<h3>For review: {number(len(listed), 'fact')}</h3>"
    if not listed:
        yield "<p>Nothing contradicts itself, and every fact is as sure as was asked for.</p>"
        return
    rows = (
        (
            _places(item, index),
            f"<bdi>{escape(name_of(item.section, 1))}: {text(item.record)}</bdi>",
            _quoted(item),
            f'{text(item.reason)}<span class="where">rule <code>{text(item.rule)}</code>, {item.confidence:.2f}</span>',
        )
        for item in listed
    )
    yield from _table(("Lines", "Would be", "Words", "Why it waits"), rows)


def _left(work: Work, index: int) -> Iterator[str]:
    coverage = work.coverage
    count = coverage.unread_in_all
    yield f"<h3>Left unread: {number(count, 'sentence')} with a grade word or a figure</h3>"
    if not count:
        yield "<p>Every grade word and every figure stands in a sentence that gave a record.</p>"
        return
    by_line: dict[int, list[str]] = {}
    for unread in coverage.unread:
        by_line.setdefault(unread.words.line, []).extend(unread.signs)
    shown = list(by_line.items())[:200]
    rows = (
        (f'<a href="#d{index}-L{line}">{line}</a>', ", ".join(f"<bdi>{text(sign)}</bdi>" for sign in signs[:30]))
        for line, signs in shown
    )
    yield from _table(("Line", "Grade words and figures"), rows)
    if len(by_line) > len(shown) or count > len(coverage.unread):
        yield '<p class="more">The list is cut short; the document below marks more of them.</p>'


def _line(line: MarkedLine, index: int) -> Iterator[str]:
    if line.skipped:
        yield f'<p class="gap">{number(line.skipped, "line")} without a mark</p>'
    if not line.pieces and not line.items and line.skipped:
        return
    pieces = "".join(_piece(piece, index) for piece in line.pieces)
    yield f'<div class="line" id="d{index}-L{line.number}"><a href="#d{index}-L{line.number}">{line.number}</a>'
    yield f"<p><bdi>{pieces}</bdi></p>"
    if line.items:
        yield f"<ul>{''.join(_item(item, index) for item in line.items)}</ul>"
    yield "</div>"


def _piece(piece: Piece, index: int) -> str:
    shown = _exact(piece.text)
    if piece.left_out:
        shown += f' <span class="left">({piece.left_out:,} characters not shown)</span>'
    if piece.form is None:
        return shown
    if piece.items:
        shown = f'<a href="#d{index}-f{piece.items[0]}">{shown}</a>'
    return f'<mark class="{piece.form}" title="{_NAMES[piece.form]}">{shown}</mark>'


def _item(item: Item, index: int) -> str:
    reason = f"{text(item.reason)}; " if item.reason else ""
    return (
        f'<li class="{item.form}" id="d{index}-f{item.number}">'
        f'<span class="record"><bdi>{escape(name_of(item.section, 1))}: {text(item.record)}</bdi></span>'
        f'<span class="where">{reason}rule <code>{text(item.rule)}</code>, confidence {item.confidence:.2f}; '
        f"by the words {_quoted(item)}</span></li>"
    )


def _places(item: Item, index: int) -> str:
    lines = dict.fromkeys(words.line for words in item.words)
    return ", ".join(f'<a href="#d{index}-L{line}">{line}</a>' for line in lines)


def _quoted(item: Item) -> str:
    return ", ".join(f"“<bdi>{text(words)}</bdi>”" for words in item.decided_by[:5])


def _unfit(unfit: Sequence[Unfit]) -> Iterator[str]:
    if unfit:
        yield '<section aria-labelledby="unfit">'
        yield '<h2 id="unfit">Not read</h2>'
        yield from _table(("File", "Why"), ((f"<bdi>{text(each.file)}</bdi>", text(each.why)) for each in unfit))
        yield "</section>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield '<table class="stacked"><thead><tr>'
    yield "".join(f'<th scope="col">{name}</th>' for name in head)
    yield "</tr></thead><tbody>"
    for row in rows:
        cells = [f'<th scope="row">{row[0]}</th>']
        cells += [f'<td data-name="{name}">{cell}</td>' for name, cell in zip(head[1:], row[1:], strict=True)]
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _exact(words: str) -> str:
    """A stretch of a document as it is; what can't be seen is shown as U+FFFD."""
    return whole(_INVISIBLE.sub("\ufffd", words))
