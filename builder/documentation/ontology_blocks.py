"""The terms of the ontology by theme: one theme for each of its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from builder.building.dataset import read_turtle
from builder.documentation.markdown import code, codes, paragraphs, table, text
from builder.documentation.material import Material
from builder.mapping.terms import term
from builder.namespaces import PEEL, curie
from builder.project import Project

THEMES: Final = {
    "organisation": "Organisations, people and places",
    "inspection": "Inspections and documents",
    "judgment": "Judgments",
    "observation": "Figures",
    "finding": "Findings and doubts",
    "collaboration": "Collaborations",
    "evidence": "Evidence",
    "peelgraph": "Shared by all themes",
}
"""Titles of the files that declare terms of our own, in the order of the page."""

_KINDS: Final = {
    "owl:Class": "class",
    "owl:ObjectProperty": "link",
    "owl:DatatypeProperty": "value",
    "owl:AnnotationProperty": "note",
    "rdfs:Datatype": "datatype",
}
_RELATED: Final = ("rdfs:domain", "rdfs:range", "rdfs:subPropertyOf")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of our own: its name, what it is, and what the ontology says of it by property."""

    name: str
    kind: str
    said: dict[str, list[str]]

    def first(self, predicate: str) -> str:
        """The only value of a property, or nothing."""
        return next(iter(self.said.get(predicate, [])), "")


def ontology_reference(material: Material, _argument: str) -> str:
    """Every term with its definition, by theme."""
    by_theme = {name: terms_of(material.project, name) for name in THEMES}
    return paragraphs(*(part for name, terms in by_theme.items() for part in _theme(name, terms)))


def terms_of(project: Project, theme: str) -> list[Term]:
    """The terms of our own that one file of the ontology declares, by name."""
    said: dict[str, dict[str, list[str]]] = {}
    path = Path(project.ontology, f"{theme}.ttl")
    for triple in read_turtle(path, project.relative(path)):
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(PEEL):
            values = said.setdefault(triple.subject.value, {}).setdefault(curie(triple.predicate.value), [])
            if isinstance(triple.object, NamedNode | Literal):
                values.append(triple.object.value)
    terms = [Term(curie(iri), _kind(values.get("rdf:type", [])), values) for iri, values in said.items()]
    return sorted((each for each in terms if each.kind), key=lambda each: each.name)


def _kind(types: list[str]) -> str:
    return next((name for kind, name in _KINDS.items() if term(kind).value in types), "")


def _theme(name: str, terms: list[Term]) -> Iterator[str]:
    yield f"## {THEMES[name]}"
    yield f"From `ontology/{name}.ttl`."
    classes = [each for each in terms if each.kind in {"class", "datatype"}]
    properties = [each for each in terms if each.kind not in {"class", "datatype"}]
    if classes:
        yield table(["class or datatype", "means", "is a kind of"], map(_class_row, classes))
    if properties:
        yield table(["property", "means", "from", "to", "narrows"], map(_property_row, properties))


def _class_row(each: Term) -> list[str]:
    above = codes(sorted(map(curie, each.said.get("rdfs:subClassOf", []))))
    return [code(each.name), _meaning(each), above or ("datatype" if each.kind == "datatype" else "")]


def _property_row(each: Term) -> list[str]:
    related = [codes(sorted(map(curie, each.said.get(predicate, [])))) for predicate in _RELATED]
    return [code(each.name), _meaning(each), *related]


def _meaning(each: Term) -> str:
    return f"**{text(each.first('rdfs:label'))}.** {text(each.first('skos:definition'))}"
