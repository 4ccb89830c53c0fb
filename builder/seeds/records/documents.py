"""Records about a document, the people, organisations and events it names, and its links to other documents."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from builder.seeds.records.base import Definition, Fact, OwnWords, Record, Ref, Statement, Text
from builder.seeds.values import Key, Period, UnfitError, Whole, form

DocumentKind = Annotated[Key, Ref("document-kind")]
Licence = Annotated[str, form("[A-Za-z0-9.+-]+", "an SPDX licence id such as OGL-UK-3.0, or LicenseRef-…")]


class Identifier(Fact):
    """A published identifier of a document, such as its ISBN or reference number."""

    scheme: Key
    value: Text

    def key(self) -> str:
        """Scheme and value."""
        return f"{self.scheme} {self.value}"


class Document(Record):
    """The document that a seed file was curated from."""

    DEFINES = "document"
    key_: Key = Field(alias="key")
    title: Text
    kind: DocumentKind
    publishers: tuple[Annotated[Key, Ref("agent")], ...] = Field(min_length=1)
    file: Annotated[str, form("[A-Za-z0-9_.-]+", "a file name of letters, figures, dots, hyphens and underscores")]
    sha256: Annotated[str, form("[0-9a-f]{64}", "64 lower-case hexadecimal figures")]
    line_count: Whole = Field(ge=1)
    language: Literal["en", "cy"] = "en"
    licence: Licence
    rights: OwnWords | None = None
    about: Annotated[Key, Ref("body")] | None = None
    cycle: Annotated[Key, Ref("cycle")]
    identifiers: tuple[Identifier, ...] = ()

    def key(self) -> str:
        """The document's key."""
        return self.key_


class DocumentDate(Fact):
    """A date that the document states about itself or its inspection."""

    kind: Literal["published", "updated", "written", "fieldwork", "framework-published"]
    date: Period

    def key(self) -> str:
        """The kind of date."""
        return self.kind


class CitedDocument(Definition):
    """A document that another one names; its text is not at hand."""

    DEFINES = "document"
    IDENTITY: ClassVar[str] = "document"
    document: Key
    kind: DocumentKind | None = None
    publishers: tuple[Annotated[Key, Ref("agent")], ...] = ()
    published: Period | None = None
    about: Annotated[Key, Ref("thing")] | None = None
    cycle: Annotated[Key, Ref("cycle")] | None = None
    note: OwnWords | None = None


class Response(Fact):
    """A reply to a report; the response is the document of the file it stands in."""

    response: Annotated[Key, Ref("document")]
    name: Text
    by: Annotated[Key, Ref("person")]
    on_behalf_of: Annotated[Key, Ref("agent")] | None = None
    addressed_to: Annotated[Key, Ref("person")] | None = None
    date: Period
    responds_to: Annotated[Key, Ref("document")]

    def key(self) -> str:
        """The response's document key."""
        return self.response


class Organisation(Definition):
    """An organisation, committee or unit that a document names."""

    DEFINES = "organisation"
    IDENTITY: ClassVar[str] = "organisation"
    organisation: Annotated[Key, Ref("agent")]
    kind: Annotated[Key, Ref("organisation-kind")] | None = None
    part_of: Annotated[Key, Ref("agent")] | None = None
    note: OwnWords | None = None


class Person(Definition):
    """A public office-holder in office."""

    DEFINES = "person"
    IDENTITY: ClassVar[str] = "person"
    MENTION: ClassVar[frozenset[str]] = frozenset({"role", "role_name", "organisation", "inspector"})
    person: Key
    role: Key | None = None
    role_name: Text | None = None
    organisation: Annotated[Key, Ref("agent")] | None = None
    inspector: bool = False
    note: OwnWords | None = None

    @model_validator(mode="after")
    def _role_is_whole(self) -> Self:
        fields = ("role", "role_name", "organisation")
        given = [name for name in fields if getattr(self, name) is not None]
        if len(given) < len(fields) and (given or self.defines):
            allowed = "`role`, `role_name` and `organisation` together; a person with a `name` has them"
            raise UnfitError("a role that is not whole", allowed, tuple(given[:1]))
        return self


class Post(Definition):
    """An office that a document names without its holder."""

    DEFINES = "post"
    IDENTITY: ClassVar[str] = "post"
    post: Key
    organisation: Annotated[Key, Ref("agent")] | None = None
    note: OwnWords | None = None


class Relation(Fact):
    """A lasting relation between bodies, as a document states it."""

    kind: Literal["borders", "oversees"]
    body: Annotated[Key, Ref("body")]
    with_: tuple[Annotated[Key, Ref("body")], ...] = Field(alias="with", min_length=1)

    def key(self) -> str:
        """Kind and body."""
        return f"{self.kind} {self.body}"


Progress = Annotated[Key, Ref("progress")]


class ChangeProgramme(Definition):
    """A body's named programme of change."""

    DEFINES = "change-programme"
    IDENTITY: ClassVar[str] = "programme"
    programme: Key
    body: Annotated[Key, Ref("thing")] | None = None
    since: Period | None = None
    until: Period | None = None
    status: Progress | None = None
    text: Statement | None = None


class Event(Definition):
    """Something that happened, or is planned, at a time that the document gives."""

    DEFINES = "event"
    IDENTITY: ClassVar[str] = "event"
    event: Key
    about: Annotated[Key, Ref("thing")] | None = None
    date: Period | None = None
    period: Period | None = None
    status: Progress | None = None
    text: Statement | None = None
