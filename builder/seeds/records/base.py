"""What all seed records share: strictness, references to other records, and the lines that a fact stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator

from builder.seeds.values import LineRange, Lines, UnfitError, form

_ONE_LINE = form(r"\S(.*\S)?", "one line of text without blanks at its ends")

Text = Annotated[str, StringConstraints(max_length=2000), _ONE_LINE]
"""One line of text."""

OwnWords = Annotated[str, StringConstraints(max_length=400), _ONE_LINE]
"""Text in this project's own words."""


def _at_least_5_words(text: str) -> str:
    if len(text.split()) < 5:
        raise UnfitError(f"{len(text.split())} words", "at least 5 words")
    return text


def _at_most_20_words(text: str) -> str:
    if len(text.split()) > 20:
        raise UnfitError(f"{len(text.split())} words", "at most 20 words")
    return text


Meaning = Annotated[OwnWords, AfterValidator(_at_least_5_words)]
"""What a thing is, in this project's own words."""

Statement = Annotated[OwnWords, AfterValidator(_at_most_20_words)]
"""What a document says of something, in this project's own words."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as the key of another record: of one of these kinds."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a document that carries a fact, with what is printed there and how it supports the fact."""

    lines: LineRange
    printed: str | None = None
    basis: str | None = None


class Record(BaseModel):
    """Base of all records: immutable, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    DEFINES: ClassVar[str] = ""
    """The kind of thing this record defines, for references from other records; empty for plain facts."""

    def key(self) -> str:
        """What makes the record one of its kind; two records of one section and file may not share it."""
        raise NotImplementedError(type(self))


class EvidenceItem(Record):
    """Lines of the document with what is printed on them, and for judgments the basis found there."""

    lines: Lines
    printed: Text | None = None
    basis: Annotated[str, Ref("basis")] | None = None

    def key(self) -> str:
        """The lines."""
        return ",".join(map(str, self.lines))


class Fact(Record):
    """A record that a document supports on certain lines: ``lines``, or ``evidence`` where places differ."""

    lines: Lines = ()
    evidence: tuple[EvidenceItem, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if self.lines and self.evidence:
            raise UnfitError("`lines` and `evidence` side by side", "one of the two", ("lines",))
        return self

    def spots(self) -> Iterator[Spot]:
        """Every place that supports the fact."""
        for line_range in self.lines:
            yield Spot(line_range)
        for item in self.evidence:
            for line_range in item.lines:
                yield Spot(line_range, item.printed, item.basis)


class Definition(Fact):
    """A fact about a named thing: it defines the thing (with its name) or mentions one defined elsewhere (without)."""

    name: Text | None = None
    other_names: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _mention_is_bare(self) -> Self:
        extra = sorted(self.model_fields_set - {"name"} - self.MENTION - {"lines", "evidence"} - {type(self).IDENTITY})
        if self.name is None and extra:
            allowed = "the definition of a thing with its `name`, or a mention with key and lines alone"
            raise UnfitError(f"`{extra[0]}` without `name`", allowed, (extra[0],))
        return self

    IDENTITY: ClassVar[str] = ""
    MENTION: ClassVar[frozenset[str]] = frozenset()

    def key(self) -> str:
        """The key of the thing."""
        return str(getattr(self, self.IDENTITY))

    @property
    def defines(self) -> bool:
        """Whether this record defines the thing, and does not only mention it."""
        return self.name is not None
