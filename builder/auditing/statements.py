"""What a record says a document has on certain lines, in the document's own characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from builder.auditing.forms import (
    Form,
    date_forms,
    grade,
    is_title,
    literal,
    name_forms,
    number,
    office_names,
    ungraded,
)
from builder.seeds.records import (
    ChangeProgramme,
    CitedDocument,
    Collaboration,
    Document,
    DocumentDate,
    Event,
    Fact,
    Finding,
    Force,
    GradeCount,
    HeadlineQuestion,
    Inspectorate,
    Judgment,
    Observation,
    Organisation,
    Person,
    Place,
    Population,
    Post,
    Question,
    Record,
    Relation,
    Response,
    SchemeDescriptor,
    Ungraded,
)
from builder.seeds.records.documents import Identifier
from builder.seeds.registry import Registry
from builder.seeds.source import Steps
from builder.seeds.values import LineRange, Span

PARAGRAPH: Final = "the paragraph"
"""The kind of statement that repeats nothing but the number of a paragraph."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that stand on lines of a document: on each range of them, or on any one where ``on_any`` says so.

    Without lines, they stand anywhere in the document. ``kind`` is what the words are, and ``path`` leads from the
    record to the value that says so. ``may_vary`` is set where a doubt on the same lines can say that
    they differ there.
    """

    kind: str
    form: Form
    lines: tuple[LineRange, ...]
    path: Steps
    on_any: bool = True
    may_vary: bool = False


def statements(record: Record, registry: Registry) -> Iterator[Statement]:
    """Everything that a record repeats from its document: word for word, or in one of the forms words are printed in.

    Descriptions in our own words are held against nothing.
    """
    if isinstance(record, Document):
        if record.about:
            yield from _named("the name", _Names(registry).of("body", record.about), (), ("about",), loose=True)
    elif isinstance(record, Fact):
        yield from _printed(record)
        lines = tuple(spot.lines for spot in record.spots())
        if said := _SAID.get(type(record)):
            yield from said(record, registry, lines)


Lines = tuple[LineRange, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that things of the seeds are known by."""

    registry: Registry

    def of(self, kind: str, key: str, record: Any = None) -> list[str]:
        """All names of the thing that a record defines or mentions; none where they are titles of our own."""
        found = self.registry.find(kind, key)
        names: list[str] = []
        for each in dict.fromkeys(filter(None, (record, found and found.record))):
            if name := getattr(each, "name", None):
                names += [name, *getattr(each, "other_names", ())]
            if isinstance(each, Force):
                names.append(each.area_name)
        return list(dict.fromkeys(names))


def _named(
    kind: str, names: Iterable[str], lines: Lines, path: Steps, loose: bool = False, **more: bool
) -> Iterator[Statement]:
    form = name_forms(names, loose)
    if form is not None:
        yield Statement(kind, form, lines, path, **more)


def _dated(span: Span | None, lines: Lines, field: str) -> Iterator[Statement]:
    for form in date_forms(span) if span else ():
        yield Statement("the date", form, lines, (field,))


# --- figures and grades --------------------------------------------------------------------------------------------


def _printed(record: Fact) -> Iterator[Statement]:
    own = record.printed if isinstance(record, Observation) else None
    if own and record.lines:
        yield Statement("the figure", literal(own), record.lines, ("printed",), on_any=False)
    for index, item in enumerate(record.evidence):
        path = ("evidence", index, "printed") if item.printed else ("printed",)
        if words := item.printed or own:
            kind = "the figure" if isinstance(record, Observation) else "what is printed"
            yield Statement(kind, literal(words), item.lines, path, on_any=False)


def _observation(record: Observation, _registry: Registry, _lines: Lines) -> Iterator[Statement]:
    if record.margin is not None and record.margin_lines:
        yield Statement("the margin", _decimal(record.margin), record.margin_lines, ("margin",), on_any=False)


