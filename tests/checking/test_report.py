"""The outcome as text."""

from __future__ import annotations

from builder.checking.findings import Finding, Severity
from builder.checking.report import render
from builder.checking.service import CheckResult


def finding(number: int, rule: str = "has-dogs", severity: Severity = Severity.VIOLATION) -> Finding:
    return Finding(rule, severity, f"https://example.org/{number}", f"Force {number}", "ex:dogs", "0", "No dogs here.")


def test_whole_report() -> None:
    findings = [finding(n) for n in (1, 2, 3)] + [finding(4, "has-cats", Severity.INFO)]
    text = render(CheckResult(tuple(findings), 12, 2345, ("A", "B", "C")), shown=2)
    assert text.splitlines() == [
        "violation has-dogs (3)",
        "  <https://example.org/1> ex:dogs = 0",
        "    Force 1: No dogs here.",
        "  <https://example.org/2> ex:dogs = 0",
        "    Force 2: No dogs here.",
        "  and 1 more",
        "",
        "info has-cats (1)",
        "  <https://example.org/4> ex:dogs = 0",
        "    Force 4: No dogs here.",
        "",
        "3 shapes found nothing to look at: A, B and 1 more",
        "3 violations, 0 warnings, 1 piece of information",
        "checked 12 shapes over 2,345 things",
    ]


def test_report_without_findings() -> None:
    assert render(CheckResult((), 1, 1, ())).splitlines() == [
        "0 violations, 0 warnings, 0 pieces of information",
        "checked 1 shape over 1 thing",
    ]


def test_label_is_not_repeated_and_long_values_are_cut() -> None:
    said = Finding("r", Severity.WARNING, "https://example.org/1", "Force 1", "", "x" * 200, "Force 1 is wrong.")
    lines = render(CheckResult((said,), 1, 1, ())).splitlines()
    assert lines[1] == f"  <https://example.org/1> = {'x' * 79}…"
    assert lines[2] == "    Force 1 is wrong."


def test_levels() -> None:
    result = CheckResult((finding(1, "r", Severity.WARNING),), 1, 1, ())
    assert [result.reaches(level) for level in Severity] == [False, True, True]
    assert [result.count(level) for level in Severity] == [0, 1, 0]
    assert not any(CheckResult((), 1, 1, ()).reaches(level) for level in Severity)


def test_nothing_that_is_checked_steers_the_terminal() -> None:
    said = Finding("r", Severity.INFO, "https://example.org/1", "a\x1b[31m\u202eb", "", "c\nd\x07", "e\x9b2J")
    lines = render(CheckResult((said,), 1, 1, ())).splitlines()
    assert lines[1:3] == ["  <https://example.org/1> = c d\ufffd", "    a\ufffd[31m\ufffdb: e\ufffd2J"]
