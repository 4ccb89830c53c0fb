"""Where seed files of documents go, and which of them may not be written there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.building.outputs import Output, write_all
from builder.errors import InputError
from builder.project import Project, find_project
from builder.reading.output.draft import Draft
from builder.seeds.loader import check_seeds


@dataclass(slots=True)
class Plan:
    """What is to be written into which folder, and what became of each draft, in words.

    ``refused`` holds the keys of the files of drafts that are not written.
    """

    folder: Path
    outputs: dict[Path, list[Output]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    replaced: set[Path] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many files are to be written."""
        return sum(map(len, self.outputs.values()))


def project_of(out: Path) -> Project | None:
    """The project whose seeds folder ``out`` is, or lies in; None where it is none."""
    for folder in (out.absolute(), *out.absolute().parents):
        if folder.name == "seeds":
            try:
                return find_project(folder.parent)
            except InputError:
                continue
    return None


@dataclass(frozen=True, slots=True)
class Filing:
    """How files are put into a folder: beside the seeds of a project or not, over files that are there or not."""

    project: Project
    out: Path
    ending: str
    force: bool

    @property
    def among_seeds(self) -> bool:
        """Whether the folder is one of the project's seeds, and what goes into it has to fit."""
        return self.ending == "yaml" and self.out.absolute().is_relative_to(self.project.seeds)

    @property
    def folder(self) -> Path:
        """The folder that new files go to: of the seeds as a whole that of the documents."""
        return self.out / "documents" if self.among_seeds and self.out.absolute() == self.project.seeds else self.out

    def plan(self, drafts: Sequence[Draft], write: Callable[[Draft], str]) -> Plan:
        """Decide what becomes of each draft. What a person has curated is never written over unasked."""
        plan = Plan(self.folder)
        taken: dict[Path, str] = {}
        for draft in drafts:
            path = self.folder / f"{draft.key}.{self.ending}"
            if self.among_seeds and draft.replaces and not draft.clash:
                path = self.project.root / draft.replaces
            content = "" if draft.broken else write(draft)
            if reason := self._refused(draft, path, content, taken):
                plan.refused.add(draft.file)
                plan.told[draft.file] = f"not written: {reason}"
                continue
            taken[path] = draft.file
            shown = self.project.relative(path) if self.among_seeds else str(path)
            if path.is_file():
                plan.replaced.add(path)
            plan.told[draft.file] = f"{'replaced' if path in plan.replaced else 'written'}: {shown}"
            plan.outputs.setdefault(path.parent, []).append(Output(path.name, content.encode()))
        return plan

    def _refused(self, draft: Draft, path: Path, content: str, taken: dict[Path, str]) -> str:
        if draft.broken:
            return draft.broken
        if self.among_seeds and draft.clash:
            return draft.clash
        if path in taken:
            return f"`{draft.key}` was read from {taken[path]} already: of two states of one page, read one"
        if path.exists() and not self.force and not _holds(path, content):
            shown = self.project.relative(path) if self.among_seeds else path
            return f"{shown} is there already and says something else; --force replaces it"
        return ""

    def carry_out(self, plan: Plan) -> None:
        """Write the files, each folder's all together.

        Where seeds of a project are replaced, all its seeds have to be right afterwards too: raises SourceError, with
        nothing written, where they would not be. Raises InputError where a folder can't be written.
        """
        if self.among_seeds and plan.replaced:
            self._check(plan)
        for folder, outputs in plan.outputs.items():
            write_all(outputs, folder)

    def _check(self, plan: Plan) -> None:
        new = {folder / each.name: each.content for folder, outputs in plan.outputs.items() for each in outputs}
        with tempfile.TemporaryDirectory(prefix="peelgraph-") as aside:
            check_seeds(self._all_seeds(new, Path(aside)))

    def _all_seeds(self, new: dict[Path, bytes], aside: Path) -> Iterator[tuple[Path, str]]:
        for path in sorted({*self.project.seeds.rglob("*.yaml"), *new}):
            name = self.project.relative(path)
            if path in new:
                written = aside / path.name
                written.write_bytes(new[path])
                yield written, name
            else:
                yield path, name


def _holds(path: Path, content: str) -> bool:
    try:
        return path.read_bytes() == content.encode()
    except OSError:
        return False
