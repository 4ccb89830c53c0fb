"""The HTML page: read back by a strict parser of HTML, whole without anything else, accessible, and inert."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any
from xml.etree.ElementTree import Element

import html5rdf  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checking.findings import CheckResult, Finding, Severity
from builder.namespaces import PEELSH
from builder.reporting.html import render
from builder.reporting.style import DARK, LIGHT, stylesheet
from builder.reporting.summary import shortened
from tests.reporting.sample import FINDINGS, HOSTILE, LEICESTERSHIRE, MENDED, RULES, WAIVED, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS

XHTML = "{http://www.w3.org/1999/xhtml}"
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "nav", "section", "h1", "h2",
    "p", "span", "bdi", "code", "time", "dl", "div", "dt", "dd", "ul", "li",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "role", "scope", "data-name",
    "aria-labelledby", "aria-hidden",
}  # fmt: skip


def parsed(page: str) -> Element:
    """The tree of a page; raises ParseError for what is not quite right."""
    tree: Any = html5rdf.HTMLParser(strict=True).parse(page)
    assert isinstance(tree, Element)
    return tree


def name(element: Element) -> str:
    return element.tag.removeprefix(XHTML)


def all_of(tree: Element, *names: str) -> list[Element]:
    return [each for each in tree.iter() if name(each) in names]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def tables(tree: Element) -> Iterator[tuple[str, list[list[str]]]]:
    """The heading above each table and its rows."""
    heading = ""
    for element in tree.iter():
        if name(element) == "h2":
            heading = words(element)
        elif name(element) == "table":
            yield heading, [[words(cell) for cell in row] for row in all_of(element, "tr")]


def table(tree: Element, heading: str) -> list[list[str]]:
    (found,) = (rows for each, rows in tables(tree) if each.startswith(heading))
    return found


# --- what it says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "title"),
    [(sample(), "Check failed"), (broken(), "Nothing was checked"), (clean(), "Check passed")],
    ids=["sample", "broken", "clean"],
)
def test_verdict(result: CheckResult, title: str) -> None:
    tree = parsed(render(result))
    (heading,) = all_of(tree, "h1")
    assert words(heading)[2:] == title
    assert words(all_of(tree, "title")[0]).startswith(f"{title}: ")


def test_facts() -> None:
    tree = parsed(render(sample()))
    facts = [(words(term), words(number)) for term, number in zip(all_of(tree, "dt"), all_of(tree, "dd"), strict=True)]
    assert facts == [
        ("violations", "15"),
        ("warnings", "2"),
        ("pieces of information", "3"),
        ("shapes checked", "5"),
        ("things checked", "1,505"),
    ]
    assert [words(each) for each in all_of(tree, "li")] == [
        "1 known finding of the baseline is not counted.",
        "1 entry of the baseline answers to nothing any more: take it out.",
        "2 shapes found nothing to look at: Response, SurveyResult.",
        "Not checked: <https://example.org/vocabulary> is imported and not at hand.",
        "Response",
        "SurveyResult",
    ]


def test_what_fails_the_check_is_said_where_it_is_not_usual() -> None:
    assert "Findings from warning up fail the check." in render(clean(), Severity.WARNING)
    assert "fail the check" not in render(clean())


def test_contents_lead_to_the_rules() -> None:
    tree = parsed(render(sample()))
    assert table(tree, "4 rules with findings") == [
        ["Rule", "About", "Severity", "Findings", "Things looked at"],
        ["Judgment-grade", "grade", "violation", "2", "128"],
        ["Observation-value", "value", "violation", "13", "310"],
        ["JudgmentScheme", "Grade of the cycle's scheme", "warning", "2", "128"],
        ["Person-note", "note | about <b>people</b>", "info", "3", "22"],
    ]
    targets = {each.get("id"): words(each) for each in all_of(tree, "h2")}
    for anchor in all_of(all_of(tree, "nav")[0], "a"):
        assert targets[str(anchor.get("href"))[1:]].startswith(words(anchor))


def test_findings_of_a_rule() -> None:
    tree = parsed(render(sample()))
    assert table(tree, "Judgment-grade: grade") == [
        ["Thing and place", "Found", "Expected", "To mend"],
        [
            "Kent Police, PEEL 2017, efficiencyseeds/documents/peel-2017-efficiency-kent.yaml:12:3peel:grade",
            "nothing",
            "at least one link to a thing of the class peel:Grade (grade)",
            "Add a peel:grade.",
        ],
        [
            f"Leicestershire Police, PEEL 2017, efficiency{LEICESTERSHIRE}:63:71peel:grade",
            "a link to Leicestershire Police (force/leicestershire), which is of the class peel:Force (police force)",
            "a link to a thing of the class peel:Grade (grade)",
            "Link to a peel:Grade, or say that Leicestershire Police is one.",
        ],
    ]
    captions = [words(each) for each in all_of(tree, "caption")]
    assert captions == [
        "2 violations in 128 things looked at",
        "13 violations in 310 things looked at",
        "2 warnings in 128 things looked at",
        "3 pieces of information in 22 things looked at",
    ]
    assert len(table(tree, "Observation-value")) == 11
    assert [words(each) for each in all_of(tree, "p") if each.get("class") == "more"] == ["and 3 more"]


def test_problems_of_sources() -> None:
    assert table(parsed(render(broken())), "syntax") == [
        ["Place", "Found", "Expected", "To mend"],
        [
            "data/people.ttl:14:9",
            "the prefix foaff: is not declared",
            "a declared prefix: foaf, peel, rdfs",
            "write foaf:, or declare @prefix foaff: <…> . above",
        ],
    ]


def test_known_mended_and_passed() -> None:
    tree = parsed(render(sample()))
    assert table(tree, "Known findings")[1] == [
        "Heddlu Dyfed-Powysseeds/reference/forces.yaml:90:11",
        "Force-label",
        "The force asks for its Welsh name.",
        "2027-06-30",
    ]
    assert table(tree, "Mended")[1] == ["Response of the Home Office", "Response-published", "known.yaml:8:5"]
    assert table(tree, "1 rule without findings")[1:] == [["Judgment", "Judgment", "128"]]
    many = parsed(render(replace(sample(), waived=(WAIVED,) * 12, mended=(MENDED,) * 11)))
    assert [words(each) for each in all_of(many, "p") if each.get("class") == "more"] == [
        "and 3 more",
        "and 2 more",
        "and 1 more",
    ]


# --- what it is ---------------------------------------------------------------------------------------------------


def test_nothing_is_loaded_and_only_this_style_applies() -> None:
    page = render(sample())
    tree = parsed(page)
    (policy,) = (each.get("content") for each in all_of(tree, "meta") if each.get("http-equiv"))
    (style,) = all_of(tree, "style")
    digest = base64.b64encode(hashlib.sha256(str(style.text).encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|https?:", stylesheet())
    assert {name(each) for each in tree.iter()} <= ELEMENTS
    assert {key for each in tree.iter() for key in each.attrib} <= ATTRIBUTES


def test_hostile_text_stays_text() -> None:
    tree = parsed(render(sample()))
    (row,) = (row for row in table(tree, "Person-note") if "a,b" in row[0])
    assert row[0] == " ".join(
        f"{shortened(HOSTILE)}data/a,b: c%25|<d>`e`.ttl:3:9skos:noteThe note of {shortened(HOSTILE)} is not "
        "short.".split()
    ).replace("The note of a|b `c`", "The note of a|b c")
    assert row[2] == " ".join(f"less than {shortened(HOSTILE)}".replace("`", "").split())


def test_links_lead_to_rules_on_this_page_or_on_the_web() -> None:
    hrefs = [str(each.get("href")) for each in all_of(parsed(render(sample())), "a")]
    assert hrefs[0] == "#main"
    assert {each for each in hrefs if not each.startswith("#")} == {
        PEELSH + rule for rule in ("Judgment-grade", "Observation-value", "JudgmentScheme", "Person-note")
    }
    hostile = replace(RULES[2], iri="javascript:alert(1)")
    page = render(CheckResult(FINDINGS[:1], rules=(hostile,)))
    assert [each.get("href") for each in all_of(parsed(page), "a")] == ["#main"]


def test_for_readers_who_do_not_see() -> None:
    """Language, one main part, headings in order, tables with heads in every row and column, targets that are there."""
    tree = parsed(render(sample()))
    assert tree.get("lang") == "en-GB"
    assert len(all_of(tree, "main")) == len(all_of(tree, "h1")) == 1
    assert [name(each) for each in all_of(tree, "h1", "h2", "h3")][:2] == ["h1", "h2"]
    for each in all_of(tree, "table"):
        head, *rows = all_of(each, "tr")
        assert {cell.get("scope") for cell in head} == {"col"}
        for row in rows:
            assert [cell.get("scope") for cell in row] == ["row"] + [None] * (len(row) - 1)
            assert len(row) == len(head)
            assert [cell.get("data-name") for cell in row][1:] == [words(cell) for cell in head][1:]
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    labels = {each.get("aria-labelledby") for each in tree.iter()} - {None}
    assert labels <= set(ids)
    targets = {str(each.get("href")) for each in all_of(tree, "a")}
    assert {each[1:] for each in targets if each.startswith("#")} <= set(ids)


def luminance(colour: str) -> float:
    """Relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_by_the_examples_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out(palette: dict[str, str]) -> None:
    """Contrast of 4.5 and more (WCAG 2.2, 1.4.3), on both backgrounds."""
    texts = palette.keys() - {"paper", "panel", "line"}
    assert len(texts) == 7
    pairs = {
        (text, ground): contrast(palette[text], palette[ground]) for text, ground in product(texts, ("paper", "panel"))
    }
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < 4.5} == {}


