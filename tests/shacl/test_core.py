"""Every component of SHACL Core, in both engines: what the specification's text says of small examples.

https://www.w3.org/TR/shacl/#core-components
"""

from __future__ import annotations

import pytest

from builder.shacl.engines import Engine

from .small import found, results

BOTH = pytest.mark.parametrize("engine", [Engine.FAST, Engine.REFERENCE])

VALUES = [
    # constraint, values of :a :p, the values that results have
    ("sh:class :C", ":c, :d, :n, 'x'", [":n", "x"]),
    ("sh:datatype xsd:integer", "1, 1.0, 'x'^^xsd:integer, '1', :n", ["1", "1.0^decimal", ":n", "x^integer"]),
    ("sh:datatype xsd:date", "'2016-02-29'^^xsd:date, '2015-02-29'^^xsd:date", ["2015-02-29^date"]),
    ("sh:datatype xsd:boolean", "true, '1'^^xsd:boolean, 'yes'^^xsd:boolean", ["yes^boolean"]),
    ("sh:datatype rdf:langString", "'x'@en, 'x'", ["x"]),
    ("sh:datatype :own", "'x'^^:own, 'x'", ["x"]),
    ("sh:nodeKind sh:IRI", ":n, 'x', [ :q 1 ]", ["_:", "x"]),
    ("sh:nodeKind sh:BlankNode", ":n, 'x', [ :q 1 ]", [":n", "x"]),
    ("sh:nodeKind sh:Literal", ":n, 'x', [ :q 1 ]", [":n", "_:"]),
    ("sh:nodeKind sh:BlankNodeOrIRI", ":n, 'x', [ :q 1 ]", ["x"]),
    ("sh:nodeKind sh:BlankNodeOrLiteral", ":n, 'x', [ :q 1 ]", [":n"]),
    ("sh:nodeKind sh:IRIOrLiteral", ":n, 'x', [ :q 1 ]", ["_:"]),
    ("sh:minExclusive 2", "1, 2, 3, 2.5, 'x', :n", ["1^integer", "2^integer", ":n", "x"]),
    ("sh:minInclusive 2", "1, 2, 2.0, 1.99", ["1.99^decimal", "1^integer"]),
    ("sh:maxExclusive 2", "1, 2, 3", ["2^integer", "3^integer"]),
    ("sh:maxInclusive 2", "2, 2.0, 3e0, '1'^^xsd:int", ["3e0^double"]),
    ("sh:maxInclusive 2", "'2015-01-01'^^xsd:date, 'abc'^^xsd:integer", ["2015-01-01^date", "abc^integer"]),
    ("sh:minInclusive '2016-01-01'^^xsd:date", "'2015-12-31'^^xsd:date, '2016-01-01'^^xsd:date", ["2015-12-31^date"]),
    ("sh:minLength 3", "'abc', 'ab', 10, 100, <n>, [ :q 1 ]", ["10^integer", "_:", "ab"]),
    ("sh:minLength 0", "'', [ :q 1 ]", []),
    ("sh:maxLength 2", "'abc', 'ab', 'ääà', [ :q 1 ]", ["_:", "abc", "ääà"]),
    ("sh:pattern 'b'", "'abc', 'B', 'b'@en, :b, [ :q 1 ]", ["B", "_:"]),
    ("sh:pattern '^b$'", "'b', 'b\\n', 'ab'", ["ab", "b\n"]),
    ("sh:pattern '^B' ; sh:flags 'i'", "'bc', 'a'", ["a"]),
    ("sh:pattern 'a.c' ; sh:flags 's'", "'a\\nc', 'ac'", ["ac"]),
    ("sh:pattern '^b$' ; sh:flags 'm'", "'a\\nb\\nc', 'ab'", ["ab"]),
    ("sh:pattern 'a b' ; sh:flags 'x'", "'ab', 'a b'", ["a b"]),
    ("sh:pattern 'a.b' ; sh:flags 'q'", "'a.b', 'axb'", ["axb"]),
    ("sh:pattern '[$]\\\\$$'", "'$$', '$'", ["$"]),
    ("sh:languageIn ( 'en' 'fr' )", "'x'@en, 'x'@en-GB, 'x'@de, 'x', :n", [":n", "x", "x@de"]),
    ("sh:in ( :n 'x' 1 )", ":n, 'x', 1, 1.0, 'x'@en", ["1.0^decimal", "x@en"]),
    ("sh:in ( 1.0 )", "1.0, 1.00", ["1.00^decimal"]),
    ("sh:equals :q", "1, 2 ; :q 2, 3", ["1^integer", "3^integer"]),
    ("sh:disjoint :q", "1, 2 ; :q 2, 3", ["2^integer"]),
    ("sh:lessThan :q", "1, 2, 3 ; :q 2", ["2^integer", "3^integer"]),
    ("sh:lessThan :q", "1 ; :q 'x', '2016-01-01'^^xsd:date", ["1^integer", "1^integer"]),
    ("sh:lessThan :q", "'abc'^^xsd:integer ; :q 2", ["abc^integer"]),
    ("sh:lessThanOrEquals :q", "1, 2.0, 3 ; :q 2", ["3^integer"]),
    ("sh:lessThanOrEquals :q", "'2016-01-01T10:00:00'^^xsd:dateTime ; :q '2016-01-01T11:00:00Z'^^xsd:dateTime",
     ["2016-01-01T10:00:00^dateTime"]),
    ("sh:not [ sh:datatype xsd:string ]", "'x', 1", ["x"]),
    ("sh:and ( [ sh:minInclusive 1 ] [ sh:maxInclusive 3 ] )", "0, 1, 4", ["0^integer", "4^integer"]),
    ("sh:or ( [ sh:minInclusive 3 ] [ sh:maxInclusive 1 ] )", "0, 2, 4", ["2^integer"]),
    ("sh:xone ( [ sh:minInclusive 1 ] [ sh:maxInclusive 3 ] )", "0, 2, 4", ["2^integer"]),
    ("sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", ":c, :n", [":n"]),
    ("sh:node [ sh:deactivated true ; sh:class :C ]", ":n", []),
]  # fmt: skip
WORLD = "\n:c a :C ; :q 1 . :d a :D . :D rdfs:subClassOf :C . :C rdfs:subClassOf :D ."


