"""How a page looks: colours for light and for dark, wide screens, telephones and paper; and how it begins.

A page may be put on a server as it is: its policy (https://www.w3.org/TR/CSP3/) lets a browser apply this style and
nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Final

LIGHT: Final = {
    "paper": "#ffffff",
    "panel": "#f5f6f8",
    "line": "#d3d8df",
    "ink": "#1a1f29",
    "quiet": "#505a69",
    "link": "#0b55b5",
    "violation": "#a8071a",
    "warning": "#7d4a00",
    "info": "#0b5394",
    "good": "#14693a",
}
"""Colours where the reader wants a light page; all below ``line`` are those of text on ``paper`` or ``panel``."""

DARK: Final = {
    "paper": "#14171c",
    "panel": "#1e232b",
    "line": "#3a424f",
    "ink": "#e8ebf0",
    "quiet": "#a9b3c1",
    "link": "#84b8ff",
    "violation": "#ff8f8f",
    "warning": "#f2bd62",
    "info": "#8cc4ff",
    "good": "#72d69b",
}
"""The same where the reader wants a dark page."""


def _colours(palette: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in palette.items())


def stylesheet() -> str:
    """The whole style of the page."""
    return f"""
:root {{ color-scheme: light dark; {_colours(LIGHT)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_colours(DARK)} }} }}
{_RULES.replace("PRINTED", _colours(LIGHT))}"""


def page_head(title: str, skip: str, more: str = "") -> Iterator[str]:
    """The lines of a page up to the beginning of its body.

    ``title`` is HTML already; ``skip`` says where the first link leads, to ``#main``; ``more`` adds to the style.
    """
    style = stylesheet() + more
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield from (
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#main">{skip}</a>',
    )


_RULES: Final = """
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%;
  font: 100%/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
body { margin: 0 auto; max-width: 78rem; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; overflow-wrap: anywhere; }
h1, h2, p, ul, dl, dd, table { margin: 0; }
h1 { font-size: 1.7rem; line-height: 1.2; }
h2 { font-size: 1.2rem; line-height: 1.35; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font-size: 0.9em;
  font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem 1rem; }
header { border: 1px solid var(--line); border-left: 0.5rem solid var(--tone); border-radius: 0.5rem;
  padding: 1.25rem 1.5rem; background: var(--panel); }
header h1 { color: var(--tone); }
header p { margin-top: 0.5rem; }
.passed { --tone: var(--good); }
.failed, .broken, .violation { --tone: var(--violation); }
.warning { --tone: var(--warning); }
.info { --tone: var(--info); }
.facts { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; margin-top: 1rem; }
.facts div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.facts dt { color: var(--quiet); font-size: 0.875rem; }
.facts dd { font-size: 1.5rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.facts .toned dd { color: var(--tone); }
.notes { margin-top: 1rem; padding-left: 1.2rem; color: var(--quiet); }
section, nav { margin-top: 2.75rem; }
section > p { margin-top: 0.5rem; max-width: 48rem; }
.more { color: var(--quiet); }
.badge { display: inline-block; border: 1px solid var(--tone); color: var(--tone); border-radius: 1rem;
  padding: 0 0.6rem; font-size: 0.8rem; font-weight: 600; line-height: 1.4rem; white-space: nowrap; }
h2 .badge { vertical-align: 0.1em; }
.names { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 1rem; padding: 0; list-style: none; }
table { width: 100%; margin-top: 1rem; border-collapse: collapse; text-align: left; font-size: 0.94rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.4rem; font-size: 0.875rem; }
th, td { padding: 0.55rem 0.9rem 0.55rem 0; vertical-align: top; border-top: 1px solid var(--line);
  font-weight: inherit; }
thead th { border-top: 0; color: var(--quiet); font-weight: 600; font-size: 0.85rem; }
tbody tr:last-child > * { border-bottom: 1px solid var(--line); }
.number { text-align: right; padding: 0.55rem 0 0.55rem 0.9rem; font-variant-numeric: tabular-nums; }
.thing { display: block; font-weight: 600; }
.where { display: block; color: var(--quiet); }
footer { margin-top: 3rem; color: var(--quiet); font-size: 0.875rem; }
@media (min-width: 48rem) {
  .number { width: 9rem; }
  .findings th { width: 23%; }
  .findings th:first-child { width: 31%; }
}
@media (max-width: 47.99rem) {
  body { padding-top: 1rem; }
  header { padding: 1rem 1.1rem; }
  .stacked, .stacked tbody, .stacked tr, .stacked th, .stacked td, .stacked caption { display: block; }
  .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked tr { border-top: 1px solid var(--line); padding: 0.7rem 0; }
  .stacked tbody tr:last-child { border-bottom: 1px solid var(--line); }
  .stacked tbody tr > *, .stacked tbody tr:last-child > * { border: 0; padding: 0.1rem 0; text-align: left; }
  .stacked td[data-name]::before { content: attr(data-name) ": "; color: var(--quiet); }
  .stacked td:empty { display: none; }
}
@media print {
  :root { color-scheme: light; PRINTED }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  section, nav { margin-top: 1.5rem; }
  tr, header { break-inside: avoid; }
  h2, caption, thead { break-after: avoid; }
  .skip { display: none; }
}
"""
