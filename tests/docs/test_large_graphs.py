"""The commands of the page on graphs of any size, run one after the other as they are shown."""

from __future__ import annotations

import shlex
from pathlib import Path

from builder.bulk.service import FILES, SHARDS
from builder.documentation.console import capture
from builder.project import Project
from builder.seeds.tables import TABLES

from .pages import PAGES, blocks

PAGE = "docs/large-graphs.md"


def test_the_commands_do_what_the_page_says(project: Project, tmp_path: Path) -> None:
    (shown,) = (content for page, content in blocks("sh") if page == PAGE)
    commands = [shlex.split(line) for line in shown.splitlines()]
    assert [command[:2] for command in commands] == [
        ["peelgraph", "synthesize"],
        ["peelgraph", "build"],
        ["peelgraph", "query"],
    ]
    for command in commands:
        printed, code = capture([*command[1:], "--project", str(project.root)], tmp_path)
        assert code == 0, printed
    assert "PEEL 2016" in printed or "peel-2016" in printed, printed
    left = {path.name for path in (tmp_path / "country-build").iterdir()}
    assert left == {"peelgraph.nt", "peelgraph.ttl", "peelgraph.trig", "store", "manifest.json", SHARDS}
    for name in left:
        assert f"`{name}" in PAGES[PAGE], name


def test_tables_and_files_are_named() -> None:
    for table in TABLES.values():
        assert f"`{','.join(table.columns)}`" in PAGES[PAGE]
    assert f"`--files {','.join(FILES)}`" in PAGES[PAGE]
