"""Walking through records by their fields: which keys a place allows, and which references it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.seeds.records import Record, Ref, SeedFile
from builder.seeds.source import Steps


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
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        path = (info.alias or name,)
        ref = _ref(info.metadata) or _ref_within(info.annotation)
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


def _by_written_name(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _ref(metadata: Any) -> Ref | None:
    return next((each for each in metadata if isinstance(each, Ref)), None)


def _ref_within(annotation: Any) -> Ref | None:
    found = _ref(getattr(annotation, "__metadata__", ()))
    return found or next((inner for inner in map(_ref_within, get_args(annotation)) if inner), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for inner in map(_model_in, get_args(annotation)) if inner), None)
