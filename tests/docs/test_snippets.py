"""What the pages show in code is what it claims to be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, Triple, parse

from builder.namespaces import PREFIXES
from builder.seeds.source import parse_source

from .pages import PAGES, blocks

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
LANGUAGES = {"console", "sh", "sparql", "text", "turtle", "yaml"}


def triples(turtle: str) -> set[Triple]:
    return {quad.triple for quad in parse(HEAD + turtle, RdfFormat.TURTLE)}


def test_every_block_names_a_language_that_is_tested() -> None:
    used = {tag for page in PAGES.values() for tag in re.findall(r"^```(\S+)$", page, re.MULTILINE)}
    assert used <= LANGUAGES
    for name, page in PAGES.items():
        opened = re.findall(r"^```(\S*)$", page, re.MULTILINE)
        assert all(opened[0::2]), f"{name}: a block of code without a language"


@pytest.mark.parametrize(("page", "content"), blocks("turtle"))
def test_turtle_can_be_read(page: str, content: str) -> None:
    assert triples(content), page


@pytest.mark.parametrize(("page", "content"), blocks("yaml"))
def test_yaml_can_be_read(page: str, content: str) -> None:
    assert parse_source(content, page).data


@pytest.mark.parametrize(("page", "content"), blocks("sparql"))
def test_sparql_can_be_read(page: str, content: str) -> None:
    Store().query(content)


def test_excerpts_stand_in_the_graph(built_graph: Path) -> None:
    graph = {quad.triple for quad in parse(path=str(built_graph))}
    page = PAGES["docs/model.md"].partition("<!-- entailed -->")[0]
    shown = [content for name, content in blocks("turtle") if name == "docs/model.md" and content in page]
    assert len(shown) >= 8
    for content in shown:
        assert triples(content) <= graph


def test_the_example_of_entailment_is_entailed_and_not_stated(built: Path) -> None:
    page = PAGES["docs/model.md"].partition("<!-- entailed -->")[2]
    examples = [content for name, content in blocks("turtle") if name == "docs/model.md" and content in page]
    assert len(examples) == 1
    shown = triples(examples[0])
    assert len(shown) == 4
    assert shown <= {quad.triple for quad in parse(path=str(built / "entailed.ttl"))}
    assert not shown & {quad.triple for quad in parse(path=str(built / "peelgraph.ttl"))}
