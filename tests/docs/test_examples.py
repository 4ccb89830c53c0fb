"""The examples of the guides do what the guides say."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builder.checking.findings import Severity
from builder.checking.service import check_project
from builder.documentation.console import capture
from builder.documentation.example import copied
from builder.documentation.material import Material, gather
from builder.errors import SourceError
from builder.formatting.seeds import format_seed
from builder.formatting.sparql import format_query, lint_query
from builder.project import Project
from builder.query.header import parse_query
from builder.seeds.loader import load_seeds

PAGE = "docs/examples/wiltshire-page.txt"
SEED = "docs/examples/made-up-page-wiltshire.yaml"
MISTAKES = "docs/examples/with-mistakes.yaml"
SAVED = "docs/examples/saved-page-wiltshire.txt"
QUERY = "docs/examples/grades-of-a-region.rq"
PAGE_2016 = "web-hmicfrs-justiceinspectorates-gov-uk-peel-assessments-peel-2016-wiltshire-d031fc2602"
PAGE_2017 = "web-hmicfrs-justiceinspectorates-gov-uk-peel-assessments-peel-2017-wiltshire-50c955c55e"

FOUND = """
    SELECT ?what ?about ?first ?last WHERE {
      ?fact peel:evidence ?lines ; a ?class .
      ?lines peel:source <https://w3id.org/peelgraph/id/document/made-up-page-wiltshire> ;
        peel:firstLine ?first ; peel:lastLine ?last .
      ?fact peel:judges|peel:about ?body .
      BIND(REPLACE(STR(?class), "^.*/", "") AS ?what) BIND(REPLACE(STR(?body), "^.*/", "") AS ?about)
      FILTER(?class IN (peel:Judgment, peel:Observation, peel:Finding))
    } ORDER BY ?first ?last ?what
