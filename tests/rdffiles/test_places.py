"""Where triples and subjects are written: exact lines and columns, worked out from the texts by eye."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from builder.places import Place
from builder.project import Project
from builder.rdffiles.reading import SKOLEM, RdfFile, read_rdf

from .conftest import Read

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def node(iri: str) -> NamedNode:
    return NamedNode(iri if ":" in iri else f"http://e/{iri}")


def triple(subject: str, predicate: str, value: str | int | NamedNode | Literal) -> Triple:
    """A triple of names in http://e/; a text that is no name of one letter is a literal."""
    if isinstance(value, int):
        value = Literal(str(value), datatype=NamedNode(XSD + "integer"))
    if isinstance(value, str):
        value = node(value)
    return Triple(node(subject), node(predicate), value)


def blank(number: int) -> str:
    return f"{SKOLEM}1-{number}"


def place_of(file: RdfFile, wanted: Triple) -> tuple[int, int]:
    place = file.locate([wanted], ()).triples[wanted]
    assert place.file == file.name
    return place.line, place.column


def subject_place(file: RdfFile, wanted: str) -> tuple[int, int]:
    place = file.locate((), [node(wanted)]).subjects[node(wanted)]
    return place.line, place.column


TURTLE = """\
@prefix e: <http://e/> . # e:a e:p e:b .
@base <http://e/x/> .

e:a e:p e:b , 7 ;
    e:q "tex\\u0074"@en , 'é😀' , "x"^^e:t ;
    a <c> .
e:a e:p e:b .
<../d> e:p [ e:q 1 ; e:r ( 2 [] ) ] .
PREFIX e: <http://other/>
_:n e:p \"\"\"two
lines\"\"\" , true, -1.5e3 . e:a.b e:p e:e\\,f .
"""


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (triple("a", "p", "b"), (4, 9)),
        (triple("a", "p", 7), (4, 15)),
        (triple("a", "q", Literal("text", language="en")), (5, 9)),
        (triple("a", "q", Literal("é😀")), (5, 26)),
        (triple("a", "q", Literal("x", datatype=node("t"))), (5, 33)),
        (triple("a", RDF + "type", "http://e/x/c"), (6, 7)),
        (triple("d", "p", blank(1)), (8, 12)),
        (triple(blank(1), "q", 1), (8, 18)),
        (triple(blank(1), "r", blank(2)), (8, 26)),
        (triple(blank(2), RDF + "first", 2), (8, 28)),
        (triple(blank(2), RDF + "rest", blank(3)), (8, 30)),
        (triple(blank(3), RDF + "first", blank(4)), (8, 30)),
        (triple(blank(3), RDF + "rest", RDF + "nil"), (8, 33)),
        (triple(blank(5), "http://other/p", Literal("two\nlines")), (10, 9)),
        (triple(blank(5), "http://other/p", Literal("true", datatype=NamedNode(XSD + "boolean"))), (11, 12)),
        (triple(blank(5), "http://other/p", Literal("-1.5e3", datatype=NamedNode(XSD + "double"))), (11, 18)),
        (triple("http://other/a.b", "http://other/p", "http://other/e,f"), (11, 37)),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_turtle(wanted: Triple, place: tuple[int, int], end: str, read: Read) -> None:
    text = TURTLE.replace("\n", end)
    if end != "\n" and isinstance(wanted.object, Literal) and "\n" in wanted.object.value:
        wanted = Triple(wanted.subject, wanted.predicate, Literal(wanted.object.value.replace("\n", end)))
    file = read("a.ttl", text)
    assert wanted in file.triples
    assert place_of(file, wanted) == place


def test_subjects_of_turtle(read: Read) -> None:
    file = read("a.ttl", TURTLE)
    assert subject_place(file, "a") == (4, 1)
    assert subject_place(file, "d") == (8, 1)
    assert subject_place(file, blank(1)) == (8, 12)
    assert subject_place(file, blank(2)) == (8, 26)
    assert subject_place(file, blank(5)) == (10, 1)


TRIG = """\
@prefix e: <http://e/> .
e:a e:p 1 .
{ e:a e:p 2 }
GRAPH e:g { e:a e:p 3 . e:b e:p 4 ; }
e:g{ [] e:p 5 .
 e:c e:p 6}
[ ] { e:d e:p _:g } _:g { _:g e:p 7 }
"""


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (triple("a", "p", 1), (2, 9)),
        (triple("a", "p", 2), (3, 11)),
        (triple("a", "p", 3), (4, 21)),
        (triple("b", "p", 4), (4, 33)),
        (triple(blank(1), "p", 5), (5, 13)),
        (triple("c", "p", 6), (6, 10)),
        (triple("d", "p", blank(2)), (7, 15)),
        (triple(blank(2), "p", 7), (7, 35)),
    ],
)
def test_trig(wanted: Triple, place: tuple[int, int], read: Read) -> None:
    file = read("a.trig", TRIG)
    assert wanted in file.triples
    assert place_of(file, wanted) == place


