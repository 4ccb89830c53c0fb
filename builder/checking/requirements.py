"""What shapes ask for, in plain words: made from the parameters of their constraints (https://www.w3.org/TR/shacl/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.namespace import SH, XSD
from rdflib.term import Node

from builder.checking.naming import Names, language, listed, printable, quoted
from builder.shacl.paths import path_text
from builder.shacl.shapes import Shapes
from builder.shacl.terms import term

_DEEPEST: Final = 3
"""How far shapes within shapes are told."""

TIMES: Final = frozenset(map(str, (XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth, XSD.time)))
"""Datatypes whose values come before and after one another."""

_LONG_FORM: Final = 70
"""Forms longer than this are left to the words of a message."""

_NODE_KINDS: Final = {
    SH.IRI: "a link (an IRI)",
    SH.BlankNode: "a blank node",
    SH.Literal: "a literal (text, number or date)",
    SH.BlankNodeOrIRI: "a link (an IRI) or a blank node",
    SH.BlankNodeOrLiteral: "a blank node or a literal",
    SH.IRIOrLiteral: "a link (an IRI) or a literal",
}


_PATTERNS: Final = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case words joined by hyphens, as peel-2016",
    "^[0-9a-f]{64}$": "64 hexadecimal digits in lower case",
}
"""Patterns in words."""


class Requirements:
    """The words for what the shapes ask of the things in some data."""

    def __init__(self, shapes: Shapes, names: Names) -> None:
        self.shapes = shapes
        self.names = names

    def parameters(self, shape: Node, parameter: URIRef) -> list[Node]:
        """The values of a parameter, in order."""
        return sorted(self.shapes.graph.objects(shape, parameter), key=str)

    def members(self, shape: Node, parameter: URIRef) -> list[Node]:
        """The members of the lists that a parameter has for values."""
        return [node for head in self.parameters(shape, parameter) for node in self.shapes.graph.items(head)]

    def number(self, shape: Node, parameter: URIRef) -> int | None:
        """The value of a parameter that is a whole number; None where it is not given."""
        values = self.parameters(shape, parameter)
        return int(str(values[0])) if values and str(values[0]).isdigit() else None

    def text(self, shape: Node, parameter: URIRef) -> str:
        """A text of a shape, in English where there is one, on one line and without its full stop."""
        texts = [each for each in self.parameters(shape, parameter) if isinstance(each, RdflibLiteral)]
        ordered = sorted(texts, key=lambda each: (each.language != "en", str(each)))
        return printable(str(ordered[0])).removesuffix(".") if ordered else ""

    def raw(self, shape: Node, parameter: URIRef) -> str:
        """A text of a shape as it is written, such as a query; empty where there is none."""
        return next(map(str, self.parameters(shape, parameter)), "")

    def things(self, nodes: Iterable[Node]) -> str:
        """A list of values."""
        return listed(self.names.thing(term(each)) for each in nodes)

    def terms(self, shape: Node, parameter: URIRef, last: str = " and ") -> str:
        """The classes, properties or datatypes that a parameter names."""
        return listed(map(self.names.term, map(str, self.parameters(shape, parameter))), last)

    def path(self, shape: Node) -> str:
        """The path of a property shape; empty for a node shape."""
        path = self.shapes.graph.value(shape, SH.path)
        return "" if path is None else self.names.path(path_text(self.shapes.graph, path))

    # --- parts ---------------------------------------------------------------------------------------------------

    def count(self, shape: Node, least: URIRef = SH.minCount, most: URIRef = SH.maxCount) -> str:
        """How many values there may be: ``exactly one``, ``one or more``, ``at most one``, ``2 to 4``."""
        low, high = self.number(shape, least), self.number(shape, most)
        if high is None:
            return f"{_numeral(low)} or more" if low else ""
        if high == 0:
            return "none"
        if not low:
            return f"at most {_numeral(high)}"
        return f"exactly {_numeral(low)}" if low == high else f"{_numeral(low)} to {high}"

    def kind(self, shape: Node) -> str:
        """What a value is: one of a list, something of a class, a literal of a datatype; empty where all may be."""
        if self.parameters(shape, SH["in"]):
            return self.choice(shape)
        if self.parameters(shape, SH["class"]):
            return f"a link to something of the class {self.terms(shape, SH['class'])}"
        return self.literal(shape) or self.node_kind(shape) or self.range(shape)

    def choice(self, shape: Node) -> str:
        """The members of ``sh:in``."""
        return f"one of: {self.things(self.members(shape, SH['in']))}"

    def literal(self, shape: Node) -> str:
        """The datatype of a value, with its language or its range."""
        datatypes = self.parameters(shape, SH.datatype)
        if not datatypes or self.parameters(shape, SH.languageIn):
            return self.languages(shape)
        limits = self.range(shape)
        said = self.names.datatype(str(datatypes[0]), example=not limits)
        return f"{said}, {limits}" if limits else said

    def languages(self, shape: Node) -> str:
        """The languages that a text may be in."""
        tags = [language(str(each)) for each in self.members(shape, SH.languageIn)]
        return f"text in {listed(tags, ' or ')}" if tags else ""

    def node_kind(self, shape: Node) -> str:
        """Whether a value is a link or a literal."""
        kinds = self.parameters(shape, SH.nodeKind)
        return _NODE_KINDS.get(URIRef(str(kinds[0])), "") if kinds else ""

    def range(self, shape: Node) -> str:
        """Between which bounds a value lies."""
        low, high = self._bound(shape, SH.minInclusive), self._bound(shape, SH.maxInclusive)
        if low and high:
            return f"from {low[0]} to {high[0]}"
        said = [
            (low, "{} or more", "not before {}"),
            (self._bound(shape, SH.minExclusive), "above {}", "after {}"),
            (high, "{} or less", "not after {}"),
            (self._bound(shape, SH.maxExclusive), "below {}", "before {}"),
        ]
        return " and ".join((late if bound[1] else words).format(bound[0]) for bound, words, late in said if bound)

    def length(self, shape: Node) -> str:
        """How many signs a text may have."""
        signs = self.count(shape, SH.minLength, SH.maxLength)
        return f"{signs} {'character' if signs.endswith((' one', '1')) else 'characters'}" if signs else ""

    def form(self, shape: Node) -> str:
        """The form of a text or IRI: in words for patterns that are known, else the pattern itself."""
        patterns = list(map(str, self.parameters(shape, SH.pattern)))
        what = "an IRI" if SH.IRI in self.parameters(shape, SH.nodeKind) else "text"
        unknown = f"{what} that matches the pattern {listed((quoted(each, 300) for each in patterns), ' and ')}"
        return _PATTERNS.get(patterns[0], unknown) if len(patterns) == 1 else unknown

    def pattern(self, shape: Node) -> str:
        """The form of a text or IRI in the words of the shape's message, with the pattern where it is easy to read."""
        said, form = self.text(shape, SH.message), self.form(shape)
        if not said:
            return form
        known = form.partition(",")[0] in said or len(form) > _LONG_FORM
        return said if known else f"{said} ({form})"

    def properties(self, shape: Node) -> list[str]:
        """The IRIs of all properties that a closed shape allows."""
        allowed = self.members(shape, SH.ignoredProperties)
        for member in self.parameters(shape, SH.property):
            allowed.extend(path for path in self.parameters(member, SH.path) if isinstance(path, URIRef))
        return sorted(set(map(str, allowed)))

    # --- other shapes ----------------------------------------------------------------------------------------------

    def all_of(self, nodes: Iterable[Node]) -> str:
        """What each of several shapes asks for, numbered where they are more than one."""
        return _numbered([self.summary(each) for each in nodes])

    def each_of(self, shape: Node, parameter: URIRef) -> str:
        """The same for the shapes that a parameter names, which have no order of their own."""
        return _numbered(self._summaries(shape, parameter, 0))

    def summary(self, shape: Node, depth: int = 0) -> str:
        """What a shape asks for, in its own words or, where it has none, in those of its parameters."""
        said = self.text(shape, SH.message) or self.text(shape, SH.name) or self._parts(shape, depth)
        return said or f"what {quoted(self.shapes.rule_name(shape))} says"

    def whole(self, shape: Node) -> str:
        """All that a shape asks of single values and their number."""
        parts = [self.count(shape), self.kind(shape), self.length(shape)]
        if self.parameters(shape, SH.pattern):
            parts.append(self.form(shape))
        if fixed := self.parameters(shape, SH.hasValue):
            parts.append(f"{self.things(fixed)} among the values")
        if paired := self.parameters(shape, SH.lessThanOrEquals):
            parts.append(f"not more than {listed(map(self.names.term, map(str, paired)), ' and ')}")
        return ", ".join(filter(None, parts))

    def _parts(self, shape: Node, depth: int) -> str:
        if depth >= _DEEPEST:
            return ""
        parts = [self.whole(shape)]
        parts.extend(self._summaries(shape, SH.property, depth + 1))
        parts.extend(self._summaries(shape, SH.node, depth + 1))
        parts.extend(f"not: {each}" for each in self._summaries(shape, SH["not"], depth + 1))
        for parameter, joint in ((SH["and"], " and "), (SH["or"], " or "), (SH.xone, " or else ")):
            if nodes := self.members(shape, parameter):
                parts.append(joint.join(self.summary(each, depth + 1) for each in nodes))
        said = ", ".join(filter(None, parts))
        path = self.path(shape)
        return f"{path}: {said}" if path and said else path or said

    def _summaries(self, shape: Node, parameter: URIRef, depth: int) -> list[str]:
        """Sorted by their texts: the names of blank nodes are another in every run."""
        return sorted(self.summary(each, depth) for each in self.shapes.graph.objects(shape, parameter))

    def _bound(self, shape: Node, parameter: URIRef) -> tuple[str, bool] | None:
        """A bound, and whether it is one of time; nothing where it is not given."""
        values = self.parameters(shape, parameter)
        if not values:
            return None
        datatype = values[0].datatype if isinstance(values[0], RdflibLiteral) else None
        return printable(str(values[0])), str(datatype) in TIMES


def _numbered(texts: list[str]) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return "; ".join(f"({number}) {each}" for number, each in enumerate(texts, 1))


def _numeral(number: int | None) -> str:
    return "one" if number == 1 else str(number)
