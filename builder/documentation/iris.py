"""The patterns that the project's IRIs are minted by, and the class of what each names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from builder.documentation.blocks import BlockError
from builder.documentation.markdown import code, number, table
from builder.documentation.material import Material
from builder.namespaces import PEELID

_PART: Final = re.compile(r"\{number\}|\{[^}]*…\}|\{[^}]*\}|\[|\]")
_PARTS: Final = {"{number}": r"[0-9]+", "[": "(?:", "]": ")?"}


@dataclass(frozen=True)
class Pattern:
    """How the IRIs of one class are made, behind ``…/id/``.

    ``{word}`` stands for one part, ``{word…}`` for one or several, ``{number}`` for digits, ``[…]`` for what may be
    missing.
    """

    text: str
    kind: str
    made_from: str
    but: str = ""
    """How the paths begin that another pattern is for."""

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The same as a regular expression."""
        parts = _PART.split(self.text)
        marks = [_PARTS.get(mark, ".+" if "…" in mark else "[^/]+") for mark in _PART.findall(self.text)]
        return re.compile("".join(re.escape(part) + mark for part, mark in zip(parts, [*marks, ""], strict=True)))


PATTERNS: Final = (
    Pattern("force/{id}", "peel:Force", "the id that data.police.uk gives the force"),
    Pattern("authority/{key}", "peel:PoliceAuthority", "its slug"),
    Pattern("commissioner/{key}", "peel:Commissioner", "its slug"),
    Pattern("inspectorate/{key}", "peel:Inspectorate", "its slug; a change of name changes nothing"),
    Pattern("organisation/{key}", "org:Organization", "its slug"),
    Pattern("place/{key}", "peel:Place", "its slug; regions too"),
    Pattern("person/{key}", "foaf:Person", "a slug of the name"),
    Pattern("role/{key}", "org:Role", "its slug"),
    Pattern("membership/{person}/{role}/{organisation}", "org:Membership", "who, as what, where"),
    Pattern("post/{key}", "org:Post", "its slug"),
    Pattern("relation/{kind}/{body}/{other}", "peel:StatedRelation", "kind of relation and the two bodies"),
    Pattern("programme/{key}", "peel:Programme", "its slug"),
    Pattern("cycle/{key}", "peel:Cycle", "programme and year"),
    Pattern("inspection/{cycle}/{body}", "peel:Inspection", "cycle and body"),
    Pattern("subject/{key}", "peel:Subject", "slug of a pillar or of a programme as a whole"),
    Pattern("subject/{cycle}/{area}", "peel:PolicingArea", "cycle and a slug of the area"),
    Pattern("subject/{cycle}/{of…}/{number}", "peel:Question", "cycle, what it is a question of, number"),
    Pattern("subject/{cycle}/{subject}/headline", "peel:HeadlineQuestion", "cycle and subject"),
    Pattern("scheme/{key}", "peel:GradeScheme", "its slug"),
    Pattern("grade/{scheme}/{grade}", "peel:Grade", "scheme and grade"),
    Pattern("judgment/{cycle}/{body}/{subject…}", "peel:Judgment", "cycle, body and subject"),
    Pattern("ungraded/{cycle}/{body}/{subject…}", "peel:Ungraded", "cycle, body and subject"),
    Pattern(
        "attestation/{basis}/{cycle}/{body}/{subject…}/{document}/L{lines}",
        "peel:Attestation",
        "basis, judgment, and the lines that support it",
    ),
    Pattern(
        "attestation/{basis}/{cycle}/{body}/{subject…}/{document}/page",
        "peel:Attestation",
        "basis, judgment, and the page that supports it as a whole",
    ),
    Pattern("gap/{cycle}/{body}/{subject…}", "peel:Gap", "cycle, body and subject"),
    Pattern("grade-count/{document}/{cycle}/{subject…}/{grade}", "peel:GradeCount", "document, round, subject, grade"),
    Pattern("population/{document}/{cycle}/{subject…}", "peel:Population", "document, round, subject"),
    Pattern("metric/{key}", "peel:Metric", "its slug"),
    Pattern("unit/{key}", "peel:Unit", "its slug"),
    Pattern(
        "observation/{metric}/{about}/{period}/{status}[/{variant}]",
        "peel:Observation",
        "metric, thing, period as days, status, and a word where these are not enough",
    ),
    Pattern("finding/{document}/{id}", "peel:Finding", "document and the finding's own slug"),
    Pattern("doubt/{document}/{id}", "peel:Doubt", "document and the doubt's own slug"),
    Pattern("collaboration/{key}", "peel:Collaboration", "its slug"),
    Pattern("function/{key}", "peel:Function", "its slug"),
    Pattern("change-programme/{key}", "peel:ChangeProgramme", "its slug"),
    Pattern("event/{key}", "peel:Event", "its slug"),
    Pattern("document/{key}", "peel:Document", "the document's key; replies too", but="document/web-"),
    Pattern(
        "document/web-{address}-{digits}",
        "peel:Page",
        "the address of the page as a slug, cut short, and ten digits of its SHA-256",
    ),
    Pattern("evidence/{document}/L{lines}", "peel:Evidence", "document and lines"),
    Pattern("evidence/{document}/L{lines}/selector", "oa:FragmentSelector", "document and lines"),
    Pattern("dataset/{key}", "qb:DataSet", "its slug"),
    Pattern("structure/{key}", "qb:DataStructureDefinition", "its slug"),
    Pattern("structure/{key}/{component}", "qb:ComponentSpecification", "structure and property"),
    Pattern("basis/{code}", "peel:Basis", "code"),
    Pattern("collaboration-kind/{code}", "peel:CollaborationKind", "code"),
    Pattern("document-kind/{code}", "peel:DocumentKind", "code"),
    Pattern("doubt-kind/{code}", "peel:DoubtKind", "code"),
    Pattern("finding-kind/{code}", "peel:FindingKind", "code"),
    Pattern("organisation-kind/{code}", "peel:OrganisationKind", "code"),
    Pattern("place-kind/{code}", "peel:PlaceKind", "code"),
    Pattern("polarity/{code}", "peel:Polarity", "code"),
    Pattern("progress/{code}", "peel:Progress", "code"),
    Pattern("qualifier/{code}", "peel:Qualifier", "code"),
    Pattern("status/{code}", "peel:ObservationStatus", "code"),
    Pattern("theme/{code}", "peel:Theme", "code"),
    Pattern("ungraded-state/{code}", "peel:UngradedState", "code"),
)