LINES = """\
# <http://e/a> <http://e/p> <http://e/b> .
<http://e/a>  <http://e/p>\t<http://e/b> .
<http://e/\\u0061> <http://e/p> "\\u00e9"@EN .
  _:x <http://e/p> "a _:y \\" b" .
<http://e/a><http://e/p>_:y.# _:z
_:y <http://e/p> _:x .

<http://e/a> <http://e/p> <http://e/b> .
<http://e/c> <http://e/p> "é" .
"""


@pytest.mark.parametrize("name", ["a.nt", "a.nq"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (triple("a", "p", "b"), (2, 28)),
        (triple("a", "p", Literal("é", language="en")), (3, 32)),
        (triple(blank(1), "p", Literal('a _:y " b')), (4, 20)),
        (triple("a", "p", blank(2)), (5, 25)),
        (triple(blank(2), "p", blank(1)), (6, 18)),
        (triple("c", "p", Literal("é")), (9, 27)),
    ],
)
def test_lines(wanted: Triple, place: tuple[int, int], name: str, end: str, read: Read) -> None:
    file = read(name, LINES.replace("\n", end))
    assert wanted in file.triples
    assert place_of(file, wanted) == place


def test_subjects_of_lines(read: Read) -> None:
    file = read("a.nt", LINES)
    assert subject_place(file, "a") == (2, 1)
    assert subject_place(file, blank(1)) == (4, 3)


def test_graphs_of_quads_are_no_objects(read: Read) -> None:
    file = read("a.nq", "<http://e/a> <http://e/p> <http://e/b> _:g .\n_:h <http://e/p> _:g <http://e/g> .")
    assert place_of(file, triple("a", "p", "b")) == (1, 27)
    assert place_of(file, triple(blank(1), "p", blank(2))) == (2, 18)


JSON = """\
{
  "@context": {"e": "http://e/", "knows": {"@id": "e:p", "@type": "@id"}, "@vocab": "http://v/",
    "on": {"@id": "e:on", "@type": "e:day"}, "says": {"@id": "e:says", "@language": "cy"},
    "list": {"@id": "e:list", "@container": "@list"}, "words": {"@id": "e:w", "@container": "@language"},
    "of": {"@reverse": "e:of"}, "id": "@id", "@base": "http://e/x/"},
  "@graph": [
    {"id": "e:a", "@type": ["e:T", "U"], "knows": ["../b", "e:c"], "on": "1",
     "says": "helô", "label": {"@value": "é", "@language": "EN"},
     "e:n": [1, 1.50, {"@value": true}, {"@set": ["é😀", null]}],
     "list": [2, {"e:q": {"@id": "e:d"}}], "words": {"en": ["one", "two"]},
     "of": {"@id": "e:f", "e:q": 3}, "unknown:x": 4, "@reverse": {"e:r": {"@id": "e:g"}}}
  ]
}
"""


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (triple("a", RDF + "type", "T"), (7, 29)),
        (triple("a", RDF + "type", "http://v/U"), (7, 36)),
        (triple("a", "p", "b"), (7, 52)),
        (triple("a", "p", "c"), (7, 60)),
        (triple("a", "on", Literal("1", datatype=node("day"))), (7, 74)),
        (triple("a", "says", Literal("helô", language="cy")), (8, 14)),
        (triple("a", "http://v/label", Literal("é", language="en")), (8, 42)),
        (triple("a", "n", 1), (9, 14)),
        (triple("a", "n", Literal("1.5E0", datatype=NamedNode(XSD + "double"))), (9, 17)),
        (triple("a", "n", Literal("true", datatype=NamedNode(XSD + "boolean"))), (9, 34)),
        (triple("a", "n", Literal("é😀")), (9, 51)),
        (triple("a", "list", blank(1)), (10, 14)),
        (triple(blank(1), RDF + "first", 2), (10, 15)),
        (triple(blank(2), RDF + "first", blank(3)), (10, 18)),
        (triple(blank(3), "q", "d"), (10, 34)),
        (triple("a", "w", Literal("two", language="en")), (10, 68)),
        (triple("f", "of", "a"), (7, 12)),
        (triple("f", "q", 3), (11, 34)),
        (triple("a", "unknown:x", 4), (11, 51)),
        (triple("g", "r", "a"), (7, 12)),
    ],
)
def test_json(wanted: Triple, place: tuple[int, int], read: Read) -> None:
    file = read("a.jsonld", JSON)
    assert wanted in file.triples
    assert place_of(file, wanted) == place


