"""Blank nodes of two graphs: which node of the one is which of the other.

Groups of blank nodes that say the same on both sides have the same names (builder.comparing.canonical). Of the others,
those nodes are taken for one that share most of what is said of them, so that a small edit stays a small difference.
Any such choice is sound: blank nodes have no identity of their own (RDF 1.1 Concepts, section 3.4).
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from builder.comparing import canonical
from builder.errors import LimitError

SECONDS: Final = 60
"""How long the naming of one side's blank nodes may take."""

_COMMON: Final = 50
"""What is said of more nodes than this does not help to tell them apart."""

_ROUNDS: Final = 20

Term = NamedNode | BlankNode | Literal | Triple


def matched(
    left: Iterable[Triple], right: Iterable[Triple], names: tuple[str, str], seconds: float = SECONDS
) -> tuple[list[Triple], list[Triple]]:
    """The triples with blank nodes of both sides, with the same name for a node that is the same.

    ``names`` are what messages call the sides. The result does not depend on the names that come in. Raises LimitError
    where the naming takes more than ``seconds``.
    """
    first, second = (_named(list(side), name, seconds) for side, name in ((left, names[0]), (right, names[1])))
    known = set(_nodes(first)) & set(_nodes(second))
    pairs = _pairs(*([each for each in side if not known.issuperset(_nodes([each]))] for side in (first, second)))
    return first, [_renamed(triple, pairs) for triple in second]


def _named(triples: list[Triple], name: str, seconds: float) -> list[Triple]:
    if not triples:
        return []
    text = "".join(f"{triple} .\n" for triple in triples)
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-P", str(Path(canonical.__file__))],
            input=text.encode(), capture_output=True, check=True, timeout=seconds,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise LimitError(
            f"{name}: which of its blank nodes is which was not clear after {seconds:g} seconds; give these nodes IRIs"
        ) from error
    return [quad.triple for quad in parse(done.stdout, format=RdfFormat.N_TRIPLES)]


def _nodes(triples: Iterable[Triple]) -> Iterator[BlankNode]:
    for triple in triples:
        for term in (triple.subject, triple.object):
            if isinstance(term, BlankNode):
                yield term


def _pairs(left: list[Triple], right: list[Triple]) -> dict[Term, Term]:
    """Nodes of the right and those of the left that they are taken for; found from the known to the unknown."""
    pairs: dict[Term, Term] = {}
    for _ in range(_ROUNDS):
        fresh = _best(_said(left, set(pairs.values())), _said([_renamed(t, pairs) for t in right], set(pairs.values())))
        if not fresh:
            break
        pairs.update(fresh)
    return pairs


def _said(triples: Iterable[Triple], known: set[Term]) -> dict[tuple[str, ...], set[BlankNode]]:
    """What is said of the nodes that are not known yet, where its other end is known."""
    said: defaultdict[tuple[str, ...], set[BlankNode]] = defaultdict(set)

    def is_open(term: Term) -> bool:
        return isinstance(term, BlankNode) and term not in known

    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, BlankNode) and is_open(subject) and not is_open(value):
            said["of", str(triple.predicate), str(value)].add(subject)
        elif isinstance(value, BlankNode) and is_open(value) and not is_open(subject):
            said["by", str(triple.predicate), str(subject)].add(value)
    return said


def _best(
    left: dict[tuple[str, ...], set[BlankNode]], right: dict[tuple[str, ...], set[BlankNode]]
) -> dict[Term, Term]:
    """Pairs that share most, each node in one pair only."""
    shared: Counter[tuple[BlankNode, BlankNode]] = Counter()
    for key in left.keys() & right.keys():
        if len(left[key]) * len(right[key]) <= _COMMON:
            shared.update((theirs, ours) for theirs in right[key] for ours in left[key])
    pairs: dict[Term, Term] = {}
    taken: set[BlankNode] = set()
    for (theirs, ours), _ in sorted(shared.items(), key=lambda each: (-each[1], str(each[0][0]), str(each[0][1]))):
        if theirs not in pairs and ours not in taken:
            pairs[theirs] = ours
            taken.add(ours)
    return pairs


def _renamed(triple: Triple, pairs: dict[Term, Term]) -> Triple:
    return Triple(
        pairs.get(triple.subject, triple.subject),  # type: ignore[arg-type]
        triple.predicate,
        pairs.get(triple.object, triple.object),
    )