@BOTH
@pytest.mark.parametrize(("constraint", "values", "wrong"), VALUES)
def test_values(engine: Engine, constraint: str, values: str, wrong: list[str]) -> None:
    rules = f":S sh:targetNode :a ; sh:property [ sh:path :p ; {constraint} ] ."
    assert found(engine, rules, f":a :p {values} ." + WORLD) == sorted(f":a {each}" for each in wrong)


SETS = [
    ("sh:minCount 1", "", 1),
    ("sh:minCount 2", ":p 1, 2", 0),
    ("sh:minCount 2", ":p 1", 1),
    ("sh:minCount 0", "", 0),
    ("sh:maxCount 1", ":p 1, 2", 1),
    ("sh:maxCount 0", ":p 1", 1),
    ("sh:hasValue 1", ":p 1, 2", 0),
    ("sh:hasValue 1", ":p 1.0", 1),
    ("sh:hasValue 1 , 2", ":p 3", 2),
    ("sh:uniqueLang true", ":p 'x'@en, 'y'@en, 'x'@fr, 'z'", 1),
    ("sh:uniqueLang true", ":p 'x'@en, 'y'@en, 'x'@fr, 'y'@fr", 2),
    ("sh:uniqueLang false", ":p 'x'@en, 'y'@en", 0),
    ("sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 2", ":p :c, :n", 1),
    ("sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1", ":p :c, :d", 1),
    ("sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1", "", 1),
]


@BOTH
@pytest.mark.parametrize(("constraint", "said", "number"), SETS)
def test_sets_of_values(engine: Engine, constraint: str, said: str, number: int) -> None:
    """These results have no value."""
    rules = f":S sh:targetNode :a ; sh:property [ sh:path :p ; {constraint} ] ."
    text = f":a {said} ." if said else ""
    assert found(engine, rules, text + WORLD) == [":a"] * number


@BOTH
def test_siblings_do_not_count(engine: Engine) -> None:
    """https://www.w3.org/TR/shacl/#dfn-sibling-shapes."""
    rules = """:S sh:targetNode :a ; sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ;
        sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ] , [ sh:path :p ;
        sh:qualifiedValueShape [ sh:class :E ] ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ] ."""
    assert found(engine, rules, ":a :p :x , :y . :x a :C . :y a :E .") == []
    assert found(engine, rules, ":a :p :x , :y . :x a :C , :E . :y a :E .") == [":a"]


@BOTH
def test_closed(engine: Engine) -> None:
    rules = """:S sh:targetNode :a ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
        sh:property [ sh:path :p ] , [ sh:path [ sh:inversePath :q ] ] ."""
    (result, *others) = results(engine, rules, ":a a :C ; :p 1 ; :q 2 .")
    assert others == []
    assert (str(result.value), result.path) == (
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "<https://example.org/q>",
    )
    assert result.component == "http://www.w3.org/ns/shacl#ClosedConstraintComponent"


@BOTH
def test_constraints_of_node_shapes_look_at_the_focus_node(engine: Engine) -> None:
    rules = ":S sh:targetNode :a , :b , 'x' ; sh:nodeKind sh:IRI ; sh:in ( :a ) ."
    assert found(engine, rules, ":a :p 1 .") == [":b :b", "x x", "x x"]


