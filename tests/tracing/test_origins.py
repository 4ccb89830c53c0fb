"""The table of origins, proved by changing the seeds: what a value makes is traced to that value and to no other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pytest
from pyoxigraph import Literal, Triple

from builder.mapping.quotes import Quote
from builder.mapping.terms import term
from builder.places import Place
from builder.project import Project
from builder.seeds.loader import check_seeds, load_seeds
from builder.seeds.source import Steps
from builder.seeds.values import LineRange
from builder.tracing.origins import EXCEPTIONS, FIELDS, PARTS, fields_of, kind_of
from builder.tracing.records import Made, Origins, records_of
from tests.seeds.worlds import WORLD

from .perturbing import TEXTS, Influences, field_of, influences, scalars

SEVERAL = {
    ("attestation", "rdfs:label"): "grade",  # body, cycle, subject, grade word, basis, document, lines
    ("commissioner", "peel:oversees"): "with",  # kind of relation, and the other body
    ("document", "dcterms:identifier"): "value",  # scheme and value
    ("document", "peel:evidence"): "lines",  # of the document itself: its key, lines
    ("doubt", "rdfs:label"): "kind",  # kind, id
    ("evidence", "oa:hasSelector"): "lines",
    ("evidence", "rdfs:label"): "title",  # title of the document, lines
    ("finding", "rdfs:label"): "text",  # kind, text
    ("force", "peel:borders"): "with",  # kind of relation, and the other body
    ("grade-count", "peel:grade"): "grade",  # grade, and the scheme of the cycle
    ("grade-count", "rdfs:label"): "count",  # cycle, subject, count, grade word, title of the document
    ("headline_questions", "rdfs:label"): "",  # cycle, subject
    ("inspection", "peel:conductedBy"): "inspectorates",  # cycle, and the inspectorates of the cycle
    ("inspection", "rdfs:label"): "",  # cycle, body
    ("judgment", "peel:attestation"): "lines",  # body, cycle, subject, basis, document, lines
    ("judgment", "peel:generatedBy"): "",  # body, cycle
    ("judgment", "peel:grade"): "grade",  # grade, and the scheme of the cycle
    ("judgment", "rdfs:label"): "grade",  # body, cycle, subject, grade word
    ("membership", "rdfs:label"): "role_name",  # name, role
    ("observation", "peel:unit"): "unit",  # metric, and the unit of the metric
    ("observation", "rdfs:label"): "value",  # metric, thing, period, status, value, unit
    ("population", "rdfs:label"): "count",  # cycle, subject, count
    ("relation", "rdfs:label"): "",  # the two bodies
    ("questions", "peel:code"): "",  # cycle, what it is a question of, set, number
    ("questions", "rdfs:label"): "",  # the same
    ("subjects", "peel:code"): "subject",  # cycle, slug
    ("subjects", "rdfs:label"): "name",  # name of the cycle, name
    ("ungraded", "peel:generatedBy"): "",  # body, cycle
    ("ungraded", "rdfs:label"): "state",  # body, cycle, subject, state
}
"""What is made of several fields, by the kind of thing or the section, and the property, with the field to change; none
where it is the thing as a whole that stands for them, since no field is more to blame than another."""

CONSTANT = {
    "dcterms:conformsTo",  # RFC 5147
    "peel:basis",  # listed, where a count names bodies
    "peel:hasText",  # true for a document that a file is curated from, false for a cited one
    "peel:source",  # the document of the file, by whatever key
    "qb:dataSet",
    "rdf:type",
}
"""Properties that no value of a record makes, but that there is such a record."""


TAKEN_OVER = {("inspection", "peel:conductedBy"), ("observation", "peel:unit")}
"""What may stand in the record of another thing, in another file."""


def is_one_of(pairs: Collection[tuple[str, str]], record: Made, triple: Triple) -> bool:
    """Whether the section of a record or the kind of the subject is among these pairs, with the property."""
    who = {record.section, kind_of(triple.subject)}
    return any(each in who and triple.predicate == term(name) for each, name in pairs)


def traced(found: Influences) -> Iterator[tuple[Made, Triple, Place, dict[Place, str]]]:
    """Each triple of a case with its record, the place it is traced to, and those of the values that make it.

    The latter with the field that holds the value.
    """
    origins = Origins(found.seeds)
    for path, record in found.records.items():
        for triple in record.triples:
            values = {place_in(found, value): field_of(value) for value in found.of.get((path, triple), ())}
            yield record, triple, origins.of_triple(record, triple), values


def place_in(found: Influences, path: Steps) -> Place:
    """The place of a value of a case."""
    return Place("case.yaml", *found.source.place(path))


@pytest.mark.parametrize("name", TEXTS)
def test_what_one_value_makes_is_traced_to_it(name: str) -> None:
    """And what several make to one of those in the record, or to what the thing as a whole stands on."""
    found = influences(name)
    within = {
        path: {place_in(found, inner) for inner, _ in scalars(found.source.data) if inner[: len(path)] == path}
        for path in found.records
    }
    wrong = []
    for record, triple, place, values in traced(found):
        if is_one_of(SEVERAL, record, triple):
            thing = Origins(found.seeds).of_thing(record, triple.subject)
            right = place in {*values, *within[record.path], thing}
            right |= place.file != "case.yaml" and is_one_of(TAKEN_OVER, record, triple)
        else:
            right = not values or [*values] == [place]
        if not right:
            wrong.append(f"{record.section}: {triple} is traced to {place}, made at {sorted(map(str, values))}")
    assert wrong == []


def test_every_kind_of_triple_is_proved() -> None:
    """No property of any section is left out, but for those that no value makes."""
    proved: set[tuple[str, str, object]] = set()
    rest: set[tuple[str, str, object]] = set()
    for name in TEXTS:
        for record, triple, _, values in traced(influences(name)):
            key = record.section, kind_of(triple.subject), triple.predicate
            (proved if values else rest).add(key)
    constant = {term(name) for name in CONSTANT}
    assert [key for key in rest - proved if key[2] not in constant] == []
    assert len(proved) >= 300


@pytest.mark.parametrize("pair", SEVERAL)
def test_where_several_values_make_one_it_is_the_one_to_change(pair: tuple[str, str]) -> None:
    """In each section; what can't be changed by itself in one record can in another."""
    hit: set[str] = set()
    missed: set[str] = set()
    for name in TEXTS:
        found = influences(name)
        for record, triple, place, values in traced(found):
            if is_one_of([pair], record, triple) and len(values) > 1:
                whole = Origins(found.seeds).of_thing(record, triple.subject)
                right = values.get(place) == SEVERAL[pair] if SEVERAL[pair] else place == whole
                (hit if right else missed).add(record.section)
    assert hit
    assert missed - hit == set()


