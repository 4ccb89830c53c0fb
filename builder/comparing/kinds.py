"""The kinds of things, and how a report calls them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from builder.comparing.changes import Kind, Section
from builder.mapping.reference import SCHEMES
from builder.mapping.terms import term
from builder.namespaces import PEEL

GRADE: Final = Kind("grade", "grade", "grades", Section.GRADES)
SUPPORT: Final = Kind("support", "ground of a judgment", "grounds of judgments", Section.GRADES)
EVIDENCE: Final = Kind("evidence", "piece of evidence", "pieces of evidence", Section.EVIDENCE)
LABEL: Final = Kind("label", "name that repeats another", "names that repeat others", Section.FOLLOWS)
THING: Final = Kind("thing", "thing", "things", Section.OTHER)
TERM: Final = Kind("term", "term of the ontology", "terms of the ontology", Section.ONTOLOGY)
CODE: Final = Kind("code", "member of a code list", "members of code lists", Section.REFERENCE)

JUDGMENT: Final = Kind("judgment", "judgment", "judgments", Section.GRADES)
FIGURE: Final = Kind("figure", "figure", "figures", Section.FIGURES)
FINDING: Final = Kind("finding", "finding", "findings", Section.FINDINGS)
DOUBT: Final = Kind("doubt", "doubt", "doubts", Section.DOUBTS)
QUESTION: Final = Kind("question", "question", "questions", Section.QUESTIONS)
COLLABORATION: Final = Kind("collaboration", "collaboration", "collaborations", Section.COLLABORATIONS)
SUBJECT: Final = Kind("subject", "subject", "subjects", Section.QUESTIONS)
PROPERTY: Final = Kind("property", "property", "properties", Section.ONTOLOGY)
PLACE: Final = Kind("place", "place", "places", Section.BODIES)
PERSON: Final = Kind("person", "person", "people", Section.BODIES)

KINDS: Final[dict[str, Kind]] = {
    "peel:Judgment": JUDGMENT,
    "peel:Ungraded": Kind("ungraded", "body without a grade", "bodies without a grade", Section.GRADES),
    "peel:GradeCount": Kind("grade-count", "count of grades", "counts of grades", Section.GRADES),
    "peel:Population": Kind("population", "count of all bodies graded", "counts of all bodies graded", Section.GRADES),
    "peel:Attestation": SUPPORT,
    "peel:Observation": FIGURE,
    "peel:Finding": FINDING,
    "peel:Doubt": DOUBT,
    "peel:Collaboration": COLLABORATION,
    "peel:ChangeProgramme": Kind(
        "change-programme", "programme of change", "programmes of change", Section.COLLABORATIONS
    ),
    "peel:Event": Kind("event", "event", "events", Section.COLLABORATIONS),
    "peel:Question": QUESTION,
    "peel:HeadlineQuestion": QUESTION,
    "peel:Pillar": SUBJECT,
    "peel:PolicingArea": SUBJECT,
    "peel:ProgrammeSubject": SUBJECT,
    "peel:Cycle": Kind("cycle", "cycle", "cycles", Section.QUESTIONS),
    "peel:Programme": Kind("programme", "programme", "programmes", Section.QUESTIONS),
    "peel:Document": Kind("document", "document", "documents", Section.DOCUMENTS),
    "peel:Response": Kind("document", "document", "documents", Section.DOCUMENTS),
    "peel:Inspection": Kind("inspection", "inspection", "inspections", Section.DOCUMENTS),
    "peel:Evidence": EVIDENCE,
    "oa:FragmentSelector": EVIDENCE,
    "oa:TextQuoteSelector": EVIDENCE,
    "peel:Force": Kind("force", "force", "forces", Section.BODIES),
    "peel:PoliceAuthority": Kind("authority", "police authority", "police authorities", Section.BODIES),
    "peel:Commissioner": Kind("commissioner", "commissioner's office", "commissioners' offices", Section.BODIES),
    "peel:Inspectorate": Kind("inspectorate", "inspectorate", "inspectorates", Section.BODIES),
    "org:Organization": Kind("organisation", "organisation", "organisations", Section.BODIES),
    "org:Post": Kind("post", "post", "posts", Section.BODIES),
    "org:Membership": Kind("membership", "membership", "memberships", Section.BODIES),
    "org:Role": Kind("role", "role", "roles", Section.BODIES),
    "foaf:Person": PERSON,
    "peel:Inspector": PERSON,
    "peel:Place": PLACE,
    "peel:Region": PLACE,
    "peel:StatedRelation": Kind("relation", "stated relation", "stated relations", Section.BODIES),
    "peel:Metric": Kind("metric", "metric", "metrics", Section.REFERENCE),
    "peel:Unit": Kind("unit", "unit", "units", Section.REFERENCE),
    "peel:Grade": Kind("grade-of-scheme", "grade of a scale", "grades of scales", Section.REFERENCE),
    "peel:GradeScheme": Kind("scheme", "scale of grades", "scales of grades", Section.REFERENCE),
    "peel:Function": Kind("function", "function", "functions", Section.REFERENCE),
    **dict.fromkeys(SCHEMES.values(), CODE),
    "owl:Class": Kind("class", "class", "classes", Section.ONTOLOGY),
    "rdfs:Class": Kind("class", "class", "classes", Section.ONTOLOGY),
    "owl:ObjectProperty": PROPERTY,
    "owl:DatatypeProperty": PROPERTY,
    "owl:AnnotationProperty": PROPERTY,
    "rdf:Property": PROPERTY,
    "owl:Ontology": Kind("ontology", "ontology", "ontologies", Section.ONTOLOGY),
}
"""Kinds by class. Of the classes of a thing, the one that stands first here decides."""


def kind_of(node: NamedNode | BlankNode, classes: Iterable[object]) -> Kind:
    """The kind of a thing that has these classes."""
    have = set(classes)
    for name, kind in KINDS.items():
        if term(name) in have:
            return kind
    return TERM if isinstance(node, NamedNode) and node.value.startswith(PEEL) else THING
