"""Facts as rows with the columns of the saved queries, one row for each place in the document that carries the fact.

The names, IRIs and literals are those that the graph will have. What a query leaves unbound is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeAlias

from builder.mapping.context import Context, judgment_path
from builder.mapping.terms import thing
from builder.reading.facts import Fact
from builder.reading.output.draft import Draft
from builder.reading.output.records import AREAS_WITH, Entry, data_of
from builder.seeds.records import Collaboration, Cycle, MetricDefinition, Person, Question, Subject, UnitDefinition
from builder.seeds.registry import Registry
from builder.seeds.source import Plain
from builder.seeds.values import LineRange, Span, UnfitError, parse_span

Row: TypeAlias = dict[str, Any]
Data: TypeAlias = Mapping[str, Any]

LISTS: Final = ("judgments", "ungraded", "counts", "metrics", "collaborations", "findings")
"""The lists that are handed over for every document, beside its inspectors."""

SECTION_OF: Final = {"people": "inspectors"}
"""Sections whose records go to a list of another name."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes rows of what one document says."""

    context: Context
    registry: Registry
    key: str

    def of_draft(self, draft: Draft) -> dict[str, list[Row]]:
        """The rows of each list, in the order of the document."""
        found: dict[str, list[Row]] = {name: [] for name in ("inspectors", *LISTS)}
        for entry in draft.entries:
            for name, row in self._of_entry(entry):
                found[name].append(row)
        return {name: sorted(rows, key=_place) for name, rows in found.items()}

    def _of_entry(self, entry: Entry) -> Iterator[tuple[str, Row]]:
        """The rows of a record: the facts that it was made of each give those of their own lines."""
        seen: set[tuple[LineRange, object]] = set()
        for fact in entry.facts:
            data = {**entry.data, **{name: value for name, value in data_of(fact).items() if name in _OF_PLACE}}
            lines = tuple(each for each in fact.lines if (each, data.get("basis")) not in seen)
            seen |= {(each, data.get("basis")) for each in lines}
            for name, row in self._rows(entry.section, data, lines):
                yield name, {**row, "confidence": fact.confidence, "rule": fact.rule}

    def of_review(self, fact: Fact) -> Iterator[Row]:
        """The rows of a fact that was not taken, each with the list that it would have gone to and the reason."""
        beside = {"confidence": fact.confidence, "rule": fact.rule, "reason": fact.doubt}
        try:
            rows = list(self._rows(fact.section, data_of(fact), fact.lines))
        except (UnfitError, KeyError, TypeError, AttributeError):
            rows = []
        for name, row in rows or [(fact.section, self._bare(fact))]:
            yield {"list": name, **row, **beside}

    def _bare(self, fact: Fact) -> Row:
        """A fact of a section without a list, or one that makes no row: its fields as they are."""
        lines = fact.lines
        place = {"firstLine": lines[0].first, "lastLine": lines[-1].last} if lines else {}
        fields = {
            name: value if isinstance(value, bool | int | list) else str(value) for name, value in fact.fields.items()
        }
        return {**fields, "document": self._document, **place}

    @property
    def _document(self) -> str:
        return thing(f"document/{self.key}").value

    def _rows(self, section: str, data: Data, lines: tuple[LineRange, ...]) -> Iterator[tuple[str, Row]]:
        make = _MAKERS.get(section)
        for each in lines if make else ():
            place = {"document": self._document, "firstLine": each.first, "lastLine": each.last}
            for name, row, more in make(self, data) if make else ():
                yield name, {**row, **place, **more}

    def iri(self, kind: str, key: str) -> str:
        """The IRI of what a reference leads to."""
        return self.context.ref(kind, key).value

    def body(self, data: Data, field: str = "body", kind: str = "body") -> Row:
        """The columns of the body that a record is about."""
        key = data[field]
        return {"body": self.iri(kind, key), "bodyName": self.context.name(kind, key)}

    def cycle(self, data: Data) -> Row:
        """The columns of a record's cycle."""
        known = self.registry.find("cycle", data["cycle"])
        year = known.record.year if known and isinstance(known.record, Cycle) else None
        return {"cycle": self.iri("cycle", data["cycle"]), "year": year}

    def subject(self, data: Data) -> Row:
        """The columns of a record's subject; a question or area by the name with its cycle that it has in the graph."""
        found = self.registry.find("subject", data["subject"])
        cycle = found.record.cycle if found and isinstance(found.record, Question | Subject) else None
        name = self.context.name("subject", data["subject"])
        if cycle:
            name = self.context.subject_phrase(cycle, data["subject"])
        return {"subject": self.iri("subject", data["subject"]), "subjectName": name}

    def grade(self, data: Data) -> tuple[str, str | None]:
        """The official word of a record's grade, and the IRI of its scheme."""
        cycle = self.registry.cycle(data["cycle"])
        scheme = cycle.scheme if cycle else None
        known = self.registry.grades(scheme).get(data["grade"]) if scheme else None
        return known.word if known else data["grade"], self.iri("scheme", scheme) if scheme else None


_OF_PLACE: Final = frozenset({"basis", "printed"})


def _place(row: Row) -> tuple[int, int]:
    return row["firstLine"], row["lastLine"]


Made: TypeAlias = Iterator[tuple[str, Row, Row]]
"""The list that a row goes to, its columns before those of the place, and its columns behind them."""


def _judgments(rows: Rows, data: Data) -> Made:
    path = judgment_path(data["cycle"], data["body"], data["subject"])
    grade, scheme = rows.grade(data)
    yield (
        "judgments",
        {
            "judgment": thing(f"judgment/{path}").value,
            **rows.body(data),
            **rows.cycle(data),
            **rows.subject(data),
            "grade": grade,
            "scheme": scheme,
            "basis": data.get("basis", "stated"),
        },
        {},
    )


