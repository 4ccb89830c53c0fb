"""What is wrong between the parts of a Turtle statement: signs that are missing or too many, parts in a wrong place."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from builder.rdffiles.causes import Cause, shown
from builder.rdffiles.turtle_context import Context, Piece, after_statement

_Said: TypeAlias = tuple[str, str, str]
"""Found, with ``{}`` for the token; allowed; advice."""

_CLOSING: Final = {"[": "]", "(": ")"}
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_WORD: Final = re.compile(r"[^\W\d][\w-]*")
_SIGNS: Final = {1: "`,`", 2: "`;`"}
_BETWEEN: Final = "`,` before another value, `;` before another property, `.` at the end"

_TOO_MANY: Final = "look for a full stop too many before it"
_STATEMENT: Final = "an IRI, a prefixed name, `[` or `(`"
_AT_START: Final[dict[str, _Said]] = {
    ".": ("a second full stop", "a new statement", "take it out"),
    ",": ("{} behind a full stop", "a new statement", "take one of the two out"),
    ";": ("{} behind a full stop", "a new statement", "take one of the two out"),
    "@": ("{} is no directive", "@prefix, @base", "write @prefix or @base"),
    '"': ("{} begins a statement", _STATEMENT, _TOO_MANY),
    "'": ("{} begins a statement", _STATEMENT, _TOO_MANY),
    "0": ("{} begins a statement", _STATEMENT, _TOO_MANY),
}
"""What can't begin a statement, by its first sign; 0 stands for all digits."""

_AS_PROPERTY: Final = (
    "{} as a property",
    "an IRI or a prefixed name",
    "look for a `;` or `,` that is missing or too much",
)
_UNFINISHED: Final = (
    "{} where a property should stand",
    "a property and its value",
    "complete the statement, or take the part before out",
)
_PROPERTY: Final[dict[str, _Said]] = {
    **dict.fromkeys(".;,]", _UNFINISHED),
    **dict.fromkeys("\"'_[(0", _AS_PROPERTY),
    "{": ("a graph in braces", "statements", "that is TriG: end the file's name with .trig"),
}
"""What can't be a property, in the same way."""


def between(context: Context, offset: int, _message: str) -> Cause | None:
    """Two parts with nothing between them; the place is behind the first of them."""
    previous = context.previous
    if previous is None:
        return None
    if context.token in {"]", ")"} and not context.opened:
        return _never_opened(context, offset)
    glued = _glued(context, offset, previous)
    if glued:
        return glued
    number = context.parts_ahead()
    if context.opened and number != 2:
        return never_closed(context)
    after, before = shown(previous.text), shown(context.token)
    if number == 3 or context.directive:
        ended = "declaration" if context.directive else "statement"
        found = f"no full stop ends the {ended} before {before}"
        return Cause(previous.end, found, "`.` before another statement", "put ` .` here", resume=offset)
    sign = _SIGNS[max(number, 1)]
    resume = after_statement(context.text, offset)
    return Cause(previous.end, f"no {sign} between {after} and {before}", _BETWEEN, f"put {sign} here", resume=resume)


def _glued(context: Context, offset: int, previous: Piece) -> Cause | None:
    """Parts without a blank between them, of what was meant as one."""
    date = _DATE.match(context.text, previous.start)
    if previous.kind == "number" and date and date.end() > previous.end:
        kind = "date" if len(date[0]) == 10 else "gYearMonth"
        found, advice = f"{shown(date[0])} without quotation marks", f'write "{date[0]}"^^xsd:{kind}'
        return Cause(previous.start, found, "a date in quotes with its datatype", advice)
    if previous.end != offset:
        return None
    if context.text[offset : offset + 1] == "^":
        return Cause(offset, "`^` on its own", "`^^` before a datatype", "write `^^`")
    if previous.kind in {"text", "long"}:
        mark = previous.text[0]
        found = f"{shown(context.token)} behind the end of a text"
        advice = f"write `\\{mark}` for a quotation mark in the text, and look where the text was meant to end"
        return Cause(offset, found, "a blank, `@` and a language, `^^` and a datatype", advice)
    return None


