"""The rules of OWL 2 RL/RDF that entail something, as a table (https://www.w3.org/TR/owl2-profiles/, section 4.3).

A rule has the name that the specification gives it, the patterns that have to hold, and after ``=>`` the triple that
follows. What is not in the table adds nothing that is kept, or belongs to constructs that ``constructs`` refuses:
``LEFT_OUT`` gives the reason for every other rule of the specification.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from pyoxigraph import NamedNode

from builder.namespaces import PREFIXES

Slot: TypeAlias = NamedNode | str
"""A place in a pattern: a term, or the name of a variable."""
Pattern: TypeAlias = tuple[Slot, Slot, Slot]

TABLE: Final = """
# Table 4, equality
eq-sym      ?x owl:sameAs ?y                                    => ?y owl:sameAs ?x
eq-trans    ?x owl:sameAs ?y . ?y owl:sameAs ?z                 => ?x owl:sameAs ?z
eq-rep-s    ?s owl:sameAs ?t . ?s ?p ?o                         => ?t ?p ?o
eq-rep-p    ?p owl:sameAs ?q . ?s ?p ?o                         => ?s ?q ?o
eq-rep-o    ?o owl:sameAs ?t . ?s ?p ?o                         => ?s ?p ?t

# Table 5, axioms about properties
prp-dom     ?p rdfs:domain ?c . ?x ?p ?y                        => ?x rdf:type ?c
prp-rng     ?p rdfs:range ?c . ?x ?p ?y                         => ?y rdf:type ?c
prp-fp      ?p rdf:type owl:FunctionalProperty . ?x ?p ?y . ?x ?p ?z        => ?y owl:sameAs ?z
prp-ifp     ?p rdf:type owl:InverseFunctionalProperty . ?x ?p ?z . ?y ?p ?z => ?x owl:sameAs ?y
prp-symp    ?p rdf:type owl:SymmetricProperty . ?x ?p ?y        => ?y ?p ?x
prp-trp     ?p rdf:type owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z        => ?x ?p ?z
prp-spo1    ?p rdfs:subPropertyOf ?q . ?x ?p ?y                 => ?x ?q ?y
prp-eqp1    ?p owl:equivalentProperty ?q . ?x ?p ?y             => ?x ?q ?y
prp-eqp2    ?p owl:equivalentProperty ?q . ?x ?q ?y             => ?x ?p ?y
prp-inv1    ?p owl:inverseOf ?q . ?x ?p ?y                      => ?y ?q ?x
prp-inv2    ?p owl:inverseOf ?q . ?x ?q ?y                      => ?y ?p ?x

# Table 7, class axioms
cax-sco     ?c rdfs:subClassOf ?d . ?x rdf:type ?c              => ?x rdf:type ?d
cax-eqc1    ?c owl:equivalentClass ?d . ?x rdf:type ?c          => ?x rdf:type ?d
cax-eqc2    ?c owl:equivalentClass ?d . ?x rdf:type ?d          => ?x rdf:type ?c

# Table 9, schema vocabulary; two lines where the specification draws two conclusions. That a class is under itself, and
# a property too, is worth saying only where it has another name (and by scm-eqc2 and scm-eqp2, it equals itself).
scm-cls     ?c owl:sameAs ?d . ?c rdf:type owl:Class            => ?c rdfs:subClassOf ?c
scm-sco     ?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?e       => ?c rdfs:subClassOf ?e
scm-eqc1    ?c owl:equivalentClass ?d                           => ?c rdfs:subClassOf ?d
scm-eqc1    ?c owl:equivalentClass ?d                           => ?d rdfs:subClassOf ?c
scm-eqc2    ?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?c       => ?c owl:equivalentClass ?d
scm-op      ?p owl:sameAs ?q . ?p rdf:type owl:ObjectProperty   => ?p rdfs:subPropertyOf ?p
scm-dp      ?p owl:sameAs ?q . ?p rdf:type owl:DatatypeProperty => ?p rdfs:subPropertyOf ?p
scm-spo     ?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?r => ?p rdfs:subPropertyOf ?r
scm-eqp1    ?p owl:equivalentProperty ?q                        => ?p rdfs:subPropertyOf ?q
scm-eqp1    ?p owl:equivalentProperty ?q                        => ?q rdfs:subPropertyOf ?p
scm-eqp2    ?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?p => ?p owl:equivalentProperty ?q
scm-dom1    ?p rdfs:domain ?c . ?c rdfs:subClassOf ?d           => ?p rdfs:domain ?d
scm-dom2    ?q rdfs:domain ?c . ?p rdfs:subPropertyOf ?q        => ?p rdfs:domain ?c
scm-rng1    ?p rdfs:range ?c . ?c rdfs:subClassOf ?d            => ?p rdfs:range ?d
scm-rng2    ?q rdfs:range ?c . ?p rdfs:subPropertyOf ?q         => ?p rdfs:range ?c
"""

_AXIOMATIC: Final = "speaks of the terms of RDF, RDFS, OWL and XSD only; left out of what is kept"
_LITERAL: Final = (
    "speaks of literals, which are no subjects of published triples; a thing that is the same as a literal, as where a "
    "functional property has both as values, is a mistake for checks to find, and does not get the literal's datatype"
)
_CONTRADICTION: Final = "finds a contradiction and adds nothing; tests of the ontology look for these"
_REFUSED: Final = "belongs to a construct that is refused, since nothing published has lists or restrictions"

LEFT_OUT: Final[dict[str, str]] = {
    "eq-ref": "says of everything that it is itself: nothing follows that does not hold already",
    **dict.fromkeys(("prp-ap", "cls-thing", "cls-nothing1", "dt-type1"), _AXIOMATIC),
    **dict.fromkeys(("dt-type2", "dt-eq", "dt-diff", "dt-not-type"), _LITERAL),
    **dict.fromkeys(("eq-diff1", "prp-irp", "prp-asyp", "prp-pdw", "cls-nothing2", "cax-dw"), _CONTRADICTION),
    **dict.fromkeys(("eq-diff2", "eq-diff3", "prp-adp", "cax-adc", "prp-npa1", "prp-npa2", "cls-com"), _REFUSED),
    **dict.fromkeys(("prp-spo2", "prp-key", "cls-int1", "cls-int2", "cls-uni", "cls-oo"), _REFUSED),
    **dict.fromkeys(("cls-svf1", "cls-svf2", "cls-avf", "cls-hv1", "cls-hv2", "cls-maxc1", "cls-maxc2"), _REFUSED),
    **dict.fromkeys(("cls-maxqc1", "cls-maxqc2", "cls-maxqc3", "cls-maxqc4", "scm-int", "scm-uni"), _REFUSED),
    **dict.fromkeys(("scm-hv", "scm-svf1", "scm-svf2", "scm-avf1", "scm-avf2"), _REFUSED),
}
"""The other rules of the specification, and why they are not in the table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where all patterns of ``body`` hold, ``head`` follows."""

    name: str
    body: tuple[Pattern, ...]
    head: Pattern


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the table, in its order."""
    return tuple(_rule(line) for line in TABLE.splitlines() if line and not line.startswith("#"))


def _rule(line: str) -> Rule:
    name, _, text = line.partition(" ")
    body, _, head = text.partition("=>")
    return Rule(name, tuple(_pattern(each) for each in body.split(" . ")), _pattern(head))


def _pattern(text: str) -> Pattern:
    first, second, third = (_slot(word) for word in text.split())
    return first, second, third


def _slot(word: str) -> Slot:
    if word.startswith("?"):
        return word
    prefix, _, name = word.partition(":")
    return NamedNode(PREFIXES[prefix] + name)
