"""A comparison as one HTML page that needs nothing else: no script, no picture, no other file.

The page may be put on a server as it is: its policy (https://www.w3.org/TR/CSP3/) lets a browser apply this style and
load nothing, whatever the graphs say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from builder.comparing.changes import Change, Comparison, Section
from builder.comparing.summary import Shown, about, gist, shown, title, triples
from builder.reporting.html import code, text
from builder.reporting.links import link
from builder.reporting.style import page_head

_MOST: Final = 200
"""How many changes of one group a page shows."""

_MOST_TRIPLES: Final = 1_000

_STYLE: Final = """
.same { --tone: var(--good); }
.other { --tone: var(--info); }
header .from { color: var(--quiet); }
h3 { margin: 1.25rem 0 0; font-size: 1rem; line-height: 1.4; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 0.75rem; padding: 0; list-style: none; }
.changes { margin-top: 0.4rem; padding: 0; list-style: none; }
.changes li { padding: 0.45rem 0 0.45rem 0.9rem; border-left: 0.2rem solid var(--line); margin-top: 0.4rem; }
.changes .added { border-color: var(--good); }
.changes .removed { border-color: var(--violation); }
.triples { margin-top: 1rem; padding: 0; list-style: none; font-size: 0.9rem; }
.triples li { padding: 0.2rem 0; }
.triples .added code { color: var(--good); }
.triples .removed code { color: var(--violation); }
summary { cursor: pointer; }
summary h2 { display: inline; }
"""


def render(comparison: Comparison) -> str:
    """The two sides, the changes by section, and the triples; cut where a page would be too long to read."""
    return "\n".join([*_top(comparison), *_header(comparison), *_main(comparison), "</body>", "</html>", ""])


def _top(comparison: Comparison) -> Iterator[str]:
    sides = f"{text(comparison.left.name)} to {text(comparison.right.name)}"
    return page_head(f"{title(comparison)}: {sides}", "Go to the changes", _STYLE)


def _header(comparison: Comparison) -> Iterator[str]:
    yield f'<header class="{"other" if comparison.differs else "same"}">'
    yield f"<h1>{title(comparison)}</h1>"
    for name, side in (("From", comparison.left), ("to", comparison.right)):
        yield f'<p class="from">{name} <bdi>{code(side.name)}</bdi> ({escape(about(side))})</p>'
    if comparison.differs:
        counts = ((len(comparison.removed), "removed"), (len(comparison.added), "added"))
        facts = (f"<div><dt>triples {what}</dt><dd>{count:,}</dd></div>" for count, what in counts)
        yield f'<dl class="facts">{"".join(facts)}</dl>'
    else:
        yield f"<p>{escape(gist(comparison))}</p>"
    yield "</header>"


def _main(comparison: Comparison) -> Iterator[str]:
    sections = list(shown(comparison, _MOST))
    yield '<main id="main">'
    if len(sections) > 1:
        yield from _contents(sections)
    for section, groups in sections:
        yield from _section(section, groups)
    if comparison.differs:
        yield from _triples(comparison)
    yield "</main>"
    yield "<footer>"
    yield "<p>Long lists are cut short; <code>--format json</code> and <code>--format rdf-patch</code> have all.</p>"
    yield "</footer>"


def _contents(sections: Sequence[tuple[Section, list[Shown]]]) -> Iterator[str]:
    items = (
        f'<li><a href="#{section.name.lower()}">{escape(section)}</a> ({_count(groups):,})</li>'
        for section, groups in sections
    )
    yield '<nav aria-labelledby="contents">'
    yield '<h2 id="contents">What changed</h2>'
    yield f"<ul>{''.join(items)}</ul>"
    yield "</nav>"


def _count(groups: Sequence[Shown]) -> int:
    return sum(len(group.changes) + group.more for group in groups)


def _section(section: Section, groups: Sequence[Shown]) -> Iterator[str]:
    name = section.name.lower()
    yield f'<section aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{escape(section)}</h2>'
    for group in groups:
        yield f"<h3>{text(group.heading)}</h3>"
        yield '<ul class="changes">'
        yield from map(_change, group.changes)
        yield "</ul>"
        if group.more:
            yield f'<p class="more">and {group.more:,} more</p>'
    yield "</section>"


def _change(change: Change) -> str:
    page = link(change.thing)
    name = f'<a href="{escape(page)}">{text(change.thing)}</a>' if page else text(change.thing)
    said = f"<bdi>{text(change.text)}</bdi>"
    return f'<li class="{change.action}">{said}<span class="where"><bdi>{name}</bdi></span></li>'


def _triples(comparison: Comparison) -> Iterator[str]:
    lines, more = triples(comparison, _MOST_TRIPLES)
    yield '<section aria-labelledby="triples">'
    yield "<details>"
    yield '<summary><h2 id="triples">Triples</h2></summary>'
    yield '<ul class="triples">'
    for sign, line in lines:
        action, shown_sign = ("added", "+") if sign == "+" else ("removed", "−")
        yield f'<li class="{action}">{shown_sign} {code(line)}</li>'
    yield "</ul>"
    if more:
        yield f'<p class="more">and {more:,} more</p>'
    yield "</details>"
    yield "</section>"
