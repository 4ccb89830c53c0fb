"""The saved queries are written in one way, and everything about them that can be checked by reading is checked."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from builder.errors import SourceError
from builder.formatting.sparql import format_query, lint_query, undeclared_terms
from builder.namespaces import PEEL, PEELID
from builder.project import Project
from builder.query.catalogue import Catalogue
from builder.query.header import RESERVED
from builder.query.tokens import Kind, tokens
from tests.conftest import ROOT
from tests.query.conftest import DATA

QUERIES = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
GOOD = (DATA / "good.rq").read_text(encoding="utf-8")

# The columns that scripts rely on, in order; more may follow them.
FIXED = {
    "grade-changes": "force forceName subject subjectName fromYear fromGrade toYear toGrade change steps fromBasis "
    "toBasis",
    "grade-history": "body bodyName year cycle subject subjectName grade scheme basis",
    "grade-distribution": "cycle year subject subjectName grade rank forces",
    "judgments": "judgment body bodyName cycle year subject subjectName grade scheme basis document firstLine lastLine",
    "metrics": "observation body bodyName metric metricName value unit periodStart periodEnd status document firstLine "
    "lastLine",
    "metric-comparison": "body bodyName metric metricName periodEnd status value comparatorName comparatorValue "
    "difference unit",
    "metric-change": "body bodyName metric metricName fromPeriod fromValue toPeriod toValue change unit status",
    "collaborations": "collaboration collaborationName kind participant participantName function since status document "
    "firstLine lastLine",
    "findings": "finding body bodyName cycle subject subjectName kind text paragraph document firstLine lastLine",
    "inspectors": "person personName role organisationName document firstLine lastLine",
    "responses": "response responseName byName date respondsTo published days",
    "grade-schemes": "scheme schemeName grade gradeName rank polarity meaning",
    "figures-in-doubt": "note kind description document firstLine lastLine",
    "document-coverage": "document documentName published judgments metrics findings collaborations",
}


@pytest.mark.parametrize("name", sorted(FIXED))
def test_fixed_columns(name: str, catalogue: Catalogue) -> None:
    columns = [column.name for column in catalogue.get(name).columns]
    fixed = FIXED[name].split()
    assert columns[: len(fixed)] == fixed


@pytest.mark.parametrize("name", QUERIES)
def test_query_is_in_order(name: str, project: Project) -> None:
    text = (project.queries / f"{name}.rq").read_bytes().decode()
    problems = lint_query(text, f"queries/{name}.rq")
    assert not problems, "\n".join(map(str, problems))


@pytest.mark.parametrize("name", QUERIES)
def test_terms_are_declared(name: str, catalogue: Catalogue) -> None:
    declared = {
        quad.subject.value.removeprefix(PEEL)
        for path in sorted(catalogue.project.ontology.glob("*.ttl"))
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PEEL)
    }
    assert len(declared) > 50
    problems = undeclared_terms(catalogue.get(name).text, f"queries/{name}.rq", declared)
    assert not problems, "\n".join(map(str, problems))


@pytest.mark.parametrize("name", QUERIES)
def test_things_that_a_query_names_and_examples_exist(name: str, catalogue: Catalogue, built_graph: Path) -> None:
    query = catalogue.get(name)
    store = _store(built_graph)
    for token in tokens(query.text):
        if token.kind is Kind.IRI and token.text.startswith(f"<{PEELID}"):
            thing = NamedNode(token.text[1:-1])
            assert next(iter(store.quads_for_pattern(thing, None, None)), None), f"{thing} is not in the built graph"


@pytest.mark.parametrize("name", QUERIES)
def test_examples_give_rows_on_the_built_graph(name: str, catalogue: Catalogue, built_graph: Path) -> None:
    from builder.query.engine import LocalGraph
    from builder.query.parameters import bind

    query = catalogue.get(name)
    graph = LocalGraph(built_graph, 60)
    for option, parameter in query.parameters.items():
        bindings = bind(query, {option: parameter.example}, graph.select)
        assert graph.select(query.text, bindings).rows, f"--{option} {parameter.example} gives no rows"


_STORES: dict[Path, Store] = {}


def _store(path: Path) -> Store:
    if path not in _STORES:
        _STORES[path] = Store()
        _STORES[path].bulk_load(path=path, format=RdfFormat.TURTLE)
    return _STORES[path]


def test_options_of_the_command_are_reserved() -> None:
    from builder.cli import make_app

    command = typer.main.get_group(make_app()).commands["query"]
    options = {name for each in command.params for name in each.opts if name.startswith("--")}
    assert options == {f"--{each}" for each in RESERVED}


class TestFormat:
    def test_what_is_in_order_stays(self) -> None:
        assert format_query(GOOD, "good.rq") == GOOD

    def test_prefixes_are_sorted_and_only_those_used(self) -> None:
        text = (
            "prefix xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX peel: <https://w3id.org/peelgraph/def/>\r\n"
            "PREFIX org: <http://www.w3.org/ns/org#>\r\n"
            "SELECT ?a\t\r\nWHERE {\t?a a peel:Force ; org:member ?b }   \r\n\r\n\r\n"
        )
        assert format_query(text, "x.rq") == (
            "PREFIX org: <http://www.w3.org/ns/org#>\n"
            "PREFIX peel: <https://w3id.org/peelgraph/def/>\n"
            "\n"
            "SELECT ?a\n"
            "WHERE { ?a a peel:Force ; org:member ?b }\n"
        )

    def test_known_prefixes_are_supplied(self) -> None:
        assert "PREFIX rdfs: <" in format_query("SELECT ?a WHERE { ?a rdfs:label ?b }", "x.rq")

    def test_comments_stay_and_header_comes_first(self) -> None:
        text = (
            "#+ summary: x  \n# why\nPREFIX peel: <https://w3id.org/peelgraph/def/>\n"
            "ASK {\n  # here\n  ?a a peel:Force\n}"
        )
        assert format_query(text, "x.rq") == (
            "#+ summary: x\n\nPREFIX peel: <https://w3id.org/peelgraph/def/>\n\n"
            "# why\nASK {\n  # here\n  ?a a peel:Force\n}\n"
        )

    @pytest.mark.parametrize("case", sorted((DATA / "bad-headers").glob("*.rq")), ids=lambda path: path.stem)
    def test_formatting_twice_is_formatting_once(self, case: Path) -> None:
        try:
            once = format_query(case.read_text(encoding="utf-8"), case.name)
        except SourceError:
            assert case.stem == "unknown-prefix"
            return
        assert format_query(once, case.name) == once

    @pytest.mark.parametrize(
        ("text", "place", "found"),
        [
            ("PREFIX foo: <http://e/>\nSELECT ?a WHERE { ?a foo:x 1 }", (1, 8), "the prefix `foo:`"),
            ("#+ a\n\nSELECT ?a\nWHERE { ?a foo:x 1 }", (4, 12), "the prefix `foo:`"),
            ("PREFIX peel: <http://e/>\nSELECT ?a WHERE { ?a peel:x 1 }", (1, 14), "stands for <http://e/> here"),
            ("BASE <http://e/>\nSELECT ?a WHERE { ?a <x> 1 }", (1, 1), "BASE"),
            ('SELECT ?a WHERE { ?a ?b "x\ty" }', (1, 1), "a string with a tab"),
        ],
    )
    def test_what_would_be_lost_is_refused(self, text: str, place: tuple[int, int], found: str) -> None:
        with pytest.raises(SourceError) as caught:
            format_query(text, "x.rq")
        (problem,) = caught.value.problems
        assert (problem.line, problem.column) == place
        assert found in problem.found


class TestLint:
    def test_good(self) -> None:
        assert lint_query(GOOD, "queries/good.rq") == []

    @pytest.mark.parametrize(
        ("old", "new", "place", "found"),
        [
            ("ORDER BY ?forceName ?force\n", "", (5, 11), "the query has no ORDER BY"),
            ("ORDER BY ?forceName ?force", "ORDER BY ?forceName", (5, 11), "ORDER BY leaves out ?force"),
            ("ORDER BY ?forceName ?force", "ORDER BY ?forceName STR(?force)", (5, 11), "ORDER BY leaves out ?force"),
            ("key: [force]", "key: [forceName]", (5, 11), "the key has no column with an IRI"),
            (
                "variable: force,",
                "variable: forceName,",
                (10, 34),
                "?forceName has no value in every row, or is computed",
            ),
            ("?forceName ?force\n", "?forceName ?force\nVALUES ?label { 'x'@en }\n", (1, 4), "a VALUES block behind"),
            (
                "PREFIX rdfs:",
                "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\nPREFIX rdfs:",
                (13, 1),
                "canonical form",
            ),
            ("  ?force a", "\t?force a", (17, 1), "canonical form"),
            ("label .", "label . ", (18, 1), "canonical form"),
            ("def/>", "def#>", (12, 14), "`peel:` stands for"),
        ],
    )
    def test_what_is_wrong(self, old: str, new: str, place: tuple[int, int], found: str) -> None:
        text = GOOD.replace(old, new)
        problems = lint_query(text, "queries/good.rq")
        assert [(each.line, each.column) for each in problems] == [place]
        assert found in problems[0].found

    def test_select_star(self) -> None:
        text = GOOD.replace("#+     - {name: forceName, label: Force, type: string}\n", "")
        text = text.replace("SELECT ?force (STR(?label) AS ?forceName)", "SELECT *").replace(
            " ;\n    rdfs:label ?label", ""
        )
        text = text.replace("ORDER BY ?forceName ?force", "ORDER BY ?force")
        text = text.replace("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n", "")
        (problem,) = lint_query(text, "queries/good.rq")
        assert (problem.line, problem.column, problem.found) == (13, 8, "SELECT *")

    def test_a_variable_of_an_optional_is_no_parameter(self) -> None:
        text = GOOD.replace("SELECT ?force (", "SELECT ?force ?region (").replace(
            "  ?force a peel:Force ;", "  OPTIONAL { ?force peel:region ?region . }\n  ?force a peel:Force ;"
        )
        text = text.replace(
            "#+     - {name: forceName", "#+     - {name: region, label: R, type: iri}\n#+     - {name: forceName", 1
        )
        text = text.replace("variable: force,", "variable: region,")
        (problem,) = lint_query(text, "queries/good.rq")
        assert "?region has no value in every row" in problem.found

    def test_header_problems_come_through(self) -> None:
        (problem,) = lint_query(GOOD.replace("type: string", "type: text"), "queries/good.rq")
        assert (problem.line, problem.column) == (8, 48)

    @pytest.mark.parametrize("name", ["Grade.rq", "grade_changes.rq", "grade--changes.rq", "-x.rq"])
    def test_names_are_kebab_case(self, name: str) -> None:
        (problem,) = lint_query(GOOD, f"queries/{name}")
        assert "no name of a query" in problem.found

    def test_undeclared_terms_with_near_ones(self) -> None:
        text = GOOD.replace("peel:Force ;", "peel:Forse ; a <https://w3id.org/peelgraph/def/Pillar> ; peel:region ?r ;")
        problems = undeclared_terms(text, "x.rq", {"Force", "region"})
        assert [(each.line, each.column, each.found) for each in problems] == [
            (17, 12, "peel:Forse is declared nowhere"),
            (17, 27, "peel:Pillar is declared nowhere"),
        ]
        assert problems[0].allowed == "peel:Force"
        assert problems[1].allowed == "the terms that ontology/ declares"
