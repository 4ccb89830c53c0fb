"""The words that a build quotes: those that carry the facts, with what stands around them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from builder.auditing.quoting import AROUND, LONGEST, quote_documents
from builder.auditing.service import audit
from builder.building.build import make_graph
from builder.cli import run
from builder.errors import InputError
from builder.mapping.quotes import Quote, QuotedLines
from builder.mapping.terms import term, thing
from builder.project import Project
from builder.reading.sources.opening import open_text
from builder.seeds.loader import Seeds, load_seeds
from builder.seeds.values import LineRange
from tests.seeds.worlds import DOCUMENT, REFERENCE

FIGURE = "metric: officers, about: ashshire, status: actual"
FINDING = "kind: strength, about: ashshire, cycle: round-2016, subject: efficiency, text: Is quick."
JUDGED = "body: ashshire, cycle: round-2016, subject: efficiency"

TEXT = """\
Ashshire Police
Overall it is  good at
saving. It had 1,001 officers in 2016 and 977 a year before.
It is quick to help, and it answers.

The unit of Ashshire serves two valleys.
"""
WHOLE = "It is quick to help, and it answers."


def write(folder: Path, text: str, yaml: str) -> tuple[Project, Path]:
    """A project with one document, and the folder with its text."""
    project, documents = Project(folder / "project"), folder / "documents"
    project.seeds.mkdir(parents=True)
    documents.mkdir()
    (documents / "case.txt").write_text(text, encoding="utf-8")
    shutil.copy(REFERENCE, project.seeds)
    lines = len(text.removesuffix("\n").split("\n"))
    document = DOCUMENT.replace("line_count: 50", f"line_count: {lines}")
    document = document.replace("c" * 64, hashlib.sha256(text.encode()).hexdigest())
    (project.seeds / "case.yaml").write_text(yaml + document, encoding="utf-8")
    return project, documents


def quoted(folder: Path, text: str, yaml: str) -> QuotedLines:
    project, documents = write(folder, text, yaml)
    return quote_documents(load_seeds(project), documents)["case"]


def metric(value: str, printed: str, period: int, lines: str) -> str:
    return f'  - {{{FIGURE}, value: {value}, printed: "{printed}", period: {period}, lines: {lines}}}\n'


CASES = {
    "a figure": ("metrics:\n" + metric("1001", "1,001", 2016, "3"), "3", "1,001"),
    "all that is said of the lines": (
        "metrics:\n" + metric("1001", "1,001", 2016, "3") + metric("977", "977", 2015, "3"),
        "3",
        "1,001 officers in 2016 and 977",
    ),
    "a grade in its capitals, over lines": (f"judgments:\n  - {{{JUDGED}, grade: good, lines: 1-2}}\n", "1-2", "good"),
    "words over two lines": (
        'metrics:\n' + metric("1", "at saving", 2016, "2-3"), "2-3", "at\nsaving",
    ),
    "a name": ("organisations:\n  - {organisation: ashshire, lines: 1}\n", "1", "Ashshire Police"),
    "what a finding says in our words": (f"findings:\n  - {{id: a, {FINDING}, lines: 4}}\n", "4", WHOLE),
    "the number of a paragraph is not what it says": (
        f"findings:\n  - {{id: a, paragraph: quick, {FINDING}, lines: 4}}\n", "4", WHOLE,
    ),
    "a finding beside a figure": (
        "metrics:\n" + metric("1001", "1,001", 2016, "3") + f"findings:\n  - {{id: a, {FINDING}, lines: 3}}\n",
        "3",
        "saving. It had 1,001 officers in 2016 and 977 a year before.",
    ),
    "a doubt adds nothing": (
        "metrics:\n"
        + metric("1001", "1,001", 2016, "3")
        + "doubts:\n  - {id: a, kind: arithmetic, text: Odd., lines: 3}\n",
        "3",
        "1,001",
    ),
    "a doubt alone": ("doubts:\n  - {id: a, kind: arithmetic, text: Odd., lines: 4}\n", "4", WHOLE),
    "a name that stands on other lines of the record": (
        "organisations:\n  - {organisation: ashshire, lines: [1, 4]}\n", "4", WHOLE,
    ),
    "blank lines around": (f"findings:\n  - {{id: a, {FINDING}, lines: 4-5}}\n", "4-5", WHOLE),
}  # fmt: skip


@pytest.mark.parametrize(("yaml", "lines", "exact"), CASES.values(), ids=CASES)
def test_what_is_quoted(yaml: str, lines: str, exact: str, tmp_path: Path) -> None:
    quotes = {str(key): quote for key, quote in quoted(tmp_path, TEXT, yaml).items()}
    quote = quotes[lines]
    assert quote.exact == exact
    assert quote.prefix + quote.exact + quote.suffix in TEXT
    assert len(quote.prefix) == min(AROUND, TEXT.index(quote.prefix + quote.exact) + len(quote.prefix))


def test_the_ends_of_a_document(tmp_path: Path) -> None:
    yaml = f"findings:\n  - {{id: a, {FINDING}, lines: 1}}\n  - {{id: b, {FINDING}, lines: 2}}\n"
    assert dict(quoted(tmp_path, "Ashshire\nis quick", yaml)) == {
        LineRange(1, 1): Quote("Ashshire", "", "\nis quick"),
        LineRange(2, 2): Quote("is quick", "Ashshire\n", ""),
    }


def test_nothing_is_quoted_from_blank_lines(tmp_path: Path) -> None:
    yaml = f"findings:\n  - {{id: a, {FINDING}, lines: 5}}\n"
    assert dict(quoted(tmp_path, TEXT, yaml)) == {}


@pytest.mark.parametrize("line", ["word " * 1000, "w" * 5000])
def test_of_long_lines_the_beginning_is_quoted(line: str, tmp_path: Path) -> None:
    (quote,) = quoted(tmp_path, line, f"findings:\n  - {{id: a, {FINDING}, lines: 1}}\n").values()
    assert LONGEST - 5 < len(quote.exact) <= LONGEST
    assert line.startswith(quote.exact + quote.suffix)
    assert not quote.exact.endswith(" ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(lines=st.lists(st.text("ab1 \t,", max_size=50), min_size=2, max_size=8))
def test_quotes_stand_in_the_document(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "\n".join(lines)
    lines = text.removesuffix("\n").split("\n")
    spans = [f"{first}-{last}" for first in range(1, len(lines) + 1) for last in range(first, len(lines) + 1)]
    yaml = f"findings:\n  - {{id: a, {FINDING}, lines: [{', '.join(spans)}]}}\n"
    quotes = quoted(tmp_path_factory.mktemp("quotes"), text, yaml)
    for lines_, quote in quotes.items():
        assert quote.prefix + quote.exact + quote.suffix in text
        assert quote.exact in "\n".join(lines[lines_.first - 1 : lines_.last])
        assert quote.exact == quote.exact.strip() != ""
    assert quotes.keys() == {
        LineRange(*map(int, each.split("-")))
        for each in spans
        if "".join(lines[int(each.split("-")[0]) - 1 : int(each.split("-")[1])]).strip()
    }


# --- documents that are not there, or are others -------------------------------------------------------------------

SPOILING: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "case.txt: missing; seeds/case.yaml was curated from it"),
    "changed": (lambda path: path.write_text(TEXT + "\n", encoding="utf-8"), "not the text that seeds/case.yaml"),
    "no text": (lambda path: path.write_bytes(b"\xff"), "is not UTF-8"),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILING.values(), ids=SPOILING)
def test_other_documents_are_named(spoil: Callable[[Path], object], said: str, tmp_path: Path) -> None:
    project, documents = write(tmp_path, TEXT, f"findings:\n  - {{id: a, {FINDING}, lines: 4}}\n")
    spoil(documents / "case.txt")
    with pytest.raises(InputError, match=said):
        quote_documents(load_seeds(project), documents)


def test_all_of_them_are_named_at_once(tmp_path: Path) -> None:
    project, documents = write(tmp_path, TEXT, f"findings:\n  - {{id: a, {FINDING}, lines: 4}}\n")
    (project.seeds / "other.yaml").write_text(
        DOCUMENT.replace("key: case", "key: other").replace("case.txt", "other.txt"), encoding="utf-8"
    )
    (documents / "case.txt").unlink()
    with pytest.raises(InputError) as caught:
        quote_documents(load_seeds(project), documents)
    assert str(caught.value).count("missing") == 2
    with pytest.raises(InputError, match="no folder of documents"):
        quote_documents(load_seeds(project), documents / "none")


# --- in the graph --------------------------------------------------------------------------------------------------


@pytest.fixture
def made(project: Project, tmp_path: Path) -> tuple[Project, Path]:
    """A project of the real ontology, shapes and rules over the invented realm, with one document."""
    yaml = (
        "metrics:\n" + metric("1001", "1,001", 2016, "3") + f"findings:\n  - {{id: a, {FINDING}, lines: 4}}\n"
        "doubts:\n  - {id: b, kind: arithmetic, text: Odd., lines: 5}\n"
    )
    made, documents = write(tmp_path, TEXT, yaml)
    for name in ("ontology", "queries", "rules", "shapes"):
        shutil.copytree(project.root / name, made.root / name)
    return made, documents


def quoting(documents: Path) -> Callable[[Seeds], dict[str, QuotedLines]]:
    return lambda seeds: dict(quote_documents(seeds, documents))


def test_quotes_add_to_the_graph_and_change_nothing(made: tuple[Project, Path]) -> None:
    project, documents = made
    plain = make_graph(project).dataset
    graph = make_graph(project, quoting(documents)).dataset
    assert plain.triples() < graph.triples()
    added = graph.triples() - plain.triples()
    lines = thing("evidence/case/L3")
    selector, quote = thing("evidence/case/L3/selector"), thing("evidence/case/L3/quote")
    before = Literal("ce\nOverall it is  good at\nsaving. It had "[-AROUND:])
    behind = Literal(" officers in 2016 and 977 a year before."[:AROUND])
    assert {str(each) for each in added if each.subject in {lines, selector, quote}} == {
        f"{selector} {term('oa:refinedBy')} {quote}",
        f"{quote} {term('rdf:type')} {term('oa:TextQuoteSelector')}",
        f'{quote} {term("rdfs:label")} "Words of line 3, Case"@en',
        f'{quote} {term("oa:exact")} "1,001"',
        f"{quote} {term('oa:prefix')} {before}",
        f"{quote} {term('oa:suffix')} {behind}",
    }
    assert not [each for each in added if isinstance(each.subject, BlankNode) or isinstance(each.object, BlankNode)]
    assert {
        each for name, held in graph.graphs.items() for each in held & added if "document" not in str(name)
    } == set()
    assert {str(each.subject) for each in added} == {
        str(thing(f"evidence/case/L{number}/{what}")) for number in (3, 4) for what in ("selector", "quote")
    }


def test_the_command_builds_with_quotes_and_without(
    made: tuple[Project, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, documents = made
    monkeypatch.setenv("PEELGRAPH_DOCUMENTS", str(documents))  # for audits: what a build says does not hang on it
    command = ["build", "--project", str(project.root), "--out"]
    assert run([*command, str(tmp_path / "plain")]) == 0
    assert run([*command, str(tmp_path / "quoted"), "--documents", str(documents)]) == 0
    assert run([*command, str(tmp_path / "again"), "--documents", str(documents)]) == 0
    plain, with_quotes, again = (tmp_path / name for name in ("plain", "quoted", "again"))
    for each in with_quotes.iterdir():
        assert each.read_bytes() == (again / each.name).read_bytes()
    assert b" <http://www.w3.org/ns/oa#exact> " not in (plain / "peelgraph.nt").read_bytes()
    exact = {
        str(quad.object)
        for quad in parse(path=str(with_quotes / "peelgraph.ttl"), format=RdfFormat.TURTLE)
        if quad.predicate == NamedNode("http://www.w3.org/ns/oa#exact")
    }
    assert exact == {'"1,001"', f'"{WHOLE}"'}
    assert json.loads((with_quotes / "manifest.json").read_bytes())["quotes"] == {"case": 2}
    assert "quotes" not in json.loads((plain / "manifest.json").read_bytes())
    capsys.readouterr()
    assert run(["check", str(with_quotes / "peelgraph.ttl"), "--project", str(project.root)]) == 0, capsys.readouterr()


def test_the_command_writes_nothing_without_the_documents(
    made: tuple[Project, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, documents = made
    (documents / "case.txt").write_text("Another text", encoding="utf-8")
    out = tmp_path / "out"
    assert run(["build", "--project", str(project.root), "--out", str(out), "--documents", str(documents)]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "case.txt: not the text that seeds/case.yaml was curated from" in captured.err
    assert list(out.iterdir()) == []
    assert run(["build", "--project", str(project.root), "--out", str(out), "--documents", str(tmp_path / "none")]) == 3


# --- the real documents --------------------------------------------------------------------------------------------


def test_real_quotes_stand_on_their_lines(project: Project, documents: Path) -> None:
    seeds = load_seeds(project)
    quotes = quote_documents(seeds, documents)
    texts = {
        seed.content.document.key(): (documents / seed.content.document.file).read_text(encoding="utf-8")
        for seed in seeds.files
        if seed.content.document
    }
    assert quotes.keys() == texts.keys()
    for key, held in quotes.items():
        lines = texts[key].split("\n")
        for each, quote in held.items():
            assert quote.exact in "\n".join(lines[each.first - 1 : each.last])
            assert quote.prefix + quote.exact + quote.suffix in texts[key]
    assert sum(map(len, quotes.values())) >= 400


def test_a_saved_page_is_quoted_and_audited_by_the_text_that_reading_makes_of_it(tmp_path: Path) -> None:
    """Lines of a page are those of its text, and the checksum is that of the file."""
    page = (
        "<!doctype html><title>x</title><script>Good</script>\n<main><h1>Ashshire</h1>"
        "\n<p>It has 1,001 officers.</p>\n</main>\n"
    )
    project, documents = write(tmp_path, page, "metrics:\n" + metric("1001", "1,001", 2016, "3"))
    text = open_text(documents / "case.txt")
    assert (text.form, text.lines) == ("html", ("Ashshire", "", "It has 1,001 officers."))
    (project.seeds / "case.yaml").write_text(
        (project.seeds / "case.yaml").read_text().replace("line_count: 4", "line_count: 3")
    )
    assert audit(project, documents).problems == ()
    (quote,) = quote_documents(load_seeds(project), documents)["case"].values()
    assert quote.exact == "1,001"
