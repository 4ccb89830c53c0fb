"""What is wrong with a text that should be RDF/XML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias
from xml.parsers import expat
from xml.parsers.expat import errors

from builder.errors import Problem, SourceError
from builder.namespaces import PREFIXES
from builder.rdffiles.causes import shown

_RDF: Final = PREFIXES["rdf"]
_BETWEEN: Final = "\x1f"
_REFERENCES: Final = tuple(f"{_RDF}{_BETWEEN}{name}" for name in ("about", "resource", "ID", "nodeID", "datatype"))
_LANGUAGE: Final = f"http://www.w3.org/XML/1998/namespace{_BETWEEN}lang"
_SPEC: Final = "RDF 1.1 XML Syntax"


@dataclass(frozen=True, slots=True)
class _Element:
    """A start tag: the name and the attributes as expat gives them, and its place."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Said:
    """What is wrong, what is allowed, what to do."""

    found: str
    allowed: str
    advice: str


_Test: TypeAlias = Callable[[_Element], "_Said | None"]


def check_xml(content: bytes, name: str) -> None:
    """Raise SourceError where a document is no XML.

    The RDF parser takes one that is cut off between two elements, as an interrupted download is.
    """
    walk = _Walk(lambda _: None, "")
    try:
        walk.document(content)
    except expat.ExpatError as error:
        raise SourceError([_no_xml(error, walk, content, name)]) from None


def xml_problem(content: bytes, name: str, message: str) -> Problem:
    """What is wrong with a document that the RDF parser refuses with a message, which names no place."""
    test, text = _what_to_seek(message)
    walk = _Walk(test, text)
    try:
        walk.document(content)
    except expat.ExpatError as error:
        return _no_xml(error, walk, content, name)
    if walk.said and walk.place:
        said = walk.said
        return Problem(name, *walk.place, said.found, said.allowed, said.advice)
    return Problem(name, 0, 0, f"no RDF/XML: {message}", _SPEC)


class _Walk:
    """Reads a document, keeps the elements that are open, and looks for the first thing that passes a test."""

    def __init__(self, test: _Test, text: str) -> None:
        self.opened: list[_Element] = []
        self.said: _Said | None = None
        self.place: tuple[int, int] | None = None
        self._test = test
        self._wanted = text
        self._comment_at: tuple[int, int, int] | None = None
        self._parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.CommentHandler = self._comment

    def document(self, content: bytes) -> None:
        """Read all of it; raises ExpatError where it is no XML."""
        self._parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = _Element(name, attributes, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        self.opened.append(element)
        said = None if self.said else self._test(element)
        if said:
            self.said, self.place = said, (element.line, element.column)

    def _end(self, _name: str) -> None:
        self.opened.pop()
        self._comment_at = None

    def _comment(self, _text: str) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        self._comment_at = (len(self.opened), line, column)

    def _text(self, text: str) -> None:
        if self._wanted and not self.said and text.strip() == self._wanted:
            before = len(text) - len(text.lstrip())
            found = f"the text {shown(self._wanted)} between elements"
            self.said = _Said(found, "a text only inside a property", "put it into a property element, or take it out")
            self.place = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1 + before)
            if self._comment_at and self._comment_at[0] == len(self.opened):  # which the RDF parser does not take
                self.said = _Said("a comment inside a text", "comments between elements", "take it out, or move it")
                self.place = self._comment_at[1:]


# --- XML ---------------------------------------------------------------------------------------------------------


