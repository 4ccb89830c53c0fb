"""Problems of sources that could not be taken as they are, as findings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.checking.findings import CheckResult, Finding, Severity, in_order
from builder.errors import Problem
from builder.places import Place


@dataclass(frozen=True, slots=True)
class SourceRule:
    """A rule that no shape holds: about the form of a source."""

    title: str
    meaning: str


SOURCE_RULES: Final = {
    "baseline": SourceRule("Form of the baseline", "A baseline is a YAML file of waivers with reasons and end dates."),
    "ontology": SourceRule("Form of the ontology", "The files of the ontology are Turtle without blank nodes."),
    "rules": SourceRule("Form of the rules", "A rule is one CONSTRUCT query of SPARQL 1.1 with a header of comments."),
    "seeds": SourceRule(
        "Form of the seeds",
        "A seed file is YAML, its records have the fields of their section, and what they refer to is there.",
    ),
    "shapes": SourceRule(
        "Form of the shapes",
        "Shapes are SHACL Core and SHACL-SPARQL, and use terms that SHACL, the ontology or a vocabulary has.",
    ),
    "syntax": SourceRule(
        "Syntax of RDF",
        "A file is RDF in the format that its name says, and its literals are values of their datatypes.",
    ),
}
"""The rules of source problems by name."""


def broken(problems: Mapping[str, Sequence[Problem]]) -> CheckResult:
    """The result of a check that could not begin, from the problems by the name of the rule they break."""
    return CheckResult(
        findings=in_order(_finding(rule, each) for rule, found in problems.items() for each in found), broken=True
    )


def _finding(rule: str, problem: Problem) -> Finding:
    identity = "\0".join((rule, problem.file, problem.found, problem.allowed))
    place = Place(problem.file, problem.line, problem.column)
    return Finding(
        rule=rule,
        severity=Severity.VIOLATION,
        message=f"{problem.found[:1].upper()}{problem.found[1:]}.",
        found=problem.found,
        expected=problem.allowed,
        remedy=problem.advice,
        place=place,
        subject=place,
        fingerprint=hashlib.sha256(identity.encode()).hexdigest()[:32],
    )
