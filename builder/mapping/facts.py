"""Triples of what documents say: questions, judgments, counts, figures, findings, collaborations and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import NamedNode, Triple

from builder.mapping.context import Context, count_iri, judgment_path, local_subject, observation_iri, page_of
from builder.mapping.pages import page_iri, page_key, page_name
from builder.mapping.terms import boolean, code, day, decimal, describe, integer, thing, words
from builder.seeds.records import (
    Collaboration,
    Doubt,
    Finding,
    Gap,
    GradeCount,
    HeadlineQuestion,
    Judgment,
    MetricDefinition,
    Observation,
    PageDoubt,
    Population,
    Question,
    Spot,
    Ungraded,
)


def question(record: Question, context: Context) -> Iterator[Triple]:
    """One numbered question of a round."""
    yield from describe(
        thing(f"subject/{record.key()}"), "peel:Question",
        f"{context.name('cycle', record.cycle)} {_lower(context.name('subject', record.key()))}",
        ("peel:code", code(record.key())),
        ("peel:inCycle", thing(f"cycle/{record.cycle}")),
        ("peel:questionOf", context.ref("subject", record.of)),
        ("peel:questionSet", code(record.set) if record.set else None),
        ("peel:number", integer(record.number)),
        ("peel:wording", words(record.wording)),
        ("skos:closeMatch", context.maybe("subject", record.same_as)),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def headline_question(record: HeadlineQuestion, context: Context) -> Iterator[Triple]:
    """The question asked of a pillar or programme as a whole."""
    yield from describe(
        thing(f"subject/{record.cycle}/{record.subject}/headline"), "peel:HeadlineQuestion",
        f"{context.subject_phrase(record.cycle, record.subject)}, the question as a whole",
        ("peel:inCycle", thing(f"cycle/{record.cycle}")),
        ("peel:questionOf", context.ref("subject", record.subject)),
        ("peel:wording", words(record.wording)),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def inspection(cycle: str, body: str, context: Context) -> Iterator[Triple]:
    """The inspection of one body in one cycle."""
    known = context.registry.cycle(cycle)
    yield from describe(
        thing(f"inspection/{cycle}/{body}"), "peel:Inspection",
        f"{context.name('cycle', cycle)} inspection of {context.name('body', body)}",
        ("peel:inspects", context.ref("body", body)),
        ("peel:inCycle", thing(f"cycle/{cycle}")),
        ("peel:conductedBy", context.refs("inspectorate", known.inspectorates) if known else None),
    )  # fmt: skip


def judgment(record: Judgment, context: Context) -> Iterator[Triple]:
    """A grade with an attestation for every place that supports it: lines of a document, or a page as a whole."""
    yield from graded(context, record.cycle, record.body, record.subject, record.grade, record.spots())
    path = judgment_path(record.cycle, record.body, record.subject)
    if record.page:
        yield from _on_page(record, record.page, context)
    if record.note:
        yield from describe(thing(f"judgment/{path}"), (), None, ("skos:note", words(record.note)))


def _on_page(record: Judgment, address: str, context: Context) -> Iterator[Triple]:
    """The attestation of a page."""
    path = judgment_path(record.cycle, record.body, record.subject)
    attestation = thing(f"attestation/{record.basis}/{path}/{page_key(address)}/page")
    label = _judgment_label(context, record.cycle, record.body, record.subject, record.grade)
    yield from describe(
        attestation, "peel:Attestation", f"{label}, {record.basis} on {page_name(address)}",
        ("peel:basis", thing(f"basis/{record.basis}")),
        ("peel:page", page_iri(address)),
    )  # fmt: skip
    yield from describe(
        thing(f"judgment/{path}"), (), None,
        ("peel:attestation", attestation),
        ("peel:page", page_iri(address)),
    )  # fmt: skip


def _judgment_label(context: Context, cycle: str, body: str, subject: str, grade: str) -> str:
    known = context.registry.cycle(cycle)
    word = context.registry.grades(known.scheme if known else None)[grade].word
    return f"{context.name('body', body)}, {context.subject_phrase(cycle, subject)}: {word}"


def graded(
    context: Context, cycle: str, body: str, subject: str, grade: str, spots: Iterable[Spot]
) -> Iterator[Triple]:
    """The judgment that a body got a grade; every spot names its basis."""
    spots = list(spots)
    path = judgment_path(cycle, body, subject)
    node = thing(f"judgment/{path}")
    known = context.registry.cycle(cycle)
    label = _judgment_label(context, cycle, body, subject, grade)
    yield from inspection(cycle, body, context)
    attestations = []
    for spot in spots:
        attestation = thing(f"attestation/{spot.basis}/{path}/{context.document_key}/L{spot.lines}")
        attestations.append(attestation)
        yield from describe(
            attestation, "peel:Attestation", f"{label}, {spot.basis} in {context.document_key}, lines {spot.lines}",
            ("peel:basis", thing(f"basis/{spot.basis}")),
            ("peel:evidence", context.evidence_iri(spot.lines)),
        )  # fmt: skip
    yield from describe(
        node, "peel:Judgment", label,
        ("peel:judges", context.ref("body", body)),
        ("peel:inCycle", thing(f"cycle/{cycle}")),
        ("peel:subject", context.ref("subject", subject)),
        ("peel:grade", thing(f"grade/{known.scheme if known and known.scheme else ''}/{grade}")),
        ("peel:generatedBy", thing(f"inspection/{cycle}/{body}")),
        ("peel:attestation", attestations),
        ("peel:evidence", [context.evidence_iri(spot.lines) for spot in spots]),
    )  # fmt: skip


def ungraded(record: Ungraded, context: Context) -> Iterator[Triple]:
    """A body without a grade, and the state it is in."""
    label = f"{context.name('body', record.body)}, {context.subject_phrase(record.cycle, record.subject)}"
    yield from inspection(record.cycle, record.body, context)
    yield from describe(
        thing(f"ungraded/{judgment_path(record.cycle, record.body, record.subject)}"), "peel:Ungraded",
        f"{label}: {context.name('ungraded-state', record.state)}",
        ("peel:judges", context.ref("body", record.body)),
        ("peel:inCycle", thing(f"cycle/{record.cycle}")),
        ("peel:subject", context.ref("subject", record.subject)),
        ("peel:ungradedState", context.ref("ungraded-state", record.state)),
        ("peel:generatedBy", thing(f"inspection/{record.cycle}/{record.body}")),
        ("peel:evidence", context.evidence(record)),
        ("peel:page", page_of(record)),
    )  # fmt: skip


def gap(record: Gap, context: Context) -> Iterator[Triple]:
    """A grade that was not found. It is no outcome, since nobody says that there is none."""
    label = f"{context.name('body', record.body)}, {context.subject_phrase(record.cycle, record.subject)}"
    yield from describe(
        thing(f"gap/{judgment_path(record.cycle, record.body, record.subject)}"), "peel:Gap", f"{label}: not found",
        ("peel:about", context.ref("body", record.body)),
        ("peel:inCycle", thing(f"cycle/{record.cycle}")),
        ("peel:subject", context.ref("subject", record.subject)),
    )  # fmt: skip


def grade_count(record: GradeCount, context: Context) -> Iterator[Triple]:
    """A published count, and a listed judgment for each body that it names."""
    known = context.registry.cycle(record.cycle)
    scheme = known.scheme if known and known.scheme else ""
    word = context.registry.grades(scheme)[record.grade].word
    source = page_key(record.page) if record.page else context.document_key
    yield from describe(
        count_iri(source, record.cycle, record.subject, record.grade), "peel:GradeCount",
        f"{context.subject_phrase(record.cycle, record.subject)}: {record.count} {word}, "
        f"by {page_name(record.page) if record.page else context.name('document', context.document_key)}",
        ("peel:inCycle", thing(f"cycle/{record.cycle}")),
        ("peel:subject", context.ref("subject", record.subject)),
        ("peel:grade", thing(f"grade/{scheme}/{record.grade}")),
        ("peel:numberOfBodies", integer(record.count)),
        ("peel:names", context.refs("body", record.bodies)),
        ("peel:remainder", boolean(True) if record.remainder else None),
        ("skos:note", words(record.note) if record.note else None),
        ("peel:evidence", context.evidence(record)),
        ("peel:page", page_of(record)),
    )  # fmt: skip
    listed = [Spot(spot.lines, spot.printed, "listed") for spot in record.spots()]
    for body in record.bodies:
        yield from graded(context, record.cycle, body, record.subject, record.grade, listed)


def population(record: Population, context: Context) -> Iterator[Triple]:
    """How many bodies were graded in all."""
    subject = local_subject(record.cycle, record.subject)
    yield from describe(
        thing(f"population/{context.document_key}/{record.cycle}/{subject}"), "peel:Population",
        f"{context.subject_phrase(record.cycle, record.subject)}: {record.count} bodies graded",
        ("peel:inCycle", thing(f"cycle/{record.cycle}")),
        ("peel:subject", context.ref("subject", record.subject)),
        ("peel:numberOfBodies", integer(record.count)),
        ("skos:note", words(record.scope) if record.scope else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def observation(record: Observation, context: Context) -> Iterator[Triple]:
    """One value of a metric."""
    found = context.registry.find("metric", record.metric)
    default = found.record.unit if found and isinstance(found.record, MetricDefinition) else "count"
    unit = record.unit or default
    period = record.period
    margin = record.margin
    yield from describe(
        observation_iri(record), "peel:Observation",
        f"{context.name('metric', record.metric)}, {context.name('thing', record.about)}, "
        f"{period or 'undated'}, {record.status}: {record.value:f} {context.name('unit', unit)}",
        ("qb:dataSet", thing("dataset/figures")),
        ("peel:metric", thing(f"metric/{record.metric}")),
        ("peel:about", context.ref("thing", record.about)),
        ("peel:value", decimal(record.value)),
        ("peel:precision", decimal(_last_digit(record.value))),
        ("peel:unit", thing(f"unit/{unit}")),
        ("peel:periodStart", day(period.start) if period else None),
        ("peel:periodEnd", day(period.end) if period else None),
        ("peel:periodStated", boolean(False) if period and not record.period_stated else None),
        ("peel:status", thing(f"status/{record.status}")),
        ("peel:variant", code(record.variant) if record.variant else None),
        ("peel:qualifier", context.maybe("qualifier", record.qualifier)),
        ("peel:asPrinted", [code(text) for text in _printed(record)]),
        ("peel:margin", decimal(margin) if margin is not None else None),
        ("peel:confidenceLevel", decimal(record.level) if record.level is not None else None),
        ("peel:comparator", context.local[record.comparator.ref] if record.comparator else None),
        ("peel:target", context.local[record.target.ref] if record.target else None),
        ("peel:changeFrom", context.local[record.change.from_] if record.change else None),
        ("peel:changeTo", context.local[record.change.to] if record.change else None),
        ("peel:partOfTotal", [context.local[each] for each in record.part_of]),
        ("peel:sharePart", context.local[record.share.part] if record.share else None),
        ("peel:shareWhole", context.local[record.share.whole] if record.share else None),
        ("peel:subject", context.maybe("subject", record.subject)),
        ("skos:note", words(record.note) if record.note else None),
        ("peel:evidence", [context.evidence_iri(spot.lines) for spot in record.spots()]),
        ("peel:page", page_of(record)),
    )  # fmt: skip


def _printed(record: Observation) -> list[str]:
    """The forms in which the figure is printed; of a page no more is known than the plain figures of the table."""
    return sorted({s.printed for s in record.spots() if s.printed}) or [format(record.value, "f")]


def _last_digit(value: Decimal) -> Decimal:
    """One unit of the last digit behind the point: 0.1 for 91.0, which says more than 91; 1 for whole numbers."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def collaboration(record: Collaboration, context: Context) -> Iterator[Triple]:
    """Bodies working together."""
    yield from describe(
        thing(f"collaboration/{record.collaboration}"), "peel:Collaboration", record.name,
        ("skos:altLabel", [words(name) for name in record.other_names]),
        ("peel:collaborationKind", context.maybe("collaboration-kind", record.kind)),
        ("peel:function", context.refs("function", record.functions)),
        ("peel:participant", context.refs("agent", record.participants)),
        ("peel:participantText", words(record.participants_text) if record.participants_text else None),
        ("peel:leadParticipant", context.maybe("agent", record.lead)),
        ("peel:partOfCollaboration", context.maybe("collaboration", record.part_of)),
        ("peel:startDate", day(record.since.start) if record.since else None),
        ("peel:endDate", day(record.until.end) if record.until else None),
        ("peel:progress", context.maybe("progress", record.status)),
        ("skos:note", words(record.note) if record.note else None),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def finding(record: Finding, context: Context) -> Iterator[Triple]:
    """A strength, an area for improvement or another finding."""
    document = context.document_key
    yield from describe(
        thing(f"finding/{document}/{record.id}"), "peel:Finding",
        f"{context.name('finding-kind', record.kind)}: {record.text}",
        ("peel:findingKind", context.ref("finding-kind", record.kind)),
        ("peel:about", context.ref("thing", record.about)),
        ("peel:inCycle", thing(f"cycle/{record.cycle}")),
        ("peel:subject", context.ref("subject", record.subject)),
        ("peel:statement", words(record.text)),
        ("peel:paragraph", code(record.paragraph) if record.paragraph else None),
        ("peel:saidBy", context.maybe("person", record.said_by)),
        ("peel:recurrenceOf", [thing(f"finding/{full_finding_key(each, document)}") for each in record.recurring]),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def full_finding_key(key: str, document: str) -> str:
    """A finding's key with its document; within a file the document may be left out."""
    return key if "/" in key else f"{document}/{key}"


def doubt(record: Doubt, context: Context) -> Iterator[Triple]:
    """A place where figures or statements don't add up, contradict each other, are misprinted, unclear or lost."""
    yield from describe(
        thing(f"doubt/{context.document_key}/{record.id}"), "peel:Doubt",
        f"{context.name('doubt-kind', record.kind)}: {record.id.replace('-', ' ')}",
        ("peel:doubtKind", context.ref("doubt-kind", record.kind)),
        ("oa:hasTarget", [context.local[each] for each in record.about]),
        ("peel:statement", words(record.text)),
        ("peel:evidence", context.evidence(record)),
    )  # fmt: skip


def page_doubt(record: PageDoubt, context: Context) -> Iterator[Triple]:
    """The same of what pages say of grades and counts."""
    yield from describe(
        thing(f"doubt/{page_key(record.page)}/{record.id}"), "peel:Doubt",
        f"{context.name('doubt-kind', record.kind)}: {record.id.replace('-', ' ')}",
        ("peel:doubtKind", context.ref("doubt-kind", record.kind)),
        ("oa:hasTarget", _in_doubt(record)),
        ("peel:statement", words(record.text)),
        ("peel:page", page_iri(record.page)),
    )  # fmt: skip


def _in_doubt(record: PageDoubt) -> NamedNode:
    """What a doubt is about: a count, the grade of a body, its inspection, or a cycle as a whole."""
    if record.grade:
        return count_iri(page_key(record.page), record.cycle, record.subject or "", record.grade)
    if record.subject and record.body:
        return thing(f"judgment/{judgment_path(record.cycle, record.body, record.subject)}")
    return thing(f"inspection/{record.cycle}/{record.body}" if record.body else f"cycle/{record.cycle}")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
