"""OWL 2 RL entailment, kept apart from what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Triple

from builder.building.dataset import read_turtle
from builder.entailing.closure import closure
from builder.entailing.constructs import ADVICE, ALLOWED, LANGUAGE, refused
from builder.errors import Problem, SourceError
from builder.mapping.terms import term
from builder.namespaces import PEEL, PEELID
from builder.project import Project

_OURS: Final = (PEEL, PEELID)
_EVERYTHING: Final = {term("owl:Thing"), term("rdfs:Resource"), term("owl:Nothing")}


def entailed(triples: Iterable[Triple]) -> list[Triple]:
    """What OWL 2 RL (W3C OWL 2 Profiles, section 4.3) adds to the triples.

    Left out: literals as subjects, reflexive ``owl:sameAs``, ``rdfs:subClassOf`` and the like, membership in
    ``owl:Thing`` and ``rdfs:Resource``, and what is not about a thing or term of the project.
    """
    return [triple for triple in closure(triples) if _is_worth_keeping(triple)]


def check_constructs(project: Project, triples: Iterable[Triple]) -> None:
    """Raise SourceError, with the file of the ontology, where a construct is used of which the rules know nothing."""
    found = dict(refused(triples))
    if found:
        raise SourceError(
            [Problem(_file(project, triple), 0, 0, said, ALLOWED, ADVICE) for triple, said in found.items()]
        )


def _file(project: Project, triple: Triple) -> str:
    """The file that says it, as messages show it."""
    for path in sorted(project.ontology.glob("*.ttl")):
        if triple in set(read_turtle(path, project.relative(path))):
            return project.relative(path)
    return project.relative(project.seeds)


def _is_worth_keeping(triple: Triple) -> bool:
    subject, value = triple.subject, triple.object
    if not isinstance(subject, NamedNode) or subject.value.startswith(LANGUAGE):
        return False
    is_named = isinstance(value, NamedNode)
    if not subject.value.startswith(_OURS) and not (is_named and value.value.startswith(_OURS)):  # type: ignore[union-attr]
        return False  # about other vocabularies alone
    return subject != value and not (is_named and value in _EVERYTHING)
