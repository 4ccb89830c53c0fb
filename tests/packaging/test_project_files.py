"""The files at the top of the project agree with each other and with what they describe."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from typing import Any

import pytest
import typer
from rdflib import Graph, URIRef
from rdflib.namespace import OWL
from ruamel.yaml import YAML

from builder import __version__
from builder.cli import make_app
from builder.namespaces import PEEL

from .conftest import ROOT

# Citation File Format 1.2.0, guide to the schema: required keys, and the others that this project uses
CFF_REQUIRED = {"authors", "cff-version", "message", "title"}
CFF_USED = CFF_REQUIRED | {"abstract", "date-released", "keywords", "license", "type", "version"}
CHANGE_KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
LICENCE_TEXTS = {
    "LICENSE": "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30",
    "LICENSE-DATA": "3f3608d39151c587abfe92c2b8eda50eaa5958997d1f3dd8ad812c8af379cd83",
}
GUIDES = ("README.md", "CONTRIBUTING.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.yaml_constructors.pop("tag:yaml.org,2002:timestamp")  # the schema wants dates as text
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    loaded: dict[str, Any] = yaml.load(read("CITATION.cff"))
    return loaded


@pytest.fixture(scope="module")
def releases() -> list[tuple[str, str]]:
    """Version and date of every release in the changelog, as written."""
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", read("CHANGELOG.md"), re.MULTILINE)


def test_package_ontology_citation_and_changelog_have_one_version(
    citation: dict[str, Any], releases: list[tuple[str, str]]
) -> None:
    header = Graph().parse(ROOT / "ontology" / "peelgraph.ttl")
    assert [str(each) for each in header.objects(URIRef(PEEL), OWL.versionInfo)] == [__version__]
    assert list(header.objects(URIRef(PEEL), OWL.versionIRI)) == [URIRef(PEEL + __version__)]
    assert citation["version"] == __version__
    assert (citation["version"], citation["date-released"]) == releases[0]


def test_citation_has_the_form_of_cff(citation: dict[str, Any]) -> None:
    assert set(citation) == CFF_USED
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert citation["authors"] == [{"name": "peelgraph contributors"}]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", citation["date-released"])
    assert len(citation["keywords"]) == len(set(citation["keywords"])) > 0


def test_changelog_keeps_its_form(releases: list[tuple[str, str]]) -> None:
    headings = re.findall(r"^(#+) (.*)$", read("CHANGELOG.md"), re.MULTILINE)
    sections = [text for level, text in headings if level == "##"]
    assert sections == ["[Unreleased]", *(f"[{version}] - {date}" for version, date in releases)]
    assert {text for level, text in headings if level == "###"} <= CHANGE_KINDS
    numbers = [tuple(map(int, version.split("."))) for version, _ in releases]
    assert numbers == sorted(set(numbers), reverse=True)


def test_licences_are_named_alike_everywhere(citation: dict[str, Any]) -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert project["license"].split(" AND ") == citation["license"] == ["Apache-2.0", "CC-BY-4.0"]
    assert project["license-files"] == ["LICENSE", "LICENSE-DATA"]
    for name, checksum in LICENCE_TEXTS.items():
        assert hashlib.sha256(read(name).encode()).hexdigest() == checksum, f"{name} is not the text of the licence"
    assert "https://creativecommons.org/licenses/by/4.0/" in read("ontology/peelgraph.ttl")


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_of_the_guides_are_real(guide: str) -> None:
    code = "\n".join(_code(read(guide)))
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    made = {word for line in re.findall(r"\bmake ([a-z ]+)", code) for word in line.split()}
    assert made
    assert made <= targets
    commands = set(typer.main.get_group(make_app()).commands)
    assert set(re.findall(r"^peelgraph ([a-z]+)", code, re.MULTILINE)) <= commands


@pytest.mark.parametrize("guide", [*GUIDES, "CHANGELOG.md"])
def test_links_of_the_guides_lead_somewhere(guide: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", read(guide)) if "://" not in link]
    assert [link for link in links if not (ROOT / link.partition("#")[0]).exists()] == []


def test_paths_in_the_contributing_guide_exist() -> None:
    paths = [each for each in _code(read("CONTRIBUTING.md")) if re.fullmatch(r"[a-z.]+/[\w./-]*", each)]
    assert ".ci/run" in paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_readme_and_ci_name_the_same_two_commands() -> None:
    readme = [
        line.partition("#")[0].strip() for line in read("README.md").split("```sh\n")[1].split("```")[0].splitlines()
    ]
    assert readme == ["make graph", "make test"]
    assert re.findall(r"^step '(.+)' \1$", read(".ci/run"), re.MULTILINE) == [*readme, "make slow"]


def test_ci_is_a_script_that_bash_can_read() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    done = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def _code(text: str) -> list[str]:
    """Commands and names that a guide shows, without what a shell takes as a comment."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    return lines + re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
