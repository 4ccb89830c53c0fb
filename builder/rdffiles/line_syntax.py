"""What is wrong with a line of N-Triples or N-Quads."""

from __future__ import annotations

import re
from typing import Final

from builder.rdffiles.causes import Cause, shown
from builder.rdffiles.turtle_context import Context, context_of
from builder.rdffiles.turtle_syntax import turtle_cause

_PARTS: Final = {
    "subject": ("an IRI between `<` and `>`, or a blank node such as _:a", "begin the line with the IRI in full"),
    "predicate": ("an IRI between `<` and `>`", "write the IRI of the property in full"),
    "object": (
        "an IRI between `<` and `>`, a blank node, or a text in double quotes",
        "write an IRI in full or a text",
    ),
    "datatype": ("an IRI between `<` and `>`", "write the IRI of the datatype in full"),
}
_LOOKS_LIKE: Final = re.compile(r"[\w:\[(+.-]")
_TURTLE: Final = "; what Turtle allows here goes into a file with the ending .ttl"


def line_cause(text: str, offset: int, message: str) -> Cause:
    """The likely cause of an error that pyoxigraph reports at an offset."""
    start = _line_start(text, offset)
    if re.search("followed by a dot|line jumps", message):  # found at the next line that says something
        while start and not text[start:offset].partition("#")[0].strip():
            offset = start - 1
            start = _line_start(text, offset)
    line = re.compile(r"[^\r\n]*").match(text, start)
    content = line[0] if line else ""
    context = context_of(content, offset - start)
    found = _own(content, offset - start, message, context) or turtle_cause(context, offset - start, message)
    return Cause(found.at + start, found.found, found.allowed, found.advice)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _own(line: str, offset: int, message: str, context: Context) -> Cause | None:
    """What is particular to these formats."""
    if "must be followed by a dot" in message or "Only a single triple" in message or "line jumps" in message:
        return _end(line, offset, context)
    for part, (allowed, advice) in _PARTS.items():
        if re.search(rf"The {part} of|literal {part} must", message):
            token = context.token
            if not token:
                return Cause(offset, f"the line ends before its {part}", allowed, "complete the line")
            if token[:1] == ".":
                return Cause(offset, f"no {part} before the full stop", allowed, "complete the line")
            if part == "subject" and context.previous:
                return Cause(
                    context.previous.end,
                    f"no full stop behind {shown(context.previous.text)}",
                    "`.`",
                    "put ` .` here" + _TURTLE,
                )
            return Cause(
                offset, f"{shown(token)} as the {part}", allowed, advice + _TURTLE * bool(_LOOKS_LIKE.match(token))
            )
    return _text_or_iri(context, offset, message)


def _text_or_iri(context: Context, offset: int, message: str) -> Cause | None:
    token = context.token
    if "No scheme found" in message:
        return Cause(offset, f"{shown(token)} is a relative IRI", "IRIs in full", "write the IRI in full")
    if "Line jumps" in message or (token[:1] == '"' and "end of file" in message and "\\u" not in token):
        found = "the text that opens here is not closed in its line"
        return Cause(context.at, found, '`"` at its end', 'close it with `"`; a line break in it is written \\n')
    return None


def _end(line: str, offset: int, context: Context) -> Cause:
    previous = context.previous
    if line[offset:].strip() and previous and previous.text != ".":
        allowed = "subject, property, value, full stop; in N-Quads a graph before it"
        return Cause(
            offset,
            f"{shown(context.token)} behind the value",
            allowed,
            "end the line with ` .`; if it has a graph, name the file .nq",
        )
    if line[offset:].strip() and previous is None:
        return Cause(offset, "a second statement in the line", "one statement on a line", "begin a new line here")
    at = previous.end if previous else offset
    return Cause(at, "no full stop ends the line", "`.`", "put ` .` here")
