"""RDF files as graphs: formats, blank nodes, prefixes, and files that cannot be taken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from builder.errors import InputError, LimitError, PeelgraphError, SourceError, UsageError
from builder.rdffiles.reading import FORMATS, SKOLEM, read_files, read_rdf

from .conftest import Read, Write

A, B = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")
TRIPLES = {
    Triple(A, B, A),
    Triple(A, B, Literal("17.0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))),
}


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_every_format(ending: str, tmp_path: Path) -> None:
    content = serialize(TRIPLES, format=FORMATS[ending])
    assert content is not None
    assert read_files([written(tmp_path, "a" + ending.upper(), content)]) == TRIPLES
    assert read_files([written(tmp_path, f"a{ending}.gz", gzip.compress(content))]) == TRIPLES


def test_a_file_has_its_name_as_given_and_its_prefixes(read: Read, write: Write) -> None:
    file = read("a.ttl", "@prefix : <http://e/> .\n@prefix b: <http://b/> .\n:a b:b :c , :d .")
    assert file.name == "a.ttl"
    assert file.prefixes == {"": "http://e/", "b": "http://b/"}
    assert [str(each.object) for each in file.triples] == ["<http://e/c>", "<http://e/d>"]
    path = write("b.ttl", "")
    (plain,) = read_rdf([path])
    assert plain.name == path.as_posix()
    assert plain.triples == ()


def test_numbers_and_texts_stay_as_they_are_written(read: Read) -> None:
    file = read("a.ttl", "<http://a> <http://b> 017, 1.50, 'a\u00e9', '7'^^<http://t>, 'x'@EN .")
    assert [str(each.object) for each in file.triples] == [
        '"017"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '"aé"',
        '"7"^^<http://t>',
        '"x"@en',
    ]


def test_triples_of_named_graphs(tmp_path: Path) -> None:
    text = "<http://g/1> { <http://a> <http://b> 1 } <http://g/2> { <http://a> <http://b> 2 } <http://a> <http://b> 3 ."
    found = read_files([written(tmp_path, "a.trig", text)])
    assert {each.object.value for each in found if isinstance(each.object, Literal)} == {"1", "2", "3"}


def test_several_files_are_one_graph(tmp_path: Path) -> None:
    paths = [written(tmp_path, f"{n}.nt", f"<http://a> <http://b> <http://{n}> .") for n in (1, 2)]
    assert {each.object for each in read_files(paths)} == {NamedNode("http://1"), NamedNode("http://2")}


def test_blank_nodes_get_names_in_order(tmp_path: Path) -> None:
    text = "_:x <http://b> _:y . [] <http://b> _:x ."
    paths = [written(tmp_path, name, text) for name in ("a.ttl", "b.ttl")]
    expected = {
        Triple(NamedNode(f"{SKOLEM}{file}-{s}"), NamedNode("http://b"), NamedNode(f"{SKOLEM}{file}-{o}"))
        for file in (1, 2)
        for s, o in ((1, 2), (3, 1))
    }
    assert read_files(paths) == expected == read_files(paths)


def test_relative_iris_of_json_are_not_lost(tmp_path: Path) -> None:
    found = read_files([written(tmp_path, "a.jsonld", '{"@id": "force/x", "http://b": "c"}')])
    assert [str(each.subject) for each in found] == [f"<{SKOLEM}relative/force/x>"]


def test_contexts_elsewhere_are_not_fetched(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonld", '{"@context": "https://example.org/c", "@id": "http://a", "http://b": "c"}')
    with pytest.raises(SourceError, match=r"a\.jsonld"):
        read_files([path])


@pytest.mark.parametrize(
    ("name", "content", "line", "column"),
    [
        ("a.ttl", "<http://a> <http://b> 1 .\n<http://a> foo:b 1 .", 2, 12),
        ("a.nt", "<http://a> <http://b> <http://c> .\n<http://a> b .", 2, 12),
        ("a.nq", "<http://a> <http://b> <http://c> <http://g> .\n\n<http://a> b .", 3, 12),
        ("a.trig", "<http://g> {\n  <http://a> <http://b> }", 2, 25),
        ("a.jsonld", '{"@id": "http://a",\n "http://b": }', 2, 14),
        ("a.rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n  <rdf:Description></a>', 2, 20),
        ("b.ttl", b'<http://a> <http://b> "\xff" .', 1, 24),
    ],
)
def test_syntax_errors_have_a_place(name: str, content: str | bytes, line: int, column: int, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        read_files([written(tmp_path, name, content)])
    (problem,) = error.value.problems
    assert (Path(problem.file).name, problem.line, problem.column) == (name, line, column)
    assert error.value.exit_code == 4


def test_all_syntax_errors_at_once(tmp_path: Path) -> None:
    paths = [written(tmp_path, f"{n}.ttl", "a b c") for n in "xyz"]
    with pytest.raises(SourceError) as error:
        read_files(paths)
    assert [Path(each.file).name for each in error.value.problems] == ["x.ttl", "y.ttl", "z.ttl"]


def test_all_files_that_cannot_be_read_at_once(write: Write) -> None:
    good = write("good.ttl", "<http://a> <http://b> <http://c> .")
    with pytest.raises(InputError) as error:
        read_rdf([good.with_name("x.ttl"), good, good.with_name("y.ttl")])
    assert [line.rpartition("/")[2].partition(":")[0] for line in str(error.value).splitlines()] == ["x.ttl", "y.ttl"]


def test_errors_of_syntax_and_of_values_at_once(write: Write) -> None:
    wrong = "<http://a> <http://b> '2016-13-45'^^<http://www.w3.org/2001/XMLSchema#date> ."
    paths = [write("x.ttl", wrong), write("y.ttl", "a b c")]
    with pytest.raises(SourceError) as error:
        read_rdf(paths)
    assert [(Path(each.file).name, each.line, each.column) for each in error.value.problems] == [
        ("x.ttl", 1, 23),
        ("y.ttl", 1, 1),
    ]


XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        (
            "a.ttl",
            f'# "2016-13-45"\n@prefix x: <{XSD}> .\n<http://a> <http://b> 1 ;\n  <http://c> "2016-13-45"^^x:date .',
            (4, 14),
        ),
        ("a.trig", f"<http://g> {{ <http://a> <http://b>\n[ <http://c> ('2016-13-45'^^<{XSD}date>) ] }}", (2, 15)),
        ("a.nt", f'<http://a> <http://b> "2016-13-45" .\n<http://a> <http://b> "2016-13-45"^^<{XSD}date> .', (2, 23)),
        ("a.nq", f'_:a <http://b> "2016-13-45"^^<{XSD}date> <http://g> .', (1, 16)),
        ("a.jsonld", f'{{"@id": "http://a",\n "http://b": {{"@type": "{XSD}date", "@value": "2016-13-45"}}}}', (2, 75)),
        (
            "a.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n'
            f'<e:T><e:p rdf:datatype="{XSD}date">2016-13-45</e:p></e:T></rdf:RDF>',
            (2, 64),
        ),
    ],
)
def test_values_that_are_none_have_the_place_of_the_literal(
    name: str, content: str, place: tuple[int, int], write: Write
) -> None:
    with pytest.raises(SourceError) as error:
        read_rdf([write(name, content)])
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == place
    assert problem.found == "`2016-13-45` is no date"
    assert problem.allowed == f"a value of {XSD}date"
    assert problem.advice == "write a day of the calendar, such as 2016-11-03"


@pytest.mark.parametrize(
    ("text", "datatype", "right"),
    [
        ("true", "boolean", True), ("1", "boolean", True), ("yes", "boolean", False), ("True", "boolean", False),
        ("17", "integer", True), ("-3", "integer", True), ("17.0", "integer", False), ("1,700", "integer", False),
        ("17", "decimal", True), ("17.05", "decimal", True), ("1e3", "decimal", False), ("17%", "decimal", False),
        ("2016", "gYear", True), ("16", "gYear", False), ("2016-02-29", "date", True), ("2015-02-29", "date", False),
        ("300", "byte", False), ("-1", "nonNegativeInteger", False), ("anything", "string", True),
    ],
)  # fmt: skip
def test_values_of_datatypes(text: str, datatype: str, right: bool, write: Write) -> None:
    path = write("a.nt", f'<http://a> <http://b> "{text}"^^<{XSD}{datatype}> .')
    if right:
        assert len(read_rdf([path])[0].triples) == 1
    else:
        with pytest.raises(SourceError, match=f"is no {datatype}"):
            read_rdf([path])


def test_triple_terms_are_refused(tmp_path: Path) -> None:
    text = "<http://a> <http://b> <<( <http://a> <http://b> 1 )>> ."
    with pytest.raises(SourceError, match="a triple term"):
        read_files([written(tmp_path, "a.ttl", text)])


@pytest.mark.parametrize(
    ("name", "content", "kind", "code", "said"),
    [
        ("none.ttl", None, InputError, 3, "none.ttl: can't be read"),
        ("empty.ttl", "# nothing\n", InputError, 3, "nothing to check"),
        ("a.csv", "a,b\n", UsageError, 2, "allowed: .json, .jsonld"),
        ("big.ttl", "#" * 101, LimitError, 6, "more than 100 bytes"),
    ],
)
def test_files_that_cannot_be_taken(
    name: str, content: str | None, kind: type[PeelgraphError], code: int, said: str, tmp_path: Path
) -> None:
    if content is not None:
        written(tmp_path, name, content)
    with pytest.raises(kind, match=said) as error:
        read_files([tmp_path / name], limit=100)
    assert error.value.exit_code == code


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").mkdir()
    with pytest.raises(InputError, match=r"a\.ttl"):
        read_files([tmp_path / "a.ttl"])


def test_xml_cannot_read_other_files(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "do not tell")
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    body += '<rdf:Description rdf:about="http://a"><e:b>&x;</e:b></rdf:Description></rdf:RDF>'
    with pytest.raises(SourceError) as error:
        read_files([written(tmp_path, "a.rdf", head + body)])
    assert "do not tell" not in str(error.value)


def test_formats_are_those_of_the_parser() -> None:
    for ending, form in FORMATS.items():
        known = RdfFormat.from_extension(ending.removeprefix("."))
        assert known in {form, None}