@BOTH
def test_property_shapes_in_property_shapes(engine: Engine) -> None:
    """The value nodes are focus nodes of the inner shape, once for each focus node that has them."""
    rules = ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ] ] ."
    assert found(engine, rules, ":a :p :x . :b :p :x , :y . :y :q 1 .") == [":x", ":x"]


@BOTH
def test_what_a_result_says(engine: Engine) -> None:
    rules = """:S sh:targetNode :a ; sh:property :P .
        :P sh:path ( :p [ sh:inversePath :q ] ) ; sh:class :C ; sh:severity sh:Warning ; sh:message "B"@en , "A" ."""
    (result,) = results(engine, rules, ":a :p :x . :y :q :x .")
    assert result.identity == (
        "<https://example.org/a>", "<https://example.org/p>/(^<https://example.org/q>)", "<https://example.org/y>",
        "<https://example.org/P>", "", "http://www.w3.org/ns/shacl#ClassConstraintComponent",
        "http://www.w3.org/ns/shacl#Warning",
    )  # fmt: skip
    assert result.messages == ("A", "B")


@BOTH
def test_deactivated(engine: Engine) -> None:
    rules = """:S sh:targetNode :a ; sh:deactivated true ; sh:class :C ; sh:property [ sh:path :p ; sh:minCount 1 ] .
        :T sh:targetNode :a ; sh:property [ sh:path :p ; sh:minCount 1 ; sh:deactivated true ] ."""
    assert found(engine, rules, ":b :p 1 .") == []


@BOTH
@pytest.mark.parametrize(
    ("path", "values"),
    [
        (":p", [":b"]),
        ("( :p :p )", [":a", ":c"]),
        ("[ sh:inversePath :p ]", [":b", ":z"]),
        ("[ sh:alternativePath ( :p :q ) ]", [":b", "1^integer"]),
        ("[ sh:zeroOrMorePath :p ]", [":a", ":b", ":c"]),
        ("[ sh:oneOrMorePath :p ]", [":a", ":b", ":c"]),
        ("[ sh:zeroOrOnePath :p ]", [":a", ":b"]),
        ("( [ sh:oneOrMorePath [ sh:alternativePath ( :p :r ) ] ] :q )", ["1^integer"]),
        ("( :q [ sh:zeroOrMorePath :p ] )", ["1^integer"]),
    ],
)
def test_paths(engine: Engine, path: str, values: list[str]) -> None:
    """Each value node once, by https://www.w3.org/TR/shacl/#property-paths."""
    rules = f":S sh:targetNode :a ; sh:property [ sh:path {path} ; sh:in ( :nothing ) ] ."
    text = ":a :p :b ; :q 1 . :b :p :a , :c . :z :p :a . :x :q :z ."
    assert found(engine, rules, text) == sorted(f":a {each}" for each in values)


def test_the_inverse_of_a_sequence_turns_its_order_round() -> None:
    """``:x`` leads to ``:a`` by ``:q/:p``; pySHACL follows ``^:q/^:p``, and finds nothing."""
    rules = ":S sh:targetNode :a ; sh:property [ sh:path [ sh:inversePath ( :q :p ) ] ; sh:in ( :nothing ) ] ."
    assert found(Engine.FAST, rules, ":z :p :a . :x :q :z .") == [":a :x"]


@BOTH
@pytest.mark.parametrize(
    ("target", "focuses"),
    [
        ("sh:targetNode :z , 'x'", [":z", "x"]),
        ("sh:targetClass :C", [":c", ":d"]),
        ("sh:targetClass :D", [":d"]),
        ("sh:targetSubjectsOf :q", [":c", ":n"]),
        ("sh:targetObjectsOf :q", [":c", "1^integer"]),
        ("sh:targetObjectsOf :q ; sh:targetClass :C", [":c", ":d", "1^integer"]),
    ],
)
def test_targets(engine: Engine, target: str, focuses: list[str]) -> None:
    rules = f":S {target} ; sh:property [ sh:path :never ; sh:minCount 1 ] ."
    assert found(engine, rules, ":c a :C ; :q 1 . :n :q :c . :d a :D . :D rdfs:subClassOf :C .") == sorted(focuses)


@BOTH
def test_a_shape_that_is_a_class(engine: Engine) -> None:
    rules = ":C a sh:NodeShape , rdfs:Class ; sh:property [ sh:path :q ; sh:minCount 1 ] ."
    assert found(engine, rules, ":c a :C . :d a :D . :D rdfs:subClassOf :C .") == [":c", ":d"]
