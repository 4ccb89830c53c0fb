"""The pages of rules: each has an example that fails by that rule, and one that does not."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import Graph
from rdflib.namespace import SH

from builder.building.dataset import named, read_ontology
from builder.building.graphs import to_rdflib
from builder.checking.baseline import read_baseline
from builder.checking.examples import Example
from builder.checking.explain import RuleBook, Shown, explain
from builder.checking.guards import check_shapes
from builder.checking.problems import SOURCE_RULES
from builder.checking.rules import members, owners
from builder.checking.source_pages import SOURCE_PAGES
from builder.errors import SourceError, UsageError
from builder.namespaces import PEELID, PREFIXES
from builder.project import Project
from builder.seeds.loader import load_seeds
from builder.shacl.data import Data
from builder.shacl.engine import validate
from builder.shacl.queries import prepare
from builder.shacl.shapes import load_shapes, node_of

from .conftest import LABELLED
from .conftest import PREFIXES as HEAD

ROOT = Path(__file__).resolve().parents[2]
TURTLE_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SHAPES = sorted(path.stem.removesuffix("_fail") for path in (ROOT / "shapes" / "examples").rglob("*_fail.ttl"))


@pytest.fixture(scope="module")
def book(project: Project) -> RuleBook:
    """One book for all pages, so that each example is validated once."""
    return RuleBook(project, load_shapes(project.shapes, "shapes"), project.shapes)


@pytest.fixture(scope="module")
def passing(project: Project) -> set[Triple]:
    """All examples that pass."""
    files = sorted((project.shapes / "examples").rglob("*_pass.ttl"))
    return {triple for path in files for triple in Example(path, path.name).triples}


def triples_of(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(TURTLE_HEAD + text, RdfFormat.TURTLE)}


def family(book: RuleBook, name: str) -> set[str]:
    """A rule, its members, and the rules that use it."""
    node, graph = book.nodes[name], book.shapes.graph
    return {book.shapes.rule_name(each) for each in (node, *members(graph, node), *owners(graph, node))}


def listed_results(example: Example) -> set[tuple[str, str]]:
    """Rule and thing of each result that the table beside an example lists."""
    with example.path.with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        return {(row["rule"], row["focus"]) for row in csv.DictReader(stream)}


def breaks(book: RuleBook, name: str, failing: Shown) -> bool:
    """Whether the table beside an example lists its result, as one of the rule or, where it has none, of its family."""
    result, table = failing.result, listed_results(failing.example)
    by = book.shapes.rule_name(node_of(result.constraint or result.shape))
    speaks = by == name or (by in family(book, name) and name not in {rule for rule, _ in table})
    return speaks and isinstance(result.focus, NamedNode) and (by, result.focus.value.removeprefix(PEELID)) in table


@pytest.mark.parametrize("shape", SHAPES)
def test_every_rule_has_its_page_with_both_examples(shape: str, book: RuleBook, passing: set[Triple]) -> None:
    """One test for each file of examples, which is validated once for all rules of its shape."""
    rules = [rule.name for rule in book.rules.values() if rule.shape == shape]
    assert shape in rules
    for name in rules:
        page = book.page(name)
        assert page.startswith(f"# {name}")
        failing = book.failing(name)
        assert failing is not None
        assert breaks(book, name, failing), name
        for shown in (failing.text, book.passing(name, failing)):
            assert shown in page
            assert triples_of(shown)
        assert triples_of(failing.text) <= set(failing.example.triples)
        assert triples_of(book.passing(name, failing)) <= passing
        shown_nodes = {node for triple in triples_of(failing.text) for node in triple}
        assert {failing.result.focus, failing.result.value} & shown_nodes, name


def test_what_passes_breaks_no_rule(project: Project, book: RuleBook, passing: set[Triple]) -> None:
    """All examples that pass, together: so none of what a page shows as right breaks any rule."""
    base = Example(project.shapes / "examples" / "base.ttl", "base.ttl").triples
    results, _ = validate(Data([*read_ontology(project), *base, *passing]), book.shapes)
    assert results == []


def test_page_of_a_property_shape(project: Project) -> None:
    assert explain("Function-prefLabel", project) == (
        "# Function-prefLabel: name\n\n"
        "A function has one name in English.\n\n"
        "A breach is a violation, which fails every check.\n\n"
        "Why: Lists show the name.\n\n"
        "Looks at: `skos:prefLabel` (preferred label) of everything that is a `peel:Function` "
        "(Function carried out together).\n\n"
        "To mend: Give `skos:prefLabel` (preferred label): exactly one, text in English (en).\n\n"
        f"Written in shapes/collaboration.ttl:{line('collaboration', 'Function-prefLabel')}:1 "
        "as <https://w3id.org/peelgraph/def/shape/Function-prefLabel>.\n\n"
        "## An example that fails\n\n"
        "```turtle\n"
        "<https://w3id.org/peelgraph/id/function/a-function>\n"
        "\ta peel:Function ;\n"
        '\trdfs:label "A function"@en ;\n'
        "\t.\n"
        "```\n\n"
        "A function has one name in English.\n\n"
        "- found: no `skos:prefLabel` (preferred label)\n"
        "- expected: exactly one: text in English (en)\n"
        "- to mend: Add `skos:prefLabel` (preferred label): text in English (en).\n\n"
        "## An example that passes\n\n"
        "```turtle\n"
        "<https://w3id.org/peelgraph/id/function/horses>\n"
        "\ta peel:Function ;\n"
        '\trdfs:label "Horses"@en ;\n'
        '\tskos:prefLabel "Horses"@en ;\n'
        "\t.\n"
        "```\n"
    )


def line(theme: str, name: str) -> int:
    lines = (ROOT / "shapes" / f"{theme}.ttl").read_text(encoding="utf-8").splitlines()
    return lines.index(f"peelsh:{name}") + 1


def test_page_of_a_constraint_ends_with_its_query(project: Project) -> None:
    page = explain("total-in-doubt", project)
    assert "A breach is worth knowing; it fails a check with `--fail-on info`." in page
    query = page.rpartition("## Its query\n\n```sparql\n")[2].removesuffix("\n```\n")
    assert query.startswith("SELECT $this ?path ?value")
    shapes = load_shapes(project.shapes, "shapes")
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    prepare(head + query)
    assert query in {str(text) for text in shapes.graph.objects(None, SH.select)}


def test_page_of_a_warning(project: Project) -> None:
    assert "which fails a check with `--fail-on warning`" in explain("comparator-same-status", project)


def test_page_of_a_shape_that_only_holds_others(project: Project) -> None:
    page = explain("JudgmentGrade", project)
    assert "Its rules: grade-in-scheme-of-cycle, one-grade, score-fits-body." in page
    assert "## An example that fails" in page


def test_page_of_a_shape_that_another_uses(project: Project) -> None:
    page = explain("GssCode", project)
    assert "Looks at: everything that is a `peel:Force` (Police force)." in page
    assert "Force-gssCode: A force has one GSS code of a police area" in page


@pytest.mark.parametrize("name", ["one-grade", " peelsh:one-grade ", "https://w3id.org/peelgraph/def/shape/one-grade"])
def test_rule_by_its_iri(name: str, project: Project) -> None:
    assert explain(name, project).startswith("# one-grade: One grade for body, subject and cycle\n")


def test_unknown_rule_names_those_that_are_close(project: Project) -> None:
    with pytest.raises(UsageError, match=r"no rule 'judgment-grad'; did you mean Judgment-grade, .*\?"):
        explain("judgment-grad", project)
    with pytest.raises(UsageError, match=r"did you mean syntax") as error:
        explain("sintax", project)
    assert "peelgraph check --format json" in str(error.value)
    with pytest.raises(UsageError, match=r"no rule 'x\\x1b'\. It has 3\d\d, all named"):
        explain("x\x1b", project)


# --- shapes of other people --------------------------------------------------------------------------------------


def test_shapes_without_examples(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "own.ttl").write_text(HEAD + LABELLED, encoding="utf-8")
    page = explain("Labelled-label", project, folder)
    assert page.splitlines()[::2] == [
        "# Labelled-label",
        "A force has a label.",
        "A breach is a violation, which fails every check.",
        "Looks at: `rdfs:label` of everything that is a `peel:Force` (Police force).",
        "To mend: Give `rdfs:label`: one or more.",
        f"Written in {folder.as_posix()}/own.ttl:14:1 as <https://example.org/shape/Labelled-label>.",
        f"There are no examples of it in {folder.as_posix()}/examples.",
    ]
    with pytest.raises(UsageError, match="It has 2, all named"):
        explain("one-grade", project, folder)


def test_shape_without_a_name(project: Project, tmp_path: Path) -> None:
    text = "ex:A a sh:NodeShape ; sh:targetSubjectsOf rdfs:label ; sh:property [ sh:path rdfs:label ; sh:maxCount 1 ] ."
    (tmp_path / "own.ttl").write_text(HEAD + text, encoding="utf-8")
    page = explain("A-label", project, tmp_path)
    assert "Looks at: `rdfs:label` of everything that has `rdfs:label`." in page
    assert "To mend: Give `rdfs:label`: at most one." in page
    assert "Its rules: A-label." in explain("A", project, tmp_path)


# --- rules about sources -----------------------------------------------------------------------------------------


def test_every_rule_about_sources_has_its_page(project: Project) -> None:
    assert SOURCE_RULES.keys() <= SOURCE_PAGES.keys()
    for name, page in SOURCE_PAGES.items():
        text = explain(name, project)
        assert text.startswith(f"# {name}: ")
        assert page.failing in text
        assert page.passing in text
        assert page.failing != page.passing


def test_examples_of_syntax_and_ontology() -> None:
    with pytest.raises(SyntaxError):
        triples_of(SOURCE_PAGES["syntax"].failing)
    assert len(triples_of(SOURCE_PAGES["syntax"].passing)) == 2
    with pytest.raises(SourceError, match="a blank node"):
        list(named(triples_of(SOURCE_PAGES["ontology"].failing), "x"))
    assert len(list(named(triples_of(SOURCE_PAGES["ontology"].passing), "x"))) == 2


def test_examples_of_shapes(project: Project, tmp_path: Path) -> None:
    def check(text: str) -> None:
        (tmp_path / "own.ttl").write_text(TURTLE_HEAD + text, encoding="utf-8")
        check_shapes(load_shapes(tmp_path, "own"), ontology)

    ontology: Graph = to_rdflib(read_ontology(project))
    with pytest.raises(SourceError) as error:
        check(SOURCE_PAGES["shapes"].failing)
    assert {problem.found for problem in error.value.problems} == {
        "SHACL has no term sh:mincount",
        "the ontology declares no term peel:force",
    }
    check(SOURCE_PAGES["shapes"].passing)


def test_examples_of_rules() -> None:
    head = "PREFIX peel: <https://w3id.org/peelgraph/def/>\n"
    with pytest.raises(Exception, match="Expected"):
        prepare(head + SOURCE_PAGES["rules"].failing)
    prepare(head + SOURCE_PAGES["rules"].passing)


def test_examples_of_seeds(project: Project, tmp_path: Path) -> None:
    shutil.copytree(project.seeds, tmp_path / "seeds")
    file = tmp_path / "seeds" / "documents" / "peel-2016-efficiency-leicestershire.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("\njudgments:\n") == 1
    file.write_text(text.replace("\njudgments:\n", "\n" + SOURCE_PAGES["seeds"].failing), encoding="utf-8")
    with pytest.raises(SourceError) as error:
        load_seeds(Project(tmp_path))
    assert [problem.found for problem in error.value.problems] == [
        "unknown body `chesire`",
        "`god` is no grade of peel-2016 (four-grades)",
    ]
    file.write_text(text.replace("\njudgments:\n", "\n" + SOURCE_PAGES["seeds"].passing), encoding="utf-8")
    load_seeds(Project(tmp_path))


def test_examples_of_baselines(tmp_path: Path) -> None:
    file = tmp_path / "known.yaml"
    file.write_text(SOURCE_PAGES["baseline"].failing, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read_baseline(file, "known.yaml")
    assert {problem.line for problem in error.value.problems} == {2, 5, 6}
    file.write_text(SOURCE_PAGES["baseline"].passing, encoding="utf-8")
    (waiver,) = read_baseline(file, "known.yaml")
    assert waiver.rule == "Fact-evidence"
