"""In plain words, what each key of a seed record takes, read off the record models."""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from builder.seeds.records import Definition, Fact, Record, Ref
from builder.seeds.records.base import Meaning, OwnWords, Statement, Text
from builder.seeds.values import Figure, Key, Lines, Period, SubjectKey, UnfitError

_NAMED: Final = (
    (Meaning, "own words, five or more"),
    (Statement, "own words, at most 20"),
    (OwnWords, "own words"),
    (Text, "text"),
    (Key, "slug"),
    (SubjectKey, "subject key"),
    (Figure, "number"),
    (Period, "period"),
    (Lines, "lines"),
)
"""Types of values by what to call them, the narrower ones first."""

_PLAIN: Final = {bool: "`true` or `false`", int: "whole number", Decimal: "number", datetime.date: "date", str: "text"}


@dataclass(frozen=True, slots=True)
class Form:
    """What a key takes: what to call one value, the kinds of thing it may name, and whether there may be several."""

    words: str
    kinds: tuple[str, ...] = ()
    several: bool = False
    inner: type[Record] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record as it is written, whether it must stand there, and what it takes."""

    name: str
    needed: bool
    form: Form


def fields(model: type[Record]) -> Iterator[Field]:
    """The keys of a record in their order, without ``lines`` and ``evidence``, which all facts share.

    The name of a thing that may also be just mentioned is needed where the thing is defined.
    """
    hints = get_type_hints(model, include_extras=True)
    shared = set(Fact.model_fields) if issubclass(model, Fact) else set()
    for name, info in model.model_fields.items():
        if name not in shared:
            yield Field(_written(name, info), info.is_required(), form_of(hints[name]))


def may_be_mentioned(model: type[Record]) -> bool:
    """Whether a record without ``name`` mentions a thing that is defined elsewhere."""
    return issubclass(model, Definition)


def model_of(section: Any) -> type[Record]:
    """The record that a section of a seed file holds, from the type of the section."""
    form = form_of(section)
    if form.inner is None:
        raise TypeError(f"no record in {section}")
    return form.inner


def form_of(hint: Any) -> Form:
    """What a value of this type is called, without the None of an optional one."""
    if get_origin(hint) in {Union, types.UnionType}:
        return form_of(next(each for each in get_args(hint) if each is not type(None)))
    if get_origin(hint) is Annotated:
        return _annotated(hint)
    if get_origin(hint) is tuple:
        inner = form_of(get_args(hint)[0])
        return Form(inner.words, inner.kinds, True, inner.inner)
    if get_origin(hint) is Literal:
        return Form(" or ".join(f"`{each}`" for each in get_args(hint)))
    if isinstance(hint, type) and issubclass(hint, Record):
        return Form("record", inner=hint)
    return Form(_PLAIN[hint])


def _annotated(hint: Any) -> Form:
    base, *metadata = get_args(hint)
    ref = next((each for each in metadata if isinstance(each, Ref)), None)
    for alias, words in _NAMED:
        own = get_args(alias)
        if own[0] == base and list(own[1:]) == metadata[: len(own) - 1]:
            return Form(words, ref.kinds if ref else ())
    if get_origin(base) is tuple:
        return form_of(base)
    return Form(_asked_for(metadata) or _PLAIN[base], ref.kinds if ref else ())


def _asked_for(metadata: list[Any]) -> str:
    """What the checks of a text ask for, in the words of the message that an empty text brings up."""
    for each in metadata:
        if isinstance(each, AfterValidator):
            try:
                each.func("")  # type: ignore[call-arg]
            except UnfitError as error:
                return error.allowed
    return ""


def _written(name: str, info: FieldInfo) -> str:
    return info.alias or name
