"""What literals stand for: whether they stand for anything, and which of two stands for less."""

from __future__ import annotations

import logging
import operator
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

from pyoxigraph import Literal
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.namespace import XSD

from builder.building.graphs import is_ill_typed
from builder.shacl.results import Term
from builder.shacl.terms import node

_NUMBERS: Final = {
    str(each)
    for each in (
        XSD.integer, XSD.decimal, XSD.float, XSD.double, XSD.nonPositiveInteger, XSD.negativeInteger, XSD.long, XSD.int,
        XSD.short, XSD.byte, XSD.nonNegativeInteger, XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort,
        XSD.unsignedByte, XSD.positiveInteger,
    )
}  # fmt: skip


_ORDERED: Final = {None, XSD.boolean, XSD.date, XSD.dateTime, XSD.time, *map(URIRef, _NUMBERS)}
"""Datatypes whose values have an order; None is that of plain texts."""

_OPERATORS: Final = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}

_ANY: Final = re.compile(".*", re.DOTALL)
_PLAIN: Final = {
    str(XSD.string): _ANY,
    str(XSD.anyURI): _ANY,
    str(XSD.boolean): re.compile("true|false"),
    str(XSD.date): re.compile(
        r"[1-9]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)",
        re.ASCII,
    ),
    str(XSD.decimal): re.compile(r"(?!-0\Z)-?(?:0|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?", re.ASCII),
    str(XSD.integer): re.compile(r"0|-?[1-9]\d{0,16}", re.ASCII),
}


def is_plain(literal: Literal) -> bool:
    """Whether a literal is surely valid, and written in the one form that its value has everywhere.

    Texts of unknown datatypes count as plain: nobody knows another form. False for all that would take longer to tell.
    """
    datatype = literal.datatype.value
    form = _PLAIN.get(datatype)
    return not datatype.startswith(str(XSD)) if form is None else form.fullmatch(literal.value) is not None


@lru_cache(maxsize=200_000)
def is_valid(literal: Literal) -> bool:
    """Whether a literal is one of its datatype (https://www.w3.org/TR/shacl/#DatatypeConstraintComponent)."""
    if literal.language or (is_plain(literal) and literal.datatype.value in _PLAIN):
        return True
    with quietly():
        return not is_ill_typed(literal)


def is_less(left: Term, right: Term) -> bool:
    """Whether SPARQL's ``<`` gives true; what can't be compared gives false."""
    return bool(compared(left, right, "<"))


def is_less_or_equal(left: Term, right: Term) -> bool:
    """Whether SPARQL's ``<=`` gives true; what can't be compared gives false."""
    return bool(compared(left, right, "<="))


def compared(left: Term, right: Term, sign: str) -> bool | None:
    """What SPARQL's ``<``, ``<=``, ``>`` or ``>=`` gives for two terms; None for an error, as they have no order.

    Numbers have an order, and literals of one datatype or language (https://www.w3.org/TR/sparql11-query/#OperatorMapping
    and #operatorExtensibility).
    """
    if not isinstance(left, Literal) or not isinstance(right, Literal) or _kind(left) != _kind(right):
        return None
    one, other = _value(left), _value(right)
    if one is None or other is None:
        return None
    try:
        return bool(_OPERATORS[sign](one, other))
    except (TypeError, ArithmeticError):  # times with and without a zone; a decimal and no number
        return None


def is_known(literal: Term) -> bool:
    """Whether it is known what a literal stands for, so that it can be told from others."""
    if not isinstance(literal, Literal) or literal.language:
        return True
    return literal.datatype.value.startswith(str(XSD)) and is_valid(literal)


@lru_cache(maxsize=200_000)
def _kind(literal: Literal) -> str:
    """What can be compared with each other: all numbers, and otherwise literals of one datatype or language."""
    if literal.language:
        return f"@{literal.language.lower()}"
    datatype = literal.datatype.value
    return "number" if datatype in _NUMBERS else datatype


@lru_cache(maxsize=200_000)
def _value(literal: Literal) -> Any:
    """The value as a Python object; None where there is none, or none that is known."""
    if literal.language:
        return literal.value
    with quietly():
        known = node(literal)
    if not isinstance(known, RdflibLiteral) or known.ill_typed or known.datatype not in _ORDERED:
        return None
    return known.value


@contextmanager
def quietly() -> Iterator[None]:
    """Without rdflib's tracebacks and warnings about literals that are ill-typed."""
    log = logging.getLogger("rdflib.term")
    disabled, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = disabled
