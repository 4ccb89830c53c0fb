"""What all seed records share: strictness, references to other records, and the lines that a fact stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from builder.seeds.values import LineRange, Lines

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^\S(.*\S)?$")]
"""One line of text without blanks at its ends."""

OwnWords = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^\S(.*\S)?$")]


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

    model_config = ConfigDict(frozen=True, extra="forbid")

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
            raise ValueError("give `lines` or `evidence`, not both")
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
        extra = sorted(self.model_fields_set - self.MENTION - {"lines", "evidence"} - {type(self).IDENTITY})
        if self.name is None and extra:
            raise ValueError(f"`{extra[0]}` belongs to a definition: give the `name` too, or leave it out")
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
