"""Records of what a document says: questions, judgments, counts, figures, findings, collaborations and doubts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from builder.seeds.records.base import Definition, Fact, OwnWords, Record, Ref, Spot, Statement, Text
from builder.seeds.values import Address, Figure, Key, Lines, Period, SubjectKey, UnfitError, Whole, form, repeated

Body = Annotated[Key, Ref("body")]
Thing = Annotated[Key, Ref("thing")]
CycleKey = Annotated[Key, Ref("cycle")]
Subject = Annotated[SubjectKey, Ref("subject")]
Wording = Annotated[str, StringConstraints(max_length=400), form(r"\S.*\?", "one line that ends in a question mark")]
Local = Annotated[Key, Ref("figure")]


class Question(Fact):
    """One numbered question of a round, in the inspectorate's wording."""

    DEFINES = "subject"
    cycle: CycleKey
    of: Subject
    set: Key | None = None
    number: Whole = Field(ge=1, le=99)
    wording: Wording
    same_as: Subject | None = None

    def key(self) -> str:
        """The subject key: cycle, what it is a question of, set where there are several, number."""
        base = self.of if self.of.startswith(f"{self.cycle}/") else f"{self.cycle}/{self.of}"
        return "/".join(part for part in (base, self.set, str(self.number)) if part)


class HeadlineQuestion(Fact):
    """The question asked of a pillar or programme as a whole."""

    cycle: CycleKey
    subject: Subject
    wording: Wording

    def key(self) -> str:
        """Cycle and subject."""
        return f"{self.cycle}/{self.subject}"


class Published(Fact):
    """A fact that lines of a document support or, in a table, the page of an address as a whole."""

    page: Address | None = None

    def on_page(self, key: str) -> str:
        """A key, for facts of a page with the page: two pages may say the same, each in a row of its own."""
        return f"{key} {self.page}" if self.page else key


class Judgment(Published):
    """A grade given to a body on a subject in a cycle."""

    body: Body
    cycle: CycleKey
    subject: Subject
    grade: Key
    basis: Annotated[Key, Ref("basis")] = "stated"
    note: OwnWords | None = None

    def key(self) -> str:
        """Cycle, body and subject: one record of a file holds all that the document says of it."""
        return self.on_page(f"{self.cycle} {self.body} {self.subject}")

    def spots(self) -> Iterator[Spot]:
        """Every place that supports the grade, with the basis found there."""
        for spot in super().spots():
            yield Spot(spot.lines, spot.printed, spot.basis or self.basis)


class Ungraded(Published):
    """A body that was not given a grade on a subject, and the state that the document puts it in."""

    body: Body
    cycle: CycleKey
    subject: Subject
    state: Annotated[Key, Ref("ungraded-state")]

    def key(self) -> str:
        """Cycle, body and subject."""
        return self.on_page(f"{self.cycle} {self.body} {self.subject}")


class Gap(Record):
    """A grade that was looked for and not found; whether there is one is open."""

    body: Body
    cycle: CycleKey
    subject: Subject

    def key(self) -> str:
        """Cycle, body and subject."""
        return f"{self.cycle} {self.body} {self.subject}"


class GradeCount(Published):
    """How many bodies were given a grade, with their names where the document lists them all."""

    cycle: CycleKey
    subject: Subject
    grade: Key
    count: Whole = Field(ge=0, le=10_000)
    bodies: tuple[Body, ...] = ()
    remainder: bool = False
    note: OwnWords | None = None

    @model_validator(mode="after")
    def _names_fit(self) -> Self:
        if self.remainder and self.bodies:
            allowed = "one of the two: a remainder names nobody"
            raise UnfitError("`bodies` and `remainder` side by side", allowed, ("remainder",))
        if (index := repeated(self.bodies)) is not None:
            raise UnfitError("a body twice in `bodies`", "each body once", ("bodies", index))
        if self.bodies and len(self.bodies) != self.count:
            allowed = "as many bodies as counted, or none where the document does not name them all"
            raise UnfitError(f"{len(self.bodies)} bodies named and {self.count} counted", allowed, ("count",))
        return self

    def key(self) -> str:
        """Cycle, subject and grade."""
        return self.on_page(f"{self.cycle} {self.subject} {self.grade}")


class Population(Fact):
    """How many bodies were graded in all."""

    cycle: CycleKey
    subject: Subject
    count: Whole = Field(ge=1, le=10_000)
    scope: OwnWords | None = None

    def key(self) -> str:
        """Cycle and subject."""
        return f"{self.cycle} {self.subject}"


class Pointer(Record):
    """Another figure of the same file, by its id."""

    ref: Local

    def key(self) -> str:
        """The id."""
        return self.ref


class Change(Record):
    """The two figures that a change lies between."""

    from_: Local = Field(alias="from")
    to: Local

    def key(self) -> str:
        """Both ids."""
        return f"{self.from_} {self.to}"


