"""The saved queries on the built graph against answers written down from reading the documents.

``expected/<query>.csv`` holds the rows of a query in order, with its columns as the first line; columns that the query
has beyond these are not compared. ``expected/<query>--<parameter>=<value>.csv`` (more parameters behind further ``--``)
holds those of a call with parameters; blanks in a value are written as ``_``. Things are written as their path behind
``…/id/``, figures by value.
"""

from __future__ import annotations

import csv
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


def test_every_force_is_in_every_pair_of_cycles_it_has_grades_in() -> None:
    """Improved, unchanged and declined add up to the grades that have one before them."""
    steps = sum(int(row[-1]) for row in national.improved_and_declined())
    assert steps == len(national.steps()) == 421
    assert sum(int(row[7]) for row in national.grade_transitions()) == steps


def test_no_expected_answer_repeats_another() -> None:
    texts = [(EXPECTED / f"{stem}.csv").read_text(encoding="utf-8") for stem in FILES]
    for stem, text in zip(FILES, texts, strict=True):
        assert len(text.splitlines()) > 1 or "--" in stem, f"{stem}.csv has no rows"
