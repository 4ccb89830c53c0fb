"""Triples of the reference records: bodies, programmes, schemes, code lists, metrics and units."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from builder.mapping.context import Context
from builder.mapping.terms import boolean, code, describe, integer, term, thing, typed, words
from builder.namespaces import PREFIXES
from builder.seeds.records import (
    Code,
    Commissioner,
    Cycle,
    Force,
    FunctionDefinition,
    GradeScheme,
    Inspectorate,
    MetricDefinition,
    Place,
    PoliceAuthority,
    Programme,
    SchemeDescriptor,
    Subject,
    UnitDefinition,
)

STATISTICS = "http://statistics.data.gov.uk/id/statistical-geography/"
SCHEMES: dict[str, str] = {
    "basis": "peel:Basis",
    "status": "peel:ObservationStatus",
    "qualifier": "peel:Qualifier",
    "finding-kind": "peel:FindingKind",
    "collaboration-kind": "peel:CollaborationKind",
    "doubt-kind": "peel:DoubtKind",
    "document-kind": "peel:DocumentKind",
    "organisation-kind": "peel:OrganisationKind",
    "place-kind": "peel:PlaceKind",
    "ungraded-state": "peel:UngradedState",
    "polarity": "peel:Polarity",
    "progress": "peel:Progress",
    "theme": "peel:Theme",
}
"""Class of the members of each code list."""

SUBJECTS: dict[str, str] = {
    "area": "peel:PolicingArea",
    "pillar": "peel:Pillar",
    "programme": "peel:ProgrammeSubject",
}
"""Class of each kind of subject."""


def area(gss: str) -> NamedNode:
    """The statistical geography of a GSS code; an area, never the body that polices it."""
    return NamedNode(STATISTICS + gss)


def force(record: Force, context: Context) -> Iterator[Triple]:
    """A police force with its names, identifiers, region and area."""
    yield from describe(
        thing(f"force/{record.force}"), "peel:Force", record.name,
        ("skos:prefLabel", words(record.name)),
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("skos:notation", typed(record.force, "peel:policeUkId")),
        ("skos:notation", typed(record.gss, "peel:gssCode")),
        ("skos:notation", typed(record.hmicfrs or record.force, "peel:hmicfrsPath")),
        ("peel:region", context.ref("place", record.region)),
        ("dcterms:spatial", area(record.gss)),
    )  # fmt: skip
    yield Triple(context.ref("place", record.region), term("rdf:type"), term("peel:Region"))


def police_authority(record: PoliceAuthority, _: Context) -> Iterator[Triple]:
    """A police authority and the force it oversaw."""
    yield from describe(
        thing(f"authority/{record.authority}"), "peel:PoliceAuthority", record.name,
        ("skos:prefLabel", words(record.name)),
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("peel:oversees", thing(f"force/{record.oversees}")),
        ("peel:existedUntil", typed(str(record.until.end.year), "xsd:gYear") if record.until else None),
    )  # fmt: skip


def commissioner(record: Commissioner, _: Context) -> Iterator[Triple]:
    """The office of a police and crime commissioner."""
    yield from describe(
        thing(f"commissioner/{record.commissioner}"), "peel:Commissioner", record.name,
        ("skos:prefLabel", words(record.name)),
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("peel:oversees", thing(f"force/{record.oversees}")),
    )  # fmt: skip


def inspectorate(record: Inspectorate, context: Context) -> Iterator[Triple]:
    """An inspectorate with all names it has had."""
    yield from describe(
        thing(f"inspectorate/{record.inspectorate}"), "peel:Inspectorate", record.name,
        ("skos:prefLabel", words(record.name) if record.name else None),
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def place(record: Place, context: Context) -> Iterator[Triple]:
    """A place, with the evidence of the document that names it."""
    node = thing(f"place/{record.place}")
    yield Triple(node, term("rdf:type"), term("peel:Place"))
    yield from describe(
        node, "peel:Region" if record.kind == "region" else (), record.name,
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("peel:placeKind", context.maybe("place-kind", record.kind)),
        ("peel:withinPlace", context.maybe("place", record.part_of)),
        ("dcterms:spatial", area(record.gss) if record.gss else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def programme(record: Programme, _: Context) -> Iterator[Triple]:
    """A programme of inspections."""
    yield from describe(
        thing(f"programme/{record.programme}"), "peel:Programme", record.name,
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("dcterms:description", words(record.definition) if record.definition else None),
    )  # fmt: skip


def cycle(record: Cycle, context: Context) -> Iterator[Triple]:
    """One edition of a programme."""
    yield from describe(
        thing(f"cycle/{record.cycle}"), "peel:Cycle", record.name,
        ("peel:code", code(record.cycle)),
        ("peel:ofProgramme", thing(f"programme/{record.programme}")),
        ("peel:year", integer(record.year)),
        ("peel:scheme", thing(f"scheme/{record.scheme}") if record.scheme else None),
        ("peel:conductedBy", context.refs("inspectorate", record.inspectorates)),
    )  # fmt: skip


def subject(record: Subject, context: Context) -> Iterator[Triple]:
    """A pillar, a programme judged as a whole, or an area; an area's label begins with its cycle."""
    node = thing(f"subject/{record.key()}")
    label = context.subject_phrase(record.cycle, record.key()) if record.cycle else record.name
    yield from describe(
        node, SUBJECTS[record.kind], label,
        ("skos:prefLabel", words(record.name)),
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("skos:definition", words(record.definition) if record.definition else None),
        ("peel:code", code(record.key())),
        ("peel:inCycle", thing(f"cycle/{record.cycle}") if record.cycle else None),
        ("peel:subjectOf", thing(f"programme/{record.programme}")),
        ("peel:continuedBy", [thing(f"subject/{each.subject}") for each in record.continued_by]),
        ("peel:continuationNote", [words(each.reason) for each in record.continued_by]),
    )  # fmt: skip


