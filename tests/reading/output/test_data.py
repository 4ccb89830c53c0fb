"""JSON of documents that were read: valid by its schema, and the same rows that the saved queries give of the seeds."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from pyoxigraph import Literal, NamedNode, Quad, Store

from builder.building.build import graph_of
from builder.project import Project
from builder.reading.definitions import settle
from builder.reading.knowledge import Knowledge
from builder.reading.output.data import as_data, as_json
from builder.reading.output.draft import Draft, draft
from builder.reading.output.seed import seed_text
from builder.reading.service import Reader
from builder.seeds.loader import check_seeds
from builder.seeds.registry import Registry

from ..conftest import WORLD
from .making import HEAD, drafted, fact, grade, keyed
from .test_seed import FULL

QUERIES: Final = {
    "inspectors": "inspectors",
    "judgments": "judgments",
    "counts": "grade-counts-check",
    "metrics": "metrics",
    "collaborations": "collaborations",
    "findings": "findings",
}
"""The saved query whose rows a list has."""

BESIDE: Final = {"confidence", "rule", "printed", "remainder", "bodies"}
WORKED_OUT: Final = {"counted", "difference", "rank", "known", "address"}
"""What queries add of the graph as a whole, and of pages whose words nobody holds."""
SAMPLES: Final = Path(__file__).parents[1] / "samples" / "known"

TOGETHER: Final = fact(
    "collaborations", 21, 22, collaboration="ash-vale-unit", name="Ash Vale joint unit", kind="joint-unit",
    functions=["ash-forensics", "ash-dogs"], participants=["ashshire", "bexshire"], since="2014-04",
    status="established",
)  # fmt: skip
FUNCTIONS: Final = (
    fact("function_definitions", 21, function="ash-forensics", name="Forensics of the vale"),
    fact("function_definitions", 21, function="ash-dogs", name="Dogs of the vale"),
)
MORE: Final = (
    *FULL,
    *FUNCTIONS,
    TOGETHER,
    fact(
        "metrics", 23, metric="police-officers", about="kent", value="1000", period="2017", period_stated=False,
        status="planned", printed="1,000", qualifier="over",
    ),
    fact("metrics", 24, 26, metric="police-officers", about="kent", value="-3.5", status="actual", printed="3.5"),
    fact("counts", 25, cycle="peel-2017", subject="efficiency", grade="inadequate", count=0),
)  # fmt: skip


@pytest.fixture(scope="module")
def schema(project: Project) -> dict[str, Any]:
    path = project.root / "docs" / "reference" / "read.schema.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    validator_for(found).check_schema(found)
    return found


Asked = Callable[[str, str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def graph(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Draft]], Asked]:
    """Builds the graph of the project with drafts, and answers saved queries for one document of it."""

    def build(drafts: list[Draft]) -> Asked:
        folder = tmp_path_factory.mktemp("seeds")
        paths = [(path, project.relative(path)) for path in (*project.seeds.rglob("*.yaml"), *WORLD.glob("*.yaml"))]
        for each in drafts:
            path = folder / f"{each.key}.yaml"
            path.write_text(seed_text(each), encoding="utf-8")
            paths.append((path, path.name))
        store = Store()
        triples = graph_of(project, check_seeds(paths)).dataset.triples()
        store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
        document = "https://w3id.org/peelgraph/id/document/"

        @cache
        def answer(query: str) -> dict[str, list[dict[str, Any]]]:
            text = (project.queries / f"{query}.rq").read_text(encoding="utf-8")
            found = store.query(text)
            names = [each.value for each in found.variables]  # type: ignore[union-attr]
            rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for row in found:  # type: ignore[union-attr]
                told = {name: plain(row[name]) for name in names}
                rows[told["document"]].append(told)
            return rows

        return lambda query, key: answer(query)[document + key]

    return build


def plain(term: object) -> Any:
    """A term of an answer as JSON has it."""
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return None
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "integer":
        return int(term.value)
    if kind == "decimal":
        value = Decimal(term.value)
        return int(value) if value == value.to_integral_value() else float(value)
    return term.value == "true" if kind == "boolean" else term.value


def counted(rows: list[dict[str, Any]], without: set[str]) -> Counter[tuple[tuple[str, Any], ...]]:
    return Counter(tuple(sorted((n, v) for n, v in row.items() if n not in without)) for row in rows)


def contested(rows: list[dict[str, Any]]) -> set[str]:
    """Judgments to which made-up documents give different grades; the graph then gives each both."""
    grades = {(row["judgment"], row["grade"]) for row in rows if "judgment" in row}
    return {judgment for judgment, count in Counter(judgment for judgment, _ in grades).items() if count > 1}


def assert_same(drafts: list[Draft], registry: Registry, ask: Asked) -> None:
    """Each list has the rows that its query gives, but for judgments that a rule derives."""
    for each in drafts:
        data = as_data(each, registry)
        for name, query in QUERIES.items():
            rows = [row for row in ask(query, each.key) if row.get("basis") != "remainder"]
            two = contested(rows)
            asked = [row for row in rows if row.get("judgment") not in two]
            given = [row for row in data[name] if row.get("role", "") is not None and row.get("judgment") not in two]
            given = [row for row in given if row.get("subject", "") is not None]  # counts of areas are figures in seeds
            assert counted(given, BESIDE) == counted(asked, WORKED_OUT), f"{each.key}: {name}"


def test_the_rows_are_those_of_the_queries(known: Knowledge, graph: Callable[[list[Draft]], Asked]) -> None:
    first = drafted(*MORE, file="a.txt")
    second = drafted(
        fact("collaborations", 3, collaboration="ash-vale-unit"), TOGETHER, file="b.txt", head=keyed("second")
    )  # fmt: skip
    drafts = [first, second]
    registry = settle(drafts, known.registry)
    assert first.review == second.review == []
    data = as_data(first, registry)
    assert {name: len(data[name]) for name in QUERIES} == {
        "inspectors": 1, "judgments": 5, "counts": 2, "metrics": 5, "collaborations": 4, "findings": 1,
    }  # fmt: skip
    assert_same(drafts, registry, graph(drafts))


def test_so_are_those_of_the_samples(
    known: Knowledge, reader: Reader, graph: Callable[[list[Draft]], Asked], schema: dict[str, Any]
) -> None:
    readings = [(reader.read_file(path), path.name) for path in sorted(SAMPLES.glob("[0-3][0-9]-*"))]
    made = [each for reading, name in readings if (each := draft(reading, name, 0.8))]
    drafts = list({each.key: each for each in reversed(made)}.values())  # of the invented reports, the first of a title
    assert len(drafts) >= 8
    registry = settle(drafts, known.registry)
    fit = [each for each in drafts if not each.clash and not each.broken]
    assert len(fit) >= 8
    assert_same(fit, registry, graph(fit))
    for each in fit:
        Draft202012Validator(schema).validate(as_data(each, registry))


def test_the_first_row_in_full(known: Knowledge) -> None:
    made = drafted(grade("efficiency", "requires-improvement", 8, rule="badge", confidence=0.99))
    registry = settle([made], known.registry)
    iri = "https://w3id.org/peelgraph/id/"
    data = json.loads(as_json(made, registry))
    assert data["body"] == f"{iri}force/ashshire"
    assert data["cycle"] == f"{iri}cycle/peel-2017"
    assert data["judgments"] == [
        {
            "judgment": f"{iri}judgment/peel-2017/ashshire/efficiency",
            "body": f"{iri}force/ashshire",
            "bodyName": "Ashshire Police",
            "cycle": f"{iri}cycle/peel-2017",
            "year": 2017,
            "subject": f"{iri}subject/efficiency",
            "subjectName": "Efficiency",
            "grade": "requires improvement",
            "scheme": f"{iri}scheme/four-grades",
            "basis": "stated",
            "document": f"{iri}document/{HEAD.key}",
            "firstLine": 8,
            "lastLine": 8,
            "confidence": 0.99,
            "rule": "badge",
        }
    ]


def test_dates_are_never_confused(known: Knowledge) -> None:
    made = drafted(
        fact("dates", 3, kind="updated", date="2017-11-09"),
        fact("dates", 4, kind="fieldwork", date="2017-05..2017-06"),
        fact("dates", 5, kind="framework-published", date="2017-02"),
    )
    registry = settle([made], known.registry)
    assert as_data(made, registry)["dates"] == {
        "published": None,
        "updated": "2017-11-09",
        "onSite": "2017-05..2017-06",
    }
    letter = drafted(fact("dates", 3, kind="written", date="2018-04-11"))
    assert as_data(letter, settle([letter], known.registry))["dates"]["written"] == "2018-04-11"


def test_review_has_the_form_of_the_lists_with_the_reason(known: Knowledge, schema: dict[str, Any]) -> None:
    unsure = grade("efficiency", "good", 5, confidence=0.5)
    doubtful = fact(
        "ungraded", 6, body="ashshire", cycle="peel-2017", subject="legitimacy", state="ungraded",
        doubt="readings of the same thing differ",
    )  # fmt: skip
    dated = fact("dates", 7, kind="updated", date="2017-11-09", confidence=0.4)
    unknown = fact("metrics", 8, metric="no-such-metric", about="ashshire", value="a lot", status="actual", printed="x")
    nonsense = fact("weather", 9, sky="grey", deep={"a": 1})
    made = drafted(unknown, nonsense, review=(unsure, doubtful, dated))
    data = as_data(made, settle([made], known.registry))
    assert data["judgments"] == data["metrics"] == []
    by_list = {row["list"]: row for row in data["review"]}
    assert by_list["judgments"]["grade"] == "good"
    assert by_list["judgments"]["reason"] == "only 0.50 sure, and 0.80 is asked for"
    assert by_list["judgments"]["bodyName"] == "Ashshire Police"
    assert by_list["ungraded"]["state"] == "ungraded"
    assert by_list["dates"]["date"] == "2017-11-09"
    assert by_list["dates"]["firstLine"] == 7
    assert by_list["metrics"]["reason"].startswith("makes no record")
    assert by_list["weather"]["sky"] == "grey"
    Draft202012Validator(schema).validate(data)


def test_one_object_on_one_line_whatever_the_words(known: Knowledge) -> None:
    made = drafted(
        fact(
            "findings", 3, id="x", kind="strength", about="ashshire", cycle="peel-2017", subject="efficiency",
            text="turned \u202e round, \u2066 and unseen \u200b",
        ),
        file="odd\nname\u2028.txt",
    )  # fmt: skip
    line = as_json(made, settle([made], known.registry))
    assert line.endswith("}\n")
    assert line[:-1].isprintable()
    assert json.loads(line)["file"] == "odd\nname\u2028.txt"
