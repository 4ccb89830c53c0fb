"""From records to triples: a stream per seed file, without a graph in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import Triple

from builder.mapping import documents, facts, reference
from builder.mapping.context import Context, make_context
from builder.mapping.pages import page, page_key
from builder.mapping.quotes import Quotes
from builder.seeds.records import CODE_LISTS, Fact, PageDoubt, Published, Record, SeedFile
from builder.seeds.registry import Registry, sections

Mapper = Callable[[Any, Context], Iterator[Triple]]

MAPPERS: dict[str, Mapper] = {
    "dates": documents.document_date,
    "responses": documents.response,
    "cited_documents": documents.cited_document,
    "forces": reference.force,
    "police_authorities": reference.police_authority,
    "commissioners": reference.commissioner,
    "inspectorates": reference.inspectorate,
    "organisations": documents.organisation,
    "places": reference.place,
    "people": documents.person,
    "posts": documents.post,
    "relations": documents.relation,
    "programmes": reference.programme,
    "cycles": reference.cycle,
    "subjects": reference.subject,
    "grade_schemes": reference.grade_scheme,
    "scheme_descriptors": reference.scheme_descriptor,
    "questions": facts.question,
    "headline_questions": facts.headline_question,
    "unit_definitions": reference.unit,
    "metric_definitions": reference.metric,
    "function_definitions": reference.function,
    "judgments": facts.judgment,
    "ungraded": facts.ungraded,
    "gaps": facts.gap,
    "counts": facts.grade_count,
    "populations": facts.population,
    "metrics": facts.observation,
    "collaborations": facts.collaboration,
    "change_programmes": documents.change_programme,
    "events": documents.event,
    "findings": facts.finding,
    "doubts": facts.doubt,
    "page_doubts": facts.page_doubt,
}
"""What turns the records of each section into triples; code lists go by their kind, hints of wrong ids give none."""

WITHOUT_TRIPLES = frozenset({"not_ids"})


def map_parts(
    content: SeedFile, registry: Registry, quotes: Quotes | None = None
) -> Iterator[tuple[str, Iterator[Triple]]]:
    """The triples of one seed file record by record, each with the key of the document that says so.

    The key is empty for reference data, and for gaps, which nothing says; a row of a table stands on its own page. A
    triple may come more than once. With ``quotes``, the lines of the document come with their words.
    """
    context = make_context(content, registry, quotes)
    if content.document:
        yield context.document_key, documents.document(content.document, context)
    for section, records in sections(content):
        for record in records:
            address = page_address(record)
            source = page_key(address) if address else context.document_key
            yield source, map_record(section, record, context)


def page_address(record: Record) -> str:
    """The address of the page that a record stands on as a whole; empty for all others."""
    return record.page or "" if isinstance(record, Published | PageDoubt) else ""


def map_record(section: str, record: Record, context: Context) -> Iterator[Triple]:
    """The triples of one record and of the lines or the page that support it."""
    if section in WITHOUT_TRIPLES:
        return
    if kind := CODE_LISTS.get(section):
        yield from reference.listed_code(kind, record)  # type: ignore[arg-type]
        return
    yield from MAPPERS[section](record, context)
    if isinstance(record, Fact):
        yield from context.evidence_triples(record.spots())
    if address := page_address(record):
        yield from page(address)