def things(material: Material) -> dict[str, set[str]]:
    """The path behind ``…/id/`` of everything that has a class, with the IRIs of its classes."""
    found: dict[str, set[str]] = {}
    query = f'SELECT ?thing ?kind WHERE {{ ?thing a ?kind FILTER(STRSTARTS(STR(?thing), "{PEELID}")) }}'
    for thing, kind in material.words(query):
        found.setdefault(thing.removeprefix(PEELID), set()).add(kind)
    return found


def matching(path: str) -> list[Pattern]:
    """The patterns that a path follows; for what the project mints that is exactly one."""
    fitting = (pattern for pattern in PATTERNS if pattern.expression.fullmatch(path))
    return [pattern for pattern in fitting if not pattern.but or not path.startswith(pattern.but)]


def iri_table(material: Material, _argument: str) -> str:
    """Every pattern with what it names, how many there are, and the first in order as an example."""
    paths: dict[str, list[str]] = {}
    for path in sorted(things(material)):
        known = matching(path)
        if len(known) != 1:
            found = f"{PEELID}{path} follows {len(known)} of the patterns"
            raise BlockError(f"{found} in builder/documentation/iris.py, and not one")
        paths.setdefault(known[0].text, []).append(path)
    return table(["`…/id/`", "names", "made from", "there are", "for example"], _rows(paths), right=(3,))


def _rows(paths: dict[str, list[str]]) -> Iterator[list[str]]:
    for pattern in PATTERNS:
        found = paths.get(pattern.text, [])
        example = code(min(found, key=lambda path: (len(path), path))) if found else ""
        yield [code(pattern.text), code(pattern.kind), pattern.made_from, number(len(found)), example]
