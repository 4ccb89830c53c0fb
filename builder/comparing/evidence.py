"""The lines of documents that facts stand on: moved, added and removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from pyoxigraph import Triple

from builder.comparing.changes import Action, Change, DocumentName
from builder.comparing.difference import Term
from builder.comparing.kinds import EVIDENCE
from builder.comparing.units import Telling, Unit
from builder.comparing.words import Passage
from builder.mapping.terms import term


def evidence(unit: Unit, telling: Telling) -> Iterator[Change]:
    """Other lines that a fact stands on, by document."""
    old = _by_document(unit.objects(unit.removed, "peel:evidence"), telling)
    new = _by_document(unit.objects(unit.added, "peel:evidence"), telling)
    name = telling.words.label(unit.thing)
    for document in sorted(old.keys() | new.keys()):
        for before, after in zip_longest(old.get(document, []), new.get(document, [])):
            both = [each for each in (before, after) if each is not None]
            part = unit.take(taking(unit, [node for _, node in both]))
            if before and after:
                action, text = Action.MOVED, f"evidence moved {moved(before[0], after[0])}"
            elif after:
                action, text = Action.ADDED, f"now in {document.title}, {after[0]}"
            else:
                action, text = Action.REMOVED, f"no longer in {document.title}, {both[0][0]}"
            yield replace(telling.change(unit, action, f"{name}: {text}", part, EVIDENCE), document=document)


def moved(before: Passage, after: Passage) -> str:
    """From where to where lines moved: ``from line 12 to lines 13–14 of PEEL: Police efficiency 2016``."""
    return f"from {before} to {after} of {after.document.title}"


def taking(unit: Unit, nodes: Iterable[Term]) -> Callable[[Triple], bool]:
    """What says whether a triple of a unit belongs to pieces of evidence: links to them, and all about them."""
    evidence_nodes = set(nodes)
    triples = (*unit.removed, *unit.added)
    selectors: set[Term] = set()
    for holders, prefixed in ((evidence_nodes, "oa:hasSelector"), (selectors, "oa:refinedBy")):
        selectors |= {each.object for each in triples if each.subject in holders and each.predicate == term(prefixed)}

    def belongs(triple: Triple) -> bool:
        if triple.subject in evidence_nodes or triple.subject in selectors:
            return True
        return triple.predicate == term("peel:evidence") and triple.object in evidence_nodes

    return belongs


def _by_document(nodes: list[Term], telling: Telling) -> dict[DocumentName, list[tuple[Passage, Term]]]:
    """Evidence by document, in the order of the lines."""
    found: dict[DocumentName, list[tuple[Passage, Term]]] = {}
    for node in nodes:
        passage = telling.words.passage(node)
        found.setdefault(passage.document, []).append((passage, node))
    for each in found.values():
        each.sort(key=lambda pair: (pair[0].first, pair[0].last, str(pair[1])))
    return found
