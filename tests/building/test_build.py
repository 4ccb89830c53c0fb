"""Building: the same bytes from the same seeds, small changes for small changes, and whole files or none."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import __version__
from builder.building.build import build, make_files, make_graph, read_context
from builder.building.dataset import read_ontology
from builder.building.jsonld import compact
from builder.building.outputs import Output, n_triples, trig, turtle, write_all
from builder.errors import InputError, Problem, SourceError
from builder.mapping.terms import term, thing
from builder.namespaces import PREFIXES
from builder.project import Project

from .conftest import start_build, wait


def texts(project: Project) -> dict[str, bytes]:
    """The files of a build but the slow one, entailment."""
    graph = make_graph(project)
    triples = graph.dataset.triples()
    return {
        "ttl": turtle("x", triples).content,
        "nt": n_triples("x", triples).content,
        "trig": trig("x", graph.dataset).content,
        "jsonld": compact(triples, read_context(project)),
    }


def files(folder: Path) -> dict[str, str]:
    """Every file of a folder, hidden ones too, with the hash of its content."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


# --- the same bytes ----------------------------------------------------------------------------------------------


def test_the_hash_seed_changes_nothing(small_builds: tuple[Path, ...]) -> None:
    one, other = map(files, small_builds)
    assert len(one) == 6
    assert one == other


@pytest.mark.slow
def test_hash_seed_and_place_change_nothing_of_the_real_build(project: Project, built: Path, tmp_path: Path) -> None:
    """Built again in another process, in another folder, with files that were written in another order."""
    root = tmp_path / "elsewhere" / "deep"
    for name in ("shapes", "rules", "queries", "ontology", "seeds"):
        for path in sorted((project.root / name).rglob("*"), reverse=True):
            if path.is_file():
                target = root / path.relative_to(project.root)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    wait(start_build(root, tmp_path / "out", "4711"))
    assert files(tmp_path / "out") == files(built)


def test_the_order_of_files_changes_nothing(small: Project) -> None:
    """The same seeds under names, and in folders, that sort the other way round."""
    before = texts(small)
    for number, name in enumerate(("report.yaml", "reference.yaml", "press.yaml")):
        folder = small.seeds / f"{9 - number}"
        folder.mkdir()
        (small.seeds / name).rename(folder / f"{number}.yaml")
    assert texts(small) == before


def test_the_order_of_sections_and_records_changes_nothing(small: Project) -> None:
    before = texts(small)
    path = small.seeds / "press.yaml"
    head, *parts = path.read_text(encoding="utf-8").split("\n\n")
    first, *more = parts[1].split("\n  - ")
    parts[1] = "\n  - ".join([first, *reversed(more)])
    assert len(more) == 2
    path.write_text("\n\n".join([*reversed([part.rstrip("\n") for part in parts]), head]) + "\n", encoding="utf-8")
    assert texts(small) == before


def test_comments_and_form_of_seeds_change_nothing(small: Project) -> None:
    before = texts(small)
    path = small.seeds / "report.yaml"
    text = path.read_text(encoding="utf-8")
    changed = (
        text.replace("lines: 12-13", "lines: [12-13]")
        .replace("title: Report", "title:   'Report")
        .replace("Ashshire\n  kind", "Ashshire'  # the title\n  kind")
    )
    assert changed != text
    path.write_text("\n# A word more.\n" + changed.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert texts(small) == before


# --- small changes -----------------------------------------------------------------------------------------------


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """Lines that are gone, and lines that are new."""
    lines = list(difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm=""))[2:]
    return [line[1:] for line in lines if line[0] == "-"], [line[1:] for line in lines if line[0] == "+"]


def test_a_word_changes_the_lines_that_hold_it(small: Project) -> None:
    """A finding's text stands in its statement and in its label, and nowhere else."""
    before = texts(small)
    path = small.seeds / "report.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("a close watch", "a keen watch"), encoding="utf-8")
    for name, content in texts(small).items():
        gone, new = changed_lines(before[name], content)
        assert len(gone) == len(new) == 2, name
        assert [line.replace("close", "keen") for line in gone] == new