"""


def places(material: Material, judgment: str) -> dict[str, list[str]]:
    """By document or page, the basis on which it gives a grade, with the first line."""
    query = f"""
        SELECT ?source ?code ?first WHERE {{
          <https://w3id.org/peelgraph/id/judgment/{judgment}> peel:attestation ?attestation .
          ?attestation peel:basis/peel:code ?code .
          OPTIONAL {{ ?attestation peel:evidence ?lines . ?lines peel:source ?document ; peel:firstLine ?first }}
          OPTIONAL {{ ?attestation peel:page ?page }}
          BIND(STRAFTER(STR(COALESCE(?document, ?page)), "/document/") AS ?source)
        }} ORDER BY ?source ?first
    """
    found: dict[str, list[str]] = {}
    for source, code, first in material.words(query):
        found.setdefault(source, []).append(f"{code} {first}".strip())
    return found


def test_the_seed_describes_the_page(project: Project) -> None:
    text = project.root.joinpath(PAGE).read_bytes()
    with copied(project, project.root / SEED) as copy:
        seeds = load_seeds(copy)
    content = next(seed.content for seed in seeds.files if seed.name.endswith("made-up-page-wiltshire.yaml"))
    assert content.document is not None
    assert content.document.sha256 == hashlib.sha256(text).hexdigest()
    lines = text.decode().splitlines()
    assert content.document.line_count == len(lines)
    for figure in content.metrics:
        for spot in figure.spots():
            assert spot.printed is not None
            assert spot.printed in " ".join(lines[spot.lines.first - 1 : spot.lines.last])


def test_the_seed_becomes_facts_that_pass_the_check(project: Project, material: Material) -> None:
    with copied(project, project.root / SEED) as copy, gather(copy) as grown:
        assert grown.words(FOUND) == [
            ["Judgment", "wiltshire", "3", "4"],
            ["Observation", "wiltshire", "8", "8"],
            ["Observation", "wiltshire", "8", "9"],
            ["Finding", "wiltshire", "9", "10"],
            ["Finding", "wiltshire", "10", "11"],
        ]
        before, after = (places(each, "peel-2016/wiltshire/efficiency") for each in (material, grown))
        assert before == {"press-release-peel-efficiency-2016-leicestershire": ["remainder 44"], PAGE_2016: ["stated"]}
        assert after == before | {"made-up-page-wiltshire": ["stated 3"]}
        judgment = "<https://w3id.org/peelgraph/id/judgment/peel-2016/wiltshire/efficiency>"
        assert grown.words(f"SELECT ?code WHERE {{ {judgment} peel:basis/peel:code ?code }}") == [["stated"]]
        new = check_project(copy)
    assert new.count(Severity.VIOLATION) == 0
    assert not [finding for finding in new.findings if "wiltshire" in finding.focus]


def test_a_saved_page_gives_a_new_grade_and_more_grounds(project: Project, material: Material, tmp_path: Path) -> None:
    printed, code = capture(["read", SAVED, "--out", str(tmp_path)], project.root)
    assert code == 0, printed
    (seed,) = tmp_path.iterdir()
    with copied(project, seed) as copy, gather(copy) as grown:
        before, after = (places(each, "peel-2017/wiltshire/efficiency") for each in (material, grown))
        assert before == {PAGE_2017: ["stated"]}
        assert after == before | {"peel-2017-efficiency-wiltshire": ["stated 12", "stated 14"]}
        before, after = (places(each, "peel-2017/wiltshire/efficiency/3") for each in (material, grown))
        assert (before, after) == ({}, {"peel-2017-efficiency-wiltshire": ["stated 14"]})


def test_the_faulty_seed_has_the_four_mistakes(project: Project) -> None:
    with copied(project, project.root / MISTAKES) as copy, pytest.raises(SourceError) as raised:
        load_seeds(copy)
    named = {problem.file for problem in raised.value.problems}
    assert named == {"seeds/documents/with-mistakes.yaml"}
    lines = project.root.joinpath(MISTAKES).read_text(encoding="utf-8").splitlines()
    wrong = [lines[problem.line - 1][problem.column - 1 :] for problem in raised.value.problems]
    assert [
        words.startswith(start)
        for words, start in zip(wrong, ("wiltshire-police", "adequate", "31/03/2016", "12"), strict=True)
    ] == [True] * 4


def test_the_query_answers_what_the_press_release_says(project: Project, material: Material) -> None:
    """Of the five forces of the region, the press release on PEEL 2016 lists one as requiring improvement (line 43)."""
    text = project.root.joinpath(QUERY).read_text(encoding="utf-8")
    assert format_query(text, QUERY) == text
    assert not list(lint_query(text, QUERY))
    query = parse_query(text, "grades-of-a-region", QUERY)
    rows = [
        (force, grade)
        for _, region, _, force, year, _, subject, grade in (
            [getattr(cell, "value", "") for cell in row] for row in material.source.select(query.text).rows
        )
        if (region, year, subject) == ("East Midlands", "2016", "Efficiency")
    ]
    assert rows == [
        ("Derbyshire Constabulary", "good"),
        ("Leicestershire Police", "good"),
        ("Lincolnshire Police", "good"),
        ("Northamptonshire Police", "good"),
        ("Nottinghamshire Police", "requires improvement"),
    ]


@pytest.mark.parametrize("name", [SEED, MISTAKES])
def test_the_seeds_are_in_form(name: str, project: Project) -> None:
    text = project.root.joinpath(name).read_text(encoding="utf-8")
    assert format_seed(text, name) == text


def test_the_claim_of_the_readme_holds(material: Material) -> None:
    """The grades of all 43 forces for PEEL efficiency 2015 and 2016 stand on the press release."""
    query = """
        SELECT ?year (COUNT(DISTINCT ?force) AS ?forces) WHERE {
          ?judgment peel:judges ?force ; peel:subject <https://w3id.org/peelgraph/id/subject/efficiency> ;
            peel:inCycle ?cycle ; peel:attestation/peel:evidence/peel:source
              <https://w3id.org/peelgraph/id/document/press-release-peel-efficiency-2016-leicestershire> .
          ?cycle peel:year ?year .
        } GROUP BY ?year ORDER BY ?year
    """
    assert material.words(query) == [["2015", "43"], ["2016", "43"]]
