"""Reports of documents that were read: every fact marked in place, nothing without a reason, and inert on any text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import html5rdf  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builder.reading.coverage import Coverage, Unread
from builder.reading.definitions import settle
from builder.reading.facts import Fact, Words
from builder.reading.knowledge import Knowledge
from builder.reading.output import report_html, report_markdown
from builder.reading.output.account import account
from builder.reading.output.draft import Draft
from builder.reading.output.marked import items, marked
from builder.reading.output.report import Unfit, Work
from builder.seeds.registry import Registry

from .making import HEAD, drafted, fact, grade

XHTML = "{http://www.w3.org/1999/xhtml}"
HOSTILE = (
    '<script>alert("x")</script> & ]]> --> <!-- \u202e turned \u2066 \u200b \x07 \x1b[31m \ufdd0 `code` | *a* [b](c) @c'
)
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "nav", "section", "h1", "h2", "h3", "p",
    "span", "bdi", "code", "dl", "div", "dt", "dd", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "mark",
    "br",
}  # fmt: skip


def work(draft: Draft, coverage: Coverage | None = None) -> Work:
    return Work(draft, coverage or Coverage({"grade word": 4, "figure": 2}), Registry())


def parsed(page: str) -> Element:
    """The tree of a page; raises ParseError for what is not quite right."""
    tree: Any = html5rdf.HTMLParser(strict=True).parse(page)
    assert isinstance(tree, Element)
    return tree


def named(tree: Element, name: str) -> list[Element]:
    return [each for each in tree.iter() if each.tag == XHTML + name]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows(tree: Element, heading: str) -> list[list[str]]:
    """The cells of the table below a heading that begins with these words."""
    found: list[list[str]] = []
    below = False
    for each in tree.iter():
        if each.tag == XHTML + "h3":
            below = words(each).startswith(heading)
        if below and each.tag == XHTML + "tr":
            found.append([words(cell) for cell in each])
    return found[1:]


def placed(section: str, line: int, start: int, end: int, **more: Any) -> Fact:
    return Fact(section, {"kind": "updated", "date": "2017-11-09"}, (Words(line, start, end),), "by-hand", 0.9, **more)


SENTENCE = "Ashshire was judged good, then adequate; of 12 vans none was seen."
UNREAD = Coverage({"figure": 1}, (Unread(Words(2, 0, 9), ("12",)),), 1)


def test_facts_are_marked_where_they_stand_and_listed_below_their_line() -> None:
    made = drafted(
        grade("efficiency", "good", 1),
        review=(grade("legitimacy", "adequate", 1, doubt="readings of the same thing differ"),),
        lines=(SENTENCE, "A figure: 12."),
    )
    page = report_html.render([work(made, UNREAD)], [])
    tree = parsed(page)
    lines = [each for each in named(tree, "div") if each.get("class") == "line"]
    assert [each.get("id") for each in lines] == ["d1-L1", "d1-L2"]
    assert words(named(lines[0], "p")[0]) == SENTENCE
    marks = [(each.get("class"), words(each)) for line in lines for each in named(line, "mark")]
    assert marks == [("sure", "Ashshi"), ("unread", "A figure:")]
    listed = [words(each) for each in named(lines[0], "li")]
    assert len(listed) == 2
    assert listed[0].startswith("grade: body ashshire, cycle peel-2017, subject efficiency, grade good, basis stated")
    assert "rule by-hand, confidence 0.90; by the words “Ashshi”" in listed[0]
    assert "readings of the same thing differ" in listed[1]
    targets = {each.get("id") for each in tree.iter()}
    assert all(each.get("href", "#main").removeprefix("#") in targets for each in named(tree, "a"))


def test_every_kind_of_fact_has_a_line_and_zero_says_why() -> None:
    made = drafted(grade("efficiency", "good", 1), review=(grade("legitimacy", "good", 2, confidence=0.4),))
    found = {row[0]: row[1:] for row in rows(parsed(report_html.render([work(made)], [])), "Facts by kind")}
    assert found["grades"] == ["2", "1", "1", "1 for review: only 0.40 sure, and 0.80 is asked for"]
    assert found["figures"] == ["0", "0", "0", "2 figures in the document, none in words that a rule takes for one"]
    assert found["dates"] == ["0", "0", "0", "the document holds no date"]
    assert all(row[1] != "0" or row[3] for row in ([name, *cells] for name, cells in found.items()))


def test_what_is_defined_elsewhere_is_dropped_with_the_file_named(known: Knowledge) -> None:
    wording = "How well does the force keep its promises?"
    asked = fact("questions", 6, cycle="peel-2017", of="efficiency", set="invented", number=1, wording=wording)
    first, second = drafted(asked, file="a.txt"), drafted(asked, file="b.txt", head=_other())
    settle([first, second], known.registry)
    line = next(each for each in account(second, Coverage()) if each.section == "questions")
    assert (line.read, line.mapped, line.dropped) == (1, 0, 1)
    assert line.reasons == ("1 defined already in a.txt",)


def _other() -> Any:
    from .making import keyed

    return keyed("other")


def test_nothing_unread_and_nothing_for_review_is_said() -> None:
    page = report_html.render([work(drafted(grade("efficiency", "good", 1)))], [])
    assert "Nothing contradicts itself" in page
    assert "Every grade word and every figure stands in a sentence that gave a record." in page


def test_what_could_not_be_read_is_listed() -> None:
    unfit = [Unfit("a<b>.txt", "a<b>.txt: is no text"), Unfit("c.txt", "of no kind that is known")]
    tree = parsed(report_html.render([], unfit))
    assert words(named(tree, "h1")[0]) == "Nothing was read of 2 files"
    assert "a<b>.txt: is no text" in words(tree)
    assert "c.txt" in report_markdown.render([], unfit)


def test_overlapping_marks_lose_no_character() -> None:
    line = "0123456789" * 3
    made = drafted(
        placed("dates", 1, 0, 10), placed("dates", 1, 5, 15), placed("dates", 1, 5, 5), placed("dates", 1, 30, 30),
        review=(placed("dates", 1, 8, 20, doubt="why not"),), lines=(line,),
    )  # fmt: skip
    shown = list(marked(made, Coverage(), items(made)))
    assert "".join(piece.text for piece in shown[0].pieces) == line
    forms = [(piece.text, piece.form and piece.form.value) for piece in shown[0].pieces]
    assert forms == [
        ("01234", "sure"), ("567", "sure"), ("89", "sure"), ("01234", "sure"), ("56789", "review"), ("0123456789", None)
    ]  # fmt: skip
    assert [len(piece.items) for piece in shown[0].pieces] == [1, 2, 3, 2, 1, 0]


def test_long_lines_and_long_documents_are_cut() -> None:
    made = drafted(placed("dates", 4_000, 50_000, 50_004), lines=("x",) * 3_999 + ("y" * 100_000,) + ("z",) * 3_000)
    for render in (report_html.render, report_markdown.render):
        page = render([work(made)], [])
        assert len(page) < 60_000
    page = report_html.render([work(made)], [])
    assert "3,998 lines without a mark" in page
    assert "characters not shown" in page


@pytest.mark.parametrize("place", ["line", "file", "title", "field", "rule", "doubt", "sign"])
def test_no_text_becomes_markup(place: str) -> None:
    text = HOSTILE
    made = drafted(
        grade("efficiency", "good", 1, note=text if place == "field" else "n", rule=text if place == "rule" else "r"),
        review=(grade("legitimacy", "good", 2, doubt=text if place == "doubt" else "d"),),
        file=text if place == "file" else "f",
        lines=(text if place == "line" else "l" * 9, "second"),
        head=HEAD if place != "title" else _titled(text),
    )
    coverage = Coverage({}, (Unread(Words(2, 0, 3), (text,)),), 1) if place == "sign" else UNREAD
    page = report_html.render([work(made, coverage)], [Unfit(text, text)])
    tree = parsed(page)
    assert {each.tag.removeprefix(XHTML) for each in tree.iter()} <= ELEMENTS
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", page)
    assert "default-src 'none'" in page
    assert "alert(" in words(tree)
    mark = report_markdown.render([work(made, coverage)], [Unfit(text, text)])
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", mark)
    html = MarkdownIt("commonmark").enable("table").render(mark)
    assert "<script" not in html
    assert 'href="c"' not in html


def _titled(title: str) -> Any:
    from dataclasses import replace

    return replace(HEAD, title=title)


@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(st.text(max_size=80), min_size=1, max_size=6),
    places=st.lists(st.tuples(st.integers(1, 6), st.integers(0, 80), st.integers(0, 80)), max_size=6),
)
def test_any_text_gives_a_page(lines: list[str], places: list[tuple[int, int, int]]) -> None:
    facts = [
        placed("dates", min(line, len(lines)), *sorted((min(a, len(lines[min(line, len(lines)) - 1])),
               min(b, len(lines[min(line, len(lines)) - 1])))))
        for line, a, b in places
    ]  # fmt: skip
    made = drafted(review=facts, lines=tuple(lines))
    shown = list(marked(made, Coverage(), items(made)))
    assert ["".join(piece.text for piece in line.pieces) for line in shown] == lines
    parsed(report_html.render([work(made)], []))
    assert report_markdown.render([work(made)], []).startswith("# Read: ")


def test_the_markdown_report_has_all_parts() -> None:
    made = drafted(
        grade("efficiency", "good", 1),
        review=(grade("legitimacy", "adequate", 1, doubt="readings differ"),),
        lines=(SENTENCE, "A figure: 12."),
    )
    page = report_markdown.render([work(made, UNREAD)], [])
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    headings = [tokens[n + 1].content for n, each in enumerate(tokens) if each.type == "heading_open"]
    assert headings == [
        "Read: PEEL 2017 efficiency: Ashshire Police", "page.txt", "Facts by kind", "1 fact taken", "1 fact for review",
        "1 sentence left unread", "The lines with marks",
    ]  # fmt: skip
    assert "- 1: **Ashshi**re was judged good" in page
    assert "- 2: _A figure:_ 12." in page
    assert "readings differ" in page


@pytest.mark.parametrize("render", [report_html.render, report_markdown.render])
def test_several_documents_stand_one_after_the_other(render: Callable[[list[Work], list[Unfit]], str]) -> None:
    works = [work(drafted(grade("efficiency", "good", 1), file=f"{name}.txt")) for name in "abc"]
    page = render(works, [])
    assert page.index("a.txt") < page.index("b.txt") < page.index("c.txt")
    assert "3 documents read" in page
