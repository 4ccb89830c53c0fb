"""Each rule by a small graph, worked out by hand from the tables of the specification, and by owlrl."""

from __future__ import annotations

import pytest
from pyoxigraph import Triple

from builder.building.entailment import entailed
from builder.entailing import rules as table

from .reference import reference, turtle

CASES = {
    "eq-sym": ("id:a owl:sameAs id:b .", "id:b owl:sameAs id:a ."),
    "eq-trans": (
        "id:a owl:sameAs id:b . id:b owl:sameAs id:c .",
        "id:a owl:sameAs id:c . id:b owl:sameAs id:a . id:c owl:sameAs id:a, id:b .",
    ),
    "eq-rep-s": ("id:a owl:sameAs id:b . id:a :p 1 .", "id:b owl:sameAs id:a ; :p 1 ."),
    "eq-rep-p": (":p owl:sameAs :q . id:a :p 1 .", ":q owl:sameAs :p . id:a :q 1 ."),
    "eq-rep-o": ("id:a owl:sameAs id:b . id:x :p id:a .", "id:b owl:sameAs id:a . id:x :p id:b ."),
    "prp-dom": (":p rdfs:domain :C . id:a :p 1 .", "id:a a :C ."),
    "prp-rng": (":p rdfs:range :C . id:a :p id:b, 1 .", "id:b a :C ."),
    "prp-fp": (
        ":p a owl:FunctionalProperty . id:a :p id:b, id:c .",
        "id:b owl:sameAs id:c . id:c owl:sameAs id:b .",
    ),
    "prp-ifp": (
        ":p a owl:InverseFunctionalProperty . id:a :p id:x . id:b :p id:x .",
        "id:a owl:sameAs id:b . id:b owl:sameAs id:a .",
    ),
    "prp-symp": (":p a owl:SymmetricProperty . id:a :p id:b .", "id:b :p id:a ."),
    "prp-trp": (
        ":p a owl:TransitiveProperty . id:a :p id:b . id:b :p id:c . id:c :p id:d .",
        "id:a :p id:c, id:d . id:b :p id:d .",
    ),
    "prp-spo1": (":p rdfs:subPropertyOf :q . id:a :p '1.0' .", "id:a :q '1.0' ."),
    "prp-eqp1": (":p owl:equivalentProperty :q . id:a :p 1 .", "id:a :q 1 . :p rdfs:subPropertyOf :q . {eqp}"),
    "prp-eqp2": (":p owl:equivalentProperty :q . id:a :q 1 .", "id:a :p 1 . :p rdfs:subPropertyOf :q . {eqp}"),
    "prp-inv1": (":p owl:inverseOf :q . id:a :p id:b .", "id:b :q id:a ."),
    "prp-inv2": (":p owl:inverseOf :q . id:a :q id:b .", "id:b :p id:a ."),
    "cax-sco": (":C rdfs:subClassOf :D . id:a a :C .", "id:a a :D ."),
    "cax-eqc1": (":C owl:equivalentClass :D . id:a a :C .", "id:a a :D . :C rdfs:subClassOf :D . {eqc}"),
    "cax-eqc2": (":C owl:equivalentClass :D . id:a a :D .", "id:a a :C . :C rdfs:subClassOf :D . {eqc}"),
    "scm-sco": (":C rdfs:subClassOf :D . :D rdfs:subClassOf :E .", ":C rdfs:subClassOf :E ."),
    "scm-eqc1": (":C owl:equivalentClass :D .", ":C rdfs:subClassOf :D . {eqc}"),
    "scm-eqc2": (
        ":C rdfs:subClassOf :D . :D rdfs:subClassOf :C .",
        ":C owl:equivalentClass :D . :D owl:equivalentClass :C .",
    ),
    "scm-spo": (":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", ":p rdfs:subPropertyOf :r ."),
    "scm-eqp1": (":p owl:equivalentProperty :q .", ":p rdfs:subPropertyOf :q . {eqp}"),
    "scm-eqp2": (
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .",
        ":p owl:equivalentProperty :q . :q owl:equivalentProperty :p .",
    ),
    "scm-cls": (
        ":C a owl:Class . :C owl:sameAs :D .",
        ":D owl:sameAs :C ; a owl:Class . :C rdfs:subClassOf :D ; owl:equivalentClass :D . {eqc}",
    ),
    "scm-op": (
        ":p a owl:ObjectProperty . :p owl:sameAs :q .",
        ":q owl:sameAs :p ; a owl:ObjectProperty . :p rdfs:subPropertyOf :q ; owl:equivalentProperty :q . {eqp}",
    ),
    "scm-dp": (
        ":p a owl:DatatypeProperty . :p owl:sameAs :q .",
        ":q owl:sameAs :p ; a owl:DatatypeProperty . :p rdfs:subPropertyOf :q ; owl:equivalentProperty :q . {eqp}",
    ),
    "scm-dom1": (":p rdfs:domain :C . :C rdfs:subClassOf :D .", ":p rdfs:domain :D ."),
    "scm-dom2": (":q rdfs:domain :C . :p rdfs:subPropertyOf :q .", ":p rdfs:domain :C ."),
    "scm-rng1": (":p rdfs:range :C . :C rdfs:subClassOf :D .", ":p rdfs:range :D ."),
    "scm-rng2": (":q rdfs:range :C . :p rdfs:subPropertyOf :q .", ":p rdfs:range :C ."),
}
ALSO = {
    "{eqc}": ":D rdfs:subClassOf :C ; owl:equivalentClass :C .",
    "{eqp}": ":q rdfs:subPropertyOf :p ; owl:equivalentProperty :p .",
}