def test_nearly_every_value_takes_part() -> None:
    """The others make only IRIs of things, are for the builder alone, or can't be changed by themselves."""
    alone = {"area_name", "file", "inspects", "wrong", "right"}
    values, idle = 0, []
    for name in TEXTS:
        found = influences(name)
        values += sum(1 for _ in scalars(found.source.data))
        idle += [path for path in found.idle if not alone & set(path)]
    assert values >= 800
    assert len(idle) / values < 0.1


def lines_of_the_tables(section: str, triple: Triple) -> set[tuple[str, str]]:
    """The lines of the tables that say something of a triple: whom they are for, and the property they name."""
    kind, value = kind_of(triple.subject), triple.object
    sort = value.datatype if isinstance(value, Literal) else value
    tables = {"": FIELDS, **EXCEPTIONS}
    for holder in (f"{section}/{kind}", f"/{kind}", section, ""):
        for name in tables.get(holder, {}):
            predicate, *sorts = name.split()
            if triple.predicate == term(predicate) and all(sort == term(each) for each in sorts):
                return {(holder, name)}
    return set()


def quoted_records() -> list[Made]:
    """The records of a document of the realm, with a quote on the lines of one figure and one finding."""
    seeds = check_seeds((path, path.name) for path in WORLD.glob("*.yaml"))
    (seed,) = (seed for seed in seeds.files if seed.name == "report.yaml")
    quotes = {"report-2016-ashshire": {LineRange(12, 13): Quote("£17.0m", "a saving of ", " by spring")}}
    return list(records_of(seed, seeds.registry, quotes))


def test_quoted_words_are_traced_to_the_lines_they_stand_on() -> None:
    """To the lines of whatever record names them: the words are not in the seeds."""
    seeds = check_seeds((path, path.name) for path in WORLD.glob("*.yaml"))
    origins = Origins(seeds)
    found = {
        (record.section, triple.predicate.value.rpartition("#")[2])
        for record in quoted_records()
        for triple in record.triples
        if str(triple.subject).endswith("/quote>") and triple.predicate != term("rdfs:label")
        for place in [origins.of_triple(record, triple)]
        if text_at(place).startswith("12-13")
    }
    assert found == {
        (section, name)
        for section in ("judgments", "metrics", "findings")
        for name in ("type", "exact", "prefix", "suffix")
    }


def text_at(place: Place) -> str:
    """What stands in a file of the realm at a place."""
    return (WORLD / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1][place.column - 1 :]


def test_the_tables_know_all_that_is_made_and_nothing_else(project: Project) -> None:
    """Of the cases and of the real seeds."""
    real = load_seeds(project)
    records = [record for name in TEXTS for record in influences(name).records.values()]
    records += [record for seed in real.files for record in records_of(seed, real.registry)]
    records += quoted_records()
    unknown = {
        (record.section, triple.predicate.value)
        for record in records
        for triple in record.triples
        if fields_of(record.section, triple) is None
    }
    assert unknown == set()
    some = {}
    for record in records:
        for triple in record.triples:
            sort = triple.object.datatype if isinstance(triple.object, Literal) else triple.object
            some[record.section, kind_of(triple.subject), triple.predicate, sort] = triple
    used = {line for (section, *_), triple in some.items() for line in lines_of_the_tables(section, triple)}
    assert {(holder, name) for holder, table in {"": FIELDS, **EXCEPTIONS}.items() for name in table} - used == set()
    assert PARTS.keys() - {f"{holder}/{kind}" for section, kind, *_ in some for holder in (section, "")} == set()
