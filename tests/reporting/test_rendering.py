"""All formats at once: each is rendered, by its name, the same every time, and as it was when somebody looked at it.

After a change that is meant, ``PEELGRAPH_REGENERATE=1`` writes the files in ``golden/`` anew; look at what changed.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import __version__
from builder.checking.findings import CheckResult, Finding, Severity
from builder.places import Place
from builder.reporting.forms import Form
from builder.reporting.rendering import render
from tests.reporting.sample import FINDINGS, WAIVED, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {
    Form.TEXT: "txt",
    Form.MARKDOWN: "md",
    Form.JSON: "json",
    Form.CSV: "csv",
    Form.TURTLE: "ttl",
    Form.SARIF: "sarif",
    Form.JUNIT: "xml",
    Form.GITHUB: "log",
    Form.HTML: "html",
    Form.EARL: "earl.ttl",
}
SEEN = {0: "␀", 13: "␍", 27: "␛", 0x202E: "⇠"}
"""Signs of the exact formats that git or an editor would change or hide."""

RESULTS: dict[str, Callable[[], CheckResult]] = {"sample": sample, "broken": broken, "clean": clean}


def test_all_formats_have_an_ending_and_a_name() -> None:
    assert ENDINGS.keys() == set(Form)
    assert [form.value for form in Form] == (
        "text markdown json csv turtle sarif junit github html earl".split()  # noqa: SIM905 - as the help lists them
    )


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("form", Form)
def test_as_it_was_looked_at(form: Form, name: str) -> None:
    file = GOLDEN / f"{name}.{ENDINGS[form]}"
    text = render(RESULTS[name](), form).replace(__version__, "VERSION").translate(SEEN)
    if os.environ.get("PEELGRAPH_REGENERATE"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_bytes().decode() == text


def test_nothing_else_is_golden() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == {f"{name}.{end}" for name in RESULTS for end in ENDINGS.values()}


@pytest.mark.parametrize("form", Form)
def test_every_finding_is_in_every_format(form: Form) -> None:
    """Told by the name of its rule and, where people read or programs jump, by its line."""
    for result in (sample(), broken()):
        text = render(result, form)
        for finding in result.findings:
            assert finding.rule in text
            if finding.label.startswith(("Kent", "Burglaries")) or result.broken:
                assert str(finding.place.line or finding.place.file) in text


@pytest.mark.parametrize("form", Form)
def test_order_of_what_is_given_does_not_matter(form: Form) -> None:
    upside_down = replace(sample(), findings=FINDINGS[::-1], rules=sample().rules[::-1])
    assert render(upside_down, form) == render(sample(), form)


PRINTS_ALL = """
from builder.reporting.forms import Form
from builder.reporting.rendering import render
from tests.reporting.sample import sample
import hashlib
print(hashlib.sha256("".join(render(sample(), form) for form in Form).encode()).hexdigest())
"""


def test_the_same_bytes_whatever_the_order_of_hashes() -> None:
    root = Path(__file__).resolve().parents[2]
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINTS_ALL], cwd=root, env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True, timeout=120,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(printed) == 1
    assert len(printed.pop().strip()) == 64


@given(CHECKS | BROKEN, st.sampled_from(Form), st.sampled_from(Severity))
def test_any_result_has_a_form_in_utf_8(result: CheckResult, form: Form, level: Severity) -> None:
    text = render(result, form, level)
    assert text.encode().decode() == text
    assert text.endswith("\n")


def test_names_of_files_that_are_no_text() -> None:
    finding = Finding("syntax", Severity.VIOLATION, "m", place=Place("a\udcff.ttl", 1, 1))
    assert "a\ufffd.ttl,1,1" in render(CheckResult((finding,), broken=True), Form.CSV)


def test_programs_get_all_and_people_are_told_how_much_more_there_is() -> None:
    findings = tuple(replace(FINDINGS[0], focus=f"https://example.org/{n:04}", label="") for n in range(1234))
    result = CheckResult(findings, rules=sample().rules, waived=(WAIVED,) * 20)
    assert len(json.loads(render(result, Form.JSON))["findings"]) == 1234
    assert len(list(csv.reader(io.StringIO(render(result, Form.CSV), newline="")))) == 1 + 1234 + 20
    for form, rest in ((Form.TEXT, "and 1,224 more"), (Form.MARKDOWN, "and 1,224 more"), (Form.HTML, "and 1,224 more")):
        text = render(result, form)
        assert rest in text
        assert "and 10 more" in text
        assert len(text) < 30_000
    assert "And 1,224 violations more" in render(result, Form.GITHUB)
