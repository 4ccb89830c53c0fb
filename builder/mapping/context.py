"""What the mapping of one file needs to know beside the record: names of other things, and the file's document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from builder.mapping.pages import page_iri, page_key
from builder.mapping.quotes import Quote, QuotedLines, Quotes
from builder.mapping.terms import code, describe, integer, term, thing
from builder.seeds.records import (
    Document,
    Fact,
    GradeCount,
    Judgment,
    Observation,
    Organisation,
    Published,
    Question,
    SeedFile,
    Spot,
)
from builder.seeds.records import Subject as SubjectRecord
from builder.seeds.registry import Registry, sections
from builder.seeds.values import LineRange

RFC5147 = NamedNode("http://tools.ietf.org/rfc/rfc5147")


@dataclass(frozen=True, slots=True)
class Context:
    """The registry of all seeds, the document of this file (none in reference files) and its local ids.

    ``quotes`` holds the document's words for ranges of its lines, where they are to stand in the graph.
    """

    registry: Registry
    document: Document | None
    local: dict[str, NamedNode]
    quotes: QuotedLines = field(default_factory=dict)

    def ref(self, kind: str, key: str) -> NamedNode:
        """IRI of the thing that a reference of this kind leads to."""
        found = self.registry.find(kind, key)
        return thing(f"{found.kind if found else kind}/{key}")

    def refs(self, kind: str, keys: Iterable[str]) -> list[NamedNode]:
        """IRIs of several things."""
        return [self.ref(kind, key) for key in keys]

    def maybe(self, kind: str, key: str | None) -> NamedNode | None:
        """IRI of a thing that may be absent."""
        return self.ref(kind, key) if key else None

    def name(self, kind: str, key: str) -> str:
        """Name of a thing for labels; a question is named by its number and what it is a question of."""
        found = self.registry.find(kind, key)
        if found is None:
            return key
        if isinstance(found.record, Question):
            above = self.name("subject", found.record.of)
            label = f"{above}, question {found.record.number}"
            return f"{label} ({found.record.set.replace('-', ' ')})" if found.record.set else label
        if isinstance(found.record, Document):
            return found.record.title
        return str(getattr(found.record, "name", None) or key)

    def subject_phrase(self, cycle: str, subject: str) -> str:
        """Cycle and subject as part of a label, such as ``PEEL 2016 efficiency``."""
        found = self.registry.find("subject", subject)
        name = self.name("subject", subject)
        if found and isinstance(found.record, SubjectRecord | Question):
            name = name[:1].lower() + name[1:]
        return f"{self.name('cycle', cycle)} {name}"

    @property
    def document_key(self) -> str:
        """Key of the document; facts stand in document seeds only."""
        return self.document.key() if self.document else ""

    def evidence_iri(self, lines: LineRange) -> NamedNode:
        """IRI of a line range of the document; facts that stand on the same lines share it."""
        return thing(f"evidence/{self.document_key}/L{lines}")

    def evidence(self, record: Fact) -> list[NamedNode]:
        """IRIs of all line ranges that support a fact."""
        return [self.evidence_iri(spot.lines) for spot in record.spots()]

    def evidence_triples(self, spots: Iterable[Spot]) -> Iterator[Triple]:
        """The evidence nodes of the given places, each with its RFC 5147 line fragment.

        RFC 5147 section 2.1.2 counts positions between lines: lines 12 to 13 are ``line=11,13``. Where the words of the
        lines are at hand, a text quote refines that.
        """
        if self.document is None:
            return
        title = self.document.title
        for lines in {spot.lines for spot in spots}:
            node = self.evidence_iri(lines)
            selector = thing(f"evidence/{self.document_key}/L{lines}/selector")
            plural = "lines" if lines.last > lines.first else "line"
            yield from describe(
                node, "peel:Evidence", f"{title}, {plural} {lines}",
                ("peel:source", thing(f"document/{self.document_key}")),
                ("peel:firstLine", integer(lines.first)),
                ("peel:lastLine", integer(lines.last)),
                ("oa:hasSelector", selector),
            )  # fmt: skip
            yield from describe(
                selector, "oa:FragmentSelector", f"Selector of {plural} {lines}, {title}",
                ("dcterms:conformsTo", RFC5147),
                ("rdf:value", code(f"line={lines.first - 1},{lines.last}")),
            )  # fmt: skip
            if quote := self.quotes.get(lines):
                yield from self._quote_triples(selector, f"{plural} {lines}, {title}", lines, quote)

    def _quote_triples(self, selector: NamedNode, where: str, lines: LineRange, quote: Quote) -> Iterator[Triple]:
        """The words among the lines that a selector finds."""
        node = thing(f"evidence/{self.document_key}/L{lines}/quote")
        yield Triple(selector, term("oa:refinedBy"), node)
        yield from describe(
            node, "oa:TextQuoteSelector", f"Words of {where}",
            ("oa:exact", code(quote.exact)),
            ("oa:prefix", code(quote.prefix)),
            ("oa:suffix", code(quote.suffix)),
        )  # fmt: skip


def local_subject(cycle: str, subject: str) -> str:
    """A subject as part of the IRI of something that names the cycle already."""
    return subject.removeprefix(f"{cycle}/")


def judgment_path(cycle: str, body: str, subject: str) -> str:
    """What identifies a judgment: cycle, body and subject."""
    return f"{cycle}/{body}/{local_subject(cycle, subject)}"


def observation_iri(record: Observation) -> NamedNode:
    """IRI of a figure."""
    return thing(f"observation/{record.path}")


def make_context(content: SeedFile, registry: Registry, quotes: Quotes | None = None) -> Context:
    """The context of one seed file; with ``quotes``, its evidence has the words of its document."""
    local: dict[str, NamedNode] = {}
    document = content.document.key() if content.document else ""
    context = Context(registry, content.document, local, (quotes or {}).get(document, {}))
    if document:
        local[document] = thing(f"document/{document}")
    for _, records in sections(content):
        for record in records:
            if isinstance(record, Judgment):
                local[record.key()] = thing(f"judgment/{judgment_path(record.cycle, record.body, record.subject)}")
            elif isinstance(record, GradeCount):
                source = page_key(record.page) if record.page else document
                local[record.key()] = count_iri(source, record.cycle, record.subject, record.grade)
            elif isinstance(record, Organisation):  # perhaps the mention of a force or another body
                local[record.key()] = context.ref("agent", record.key())
            elif kind := type(record).DEFINES:
                path = f"{kind}/{document}/{record.key()}" if kind == "finding" else f"{kind}/{record.key()}"
                local[record.key()] = thing(path)
    local.update({record.id: observation_iri(record) for record in content.metrics if record.id})
    return context


def page_of(record: Published) -> NamedNode | None:
    """The page that a fact stands on as a whole; None where it stands on lines."""
    return page_iri(record.page) if record.page else None


def count_iri(source: str, cycle: str, subject: str, grade: str) -> NamedNode:
    """IRI of a published count, with the key of the document or of the page that publishes it."""
    return thing(f"grade-count/{source}/{cycle}/{local_subject(cycle, subject)}/{grade}")