def test_a_figure_changes_the_lines_that_hold_it(small: Project) -> None:
    """Its value, its precision and its label; no figure is derived from it."""
    before = texts(small)
    path = small.seeds / "report.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 17.0", "value: 17.00"), encoding="utf-8")
    after = texts(small)
    for name in ("nt", "ttl", "trig", "jsonld"):
        gone, new = changed_lines(before[name], after[name])
        assert len(gone) == len(new) == 3, name
        changed = [line.replace("17.0", "17.00").replace("0.1", "0.01") for line in gone]
        assert sorted(changed) == sorted(new)


def test_a_new_record_adds_lines_and_takes_none(small: Project) -> None:
    before = texts(small)
    path = small.seeds / "report.yaml"
    more = "\nplaces:\n  - {place: deal, name: Deal, lines: 99}\n"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    gone, new = changed_lines(before["nt"], texts(small)["nt"])
    assert gone == []
    assert len(new) == 3 + 6 + 4  # the place, the lines that name it, their selector


# --- whole files or none -----------------------------------------------------------------------------------------


def outputs(word: str) -> list[Output]:
    """Three files that all hold one word."""
    return [Output(name, word.encode()) for name in ("a.txt", "b.txt", "manifest.json")]


class StopError(Exception):
    """What a test stops a build with."""


def stop() -> None:
    """Stop between the last byte and the first renaming."""
    raise StopError


def test_files_replace_what_was_there_and_leave_the_rest(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    write_all(outputs("old"), tmp_path / "new" / "folder")
    write_all(outputs("old"), tmp_path)
    write_all(outputs("new and longer"), tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir() if path.is_file()} == {
        "a.txt": "new and longer", "b.txt": "new and longer", "manifest.json": "new and longer", "note.txt": "mine",
    }  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "manifest.json", "new", "note.txt"]


def test_an_exception_before_the_renaming_leaves_all_as_it_was(tmp_path: Path) -> None:
    write_all(outputs("old"), tmp_path)
    before = files(tmp_path)
    with pytest.raises(StopError):
        write_all(outputs("new"), tmp_path, before_rename=stop)
    assert files(tmp_path) == before


def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(outputs("old"), tmp_path)
    before = files(tmp_path)
    calls = iter(range(9))

    def fsync(_: int) -> None:
        if next(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(InputError, match=r"can't be written \(No space left on device\)$"):
        write_all(outputs("new"), tmp_path)
    assert files(tmp_path) == before


def test_a_folder_in_the_place_of_a_file_leaves_all_as_it_was(tmp_path: Path) -> None:
    """It shows before the first file is replaced, though it is the last."""
    (tmp_path / "manifest.json").mkdir()
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(InputError, match=r"can't be written \(manifest\.json is a folder there\)$"):
        write_all(outputs("new"), tmp_path)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "manifest.json"]


KILLED = """
import sys, time
from pathlib import Path
from builder.building.outputs import Output, write_all
def sleep():
    print("written", flush=True)
    time.sleep(60)
names = ("a.txt", "b.txt", "manifest.json")
write_all([Output(name, b"new") for name in names], Path(sys.argv[1]), before_rename=sleep)
"""


