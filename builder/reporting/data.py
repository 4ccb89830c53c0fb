"""What a check came to as JSON, whole, in the form of ``docs/reference/check-report.schema.json``."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final, TypeAlias

from builder import __version__
from builder.checking.findings import CheckResult, Finding, Rule, Severity, Waiver, in_order
from builder.errors import ExitCode
from builder.places import Place
from builder.reporting.escaping import escaped
from builder.reporting.links import iri
from builder.reporting.rulebook import rulebook
from builder.reporting.summary import verdict

SCHEMA: Final = "https://w3id.org/peelgraph/check-report.schema.json"
VERSION: Final = 1
"""The version of the form. Members may be added within a version; one that goes or changes makes a new one."""

Json: TypeAlias = dict[str, Any]

_MEANINGS: Final = {
    ExitCode.FINE: "no finding at or above the chosen level",
    ExitCode.FINDINGS: "findings at or above the chosen level",
    ExitCode.SOURCE: "sources that could not be taken as they are, so that the shapes were not evaluated",
}


def render(result: CheckResult, level: Severity = Severity.VIOLATION) -> str:
    """Everything of a result; texts are exact, and what has no value is null."""
    code = result.exit_code(level)
    report = {
        "$schema": SCHEMA,
        "version": VERSION,
        "tool": {"name": "peelgraph", "version": __version__},
        "verdict": verdict(result, level),
        "exit": {"code": int(code), "failOn": level, "meaning": _MEANINGS[code]},
        "counts": _counts(result),
        "findings": [_finding(each) for each in in_order(result.findings)],
        "waived": [
            {"finding": _finding(finding), "waiver": _waiver(waiver)}
            for finding, waiver in sorted(result.waived, key=lambda pair: pair[0].order)
        ],
        "mended": [_waiver(each) for each in result.mended],
        "rules": _rules(result),
        "unreached": list(result.unreached),
        "notes": list(result.notes),
    }
    return escaped(json.dumps(report, indent=2, ensure_ascii=False)) + "\n"


def _counts(result: CheckResult) -> Json:
    return {
        "findings": {severity: result.count(severity) for severity in Severity},
        "waived": len(result.waived),
        "mended": len(result.mended),
        "shapes": result.shapes,
        "unreached": len(result.unreached),
        "things": result.things,
    }


def _finding(finding: Finding) -> Json:
    texts = {
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message,
        "focus": finding.focus,
        "label": finding.label,
        "path": finding.path,
        "value": finding.value,
        "found": finding.found,
        "expected": finding.expected,
        "remedy": finding.remedy,
        "fingerprint": finding.fingerprint,
    }
    report = {
        "shape": iri(finding.shape),
        "constraint": iri(finding.constraint),
        "component": finding.component,
        "path": finding.path_text,
        "value": finding.value_text,
    }
    return {
        **_given(texts),
        "place": _place(finding.place),
        "subject": _place(finding.subject),
        "shacl": _given(report) if finding.component else None,
    }


def _waiver(waiver: Waiver) -> Json:
    return {
        "fingerprint": waiver.fingerprint,
        "rule": waiver.rule,
        "thing": waiver.thing,
        "reason": waiver.reason,
        "until": waiver.until.isoformat(),
        "place": _place(waiver.place),
    }


def _rules(result: CheckResult) -> list[Json]:
    """All rules of the shapes, and those of sources that findings name, in the order of names."""
    rules = rulebook(result) | {rule.name: rule for rule in result.rules}
    found = Counter(each.rule for each in result.findings)
    waived = Counter(each.rule for each, _ in result.waived)
    return [_rule(rule, found[name], waived[name]) for name, rule in sorted(rules.items())]


def _rule(rule: Rule, found: int, waived: int) -> Json:
    texts = {
        "name": rule.name,
        "iri": rule.iri,
        "severity": rule.severity,
        "title": rule.title,
        "message": rule.message,
        "why": rule.why,
        "remedy": rule.remedy,
        "shape": rule.shape,
    }
    return {
        **_given(texts),
        "place": _place(rule.place),
        "lookedAt": rule.looked_at,
        "findings": found,
        "waived": waived,
    }


def _given(texts: dict[str, str]) -> Json:
    return {name: text or None for name, text in texts.items()}


def _place(place: Place) -> Json | None:
    if not place.file:
        return None
    return {"file": place.file, "line": place.line or None, "column": place.column or None}
