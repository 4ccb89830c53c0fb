"""Syntax errors of RDF files for people: where, what was found, what is allowed there, and what probably mends it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator
from typing import Final

from pyoxigraph import RdfFormat, parse

from builder.errors import Problem
from builder.rdffiles.causes import Cause
from builder.rdffiles.wanted import places_at

MOST: Final = 10
"""How many errors of one file are explained."""

_NAMES: Final = {
    RdfFormat.JSON_LD: "JSON-LD",
    RdfFormat.N_QUADS: "N-Quads",
    RdfFormat.N_TRIPLES: "N-Triples",
    RdfFormat.RDF_XML: "RDF/XML",
    RdfFormat.TRIG: "TriG",
    RdfFormat.TURTLE: "Turtle",
}
_BY_LINE: Final = frozenset({RdfFormat.N_QUADS, RdfFormat.N_TRIPLES})
_TURTLE: Final = frozenset({RdfFormat.TRIG, RdfFormat.TURTLE})
_FOREIGN: Final = (
    (
        r"\s*(?:<!DOCTYPE\s+html|<html)",
        "a web page (HTML)",
        frozenset[RdfFormat](),
        "download the data, not the page about them",
    ),
    (r"\s*(?:<\?xml|<rdf:RDF)", "XML", frozenset({RdfFormat.RDF_XML}), "end its name with .rdf if it is RDF/XML"),
    (r'\s*(?:\{\s*["}]|\[\s*\{)', "JSON", frozenset({RdfFormat.JSON_LD}), "end its name with .jsonld if it is JSON-LD"),
    (r"(?:\s|#.*)*(?:@prefix|@base|PREFIX|BASE)\s", "Turtle", _TURTLE, "end its name with .ttl"),
    (r"\s*<[a-z][a-z+.-]*:[^>\s]*>\s", "N-Triples or Turtle", _TURTLE | _BY_LINE, "end its name with .nt or .ttl"),
)
"""What a text looks like, what that is, for which formats it is fine, and what to do otherwise."""

_SAVE: Final = "save the file as UTF-8"
_STARTS: Final = (
    ((BOM_UTF32_BE, BOM_UTF32_LE), "UTF-32", "UTF-8", _SAVE),
    ((BOM_UTF16_BE, BOM_UTF16_LE), "UTF-16", "UTF-8", _SAVE),
    ((b"\x1f\x8b",), "compressed (gzip)", "text", "end its name with .gz, after the ending of the format"),
    ((b"PK\x03\x04",), "compressed (zip)", "text", "unpack it, and name the file that is in it"),
)
"""What the first bytes of a file show it to be, what is allowed, what to do."""
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)""")

_PLACE: Final = re.compile(r"^Parser error (?:at|between) .*?: ", re.DOTALL)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def explain(text: str, name: str, error: SyntaxError, form: RdfFormat) -> Problem:
    """What an error of pyoxigraph in a text means: its place, what was found, what is allowed, what to do.

    ``name`` is the file's name for messages.
    """
    return explain_all(text.encode("utf-8", "surrogatepass"), name, error, form, most=1)[0]


def explain_all(content: bytes, name: str, error: SyntaxError, form: RdfFormat, *, most: int = MOST) -> list[Problem]:
    """All that can be told to be wrong with the content of a file, the error that pyoxigraph found first.

    The errors behind that one are those that stay when it is mended: in N-Triples those of other lines, in Turtle
    those of other statements, where it is certain where these begin.
    """
    strange = encoding_problem(content, name) or _foreign(content, name, form)
    if strange:
        return [strange]
    message = _PLACE.sub("", str(error.msg))
    if form == RdfFormat.RDF_XML:
        from builder.rdffiles.xml_syntax import xml_problem  # noqa: PLC0415 - what explains errors is slow to import

        return [xml_problem(content, name, message)]
    text = content.decode("utf-8-sig" if form == RdfFormat.JSON_LD else "utf-8")
    offset = _offset(text, error) if error.lineno else None
    if form == RdfFormat.JSON_LD:
        from builder.rdffiles.json_syntax import json_cause  # noqa: PLC0415 - the same

        cause = json_cause(text, message)
        return [_problem(text, name, cause)] if cause else [Problem(name, 0, 0, f"no JSON-LD: {message}")]
    causes = (
        _lines(text, offset or 0, message, form) if form in _BY_LINE else _statements(text, offset or 0, message, form)
    )
    return [_problem(text, name, cause) for _, cause in zip(range(most), causes, strict=False)]


def _problem(text: str, name: str, cause: Cause) -> Problem:
    (place,) = places_at(text, [cause.at], name)
    return Problem(name, place.line, place.column, cause.found, cause.allowed, cause.advice)


