"""One small seed text for every section, and exactly the triples that it stands for, written out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from builder.mapping import MAPPERS, WITHOUT_TRIPLES, map_parts
from builder.mapping.context import judgment_path, local_subject
from builder.mapping.terms import decimal, term, thing
from builder.namespaces import PREFIXES
from builder.seeds.loader import Seeds, check_seeds
from builder.seeds.records import CODE_LISTS, SeedFile
from builder.seeds.registry import sections
from tests.seeds.worlds import DOCUMENT, WORLD

HERE = Path(__file__).parent
CASES = sorted(path.stem for path in (HERE / "cases").glob("*.yaml"))
TABLES = sorted((HERE / "cases").glob("*.csv"))
EVIDENCE = term("peel:evidence")
LABEL = term("rdfs:label")
SELECTOR = term("oa:hasSelector")


def read(*paths: Path) -> set[Triple]:
    """Triples of Turtle texts that take their prefixes from ``prefixes.ttl``."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (HERE / "prefixes.ttl", *paths))
    return {quad.triple for quad in parse(text, format=RdfFormat.TURTLE)}


def load(folder: Path, text: str) -> Seeds:
    """The world's seed files and one more, ``case.yaml``."""
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return check_seeds([*((each, each.name) for each in WORLD.glob("*.yaml")), (path, path.name)])


def mapped(seeds: Seeds, name: str = "case.yaml") -> list[Triple]:
    """The triples of one file, as often as they come."""
    (seed,) = (seed for seed in seeds.files if seed.name == name)
    return [each for _, triples in map_parts(seed.content, seeds.registry) for each in triples]


def with_lines(expected: set[Triple]) -> set[Triple]:
    """The expected triples, and those of the lines that they name as evidence."""
    lines = read(HERE / "lines.ttl")
    named = {triple.object for triple in expected if triple.predicate == EVIDENCE}
    named |= {triple.object for triple in lines if triple.predicate == SELECTOR and triple.subject in named}
    return expected | {triple for triple in lines if triple.subject in named}


@pytest.mark.parametrize("name", CASES)
def test_section(name: str, tmp_path: Path) -> None:
    text = (HERE / "cases" / f"{name}.yaml").read_text(encoding="utf-8")
    got = set(mapped(load(tmp_path, text if "document:\n  key" in text else text + DOCUMENT)))
    if "document:\n  key" not in text:
        got -= set(mapped(load(tmp_path, DOCUMENT)))
    expected = with_lines(read(HERE / "cases" / f"{name}.ttl"))
    missing, unexpected = sorted(map(str, expected - got)), sorted(map(str, got - expected))
    assert (missing, unexpected) == ([], [])


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table(path: Path) -> None:
    """Tables go through the same mapping as curated records."""
    reference = WORLD / "reference.yaml"
    got = set(mapped(check_seeds((each, each.name) for each in (reference, *TABLES)), path.name))
    expected = read(path.with_suffix(".ttl"))
    assert (sorted(map(str, expected - got)), sorted(map(str, got - expected))) == ([], [])


def test_every_section_has_a_case(tmp_path: Path) -> None:
    """Every section of a seed file is mapped, and shown above with what it gives."""
    names = {name for name, _ in sections(SeedFile())}
    assert names == set(MAPPERS) | set(CODE_LISTS) | WITHOUT_TRIPLES
    shown: set[str] = set()
    for name in CASES:
        text = (HERE / "cases" / f"{name}.yaml").read_text(encoding="utf-8")
        shown |= {line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()}
    reference = WORLD / "reference.yaml"
    for seed in check_seeds((each, each.name) for each in (reference, *TABLES)).files:
        shown |= {name for name, records in sections(seed.content) if seed.source.is_table and records}
    assert shown == names | {"document"}


# --- what holds whatever the records say -------------------------------------------------------------------------


def test_facts_on_the_same_lines_share_their_evidence() -> None:
    """A judgment, a figure and a finding of the world's report stand on lines 12 to 13."""
    seeds = check_seeds((path, path.name) for path in WORLD.glob("*.yaml"))
    triples = mapped(seeds, "report.yaml")
    evidence = thing("evidence/report-2016-ashshire/L12-13")
    facts = {triple.subject for triple in triples if triple.predicate == EVIDENCE and triple.object == evidence}
    assert facts == {
        thing("judgment/round-2016/ashshire/efficiency"),
        thing("attestation/stated/round-2016/ashshire/efficiency/report-2016-ashshire/L12-13"),
        thing("observation/savings/ashshire/2015-04-01--2016-03-31/planned"),
        thing("finding/report-2016-ashshire/watches-money"),
    }
    assert {str(triple) for triple in triples if triple.subject == evidence} == {
        f"{evidence} {term('rdf:type')} {term('peel:Evidence')}",
        f'{evidence} {term("rdfs:label")} "Report on Ashshire, lines 12-13"@en',
        f"{evidence} {term('peel:source')} {thing('document/report-2016-ashshire')}",
        f'{evidence} {term("peel:firstLine")} "12"^^{term("xsd:integer")}',
        f'{evidence} {term("peel:lastLine")} "13"^^{term("xsd:integer")}',
        f"{evidence} {SELECTOR} {thing('evidence/report-2016-ashshire/L12-13/selector')}",
    }


