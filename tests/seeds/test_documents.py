"""The seeds against the source documents themselves, which are not part of the project."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builder.project import Project
from builder.seeds.loader import Seed, load_seeds
from builder.seeds.records import Fact, HeadlineQuestion, Question
from builder.seeds.registry import sections


@pytest.fixture(scope="module")
def curated(project: Project) -> list[Seed]:
    """The seed files that were curated from a document."""
    found = [seed for seed in load_seeds(project).files if seed.content.document]
    assert len(found) >= 5
    return found


def _lines(seed: Seed, documents: Path) -> list[str]:
    assert seed.content.document
    return (documents / seed.content.document.file).read_text(encoding="utf-8").split("\n")


def test_each_text_is_the_one_that_was_read(curated: list[Seed], documents: Path) -> None:
    for seed in curated:
        document = seed.content.document
        assert document
        content = (documents / document.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.sha256, document.file
        assert content.decode().count("\n") + 1 == document.line_count, document.file


def test_figures_stand_as_printed_on_the_lines_they_name(curated: list[Seed], documents: Path) -> None:
    checked = 0
    wrong = []
    for seed in curated:
        lines = _lines(seed, documents)
        for record in seed.content.metrics:
            for spot in record.spots():
                checked += spot.printed is not None
                text = "\n".join(lines[spot.lines.first - 1 : spot.lines.last])
                if spot.printed is not None and spot.printed not in text:
                    wrong.append(f"{seed.name}: {record.key()}: `{spot.printed}` is not on {spot.lines}")
    assert checked >= 190
    assert wrong == []


def test_questions_stand_word_for_word_on_the_lines_they_name(curated: list[Seed], documents: Path) -> None:
    """Or a doubt on those lines says that the wording varies there."""
    wrong = []
    for seed in curated:
        lines = _lines(seed, documents)
        doubted = {spot.lines for doubt in seed.content.doubts for spot in doubt.spots()}
        asked: list[Question | HeadlineQuestion] = [*seed.content.questions, *seed.content.headline_questions]
        for record in asked:
            for spot in record.spots():
                text = " ".join(lines[spot.lines.first - 1 : spot.lines.last])
                if record.wording not in text and spot.lines not in doubted:
                    wrong.append(f"{seed.name}: {record.key()} is worded otherwise on {spot.lines}")
    assert wrong == []


def test_grades_stand_on_the_lines_they_name(curated: list[Seed], documents: Path, project: Project) -> None:
    registry = load_seeds(project).registry
    wrong = []
    for seed in curated:
        lines = _lines(seed, documents)
        for record in seed.content.judgments:
            cycle = registry.cycle(record.cycle)
            assert cycle
            word = registry.grades(cycle.scheme)[record.grade].word
            texts = ["\n".join(lines[spot.lines.first - 1 : spot.lines.last]).lower() for spot in record.spots()]
            if not any(word in text for text in texts):
                wrong.append(f"{seed.name}: {record.key()}: `{word}` is on none of its lines")
    assert wrong == []


def test_no_fact_stands_on_blank_lines_alone(curated: list[Seed], documents: Path) -> None:
    wrong = []
    for seed in curated:
        lines = _lines(seed, documents)
        for _, records in sections(seed.content):
            for record in records:
                wrong += [
                    f"{seed.name}: {record.key()} on {spot.lines}"
                    for spot in (record.spots() if isinstance(record, Fact) else ())
                    if not "".join(lines[spot.lines.first - 1 : spot.lines.last]).strip()
                ]
    assert wrong == []
