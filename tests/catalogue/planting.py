"""Errors planted in a small project: its files with the errors in them, and the places that marks point to."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.checking.findings import CheckResult, Finding
from builder.places import Place
from builder.project import Project

from .conftest import OWN

WORLDS = (OWN.root / "tests" / "seeds" / "world", Path(__file__).with_name("world"))
"""The seeds of an invented realm, and more of them with a link of every kind."""

OPENED, CLOSED = "⟦⟧"
FOLDERS = ("ontology", "queries", "rules", "shapes")


@dataclass(frozen=True)
class Expected:
    """One finding that a check should come to: ``found`` and ``mend`` are parts of what it says."""

    rule: str
    found: str
    mend: str
    place: Place
    severity: str = "violation"

    def fits(self, finding: Finding) -> bool:
        """Whether a finding is this one, in its right place, and names the mend."""
        return (
            (finding.rule, finding.severity, finding.place) == (self.rule, self.severity, self.place)
            and self.found in f"{finding.found}\n{finding.message}"
            and self.mend in f"{finding.expected}\n{finding.remedy}"
        )


def misfits(result: CheckResult | Sequence[Finding], expected: Iterable[Expected]) -> list[Finding | Expected]:
    """The findings that nobody expected, and the expected that are not found; each finding counts once."""
    left = list(result.findings if isinstance(result, CheckResult) else result)
    missing: list[Finding | Expected] = []
    for each in expected:
        fitting = next((finding for finding in left if each.fits(finding)), None)
        if fitting is None:
            missing.append(each)
        else:
            left.remove(fitting)
    return [*missing, *left]


@dataclass
class Marks:
    """Places of marks by their number, and the texts of files without marks."""

    places: list[Place] = field(default_factory=list)

    def taken_from(self, name: str, text: str) -> str:
        """A text without the marks in it, whose places are kept."""
        while OPENED in text:
            before, _, after = text.partition(OPENED)
            self.places.append(place_in(name, before))
            text = before + after.replace(CLOSED, "", 1)
        return text


def place_in(name: str, before: str) -> Place:
    """The place behind the first part of a file."""
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


@dataclass
class Planted:
    """A project with errors in it, and what a check should find."""

    project: Project
    expected: list[Expected]


def plant(case: Mapping[str, Any], folder: Path, seeds: Sequence[Path] = WORLDS) -> Planted:
    """The project of a case: the folders of the project's own, and copies of seeds, with the edits done."""
    project = Project(folder)
    for world in seeds:
        shutil.copytree(world, project.seeds, dirs_exist_ok=True)
    touched = {edit["file"].split("/")[0] for edit in case["edits"]}
    for name in FOLDERS:
        if name in touched:
            shutil.copytree(OWN.root / name, folder / name)
        else:
            (folder / name).symlink_to(OWN.root / name, target_is_directory=True)
    marked: dict[Path, str] = {}
    encodings: dict[Path, str] = {}
    for edit in case["edits"]:
        path = _path(project, edit["file"])
        marked[path] = _edited(edit, marked.get(path) or (path.read_text(encoding="utf-8") if path.exists() else ""))
        encodings[path] = edit.get("encoding", "utf-8")
    marks = Marks()
    for path, text in marked.items():
        path.write_text(marks.taken_from(project.relative(path), text), encoding=encodings[path])
    return Planted(project, [_expected(project, each, marks, index) for index, each in enumerate(case["expected"])])


def _path(project: Project, name: str) -> Path:
    return project.root / name if name.split("/", maxsplit=1)[0] in FOLDERS else project.seeds / name


def _edited(edit: Mapping[str, str], text: str) -> str:
    if "write" in edit:
        assert not text, f"{edit['file']} is there already"
        return edit["write"]
    if "append" in edit:
        return text + edit["append"]
    assert text.count(edit["find"]) == 1, f"not once in {edit['file']}: {edit['find']}"
    return text.replace(edit["find"], edit["replace"])


def _expected(project: Project, each: Mapping[str, Any], marks: Marks, index: int) -> Expected:
    at = each.get("at", index + 1)
    place = marks.places[at - 1] if isinstance(at, int) else _pointed_to(project, at["file"], at["text"])
    return Expected(each["rule"], each["found"], each["mend"], place, each.get("severity", "violation"))


def _pointed_to(project: Project, name: str, marked: str) -> Place:
    """The place of the mark in a text that a file holds once."""
    path = _path(project, name)
    text, wanted = path.read_text(encoding="utf-8"), marked.replace(OPENED, "")
    assert text.count(wanted) == 1, f"not once in {name}: {wanted}"
    return place_in(project.relative(path), text[: text.index(wanted) + marked.index(OPENED)])
