"""Which engine is taken, what both refuse, and what tries to break them."""

from __future__ import annotations

import pytest
from pyoxigraph import Triple

from builder.building.dataset import read_ontology, read_turtle
from builder.errors import SourceError
from builder.project import Project
from builder.shacl import engine as engines
from builder.shacl import fast, reference
from builder.shacl.data import Data
from builder.shacl.engine import Engine, validate
from builder.shacl.failures import Unsupported
from builder.shacl.shapes import load_shapes
from builder.shacl.targets import focus_nodes

from .small import EX, PREFIXED, data, found, shapes, short

COUNTED = ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxCount 1 ; sh:message 'One.' ] ."
BOTH = pytest.mark.parametrize("engine", [Engine.FAST, Engine.REFERENCE])


@pytest.mark.parametrize(
    ("wanted", "threshold", "taken"),
    [
        (Engine.AUTO, 3, Engine.REFERENCE),
        (Engine.AUTO, 2, Engine.FAST),
        (Engine.FAST, 3, Engine.FAST),
        (Engine.REFERENCE, 2, Engine.REFERENCE),
    ],
)
def test_the_size_decides(wanted: Engine, threshold: int, taken: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "THRESHOLD", threshold)
    results, by = validate(data(":a :p 1 , 2 , 3 , 3 ."), shapes(COUNTED), wanted)
    assert by is taken
    assert [(short(each.focus), each.messages) for each in results] == [(":a", ("One.",))]


def test_the_reference_takes_over() -> None:
    rules = (
        PREFIXED
        + """:S sh:targetNode :a ; sh:sparql [ sh:prefixes :own ; sh:message "No." ;
        sh:select "SELECT $this ?failure { $this :p ?v BIND(true AS ?failure) }" ] ."""
    )
    results, by = validate(data(":a :p 1 ."), shapes(rules), Engine.FAST)
    assert by is Engine.REFERENCE
    assert [each.messages for each in results] == [("No.",)]


WRONG = [
    "sh:property [ sh:path :p ; sh:minCount 'one' ]",
    "sh:property [ sh:path :p ; sh:minCount -1 ]",
    "sh:property [ sh:path :p ; sh:minCount 1 , 2 ]",
    "sh:property [ sh:path :p , :q ; sh:minCount 1 ]",
    "sh:property [ sh:path :p ; sh:pattern '(' ]",
    "sh:property [ sh:path :p ; sh:maxLength 1.5 ]",
    "sh:property [ sh:path :p ; sh:datatype xsd:date , xsd:string ]",
    "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ]",
    "sh:property [ sh:minCount 1 ]",
    "sh:property [ sh:path :p ; sh:lessThan 'q' ]",
    "sh:property [ sh:path [ :own :p ] ; sh:minCount 1 ]",
    "sh:node [ sh:path :p ; sh:minCount 1 ]",
    "sh:property :nowhere",
    "sh:minCount 1",
    "sh:uniqueLang true ; sh:lessThan :q",
    "sh:or ( )",
    "sh:ignoredProperties ( :p )",
]


@BOTH
@pytest.mark.parametrize("wrong", WRONG)
def test_shapes_that_cannot_be_evaluated(engine: Engine, wrong: str) -> None:
    with pytest.raises(SourceError, match=r"^small: these shapes can't be evaluated: "):
        validate(data(":a :p 1 ; :q 2 ."), shapes(f":S sh:targetNode :a ; {wrong} ."), engine)


@BOTH
def test_what_nothing_needs_is_not_looked_at(engine: Engine) -> None:
    """Shapes without focus nodes are never evaluated, so that nothing in them matters."""
    assert found(engine, ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 'one' ] .", ":a :p 1 .") == []


def test_shapes_that_lead_back_to_themselves() -> None:
    """The specification leaves open what they mean (https://www.w3.org/TR/shacl/#shapes-recursion)."""
    rules = (
        ":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:node :S ] ; sh:property [ sh:path :q ; sh:minCount 1 ] ."
    )
    with pytest.raises(Unsupported):
        fast.validate(data(":a :p :b ."), shapes(rules))
    results, by = validate(data(":a :p :b . :a :q 1 ."), shapes(rules), Engine.FAST)
    assert by is Engine.REFERENCE
    assert [short(each.value) for each in results if each.value] == [":b"]


