"""Headers are parsed strictly: one file for each thing that can be wrong, with every problem and its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import InputError, SourceError, UsageError
from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.header import parse_query
from tests.query.conftest import DATA

BAD = DATA / "bad-headers"
GOOD = (DATA / "good.rq").read_text(encoding="utf-8")

# line and column, what is found, what is allowed (as parts of the message), in the order of places
PROBLEMS: dict[str, list[tuple[int, int, str, str]]] = {
    "anchor": [(1, 13, "anchor", "")],
    "ask": [(12, 1, "no SELECT query", "SELECT")],
    "column-twice": [
        (8, 10, "the column `force` stands twice", ""),
        (15, 1, "force, forceName; the header's columns are force, force", "the same names"),
    ],
    "column-type": [(8, 48, "`text` for `type`", "'iri', 'string', 'integer', 'decimal', 'date' or 'boolean'")],
    "columns-differ": [(14, 1, "the query gives force, forceName; the header's columns are force", "same order")],
    "columns-in-other-order": [(15, 1, "the query gives forceName, force", "same order")],
    "defaults-unknown": [(3, 22, "`area` is no parameter of the query", "force")],
    "example-no-value": [(10, 102, "`c` is none of the values", "a, b")],
    "from": [(16, 1, "FROM", "")],
    "header-not-first": [(1, 1, "no header", "`#+ ` from the first line on")],
    "key-no-column": [(5, 12, "`id` is no column", "force, forceName")],
    "no-columns": [(5, 6, "`columns` is missing", "")],
    "no-header": [(1, 1, "no header", "`#+ ` from the first line on")],
    "no-mapping": [(1, 1, "no mapping", "")],
    "no-summary": [(1, 4, "`summary` is missing", "")],
    "not-yaml": [(1, 19, "no YAML", "")],
    "parameter-name": [(10, 17, "`fromYear` for `name`", "[a-z]")],
    "parameter-no-column": [(10, 34, "the variable `region` of `force` is no column", "force, forceName")],
    "parameter-reserved": [(10, 10, "`graph` is an option of the command itself", "another name")],
    "parameter-twice": [(11, 10, "the parameter `force` stands twice", "")],
    "parameter-type": [(10, 47, "`police` for `type`", "basis, body,")],
    "python-tag": [(1, 13, "the tag", "")],
    "service": [(17, 3, "SERVICE", "")],
    "several": [
        (3, 10, "unknown key `tagz`", "summary, description, tags, defaults, x-peelgraph"),
        (8, 48, "`text` for `type`", "'iri'"),
        (20, 10, "no SPARQL from `?forceName` on", "SPARQL 1.1"),
    ],
    "syntax": [(20, 1, "no SPARQL from `ORDER` on", "SPARQL 1.1")],
    "twice": [(3, 4, "`summary` stands twice", "")],
    "unknown-column-key": [(7, 56, "unknown key `width`", "name, label, type")],
    "unknown-key": [(3, 10, "unknown key `tagz`", "summary, description, tags, defaults, x-peelgraph")],
    "unknown-own-key": [(6, 13, "unknown key `order`", "key, columns, parameters, view")],
    "unknown-prefix": [(18, 5, "the prefix of `foo:label` is not declared", "peel:, rdfs:")],
    "update": [(12, 8, "no SPARQL from `DATA` on", "SELECT")],
    "values-without-word": [(10, 10, "`values` and the type `word` go together", "both or neither")],
    "view-field": [(14, 30, "the field `region` is no column", "force, forceName")],
    "view-no-schema": [(12, 8, "`$schema`", "v5.json")],
    "view-other-schema": [(12, 17, "vega/v5.json", "vega-lite/v5.json")],
    "view-with-data": [(15, 14, "`data` in the view", ""), (15, 20, "`url` in the view", "")],
    "word-without-values": [(10, 10, "`values` and the type `word` go together", "both or neither")],
}


def test_the_good_query_is_good() -> None:
    query = parse_query(GOOD, "good", "queries/good.rq")
    assert query.file == "queries/good.rq"
    assert [(column.name, column.label, column.type) for column in query.columns] == [
        ("force", "Force", "iri"),
        ("forceName", "Force", "string"),
    ]
    assert query.parameters["force"].example == "leicestershire"
    assert query.header.own.view is None
    assert query.defaults == {}


def test_every_bad_file_is_listed() -> None:
    assert sorted(path.stem for path in BAD.glob("*.rq")) == sorted(PROBLEMS)


@pytest.mark.parametrize("case", sorted(PROBLEMS))
def test_bad_header(case: str) -> None:
    text = (BAD / f"{case}.rq").read_text(encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        parse_query(text, case, f"queries/{case}.rq")
    assert int(caught.value.exit_code) == 4
    problems = caught.value.problems
    assert [(each.line, each.column) for each in problems] == [expected[:2] for expected in PROBLEMS[case]]
    for problem, (_, _, found, allowed) in zip(problems, PROBLEMS[case], strict=True):
        assert problem.file == f"queries/{case}.rq"
        assert found in problem.found
        assert allowed in problem.allowed
        assert problem.allowed or problem.advice or problem.found


def test_numbers_and_booleans_of_the_view_keep_their_types() -> None:
    view = (
        "#+   view:\n#+     $schema: https://vega.github.io/schema/vega-lite/v6.json\n#+     height: 120\n"
        "#+     mark: {type: bar, tooltip: true, opacity: 0.5}\n"
    )
    header, body = GOOD.split("\n\n", 1)
    query = parse_query(f"{header}\n{view}\n{body}", "q", "q.rq")
    assert query.header.own.view == {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "height": 120,
        "mark": {"type": "bar", "tooltip": True, "opacity": 0.5},
    }


def test_fields_that_a_transform_makes_are_known() -> None:
    view = (
        "#+   view:\n#+     $schema: https://vega.github.io/schema/vega-lite/v5.json\n#+     mark: bar\n"
        "#+     transform: [{fold: [force, forceName], as: [what, word]}]\n"
        "#+     encoding: {x: {field: what}, y: {field: word}}\n"
    )
    header, body = GOOD.split("\n\n", 1)
    assert parse_query(f"{header}\n{view}\n{body}", "q", "q.rq").header.own.view


def test_words_that_reach_out_may_stand_in_comments_strings_and_names() -> None:
    text = GOOD.replace("ORDER BY", "# FROM here, no SERVICE, no LOAD\n#\nORDER BY").replace(
        "rdfs:label ?label .", 'rdfs:label ?label . FILTER(STR(?label) != "SERVICE <x> FROM LOAD" && ?label != ?force)'
    )
    assert parse_query(text, "q", "q.rq").text == text


class TestCatalogue:
    def test_unknown_name_lists_near_ones_and_all(self, catalogue: Catalogue) -> None:
        with pytest.raises(UsageError, match="did you mean `grade-changes`") as caught:
            catalogue.get("grade-change")
        assert int(caught.value.exit_code) == 2
        for name in catalogue.paths:
            assert name in str(caught.value)

    def test_a_name_is_no_path(self, catalogue: Catalogue) -> None:
        with pytest.raises(UsageError, match="no saved query is called"):
            catalogue.get("../tests/query/data/good")

    def test_a_folder_without_queries(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"no saved queries"):
            Catalogue(Project(tmp_path)).get("grade-changes")

    def test_all_problems_of_all_files_at_once(self, tmp_path: Path) -> None:
        (tmp_path / "queries").mkdir()
        for case in ("column-type", "key-no-column"):
            text = (BAD / f"{case}.rq").read_text(encoding="utf-8")
            (tmp_path / "queries" / f"{case}.rq").write_text(text, encoding="utf-8")
        (tmp_path / "queries" / "good.rq").write_text(GOOD, encoding="utf-8")
        with pytest.raises(SourceError) as caught:
            list(Catalogue(Project(tmp_path)))
        assert [problem.file for problem in caught.value.problems] == [
            "queries/column-type.rq",
            "queries/key-no-column.rq",
        ]

    def test_a_file_that_is_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "queries").mkdir()
        (tmp_path / "queries" / "latin.rq").write_bytes(b"#+ summary: caf\xe9\n")
        with pytest.raises(InputError, match=r"queries/latin.rq: not UTF-8 text \(byte 15\)"):
            Catalogue(Project(tmp_path)).get("latin")
