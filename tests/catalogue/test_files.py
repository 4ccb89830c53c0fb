"""Each error planted in an RDF file, of syntax or of what it says, is found in its place and told in every format."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
from ruamel.yaml import YAML

from builder.checking.findings import Severity
from builder.checking.service import Settings, check_files
from builder.project import Project
from builder.shacl.engine import Engine

from .planting import Expected, Marks, misfits
from .test_seeds import in_every_format

pytestmark = pytest.mark.usefixtures("read_once")

HERE: Final = Path(__file__).parent
SYNTAX: Final[list[dict[str, Any]]] = YAML(typ="safe").load(HERE / "syntax.yaml")
FILES: Final[list[dict[str, Any]]] = YAML(typ="safe").load(HERE / "files.yaml")
ENDINGS: Final = {"ttl", "nt", "nq", "trig", "jsonld", "rdf"}


def written(case: dict[str, Any], folder: Path) -> tuple[Path, Marks]:
    """The file of a case, packed if its name says so, and the places of its marks."""
    path, marks = folder / case["file"], Marks()
    content = marks.taken_from(path.as_posix(), case["text"]).encode(case.get("encoding", "utf-8"))
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path, marks


def test_every_format_has_errors() -> None:
    assert {case["file"].split(".")[1] for case in SYNTAX} == ENDINGS
    assert {case["file"].split(".")[1] for case in FILES} == ENDINGS
    assert len({case["id"] for case in (*SYNTAX, *FILES)}) == len(SYNTAX) + len(FILES)
    assert min(Counter(case["file"] for case in SYNTAX).values()) >= 1
    assert len(SYNTAX) >= 30


@pytest.mark.parametrize("case", SYNTAX, ids=lambda case: case["id"])
def test_errors_of_syntax(case: dict[str, Any], project: Project, tmp_path: Path) -> None:
    path, marks = written(case, tmp_path)
    (place,) = marks.places
    expected = [Expected("syntax", case["found"], case["mend"], place)]
    result = check_files(project, [path])
    assert misfits(result, expected) == []
    assert result.exit_code(Severity.INFO) == 4
    assert in_every_format(result, expected) == {}


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["id"])
def test_errors_of_what_files_say(case: dict[str, Any], project: Project, tmp_path: Path) -> None:
    path, marks = written(case, tmp_path)
    said = zip(case["expected"], marks.places, strict=True)
    expected = [Expected(each["rule"], each["found"], each["mend"], place) for each, place in said]
    result = check_files(project, [path], Settings(engine=Engine.FAST))
    assert misfits(result, expected) == []
    assert result.exit_code(Severity.VIOLATION) == 1
    assert in_every_format(result, expected) == {}


def test_errors_of_all_files_at_once(project: Project, tmp_path: Path) -> None:
    """What is wrong with several files is told together, each in its own place."""
    paths, expected = [], []
    for number, case in enumerate(SYNTAX[:3]):
        folder = tmp_path / str(number)
        folder.mkdir()
        path, marks = written(case, folder)
        paths.append(path)
        expected.append(Expected("syntax", case["found"], case["mend"], marks.places[0]))
    result = check_files(project, paths)
    assert misfits(result, expected) == []
    assert in_every_format(result, expected) == {}
