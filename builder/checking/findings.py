"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from builder.namespaces import PREFIXES


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
class Finding:
    """One result of a validation.

    ``rule`` is the local name of the SPARQL constraint or else of the shape, ``focus`` the IRI of the thing that was
    looked at and ``label`` its label; ``path`` is the property with its prefix and ``value`` the value in question,
    both empty where there are none; ``message`` is a sentence.
    """

    rule: str
    severity: Severity
    focus: str
    label: str
    path: str
    value: str
    message: str

    @property
    def order(self) -> tuple[int, str, str, str, str, str]:
        """Gravest first, then by rule, thing, property and value."""
        return self.severity.depth, self.rule, self.focus, self.path, self.value, self.message


def compact(iri: str) -> str:
    """An IRI with the project's prefix where it has one and the rest is a plain name, else the IRI itself."""
    for prefix, namespace in sorted(PREFIXES.items(), key=lambda pair: -len(pair[1])):
        name = iri.removeprefix(namespace)
        if name != iri and name.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{name}"
    return iri
