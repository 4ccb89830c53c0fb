"""What a check came to in a few words, the same in every format for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from builder.checking.findings import CheckResult, Finding, Severity
from builder.checking.naming import short
from builder.terminal import harmless

LONGEST: Final = 400
"""How many characters of one text are shown to people."""

SHOWN: Final = 10
"""How many findings of one rule, and how many members of any other list, are shown to people."""


class Verdict(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    BROKEN = "broken"


_NAMES: Final = {
    Severity.VIOLATION: ("violation", "violations"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("piece of information", "pieces of information"),
}

TITLES: Final = {
    Verdict.PASSED: "Check passed",
    Verdict.FAILED: "Check failed",
    Verdict.BROKEN: "Nothing was checked",
}


def verdict(result: CheckResult, level: Severity) -> Verdict:
    """How a check ended, where findings of ``level`` or graver fail it."""
    if result.broken:
        return Verdict.BROKEN
    return Verdict.FAILED if result.reaches(level) else Verdict.PASSED


def number(count: int, name: str, plural: str = "") -> str:
    """A number with what is counted: ``1 shape``, ``1,505 things``, ``2 pieces of information``."""
    return f"{count:,} {name if count == 1 else plural or name + 's'}"


def of_severity(count: int, severity: Severity) -> str:
    """A number of findings: ``2 violations``."""
    return number(count, *_NAMES[severity])


def counted(result: CheckResult) -> str:
    """The findings that count, by severity: ``15 violations, 2 warnings, 1 piece of information``."""
    return ", ".join(of_severity(result.count(severity), severity) for severity in Severity)


def gist(result: CheckResult, level: Severity) -> str:
    """One or two sentences that say what was found and what was looked at."""
    if result.broken:
        problems = number(len(result.findings), "problem")
        return f"Sources could not be taken as they are, so nothing was held against the shapes. {problems} to mend."
    looked_at = f"checked {number(result.shapes, 'shape')} over {number(result.things, 'thing')}"
    return " ".join(filter(None, [f"{counted(result)}; {looked_at}.", strictness(level)]))


def strictness(level: Severity) -> str:
    """A sentence that says what fails the check, where this is not what usually does."""
    return "" if level is Severity.VIOLATION else f"Findings from {level} up fail the check."


def asides(result: CheckResult) -> Iterator[str]:
    """Sentences about what is known, what was mended, what no shape found, and the check itself."""
    if count := len(result.waived):
        verb = "is" if count == 1 else "are"
        yield f"{number(count, 'known finding')} of the baseline {verb} not counted."
    if count := len(result.mended):
        verb, it = ("answers", "it") if count == 1 else ("answer", "them")
        yield f"{number(count, 'entry', 'entries')} of the baseline {verb} to nothing any more: take {it} out."
    if count := len(result.unreached):
        yield f"{number(count, 'shape')} found nothing to look at: {listed(result.unreached)}."
    yield from map(shortened, result.notes[:SHOWN])
    if len(result.notes) > SHOWN:
        yield f"And {number(len(result.notes) - SHOWN, 'more note')}."


def listed(names: Sequence[str]) -> str:
    """Names, cut short after the tenth."""
    text = ", ".join(shortened(name) for name in names[:SHOWN])
    return f"{text} and {len(names) - SHOWN:,} more" if len(names) > SHOWN else text


def thing(finding: Finding) -> str:
    """What a finding is about: its label, else the end of its IRI, else the name of the blank node."""
    if finding.label:
        return finding.label
    return short(finding.focus) if ":" in finding.focus or not finding.focus else f"_:{finding.focus}"


def shortened(text: str, longest: int = LONGEST) -> str:
    """A foreign text as people see it: on one line, harmless, and cut short."""
    text = harmless(text[: longest + 1])
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