def _no_xml(error: expat.ExpatError, walk: _Walk, content: bytes, name: str) -> Problem:
    """What expat says, at the place where it says it; what is never closed is mended where it opens."""
    line, column = error.lineno, error.offset + 1
    code = errors.codes.get(errors.XML_ERROR_TAG_MISMATCH), error.code
    inner = walk.opened[-1] if walk.opened else None
    tag = f"<{_named_at(content, inner) or _local(inner.name)}>" if inner else ""
    if inner and code[0] == code[1]:
        found = f"an end tag that does not close `{tag}` of line {inner.line}"
        return Problem(
            name,
            line,
            column - len("</"),  # expat counts to the name
            found,
            f"the end tag of {tag}",
            f"close {tag} here, or mend the spelling of one of the two",
        )
    if inner and error.code in {
        errors.codes[errors.XML_ERROR_NO_ELEMENTS],
        errors.codes[errors.XML_ERROR_UNCLOSED_TOKEN],
    }:
        if error.code == errors.codes[errors.XML_ERROR_NO_ELEMENTS]:
            line, column = inner.line, inner.column
            return Problem(
                name,
                line,
                column,
                f"the element {tag} is never closed",
                "its end tag",
                f"close {tag}, before the end of the file at the latest",
            )
        return Problem(name, line, column, "a tag that is never closed", "`>` at its end", "close it with `>`")
    said = _XML.get(error.code) or _Said(f"no XML: {expat.ErrorString(error.code)}", "XML 1.0", "mend it here")
    if error.code == errors.codes[errors.XML_ERROR_INVALID_TOKEN]:
        said = _token(content, line, column) or said
        column -= said == _AMPERSAND and not _line(content, line)[column - 1 :].startswith("&")  # or what follows it
    if error.code == errors.codes[errors.XML_ERROR_UNBOUND_PREFIX]:
        said = _unbound(content, line, column) or said
    return Problem(name, line, column, said.found, said.allowed, said.advice)