@contextmanager
def killed_while_writing(folder: Path) -> Iterator[None]:
    """A process of its own that has written all and renamed nothing yet, and is killed at the end."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "written\n"
        yield
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


def test_a_killed_build_leaves_all_as_it_was_and_the_next_one_clears_up(tmp_path: Path) -> None:
    write_all(outputs("old"), tmp_path)
    with killed_while_writing(tmp_path):
        pass
    left = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert len(left) == 1
    assert left[0].name.startswith(".")
    assert sorted(path.name for path in left[0].iterdir()) == ["a.txt", "b.txt", "manifest.json"]
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir() if path.is_file()} == {"old"}
    write_all(outputs("newer"), tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.txt": "newer", "b.txt": "newer", "manifest.json": "newer",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not locked on Windows")
def test_one_build_waits_for_another(tmp_path: Path) -> None:
    """Otherwise the files of two builds could end up side by side, or one could clear away what the other writes."""
    waiting, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        waiting.set()
        assert go_on.wait(60)

    first = threading.Thread(target=write_all, args=(outputs("first"), tmp_path, hold))
    second = threading.Thread(target=write_all, args=(outputs("second"), tmp_path))
    first.start()
    assert waiting.wait(60)
    second.start()
    second.join(0.3)
    assert second.is_alive()
    go_on.set()
    first.join(60)
    second.join(60)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.txt": "second", "b.txt": "second", "manifest.json": "second",
    }  # fmt: skip


def test_wrong_seeds_leave_all_as_it_was(small: Project, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_all(outputs("old"), out)
    before = files(out)
    path = small.seeds / "press.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("grade: good", "grade: god"), encoding="utf-8")
    with pytest.raises(SourceError, match="`god` is no grade of round-2016"):
        build(small, out)
    assert files(out) == before


def test_a_build_tells_what_it_does(small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.building.build.entailed", lambda _: [])
    told: list[str] = []
    built = build(small, tmp_path / "out", told.append)
    assert len(told) >= 3
    assert len(set(told)) == len(told)
    assert {output.name: output.content for output in built.files} == {
        path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()
    }


# --- folders and files that can't be used ------------------------------------------------------------------------


def test_a_file_in_the_place_of_the_folder(small: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(InputError, match=r"can't be written \((File exists|Not a directory)\)$"):
            build(small, folder)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@contextmanager
def nobody() -> Iterator[None]:
    """The rights of a user who is not the superuser."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    with nobody(), pytest.raises(InputError, match=r"can't be written \(Permission denied\)$"):
        write_all(outputs("new"), folder)
    folder.chmod(0o755)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "line", "column", "found"),
    [
        (b'{"@context": {},\n  x}', 2, 3, "no JSON: Expecting property name enclosed in double quotes"),
        (b"{}", 1, 1, "no `@context` with terms in it"),
        (b"[]", 1, 1, "no `@context` with terms in it"),
        (b'{"@context": "https://example.org/context"}', 1, 1, "no `@context` with terms in it"),
        (b'{"@context": {"caf\xe9": 1}}', 1, 1, "no UTF-8 text (byte 18)"),
    ],
)
def test_a_context_that_is_none(content: bytes, line: int, column: int, found: str, small: Project) -> None:
    (small.ontology / "context.jsonld").write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_context(small)
    problem = Problem("ontology/context.jsonld", line, column, found, "", "`make format` writes it")
    assert caught.value.problems == (problem,)


def test_a_context_that_is_missing(small: Project) -> None:
    (small.ontology / "context.jsonld").unlink()
    with pytest.raises(InputError, match=r"^ontology/context\.jsonld: can't be read \(No such file or directory\);"):
        read_context(small)


@pytest.mark.parametrize(
    ("content", "place", "found"),
    [
        (b"<http://a/b> <http://a/c>\n  foo .\n", (2, 3), "no Turtle: foo is not a valid RDF object"),
        (b"\n\n<http://a/b> a:b <http://a/c> .", (3, 14), "no Turtle: The prefix a: has not been declared"),
        (
            b"<http://a/b> <http://a/c> [] .",
            (0, 0),
            "a blank node in a triple with the predicate <http://a/c>",
        ),
        (
            b"_:x <http://a/c> <http://a/d> .",
            (0, 0),
            "a blank node in a triple with the predicate <http://a/c>",
        ),
    ],
)
def test_an_ontology_that_can_not_be_taken(content: bytes, place: tuple[int, int], found: str, small: Project) -> None:
    (small.ontology / "zz.ttl").write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_ontology(small)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column, problem.found) == ("ontology/zz.ttl", *place, found)


