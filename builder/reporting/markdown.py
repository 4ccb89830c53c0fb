"""What a check came to as Markdown in GitHub's form, for the summary of a job or a comment on a pull request.

Foreign text is written with character references for everything that Markdown or HTML would take for its own, and with
a space of no width where GitHub would make a mention, a reference, an address or an emoji of it: those it makes from
the text of the page, where no escape helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from builder.checking.findings import CheckResult, Finding, Rule, Severity
from builder.reporting.digest import TOTAL, Group, grouped, passed
from builder.reporting.links import link
from builder.reporting.sentences import sentence
from builder.reporting.summary import (
    SHOWN,
    TITLES,
    Verdict,
    asides,
    gist,
    number,
    of_severity,
    shortened,
    thing,
    verdict,
)

LIMIT: Final = 65_000
"""Bytes of UTF-8. GitHub takes 65,536 characters in a comment and 1 MiB in a summary; the rest is left to others."""

_FOLDED: Final = 10
"""From more findings than this on, each rule can be folded."""

_LINES: Final = 50
"""How many rules the first table names."""

_SIGNS: Final = {Verdict.PASSED: "✅", Verdict.FAILED: "❌", Verdict.BROKEN: "⛔"}
_COLUMNS: Final = ("Thing", "Where", "Found", "Expected", "To mend")
_ALWAYS: Final = ("Where", "Found")
_SPECIAL: Final = {ord(sign): f"&#{ord(sign)};" for sign in "&<>|\\`*_[]~$"}
_APART: Final = "&#8203;"
_JOINED: Final = re.compile(r"@|#|\bGH(?=-\d)|:(?=//)|\bwww(?=\.)|:(?=[\w+-]+:)", re.IGNORECASE)
_NOT_CODE: Final = re.compile(r"[`|]|^\s|\s$")
_BLOCK: Final = re.compile(r"^(\d{0,9})([-+=#:.)])")


def render(result: CheckResult, level: Severity = Severity.VIOLATION, *, limit: int = LIMIT) -> str:
    """The verdict, a table of rules, and a table of findings for each rule; cut so that it has at most ``limit`` bytes.

    ``limit`` is 1,000 or more. At most ten findings of each rule are shown, fewer where there is no room.
    """
    head = _head(result, level)
    for total in (TOTAL, 50, 25, 10, 5, 1):
        page = "\n".join([head, *_body(result, total)])
        if len(page.encode()) <= limit:
            return page
    page = "\n".join([head, *_overview(grouped(result, total=0))])
    return page if len(page.encode()) <= limit else _head(result, level, with_asides=False)


def text(words: str) -> str:
    """Foreign words as plain text, in Markdown or in HTML within it."""
    marked = _JOINED.sub(r"\g<0>\0", shortened(words))
    return marked.translate(_SPECIAL | {0: _APART})


def code(words: str) -> str:
    """Foreign words in the type of code, also in a table; GitHub makes nothing of what stands in it."""
    shown = shortened(words)
    return f"`{shown}`" if shown and not _NOT_CODE.search(shown) else code_in_html(shown)


def code_in_html(words: str) -> str:
    """The same where Markdown is not read, such as in a ``summary``."""
    return f"<code>{text(words)}</code>" if words else ""


def prose(words: str) -> str:
    """Foreign words, where those between backticks are in the type of code."""
    parts = shortened(words).strip().split("`")
    if len(parts) % 2 == 0:  # a backtick without a partner
        parts = ["`".join(parts)]
    written = "".join(code(part) if index % 2 else text(part) for index, part in enumerate(parts))
    return _BLOCK.sub(lambda match: f"{match[1]}&#{ord(match[2])};", written)


def _head(result: CheckResult, level: Severity, with_asides: bool = True) -> str:
    outcome = verdict(result, level)
    lines = [f"## {_SIGNS[outcome]} {TITLES[outcome]}", "", f"**{gist(result, level)}**", ""]
    notes = [f"- {prose(aside)}" for aside in asides(result)] if with_asides else []
    return "\n".join([*lines, *notes, *([""] if notes else [])])


def _body(result: CheckResult, total: int) -> Iterator[str]:
    groups = grouped(result, total=total)
    shown = [group for group in groups if group.findings]
    if len(groups) > 1:
        yield from _overview(groups)
    folded = sum(len(group.findings) for group in shown) > _FOLDED
    for group in shown:
        yield from _section(group, folded)
    yield from _known(result)
    if rules := passed(result):
        yield f"{number(len(rules), 'rule')} found nothing wrong."
        yield ""


def _overview(groups: Sequence[Group]) -> Iterator[str]:
    rows = [
        (_linked(group.rule), text(group.rule.title), group.severity, f"{group.count:,}", _looked_at(group))
        for group in groups[:_LINES]
    ]
    yield from _table(("Rule", "About", "Severity", "Findings", "Things looked at"), rows, numbers=2)
    if len(groups) > _LINES:
        yield f"and {number(len(groups) - _LINES, 'more rule')}"
        yield ""


def _looked_at(group: Group) -> str:
    return f"{group.rule.looked_at:,}" if group.rule.looked_at else ""


def _section(group: Group, folded: bool) -> Iterator[str]:
    rule = group.rule
    title = f": {text(rule.title)}" if rule.title not in {"", rule.name} else ""
    heading = f"{code_in_html(rule.name)}{title} ({of_severity(group.count, group.severity)})"
    yield from (["<details>", f"<summary>{heading}</summary>"] if folded else [f"### {heading}"])
    yield ""
    about = [prose(sentence(words)) for words in (rule.message, rule.why) if words]
    page = link(rule.iri)
    about += [f"[About this rule](<{page}>)"] if page else []
    if about:
        yield " ".join(about)
        yield ""
    yield from _findings(group.findings, rule)
    if group.more:
        yield f"and {group.more:,} more"
        yield ""
    if folded:
        yield "</details>"
        yield ""


def _findings(findings: Sequence[Finding], rule: Rule) -> Iterator[str]:
    """A table of places and what is there, and of the columns in which something stands."""
    rows = [_row(finding, rule) for finding in findings]
    kept = [index for index, name in enumerate(_COLUMNS) if name in _ALWAYS or any(row[index] for row in rows)]
    yield from _table([_COLUMNS[index] for index in kept], [[row[index] for index in kept] for row in rows])


def _row(finding: Finding, rule: Rule) -> tuple[str, ...]:
    own = finding.message if finding.focus and finding.message != rule.message else ""
    about = [text(thing(finding)), code(finding.path), prose(own)]
    return (
        "<br>".join(part for part in about if part),
        code(str(finding.place)),
        prose(finding.found or ("" if finding.focus else finding.message)),
        prose(finding.expected),
        prose(finding.remedy or rule.remedy),
    )


def _known(result: CheckResult) -> Iterator[str]:
    if result.waived:
        yield from ("### Known findings", "")
        rows = [
            (
                code(finding.rule),
                text(thing(finding)),
                code(str(finding.place)),
                prose(waiver.reason),
                f"{waiver.until}",
            )
            for finding, waiver in result.waived[:SHOWN]
        ]
        yield from _table(("Rule", "Thing", "Where", "Why it may stay", "Until"), rows)
        yield from _more(len(result.waived))
    if result.mended:
        yield from ("### Mended: take these out of the baseline", "")
        entries = [(code(each.rule), text(each.thing), code(str(each.place))) for each in result.mended[:SHOWN]]
        yield from _table(("Rule", "Thing", "Entry"), entries)
        yield from _more(len(result.mended))


def _more(count: int) -> Iterator[str]:
    if count > SHOWN:
        yield f"and {count - SHOWN:,} more"
        yield ""


def _linked(rule: Rule) -> str:
    page = link(rule.iri)
    return f"[{code(rule.name)}](<{page}>)" if page else code(rule.name)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> Iterator[str]:
    """Lines of a table whose last columns, ``numbers`` of them, hold numbers, and an empty line."""
    words = len(head) - numbers
    for row in (head, ["---"] * words + ["---:"] * numbers, *rows):
        yield f"| {' | '.join(row)} |"
    yield ""
