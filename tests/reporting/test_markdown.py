"""Markdown, read back by a parser of CommonMark with tables: the right cells, and nothing made of foreign text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.checking.findings import CheckResult, Finding, Severity
from builder.namespaces import PEELSH
from builder.reporting.links import link
from builder.reporting.markdown import LIMIT, code, code_in_html, prose, render, text
from builder.reporting.summary import shortened
from tests.reporting.sample import FINDINGS, HOSTILE, LEICESTERSHIRE, MENDED, RULES, WAIVED, broken, clean, sample
from tests.reporting.strategies import BROKEN, CHECKS, TEXTS

APART = "\u200b"
GITHUB_MAKES = re.compile(r"(?i)@\w|#\w|\bGH-\d|://|\bwww\.|:[\w+-]+:")
"""What GitHub makes mentions, references, links and emoji of, in text that is not code."""

OWN_HTML = re.compile(r"<br>|</?code>")
OWN_BLOCK = re.compile(r"<details>\n<summary><code>[^<>]*</code>[^<>]*</summary>\n|</details>\n")


@dataclass
class Page:
    """What a reader sees."""

    tables: list[list[list[str]]] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)
    text_outside_code: list[str] = field(default_factory=list)


def read(source: str) -> Page:
    """The page, having made sure that it is made of what a report is made of and of nothing else."""
    page = Page()
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    holder = ""
    for token in tokens:
        assert token.type not in {"fence", "code_block", "blockquote_open", "ordered_list_open", "hr"}
        if token.type == "table_open":
            page.tables.append([])
        elif token.type == "tr_open":
            page.tables[-1].append([])
        elif token.type in {"th_open", "td_open", "heading_open", "paragraph_open"}:
            holder = token.type
        elif token.type == "html_block":
            assert OWN_BLOCK.fullmatch(token.content), token.content
            page.folds.append(token.content)
        elif token.type == "inline":
            seen = "".join(visible(token, page))
            if holder in {"th_open", "td_open"}:
                page.tables[-1][-1].append(seen)
            else:
                (page.headings if holder == "heading_open" else page.prose).append(seen)
    return page


def visible(token: Token, page: Page) -> Iterator[str]:
    for child in token.children or ():
        match child.type:
            case "text":
                page.text_outside_code.append(child.content)
                yield child.content.replace(APART, "")
            case "code_inline":
                yield child.content
            case "html_inline":
                assert OWN_HTML.fullmatch(child.content), child.content
                yield "\n" if child.content == "<br>" else ""
            case "link_open":
                page.links.append(str(child.attrs["href"]))
            case kind:
                assert kind in {"link_close", "strong_open", "strong_close", "softbreak"}, kind


def safe(page: Page) -> bool:
    return not any(GITHUB_MAKES.search(each) for each in page.text_outside_code)


def seen(words: str) -> str:
    """A foreign text as a reader should see it, in plain text."""
    return shortened(words)


def told(words: str) -> str:
    """The same where backticks mark code."""
    shown = shortened(words).strip()
    return shown.replace("`", "") if shown.count("`") % 2 == 0 else shown


# --- whole reports ------------------------------------------------------------------------------------------------


def test_verdict_on_top() -> None:
    page = read(render(sample()))
    assert page.headings[0] == "❌ Check failed"
    assert page.prose[0] == "15 violations, 2 warnings, 3 pieces of information; checked 5 shapes over 1,505 things."
    assert page.prose[1:5] == [
        "1 known finding of the baseline is not counted.",
        "1 entry of the baseline answers to nothing any more: take it out.",
        "2 shapes found nothing to look at: Response, SurveyResult.",
        "Not checked: <https://example.org/vocabulary> is imported and not at hand.",
    ]
    assert read(render(clean())).headings == ["✅ Check passed"]
    assert read(render(clean())).tables == []
    assert "3 rules found nothing wrong." in read(render(clean())).prose
    assert read(render(broken())).headings[0] == "⛔ Nothing was checked"


def test_the_table_of_rules() -> None:
    page = read(render(sample()))
    assert page.tables[0] == [
        ["Rule", "About", "Severity", "Findings", "Things looked at"],
        ["Judgment-grade", "grade", "violation", "2", "128"],
        ["Observation-value", "value", "violation", "13", "310"],
        ["JudgmentScheme", "Grade of the cycle's scheme", "warning", "2", "128"],
        ["Person-note", "note | about <b>people</b>", "info", "3", "22"],
    ]
    names = [PEELSH + name for name in ("Judgment-grade", "Observation-value", "JudgmentScheme", "Person-note")]
    assert page.links == names * 2


def test_the_table_of_a_rule() -> None:
    grade = read(render(sample())).tables[1]
    assert grade[0] == ["Thing", "Where", "Found", "Expected", "To mend"]
    assert grade[2] == [
        "Leicestershire Police, PEEL 2017, efficiency\npeel:grade",
        f"{LEICESTERSHIRE}:63:71",
        "a link to Leicestershire Police (force/leicestershire), which is of the class peel:Force (police force)",
        "a link to a thing of the class peel:Grade (grade)",
        "Link to a peel:Grade, or say that Leicestershire Police is one.",
    ]


def test_a_message_of_its_own_is_told() -> None:
    scheme = read(render(sample())).tables[3]
    assert scheme[1][0] == "_:b12\nA thing without a name has a grade that its cycle does not know."


def test_many_findings_are_folded_and_the_rest_is_counted() -> None:
    page = read(render(sample()))
    assert len(page.folds) == 8  # four rules, from opening to end
    assert "and 3 more" in page.prose
    few = read(render(broken()))
    assert few.folds == []
    assert few.headings[1:] == ["seeds: Form of the seeds (2 violations)", "syntax: Syntax of RDF (1 violation)"]


def test_columns_without_content_are_left_out() -> None:
    assert read(render(broken())).tables[2] == [
        ["Where", "Found", "Expected", "To mend"],
        [
            "data/people.ttl:14:9",
            "the prefix foaff: is not declared",
            "a declared prefix: foaf, peel, rdfs",
            "write foaf:, or declare @prefix foaff: <…> . above",
        ],
    ]


def test_the_baseline() -> None:
    page = read(render(sample()))
    assert page.headings[1:] == ["Known findings", "Mended: take these out of the baseline"]
    assert page.tables[-2][1] == [
        "Force-label",
        "Heddlu Dyfed-Powys",
        "seeds/reference/forces.yaml:90:11",
        "The force asks for its Welsh name.",
        "2027-06-30",
    ]
    assert page.tables[-1][1] == ["Response-published", "Response of the Home Office", "known.yaml:8:5"]
    many = read(render(replace(sample(), waived=(WAIVED,) * 12, mended=(MENDED,) * 11)))
    assert [len(table) for table in many.tables[-2:]] == [11, 11]
    assert many.prose[-3:] == ["and 2 more", "and 1 more", "1 rule found nothing wrong."]


def test_hostile_cells() -> None:
    page = read(render(sample()))
    assert safe(page)
    (row,) = (row for row in page.tables[4] if "a,b" in row[1])
    message = told(f"The note of {HOSTILE} is not short.")
    assert row == [
        f"{seen(HOSTILE)}\nskos:note\n{message}",
        "data/a,b: c%25|<d>`e`.ttl:3:9",
        told(f"`{HOSTILE}`"),
        told(f"less than {HOSTILE}"),
        told(f"Shorten {HOSTILE}"),
    ]


# --- the size -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1_000, 2_000, 4_000, 8_000, 16_000, LIMIT])
def test_no_longer_than_what_is_taken(limit: int) -> None:
    findings = [
        Finding(f"rule-{rule:03}", Severity.VIOLATION, HOSTILE, focus=f"x:{number}", label=HOSTILE, found=HOSTILE * 9)
        for rule in range(60)
        for number in range(12)
    ]
    page = render(CheckResult(tuple(findings), unreached=(HOSTILE,) * 20, notes=(HOSTILE,) * 20), limit=limit)
    assert len(page.encode()) <= limit
    assert read(page).headings[0] == "❌ Check failed"
    assert read(page).prose[0].startswith("720 violations,")


def test_room_is_used() -> None:
    """Where ten of each rule do not fit, fewer do."""
    whole, half = render(sample()), render(sample(), limit=7_000)
    assert [len(table) - 1 for table in read(whole).tables[1:5]] == [2, 10, 2, 3]
    assert [len(table) - 1 for table in read(half).tables[1:5]] == [2, 3, 2, 3]
    assert "and 10 more" in read(half).prose
    bare = read(render(sample(), limit=1_500))
    assert len(bare.tables) == 1
    assert len(bare.tables[0]) == 5


def test_many_rules_are_counted() -> None:
    findings = tuple(Finding(f"rule-{rule:03}", Severity.INFO, "m", focus="x:y") for rule in range(53))
    page = read(render(CheckResult(findings)))
    assert len(page.tables[0]) == 51
    assert "and 3 more rules" in page.prose


# --- pieces -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "# a",
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "= a",
        "> a",
        "| a |",
        "    a",
        "~~~",
        "---",
        "***",
        "[a]: b",
        "a\n===",
        "<!--",
    ],
)
def test_prose_starts_no_block(words: str) -> None:
    assert read(prose(words)).prose == [told(words)]


@given(TEXTS | st.text(st.sampled_from("ab`|\\<>&*_[]()!#@:/.w1-~$ \n"), max_size=30))
def test_pieces_say_what_was_given(words: str) -> None:
    table = (
        f"| a | b | c | d |\n| --- | --- | --- | --- |\n| x{text(words)}x | x{code(words)}x | x{prose(words)}x | y |"
    )
    page = read(table + "\n")
    shown = shortened(words)
    assert safe(page)
    assert page.tables[0][1] == [f"x{shown}x", f"x{shown}x", f"x{told(words)}x", "y"]
    assert page.links == []


@given(TEXTS | st.text(st.sampled_from("ab`|<>&\n@:/"), max_size=30))
def test_headings_that_fold(words: str) -> None:
    page = read(f"<details>\n<summary>{code_in_html(words or 'x')}: {text(words)}</summary>\n\na\n\n</details>\n")
    assert len(page.folds) == 2
    assert page.prose == ["a"]


def test_links_lead_to_the_web_only() -> None:
    assert link("https://example.org/a b|c>d`e(f)ë") == "https://example.org/a%20b%7Cc%3Ed%60e%28f%29%C3%AB"
    assert link("https://example.org/a?b=%20#c") == "https://example.org/a?b=%20#c"
    for bad in ("javascript:alert(1)", "", "data:text/html,x", "//example.org", "https:", "urn:x", "https://[x"):
        assert link(bad) == ""
    hostile = replace(RULES[2], iri="javascript:alert(1)")
    assert read(render(CheckResult(FINDINGS[:1], rules=(hostile,)))).links == []


@given(CHECKS | BROKEN, st.sampled_from(Severity))
def test_any_result(result: CheckResult, level: Severity) -> None:
    source = render(result, level)
    page = read(source)
    assert safe(page)
    assert len(page.folds) % 2 == 0
    for table in page.tables:
        assert {len(row) for row in table} == {len(table[0])}
    rows = sum(len(table) - 1 for table in page.tables)
    groups = len({(each.severity, each.rule) for each in result.findings})
    overview = groups if groups > 1 else 0
    assert rows == len(result.findings) + overview + len(result.waived) + len(result.mended)
    assert source.endswith("\n")
