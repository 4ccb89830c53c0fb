"""Findings in sentences, as every format that has room for some words tells them."""

from __future__ import annotations

from typing import Final

from builder.checking.findings import Finding, Severity
from builder.terminal import harmless

NAMES: Final = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "piece of information"}
"""Severities as people count them."""


def headline(finding: Finding) -> str:
    """Which thing it is, unless the message says so, and the message."""
    name = finding.label or finding.focus
    message = sentence(finding.message)
    return harmless(f"{name}: {message}" if name and name not in message else message)


def details(finding: Finding, remedy: str = "") -> list[tuple[str, str]]:
    """What is found, what is expected and how to mend it, each with its name; only what there is to say.

    ``remedy`` is what the rule says, for a finding that says nothing for itself.
    """
    repeated = finding.message.rstrip(".").casefold() == finding.found.rstrip(".").casefold()
    said = (
        ("Found", "" if repeated else finding.found),
        ("Expected", finding.expected),
        ("To mend", finding.remedy or remedy),
    )
    return [(name, sentence(harmless(words))) for name, words in said if words]


def told(finding: Finding, remedy: str = "") -> str:
    """All of it on one line."""
    return " ".join([headline(finding), *(f"{name}: {words}" for name, words in details(finding, remedy))])


def sentence(words: str) -> str:
    """Words that end like a sentence."""
    words = words.strip()
    return words if not words or words.endswith((".", "!", "?", "…")) else words + "."
