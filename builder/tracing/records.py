"""The records of seed files with the triples that they make, and the value of a record behind each triple."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from builder.mapping import documents, map_record
from builder.mapping.context import make_context
from builder.mapping.quotes import Quotes
from builder.mapping.terms import term
from builder.places import Place
from builder.seeds.fields import line_ranges
from builder.seeds.loader import Seed, Seeds
from builder.seeds.records import Record
from builder.seeds.registry import Registry, sections
from builder.seeds.source import Plain, Source, Steps
from builder.tracing.origins import ITSELF, LINES, fields_of, kind_of, part_of


@dataclass(frozen=True, slots=True)
class Made:
    """A record: its section, the file and the path at which it stands, and its triples in the order of the mapping."""

    section: str
    record: Record
    source: Source
    path: Steps
    triples: Sequence[Triple]

    def names(self, node: object) -> bool:
        """Whether the record gives the thing its label: it defines the thing, and does not only mention it."""
        label = term("rdfs:label")
        return any(triple.subject == node and triple.predicate == label for triple in self.triples)


def records_of(seed: Seed, registry: Registry, quotes: Quotes | None = None) -> Iterator[Made]:
    """The records of one seed file with what they make, as ``builder.mapping.map_parts`` goes through them."""
    context = make_context(seed.content, registry, quotes)
    document = seed.content.document
    if document:
        yield Made("document", document, seed.source, ("document",), list(documents.document(document, context)))
    for section, records in sections(seed.content):
        for index, record in enumerate(records):
            yield Made(section, record, seed.source, (section, index), list(map_record(section, record, context)))


@dataclass(frozen=True, slots=True)
class _Spot:
    """The path to a value, in the file that it stands in."""

    source: Source
    path: Steps

    def place(self) -> Place:
        return Place(self.source.name, *self.source.place(self.path))

    def value(self) -> Plain:
        value: Plain = self.source.data
        for step in self.path:
            if isinstance(value, dict):
                value = value.get(str(step))
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def inside(self, *steps: str | int) -> _Spot:
        return _Spot(self.source, self.path + steps)


@dataclass(frozen=True, slots=True)
class Origins:
    """Finds the values of records that triples and things are made from."""

    seeds: Seeds

    def of_triple(self, made: Made, triple: Triple) -> Place:
        """The place of the value that a record makes the triple from; that of the thing where no one value does."""
        part = self._part(made, triple.subject)
        found = [self._found(made, part, field, triple) for field in fields_of(made.section, triple) or ()]
        for spot in (spot for spots in found for spot in spots):
            if isinstance(triple.object, Literal) and spot.value() == triple.object.value:
                return spot.place()
        spots = next(filter(None, found), [part])
        return _chosen(spots, made, triple).place()

    def of_thing(self, made: Made, node: NamedNode | BlankNode | Triple) -> Place:
        """The place of what makes a thing: the record that it is the subject of, or the part of it that names it."""
        return self._part(made, node).place()

    def _part(self, made: Made, node: NamedNode | BlankNode | Triple) -> _Spot:
        """What makes a thing. A record makes its things of one kind in the order of the field that they come from."""
        record = _Spot(made.source, made.path)
        kind = kind_of(node)
        field = part_of(made.section, kind)
        if field == ITSELF:
            return record
        if field == LINES:
            return next(_on_lines(made, node), record)
        spots = _within(record, field)
        a = term("rdf:type")
        things = [t.subject for t in made.triples if t.predicate == a and kind_of(t.subject) == kind]
        return spots[things.index(node)] if node in things and things.index(node) < len(spots) else record

    def _found(self, made: Made, part: _Spot, field: str, triple: Triple) -> list[_Spot]:
        """All values of a field: of the part of the record if it has one, else of what lies around the part."""
        if field == ITSELF:
            return [part]
        if field == LINES:
            return list(_on_lines(made, triple.object, triple.subject))
        if field.startswith("/"):
            return _within(_Spot(made.source, ()), field.removeprefix("/"))
        reference, follows, inner = field.partition(" > ")
        for length in range(len(part.path), len(made.path) - 1, -1):
            if spots := _within(_Spot(made.source, part.path[:length]), reference):
                return self._behind(spots[0], reference, inner) if follows else spots
        return []

    def _behind(self, spot: _Spot, kind: str, field: str) -> list[_Spot]:
        """The values of a field of the thing that a reference leads to."""
        defined = self.seeds.registry.find(kind, str(spot.value()))
        source = next((seed.source for seed in self.seeds.files if defined and seed.name == defined.file), None)
        return _within(_Spot(source, defined.path), field) if defined and source else []


def _on_lines(made: Made, *nodes: object) -> Iterator[_Spot]:
    """Where the record names the lines that end the name of one of the things, such as ``…/L12-13``."""
    iris = [node.value for node in nodes if isinstance(node, NamedNode)]
    names = {iri.removesuffix("/selector").removesuffix("/quote").rpartition("/L")[2] for iri in iris}
    for path, lines in line_ranges(made.record):
        if str(lines) in names:
            yield _Spot(made.source, made.path + path)


def _within(spot: _Spot, field: str) -> list[_Spot]:
    """The values of a field, and of fields within it; of a list each item."""
    spots = [spot]
    for name in field.split("."):
        inner = (each.inside(name) for each in spots if isinstance(each.value(), dict))
        spots = [item for each in inner for item in _items(each)]
    return spots


def _items(spot: _Spot) -> list[_Spot]:
    value = spot.value()
    if isinstance(value, list):
        return [spot.inside(index) for index in range(len(value))]
    return [] if value is None else [spot]


def _chosen(spots: Sequence[_Spot], made: Made, triple: Triple) -> _Spot:
    """The item of a list behind a triple: a record names its values in the order in which they stand."""
    said = [t.object for t in made.triples if t.subject == triple.subject and t.predicate == triple.predicate]
    number = said.index(triple.object)
    return spots[number if len(spots) == len(said) else 0] if len(spots) > 1 else spots[0]
