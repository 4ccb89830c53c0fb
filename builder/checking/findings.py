"""What a check finds, in the words of a person who has to mend it; every format is written from this."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from builder.errors import ExitCode
from builder.namespaces import PREFIXES, curie
from builder.places import NOWHERE, Place


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def depth(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


SEVERITIES: Final = {
    PREFIXES["sh"] + "Violation": Severity.VIOLATION,
    PREFIXES["sh"] + "Warning": Severity.WARNING,
    PREFIXES["sh"] + "Info": Severity.INFO,
}
"""The severities of SHACL (https://www.w3.org/TR/shacl/#severity)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the shapes: a node shape, a property shape or a SPARQL constraint that results can come from.

    ``name`` is the end of its ``iri`` and what results call it; ``title``, ``message`` and ``why`` are its ``sh:name``,
    ``sh:message`` and ``sh:description``, ``remedy`` what to do about a breach (empty where each result says so for
    itself). ``shape`` names the node shape that it belongs to, ``place`` is where it is written, and ``looked_at`` how
    many things it looked at in this check.
    """

    name: str
    iri: str
    severity: Severity
    title: str
    message: str
    why: str
    remedy: str
    shape: str
    place: Place
    looked_at: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a result of a shape, or a problem of a source that could not be taken as it is.

    ``rule`` is the name of the rule; ``focus`` is the IRI of the thing that was looked at and ``label`` its label;
    ``path`` is the property with its prefix, ``value`` the value in question: all four are empty where there are none.
    ``message`` is a sentence of the rule; ``found``, ``expected`` and ``remedy`` say in plain words what stands there,
    what should, and how to mend it. ``place`` is where to mend it, ``subject`` where the thing itself is written.
    ``fingerprint`` (32 hexadecimal figures) stays the same when lines move. For the SHACL report, ``component`` is an
    IRI, ``shape``, ``constraint`` and ``value_text`` are in N-Triples, and ``path_text`` is the path with whole IRIs.
    """

    rule: str
    severity: Severity
    message: str
    focus: str = ""
    label: str = ""
    path: str = ""
    value: str = ""
    found: str = ""
    expected: str = ""
    remedy: str = ""
    place: Place = NOWHERE
    subject: Place = NOWHERE
    fingerprint: str = ""
    component: str = ""
    shape: str = ""
    constraint: str = ""
    path_text: str = ""
    value_text: str = ""

    @property
    def order(self) -> tuple[int | str | Place, ...]:
        """Gravest first, then by rule, thing, property and value; no two findings have the same."""
        shown = (self.rule, self.focus, self.path, self.value, self.message, self.place)
        return self.severity.depth, *shown, self.path_text, self.value_text, self.component, self.shape, self.constraint


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that is known: its fingerprint, why it may stay, and the last day on which it may.

    ``rule`` and ``thing`` tell people what is meant; ``place`` is where the waiver itself is written.
    """

    fingerprint: str
    rule: str
    thing: str
    reason: str
    until: datetime.date
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check came to.

    ``findings`` are those that count, gravest first. ``rules`` are all rules of the shapes by name. ``things`` is how
    many things were looked at, ``unreached`` names the shapes that found none. ``waived`` are findings that a baseline
    knows, ``mended`` its waivers that nothing answers any more. ``broken`` says that sources could not be taken as they
    are, so that the shapes were not evaluated: the findings then are the problems of these sources. ``notes`` are
    sentences about the check itself.
    """

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...] = ()
    things: int = 0
    shapes: int = 0
    unreached: tuple[str, ...] = ()
    waived: tuple[tuple[Finding, Waiver], ...] = ()
    mended: tuple[Waiver, ...] = ()
    broken: bool = False
    notes: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def reaches(self, level: Severity) -> bool:
        """Whether a finding is of this severity or graver."""
        return any(finding.severity.depth <= level.depth for finding in self.findings)

    def exit_code(self, level: Severity) -> ExitCode:
        """The exit code of the command, where findings of ``level`` or graver fail the check."""
        if self.broken:
            return ExitCode.SOURCE
        return ExitCode.FINDINGS if self.reaches(level) else ExitCode.FINE


def compact(iri: str) -> str:
    """An IRI with the project's prefix where it has one and the rest is a plain name, else the IRI itself."""
    short = curie(iri)
    name = short.partition(":")[2]
    return short if name.replace("-", "").replace("_", "").isalnum() else iri


def compact_path(path: str) -> str:
    """A property path of whole IRIs with prefixed names instead, as far as there are prefixes for them."""
    return re.sub(r"<([^<>]*)>", lambda match: compact(match[1]), path)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, gravest first."""
    return tuple(sorted(findings, key=lambda each: each.order))
