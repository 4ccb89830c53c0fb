"""Constructs that no rule covers are errors for people, in the place where they stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.building.build import make_files
from builder.building.dataset import read_ontology
from builder.building.entailment import check_constructs
from builder.entailing.constructs import refused
from builder.errors import SourceError
from builder.project import Project

from .reference import turtle


def test_the_ontology_uses_what_the_rules_cover(project: Project) -> None:
    check_constructs(project, read_ontology(project))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (":C owl:unionOf :D .", "owl:unionOf, for which the entailment has no rule"),
        (":p owl:propertyChainAxiom :q .", "owl:propertyChainAxiom, for which"),
        (":C owl:hasKey :p .", "owl:hasKey, for which"),
        (":C owl:someValuesFrom :D .", "owl:someValuesFrom, for which"),
        (":C rdf:first :D .", "rdf:first, for which"),
        (":C a owl:Restriction .", "owl:Restriction as rdf:type, for which"),
        (":p a owl:ReflexiveProperty .", "owl:ReflexiveProperty as rdf:type"),
        ("id:x a xsd:integer .", "xsd:integer as rdf:type"),
        ("id:x a owl:Nothing .", "owl:Nothing as rdf:type"),
        (":C rdfs:subClassOf owl:Nothing .", "owl:Nothing as rdfs:subClassOf"),
        (":C owl:equivalentClass owl:Thing .", "owl:Thing as owl:equivalentClass"),
        (":p rdfs:subPropertyOf rdf:type .", "rdf:type as rdfs:subPropertyOf"),
        (":p rdfs:subPropertyOf owl:topObjectProperty .", "owl:topObjectProperty as rdfs:subPropertyOf"),
        (":p rdfs:range owl:TransitiveProperty .", "owl:TransitiveProperty as rdfs:range"),
        (":p owl:sameAs owl:sameAs .", "owl:sameAs as owl:sameAs"),
        ("owl:Thing rdfs:subClassOf :C .", "owl:Thing itself is said to have rdfs:subClassOf"),
        ("rdf:type a owl:TransitiveProperty .", "rdf:type itself is said to have rdf:type"),
        ("owl:sameAs rdfs:domain :C .", "owl:sameAs itself is said to have rdfs:domain"),
    ],
)
def test_construct_is_refused(given: str, said: str) -> None:
    ((_, found),) = refused(turtle(given))
    assert found.startswith(said)


@pytest.mark.parametrize(
    "given",
    [
        ":C a owl:Class ; rdfs:subClassOf owl:Thing ; owl:disjointWith :D ; rdfs:label 'C'@en .",
        ":p rdfs:range xsd:date, rdf:langString, rdfs:Literal ; rdfs:subPropertyOf rdfs:label .",
        "rdfs:label a owl:AnnotationProperty ; rdfs:comment 'declared'@en .",
        "id:x :relationPredicate rdf:type .",
    ],
)
def test_construct_is_taken(given: str) -> None:
    assert list(refused(turtle(given))) == []


def test_build_names_file_construct_and_what_to_do(project: Project, tmp_path: Path) -> None:
    for name in ("ontology", "seeds", "rules", "queries", "shapes"):
        shutil.copytree(getattr(project, name), tmp_path / name)
    with (tmp_path / "ontology" / "judgment.ttl").open("a", encoding="utf-8") as stream:
        stream.write("\npeel:Judgment owl:complementOf peel:Ungraded .\n")
    with pytest.raises(SourceError) as error:
        make_files(Project(tmp_path))
    message = str(error.value)
    assert message.startswith("ontology/judgment.ttl: owl:complementOf, for which the entailment has no rule\n")
    assert "allowed: subclasses, " in message
    assert "to mend: say it with one of these" in message
