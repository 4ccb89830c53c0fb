"""``peelgraph query`` and ``peelgraph queries`` as people call them: output, messages and exit codes."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import pytest

from builder.cli import run
from builder.query.catalogue import Catalogue


def call(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    code = run(arguments)
    captured = capfdbinary.readouterr()
    return code, captured.out.decode(), captured.err.decode()


@pytest.fixture
def ask(capfdbinary: pytest.CaptureFixture[bytes], small: Path):  # type: ignore[no-untyped-def]
    """Runs ``peelgraph query`` on the small graph."""
    return lambda *arguments: call(capfdbinary, "query", *arguments, "--graph", str(small))


class TestAnswers:
    def test_parameters_and_csv(self, ask) -> None:  # type: ignore[no-untyped-def]
        code, out, err = ask("grade-changes", "--force", "leicestershire", "--from-year=2016", "--format", "csv")
        assert (code, err) == (0, "")
        rows = list(csv.DictReader(io.StringIO(out, newline="")))
        assert [(row["fromYear"], row["fromGrade"], row["toGrade"], row["change"], row["steps"]) for row in rows] == [
            ("2016", "good", "requires improvement", "declined", "-1")
        ]

    def test_table_by_default(self, ask) -> None:  # type: ignore[no-untyped-def]
        code, out, err = ask("inspectors")
        assert (code, err) == (0, "")
        assert "Zoë Billingham" in out
        assert out.endswith("\n1 row\n")

    def test_json(self, ask) -> None:  # type: ignore[no-untyped-def]
        code, out, _ = ask("responses", "--format", "json")
        assert code == 0
        assert json.loads(out)["results"]["bindings"][0]["days"]["value"] == "153"

    def test_no_rows_is_fine_and_said(self, ask) -> None:  # type: ignore[no-untyped-def]
        code, out, err = ask("grade-changes", "--force", "derbyshire", "--format", "tsv")
        assert code == 0
        assert len(out.splitlines()) == 1
        assert err == "grade-changes: no rows\n"

    def test_formulas_are_warned_of(self, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
        graph = tmp_path / "g.ttl"
        graph.write_text(
            "@prefix peel: <https://w3id.org/peelgraph/def/> .\n"
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            '<http://e/s> rdfs:label "=1+1"@en .\n'
            '<http://e/g> a peel:Grade ; peel:inScheme <http://e/s> ; peel:code "x" ; peel:rank 1 ;\n'
            'rdfs:label "X"@en .\n'
        )
        code, out, err = call(capfdbinary, "query", "grade-schemes", "--format", "csv", "--graph", str(graph))
        assert code == 0
        assert ",=1+1," in out
        assert err == "note: 1 cell starts like a formula; import the file into a spreadsheet as text\n"

    def test_out_writes_the_file_and_nothing_else(self, ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        target = tmp_path / "new" / "rows.md"
        assert ask("inspectors", "--format", "markdown", "--out", str(target)) == (0, "", "")
        assert target.read_text(encoding="utf-8").startswith("| Person | Role |")
        assert list(target.parent.iterdir()) == [target]

    @pytest.mark.parametrize("ending", [".svg", ".png"])
    def test_chart(self, ending: str, ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        target = tmp_path / f"chart{ending}"
        assert ask("grade-distribution", "--format", "chart", "--out", str(target)) == (0, "", "")
        assert target.read_bytes()[:4] in {b"<svg", b"\x89PNG"}


class TestHelp:
    def test_of_the_command(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        code, out, err = call(capfdbinary, "query", "--help")
        assert (code, err) == (0, "")
        assert "peelgraph query grade-changes --force leicestershire" in " ".join(out.split())

    @pytest.mark.parametrize("option", ["--help", "-h"])
    def test_of_a_query(self, option: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        code, out, err = call(capfdbinary, "query", "grade-changes", option)
        assert (code, err) == (0, "")
        assert "--force FORCE " in out
        assert "the force, as in leicestershire" in out
        assert "(improved | unchanged | declined)" in out
        assert out.rstrip().endswith("Example:  peelgraph query grade-changes --force leicestershire")

    def test_every_example_is_a_call_that_the_query_takes(self, catalogue: Catalogue) -> None:
        from builder.query.asking import parse_options, query_help

        for query in catalogue:
            *_, last = query_help(query).splitlines()
            words = last.removeprefix(f"Example:  peelgraph query {query.name}").split()
            assert list(parse_options(query, words)) == [option.removeprefix("--") for option in words[::2]]

    def test_list(self, capfdbinary: pytest.CaptureFixture[bytes], catalogue: Catalogue) -> None:
        code, out, err = call(capfdbinary, "queries")
        assert (code, err) == (0, "")
        assert [line.split()[0] for line in out.splitlines() if not line.startswith(" ")] == list(catalogue.paths)
        assert "--force --subject --from-year --to-year --from-grade --to-grade --change" in out

    def test_list_as_json(self, capfdbinary: pytest.CaptureFixture[bytes], catalogue: Catalogue) -> None:
        code, out, _ = call(capfdbinary, "queries", "--format", "json")
        assert code == 0
        entries = {each["name"]: each for each in json.loads(out)}
        assert list(entries) == list(catalogue.paths)
        changes = entries["grade-changes"]
        assert changes["file"] == "queries/grade-changes.rq"
        assert changes["chart"] is True
        assert changes["columns"][0] == {"name": "force", "label": "Force", "type": "iri"}
        assert changes["parameters"][-1]["values"] == ["improved", "unchanged", "declined"]

    def test_list_as_markdown_is_what_the_readme_shows(
        self, capfdbinary: pytest.CaptureFixture[bytes], catalogue: Catalogue
    ) -> None:
        code, out, _ = call(capfdbinary, "queries", "--format", "markdown")
        assert code == 0
        assert out in (catalogue.project.queries / "README.md").read_text(encoding="utf-8")

    def test_calls_in_the_readme_are_taken(self, catalogue: Catalogue, ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        lines = (catalogue.project.queries / "README.md").read_text(encoding="utf-8").splitlines()
        calls = [shlex.split(line, comments=True)[3:] for line in lines if line.startswith("$ peelgraph query ")]
        assert len(calls) >= 4
        for words in calls:
            if "--endpoint" in words:
                del words[words.index("--endpoint") :]
            called = [str(tmp_path / word) if word.endswith((".csv", ".svg")) else word for word in words]
            assert ask(*called)[0] == 0, called


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ([], "which query? `peelgraph queries` lists them"),
            (["grade-change"], "did you mean `grade-changes`"),
            (["--force", "durham", "grade-changes"], "the name of a query comes before its parameters"),
            (["grade-changes", "--forces", "durham"], "did you mean `--force`?\n    parameters: --force, --subject,"),
            (["grade-changes", "--force"], "--force needs a value, such as --force leicestershire"),
            (["grade-changes", "--to-grade"], 'such as --to-grade "requires improvement"'),
            (["grade-changes", "--force", "--to-year", "2016"], "--force needs a value"),
            (["grade-changes", "--force", "durham", "--force", "humberside"], "--force is given twice"),
            (["grade-changes", "durham"], "`durham` is no option"),
            (["grade-changes", "-x"], "`-x` is no option"),
            (["grade-changes", "--force", "dürham"], "did you mean `durham`?\n    allowed: derbyshire, durham,"),
            (["grade-changes", "--force", "\x1b[31m"], "no force `\ufffd[31m`"),
            (["grade-changes", "--format", "yaml"], "table"),
            (["grade-changes", "--timeout", "soon"], "--timeout"),
            (["grade-changes", "--timeout", "0"], "--timeout"),
            (["grade-changes", "--endpoint", "http://127.0.0.1:9/"], "--graph and --endpoint exclude each other"),
            (["grade-changes", "--format", "chart"], "name it with --out FILE.svg"),
            (["grade-changes", "--format", "chart", "--out", "x.pdf"], "allowed endings: .svg, .png"),
            (["judgments", "--format", "chart", "--out", "x.svg"], "no view to draw\n    allowed: table, csv, tsv,"),
        ],
    )
    def test_exit_code_2(self, arguments: list[str], message: str, ask) -> None:  # type: ignore[no-untyped-def]
        code, out, err = ask(*arguments)
        assert (code, out) == (2, "")
        assert message in err
        assert "Traceback" not in err

    def test_a_bad_option_is_found_before_any_graph_is_read(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        code, _, err = call(capfdbinary, "query", "grade-changes", "--nope", "1", "--graph", "/nowhere.ttl")
        assert code == 2
        assert "nowhere" not in err

    def test_a_bad_address_is_wrong_usage(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        code, _, err = call(capfdbinary, "query", "inspectors", "--endpoint", "file:///etc/passwd")
        assert code == 2
        assert "http://…" in err


class TestOtherFailures:
    def test_missing_graph(self, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
        code, out, err = call(capfdbinary, "query", "inspectors", "--graph", str(tmp_path / "none.ttl"))
        assert (code, out) == (3, "")
        assert "make graph" in err

    def test_no_build_yet(
        self, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, catalogue: Catalogue
    ) -> None:
        for folder in ("ontology", "seeds", "queries", "shapes", "rules"):
            (tmp_path / folder).mkdir()
        text = catalogue.get("inspectors").text
        (tmp_path / "queries" / "inspectors.rq").write_text(text, encoding="utf-8")
        code, _, err = call(capfdbinary, "query", "inspectors", "--project", str(tmp_path))
        assert code == 3
        assert err == "build/peelgraph.ttl: no such file; run `make graph`, or name a graph file with --graph\n"

    def test_broken_graph(self, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
        graph = tmp_path / "g.ttl"
        graph.write_text("<a> <b>")
        code, _, err = call(capfdbinary, "query", "inspectors", "--graph", str(graph))
        assert code == 4
        assert f"{graph}:1:" in err

    def test_broken_query(self, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, small: Path) -> None:
        for folder in ("ontology", "seeds", "queries", "shapes", "rules"):
            (tmp_path / folder).mkdir()
        (tmp_path / "queries" / "bad.rq").write_text("SELECT ?x WHERE {}\n")
        code, _, err = call(capfdbinary, "query", "bad", "--project", str(tmp_path), "--graph", str(small))
        assert code == 4
        assert err.startswith("queries/bad.rq:1:1: no header")

    def test_no_service(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        code, out, err = call(capfdbinary, "query", "inspectors", "--endpoint", "http://127.0.0.1:9/sparql")
        assert (code, out) == (5, "")
        assert "can't be reached" in err

    def test_no_time(self, ask) -> None:  # type: ignore[no-untyped-def]
        code, out, err = ask("judgments", "--timeout", "0.001")
        assert (code, out) == (6, "")
        assert "no answer within 0.001 seconds" in err

    def test_no_place_for_the_file(self, ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        (tmp_path / "file").write_text("")
        code, out, err = ask("inspectors", "--out", str(tmp_path / "file" / "x.txt"))
        assert (code, out) == (3, "")
        assert "can't be written" in err
