"""The Turtle files of the ontology stand in canonical form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.formatting.turtle import format_turtle

from .sources import FILES, ROOT


def test_there_are_files() -> None:
    assert len(FILES) >= 8


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_is_in_canonical_form(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == format_turtle(text, path.name), f"{path.name} is not in canonical form: run `make format`"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_says_what_it_is_about(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_readme_lists_every_file() -> None:
    readme = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", readme, re.MULTILINE))
    assert listed == {path.name for path in FILES} | {"context.jsonld"}
