"""How a check calls things: terms of the data by their labels, values by what they are."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from builder.building.graphs import is_ill_typed
from builder.checking.findings import compact, compact_path
from builder.mapping.terms import term
from builder.namespaces import PEELID, PREFIXES
from builder.shacl.data import Data
from builder.shacl.results import Term

SHOWN: Final = 8
"""How many members of a list are shown to people."""

_LONGEST: Final = 80
"""How many signs of a value are shown."""

_XSD: Final = PREFIXES["xsd"]
_STRING: Final = _XSD + "string"

DATATYPES: Final = {
    _STRING: ("plain text", ""),
    PREFIXES["rdf"] + "langString": ("text with a language", ' such as "good"@en'),
    _XSD + "anyURI": ("an address", " such as https://example.org/"),
    _XSD + "boolean": ("true or false", ""),
    _XSD + "date": ("a date", " such as 2016-11-03"),
    _XSD + "dateTime": ("a date with a time", " such as 2016-11-03T09:30:00Z"),
    _XSD + "decimal": ("a decimal number", " such as 12.5"),
    _XSD + "double": ("a floating-point number", " such as 1.25E1"),
    _XSD + "duration": ("a duration", " such as P14D"),
    _XSD + "float": ("a floating-point number", " such as 1.25E1"),
    _XSD + "gYear": ("a year", " such as 2016"),
    _XSD + "gYearMonth": ("a month", " such as 2016-11"),
    _XSD + "integer": ("a whole number", " such as 12"),
    _XSD + "nonNegativeInteger": ("a whole number from 0", " such as 12"),
    _XSD + "positiveInteger": ("a whole number from 1", " such as 12"),
    _XSD + "time": ("a time", " such as 09:30:00"),
}
"""Datatypes in words, and an example of each."""

LANGUAGES: Final = {"cy": "Welsh", "de": "German", "en": "English", "fr": "French", "ga": "Irish", "gd": "Gaelic"}
"""Languages in words, by the first part of their tags."""


def listed(texts: Iterable[str], last: str = ", ") -> str:
    """A list for people, cut short; ``last`` joins its last two members."""
    texts = list(texts)
    if len(texts) > SHOWN:
        return f"{', '.join(texts[:SHOWN])} and {len(texts) - SHOWN} more"
    return last.join(part for part in (", ".join(texts[:-1]), *texts[-1:]) if part)


def printable(text: str) -> str:
    """A text on one line, with signs that no one can see written as escapes."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def quoted(text: str, longest: int = _LONGEST) -> str:
    """A value in the middle of a sentence, marked and cut short."""
    shown = printable(text)
    if len(shown) > longest:
        shown = shown[: longest - 1].rstrip() + "…"
    return f"“{shown}”" if "`" in shown or not shown else f"`{shown}`"


def language(tag: str) -> str:
    """A language by its tag: ``English (en)``."""
    name = LANGUAGES.get(tag.split("-", maxsplit=1)[0].lower())
    return f"{name} ({tag})" if name else f"the language {quoted(tag)}"


def single_property(path: str) -> NamedNode | None:
    """The property that a path consists of; None where it is a longer path or there is none."""
    match = re.fullmatch(r"<([^<>]*)>", path)
    return NamedNode(match[1]) if match else None


def label(data: Data, node: Term) -> str:
    """The label of a thing, in English where it has one so; the first in the alphabet of several, empty for none."""
    found = [each for each in data.values(node, term("rdfs:label")) if isinstance(each, Literal)]
    return min(((each.language != "en", each.value) for each in found), default=(False, ""))[1]


def is_of(text: str, datatype: NamedNode) -> bool:
    """Whether a text is a value of a datatype; so it is of a datatype that nobody knows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # rdflib warns of some texts that are none, such as yes
        return not is_ill_typed(Literal(text, datatype=datatype))


class Names:
    """The words for what stands in some data and in the ontology that belongs to them."""

    def __init__(self, data: Data) -> None:
        self.data = data

    def label(self, node: Term) -> str:
        """The label of a thing, empty where it has none."""
        return label(self.data, node)

    def term(self, iri: str) -> str:
        """A class, property or datatype: its prefixed name, and its label in brackets where it has one."""
        name, said = compact(iri), label(self.data, NamedNode(iri))
        return quoted(name) + (f" ({printable(said)})" if said and said != name.rpartition(":")[2] else "")

    def path(self, path: str) -> str:
        """A property path; one that consists of a single property has its label in brackets."""
        single = single_property(path)
        return quoted(compact_path(path)) if single is None else self.term(single.value)

    def thing(self, node: Term) -> str:
        """A value in short: the label and the name of a thing, or the text of a literal."""
        if isinstance(node, Literal):
            known = node.language or node.datatype.value in DATATYPES
            return quoted(node.value) + ("" if known else f" ({compact(node.datatype.value)})")
        if isinstance(node, BlankNode):
            return "a blank node"
        name, said = short(node.value), label(self.data, node)
        return f"{printable(said)} ({printable(name)})" if said else quoted(name)

    def described(self, node: Term) -> str:
        """A value with what it is: the datatype of a literal, the classes of a thing."""
        if isinstance(node, Literal):
            return f"{quoted(node.value)} — {self._literal(node)}"
        kinds = self._classes(node)
        link = self.thing(node) if isinstance(node, BlankNode) else f"a link to {self.thing(node)}"
        if kinds:
            return f"{link}, which is of the class {listed(map(self.term, kinds), ' and ')}"
        return (
            f"{link}, of which no class is given" if any(self.data.about(node)) else f"{link}, which nothing describes"
        )

    def has_class(self, node: Term) -> bool:
        """Whether the data say of what class a thing is."""
        return bool(self._classes(node))

    def _classes(self, node: Term) -> list[str]:
        return sorted(each.value for each in self.data.values(node, term("rdf:type")) if isinstance(each, NamedNode))

    def datatype(self, iri: str, example: bool = True) -> str:
        """What a literal of a datatype is, with an example."""
        if iri not in DATATYPES:
            return f"a value of the datatype {self.term(iri)}"
        name, such = DATATYPES[iri]
        return name + (such if example else "")

    def _literal(self, node: Literal) -> str:
        if node.language:
            return f"text in {language(node.language)}"
        said = self.datatype(node.datatype.value, example=False)
        if not is_of(node.value, node.datatype):
            return f"given as {self.term(node.datatype.value)}, but not {said}"
        return "a truth value" if node.datatype.value == _XSD + "boolean" else said


def short(iri: str) -> str:
    """The IRI of a thing without what all things of the project begin with, or with a prefix."""
    return iri.removeprefix(PEELID) if iri.startswith(PEELID) else compact(iri)
