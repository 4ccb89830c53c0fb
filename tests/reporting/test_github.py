"""Workflow commands: read back as GitHub reads them, errors first, never more than are shown, nothing injected."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checking.findings import CheckResult, Finding, Severity
from builder.places import Place
from builder.reporting.github import command, render
from builder.terminal import harmless
from tests.reporting.sample import HOSTILE, LEICESTERSHIRE, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS
from tests.reporting.workflow_commands import SHOWN, Command, is_command, parse


def commands(result: CheckResult, level: Severity = Severity.VIOLATION) -> list[Command]:
    lines = render(result, level).split("\n")
    assert lines.pop() == ""
    parsed = [parse(line) for line in lines]
    assert None not in parsed
    return [each for each in parsed if each]


def of_file(found: list[Command], file: str) -> Command:
    (one,) = (each for each in found if each.properties.get("file") == file)
    return one


# --- the parser, by the examples of GitHub's documentation --------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("::debug::Set the Octocat variable", Command("debug", {}, "Set the Octocat variable")),
        (
            "::notice file=app.js,line=1,col=5,endColumn=7::Missing semicolon",
            Command("notice", {"file": "app.js", "line": "1", "col": "5", "endColumn": "7"}, "Missing semicolon"),
        ),
        (
            "::error file=app.js,line=1,col=5,endColumn=7,title=YOUR-TITLE::Missing semicolon",
            Command(
                "error",
                {"file": "app.js", "line": "1", "col": "5", "endColumn": "7", "title": "YOUR-TITLE"},
                "Missing semicolon",
            ),
        ),
        ("  ::error title=a%3Ab%2Cc%25::d%0Ae%250A", Command("error", {"title": "a:b,c%"}, "d\ne%0A")),
        ("data/a.ttl:1:2: violation", None),
        ("a ::error::b", None),
    ],
)
def test_parser(line: str, expected: Command | None) -> None:
    assert parse(line) == expected


def test_what_the_runner_obeys() -> None:
    assert is_command("  ::stop-commands::x")
    assert is_command("found: ##[add-mask]x")
    assert not is_command("found: ::error::x # [y]")


# --- commands -----------------------------------------------------------------------------------------------------


@given(
    st.sampled_from(["error", "warning", "notice"]),
    st.dictionaries(st.sampled_from(["file", "title", "line"]), st.text(min_size=1)),
    st.text(),
)
def test_a_command_says_what_was_given(name: str, properties: dict[str, str], message: str) -> None:
    line = command(name, properties, message)
    assert "\n" not in line
    assert "\r" not in line
    read = parse(line)
    assert read is not None
    # the runner takes blanks from the ends of all properties
    shorn = {key: value.strip() for key, value in properties.items()}
    assert (read.name, {key: value.strip() for key, value in read.properties.items()}, read.data) == (
        name,
        {key: value for key, value in shorn.items() if value or key in read.properties},
        message,
    )


def test_properties_that_are_not_known_are_left_out() -> None:
    assert command("error", {"file": "", "line": 0, "title": "t"}, "m") == "::error title=t::m"
    assert command("notice", {"file": ""}, "m") == "::notice::m"


def test_a_finding() -> None:
    assert of_file(commands(sample()), LEICESTERSHIRE) == Command(
        "error",
        {"file": LEICESTERSHIRE, "line": "63", "col": "71", "title": "Judgment-grade: grade"},
        "Leicestershire Police, PEEL 2017, efficiency: A judgment has a grade of a scheme.\n"
        "Found: a link to Leicestershire Police (force/leicestershire), which is of the class `peel:Force` (police "
        "force).\n"
        "Expected: a link to a thing of the class `peel:Grade` (grade).\n"
        "To mend: Link to a `peel:Grade`, or say that Leicestershire Police is one.",
    )


def test_a_place_is_as_exact_as_it_is_known() -> None:
    found = commands(sample())
    assert set(of_file(found, "data/notes.trig").properties) == {"file", "title"}
    (nowhere,) = (each for each in found if each.data.startswith("Ada"))
    assert set(nowhere.properties) == {"title"}


def test_paths_are_those_of_the_repository() -> None:
    (finding,) = (each for each in sample().findings if each.place.file == "data/others.nt")
    found = commands(CheckResult((replace(finding, place=Place("./data/others.nt", 7, 1)),)))
    assert found[0].properties["file"] == "data/others.nt"


def test_errors_come_first_and_the_verdict_is_always_shown() -> None:
    found = commands(sample())
    assert [each.name for each in found] == ["error"] * 10 + ["warning"] * 2 + ["notice"] * 4
    verdict = found[12]
    assert verdict.properties == {"title": "Check failed"}
    assert verdict.data.splitlines() == [
        "15 violations, 2 warnings, 3 pieces of information; checked 5 shapes over 1,505 things.",
        "1 known finding of the baseline is not counted.",
        "1 entry of the baseline answers to nothing any more: take it out.",
        "2 shapes found nothing to look at: Response, SurveyResult.",
        "Not checked: <https://example.org/vocabulary> is imported and not at hand.",
        "And 5 violations more than are shown here.",
    ]


def test_every_rule_has_its_say() -> None:
    """Of twelve rules with twenty findings each, ten show one."""
    many = [Finding(f"rule-{rule:02}", Severity.VIOLATION, "m", label=f"{n}") for rule in range(12) for n in range(20)]
    found = commands(CheckResult(tuple(many)))
    assert [each.properties["title"] for each in found[:-1]] == [f"rule-{rule:02}" for rule in range(10)]
    assert "And 230 violations more than are shown here." in found[-1].data


def test_notices_leave_room_for_the_verdict() -> None:
    many = [Finding("r", Severity.INFO, "m", label=f"{n:02}", focus=f"x:{n:02}") for n in range(11)]
    found = commands(CheckResult(tuple(many)), Severity.INFO)
    assert [each.name for each in found] == ["notice"] * SHOWN
    assert found[0].properties == {"title": "Check failed"}
    assert "And 2 pieces of information more than are shown here." in found[0].data


def test_broken_sources() -> None:
    found = commands(broken())
    assert [each.name for each in found] == ["error"] * 3 + ["notice"]
    assert of_file(found, "data/people.ttl") == Command(
        "error",
        {"file": "data/people.ttl", "line": "14", "col": "9", "title": "syntax: Syntax of RDF"},
        "The prefix `foaff:` is not declared.\n"
        "Expected: a declared prefix: foaf, peel, rdfs.\n"
        "To mend: write `foaf:`, or declare `@prefix foaff: <…> .` above.",
    )
    assert found[-1].properties == {"title": "Nothing was checked"}


def test_nothing_found() -> None:
    assert commands(clean()) == [
        Command(
            "notice",
            {"title": "Check passed"},
            "0 violations, 0 warnings, 0 pieces of information; checked 2 shapes over 173 things.",
        )
    ]


def test_hostile_text_stays_text() -> None:
    found = of_file(commands(sample()), "data/a,b: c%25|<d>`e`.ttl")
    assert found.name == "notice"
    assert found.data.splitlines()[0] == f"The note of {harmless(HOSTILE)} is not short."


@given(CHECKS | BROKEN, st.sampled_from(Severity))
def test_any_result(result: CheckResult, level: Severity) -> None:
    found = commands(result, level)
    kinds = Counter(each.name for each in found)
    assert set(kinds) <= {"error", "warning", "notice"}
    assert max(kinds.values()) <= SHOWN
    errors, warnings, notices = (result.count(severity) for severity in Severity)
    assert kinds == +Counter(error=errors, warning=warnings, notice=notices + 1)
