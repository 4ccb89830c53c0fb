"""What others run, action, workflow and hooks, has its form, is pinned, and passes the linters of its kind."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path

import pytest

from .runner import ACTION, ROOT, load

WORKFLOW = ROOT / "docs" / "examples" / "peelgraph-workflow.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PINNED = re.compile(r"^\s*(?:- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # \S.*$")


def run(program: str, *arguments: str | Path) -> tuple[int, str]:
    """Exit code and output of a linter of the development environment."""
    command = [Path(sysconfig.get_path("scripts")) / program, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("schema", "file"), [("vendor.github-actions", ACTION), ("vendor.github-workflows", WORKFLOW)])
def test_schemas(schema: str, file: Path, tmp_path: Path) -> None:
    code, output = run("check-jsonschema", "--builtin-schema", schema, file)
    assert code == 0, output
    spoilt = tmp_path / file.name
    spoilt.write_text(file.read_text(encoding="utf-8") + "\nstrange: true\n", encoding="utf-8")
    assert run("check-jsonschema", "--builtin-schema", schema, spoilt)[0] == 1


def test_security(tmp_path: Path) -> None:
    """The strictest rules, none left out, without a network."""
    strict = ("--offline", "--no-config", "--persona=auditor", "--color=never")
    code, output = run("zizmor", *strict, ACTION, WORKFLOW)
    assert code == 0, output
    spoilt = tmp_path / ".github" / "workflows" / "spoilt.yml"
    spoilt.parent.mkdir(parents=True)
    text = WORKFLOW.read_text(encoding="utf-8")
    for part, instead, rule in (
        ("permissions: {}\n", "permissions: write-all\n", "excessive-permissions"),
        ("persist-credentials: false", "persist-credentials: true", "artipacked"),
        (re.findall("@[0-9a-f]{40}", text)[0], "@v7", "unpinned-uses"),
    ):
        assert part in text
        spoilt.write_text(text.replace(part, instead), encoding="utf-8")
        code, output = run("zizmor", *strict, spoilt)
        assert code != 0
        assert rule in output


SCRIPTS = {step["name"]: step["run"] for step in load()["runs"]["steps"] if "run" in step}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_scripts(script: str, tmp_path: Path) -> None:
    file = tmp_path / "step.sh"
    file.write_text(script, encoding="utf-8")
    code, output = run("shellcheck", "--norc", "--shell=bash", "--severity=style", file)
    assert code == 0, output


def test_a_script_with_a_fault_is_found(tmp_path: Path) -> None:
    file = tmp_path / "step.sh"
    file.write_text('rm -rf $1\necho "$undefined"\n', encoding="utf-8")
    assert run("shellcheck", "--norc", "--shell=bash", "--severity=style", file)[0] == 1


@pytest.mark.parametrize("file", [ACTION, WORKFLOW], ids=lambda file: file.name)
def test_others_are_pinned_and_agree(file: Path) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(lines) == 2
    assert [line for line in lines if not PINNED.match(line)] == []


def test_the_workflow_asks_for_what_it_needs_and_nothing_else() -> None:
    workflow = load(WORKFLOW)
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "pull-requests": "write", "security-events": "write"}
    assert 0 < job["timeout-minutes"] <= 30
    assert "group" in workflow["concurrency"]
    checkout, action = job["steps"]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert set(action["with"]) <= set(load()["inputs"])


def test_the_action_describes_itself() -> None:
    action = load()
    for kind in ("inputs", "outputs"):
        for name, each in action[kind].items():
            assert re.fullmatch("[a-z]+(-[a-z]+)*", name)
            assert each["description"].endswith("."), name
    assert all("default" in each for each in action["inputs"].values())
    text = ACTION.read_text(encoding="utf-8")
    used = set(re.findall(r"\binputs\.([a-z-]+)", text))
    assert used == set(action["inputs"])


def test_the_action_writes_to_files_of_the_run_alone() -> None:
    """No step changes the environment or the path of the steps that come after the action."""
    text = ACTION.read_text(encoding="utf-8")
    assert not re.search(r"GITHUB_(ENV|PATH)\b|set-output|add-path|\beval\b", text)


def test_hooks() -> None:
    code, output = run("pre-commit", "validate-manifest", HOOKS)
    assert code == 0, output