class Share(Record):
    """The figures that a percentage sets in relation."""

    part: Local
    whole: Local

    def key(self) -> str:
        """Both ids."""
        return f"{self.part} {self.whole}"


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Observation(Published):
    """One value of a metric for a body, place or other thing and a period."""

    id: Key | None = None
    metric: Annotated[Key, Ref("metric")]
    about: Thing
    value: Figure
    unit: Annotated[Key, Ref("unit")] | None = None
    period: Period | None = None
    period_stated: bool = True
    status: Annotated[Key, Ref("status")]
    qualifier: Annotated[Key, Ref("qualifier")] | None = None
    printed: Text | None = None
    margin: Annotated[Figure, Field(ge=0)] | None = None
    margin_lines: Lines = ()
    level: Annotated[Figure, Field(gt=0, lt=100)] | None = None
    comparator: Pointer | None = None
    target: Pointer | None = None
    change: Change | None = None
    part_of: Annotated[tuple[Local, ...], BeforeValidator(_several)] = ()
    share: Share | None = None
    variant: Key | None = None
    subject: Subject | None = None
    note: OwnWords | None = None

    @model_validator(mode="after")
    def _printed_somewhere(self) -> Self:
        bare = next((index for index, item in enumerate(self.evidence) if not item.printed), None)
        if not self.printed and (self.lines or bare is not None):
            allowed = "the figure as the document prints it, here or at each item of `evidence`"
            raise UnfitError("no `printed`", allowed, () if bare is None else ("evidence", bare))
        return self

    @property
    def path(self) -> str:
        """What identifies the figure: metric, thing, period, status and variant."""
        period = self.period.key if self.period else "undated"
        return "/".join(part for part in (self.metric, self.about, period, self.status, self.variant) if part)

    def key(self) -> str:
        """Metric, thing, period, status and variant."""
        return self.on_page(self.path)

    def spots(self) -> Iterator[Spot]:
        """Every place that carries the figure, and those that carry its margin."""
        known = set()
        for spot in super().spots():
            known.add(spot.lines)
            yield Spot(spot.lines, spot.printed or self.printed)
        yield from (Spot(lines) for lines in self.margin_lines if lines not in known)


class Collaboration(Definition):
    """Bodies working together: a joint unit, a shared service, a board, a scheme."""

    DEFINES = "collaboration"
    IDENTITY: ClassVar[str] = "collaboration"
    MENTION: ClassVar[frozenset[str]] = frozenset({"participants", "participants_text", "functions", "note"})
    collaboration: Key
    kind: Annotated[Key, Ref("collaboration-kind")] | None = None
    functions: tuple[Annotated[Key, Ref("function")], ...] = ()
    participants: tuple[Annotated[Key, Ref("agent")], ...] = ()
    participants_text: OwnWords | None = None
    lead: Annotated[Key, Ref("agent")] | None = None
    part_of: Annotated[Key, Ref("collaboration")] | None = None
    since: Period | None = None
    until: Period | None = None
    status: Annotated[Key, Ref("progress")] | None = None
    note: OwnWords | None = None


class Finding(Fact):
    """A strength, an area for improvement or another finding, in this project's own words."""

    DEFINES = "finding"
    id: Key
    kind: Annotated[Key, Ref("finding-kind")]
    about: Thing
    cycle: CycleKey
    subject: Subject
    paragraph: Text | None = None
    text: Statement
    said_by: Annotated[Key, Ref("person")] | None = None
    recurring: tuple[Annotated[str, Ref("finding")], ...] = ()

    def key(self) -> str:
        """The finding's id within its document."""
        return self.id


class Doubt(Fact):
    """Figures or statements that do not add up, contradict each other, are misprinted, unclear or lost."""

    id: Key
    kind: Annotated[Key, Ref("doubt-kind")]
    about: tuple[Annotated[str, Ref("local")], ...] = ()
    text: OwnWords

    def key(self) -> str:
        """The doubt's id within its document."""
        return self.id


class PageDoubt(Record):
    """A doubt about what rows of tables say: of a body or, without one, of the bodies counted; else of a whole cycle.

    With ``body`` and ``subject`` it is about the grade there, with ``body`` alone about the body's inspection, with
    ``grade`` about the count that the page gives, and with none of them about the cycle.
    """

    id: Key
    kind: Annotated[Key, Ref("doubt-kind")]
    cycle: CycleKey
    subject: Subject | None = None
    body: Body | None = None
    grade: Key | None = None
    text: OwnWords
    page: Address

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if self.body and self.grade:
            raise UnfitError("`body` and `grade` side by side", "one of the two", ("grade",))
        if self.grade and not self.subject:
            raise UnfitError("`grade` without `subject`", "the subject that the grade is counted for", ("grade",))
        if self.subject and not self.body and not self.grade:
            raise UnfitError("`subject` alone", "a body or a grade beside it", ("subject",))
        return self

    def key(self) -> str:
        """The doubt's id."""
        return self.id
