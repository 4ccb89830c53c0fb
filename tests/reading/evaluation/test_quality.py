"""How well documents are read, held against what it has to reach; the page in `docs/` is that of this very state."""

from __future__ import annotations

from functools import cache

import pytest

from builder.project import Project

from .page import PAGE, Measured, measure, page_of
from .scoring import Score

FLOORS = {
    "curated": {"judgments": 1.0, "dates and inspectors": 1.0, "figures": 0.92, "precision": 0.98},
    "samples": {"judgments": 0.97, "dates and inspectors": 0.97, "figures": 0.99, "precision": 0.98},
    "known": {"judgments": 0.97, "dates and inspectors": 0.99, "figures": 0.94, "precision": 0.99},
    "unseen": {"judgments": 0.93, "dates and inspectors": 0.95, "figures": 0.9, "precision": 0.99},
}
"""The least recall of each family of facts, and the least precision of all together. Where these are below what the
page says has to be reached, they hold what has been; they may only rise."""


@cache
def measured(project: Project) -> dict[str, Measured]:
    return {each.set.key: each for each in measure(project)}


def of(name: str, project: Project) -> Measured:
    found = measured(project)
    if name not in found:
        pytest.skip("not part of the project: name their folders in PEELGRAPH_DOCUMENTS and PEELGRAPH_SAMPLES")
    return found[name]


@pytest.mark.parametrize("family", ["judgments", "dates and inspectors", "figures"])
@pytest.mark.parametrize("name", FLOORS)
def test_recall(name: str, family: str, project: Project) -> None:
    score = of(name, project).family(family)
    assert score.recall >= FLOORS[name][family], score.missed


@pytest.mark.parametrize("name", FLOORS)
def test_precision(name: str, project: Project) -> None:
    score = of(name, project).all()
    assert score.precision >= FLOORS[name]["precision"], score.wrong


@pytest.mark.parametrize("name", FLOORS)
def test_no_grade_is_wrong(name: str, project: Project) -> None:
    """A wrong grade is far worse than a missing one."""
    score = of(name, project).family("judgments")
    assert score.precision >= 0.99, score.wrong


def test_the_page_is_up_to_date(project: Project) -> None:
    for name in FLOORS:
        of(name, project)
    text = (project.root / PAGE).read_text(encoding="utf-8")
    assert text == page_of(measured(project).values()), "bring it up to date with `make evaluate`"


def test_scores() -> None:
    score = Score(found=8, missed=["a", "b"], wrong=["c"])
    assert (score.recall, score.precision) == (0.8, 8 / 9)
    assert round(score.f1, 4) == round(2 * 0.8 * (8 / 9) / (0.8 + 8 / 9), 4)
    assert (Score().recall, Score().precision, Score(missed=["a"]).f1) == (1.0, 1.0, 0.0)