def test_a_judgment_of_three_documents_is_one_node(tmp_path: Path) -> None:
    """Stated by a report, stated by a press release, reported by a letter: one judgment with four attestations."""
    text = (
        "judgments:\n"
        "  - {body: ashshire, cycle: round-2016, subject: efficiency, grade: good, basis: reported, lines: 9}\n"
    )
    seeds = load(tmp_path, text + DOCUMENT)
    triples = {triple for seed in seeds.files for triple in mapped(seeds, seed.name)}
    judgment = thing("judgment/round-2016/ashshire/efficiency")
    said: dict[str, set[str]] = {}
    for triple in triples:
        if triple.subject == judgment:
            said.setdefault(triple.predicate.value.rpartition("/")[2], set()).add(str(triple.object))
    path = "round-2016/ashshire/efficiency"
    assert said["attestation"] == {
        str(thing(f"attestation/{tail}"))
        for tail in (
            f"stated/{path}/report-2016-ashshire/L5",
            f"stated/{path}/report-2016-ashshire/L12-13",
            f"stated/{path}/press-2016/L3",
            f"reported/{path}/case/L9",
        )
    }
    assert {key: len(values) for key, values in said.items()} == {
        "22-rdf-syntax-ns#type": 1, "rdf-schema#label": 1, "judges": 1, "inCycle": 1, "subject": 1, "grade": 1,
        "generatedBy": 1, "attestation": 4, "evidence": 4,
    }  # fmt: skip


def test_nothing_is_without_a_name() -> None:
    """No blank nodes, a class and an English label for everything that is described."""
    seeds = check_seeds((path, path.name) for path in WORLD.glob("*.yaml"))
    triples = {triple for seed in seeds.files for triple in mapped(seeds, seed.name)}
    assert not [t for t in triples if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    subjects = {triple.subject for triple in triples}
    labelled = {
        triple.subject
        for triple in triples
        if triple.predicate == term("rdfs:label")
        and isinstance(triple.object, Literal)
        and triple.object.language == "en"
    }
    typed = {triple.subject for triple in triples if triple.predicate == term("rdf:type")}
    assert subjects == labelled == typed


def test_everything_that_is_pointed_to_is_described() -> None:
    """No reference leads nowhere within the project's own things."""
    seeds = check_seeds((path, path.name) for path in WORLD.glob("*.yaml"))
    triples = {triple for seed in seeds.files for triple in mapped(seeds, seed.name)}
    own = {t.object for t in triples if isinstance(t.object, NamedNode) and t.object.value.startswith(thing("").value)}
    assert {str(node) for node in own - {triple.subject for triple in triples}} == {str(thing("dataset/figures"))}


KEY = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


@given(KEY, KEY, KEY, st.integers(1, 99))
def test_iris_of_all_keys_are_iris(cycle: str, body: str, subject: str, number: int) -> None:
    """RFC 3987 without what has to be escaped anywhere: lower-case letters, figures, hyphens and slashes."""
    node = thing(f"judgment/{judgment_path(cycle, body, f'{cycle}/{subject}/{number}')}")
    path = node.value.removeprefix("https://w3id.org/peelgraph/id/")
    assert path == f"judgment/{cycle}/{body}/{subject}/{number}"
    assert set(path) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    line = f"{node} {node} {node} ."
    assert [quad.triple for quad in parse(line, format=RdfFormat.N_TRIPLES)] == [Triple(node, node, node)]


@given(KEY, KEY)
def test_a_subject_of_another_cycle_keeps_its_cycle(cycle: str, other: str) -> None:
    subject = f"{other}/efficiency/1"
    assert local_subject(cycle, subject) == ("efficiency/1" if other == cycle else subject)
    assert local_subject(cycle, "efficiency") == "efficiency"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.decimals(-10, 10, places=1))
def test_figures_keep_their_digits_as_literals(value: Decimal) -> None:
    literal = decimal(value)
    assert literal.datatype == NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    assert set(literal.value) <= set("-0123456789.")
    back = Decimal(literal.value)
    assert back == value
    assert back.as_tuple() == value.as_tuple()


@pytest.mark.parametrize("text", ["17.0", "17", "0.050", "-335", "100", "123456789012.1234", "0"])
def test_a_figure_is_written_as_it_was_read(text: str) -> None:
    assert str(decimal(Decimal(text))) == f'"{text}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize("text", ["1E+3", "1e-7", "12E2"])
def test_a_figure_never_has_an_exponent(text: str) -> None:
    assert "E" not in decimal(Decimal(text)).value


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=20
).filter(lambda text: text == text.strip() and "\ufeff" not in text)


@settings(max_examples=20)
@given(words=st.lists(WORDS, min_size=1, max_size=20))
def test_any_words_come_out_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    text = "places:\n"
    for number, name in enumerate(words):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        text += f'  - {{place: deal-{number}, name: "{quoted}", lines: 3}}\n'
    triples = mapped(load(tmp_path_factory.mktemp("words"), text + DOCUMENT))
    labels = {str(triple.subject): str(triple.object) for triple in triples if triple.predicate == LABEL}
    for number, name in enumerate(words):
        assert labels[str(thing(f"place/deal-{number}"))] == str(Literal(name, language="en"))


def test_prefixes_of_these_tests_are_those_of_the_project() -> None:
    """The mapping writes with the project's prefixes; the expected graphs stand on the vocabularies' own."""
    text = (HERE / "prefixes.ttl").read_text(encoding="utf-8")
    written = {line.split()[1][:-1]: line.split()[2][1:-1] for line in text.splitlines() if line.startswith("@prefix")}
    assert {name: PREFIXES[name] for name in written} == written
