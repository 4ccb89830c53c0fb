"""The documents that the facts come from, their terms of use, and what each gave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.documentation.markdown import code, number, paragraphs, table, text
from builder.documentation.material import Material
from builder.seeds.loader import Seed
from builder.seeds.records import Document
from builder.seeds.registry import Registry

_GIVEN: Final = {
    "judgments": "grades stated",
    "counts": "national counts of a grade",
    "metrics": "figures",
    "findings": "findings",
    "collaborations": "collaborations",
    "change_programmes": "programmes of change",
    "events": "events",
    "organisations": "organisations",
    "people": "people",
    "posts": "posts",
    "places": "places",
    "cited_documents": "documents cited",
    "doubts": "doubts",
}
"""Sections of a document seed that a page counts, with what a record of each is called."""


def document_seeds(material: Material) -> list[tuple[Seed, Document]]:
    """The seed files of documents, by the key of the document."""
    seeds = [(seed, seed.content.document) for seed in material.graph.seeds.files]
    return sorted(((seed, document) for seed, document in seeds if document), key=lambda pair: pair[1].key())


def source_reference(material: Material, _argument: str) -> str:
    """Every document that was read: who published it when and under which terms, and how many records it gave."""
    parts = (_section(material, seed, document) for seed, document in document_seeds(material))
    return paragraphs(*(part for section in parts for part in section))


def _section(material: Material, seed: Seed, document: Document) -> Iterator[str]:
    registry = material.graph.seeds.registry
    yield f"## {document.key()}"
    dates = [f"{each.kind.replace('-', ' ')} {_span(str(each.date))}" for each in seed.content.dates]
    rows = [
        ["title", text(document.title)],
        ["kind", _name(registry, "document-kind", document.kind)],
        ["published by", ", ".join(_name(registry, "agent", key) for key in document.publishers)],
        ["about", ", ".join(_about(registry, document))],
        ["dates it states", ", ".join(dates) or "none"],
        ["identifiers", ", ".join(f"{each.scheme} {each.value}" for each in document.identifiers) or "none"],
        ["terms of use", f"{code(document.licence)}. {text(document.rights or '')}"],
        ["text file", f"{code(document.file)}, {number(document.line_count)} lines"],
        ["SHA-256", code(document.sha256)],
        ["curated in", f"[{code(seed.name)}](../{seed.name})"],
        ["gave", _given(seed)],
    ]
    yield table(["", ""], rows)


def _about(registry: Registry, document: Document) -> Iterator[str]:
    if document.about:
        yield _name(registry, "body", document.about)
    yield _name(registry, "cycle", document.cycle)


def _given(seed: Seed) -> str:
    counts = {name: len(getattr(seed.content, section)) for section, name in _GIVEN.items()}
    given = ", ".join(f"{name} ({number(count)})" for name, count in counts.items() if count)
    return f"{number(seed.records)} records: {given}"


def cited_documents(material: Material, _argument: str) -> str:
    """The documents that are known only from those that name them."""
    query = """
        SELECT ?key ?title (SAMPLE(?day) AS ?published) (GROUP_CONCAT(DISTINCT ?by; separator=", ") AS ?citing)
        WHERE {
          ?document peel:hasText false ; peel:code ?key ; rdfs:label ?title .
          ?other peel:cites ?document ; peel:code ?by .
          OPTIONAL { ?document peel:published ?exact FILTER NOT EXISTS { ?document peel:datePrecision ?any } }
          OPTIONAL { ?document peel:published ?first ; peel:datePrecision ?precision }
          BIND(IF(BOUND(?precision), SUBSTR(STR(?first), 1, IF(?precision = "month", 7, 4)), STR(?exact)) AS ?day)
        }
        GROUP BY ?key ?title
        ORDER BY ?key
    """
    rows = [
        [code(key), text(title), published, ", ".join(code(each) for each in sorted(citing.split(", ")))]
        for key, title, published, citing in material.words(query)
    ]
    return table(["key", "title", "published", "named by"], rows)


def page_hosts(material: Material, _argument: str) -> str:
    """The sites whose pages support facts, and how many facts of each sort, the most pages first."""
    query = """
        SELECT ?host (COUNT(DISTINCT ?page) AS ?pages) (COUNT(DISTINCT ?judgment) AS ?judgments)
          (COUNT(DISTINCT ?count) AS ?counts)
        WHERE {
          ?page a peel:Page ; peel:address ?address .
          BIND(REPLACE(STR(?address), "^https?://([^/]+).*$", "$1") AS ?host)
          { ?judgment a peel:Judgment ; peel:page ?page }
          UNION { ?count a peel:GradeCount ; peel:page ?page }
          UNION { ?other peel:page ?page }
        }
        GROUP BY ?host
        ORDER BY DESC(?pages) ?host
    """
    rows = [
        [code(host), number(int(pages)), number(int(judgments)), number(int(counts))]
        for host, pages, judgments, counts in material.words(query)
    ]
    return table(["site", "pages", "grades", "counts"], rows, right=(1, 2, 3))


def _name(registry: Registry, kind: str, key: str) -> str:
    found = registry.find(kind, key)
    return text(str(getattr(found.record, "name", key))) if found else text(key)


def _span(days: str) -> str:
    """A span of days, a whole month by its name alone."""
    first, to, last = days.partition(" to ")
    return first[:7] if to and first.endswith("-01") and first[:7] == last[:7] else days
