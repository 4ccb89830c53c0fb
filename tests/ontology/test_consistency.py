"""The ontology holds together, by itself, with data, and with the vocabularies that it builds on."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, RDF, RDFS, XSD, Namespace

from builder.namespaces import PEEL, PEELID

from .sources import read
from .test_profile import PREFIX_LINES

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
TERM = Namespace(PEEL)
THING = Namespace(PEELID)
STANDARDS = Path(__file__).with_name("standards.ttl")


def entailed(*graphs: Graph) -> Graph:
    """These graphs in one, with all that OWL 2 RL adds."""
    result = Graph()
    for graph in graphs:
        result += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(result)
    return result


def contradictions(graph: Graph) -> list[str]:
    """Errors that the closure met, and members of the empty class."""
    errors = [str(message) for message in graph.objects(None, ERROR)]
    return errors + [f"{node} is a member of owl:Nothing" for node in graph.subjects(RDF.type, OWL.Nothing)]


@pytest.fixture(scope="module")
def closure(ontology: Graph, example: Graph) -> Graph:
    """The ontology with the example and what the other vocabularies say about their own terms."""
    return entailed(ontology, example, read([STANDARDS]))


def test_ontology_alone_is_consistent(ontology: Graph) -> None:
    assert contradictions(entailed(ontology)) == []


def test_ontology_is_consistent_with_data_and_standards(closure: Graph) -> None:
    """The example has a member of every class, so no class is empty by necessity either."""
    assert contradictions(closure) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<x> a peel:Force, peel:Metric .",
        "<x> a peel:Force, peel:PoliceAuthority .",
        "<x> a peel:Judgment, peel:Ungraded .",
        "<x> a peel:Cycle, peel:Inspection .",  # a plan is an entity, and PROV-O keeps entities and activities apart
        "<x> a peel:GradeScheme, peel:Grade .",
        "<x> a peel:Force ; peel:placeKind <y> .",
        "<x> peel:judges <y> ; peel:inspects <y> .",
        "<x> peel:borders <x> .",
        "<x> peel:previousJudgment <x> .",
        "<x> a peel:Document ; org:member <y> . <x> org:postIn <z> . <x> a org:Organization .",
    ],
)
def test_contradiction_is_found(ontology: Graph, planted: str) -> None:
    data = Graph().parse(data=f"@base <{PEELID}> .\n{PREFIX_LINES}{planted}", format="turtle")
    assert contradictions(entailed(ontology, data, read([STANDARDS])))


def test_what_follows(closure: Graph) -> None:
    """Taken from the axioms: subclasses, inverse, symmetric, transitive and sub-properties."""
    north, south = THING["force/northshire"], THING["force/southshire"]
    judgment = THING["judgment/watch-2016/northshire/efficiency"]
    for triple in (
        (north, RDF.type, TERM.InspectedBody),
        (north, RDF.type, ORG.Organization),
        (north, RDF.type, FOAF.Agent),
        (south, TERM.borders, north),
        (north, TERM.overseenBy, THING["authority/northshire"]),
        (THING["commissioner/southshire"], TERM.oversees, south),
        (THING["place/northton"], TERM.withinPlace, THING["place/england"]),
        (THING["finding/report/costs"], TERM.recurrenceOf, THING["finding/report/plans"]),
        (THING["collaboration/joint-roads"], ORG.hasMember, south),
        (judgment, TERM.about, north),
        (judgment, DCTERMS.subject, THING["subject/efficiency"]),
        (judgment, DCTERMS.source, THING["evidence/report/L3"]),
        (THING["document/report"], DCTERMS.issued, Literal("2016-11-01", datatype=XSD.date)),
    ):
        assert triple in closure, triple


def test_what_does_not_follow(closure: Graph) -> None:
    """Domains and ranges give nothing a class of ours that it was not said to have, and no two things become one."""
    assert [pair for pair in closure.subject_objects(OWL.sameAs) if pair[0] != pair[1]] == []
    assert (THING["organisation/council"], RDF.type, TERM.InspectedBody) not in closure
    assert (THING["place/england"], RDF.type, TERM.Region) not in closure
    assert (THING["basis/stated"], RDF.type, TERM.Grade) not in closure


def test_types_of_the_example_follow_from_its_own_types(ontology: Graph, example: Graph, closure: Graph) -> None:
    for node in set(example.subjects()):
        allowed = {
            above
            for kind in example.objects(node, RDF.type)
            for above in ontology.transitive_objects(kind, RDFS.subClassOf)
        }
        found = {kind for kind in closure.objects(node, RDF.type) if str(kind).startswith(PEEL)}
        assert found <= allowed, node
