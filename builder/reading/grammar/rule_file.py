"""A file of rules for reading as a record that was checked."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from builder.errors import SourceError
from builder.seeds.source import Source, read_source

Record = TypeVar("Record", bound=BaseModel)


def read_rules(path: Path, name: str, form: type[Record]) -> tuple[Record, Source]:
    """Read a file, which messages call ``name``, as a record of the given form; with the places of its values.

    Raises SourceError with everything in it that has not that form.
    """
    source = read_source(path, name)
    try:
        return form.model_validate(source.data), source
    except ValidationError as error:
        raise SourceError([source.problem(tuple(each["loc"]), each["msg"]) for each in error.errors()]) from error
