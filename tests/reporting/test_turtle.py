"""The validation report: triples by the specification, the same as pySHACL's, with places and remedies beside them."""

from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph as ox
import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic, to_canonical_graph
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from builder.building.graphs import from_rdflib
from builder.checking.findings import SEVERITIES, CheckResult, Finding, Rule, Severity
from builder.reporting.turtle import render
from builder.shacl.paths import path_text
from tests.reporting.sample import FINDINGS, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS, UNSEEN

REPORT = URIRef("https://w3id.org/peelgraph/id/check/report")
COMPONENT = str(SH.MinCountConstraintComponent)


def read(result: CheckResult) -> Graph:
    text = render(result)
    ours = Graph().parse(data=text, format="turtle")
    assert len(list(ox.parse(text, ox.RdfFormat.TURTLE))) == len(ours)
    return ours


def node(number: int) -> URIRef:
    return URIRef(f"https://w3id.org/peelgraph/id/check/result/{number:032x}")


def only(finding: Finding) -> tuple[Graph, Node]:
    """The graph of one finding, and the node of its result."""
    graph = read(CheckResult((finding,)))
    (result,) = graph.objects(REPORT, SH.result)
    return graph, result


def test_a_result_has_what_the_specification_names() -> None:
    assert (
        render(CheckResult((FINDINGS[1],)))
        == """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

<https://w3id.org/peelgraph/id/check/report>
	a sh:ValidationReport ;
	sh:conforms false ;
	sh:result <https://w3id.org/peelgraph/id/check/result/00000000000000000000000000000001> ;
	.

<https://w3id.org/peelgraph/id/check/result/00000000000000000000000000000001>
	a sh:ValidationResult ;
	rdfs:comment "seeds/documents/peel-2017-efficiency-leicestershire.yaml:63:71: Found: a link to Leicestershire \
Police (force/leicestershire), which is of the class `peel:Force` (police force). Expected: a link to a thing of the \
class `peel:Grade` (grade). To mend: Link to a `peel:Grade`, or say that Leicestershire Police is one."@en ;
	sh:focusNode <https://w3id.org/peelgraph/id/judgment/peel-2017/leicestershire/efficiency> ;
	sh:resultMessage "A judgment has a grade of a scheme." ;
	sh:resultPath <https://w3id.org/peelgraph/def/grade> ;
	sh:resultSeverity sh:Violation ;
	sh:sourceConstraintComponent <http://www.w3.org/ns/shacl#ClassConstraintComponent> ;
	sh:sourceShape <https://w3id.org/peelgraph/def/shape/Judgment-grade> ;
	sh:value <https://w3id.org/peelgraph/id/force/leicestershire> ;
	.
"""
    )


def test_a_report_of_many_results() -> None:
    graph = read(sample())
    assert graph.value(REPORT, SH.conforms) == Literal(False)
    assert set(graph.objects(REPORT, SH.result)) == {node(number) for number in (*range(1, 10), *range(101, 113))}
    assert graph.value(node(4), SH.sourceConstraint) == URIRef("https://w3id.org/peelgraph/def/shape/JudgmentScheme")
    assert graph.value(node(4), SH.value) == Literal("2", datatype=XSD.decimal)
    assert isinstance(graph.value(node(5), SH.focusNode), BNode)
    assert graph.value(node(5), SH.resultPath) is None
    (path,) = graph.objects(node(7), SH.resultPath)
    assert path_text(graph, path) == "^<http://xmlns.com/foaf/0.1/maker>"
    assert {str(each) for each in graph.objects(None, SH.resultSeverity)} == set(SEVERITIES)


def test_findings_that_a_baseline_knows_are_results_too() -> None:
    finding, waiver = sample().waived[0]
    graph = read(CheckResult((), waived=((finding, waiver),)))
    assert graph.value(REPORT, SH.conforms) == Literal(False)
    assert list(graph.objects(REPORT, SH.result)) == [node(9)]


@pytest.mark.parametrize("severity", Severity)
def test_a_result_of_any_severity_says_that_the_graph_does_not_conform(severity: Severity) -> None:
    """SHACL, section 3.6.1.1: conforms is true if and only if there is no result."""
    graph, _ = only(replace(FINDINGS[0], severity=severity))
    assert graph.value(REPORT, SH.conforms) == Literal(False)


def test_a_graph_without_results_conforms() -> None:
    graph = read(clean())
    assert set(graph) == {(REPORT, RDF.type, SH.ValidationReport), (REPORT, SH.conforms, Literal(True))}


