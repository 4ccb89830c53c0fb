"""A syntactic check of the OWL 2 RL profile for ontologies that name every class and use no class expressions.

https://www.w3.org/TR/owl2-profiles/#OWL_2_RL_2. Class expressions need blank nodes in RDF, which the project does
without, so a list of the constructs that remain is enough: whatever is not on it is a breach. Also checked is what
OWL 2 DL, of which the profile is a part, asks of declarations and of transitive properties
(https://www.w3.org/TR/owl2-syntax/#Additional_Conditions_on_Ontologies_and_Their_Use).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import BNode, Graph, Literal
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from .sources import PROPERTY_KINDS, declared

PREDICATES: Final = {
    RDF.type, RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDFS.seeAlso, RDFS.subClassOf, RDFS.subPropertyOf,
    RDFS.domain, RDFS.range, OWL.disjointWith, OWL.inverseOf, OWL.versionIRI, OWL.versionInfo, OWL.priorVersion,
    OWL.deprecated,
}  # fmt: skip
TYPES: Final = {
    OWL.Ontology, OWL.Class, RDFS.Datatype, *PROPERTY_KINDS, OWL.FunctionalProperty, OWL.SymmetricProperty,
    OWL.AsymmetricProperty, OWL.IrreflexiveProperty, OWL.TransitiveProperty, OWL.InverseFunctionalProperty,
}  # fmt: skip
OBJECT_PROPERTIES_ONLY: Final = TYPES & {
    OWL.SymmetricProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty, OWL.TransitiveProperty,
    OWL.InverseFunctionalProperty,
}  # fmt: skip
SIMPLE_ONLY: Final = (
    OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty,
)  # fmt: skip
DATATYPES: Final = {
    RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal, XSD.decimal, XSD.integer, XSD.nonNegativeInteger,
    XSD.nonPositiveInteger, XSD.positiveInteger, XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte,
    XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte, XSD.float, XSD.double, XSD.string,
    XSD.normalizedString, XSD.token, XSD.language, XSD.Name, XSD.NCName, XSD.NMTOKEN, XSD.boolean, XSD.hexBinary,
    XSD.base64Binary, XSD.anyURI, XSD.dateTime, XSD.dateTimeStamp,
}  # fmt: skip
BEYOND_OWL: Final = {XSD.date, RDF.langString}
"""RDF 1.1 datatypes that OWL 2 (2012) leaves to implementations; ontology/README.md says why they are used."""

LANGUAGE: Final = (str(OWL), str(RDF), str(RDFS))


def breaches(graph: Graph) -> list[str]:
    """What in the ontology lies outside the profile, one sentence each."""
    checks = (_constructs, _kinds, _class_positions, _ranges, _property_positions, _uses, _not_simple)
    return sorted({breach for check in checks for breach in check(graph)})


def _of_language(node: Node) -> bool:
    return str(node).startswith(LANGUAGE)


def _constructs(graph: Graph) -> Iterator[str]:
    for subject, predicate, value in graph:
        if isinstance(subject, BNode) or isinstance(value, BNode):
            yield f"{subject} has a blank node"
        if _of_language(predicate) and predicate not in PREDICATES:
            yield f"{subject} uses {predicate}"
        if predicate == RDF.type and _of_language(value) and value not in TYPES:
            yield f"{subject} is a {value}"


def _kinds(graph: Graph) -> Iterator[str]:
    objects, data, annotations = (declared(graph, kind) for kind in PROPERTY_KINDS)
    for node in (objects & data) | (objects & annotations) | (data & annotations):
        yield f"{node} is a property of two kinds"
    yield from (f"{node} is class and datatype" for node in declared(graph, OWL.Class) & declared(graph, RDFS.Datatype))
    for kind in OBJECT_PROPERTIES_ONLY:
        yield from (f"{node} is a {kind} but no object property" for node in declared(graph, kind) - objects)
    for node in declared(graph, OWL.FunctionalProperty) - objects - data:
        yield f"{node} is functional but neither object nor datatype property"


def _class_positions(graph: Graph) -> Iterator[str]:
    classes = declared(graph, OWL.Class)
    for predicate in (RDFS.subClassOf, OWL.disjointWith):
        for pair in graph.subject_objects(predicate):
            yield from (f"{node} is no declared class, in {predicate}" for node in pair if node not in classes)
    for subject, value in graph.subject_objects(RDFS.domain):
        if value not in classes:
            yield f"{value} is no declared class, in the domain of {subject}"


def _ranges(graph: Graph) -> Iterator[str]:
    classes = declared(graph, OWL.Class)
    objects, data, _ = (declared(graph, kind) for kind in PROPERTY_KINDS)
    for subject, value in graph.subject_objects(RDFS.range):
        if subject in objects and value not in classes:
            yield f"{value} is no declared class, in the range of {subject}"
        if subject in data and value not in DATATYPES | BEYOND_OWL:
            yield f"{value} is no datatype of the profile, in the range of {subject}"


def _property_positions(graph: Graph) -> Iterator[str]:
    kinds = [declared(graph, kind) for kind in PROPERTY_KINDS]
    for first, second in graph.subject_objects(RDFS.subPropertyOf):
        if not any({first, second} <= kind for kind in kinds):
            yield f"{first} and {second} are not declared as properties of one kind"
    for pair in graph.subject_objects(OWL.inverseOf):
        yield from (f"{node} has an inverse but is no object property" for node in pair if node not in kinds[0])


def _uses(graph: Graph) -> Iterator[str]:
    classes = declared(graph, OWL.Class)
    objects, data, annotations = (declared(graph, kind) for kind in PROPERTY_KINDS)
    for subject, predicate, value in graph:
        if not _of_language(predicate) and predicate not in objects | data | annotations:
            yield f"{predicate} is used but not declared"
        if predicate in objects and isinstance(value, Literal):
            yield f"{subject} has a literal for the object property {predicate}"
        if predicate in data and not isinstance(value, Literal):
            yield f"{subject} has no literal for the datatype property {predicate}"
        if predicate == RDF.type and not _of_language(value) and value not in classes:
            yield f"{value} is used as a class but not declared"


def _not_simple(graph: Graph) -> Iterator[str]:
    """Properties that are transitive or above a transitive one may not be counted or excluded."""
    composite: set[Node | None] = set()
    for node in declared(graph, OWL.TransitiveProperty):
        composite.update(graph.transitive_objects(node, RDFS.subPropertyOf))
    for kind in SIMPLE_ONLY:
        yield from (f"{node} is {kind} but not simple" for node in declared(graph, kind) & composite)
