"""Judgments that changed: other grades, and other grounds for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from pyoxigraph import Literal, Triple

from builder.comparing.changes import Action, Change, DocumentName
from builder.comparing.difference import Facts, Term
from builder.comparing.evidence import moved, taking
from builder.comparing.kinds import EVIDENCE, GRADE, SUPPORT
from builder.comparing.units import Part, Telling, Unit
from builder.comparing.words import Passage, Words, is_naming, listed
from builder.mapping.terms import term

_STEPS: Final = ("no", "one", "two", "three", "four")


def grade(unit: Unit, telling: Telling) -> Iterator[Change]:
    """Another grade; the labels of the judgment and of its attestations, which repeat it, are part of the change."""
    words = telling.words
    old, new = unit.objects(unit.removed, "peel:grade"), unit.objects(unit.added, "peel:grade")
    if not old or not new:
        return
    text = f"{words.judged(unit.thing)}: {listed(map(words.grade, old))} → {listed(map(words.grade, new))}"
    if len(old) == len(new) == 1:
        text += _steps(words, old[0], new[0])
    part = unit.take(lambda triple: triple.predicate == term("peel:grade") or is_naming(triple.predicate))
    yield telling.change(unit, Action.CHANGED, text, part, GRADE)


def _steps(words: Words, old: Term, new: Term) -> str:
    """How far two grades of one scale lie apart; grades of different scales are not set against each other."""
    if words.value(old, "peel:inScheme") != words.value(new, "peel:inScheme"):
        return " (on another scale)"
    ranks = [words.value(each, "peel:rank") for each in (old, new)]
    first, last = (int(each.value) if isinstance(each, Literal) and each.value.isdigit() else None for each in ranks)
    if first is None or last is None or first == last:
        return ""
    steps = abs(last - first)
    count = _STEPS[steps] if steps < len(_STEPS) else str(steps)
    return f" ({count} {'grade' if steps == 1 else 'grades'} {'higher' if last > first else 'lower'})"


@dataclass(frozen=True, slots=True)
class _Ground:
    """One attestation of a judgment: on what basis, in which lines, and the evidence itself."""

    basis: str
    passage: Passage
    attestation: Term
    evidence: Term

    @property
    def order(self) -> tuple[DocumentName, int, int, str, str]:
        return self.passage.document, self.passage.first, self.passage.last, self.basis, str(self.attestation)

    def __str__(self) -> str:
        return f"{self.basis} in {self.passage.document.title}, {self.passage}"


def grounds(unit: Unit, telling: Telling) -> Iterator[Change]:
    """Attestations that came, went, stand on other lines, or on another basis."""
    words = telling.words
    old = _grounds(unit, unit.removed, words.left, words)
    new = _grounds(unit, unit.added, words.right, words)
    name = words.judged(unit.thing)
    for before, after in _pairs(old, new):
        both = [each for each in (before, after) if each is not None]
        ground = both[-1]
        part = _take(unit, both)
        kind, document = SUPPORT, ground.passage.document
        if before and after:
            if before.basis == after.basis:
                kind, action, text = EVIDENCE, Action.MOVED, f"evidence moved {moved(before.passage, after.passage)}"
            else:
                action, text = Action.CHANGED, f"{before.basis} → {after.basis}, in {document.title}, {after.passage}"
        elif after:
            action, text = Action.ADDED, f"now {ground}"
        else:
            action, text = Action.REMOVED, f"no longer {ground}"
        yield replace(telling.change(unit, action, f"{name}: {text}", part, kind), document=document)


def _grounds(unit: Unit, triples: set[Triple], facts: Facts, words: Words) -> list[_Ground]:
    found = []
    for each in unit.objects(triples, "peel:attestation"):
        evidence = facts.value(each, "peel:evidence")
        if evidence is not None:
            basis = words.label(facts.value(each, "peel:basis")).lower() or "supported"
            found.append(_Ground(basis, words.passage(evidence), each, evidence))
    return sorted(found, key=lambda ground: ground.order)


def _pairs(old: list[_Ground], new: list[_Ground]) -> Iterator[tuple[_Ground | None, _Ground | None]]:
    """Grounds of one basis in one document, then those that stand on the same lines, then all others by themselves."""
    old, new = list(old), list(new)
    for same in (
        lambda one, other: (one.basis, one.passage.document) == (other.basis, other.passage.document),
        lambda one, other: one.passage == other.passage,
    ):
        for before in list(old):
            after = next((each for each in new if same(before, each)), None)
            if after is not None:
                old.remove(before)
                new.remove(after)
                yield before, after
    yield from zip_longest(old, (), fillvalue=None)
    yield from zip_longest((), new, fillvalue=None)


def _take(unit: Unit, grounds_: list[_Ground]) -> Part:
    """All triples of the attestations and their evidence; what the judgment says of its basis changes with them."""
    attestations = {each.attestation for each in grounds_}
    of_evidence = taking(unit, [each.evidence for each in grounds_])
    return unit.take(
        lambda triple: (
            triple.subject in attestations
            or triple.object in attestations
            or (triple.subject == unit.thing and triple.predicate == term("peel:basis"))
            or of_evidence(triple)
        )
    )
