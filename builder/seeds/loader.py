"""All seed files of a project as checked records: the first stage of a build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from builder.errors import InputError, Problem, SourceError
from builder.project import Project
from builder.seeds.checks import check_all
from builder.seeds.fields import allowed_fields
from builder.seeds.records import SeedFile
from builder.seeds.registry import Registry, definitions, sections
from builder.seeds.source import Source, Step, read_source


@dataclass(frozen=True, slots=True)
class Seed:
    """One seed file: where its values stand, and the records that it holds."""

    source: Source
    content: SeedFile

    @property
    def name(self) -> str:
        """The file's name as messages and the manifest show it."""
        return self.source.name

    @property
    def records(self) -> int:
        """How many records the file holds."""
        return sum(len(records) for _, records in sections(self.content)) + (self.content.document is not None)


@dataclass(frozen=True, slots=True)
class Seeds:
    """All seed files in the order of their names, and what they define."""

    files: tuple[Seed, ...]
    registry: Registry


def load_seeds(project: Project) -> Seeds:
    """Read, type and check every seed file of a project.

    Raises InputError where there are none or one can't be read, and SourceError with all problems of all files.
    """
    paths = sorted(project.seeds.rglob("*.yaml"))
    if not paths:
        raise InputError(f"{project.relative(project.seeds)}: no seed files (*.yaml) here")
    return check_seeds((path, project.relative(path)) for path in paths)


def check_seeds(paths: Iterable[tuple[Path, str]]) -> Seeds:
    """The same for given files, each with the name that messages show."""
    problems: list[Problem] = []
    files: list[Seed] = []
    for path, name in paths:
        try:
            source = read_source(path, name)
            files.append(Seed(source, _typed(source)))
        except SourceError as error:
            problems.extend(error.problems)
    registry = Registry()
    for seed in files:
        problems.extend(_register(seed, registry))
    if not problems:  # references into a file that could not be read would all look wrong
        problems.extend(check_all([(seed.source, seed.content) for seed in files], registry))
    if problems:
        raise SourceError(problems)
    return Seeds(tuple(files), registry)


def _typed(source: Source) -> SeedFile:
    try:
        return SeedFile.model_validate(source.data)
    except ValidationError as error:
        raise SourceError([_problem(source, details) for details in error.errors()]) from error


def _problem(source: Source, details: ErrorDetails) -> Problem:
    path: tuple[Step, ...] = tuple(details["loc"])
    name = str(path[-1]) if path else ""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "missing":
        return source.problem(path, f"`{name}` is missing", advice="add it")
    if kind == "extra_forbidden":
        allowed = ", ".join(allowed_fields(path))
        return source.problem(path, f"unknown key `{name}`", allowed, "see seeds/README.md for the sections")
    if kind == "string_pattern_mismatch":
        return source.problem(path, f"`{details['input']}` for `{name}`", f"text of the form {context['pattern']}")
    if kind == "literal_error":
        return source.problem(path, f"`{details['input']}` for `{name}`", str(context["expected"]))
    reason = str(context["error"]) if kind == "value_error" else details["msg"]
    found = f"`{details['input']}` for `{name}`: " if isinstance(details["input"], str) else ""
    return source.problem(path, f"{found}{reason}")


def _register(seed: Seed, registry: Registry) -> list[Problem]:
    problems = []
    for key, defined in definitions(seed.name, seed.content):
        held = registry.add(defined, key)
        if held is not None:
            found = f"the {defined.kind} `{key}` is defined twice"
            advice = f"it is defined in {held.file} already: leave `name` and details out here, or use another key"
            problems.append(seed.source.problem(defined.path, found, "", advice))
    for index, hint in enumerate(seed.content.not_ids):
        registry.hints[hint.wrong] = hint.right
        if registry.find("force", hint.wrong):
            found = f"`{hint.wrong}` is called wrong and is the key of a force"
            problems.append(seed.source.problem(("not_ids", index, "wrong"), found))
    return problems
