"""The phrases of a project's rule files, ``rules/reading/*.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from builder.errors import InputError, Problem, SourceError
from builder.reading.grammar.counted import Counted, load_counted
from builder.reading.grammar.measures import Measures, load_measures
from builder.reading.grammar.phrases import Phrase, phrase
from builder.reading.grammar.rule_file import read_rules
from builder.seeds.source import Source

FOLDER: Final = "reading"
NOTHING: Final = "nothing"
"""What phrases give whose grade words are no grades."""


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str = Field(pattern="^[a-z0-9-]+$")
    says: tuple[str, ...]
    gives: str = Field(pattern="^[a-z-]+$")
    confidence: float = Field(ge=0, le=1)
    why: str = ""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    phrases: tuple[_Rule, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The phrases of every rule file, by the file's name without its ending, in the order of the file.

    ``measures`` is the vocabulary of figures, ``vocabulary/metrics.yaml``, and ``counted`` the words that tell what
    other numbers count, ``vocabulary/counted.yaml``.
    """

    phrases: dict[str, tuple[Phrase, ...]]
    measures: Measures = field(default_factory=Measures)
    counted: Counted = field(default_factory=Counted)

    def of(self, *names: str) -> tuple[Phrase, ...]:
        """The phrases of some files, one after the other; a phrase that comes first wins.

        Those that give ``nothing`` come before all others, so that no other file takes for a grade what one denies.
        """
        found = [each for name in names for each in self.phrases.get(name, ())]
        return tuple(sorted(found, key=lambda each: each.gives != NOTHING))


def load_rulebook(folder: Path, name: str) -> Rulebook:
    """Read all rule files in a folder, which messages call ``name``.

    Raises InputError where there are none, and SourceError with everything that is wrong with them.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise InputError(f"{name}: no rules for reading (*.yaml) here")
    problems: list[Problem] = []
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for path in paths:
        try:
            file, source = read_rules(path, f"{name}/{path.name}", _File)
        except SourceError as error:
            problems.extend(error.problems)
            continue
        phrases[path.stem] = tuple(_compiled(file, source, problems))
    if problems:
        raise SourceError(problems)
    vocabulary = (folder / "vocabulary", f"{name}/vocabulary")
    return Rulebook(phrases, load_measures(*vocabulary), load_counted(*vocabulary))


def _compiled(file: _File, source: Source, problems: list[Problem]) -> list[Phrase]:
    found: list[Phrase] = []
    for index, rule in enumerate(file.phrases):
        for number, says in enumerate(rule.says):
            try:
                found.append(phrase(rule.rule, says, rule.gives, rule.confidence))
            except ValueError as error:
                problems.append(source.problem(("phrases", index, "says", number), str(error)))
    return found
