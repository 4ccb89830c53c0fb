"""Which field of a record each triple is made from: the mapping (``builder.mapping``), read backwards.

A field is named as it is written in a seed file; a dot leads into it, so that ``comparator.ref`` is the ``ref`` of the
``comparator``. Of a list, that item is meant which the value was made from. Besides:

- ``lines`` is the range of lines in question, whether it stands under ``lines``, ``evidence`` or ``margin_lines``;
- ``.`` is the thing as a whole: its record, or what PARTS says of it;
- ``cycle > inspectorates`` leads to the ``inspectorates`` of what the field ``cycle`` names, in whatever file;
- ``/document.title`` starts at the top of the file;
- of several fields, the first that is written counts: what is left out has its value from the next.

Where several fields make one value together, the table names the one that a person would change: what the thing is
called by (its IRI) is given, and a label that is wrong is wrong in the rest.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from builder.mapping.terms import term
from builder.namespaces import PEELID

Fields: TypeAlias = tuple[str, ...]

ITSELF: Final = "."
LINES: Final = "lines"

FIELDS: Final[dict[str, str | Fields]] = {
    "rdf:type": ITSELF,
    "rdfs:label": "name",
    "dcterms:creator": "by",
    "dcterms:description": "definition",
    "dcterms:identifier": "identifiers.value",
    "dcterms:language": "language",
    "dcterms:license": "licence",
    "dcterms:publisher": "publishers",
    "dcterms:rights": "rights",
    "dcterms:spatial": "gss",
    "dcterms:title": "title",
    "foaf:name": "name",
    "oa:hasTarget": "about",
    "org:postIn": "organisation",
    "org:subOrganizationOf": "part_of",
    "peel:about": "about",
    "peel:address": "page",
    "peel:addressedTo": "addressed_to",
    "peel:asPrinted": ("printed", "evidence.printed"),
    "peel:borders": "with",
    "peel:changeFrom": "change.from",
    "peel:changeTo": "change.to",
    "peel:cites": "document",
    "peel:code": "code",
    "peel:collaborationKind": "kind",
    "peel:comparableWith": "comparable_with",
    "peel:comparator": "comparator.ref",
    "peel:conductedBy": "inspectorates",
    "peel:confidenceLevel": "level",
    "peel:continuationNote": "continued_by.reason",
    "peel:continuedBy": "continued_by.subject",
    "peel:datePrecision": "date",
    "peel:defaultUnit": "unit",
    "peel:documentKind": "kind",
    "peel:doubtKind": "kind",
    "peel:endDate": "until",
    "peel:evidence": LINES,
    "peel:existedUntil": "until",
    "peel:fieldworkEnd": "date",
    "peel:fieldworkStart": "date",
    "peel:findingKind": "kind",
    "peel:frameworkPublished": "date",
    "peel:function": "functions",
    "peel:generatedBy": ITSELF,
    "peel:grade": "grade",
    "peel:hasText": ITSELF,
    "peel:higherIsBetter": "higher_is_better",
    "peel:inCycle": "cycle",
    "peel:judges": "body",
    "peel:leadParticipant": "lead",
    "peel:lineCount": "line_count",
    "peel:margin": "margin",
    "peel:metric": "metric",
    "peel:names": "bodies",
    "peel:number": "number",
    "peel:numberOfBodies": "count",
    "peel:ofProgramme": "programme",
    "peel:onBehalfOf": "on_behalf_of",
    "peel:organisationKind": "kind",
    "peel:oversees": "oversees",
    "peel:page": "page",
    "peel:pageUpdated": "date",
    "peel:paragraph": "paragraph",
    "peel:partOfCollaboration": "part_of",
    "peel:partOfTotal": "part_of",
    "peel:participant": "participants",
    "peel:participantText": "participants_text",
    "peel:periodEnd": "period",
    "peel:periodStart": "period",
    "peel:periodStated": "period_stated",
    "peel:placeKind": "kind",
    "peel:precision": "value",
    "peel:progress": "status",
    "peel:published": "date",
    "peel:qualifier": "qualifier",
    "peel:questionOf": ("of", "subject"),
    "peel:questionSet": "set",
    "peel:rank": "rank",
    "peel:recurrenceOf": "recurring",
    "peel:region": "region",
    "peel:remainder": "remainder",
    "peel:respondsTo": "responds_to",
    "peel:saidBy": "said_by",
    "peel:scheme": "scheme",
    "peel:sha256": "sha256",
    "peel:sharePart": "share.part",
    "peel:shareWhole": "share.whole",
    "peel:startDate": "since",
    "peel:statement": "text",
    "peel:status": "status",
    "peel:subject": "subject",
    "peel:subjectOf": "programme",
    "peel:symbol": "symbol",
    "peel:target": "target.ref",
    "peel:theme": "theme",
    "peel:ungradedState": "state",
    "peel:unit": ("unit", "metric > unit"),
    "peel:value": "value",
    "peel:variant": "variant",
    "peel:withinPlace": "part_of",
    "peel:wording": "wording",
    "peel:written": "date",
    "peel:year": "year",
    "qb:dataSet": ITSELF,
    "skos:altLabel": "other_names",
    "skos:closeMatch": "same_as",
    "skos:definition": "definition",
    "skos:exactMatch": "qudt",
    "skos:note": "note",
    "skos:prefLabel": "name",
    "skos:scopeNote": "meaning",
}
"""The field behind each property, in all sections but those of EXCEPTIONS."""

PARTS: Final[dict[str, str]] = {
    "/attestation": LINES,
    "/evidence": LINES,
    "counts/inspection": "bodies",
    "counts/judgment": "bodies",
    "forces/place": "region",
    "grade_schemes/grade": "grades",
    "people/membership": "role",
    "people/role": "role",
    "relations/relation": "with",
}
"""What makes a thing that is not the record's own, by ``section/kind of thing``; without a section for all of them."""

