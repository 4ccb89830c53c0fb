"""EARL: terms of the vocabulary only, assertions that are whole, and outcomes that say what was found and where."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD

from builder import __version__
from builder.checking.findings import CheckResult, Finding, Rule
from builder.namespaces import PEELSH
from builder.reporting.earl import render
from tests.reporting.sample import FINDINGS, RULES, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS, UNSEEN

EARL = Namespace("http://www.w3.org/ns/earl#")
PTR = Namespace("http://www.w3.org/2009/pointers#")
CHECK = "https://w3id.org/peelgraph/id/check/"

CLASSES = {EARL.Assertion, EARL.Software, EARL.TestSubject, EARL.TestCase, EARL.TestResult}
CLASSES |= {PTR.LineCharPointer, PTR.SinglePointer}
PROPERTIES = {EARL.assertedBy, EARL.subject, EARL.test, EARL.mode, EARL.result, EARL.outcome, EARL.pointer}
PROPERTIES |= {PTR.lineNumber, PTR.charNumber, PTR.reference, RDF.type}
PROPERTIES |= {DCTERMS.title, DCTERMS.description, DCTERMS.hasVersion, DCTERMS.isPartOf}
OUTCOMES = {EARL.passed, EARL.failed, EARL.cantTell, EARL.inapplicable, EARL.untested}
"""Terms of EARL 1.0 (sections 2.1 to 2.7), Pointer Methods in RDF 1.0 (section 2) and DCMI Terms."""


def read(result: CheckResult) -> Graph:
    text = render(result)
    graph = Graph().parse(data=text, format="turtle")
    assert len(list(ox.parse(text, ox.RdfFormat.TURTLE))) == len(graph)
    assert set(graph.objects(None, RDF.type)) <= CLASSES
    assert set(graph.predicates()) <= PROPERTIES
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)
    return graph


def outcome(graph: Graph, rule: str) -> tuple[URIRef, str]:
    """The outcome of a rule and its description."""
    node = URIRef(f"{CHECK}outcome/{rule}")
    value, words = graph.value(node, EARL.outcome), graph.value(node, DCTERMS.description)
    assert isinstance(value, URIRef)
    return value, str(words)


def test_the_tool_is_the_assertor() -> None:
    graph = read(clean())
    (tool,) = graph.subjects(RDF.type, EARL.Software)
    assert set(graph.objects(None, EARL.assertedBy)) == {tool}
    assert graph.value(tool, DCTERMS.title) == Literal("peelgraph", "en")
    assert graph.value(tool, DCTERMS.hasVersion) == Literal(__version__)


def test_each_rule_is_a_test_case_with_an_assertion() -> None:
    graph = read(sample())
    assert set(graph.objects(None, EARL.test)) == {URIRef(rule.iri) for rule in RULES}
    assert set(graph.subjects(RDF.type, EARL.TestCase)) == {URIRef(rule.iri) for rule in RULES}
    test = URIRef(PEELSH + "Force-label")
    assert graph.value(test, DCTERMS.title) == Literal("Force-label: name", "en")
    assert graph.value(test, DCTERMS.description) == Literal("A force has a name in English. Tables show names.", "en")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("Judgment", EARL.passed),
        ("Judgment-grade", EARL.failed),
        ("JudgmentScheme", EARL.failed),
        ("Person-note", EARL.failed),
        ("Force-label", EARL.failed),  # known, but not held
        ("Response-published", EARL.inapplicable),
        ("SurveyResult", EARL.inapplicable),
    ],
)
def test_outcomes(rule: str, expected: URIRef) -> None:
    assert outcome(read(sample()), rule)[0] == expected


def test_the_outcome_tells_every_finding() -> None:
    graph = read(sample())
    assert outcome(graph, "Judgment")[1] == "Things looked at: 128."
    assert outcome(graph, "Judgment-grade")[1].splitlines() == [
        "seeds/documents/peel-2017-efficiency-kent.yaml:12:3: violation: Kent Police, PEEL 2017, efficiency: "
        "A judgment has a grade of a scheme. Found: nothing. Expected: at least one link to a thing of the class "
        "`peel:Grade` (grade). To mend: Add a `peel:grade`.",
        "seeds/documents/peel-2017-efficiency-leicestershire.yaml:63:71: violation: "
        "Leicestershire Police, PEEL 2017, efficiency: A judgment has a grade of a scheme. Found: a link to "
        "Leicestershire Police (force/leicestershire), which is of the class `peel:Force` (police force). "
        "Expected: a link to a thing of the class `peel:Grade` (grade). To mend: Link to a `peel:Grade`, or say that "
        "Leicestershire Police is one.",
    ]
    assert len(outcome(graph, "Observation-value")[1].splitlines()) == 13
    assert outcome(graph, "Force-label")[1].endswith(" Known until 2027-06-30: The force asks for its Welsh name.")


def test_places_are_pointers() -> None:
    graph = read(sample())
    pointer = URIRef(f"{CHECK}pointer/{1:032x}")
    assert (URIRef(CHECK + "outcome/Judgment-grade"), EARL.pointer, pointer) in graph
    assert graph.value(pointer, RDF.type) == PTR.LineCharPointer
    assert graph.value(pointer, PTR.lineNumber) == Literal("63", datatype=XSD.positiveInteger)
    assert graph.value(pointer, PTR.charNumber) == Literal("71", datatype=XSD.positiveInteger)
    file = graph.value(pointer, PTR.reference)
    assert graph.value(file, DCTERMS.title) == Literal(FINDINGS[1].place.file)
    whole = URIRef(f"{CHECK}pointer/{8:032x}")
    assert graph.value(whole, RDF.type) == PTR.SinglePointer
    assert graph.value(whole, PTR.lineNumber) is None
    assert len(list(graph.objects(URIRef(CHECK + "outcome/Person-note"), EARL.pointer))) == 2  # one has no place


def test_broken_sources_have_failed() -> None:
    graph = read(broken())
    tests = {URIRef(f"{CHECK}test/{rule}") for rule in ("seeds", "syntax")}
    assert set(graph.objects(None, EARL.test)) == tests
    value, words = outcome(graph, "syntax")
    assert value == EARL.failed
    assert words == (
        "data/people.ttl:14:9: violation: The prefix `foaff:` is not declared. Expected: a declared prefix: "
        "foaf, peel, rdfs. To mend: write `foaf:`, or declare `@prefix foaff: <…> .` above."
    )


@given(CHECKS | BROKEN)
def test_every_assertion_is_whole(result: CheckResult) -> None:
    graph = read(result)
    findings = [*result.findings, *(each for each, _ in result.waived)]
    rules = {rule.name for rule in result.rules} | {each.rule for each in findings}
    assertions = set(graph.subjects(RDF.type, EARL.Assertion))
    assert len(assertions) == len(rules)
    for each in assertions:
        for predicate in (EARL.assertedBy, EARL.subject, EARL.test, EARL.mode, EARL.result):
            assert len(list(graph.objects(each, predicate))) == 1
    outcomes = [graph.value(each, EARL.outcome) for each in graph.subjects(RDF.type, EARL.TestResult)]
    assert set(outcomes) <= OUTCOMES
    assert outcomes.count(EARL.failed) == len({each.rule for each in findings})
    pointers = set(graph.objects(None, EARL.pointer))
    assert len(pointers) == sum(bool(each.place.file) for each in findings)
    assert all(len(list(graph.objects(each, PTR.reference))) == 1 for each in pointers)
    assert not any(character in render(result) for character in set(UNSEEN) - {"\t"})


@settings(max_examples=10)
@given(st.permutations(sample().findings), st.permutations(sample().rules))
def test_the_same_in_any_order(findings: list[Finding], rules: list[Rule]) -> None:
    result = replace(sample(), findings=tuple(findings), rules=tuple(rules))
    assert render(result) == render(sample())
