"""Turtle in blocks: a subject, and a line for each property, as the ontology and the shapes are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from builder.checking.findings import Finding
from builder.namespaces import PEELID, PREFIXES
from builder.reporting.escaping import escaped

Lines: TypeAlias = Sequence[tuple[str, Iterable[str]]]
"""Properties with their values, both as Turtle writes them; those without values are left out."""

CHECK: Final = PEELID + "check/"
"""What the IRIs of reports begin with."""

_PREFIXED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^>]*>|(?<![\w:-])([a-z][a-z-]*):')


def document(blocks: Iterable[str], namespaces: dict[str, str] | None = None) -> str:
    """A Turtle file of blocks, with the prefixes that they use: those of the project, and others in ``namespaces``."""
    body = "\n".join(blocks)
    used = set(_PREFIXED.findall(body))
    known = {**PREFIXES, **(namespaces or {})}
    head = "".join(f"@prefix {name}: <{known[name]}> .\n" for name in sorted(used & known.keys()))
    return escaped(f"{head}\n{body}")


def block(subject: str, lines: Lines) -> str:
    """All that is said of one subject."""
    said = [f"\t{predicate}{_objects(values)} ;\n" for predicate, values in _with_values(lines)]
    return f"{subject}\n{''.join(said)}\t.\n"


def _with_values(lines: Lines) -> Iterator[tuple[str, list[str]]]:
    for predicate, values in lines:
        if listed := list(values):
            yield predicate, listed


def _objects(values: list[str]) -> str:
    return f" {values[0]}" if len(values) == 1 else "\n\t\t" + " ,\n\t\t".join(values)


def iri(text: str) -> str:
    """An IRI between angle brackets; raises ValueError for what is none."""
    return str(NamedNode(text))


def minted(*path: str) -> str:
    """The IRI of a part of a report; a step that is a path of its own stays one step."""
    return iri(CHECK + "/".join(quote(step, safe="", errors="surrogateescape") for step in path))


def text(words: str, language: str | None = None) -> str:
    """A literal. Halves of characters, which RDF has no place for, become U+FFFD."""
    return str(Literal(re.sub("[\ud800-\udfff]", "\ufffd", words), language=language))


def positive(number: int) -> str:
    """A number from 1, as the Pointers vocabulary has them."""
    return f'"{number}"^^xsd:positiveInteger'


def numbered(findings: Iterable[Finding]) -> list[tuple[Finding, str]]:
    """Findings with a name for each: its fingerprint, and a number where several have the same."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        result.append((finding, finding.fingerprint if count == 1 else f"{finding.fingerprint}-{count}"))
    return result
