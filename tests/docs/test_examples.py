"""The examples of the guides do what the guides say."""

from __future__ import annotations

import hashlib

import pytest

from builder.checking.findings import Severity
from builder.checking.service import check_project
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
QUERY = "docs/examples/grades-of-a-region.rq"

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
        judgment = "<https://w3id.org/peelgraph/id/judgment/peel-2016/wiltshire/efficiency>"
        bases = f"SELECT ?code WHERE {{ {judgment} peel:basis/peel:code ?code }}"
        assert material.words(bases) == [["stated"]]  # by a page; the release alone gives it as one of the rest
        assert grown.words(bases) == [["stated"]]
        new = check_project(copy)
    assert new.count(Severity.VIOLATION) == 0
    assert not [finding for finding in new.findings if "wiltshire" in finding.focus]


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