def _never_opened(context: Context, offset: int) -> Cause:
    found = f"{shown(context.token)} closes what was never opened"
    return Cause(offset, found, "`;`, `,` or `.`", "take it out, or put the opening bracket in")


def never_closed(context: Context) -> Cause:
    """The innermost bracket that is open, at the place where it opens."""
    opening = context.opened[-1]
    closing = _CLOSING[opening.text]
    found = f"the `{opening.text}` here is never closed"
    return Cause(opening.start, found, f"`{closing}`", f"put `{closing}` behind its last part")


def end(context: Context, offset: int, _message: str) -> Cause:
    """The text ends inside a statement or graph."""
    if context.opened:
        return never_closed(context)
    previous = context.previous
    if previous is None:
        behind = len(context.text[:offset].rstrip())
        return Cause(behind, "a `{` is never closed", "`}`", "put `}` at the end of the graph")
    if previous.text in {";", ","} or (len(context.before) < 3 and not context.directive):
        found = f"the text ends behind {shown(previous.text)}"
        return Cause(previous.end, found, "the rest of the statement", "complete it, and end it with `.`")
    return Cause(previous.end, "no full stop ends the last statement", "`.`", "put ` .` here")


def subject(context: Context, offset: int, message: str) -> Cause | None:
    """What can't begin a statement."""
    token = context.token
    if token[:1] == "." and context.directive.isalpha():
        word = context.directive
        return Cause(offset, f"a full stop behind {word.upper()}", "none there", f"take it out, or write @{word}")
    if context.previous:
        return between(context, offset, message)
    if token in {"]", ")", "}"}:
        return _never_opened(context, offset)
    return _misplaced(token, offset, _AT_START) or _bare(context, offset, "a subject")


def predicate(context: Context, offset: int, _message: str) -> Cause | None:
    """What can't be a property."""
    token = context.token
    if context.text[offset + len(token) : offset + len(token) + 1] == "=":
        found, advice = f"{shown(token)} followed by `=`", f"write `{token}:`, or `:` for `=`"
        return Cause(offset, found, "a prefixed name such as rdfs:label", advice)
    if token in {"A", "is", "isa"}:
        return Cause(offset, f"{shown(token)} as a property", "`a` for rdf:type", "write `a`")
    return _misplaced(token, offset, _PROPERTY) or _bare(context, offset, "a property")


def value(context: Context, offset: int, _message: str) -> Cause | None:
    """What can't be a value."""
    token = context.token
    if token.lower() in {"true", "false"}:
        return Cause(offset, f"{shown(token)} as a value", "true, false", f"write {token.lower()}")
    if token in {".", ";", ",", "]", ")", "}"}:
        if context.opened and context.opened[-1].text == "(" and context.opened[-1] != context.previous:
            return never_closed(context)
        found, allowed = f"no value before {shown(token)}", "an IRI, a prefixed name, a text or a number"
        return Cause(offset, found, allowed, "write the value, or take the part before it out")
    return _bare(context, offset, "a value")


def _misplaced(token: str, offset: int, table: dict[str, _Said]) -> Cause | None:
    first = "0" if token[:1].isdigit() else token[:1]
    said = table.get(first)
    return Cause(offset, said[0].format(shown(token)), *said[1:]) if said else None


def _bare(context: Context, offset: int, role: str) -> Cause | None:
    """A word without prefix or quotes."""
    token = context.token
    if not _WORD.fullmatch(token):
        return None
    names = [each for each in sorted(context.declared()) if each] or ["ex"]
    prefix = "peel" if "peel" in names else names[0]
    quoted = f', or `"{token}"` for a text' if role == "a value" else ""
    advice = f"write a prefix before it, such as `{prefix}:{token}`{quoted}"
    return Cause(offset, f"{shown(token)} as {role}", "an IRI, a name with its prefix", advice)
