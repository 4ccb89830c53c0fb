"""Queries of constraints: read by the store where it agrees with rdflib, by rdflib where it may not."""

from __future__ import annotations

import pytest
from rdflib.namespace import SH

from builder.namespaces import PREFIXES
from builder.project import Project
from builder.shacl import queries
from builder.shacl.queries import check_query
from builder.shacl.shapes import load_shapes

PLAIN = [
    "SELECT $this { $this a peel:Force ; peel:region ?r . FILTER(?r != <https://example.org/r>) }",
    'SELECT $this { $this peel:year "2014"^^xsd:integer, 2014, "a"@en-GB . }',
    "ASK { $this ^peel:judges/(peel:subject|!a)* ?value }",
    "SELECT $this (COUNT(?x) AS ?n) { $this peel:grade ?x # peel:comment\n } GROUP BY $this HAVING (COUNT(?x) > 1)",
    'SELECT $this { $this rdfs:label ?l . FILTER(STRLEN(?l) < 3 || ?l = "peel:Text") BIND(xsd:integer(?l) AS ?n) }',
    "SELECT $this { $this skos:notation ?l OPTIONAL { _:b peel:p $this } }",
    "SELECT $this { $this peel:p ?v . FILTER NOT EXISTS { ?v peel:q peel:thing.x . } }",
]
"""Queries that the store reads, in all sorts of words."""

LATER = [
    "SELECT * { <<( ?a ?b ?c )>> ?p ?o }",
    "SELECT * { ?s ?p ?o {| ?q ?z |} }",
    "SELECT * { ?s ?p ?o ~ ?r }",
    "SELECT (SUBJECT(?x) AS ?y) { ?s ?p ?x }",
    'SELECT * { ?s ?p "a"@en--ltr }',
    "SELECT * { ?s ?p ?o LATERAL { ?s ?q ?z } }",
]
"""What the store takes and SPARQL 1.1 does not have."""


def by_rdflib(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[set[str], str]:
    """What rdflib says."""
    with monkeypatch.context() as patched:
        patched.setattr(queries, "_is_plain_query", lambda *_: False)
        return check_query(text, PREFIXES)


@pytest.mark.parametrize("text", PLAIN)
def test_store_and_rdflib_agree(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = by_rdflib(text, monkeypatch)
    monkeypatch.setattr(queries, "prepare", None)  # so that nobody else can have read it
    assert check_query(text, PREFIXES) == slow
    assert slow[1] == ""


def test_store_and_rdflib_agree_on_all_shapes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = load_shapes(project.shapes, "shapes")
    texts = [(node, str(text)) for part in (SH.select, SH.ask) for node, text in shapes.graph.subject_objects(part)]
    assert len(texts) > 50
    for node, text in texts:
        prefixes = shapes.prefixes(node)
        quick = check_query(text, prefixes)
        with monkeypatch.context() as patched:
            patched.setattr(queries, "_is_plain_query", lambda *_: False)
            assert check_query(text, prefixes) == quick


def test_an_escaped_name_is_read() -> None:
    """rdflib would leave the backslash in."""
    assert check_query(r"SELECT $this { $this peel:a\-b 1 }", PREFIXES) == ({f"{PREFIXES['peel']}a-b"}, "")


def test_a_full_stop_ends_a_triple_and_no_name() -> None:
    """PN_LOCAL of SPARQL 1.1 (section 19.8) has full stops within, and none at its end."""
    text = "SELECT $this { $this a peel:Judgment. $this peel:a.b 1. }"
    names = {f"{PREFIXES['peel']}{each}" for each in ("Judgment", "a.b")} | {f"{PREFIXES['rdf']}type"}
    assert check_query(text, PREFIXES) == (names, "")


@pytest.mark.parametrize("text", LATER)
def test_what_came_after_the_version_is_no_query(text: str) -> None:
    terms, fault = check_query(text, PREFIXES)
    assert terms == set()
    assert fault.startswith("no SPARQL in line 1, column ")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT $this { $this peel:p ?x",
        "SELECT $this { $this nowhere:p ?x }",
        "PREFIX own: <https://example.org/> SELECT $this { $this own:p ?x }",
        "SELECT * { SERVICE <https://example.org/> { ?a ?b ?c } }",
        "SELECT $this { $this peel:p ?x . FILTER(<https://example.org/f>(?x)) }",
        "DELETE WHERE { ?a ?b ?c }",
    ],
)
def test_where_the_store_has_doubts_rdflib_has_the_word(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_query(text, PREFIXES) == by_rdflib(text, monkeypatch)
