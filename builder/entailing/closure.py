"""Forward chaining: everything that the rules make of some triples.

Semi-naive (Abiteboul, Hull, Vianu: Foundations of Databases, section 13.1): each round, a rule is tried on what holds
with at least one pattern matched by what the round before added. Terms are numbers here, the pairs of each property a
set, and a rule makes all pairs that follow from one match of its other patterns at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from builder.entailing.rules import Pattern, Rule, rules
from builder.namespaces import PREFIXES

Term: TypeAlias = NamedNode | BlankNode | Literal
Pair: TypeAlias = tuple[int, int]
Binding: TypeAlias = dict[str, int]


class Relation:
    """The pairs of one property, with the indexes that have been asked for."""

    __slots__ = ("_by_object", "_by_subject", "pairs")

    def __init__(self) -> None:
        self.pairs: set[Pair] = set()
        self._by_subject: dict[int, set[Pair]] | None = None
        self._by_object: dict[int, set[Pair]] | None = None

    def add(self, pairs: Set[Pair]) -> None:
        """Add pairs that are not there yet."""
        self.pairs.update(pairs)
        for index, side in ((self._by_subject, 0), (self._by_object, 1)):
            if index is not None:
                _fill(index, pairs, side)

    def matching(self, subject: int | None, value: int | None) -> Set[Pair]:
        """The pairs with this subject and this object; None takes any."""
        if subject is None and value is None:
            return self.pairs
        if subject is None:
            if self._by_object is None:
                self._by_object = _fill({}, self.pairs, 1)
            return self._by_object.get(value or 0, _NONE)
        if value is not None:
            return {(subject, value)} & self.pairs
        if self._by_subject is None:
            self._by_subject = _fill({}, self.pairs, 0)
        return self._by_subject.get(subject, _NONE)


Facts: TypeAlias = Mapping[int, Relation]


def _fill(index: dict[int, set[Pair]], pairs: Set[Pair], side: int) -> dict[int, set[Pair]]:
    for pair in pairs:
        index.setdefault(pair[side], set()).add(pair)
    return index


_NONE: Final[frozenset[Pair]] = frozenset()


class Numbers:
    """Terms as numbers and back. 0 is no term, so that a number is always true."""

    def __init__(self) -> None:
        self._numbers: dict[Term, int] = {}
        self._terms: list[Term] = [NamedNode("urn:none")]

    def of(self, term: Term) -> int:
        """The number of a term, a new one where it has none."""
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self._terms)
            self._terms.append(term)
        return number

    def term(self, number: int) -> Term:
        """The term that a number stands for."""
        return self._terms[number]

    def facts(self, triples: Iterable[Triple]) -> dict[int, Relation]:
        """The triples as relations; raises TypeError for a triple about a triple, which RDF 1.1 does not have."""
        found: defaultdict[int, Relation] = defaultdict(Relation)
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, Triple) or isinstance(value, Triple):
                raise TypeError(f"RDF 1.1 has no triple terms: {triple}")
            found[self.of(triple.predicate)].pairs.add((self.of(subject), self.of(value)))
        return dict(found)


def closure(triples: Iterable[Triple]) -> Iterator[Triple]:
    """What the rules add to the triples, in no order; triples that RDF can't write (a literal as subject) are left out.

    They take part in the derivation all the same, as the specification has it (generalised RDF).
    """
    numbers = Numbers()
    base = numbers.facts(triples)
    for predicate, relation in _added(base, numbers).items():
        link = numbers.term(predicate)
        for subject, value in relation.pairs:
            about = numbers.term(subject)
            if isinstance(link, NamedNode) and not isinstance(about, Literal):
                yield Triple(about, link, numbers.term(value))


def _added(facts: dict[int, Relation], numbers: Numbers) -> dict[int, Relation]:
    """What follows from the facts and is not among them; the facts grow by it.

    That a thing is the same as itself is never written down: rule eq-ref would do so for everything, to no end.
    """
    same_as = numbers.of(NamedNode(PREFIXES["owl"] + "sameAs"))
    compiled = [_Compiled(rule, numbers) for rule in rules()]
    added: defaultdict[int, Relation] = defaultdict(Relation)
    latest: Facts = facts
    while latest:
        fresh: defaultdict[int, set[Pair]] = defaultdict(set)
        for rule in compiled:
            for predicate, pairs in rule.made(facts, None if latest is facts else latest):
                known = facts.get(predicate)
                new = pairs - known.pairs if known else pairs
                if new and not isinstance(numbers.term(predicate), Literal):
                    fresh[predicate] |= {pair for pair in new if pair[0] != pair[1]} if predicate == same_as else new
        latest = {}
        for predicate, new in fresh.items():
            if new:
                latest[predicate] = Relation()
                for relation in (latest[predicate], added[predicate], facts.setdefault(predicate, Relation())):
                    relation.add(new)
    return added


_PROJECTIONS: Final[dict[tuple[int | None, int | None], Callable[[Set[Pair], int, int], Set[Pair]]]] = {
    (0, 1): lambda pairs, _s, _o: pairs,
    (1, 0): lambda pairs, _s, _o: {(y, x) for x, y in pairs},
    (0, 0): lambda pairs, _s, _o: {(x, x) for x, _ in pairs},
    (1, 1): lambda pairs, _s, _o: {(y, y) for _, y in pairs},
    (0, None): lambda pairs, _s, o: {(x, o) for x, _ in pairs},
    (1, None): lambda pairs, _s, o: {(y, o) for _, y in pairs},
    (None, 0): lambda pairs, s, _o: {(s, x) for x, _ in pairs},
    (None, 1): lambda pairs, s, _o: {(s, y) for _, y in pairs},
    (None, None): lambda pairs, s, o: {(s, o)} if pairs else _NONE,
}
"""What makes the pairs of a conclusion from those of the last pattern: which side of these goes where, if any does."""


class _Compiled:
    """A rule in numbers."""

    def __init__(self, rule: Rule, numbers: Numbers) -> None:
        self._constants: Binding = {}
        self._body = [self._named(pattern, numbers) for pattern in rule.body]
        self._head = self._named(rule.head, numbers)

    def _named(self, pattern: Pattern, numbers: Numbers) -> tuple[str, str, str]:
        """The pattern with a name in each place; a term becomes a variable that is bound from the start."""
        for slot in pattern:
            if isinstance(slot, NamedNode):
                self._constants[slot.value] = numbers.of(slot)
        first, second, third = (slot.value if isinstance(slot, NamedNode) else slot for slot in pattern)
        return first, second, third

    def made(self, facts: Facts, latest: Facts | None) -> Iterator[tuple[int, Set[Pair]]]:
        """Pairs that follow, by property, some of them known; with ``latest``, only where a pattern matches those."""
        if latest is None:
            yield from self._solutions([(pattern, facts) for pattern in self._body])
            return
        for at, new in enumerate(self._body):
            # the first pattern binds the property; then what is new, which is less than all there is
            rest = [(pattern, facts) for number, pattern in enumerate(self._body) if number not in {0, at}]
            first = [(self._body[0], facts)] if at else []
            yield from self._solutions([*first, (new, latest), *rest])

    def _solutions(self, steps: list[tuple[tuple[str, str, str], Facts]]) -> Iterator[tuple[int, Set[Pair]]]:
        *before, (last, source) = steps
        subject, predicate, value = self._head
        for binding in _matches(before, self._constants):
            sides = {last[2]: 1, last[0]: 0}
            bound = binding.keys()
            project = _PROJECTIONS[_side(subject, bound, sides), _side(value, bound, sides)]
            for number, pairs in _matching(last, source, binding):
                made = project(pairs, binding.get(subject, 0), binding.get(value, 0))
                yield (number if predicate == last[1] else binding[predicate]), made


def _side(name: str, bound: Set[str], sides: dict[str, int]) -> int | None:
    return None if name in bound else sides[name]


def _matches(steps: list[tuple[tuple[str, str, str], Facts]], binding: Binding) -> Iterator[Binding]:
    """All ways to match some patterns, each with its own facts."""
    if not steps:
        yield binding
        return
    (pattern, source), *rest = steps
    for number, pairs in _matching(pattern, source, binding):
        for subject, value in pairs:
            yield from _matches(rest, {**binding, pattern[0]: subject, pattern[1]: number, pattern[2]: value})


def _matching(pattern: tuple[str, str, str], facts: Facts, binding: Binding) -> Iterator[tuple[int, Set[Pair]]]:
    """The pairs that match a pattern, by property."""
    subject, predicate, value = (binding.get(name) for name in pattern)
    for number in (predicate,) if predicate else tuple(facts):
        relation = facts.get(number)
        if relation is not None and (pairs := relation.matching(subject, value)):
            yield number, pairs
