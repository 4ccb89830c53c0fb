"""RDF files as lines: all formats come to the same, and every triple has one spelling."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from builder.building.dataset import RULES
from builder.comparing import lines as module
from builder.comparing.lines import Lines, read_lines
from builder.errors import InputError, LimitError, PeelgraphError, SourceError, UsageError


class Heap:
    """Takes lines and keeps them."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def add(self, lines: bytes) -> None:
        assert not lines or lines.endswith(b"\n")
        self.lines += lines.splitlines(keepends=True)


def read(path: Path, limit: int = module.MAX_BYTES) -> tuple[set[str], set[str], list[Triple]]:
    said, derived = Heap(), Heap()
    lines = Lines(said, derived)
    read_lines(path, path.name, lines, limit)
    return {line.decode() for line in said.lines}, {line.decode() for line in derived.lines}, lines.blank


TRIPLES = [
    Triple(NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), NamedNode("http://example.org/b")),
    Triple(NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal('£5 "each"\n')),
    Triple(NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal("ci\ufeff", language="cy-GB")),
    Triple(
        NamedNode("http://example.org/%C3%A9?x#y"),
        NamedNode("urn:x:p"),
        Literal("1.0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ),
]
EXPECTED = {
    "<http://example.org/a> <http://example.org/p> <http://example.org/b> .\n",
    '<http://example.org/a> <http://example.org/p> "£5 \\"each\\"\\n" .\n',
    '<http://example.org/a> <http://example.org/p> "ci\ufeff"@cy-gb .\n',
    '<http://example.org/%C3%A9?x#y> <urn:x:p> "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n',
}
JSON_LD = r"""[
 {"@id": "http://example.org/a", "http://example.org/p":
   [{"@id": "http://example.org/b"}, "£5 \"each\"\n", {"@value": "ci\ufeff", "@language": "cy-GB"}]},
 {"@id": "http://example.org/%C3%A9?x#y", "urn:x:p":
   [{"@value": "1.0", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}]}
]"""


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("ending", ["nt", "nq", "ttl", "trig", "rdf", "jsonld"])
def test_formats_come_to_the_same(tmp_path: Path, ending: str, packed: str) -> None:
    form = {
        "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG,
        "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD,
    }[ending]  # fmt: skip
    triples = (
        [Triple(each.subject, NamedNode("urn:x:p"), each.object) for each in TRIPLES] if ending == "rdf" else TRIPLES
    )
    expected = {line.replace("http://example.org/p>", "urn:x:p>") for line in EXPECTED} if ending == "rdf" else EXPECTED
    content = JSON_LD.encode() if ending == "jsonld" else serialize(triples, format=form)
    assert content is not None
    path = tmp_path / f"graph.{ending}{packed}"
    path.write_bytes(gzip.compress(content, mtime=0) if packed else content)
    assert read(path) == (expected, set(), [])


def test_other_spellings_of_n_triples_are_the_same_triples(tmp_path: Path) -> None:
    path = tmp_path / "odd.nt"
    path.write_bytes(
        b"# a comment\r\n\r\n"
        b"<http://example.org/a>   <http://example.org/p>\t<http://example.org/b>  .  # and another\r\n"
        b'<http://example.org/a> <http://example.org/p> "\\u00A35 \\"each\\"\\n" .\n'
        b'<http://example.org/a> <http://example.org/p> "\xc2\xa35 \\"each\\"\\n"^^'
        b"<http://www.w3.org/2001/XMLSchema#string> .\n"
        b'<http://example.org/a> <http://example.org/p> "ci\\uFEFF"@CY-GB .\n'
        b'<http://example.org/%C3%A9?x#y> <urn:x:p> "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .'
    )
    assert read(path) == (EXPECTED, set(), [])


PARTS = st.sampled_from(
    ["<", ">", '"', "\\", " ", " .", "\n", "@", "^^", ":", "/", "//", "#", "%", "_:b", "a", "en", "en-gb", "é", "\t",
     "\r", "http://example.org/", "http://example.org:80/", "<urn:x:a>", '"x"', '"x"@en', "\\n", "\\u00e9", "\\t",
     "\ufffe", "[", "x@y", "^^<http://www.w3.org/2001/XMLSchema#string>", "^^<http://www.w3.org/2001/XMLSchema#integer>"]
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(PARTS, max_size=8).map("".join), st.lists(PARTS, max_size=8).map("".join))
def test_lines_that_stay_as_they_are_are_those_of_the_parser(inside: str, after: str) -> None:
    """What the expression takes, the parser takes, and writes again byte for byte."""
    for value in (f"<http://example.org/{inside}>", f"<{inside}>", f'"{inside}"{after}', f"{inside}{after}"):
        line = f"<urn:x:s> <urn:x:p> {value} .\n".encode()
        if module._LINES.fullmatch(line):
            assert [f"{quad.triple} .\n".encode() for quad in parse(line, format=RdfFormat.N_TRIPLES)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "<https://w3id.org/peelgraph/id/evidence/report/L1-2> <http://www.w3.org/ns/oa#hasSelector> <urn:x:y> .",
        '<https://example.org/a> <https://example.org/p> "£1 – “good”"@en .',
        '<https://example.org/a> <https://example.org/p> "a\\nb \\"c\\" \\\\ \\t"@en-gb .',
        '<https://example.org/a> <https://example.org/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    ],
)
def test_what_the_project_writes_needs_no_parser(line: str) -> None:
    assert module._LINES.fullmatch(f"{line}\n".encode())


def test_lines_are_whole_at_the_ends_of_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CHUNK", 7)
    path = tmp_path / "graph.nt"
    path.write_text("".join(sorted(EXPECTED)).rstrip("\n"), encoding="utf-8")
    assert read(path)[0] == EXPECTED


def test_blank_nodes_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<urn:x:a> <urn:x:p> [ <urn:x:q> 1 ], 2 .", encoding="utf-8")
    said, _, blank = read(path)
    assert said == {'<urn:x:a> <urn:x:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'}
    assert len(blank) == 2


def test_the_graph_of_rules_is_kept_apart(tmp_path: Path) -> None:
    one, other = TRIPLES[:2]
    path = tmp_path / "graph.nq"
    path.write_text(f"{one} {RULES} .\n{other} .\n", encoding="utf-8")
    assert read(path) == ({f"{other} .\n"}, {f"{one} .\n"}, [])


def test_relative_names_of_json_ld_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonld"
    path.write_text('{"@id": "a", "urn:x:p": {"@id": "b"}}', encoding="utf-8")
    (line,) = read(path)[0]
    assert line.startswith("<https://w3id.org/peelgraph/.well-known/genid/relative/a>")


# --- what can't be read -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.nt", b"<urn:x:a> <urn:x:p> <urn:x:b> .\n" * 3 + b"<urn:x:a> <urn:x:p> .\n", "a.nt:4:"),
        ("a.nt", b'<urn:x:a> <urn:x:p> <urn:x:b> .\n<urn:x:a> <urn:x:p> "\xff" .\n', "a.nt:2:"),
        ("a.ttl", b"<urn:x:a> <urn:x:p>\n  missing:b .\n", "a.ttl:2:"),
        ("a.rdf", b"<rdf:RDF", "a.rdf:1:"),
    ],
)
def test_syntax_errors_have_a_place(tmp_path: Path, name: str, content: bytes, place: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert str(caught.value).startswith(place)


def test_triples_in_triples_are_refused(tmp_path: Path) -> None:
    for name in ("a.ttl", "a.nt"):
        path = tmp_path / name
        path.write_text("<urn:x:a> <urn:x:p> <<( <urn:x:a> <urn:x:p> <urn:x:b> )>> .", encoding="utf-8")
        with pytest.raises(SourceError, match="a triple term"):
            read(path)


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.csv", b"a,b", UsageError, "`.csv` says nothing about the format"),
        ("a.nt.gz", b"plain text", InputError, "no sound gzip file"),
        ("a.ttl.gz", gzip.compress(b"<urn:x:a> <urn:x:p> 1 .", mtime=0)[:-9], InputError, "no sound gzip file"),
    ],
)
def test_what_is_no_rdf_file(
    tmp_path: Path, name: str, content: bytes, error: type[PeelgraphError], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=words):
        read(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read(tmp_path / "missing.ttl")
    with pytest.raises(InputError, match="can't be read"):
        read(Path("a\0.ttl"))
    os.mkfifo(tmp_path / "pipe.nt")
    with pytest.raises(InputError, match="no regular file"):
        read(tmp_path / "pipe.nt")


@pytest.mark.parametrize("ending", ["nt", "ttl", "rdf"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_unpacks_to_too_much_is_left(tmp_path: Path, ending: str, packed: bool) -> None:
    content = b"#" + b" " * 1_000_000 if ending != "rdf" else b"<!--" + b" " * 1_000_000 + b"-->"
    path = tmp_path / (f"bomb.{ending}.gz" if packed else f"bomb.{ending}")
    path.write_bytes(gzip.compress(content, mtime=0) if packed else content)
    with pytest.raises(LimitError, match=r"more than 100,?000 bytes"):
        read(path, 100_000)


def test_entities_of_xml_that_grow_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "laughs.rdf"
    path.write_text(
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>',
        encoding="utf-8",
    )
    with pytest.raises(SourceError):
        read(path)


def test_too_many_blank_nodes_are_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BLANK", 2)
    path = tmp_path / "blank.ttl"
    path.write_text("[] <urn:x:p> 1, 2, 3 .", encoding="utf-8")
    with pytest.raises(LimitError, match="more than 2 triples with blank nodes"):
        read(path)
