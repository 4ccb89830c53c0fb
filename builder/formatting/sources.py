"""All sources of a project in their one form: which file takes which, what differs, and putting it right."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import NamedNode, Triple

from builder.building.dataset import read_ontology
from builder.building.graphs import to_rdflib
from builder.building.outputs import Output, write_all
from builder.context import context_text
from builder.errors import InputError, Problem, SourceError, UsageError
from builder.formatting.differences import first_difference
from builder.formatting.seed_files import form_of
from builder.formatting.sparql import format_query, lint_query, undeclared_terms
from builder.formatting.turtle import format_turtle
from builder.namespaces import PEEL
from builder.project import Project

Formatter: TypeAlias = Callable[[str, str], str]

KINDS: Final = (".cff", ".jsonld", ".md", ".rq", ".toml", ".ttl", ".yaml")
"""Kinds of file that are tidied at least: Unix line ends, no blanks at the end of a line, one newline at the end."""

ADVICE: Final = "make format"

_MADE: Final = ("build", "dist")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one file: its text, the text in form (None where it has none), and what is wrong with it.

    ``findings`` are at places of the text in form.
    """

    path: Path
    name: str
    before: str
    after: str | None
    findings: tuple[Problem, ...] = ()
    errors: tuple[Problem, ...] = ()

    @property
    def difference(self) -> Problem | None:
        """The first place at which the file is not in its form, if there is one."""
        return None if self.after is None else first_difference(self.name, self.before, self.after, ADVICE)


class Sources:
    """The files of a project that people write, and the form of each."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def find(self, chosen: Sequence[Path] = ()) -> list[Path]:
        """All files that have a form, or those among them that ``chosen`` names or that lie in folders it names.

        Raises InputError for a path that does not exist, UsageError for one with nothing that has a form.
        """
        tables = self.project.seeds.rglob("*.csv")  # in other CSV files a blank at the end of a line may count
        everything = sorted({*_walk(self.project.root), *tables})
        if not chosen:
            return everything
        found: set[Path] = set()
        for path in chosen:
            if not path.exists():
                raise InputError(f"{path}: no such file or folder")
            inside = [each for each in everything if each.is_relative_to(path.resolve())]
            if not inside:
                allowed = f"{', '.join(KINDS)} files of the project in {self.project.root}"
                raise UsageError(f"{path}: nothing here that has a form; allowed: {allowed}")
            found.update(inside)
        return sorted(found)

    def inspect(self, path: Path) -> Outcome:
        """One file and its text in form; syntax errors are in what is returned, not raised.

        Raises InputError where the file can't be read.
        """
        name = self.project.relative(path)
        try:
            before = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            problem = Problem(name, 0, 0, f"not UTF-8 text (byte {error.start})", advice="save the file as UTF-8")
            return Outcome(path, name, "", None, errors=(problem,))
        except OSError as error:
            raise InputError(f"{name}: can't be read ({error.strerror or error})") from error
        try:
            after = self._formatter(path)(before, name)
            return Outcome(path, name, before, after, tuple(self._lint(path, after, name)))
        except SourceError as error:
            return Outcome(path, name, before, None, errors=error.problems)

    def _formatter(self, path: Path) -> Formatter:
        if path == self.project.ontology / "context.jsonld":
            return lambda _text, _name: context_text(to_rdflib(self._ontology))
        if path.suffix == ".ttl" and _inside(path, self.project.ontology, self.project.shapes):
            return format_turtle
        if path.suffix in {".csv", ".yaml"} and _inside(path, self.project.seeds):
            return form_of(path.name)
        return (
            format_query if path.suffix == ".rq" and _inside(path, self.project.queries, self.project.rules) else tidy
        )

    def _lint(self, path: Path, text: str, name: str) -> Iterator[Problem]:
        if path.suffix == ".rq" and _inside(path, self.project.queries):
            yield from lint_query(text, name)
        if path.suffix == ".rq" and _inside(path, self.project.queries, self.project.rules):
            yield from undeclared_terms(text, name, self._terms)

    @cached_property
    def _ontology(self) -> set[Triple]:
        return read_ontology(self.project)

    @cached_property
    def _terms(self) -> set[str]:
        subjects = {triple.subject.value for triple in self._ontology if isinstance(triple.subject, NamedNode)}
        return {each.removeprefix(PEEL) for each in subjects if each.startswith(PEEL)}


def rewrite(outcome: Outcome) -> None:
    """Put the text in form into the file's place: written aside, then renamed; raises InputError where it can't be."""
    if outcome.after is not None:
        write_all([Output(outcome.path.name, outcome.after.encode())], outcome.path.parent)


def tidy(text: str, _name: str = "") -> str:
    """Unix line ends, no blanks at the end of a line, no blank lines at the end of the text, one newline there."""
    lines = [line.rstrip(" \t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    tidied = "\n".join(lines).rstrip("\n")
    return tidied + "\n" if tidied else ""


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = [each for each in folders if not each.startswith(".") and each not in _MADE]
        yield from (Path(folder, each) for each in files if each.endswith(KINDS))


def _inside(path: Path, *folders: Path) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
