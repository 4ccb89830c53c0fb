"""The page about pipelines shows the example, the inputs, the outputs and the hooks as they are."""

from __future__ import annotations

import re

from ruamel.yaml import YAML

from builder.documentation.markdown import code_blocks

from .runner import ROOT, load
from .test_lint import HOOKS, WORKFLOW

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
WORKFLOW_SHOWN, HOOKS_SHOWN = code_blocks(PAGE, "yaml")


def table(heading: str) -> list[tuple[str, ...]]:
    """The cells of the table whose first column has this heading."""
    rows = re.search(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\|\n)+)", PAGE, re.MULTILINE)
    assert rows is not None
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows[1].splitlines()]


def test_the_workflow_is_the_example() -> None:
    assert WORKFLOW_SHOWN.rstrip("\n") == WORKFLOW.read_text(encoding="utf-8").rstrip("\n")


def test_every_input_is_explained() -> None:
    shown = {"": "", "${{ github.token }}": "the run's own"}
    assert table("input") == [
        (f"`{name}`", shown.get(each["default"], f"`{each['default']}`"), each["description"])
        for name, each in load()["inputs"].items()
    ]


def test_every_output_is_explained() -> None:
    assert table("output") == [(f"`{name}`", each["description"]) for name, each in load()["outputs"].items()]


def test_every_hook_is_explained() -> None:
    hooks = YAML(typ="safe", pure=True).load(HOOKS.read_text(encoding="utf-8"))
    assert table("hook") == [(f"`{each['id']}`", each["description"]) for each in hooks]


def test_the_permissions_are_those_of_the_example() -> None:
    (job,) = load(WORKFLOW)["jobs"].values()
    named = {tuple(each.split(": ")) for each in re.findall(r"`([a-z-]+: (?:read|write))`", PAGE)}
    assert set(job["permissions"].items()) | {("actions", "read")} == named


def test_the_installation_is_that_of_the_action() -> None:
    (shown,) = code_blocks(PAGE, "sh")
    (step,) = (each["run"] for each in load()["runs"]["steps"] if each["name"] == "Install peelgraph")
    for options in ("--require-hashes --requirement", "--no-deps --no-build-isolation"):
        assert options in shown
        assert options in step
