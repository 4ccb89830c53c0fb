"""What a check came to as the validation report of SHACL (https://www.w3.org/TR/shacl/#validation-report).

SHACL knows no waivers: the report has all results, those that a baseline knows too, and graphs conform where there are
none. Where sources could not be taken as they are, nothing was validated and there is no report: the file then has
the problems as comments on nodes of their own.

Beyond SHACL each result has a comment with its place and how to mend it. All nodes but those of property paths have
IRIs, or the labels that the checked graph gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from pyoxigraph import BlankNode, RdfFormat, parse

from builder.checking.findings import CheckResult, Finding, in_order
from builder.reporting.property_paths import path_node
from builder.reporting.rulebook import rulebook
from builder.reporting.sentences import details, headline, told
from builder.reporting.triples import block, document, iri, minted, numbered, text


def render(result: CheckResult) -> str:
    """The report with its results, gravest first; or the problems of sources that stood in its way."""
    return document(_blocks(result))


def _blocks(result: CheckResult) -> Iterator[str]:
    remedies = {name: rule.remedy for name, rule in rulebook(result).items()}
    findings = numbered(in_order([*result.findings, *(finding for finding, _ in result.waived)]))
    results = {minted("result", name): finding for finding, name in findings if finding.component}
    problems = {minted("problem", name): finding for finding, name in findings if not finding.component}
    if not result.broken:
        yield _report(list(results))
    elif not problems:
        yield block(minted("problem"), [("rdfs:comment", [text("The shapes were not evaluated.", "en")])])
    for node, finding in problems.items():
        yield _problem(node, finding)
    for node, finding in results.items():
        yield _result(node, finding, remedies[finding.rule])


def _report(results: list[str]) -> str:
    conforms = "false" if results else "true"
    return block(
        minted("report"), [("a", ["sh:ValidationReport"]), ("sh:conforms", [conforms]), ("sh:result", results)]
    )


def _problem(node: str, finding: Finding) -> str:
    words = f"{finding.place}: {told(finding)}"
    return block(node, [("rdfs:comment", [text(words, "en")]), ("rdfs:label", [text(finding.rule)])])


def _result(node: str, finding: Finding, remedy: str) -> str:
    said = details(finding, remedy) or [("", headline(finding))]
    words = " ".join(f"{name}: {each}" if name else each for name, each in said)
    comment = f"{finding.place}: {words}" if finding.place.file else words
    return block(
        node,
        [
            ("a", ["sh:ValidationResult"]),
            ("rdfs:comment", [text(comment, "en")]),
            ("sh:focusNode", [_focus(finding)]),
            ("sh:resultMessage", [text(finding.message)] if finding.message else []),
            ("sh:resultPath", _path(finding)),
            ("sh:resultSeverity", [f"sh:{finding.severity.capitalize()}"]),
            ("sh:sourceConstraint", _shape(finding.constraint)),
            ("sh:sourceConstraintComponent", [iri(finding.component)]),
            ("sh:sourceShape", _shape(finding.shape)),
            ("sh:value", _value(finding)),
        ],
    )


def _focus(finding: Finding) -> str:
    """What was looked at: an IRI where it can be one, the value where that is the same, else a blank node."""
    if not finding.path_text:
        for value in _value(finding):
            if value in {f"_:{finding.focus}", f"<{finding.focus}>"} or value.startswith(text(finding.focus)):
                return value
    with suppress(ValueError):
        return iri(finding.focus)
    with suppress(ValueError):
        if ":" not in finding.focus:  # N-Triples has labels with colons, Turtle has not
            return str(BlankNode(finding.focus))
    return text(finding.focus)


def _path(finding: Finding) -> list[str]:
    """The path; none where the shape has none, or something that is no path."""
    with suppress(ValueError):
        return [path_node(finding.path_text)]
    return []


def _value(finding: Finding) -> list[str]:
    """The value as the data have it, read again, so that nothing but one term gets into the report."""
    if not finding.value_text:
        return []
    with suppress(SyntaxError):
        read = list(parse(f"<urn:s> <urn:p> {finding.value_text} .", RdfFormat.N_TRIPLES))
        return [str(read[0].object)] if len(read) == 1 else []
    return []


def _shape(node: str) -> list[str]:
    """A node of the shapes, given as an IRI or in N-Triples."""
    if node.startswith("_:"):
        return [str(BlankNode(node[2:]))]
    return [iri(node.removeprefix("<").removesuffix(">"))] if node else []