def _decimal(value: Decimal) -> Form:
    return replace(literal(format(value, "f")), shown=format(value, "f"))


def _judgment(record: Judgment, registry: Registry, lines: Lines) -> Iterator[Statement]:
    """The grade stands somewhere, and wherever the record does not say what else is printed in its place."""
    form = _grade_of(registry, record.cycle, record.grade)
    if form is None:  # a reference that the checks of the seeds would have found
        return
    plain = record.lines or tuple(lines for item in record.evidence if not item.printed for lines in item.lines)
    yield Statement("the grade", form, plain or lines, ("grade",), on_any=not plain)


def _ungraded(record: Ungraded, _registry: Registry, _lines: Lines) -> Iterator[Statement]:
    plain = record.lines or tuple(lines for item in record.evidence if not item.printed for lines in item.lines)
    if plain:
        yield Statement("the state", ungraded(record.state), plain, ("state",), on_any=False)


def _count(record: GradeCount, registry: Registry, lines: Lines) -> Iterator[Statement]:
    yield Statement("the number", number(record.count), lines, ("count",))
    if form := _grade_of(registry, record.cycle, record.grade):
        yield Statement("the grade", form, lines, ("grade",))
    for index, body in enumerate(record.bodies):
        yield from _named("the name", _Names(registry).of("body", body), lines, ("bodies", index), loose=True)


def _population(record: Population, _registry: Registry, lines: Lines) -> Iterator[Statement]:
    yield Statement("the number", number(record.count), lines, ("count",))


def _descriptor(record: SchemeDescriptor, registry: Registry, lines: Lines) -> Iterator[Statement]:
    definition = registry.grades(record.scheme).get(record.grade)
    if definition is not None:
        yield Statement("the grade", grade(definition.word), lines, ("grade",))
    if record.public_reporting:
        yield Statement("the wording", literal(record.public_reporting, any_case=True), lines, ("public_reporting",))


def _grade_of(registry: Registry, cycle_key: str, key: str) -> Form | None:
    cycle = registry.cycle(cycle_key)
    found = registry.grades(cycle.scheme).get(key) if cycle else None
    return grade(found.word) if found else None


# --- questions, findings and their speakers ------------------------------------------------------------------------


def _question(record: Question | HeadlineQuestion, _registry: Registry, lines: Lines) -> Iterator[Statement]:
    yield Statement("the wording", literal(record.wording), lines, ("wording",), on_any=False, may_vary=True)


def _finding(record: Finding, registry: Registry, lines: Lines) -> Iterator[Statement]:
    if record.paragraph:  # `A1-4` is paragraph 4 of a part of the document
        last = re.split(r"[^0-9A-Za-z.]", record.paragraph)[-1]
        yield Statement(PARAGRAPH, literal(last, any_case=True), lines, ("paragraph",))
    if record.said_by:
        yield from _named("the speaker", _Names(registry).of("person", record.said_by), (), ("said_by",))


# --- dates and documents -------------------------------------------------------------------------------------------


def _identifier(record: Identifier, _registry: Registry, lines: Lines) -> Iterator[Statement]:
    yield Statement("the identifier", literal(record.value), lines, ("value",))


def _date(record: DocumentDate, _registry: Registry, lines: Lines) -> Iterator[Statement]:
    yield from _dated(record.date, lines, "date")


def _cited(record: CitedDocument, registry: Registry, lines: Lines) -> Iterator[Statement]:
    names = _titles(_Names(registry).of("document", record.document, record))
    yield from _named("the title", names, lines, ("name",) if record.name else ("document",))
    yield from _dated(record.published, lines, "published")


def _response(record: Response, registry: Registry, lines: Lines) -> Iterator[Statement]:
    yield from _dated(record.date, lines, "date")
    for field in ("by", "addressed_to"):
        if person := getattr(record, field):
            yield from _named("the name", _Names(registry).of("person", person), lines, (field,))


