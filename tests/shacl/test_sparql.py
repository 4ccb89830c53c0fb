"""SPARQL constraints in the fast engine: when they are answered at once, and that nothing depends on how."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from builder.errors import SourceError
from builder.shacl.engines import Engine
from builder.shacl.failures import Malformed, Unsupported
from builder.shacl.sparql import constraint
from builder.shacl.sparql.existence import nested
from builder.shacl.sparql.planning import Way, plan
from builder.shacl.sparql.rewriting import by_value, restricted
from builder.shacl.sparql.store import ValueStore
from builder.shacl.sparql.tokens import tokens
from builder.shacl.sparql.view import RdflibQueries

from .small import EX, PREFIXED, data, found, results

BOTH = pytest.mark.parametrize("engine", [Engine.FAST, Engine.REFERENCE])


def rules(select: str, target: str = "sh:targetSubjectsOf :p", message: str = "") -> str:
    said = f'sh:message "{message}" ;' if message else ""
    return PREFIXED + f":S {target} ; sh:sparql :Q . :Q sh:prefixes :own ; {said} sh:select '''{select}''' ."


@pytest.mark.parametrize(
    ("way", "query"),
    [
        (Way.AT_ONCE, "SELECT $this { $this :p ?v FILTER(?v = $this) }"),
        (Way.AT_ONCE, "SELECT DISTINCT $this ?value { { $this :p ?value } UNION { $this :q ?value } }"),
        (Way.AT_ONCE, "SELECT $this { $this :p ?v FILTER NOT EXISTS { ?x :q ?y { FILTER(?y = $this) } } }"),
        (Way.AT_ONCE, "SELECT $this (COUNT(?v) AS ?n) { $this :p ?v } GROUP BY $this HAVING(COUNT(?v) > 1)"),
        (Way.AT_ONCE, "SELECT $this { $this :p ?v OPTIONAL { ?v :q ?w FILTER(?w > 1) } BIND(STR($this) AS ?s) }"),
        (Way.AT_ONCE, "SELECT $this { $this :limit '''LIMIT 1 } {''' } # LIMIT 1"),
        (Way.EACH, "SELECT $this ?v { { SELECT DISTINCT $this ?v { ?x a ?v } } }"),
        (Way.EACH, "SELECT $this { $this :p ?v } LIMIT 1"),
        (Way.BY_RDFLIB, "SELECT $this { { ?v :p ?w FILTER(?v = $this) } }"),
        (Way.BY_RDFLIB, "SELECT $this { $this :p ?v OPTIONAL { ?w :p ?x FILTER(?w = $this) } }"),
        (Way.BY_RDFLIB, "SELECT $this { $this :p ?v { ?v :q ?w FILTER NOT EXISTS { $this :q ?w } } }"),
        (Way.BY_RDFLIB, "SELECT (COUNT(?v) AS ?n) { $this :p ?v }"),
        (Way.BY_RDFLIB, "SELECT $this (COUNT(?v) AS ?n) { $this :p ?v }"),
        (Way.BY_RDFLIB, "SELECT $this ?v (COUNT(?v) AS ?n) { $this :p ?v } GROUP BY ?v"),
        (Way.BY_RDFLIB, "SELECT $this { { SELECT $this (COUNT(?v) AS ?n) { $this :p ?v } } }"),
        (Way.BY_RDFLIB, "SELECT $this { GRAPH ?g { $this :p ?v } }"),
        (Way.BY_RDFLIB, "SELECT $this { $this :p ?v FILTER($currentShape = :S) }"),
        (Way.BY_RDFLIB, "SELECT ?v { $this :p ?v }"),
    ],
)
def test_ways(way: Way, query: str) -> None:
    assert plan(query).way is way


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this { $this :p ?v MINUS { $this :q ?v } }",
        "SELECT $this { $this :p ?v VALUES ?v { 1 } }",
        "SELECT $this { $this :p ?v } VALUES ?v { 1 }",
        "SELECT $this { SERVICE <http://localhost/> { $this :p ?v } }",
        "SELECT $this { BIND(:x AS $this) }",
        "SELECT (1 AS ?this) { ?x :p ?v }",
        "SELECT $this { $this :p ?v { SELECT ?v { ?v :q ?w } } }",
    ],
)
def test_what_the_specification_forbids(query: str) -> None:
    """https://www.w3.org/TR/shacl/#pre-binding."""
    with pytest.raises(Malformed):
        plan(query)
    with pytest.raises(SourceError, match="these shapes can't be evaluated"):
        found(Engine.FAST, rules(query), ":a :p 1 .")