EXCEPTIONS: Final[dict[str, dict[str, str | Fields]]] = {
    # kinds of thing that several sections make
    "/attestation": {"rdfs:label": "grade", "peel:basis": ("basis", LINES)},
    "/evidence": {
        "rdfs:label": "/document.title",
        "dcterms:conformsTo": ITSELF,
        "oa:exact": ITSELF,
        "oa:hasSelector": ITSELF,
        "oa:prefix": ITSELF,
        "oa:refinedBy": ITSELF,
        "oa:suffix": ITSELF,
        "peel:firstLine": ITSELF,
        "peel:lastLine": ITSELF,
        "peel:source": "/document.key",
        "rdf:value": ITSELF,
    },
    "/inspection": {"rdfs:label": ITSELF, "peel:conductedBy": "cycle > inspectorates", "peel:inspects": "body"},
    "/judgment": {"rdfs:label": "grade", "peel:attestation": LINES},
    # things beside those that a record is about
    "counts/inspection": {"peel:inspects": ITSELF},
    "counts/judgment": {"peel:judges": ITSELF},
    "grade_schemes/grade": {
        "peel:code": "word",
        "peel:inScheme": "scheme",
        "peel:polarity": "polarity",
        "skos:definition": "meaning",
        "skos:relatedMatch": "same_word_as",
    },
    "people/membership": {
        "rdfs:label": "role_name",
        "org:member": "person",
        "org:organization": "organisation",
        "org:role": "role",
    },
    "people/role": {"rdfs:label": "role_name", "skos:prefLabel": "role_name"},
    "relations/relation": {
        "rdfs:label": ITSELF,
        "peel:relationObject": ITSELF,
        "peel:relationPredicate": "kind",
        "peel:relationSubject": "body",
    },
    # what records are about
    "change_programmes": {"peel:about": "body"},
    "cited_documents": {
        "dcterms:title": "name",
        "peel:code": "document",
        "peel:datePrecision": "published",
        "peel:published": "published",
    },
    "counts": {"rdfs:label": "count"},
    "cycles": {"peel:code": "cycle"},
    "document": {"rdfs:label": "title", "peel:code": "key"},
    "doubts": {"rdfs:label": "kind"},
    "events": {"peel:endDate": ("date", "period"), "peel:startDate": ("date", "period")},
    "findings": {"rdfs:label": "text"},
    "forces": {
        "skos:notation peel:gssCode": "gss",
        "skos:notation peel:hmicfrsPath": ("hmicfrs", "force"),
        "skos:notation peel:policeUkId": "force",
    },
    "gaps": {"rdfs:label": "body", "peel:about": "body"},
    "grade_schemes": {"dcterms:description": "description", "peel:code": "scheme"},
    "headline_questions": {"rdfs:label": ITSELF},
    "metric_definitions": {"peel:code": "metric"},
    "metrics": {"rdfs:label": "value"},
    "page_doubts": {"rdfs:label": "kind", "oa:hasTarget": ("body", "grade", "cycle")},
    "people": {"rdf:type peel:Inspector": "inspector"},
    "places": {"rdf:type peel:Region": "kind"},
    "populations": {"rdfs:label": "count", "skos:note": "scope"},
    "questions": {"rdfs:label": ITSELF, "peel:code": ITSELF},
    "relations": {"peel:oversees": "with"},
    "responses": {"skos:altLabel": "name"},
    "subjects": {"rdf:type": "kind", "peel:code": "subject"},
    "ungraded": {"rdfs:label": "state"},
    "unit_definitions": {"peel:code": "unit"},
}
"""Other fields than those of FIELDS: for a kind of thing (``/kind``), a section, or a kind in a section. Behind a
property may stand the class that is the value, or the value's datatype."""


def kind_of(node: object) -> str:
    """The kind of a thing, from its IRI: what stands first behind ``…/id/``; empty where it is no thing of ours."""
    if not isinstance(node, NamedNode) or not node.value.startswith(PEELID):
        return ""
    return node.value.removeprefix(PEELID).partition("/")[0]


def part_of(section: str, kind: str) -> str:
    """The field that makes a thing of a kind which is not the record's own; ``.`` where it is."""
    return PARTS.get(f"{section}/{kind}") or PARTS.get(f"/{kind}") or ITSELF


def fields_of(section: str, triple: Triple) -> Fields | None:
    """The fields that the value of a triple is made from, in the order of their say; None for what no table knows."""
    kind = kind_of(triple.subject)
    value = triple.object
    sort = value.datatype if isinstance(value, Literal) else value
    for holder in (f"{section}/{kind}", f"/{kind}", section, ""):
        table = _tables().get(holder, {})
        for key in ((triple.predicate, sort), (triple.predicate, None)):
            if key in table:
                return table[key]
    return None


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[tuple[NamedNode, object], Fields]]:
    """The tables by whom they are for, with IRIs for prefixed names."""
    return {
        holder: {
            (term(name.split()[0]), term(name.split()[1]) if " " in name else None): (
                (fields,) if isinstance(fields, str) else fields
            )
            for name, fields in table.items()
        }
        for holder, table in {"": FIELDS, **EXCEPTIONS}.items()
    }
