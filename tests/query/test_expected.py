"""The saved queries on the built graph against answers that were worked out without them.

Those about documents were written down from reading these; those about the whole country follow from the tables of
``seeds/national/`` by ``national.py``. ``expected/README.md`` says which is which.

``expected/<query>.csv`` holds the rows of a query in order, with its columns as the first line; columns that the query
has beyond these are not compared. ``expected/<query>--<parameter>=<value>.csv`` (more parameters behind further ``--``)
holds those of a call with parameters; blanks in a value are written as ``_``. Things are written as their path behind
``…/id/``, figures by value.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph

from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph
from builder.query.header import SavedQuery
from builder.query.parameters import Bindings, bind
from builder.query.remote import with_values
from builder.query.results import Result
from tests.conftest import ROOT
from tests.query import national
from tests.query.rows import ask_rdflib, values

EXPECTED = Path(__file__).parent / "expected"
PILLARS = ROOT / "seeds" / "national" / "pillars.csv"
FILES = sorted(path.stem for path in EXPECTED.glob("*.csv"))


def split(stem: str) -> tuple[str, dict[str, str]]:
    """The query and the parameters that a file's name stands for."""
    name, *pairs = stem.split("--")
    given = dict(pair.split("=", 1) for pair in pairs)
    return name, {option: value.replace("_", " ") for option, value in given.items()}


def read(stem: str, query: SavedQuery) -> tuple[list[str], list[tuple[str, ...]]]:
    """Columns and rows of one file, the figures by value."""
    with (EXPECTED / f"{stem}.csv").open(encoding="utf-8", newline="") as stream:
        columns, *lines = csv.reader(stream)
    types = {column.name: column.type for column in query.columns}
    assert [name for name in columns if name not in types] == [], f"{stem}.csv has columns that {query.name} has not"
    rows = []
    for number, line in enumerate(lines, 2):
        assert len(line) == len(columns), f"{stem}.csv:{number}: {len(line)} cells for {len(columns)} columns"
        rows.append(tuple(_plain(cell, types[name]) for name, cell in zip(columns, line, strict=True)))
    return columns, rows


def _plain(cell: str, kind: str) -> str:
    return f"{Decimal(cell).normalize():f}" if cell and kind in {"decimal", "integer"} else cell


def shown(result: Result, columns: list[str]) -> list[tuple[str, ...]]:
    """Rows of an answer, cut to the given columns, in the form of the files."""
    indexes = [result.columns.index(column) for column in columns]
    return [tuple(_text(row[index]) for index in indexes) for row in values(result)]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


@pytest.fixture(scope="module")
def rdflib_built(built_graph: Path) -> Graph:
    return Graph().parse(built_graph, format="turtle")


def _called(stem: str, catalogue: Catalogue, graph: LocalGraph) -> tuple[SavedQuery, Bindings]:
    name, given = split(stem)
    query = catalogue.get(name)
    return query, bind(query, given, graph.select)


def test_every_query_has_an_expected_answer() -> None:
    queries = {path.stem for path in (ROOT / "queries").glob("*.rq")}
    missing = sorted(queries - set(FILES))
    assert not missing, f"tests/query/expected/ lacks {', '.join(f'{name}.csv' for name in missing)}"


def test_every_expected_answer_has_a_query() -> None:
    queries = {path.stem for path in (ROOT / "queries").glob("*.rq")}
    assert [stem for stem in FILES if split(stem)[0] not in queries] == []


@pytest.mark.parametrize("stem", FILES)
def test_oxigraph(stem: str, catalogue: Catalogue, built_graph: Path) -> None:
    graph = LocalGraph(built_graph, timeout=60)
    query, bindings = _called(stem, catalogue, graph)
    columns, rows = read(stem, query)
    assert shown(graph.select(query.text, bindings), columns) == rows


@pytest.mark.parametrize("stem", FILES)
def test_rdflib(stem: str, catalogue: Catalogue, built_graph: Path, rdflib_built: Graph) -> None:
    query, bindings = _called(stem, catalogue, LocalGraph(built_graph, timeout=60))
    columns, rows = read(stem, query)
    assert shown(ask_rdflib(rdflib_built, with_values(query.text, bindings)), columns) == rows


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "queries").glob("*.rq")))
def test_key_tells_the_rows_of_the_built_graph_apart(name: str, catalogue: Catalogue, built_graph: Path) -> None:
    query = catalogue.get(name)
    result = LocalGraph(built_graph, timeout=60).select(query.text)
    keys = shown(result, list(query.header.own.key))
    repeated = sorted({key for key in keys if keys.count(key) > 1})
    assert not repeated, f"{name}: several rows for {repeated[:3]}"


@pytest.mark.parametrize(
    ("stem", "name", "given"),
    [
        ("inspectors", "inspectors", {}),
        ("grade-changes--force=durham", "grade-changes", {"force": "durham"}),
        (
            "grade-changes--to-grade=requires_improvement--from-year=2015",
            "grade-changes",
            {"to-grade": "requires improvement", "from-year": "2015"},
        ),
    ],
)
def test_names_of_files(stem: str, name: str, given: dict[str, str]) -> None:
    assert split(stem) == (name, given)


@pytest.mark.parametrize("stem", [*national.HEADS, *national.ONLY])
def test_answers_about_the_country_follow_from_the_tables(stem: str) -> None:
    """Worked out from the rows of the tables and from what the documents were read for, without the product."""
    text = (EXPECTED / f"{stem}.csv").read_text(encoding="utf-8")
    assert national.text(*national.expected(stem)) == text, "python -m tests.query.national writes it"


def test_every_grade_of_a_force_on_a_pillar_but_its_first_is_one_step() -> None:
    """The answers add up to what the table comes to: a force with five grades on a pillar took four steps."""
    graded = Counter((row["body"], row["subject"]) for row in _rows(PILLARS) if row["grade"])
    steps = sum(number - 1 for number in graded.values())
    assert len(_rows(EXPECTED / "grade-changes.csv")) == steps
    for name in ("grade-transitions", "improved-and-declined"):
        assert sum(int(row["forces"]) for row in _rows(EXPECTED / f"{name}.csv")) == steps


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_no_query_is_expected_to_answer_nothing() -> None:
    assert [stem for stem in FILES if "--" not in stem and not _rows(EXPECTED / f"{stem}.csv")] == []


def test_no_two_expected_answers_are_the_same() -> None:
    texts = Counter((EXPECTED / f"{stem}.csv").read_text(encoding="utf-8") for stem in FILES)
    assert [text for text, number in texts.items() if number > 1] == []


def test_readme_says_where_each_answer_comes_from() -> None:
    """Each query once, and those that follow from the tables in the row that names the tables."""
    lines = (EXPECTED / "README.md").read_text(encoding="utf-8").splitlines()
    said = [line.split("|")[1:3] for line in lines if line.startswith("| `")]
    named = [(name, "seeds/national" in source) for names, source in said for name in re.findall("`([a-z-]+)`", names)]
    queries = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
    assert sorted(named) == [(name, name in national.HEADS) for name in queries]