def test_words_like_those_forbidden_are_fine() -> None:
    query = "SELECT $this { $this :minus|:values ?service ; ?MINUS 'VALUES' } # MINUS {}"
    assert plan(query).way is Way.AT_ONCE


def test_shapes_are_no_data() -> None:
    with pytest.raises(Unsupported):
        plan("SELECT $this { GRAPH $shapesGraph { $this :p ?v } }")


def test_words_know_where_they_stand() -> None:
    words = tokens("SELECT (1 AS ?a) { ?b :p ?c FILTER(?d < 2 && EXISTS { ?e :q '}' }) { FILTER :f(?g) } }")
    stands = {each.variable: (each.depth, each.exists.value, each.expression) for each in words if each.variable}
    assert stands == {
        "a": (0, 0, True), "b": (1, 0, False), "c": (1, 0, False), "d": (1, 0, True), "e": (2, 1, False),
        "g": (2, 0, True),
    }  # fmt: skip


def test_restricted() -> None:
    graph = "GRAPH <urn:g> { <urn:x-peelgraph:focus> <urn:x-peelgraph:focus> ?this }"
    text = restricted("SELECT (EXISTS { ?x ?y ?z } AS ?e) WHERE { $this :p '{' }", "urn:g")
    assert text.split() == f"SELECT (EXISTS {{ ?x ?y ?z }} AS ?e) WHERE {{ {graph} $this :p '{{' }}".split()


@pytest.mark.parametrize(
    "kept",
    [
        "SELECT ?v { ?s ?p ?v }",
        "SELECT (COUNT(DISTINCT ?v) AS ?n) { ?s ?p ?v } GROUP BY ?v",
        "SELECT ?v { ?s ?p ?v FILTER(STRLEN(STR(?v)) > 1 && BOUND(?v) && SAMETERM(?v, ?p)) BIND(?v AS ?w) }",
        "SELECT ?v { ?s (:p|^:q)+ ?v ; :r ( ?x ?y ) }",
    ],
)
def test_terms_stay_terms(kept: str) -> None:
    assert by_value(kept) == kept


