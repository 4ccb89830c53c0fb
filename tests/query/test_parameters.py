"""Option values become terms by being found in the graph; whatever is not found is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from builder.errors import UsageError
from builder.namespaces import PEELID, PREFIXES
from builder.query.catalogue import Catalogue
from builder.query.engine import LocalGraph
from builder.query.header import SavedQuery, parse_query
from builder.query.kinds import KINDS
from builder.query.parameters import bind
from tests.query.conftest import DATA

INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
GOOD = (DATA / "good.rq").read_text(encoding="utf-8")

HOSTILE = [
    "leicestershire> . ?x ?y ?z . <x",
    'leicestershire" . } #',
    "x') || true || ('",
    "leicestershire\n} DELETE WHERE { ?s ?p ?o }",
    "../force/leicestershire",
    "force/../force/leicestershire",
    "http://example.org/with space",
    "<https://w3id.org/peelgraph/id/force/leicestershire>",
    "*",
    "?force",
    "",
    " ",
    "leicestershire ",
    "Leicestershire",
    "LEICESTERSHIRE",
    "\x00",
    "\u202eerihsretsecieL",
    "ｌeicestershire",
    "NaN",
    "1e999",
    "-1",
]


@pytest.fixture
def changes(catalogue: Catalogue) -> SavedQuery:
    return catalogue.get("grade-changes")


def with_parameter(line: str) -> SavedQuery:
    """The good query with another parameter."""
    start = GOOD.index("#+     - {name: force, variable")
    return parse_query(GOOD[:start] + line + GOOD[GOOD.index("\n", start) :], "q", "q.rq")


class TestTerms:
    def test_thing_by_key(self, changes: SavedQuery, local: LocalGraph) -> None:
        assert bind(changes, {"force": "durham"}, local.select) == {"force": NamedNode(PEELID + "force/durham")}

    def test_thing_by_kind_and_key_and_by_iri(self, catalogue: Catalogue, local: LocalGraph) -> None:
        metrics = catalogue.get("metrics")
        place = NamedNode(PEELID + "place/leicestershire")
        assert bind(metrics, {"body": "place/leicestershire"}, local.select) == {"body": place}
        assert bind(metrics, {"body": PEELID + "place/leicestershire"}, local.select) == {"body": place}

    def test_a_key_of_two_things_is_the_preferred_one(self, catalogue: Catalogue, local: LocalGraph) -> None:
        force = NamedNode(PEELID + "force/leicestershire")
        assert bind(catalogue.get("metrics"), {"body": "leicestershire"}, local.select) == {"body": force}

    def test_key_with_slashes(self, catalogue: Catalogue, local: LocalGraph) -> None:
        key = "peel-2016/leicestershire/efficiency"
        found = bind(catalogue.get("judgment-evidence"), {"judgment": key}, local.select)
        assert found == {"judgment": NamedNode(f"{PEELID}judgment/{key}")}

    def test_code_is_a_plain_string(self, changes: SavedQuery, local: LocalGraph) -> None:
        found = bind(changes, {"to-grade": "requires improvement"}, local.select)
        assert found == {"toGrade": Literal("requires improvement")}

    def test_year_is_an_integer(self, changes: SavedQuery, local: LocalGraph) -> None:
        assert bind(changes, {"from-year": "2015"}, local.select) == {"fromYear": Literal("2015", datatype=INTEGER)}

    def test_word_is_one_of_the_header(self, changes: SavedQuery, local: LocalGraph) -> None:
        assert bind(changes, {"change": "improved"}, local.select) == {"change": Literal("improved")}

    def test_default_applies_until_the_option_is_given(self, local: LocalGraph) -> None:
        query = parse_query(GOOD.replace("#+ tags: [forces]", "#+ defaults: [{force: durham}]"), "q", "q.rq")
        assert bind(query, {}, local.select) == {"force": NamedNode(PEELID + "force/durham")}
        assert bind(query, {"force": "humberside"}, local.select) == {"force": NamedNode(PEELID + "force/humberside")}

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_every_kind_has_values_in_the_small_graph(self, kind: str, local: LocalGraph) -> None:
        query = with_parameter(f"#+     - {{name: x, variable: force, type: {kind}, description: d, example: e}}")
        with pytest.raises(UsageError, match=r"allowed: (?!none)"):
            bind(query, {"x": "no such thing"}, local.select)


class TestRefusals:
    def test_near_keys_and_all_allowed_ones(self, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(UsageError) as caught:
            bind(changes, {"force": "leicestershir"}, local.select)
        assert int(caught.value.exit_code) == 2
        assert str(caught.value) == (
            "--force: the graph has no force `leicestershir`; did you mean `leicestershire`?\n"
            "    allowed: derbyshire, durham, humberside, leicestershire"
        )

    def test_a_name_leads_to_the_key(self, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(UsageError, match="did you mean `durham`"):
            bind(changes, {"force": "Durham Constabulary"}, local.select)

    def test_years(self, changes: SavedQuery, local: LocalGraph) -> None:
        for wrong in ("1850", "2015.0", "02015", "twenty"):
            with pytest.raises(UsageError, match=r"allowed: 2010, 2014, 2015, 2016, 2017, 2021$"):
                bind(changes, {"from-year": wrong}, local.select)

    def test_codes(self, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(UsageError, match=r"allowed: 2, good, inadequate, outstanding, requires improvement$"):
            bind(changes, {"from-grade": "excellent"}, local.select)

    def test_words(self, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(
            UsageError, match=r"none of its values is `down`\n    allowed: improved, unchanged, declined$"
        ):
            bind(changes, {"change": "down"}, local.select)

    def test_a_cycle_is_no_force(self, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(UsageError, match="no force `peel-2016`"):
            bind(changes, {"force": "peel-2016"}, local.select)
        with pytest.raises(UsageError, match="no force"):
            bind(changes, {"force": PEELID + "cycle/peel-2016"}, local.select)

    def test_unknown_option(self, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(UsageError) as caught:
            bind(changes, {"forces": "durham"}, local.select)
        assert str(caught.value) == (
            "grade-changes has no parameter `--forces`; did you mean `--force`?\n"
            "    parameters: --force, --subject, --from-year, --to-year, --from-grade, --to-grade, --change"
        )

    def test_two_options_for_one_variable(self, local: LocalGraph) -> None:
        line = "#+     - {name: x, variable: force, type: force, description: d, example: durham}\n"
        query = with_parameter(line + line.replace("name: x", "name: y").rstrip())
        with pytest.raises(UsageError, match="--x and --y say the same thing"):
            bind(query, {"x": "durham", "y": "durham"}, local.select)

    def test_long_lists_are_cut(self, changes: SavedQuery, tmp_path: object) -> None:
        from pathlib import Path

        graph = Path(str(tmp_path)) / "many.ttl"
        label = f"<{PREFIXES['rdfs']}label>"
        graph.write_text("".join(f'<{PEELID}force/f{i:03}> {label} "F" .\n' for i in range(200)), encoding="utf-8")
        with pytest.raises(UsageError, match=r"f149 and 50 more$"):
            bind(changes, {"force": "x"}, LocalGraph(graph, 60).select)


class TestHostileValues:
    @pytest.mark.parametrize("value", HOSTILE)
    @pytest.mark.parametrize("option", ["force", "from-year", "to-grade", "change"])
    def test_refused(self, option: str, value: str, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(UsageError) as caught:
            bind(changes, {option: value}, local.select)
        message = str(caught.value)
        assert message.count("\n") == 1
        assert "\x00" not in message
        assert "\u202e" not in message

    def test_huge(self, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(UsageError, match="a value of 1000000 characters; at most 300"):
            bind(changes, {"force": "x" * 1_000_000}, local.select)

    def test_escape_sequences_do_not_reach_the_terminal(self, changes: SavedQuery, local: LocalGraph) -> None:
        with pytest.raises(UsageError) as caught:
            bind(changes, {"force": "\x1b[31mred\x9b2J"}, local.select)
        assert "\x1b" not in str(caught.value)
        assert "\x9b" not in str(caught.value)

    @given(value=st.text(max_size=60))
    def test_whatever_is_typed_only_asks_constant_questions(self, value: str) -> None:
        asked: list[str] = []

        def select(text: str):  # type: ignore[no-untyped-def]
            from builder.query.results import Result

            asked.append(text)
            return Result(b'{"head":{"vars":["value","label"]},"results":{"bindings":[]}}')

        query = parse_query(GOOD, "q", "q.rq")
        with pytest.raises(UsageError):
            bind(query, {"force": value}, select)
        with pytest.raises(UsageError):
            bind(query, {"force": "other"}, select)
        assert len(set(asked)) == 1
