"""What is said of one thing in two places has to agree, where one of the two is a row of a table.

Documents that differ are both kept, and the shapes find it in the graph. A row of a table is only what a page was read
for: where it differs from a document or another row, one of the two was read wrongly, or the page is in doubt.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from builder.errors import Problem
from builder.seeds.records import PageDoubt, SeedFile
from builder.seeds.registry import Registry
from builder.seeds.source import Source, Steps
from builder.seeds.tables import NOT_FOUND

Round: TypeAlias = tuple[str, str]
"""A cycle and a subject."""

File: TypeAlias = tuple[Source, SeedFile]

_OPEN: Final = "not-yet-graded"
"""The state that a grade may follow."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one place says of the grade of a body: the grade, or the state of having none."""

    value: str
    is_grade: bool
    source: Source
    path: Steps

    @property
    def where(self) -> str:
        return f"{self.source.name}, line {self.source.place(self.path)[0]}"


def contradictions(files: Iterable[File]) -> list[Problem]:
    """Rows of tables that differ from documents or from other rows, each with the place that it differs from.

    A graph is built from them all the same, and its shapes find two grades in it: nobody picks one silently.
    """
    return [problem for key, all_ in _everything_said(files).items() for problem in _differing(key, all_)]


@dataclass(frozen=True, slots=True)
class Told:
    """What rows that are not at hand as records say of the grade of one body: grades, and states of having none."""

    cycle: str
    subject: str
    body: str
    grades: frozenset[str]
    states: frozenset[str]


def misfits(
    files: Collection[File], registry: Registry, are_all: bool = True, told: Iterable[Told] = ()
) -> list[Problem]:
    """Counts of tables that the rows cannot come to, and doubts about nothing.

    Where some records could not be taken, ``are_all`` is false, and nothing is called missing. ``told`` is what rows
    beside those of the files say, each body once; it is gone through once, and what no doubt is about is not kept.
    """
    rows = [(source, content) for source, content in files if source.is_table]
    doubted = {(each.cycle, each.subject, each.grade, each.page) for _, content in rows for each in content.page_doubts}
    bodies = {(each.cycle, each.body) for _, content in rows for each in content.page_doubts}
    said = _everything_said(files)
    known = _outcomes(_everything_said(rows), registry)
    for each in told:
        if registry.find("force", each.body):
            known[each.cycle, each.subject].update(_values(each))
        if (each.cycle, each.body) in bodies:
            said[each.cycle, each.subject, each.body].extend(_of(each))
    problems: list[Problem] = []
    for source, content in rows:
        problems.extend(_counts(source, content, known, registry if are_all else None, doubted))
        problems.extend(_doubts(source, content, files, said) if are_all else ())
    return problems


def _values(told: Told) -> set[str]:
    return set(told.grades) | ({""} if told.states - {NOT_FOUND, _OPEN} else set())


def _of(told: Told) -> Iterator[_Said]:
    nowhere = Source("", {}, {}, {})
    yield from (_Said(value, True, nowhere, ()) for value in told.grades)
    yield from (_Said(value, False, nowhere, ()) for value in told.states)


def _everything_said(files: Iterable[File]) -> dict[tuple[str, str, str], list[_Said]]:
    said: dict[tuple[str, str, str], list[_Said]] = defaultdict(list)
    for source, content in files:
        for key, each in _all_said(source, content):
            said[key].append(each)
    return said


def _all_said(source: Source, content: SeedFile) -> Iterator[tuple[tuple[str, str, str], _Said]]:
    """What a file says of grades, by cycle, subject and body."""
    for index, judgment in enumerate(content.judgments):
        path: Steps = ("judgments", index, "grade")
        yield (judgment.cycle, judgment.subject, judgment.body), _Said(judgment.grade, True, source, path)
    for index, count in enumerate(content.counts):
        for number, body in enumerate(count.bodies):
            path = ("counts", index, "bodies", number)
            yield (count.cycle, count.subject, body), _Said(count.grade, True, source, path)
    for index, ungraded in enumerate(content.ungraded):
        path = ("ungraded", index, "state")
        yield (ungraded.cycle, ungraded.subject, ungraded.body), _Said(ungraded.state, False, source, path)
    for index, gap in enumerate(content.gaps):
        yield (gap.cycle, gap.subject, gap.body), _Said(NOT_FOUND, False, source, ("gaps", index))


