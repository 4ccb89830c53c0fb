"""Single seed files against the rest of a project: their own problems, all of them, and those of no other file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.errors import LimitError
from builder.project import Project
from builder.seeds.single import problems_of
from builder.seeds.source import SIZE_LIMIT
from tests.seeds.worlds import DOCUMENT, WORLD, unmarked

JUDGED = "body: ashshire, cycle: round-2016, subject: efficiency"


@pytest.fixture
def realm(tmp_path: Path) -> Project:
    """The invented realm as a project: reference data, a report and a press release."""
    project = Project(tmp_path)
    shutil.copytree(WORLD, project.seeds)
    return project


def told(project: Project, *given: tuple[str, str]) -> list[tuple[str, int, int, str]]:
    """File, line, column and finding of each problem of some texts with names."""
    problems = problems_of(project, [(text.encode(), name) for name, text in given])
    return [(each.file, each.line, each.column, each.found) for each in problems]


NEW = f"judgments:\n  - {{{JUDGED}, grade: good, lines: 3}}\n{DOCUMENT}"

WRONG = {
    "syntax": ("judgments: [›", "no YAML: while parsing a flow node"),
    "form": (NEW.replace("grade: good", "grade: good, ›colour: red"), "unknown key `colour`"),
    "reference": (NEW.replace("ashshire, cycle", "›axshire, cycle"), "unknown body `axshire`"),
    "grade": (NEW.replace("grade: good", "grade: ›goood"), "`goood` is no grade of round-2016 (four)"),
    "lines": (NEW.replace("lines: 3", "lines: ›51"), "line 51 lies beyond the document"),
    "a thing of other files defined again": (
        f"places:\n  - {{place: ›fenland, name: Fenland, lines: 1}}\n{DOCUMENT}",
        "the place `fenland` is defined twice",
    ),
    "the same in a name that comes first": (
        f"places:\n  - {{place: ›realm, name: Realm, lines: 1}}\n{DOCUMENT}",
        "the place `realm` is defined twice",
    ),
    "nothing": ("›# empty\n", "the file holds nothing"),
}


@pytest.mark.parametrize("name", ["seeds/zzz.yaml", "seeds/a.yaml"])
@pytest.mark.parametrize(("text", "found"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_new_file(realm: Project, text: str, found: str, name: str) -> None:
    text, ((line, column),) = unmarked(text)
    ((file, *place, said),) = told(realm, (name, text))
    assert file == name
    assert said.startswith(found)
    assert found.startswith("no YAML") or place == [line, column]


def test_a_new_file_that_is_right(realm: Project) -> None:
    assert told(realm, ("seeds/new.yaml", NEW)) == []


def test_a_file_takes_the_place_of_that_about_the_same_document(realm: Project) -> None:
    report = (realm.seeds / "report.yaml").read_text(encoding="utf-8")
    assert told(realm, ("elsewhere/draft.yaml", report)) == []
    text, ((line, column),) = unmarked(report.replace("grade: good", "grade: ›goood", 1))
    assert told(realm, ("draft.yaml", text)) == [
        ("draft.yaml", line, column, "`goood` is no grade of round-2016 (four)")
    ]


def test_reference_data_take_the_place_of_the_file_of_that_name(realm: Project) -> None:
    reference = (realm.seeds / "reference.yaml").read_text(encoding="utf-8")
    assert told(realm, ("draft/reference.yaml", reference)) == []
    assert len(told(realm, ("draft/others.yaml", reference))) > 40


def test_what_is_wrong_with_other_files_is_not_told(realm: Project) -> None:
    (realm.seeds / "report.yaml").write_text("judgments: [", encoding="utf-8")
    (realm.seeds / "binary.yaml").write_bytes(b"\xff")
    press = (realm.seeds / "press.yaml").read_text(encoding="utf-8")
    (realm.seeds / "press.yaml").write_text(press.replace("grade: good", "grade: bad"), encoding="utf-8")
    assert told(realm, ("seeds/new.yaml", NEW)) == []


def test_what_a_file_no_longer_defines_is_no_problem_of_its_own(realm: Project) -> None:
    reference = (realm.seeds / "reference.yaml").read_text(encoding="utf-8")
    less = reference.replace("  - {place: fenland, name: Fenland, kind: region, part_of: realm}\n", "")
    assert {file for file, *_ in told(realm, ("seeds/reference.yaml", less))} == {"seeds/reference.yaml"}
    less = reference.replace("  - {function: dogs, name: Dogs}\n", "  - {function: cats, name: Cats}\n")
    assert told(realm, ("seeds/reference.yaml", less)) == []


def test_references_to_files_that_could_not_be_read_may_be_right(realm: Project) -> None:
    broken = "organisations:\n  - {organisation: marsh-board, name: Marsh Board\n"
    (realm.seeds / "more.yaml").write_text(broken, encoding="utf-8")
    text = f"organisations:\n  - {{organisation: marsh-board, lines: 1}}\n{DOCUMENT}"
    assert told(realm, ("seeds/new.yaml", text)) == []


def test_several_files_know_each_other(realm: Project) -> None:
    fields = "organisation: marsh-board, name: Marsh Board, kind: government-department"
    board = f"organisations:\n  - {{{fields}, lines: 1}}\n"
    other = DOCUMENT.replace("key: case", "key: other")
    mention = f"organisations:\n  - {{organisation: marsh-board, lines: 1}}\n{other}"
    assert told(realm, ("seeds/b.yaml", board + DOCUMENT), ("seeds/a.yaml", mention)) == []
    assert [found for *_, found in told(realm, ("seeds/a.yaml", mention))] == ["unknown agent `marsh-board`"]


def test_an_empty_project(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    assert [found for *_, found in told(Project(tmp_path), ("x.yaml", "places:\n  - {place: a, name: A}\n"))] == []


def test_a_file_of_the_project_that_is_too_large(realm: Project) -> None:
    with (realm.seeds / "huge.yaml").open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    with pytest.raises(LimitError, match=r"seeds/huge\.yaml"):
        told(realm, ("seeds/new.yaml", NEW))


def test_the_real_seeds_one_by_one(project: Project) -> None:
    paths = sorted(project.seeds.rglob("*.yaml"))[:3]
    for path in paths:
        assert problems_of(project, [(path.read_bytes(), project.relative(path))]) == []
