"""What a check found as CSV (RFC 4180), one row for each finding, those that a baseline knows at the end.

Cells are exact, as in the answers of saved queries: one that a spreadsheet program would take for a formula is not
altered, because programs would read the mark as data. ``formula_cells`` counts them, so that the command can warn.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from builder.checking.findings import CheckResult, Finding, Waiver, in_order
from builder.reporting.links import iri
from builder.reporting.rulebook import rulebook

COLUMNS: Final = (
    "severity", "rule", "title", "file", "line", "column", "focus", "label", "path", "value", "found", "expected",
    "remedy", "message", "fingerprint", "status", "reason", "until", "shape", "constraint", "component",
)  # fmt: skip
"""The first row. ``status`` is ``new`` or ``waived``; ``reason`` and ``until`` are those of the waiver."""

_FORMULA: Final = re.compile(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)")


def render(result: CheckResult) -> str:
    """All findings, gravest first; a line or column that is not known is empty."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(result))
    return file.getvalue()


def formula_cells(result: CheckResult) -> int:
    """How many cells a spreadsheet program could take for a formula."""
    return sum(bool(_FORMULA.match(cell)) for row in _rows(result) for cell in row)


def _rows(result: CheckResult) -> Iterator[tuple[str, ...]]:
    titles = {name: rule.title for name, rule in rulebook(result).items()}
    for finding in in_order(result.findings):
        yield _row(finding, titles[finding.rule], None)
    for finding, waiver in sorted(result.waived, key=lambda pair: pair[0].order):
        yield _row(finding, titles[finding.rule], waiver)


def _row(finding: Finding, title: str, waiver: Waiver | None) -> tuple[str, ...]:
    place = finding.place
    return (
        finding.severity, finding.rule, title,
        place.file, str(place.line or ""), str(place.column or ""),
        finding.focus, finding.label, finding.path, finding.value, finding.found, finding.expected,
        finding.remedy, finding.message, finding.fingerprint,
        "waived" if waiver else "new", waiver.reason if waiver else "", waiver.until.isoformat() if waiver else "",
        iri(finding.shape), iri(finding.constraint), finding.component,
    )  # fmt: skip