def test_nothing_is_reported_of_what_was_not_validated() -> None:
    graph = read(broken())
    assert (None, RDF.type, None) not in graph
    assert (None, SH.conforms, None) not in graph
    assert {str(each) for each in graph.objects(None, RDFS.comment)} == {
        "seeds/press.yaml: The file is empty.",
        "seeds/documents/peel-2017-efficiency-leicestershire.yaml:63:71: `grade` is `excelent`. "
        "Expected: outstanding, good, requires improvement, inadequate. To mend: did you mean `excellent`?",
        "data/people.ttl:14:9: The prefix `foaff:` is not declared. Expected: a declared prefix: foaf, peel, rdfs. "
        "To mend: write `foaf:`, or declare `@prefix foaff: <…> .` above.",
    }
    assert len(read(CheckResult((), broken=True))) == 1


@pytest.mark.parametrize(
    ("focus", "value", "expected"),
    [
        ("https://example.org/a", "", URIRef("https://example.org/a")),
        ("urn:a", "", URIRef("urn:a")),
        ("12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>', Literal(12)),
        ("a b", '"a b"@en', Literal("a b", "en")),
        ("a b", "", Literal("a b")),
        ("https://example.org/a", '"https://example.org/a"', Literal("https://example.org/a")),
    ],
)
def test_the_focus_is_the_node_that_was_looked_at(focus: str, value: str, expected: Node) -> None:
    graph, result = only(replace(FINDINGS[0], focus=focus, path_text="", value_text=value))
    assert graph.value(result, SH.focusNode) == expected


def test_a_blank_focus_is_the_blank_value() -> None:
    graph, result = only(replace(FINDINGS[0], focus="b0", path_text="", value_text="_:b0"))
    assert isinstance(graph.value(result, SH.focusNode), BNode)
    assert graph.value(result, SH.focusNode) == graph.value(result, SH.value)


def test_equal_fingerprints_are_told_apart() -> None:
    finding = FINDINGS[0]
    graph = read(CheckResult((finding, replace(finding, message="Other."))))
    assert {str(each).rpartition("/")[2] for each in graph.objects(REPORT, SH.result)} == {
        finding.fingerprint,
        f"{finding.fingerprint}-2",
    }


def test_the_rule_says_how_to_mend_where_the_finding_does_not() -> None:
    rule = replace(sample().rules[0], name=FINDINGS[0].rule, remedy="Do this")
    graph = read(CheckResult((replace(FINDINGS[0], remedy=""),), rules=(rule,)))
    assert str(graph.value(node(2), RDFS.comment)).endswith("To mend: Do this.")


def test_texts_stay_texts() -> None:
    message = 'a" ; sh:value <x:y> . # \\ \n\x00\x1b[31m\u202e\ud800'
    graph, result = only(replace(FINDINGS[0], message=message, value_text='"x" .\n<a:b> <a:b> "y"'))
    assert graph.value(result, SH.resultMessage) == Literal(message.replace("\ud800", "\ufffd"))
    assert graph.value(result, SH.value) is None
    assert set(graph.subjects()) == {REPORT, result}


# --- against the reference implementation ------------------------------------------------------------------------

DATA = """\
@prefix ex: <https://example.org/> .
ex:a a ex:Thing ; ex:name "A"@en, "B"@en ; ex:size "large", 3.0, 007 ; ex:part ex:b .
ex:b a ex:Thing ; ex:size 12 ; ex:part [ a ex:Thing ; ex:name "nobody" ] .
"""
SHAPES = """\
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:ThingShape a sh:NodeShape ; sh:targetClass ex:Thing ; sh:nodeKind sh:IRI ; sh:severity sh:Warning ;
    sh:property ex:NameShape , ex:SizeShape , ex:PartShape , ex:FarShape ; sh:sparql ex:Lonely .
ex:NameShape a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:uniqueLang true .
ex:SizeShape a sh:PropertyShape ; sh:path ex:size ; sh:datatype xsd:integer ; sh:maxInclusive 10 ; sh:severity sh:Info .
ex:PartShape a sh:PropertyShape ; sh:path [ sh:inversePath ex:part ] ; sh:minCount 1 .
ex:FarShape a sh:PropertyShape ; sh:path ( [ sh:zeroOrMorePath [ sh:alternativePath ( ex:part ex:near ) ] ] ex:name ) ;
    sh:languageIn ( "cy" ) .
ex:Lonely a sh:SPARQLConstraint ; sh:message "Not alone." ;
    sh:select "SELECT $this ?value WHERE { $this <https://example.org/part> ?value }" .
"""


def term(value: Node | None) -> str:
    if value is None:
        return ""
    (triple,) = from_rdflib([(URIRef("x:s"), URIRef("x:p"), value)]) if not isinstance(value, BNode) else (None,)
    return f"_:{value}" if triple is None else str(triple.object)


def finding(graph: Graph, result: Node, number: int) -> Finding:
    """The finding that a result of a reference report comes to."""
    focus, path = graph.value(result, SH.focusNode), graph.value(result, SH.resultPath)
    return Finding(
        rule="Any",
        severity=SEVERITIES[str(graph.value(result, SH.resultSeverity))],
        message=str(graph.value(result, SH.resultMessage)),
        focus=str(focus),
        fingerprint=f"{number:032x}",
        component=str(graph.value(result, SH.sourceConstraintComponent)),
        shape=term(graph.value(result, SH.sourceShape)),
        constraint=term(graph.value(result, SH.sourceConstraint)),
        path_text="" if path is None else path_text(graph, path),
        value_text=term(graph.value(result, SH.value)),
    )


def comparable(graph: Graph) -> Graph:
    """The report and its results: both as blank nodes, paths as text, messages without language, and no comments.

    pySHACL gives the results of a shape one path node together, and repeats what the data say of blank nodes.
    """
    names: dict[Node, Node] = {}
    for kind in (SH.ValidationReport, SH.ValidationResult):
        names.update({each: BNode() for each in graph.subjects(RDF.type, kind)})
    result = Graph()
    for subject, predicate, value in graph:
        if predicate == SH.resultPath:
            value = Literal(path_text(graph, value))  # noqa: PLW2901
        elif predicate == SH.resultMessage:
            value = Literal(str(value))  # noqa: PLW2901
        if subject in names and predicate != RDFS.comment:
            result.add((names[subject], predicate, names.get(value, value)))
    return result


def test_the_report_is_that_of_the_reference_implementation() -> None:
    data = Graph().parse(data=DATA, format="turtle")
    shapes = Graph().parse(data=SHAPES, format="turtle")
    conforms, reference, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False)
    assert conforms is False
    assert isinstance(reference, Graph)
    results = list(reference.subjects(RDF.type, SH.ValidationResult))
    assert len(set(reference.objects(None, SH.sourceConstraintComponent))) >= 7
    ours = read(CheckResult(tuple(finding(reference, each, number) for number, each in enumerate(results))))
    assert len(results) == len(set(ours.objects(REPORT, SH.result)))
    expected, found = comparable(reference), comparable(ours)
    assert isomorphic(expected, found), "\n".join(
        to_canonical_graph(each).serialize(format="nt") for each in (expected, found)
    )


