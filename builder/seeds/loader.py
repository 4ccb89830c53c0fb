"""All seed files of a project as checked records: the first stage of a build."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from builder.errors import InputError, Problem, SourceError
from builder.project import Project
from builder.seeds.agreement import misfits
from builder.seeds.checks import check_all
from builder.seeds.fields import key_path
from builder.seeds.messages import typing_problems
from builder.seeds.records import Definition, SeedFile
from builder.seeds.registry import Registry, definitions, sections
from builder.seeds.source import Source, Steps, read_content, source_of
from builder.seeds.tables import SUFFIX, is_table, table_source


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
    return check_seeds((path, project.relative(path)) for path in needed_paths(project))


def seed_paths(project: Project) -> list[Path]:
    """The seed files of a project, curated ones (YAML) and tables (CSV), in the order of their names."""
    return sorted(path for suffix in (".yaml", SUFFIX) for path in project.seeds.rglob(f"*{suffix}"))


def needed_paths(project: Project) -> list[Path]:
    """The same; raises InputError where there are no curated ones."""
    paths = seed_paths(project)
    if not any(path.suffix == ".yaml" for path in paths):
        raise InputError(f"{project.relative(project.seeds)}: no seed files (*.yaml) here")
    return paths


def check_seeds(paths: Iterable[tuple[Path, str]]) -> Seeds:
    """The same for given files, each with the name that messages show."""
    seeds, problems = checked(read_all((read_content(path, name), name) for path, name in paths))
    if problems:
        raise SourceError(problems)
    return seeds


@dataclass(frozen=True, slots=True)
class Sources:
    """Files as data, what is wrong with those that are none, and the words of these, which may be keys."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str]


def read_all(contents: Iterable[tuple[bytes, str]]) -> Sources:
    """The data of several files, from their bytes and names."""
    sources: list[Source] = []
    problems: list[Problem] = []
    unread: set[str] = set()
    for content, name in contents:
        if is_table(name):
            table, wrong = table_source(content, name)
            sources.extend([table] if table.data else [])
            problems.extend(wrong)  # a row defines nothing that another record could refer to
            continue
        try:
            sources.append(source_of(content, name))
        except SourceError as error:
            problems.extend(error.problems)
            unread.update(_words(content.decode(errors="replace")))
    return Sources(tuple(sources), tuple(problems), frozenset(unread))


def checked(read: Sources, last: Collection[str] = (), are_all: bool = True) -> tuple[Seeds, list[Problem]]:
    """The records of files, and all that is wrong with them.

    Of two definitions of a thing, the second is called wrong. Reference data come first, then documents, and after all
    others the files that ``last`` names. Whether tables agree is looked at only where ``are_all`` tells that these are
    all files.
    """
    problems = list(read.problems)
    unread = set(read.unread)
    files: list[Seed] = []
    for source in read.sources:
        problems.extend(_typed(source, files, unread))
    files.sort(key=lambda seed: seed.name)
    registry = Registry()
    sources = {seed.name: seed.source for seed in files}
    for seed in sorted(files, key=lambda seed: (seed.name in last, seed.content.document is not None)):
        problems.extend(_register(seed, registry, sources))
    contents = [(seed.source, seed.content) for seed in files]
    problems.extend(check_all(contents, registry, unread))
    if are_all:
        problems.extend(misfits(contents, registry, are_all=not unread and not read.problems))
    return Seeds(tuple(files), registry), problems


def checked_rows(source: Source, registry: Registry) -> tuple[list[Seed], list[Problem]]:
    """Some rows of a table as records, and what is wrong with each by itself; they refer to what ``registry`` knows."""
    files: list[Seed] = []
    unread: set[str] = set()
    problems = _typed(source, files, unread)
    problems.extend(check_all([(seed.source, seed.content) for seed in files], registry, unread))
    return files, problems


def _typed(source: Source, files: list[Seed], unread: set[str]) -> list[Problem]:
    """Type the records of a file and add those that are fit to ``files``.

    One wrong record hides nothing of the others: it is left out, and the keys that it may define go to ``unread``, so
    that references to them are not called wrong. Returns what is wrong with the records by themselves.
    """
    problems: list[Problem] = []
    while True:
        try:
            files.append(Seed(source, SeedFile.model_validate(source.data)))
        except ValidationError as error:
            problems.extend(typing_problems(source, error))
            wrong = {_record(tuple(details["loc"])) for details in error.errors()}
        else:
            return problems
        unread.update(_words(str([_value(source, path) for path in wrong])))
        if ("document",) in wrong:  # no evidence of this file could be checked
            unread.update(_words(str(source.data)))
            return problems
        source = source.without(wrong)


def _record(path: Steps) -> Steps:
    """The record that a path leads into, or the section where it is no list."""
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


def _value(source: Source, path: Steps) -> object:
    value = source.data.get(str(path[0]))
    return value[int(path[1])] if isinstance(value, list) and len(path) > 1 else value


def _words(text: str) -> list[str]:
    """Everything in a text that could be a key, or a part of one."""
    return re.findall("[a-z0-9]+(?:-[a-z0-9]+)*", text)


def _register(seed: Seed, registry: Registry, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Register what a file defines; every thing that is defined already is a problem, at the key that repeats."""
    for key, defined in definitions(seed.name, seed.content):
        held = registry.add(defined, key)
        if held is not None:
            line, _ = sources[held.file].place(held.path + key_path(held.record))
            mention = "leave `name` and details out here" if isinstance(defined.record, Definition) else "keep one"
            advice = f"it is defined in {held.file}, line {line}: {mention}, or use another key"
            found = f"the {defined.kind.replace('-', ' ')} `{key}` is defined twice"
            yield seed.source.problem(defined.path + key_path(defined.record), found, "", advice)
    registry.hints.update({hint.wrong: hint.right for hint in seed.content.not_ids})