@pytest.mark.parametrize("depth", [30, 3000])
def test_deep_nesting_ends_in_an_error(depth: int) -> None:
    rules = ":S sh:targetNode :a ; " + "sh:not [ " * depth + "sh:class :C" + " ]" * depth + " ."
    with pytest.raises(Unsupported):
        fast.validate(data(":a :p 1 ."), shapes(rules))
    paths = (
        ":S sh:targetNode :a ; sh:property [ sh:minCount 1 ; sh:path "
        + "[ sh:inversePath " * depth
        + ":p"
        + " ]" * depth
    )
    with pytest.raises(Unsupported):
        fast.validate(data(":a :p 1 ."), shapes(paths + " ] ."))


def test_lists_and_paths_without_end() -> None:
    for rules in (
        ":S sh:targetNode :a ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .",
        ":S sh:targetNode :a ; sh:property [ sh:path _:p ; sh:minCount 1 ] . _:p sh:inversePath _:p .",
    ):
        with pytest.raises((SourceError, Unsupported)):
            fast.validate(data(":a :p 1 ."), shapes(rules))


@BOTH
def test_classes_in_a_circle(engine: Engine) -> None:
    rules = ":S sh:targetClass :C ; sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:class :D ] ."
    assert found(engine, rules, ":C rdfs:subClassOf :D . :D rdfs:subClassOf :C . :a a :C ; :p :b . :b :p :a .") == [
        ":a :b"
    ]


def test_text_is_only_text() -> None:
    """Texts of the data are neither SPARQL nor patterns nor places for other texts in messages."""
    rules = (
        PREFIXED
        + """:S sh:targetSubjectsOf :p ; sh:sparql [ sh:prefixes :own ; sh:message "It is {?value}." ;
        sh:select "SELECT $this ?value { $this :p ?value }" ] ."""
    )
    hostile = ["} UNION { ?s ?p ?o", r"\\\\1 \\\\g<9>", "{0} %s $this", "\\u001b[31m"]
    for text in hostile:
        literal = '"' + text.replace('"', '\\"') + '"'
        for focus in (":a", "<https://example.org/%7D%7B>"):
            (result,) = fast.validate(data(f"{focus} :p {literal} ."), shapes(rules))
            assert result.value is not None
            assert result.messages == (f"It is {result.value.value}.",)


def test_focus_nodes_come_once_and_in_one_order() -> None:
    rules = shapes(":S sh:targetClass :C ; sh:targetSubjectsOf :p , :q ; sh:targetNode :z , :a .")
    text = ":b a :C ; :p 1 ; :q 2 . :c :q 1 . :a :p 1 . :d a :D . :D rdfs:subClassOf :C ."
    shape = next(iter(rules.targeted()))
    assert [short(each) for each in focus_nodes(rules, shape, data(text))] == [":a", ":z", ":b", ":d", ":c"]


def test_data_say_each_thing_once() -> None:
    index = data(":a :p 1 , 1 , 1.0 . :a :p 1 . :b :p 1 .")
    assert len(index) == len(set(index.triples())) == 3
    assert [each.value for each in index.inverse(next(iter(index.predicates())))] == ["1", "1.0"]


def test_results_come_in_one_order() -> None:
    text = " ".join(f":n{n} :p 1 , 2 ." for n in range(20))
    orders = {
        tuple(
            each.identity
            for each in fast.validate(data(text), shapes(COUNTED.replace("[", ":P . :P").replace("]", "")))
        )
        for _ in range(3)
    }
    assert len(orders) == 1
    assert [each[0] for each in orders.pop()] == [f"<{EX}n{n}>" for n in range(20)]


def test_both_say_the_same_of_all_that_is_wrong(project: Project) -> None:
    """Every example that fails, as one graph: results and messages."""
    folder = project.shapes / "examples"
    triples: set[Triple] = read_ontology(project)
    for path in [folder / "base.ttl", *sorted(folder.rglob("*_fail.ttl"))]:
        triples |= set(read_turtle(path, path.name))
    rules = load_shapes(project.shapes, "shapes")
    by_fast = sorted((each.identity, each.messages) for each in fast.validate(Data(sorted(triples, key=str)), rules))
    by_reference = sorted((each.identity, each.messages) for each in reference.validate(triples, rules))
    assert by_fast == by_reference
    assert len(by_fast) > 500