def _ungraded(rows: Rows, data: Data) -> Made:
    path = judgment_path(data["cycle"], data["body"], data["subject"])
    yield (
        "ungraded",
        {
            "ungraded": thing(f"ungraded/{path}").value,
            **rows.body(data),
            **rows.cycle(data),
            **rows.subject(data),
            "state": data["state"],
        },
        {},
    )


def _counts(rows: Rows, data: Data) -> Made:
    """A count, and a judgment of each body that it lists."""
    bodies = data.get("bodies", [])
    grade, _ = rows.grade(data)
    count = {**rows.cycle(data), **rows.subject(data), "grade": grade, "published": int(data["count"])}
    named = [rows.iri("body", body) for body in bodies]
    yield "counts", count, {"remainder": data.get("remainder") == "true", "bodies": named}
    for body in bodies:
        yield from _judgments(rows, {**data, "body": body, "basis": "listed"})


def _metrics(rows: Rows, data: Data) -> Made:
    known = rows.registry.find("metric", data["metric"])
    unit = data.get("unit") or (known.record.unit if known and isinstance(known.record, MetricDefinition) else "count")
    of_unit = rows.registry.find("unit", unit)
    period = parse_span(data["period"]) if "period" in data else None
    stated = data.get("period_stated") != "false"
    parts = (data["metric"], data["about"], period.key if period else "undated", data["status"], data.get("variant"))
    yield (
        "metrics",
        {
            "observation": thing("observation/" + "/".join(part for part in parts if part)).value,
            **rows.body(data, "about", "thing"),
            "metric": rows.iri("metric", data["metric"]),
            "metricName": rows.context.name("metric", data["metric"]),
            "value": _number(data["value"]),
            "unit": of_unit.record.symbol if of_unit and isinstance(of_unit.record, UnitDefinition) else unit,
            "periodStart": str(period.start) if period else None,
            "periodEnd": str(period.end) if period else None,
            "status": data["status"],
        },
        {
            "qualifier": data.get("qualifier"),
            "periodStated": False if period and not stated else None,
            "printed": data.get("printed"),
        },
    )
    yield from _areas(rows, data)


def _areas(rows: Rows, data: Data) -> Made:
    """How many areas of one force got a grade, as a count beside the figure."""
    document = rows.context.document
    cycle = rows.registry.cycle(document.cycle) if document else None
    grade = rows.registry.grades(cycle.scheme).get(data["metric"].removeprefix(AREAS_WITH)) if cycle else None
    if cycle is None or grade is None or not data["metric"].startswith(AREAS_WITH):
        return
    count = {
        **rows.cycle({"cycle": cycle.cycle}),
        "subject": None,
        "subjectName": None,
        "grade": grade.word,
        "published": int(data["value"]),
    }
    yield "counts", count, {"remainder": False, "bodies": [rows.iri("body", data["about"])]}


def _number(text: str) -> int | float | str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return int(value) if value == value.to_integral_value() else float(value)


def _collaborations(rows: Rows, data: Data) -> Made:
    """A row for each participant and function, of those that this document names and those known already."""
    key = data["collaboration"]
    found = rows.registry.find("collaboration", key)
    known = found.record if found and isinstance(found.record, Collaboration) else None
    participants = dict.fromkeys((*(known.participants if known else ()), *data.get("participants", ())))
    functions = dict.fromkeys((*(known.functions if known else ()), *data.get("functions", ())))
    since = known.since if known and known.since else _span(data.get("since"))
    for participant in participants or [None]:
        for function in functions or [None]:
            yield (
                "collaborations",
                {
                    "collaboration": rows.iri("collaboration", key),
                    "collaborationName": rows.context.name("collaboration", key) if known else data.get("name", key),
                    "kind": data.get("kind", known.kind if known else None),
                    "participant": rows.iri("agent", participant) if participant else None,
                    "participantName": rows.context.name("agent", participant) if participant else None,
                    "function": rows.context.name("function", function) if function else None,
                    "since": str(since.start) if since else None,
                    "status": data.get("status", known.status if known else None),
                },
                {},
            )


def _span(text: Plain) -> Span | None:
    return parse_span(text) if isinstance(text, str) else None


def _findings(rows: Rows, data: Data) -> Made:
    yield (
        "findings",
        {
            "finding": thing(f"finding/{rows.key}/{data['id']}").value,
            **rows.body(data, "about", "thing"),
            "cycle": rows.iri("cycle", data["cycle"]),
            **rows.subject(data),
            "kind": data["kind"],
            "text": data["text"],
            "paragraph": data.get("paragraph"),
        },
        {},
    )


def _inspectors(rows: Rows, data: Data) -> Made:
    """People in office at an inspectorate, by this document or by what is known of them."""
    found = rows.registry.find("person", data["person"])
    known = found.record if found and isinstance(found.record, Person) else None
    if data.get("inspector") != "true" and not (known and known.inspector):
        return
    organisation = data.get("organisation")
    yield (
        "inspectors",
        {
            "person": rows.iri("person", data["person"]),
            "personName": data.get("name") or (known.name if known else None),
            "role": data.get("role_name"),
            "organisationName": rows.context.name("agent", organisation) if organisation else None,
        },
        {},
    )


_MAKERS: Final[dict[str, Callable[[Rows, Data], Made]]] = {
    "judgments": _judgments,
    "ungraded": _ungraded,
    "counts": _counts,
    "metrics": _metrics,
    "collaborations": _collaborations,
    "findings": _findings,
    "people": _inspectors,
}
