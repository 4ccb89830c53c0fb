"""What the seeds know that reading needs: names of bodies and people, cycles, questions, metrics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from builder.reading.grammar.plain import plain
from builder.seeds.records import (
    Commissioner,
    Cycle,
    Force,
    Inspectorate,
    Person,
    PoliceAuthority,
    Question,
    Record,
    Subject,
)
from builder.seeds.registry import Registry

AREAS: Final = "areas"
"""What the areas of policing of a cycle stand under, beside the questions of its pillars."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that documents name: ``kind`` is ``force``, ``authority``, ``commissioner`` or ``inspectorate``."""

    key: str
    kind: str
    force: str
    """Key of the force that it is or oversees; empty for an inspectorate."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a cycle: subject key, number and wording; or an area, by its name and its ``others``."""

    key: str
    number: int
    wording: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The reference data that documents are read with.

    ``names`` gives the bodies by their names; ``areas`` those names that are an area's and mean the force only where a
    document is about forces; ``people`` the keys of persons by their names; ``questions`` the questions of a cycle
    and a subject, of the first set where there are several, and its areas; ``cycles`` the cycles by key.
    """

    names: dict[str, Body]
    areas: frozenset[str]
    people: dict[str, str]
    questions: dict[tuple[str, str], tuple[Asked, ...]]
    cycles: dict[str, Cycle]
    registry: Registry

    @property
    def forces(self) -> frozenset[str]:
        """The keys of all forces."""
        return frozenset(body.key for body in self.names.values() if body.kind == "force")

    def force_of(self, body: str) -> str:
        """The key of the force that a body is, or oversees; empty where none is known."""
        return next((b.force for b in self.names.values() if b.key == body), "")

    def authority_of(self, force: str) -> str:
        """The key of the police authority that oversaw a force; empty where none is known."""
        return next((b.key for b in self.names.values() if b.kind == "authority" and b.force == force), "")

    def commissioner_of(self, force: str) -> str:
        """The key of the commissioner who oversees a force; empty where none is known."""
        return next((b.key for b in self.names.values() if b.kind == "commissioner" and b.force == force), "")


def knowledge(registry: Registry) -> Knowledge:
    """What reading needs of the seeds of a project."""
    forces = [each for _, each in _all(registry, Force)]
    names: dict[str, Body] = {}
    for name, body in _named(registry):
        names.setdefault(plain(name), body)
    areas = {plain(name) for force in forces for name in (force.area_name, *force.other_names)}
    people = {
        plain(name): key
        for key, person in _all(registry, Person)
        for name in (person.name, *person.other_names)
        if name
    }
    return Knowledge(
        names,
        frozenset(name for name in areas if not name.lower().endswith(_WORDS_FOR_A_FORCE)),
        people,
        _questions(registry),
        dict(_all(registry, Cycle)),
        registry,
    )


_WORDS_FOR_A_FORCE: Final = ("police", "constabulary", "police service")

_R = TypeVar("_R", bound=Record)


def _all(registry: Registry, kind: type[_R]) -> Iterator[tuple[str, _R]]:
    """All definitions of one class of record, by key."""
    for things in registry.things.values():
        for key, defined in sorted(things.items()):
            if isinstance(defined.record, kind):
                yield key, defined.record


def _named(registry: Registry) -> Iterator[tuple[str, Body]]:
    for key, force in _all(registry, Force):
        yield from ((name, Body(key, "force", key)) for name in (force.name, force.area_name, *force.other_names))
    for key, authority in _all(registry, PoliceAuthority):
        body = Body(key, "authority", authority.oversees)
        yield from ((name, body) for name in (authority.name, *authority.other_names))
    for key, office in _all(registry, Commissioner):
        body = Body(key, "commissioner", office.oversees)
        yield from ((name, body) for name in (office.name, *office.other_names))
    for key, inspectorate in _all(registry, Inspectorate):
        body = Body(key, "inspectorate", "")
        yield from ((name, body) for name in (inspectorate.name, *inspectorate.other_names) if name)


def _questions(registry: Registry) -> dict[tuple[str, str], tuple[Asked, ...]]:
    found: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for key, question in _all(registry, Question):
        if question.set is None:
            found[question.cycle, question.of].append(Asked(key, question.number, question.wording))
    for key, area in _all(registry, Subject):
        if area.cycle:
            areas = found[area.cycle, AREAS]
            areas.append(Asked(key, len(areas) + 1, area.name, area.other_names))
    return {asked: tuple(sorted(each, key=lambda one: one.number)) for asked, each in found.items()}
