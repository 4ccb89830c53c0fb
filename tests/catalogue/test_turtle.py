"""Every result of every failing example of a shape: found, at the right line and column, and nothing beside it.

``turtle.csv`` lists them with the place that a person would mend:

- what is missing: where the thing begins, or the first value of the property where it has too few;
- what is wrong: the value itself, as it is written;
- what is too much: the first value too many, in the order of the file;
- what another thing lacks (a path of two steps): the link to that thing;
- where several things do not fit together: what the remedy of the rule says to change first, and the thing to which
  something has to be added.

``thing``, ``property`` and ``text`` say what stands at the place; a test looks it up in the text of the example, in a
way that has nothing to do with how the product finds places. Each row in which a SPARQL constraint decides, and some
thirty of the others, have been read by eye in the file.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from builder.checking.findings import CheckResult
from builder.checking.service import Settings, check_files
from builder.namespaces import PEELID
from builder.places import Place
from builder.project import Project
from builder.reporting.forms import Form
from builder.reporting.rendering import render
from builder.shacl.engine import Engine

from .canonical import Written, begins, values
from .conftest import OWN
from .planting import Expected
from .reports import unseen

EXAMPLES = OWN.shapes / "examples"
BASE = EXAMPLES / "base.ttl"
TABLE = Path(__file__).with_name("turtle.csv")
NAMES = [f"{path.parent.name}/{path.stem.removesuffix('_fail')}" for path in sorted(EXAMPLES.glob("*/*_fail.ttl"))]
IN_ALL_FORMATS = [
    "evidence/Selector",
    "finding/Doubt",
    "observation/ShareInDoubt",
    "ontology/Thing",
    "organisation/Border",
]
WHOLE = {Form.JSON, Form.CSV, Form.TURTLE, Form.SARIF, Form.JUNIT, Form.EARL}
"""The formats for programs; the others show ten findings or fewer of a rule or kind."""
SEVERITIES = {
    "comparator-same-status": "warning",
    **dict.fromkeys(["change-in-doubt", "count-in-doubt", "share-in-doubt", "total-in-doubt"], "info"),
}
"""What is no violation."""
WITH_BOTH = ["judgment/GradeCount", "observation/Total"]


class Row(NamedTuple):
    """``file`` is empty for the example itself; ``line`` and ``column`` are, where the file is the ontology's."""

    example: str
    rule: str
    component: str
    focus: str
    path: str
    value: str
    file: str
    line: str
    column: str
    thing: str
    property: str
    text: str


class Found(NamedTuple):
    rule: str
    component: str
    focus: str
    path: str
    value: str
    file: str
    line: int
    column: int


@cache
def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        assert tuple(next(lines)) == Row._fields
        return [Row(*line) for line in lines]


def file_of(example: str) -> Path:
    return EXAMPLES / f"{example}_fail.ttl"


def path_of(row: Row) -> Path:
    """The file that the place lies in."""
    if row.file.startswith("ontology/"):
        return OWN.root / row.file
    return EXAMPLES / row.file if row.file else file_of(row.example)


@cache
def written(path: Path) -> list[Written]:
    text = path.read_text(encoding="utf-8")
    return [*begins(text), *values(text)]


def places(row: Row) -> list[tuple[int, int]]:
    """All places of the file at which stands what the row says."""
    names = {row.thing, f"<{row.thing}>"}
    return [
        (each.line, each.column)
        for each in written(path_of(row))
        if each.thing in names and each.property == row.property and (each.text == row.text or not row.text)
    ]


def expected(row: Row) -> Found:
    line, column = (int(row.line), int(row.column)) if row.line else places(row)[0]
    name = path_of(row).as_posix() if not row.file.startswith("ontology/") else row.file
    return Found(row.rule, row.component, row.focus, row.path, row.value, name, line, column)


def checked(project: Project, example: str, engine: Engine = Engine.FAST) -> CheckResult:
    result = check_files(project, [BASE, file_of(example)], Settings(engine=engine))
    assert not result.broken
    return result


def found(project: Project, example: str, engine: Engine) -> Counter[Found]:
    """What a check finds; each finding says in words what stands there and how to mend it."""
    result = checked(project, example, engine)
    for each in result.findings:
        assert each.found, each
        assert each.remedy.endswith((".", "?")), each
        assert "{?" not in each.remedy + each.found + each.expected, f"a variable that nothing fills: {each}"
    return Counter(
        Found(
            each.rule,
            each.component.rpartition("#")[2].removesuffix("ConstraintComponent"),
            each.focus.removeprefix(PEELID),
            each.path,
            each.value.removeprefix(PEELID),
            each.place.file,
            each.place.line,
            each.place.column,
        )
        for each in result.findings
    )


def test_every_example_is_in_the_table() -> None:
    assert list(dict.fromkeys(row.example for row in rows())) == NAMES
    assert len(NAMES) > 90
    assert len(rows()) > 450


@pytest.mark.parametrize("example", NAMES)
def test_places_of_the_table_are_those_of_the_text(example: str) -> None:
    for row in rows():
        if row.example == example and row.file.startswith("ontology/"):
            assert places(row), row  # its lines move with the ontology
        elif row.example == example:
            assert (int(row.line), int(row.column)) in places(row), row


@pytest.mark.parametrize("example", NAMES)
def test_table_agrees_with_the_results_that_the_shapes_are_written_for(example: str) -> None:
    """The tables beside the examples list results without places."""
    with file_of(example).with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        listed = {tuple(line) for line in csv.reader(stream)} - {("rule", "focus", "path", "value")}
    assert {(row.rule, row.focus, row.path, row.value) for row in rows() if row.example == example} == listed


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("example", NAMES)
def test_planted_errors_are_found_in_their_places(example: str, project: Project) -> None:
    assert found(project, example, Engine.FAST) == Counter(expected(row) for row in rows() if row.example == example)


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("example", WITH_BOTH)
def test_reference_engine_finds_the_same(example: str, project: Project) -> None:
    assert found(project, example, Engine.REFERENCE) == found(project, example, Engine.FAST)


@pytest.mark.slow
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("example", [each for each in NAMES if each not in WITH_BOTH])
def test_reference_engine_finds_the_same_everywhere(example: str, project: Project) -> None:
    assert found(project, example, Engine.REFERENCE) == Counter(
        expected(row) for row in rows() if row.example == example
    )


def in_reports(project: Project, example: str) -> None:
    """Each format shows each finding of an example in its place; those for people may cut long lists short."""
    wanted = [
        Expected(each.rule, "", "", Place(each.file, each.line, each.column), SEVERITIES.get(each.rule, "violation"))
        for each in map(expected, (row for row in rows() if row.example == example))
    ]
    result = checked(project, example)
    for form in Form if len(wanted) < 10 else WHOLE:
        assert unseen(form, render(result, form), wanted) == [], form


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("example", IN_ALL_FORMATS)
def test_planted_errors_are_in_every_format(example: str, project: Project) -> None:
    in_reports(project, example)


@pytest.mark.slow
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("example", [each for each in NAMES if each not in IN_ALL_FORMATS])
def test_all_planted_errors_are_in_every_format(example: str, project: Project) -> None:
    in_reports(project, example)