def _event(record: Event, registry: Registry, lines: Lines) -> Iterator[Statement]:
    yield from _named(
        "the name", _titles(_Names(registry).of("event", record.event, record)), lines, _name_path(record)
    )
    yield from _exact_day(record.date, lines, "date")


def _programme(record: ChangeProgramme, registry: Registry, lines: Lines) -> Iterator[Statement]:
    names = _titles(_Names(registry).of("change-programme", record.programme, record))
    yield from _named("the name", names, lines, _name_path(record))
    yield from _exact_day(record.since, lines, "since")
    yield from _exact_day(record.until, lines, "until")


def _collaboration(record: Collaboration, registry: Registry, lines: Lines) -> Iterator[Statement]:
    names = _titles(_Names(registry).of("collaboration", record.collaboration, record))
    yield from _named("the name", names, lines, _name_path(record), loose=True)
    yield from _exact_day(record.since, lines, "since")
    yield from _exact_day(record.until, lines, "until")


def _exact_day(span: Span | None, lines: Lines, field: str) -> Iterator[Statement]:
    """A day; months and years are often printed relative to the document, as `later this year`."""
    if span is not None and span.start == span.end:
        yield from _dated(span, lines, field)


def _titles(names: list[str]) -> list[str]:
    """All names, if one of them is a name and no description."""
    return names if any(map(is_title, names)) else []


# --- people, bodies and places -------------------------------------------------------------------------------------


def _name_path(record: Any) -> Steps:
    return ("name",) if record.name else (type(record).IDENTITY,)


def _person(record: Person, registry: Registry, lines: Lines) -> Iterator[Statement]:
    yield from _named("the name", _Names(registry).of("person", record.person, record), lines, _name_path(record))
    if record.role and record.role_name:
        names = [record.role_name, *_Names(registry).of("post", record.role)]
        yield from _named("the role", office_names(names), lines, ("role_name",))


def _post(record: Post, registry: Registry, lines: Lines) -> Iterator[Statement]:
    names = office_names(_Names(registry).of("post", record.post, record))
    yield from _named("the name", names, lines, _name_path(record))


def _organisation(record: Organisation | Inspectorate, registry: Registry, lines: Lines) -> Iterator[Statement]:
    names = _Names(registry).of("agent", record.key(), record)
    yield from _named("the name", names, lines, _name_path(record), loose=True)


def _place(record: Place, registry: Registry, lines: Lines) -> Iterator[Statement]:
    names = _Names(registry).of("place", record.place, record)
    yield from _named("the name", names, lines, _name_path(record), loose=True)


def _relation(record: Relation, registry: Registry, lines: Lines) -> Iterator[Statement]:
    """Neighbours are named on the lines; who oversees whom is often said of “the force”, named elsewhere."""
    names = _Names(registry)
    listed = lines if record.kind == "borders" else ()
    yield from _named("the name", names.of("body", record.body), (), ("body",), loose=True)
    for index, body in enumerate(record.with_):
        yield from _named("the name", names.of("body", body), listed, ("with", index), loose=True)


_SAID: Final[dict[type[Record], Callable[[Any, Registry, Lines], Iterator[Statement]]]] = {
    ChangeProgramme: _programme,
    CitedDocument: _cited,
    Collaboration: _collaboration,
    DocumentDate: _date,
    Event: _event,
    Finding: _finding,
    GradeCount: _count,
    HeadlineQuestion: _question,
    Identifier: _identifier,
    Inspectorate: _organisation,
    Judgment: _judgment,
    Observation: _observation,
    Organisation: _organisation,
    Person: _person,
    Place: _place,
    Population: _population,
    Post: _post,
    Question: _question,
    Relation: _relation,
    Response: _response,
    SchemeDescriptor: _descriptor,
    Ungraded: _ungraded,
}
"""What the records of each kind say, beside what is printed; doubts say nothing in the words of the document."""
