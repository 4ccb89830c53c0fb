"""What a check came to as JUnit XML: a test case for each rule, so that build services show what passed too.

JUnit has no standard of its own. The elements, their order and their attributes are those that both the old and the new
schema of Jenkins take; every other reader takes them as well. Times are 0, since a report has no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.checking.findings import CheckResult, Finding, Rule, Severity, Waiver, in_order
from builder.reporting.rulebook import rulebook
from builder.reporting.sentences import details, headline, sentence
from builder.terminal import harmless

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for (production 2)."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What one rule came to: findings that fail it, those that do not, and those that a baseline knows."""

    rule: Rule
    failing: list[Finding]
    others: list[Finding]
    known: list[tuple[Finding, Waiver]]

    @property
    def is_error(self) -> bool:
        """Whether a source could not be taken as it is."""
        return any(not finding.component for finding in self.failing)

    @property
    def is_skipped(self) -> bool:
        """Whether there was nothing to look at."""
        return not (self.rule.looked_at or self.failing or self.others or self.known)


def render(result: CheckResult, fail_on: Severity = Severity.VIOLATION) -> str:
    """A suite of the rules of the shapes and, where there is something wrong with them, one of those of the sources.

    A rule fails by findings of ``fail_on`` or graver; others are told in what its test case puts out. Each test case
    has one failure at most, which lists all.
    """
    cases = _cases(result, fail_on)
    root = Element("testsuites", name="peelgraph", time="0")
    for name, are_sources in (("shapes", False), ("sources", True)):
        members = [case for case in cases if case.is_error == are_sources]
        if members:
            _suite(root, name, members)
    _told(root[0] if len(root) else _suite(root, "shapes", []), "system-out", _about(result))
    for counted in ("tests", "failures", "errors"):
        root.set(counted, str(sum(int(suite.get(counted, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _cases(result: CheckResult, fail_on: Severity) -> list[_Case]:
    cases = {rule.name: _Case(rule, [], [], []) for rule in rulebook(result).values()}
    for finding in in_order(result.findings):
        case = cases[finding.rule]
        (case.failing if finding.severity.depth <= fail_on.depth else case.others).append(finding)
    for finding, waiver in sorted(result.waived, key=lambda pair: pair[0].order):
        cases[finding.rule].known.append((finding, waiver))
    return list(cases.values())


def _suite(root: Element, name: str, cases: Sequence[_Case]) -> Element:
    suite = SubElement(
        root,
        "testsuite",
        name=name,
        tests=str(len(cases)),
        failures=str(sum(bool(case.failing) and not case.is_error for case in cases)),
        errors=str(sum(case.is_error for case in cases)),
        skipped=str(sum(case.is_skipped for case in cases)),
        time="0",
    )
    for case in cases:
        _add(suite, name, case)
    return suite


def _add(suite: Element, name: str, case: _Case) -> None:
    title = f"{case.rule.name}: {case.rule.title}" if case.rule.title else case.rule.name
    element = SubElement(suite, "testcase", classname=_safe(case.rule.shape or name), name=_safe(title), time="0")
    if case.is_skipped:
        SubElement(element, "skipped").text = "There is nothing of the kind that the rule looks at."
    if case.failing:
        outcome = SubElement(element, "error" if case.is_error else "failure")
        outcome.set("message", _safe(_summary(case.failing)))
        outcome.set("type", case.failing[0].severity)
        outcome.text = _lines(line for each in case.failing for line in _finding(each, case.rule))
    _told(element, "system-out", _aside(case))


def _summary(findings: Sequence[Finding]) -> str:
    """How many there are, and the first of them."""
    first = headline(findings[0])
    return first if len(findings) == 1 else f"{len(findings)} findings, the first: {first}"


def _aside(case: _Case) -> Iterator[str]:
    """What does not fail a rule but is to be known."""
    for finding in case.others:
        yield from _finding(finding, case.rule)
    for finding, waiver in case.known:
        yield f"known until {waiver.until.isoformat()}: {waiver.reason}"
        yield from _finding(finding, case.rule)


def _finding(finding: Finding, rule: Rule) -> Iterator[str]:
    place = f"{finding.place}: " if finding.place.file else ""
    yield f"{place}{finding.severity}: {headline(finding)}"
    if finding.focus:
        yield f"    thing: {finding.focus}"
    if finding.path:
        yield f"    property: {finding.path}"
    for name, words in details(finding, rule.remedy):
        yield f"    {name.lower()}: {words}"


def _about(result: CheckResult) -> Iterator[str]:
    """What is to be said of the check itself."""
    if result.broken:
        yield "The sources could not be taken as they are, so the shapes were not evaluated."
    else:
        yield f"shapes: {result.shapes}, things looked at: {result.things}"
    yield from result.notes
    for name in result.unreached:
        yield f"The shape {name} found nothing to look at."
    for waiver in result.mended:
        place = f"{waiver.place}: " if waiver.place.file else ""
        reason = sentence(waiver.reason)
        yield f"{place}Nothing answers the waiver of {waiver.rule} for {waiver.thing} any more: take it out. ({reason})"


def _told(parent: Element, name: str, lines: Iterable[str]) -> None:
    if text := _lines(lines):
        SubElement(parent, name).text = text


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(_safe, lines))


def _safe(line: str) -> str:
    """One line that neither XML nor a terminal stumbles over."""
    return _FORBIDDEN.sub("\ufffd", harmless(line))
