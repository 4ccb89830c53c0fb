"""All pages and pictures of the documentation, and what each should hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from builder.documentation import model_picture
from builder.documentation.blocks import BlockError, fill
from builder.documentation.command_blocks import command_reference, make_targets
from builder.documentation.console import console
from builder.documentation.drawing import draw
from builder.documentation.example import example, file_block
from builder.documentation.graph_blocks import counts, excerpt, named_graphs
from builder.documentation.iris import iri_table
from builder.documentation.material import Material
from builder.documentation.ontology_blocks import ontology_reference
from builder.documentation.query_blocks import parameter_kinds, query_reference, query_table
from builder.documentation.rule_blocks import rule_reference
from builder.documentation.seed_blocks import code_reference, grade_reference, section_reference
from builder.documentation.shape_blocks import shape_reference
from builder.documentation.source_blocks import cited_documents, page_hosts, source_reference
from builder.errors import InputError, Problem, SourceError
from builder.project import Project

Block: TypeAlias = Callable[[Material, str], str]

BLOCKS: Final[dict[str, Block]] = {
    "cited-documents": cited_documents,
    "page-hosts": page_hosts,
    "codes": code_reference,
    "commands": command_reference,
    "console": console,
    "counts": counts,
    "example": example,
    "excerpt": excerpt,
    "file": file_block,
    "grades": grade_reference,
    "iris": iri_table,
    "make-targets": make_targets,
    "named-graphs": named_graphs,
    "ontology": ontology_reference,
    "parameter-kinds": parameter_kinds,
    "queries": query_reference,
    "query-table": query_table,
    "rules": rule_reference,
    "sections": section_reference,
    "shapes": shape_reference,
    "sources": source_reference,
}
"""What makes each block, by the name in its mark."""

PICTURE: Final = "docs/model.svg"


def pages(project: Project) -> list[Path]:
    """The hand-written pages, which may hold generated blocks; raises InputError where there are none."""
    found = [*project.root.glob("README.md"), *sorted(project.root.glob("docs/**/*.md"))]
    if not found:
        raise InputError(f"{project.root}: neither README.md nor docs/ here")
    return found


def written(material: Material) -> Iterator[tuple[Path, str, str]]:
    """Every file with the text it has and the text it should have; a picture that is missing has none.

    Raises SourceError with the problems of all pages.
    """
    problems: list[Problem] = []
    project = material.project
    for path in pages(project):
        text = path.read_text(encoding="utf-8")
        try:
            yield path, text, fill(text, project.relative(path), partial(_block, material))
        except SourceError as error:
            problems.extend(error.problems)
    if problems:
        raise SourceError(problems)
    picture = project.root / PICTURE
    before = picture.read_text(encoding="utf-8") if picture.exists() else ""
    yield picture, before, draw(model_picture.PICTURE, model_picture.LIGHT, model_picture.DARK)


def _block(material: Material, name: str, argument: str) -> str:
    if name not in BLOCKS:
        raise BlockError(f"no block is called `{name}`; there are {', '.join(sorted(BLOCKS))}")
    return BLOCKS[name](material, argument)
