"""A reader with the project's rules and reference data, and the forces of an invented realm beside the real ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.project import Project
from builder.reading.grammar.mentions import Mentions
from builder.reading.grammar.rulebook import Rulebook, load_rulebook
from builder.reading.knowledge import Knowledge, knowledge
from builder.reading.page import Page
from builder.reading.service import Reader, Reading
from builder.reading.sources.text import Text
from builder.seeds.loader import check_seeds

WORLD = Path(__file__).parent / "samples" / "world" / "seeds"


def text_of(content: str, name: str = "page.txt") -> Text:
    """A text as it would be read from a file with this content."""
    lines = tuple(content.removesuffix("\n").split("\n"))
    return Text(name, lines, hashlib.sha256(content.encode()).hexdigest(), "plain")


@pytest.fixture(scope="session")
def known(project: Project) -> Knowledge:
    """The seeds of the project with the forces of the invented realm."""
    paths = [*project.seeds.rglob("*.yaml"), *WORLD.glob("*.yaml")]
    return knowledge(check_seeds((path, project.relative(path)) for path in sorted(paths)).registry)


@pytest.fixture(scope="session")
def rulebook(project: Project) -> Rulebook:
    """The phrases of the project."""
    return load_rulebook(project.rules / "reading", "rules/reading")


@pytest.fixture(scope="session")
def reader(known: Knowledge, rulebook: Rulebook) -> Reader:
    """A reader by both."""
    return Reader(known, rulebook)


@pytest.fixture(scope="session")
def read_text(reader: Reader) -> Callable[[str], Reading]:
    """Reads a document that a test makes up."""
    return lambda content: reader.read(text_of(content))


@pytest.fixture(scope="session")
def make_page(known: Knowledge) -> Callable[[str], Page]:
    """The page of a document that a test makes up."""
    mentions = Mentions(known)
    return lambda content: Page(text_of(content), mentions)
