"""Things that came or went, and whatever changed that no other rule speaks of, property by property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Triple

from builder.comparing.changes import Action, Change
from builder.comparing.difference import Term
from builder.comparing.kinds import COLLABORATION, FINDING, JUDGMENT
from builder.comparing.units import Part, Telling, Unit
from builder.comparing.words import Words, listed
from builder.mapping.terms import term

_SHOWN: Final = 5
"""So many values of a property, and so many properties, are named in a sentence."""


class _Said(NamedTuple):
    """What is no longer said, and what is said now, of one property of one thing."""

    old: list[Term]
    new: list[Term]


def whole(unit: Unit, telling: Telling) -> Iterator[Change]:
    """A thing that came or went, with all that belongs to it."""
    words = telling.words
    text = words.label(unit.thing)
    if unit.kind == JUDGMENT:
        bases = {words.label(words.value(each, "peel:basis")) for each in words.values(unit.thing, "peel:attestation")}
        said = [words.grade(words.value(unit.thing, "peel:grade")), *sorted(map(str.lower, bases))]
        text = f"{words.judged(unit.thing)}: {', '.join(filter(None, said))}"
    elif unit.kind == FINDING and (about := words.value(unit.thing, "peel:about")) is not None:
        text = f"{words.label(about)}: {text}"
    yield telling.change(unit, unit.action, text, unit.take(lambda _: True))


def participants(unit: Unit, telling: Telling) -> Iterator[Change]:
    """Who joined a collaboration, and who left it."""
    if unit.kind != COLLABORATION:
        return
    old, new = (unit.objects(triples, "peel:participant") for triples in (unit.removed, unit.added))
    said = [(new, "joined"), (old, "left")]
    details = "; ".join(f"{_values(nodes, telling.words)} {verb}" for nodes, verb in said if nodes)
    if details:
        part = unit.take(lambda triple: triple.subject == unit.thing and triple.predicate == term("peel:participant"))
        yield telling.change(unit, Action.CHANGED, f"{telling.words.label(unit.thing)}: {details}", part)


def rest(unit: Unit, telling: Telling) -> Iterator[Change]:
    """All that is left of a unit: what was said, and apart from it what only rules say."""
    for derived in (False, True):
        part = unit.take(lambda triple, wanted=derived: telling.is_derived(triple) == wanted)  # type: ignore[misc]
        if part.removed or part.added:
            name = telling.words.label(unit.thing)
            details = list(_details(unit, part, telling.words))
            more = f"; and {len(details) - _SHOWN:,} more" if len(details) > _SHOWN else ""
            text = f"{name}: {'; '.join(details[:_SHOWN])}{more}"
            yield telling.change(unit, Action.CHANGED, text, part)


def _details(unit: Unit, part: Part, words: Words) -> Iterator[str]:
    """What changed of each property; of things that only belong to the thing, with their label."""
    said: defaultdict[tuple[bool, str, str], _Said] = defaultdict(lambda: _Said([], []))
    for index, triples in enumerate(part):
        for triple in triples:
            of_thing = triple.subject == unit.thing
            said[not of_thing, str(triple.subject), str(triple.predicate)][index].append(triple.object)
    names = {str(each): each for triples in part for triple in triples for each in _named(triple)}
    for (belongs, subject, predicate), values in sorted(said.items()):
        owner = f"{words.label(names[subject])}: " if belongs else ""
        yield owner + _detail(words.label(names[predicate]), values, words)


def _named(triple: Triple) -> tuple[Term, NamedNode]:
    return triple.subject, triple.predicate


def _detail(name: str, said: _Said, words: Words) -> str:
    old, new = _values(said.old, words), _values(said.new, words)
    if old and new:
        if old == new:  # such as a text with and without a language
            old, new = (", ".join(map(str, values[:_SHOWN])) for values in said)
        return f"{name} {old} → {new}"
    return f"{name} {'added' if new else 'removed'}: {new or old}"


def _values(nodes: list[Term], words: Words) -> str:
    texts = [words.shown(node) for node in nodes[:_SHOWN]]
    if len(nodes) > _SHOWN:
        return f"{', '.join(texts)} and {len(nodes) - _SHOWN:,} more"
    return listed(texts)
