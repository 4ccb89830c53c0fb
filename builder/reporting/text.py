"""What a check came to as plain text, for terminals and logs.

Each finding begins with ``file:line:column:``, which editors jump to, and the verdict stands at the end, which a
terminal shows.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from rich.color import ColorSystem
from rich.style import Style

from builder.checking.findings import CheckResult, Finding, Severity
from builder.reporting.digest import Group, grouped
from builder.reporting.sentences import details, headline
from builder.reporting.summary import SHOWN, TITLES, Verdict, asides, gist, number, shortened, verdict

WIDTH: Final = 100
"""Where lines are broken, in characters; words that are longer, such as IRIs, stay whole."""

_COMMAND: Final = re.compile(r"^(\s*)(?=::)")
_OLD_COMMAND: Final = "##["
_COLOURS: Final = {Severity.VIOLATION: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_VERDICTS: Final = {Verdict.PASSED: "bold green", Verdict.FAILED: "bold red", Verdict.BROKEN: "bold red"}


def render(
    result: CheckResult, level: Severity = Severity.VIOLATION, *, width: int = WIDTH, colour: bool = False
) -> str:
    """The findings by rule, gravest first, at most ten of each rule; then what is known, and the verdict.

    What the checked files say is shown without characters that steer a terminal, and no line is a command to a build
    service. ``colour`` is for terminals only.
    """
    page = _Page(width, colour)
    blocks = [*(page.group(group) for group in grouped(result)), page.baseline(result), page.end(result, level)]
    return "\n\n".join("\n".join(map(_tamed, lines)) for lines in map(list, blocks) if lines) + "\n"


def _tamed(line: str) -> str:
    """A line that is no workflow command of GitHub, new form or old, wherever it is printed."""
    return _COMMAND.sub(r"\g<1>./", line).replace(_OLD_COMMAND, "## [")


class _Page:
    """Lines of a width, in colour or not."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(width, 40)
        self.colour = colour

    def group(self, group: Group) -> Iterator[str]:
        """The findings of one rule."""
        rule = group.rule
        looked_at = f", {number(rule.looked_at, 'thing')} looked at" if rule.looked_at else ""
        title = f": {shortened(rule.title)}" if rule.title not in {"", rule.name} else ""
        name = self._in(_COLOURS[group.severity], group.severity)
        yield f"{name} {self._in('bold', shortened(rule.name))} ({number(group.count, 'finding')}{looked_at}){title}"
        for finding in group.findings:
            yield from self._finding(finding, rule.remedy)
        if group.more:
            yield f"  and {group.more:,} more; --format json and csv have all"

    def baseline(self, result: CheckResult) -> Iterator[str]:
        """The findings that a baseline knows, and its entries that are to go."""
        if result.waived:
            yield self._in("bold", "known") + f" ({len(result.waived):,})"
            lines = [
                f"{_where(finding)}: {finding.rule}: {headline(finding)} Until {waiver.until}: {waiver.reason}"
                for finding, waiver in result.waived[:SHOWN]
            ]
            yield from self._items(lines, len(result.waived))
        if result.mended:
            yield self._in("bold", "mended") + f" ({len(result.mended):,}), to be taken out of the baseline"
            lines = [f"{waiver.place or '-'}: {waiver.rule}: {waiver.thing}" for waiver in result.mended[:SHOWN]]
            yield from self._items(lines, len(result.mended))

    def end(self, result: CheckResult, level: Severity) -> Iterator[str]:
        """What is to be said of the check itself, and the verdict."""
        yield from chain.from_iterable(self._wrapped(f"note: {aside}", "", "  ") for aside in asides(result))
        outcome = verdict(result, level)
        yield self._in(_VERDICTS[outcome], TITLES[outcome])
        yield from self._wrapped(gist(result, level), "", "")
        if result.findings:
            yield from self._wrapped("What a rule means: peelgraph check --explain RULE", "", "")

    def _finding(self, finding: Finding, remedy: str) -> Iterator[str]:
        where = self._in("bold", f"{_where(finding)}:")
        yield f"{where} {self._in(_COLOURS[finding.severity], finding.severity)} {shortened(finding.rule)}"
        yield from self._wrapped(shortened(headline(finding)), "    ", "    ")
        if finding.focus:
            yield f"    {self._in('dim', _thing(finding))}"
        for name, words in details(finding, remedy):
            yield from self._wrapped(f"{name.lower()}: {shortened(words)}", "    ", "      ")

    def _items(self, texts: Iterable[str], count: int) -> Iterator[str]:
        for text in texts:
            yield from self._wrapped(shortened(text), "  ", "    ")
        if count > SHOWN:
            yield f"  and {count - SHOWN:,} more"

    def _wrapped(self, text: str, first: str, rest: str) -> list[str]:
        return textwrap.wrap(
            text, self.width, initial_indent=first, subsequent_indent=rest, break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip

    def _in(self, style: str, text: str) -> str:
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if self.colour else text


def _where(finding: Finding) -> str:
    """The place as editors read it; a dash where none is known."""
    return shortened(str(finding.place)) or "-"


def _thing(finding: Finding) -> str:
    """The IRI of the thing and the property."""
    name = f"<{finding.focus}>" if ":" in finding.focus else f"_:{finding.focus}"
    return shortened(f"{name} {finding.path}".rstrip())
