"""What the record models find wrong, in words for people: place, what was found, what is allowed."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from builder.errors import Problem
from builder.seeds.fields import allowed_fields
from builder.seeds.source import Source, Steps
from builder.seeds.values import UnfitError

SHOWN = 60
"""How many characters of a wrong value a message repeats."""

_OF_TABLES = frozenset({"gaps", "page", "page_doubts"})
"""Keys that rows of tables have and records of curated files have not."""

_SHAPES = {
    "string_type": "text",
    "tuple_type": "a list",
    "model_type": "keys with values",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "string_too_long": "at most {max_length} characters",
    "too_short": "at least {min_length} of them",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
    "less_than": "less than {lt}",
    "literal_error": "{expected}",
}
"""What is allowed, by pydantic's type of error."""


def typing_problems(source: Source, error: ValidationError) -> list[Problem]:
    """All that is wrong with the records of one file by themselves."""
    return [_problem(source, details) for details in error.errors() if not _is_echo(details)]


def _is_echo(details: ErrorDetails) -> bool:
    """A list is called too short where its items are wrong, which is said of each of them already."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _problem(source: Source, details: ErrorDetails) -> Problem:
    path: Steps = tuple(details["loc"])
    kind, context, value = details["type"], details.get("ctx", {}), details["input"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if kind == "missing":
        return source.problem(path, f"`{name}` is missing", advice="add it")
    if kind == "extra_forbidden":
        allowed = ", ".join(each for each in allowed_fields(path) if each not in _OF_TABLES)
        return source.key_problem(path, f"unknown key `{name}`", allowed, "see seeds/README.md for the sections")
    if kind == "value_error":
        return _unfit(source, path, name, value, context["error"])
    allowed = _SHAPES.get(kind, details["msg"]).format(**context)
    return source.problem(path, f"{_shown(value)} for `{name}`", allowed)


def _unfit(source: Source, path: Steps, name: str, value: Any, error: ValueError) -> Problem:
    wrong, allowed = (error.wrong, error.allowed) if isinstance(error, UnfitError) else (str(error), "")
    where = path + error.at if isinstance(error, UnfitError) else path
    if isinstance(value, dict) and name in _sections(path):
        return source.problem(where, wrong, allowed)
    before = f"`{name}`: " if "`" in wrong or not isinstance(value, str) else f"{_shown(value)} for `{name}`: "
    return source.problem(where, before + wrong, allowed)


def _sections(path: Steps) -> Steps:
    """The section, where the path ends at a record of one: what is wrong there is said of the whole record."""
    return path[:1] if len(path) == 2 else ()


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "keys with values" if isinstance(value, dict) else "a list"
    text = str(value).replace("\n", "↵")
    return f"`{text[:SHOWN]}…`" if len(text) > SHOWN else f"`{text}`"