def _offset(text: str, error: SyntaxError) -> int:
    """The offset of the place of an error."""
    start = 0
    for number, match in enumerate(_LINE_END.finditer(text), start=2):
        if number > (error.lineno or 1):
            break
        start = match.end()
    return min(start + max((error.offset or 1) - 1, 0), len(text))


# --- several errors ----------------------------------------------------------------------------------------------


def _lines(text: str, offset: int, message: str, form: RdfFormat) -> Iterator[Cause]:
    """The causes of the errors of a text each of whose lines stands for itself."""
    from builder.rdffiles.line_syntax import line_cause  # noqa: PLC0415 - the same

    while True:
        cause = line_cause(text, offset, message)
        yield cause
        if "Line jumps" in message:  # the next line may be a part of this one
            return
        following = _LINE_END.search(text, max(cause.at, 0))
        if following is None:
            return
        error = _error(text[following.end() :], form)
        if error is None:
            return
        offset = following.end() + _offset(text[following.end() :], error)
        message = _PLACE.sub("", str(error.msg))


def _statements(text: str, offset: int, message: str, form: RdfFormat) -> Iterator[Cause]:
    """The causes of the errors of a Turtle text, as long as it is certain where the next statement begins."""
    from builder.rdffiles.turtle_context import context_of  # noqa: PLC0415 - the same
    from builder.rdffiles.turtle_syntax import turtle_cause  # noqa: PLC0415 - the same

    declared: list[str] = []
    start, graphs = 0, 0
    while True:
        context = context_of(text, offset, start, graphs)
        cause = turtle_cause(context, offset, message)
        yield cause
        again = context.start if cause.declare is not None and not context.directive else cause.resume
        if again is None or cause.declare in declared or (cause.declare is None and again <= start):
            return
        declared += [cause.declare] if cause.declare is not None else []
        start, graphs = again, context.graphs
        head = " ".join([context.header(), *(f"@prefix {each}: <x:> ." for each in declared), "{" * graphs])
        error = _error(f"{head}\n{text[start:]}", form)
        if error is None or not error.lineno or error.lineno < 2:
            return
        offset = start + _offset(f"{head}\n{text[start:]}", error) - len(head) - 1
        message = _PLACE.sub("", str(error.msg))


def _error(text: str, form: RdfFormat) -> SyntaxError | None:
    try:
        for _ in parse(text, form):
            pass
    except SyntaxError as error:
        return error
    except MemoryError:  # a token of more than 16 MB
        return None
    return None


# --- files that are something else -------------------------------------------------------------------------------


def encoding_problem(content: bytes, name: str) -> Problem | None:
    """What is wrong with the bytes of a file, whatever its format; None where they are UTF-8."""
    for starts, what, allowed, advice in _STARTS:
        if content.startswith(starts):
            return Problem(name, 1, 1, f"the file is {what}", allowed, advice)
    if _has_halves(content):
        return Problem(name, 1, 1, "the file is UTF-16", "UTF-8", _SAVE)
    try:
        content.decode()
    except UnicodeDecodeError as error:
        (place,) = places_at(content, [error.start], name)
        return Problem(name, place.line, place.column, _byte(content[error.start]), "UTF-8 text", _SAVE)
    declared = _DECLARED.match(content)
    if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}:
        said = f"the file says that it is {declared[1].decode()}"
        return Problem(name, 1, 1, said, "UTF-8", f"{_SAVE}, and change `encoding` in its first line")
    return None


def _byte(byte: int) -> str:
    meant = bytes([byte]).decode("cp1252", "replace")
    known = f"; in Windows-1252 it is {meant}" if meant.isprintable() and meant != "\ufffd" else ""
    return f"the byte 0x{byte:02x} is no UTF-8{known}"


def _has_halves(content: bytes) -> bool:
    """Whether every other byte of the beginning is zero, as it is in UTF-16 of Latin letters."""
    start = content[:64]
    return len(start) >= 4 and (not any(start[::2]) or not any(start[1::2]))


def _foreign(content: bytes, name: str, form: RdfFormat) -> Problem | None:
    """What the file is, where it is something else than its name says."""
    if content.startswith(BOM_UTF8) and form not in {RdfFormat.JSON_LD, RdfFormat.RDF_XML}:
        return Problem(
            name,
            1,
            1,
            "a byte order mark before the first character",
            "UTF-8 without one",
            "save the file as UTF-8 without BOM",
        )
    text = content[:4096].decode("utf-8", "replace").removeprefix("\ufeff")
    for pattern, what, fine, advice in _FOREIGN:
        if form not in fine and re.match(pattern, text, re.IGNORECASE):
            return Problem(name, 1, 1, f"this is {what}, not {_NAMES[form]}", _NAMES[form], advice)
    return None
