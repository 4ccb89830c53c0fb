"""Things with other names: renamed, reworded, and those whose label only repeats the name of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from pyoxigraph import Literal

from builder.comparing.changes import Action, Change, Kind, Section
from builder.comparing.kinds import (
    DOUBT,
    EVIDENCE,
    FIGURE,
    FINDING,
    JUDGMENT,
    KINDS,
    LABEL,
    QUESTION,
    SUPPORT,
    THING,
)
from builder.comparing.units import Telling, Unit
from builder.comparing.words import is_naming
from builder.mapping.terms import term

_COMPOSED: Final = {
    DOUBT, EVIDENCE, FIGURE, FINDING, JUDGMENT, QUESTION, SUPPORT,
    *(KINDS[f"peel:{name}"] for name in ("GradeCount", "Inspection", "Population", "StatedRelation", "Ungraded")),
    KINDS["org:Membership"],
}  # fmt: skip
"""Kinds whose labels are made of other names and values: no such label is anybody's name."""

_TEXTS: Final = {FINDING: "peel:statement", DOUBT: "peel:statement", QUESTION: "peel:wording"}
"""The texts that findings, doubts and questions are."""

_MOST: Final = 500
"""So many names are looked for in the labels of other things; where more are new, labels are told one by one."""


class Rename(NamedTuple):
    """An old name and a new one."""

    old: str
    new: str


class Renames:
    """The new names of bodies, documents, metrics and others that labels are made of."""

    def __init__(self, units: list[Unit]) -> None:
        self._known: dict[str, str] = {}
        for unit in units:
            if unit.action is Action.CHANGED and unit.kind not in _COMPOSED and unit.kind != THING:
                pair = _pair(unit)
                if pair is not None:
                    self._known |= {pair.old: pair.new, _lower(pair.old): _lower(pair.new)}
        if len(self._known) > _MOST:
            self._known = {}
        names = sorted(filter(None, self._known), key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def explain(self, old: str, new: str) -> bool:
        """Whether a text is another with new names in the place of old ones."""
        return self._pattern is not None and self._pattern.sub(lambda match: self._known[match[0]], old) == new


def repeated(unit: Unit, telling: Telling, known: Renames) -> Iterator[Change]:
    """Labels in which nothing but the name of something else is another."""
    if unit.kind not in _COMPOSED:
        return
    for subject in sorted({triple.subject for triple in (*unit.removed, *unit.added)}, key=str):
        old, new = (
            [each.object for each in triples if each.subject == subject and each.predicate == term("rdfs:label")]
            for triples in (unit.removed, unit.added)
        )
        if len(old) != 1 or len(new) != 1 or not isinstance(old[0], Literal) or not isinstance(new[0], Literal):
            continue
        if known.explain(old[0].value, new[0].value) and old[0].language == new[0].language:
            part = unit.take(lambda triple, s=subject: triple.subject == s and triple.predicate == term("rdfs:label"))  # type: ignore[misc]
            yield replace(telling.change(unit, Action.CHANGED, new[0].value, part, LABEL), follows=True)


def reworded(unit: Unit, telling: Telling) -> Iterator[Change]:
    """Findings, doubts and questions in other words; the label that repeats them is part of the change."""
    prefixed = _TEXTS.get(unit.kind)
    if prefixed is None:
        return
    old, new = (unit.objects(triples, prefixed) for triples in (unit.removed, unit.added))
    if len(old) != 1 or len(new) != 1:
        return
    words = telling.words
    subject = words.value(unit.thing, "peel:about") or words.value(unit.thing, "peel:inCycle")
    name = words.label(subject) if subject is not None and unit.kind == FINDING else words.label(unit.thing)
    text = f"{name}: {words.shown(old[0])} → {words.shown(new[0])}"
    part = unit.take(
        lambda triple: (
            triple.subject == unit.thing
            and (triple.predicate == term(prefixed) or (unit.kind == FINDING and is_naming(triple.predicate)))
        )
    )
    yield telling.change(unit, Action.REWORDED, text, part)


def renamed(unit: Unit, telling: Telling) -> Iterator[Change]:
    """Another name, in all properties that give it."""
    pair = _pair(unit)
    if pair is None or unit.kind in _COMPOSED:
        return
    part = unit.take(
        lambda triple: (
            triple.subject == unit.thing
            and is_naming(triple.predicate)
            and isinstance(triple.object, Literal)
            and triple.object.value in pair
        )
    )
    yield telling.change(unit, Action.RENAMED, f"“{pair.old}” is now “{pair.new}”", part)


def moved(units: list[Unit], telling: Telling) -> Iterator[tuple[Unit, Unit]]:
    """Things gone and new that are one thing, because kind and label are the same and nothing else has them."""
    by_name: dict[tuple[Kind, str], list[Unit]] = {}
    for unit in units:
        if unit.action in {Action.ADDED, Action.REMOVED} and unit.kind.section is not Section.OTHER:
            by_name.setdefault((unit.kind, telling.words.label(unit.thing)), []).append(unit)
    for pair in by_name.values():
        if len(pair) == 2 and {unit.action for unit in pair} == {Action.ADDED, Action.REMOVED}:
            gone, new = sorted(pair, key=lambda unit: unit.action is Action.ADDED)
            yield gone, new


def _pair(unit: Unit) -> Rename | None:
    for name in ("rdfs:label", "skos:prefLabel", "foaf:name", "dcterms:title"):
        old, new = (unit.objects(triples, name) for triples in (unit.removed, unit.added))
        if len(old) == len(new) == 1 and isinstance(old[0], Literal) and isinstance(new[0], Literal):
            names = Rename(old[0].value, new[0].value)
            if names.old != names.new:
                return names
    return None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
