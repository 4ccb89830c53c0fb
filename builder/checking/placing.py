"""From the results of an engine to findings: whose label, in which words, and at which place of which file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Final, TypeAlias

from pyoxigraph import NamedNode, Triple
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import SH

from builder.checking.findings import SEVERITIES, Finding, compact_path, in_order
from builder.checking.naming import label
from builder.checking.pointing import Group, pointed, term_in_question
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
    groups = pointed(results, shapes, data)
    triples = {triple for ranked in groups.values() for group in ranked for triple in group}
    nodes = {node for result in results for node in (result.focus, result.value) if isinstance(node, NamedNode)}
    places = locate(triples, nodes)
    findings = [
        _finding(result, word(result, shapes, data), shapes, data, _place(result, groups[result], shapes, places))
        for result in results
    ]
    return _fingerprinted(in_order(findings))


def _place(result: Result, groups: list[Group], shapes: Shapes, places: Places) -> tuple[Place, Place]:
    """Where to mend, and where the thing itself is written.

    Of several places of one rank it is the first; of too many values, or several of one language, the first too many.
    """
    subject = places.subjects.get(result.focus, NOWHERE) if isinstance(result.focus, NamedNode) else NOWHERE
    for group in groups:
        found = sorted(places.triples[triple] for triple in group if triple in places.triples)
        if found:
            allowed = _allowed(result, shapes) if result.value is None else 0
            return found[min(allowed, len(found) - 1)], subject
    other = term_in_question(result)
    return (places.subjects.get(other, subject) if other is not None else subject), subject


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
