"""Which triples a result is about: those in which a person would look for what is to be mended.

A path leads to them where there is one. A SPARQL constraint without a path says in its remedy what would be mended: the
properties and classes that stand there between backticks, the first first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from builder.checking.wording import REMEDY
from builder.mapping.terms import term
from builder.namespaces import PREFIXES
from builder.shacl.data import Data
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes, node_of

Group: TypeAlias = list[Triple]
"""Triples of one rank."""

Step: TypeAlias = tuple[NamedNode, bool]
"""A property, and whether it is followed backwards."""

_NAME: Final = re.compile(r"`(\w[\w-]*):(\w[\w-]*)`")
_STEP: Final = re.compile(r"<([^<>]*)>|\(?\^<([^<>]*)>\)?")
_IRI: Final = re.compile("<([^<>]*)>")


def pointed(results: Collection[Result], shapes: Shapes, data: Data) -> dict[Result, list[Group]]:
    """For each result its groups of triples, the most telling first; the first group that is written somewhere counts.

    A result with none is about its value or, where it has none, the thing itself.
    """

    @cache
    def named(constraint: str) -> tuple[NamedNode, ...] | None:
        remedy = shapes.graph.value(node_of(constraint), REMEDY) if constraint else None
        return None if remedy is None else _named(str(remedy))

    groups = {result: [each for each in _groups(result, named(result.constraint), data) if each] for result in results}
    in_question = {result: value for result in results if (value := term_in_question(result)) is not None}
    uses = _uses({value for result, value in in_question.items() if not groups[result]}, data)
    for result, value in in_question.items():
        groups[result] += [uses[value]] if value in uses else []
    return groups


def term_in_question(result: Result) -> NamedNode | None:
    """What a constraint without a path finds fault with beside the thing itself, such as a class of a wrong name."""
    value = result.value
    return value if isinstance(value, NamedNode) and not result.path and value != result.focus else None


def _named(remedy: str) -> tuple[NamedNode, ...]:
    """The properties and classes that a remedy names."""
    names = [f"{prefix}:{name}" for prefix, name in _NAME.findall(remedy) if prefix in PREFIXES]
    return tuple(dict.fromkeys(map(term, names)))


def _groups(result: Result, of_remedy: Sequence[NamedNode] | None, data: Data) -> Iterator[Group]:
    """The groups of one result; ``of_remedy`` is None where there is no remedy."""
    value, named = result.value, of_remedy or ()
    if result.path:
        yield from _along(result, data)
    elif value is None or value == result.focus:
        loops = _between(result.focus, result.focus, data)
        yield [each for each in loops if each.predicate in named]
        for name in named:
            yield _stated(result.focus, name, data)
        if result.constraint and not named:
            yield loops
    else:
        chance = of_remedy == () and not isinstance(value, Literal)  # two forces may share a code, and a border
        yield from () if chance else _links(result.focus, value, named, data)
        for name in named:
            yield _stated(value, name, data)


def _along(result: Result, data: Data) -> Iterator[Group]:
    """The triples that a path leads over: those with the value, else those of the last step that leads anywhere."""
    steps = _steps(result.path)
    if not steps:  # a choice, or something repeated
        yield _somewhere(result, data)
        return
    levels = _walked(result.focus, steps, data)
    if result.value is None:
        yield from reversed(levels)
    elif len(levels) == len(steps):
        ends = _ends(levels[-1], steps[-1][1])
        yield [triple for triple, end in ends if end == result.value]
        # a query may give the path to a thing, and the wrong value of that thing
        yield [link for end in dict.fromkeys(end for _, end in ends) for link in _between(end, result.value, data)]


def _steps(path: str) -> list[Step]:
    """The steps of a path that is a sequence of properties; none for other paths."""
    parts = [_STEP.fullmatch(part) for part in re.split(r"(?<=[>)])/", path)]
    return [(NamedNode(part[1] or part[2]), part[1] is None) for part in parts if part] if all(parts) else []


def _walked(focus: Term, steps: Iterable[Step], data: Data) -> list[Group]:
    """The triples of each step, as far as they lead."""
    levels: list[Group] = []
    nodes: list[Term] = [focus]
    for predicate, backwards in steps:
        level = [
            triple
            for node in nodes
            for triple in (_leading_to(node, predicate, data) if backwards else _said(node, predicate, data))
        ]
        if not level:
            break
        levels.append(level)
        nodes = list(dict.fromkeys(end for _, end in _ends(level, backwards)))
    return levels


def _ends(triples: Iterable[Triple], backwards: bool) -> list[tuple[Triple, Term]]:
    """Where a step over each of the triples leads to."""
    ends = [(triple, triple.subject if backwards else triple.object) for triple in triples]
    return [(triple, end) for triple, end in ends if not isinstance(end, Triple)]


def _somewhere(result: Result, data: Data) -> Group:
    """The triples at the thing, or one step from it, by any property of a path; with the value where there is one."""
    names = [NamedNode(iri) for iri in _IRI.findall(result.path)]
    near = [result.focus]
    if result.value is not None:
        near += [each for _, each in data.about(result.focus)]
    found = dict.fromkeys(triple for node in near for name in names for triple in _said(node, name, data))
    if "^" in _IRI.sub("", result.path):
        found |= dict.fromkeys(triple for name in names for triple in _leading_to(result.focus, name, data))
    return [each for each in found if result.value is None or result.value in {each.object, each.subject}]


def _links(focus: Term, value: Term, named: Sequence[NamedNode], data: Data) -> Iterator[Group]:
    """What leads from a thing to a value: first by what the remedy names; over another thing, or back, only by that."""
    links = _between(focus, value, data)
    yield [each for each in links if each.predicate in named]
    yield links[:1]
    for name in named:
        others = dict.fromkeys(each for _, each in data.about(focus))
        yield [each for other in others for each in _said(other, name, data) if each.object == value]
    back = _between(value, focus, data)
    yield [each for each in back if each.predicate in named] if named else back[:1]


def _between(subject: Term, value: Term, data: Data) -> Group:
    """All triples of a subject with a value, in the order of the properties."""
    if not isinstance(subject, NamedNode | BlankNode):
        return []
    return [Triple(subject, name, value) for name in sorted((n for n, v in data.about(subject) if v == value), key=str)]


def _stated(node: Term, name: NamedNode, data: Data) -> Group:
    """What a thing has by a property, or that it is of a class."""
    is_a = term("rdf:type")
    return [*_said(node, name, data), *(each for each in _said(node, is_a, data) if each.object == name)]


def _said(node: Term, predicate: NamedNode, data: Data) -> Group:
    if not isinstance(node, NamedNode | BlankNode):
        return []
    return [Triple(node, predicate, value) for value in data.values(node, predicate)]


def _leading_to(node: Term, predicate: NamedNode, data: Data) -> Group:
    return [Triple(subject, predicate, node) for subject in data.subjects(predicate, node)]


def _uses(terms: Collection[NamedNode], data: Data) -> dict[NamedNode, Group]:
    """The triples that have one of the terms as their property or value, for terms of which nothing is said."""
    unknown = {each for each in terms if next(data.about(each), None) is None}
    found: dict[NamedNode, Group] = {}
    if unknown:
        for triple in data.triples():
            for each in unknown.intersection((triple.predicate, triple.object)):
                found.setdefault(each, []).append(triple)
    return found
