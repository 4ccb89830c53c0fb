"""The audit finds what does not stand where a record says, at the place in the seed that has to be mended."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer import Typer
from typer.testing import CliRunner

from builder.auditing.forms import literal
from builder.auditing.service import AuditResult, audit
from builder.auditing.texts import Text
from builder.auditing.wording import as_text
from builder.cli.audit import register
from builder.errors import ExitCode, InputError, PeelgraphError, SourceError
from builder.project import Project
from builder.seeds.values import LineRange
from tests.seeds.worlds import REFERENCE, unmarked

PAGE = "page.txt"
TEXT = """\
Ashshire Police: round of 2016

Efficiency
Good

How good are the plans?
The force had 1,001 officers, 24 fewer
than a year before.
Chief Constable Jane Doe
Of all forces 28 were good. Efficient, too.
Reference AP/16-1
"""
SEED = "seeds/page.yaml"
RECORDS = """
document:
  key: page
  title: A made-up page
  kind: report
  publishers: [crown-inspectorate]
  file: page.txt
  sha256: {sha256}
  line_count: 11
  licence: OGL-UK-3.0
  about: ashshire
  cycle: round-2016
  identifiers: [{{scheme: ci-reference, value: AP/16-1, lines: 11}}]
questions:
  - {{cycle: round-2016, of: efficiency, number: 1, wording: How good are the plans?, lines: 6}}
people:
  - {{person: doe, name: Jane Doe, role: chief, role_name: Chief, organisation: ashshire, lines: 9}}
judgments:
  - {{body: ashshire, cycle: round-2016, subject: efficiency, grade: good, lines: 3-4}}
metrics:
  - metric: officers
    about: ashshire
    value: 1001
    unit: count
    period: 2016
    status: actual
    printed: 1,001
    lines: 7
  - {{metric: officers, about: ashshire, value: 24, period: 2015, status: actual, printed: "24", lines: 7-8}}
doubts:
  - {{id: a-doubt, kind: arithmetic, text: Made up for a test., lines: 1}}
"""


@dataclass(frozen=True, slots=True)
class World:
    """A project with one curated document, and the folder with its text."""

    project: Project
    documents: Path

    def spoil(self, old: str, new: str) -> tuple[str, int, int]:
        """Put `new` for `old`, which stands once in the seed, and return the place that `new` marks."""
        path = self.project.root / SEED
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        text, places = unmarked(text.replace(old, new))
        path.write_text(text, encoding="utf-8")
        ((line, column),) = places
        return SEED, line, column

    def audit(self) -> AuditResult:
        return audit(self.project, self.documents)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The page, and the records of it with the reference data of the invented realm."""
    made, documents = Project(tmp_path / "project"), tmp_path / "documents"
    for name in ("seeds", "ontology", "queries", "rules", "shapes"):
        (made.root / name).mkdir(parents=True)
    documents.mkdir()
    (documents / PAGE).write_text(TEXT, encoding="utf-8")
    shutil.copy(REFERENCE, made.seeds)
    records = RECORDS.format(sha256=hashlib.sha256(TEXT.encode()).hexdigest())
    (made.root / SEED).write_text(records, encoding="utf-8")
    return World(made, documents)


def test_what_stands_there_is_no_problem(world: World) -> None:
    result = world.audit()
    assert result.problems == ()
    (document,) = result.documents
    assert (document.document, document.file, document.seed) == ("page", PAGE, SEED)
    assert document.present
    # the document, a question, a person, a judgment, two figures and a doubt; the words to be found are the name of the
    # force, the identifier, the question, the name and role of the person, the grade and both figures
    assert (document.records, document.statements) == (7, 8)


