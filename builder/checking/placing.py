"""From the results of an engine to findings: whose label, in which words, and at which place of which file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, NamedNode, Triple
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import SH

from builder.checking.findings import SEVERITIES, Finding, compact_path, in_order
from builder.checking.naming import label
from builder.checking.wording import Worded, word
from builder.namespaces import PREFIXES
from builder.places import NOWHERE, Place, Places
from builder.shacl.data import Data
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes, node_of

Locate: TypeAlias = Callable[[Collection[Triple], Collection[NamedNode]], Places]
"""Where triples and subjects are written; what is written nowhere is left out."""

_MAX_COUNT: Final = PREFIXES["sh"] + "MaxCountConstraintComponent"
_UNIQUE_LANG: Final = PREFIXES["sh"] + "UniqueLangConstraintComponent"


def found_in(results: Iterable[Result], shapes: Shapes, data: Data, locate: Locate) -> tuple[Finding, ...]:
    """The findings that results come to, gravest first; equal ones once."""
    results = list(dict.fromkeys(results))
    if not results:
        return ()
    candidates = {result: list(_said(result, data)) for result in results}
    used = _uses(
        {value for result, said in candidates.items() if not said and (value := _term_in_question(result))}, data
    )
    candidates.update((result, used[value]) for result in results if (value := _term_in_question(result)) in used)
    triples = {triple for found in candidates.values() for triple in found}
    nodes = {node for result in results for node in (result.focus, result.value) if isinstance(node, NamedNode)}
    places = locate(triples, nodes)
    findings = [
        _finding(result, word(result, shapes, data), shapes, data, _place(result, candidates[result], shapes, places))
        for result in results
    ]
    return _fingerprinted(in_order(findings))


def _said(result: Result, data: Data) -> Iterator[Triple]:
    """The triples that a result is about, the most likely first."""
    focus, value = result.focus, result.value
    predicate, backwards = _last_step(result.path)
    if predicate is not None and value is not None:
        holders = {focus, *(each for _, each in data.about(focus))} if "/" in _outside_iris(result.path) else {focus}
        for holder in data.subjects(predicate, value) if not backwards else ():
            if holder in holders:
                yield Triple(holder, predicate, value)
        if backwards and isinstance(value, NamedNode | BlankNode):
            yield Triple(value, predicate, focus)
    elif predicate is not None and isinstance(focus, NamedNode | BlankNode):
        for each in data.values(focus, predicate):
            yield Triple(focus, predicate, each)
    elif value is not None and value != focus and isinstance(focus, NamedNode | BlankNode):
        said = [Triple(focus, each, value) for each in _between(focus, value, data)]
        if not said and isinstance(value, NamedNode | BlankNode):
            said = [Triple(value, each, focus) for each in _between(value, focus, data)]
        yield from said


def _term_in_question(result: Result) -> NamedNode | None:
    """What a constraint without a path finds fault with beside the thing itself, such as a class of a wrong name."""
    value = result.value
    return value if isinstance(value, NamedNode) and not result.path and value != result.focus else None


def _uses(terms: Collection[NamedNode], data: Data) -> dict[NamedNode, list[Triple]]:
    """The triples that have one of the terms as their property or value, for terms of which nothing is said."""
    unknown = {each for each in terms if next(data.about(each), None) is None}
    found: dict[NamedNode, list[Triple]] = {}
    if unknown:
        for triple in data.triples():
            for term in unknown.intersection((triple.predicate, triple.object)):
                found.setdefault(term, []).append(triple)
    return found


def _between(subject: NamedNode | BlankNode, value: Term, data: Data) -> list[NamedNode]:
    """The properties by which a thing leads to a value."""
    return sorted((predicate for predicate, each in data.about(subject) if each == value), key=str)


def _outside_iris(path: str) -> str:
    """The operators of a property path."""
    return "".join(part.rpartition(">")[2] for part in path.split("<"))


def _last_step(path: str) -> tuple[NamedNode | None, bool]:
    """The property that a path ends with, and whether it is followed backwards; None where it has several ends."""
    operators = _outside_iris(path)
    if not path or "|" in operators or "<" not in path:
        return None, False
    before, _, last = path.rpartition("<")
    return NamedNode(last.partition(">")[0]), before.endswith("^")


def _place(result: Result, said: list[Triple], shapes: Shapes, places: Places) -> tuple[Place, Place]:
    """Where to mend, and where the thing itself is written."""
    focus = result.focus
    subject = places.subjects.get(focus, NOWHERE) if isinstance(focus, NamedNode) else NOWHERE
    found = [places.triples[triple] for triple in said if triple in places.triples]
    other = _term_in_question(result)
    if not found:
        return (places.subjects.get(other, subject) if other is not None else subject), subject
    if other is not None and not any(focus in {triple.subject, triple.object} for triple in said):
        return min(found), subject  # where the term is used first
    if result.value is None:  # too many values, or several of one language: the first that is too many
        found.sort()
        allowed = _allowed(result, shapes)
        return found[min(allowed, len(found) - 1)], subject
    return found[0], subject


def _allowed(result: Result, shapes: Shapes) -> int:
    if result.component == _MAX_COUNT:
        count = shapes.graph.value(node_of(result.shape), SH.maxCount)
        return int(count) if isinstance(count, RdflibLiteral) else 1
    return 1 if result.component == _UNIQUE_LANG else 0


def _finding(result: Result, worded: Worded, shapes: Shapes, data: Data, where: tuple[Place, Place]) -> Finding:
    value = result.value
    named = value is not None and (bool(result.path) or value != result.focus)  # else it is the thing itself
    return Finding(
        rule=shapes.rule_name(node_of(result.constraint or result.shape)),
        severity=SEVERITIES[result.severity],
        message=" ".join(result.messages),
        focus=_plain(result.focus),
        label=label(data, result.focus),
        path=compact_path(result.path),
        value=_plain(value) if value is not None and named else "",
        found=worded.found,
        expected=worded.expected,
        remedy=worded.remedy,
        place=where[0],
        subject=where[1],
        component=result.component,
        shape=result.shape,
        constraint=result.constraint,
        path_text=result.path,
        value_text="" if value is None else str(value),
    )


def _plain(node: Term) -> str:
    return node.value


def _fingerprinted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with fingerprints that depend on rule, thing, property and value, and on no line or wording."""
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for each in findings:
        identity = (each.rule, each.focus, each.path_text, each.value_text)
        seen[identity] += 1
        text = "\0".join((*identity, str(seen[identity])) if seen[identity] > 1 else identity)
        result.append(replace(each, fingerprint=hashlib.sha256(text.encode()).hexdigest()[:32]))
    return tuple(result)
