"""RDF terms from plain values, without rdflib: what the mapping is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from builder.namespaces import PEELID, PREFIXES

Object: TypeAlias = NamedNode | Literal

_XSD = PREFIXES["xsd"]
_BOOLEAN = NamedNode(_XSD + "boolean")
_DATE = NamedNode(_XSD + "date")
_DECIMAL = NamedNode(_XSD + "decimal")
_INTEGER = NamedNode(_XSD + "integer")


@lru_cache(maxsize=4096)
def term(curie: str) -> NamedNode:
    """The IRI behind a prefixed name such as ``peel:judges``."""
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


@lru_cache(maxsize=65536)
def thing(path: str) -> NamedNode:
    """The IRI of one of the project's things, from the path behind ``…/id/``."""
    return NamedNode(PEELID + path)


def words(text: str) -> Literal:
    """English text."""
    return Literal(text, language="en")


def code(text: str) -> Literal:
    """A plain string: a code, a key, something printed."""
    return Literal(text)


def typed(text: str, datatype: str) -> Literal:
    """A literal of a datatype given as prefixed name."""
    return Literal(text, datatype=term(datatype))


def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: Decimal) -> Literal:
    """An ``xsd:decimal`` with the digits as they were written, never in exponent form."""
    return Literal(format(value, "f"), datatype=_DECIMAL)


def day(value: date) -> Literal:
    """An ``xsd:date``."""
    return Literal(value.isoformat(), datatype=_DATE)


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def describe(
    subject: NamedNode,
    kind: str | Iterable[str],
    label: str | None,
    *pairs: tuple[str, Object | Iterable[Object] | None],
) -> Iterator[Triple]:
    """Triples of one thing: its classes, its label, and predicates with no, one or several objects."""
    for each in (kind,) if isinstance(kind, str) else kind:
        yield Triple(subject, term("rdf:type"), term(each))
    if label is not None:
        yield Triple(subject, term("rdfs:label"), words(label))
    for predicate, objects in pairs:
        if objects is None:
            continue
        if isinstance(objects, NamedNode | Literal):
            yield Triple(subject, term(predicate), objects)
        else:
            for each_object in objects:
                yield Triple(subject, term(predicate), each_object)
