"""What is located is what is read: in random documents of every format, in our own files and in those of the W3C."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from builder.project import Project
from builder.rdffiles.locating import locate
from builder.rdffiles.reading import FORMATS, RdfFile, read_rdf

from . import documents

RELAXED = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
ILL_TYPED = {
    "node/datatype-001.ttl",
    "property/datatype-ill-formed-data.ttl",
    "property/datatype-ill-formed.ttl",
    "property/or-datatypes-001.ttl",
}
"""Files of the W3C with literals that are no values, on purpose."""
SUITES = Path(os.environ.get("PEELGRAPH_SUITES", Path(__file__).resolve().parents[3] / "shared" / "suites"))


def everything_is_found(file: RdfFile, content: bytes) -> None:
    """All triples and all subjects have places, and nothing else has."""
    subjects = {each.subject for each in file.triples if isinstance(each.subject, NamedNode)}
    places, complete = locate(file, content, file.triples, subjects)
    assert complete
    assert set(places.triples) == set(file.triples)
    assert set(places.subjects) == subjects
    assert all(place.line > 0 for place in (*places.triples.values(), *places.subjects.values()))


def each_is_found_alone(file: RdfFile) -> None:
    """Passing over what is of no interest changes no place."""
    subjects = [each.subject for each in file.triples if isinstance(each.subject, NamedNode)]
    together = file.locate(file.triples, subjects)
    for triple in file.triples[:12]:
        assert file.locate([triple], ()).triples == {triple: together.triples[triple]}
    for subject in subjects[:6]:
        assert file.locate((), [subject]).subjects == {subject: together.subjects[subject]}


TERM = re.compile(
    r"""<[^>]*>|(?:\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"(?:@[A-Za-z-]+|\^\^(?:<[^>]*>|[^\s;,()\[\]]*[^\s;,.()\[\]]))?|_:[\w.-]*[\w-]|[+-]?[0-9]+\.[eE]-?[0-9]+|[+-]?[0-9.]*[0-9](?:[eE][+-]?[0-9]+)?"
    r"|true|false|[^\s:<\"']*:(?:[^\s;,()\[\]{}<>\"'\\.#]|\\.|\.(?=[^\s;,()\[\]{}<>\"'#]))*",
    re.DOTALL,
)
REST = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")
MARK = NamedNode("urn:the:mark")


def the_object_is_there(file: RdfFile, content: bytes, form: RdfFormat) -> None:
    """Another object at a place is another object of that very triple."""
    text = content.decode()
    places, _ = locate(file, content, file.triples, ())
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    written = [(triple, place) for triple, place in places.triples.items() if triple.predicate != REST]
    for triple, place in written[:8]:
        offset = starts[place.line - 1] + place.column - 1
        match = TERM.match(text, offset)
        if text[offset] in "[()" or match is None:
            assert text[offset] in "[()"
            assert not isinstance(triple.object, Literal)
            continue
        changed = list(parse(f"{text[:offset]} <{MARK.value}> {text[match.end() :]}", form))
        marked = {(quad.subject, quad.predicate) for quad in changed if quad.object == MARK}
        blank = not isinstance(triple.subject, NamedNode) or "/.well-known/genid/" in triple.subject.value
        assert [(s, p) for s, p in marked if p == triple.predicate and (blank or s == triple.subject)]


def written(folder: Path, name: str, text: str) -> tuple[RdfFile, bytes]:
    path = folder / name
    path.write_bytes(text.encode())
    return read_rdf([path], name=lambda each: each.name)[0], text.encode()


@pytest.mark.parametrize("name", ["a.ttl", "a.trig", "a.nt", "a.nq", "a.jsonld", "a.rdf"])
def test_random_documents(name: str, tmp_path: Path) -> None:
    made = {
        "a.ttl": documents.turtle(),
        "a.trig": documents.trig(),
        "a.nt": documents.lines(quads=False),
        "a.nq": documents.lines(quads=True),
        "a.jsonld": documents.jsonld(),
        "a.rdf": documents.rdfxml(),
    }

    @RELAXED
    @given(text=made[name])
    def check(text: str) -> None:
        file, content = written(tmp_path, name, text)
        everything_is_found(file, content)
        each_is_found_alone(file)
        if name not in {"a.jsonld", "a.rdf"}:
            the_object_is_there(file, content, file.form)

    check()


def files_of(project: Project) -> list[Path]:
    folders = (project.ontology, project.shapes, project.root / "tests" / "ontology")
    return sorted(path for folder in folders for path in folder.rglob("*.ttl"))


def check_copies(paths: Iterable[Path], folder: Path) -> int:
    """Check copies of Turtle files that begin with a base; gives the number of triples."""
    count = 0
    for path in paths:
        text = "@base <http://example.org/x> .\n" + path.read_text(encoding="utf-8")
        if f"{path.parent.name}/{path.name}" not in ILL_TYPED:
            file, content = written(folder, "copy.ttl", text)
            everything_is_found(file, content)
            count += len(file.triples)
    return count


def test_our_own_files(project: Project, tmp_path: Path) -> None:
    paths = files_of(project)
    assert {"observation.ttl", "base.ttl"} <= {path.name for path in paths}
    assert check_copies(paths, tmp_path) > 5000


def test_the_files_of_the_w3c(tmp_path: Path) -> None:
    if not SUITES.is_dir():
        pytest.skip(f"no test suites in {SUITES}: set PEELGRAPH_SUITES to their folder")
    paths = sorted((SUITES / "shacl").rglob("*.ttl"))
    assert len(paths) > 100
    assert check_copies(paths, tmp_path) > 5000


@pytest.mark.parametrize("name", ["peelgraph.ttl", "peelgraph.nt", "peelgraph.trig", "peelgraph.jsonld"])
def test_what_a_build_leaves(name: str, built: Path) -> None:
    (file,) = read_rdf([built / name])
    assert len(file.triples) > 5000
    everything_is_found(file, (built / name).read_bytes())


@settings(max_examples=100, deadline=None)
@given(
    form=st.sampled_from(sorted(set(FORMATS.values()), key=str)),
    content=st.one_of(
        st.binary(max_size=60), st.text(alphabet="<>:_\"'\\.;,[](){}@^ab\n\r é0-+", max_size=40).map(str.encode)
    ),
)
def test_no_content_makes_a_locator_fail(form: RdfFormat, content: bytes) -> None:
    """A file may have become anything since it was read."""
    triple = Triple(NamedNode("http://e/a"), NamedNode("http://e/b"), NamedNode("http://w3id.org/x"))
    file = RdfFile("a", Path("a"), form, 1, (triple,), {})
    places, _ = locate(file, content, [triple], [NamedNode("http://e/a")])
    assert (places.triples, places.subjects) == ({}, {})
