"""A graph as SHACL looks at it: the values of each property of each thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pyoxigraph import BlankNode, NamedNode, Triple

from builder.collecting import without_collection
from builder.shacl.results import Term

Subject = NamedNode | BlankNode

_NONE: Final[Mapping[Subject, list[Term]]] = {}


class Data:
    """An index of triples by predicate and subject, each triple once; the lexical forms stay as they are.

    Each term is kept once, however often it is said: a million triples take some 200 MB.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[NamedNode, dict[Subject, list[Term]]] = {}
        self._subjects: dict[NamedNode, dict[Term, list[Subject]]] = {}  # filled where it is asked for
        with without_collection():
            self._fill(triples)

    def _fill(self, triples: Iterable[Triple]) -> None:
        known: dict[Any, Any] = {}
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            subject, value = known.setdefault(subject, subject), known.setdefault(value, value)
            subjects = self._values.get(predicate)
            if subjects is None:
                subjects = self._values[predicate] = {}
            values = subjects.get(subject)
            if values is None:
                subjects[subject] = [value]
            else:
                values.append(value)
        for subjects in self._values.values():
            for values in subjects.values():
                if len(values) > 1:
                    values[:] = dict.fromkeys(values)

    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The objects of a subject and predicate."""
        return self._values.get(predicate, _NONE).get(subject, [])  # type: ignore[arg-type]

    def subjects(self, predicate: NamedNode, value: Term) -> list[Subject]:
        """The subjects that have a value for a predicate."""
        return self.inverse(predicate).get(value, [])

    def with_predicate(self, predicate: NamedNode) -> Mapping[Subject, list[Term]]:
        """All subjects that have a predicate, with its values."""
        return self._values.get(predicate, _NONE)

    def inverse(self, predicate: NamedNode) -> Mapping[Term, list[Subject]]:
        """All values of a predicate, with the subjects that have them."""
        inverse = self._subjects.get(predicate)
        if inverse is None:
            inverse = self._subjects[predicate] = {}
            for subject, values in self._values.get(predicate, _NONE).items():
                for each in values:
                    inverse.setdefault(each, []).append(subject)
        return inverse

    def predicates(self) -> Iterable[NamedNode]:
        """All predicates, each once."""
        return self._values.keys()

    def about(self, subject: Term) -> Iterator[tuple[NamedNode, Term]]:
        """All that is said of one subject: predicates and values."""
        for predicate, subjects in self._values.items():
            for value in subjects.get(subject, ()):  # type: ignore[arg-type]
                yield predicate, value

    def triples(self) -> Iterator[Triple]:
        """All triples, each once."""
        for predicate, subjects in self._values.items():
            for subject, values in subjects.items():
                for value in values:
                    yield Triple(subject, predicate, value)

    def __len__(self) -> int:
        return sum(len(values) for subjects in self._values.values() for values in subjects.values())
