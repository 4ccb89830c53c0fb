"""Figures that changed: other values, and the same figure for another period or with another status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Triple

from builder.comparing.changes import Action, Change
from builder.comparing.difference import Facts, Term
from builder.comparing.kinds import FIGURE
from builder.comparing.units import Part, Telling, Unit
from builder.comparing.words import Words, is_naming
from builder.mapping.terms import term

_OF_VALUE: Final = ("peel:value", "peel:unit", "peel:precision", "peel:asPrinted")
_DETAILS: Final = {"status": "peel:status", "variant": "peel:variant", "qualifier": "peel:qualifier"}
_COMPARED: Final = (
    "peel:value", "peel:unit", "peel:periodStart", "peel:periodEnd", "peel:status", "peel:variant", "peel:qualifier",
    "peel:evidence",
)  # fmt: skip
_MOST: Final = 2_500
"""So many pairs of figures of one metric and body are looked at; beyond, all are new and gone."""


def value(unit: Unit, telling: Telling) -> Iterator[Change]:
    """Another value or unit; the label that repeats it, its precision and how it is printed are part of the change."""
    if not any(unit.objects(triples, name) for triples in (unit.removed, unit.added) for name in _OF_VALUE[:2]):
        return
    words = telling.words
    text = f"{_name(unit.thing, words)}: {_from_to(unit.thing, unit.thing, words)}"
    predicates = {term(name) for name in _OF_VALUE}
    part = unit.take(
        lambda triple: triple.subject == unit.thing and (triple.predicate in predicates or is_naming(triple.predicate))
    )
    yield telling.change(unit, Action.CHANGED, text, part)


def moved(units: list[Unit], telling: Telling) -> Iterator[tuple[Unit, Unit, Change]]:
    """Figures gone and new that are one figure, because they have the same value or stand on the same lines.

    Period, status and variant are part of a figure's IRI: a mended period makes another figure.
    """
    words = telling.words
    groups: defaultdict[tuple[Term | None, Term | None], tuple[list[Unit], list[Unit]]] = defaultdict(lambda: ([], []))
    for unit in units:
        if unit.kind == FIGURE and unit.action in {Action.ADDED, Action.REMOVED}:
            key = words.value(unit.thing, "peel:metric"), words.value(unit.thing, "peel:about")
            groups[key][unit.action is Action.ADDED].append(unit)
    for (metric, about), (gone, new) in groups.items():
        if metric is None or len(gone) * len(new) > _MOST:
            continue
        for before, after in _best(gone, new, words):
            details = "; ".join(_differences(before, after, words))
            text = f"{words.label(metric)}, {words.label(about)}: {details}"
            part = _all(before, after)
            yield before, after, telling.change(after, Action.CHANGED, text, part)


def _best(gone: list[Unit], new: list[Unit], words: Words) -> Iterator[tuple[Unit, Unit]]:
    """Pairs that have most in common, each figure in one pair only."""
    scored = []
    for before in gone:
        for after in new:
            same = {name for name in _COMPARED if _is_same(name, before, after, words)}
            if {"peel:value", "peel:unit"} <= same or "peel:evidence" in same:
                scored.append((-len(same), str(before.thing), str(after.thing), before, after))
    taken: set[str] = set()
    for _, one, other, before, after in sorted(scored, key=lambda each: each[:3]):
        if not taken & {one, other}:
            taken |= {one, other}
            yield before, after


def _is_same(prefixed: str, before: Unit, after: Unit, words: Words) -> bool:
    values = words.left.values(before.thing, prefixed)
    return bool(values) and values == words.right.values(after.thing, prefixed)


def _differences(before: Unit, after: Unit, words: Words) -> Iterator[str]:
    one, other = _period(words.left, before.thing), _period(words.right, after.thing)
    if one != other:
        yield f"period {one} → {other}"
    for name, prefixed in _DETAILS.items():
        left, right = words.left.value(before.thing, prefixed), words.right.value(after.thing, prefixed)
        if left != right:
            yield f"{name} {_said(left, words)} → {_said(right, words)}"
    if _amount(words.left, before.thing) != _amount(words.right, after.thing):
        yield _from_to(before.thing, after.thing, words)


def _said(node: Term | None, words: Words) -> str:
    return words.shown(node) if node is not None else "none"


def _period(facts: Facts, node: Term) -> str:
    start, end = (facts.value(node, name) for name in ("peel:periodStart", "peel:periodEnd"))
    if start is None and end is None:
        return "none"
    return " to ".join(_text(each) for each in (start, end))


def _text(node: Term | None) -> str:
    return getattr(node, "value", "") or "?"


def _amount(facts: Facts, node: Term) -> tuple[Term | None, Term | None]:
    return facts.value(node, "peel:value"), facts.value(node, "peel:unit")


def _from_to(before: Term, after: Term, words: Words) -> str:
    """``5.1 → 5.2 million pounds``; both units where they differ."""
    (old, old_unit), (new, new_unit) = _amount(words.left, before), _amount(words.right, after)
    if old_unit == new_unit:
        return f"{_text(old)} → {_text(new)} {words.label(new_unit)}".rstrip()
    return f"{_text(old)} {words.label(old_unit)}".rstrip() + f" → {_text(new)} {words.label(new_unit)}".rstrip()


def _name(node: Term, words: Words) -> str:
    """The label of a figure without the value at its end."""
    name = words.label(node)
    return name.rpartition(": ")[0] or name


def _all(*units: Unit) -> Part:
    parts = [unit.take(lambda _: True) for unit in units]
    return Part(_joined(part.removed for part in parts), _joined(part.added for part in parts))


def _joined(parts: Iterable[tuple[Triple, ...]]) -> tuple[Triple, ...]:
    return tuple(sorted((triple for part in parts for triple in part), key=str))