def test_subjects_of_json(read: Read) -> None:
    file = read("a.jsonld", JSON)
    assert subject_place(file, "a") == (7, 12)
    assert subject_place(file, "f") == (11, 20)
    assert subject_place(file, blank(3)) == (10, 18)


def test_json_that_is_more_than_is_understood_has_the_place_of_its_subject(read: Read) -> None:
    scoped = """{"@context": {"T": {"@id": "http://e/T", "@context": {"k": "http://e/k"}}},
 "@id": "http://e/a",
 "@type": "T",
 "k": 1}"""
    file = read("a.jsonld", scoped)
    assert place_of(file, triple("a", "k", 1)) == (2, 9)
    assert place_of(file, triple("a", RDF + "type", "T")) == (3, 11)


def test_json_that_is_not_understood_at_all_has_no_line(read: Read) -> None:
    file = read("a.jsonld", '{"@context": {"@propagate": true, "k": "http://e/k"}, "@id": "http://e/a", "k": 1}')
    assert place_of(file, triple("a", "k", 1)) == (0, 0)
    assert file.locate((), [node("a")]).subjects == {node("a"): Place("a.jsonld")}


def test_blank_nodes_that_may_be_miscounted_have_no_line(read: Read) -> None:
    """A container that is not followed holds a blank node, so that the next one has another number."""
    text = """{"@context": {"i": {"@id": "http://e/i", "@container": "@id"}, "p": "http://e/p"}, "@id": "http://e/a",
 "p": [{"p": 1}, {"p": 2}]}"""
    passed = text.replace('"p": [', '"i": {"_:z": {"p": 0}}, "p": [')
    fine = read("a.jsonld", text.replace(', "@container": "@id"', ""))
    assert place_of(fine, triple(blank(2), "p", 2)) == (2, 24)
    file = read("b.jsonld", passed)
    assert place_of(file, triple(blank(3), "p", 2)) == (0, 0)


XML = """\
<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [<!ENTITY e "http://e/">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:e="http://e/" xml:base="http://e/x/y" xml:lang="en">
<e:T rdf:about="&e;a" e:q="text"
     rdf:type="z">
  <e:p rdf:resource="../b"/><e:é>
    long</e:é>
  <e:n rdf:datatype="http://e/t">7</e:n>
  <e:o><rdf:Description><e:p xml:lang="CY">é😀</e:p></rdf:Description></e:o>
  <e:l rdf:parseType="Collection"><rdf:Description rdf:ID="c"/><e:U/></e:l>
  <e:r rdf:parseType="Resource"><e:p rdf:nodeID="n"/></e:r>
  <e:s e:q='1'/><e:x/>
</e:T>
<rdf:Bag rdf:nodeID="n"><rdf:li>one</rdf:li><rdf:li>two</rdf:li></rdf:Bag>
<rdf:Description rdf:about="&e;d"><e:p rdf:ID="st">x</e:p></rdf:Description>
</rdf:RDF>
"""


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (triple("a", RDF + "type", "T"), (5, 2)),
        (triple("a", "q", Literal("text", language="en")), (5, 28)),
        (triple("a", RDF + "type", "http://e/x/z"), (6, 16)),
        (triple("a", "p", "b"), (7, 22)),
        (triple("a", "é", Literal("\n    long", language="en")), (8, 5)),
        (triple("a", "n", Literal("7", datatype=node("t"))), (9, 34)),
        (triple("a", "o", blank(1)), (10, 8)),
        (triple(blank(1), "p", Literal("é😀", language="cy")), (10, 44)),
        (triple("a", "l", blank(3)), (11, 3)),
        (triple(blank(3), RDF + "first", "http://e/x/y#c"), (11, 60)),
        (triple(blank(4), RDF + "first", blank(2)), (11, 64)),
        (triple(blank(2), RDF + "type", "U"), (11, 65)),
        (triple("a", "r", blank(5)), (12, 3)),
        (triple(blank(5), "p", blank(6)), (12, 50)),
        (triple(blank(7), "q", Literal("1", language="en")), (13, 13)),
        (triple("a", "s", blank(7)), (13, 3)),
        (triple("a", "x", Literal("", language="en")), (13, 17)),
        (triple(blank(6), RDF + "_2", Literal("two", language="en")), (15, 53)),
        (triple("http://e/x/y#st", RDF + "subject", "d"), (16, 48)),
    ],
)
def test_xml(wanted: Triple, place: tuple[int, int], read: Read) -> None:
    file = read("a.rdf", XML)
    assert wanted in file.triples
    assert place_of(file, wanted) == place


