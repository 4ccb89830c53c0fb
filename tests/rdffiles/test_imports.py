"""What files import."""

from __future__ import annotations

from builder.places import Place
from builder.rdffiles.imports import imports_of

from .conftest import Read

OWL = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


def test_imports_have_their_places(read: Read) -> None:
    text = OWL + "<http://z> a owl:Ontology ;\n  owl:imports <http://b> ,\n    <http://a> , _:blank .\n"
    found = imports_of(read("a.ttl", text))
    assert found[:2] == [(Place("a.ttl", 3, 15), "http://b"), (Place("a.ttl", 4, 5), "http://a")]


def test_what_is_imported_by_others(read: Read) -> None:
    text = OWL + "<http://x> owl:imports <http://a> . <http://y> owl:imports <http://a>, 'text' ."
    assert imports_of(read("a.ttl", text)) == [
        (Place("a.ttl", 2, 24), "http://a"),
        (Place("a.ttl", 2, 60), "http://a"),
    ]


def test_a_file_without_imports_is_not_read_again(read: Read) -> None:
    file = read("a.ttl", "<http://a> <http://b> <http://c> .")
    file.path.unlink()
    assert imports_of(file) == []


def test_imports_of_a_file_that_is_gone_have_no_line(read: Read) -> None:
    file = read("a.ttl", OWL + "<http://a> owl:imports <http://b> .")
    file.path.unlink()
    assert imports_of(file) == [(Place("a.ttl"), "http://b")]