@pytest.mark.parametrize(
    "query", ["{ FILTER(?v > 1) }", "(SUM(?v) AS ?n) {}", "{ FILTER :f(?v) }", "{ BIND(?v + 1 AS ?n) }"]
)
def test_values_where_values_count(query: str) -> None:
    assert "STRDT(STR(?v)" in by_value(f"SELECT {query}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{ $this :a ?x . ?x :b ?y }", "{ $this :a ?x FILTER EXISTS { ?x :b ?y } }"),
        ("{ ?x :b ?y . $this :a ?x }", "{ $this :a ?x FILTER EXISTS { ?x :b ?y } }"),
        ("{ $this :a ?x , -1 ; ^:b/:c* 'y'@en ; . }",
         "{ $this :a -1 FILTER EXISTS { $this ^:b/:c* 'y'@en FILTER EXISTS { $this :a ?x } } }"),
        ("{ $this :a ?x . ?x :b ?y FILTER(?x != ?y) FILTER NOT EXISTS { ?y :c ?z . ?z :d ?y } }",
         "{ $this :a ?x FILTER EXISTS { ?x :b ?y FILTER(?x != ?y) "
         "FILTER NOT EXISTS { ?y :c ?z FILTER EXISTS { ?z :d ?y } } } }"),
        ("{ $this :a ?x }", "{ $this :a ?x }"),
        ("{ $this :a ?x OPTIONAL { ?x :b ?y } }", "{ $this :a ?x OPTIONAL { ?x :b ?y } }"),
        ("{ $this :a _:x . _:x :b ?y }", "{ $this :a _:x . _:x :b ?y }"),
        ("{ $this :a [ :b ?y ] }", "{ $this :a [ :b ?y ] }"),
        ("{ $this (:a/:b)+ ?x . ?x :c ?y }", "{ $this (:a/:b)+ ?x . ?x :c ?y }"),
        ("{}", "{}"),
    ],
)  # fmt: skip
def test_existence_is_asked_triple_by_triple(before: str, after: str) -> None:
    head = "SELECT $this { $this :p ?o FILTER NOT EXISTS "
    assert "".join(nested(f"{head}{before} }}").split()) == "".join(f"{head}{after} }}".split())


def test_brackets_without_end_are_left_alone() -> None:
    assert nested(text := "SELECT $this { FILTER EXISTS { $this :a ?x . ?x :b ?y") == text


