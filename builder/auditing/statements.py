"""What a record says a document has on certain lines, in the document's own characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.seeds.records import Fact, HeadlineQuestion, Judgment, Observation, Person, Question, Record
from builder.seeds.records.documents import Identifier
from builder.seeds.registry import Registry
from builder.seeds.source import Steps
from builder.seeds.values import LineRange


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that stand on lines of a document: on each range of them, or on any one where ``on_any`` says so.

    ``kind`` is what the words are, and ``path`` leads from the record to the value that says so. ``any_case`` is set
    where capitals do not matter, ``may_vary`` where a doubt on the same lines can say that the words differ there.
    """

    kind: str
    words: str
    lines: tuple[LineRange, ...]
    path: Steps
    on_any: bool = True
    any_case: bool = False
    may_vary: bool = False


def statements(record: Record, registry: Registry) -> Iterator[Statement]:
    """Everything that a record repeats word for word from its document."""
    if not isinstance(record, Fact):
        return
    yield from _printed(record)
    everywhere = tuple(spot.lines for spot in record.spots())
    match record:
        case Judgment():
            yield from _grade(record, registry, everywhere)
        case Question() | HeadlineQuestion():
            yield Statement("the wording", record.wording, everywhere, ("wording",), on_any=False, may_vary=True)
        case Identifier():
            yield Statement("the identifier", record.value, everywhere, ("value",))
        case Person() if record.name:
            yield Statement("the name", record.name, everywhere, ("name",))


def _printed(record: Fact) -> Iterator[Statement]:
    own = record.printed if isinstance(record, Observation) else None
    if own and record.lines:
        yield Statement("the figure", own, record.lines, ("printed",), on_any=False)
    for index, item in enumerate(record.evidence):
        path = ("evidence", index, "printed") if item.printed else ("printed",)
        if words := item.printed or own:
            kind = "the figure" if isinstance(record, Observation) else "what is printed"
            yield Statement(kind, words, item.lines, path, on_any=False)


def _grade(record: Judgment, registry: Registry, everywhere: tuple[LineRange, ...]) -> Iterator[Statement]:
    """The grade stands somewhere, and wherever the record does not say what else is printed in its place."""
    cycle = registry.cycle(record.cycle)
    grade = registry.grades(cycle.scheme).get(record.grade) if cycle else None
    if grade is None:  # a reference that the checks of the seeds would have found
        return
    plain = record.lines or tuple(lines for item in record.evidence if not item.printed for lines in item.lines)
    if plain:
        yield Statement("the grade", grade.word, plain, ("grade",), on_any=False, any_case=True)
    else:
        yield Statement("the grade", grade.word, everywhere, ("grade",), any_case=True)
