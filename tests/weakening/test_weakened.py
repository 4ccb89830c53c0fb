"""Every weakened shape is noticed: `docs/weakened-shapes.md` has the score, `make slow` runs all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from builder.namespaces import PEELSH
from builder.project import Project

from .judging import DATA, Judge, files, table
from .mutants import part
from .page import PAGE, page

SHAPES = sorted(
    path.stem.removesuffix("_fail")
    for path in (Path(__file__).resolve().parents[2] / "shapes" / "examples").rglob("*_fail.ttl")
)
QUICK = SHAPES[:: max(1, len(SHAPES) // 8)]
FURTHER = sorted(DATA.rglob("*.ttl"))


@pytest.fixture(scope="module")
def judge(project: Project) -> Judge:
    return Judge(project)


def survivors(judge: Judge, name: str) -> list[str]:
    verdicts = list(judge.verdicts(URIRef(PEELSH + name)))
    assert len(verdicts) > 1
    return [str(verdict.mutant) for verdict in verdicts if not verdict.noticed]


@pytest.mark.parametrize("file", FURTHER, ids=lambda file: file.stem)
def test_further_data_give_exactly_these_results(file: Path, judge: Judge) -> None:
    top = URIRef(PEELSH + file.stem.partition("_")[0])
    (variant,) = (each for each in judge.variants(top) if each.name == file.stem)
    assert judge.rows(part(judge.shapes.graph, top), variant) == table(file)


def test_all_further_data_belong_to_a_shape() -> None:
    assert sorted(file for name in SHAPES for file in files(name)) == FURTHER
    assert {file.with_suffix(".csv") for file in FURTHER} == set(DATA.rglob("*.csv"))


@pytest.mark.parametrize("name", QUICK)
def test_weakened_shapes_of_a_sample_are_noticed(name: str, judge: Judge) -> None:
    assert survivors(judge, name) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(SHAPES) - set(QUICK)))
def test_weakened_shapes_are_noticed(name: str, judge: Judge) -> None:
    assert survivors(judge, name) == []


@pytest.mark.slow
def test_the_page_has_the_score_of_a_run(project: Project) -> None:
    assert (project.root / PAGE).read_text(encoding="utf-8") == page(project), "`make weakened` writes it anew"
