"""From the triples that differ to changes: every triple is told, and each in one change only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from builder.checking.naming import short
from builder.comparing import figures, naming
from builder.comparing.changes import Action, Change, Comparison, in_order
from builder.comparing.difference import Difference
from builder.comparing.evidence import evidence
from builder.comparing.generic import participants, rest, whole
from builder.comparing.grading import grade, grounds
from builder.comparing.kinds import FIGURE, JUDGMENT
from builder.comparing.units import Part, Telling, Unit, sorted_units

_Rule: TypeAlias = Callable[[Unit, Telling], Iterator[Change]]

_OF_KIND: Final[dict[str, tuple[_Rule, ...]]] = {
    JUDGMENT.name: (grade, grounds),
    FIGURE.name: (figures.value,),
}
_FOR_ALL: Final[tuple[_Rule, ...]] = (evidence, naming.reworded, naming.renamed, participants, rest)


def tell(difference: Difference) -> Comparison:
    """What two sides differ in, as changes."""
    telling = Telling(difference)
    units = sorted_units(difference, telling.words)
    changes = in_order(_changes(units, telling))
    return Comparison(difference.left, difference.right, difference.removed, difference.added, changes)


def _changes(units: list[Unit], telling: Telling) -> Iterator[Change]:
    done: set[int] = set()
    for before, after, change in figures.moved(units, telling):
        done |= {id(before), id(after)}
        yield change
    units = [unit for unit in units if id(unit) not in done]
    done.clear()
    for before, after in naming.moved(units, telling):
        done |= {id(before), id(after)}
        yield _moved(before, after, telling)
    known = naming.Renames(units)
    for unit in units:
        if id(unit) not in done:
            yield from naming.repeated(unit, telling, known)
            yield from _told(unit, telling)


def _told(unit: Unit, telling: Telling) -> Iterator[Change]:
    if unit.action is not Action.CHANGED:
        yield from whole(unit, telling)
        return
    for rule in (*_OF_KIND.get(unit.kind.name, ()), *_FOR_ALL):
        yield from rule(unit, telling)


def _moved(before: Unit, after: Unit, telling: Telling) -> Change:
    """A thing that has another IRI and is the same otherwise, as far as its name goes."""
    one, other = (unit.take(lambda _: True) for unit in (before, after))
    part = Part(tuple(sorted(one.removed + other.removed, key=str)), tuple(sorted(one.added + other.added, key=str)))
    places = [short(unit.thing.value) for unit in (before, after)]
    text = f"{telling.words.label(after.thing)}: {places[0]} → {places[1]}"
    return telling.change(after, Action.MOVED, text, part)