def test_an_ontology_that_is_not_there(small: Project) -> None:
    for path in small.ontology.glob("*.ttl"):
        path.unlink()
    with pytest.raises(InputError, match=r"^ontology: no files of the ontology \(\*\.ttl\) here$"):
        read_ontology(small)
    (small.ontology / "x.ttl").mkdir()
    with pytest.raises(InputError, match=r"^ontology/x\.ttl: can't be read \(Is a directory"):
        read_ontology(small)


# --- any triples -------------------------------------------------------------------------------------------------

IRI = st.sampled_from([
    "force/ash", "a", "x.y", "x-y", "1", "observation/a/2014-01-01--2014-12-31/actual",
]).map(thing)  # fmt: skip
PREDICATE = st.sampled_from(["rdfs:label", "rdf:type", "peel:value", "peel:x", "skos:note", "dcterms:title"]).map(term)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff"), max_size=12)
LITERAL = (
    st.builds(ox.Literal, TEXT)
    | st.builds(lambda text: ox.Literal(text, language="en"), TEXT)
    | st.sampled_from([
        ("17.0", "decimal"), ("+05.50", "decimal"), ("17", "decimal"), ("-0.50", "decimal"), ("7", "integer"),
        ("true", "boolean"), ("false", "boolean"), ("2016-11-03", "date"), ("2012", "gYear"),
    ]).map(lambda pair: ox.Literal(pair[0], datatype=term(f"xsd:{pair[1]}")))
)  # fmt: skip
FALSY = {ox.Literal(""), ox.Literal("", language="en"), ox.Literal("false", datatype=term("xsd:boolean"))}
"""Values of which JSON-LD, as it is written here, holds one for each thing; the mapping never gives two."""

TRIPLES = st.sets(
    st.builds(ox.Triple, IRI, PREDICATE.filter(lambda node: node != term("rdf:type")), IRI | LITERAL)
    | st.builds(ox.Triple, IRI, st.just(term("rdf:type")), IRI),
    max_size=8,
).filter(lambda triples: len(falsy := [t for t in triples if t.object in FALSY]) == len({t.subject for t in falsy}))


@settings(deadline=None)
@given(TRIPLES)
def test_any_triples_come_back_from_every_format(triples: set[ox.Triple]) -> None:
    """Whatever characters a text has, and however a decimal is written.

    Whole numbers and truth values are plain JSON in JSON-LD, so that they have one form only, the canonical one.
    """
    context = dict(PREFIXES)
    for content, form in (
        (turtle("x", triples).content, ox.RdfFormat.TURTLE),
        (n_triples("x", triples).content, ox.RdfFormat.N_TRIPLES),
        (compact(triples, context), ox.RdfFormat.JSON_LD),
    ):
        assert {quad.triple for quad in ox.parse(content, format=form)} == triples
    assert json.loads(compact(triples, context))["@context"] == context


@pytest.mark.parametrize("order", [1, -1])
def test_a_value_of_nothing_is_not_lost_in_json(order: int) -> None:
    """An empty text, nought and false stand beside other values of their property."""
    node, predicate = thing("a"), term("peel:x")
    integer = term("xsd:integer")
    for nothing in (*sorted(FALSY, key=str), ox.Literal("0", datatype=integer)):
        values: list[ox.Literal | ox.NamedNode] = [nothing, ox.Literal("7", datatype=integer), thing("b")]
        triples = [ox.Triple(node, predicate, value) for value in values[::order]]
        content = compact(triples, dict(PREFIXES))
        assert {quad.triple for quad in ox.parse(content, format=ox.RdfFormat.JSON_LD)} == set(triples)


def test_the_manifest_names_the_version_that_the_ontology_gives_itself(small: Project) -> None:
    header = small.ontology / "peelgraph.ttl"
    text = header.read_text(encoding="utf-8")
    said = f'owl:versionInfo "{__version__}"'
    assert said in text
    header.write_text(text.replace(said, 'owl:versionInfo "0.0.7"'), encoding="utf-8")
    (manifest,) = (each for each in make_files(small).files if each.name == "manifest.json")
    assert json.loads(manifest.content)["ontology"] == "0.0.7"
    assert json.loads(manifest.content)["package"] == __version__
