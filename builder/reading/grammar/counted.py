"""What numbers count: the words of the rule that ``rules/reading/vocabulary/counted.yaml`` explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from builder.errors import Problem, SourceError
from builder.reading.grammar.measures import Cue, around_a_figure
from builder.reading.grammar.quantities import QUALIFIERS
from builder.reading.grammar.rule_file import read_rules
from builder.seeds.source import Source

FILE: Final = "counted.yaml"

_WITHIN: Final = 5
"""How many words behind a number what it counts may end."""
_NEXT: Final = re.compile(r" (?P<word>[A-Za-z][A-Za-z'-]*)")
_GLUED: Final = re.compile(r"[a-z]{3}(?=[A-Z][a-z])")
"""Where the next heading is glued to a word: `square milesPopulation`."""
_NO_PLURAL: Final = re.compile(r".*(?:ss|us|is|'s|s')|.{1,3}", re.DOTALL)
_DETERMINERS: Final = "the|a|an|this|that|last|next|each|every|one|any|same|previous|its|their|our|his|her|per"
_QUALIFIED: Final = rf"(?: (?:{'|'.join(QUALIFIERS.values())}))?"


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    plurals: tuple[str, ...] = ()
    no_plurals: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    ends: tuple[tuple[str, ...], ...] = ()
    programme: tuple[tuple[str, ...], ...] = ()
    holds: tuple[tuple[str, ...], ...] = ()
    lasting: tuple[tuple[str, ...], ...] = ()
    lasting_short: tuple[str, ...] = ()
    set_by_law: tuple[tuple[str, ...], ...] = ()
    labels: tuple[tuple[str, ...], ...] = ()
    passing: tuple[str, ...] = ()
    ratios: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases around a figure that all say the same of it."""

    cues: tuple[Cue, ...] = ()

    def places(self, tagged: str) -> set[int]:
        """Where in a sentence the figures stand that the phrases are about."""
        lowered = tagged.lower()
        return {place for cue in self.cues if cue.anchor in lowered for place, _ in cue.places(tagged)}


@dataclass(frozen=True)
class Counted:
    """The words of the rule."""

    plurals: frozenset[str] = frozenset()
    no_plurals: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    programme: frozenset[str] = frozenset()
    passing: Phrases = field(default_factory=Phrases)
    ratios: Phrases = field(default_factory=Phrases)
    alone: Phrases = field(default_factory=Phrases)
    changed: Phrases = field(default_factory=Phrases)
    when: Phrases = field(default_factory=Phrases)
    holding: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    lasting_short: tuple[str, ...] = ()
    by_law: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    """Words that belong together although `and` stands between them."""

    def noun(self, behind: str, *, capitals: bool = False) -> str:
        """The plural that the words behind a number come to, in lower case; empty where they come to none.

        Words with a capital right behind a number are most often those of an address or the next heading.
        """
        found = ""
        at = 0
        if " and " in behind:
            behind = self._joined.sub(lambda match: match[0].replace(" ", "-"), behind)
        for _ in range(_WITHIN):
            match = _NEXT.match(behind, at)
            if match is None:
                break
            glued = _GLUED.search(match["word"])
            word = (match["word"][: glued.end()] if glued else match["word"]).lower()
            if word in self.ends or (at == 0 and match["word"].istitle() and not capitals):
                break
            if self._plural(word):
                found = word
            elif found:
                break
            if glued:
                break
            at = match.end()
        return found

    def _plural(self, word: str) -> bool:
        last = word.rpartition("-")[2]
        if last in self.plurals:
            return True
        return last.endswith("s") and not _NO_PLURAL.fullmatch(last) and last not in self.no_plurals

    def is_label(self, before: str) -> bool:
        """Whether a number is the name of the one thing before it: `ward 12`, but not `gave the ward 12 bins`."""
        match = self._label.search(before)
        return match is not None and not match["determiner"]

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_either(self.compounds)})(?!\w)", re.IGNORECASE)

    @cached_property
    def _label(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?P<determiner>(?<!\w)(?:{_DETERMINERS}) )?(?<!\w)(?:{_either(self.labels)}) $", re.IGNORECASE
        )

    @cached_property
    def holds(self) -> re.Pattern[str]:
        """Right before a number: that a body has, or came to have or lose, what it counts."""
        return _right_before(self.holding)

    @cached_property
    def lasts(self) -> re.Pattern[str]:
        """Right before a length of time: that something takes so long."""
        return _right_before(self.lasting)

    @cached_property
    def lasts_shortly(self) -> re.Pattern[str]:
        """The same, of what is counted in hours or less."""
        return _right_before((*self.lasting, *self.lasting_short))

    @cached_property
    def law(self) -> re.Pattern[str]:
        """That a law sets something."""
        return re.compile(rf"(?<!\w)(?:{_either(self.by_law)})(?!\w)", re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"


def _right_before(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(words)}){_QUALIFIED} $", re.IGNORECASE)


def load_counted(folder: Path, name: str) -> Counted:
    """Read the words in a folder, which messages call ``name``; none where there is no such file.

    Raises SourceError with everything that is wrong with it.
    """
    path = folder / FILE
    if not path.is_file():
        return Counted()
    file, source = read_rules(path, f"{name}/{FILE}", _File)
    problems: list[Problem] = []
    passing, ratios, alone, changed, when = (
        Phrases(tuple(_cues(section, getattr(file, section), source, problems)))
        for section in ("passing", "ratios", "alone", "changed", "when")
    )
    if problems:
        raise SourceError(problems)
    return Counted(
        frozenset(file.plurals),
        frozenset(file.no_plurals),
        frozenset(chain.from_iterable(file.ends)),
        frozenset(chain.from_iterable(file.programme)),
        passing,
        ratios,
        alone,
        changed,
        when,
        tuple(chain.from_iterable(file.holds)),
        tuple(chain.from_iterable(file.lasting)),
        file.lasting_short,
        tuple(chain.from_iterable(file.set_by_law)),
        tuple(chain.from_iterable(file.labels)),
        file.compounds,
    )


def _cues(section: str, phrases: Sequence[str], source: Source, problems: list[Problem]) -> Iterable[Cue]:
    for index, says in enumerate(phrases):
        try:
            yield around_a_figure(says)
        except ValueError as error:
            problems.append(source.problem((section, index), str(error)))
