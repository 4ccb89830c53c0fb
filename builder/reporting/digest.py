"""Findings by rule, as many as a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from builder.checking.findings import CheckResult, Finding, Rule, Severity, in_order
from builder.reporting.rulebook import rulebook
from builder.reporting.summary import SHOWN

TOTAL: Final = 100
"""How many findings a report for people shows of all rules together."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule: those that are shown, and how many there are."""

    rule: Rule
    severity: Severity
    findings: tuple[Finding, ...]
    count: int

    @property
    def more(self) -> int:
        """How many findings are not shown."""
        return self.count - len(self.findings)


def grouped(result: CheckResult, shown: int = SHOWN, total: int = TOTAL) -> tuple[Group, ...]:
    """The findings that count, gravest rules first; at most ``shown`` of each rule and ``total`` of all.

    Where ``total`` is too small for all, every rule gives its first finding before any gives its second.
    """
    rules = rulebook(result)
    groups = [
        (rule, severity, tuple(findings))
        for (severity, rule), findings in groupby(
            in_order(result.findings), key=lambda each: (each.severity, each.rule)
        )
    ]
    shares = _shares([min(len(findings), shown) for _, _, findings in groups], total)
    return tuple(
        Group(rules[rule], severity, findings[:share], len(findings))
        for (rule, severity, findings), share in zip(groups, shares, strict=True)
    )


def _shares(sizes: Sequence[int], total: int) -> list[int]:
    """How many each may show, dealt out in rounds."""
    shares = [0] * len(sizes)
    while total > 0 and (open_ones := [index for index, size in enumerate(sizes) if shares[index] < size]):
        for index in open_ones[:total]:
            shares[index] += 1
        total -= len(open_ones)
    return shares


def passed(result: CheckResult) -> tuple[Rule, ...]:
    """The rules that looked at something and found nothing wrong, by name."""
    found = {each.rule for each in result.findings} | {each.rule for each, _ in result.waived}
    return tuple(rule for name, rule in rulebook(result).items() if rule.looked_at and name not in found)
