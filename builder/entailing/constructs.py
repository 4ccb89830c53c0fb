"""Which terms of RDF, RDFS and OWL the entailment covers; it refuses every other, so that none is lost in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from builder.namespaces import PREFIXES, curie

LANGUAGE: Final = tuple(PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
"""Namespaces of the languages themselves."""


def _terms(names: str) -> frozenset[str]:
    pairs = (name.split(":") for name in names.split())
    return frozenset(PREFIXES[prefix] + local for prefix, local in pairs)


ENTAILING: Final = _terms(
    "rdf:type rdfs:subClassOf rdfs:subPropertyOf rdfs:domain rdfs:range "
    "owl:equivalentClass owl:equivalentProperty owl:inverseOf owl:sameAs"
)
"""Properties that rules draw on."""

CONTRADICTING: Final = _terms("owl:differentFrom owl:disjointWith owl:propertyDisjointWith")
"""Properties that can only contradict something."""

ANNOTATING: Final = _terms(
    "rdf:value rdfs:comment rdfs:isDefinedBy rdfs:label rdfs:seeAlso owl:backwardCompatibleWith owl:deprecated "
    "owl:imports owl:incompatibleWith owl:priorVersion owl:versionIRI owl:versionInfo"
)
"""Properties from which nothing follows."""

DECLARING: Final = _terms(
    "owl:AnnotationProperty owl:Class owl:DatatypeProperty owl:NamedIndividual owl:ObjectProperty owl:Ontology "
    "owl:Thing rdfs:Datatype"
)
"""Classes whose members are declared, no more."""

CHARACTERISTIC: Final = _terms(
    "owl:AsymmetricProperty owl:FunctionalProperty owl:InverseFunctionalProperty owl:IrreflexiveProperty "
    "owl:SymmetricProperty owl:TransitiveProperty"
)
"""Classes of properties that rules draw on, or whose members can only contradict something."""

ABOVE_ALL: Final = _terms("owl:Thing rdfs:Literal rdfs:Resource")
"""Classes that a class may be under, and a domain or range, without that saying anything."""

ALLOWED: Final = (
    "subclasses, sub-properties, equivalent classes and properties, domains, ranges, inverses, owl:sameAs, functional, "
    "inverse functional, symmetric, transitive, irreflexive, asymmetric, disjoint and different"
)
ADVICE: Final = (
    "say it with one of these, or add what OWL 2 RL has for it to builder/entailing, where owlrl is the judge in tests"
)


def refused(triples: Iterable[Triple]) -> Iterator[tuple[Triple, str]]:
    """The triples that use a language construct which the rules do not cover, each with what it is in plain words."""
    for triple in triples:
        found = _subject(triple) or _predicate(triple) or _object(triple)
        if found:
            yield triple, found


def _subject(triple: Triple) -> str:
    """Whether it says something of a term of the languages that could change what they mean."""
    subject = triple.subject
    if not isinstance(subject, NamedNode) or not subject.value.startswith(LANGUAGE):
        return ""
    predicate = triple.predicate.value
    is_declared = predicate.endswith("#type") and isinstance(triple.object, NamedNode)
    if predicate in ANNOTATING or (is_declared and triple.object.value in DECLARING):  # type: ignore[union-attr]
        return ""
    return f"{curie(subject.value)} itself is said to have {curie(predicate)}" if predicate in _MEANING else ""


def _predicate(triple: Triple) -> str:
    predicate = triple.predicate.value
    if not predicate.startswith(LANGUAGE) or predicate in _MEANING or predicate in ANNOTATING:
        return ""
    return f"{curie(predicate)}, for which the entailment has no rule"


def _object(triple: Triple) -> str:
    predicate, value = triple.predicate.value, triple.object
    if predicate not in _MEANING or not isinstance(value, NamedNode) or not value.value.startswith(LANGUAGE):
        return ""
    if value.value in _VALUES.get(predicate, ()) or (predicate == _RANGE and value.value.startswith(_DATATYPES)):
        return ""
    return f"{curie(value.value)} as {curie(predicate)}, for which the entailment has no rule"


_MEANING: Final = ENTAILING | CONTRADICTING
_RANGE: Final = PREFIXES["rdfs"] + "range"
_DATATYPES: Final = (PREFIXES["xsd"], PREFIXES["rdf"] + "langString", PREFIXES["rdf"] + "HTML")
_VALUES: Final[dict[str, frozenset[str]]] = {
    PREFIXES["rdf"] + "type": DECLARING | CHARACTERISTIC,
    PREFIXES["rdfs"] + "subClassOf": ABOVE_ALL,
    PREFIXES["rdfs"] + "domain": ABOVE_ALL,
    _RANGE: ABOVE_ALL,
    PREFIXES["rdfs"] + "subPropertyOf": ANNOTATING,
}
"""Terms of the languages that may stand behind their own properties."""