SPECIFIED = """
eq-ref eq-sym eq-trans eq-rep-s eq-rep-p eq-rep-o eq-diff1 eq-diff2 eq-diff3
prp-ap prp-dom prp-rng prp-fp prp-ifp prp-irp prp-symp prp-asyp prp-trp prp-spo1 prp-spo2 prp-eqp1 prp-eqp2 prp-pdw
prp-adp prp-inv1 prp-inv2 prp-key prp-npa1 prp-npa2
cls-thing cls-nothing1 cls-nothing2 cls-int1 cls-int2 cls-uni cls-com cls-svf1 cls-svf2 cls-avf cls-hv1 cls-hv2
cls-maxc1 cls-maxc2 cls-maxqc1 cls-maxqc2 cls-maxqc3 cls-maxqc4 cls-oo
cax-sco cax-eqc1 cax-eqc2 cax-dw cax-adc
dt-type1 dt-type2 dt-eq dt-diff dt-not-type
scm-cls scm-sco scm-eqc1 scm-eqc2 scm-op scm-dp scm-spo scm-eqp1 scm-eqp2 scm-dom1 scm-dom2 scm-rng1 scm-rng2
scm-hv scm-svf1 scm-svf2 scm-avf1 scm-avf2 scm-int scm-uni
"""
"""Tables 4 to 9 of https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules."""


def test_every_rule_of_the_specification_is_there_or_has_a_reason_not_to_be() -> None:
    names = {rule.name for rule in table.rules()}
    assert names | set(table.LEFT_OUT) == set(SPECIFIED.split())
    assert not names & set(table.LEFT_OUT)
    assert all(table.LEFT_OUT.values())


def test_every_rule_has_a_case() -> None:
    assert {rule.name for rule in table.rules()} == set(CASES)


def expected_of(name: str) -> set[Triple]:
    """What follows in a case."""
    _, text = CASES[name]
    for mark, more in ALSO.items():
        text = text.replace(mark, more)
    return turtle(text)


@pytest.mark.parametrize("name", CASES)
def test_rule(name: str) -> None:
    triples = turtle(CASES[name][0])
    assert set(entailed(triples)) == expected_of(name)
    assert reference(triples) == expected_of(name)


@pytest.mark.parametrize("index", range(len(table.rules())), ids=lambda index: f"{index}-{table.rules()[index].name}")
def test_without_a_rule_a_case_fails(index: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of the table counts: without it, some case goes wrong, but for those that follow from others."""
    rest = [rule for number, rule in enumerate(table.rules()) if number != index]
    monkeypatch.setattr("builder.entailing.closure.rules", lambda: rest)
    is_noticed = any(set(entailed(turtle(given))) != expected_of(name) for name, (given, _) in CASES.items())
    assert is_noticed != (table.rules()[index].name in IMPLIED)


IMPLIED = {"eq-trans", "prp-eqp1", "prp-eqp2", "cax-eqc1", "cax-eqc2"}
"""Rules that the specification has although others come to the same: eq-rep-o, and scm-eqp1 or scm-eqc1 with
prp-spo1 or cax-sco."""


@pytest.mark.parametrize(
    "given",
    [
        ":p rdfs:domain :C ; a owl:SymmetricProperty . :C rdfs:subClassOf :D . id:a :p id:b .",
        "id:a owl:sameAs id:b . id:b owl:sameAs id:c . id:c owl:sameAs id:d . id:d :p id:a .",
        ":p a owl:TransitiveProperty, owl:SymmetricProperty, owl:FunctionalProperty . id:a :p id:b . id:b :p id:c .",
    ],
)
def test_rules_together(given: str) -> None:
    triples = turtle(given)
    assert set(entailed(triples)) == reference(triples) != set()


def test_literals_take_part_as_subjects_but_are_not_published() -> None:
    """An inverse leads to the literal and another one away from it again."""
    given = ":p owl:inverseOf :q . :q rdfs:range :C . :p rdfs:range :D . id:a :p 'x' ."
    assert set(entailed(turtle(given))) == turtle("id:a a :C .")


def test_nothing_comes_from_nothing() -> None:
    assert entailed([]) == []
