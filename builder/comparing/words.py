"""Words for things: labels always, from the right side, else from the left, else made of the name itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode

from builder.comparing.changes import DocumentName
from builder.comparing.difference import LABELS, Facts, Term
from builder.mapping.terms import term
from builder.namespaces import PREFIXES

_PLAIN: Final = (PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString")


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of a document; both 0 where the lines are not known."""

    document: DocumentName
    first: int
    last: int

    def __str__(self) -> str:
        if not self.first:
            return "lines that are not known"
        return f"line {self.first}" if self.first == self.last else f"lines {self.first}–{self.last}"


class Words:
    """Words from what two sides say."""

    def __init__(self, left: Facts, right: Facts) -> None:
        self.left = left
        self.right = right
        self._labels: dict[Term, str] = {}

    def value(self, node: Term | None, prefixed: str) -> Term | None:
        """A value of a property: that of the right, else that of the left."""
        found = self.right.value(node, prefixed)
        return found if found is not None else self.left.value(node, prefixed)

    def values(self, node: Term, prefixed: str) -> list[Term]:
        """The values of a property on both sides."""
        return list(dict.fromkeys([*self.right.values(node, prefixed), *self.left.values(node, prefixed)]))

    def label(self, node: Term | None) -> str:
        """What people call a thing; empty for nothing."""
        if node is None:
            return ""
        if node not in self._labels:
            self._labels[node] = label(self.right, node) or label(self.left, node) or _made(node)
        return self._labels[node]

    def shown(self, node: Term) -> str:
        """A value in a sentence: text in quotation marks, other literals as they are, things by their labels."""
        if not isinstance(node, Literal):
            return self.label(node)
        return f"“{node.value}”" if node.datatype.value in _PLAIN else node.value

    def judged(self, node: Term) -> str:
        """What a judgment is about: ``Leicestershire Police, PEEL 2017 efficiency``; else its label."""
        body, cycle, subject = (self.value(node, each) for each in ("peel:judges", "peel:inCycle", "peel:subject"))
        if body is None or subject is None:
            return self.label(node)
        name, round_ = self.label(subject), self.label(cycle)
        if round_ and not name.startswith(round_):  # a question has its cycle in its own label
            name = f"{round_} {name[:1].lower()}{name[1:]}"
        return f"{self.label(body)}, {name}"

    def grade(self, node: Term | None) -> str:
        """A grade in its official word."""
        word = self.value(node, "peel:code")
        return word.value if isinstance(word, Literal) else self.label(node)

    def passage(self, evidence: Term) -> Passage:
        """The lines that a piece of evidence stands for."""
        first, last = (_number(self.value(evidence, each)) for each in ("peel:firstLine", "peel:lastLine"))
        return Passage(self.document(self.value(evidence, "peel:source")), first, last or first)

    def document(self, node: Term | None) -> DocumentName:
        """A document by its title."""
        iri = node.value if isinstance(node, NamedNode) else ""
        return DocumentName(self.label(node) or "a document that is not known", iri)

    def source(self, node: Term) -> DocumentName | None:
        """The document that a thing is from, by its evidence; the first of several, None for none."""
        sources = {self.value(each, "peel:source") for each in self.values(node, "peel:evidence")}
        names = sorted(self.document(each) for each in sources if each is not None)
        return names[0] if names else None


def label(facts: Facts, node: Term) -> str:
    """The label that one side gives to a thing, in English where there is one so; empty for none."""
    for name in LABELS:
        found = [each for each in facts.values(node, name) if isinstance(each, Literal)]
        if found:
            return min(((each.language or "") not in {"en", ""}, each.value) for each in found)[1]
    return ""


def is_naming(predicate: NamedNode) -> bool:
    """Whether a property names things."""
    return predicate in {term(each) for each in LABELS}


def listed(texts: Iterable[str]) -> str:
    """A list: ``a, b and c``."""
    texts = list(texts)
    return " and ".join(part for part in (", ".join(texts[:-1]), *texts[-1:]) if part)


def _made(node: Term) -> str:
    """A name from the IRI itself: ``…/hasPart`` is ``has part``, ``…/metric/crime-rate`` is ``crime rate``."""
    if isinstance(node, BlankNode):
        return "a blank node"
    if not isinstance(node, NamedNode):
        return str(node)
    local = unquote(re.split(r"[/#:]", node.value.rstrip("/#:"))[-1])
    words = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", local).replace("-", " ").replace("_", " ").strip()
    return words[:1] + words[1:].lower() if " " in words and words[:1].islower() else words or node.value


def _number(value: Term | None) -> int:
    return int(value.value) if isinstance(value, Literal) and re.fullmatch(r"\+?[0-9]{1,9}", value.value) else 0
