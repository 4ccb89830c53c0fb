"""Answers in the W3C's formats, read back by two libraries, and as tables for people."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, parse_query_results
from rdflib import Variable
from rdflib.query import Result as RdflibResult

from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph
from builder.query.formats import formula_cells, markdown, standard, table
from builder.query.forms import Format
from builder.query.header import parse_query
from builder.query.results import Result
from tests.query.conftest import DATA
from tests.query.rows import values

GOOD = parse_query((DATA / "good.rq").read_text(encoding="utf-8"), "good", "good.rq")
QUERIES = ["collaborations", "grade-changes", "metrics", "collaboration-partners"]


def result_of(*names: str) -> Result:
    """Rows of the good query with these labels."""
    bindings = [
        {"force": {"type": "uri", "value": "https://w3id.org/peelgraph/id/force/x"}}
        | {"forceName": {"type": "literal", "value": name}}
        for name in names
    ]
    return Result(json.dumps({"head": {"vars": ["force", "forceName"]}, "results": {"bindings": bindings}}).encode())


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize(
    ("form", "theirs"),
    [
        (Format.JSON, QueryResultsFormat.JSON),
        (Format.XML, QueryResultsFormat.XML),
        (Format.TSV, QueryResultsFormat.TSV),
    ],
)
def test_terms_survive(
    name: str, form: Format, theirs: QueryResultsFormat, catalogue: Catalogue, local: LocalGraph
) -> None:
    result = local.select(catalogue.get(name).text)
    again = parse_query_results(standard(result, form), format=theirs)
    assert [variable.value for variable in again.variables] == list(result.columns)  # type: ignore[union-attr]
    assert [tuple(solution) for solution in again] == list(result.rows)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("form", [Format.JSON, Format.XML, Format.TSV])
def test_another_library_reads_the_same(name: str, form: Format, catalogue: Catalogue, local: LocalGraph) -> None:
    result = local.select(catalogue.get(name).text)
    again = RdflibResult.parse(io.BytesIO(standard(result, form)), format=form.value)
    assert [str(variable) for variable in again.vars or []] == list(result.columns)
    as_json = again.serialize(format="json")
    assert as_json is not None
    assert values(Result(as_json)) == values(result)


@pytest.mark.parametrize("name", QUERIES)
def test_csv_is_that_of_the_standard(name: str, catalogue: Catalogue, local: LocalGraph) -> None:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/: plain names, whole IRIs, raw lexical forms, empty if unbound."""
    result = local.select(catalogue.get(name).text)
    head, *lines = list(csv.reader(io.StringIO(standard(result, Format.CSV).decode(), newline="")))
    assert head == list(result.columns)
    assert lines == [[getattr(cell, "value", "") for cell in row] for row in result.rows]
    assert len(lines) > 0


@pytest.mark.parametrize("form", [Format.JSON, Format.XML, Format.TSV, Format.CSV])
def test_nothing_is_lost_of_awkward_text(form: Format) -> None:
    awkward = 'a "b", c\td\ne;=1+1 <x> & | \\ é 漢'
    content = standard(result_of(awkward), form)
    if form is Format.CSV:
        assert list(csv.reader(io.StringIO(content.decode(), newline="")))[1][1] == awkward
    else:
        again = RdflibResult.parse(io.BytesIO(content), format=form.value)
        assert [str(binding[Variable("forceName")]) for binding in again.bindings] == [awkward]


def test_same_answer_same_bytes(catalogue: Catalogue, small: object) -> None:
    from pathlib import Path

    text = catalogue.get("metrics").text
    first, second = (LocalGraph(Path(str(small)), 60).select(text) for _ in range(2))
    for form in (Format.CSV, Format.TSV, Format.JSON, Format.XML):
        assert standard(first, form) == standard(second, form)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("=1+1", 1),
        ("@cmd", 1),
        ("+44 20", 1),
        ("-x", 1),
        ("\t=1", 1),
        ("-335", 0),
        ("+3.2", 0),
        ("good", 0),
        ("a=b", 0),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_counted_and_left_alone(text: str, count: int) -> None:
    result = result_of(text)
    assert formula_cells(result) == count
    assert list(csv.reader(io.StringIO(standard(result, Format.CSV).decode(), newline="")))[1][1] == text


class TestTable:
    def test_things_stand_once_by_their_names(self) -> None:
        assert table(GOOD, result_of("Alpha", "Beta")).splitlines() == [
            "Force", "─────", "Alpha", "Beta", "", "2 rows",
        ]  # fmt: skip

    def test_without_a_width_nothing_is_cut(self) -> None:
        assert "x" * 5000 in table(GOOD, result_of("x" * 5000))

    def test_with_a_width_lines_keep_to_it(self) -> None:
        assert max(map(len, table(GOOD, result_of("word " * 100), width=40).splitlines())) <= 40

    def test_figures_stand_to_the_right(self, catalogue: Catalogue, local: LocalGraph) -> None:
        query = catalogue.get("grade-distribution")
        lines = table(query, local.select(query.text)).splitlines()
        assert lines[0].endswith("Rank   Forces   Forces graded   Without a grade   Not found")
        assert lines[2].endswith("3        1")

    @given(st.lists(st.text(max_size=12) | st.text("漢é\u0301👍🏽 a\u200d", max_size=6), max_size=5))
    def test_in_a_pipe_it_looks_as_on_a_wide_terminal(self, names: list[str]) -> None:
        assert table(GOOD, result_of(*names)) == table(GOOD, result_of(*names), width=1000)

    @pytest.mark.parametrize("name", QUERIES)
    def test_answers_look_the_same_in_a_pipe(self, name: str, catalogue: Catalogue, local: LocalGraph) -> None:
        query = catalogue.get(name)
        result = local.select(query.text)
        assert table(query, result) == table(query, result, width=100_000)

    def test_no_markup_and_no_control_characters(self) -> None:
        lines = table(GOOD, result_of("[red]x[/red] \x1b[31m\u202e :smile: a\nb"), colour=True).splitlines()
        assert any("[red]x[/red] \ufffd[31m\ufffd :smile: a b" in line for line in lines)

    def test_no_rows(self) -> None:
        assert table(GOOD, result_of()).splitlines()[-1] == "0 rows"


class TestMarkdown:
    def test_names_link_to_the_things(self) -> None:
        assert markdown(GOOD, result_of("Alpha")) == (
            "| Force |\n| --- |\n| [Alpha](<https://w3id.org/peelgraph/id/force/x>) |\n"
        )

    def test_text_stays_text(self) -> None:
        line = markdown(GOOD, result_of("a|b\n*c* <d> [e](f) `g` ~h~")).splitlines()[2]
        assert line == (r"| [a\|b \*c\* \<d\> \[e\](f) \`g\` \~h\~](<https://w3id.org/peelgraph/id/force/x>) |")

    def test_missing_values_are_empty_cells(self, catalogue: Catalogue, local: LocalGraph) -> None:
        query = catalogue.get("collaborations")
        lines = markdown(query, local.select(query.text)).splitlines()
        assert len({line.replace(r"\|", "").count("|") for line in lines}) == 1
        assert lines[-1].startswith(
            "| [Talks with partners](<https://w3id.org/peelgraph/id/collaboration/talks>) | partnership |  |  |"
        )
