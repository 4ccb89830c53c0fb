"""What the triples of rules rest on: the asserted triple to look at in their place, else the rule itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from pyoxigraph import NamedNode, Triple

from builder.building.dataset import ONTOLOGY, RULES, Dataset
from builder.building.rules import Rule
from builder.mapping.terms import boolean, term
from builder.namespaces import PREFIXES
from builder.places import Place

Node: TypeAlias = object
"""Any term of a triple."""

RESTS_ON: Final[dict[str, str]] = {
    "peel:daysAfterReport": "peel:written",
    "peel:differenceFromComparator": "peel:comparator",
    "peel:lowerBound": "peel:margin",
    "peel:upperBound": "peel:margin",
}
"""The asserted property of the same thing that a derived one rests on."""

_LINKS: Final = ("peel:previousJudgment", "peel:declinedFrom", "peel:improvedFrom", "peel:unchangedFrom")
"""What rules say of two judgments, of which the later one is the place to look at."""

_TEMPLATE: Final = re.compile(r"^[ \t]*(CONSTRUCT)\b(.*?)\bWHERE\b", re.DOTALL | re.MULTILINE | re.IGNORECASE)
"""The head of a CONSTRUCT query; a comment in front of it starts with ``#``."""

_NAME: Final = re.compile(r"<[^<>\s]*>|[^\s<>;,.{}]+")
"""An IRI, or another word of such a head."""


class Derivations:
    """The triples that only rules say, and what they rest on.

    A border rests on the one stated in the other direction, the strongest basis of a judgment on the attestation that
    has it, and a judgment of the remainder, with its attestation and inspection, on the count that is the remainder.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._asserted: set[Triple] = set().union(
            *(triples for graph, triples in dataset.graphs.items() if graph not in {RULES, ONTOLOGY})
        )
        self._derived = dataset.graphs.get(RULES, set()) - self._asserted
        self._about: dict[Node, list[Triple]] = defaultdict(list)
        for triple in self._asserted | self._derived:
            self._about[triple.subject].append(triple)
        self._of_remainder: dict[tuple[Node, Node | None], Triple] = dict(self._remainders())

    def holds(self, triple: Triple) -> bool:
        """Whether a rule says the triple, and no record does."""
        return triple in self._derived

    def invents(self, node: Node) -> bool:
        """Whether rules alone speak of a thing."""
        about = self._about.get(node, [])
        return bool(about) and all(map(self.holds, about))

    def about(self, node: NamedNode) -> list[Triple]:
        """All that is said of a thing, the most telling first: its class, then in the order of the properties."""
        found = self._about.get(node, [])
        return sorted(found, key=lambda each: (each.predicate != term("rdf:type"), str(each)))

    def basis_of_thing(self, node: NamedNode) -> Triple | None:
        """The asserted triple that a thing rests on which rules alone speak of."""
        return self._of_remainder.get((node, None))

    def basis_of(self, triple: Triple) -> Triple | None:
        """The asserted triple that a derived one rests on; None where that is its subject as a whole."""
        premises = self._premises(triple)
        for each in premises:
            if not self.holds(each):
                return each
        pairs: list[tuple[Node, Node | None]] = [(each.subject, None) for each in premises]
        pairs.append((triple.subject, triple.object))
        if triple.predicate not in map(term, _LINKS) or self.invents(triple.subject):
            pairs.append((triple.subject, None))
        return next((self._of_remainder[pair] for pair in pairs if pair in self._of_remainder), None)

    def _premises(self, triple: Triple) -> list[Triple]:
        """The triples that a rule makes this one from, where they are few; asserted ones first."""
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if predicate == term("peel:borders"):
            return [each for each in self._said(value, "peel:borders") if each.object == subject]
        if predicate == term("peel:basis"):
            attestations = [each.object for each in self._said(subject, "peel:attestation")]
            bases = [each for node in attestations for each in self._said(node, "peel:basis")]
            return sorted((each for each in bases if each.object == value), key=self.holds)
        told = next((told for derived, told in RESTS_ON.items() if predicate == term(derived)), None)
        return self._said(subject, told) if told else []

    def _said(self, node: Node, predicate: str) -> list[Triple]:
        """What is said of a thing by one property: the asserted first, then in the order of the values."""
        found = [each for each in self._about.get(node, []) if each.predicate == term(predicate)]
        return sorted(found, key=lambda each: (self.holds(each), str(each.object)))

    def _remainders(self) -> Iterator[tuple[tuple[Node, Node | None], Triple]]:
        """The counts that judgments of the remainder rest on: of the same cycle and subject, on the same lines.

        By pairs: a thing that the rule makes, and a value that this very count gives it; None for all other values.
        """
        counts: dict[tuple[Node, ...], Triple] = {}
        remainder, attested = term("peel:remainder"), term("peel:attestation")
        for count in sorted((t for t in self._asserted if t.predicate == remainder), key=str, reverse=True):
            if count.object == boolean(True):
                for round_ in self._rounds(count.subject):
                    counts[round_] = count
        for link in sorted((t for t in self._derived if t.predicate == attested), key=str, reverse=True):
            judgment, attestation = link.subject, link.object
            for cycle, subject, lines in self._rounds(judgment):
                count_ = counts.get((cycle, subject, lines))
                if count_ is None or lines not in {t.object for t in self._said(attestation, "peel:evidence")}:
                    continue
                inspections = [each.object for each in self._said(judgment, "peel:generatedBy")]
                for pair in ((judgment, attestation), (judgment, lines)):
                    yield pair, count_
                for node in (judgment, attestation, *inspections):
                    yield (node, None), count_

    def _rounds(self, node: Node) -> list[tuple[Node, Node, Node]]:
        """The cycle and subject of a judgment or count, with each of the lines that support it."""
        return [
            (cycle.object, subject.object, lines.object)
            for cycle in self._said(node, "peel:inCycle")
            for subject in self._said(node, "peel:subject")
            for lines in self._said(node, "peel:evidence")
        ]


def place_of_rule(rules: Sequence[Rule], triples: Iterable[Triple]) -> Place | None:
    """Where the rule begins that makes such triples: the first that names the property or class of one of them."""
    for triple in triples:
        words = _names_of(triple.object if triple.predicate == term("rdf:type") else triple.predicate)
        for rule in rules:
            template = _TEMPLATE.search(rule.text)
            if template and words & set(_NAME.findall(template[2])):
                before = rule.text[: template.start(1)]
                return Place(rule.file, before.count("\n") + 1, template.start(1) - before.rfind("\n"))
    return None


def _names_of(node: Node) -> set[str]:
    """The IRI of a term as a rule may write it: whole, or with one of the project's prefixes."""
    iri = node.value if isinstance(node, NamedNode) else ""
    short = {f"{name}:{iri.removeprefix(start)}" for name, start in PREFIXES.items() if iri.startswith(start)}
    return {f"<{iri}>", *short}
