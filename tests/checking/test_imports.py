"""What shapes and data import has to be at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.checking.service import Settings, check_files
from builder.errors import InputError
from builder.project import Project

from .conftest import LABELLED, PREFIXES

FORCE = PREFIXES + "<force/a> a peel:Force ; rdfs:label 'A' .\n"
ELSEWHERE = "<http://example.org/data> a owl:Ontology ;\n  owl:imports <http://example.org/more> .\n"


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    folder = tmp_path / "shapes"
    folder.mkdir()
    (folder / "own.ttl").write_text(PREFIXES + LABELLED, encoding="utf-8")
    return folder


def test_what_data_import_is_missing(project: Project, tmp_path: Path, shapes: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(FORCE + ELSEWHERE, encoding="utf-8")
    with pytest.raises(InputError) as error:
        check_files(project, [file], Settings(shapes=shapes))
    line = FORCE.count("\n") + 2
    assert str(error.value).startswith(f"{file.as_posix()}:{line}:15: imports <http://example.org/more>, which is not")
    assert "--skip-imports" in str(error.value)


def test_what_data_import_is_given_too(project: Project, tmp_path: Path, shapes: Path) -> None:
    file, more = tmp_path / "a.ttl", tmp_path / "more.ttl"
    file.write_text(FORCE + ELSEWHERE, encoding="utf-8")
    more.write_text(PREFIXES + "<http://example.org/more> a owl:Ontology .", encoding="utf-8")
    assert check_files(project, [file, more], Settings(shapes=shapes)).findings == ()


@pytest.mark.parametrize("iri", ["https://w3id.org/peelgraph/def/", "https://w3id.org/peelgraph/def/0.1.0"])
def test_the_ontology_of_the_project_is_at_hand(iri: str, project: Project, tmp_path: Path, shapes: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(FORCE + ELSEWHERE.replace("http://example.org/more", iri), encoding="utf-8")
    assert check_files(project, [file], Settings(shapes=shapes)).notes == ()


def test_what_shapes_import_is_missing(project: Project, tmp_path: Path, shapes: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(FORCE, encoding="utf-8")
    (shapes / "more.ttl").write_text(PREFIXES + ELSEWHERE, encoding="utf-8")
    with pytest.raises(InputError, match=r"more\.ttl:\d+:15: imports <http://example\.org/more>"):
        check_files(project, [file], Settings(shapes=shapes))
    (note,) = check_files(project, [file], Settings(shapes=shapes, skip_imports=True)).notes
    assert note.endswith("without the import <http://example.org/more>")
