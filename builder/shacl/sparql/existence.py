"""EXISTS asked one triple at a time.

The store joins the triples of an EXISTS without regard to what is known from outside: of ``$this :part ?part . ?part
:kind ?kind`` it goes through all things with a kind, for every row again. With a second EXISTS inside the first, as in
``$this :part ?part FILTER EXISTS { ?part :kind ?kind }``, the query asks the same, and looks up each triple from what
is known by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from builder.shacl.sparql.tokens import tokens

Span: TypeAlias = tuple[int, int]
_TERMS = {"iri", "name", "variable", "string", "number", "word"}


@dataclass(frozen=True, slots=True)
class _Triple:
    """A triple pattern: its text, and the variables of its subject and object, or none for constants."""

    text: str
    ends: tuple[str, str]
    others: frozenset[str]

    def known(self, bound: Set[str]) -> int:
        """How many of its ends are known where some variables are."""
        return sum(not each or each in bound for each in self.ends)


class _NotSimpleError(Exception):
    """A group of more than triples and filters."""


def nested(query: str) -> str:
    """The query with every EXISTS of several triples nested; groups of other things stay as they are."""
    try:
        return _Rewriting(query).text(0, None)
    except _NotSimpleError:  # brackets without end: whoever reads the query will say so
        return query


class _Rewriting:
    """One query, by its words."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._words = tokens(query)

    def text(self, first: int, last: int | None) -> str:
        """The text of words, with each EXISTS among them nested."""
        words = self._words[first:last]
        done = words[0].start if first else 0
        stop = words[-1].end if last is not None else len(self._query)
        parts: list[str] = []
        at = first
        while at < first + len(words):
            if self._words[at].keyword == "EXISTS" and self._is(at + 1, "{"):
                end = self._closing(at + 1)
                parts += (self._query[done : self._words[at + 1].end], f" {self._group(at + 2, end)} ")
                at, done = end, self._words[end].start
            at += 1
        return "".join([*parts, self._query[done:stop]])

    def _group(self, first: int, last: int) -> str:
        """The text of the words in the group of an EXISTS."""
        if first == last:
            return ""
        try:
            triples, filters = self._parts(first, last)
        except _NotSimpleError:
            return self.text(first, last)
        bound = {each.variable for each in (*self._words[:first], *self._words[last:]) if each.variable}
        ordered = list(_ordered(triples, bound))
        text = " ".join(filters)
        for triple in reversed(ordered[1:]):
            text = f"FILTER EXISTS {{ {triple.text} {text} }}"
        return " ".join([*(triple.text for triple in ordered[:1]), text])

    def _parts(self, first: int, last: int) -> tuple[list[_Triple], list[str]]:
        triples: list[_Triple] = []
        filters: list[str] = []
        at = first
        while at < last:
            if self._words[at].keyword == "FILTER":
                end = self._filter_end(at, last)
                filters.append(self.text(at, end))
                at = end
            elif self._is(at, "."):
                at += 1
            else:
                at = self._same_subject(at, last, triples)
        return triples, filters

    def _same_subject(self, at: int, last: int, triples: list[_Triple]) -> int:
        """Take the triples of one subject; where they end."""
        subject = (at, self._term_end(at, last))
        at = subject[1]
        while True:
            verb = (at, self._verb_end(at, last))
            at = self._same_verb(subject, verb, last, triples)
            if not self._is(at, ";"):
                return at
            while self._is(at, ";"):
                at += 1
            if at >= last or self._is(at, ".") or self._words[at].keyword == "FILTER":
                return at

    def _same_verb(self, subject: Span, verb: Span, last: int, triples: list[_Triple]) -> int:
        """Take the triples of one subject and property; where they end."""
        at = verb[1]
        while True:
            value = (at, self._term_end(at, last))
            at = value[1]
            ends = (self._words[subject[0]].variable, self._words[value[0]].variable)
            others = frozenset(each.variable for each in self._words[slice(*verb)] if each.variable)
            triples.append(_Triple(" ".join(self.text(*span) for span in (subject, verb, value)), ends, others))
            if not self._is(at, ","):
                return at
            at += 1

    def _verb_end(self, at: int, last: int) -> int:
        """Where a property or path without brackets ends."""
        while True:
            while at < last and self._words[at].text in {"^", "!"}:
                at += 1
            at = self._term_end(at, last)
            if at < last and self._words[at].text in {"*", "+", "?"}:
                at += 1
            if at >= last or self._words[at].text not in {"/", "|"}:
                return at
            at += 1

    def _term_end(self, at: int, last: int) -> int:
        """Where a term ends."""
        if at < last and self._words[at].text in {"+", "-"}:
            at += 1
        if at >= last or self._words[at].kind not in _TERMS or self._words[at].text.startswith("_:"):
            raise _NotSimpleError
        if self._words[at].kind == "word" and self._words[at].text not in {"a", "true", "false"}:
            raise _NotSimpleError
        at += 1
        if at < last and self._words[at].kind == "language":
            return at + 1
        return at + 2 if at < last and self._words[at].text == "^^" else at

    def _filter_end(self, at: int, last: int) -> int:
        """Where a FILTER ends: with the bracket that is the first to open after it."""
        opening = next((n for n in range(at, last) if self._words[n].text in {"(", "{"}), last)
        if opening == last:
            raise _NotSimpleError
        return self._closing(opening) + 1

    def _closing(self, opening: int) -> int:
        """The bracket that closes another."""
        level = 0
        for at in range(opening, len(self._words)):
            if self._words[at].kind == "sign":
                level += (self._words[at].text in {"(", "{"}) - (self._words[at].text in {")", "}"})
                if not level:
                    return at
        raise _NotSimpleError

    def _is(self, at: int, text: str) -> bool:
        return at < len(self._words) and self._words[at].text == text


def _ordered(triples: Sequence[_Triple], bound: set[str]) -> Iterator[_Triple]:
    """The triples, at each step the one of which most is known; of equals the first."""
    left = list(triples)
    while left:
        best = max(left, key=lambda triple: triple.known(bound))
        left.remove(best)
        bound.update({*best.ends, *best.others} - {""})
        yield best