_XML: Final = {
    errors.codes[errors.XML_ERROR_UNBOUND_PREFIX]: _Said(
        "a prefix that is not declared", "prefixes with their namespace", 'add xmlns:…="…" to the first element'
    ),
    errors.codes[errors.XML_ERROR_UNDEFINED_ENTITY]: _Said(
        "an entity that is not declared",
        "&amp; &lt; &gt; &quot; &apos;",
        "write the character itself, or &amp; for a plain &",
    ),
    errors.codes[errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: _Said(
        "an attribute for the second time", "each attribute once in a tag", "take one out, or write it as an element"
    ),
    errors.codes[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: _Said(
        "something behind the end of the document",
        "one element around all others",
        "take it out, or move the last end tag behind it",
    ),
    errors.codes[errors.XML_ERROR_NO_ELEMENTS]: _Said("no element", "an element rdf:RDF", "write the file again"),
    errors.codes[errors.XML_ERROR_SYNTAX]: _Said(
        "text that is no XML", "an XML document", "look whether the file is what its name says"
    ),
    errors.codes[errors.XML_ERROR_MISPLACED_XML_PI]: _Said(
        "something before `<?xml`", "`<?xml` at the very start, or not at all", "take out what stands before it"
    ),
}
"""What the errors of expat mean, by their codes."""


_AMPERSAND: Final = _Said("a plain `&`", "`&amp;`", "write &amp;")


def _line(content: bytes, line: int) -> str:
    """The text of a line; empty where there is none."""
    lines = content.decode("utf-8", "replace").splitlines()
    return lines[line - 1] if line <= len(lines) else ""


def _named_at(content: bytes, element: _Element) -> str:
    """The name of an element as its start tag has it, with the prefix."""
    match = re.match(r"<([\w.:-]+)", _line(content, element.line)[element.column - 1 :])
    return match[1] if match else ""


def _unbound(content: bytes, line: int, column: int) -> _Said | None:
    """Which prefix of a tag is not declared; None where that can't be told from the tag's line."""
    tag = _line(content, line)[column - 1 :].partition(">")[0]
    declared = {"xml", "xmlns", *re.findall(r"xmlns:([\w.-]+)", content.decode("utf-8", "replace"))}
    unknown = [name for name in re.findall(r"[<\s]([\w.-]+):[\w.-]+", tag) if name not in declared]
    if not unknown:
        return None
    found = f"the prefix {shown(unknown[0] + ':')} is not declared"
    return _Said(found, "prefixes with their namespace", f'add xmlns:{unknown[0]}="…" to the first element')


def _token(content: bytes, line: int, column: int) -> _Said | None:
    text = _line(content, line)
    before, sign = text[: column - 1], text[column - 1 : column]
    if before.endswith("&") or sign == "&":
        return _AMPERSAND
    if before.rstrip().endswith("="):
        return _Said(f"{shown(sign)} after `=`", "a value in quotation marks", "put the value in quotation marks")
    if sign == "<":
        return _Said(
            "a `<` inside a tag or value",
            "`&lt;` in a value, `>` at the end of a tag",
            "close the tag before it, or write &lt;",
        )
    return (
        _Said(f"{shown(sign)} inside a tag", "names, and values in quotation marks", "mend the tag") if sign else None
    )


def _local(name: str) -> str:
    return name.rpartition(_BETWEEN)[2]


# --- RDF ---------------------------------------------------------------------------------------------------------


def _what_to_seek(message: str) -> tuple[_Test, str]:
    """The test that the first wrong element passes, and the text that stands where none may."""
    for pattern, make in _TESTS:
        match = re.search(pattern, message)
        if match:
            return make(match[1] if match.groups() else "", message), ""
    match = re.search(r"Unexpected text event: '(.*)'", message, re.DOTALL)
    return (lambda _: None), match[1].strip() if match else ""


def _iri(value: str, message: str) -> _Test:
    relative = "No scheme" in message
    advice = (
        "write the IRI in full, or add xml:base to the first element"
        if relative
        else "write spaces and signs as %20 and the like"
    )
    said = _Said(
        f"{shown(value)} is {'a relative IRI and the file has no base' if relative else 'no IRI'}",
        "a whole IRI",
        advice,
    )

    def test(element: _Element) -> _Said | None:
        values = {text for name, text in element.attributes.items() if name in _REFERENCES}
        return said if value in values or value.removeprefix("#") in values else None

    return test


def _language(value: str, _message: str) -> _Test:
    def test(element: _Element) -> _Said | None:
        tag = element.attributes.get(_LANGUAGE)
        if tag is None or tag.lower() != value.lower():
            return None
        advice = (
            f"write {tag.replace('_', '-')}" if "_" in tag else "write a language tag such as en or cy, or take it out"
        )
        return _Said(f"{shown(tag)} as a language", "letters, and `-` between parts of up to eight: en-GB", advice)

    return test


def _identifier(value: str, _message: str) -> _Test:
    said = _Said(
        f"{shown(value)} as rdf:ID", "a name without blanks, not beginning with a digit", "use rdf:about with an IRI"
    )
    return lambda element: said if element.attributes.get(f"{_RDF}{_BETWEEN}ID") == value else None


def _misplaced(value: str, _message: str) -> _Test:
    said = _Said(
        f"rdf:{value.removeprefix(_RDF)} as an element here",
        "a class around properties",
        "see " + _SPEC + ", section 7.2",
    )
    return lambda element: said if element.name.replace(_BETWEEN, "") == value else None


def _bare(_value: str, _message: str) -> _Test:
    def test(element: _Element) -> _Said | None:
        bare = [name for name in (element.name, *element.attributes) if _BETWEEN not in name]
        if not bare:
            return None
        return _Said(
            f"{shown(bare[0])} has no namespace", "names with a prefix", "write its prefix, and declare that with xmlns"
        )

    return test


_TESTS: Final = (
    (r"parsing IRI '([^']*)'", _iri),
    (r"language tag '([^']*)'", _language),
    (r"^(.*) is not a valid rdf:ID value", _identifier),
    (r"element tag name: (\S+)", _misplaced),
    (r"namespaces are required", _bare),
)
"""How to find what a message of the RDF parser means."""
