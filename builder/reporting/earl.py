"""What a check came to in EARL 1.0 (https://www.w3.org/TR/EARL10-Schema/), the W3C's language for results of tests.

Each rule is a test case, and each test has passed, failed, or could not be applied since there was nothing of the kind
that the rule looks at. EARL knows no waivers and no severities: whatever a rule finds makes it fail. Places are given
as pointers (https://www.w3.org/TR/Pointers-in-RDF10/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from builder import __version__
from builder.checking.findings import CheckResult, Finding, Rule, in_order
from builder.places import Place
from builder.reporting.rulebook import rulebook
from builder.reporting.sentences import sentence, told
from builder.reporting.triples import block, document, iri, minted, numbered, positive, text
from builder.terminal import harmless

_NAMESPACES: Final = {"earl": "http://www.w3.org/ns/earl#", "ptr": "http://www.w3.org/2009/pointers#"}
_TOOL: Final = "<https://w3id.org/peelgraph/>"


def render(result: CheckResult) -> str:
    """One assertion for each rule, with its outcome, what was found and where."""
    return document(_blocks(result), _NAMESPACES)


def _blocks(result: CheckResult) -> Iterator[str]:
    known = {
        finding.fingerprint: f" Known until {waiver.until}: {sentence(harmless(waiver.reason))}"
        for finding, waiver in result.waived
    }
    by_rule: dict[str, list[tuple[Finding, str]]] = {}
    for finding, name in numbered(in_order([*result.findings, *(each for each, _ in result.waived)])):
        by_rule.setdefault(finding.rule, []).append((finding, name))
    yield block(_TOOL, [("a", ["earl:Software"]), ("dcterms:hasVersion", [text(__version__)]), _title("peelgraph")])
    yield block(minted("graph"), [("a", ["earl:TestSubject"]), _title("The sources that were checked")])
    for rule in rulebook(result).values():
        findings = by_rule.get(rule.name, [])
        yield _test(rule)
        yield _assertion(rule)
        yield _outcome(rule, findings, known)
    yield from _places([pair for pairs in by_rule.values() for pair in pairs])


def _title(words: str) -> tuple[str, list[str]]:
    return "dcterms:title", [text(words, "en")]


def _test_node(rule: Rule) -> str:
    return iri(rule.iri) if rule.iri else minted("test", rule.name)


def _test(rule: Rule) -> str:
    words = " ".join(sentence(each) for each in (rule.message, rule.why) if each)
    described = [text(words, "en")] if words else []
    title = f"{rule.name}: {rule.title}" if rule.title else rule.name
    return block(_test_node(rule), [("a", ["earl:TestCase"]), ("dcterms:description", described), _title(title)])


def _assertion(rule: Rule) -> str:
    return block(
        minted("assertion", rule.name),
        [
            ("a", ["earl:Assertion"]),
            ("earl:assertedBy", [_TOOL]),
            ("earl:mode", ["earl:automatic"]),
            ("earl:result", [minted("outcome", rule.name)]),
            ("earl:subject", [minted("graph")]),
            ("earl:test", [_test_node(rule)]),
        ],
    )


def _outcome(rule: Rule, findings: list[tuple[Finding, str]], known: dict[str, str]) -> str:
    if findings:
        outcome = "earl:failed"
        lines = [f"{_before(each)}{told(each, rule.remedy)}{known.get(each.fingerprint, '')}" for each, _ in findings]
    elif rule.looked_at:
        outcome, lines = "earl:passed", [f"Things looked at: {rule.looked_at}."]
    else:
        outcome, lines = "earl:inapplicable", ["There is nothing of the kind that the rule looks at."]
    return block(
        minted("outcome", rule.name),
        [
            ("a", ["earl:TestResult"]),
            ("dcterms:description", [text("\n".join(lines), "en")]),
            ("earl:outcome", [outcome]),
            ("earl:pointer", [minted("pointer", name) for each, name in findings if each.place.file]),
        ],
    )


def _before(finding: Finding) -> str:
    """The place and the severity that the words about a finding begin with."""
    return f"{finding.place}: {finding.severity}: " if finding.place.file else f"{finding.severity}: "


def _places(findings: Iterable[tuple[Finding, str]]) -> Iterator[str]:
    """The pointers, and the files that they point into."""
    written = [(finding.place, name) for finding, name in findings if finding.place.file]
    for place, name in written:
        yield _pointer(place, name)
    for file in sorted({place.file for place, _ in written}):
        about = [("a", ["earl:TestSubject"]), ("dcterms:isPartOf", [minted("graph")]), ("dcterms:title", [text(file)])]
        yield block(minted("file", file), about)


def _pointer(place: Place, name: str) -> str:
    kind = "ptr:LineCharPointer" if place.line > 0 else "ptr:SinglePointer"
    return block(
        minted("pointer", name),
        [
            ("a", [kind]),
            ("ptr:charNumber", [positive(place.column)] if place.line > 0 and place.column > 0 else []),
            ("ptr:lineNumber", [positive(place.line)] if place.line > 0 else []),
            ("ptr:reference", [minted("file", place.file)]),
        ],
    )
