"""Nothing is left out: whatever users can meet has its place in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from builder.documentation.command_blocks import command_names
from builder.documentation.markdown import headings
from builder.documentation.seed_blocks import section_heading, section_models, text_of
from builder.documentation.seed_forms import fields
from builder.documentation.seed_notes import NOTES, SHARED
from builder.errors import ExitCode
from builder.namespaces import PEEL, PEELSH
from builder.project import Project
from builder.query.header import OWN, Column, Header, Own, Parameter
from builder.seeds.records import CODE_LISTS, Record, SeedFile

from .pages import LINK, PAGES, anchors, inline_code, prose


def heads(page: str) -> list[str]:
    return headings(PAGES[page])


def test_every_query_has_its_heading(project: Project) -> None:
    assert {path.stem for path in project.queries.glob("*.rq")} <= set(heads("docs/reference/queries.md"))


def test_every_rule_has_its_heading(project: Project) -> None:
    assert {path.stem for path in project.rules.glob("*.rq")} <= set(heads("docs/reference/rules.md"))


def test_every_command_has_its_heading() -> None:
    assert {f"peelgraph {name}" for name in command_names()} <= set(heads("docs/reference/commands.md"))


def test_every_shape_that_can_report_has_its_heading(project: Project) -> None:
    graph = Graph()
    for path in project.shapes.glob("*.ttl"):
        graph.parse(path, format="turtle")
    reporting = set(graph.subjects(SH.message)) | set(graph.subjects(RDF.type, SH.NodeShape))
    names = {str(node).removeprefix(PEELSH) for node in reporting if isinstance(node, URIRef)}
    assert len(names) > 50
    assert names <= set(heads("docs/reference/shapes.md"))


def test_every_term_is_described(project: Project) -> None:
    graph = Graph()
    for path in project.ontology.glob("*.ttl"):
        graph.parse(path, format="turtle")
    terms = {str(node).removeprefix(PEEL) for node in graph.subjects(RDF.type) if str(node).startswith(PEEL)} - {""}
    described = {span.removeprefix("peel:") for span in inline_code(PAGES["docs/reference/ontology.md"])}
    assert terms <= described


def test_every_section_and_code_list_has_its_heading() -> None:
    found = heads("docs/reference/seeds.md")
    assert {section_heading(section) for section in SeedFile.model_fields} <= set(found)
    assert {f"Codes of {kind.replace('-', ' ')}" for kind in CODE_LISTS.values()} <= set(found)


def test_every_exit_code_is_explained() -> None:
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", PAGES["docs/errors-and-exit-codes.md"], re.MULTILINE)
    assert {int(code) for code, _ in rows} == {int(code) for code in ExitCode} | {130}
    assert all(meaning.strip() for _, meaning in rows)


def test_every_key_of_a_query_header_is_explained() -> None:
    spans = set(inline_code(PAGES["docs/write-a-query.md"]))
    for model in (Column, Parameter):
        assert set(model.model_fields) <= spans
    assert {name for name, info in Header.model_fields.items() if info.alias is None} <= spans
    assert {f"{OWN}: {name}" for name in Own.model_fields} <= spans


def models() -> list[type[Record]]:
    found: list[type[Record]] = []

    def add(model: type[Record]) -> None:
        if model not in found:
            found.append(model)
            for field in fields(model):
                if field.form.inner is not None:
                    add(field.form.inner)

    for _, model in section_models():
        add(model)
    return found


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_of_a_record_is_explained_and_no_other(model: type[Record]) -> None:
    keys = {field.name for field in fields(model)}
    assert all(text_of(model, key) for key in keys)
    assert set(NOTES.get(model.__name__, {})) <= keys


def test_no_note_is_left_of_a_record_that_is_gone() -> None:
    assert set(NOTES) <= {model.__name__ for model in models()} | {"EvidenceItem"}
    used = {
        field.name for model in models() for field in fields(model) if field.name not in NOTES.get(model.__name__, {})
    }
    assert set(SHARED) == used


def test_every_page_is_listed() -> None:
    index = PAGES["docs/index.md"]
    for page in PAGES:
        if page.startswith("docs/") and page != "docs/index.md":
            assert f"({page.removeprefix('docs/')})" in index, page


def test_every_link_leads_somewhere(project: Project) -> None:
    followed = 0
    for page, text in PAGES.items():
        folder = (project.root / page).parent
        for target in LINK.findall(prose(text)):
            if re.match(r"[a-z]+:", target):
                continue
            followed += 1
            path, _, fragment = target.partition("#")
            goal = (folder / path).resolve() if path else project.root / page
            assert goal.exists(), f"{page}: {target}"
            if fragment:
                assert fragment in anchors(goal.read_text(encoding="utf-8")), f"{page}: {target}"
            assert Path(goal).is_relative_to(project.root), f"{page}: {target}"
    assert followed > 50
