"""Which findings people are shown, and the few words about a check."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.checking.findings import CheckResult, Finding, Severity
from builder.reporting.digest import grouped, passed
from builder.reporting.summary import Verdict, asides, counted, gist, shortened, thing, verdict
from tests.reporting.sample import FINDINGS, HOSTILE, RULES, broken, clean, sample


def many(rule: str, count: int, severity: Severity = Severity.VIOLATION) -> list[Finding]:
    return [Finding(rule, severity, "m", focus=f"https://example.org/{number:04}") for number in range(count)]


def test_groups_of_the_sample() -> None:
    groups = grouped(sample())
    assert [(group.rule.name, group.severity.value, group.count, group.more) for group in groups] == [
        ("Judgment-grade", "violation", 2, 0),
        ("Observation-value", "violation", 13, 3),
        ("JudgmentScheme", "warning", 2, 0),
        ("Person-note", "info", 3, 0),
    ]
    assert groups[0].rule == RULES[2]


def test_a_rule_without_a_shape_has_its_words() -> None:
    assert [(group.rule.name, group.rule.title) for group in grouped(broken())] == [
        ("seeds", "Form of the seeds"),
        ("syntax", "Syntax of RDF"),
    ]


@pytest.mark.parametrize(
    ("sizes", "total", "shown"),
    [
        ((3, 3), 100, [3, 3]),
        ((30, 3), 100, [10, 3]),
        ((30, 1, 30), 7, [3, 1, 3]),
        ((30, 30, 30), 2, [1, 1, 0]),
        ((5, 5), 0, [0, 0]),
    ],
)
def test_every_rule_shows_some_before_one_shows_many(sizes: tuple[int, ...], total: int, shown: list[int]) -> None:
    findings = [finding for rule, size in enumerate(sizes) for finding in many(f"r{rule}", size)]
    groups = grouped(CheckResult(tuple(findings)), 10, total)
    assert [len(group.findings) for group in groups] == shown
    assert [group.count for group in groups] == list(sizes)
    for group in groups:
        assert [finding.focus for finding in group.findings] == [
            f"https://example.org/{number:04}" for number in range(len(group.findings))
        ]


def test_order_of_the_findings_does_not_matter() -> None:
    assert grouped(replace(sample(), findings=FINDINGS[::-1])) == grouped(sample())


def test_what_passed() -> None:
    """Judgment looked at 128 things; Force-label has a known finding, and two rules looked at nothing."""
    assert [rule.name for rule in passed(sample())] == ["Judgment"]
    assert [rule.name for rule in passed(clean())] == ["Force-label", "Judgment", "Judgment-grade"]


@pytest.mark.parametrize(
    ("severity", "verdicts"),
    [
        (Severity.VIOLATION, ["failed", "failed", "failed"]),
        (Severity.WARNING, ["passed", "failed", "failed"]),
        (Severity.INFO, ["passed", "passed", "failed"]),
    ],
)
def test_verdicts(severity: Severity, verdicts: list[str]) -> None:
    result = CheckResult(tuple(many("r", 1, severity)))
    assert [verdict(result, level) for level in Severity] == verdicts
    assert {verdict(broken(), level) for level in Severity} == {Verdict.BROKEN}
    assert {verdict(clean(), level) for level in Severity} == {Verdict.PASSED}


def test_counts_in_words() -> None:
    assert counted(sample()) == "15 violations, 2 warnings, 3 pieces of information"
    one_each = [*many("r", 1), *many("s", 1, Severity.WARNING), *many("t", 1, Severity.INFO)]
    result = CheckResult(tuple(one_each), things=1, shapes=1)
    assert gist(result, Severity.VIOLATION) == (
        "1 violation, 1 warning, 1 piece of information; checked 1 shape over 1 thing."
    )
    assert gist(result, Severity.WARNING).endswith("over 1 thing. Findings from warning up fail the check.")


def test_numbers_have_their_thousands_apart() -> None:
    result = CheckResult(tuple(many("r", 1234)), things=1_000_000, shapes=95)
    assert gist(result, Severity.VIOLATION) == (
        "1,234 violations, 0 warnings, 0 pieces of information; checked 95 shapes over 1,000,000 things."
    )


def test_a_broken_check_says_so() -> None:
    assert gist(broken(), Severity.VIOLATION) == (
        "Sources could not be taken as they are, so nothing was held against the shapes. 3 problems to mend."
    )


def test_asides_are_cut_short() -> None:
    names = tuple(f"S{number}" for number in range(12))
    result = CheckResult((), unreached=names, notes=tuple(f"Note {number}." for number in range(12)))
    said = list(asides(result))
    assert said[0] == "12 shapes found nothing to look at: S0, S1, S2, S3, S4, S5, S6, S7, S8, S9 and 2 more."
    assert said[1:] == [*(f"Note {number}." for number in range(10)), "And 2 more notes."]
    assert list(asides(clean())) == []


def test_asides_count() -> None:
    result = replace(sample(), waived=sample().waived * 2, mended=sample().mended * 2, unreached=("S",), notes=())
    assert list(asides(result)) == [
        "2 known findings of the baseline are not counted.",
        "2 entries of the baseline answer to nothing any more: take them out.",
        "1 shape found nothing to look at: S.",
    ]


def test_names_of_things() -> None:
    finding = FINDINGS[0]
    assert thing(finding) == "Kent Police, PEEL 2017, efficiency"
    assert thing(replace(finding, label="")) == "judgment/peel-2017/kent/efficiency"
    assert thing(replace(finding, label="", focus="https://example.org/a b")) == "https://example.org/a b"
    assert thing(replace(finding, label="", focus="b12")) == "_:b12"
    assert thing(replace(finding, label="", focus="")) == ""


def test_foreign_text_is_shortened() -> None:
    assert shortened("a" * 401) == "a" * 399 + "…"
    assert shortened("a" * 400) == "a" * 400
    assert shortened("a\nb\x1b[2J\u202ec") == "a b\ufffd[2J\ufffdc"
    assert shortened(HOSTILE * 1000).endswith("…")