def _differing(key: tuple[str, str, str], said: list[_Said]) -> Iterator[Problem]:
    """Rows that differ from what stands elsewhere; each row once, beside the first place that it differs from.

    Of a gap and a grade it is the gap that is told.
    """
    cycle, subject, body = key
    for index, each in enumerate(said):
        others = (
            other
            for number, other in enumerate(said)
            if other.value != NOT_FOUND and (number < index or not other.source.is_table or each.value == NOT_FOUND)
        )
        other = next((other for other in others if _differ(each, other)), None) if each.source.is_table else None
        if other is None:
            continue
        found = f"`{each.value}` for {body}, {cycle}, {subject}, and `{other.value}` in {other.where}"
        advice = (
            "the grade is found: take the row out"
            if each.value == NOT_FOUND
            else "look both up, and correct the one that is wrong; if a page is, leave its row out and add a doubt"
        )
        yield each.source.problem(each.path, found, "what is said twice agrees", advice)


def _differ(one: _Said, other: _Said) -> bool:
    if one.is_grade != other.is_grade and _OPEN in {one.value, other.value}:
        return False
    return one.value != other.value


def _outcomes(said: dict[tuple[str, str, str], list[_Said]], registry: Registry) -> dict[Round, Counter[str]]:
    """How many forces have which grade or state, by cycle and subject; of those not found nothing is known."""
    known: dict[Round, Counter[str]] = defaultdict(Counter)
    for (cycle, subject, body), all_ in said.items():
        if registry.find("force", body) is None:
            continue
        values = {each.value if each.is_grade else "" for each in all_ if each.value not in {NOT_FOUND, _OPEN}}
        for value in values:
            known[cycle, subject][value] += 1
    return known


def _counts(
    source: Source,
    content: SeedFile,
    known: dict[Round, Counter[str]],
    registry: Registry | None,
    doubted: Collection[tuple[str, str | None, str | None, str | None]],
) -> Iterator[Problem]:
    """Counts of a table that the grades cannot come to, however the gaps among them are filled."""
    for index, count in enumerate(content.counts):
        found = known[count.cycle, count.subject]
        have = found[count.grade]
        gaps = max(0, len(registry.forces()) - found.total()) if registry else count.count
        if have <= count.count <= have + gaps or (count.cycle, count.subject, count.grade, count.page) in doubted:
            continue
        rest = f" and {gaps} open" if gaps else ""
        text = f"{count.count} counted with {count.grade} in {count.cycle}, {count.subject}; {have} known{rest}"
        advice = "compare the rows with the page: correct the count or the rows; if the page is wrong, add a doubt"
        yield source.problem(("counts", index, "count"), text, "as many as the rows can come to", advice)


def _doubts(
    source: Source, content: SeedFile, files: Iterable[File], said: dict[tuple[str, str, str], list[_Said]]
) -> Iterator[Problem]:
    """Doubts about a grade or a count that no file has."""
    counted = {
        (count.cycle, count.subject, count.grade, count.page) for _, each in files for count in each.counts
    }  # fmt: skip
    for index, doubt in enumerate(content.page_doubts):
        if not _is_about(doubt, counted, said):
            column = "grade" if doubt.grade else "body"
            what = f"{doubt.cycle}, {doubt.subject or 'any subject'}, {doubt.grade or doubt.body}"
            found = f"a doubt about {what}, of which no row says anything"
            advice = "correct cycle, subject, body, grade or page to those of the row in doubt"
            yield source.problem(("page_doubts", index, column), found, "", advice)


def _is_about(
    doubt: PageDoubt,
    counted: set[tuple[str, str, str, str | None]],
    said: dict[tuple[str, str, str], list[_Said]],
) -> bool:
    if doubt.grade:
        return (doubt.cycle, doubt.subject or "", doubt.grade, doubt.page) in counted
    if doubt.subject:
        return any(each.is_grade for each in said.get((doubt.cycle, doubt.subject, doubt.body or ""), ()))
    return not doubt.body or any(
        (key[0], key[2]) == (doubt.cycle, doubt.body) and any(each.value != NOT_FOUND for each in all_)
        for key, all_ in said.items()
    )