LITERALS = [
    Literal("17.0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    Literal("017", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    Literal("17", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#int")),
    Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
    Literal("1e3", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#double")),
    Literal("2016-01-01Z", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    Literal("2016-01-01T00:00:00.0+00:00", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")),
    Literal("2016-02-31", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    Literal("-0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    Literal("99999999999999999999", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    Literal("x", datatype=NamedNode("urn:x-peelgraph:written:http://www.w3.org/2001/XMLSchema#string")),
    Literal("x", language="en"),
    Literal(""),
]


@pytest.mark.parametrize("literal", LITERALS, ids=str)
def test_literals_come_back_as_written(literal: Literal) -> None:
    store = ValueStore(data(f":a :p {literal} ."))
    listed = store.listed([NamedNode(EX + "a"), literal])
    (row,) = store.at_once(f"SELECT $this ?v {{ $this <{EX}p> ?v }}", listed)
    assert row == {"this": NamedNode(EX + "a"), "v": literal}
    (row,) = store.at_once(f"SELECT $this ?s {{ ?s <{EX}p> $this }}", listed)
    assert row["this"] == literal
    (row,) = store.each(f"SELECT $this (STR(?v) AS ?t) {{ $this <{EX}p> ?v }}", NamedNode(EX + "a"))
    assert row["t"] == Literal(literal.value)


@BOTH
def test_numbers_have_values_and_places(engine: Engine) -> None:
    """``17.0`` is 17 and has one place; only one of both is lost in a store that keeps values."""
    query = """SELECT $this ?value { $this :p ?value ; :q ?other .
        FILTER(?value = ?other && STRLEN(STRAFTER(STR(?value), ".")) = 1) }"""
    assert found(engine, rules(query), ":a :p 17.0 ; :q 17 . :b :p 17.00 ; :q 17 . :c :p 17.5 ; :q 17 .") == [
        ":a 17.0^decimal"
    ]


@BOTH
def test_computed_numbers_in_messages(engine: Engine) -> None:
    query = "SELECT $this ?value ?more { $this :p ?value BIND(?value + 0.5 AS ?more) }"
    (result,) = results(engine, rules(query, message="{?value} and {$more}, {?other}"), ":a :p 16.50 .")
    assert result.messages == ("16.50 and 17.00, {?other}",)


@BOTH
def test_what_a_row_becomes(engine: Engine) -> None:
    """https://www.w3.org/TR/shacl/#sparql-constraints-variables."""
    query = "SELECT $this ?path ?value { $this ?path ?value FILTER(?value = 1) }"
    (result,) = results(engine, rules(query), ":a :p 1 ; :q 2 .")
    assert result.identity == (
        f"<{EX}a>", f"<{EX}p>", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', f"<{EX}S>", f"<{EX}Q>",
        "http://www.w3.org/ns/shacl#SPARQLConstraintComponent", "http://www.w3.org/ns/shacl#Violation",
    )  # fmt: skip
    assert found(engine, rules("SELECT $this { $this :p ?v }"), ":a :p 1 , 2 .") == [":a :a"]


@BOTH
def test_a_property_shape_has_its_path(engine: Engine) -> None:
    text = (
        PREFIXED
        + """:P sh:path ( :p :q ) ; sh:targetNode :a ; sh:sparql [ sh:prefixes :own ;
        sh:select "SELECT $this ?value { $this $PATH ?value FILTER(?value > 1) }" ] ."""
    )
    (result,) = results(engine, text, ":a :p :b . :b :q 1 , 2 .")
    assert (result.path, str(result.value)) == (f"<{EX}p>/<{EX}q>", '"2"^^<http://www.w3.org/2001/XMLSchema#integer>')


FOCUSES = ":a :p [ :q 1 ] , 'x' , 017 , :b . :b :q 1 ."


@BOTH
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT $this { $this :q 1 }", [":b :b", "_: _:"]),
        ("SELECT $this { ?s :p $this FILTER(isLiteral($this)) }", ["017^integer 017^integer", "x x"]),
        ("SELECT $this { { FILTER($this = 17) } }", ["017^integer 017^integer"]),
        ("SELECT $this { ?s :p $this } LIMIT 1", [":b :b", "017^integer 017^integer", "_: _:", "x x"]),
        ("SELECT $this ?value { { SELECT DISTINCT $this ?value { ?value :q ?n } } FILTER($this = ?value) }",
         [":b :b", "_: _:"]),
        ("SELECT $this ?n { { SELECT $this (COUNT(?s) AS ?n) { ?s :p $this } } FILTER($this = :b && ?n = 1) }",
         [":b :b"]),
    ],
)  # fmt: skip
def test_every_kind_of_focus_node_in_every_way(engine: Engine, query: str, expected: list[str]) -> None:
    assert found(engine, rules(query, "sh:targetObjectsOf :p"), FOCUSES) == sorted(expected)


@BOTH
def test_other_things_are_not_asked(engine: Engine) -> None:
    """Only focus nodes have results, and only what is said of them is counted."""
    query = "SELECT $this (COUNT(?v) AS ?n) { $this :p ?v } GROUP BY $this HAVING(COUNT(?v) > 1)"
    assert found(engine, rules(query, "sh:targetNode :a , :c"), ":a :p 1 , 2 . :b :p 1 , 2 . :c :p 1 .") == [":a :a"]


@BOTH
def test_lists_of_focus_nodes_are_no_data(engine: Engine) -> None:
    query = "SELECT DISTINCT $this ?value { $this :p ?x . ?s ?p ?value }"
    assert found(engine, rules(query), ":a :p 1 .") == [":a 1^integer"]


@BOTH
def test_constraint_inside_of_another_shape(engine: Engine) -> None:
    text = (
        PREFIXED
        + """:S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:node :N ] .
        :N sh:sparql [ sh:prefixes :own ; sh:select "SELECT $this { $this :q 1 }" ] ."""
    )
    assert found(engine, text, ":a :p :x , :y . :b :p :x . :x :q 1 .") == [":a :x", ":b :x"]


@BOTH
def test_deactivated(engine: Engine) -> None:
    text = rules("SELECT $this { $this :p ?v }") + " :Q sh:deactivated true ."
    assert found(engine, text, ":a :p 1 .") == []


def test_failure_is_left_to_the_reference() -> None:
    with pytest.raises(Unsupported):
        found(Engine.FAST, rules("SELECT $this ?failure { $this :p ?v BIND(true AS ?failure) }"), ":a :p 1 .")


@pytest.mark.parametrize(
    "query", ["SELECT $this { $this :p }", "ASK { $this :p ?v }", "SELECT $this { $this no:p ?v }"]
)
def test_no_query(query: str) -> None:
    with pytest.raises(SourceError, match="these shapes can't be evaluated"):
        found(Engine.FAST, rules(query), ":a :p 1 .")


COMPONENT = (
    PREFIXED
    + """:Below a sh:ConstraintComponent ; sh:parameter [ sh:path :below ] , [ sh:path :least ; sh:optional true ] ;
    sh:validator [ sh:prefixes :own ; sh:message "{?value} is not below {$below}" ;
        sh:ask "ASK { FILTER($value < $below && $value >= COALESCE($least, 0)) }" ] ;
    sh:nodeValidator [ sh:prefixes :own ; sh:message "too much: {?value}" ;
        sh:select "SELECT $this ?value { $this :p ?value FILTER(?value >= $below) }" ] .
"""
)


@BOTH
@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("sh:property [ sh:path :p ; :below 3 ]", [":a -1^integer", ":a 3.0^decimal"]),
        ("sh:property [ sh:path :p ; :below 3 ; :least -1 ]", [":a 3.0^decimal"]),
        ("sh:property [ sh:path :p ; :least 1 ]", []),
    ],
)
def test_declared_components(engine: Engine, shape: str, expected: list[str]) -> None:
    """https://www.w3.org/TR/shacl/#sparql-constraint-components; pySHACL gives no values for property shapes."""
    text = COMPONENT + f":S sh:targetNode :a ; {shape} ."
    values = found(engine, text, ":a :p -1 , 2 , 3.0 .")
    if engine is Engine.REFERENCE and "sh:property" in shape:
        assert values == [each.partition(" ")[0] for each in expected]
    else:
        assert values == expected


