"""What a check came to as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning.

GitHub refuses a file as a whole if one of its results has no place in a file. So a finding whose thing is written
nowhere stands at the rule that it breaks. The fingerprint has a name of our own: ``primaryLocationLineHash`` is
computed by GitHub's upload from the line itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from builder import __version__
from builder.checking.findings import CheckResult, Finding, Rule, Severity, Waiver, in_order
from builder.places import Place
from builder.reporting.escaping import escaped
from builder.reporting.rulebook import rulebook
from builder.reporting.sentences import sentence, told
from builder.terminal import harmless

Json: TypeAlias = dict[str, Any]

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME: Final = "https://w3id.org/peelgraph/"
_ROOT: Final = "SRCROOT"
_LEVELS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_RANKS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""What GitHub sorts alerts by."""

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&~|$]")


def render(result: CheckResult) -> str:
    """One run with all findings, gravest first, then those that a baseline knows, as suppressed results."""
    rules = rulebook(result)
    indexes = {name: index for index, name in enumerate(rules)}
    results = [_result(each, rules[each.rule], indexes[each.rule]) for each in in_order(result.findings)]
    if result.waived:  # section 3.27.23: either all results say whether they are suppressed, or none does
        for each in results:
            each["suppressions"] = []
        known = sorted(result.waived, key=lambda pair: pair[0].order)
        results += [
            {**_result(each, rules[each.rule], indexes[each.rule]), "suppressions": [_suppression(waiver)]}
            for each, waiver in known
        ]
    run = {
        "tool": {"driver": _driver(rules.values())},
        "language": "en-GB",
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that relative paths start from."}}},
        "invocations": [_invocation(result)],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped(json.dumps(log, indent=2, ensure_ascii=False)) + "\n"


def _driver(rules: Iterable[Rule]) -> Json:
    return {
        "name": "peelgraph",
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> Json:
    short = rule.message or rule.title or rule.name
    help_parts = [("Why", rule.why or short), ("How to mend", rule.remedy or "Each result says how to mend it.")]
    markdown = [f"**{name}.** {_marked(sentence(words))}" for name, words in help_parts]
    if rule.iri:
        markdown.append(f"[The page of the rule]({_uri(rule.iri)})")
    return {
        "id": rule.name,
        **_name(rule),
        "shortDescription": {"text": _plain(sentence(short))},
        "fullDescription": {"text": _plain(" ".join(sentence(words) for words in (short, rule.why) if words))},
        "help": {
            "text": _plain("\n".join(f"{name}: {sentence(words)}" for name, words in help_parts)),
            "markdown": "\n\n".join(markdown),
        },
        **({"helpUri": _uri(rule.iri)} if rule.iri else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"problem.severity": _RANKS[rule.severity], "tags": ["SHACL" if rule.shape else "sources"]},
    }


def _result(finding: Finding, rule: Rule, index: int) -> Json:
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(told(finding, rule.remedy))},
        "locations": [_where(finding, rule)],
        **_related(finding),
        "partialFingerprints": {"peelgraph/v1": finding.fingerprint},
        **_properties(finding),
    }


def _where(finding: Finding, rule: Rule) -> Json:
    location: Json = {}
    written = next((place for place in (finding.place, finding.subject) if place.file), None)
    if place := written or (rule.place if rule.place.file else None):
        location["physicalLocation"] = _physical(place)
    if finding.focus:
        name = {"name": harmless(finding.label)} if finding.label else {}
        location["logicalLocations"] = [{**name, "fullyQualifiedName": finding.focus, "kind": "resource"}]
    if written is None and place:
        location["message"] = {"text": "No file is known in which the thing is written; here stands the rule."}
    return location


def _related(finding: Finding) -> Json:
    """Where the thing itself is written, if that is not where to mend."""
    if not finding.subject.file or finding.subject == finding.place or not finding.place.file:
        return {}
    about = {"message": {"text": "Here the thing itself begins."}}
    return {"relatedLocations": [{"id": 1, "physicalLocation": _physical(finding.subject), **about}]}


def _properties(finding: Finding) -> Json:
    """The parts that sentences are made of, as they are."""
    parts = {
        "label": finding.label,
        "path": finding.path,
        "value": finding.value,
        "found": finding.found,
        "expected": finding.expected,
        "remedy": finding.remedy,
        "component": finding.component,
        "shape": finding.shape,
        "constraint": finding.constraint,
    }
    there = {name: text for name, text in parts.items() if text}
    return {"properties": there} if there else {}


def _suppression(waiver: Waiver) -> Json:
    location = {"location": {"physicalLocation": _physical(waiver.place)}} if waiver.place.file else {}
    reason = f"{sentence(harmless(waiver.reason))} Until {waiver.until.isoformat()}."
    return {"kind": "external", "status": "accepted", "justification": reason, **location}


def _physical(place: Place) -> Json:
    region = {"startLine": place.line} | ({"startColumn": place.column} if place.column > 0 else {})
    return {"artifactLocation": _artifact(place.file), **({"region": region} if place.line > 0 else {})}


def _artifact(file: str) -> Json:
    """A relative path as it is; one that somebody gave as a whole as a URI of its own (section 3.4.4)."""
    if file.startswith("/"):
        return {"uri": "file:///" + quote(file.lstrip("/"), errors="surrogateescape")}
    if re.match("[A-Za-z]:/", file):
        return {"uri": f"file:///{file[:2]}{quote(file[2:], errors='surrogateescape')}"}
    return {"uri": quote(file.removeprefix("./"), errors="surrogateescape"), "uriBaseId": _ROOT}


def _invocation(result: CheckResult) -> Json:
    notes = [_notification(*each) for each in _conditions(result)]
    return {
        "executionSuccessful": not result.broken,
        **({"toolExecutionNotifications": notes} if notes else {}),
    }


def _conditions(result: CheckResult) -> Iterator[tuple[str, str, str, Place | None]]:
    """What is to be said of the check itself: what kind of thing, how grave, in which words, and about which place."""
    if result.broken:
        words = "The sources could not be taken as they are, so the shapes were not evaluated."
        yield "broken", "error", words, None
    for note in result.notes:
        yield "note", "note", note, None
    for name in result.unreached:
        yield "unreached", "note", f"The shape {name} found nothing to look at.", None
    for waiver in result.mended:
        words = f"Nothing answers the waiver of {waiver.rule} for {waiver.thing} any more: take it out."
        yield "mended", "note", words, waiver.place


def _notification(kind: str, level: str, words: str, place: Place | None) -> Json:
    return {
        "descriptor": {"id": kind},
        "level": level,
        "message": {"text": _plain(sentence(harmless(words)))},
        **({"locations": [{"physicalLocation": _physical(place)}]} if place and place.file else {}),
    }


def _name(rule: Rule) -> Json:
    """The name of a rule as one word, ``ForceLabel`` for ``Force-label``; none where it says what the id says."""
    name = "".join(part[:1].upper() + part[1:] for part in re.findall(r"\w+", rule.name))
    return {"name": name} if name and name.casefold() != rule.name.casefold() else {}


def _uri(iri: str) -> str:
    """An IRI with all but ASCII percent-encoded (RFC 3987, section 3.1), and nothing that ends a link in Markdown."""
    return quote(iri, safe="!#$%&'*+,/:;=?@[]~")


def _plain(text: str) -> str:
    """Words without what SARIF reads as links and placeholders (sections 3.11.5 and 3.11.6)."""
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _marked(text: str) -> str:
    """Words as Markdown that says just them."""
    return _MARKUP.sub(r"\\\g<0>", text).replace("{", "{{").replace("}", "}}")