# --- properties --------------------------------------------------------------------------------------------------

ONE = (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent)
AT_MOST_ONE = (*ONE, SH.resultPath, SH.value, SH.sourceShape, SH.sourceConstraint, SH.resultMessage)
"""How often a result has a property (SHACL, section 3.6.2)."""


@given(CHECKS)
def test_every_report_is_well_formed(result: CheckResult) -> None:
    text = render(result)
    graph = read(result)
    expected = sum(bool(each.component) for each in (*result.findings, *(each for each, _ in result.waived)))
    results = set(graph.objects(REPORT, SH.result))
    assert len(results) == expected == len(set(graph.subjects(RDF.type, SH.ValidationResult)))
    assert graph.value(REPORT, SH.conforms) == Literal(expected == 0)
    for each in results:
        assert isinstance(each, URIRef)
        assert all(len(list(graph.objects(each, predicate))) == 1 for predicate in ONE)
        assert all(len(list(graph.objects(each, predicate))) <= 1 for predicate in AT_MOST_ONE)
    assert not any(character in text for character in set(UNSEEN) - {"\t"})


@given(BROKEN)
def test_every_problem_is_told(result: CheckResult) -> None:
    graph = read(result)
    assert len(set(graph.subjects())) == max(1, len(result.findings))
    assert not re.search("ValidationReport|conforms", render(result))


@settings(max_examples=10)
@given(st.permutations(sample().findings), st.permutations(sample().rules))
def test_the_same_in_any_order(findings: list[Finding], rules: list[Rule]) -> None:
    assert render(replace(sample(), findings=tuple(findings), rules=tuple(rules))) == render(sample())