def test_declared_component_of_a_node_shape() -> None:
    """pySHACL takes ``?value`` for the focus node, as in an ASK, and finds nothing."""
    (result,) = results(Engine.FAST, COMPONENT + ":S sh:targetNode :a ; :below 3 .", ":a :p -1 , 3.0 .")
    assert (str(result.value), result.messages) == (
        '"3.0"^^<http://www.w3.org/2001/XMLSchema#decimal>', ("too much: 3.0",)
    )  # fmt: skip


def test_messages_of_declared_components() -> None:
    text = COMPONENT + ":S sh:targetNode :a ; sh:property [ sh:path :p ; :below 3 ] ."
    (result,) = results(Engine.FAST, text, ":a :p 3.0 .")
    assert result.messages == ("3.0 is not below 3",)
    assert result.component == EX + "Below"


def test_few_queries_need_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is only made where a SPARQL constraint has something to look at."""

    def made(*_: object) -> None:
        raise AssertionError("a store was made")

    monkeypatch.setattr(constraint, "ValueStore", made)
    assert found(Engine.FAST, rules("SELECT $this { $this :p ?v }"), ":a :q 1 .") == []


def test_rdflib_sees_the_data() -> None:
    view = RdflibQueries(data(":a :p :b , 'x'@en . :b :q 017 . [] :q 1 ."))
    assert len(view.select("SELECT * { ?s ?p ?o }", {})) == 4
    assert view.select(f"SELECT ?s {{ ?s ?p <{EX}b> }}", {}) == [{"s": NamedNode(EX + "a")}]
    assert view.ask(f"ASK {{ <{EX}a> <{EX}p>/<{EX}q> 017 }}", {}) is False, "rdflib reads 017 as 17"
    assert view.ask(f"ASK {{ <{EX}a> <{EX}p>/<{EX}q> ?n FILTER(?n = 17) }}", {})
    assert not view.ask(f"ASK {{ <{EX}b> <{EX}p> ?x }}", {})
