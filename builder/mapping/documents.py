"""Triples of a document, of those it names, and of its links to other documents."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from builder.mapping.context import Context
from builder.mapping.terms import Object, boolean, code, day, describe, integer, term, thing, words
from builder.seeds.records import (
    ChangeProgramme,
    CitedDocument,
    Document,
    DocumentDate,
    Event,
    Organisation,
    Person,
    Post,
    Relation,
    Response,
)
from builder.seeds.values import Span

LICENCES = {
    "OGL-UK-3.0": "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}
DATE_PREDICATES = {
    "published": "peel:published",
    "updated": "peel:pageUpdated",
    "written": "peel:written",
    "framework-published": "peel:frameworkPublished",
}


def _precision(span: Span) -> Object | None:
    """What a date of less than day precision is known to; the first day of the span stands for it."""
    if span.start == span.end:
        return None
    return code("month" if span.is_month else "year")


def document(record: Document, context: Context) -> Iterator[Triple]:
    """The document that a seed file was curated from."""
    node = thing(f"document/{record.key()}")
    licence = LICENCES.get(record.licence)
    yield from describe(
        node, "peel:Document", record.title,
        ("dcterms:title", words(record.title)),
        ("peel:code", code(record.key())),
        ("peel:documentKind", context.ref("document-kind", record.kind)),
        ("dcterms:publisher", context.refs("agent", record.publishers)),
        ("peel:about", context.maybe("body", record.about)),
        ("peel:inCycle", context.ref("cycle", record.cycle)),
        ("peel:sha256", code(record.sha256)),
        ("peel:lineCount", integer(record.line_count)),
        ("peel:hasText", boolean(True)),
        ("dcterms:language", code(record.language)),
        ("dcterms:license", NamedNode(licence) if licence else None),
        ("dcterms:rights", words(record.rights) if record.rights else None),
        ("dcterms:identifier", [code(f"{each.scheme}:{each.value}") for each in record.identifiers]),
        ("peel:evidence", [iri for each in record.identifiers for iri in context.evidence(each)]),
    )  # fmt: skip
    for each in record.identifiers:
        yield from context.evidence_triples(each.spots())


def document_date(record: DocumentDate, context: Context) -> Iterator[Triple]:
    """A date of the document, or the fieldwork dates of its inspection."""
    if context.document is None:
        return
    if record.kind == "fieldwork":
        yield from describe(
            thing(f"inspection/{context.document.cycle}/{context.document.about}"), (), None,
            ("peel:fieldworkStart", day(record.date.start)),
            ("peel:fieldworkEnd", day(record.date.end)),
            ("peel:evidence", context.evidence(record)),
        )  # fmt: skip
        return
    yield from describe(
        thing(f"document/{context.document_key}"), (), None,
        (DATE_PREDICATES[record.kind], day(record.date.start)),
        ("peel:datePrecision", _precision(record.date)),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def cited_document(record: CitedDocument, context: Context) -> Iterator[Triple]:
    """A document that this one names."""
    node = thing(f"document/{record.document}")
    yield Triple(thing(f"document/{context.document_key}"), term("peel:cites"), node)
    yield from describe(
        node, "peel:Document", record.name,
        ("dcterms:title", words(record.name) if record.name else None),
        ("peel:code", code(record.document)),
        ("peel:documentKind", context.maybe("document-kind", record.kind)),
        ("dcterms:publisher", context.refs("agent", record.publishers)),
        ("peel:published", day(record.published.start) if record.published else None),
        ("peel:datePrecision", _precision(record.published) if record.published else None),
        ("peel:about", context.maybe("thing", record.about)),
        ("peel:inCycle", context.maybe("cycle", record.cycle)),
        ("peel:hasText", boolean(False) if record.defines else None),
        ("skos:note", words(record.note) if record.note else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def response(record: Response, context: Context) -> Iterator[Triple]:
    """A reply to a report."""
    yield from describe(
        thing(f"document/{record.response}"), "peel:Response", None,
        ("skos:altLabel", words(record.name)),
        ("peel:respondsTo", context.ref("document", record.responds_to)),
        ("dcterms:creator", context.ref("person", record.by)),
        ("peel:onBehalfOf", context.maybe("agent", record.on_behalf_of)),
        ("peel:addressedTo", context.maybe("person", record.addressed_to)),
        ("peel:written", day(record.date.start)),
        ("peel:datePrecision", _precision(record.date)),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def organisation(record: Organisation, context: Context) -> Iterator[Triple]:
    """An organisation that the document names, or the mention of a body known otherwise."""
    node = context.ref("agent", record.organisation)
    yield from describe(
        node, "org:Organization" if record.defines else (), record.name,
        ("skos:prefLabel", words(record.name) if record.name else None),
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("peel:organisationKind", context.maybe("organisation-kind", record.kind)),
        ("org:subOrganizationOf", context.maybe("agent", record.part_of)),
        ("skos:note", words(record.note) if record.note else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def person(record: Person, context: Context) -> Iterator[Triple]:
    """A public office-holder, the role held and where."""
    node = thing(f"person/{record.person}")
    kinds = ("foaf:Person", "peel:Inspector") if record.inspector else ("foaf:Person",)
    yield from describe(
        node, kinds, record.name,
        ("foaf:name", code(record.name) if record.name else None),
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("skos:note", words(record.note) if record.note else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip
    if record.role is None or record.role_name is None or record.organisation is None:
        return
    role = thing(f"role/{record.role}")
    yield from describe(role, "org:Role", record.role_name, ("skos:prefLabel", words(record.role_name)))
    yield from describe(
        thing(f"membership/{record.person}/{record.role}/{record.organisation}"), "org:Membership",
        f"{context.name('person', record.person)}, {record.role_name}",
        ("org:member", node),
        ("org:role", role),
        ("org:organization", context.ref("agent", record.organisation)),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def post(record: Post, context: Context) -> Iterator[Triple]:
    """An office named without its holder."""
    yield from describe(
        thing(f"post/{record.post}"), "org:Post", record.name,
        ("org:postIn", context.maybe("agent", record.organisation)),
        ("skos:note", words(record.note) if record.note else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def relation(record: Relation, context: Context) -> Iterator[Triple]:
    """A lasting relation between bodies, with a node that carries its evidence."""
    predicate = "peel:borders" if record.kind == "borders" else "peel:oversees"
    subject = context.ref("body", record.body)
    for other in record.with_:
        value = context.ref("body", other)
        yield Triple(subject, term(predicate), value)
        verb = "borders" if record.kind == "borders" else "oversees"
        yield from describe(
            thing(f"relation/{record.kind}/{record.body}/{other}"), "peel:StatedRelation",
            f"{context.name('body', record.body)} {verb} {context.name('body', other)}",
            ("peel:relationSubject", subject),
            ("peel:relationPredicate", term(predicate)),
            ("peel:relationObject", value),
            ("peel:evidence", context.evidence(record)),
        )  # fmt: skip


def change_programme(record: ChangeProgramme, context: Context) -> Iterator[Triple]:
    """A body's programme of change."""
    yield from describe(
        thing(f"change-programme/{record.programme}"), "peel:ChangeProgramme", record.name,
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("peel:about", context.maybe("thing", record.body)),
        ("peel:startDate", day(record.since.start) if record.since else None),
        ("peel:endDate", day(record.until.end) if record.until else None),
        ("peel:progress", context.maybe("progress", record.status)),
        ("peel:statement", words(record.text) if record.text else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def event(record: Event, context: Context) -> Iterator[Triple]:
    """Something that happened or is planned."""
    span = record.date or record.period
    yield from describe(
        thing(f"event/{record.event}"), "peel:Event", record.name,
        ("peel:about", context.maybe("thing", record.about)),
        ("peel:startDate", day(span.start) if span else None),
        ("peel:endDate", day(span.end) if span else None),
        ("peel:progress", context.maybe("progress", record.status)),
        ("peel:statement", words(record.text) if record.text else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip
