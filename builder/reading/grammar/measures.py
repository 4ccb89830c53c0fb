"""What figures measure, and how documents say so: the vocabulary of a project, which a domain person reads and adds to.

A phrase is plain text with ``#`` for the figure that it is about and ``@`` for another one in passing. ``[very]`` may
be absent, ``(is|was)`` is either, ``...`` is any words of the same sentence without a figure, or none, and ``reduc*``
any word that begins so. Of several phrases that fit a figure the one with the most words wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from builder.errors import Problem, SourceError
from builder.reading.grammar.phrases import bracket
from builder.reading.grammar.plain import plain
from builder.reading.grammar.quantities import QUALIFIERS
from builder.reading.grammar.rule_file import read_rules
from builder.seeds.source import Source

FIGURE: Final = "\ue010"
"""The sign that stands for a figure in the text that phrases are held against."""
FILE: Final = "metrics.yaml"

_QUALIFIED: Final = rf"(?:(?<!\w)(?:{'|'.join(QUALIFIERS.values())})(?: an?)?\s+)?"
"""Words that may stand before any figure."""

_TOKEN: Final = re.compile(
    r"(?P<any>\.\.\.)|(?P<figure>[#@])|(?P<sign>[\[\]()|])|(?P<blank>\s+)|(?P<text>[^\[\]()|\s#@]+?)(?=\.\.\.|[\[\]()|\s#@]|$)"
)


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: str
    says: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    about: str = ""
    status: str = ""
    period: str = ""
    otherwise: str = ""
    variant: str = ""
    direction: str = ""
    least: int = 0
    why: str = ""


class _Status(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    gives: tuple[str, ...]
    says: tuple[str, ...]


class _Named(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    period: str
    says: tuple[str, ...]
    cycles: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    periods: tuple[_Named, ...] = ()
    statuses: tuple[_Status, ...] = ()
    people: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    metrics: tuple[_Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One way in which a metric is measured.

    ``about`` is a key, or ``force``, ``authority``, ``inspectorate``, ``area`` (a place that the text names),
    ``area-next`` (the one spoken of last), ``region`` or ``named`` (whatever is named nearest), or empty for the
    body that the text names or the document is about. ``period`` is ``years`` where only financial years and stretches
    of time count, ``round`` where the round's own year holds, ``date`` where the document's date does. ``otherwise`` is
    the name of a period that holds where none is stated, ``status`` what holds where no word tells. ``least`` is what a
    figure of a sentence has to come to at least; 0 for any.
    """

    metric: str
    units: frozenset[str] = frozenset()
    about: str = ""
    status: str = ""
    period: str = ""
    otherwise: str = ""
    variant: str = ""
    direction: str = ""
    least: int = 0


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled phrase: what it stands for, and how many words of its own it has."""

    pattern: re.Pattern[str]
    words: int
    anchor: str
    figures: bool

    def places(self, tagged: str) -> Iterator[tuple[int, int]]:
        """Where the figures stand that the phrase is about, each with the length of the whole."""
        for match in self.pattern.finditer(tagged):
            for name, text in match.groupdict().items():
                if text:
                    yield match.start(name), len(match[0])


@dataclass(frozen=True, slots=True)
class Named:
    """A period that goes by a name, in documents of some rounds."""

    name: str
    period: str
    says: tuple[str, ...]
    cycles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measures:
    """The vocabulary: phrases of metrics and statuses, labels of rows, named periods, words for people and things."""

    cues: tuple[tuple[Cue, Measure], ...] = ()
    statuses: tuple[tuple[Cue, tuple[str, ...]], ...] = ()
    rows: dict[str, tuple[Measure, ...]] = field(default_factory=dict)
    named: tuple[Named, ...] = ()
    people: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    by_anchor: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def fitting(self, tagged: str) -> Iterator[tuple[Cue, Measure]]:
        """The phrases whose rarest word a text holds; cheap, so that most are never tried."""
        lowered = tagged.lower()
        words = {"", *re.findall(r"[a-z0-9]+", lowered), *re.findall(r"[a-z0-9']+", lowered)}
        for word in sorted(words & self.by_anchor.keys()):
            yield from (self.cues[index] for index in self.by_anchor[word])


def load_measures(folder: Path, name: str) -> Measures:
    """Read the vocabulary in a folder, which messages call ``name``; an empty one where there is none.

    Raises SourceError with everything that is wrong with it.
    """
    path = folder / FILE
    if not path.is_file():
        return Measures()
    file, source = read_rules(path, f"{name}/{FILE}", _File)
    problems: list[Problem] = []
    cues = tuple(_cues(file, source, problems))
    statuses = tuple(_statuses(file, source, problems))
    if problems:
        raise SourceError(problems)
    named = tuple(_named(file.periods))
    return Measures(
        cues,
        statuses,
        _rows(file),
        named,
        frozenset(file.people),
        frozenset(file.things),
        _index(cues),
    )


def _cues(file: _File, source: Source, problems: list[Problem]) -> Iterator[tuple[Cue, Measure]]:
    for index, entry in enumerate(file.metrics):
        for number, says in enumerate(entry.says):
            try:
                yield around_a_figure(says), _measure(entry)
            except ValueError as error:
                problems.append(source.problem(("metrics", index, "says", number), str(error)))


def _statuses(file: _File, source: Source, problems: list[Problem]) -> Iterator[tuple[Cue, tuple[str, ...]]]:
    for index, status in enumerate(file.statuses):
        for number, says in enumerate(status.says):
            try:
                yield compiled(says), status.gives
            except ValueError as error:
                problems.append(source.problem(("statuses", index, "says", number), str(error)))


def _measure(entry: _Entry) -> Measure:
    return Measure(
        entry.metric,
        frozenset(entry.units),
        entry.about,
        entry.status,
        entry.period,
        entry.otherwise,
        entry.variant,
        entry.direction,
        entry.least,
    )


def _rows(file: _File) -> dict[str, tuple[Measure, ...]]:
    rows: dict[str, list[Measure]] = defaultdict(list)
    for entry in file.metrics:
        for label in entry.rows:
            rows[label_of(label)].append(_measure(entry))
    return {label: tuple(found) for label, found in rows.items()}


def label_of(text: str) -> str:
    """A label of a row as labels are compared: words alone, in lower case."""
    return " ".join(re.findall(r"[a-z0-9%]+", plain(text).lower()))


def _named(found: Iterable[_Named]) -> Iterator[Named]:
    for each in found:
        yield Named(each.name, each.period, tuple(says.lower() for says in each.says), frozenset(each.cycles))


def _index(cues: tuple[tuple[Cue, Measure], ...]) -> dict[str, tuple[int, ...]]:
    by_anchor: dict[str, list[int]] = defaultdict(list)
    for index, (cue, _) in enumerate(cues):
        by_anchor[cue.anchor].append(index)
    return {word: tuple(found) for word, found in by_anchor.items()}


def compiled(says: str) -> Cue:
    """Compile a phrase; raises ValueError, with what is wrong, where it is none."""
    text = plain(says)
    parts: list[str] = []
    depth: list[str] = []
    anchors: list[str] = []
    words = _Words()
    figures = position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or token.end() == position:
            raise ValueError(f"`{text[position]}` is not expected at column {position + 1}")
        position = token.end()
        words.add(token)
        if token["text"] and not depth and re.fullmatch(r"[A-Za-z0-9']+", token["text"]):
            anchors.append(token["text"].lower())
        figures += token["figure"] == "#"
        parts.append(_part(token, depth, figures))
    if depth:
        raise ValueError(f"`{depth[-1]}` is never closed")
    anchor = max(anchors, key=len) if anchors else ""
    return Cue(re.compile("".join(parts), re.IGNORECASE), words.count, anchor, bool(figures))


def around_a_figure(says: str) -> Cue:
    """Compile a phrase that holds a figure; raises ValueError, with what is wrong, where it is none."""
    cue = compiled(says)
    if not cue.figures:
        raise ValueError("the phrase has no `#` for the figure")
    return cue


class _Words:
    """Counts the words that a phrase asks for: of either the longer, of what may be absent none."""

    def __init__(self) -> None:
        self._levels = [(0, 0)]

    @property
    def count(self) -> int:
        """The words so far."""
        return self._levels[0][0]

    def add(self, token: re.Match[str]) -> None:
        """Take in a part of the phrase; brackets that do not fit are for others to find."""
        now, most = self._levels[-1]
        if token["text"]:
            self._levels[-1] = (now + 1, most)
        elif token["sign"] == "|":
            self._levels[-1] = (0, max(now, most))
        elif token["sign"] and token["sign"] in "([":
            self._levels.append((0, 0))
        elif token["sign"] and len(self._levels) > 1:
            self._levels.pop()
            before, outer = self._levels[-1]
            self._levels[-1] = (before + (max(now, most) if token["sign"] == ")" else 0), outer)


def _part(token: re.Match[str], depth: list[str], figures: int) -> str:
    if token["any"]:
        return rf"[^.;!?{FIGURE}]{{0,110}}?"
    if token["figure"]:
        return _QUALIFIED + (f"(?P<f{figures}>{FIGURE})" if token["figure"] == "#" else FIGURE)
    if token["blank"]:
        return r"\s*"
    if token["sign"] == "|" and not depth:
        raise ValueError("`|` stands outside of brackets")
    if token["sign"]:
        return bracket(token["sign"], depth)
    literal = token["text"]
    if literal.endswith("*"):
        return rf"(?<!\w){re.escape(literal[:-1])}\w*"
    return rf"(?<!\w){re.escape(literal)}(?!\w)" if re.fullmatch(r"\w.*\w|\w", literal) else re.escape(literal)