def test_subjects_of_xml(read: Read) -> None:
    file = read("a.rdf", XML)
    assert subject_place(file, "a") == (5, 17)
    assert subject_place(file, blank(1)) == (10, 8)
    assert subject_place(file, "d") == (16, 29)


def test_xml_literals_have_the_place_of_their_subject(read: Read) -> None:
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n'
    text = head + '<rdf:Description rdf:about="http://e/a">\n<e:p rdf:parseType="Literal">a <b/></e:p>\n'
    file = read("a.rdf", text + "<e:q>1</e:q></rdf:Description></rdf:RDF>")
    (literal,) = (each for each in file.triples if each.predicate == node("p"))
    assert place_of(file, literal) == (2, 29)
    assert place_of(file, triple("a", "q", Literal("1"))) == (4, 6)


@pytest.mark.parametrize("name", ["a.jsonld", "a.rdf"])
def test_a_byte_order_mark_takes_no_column(name: str, read: Read) -> None:
    texts = {
        "a.jsonld": '{"@id": "http://e/a", "http://e/p": 1}',
        "a.rdf": '<e:T xmlns:e="http://e/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="http://e/a"/>',
    }
    file = read(name, b"\xef\xbb\xbf" + texts[name].encode())
    assert subject_place(file, "a") == (1, texts[name].index('http://e/a"') + (1 if name == "a.rdf" else 0))


def test_first_places_count(read: Read) -> None:
    file = read("a.ttl", "@prefix e: <http://e/> .\ne:a e:p e:b .\ne:b e:p 1 .\ne:a e:p e:b ; e:q 2 .")
    places = file.locate([triple("a", "p", "b"), triple("a", "q", 2)], [node("a"), node("b")])
    assert places.triples == {
        triple("a", "p", "b"): Place("a.ttl", 2, 9),
        triple("a", "q", 2): Place("a.ttl", 4, 19),
    }
    assert places.subjects == {node("a"): Place("a.ttl", 2, 1), node("b"): Place("a.ttl", 3, 1)}


def test_what_is_not_there_has_no_place(read: Read) -> None:
    file = read("a.ttl", "@prefix e: <http://e/> .\ne:a e:p e:b .")
    places = file.locate([triple("a", "p", "c"), triple("c", "p", "b")], [node("b"), node("c")])
    assert (places.triples, places.subjects) == ({}, {})
    assert file.locate((), ()).triples == {}


@pytest.mark.parametrize("change", ["longer", "later", "gone"])
def test_a_file_that_has_changed_has_no_lines(change: str, read: Read) -> None:
    file = read("a.ttl", "<http://e/a> <http://e/p> <http://e/b> .")
    if change == "longer":
        file.path.write_text("# new\n<http://e/a> <http://e/p> <http://e/b> .", encoding="utf-8")
    elif change == "later":
        file.path.write_text("<http://e/a> <http://e/p> <http://e/b>.\n", encoding="utf-8")
        os.utime(file.path, ns=(0, 1))
    else:
        file.path.unlink()
    places = file.locate([triple("a", "p", "b"), triple("a", "p", "c")], [node("a"), node("b")])
    assert places.triples == {triple("a", "p", "b"): Place("a.ttl")}
    assert places.subjects == {node("a"): Place("a.ttl")}


def test_blank_nodes_are_those_of_their_own_file(tmp_path: Path) -> None:
    for name in "xy":
        (tmp_path / f"{name}.ttl").write_text("\n[] <http://e/p> 1 .", encoding="utf-8")
    one, two = read_rdf([tmp_path / "x.ttl", tmp_path / "y.ttl"], name=lambda path: path.name)
    first, second = triple(f"{SKOLEM}1-1", "p", 1), triple(f"{SKOLEM}2-1", "p", 1)
    assert one.locate([first, second], ()).triples == {first: Place("x.ttl", 2, 17)}
    assert two.locate([first, second], ()).triples == {second: Place("y.ttl", 2, 17)}


def test_packed_files_have_lines_too(read: Read) -> None:
    import gzip

    file = read("a.ttl.gz", gzip.compress(b"\n\n<http://e/a> <http://e/p> <http://e/b> ."))
    assert place_of(file, triple("a", "p", "b")) == (3, 27)


def test_the_ontology(project: Project) -> None:
    (file,) = read_rdf([project.ontology / "peelgraph.ttl"], project.relative)
    ontology = node("https://w3id.org/peelgraph/def/")
    kind = triple(ontology.value, RDF + "type", "http://www.w3.org/2002/07/owl#Ontology")
    places = file.locate([kind], [ontology])
    lines = (project.ontology / "peelgraph.ttl").read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "a owl:Ontology" in line)
    column = lines[number - 1].index("owl:Ontology") + 1
    assert places.triples[kind] == Place("ontology/peelgraph.ttl", number, column)
