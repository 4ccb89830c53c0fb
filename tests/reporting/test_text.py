"""Plain text: places first, no line too long without need, nothing that steers a terminal or a build service."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builder.checking.findings import CheckResult, Finding, Severity
from builder.places import Place
from builder.reporting.text import WIDTH, render
from builder.terminal import tamed
from tests.reporting.sample import FINDINGS, HOSTILE, RULES, WAIVED, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS, UNSEEN
from tests.reporting.workflow_commands import is_command

FIRST = re.compile(r"^(.+): (violation|warning|info) (.+)$")


def test_a_finding_in_full() -> None:
    result = CheckResult(FINDINGS[1:2], rules=RULES, things=128, shapes=1)
    assert render(result).splitlines() == [
        "violation Judgment-grade (1 finding, 128 things looked at): grade",
        "seeds/documents/peel-2017-efficiency-leicestershire.yaml:63:71: violation Judgment-grade",
        "    Leicestershire Police, PEEL 2017, efficiency: A judgment has a grade of a scheme.",
        "    <https://w3id.org/peelgraph/id/judgment/peel-2017/leicestershire/efficiency> peel:grade",
        "    found: a link to Leicestershire Police (force/leicestershire), which is of the class",
        "      `peel:Force` (police force).",
        "    expected: a link to a thing of the class `peel:Grade` (grade).",
        "    to mend: Link to a `peel:Grade`, or say that Leicestershire Police is one.",
        "",
        "Check failed",
        "1 violation, 0 warnings, 0 pieces of information; checked 1 shape over 128 things.",
        "What a rule means: peelgraph check --explain RULE",
    ]


def test_editors_find_every_place() -> None:
    heads = [match for line in render(sample()).splitlines() if (match := FIRST.match(line))]
    assert len(heads) == 17  # twenty findings, three of them only counted
    assert ("data/figures.ttl:1204:17", "violation", "Observation-value") in [match.groups() for match in heads]
    assert ("data/notes.trig", "info", "Person-note") in [match.groups() for match in heads]
    assert ("-", "info", "Person-note") in [match.groups() for match in heads]


def test_the_rest_is_counted() -> None:
    assert "  and 3 more; --format json and csv have all" in render(sample()).splitlines()
    assert " more;" not in render(broken())


def test_what_is_known_and_what_was_mended() -> None:
    lines = render(sample()).splitlines()
    start = lines.index("known (1)")
    assert lines[start : start + 5] == [
        "known (1)",
        "  seeds/reference/forces.yaml:90:11: Force-label: Heddlu Dyfed-Powys: A force has a name in English.",
        "    Until 2027-06-30: The force asks for its Welsh name.",
        "mended (1), to be taken out of the baseline",
        "  known.yaml:8:5: Response-published: Response of the Home Office",
    ]
    many = render(replace(sample(), waived=(WAIVED,) * 12))
    assert many.count("The force asks for its Welsh name.") == 10
    assert "  and 2 more" in many.splitlines()


def test_the_verdict_stands_last() -> None:
    assert render(clean()).splitlines() == [
        "Check passed",
        "0 violations, 0 warnings, 0 pieces of information; checked 2 shapes over 173 things.",
    ]
    assert render(broken()).splitlines()[-4:] == [
        "",
        "Nothing was checked",
        "Sources could not be taken as they are, so nothing was held against the shapes. 3 problems to mend.",
        "What a rule means: peelgraph check --explain RULE",
    ]
    assert render(sample()).splitlines()[-7:-3] == [
        "note: 1 known finding of the baseline is not counted.",
        "note: 1 entry of the baseline answers to nothing any more: take it out.",
        "note: 2 shapes found nothing to look at: Response, SurveyResult.",
        "note: Not checked: <https://example.org/vocabulary> is imported and not at hand.",
    ]


def test_lines_are_no_longer_than_their_words() -> None:
    for width in (80, WIDTH):
        prose = [line for line in render(sample(), width=width).splitlines() if re.match(r" +[a-z]", line)]
        assert max(map(len, prose)) <= width
    assert render(sample(), width=1) == render(sample(), width=40)


def test_files_cannot_give_commands_to_a_build_service() -> None:
    """Neither by a name that stands first on a line nor by words that come to stand there."""
    finding = replace(FINDINGS[0], place=Place("::error::x.ttl", 1, 2))
    assert render(CheckResult((finding,), rules=RULES)).splitlines()[1].startswith("./::error::x.ttl:1:2: ")
    for width in range(40, 120):
        assert not any(map(is_command, render(sample(), width=width).splitlines()))


def test_colour_is_all_that_a_terminal_adds() -> None:
    plain, coloured = render(sample()), render(sample(), colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "\x1b[1;31mviolation\x1b[0m \x1b[1mJudgment-grade\x1b[0m" in coloured
    assert tamed(coloured.encode()) == coloured.encode()


def test_hostile_text_stays_text() -> None:
    text = render(CheckResult((Finding("r", Severity.INFO, HOSTILE, "https://example.org/", HOSTILE),)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x00" not in text
    assert '<script>alert("1")</script>' in text


@given(CHECKS | BROKEN, st.sampled_from(Severity), st.integers(40, 120))
def test_any_result(result: CheckResult, level: Severity, width: int) -> None:
    text = render(result, level, width=width)
    assert text.endswith("\n")
    assert not any(map(is_command, text.splitlines()))
    assert not {sign for sign in UNSEEN if sign in text} - {"\ufeff"}  # which has no width and steers nothing
