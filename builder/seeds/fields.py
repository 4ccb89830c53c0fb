"""Walking through records by their fields: which keys a place allows, and which references and lines it holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.seeds.records import Definition, Record, Ref, SeedFile
from builder.seeds.source import Steps
from builder.seeds.values import LineRange


def allowed_fields(path: Steps) -> list[str]:
    """The keys that may stand where ``path`` ends, sorted."""
    model: type[BaseModel] | None = SeedFile
    for step in path[:-1]:
        if isinstance(step, str) and model is not None:
            info = _by_written_name(model).get(step)
            model = _model_in(info.annotation) if info else None
    return sorted(_by_written_name(model)) if model else []


def references(record: Record) -> Iterator[tuple[Steps, Ref, str]]:
    """Every reference that a record holds: path within the record, kinds, and the key it names."""
    for name, path, ref in _fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from ((path + rest, inner, key) for rest, inner, key in references(value))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from (((*path, index, *rest), inner, key) for rest, inner, key in references(item))
                elif ref and isinstance(item, str):
                    yield (*path, index), ref, item
        elif ref and isinstance(value, str):
            yield path, ref, value


def line_ranges(record: Record) -> Iterator[tuple[Steps, LineRange]]:
    """Every range of lines that a record names: the path within the record, and the range."""
    for name, path, _ in _fields(type(record)):
        value = getattr(record, name)
        for index, item in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(item, LineRange):
                yield (*path, index), item
            elif isinstance(item, Record):
                yield from (((*path, index, *rest), lines) for rest, lines in line_ranges(item))


def key_path(record: Record) -> Steps:
    """The path to the value that is the record's key; empty where several values make the key together."""
    if isinstance(record, Definition):
        return (record.IDENTITY,)
    fields = type(record).model_fields.items()
    return next(((info.alias or name,) for name, info in fields if getattr(record, name) == record.key()), ())


def _by_written_name(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Steps, Ref | None], ...]:
    """Of each field of a model its name, the path that it is written under, and the kinds that it refers to, if any."""
    return tuple(
        (name, (info.alias or name,), _ref(info.metadata) or _ref_within(info.annotation))
        for name, info in model.model_fields.items()
    )


def _ref(metadata: Any) -> Ref | None:
    return next((each for each in metadata if isinstance(each, Ref)), None)


def _ref_within(annotation: Any) -> Ref | None:
    found = _ref(getattr(annotation, "__metadata__", ()))
    return found or next((inner for inner in map(_ref_within, get_args(annotation)) if inner), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for inner in map(_model_in, get_args(annotation)) if inner), None)
