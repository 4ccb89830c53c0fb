"""The examples of the guides, used in a copy of the project as a reader would use them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from builder.documentation.blocks import BlockError
from builder.documentation.console import arguments_of, capture, shown
from builder.documentation.markdown import block
from builder.documentation.material import Material, gather
from builder.project import Project

FOLDERS: Final = ("ontology", "queries", "rules", "seeds", "shapes")
_LANGUAGES: Final = {".rq": "sparql", ".txt": "text", ".yaml": "yaml"}


def file_block(material: Material, argument: str) -> str:
    """A file of the project as a block of code."""
    path = _file(material.project, argument)
    return block(_LANGUAGES[path.suffix], path.read_text(encoding="utf-8"))


def example(material: Material, argument: str) -> str:
    """A command and its output in a copy of the project to which one file was added.

    The argument holds the file and the command: ``docs/examples/x.yaml peelgraph build``. A seed goes to
    ``seeds/documents/`` and a query to ``queries/``; a query that is asked then finds the graph with the new facts.
    """
    name, _, line = argument.partition(" ")
    path = _file(material.project, name)
    with copied(material.project, path) as project:
        if path.suffix == ".yaml" and " query " in line:
            with gather(project) as grown:
                return block("console", _run(line, project, grown.graph_file))
        return block("console", _run(line, project, material.graph_file))


@contextmanager
def copied(project: Project, path: Path) -> Iterator[Project]:
    """A copy of a project with one more seed or query, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="peelgraph-") as folder:
        copy = Project(Path(folder).resolve())
        for name in FOLDERS:
            shutil.copytree(project.root / name, copy.root / name)
        shutil.copy(path, copy.queries if path.suffix == ".rq" else copy.seeds / "documents")
        yield copy


def _run(line: str, project: Project, graph_file: Path) -> str:
    return shown(line, *capture(arguments_of(line, graph_file), project.root))


def _file(project: Project, name: str) -> Path:
    path = project.root / name
    if path.suffix not in _LANGUAGES or not path.is_file():
        raise BlockError(f"`{name}` is no file that can be shown here")
    return path
