"""JUnit: what junitparser reads, and the elements and attributes that Jenkins' schemas take, in their order."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from builder.checking.findings import CheckResult, Finding, Rule, Severity
from builder.reporting.junit import render
from tests.reporting.sample import FINDINGS, RULES, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS, SEVERITIES, UNSEEN

TAKEN: dict[str, tuple[set[str], list[str]]] = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, ["testsuite"]),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time"},
        ["testcase", "system-out"],
    ),
    "testcase": ({"name", "classname", "time"}, ["skipped", "error", "failure", "system-out"]),
    "failure": ({"type", "message"}, []),
    "error": ({"type", "message"}, []),
    "skipped": (set(), []),
    "system-out": (set(), []),
}
"""By element: the attributes and, in their order, the children that both schemas of Jenkins take, old and new."""


def tree(result: CheckResult, fail_on: Severity = Severity.VIOLATION) -> Element:
    return fromstring(render(result, fail_on))  # noqa: S314 - it is our own


def told(result: CheckResult) -> str:
    """What the first suite puts out."""
    return tree(result)[0].findtext("system-out", "")


def suites(result: CheckResult, fail_on: Severity = Severity.VIOLATION) -> dict[str, TestSuite]:
    check(tree(result, fail_on))
    read = JUnitXml.fromstring(render(result, fail_on).encode())
    assert isinstance(read, JUnitXml)
    return {str(suite.name): suite for suite in read}


def check(element: Element) -> None:
    attributes, order = TAKEN[element.tag]
    assert set(element.attrib) <= attributes
    places = [order.index(child.tag) for child in element]
    assert places == sorted(places)
    for child in element:
        check(child)
    if element.tag == "testcase":
        outcomes = [child.tag for child in element if child.tag != "system-out"]
        assert len(outcomes) <= 1


def cases(suite: TestSuite) -> dict[str, TestCase]:
    read = {str(case.name): case for case in suite}
    assert len(read) == suite.tests
    return read


def test_every_rule_has_a_case_so_that_passes_show() -> None:
    found = suites(clean())
    assert list(found) == ["shapes"]
    passed = cases(found["shapes"])
    assert {(case.classname, name, case.is_passed, case.time) for name, case in passed.items()} == {
        ("Force", "Force-label: name", True, 0),
        ("Judgment", "Judgment: Judgment", True, 0),
        ("Judgment", "Judgment-grade: grade", True, 0),
    }
    assert told(clean()) == "shapes: 2, things looked at: 173"


def test_one_failure_lists_all_findings_of_a_rule() -> None:
    case = cases(suites(sample())["shapes"])["Judgment-grade: grade"]
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert failure.type == "violation"
    assert failure.message == (
        "2 findings, the first: Kent Police, PEEL 2017, efficiency: A judgment has a grade of a scheme."
    )
    assert str(failure.text) == (
        "seeds/documents/peel-2017-efficiency-kent.yaml:12:3: violation: "
        "Kent Police, PEEL 2017, efficiency: A judgment has a grade of a scheme.\n"
        "    thing: https://w3id.org/peelgraph/id/judgment/peel-2017/kent/efficiency\n"
        "    property: peel:grade\n"
        "    found: nothing.\n"
        "    expected: at least one link to a thing of the class `peel:Grade` (grade).\n"
        "    to mend: Add a `peel:grade`.\n"
        "seeds/documents/peel-2017-efficiency-leicestershire.yaml:63:71: violation: "
        "Leicestershire Police, PEEL 2017, efficiency: A judgment has a grade of a scheme.\n"
        "    thing: https://w3id.org/peelgraph/id/judgment/peel-2017/leicestershire/efficiency\n"
        "    property: peel:grade\n"
        "    found: a link to Leicestershire Police (force/leicestershire), "
        "which is of the class `peel:Force` (police force).\n"
        "    expected: a link to a thing of the class `peel:Grade` (grade).\n"
        "    to mend: Link to a `peel:Grade`, or say that Leicestershire Police is one."
    )


def test_no_finding_is_left_out() -> None:
    case = cases(suites(sample())["shapes"])["Observation-value: value"]
    (failure,) = case.result
    assert [f"seeds/figures.yaml:{10 + number}:5: violation" in str(failure.text) for number in range(1, 13)] == [
        True
    ] * 12
    assert str(failure.message).startswith("13 findings, the first: Burglaries per 1,000 people, 2016")


@pytest.mark.parametrize(
    ("fail_on", "failed"),
    [
        (Severity.VIOLATION, {"Judgment-grade", "Observation-value"}),
        (Severity.WARNING, {"Judgment-grade", "Observation-value", "JudgmentScheme"}),
        (Severity.INFO, {"Judgment-grade", "Observation-value", "JudgmentScheme", "Person-note"}),
    ],
)
def test_the_chosen_level_fails_and_what_is_below_is_still_told(fail_on: Severity, failed: set[str]) -> None:
    suite = suites(sample(), fail_on)["shapes"]
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (8, len(failed), 0, 2)
    by_rule = {name.partition(":")[0]: case for name, case in cases(suite).items()}
    assert {name for name, case in by_rule.items() if case.is_failure} == failed
    for name, word in (("JudgmentScheme", "warning"), ("Person-note", "info")):
        lines = str(by_rule[name].result[0].text) if name in failed else str(by_rule[name].system_out)
        assert lines.count(f" {word}: ") + lines.startswith(f"{word}: ") == (2 if word == "warning" else 3)


def test_known_findings_pass_and_are_told() -> None:
    case = cases(suites(sample(), Severity.INFO)["shapes"])["Force-label: name"]
    assert case.is_passed
    assert str(case.system_out).startswith(
        "known until 2027-06-30: The force asks for its Welsh name.\nseeds/reference/forces.yaml:90:11: violation: "
    )


def test_rules_that_looked_at_nothing_are_skipped() -> None:
    suite = suites(sample())["shapes"]
    skipped = {name: case.result for name, case in cases(suite).items() if case.is_skipped}
    assert set(skipped) == {"Response-published: date of a response", "SurveyResult: Result of a survey"}
    (outcome,) = skipped["SurveyResult: Result of a survey"]
    assert isinstance(outcome, Skipped)
    assert outcome.text == "There is nothing of the kind that the rule looks at."


def test_what_is_said_of_the_check_itself() -> None:
    assert told(sample()).splitlines() == [
        "shapes: 5, things looked at: 1505",
        "Not checked: <https://example.org/vocabulary> is imported and not at hand.",
        "The shape Response found nothing to look at.",
        "The shape SurveyResult found nothing to look at.",
        "known.yaml:8:5: Nothing answers the waiver of Response-published for Response of the Home Office any more: "
        "take it out. (The date was asked for.)",
    ]


def test_broken_sources_are_errors() -> None:
    (suite,) = suites(broken()).values()
    assert (suite.name, suite.tests, suite.failures, suite.errors) == ("sources", 2, 0, 2)
    (error,) = cases(suite)["syntax: Syntax of RDF"].result
    assert isinstance(error, Error)
    assert error.message == "The prefix `foaff:` is not declared."
    assert str(error.text) == (
        "data/people.ttl:14:9: violation: The prefix `foaff:` is not declared.\n"
        "    expected: a declared prefix: foaf, peel, rdfs.\n"
        "    to mend: write `foaf:`, or declare `@prefix foaff: <…> .` above."
    )
    assert "the shapes were not evaluated" in told(broken())


def test_broken_sources_beside_shapes_have_a_suite_of_their_own() -> None:
    found = suites(replace(sample(), findings=(*FINDINGS, *broken().findings)))
    assert (found["shapes"].tests, found["sources"].tests, found["sources"].errors) == (8, 2, 2)


def test_texts_are_no_markup_and_steer_nothing() -> None:
    text = "<x a='b'>&amp;]]>\x00\x1b[31m\x85\u202e\ufffe\ud800\r\nb"
    result = CheckResult((replace(FINDINGS[0], label=text, message=text),), rules=(replace(RULES[2], title=text),))
    read = render(result)
    assert not any(character in read for character in UNSEEN)
    (case,) = suites(result)["shapes"]
    tame = "<x a='b'>&amp;]]>\ufffd\ufffd[31m \ufffd\ufffd\ufffd b"
    assert case.name == f"Judgment-grade: {tame}"
    assert str(case.result[0].message) == f"{tame}."


def test_a_check_without_rules_is_an_empty_suite() -> None:
    assert suites(CheckResult(()))["shapes"].tests == 0


@given(CHECKS | BROKEN, SEVERITIES)
def test_every_result_is_read_and_counted(result: CheckResult, fail_on: Severity) -> None:
    found = suites(result, fail_on)
    rules = {rule.name for rule in result.rules} | {each.rule for each in result.findings}
    rules |= {each.rule for each, _ in result.waived}
    assert sum(len(list(suite)) for suite in found.values()) == len(rules)
    root = tree(result, fail_on)
    for counted, kind in (("failures", "is_failure"), ("errors", "is_error"), ("tests", "name")):
        matching = sum(bool(getattr(case, kind)) for suite in found.values() for case in suite)
        assert root.get(counted) == str(matching)
    assert any(suite.failures or suite.errors for suite in found.values()) == result.reaches(fail_on)
    assert not any(character in render(result, fail_on) for character in set(UNSEEN) - {"\ufeff"})


@settings(max_examples=10)
@given(st.permutations(sample().findings), st.permutations(sample().rules))
def test_the_same_in_any_order(findings: list[Finding], rules: list[Rule]) -> None:
    assert render(replace(sample(), findings=tuple(findings), rules=tuple(rules))) == render(sample())
