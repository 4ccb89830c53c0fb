"""What a check came to as workflow commands of GitHub Actions, which become annotations of lines.

The form is that of https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. GitHub shows
ten annotations of each kind for a step, the first that are printed, and says nothing of the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from builder.checking.findings import CheckResult, Finding, Rule, Severity
from builder.reporting.digest import grouped
from builder.reporting.sentences import details, headline
from builder.reporting.summary import TITLES, asides, gist, of_severity, shortened, verdict

ANNOTATIONS: Final = 10
"""How many of each kind GitHub shows."""

_KINDS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA: Final = {ord(sign): f"%{ord(sign):02X}" for sign in "%\r\n"}
_PROPERTY: Final = {ord(sign): f"%{ord(sign):02X}" for sign in "%\r\n:,"}


def render(result: CheckResult, level: Severity = Severity.VIOLATION) -> str:
    """Errors, then warnings, then notices, at most ten of each kind, some of every rule; one notice has the verdict."""
    lines = {severity: _annotations(result, severity) for severity in Severity}
    left_out = [
        of_severity(more, severity) for severity in Severity if (more := result.count(severity) - len(lines[severity]))
    ]
    notice = _verdict(result, level, left_out)
    return "".join(
        f"{line}\n"
        for line in (*lines[Severity.VIOLATION], *lines[Severity.WARNING], notice, *lines[Severity.INFO])
    )  # fmt: skip


def command(name: str, properties: Mapping[str, str | int], message: str) -> str:
    """One command on one line; properties that are empty or 0 are left out."""
    given = [f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items() if value]
    return f"::{' '.join([name, *filter(None, [','.join(given)])])}::{message.translate(_DATA)}"


def _annotations(result: CheckResult, severity: Severity) -> list[str]:
    """The commands for the findings of one severity; among notices, the verdict takes one place."""
    room = ANNOTATIONS - 1 if severity is Severity.INFO else ANNOTATIONS
    findings = tuple(finding for finding in result.findings if finding.severity is severity)
    groups = grouped(replace(result, findings=findings), ANNOTATIONS, room)
    return [_annotation(finding, group.rule) for group in groups for finding in group.findings]


def _annotation(finding: Finding, rule: Rule) -> str:
    place = finding.place
    title = f"{rule.name}: {rule.title}" if rule.title not in {"", rule.name} else rule.name
    properties: dict[str, str | int] = {
        "file": place.file.removeprefix("./"),
        "line": place.line,
        "col": place.column,
        "title": shortened(title),
    }
    said = [headline(finding), *(f"{name}: {words}" for name, words in details(finding, rule.remedy))]
    return command(_KINDS[finding.severity], properties, "\n".join(map(shortened, said)))


def _verdict(result: CheckResult, level: Severity, left_out: Sequence[str]) -> str:
    said = [gist(result, level), *asides(result)]
    if left_out:
        said.append(f"And {', '.join(left_out)} more than are shown here.")
    return command("notice", {"title": TITLES[verdict(result, level)]}, "\n".join(said))
