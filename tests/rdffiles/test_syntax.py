"""Broken files: the line, the column and the words that lead to mending them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from builder.errors import Problem, SourceError
from builder.rdffiles.reading import read_rdf
from builder.rdffiles.syntax import MOST, explain
from builder.shacl.shapes import load_shapes

from .conftest import Write

P = "@prefix p: <http://p/> .\n"
X = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n'
END = "</rdf:RDF>"


def problems(write: Write, name: str, content: str | bytes) -> list[Problem]:
    with pytest.raises(SourceError) as error:
        read_rdf([write(name, content)], name=lambda path: path.name)
    assert error.value.exit_code == 4
    return list(error.value.problems)


TURTLE = [
    # prefixes and declarations
    ("foo:a foo:b 1 .", 1, 1, "the prefix `foo:` is not declared", "add a line  @prefix foo: <…> ."),
    (P + "p:a peel:b 1 .", 2, 5, "the prefix `peel:` is not declared",
     "add the line  @prefix peel: <https://w3id.org/peelgraph/def/> ."),
    ("@prefix peel: <http://x/> .\npeeel:a peel:b 1 .", 2, 1, "the prefix `peeel:` is not declared", "write `peel:`"),
    ("skoss:a <http://b> 1 .", 1, 1, "the prefix `skoss:` is not declared",
     "write `skos:` and add the line  @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."),
    (P + "p:a p:b http://example.org/c .", 2, 9, "the prefix `http:` is not declared",
     "put the IRI between `<` and `>`"),
    ("@prefix p: <http://p/>\np:a p:b 1 .", 1, 23, "no full stop ends the declaration before `p:a`", "put ` .` here"),
    ("@prefix p <http://p/> .\n", 1, 9, "`p` in a declaration", "write @prefix p: <…> ."),
    ("@prefix p = <http://p/> .\n", 1, 9, "`p` in a declaration", "write @prefix p: <…> ."),
    ("@prefix p: http://p/ .\n", 1, 12, "`http:` in a declaration", "write it as <…>"),
    ("PREFIX p: <http://p/> .\np:a p:b 1 .", 1, 23, "a full stop behind PREFIX", "take it out, or write @prefix"),
    ("@prefx p: <http://p/> .\n", 1, 1, "`@prefx` is no directive", "write @prefix or @base"),
    # what stands between parts
    (P + "p:a p:b 1\n\n# next\np:c p:d 2 .", 2, 10, "no full stop ends the statement before `p:c`", "put ` .` here"),
    (P + "p:a p:b 'x'@en\np:c a p:D .", 2, 15, "no full stop ends the statement before `p:c`", "put ` .` here"),
    (P + "p:a p:b 1 ;\n  p:c 2\n  p:d 3 .", 3, 8, "no `;` between `2` and `p:d`", "put `;` here"),
    (P + "p:a p:b 1 2 .", 2, 10, "no `,` between `1` and `2`", "put `,` here"),
    (P + "p:a p:b [ p:c 1 p:d 2 ] .", 2, 16, "no `;` between `1` and `p:d`", "put `;` here"),
    (P + "p:a p:b 1", 2, 10, "no full stop ends the last statement", "put ` .` here"),
    (P + "p:a p:b 1 ;\n\n# end\n", 2, 12, "the text ends behind `;`", "complete it, and end it with `.`"),
    (P + "p:a p:b 1 . ;\n", 2, 13, "`;` behind a full stop", "take one of the two out"),
    (P + "p:a p:b 1 . .\n", 2, 13, "a second full stop", "take it out"),
    (P + "p:a p:b p:c, .\n", 2, 14, "no value before `.`", "write the value"),
    (P + "p:a p:b 2 :\n p:d 4 .", 2, 11, "`:` on its own", "write `;`"),
    (P + "p:a p=b 1 .", 2, 5, "`p` followed by `=`", "write `p:`, or `:` for `=`"),
    (P + "p:a = 1 .", 2, 5, "`=`", "write `:`, or take the `=` out"),
    # brackets, texts and IRIs that are not closed
    (P + "p:a p:b [ p:c 1 .\np:d p:e 1 .", 2, 9, "the `[` here is never closed", "put `]` behind its last part"),
    (P + "p:a p:b ( 1\n2 .\np:d p:e 1 .", 2, 9, "the `(` here is never closed", "put `)` behind its last part"),
    (P + "p:a p:b [ p:c ( 1 2", 2, 15, "the `(` here is never closed", "put `)` behind its last part"),
    (P + "p:a p:b 1 ] .", 2, 11, "`]` closes what was never opened", "take it out"),
    (P + 'p:a p:b "abc .\np:c p:d 1 .\n', 2, 9, "the text that opens here is not closed in its line",
     'close it with `"`'),
    (P + 'p:a p:b "abc\ndef" .\n', 2, 9, "the text that opens here is not closed in its line", '`"""`'),
    (P + 'p:a p:b """abc .\np:c p:d 1 .\n', 2, 9, "the text that opens here is never closed", 'close it with `"""`'),
    (P + "p:a p:b <http://x\np:c p:d <http://y> .\n", 2, 9, "the IRI that opens here is not closed",
     "close it with `>`"),
    (P + "p:a p:b <http://x y> .", 2, 18, "a space in an IRI", "write %20"),
    (P + "p:a p:b <http://x\ty> .", 2, 18, "a tab in an IRI", "write %09"),
    (P + "p:a p:b <http://x{y}> .", 2, 18, "`{` in an IRI", "write %7B"),
    ("<a> <http://b> <http://c> .", 1, 1, "`<a>` is a relative IRI and the file has no base",
     "@base <https://example.org/> ."),
    # texts, numbers, names
    (P + "p:a p:b “abc” .", 2, 9, "the quotation mark “", 'put the text between `"` and `"`'),
    (P + "p:a p:b ‘abc’ .", 2, 9, "the quotation mark ‘", 'put the text between `"` and `"`'),
    (P + 'p:a p:b "say "no" to it" .', 2, 15, "`no` behind the end of a text", '`\\"` for a quotation mark'),
    (P + "p:a p:b 'it's' .", 2, 13, "`s` behind the end of a text", "`\\'` for a quotation mark"),
    (P + 'p:a p:b "a\\qb" .', 2, 11, "`\\q` in a text", "write `\\\\` for a backslash"),
    (P + 'p:a p:b "C:\\u1" .', 2, 12, "`\\u1` in a text", "write all digits"),
    (P + 'p:a p:b "x"@en_GB .', 2, 12, "`@en_GB` as a language", "write @en-GB"),
    (P + 'p:a p:b "x"@welshlanguage .', 2, 12, "`@welshlanguage` as a language", "such as @en or @cy"),
    (P + 'p:a p:b "x"^p:c .', 2, 12, "`^` on its own", "write `^^`"),
    (P + 'p:a p:b "2016-11-03"^^date .', 2, 23, "`date` as a datatype", "write xsd:date"),
    (P + 'p:a p:b "x"^^"y" .', 2, 14, '`"y"` as a datatype', "write a datatype such as xsd:date"),
    (P + "p:a p:b 2016-11-03 .", 2, 9, "`2016-11-03` without quotation marks", 'write "2016-11-03"^^xsd:date'),
    (P + "p:a p:b 17% .", 2, 11, "`%` behind `17`", "write the number alone"),
    (P + "p:a p:b £17 .", 2, 9, "`£17`, which is no part of a statement", 'put it between `"` and `"`'),
    (P + "p:a p:b True .", 2, 9, "`True` as a value", "write true"),
    (P + "p:a p:b good .", 2, 9, "`good` as a value", '`p:good`, or `"good"` for a text'),
    (P + "p:a label 'x' .", 2, 5, "`label` as a property", "such as `p:label`"),
    (P + "p:a A p:B .", 2, 5, "`A` as a property", "write `a`"),
    (P + "p:a 'x' p:B .", 2, 5, "`'x'` as a property", "look for a `;` or `,`"),
    (P + "p:a p:b 1 .\n'x' p:b 1 .", 3, 1, "`'x'` begins a statement", "look for a full stop too many"),
    (P + "p:a p:b p:c/d .", 2, 12, "`/` behind `p:c`", "write `\\/` in a prefixed name"),
    (P + "p:a p:b\u00a01 .", 2, 8, "the character U+00A0, which looks like a space", "retype the space"),
    (P + "p:a p:b 1 . // why\n", 2, 13, "`//`", "begin the comment with `#`"),
    (P + "p:a p:b \0 .", 2, 9, "a NUL byte", "write the file again"),
    ("<http://g> { <http://a> <http://b> 1 }", 1, 12, "a graph in braces", "end the file's name with .trig"),
]  # fmt: skip

LINES = [
    (
        "<http://a> <http://b> <http://c>\n<http://a> <http://b> <http://c> .",
        1,
        33,
        "no full stop ends the line",
        "put ` .`",
    ),
    ("<http://a> <http://b> <http://c>", 1, 33, "no full stop ends the line", "put ` .` here"),
    ("<http://a> a <http://c> .", 1, 12, "`a` as the predicate", "goes into a file with the ending .ttl"),
    ("<http://a> <http://b> 1 .", 1, 23, "`1` as the object", "goes into a file with the ending .ttl"),
    ("<http://a> <http://b> .", 1, 23, "no object before the full stop", "complete the line"),
    ("<http://a> <http://b> <c> .", 1, 23, "`<c>` is a relative IRI", "write the IRI in full"),
    ("<http://a> <http://b> <http://c d> .", 1, 32, "a space in an IRI", "write %20"),
    ("<http://a> <http://b> <http://c> ; <http://d> 1 .", 1, 33, "no full stop behind `<http://c>`", "put ` .` here"),
    (
        "<http://a> <http://b> <http://c> . <http://a> <http://b> 1 .",
        1,
        36,
        "a second statement in the line",
        "new line",
    ),
    ('<http://a> <http://b> "x\ny" .', 1, 23, "the text that opens here is not closed in its line", "is written \\n"),
    ("<http://a> <http://b> 'x' .", 1, 23, "the quotation mark '", 'put the text between `"` and `"`'),
    ('<http://a> <http://b> "x"^^date .', 1, 28, "`date` as the datatype", "write the IRI of the datatype in full"),
]

JSON = [
    ('{"@id": "http://a",\n "http://b": 1,}', 2, 15, "a comma before the closing bracket", "take it out"),
    ('{"@id": "http://a"\n "http://b": 1}', 1, 19, 'no comma before `"http`', "put `,` here"),
    ('{"@id" "http://a"}', 1, 8, 'no colon before `"http`', "put `:` here"),
    ('{"@id": "http://a",\n "http://b": [1, {"@value": 2}', 2, 14, "the `[` here is never closed",
     "put the closing bracket"),
    ('{"@id": "http://a', 1, 9, "the text that opens here is not closed in its line", 'close it with `"`'),
    ('{"@id": "http://a\n"}', 1, 9, "the text that opens here is not closed in its line", 'close it with `"`'),
    ("{'@id': 'http://a'}", 1, 2, "the quotation mark '", 'put the text between `"` and `"`'),
    ("{“@id”: 1}", 1, 2, "the quotation mark “", 'put the text between `"` and `"`'),
    ('{id: "http://a"}', 1, 2, "`id` as a key", 'put the key between `"` and `"`'),
    ('{"http://b": True}', 1, 14, "no value before `True`", "write a value, in quotes if it is a text"),
    ('{"http://b": }', 1, 14, "no value before `}`", "write a value"),
    ('{"http://b": 1} // why', 1, 17, "a comment", "take it out"),
    ('{"http://b": "a\\qb"}', 1, 16, "an escape that JSON does not have", "`\\\\` for a backslash"),
    ('{"http://b": 1}\n{"http://b": 2}', 2, 1, "`{` behind the end", "put all into one `[ ]`"),
    ('{"@context":\n "https://schema.org/", "name": "x"}', 2, 2,
     "the context `https://schema.org/` lies elsewhere and is not fetched", "put its content here"),
    ('{"@id": "http://a",\n "http://b": {"@id": 5}}', 2, 22, "@id value must be a string", "it takes a text"),
]  # fmt: skip

XML = [
    (X + "<e:T><e:p>x</e:p>\n" + END, 3, 1, "an end tag that does not close `<e:T>` of line 2", "close <e:T> here"),
    (X + "<e:T><e:p>x</e:P></e:T>" + END, 2, 12, "an end tag that does not close `<e:p>` of line 2", "spelling"),
    (X + "<e:T>\n", 2, 1, "the element <e:T> is never closed", "close <e:T>"),
    (X + "<q:T/>" + END, 2, 1, "the prefix `q:` is not declared", "add xmlns:q="),
    (X + "<e:T><e:p>Law & order</e:p></e:T>" + END, 2, 15, "a plain `&`", "write &amp;"),
    (X + "<e:T><e:p>&nbsp;</e:p></e:T>" + END, 2, 11, "an entity that is not declared", "the character itself"),
    (X + "<e:T e:p=x/>" + END, 2, 10, "`x` after `=`", "quotation marks"),
    (X + "<e:T e:p='1' e:p='2'/>" + END, 2, 14, "an attribute for the second time", "take one out"),
    (X + "<e:T>\n text</e:T>" + END, 3, 2, "the text `text` between elements", "property element"),
    (X + "<e:T><e:p>one<!-- no -->two</e:p></e:T>" + END, 2, 14, "a comment inside a text", "take it out"),
    (X + '<e:T rdf:about="rel"/>' + END, 2, 1, "`rel` is a relative IRI and the file has no base", "xml:base"),
    (X + '<e:T rdf:about="http://a b"/>' + END, 2, 1, "`http://a b` is no IRI", "%20"),
    (X + '<e:T><e:p xml:lang="en_GB">x</e:p></e:T>' + END, 2, 6, "`en_GB` as a language", "write en-GB"),
    (X + '<e:T rdf:ID="1 2"/>' + END, 2, 1, "`1 2` as rdf:ID", "use rdf:about"),
    (X + "<e:T e:p='1'/>\n<plain/>" + END, 3, 1, "`plain` has no namespace", "xmlns"),
    (X + "<rdf:li/>" + END, 2, 1, "rdf:li as an element here", "section 7.2"),
    (X + END + "\n<more/>", 3, 1, "something behind the end of the document", "take it out"),
]

OTHERS = [
    ("a.ttl", "<?xml version='1.0'?><a/>", 1, 1, "this is XML, not Turtle", ".rdf"),
    ("a.ttl", "\n<!doctype html>\n<html/>", 1, 1, "this is a web page (HTML), not Turtle", "download the data"),
    ("a.rdf", "<html><body>404</body></html>", 1, 1, "this is a web page (HTML), not RDF/XML", "download the data"),
    ("a.ttl", '{"@id": "http://a"}', 1, 1, "this is JSON, not Turtle", ".jsonld"),
    ("a.jsonld", "@prefix a: <http://a> .", 1, 1, "this is Turtle, not JSON-LD", ".ttl"),
    ("a.nt", "# x\n@prefix a: <http://a> .", 1, 1, "this is Turtle, not N-Triples", ".ttl"),
    ("a.rdf", "<http://a> <http://b> <http://c> .", 1, 1, "this is N-Triples or Turtle, not RDF/XML", ".nt or .ttl"),
    ("a.nt", "<http://a> <http://b> <http://c> <http://g> .", 1, 34, "`<http://g>` behind the value",
     "name the file .nq"),
    ("a.ttl", (P + "p:a p:b 1 .").encode("utf-16"), 1, 1, "the file is UTF-16", "save the file as UTF-8"),
    ("a.ttl", (P + "p:a p:b 1 .").encode("utf-16-le"), 1, 1, "the file is UTF-16", "save the file as UTF-8"),
    ("a.jsonld", '{"http://b": 1}'.encode("utf-32"), 1, 1, "the file is UTF-32", "save the file as UTF-8"),
    ("a.ttl", (P + "p:a p:b 'é', 'ü' .").encode("latin-1"), 2, 10,
     "the byte 0xe9 is no UTF-8; in Windows-1252 it is é", "save the file as UTF-8"),
    ("a.ttl", b"\xef\xbb\xbf" + P.encode(), 1, 1, "a byte order mark before the first character", "without BOM"),
    ("a.rdf", ('<?xml version="1.0" encoding="ISO-8859-1"?>' + X + END).encode(), 1, 1,
     "the file says that it is ISO-8859-1", "change `encoding`"),
    ("a.ttl", b"\x1f\x8b\x08\x00abc", 1, 1, "the file is compressed (gzip)", ".gz"),
    ("a.ttl", b"PK\x03\x04abc", 1, 1, "the file is compressed (zip)", "unpack it"),
    ("a.trig", "<http://g> {\n <http://a> <http://b> 1 .", 2, 27, "a `{` is never closed", "put `}`"),
]  # fmt: skip

CASES = [
    *(("a.ttl", *case) for case in TURTLE),
    *(("a.nt", *case) for case in LINES),
    *(("a.jsonld", *case) for case in JSON),
    *(("a.rdf", *case) for case in XML),
    *OTHERS,
]


@pytest.mark.parametrize(("name", "content", "line", "column", "found", "advice"), CASES)
def test_the_place_the_words_and_the_mend(
    name: str, content: str | bytes, line: int, column: int, found: str, advice: str, write: Write
) -> None:
    first = problems(write, name, content)[0]
    assert (first.file, first.line, first.column) == (name, line, column)
    assert first.found == found
    assert advice in first.advice
    assert first.allowed


def test_the_table_is_large_and_has_every_case_once() -> None:
    assert len({(name, content) for name, content, *_ in CASES}) == len(CASES) >= 100


@pytest.mark.parametrize("name", ["a.ttl", "a.trig"])
def test_errors_of_turtle_that_stand_alone_are_told_together(name: str, write: Write) -> None:
    text = (
        "@prefix p: <http://p/> .\n"
        "p:a foo:b foo:c .\n"  # an undeclared prefix, once
        "p:a bar:b 1\n"  # another one, and no full stop
        "p:b p:c 'say \\'.' .\n"
        'p:b p:c """x\np:z p:z .\n""" p:d .\n'  # no comma
        "p:c p:d <http://a b> , 1 2 .\n"  # a space; what else is in the statement, nobody knows
        "p:d p:e 1 .\n"
        "p:e p:f good ."
    )
    found = problems(write, name, text)
    assert [(each.line, each.column, each.found) for each in found] == [
        (2, 5, "the prefix `foo:` is not declared"),
        (3, 5, "the prefix `bar:` is not declared"),
        (3, 12, "no full stop ends the statement before `p:b`"),
        (7, 4, 'no `,` between `"""x…` and `p:d`'),
        (8, 18, "a space in an IRI"),
        (10, 9, "`good` as a value"),
    ]


def test_errors_in_graphs_are_told_together(write: Write) -> None:
    text = P + "p:g { p:a p:b 1 2 .\n p:a q:b 1 }\np:h { p:a p:b yes . }"
    assert [(each.line, each.column) for each in problems(write, "a.trig", text)] == [(2, 16), (3, 6), (4, 15)]


def test_nothing_is_told_behind_what_is_not_closed(write: Write) -> None:
    text = P + 'p:a p:b "x .\np:a q:b 1 .\n'
    assert [(each.line, each.column) for each in problems(write, "a.ttl", text)] == [(2, 9)]


def test_lines_stand_for_themselves(write: Write) -> None:
    good = "<http://a> <http://b> <http://c> .\n"
    text = (
        good
        + "<http://a> b <http://c> .\n"
        + good
        + "<http://a> <http://b> <c> .\n\n<http://a> <http://b> <http://c>\n"
    )
    found = problems(write, "a.nt", text)
    assert [(each.line, each.column) for each in found] == [(2, 12), (4, 23), (6, 33)]


@pytest.mark.parametrize(
    ("name", "line"), [("a.nt", "<http://a> b <http://c> .\n"), ("a.ttl", "<http://a> <http://b> c d .\n")]
)
def test_there_is_an_end_to_it(name: str, line: str, write: Write) -> None:
    assert len(problems(write, name, line * 1000)) <= MOST


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_ends_of_lines(end: str, write: Write) -> None:
    (problem,) = problems(write, "a.ttl", f"{P}p:a p:b 'é😀' ;\n\n p:c yes .".replace("\n", end))
    assert (problem.line, problem.column) == (4, 6)


def test_long_tokens_are_cut(write: Write) -> None:
    (problem,) = problems(write, "a.ttl", P + "p:a p:b " + "x" * 100_000 + " .")
    assert problem.found == "`" + "x" * 40 + "…` as a value"


def test_problems_of_several_files_at_once(write: Write) -> None:
    paths = [write("one.ttl", P + "p:a p:b"), write("two.jsonld", "{"), write("three.rdf", X), write("four.nt", "x")]
    with pytest.raises(SourceError) as error:
        read_rdf(paths, name=lambda path: path.name)
    assert [(each.file, each.line, each.column) for each in error.value.problems] == [
        ("four.nt", 1, 1),
        ("one.ttl", 2, 8),
        ("three.rdf", 1, 1),
        ("two.jsonld", 1, 1),
    ]


def test_texts_are_explained_without_a_file() -> None:
    text = "@prefix p: <http://p/> .\np:a p:b 1\np:c p:d 2 ."
    with pytest.raises(SyntaxError) as error:
        list(parse(text, RdfFormat.TURTLE))
    assert explain(text, "query.rq", error.value, RdfFormat.TURTLE) == Problem(
        "query.rq",
        2,
        10,
        "no full stop ends the statement before `p:c`",
        "`.` before another statement",
        "put ` .` here",
    )


def test_shapes_are_explained_too(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<http://a> a sh:NodeShape\n", "utf-8")
    (tmp_path / "b.ttl").write_bytes(b"# caf\xe9\n")
    with pytest.raises(SourceError) as error:
        load_shapes(tmp_path, "shapes")
    assert [(each.file, each.line, each.column) for each in error.value.problems] == [
        ("shapes/a.ttl", 2, 26),
        ("shapes/b.ttl", 1, 6),
    ]