def test_both_palettes_are_used() -> None:
    assert LIGHT.keys() == DARK.keys()
    style = stylesheet()
    assert all(f"--{key}: {colour};" in style for palette in (LIGHT, DARK) for key, colour in palette.items())
    used = set(re.findall(r"var\(--(\w+)\)", style))
    assert used == LIGHT.keys() | {"tone"}
    classes = set(re.findall(r"\.([a-z]+)(?=[\s.:,{])", re.sub(r"/\*.*?\*/", "", style)))
    page = render(sample()) + render(clean()) + render(broken())
    shown = {each for value in re.findall(r'class="([^"]*)"', page) for each in value.split()}
    assert shown == classes


@given(CHECKS | BROKEN, st.sampled_from(Severity))
def test_any_result(result: CheckResult, level: Severity) -> None:
    tree = parsed(render(result, level))
    assert {name(each) for each in tree.iter()} <= ELEMENTS
    assert {key for each in tree.iter() for key in each.attrib} <= ATTRIBUTES
    found = sum(len(all_of(each, "tr")) - 1 for each in all_of(tree, "table") if "findings" in str(each.get("class")))
    assert found == len(result.findings)
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def test_findings_that_say_the_same_do_not_clash() -> None:
    twice = Finding("syntax", Severity.VIOLATION, "The same.", fingerprint="1" * 32)
    assert len(table(parsed(render(CheckResult((twice, twice), broken=True))), "syntax")) == 3
