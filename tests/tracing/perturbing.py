"""Changing one value of a seed text at a time, to see which triples it makes. Nothing here knows the tables.

The cases of the mapping's tests are taken, a small text for every section, and some of these tests' own.
"""

from __future__ import annotations

import copy
import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from pydantic import ValidationError
from pyoxigraph import NamedNode, Triple

from builder.namespaces import PEELID
from builder.seeds.checks import check_all
from builder.seeds.fields import references
from builder.seeds.loader import Seed, Seeds
from builder.seeds.records import SeedFile
from builder.seeds.registry import Registry, definitions
from builder.seeds.source import Plain, Source, Steps, parse_source, read_source
from builder.tracing.records import Made, records_of
from tests.seeds.worlds import DOCUMENT, WORLD

HERE: Final = Path(__file__).parent
TEXTS: Final = {
    path.stem: path
    for folder in (HERE.parent / "mapping" / "cases", HERE / "cases")
    for path in sorted(folder.glob("*.yaml"))
}
"""The cases by name."""

TRIED: Final = 4
"""How many other values are put in the place of each value."""

Key: TypeAlias = tuple[str, str, str]
"""What a triple is: the section of its record, the kind of its subject, and its property."""


@lru_cache(maxsize=1)
def realm() -> tuple[Seed, ...]:
    """The seed files of the invented realm."""
    sources = [read_source(path, path.name) for path in (*sorted(WORLD.glob("*.yaml")), HERE / "spare.yaml")]
    return tuple(Seed(source, SeedFile.model_validate(source.data)) for source in sources)


@lru_cache(maxsize=1)
def realm_registry() -> Registry:
    """What these define."""
    registry = Registry()
    for seed in realm():
        for key, defined in definitions(seed.name, seed.content):
            assert registry.add(defined, key) is None
    return registry


def case(name: str) -> Source:
    """The text of a case as a seed file, with a document where it has none itself."""
    text = TEXTS[name].read_text(encoding="utf-8")
    return parse_source(text if "document:\n  key" in text else text + DOCUMENT, "case.yaml")


def taken(source: Source) -> Seeds | None:
    """The realm's seeds with one more file in front; None where that is not right."""
    try:
        seed = Seed(source, SeedFile.model_validate(source.data))
    except ValidationError:
        return None
    things = {kind: dict(held) for kind, held in realm_registry().things.items()}
    registry = Registry(things)
    if any(registry.add(defined, key) for key, defined in definitions(seed.name, seed.content)):
        return None
    if check_all([(seed.source, seed.content)], registry):
        return None
    return Seeds((seed, *realm()), registry)


def scalars(value: Plain, path: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Every text in plain data, with the path to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from scalars(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, (*path, key))


def record_path(path: Steps) -> Steps:
    """The path to the record that a path leads into."""
    return path[:1] if path[0] == "document" else path[:2]


def changed(source: Source, path: Steps, text: str) -> Source:
    """The file with another text at a path; all places stay."""
    data = copy.deepcopy(source.data)
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = text
    return replace(source, data=data)


@lru_cache(maxsize=1)
def _in_use() -> dict[str, tuple[str, ...]]:
    """All texts of the realm and of the cases, by the name of the field that they stand in."""
    found: dict[str, set[str]] = defaultdict(set)
    for source in (*(seed.source for seed in realm()), *map(case, TEXTS)):
        for path, text in scalars(source.data):
            found[field_of(path)].add(text)
    return {name: tuple(sorted(texts)) for name, texts in found.items()}


def field_of(path: Steps) -> str:
    """The name of the field that a value stands in."""
    return [step for step in path if isinstance(step, str)][-1]


def _keys(seeds: Seeds, records: dict[Steps, Made]) -> dict[Steps, list[str]]:
    """For each reference of a file, all that it could refer to."""
    found: dict[Steps, list[str]] = {}
    ids = [record.record.key() for record in records.values()]
    ids += [text for path, text in scalars(seeds.files[0].source.data) if path[-1] == "id"]
    for place, record in records.items():
        for path, ref, _ in references(record.record):
            local = ref.kinds[0] in {"figure", "local"}
            found[place + path] = ids if local else [key for kind in ref.kinds for key in seeds.registry.keys(kind)]
    return found


def others(path: Steps, text: str) -> Iterator[str]:
    """Texts that may do in the place of one that is no reference: made from it, then those of fields of its name."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        yield (datetime.date.fromisoformat(text) + datetime.timedelta(days=1)).isoformat()
    elif re.fullmatch("[0-9]+", text):
        yield from (str(int(text) + 1), str(int(text) - 1))
    elif text in {"true", "false"}:
        yield "false" if text == "true" else "true"
    elif re.fullmatch(r"-?[0-9]+\.[0-9]+", text):
        yield f"{text}5"
    elif re.fullmatch("[0-9a-f]{64}", text):
        yield text[::-1]
    else:
        yield from (f"{text}-more", f"{text} more", text.removesuffix("?") + " really?")
    yield from _in_use()[field_of(path)]


@dataclass(frozen=True, slots=True)
class Influences:
    """A case with its seeds and records, and for each triple of a record the paths to the values that make it.

    ``idle`` are the paths to values that can't be changed by themselves, or make no triple.
    """

    source: Source
    seeds: Seeds
    records: dict[Steps, Made]
    of: dict[tuple[Steps, Triple], set[Steps]]
    idle: set[Steps]


def made(seeds: Seeds) -> dict[Steps, Made]:
    """The records of the case by their paths."""
    return {each.path: each for each in records_of(seeds.files[0], seeds.registry)}


def key_of(record: Made, triple: Triple) -> Key:
    """What a triple of a record is."""
    assert isinstance(triple.subject, NamedNode)
    kind = triple.subject.value.removeprefix(PEELID).partition("/")[0]
    return record.section, kind, triple.predicate.value


@lru_cache(maxsize=len(TEXTS))
def influences(name: str) -> Influences:
    """Which values of a case make which triples: those whose property and value are gone when the text is another.

    A thing that another record calls something else now is still the thing that is meant: the triples that point to
    it are not made by that value.
    """
    source = case(name)
    seeds = taken(source)
    assert seeds
    before = made(seeds)
    keys = _keys(seeds, before)
    found: dict[tuple[Steps, Triple], set[Steps]] = defaultdict(set)
    idle: set[Steps] = set()
    for path, text in scalars(source.data):
        gone = set()
        texts = (each for each in keys.get(path) or others(path, text) if each != text)
        for after in _afters(source, path, texts):
            gone |= set(_gone(before, after, record_path(path)))
        for each in gone:
            found[each].add(path)
        if not gone:
            idle.add(path)
    return Influences(source, seeds, before, dict(found), idle)


def _afters(source: Source, path: Steps, texts: Iterator[str]) -> Iterator[dict[Steps, Made]]:
    tried = 0
    for text in texts:
        seeds = taken(changed(source, path, text))
        if seeds is not None:
            yield made(seeds)
            tried += 1
        if tried == TRIED:
            return


def _gone(before: dict[Steps, Made], after: dict[Steps, Made], touched: Steps) -> Iterator[tuple[Steps, Triple]]:
    renamed = _subjects(before) - _subjects(after)
    for place, record in before.items():
        left = {(triple.predicate, triple.object) for triple in after[place].triples}
        for triple in record.triples:
            points = place != touched and triple.object in renamed
            if not points and (triple.predicate, triple.object) not in left:
                yield place, triple


def _subjects(records: dict[Steps, Made]) -> set[object]:
    return {triple.subject for record in records.values() for triple in record.triples}
