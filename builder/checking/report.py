"""The outcome of a check as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from builder.checking.findings import Finding, Severity
from builder.checking.service import CheckResult
from builder.terminal import harmless

SHOWN = 10
"""How many findings of one rule are shown before the rest is only counted."""


def render(result: CheckResult, shown: int = SHOWN) -> str:
    """The findings grouped by rule, gravest first, at most ``shown`` of each rule, and the totals.

    What the checked files say is shown without characters that steer a terminal.
    """
    return "\n".join(map(harmless, _lines(result, shown)))


def _lines(result: CheckResult, shown: int) -> Iterator[str]:
    for (severity, rule), group in groupby(result.findings, key=lambda each: (each.severity, each.rule)):
        findings = list(group)
        yield f"{severity} {rule} ({len(findings)})"
        for finding in findings[:shown]:
            yield from _finding(finding)
        if len(findings) > shown:
            yield f"  and {len(findings) - shown:,} more"
        yield ""
    if result.unreached:
        names = ", ".join(result.unreached[:shown])
        more = f" and {len(result.unreached) - shown} more" if len(result.unreached) > shown else ""
        yield f"{_number(len(result.unreached), 'shape')} found nothing to look at: {names}{more}"
    yield ", ".join(_number(result.count(severity), *_NAMES[severity]) for severity in Severity)
    yield f"checked {_number(result.shapes, 'shape')} over {_number(result.things, 'thing')}"


_NAMES: dict[Severity, tuple[str, ...]] = {
    Severity.VIOLATION: ("violation",),
    Severity.WARNING: ("warning",),
    Severity.INFO: ("piece of information", "pieces of information"),
}


def _number(count: int, name: str, plural: str | None = None) -> str:
    return f"{count:,} {name if count == 1 else plural or name + 's'}"


def _finding(finding: Finding) -> Iterator[str]:
    place = f" {finding.path}" if finding.path else ""
    value = f" = {_short(finding.value)}" if finding.value else ""
    yield f"  <{finding.focus}>{place}{value}"
    about = f"{finding.label}: " if finding.label and finding.label not in finding.message else ""
    yield f"    {about}{finding.message}"


def _short(text: str, width: int = 80) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
