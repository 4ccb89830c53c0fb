"""Entities of XML documents, which can fetch other files or grow without bounds."""

from __future__ import annotations

from contextlib import suppress
from typing import Final
from xml.parsers import expat

from builder.errors import Problem, SourceError

_LONGEST: Final = 200
"""The longest text, in characters, that an entity may stand for: enough for a namespace."""


class _HeadDoneError(Exception):
    """Ends the reading of a document at its first element."""


def check_entities(content: bytes, name: str, limit: int) -> None:
    """Refuse entities that are more than short for a namespace, before anybody expands them.

    What Protégé writes is fine: ``<!ENTITY owl "http://www.w3.org/2002/07/owl#">``. Raises SourceError for entities
    of other files, for those that hold other entities (the "billion laughs"), for those of more than 200 characters,
    and for so many of them that the document would grow beyond ``limit`` bytes.
    """
    if b"<!ENTITY" not in content:
        return
    problems: list[Problem] = []
    parser = expat.ParserCreate()

    def declared(entity: str, parameter: bool, value: str | None, _base: str | None, *_where: str | None) -> None:
        said = _what_is_wrong(parameter, value)
        if said:
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            allowed = f"entities that stand for a namespace, up to {_LONGEST} characters"
            problems.append(Problem(name, line, column, f"the entity `{entity}` {said}", allowed, "write its text out"))

    def started(_name: str, _attributes: dict[str, str]) -> None:
        raise _HeadDoneError

    parser.EntityDeclHandler = declared
    parser.StartElementHandler = started
    with suppress(_HeadDoneError, expat.ExpatError):  # what is no XML, the RDF parser says
        parser.Parse(content, True)
    if not problems and len(content) + content.count(b"&") * _LONGEST > limit:
        problems.append(Problem(name, 0, 0, "more entities than can be written out", advice="write them out"))
    if problems:
        raise SourceError(problems)


def _what_is_wrong(parameter: bool, value: str | None) -> str:
    if value is None:
        return "stands for another file"
    if parameter or "&" in value or "%" in value:
        return "is made of entities"
    return f"is {len(value)} characters long" if len(value) > _LONGEST else ""
