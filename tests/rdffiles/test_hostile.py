"""Content that is meant to break, stall or mislead a reader."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from builder.errors import LimitError, SourceError
from builder.places import Place
from builder.rdffiles.reading import SKOLEM, read_rdf

from .conftest import Read, Write

A, B, C = (NamedNode(f"http://e/{name}") for name in "abc")
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
X = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="http://e/">'
DEEP = 100_000


def test_ten_megabytes_in_one_line(read: Read) -> None:
    text = "<http://e/a> <http://e/b> '" + "é" * 5_000_000 + "' . <http://e/a> <http://e/b> <http://e/c> ."
    start = time.monotonic()
    file = read("a.ttl", text)
    wanted = Triple(A, B, C)
    assert file.locate([wanted], [A]).triples == {wanted: Place("a.ttl", 1, text.index("<http://e/c>") + 1)}
    assert time.monotonic() - start < 60


def test_a_long_line_with_an_error_in_it(write: Write) -> None:
    text = "<http://e/a> <http://e/b> " + "1 , " * 100_000 + "2 3 ."
    with pytest.raises(SourceError) as error:
        read_rdf([write("a.ttl", text)])
    (problem,) = error.value.problems
    assert (problem.line, problem.column, problem.found) == (1, len(text) - 3, "no `,` between `2` and `3`")


def test_deep_brackets_of_turtle(read: Read) -> None:
    text = "<http://e/a> <http://e/b> " + "[<http://e/b> " * DEEP + "1" + "]" * DEEP + " ."
    file = read("a.ttl", text)
    assert len(file.triples) == DEEP + 1
    outer = file.triples[-1]
    assert outer.subject == A
    assert file.locate([outer], ()).triples == {outer: Place("a.ttl", 1, 27)}


def test_deep_lists_of_turtle(read: Read) -> None:
    text = "<http://e/a> <http://e/b> " + "(" * DEEP + "1" + ")" * DEEP + " ."
    file = read("a.ttl", text)
    (deepest,) = (each for each in file.triples if isinstance(each.object, Literal))
    assert file.locate([deepest], ()).triples == {deepest: Place("a.ttl", 1, 27 + DEEP)}


@pytest.mark.parametrize("bracket", ["[<http://e/b> ", "( "])
def test_deep_brackets_that_are_never_closed(bracket: str, write: Write) -> None:
    with pytest.raises(SourceError) as error:
        read_rdf([write("a.ttl", "<http://e/a> <http://e/b> " + bracket * DEEP)])
    (problem,) = error.value.problems
    assert problem.found == f"the `{bracket[0]}` here is never closed"


def test_deep_json(read: Read, write: Write) -> None:
    deep = read("deep.json", '{"@id": "http://e/a", "http://e/b": ' + "[" * 5000 + "1" + "]" * 5000 + "}")
    (triple,) = deep.triples
    assert deep.locate([triple], [A]).triples == {triple: Place("deep.json")}
    with pytest.raises(SourceError, match=r"deeper\.json"):
        read_rdf([write("deeper.json", "[" * 100_000 + "]" * 100_000)])
    with pytest.raises(SourceError, match="is never closed"):
        read_rdf([write("open.json", "[" * 1000)])


def test_deep_xml(read: Read) -> None:
    depth = 5000
    file = read("a.rdf", X + "<e:T><e:p>" * depth + "</e:p></e:T>" * depth + "</rdf:RDF>")
    inner = Triple(NamedNode(f"{SKOLEM}1-{depth}"), NamedNode("http://e/p"), Literal(""))
    assert inner in file.triples
    assert file.locate([inner], ()).triples[inner].line == 1


@pytest.mark.parametrize(
    ("entities", "found"),
    [
        ('<!ENTITY a "ha"><!ENTITY b "&a;&a;">', "the entity `b` is made of entities"),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "the entity `a` stands for another file"),
        ('<!ENTITY a PUBLIC "x" "http://127.0.0.1/x">', "the entity `a` stands for another file"),
        (f'<!ENTITY a "{"x" * 201}">', "the entity `a` is 201 characters long"),
        ('<!ENTITY % a "x">', "the entity `a` is made of entities"),
    ],
)
def test_entities_that_could_harm(entities: str, found: str, write: Write) -> None:
    text = f"<!DOCTYPE rdf:RDF [\n{entities}]>\n{X}<e:T><e:p>&a;</e:p></e:T></rdf:RDF>"
    with pytest.raises(SourceError) as error:
        read_rdf([write("a.rdf", text)])
    (problem,) = error.value.problems
    assert (problem.line, problem.found) == (2, found)
    assert "write its text out" in problem.advice


def test_entities_for_namespaces_are_fine(read: Read) -> None:
    text = f'<!DOCTYPE rdf:RDF [<!ENTITY e "http://e/">]>{X}<e:c rdf:about="&e;a"/></rdf:RDF>'
    assert read("a.owl", text).triples == (Triple(A, NamedNode(RDF + "type"), C),)


def test_many_small_entities(write: Write) -> None:
    head = f'<!DOCTYPE rdf:RDF [<!ENTITY e "{"x" * 200}">]>{X}<e:T><e:p>'
    with pytest.raises(SourceError, match="more entities than can be written out"):
        read_rdf([write("a.rdf", head + "&e;" * 10_000 + "</e:p></e:T></rdf:RDF>")], limit=1_000_000)


def test_laughs_are_over_soon(write: Write) -> None:
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    text = f'<!DOCTYPE rdf:RDF [<!ENTITY l0 "ha">{"".join(names)}]>{X}<e:T><e:p>&l9;</e:p></e:T></rdf:RDF>'
    start = time.monotonic()
    with pytest.raises(SourceError) as error:
        read_rdf([write("a.rdf", text)])
    assert len(error.value.problems) == 9
    assert time.monotonic() - start < 10


def test_a_document_that_is_cut_off_is_no_xml(write: Write) -> None:
    """Where an element ends, so that a lenient parser sees nothing wrong."""
    with pytest.raises(SourceError, match="the element <rdf:RDF> is never closed"):
        read_rdf([write("a.rdf", X + '<e:T rdf:about="http://e/a"/>\n')])


def test_a_text_that_is_too_long_is_a_limit(write: Write) -> None:
    with pytest.raises(LimitError, match=r"a\.nt: a text in it is too long"):
        read_rdf([write("a.nt", '<http://e/a> <http://e/b> "' + "x" * 20_000_000 + '" .')])


def test_what_is_no_utf8_in_a_comment_does_no_harm(read: Read) -> None:
    file = read("a.ttl", b"# caf\xe9 \n<http://e/a> <http://e/b> # \xff\xfe\n <http://e/c> .")
    wanted = Triple(A, B, C)
    assert file.locate([wanted], ()).triples == {wanted: Place("a.ttl", 3, 2)}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\xfd", b"<http://e/a> <http://e/b> '\xff' .", b"\0\0\0\0", b"\x80" * 100]
)
@pytest.mark.parametrize("name", ["a.ttl", "a.nt", "a.nq", "a.trig", "a.jsonld", "a.rdf"])
def test_bytes_that_are_no_text(name: str, content: bytes, write: Write) -> None:
    with pytest.raises(SourceError) as error:
        read_rdf([write(name, content)])
    (problem,) = error.value.problems
    assert problem.line == 1
    assert problem.allowed


def test_many_things_are_found_in_little_time(read: Read) -> None:
    count = 5_000
    lines = [f"e:t{n} a e:T ; e:p 'text {n}' , [ e:q {n} ] , (1 {n}) ." for n in range(count)]
    file = read("a.ttl", "@prefix e: <http://e/> .\n" + "\n".join(lines))
    start = time.monotonic()
    wanted = Triple(NamedNode(f"http://e/t{count - 1}"), NamedNode("http://e/p"), Literal(f"text {count - 1}"))
    assert file.locate([wanted], ()).triples[wanted].line == count + 1
    assert time.monotonic() - start < 30
    assert len(file.locate(file.triples, ()).triples) == len(set(file.triples))
