"""What a check came to as one HTML page that needs nothing else: no script, no picture, no other file.

The page may be put on a server as it is: its policy (https://www.w3.org/TR/CSP3/) lets a browser apply this style and
load nothing, whatever the checked files say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from builder.checking.findings import CheckResult, Finding, Rule, Severity
from builder.reporting.digest import Group, grouped, passed
from builder.reporting.links import link
from builder.reporting.sentences import sentence
from builder.reporting.style import page_head
from builder.reporting.summary import (
    SHOWN,
    TITLES,
    Verdict,
    asides,
    gist,
    number,
    of_severity,
    shortened,
    strictness,
    thing,
    verdict,
)
from builder.terminal import harmless

_SIGNS: Final = {Verdict.PASSED: "✓", Verdict.FAILED: "✗", Verdict.BROKEN: "✗"}
_ENDS: Final = "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_NO_TEXT: Final = re.compile(f"[\ufdd0-\ufdef{_ENDS}]")
"""Code points that are no characters, which HTML does not take (https://infra.spec.whatwg.org/#noncharacter)."""

_FOUND: Final = ("Found", "Expected", "To mend")


def render(result: CheckResult, level: Severity = Severity.VIOLATION) -> str:
    """The verdict, the rules with findings, at most ten findings of each, what is known, and the rules that hold."""
    return "\n".join([*_top(result, level), *_header(result, level), *_main(result), "</body>", "</html>", ""])


def text(words: str) -> str:
    """Foreign words as text."""
    return whole(shortened(words))


def whole(words: str) -> str:
    """Foreign words as text, however long."""
    return escape(_NO_TEXT.sub("\ufffd", harmless(words)))


def code(words: str) -> str:
    """Foreign words in the type of code."""
    return f"<code>{text(words)}</code>" if words else ""


def prose(words: str) -> str:
    """Foreign words, where those between backticks are in the type of code."""
    parts = shortened(words).split("`")
    if len(parts) % 2 == 0:  # a backtick without a partner
        return text(words)
    return "".join(code(part) if index % 2 else text(part) for index, part in enumerate(parts))


def _top(result: CheckResult, level: Severity) -> Iterator[str]:
    return page_head(f"{TITLES[verdict(result, level)]}: {escape(gist(result, level))}", "Go to the findings")


def _header(result: CheckResult, level: Severity) -> Iterator[str]:
    outcome = verdict(result, level)
    yield f'<header class="{outcome}">'
    yield f'<h1><span aria-hidden="true">{_SIGNS[outcome]}</span> {TITLES[outcome]}</h1>'
    if result.broken:
        yield f"<p>{escape(gist(result, level))}</p>"
    else:
        yield from _facts(result)
    if level is not Severity.VIOLATION:
        yield f"<p>{strictness(level)}</p>"
    if notes := list(asides(result)):
        yield f'<ul class="notes">{"".join(f"<li>{prose(note)}</li>" for note in notes)}</ul>'
    yield "</header>"


def _facts(result: CheckResult) -> Iterator[str]:
    yield '<dl class="facts">'
    for severity in Severity:
        count = result.count(severity)
        name = of_severity(count, severity).partition(" ")[2]
        toned = f' class="toned {severity}"' if count else ""
        yield f"<div{toned}><dt>{name}</dt><dd>{count:,}</dd></div>"
    for count, name in ((result.shapes, "shape"), (result.things, "thing")):
        yield f"<div><dt>{number(count, name).partition(' ')[2]} checked</dt><dd>{count:,}</dd></div>"
    yield "</dl>"


def _main(result: CheckResult) -> Iterator[str]:
    groups = grouped(result)
    yield '<main id="main">'
    if len(groups) > 1:
        yield from _contents(groups)
    for index, group in enumerate(groups, 1):
        yield from _group(group, index)
    yield from _known(result)
    yield from _mended(result)
    yield from _held(passed(result))
    yield from _unreached(result.unreached)
    yield "</main>"
    yield "<footer>"
    yield "<p>Lists for people are cut short; <code>--format json</code> and <code>--format csv</code> have all.</p>"
    yield "</footer>"


def _contents(groups: Sequence[Group]) -> Iterator[str]:
    rows = [
        (
            f'<a href="#rule-{index}">{code(group.rule.name)}</a>',
            text(group.rule.title),
            _badge(group.severity),
            f"{group.count:,}",
            f"{group.rule.looked_at:,}" if group.rule.looked_at else "",
        )
        for index, group in enumerate(groups, 1)
    ]
    yield '<nav aria-labelledby="contents">'
    yield f'<h2 id="contents">{number(len(groups), "rule")} with findings</h2>'
    yield from _table(("Rule", "About", "Severity", "Findings", "Things looked at"), rows, numbers=2)
    yield "</nav>"


def _group(group: Group, index: int) -> Iterator[str]:
    rule = group.rule
    title = f": {text(rule.title)}" if rule.title not in {"", rule.name} else ""
    yield f'<section aria-labelledby="rule-{index}">'
    yield f'<h2 id="rule-{index}">{code(rule.name)}{title} {_badge(group.severity)}</h2>'
    about = " ".join(prose(sentence(words)) for words in (rule.message, rule.why) if words)
    page = link(rule.iri)
    more = f'<a href="{escape(page)}">About this rule</a>' if page else ""
    if about or more:
        yield f"<p>{' '.join(part for part in (about, more) if part)}</p>"
    if group.findings:
        yield from _findings(group)
    if group.more:
        yield f'<p class="more">and {group.more:,} more</p>'
    yield "</section>"


def _findings(group: Group) -> Iterator[str]:
    looked_at = f" in {number(group.rule.looked_at, 'thing')} looked at" if group.rule.looked_at else ""
    caption = f"{of_severity(group.count, group.severity)}{looked_at}"
    head = ("Thing and place" if any(finding.focus for finding in group.findings) else "Place", *_FOUND)
    yield from _table(head, (_row(finding, group.rule) for finding in group.findings), "findings", caption=caption)


def _row(finding: Finding, rule: Rule) -> tuple[str, ...]:
    own = finding.message if finding.focus and finding.message != rule.message else ""
    name = text(thing(finding))
    parts = (
        f'<bdi class="thing">{name}</bdi>' if name else "",
        f'<span class="where">{code(str(finding.place))}</span>' if finding.place.file else "",
        f'<span class="where">{code(finding.path)}</span>' if finding.path else "",
        f"<p>{prose(own)}</p>" if own else "",
    )
    return (
        "".join(parts),
        prose(finding.found or ("" if finding.focus else finding.message)),
        prose(finding.expected),
        prose(finding.remedy or rule.remedy),
    )


def _known(result: CheckResult) -> Iterator[str]:
    if result.waived:
        rows = [
            (
                f'<bdi class="thing">{text(thing(finding))}</bdi><span class="where">{code(str(finding.place))}</span>',
                code(finding.rule),
                prose(waiver.reason),
                f"<time>{waiver.until.isoformat()}</time>",
            )
            for finding, waiver in result.waived[:SHOWN]
        ]
        head = ("Thing and place", "Rule", "Why it may stay", "Until")
        yield from _listing("Known findings", head, rows, len(result.waived))


def _mended(result: CheckResult) -> Iterator[str]:
    if result.mended:
        rows = [
            (f'<bdi class="thing">{text(each.thing)}</bdi>', code(each.rule), code(str(each.place)))
            for each in result.mended[:SHOWN]
        ]
        head = ("Thing", "Rule", "Entry")
        yield from _listing("Mended: take these out of the baseline", head, rows, len(result.mended))


def _listing(heading: str, head: Sequence[str], rows: Iterable[Sequence[str]], count: int) -> Iterator[str]:
    yield f"<section><h2>{heading}</h2>"
    yield from _table(head, rows)
    if count > SHOWN:
        yield f'<p class="more">and {count - SHOWN:,} more</p>'
    yield "</section>"


def _held(rules: Sequence[Rule]) -> Iterator[str]:
    """The rules that looked at something and found nothing."""
    if rules:
        rows = [(code(rule.name), text(rule.title), f"{rule.looked_at:,}") for rule in rules]
        yield f"<section><h2>{number(len(rules), 'rule')} without findings</h2>"
        yield from _table(("Rule", "About", "Things looked at"), rows, numbers=1)
        yield "</section>"


def _unreached(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"<section><h2>{number(len(names), 'shape')} that found nothing to look at</h2>"
        yield f'<ul class="names">{"".join(f"<li>{code(name)}</li>" for name in names)}</ul>'
        yield "</section>"


def _badge(severity: Severity) -> str:
    return f'<span class="badge {severity}">{severity}</span>'


def _table(
    head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "", *, caption: str = "", numbers: int = 0
) -> Iterator[str]:
    """A table whose first column names the rows; its last ``numbers`` columns hold numbers.

    On narrow screens cells stand below each other. A browser then forgets that it is a table, hence the roles.
    """
    first_number = len(head) - numbers
    kinds = ['class="number" ' if index >= first_number else "" for index in range(len(head))]
    yield f'<table role="table" class="{" ".join(filter(None, ["stacked", kind]))}">'
    if caption:
        yield f"<caption>{caption}</caption>"
    names = "".join(
        f'<th {kind}role="columnheader" scope="col">{name}</th>' for kind, name in zip(kinds, head, strict=True)
    )
    yield f'<thead role="rowgroup"><tr role="row">{names}</tr></thead>'
    yield '<tbody role="rowgroup">'
    for first, *others in rows:
        cells = "".join(
            f'<td {kind}role="cell" data-name="{name}">{cell}</td>'
            for kind, name, cell in zip(kinds[1:], head[1:], others, strict=True)
        )
        yield f'<tr role="row"><th role="rowheader" scope="row">{first}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
