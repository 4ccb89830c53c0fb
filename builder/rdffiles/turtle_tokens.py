"""The tokens of Turtle and TriG (RDF 1.1 Turtle, section 6.5), and what their text means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from builder.namespaces import PREFIXES
from builder.rdffiles.wanted import BeyondError

_BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME: Final = _BASE + "_0-9\u00b7\u0300-\u036f\u203f\u2040\\-"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL: Final = rf"(?:[{_BASE}_:0-9]|{_ESCAPED})(?:[{_NAME}:]|{_ESCAPED}|\.++(?=[{_NAME}:%\\]))*+"
_EXPONENT: Final = "[eE][+-]?[0-9]++"

KINDS: Final[dict[str, str]] = {
    "iri": r'<[^<>"{}|^`\x00-\x20]*+>',
    "name": rf"(?:[{_BASE}](?:[{_NAME}]|\.++(?=[{_NAME}]))*+)?+:(?:{_LOCAL})?+",
    "blank": rf"_:[{_BASE}_0-9](?:[{_NAME}]|\.++(?=[{_NAME}]))*+",
    "long": r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"""' "|" r"'''(?:[^'\\]++|\\.|'{1,2}(?!'))*+'''",
    "text": r'"(?:[^"\\\n\r]++|\\.)*+"' "|" r"'(?:[^'\\\n\r]++|\\.)*+'",
    "number": rf"[+-]?(?:[0-9]++\.[0-9]*+{_EXPONENT}|\.?[0-9]++{_EXPONENT}|[0-9]*+\.[0-9]++|[0-9]++)",
    "tag": r"@[A-Za-z]++(?:-[A-Za-z0-9]*+)*+",
    "sign": r"\^\^|[.;,()\[\]{}]",
    "word": "[A-Za-z]++",
}
"""The kinds of token, in the order in which they are tried, and their patterns."""

BLANKS: Final = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
TOKEN: Final = re.compile(
    BLANKS.pattern + "(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()) + ")", re.DOTALL
)
"""One token, and what is blank before it."""

REST: Final = re.compile(
    rf"(?:[ \t\r\n;,()\[\]]++|#[^\r\n]*+|\^\^|{'|'.join(each for kind, each in KINDS.items() if kind != 'sign')})*+",
    re.DOTALL,
)
"""The rest of a statement, up to the sign that ends it."""

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROLS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LOCAL_ESCAPE: Final = re.compile(r"\\(.)")
_XSD: Final = PREFIXES["xsd"]


def unescape(text: str) -> str:
    """The text of a string or IRI without its escapes."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(match[3], match[3])


@lru_cache(maxsize=10_000)
def resolve(base: str | None, reference: str) -> str:
    """An IRI from a reference and a base (RFC 3986, section 5), in the way of the RDF parser.

    Raises BeyondError where that makes no IRI.
    """
    if base is None or _ABSOLUTE.match(reference):
        return reference
    try:
        (quad,) = parse(f"<{reference}> <x:p> <x:o> .", RdfFormat.TURTLE, base_iri=base)
    except (SyntaxError, ValueError) as error:
        raise BeyondError(reference) from error
    if not isinstance(quad.subject, NamedNode):
        raise BeyondError(reference)
    return quad.subject.value


class Names:
    """The prefixes and the base of a document, as far as it has been read."""

    def __init__(self) -> None:
        self.prefixes: dict[str, str] = {}
        self.base: str | None = None

    def iri(self, token: str) -> str:
        """The IRI of a token ``<…>``."""
        return resolve(self.base, unescape(token[1:-1]))

    def name(self, token: str) -> str:
        """The IRI of a prefixed name; raises BeyondError where its prefix is not declared."""
        prefix, _, local = token.partition(":")
        namespace = self.prefixes.get(prefix)
        if namespace is None:
            raise BeyondError(token)
        return namespace + (_LOCAL_ESCAPE.sub(r"\1", local) if "\\" in local else local)


def string(token: str) -> str:
    """The text of a quoted string."""
    width = 3 if token[:3] in {'"""', "'''"} and len(token) >= 6 else 1
    return unescape(token[width:-width])


def number(token: str) -> Literal:
    """The literal that a number stands for."""
    kind = "double" if "e" in token or "E" in token else "decimal" if "." in token else "integer"
    return Literal(token, datatype=NamedNode(_XSD + kind))


def boolean(token: str) -> Literal:
    """The literal that ``true`` or ``false`` stands for."""
    return Literal(token, datatype=NamedNode(_XSD + "boolean"))
