"""Literals that are no value of their datatype, such as a 99th of November (RDF 1.1 Concepts, section 3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, Triple

from builder.building.graphs import is_ill_typed
from builder.errors import Problem
from builder.namespaces import PREFIXES
from builder.places import Places

_XSD = PREFIXES["xsd"]
_BOOLEAN = _XSD + "boolean"
_PLAIN = frozenset({_XSD + "string", PREFIXES["rdf"] + "langString"})
_FORMS = {
    _BOOLEAN: "true, false, 1 or 0",
    _XSD + "date": "a day of the calendar, such as 2016-11-03",
    _XSD + "dateTime": "a day of the calendar and a time, such as 2016-11-03T09:30:00Z",
    _XSD + "decimal": "a number such as 17.0, without commas, spaces or units",
    _XSD + "double": "a number such as 1.7E1",
    _XSD + "duration": "a length of time such as P1Y6M or P12D",
    _XSD + "gYear": "a year such as 2016",
    _XSD + "gYearMonth": "a month of a year, such as 2016-11",
    _XSD + "integer": "a whole number such as 17",
    _XSD + "nonNegativeInteger": "a whole number from 0 up",
    _XSD + "time": "a time of day such as 09:30:00",
}
"""What the values of common datatypes look like."""


_EXACT = {
    _BOOLEAN: re.compile(r"true|false|[01]"),
    _XSD + "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    _XSD + "gYear": re.compile(r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
}
"""The lexical spaces of datatypes (XML Schema 1.1 Part 2, section 3.3), where rdflib takes more or is slow."""


def ill_typed(literals: Iterable[Literal]) -> set[Literal]:
    """Those of the literals that SPARQL has no value for, and that pySHACL fails on."""
    return {each for each in literals if _is_wrong(each)}


def _is_wrong(literal: Literal) -> bool:
    datatype = literal.datatype.value
    if datatype in _PLAIN:
        return False
    exact = _EXACT.get(datatype)
    return exact.fullmatch(literal.value) is None if exact else is_ill_typed(literal)


def problems(wrong: Iterable[Triple], places: Places, name: str) -> list[Problem]:
    """A problem for each triple with an ill-typed literal, at the place of the literal; one for each place."""
    found = set()
    for triple in wrong:
        if isinstance(triple.object, Literal):
            place = places.triples.get(triple)
            line, column = (place.line, place.column) if place else (0, 0)
            datatype = triple.object.datatype.value
            said = f"`{triple.object.value}` is no {datatype.rpartition('#')[2]}"
            allowed = f"a value of {datatype}"
            form = _FORMS.get(datatype)
            advice = f"write {form}" if form else "correct the value, or give it the datatype that it has"
            found.add(Problem(name, line, column, said, allowed, advice))
    return sorted(found)