FIGURE = "printed: 1,001\n    lines: 7\n"
GRADE = "grade: good, lines: 3-4"
VALUE = "write the number that the document prints; its sign and its unit are yours to choose"
NOWHERE = "it stands nowhere in the document: write what is printed there"
PLANTED = {
    "figure": (FIGURE, "printed: ›1,002\n    lines: 7\n", "the figure `1,002` does not stand on line 7", NOWHERE),
    "part of a figure": (
        FIGURE,
        'printed: ›"001"\n    lines: 7\n',
        "the figure `001` does not stand on line 7",
        NOWHERE,
    ),
    "lines of a figure": (
        FIGURE,
        "printed: ›1,001\n    lines: 8\n",
        "the figure `1,001` does not stand on line 8",
        "it stands on line 7: name the lines that are meant",
    ),
    "one place of two": (
        FIGURE,
        'evidence:\n      - {lines: 7, printed: "1,001"}\n      - {lines: 10, printed: ›29}\n',
        "the figure `29` does not stand on line 10",
        NOWHERE,
    ),
    "grade": (GRADE, "grade: ›inadequate, lines: 3-4", "the grade `inadequate` does not stand on lines 3-4", NOWHERE),
    "lines of a grade": (
        GRADE,
        "grade: ›good, lines: [4, 7-8]",
        "the grade `good` does not stand on lines 7-8",
        "it stands on lines 4, 6, 10: name the lines that are meant",
    ),
    "grade in other words": (
        GRADE,
        "grade: good, evidence: [{lines: 4}, {lines: 10, printed: ›Effective}]",
        "what is printed `Effective` does not stand on line 10",
        NOWHERE,
    ),
    "grade in other words alone": (
        GRADE,
        "grade: ›good, evidence: [{lines: 7, printed: officers}]",
        "the grade `good` does not stand on line 7",
        "it stands on lines 4, 6, 10: name the lines that are meant",
    ),
    "wording": (
        "How good are",
        "›How bad are",
        "the wording `How bad are the plans?` does not stand on line 6",
        NOWHERE,
    ),
    "name": ("name: Jane Doe", "name: ›Jane Roe", "the name `Jane Roe` does not stand on line 9", NOWHERE),
    "identifier": ("value: AP/16-1", "value: ›AP/16-2", "the identifier `AP/16-2` does not stand on line 11", NOWHERE),
    "value": ("value: 1001", "value: ›1010", "the value is 1010, and what is printed, `1,001`, reads 1001", VALUE),
    "role": ("role_name: Chief,", "role_name: ›Deputy,", "the role `Deputy` does not stand on line 9", NOWHERE),
    "another body": (
        "about: ashshire\n  cycle",
        "about: ›bexshire\n  cycle",
        "the name `Bexshire Constabulary` does not stand in the document",
        NOWHERE,
    ),
    "blank": ("lines: 1}", "lines: ›5}", "line 5 is blank", "name the lines that carry the fact"),
    "count of lines": ("line_count: 11", "line_count: ›12", "page.txt has 11 lines", "see `sha256`"),
}


@pytest.mark.parametrize(("old", "new", "found", "advice"), PLANTED.values(), ids=PLANTED)
def test_what_is_planted_is_found_and_nothing_else(world: World, old: str, new: str, found: str, advice: str) -> None:
    place = world.spoil(old, new)
    (problem,) = world.audit().problems
    assert (problem.found, problem.advice) == (found, advice)
    assert (problem.file, problem.line, problem.column) == place


def test_a_doubt_on_those_lines_allows_another_wording(world: World) -> None:
    world.spoil("How good are", "›How bad are")
    world.spoil("lines: 1}", "lines: ›6}")
    assert world.audit().problems == ()


def test_another_text_is_found_by_its_checksum_and_by_what_has_moved(world: World) -> None:
    text = "A new first line\n" + TEXT
    (world.documents / PAGE).write_text(text, encoding="utf-8")
    assert [each.found for each in world.audit().problems] == [
        f"page.txt has another SHA-256: {hashlib.sha256(text.encode()).hexdigest()}",
        "page.txt has 12 lines",
        "the identifier `AP/16-1` does not stand on line 11",
        "the wording `How good are the plans?` does not stand on line 6",
        "line 6 is blank",
        "the name `Jane Doe` does not stand on line 9",
        "the role `Chief` does not stand on line 9",
        "the grade `good` does not stand on lines 3-4",
        "the figure `1,001` does not stand on line 7",
    ]  # `24` stood on line 7 and stands on line 8, and the record names both


def test_a_shorter_text_has_lost_lines(world: World) -> None:
    (world.documents / PAGE).write_text("".join(TEXT.splitlines(keepends=True)[:8]), encoding="utf-8")
    found = [each.found for each in world.audit().problems]
    assert found[1] == "page.txt has 8 lines"
    assert found.count("page.txt ends with line 8") == 2  # of the identifier and of the person
    assert "the name `Jane Doe` does not stand on line 9" in found


def test_a_missing_document_is_listed_and_fails(world: World) -> None:
    (world.documents / PAGE).unlink()
    result = world.audit()
    (problem,) = result.problems
    assert problem.found.startswith("the document page.txt is not in the folder")
    assert (problem.file, problem.line, problem.column) == (SEED, 7, 9)
    assert [each.present for each in result.documents] == [False]
    assert as_text(result).endswith("page.txt  missing\n1 problem in 1 document, 1 of them missing\n")


def test_a_document_that_is_no_text(world: World) -> None:
    (world.documents / PAGE).write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match="is not UTF-8"):
        world.audit()


def test_a_project_without_curated_documents_is_no_success(world: World) -> None:
    (world.project.root / SEED).unlink()
    with pytest.raises(InputError, match="nothing to audit"):
        world.audit()


