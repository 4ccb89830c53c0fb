"""Runs the steps of action.yml as a runner of GitHub does, but for the actions of others, which are only noted."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from .expressions import Value, holds, interpolate

ROOT: Final = Path(__file__).resolve().parents[2]
ACTION: Final = ROOT / "action.yml"
BASH: Final = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail")
"""How runners call bash where a step says `shell: bash`."""


def load(path: Path = ACTION) -> dict[str, Any]:
    """An action or a workflow as data."""
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a step: its exit code and what it printed, and the values that it was given."""

    code: int
    log: str
    given: dict[str, str]


@dataclass(slots=True)
class Outcome:
    """What became of the action: each step that ran by its name, the outputs, and the job summary."""

    steps: dict[str, Ran] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    failed: bool = False

    @property
    def log(self) -> str:
        """What all steps printed."""
        return "".join(step.log for step in self.steps.values())


@dataclass(slots=True)
class Runner:
    """A runner: the repository that it has checked out, a folder for its own files, and what stands in for others.

    ``github`` is the context of that name; ``path`` are folders with commands that come first; ``uses`` gives the
    outputs of the actions of others by the part of their name before `@`; ``replaced`` gives scripts to run instead of
    those of the steps of that name; ``checkout`` is where the action itself was put.
    """

    workspace: Path
    own: Path
    github: dict[str, Value]
    path: tuple[Path, ...] = ()
    uses: Mapping[str, dict[str, Value]] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    checkout: Path = ROOT

    def run(self, **given: str) -> Outcome:
        """Run the action with these inputs; `_` in their names stands for `-`."""
        action = load()
        inputs = {
            name: interpolate(each["default"], {"github": self.github}) for name, each in action["inputs"].items()
        }
        for name, value in given.items():
            assert name.replace("_", "-") in inputs, f"the action has no input {name}"
            inputs[name.replace("_", "-")] = value
        outcome = Outcome()
        done: dict[str, Value] = {}
        contexts: dict[str, Value] = {"inputs": dict(inputs), "github": self.github, "steps": done}
        self.own.mkdir(parents=True, exist_ok=True)
        for step in action["runs"]["steps"]:
            if not holds(step.get("if"), contexts, outcome.failed):
                continue
            ran, outputs = self._step(step, contexts)
            outcome.steps[step["name"]] = ran
            outcome.failed = outcome.failed or ran.code != 0
            if "id" in step:
                done[step["id"]] = {"outputs": outputs}
        outcome.outputs = {name: interpolate(each["value"], contexts) for name, each in action["outputs"].items()}
        summary = self.own / "summary"
        outcome.summary = summary.read_text(encoding="utf-8") if summary.exists() else ""
        return outcome

    def _step(self, step: Mapping[str, Any], contexts: Mapping[str, Value]) -> tuple[Ran, dict[str, Value]]:
        if "uses" in step:
            given = {name: interpolate(str(value), contexts) for name, value in step.get("with", {}).items()}
            return Ran(0, "", given), self.uses.get(step["uses"].partition("@")[0], {})
        assert step["shell"] == "bash"
        given = {name: interpolate(str(value), contexts) for name, value in step.get("env", {}).items()}
        script, output = self.own / "script.sh", self.own / "output"
        script.write_text(self.replaced.get(step["name"], step["run"]), encoding="utf-8")
        output.write_text("", encoding="utf-8")
        temporary = self.own / "temp"
        temporary.mkdir(exist_ok=True)
        environment = {
            "PATH": os.pathsep.join([*map(str, self.path), os.environ["PATH"]]),
            "HOME": str(self.own),
            "GITHUB_ACTION_PATH": str(self.checkout),
            "GITHUB_JOB": "graph",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.own / "summary"),
            "RUNNER_OS": "Linux",
            "RUNNER_TEMP": str(temporary),
            **self.environment,
            **given,
        }
        ran = subprocess.run(
            [*BASH, script], cwd=self.workspace, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=600, check=False,
        )  # fmt: skip
        return Ran(ran.returncode, ran.stdout, given), _outputs(output.read_text(encoding="utf-8"))


def _outputs(text: str) -> dict[str, Value]:
    """What a step wrote to its file of outputs; GitHub takes one `name=value` a line."""
    found: dict[str, Value] = {}
    for line in text.splitlines():
        assert re.match(r"[a-z]+=", line), f"no output: {line!r}"
        name, _, value = line.partition("=")
        found[name] = value
    return found
