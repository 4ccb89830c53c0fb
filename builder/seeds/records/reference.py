"""Records of the reference seeds: bodies, programmes, schemes, code lists, metrics and units."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from builder.seeds.records.base import Definition, Fact, Meaning, OwnWords, Record, Ref, Text
from builder.seeds.values import Key, Period, SubjectKey, UnfitError, Whole, form

GssCode = Annotated[str, form("[EWK][0-9]{8}", "a GSS code such as E23000021")]


class Force(Record):
    """A territorial police force; keys are those of data.police.uk."""

    DEFINES = "force"
    force: Key
    name: Text
    other_names: tuple[Text, ...] = ()
    gss: GssCode
    area_name: Text
    region: Annotated[Key, Ref("place")]
    hmicfrs: Key | None = None

    def key(self) -> str:
        """The data.police.uk id."""
        return self.force


class NotAnId(Record):
    """An id in wide use that is none, with what was probably meant."""

    wrong: Key
    right: tuple[Annotated[Key, Ref("force")], ...]

    def key(self) -> str:
        """The wrong id."""
        return self.wrong


class PoliceAuthority(Record):
    """A police authority: the body that oversaw a force until 2012."""

    DEFINES = "authority"
    authority: Key
    name: Text
    other_names: tuple[Text, ...] = ()
    oversees: Annotated[Key, Ref("force")]
    until: Period | None = None

    def key(self) -> str:
        """The authority's key."""
        return self.authority


class Commissioner(Record):
    """The office of a police and crime commissioner."""

    DEFINES = "commissioner"
    commissioner: Key
    name: Text
    other_names: tuple[Text, ...] = ()
    oversees: Annotated[Key, Ref("force")]

    def key(self) -> str:
        """The office's key."""
        return self.commissioner


class Inspectorate(Definition):
    """A body that inspects."""

    DEFINES = "inspectorate"
    IDENTITY: ClassVar[str] = "inspectorate"
    inspectorate: Key


class Programme(Record):
    """A programme of inspections."""

    DEFINES = "programme"
    programme: Key
    name: Text
    other_names: tuple[Text, ...] = ()
    definition: OwnWords | None = None

    def key(self) -> str:
        """The programme's key."""
        return self.programme


class Cycle(Record):
    """One edition of a programme."""

    DEFINES = "cycle"
    cycle: Key
    name: Text
    programme: Annotated[Key, Ref("programme")]
    year: Whole = Field(ge=1990, le=2100)
    scheme: Annotated[Key, Ref("scheme")] | None = None
    inspectorates: tuple[Annotated[Key, Ref("inspectorate")], ...] = Field(min_length=1)
    inspects: Literal["force", "police-authority"]

    def key(self) -> str:
        """The cycle's key."""
        return self.cycle


class Continuation(Record):
    """The subject that carries a line of subjects on, and why that may be said."""

    subject: Annotated[SubjectKey, Ref("subject")]
    reason: OwnWords

    def key(self) -> str:
        """The later subject."""
        return self.subject


class Subject(Record):
    """A pillar, a programme judged as a whole, or an area of policing that one cycle grades."""

    DEFINES = "subject"
    subject: Key
    name: Text
    other_names: tuple[Text, ...] = ()
    kind: Literal["pillar", "programme", "area"]
    programme: Annotated[Key, Ref("programme")]
    cycle: Annotated[Key, Ref("cycle")] | None = None
    definition: OwnWords | None = None
    continued_by: tuple[Continuation, ...] = ()

    @model_validator(mode="after")
    def _area_has_cycle(self) -> Self:
        if (self.kind == "area") != (self.cycle is not None):
            found = "an area without its cycle" if self.kind == "area" else "a cycle beside what every cycle may judge"
            raise UnfitError(found, "`cycle` for an area, and for nothing else", ("kind",))
        return self

    def key(self) -> str:
        """The subject's key; an area's begins with its cycle."""
        return f"{self.cycle}/{self.subject}" if self.cycle else self.subject


class GradeDefinition(Record):
    """One grade of a scheme."""

    grade: Key
    word: Text
    name: Text
    rank: Whole = Field(ge=1)
    polarity: Annotated[Key, Ref("polarity")] | None = None
    same_word_as: tuple[Annotated[str, Ref("grade")], ...] = ()
    meaning: OwnWords

    def key(self) -> str:
        """The grade's key within its scheme."""
        return self.grade


class GradeScheme(Record):
    """A scale of grades, and the schemes whose grades may be compared with it."""

    DEFINES = "scheme"
    scheme: Key
    name: Text
    description: OwnWords
    comparable_with: tuple[Annotated[Key, Ref("scheme")], ...] = Field(min_length=1)
    grades: tuple[GradeDefinition, ...] = Field(min_length=2)

    def key(self) -> str:
        """The scheme's key."""
        return self.scheme


class Code(Record):
    """A member of one of the code lists."""

    code: Key
    name: Text
    definition: OwnWords
    rank: Whole | None = None

    def key(self) -> str:
        """The code."""
        return self.code


class UnitDefinition(Record):
    """A unit of measurement."""

    DEFINES = "unit"
    unit: Key
    name: Text
    symbol: Text
    qudt: Annotated[str, form("[A-Za-z0-9_-]+", "the local name of a QUDT unit such as PERCENT")] | None = None

    def key(self) -> str:
        """The unit's key."""
        return self.unit


class MetricDefinition(Record):
    """What is measured."""

    DEFINES = "metric"
    metric: Key
    name: Text
    unit: Annotated[Key, Ref("unit")]
    definition: Meaning
    higher_is_better: bool | None = None
    theme: Annotated[Key, Ref("theme")] | None = None

    def key(self) -> str:
        """The metric's key."""
        return self.metric


class FunctionDefinition(Record):
    """A function that bodies may carry out together."""

    DEFINES = "function"
    function: Key
    name: Text
    definition: OwnWords | None = None

    def key(self) -> str:
        """The function's key."""
        return self.function


class Place(Definition):
    """A place or area that figures and events may be about."""

    DEFINES = "place"
    IDENTITY: ClassVar[str] = "place"
    place: Key
    kind: Annotated[Key, Ref("place-kind")] | None = None
    gss: GssCode | None = None
    part_of: Annotated[Key, Ref("place")] | None = None


class SchemeDescriptor(Fact):
    """Where a document describes a grade of a scheme, in this project's own words."""

    scheme: Annotated[Key, Ref("scheme")]
    grade: Key
    public_reporting: Text | None = None
    meaning: OwnWords

    def key(self) -> str:
        """Scheme and grade."""
        return f"{self.scheme}/{self.grade}"