def grade_scheme(record: GradeScheme, context: Context) -> Iterator[Triple]:
    """A scale with its grades."""
    scheme = thing(f"scheme/{record.scheme}")
    yield from describe(
        scheme, "peel:GradeScheme", record.name,
        ("skos:prefLabel", words(record.name)),
        ("peel:code", code(record.scheme)),
        ("dcterms:description", words(record.description)),
        ("peel:comparableWith", context.refs("scheme", record.comparable_with)),
    )  # fmt: skip
    for grade in record.grades:
        yield from describe(
            thing(f"grade/{record.scheme}/{grade.grade}"), "peel:Grade", grade.name,
            ("skos:prefLabel", words(grade.name)),
            ("skos:definition", words(grade.meaning)),
            ("peel:code", code(grade.word)),
            ("peel:inScheme", scheme),
            ("peel:rank", integer(grade.rank)),
            ("peel:polarity", context.maybe("polarity", grade.polarity)),
            ("skos:relatedMatch", context.refs("grade", grade.same_word_as)),
        )  # fmt: skip


def scheme_descriptor(record: SchemeDescriptor, context: Context) -> Iterator[Triple]:
    """Where a document describes a grade."""
    yield from describe(
        thing(f"grade/{record.scheme}/{record.grade}"), (), None,
        ("skos:scopeNote", words(record.meaning)),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def listed_code(kind: str, record: Code) -> Iterator[Triple]:
    """A member of a code list."""
    yield from describe(
        thing(f"{kind}/{record.code}"), SCHEMES[kind], record.name,
        ("skos:prefLabel", words(record.name)),
        ("skos:definition", words(record.definition)),
        ("peel:code", code(record.code)),
        ("peel:rank", integer(record.rank) if record.rank is not None else None),
    )  # fmt: skip


def unit(record: UnitDefinition, _: Context) -> Iterator[Triple]:
    """A unit, matched with QUDT's where QUDT has it."""
    yield from describe(
        thing(f"unit/{record.unit}"), "peel:Unit", record.name,
        ("skos:prefLabel", words(record.name)),
        ("peel:code", code(record.unit)),
        ("peel:symbol", code(record.symbol)),
        ("skos:exactMatch", NamedNode(PREFIXES["unit"] + record.qudt) if record.qudt else None),
    )  # fmt: skip


def metric(record: MetricDefinition, context: Context) -> Iterator[Triple]:
    """What is measured."""
    better = record.higher_is_better
    yield from describe(
        thing(f"metric/{record.metric}"), "peel:Metric", record.name,
        ("skos:prefLabel", words(record.name)),
        ("skos:definition", words(record.definition)),
        ("peel:code", code(record.metric)),
        ("peel:defaultUnit", thing(f"unit/{record.unit}")),
        ("peel:higherIsBetter", boolean(better) if better is not None else None),
        ("peel:theme", context.maybe("theme", record.theme)),
    )  # fmt: skip


def function(record: FunctionDefinition, _: Context) -> Iterator[Triple]:
    """A function that bodies may carry out together."""
    yield from describe(
        thing(f"function/{record.function}"), "peel:Function", record.name,
        ("skos:prefLabel", words(record.name)),
        ("skos:definition", words(record.definition) if record.definition else None),
    )  # fmt: skip