def test_seeds_that_are_wrong_are_not_audited(world: World) -> None:
    world.spoil(GRADE, "grade: ›goood, lines: 3-4")
    with pytest.raises(SourceError, match="goood"):
        world.audit()


# --- the curated seeds themselves ---------------------------------------------------------------------------------


def test_the_curated_seeds_stand_in_their_documents(project: Project, documents: Path) -> None:
    result = audit(project, documents)
    assert [str(each) for each in result.problems] == []
    assert all(each.present and each.statements for each in result.documents)
    assert len(result.documents) >= 5
    assert sum(each.statements for each in result.documents) >= 700


# --- words and figures --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words", "stands"),
    [
        ("fell by 36.1 per cent", "36.1", True),
        ("fell by 36.12 per cent", "36.1", False),
        ("fell by 136.1 per cent", "36.1", False),
        ("1,365 officers", "365", False),
        ("1,365 officers", "1", False),
        ("365, then more", "365", True),
        ("365.", "365", True),
        ("-£36m", "£36m", True),
        ("36%", "36%", True),
        ("a goods train", "good", False),
        ("'good'.", "good", True),
        ("a.b", "a?b", False),
        ("", "x", False),
    ],
)
def test_words_stand_for_themselves(line: str, words: str, stands: bool) -> None:
    assert Text((line,), "").holds(LineRange(1, 1), literal(words)) is stands


@given(st.lists(st.text("ab 1,.", max_size=8), min_size=1, max_size=6), st.text("ab1", min_size=1, max_size=3))
def test_words_stand_where_they_are_found(lines: list[str], words: str) -> None:
    text = Text(tuple(lines), "")
    form = literal(words)
    found = text.where(form)
    for number, line in enumerate(lines, 1):
        assert text.holds(LineRange(number, number), form) is (number in found)
        if number in found:
            assert words in line
    assert not text.holds(LineRange(len(lines) + 1, len(lines) + 2), form)


# --- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Typer:
    """The command alone in an application, and no variable that names documents."""
    monkeypatch.delenv("PEELGRAPH_DOCUMENTS", raising=False)
    made = Typer()
    register(made)
    made.callback()(lambda: None)
    return made


def run(app: Typer, *arguments: str | Path) -> tuple[int, str, BaseException | None]:
    done = CliRunner().invoke(app, ["audit", *map(str, arguments)])
    return done.exit_code, done.stdout, done.exception


def test_the_command_prints_what_is_fine(app: Typer, world: World) -> None:
    code, printed, _ = run(app, "--documents", world.documents, "--project", world.project.root)
    assert (code, printed) == (
        ExitCode.FINE,
        "page.txt  7 records, 8 words and figures held against it\n0 problems in 1 document\n",
    )


def test_the_command_prints_what_is_wrong(app: Typer, world: World) -> None:
    _, line, column = world.spoil(FIGURE, "printed: ›1,002\n    lines: 7\n")
    code, printed, _ = run(app, "--documents", world.documents, "--project", world.project.root)
    assert code == ExitCode.FINDINGS
    assert printed.startswith(f"{SEED}:{line}:{column}: the figure `1,002` does not stand on line 7\n")


def test_the_command_writes_json(app: Typer, world: World, tmp_path: Path) -> None:
    place = world.spoil(FIGURE, "printed: ›1,002\n    lines: 7\n")
    arguments = ("--documents", world.documents, "--project", world.project.root)
    code, printed, _ = run(app, *arguments, "--format", "json", "--out", tmp_path / "out.json")
    assert (code, printed) == (ExitCode.FINDINGS, "")
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert data["documents"] == [
        {"document": "page", "file": PAGE, "seed": SEED, "present": True, "records": 7, "statements": 8}
    ]
    assert [(each["file"], each["line"], each["column"]) for each in data["problems"]] == [place]
    assert set(data["problems"][0]) == {"file", "line", "column", "found", "allowed", "advice"}


def test_the_variable_names_the_folder(app: Typer, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEELGRAPH_DOCUMENTS", str(world.documents))
    assert run(app, "--project", world.project.root)[0] == ExitCode.FINE


@pytest.mark.parametrize(
    ("folders", "said"), [((), "no documents are at hand"), (("gone",), "no folder of documents is here")]
)
def test_no_documents_are_no_success(
    app: Typer, world: World, tmp_path: Path, folders: tuple[str, ...], said: str
) -> None:
    given = [part for each in folders for part in ("--documents", tmp_path / each)]
    error = run(app, "--project", world.project.root, *given)[2]
    assert isinstance(error, PeelgraphError)
    assert error.exit_code == ExitCode.INPUT
    assert said in str(error)
