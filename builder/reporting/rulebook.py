"""The rules that a report names, those of the shapes and those of sources, in words without gaps."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from builder.checking.findings import CheckResult, Finding, Rule, Severity
from builder.checking.problems import SOURCE_RULES
from builder.places import NOWHERE
from builder.terminal import harmless

_VARIABLE: Final = re.compile(r"\{[?$]\w+\}")
"""A place in a message that each result fills in (https://www.w3.org/TR/shacl/#sparql-constraints-variables)."""


def rulebook(result: CheckResult) -> dict[str, Rule]:
    """The rules of a result by name, in the order of names: all of the shapes, and those of sources that are broken.

    Their texts stay on one line, and where each result has words of its own they have ``…``.
    """
    rules = {rule.name: rule for rule in result.rules}
    for finding in (*result.findings, *(each for each, _ in result.waived)):
        if finding.rule not in rules:
            rules[finding.rule] = _unlisted(finding)
    return {name: _general(rules[name]) for name in sorted(rules)}


def _unlisted(finding: Finding) -> Rule:
    """The rule of a finding that no shape is at hand for."""
    known = SOURCE_RULES.get(finding.rule)
    title, meaning = (known.title, known.meaning) if known else (finding.rule, "")
    return Rule(
        name=finding.rule,
        iri="",
        severity=Severity.VIOLATION if known else finding.severity,
        title=title,
        message=meaning,
        why="",
        remedy="",
        shape="",
        place=NOWHERE,
        looked_at=0,
    )


def _general(rule: Rule) -> Rule:
    def text(words: str) -> str:
        return _VARIABLE.sub("…", harmless(words))

    return replace(
        rule, title=text(rule.title), message=text(rule.message), why=text(rule.why), remedy=text(rule.remedy)
    )
