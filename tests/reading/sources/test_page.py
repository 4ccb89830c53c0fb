from __future__ import annotations

import pytest

from builder.reading.sources.page import lines_of_page

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Ashshire PEEL 2016 - Inspectorate</title>
<style>.grade::after { content: "Outstanding" }</style><script>var grade = "inadequate";</script></head>
<body class="has-cookie-banner">
<div id="cookie-notice"><h2>Cookies</h2><p>Some are good to have.</p></div>
<a class="skip" href="#main">Skip to content</a>
<header><nav><ul><li>Good practice</li></ul></nav><p>Inspecting since 1856</p></header>
<main id="main">
  <nav class="breadcrumb"><a href="/">Home</a> &gt; <a href="/peel">PEEL</a></nav>
  <h1>Ashshire <em>PEEL</em>
      2016</h1>
  <h2>Efficiency</h2>
  <div class="meta">Last updated 03/11/2016</div>
  <div><span class="grade">Good</span></div>
  <p>Ashshire Police has been assessed as&nbsp;good in
     respect of the <strong>effi&shy;ciency</strong> with which Ashshire keeps people&#8203; safe.</p>
  <p hidden>Inadequate</p><p style="color: red; display : none">Inadequate</p><p aria-hidden="true">Inadequate</p>
  <template><p>Inadequate</p></template><noscript>Inadequate</noscript>
  <h3>Areas for improvement</h3>
  <ul><li>Keep the accounts.</li><li><p>Ask the public:</p><ul><li>in writing;</li><li>by telephone.</li></ul></li></ul>
  <table><caption>Officers</caption><thead><tr><th></th><th>2015</th><th>2016</th></tr></thead>
  <tr><td>Officers</td><td>1,240</td><td><p>1,198</p></td></tr></table>
  <p>A. Person<br>Her Majesty&rsquo;s Inspector</p>
  <footer>Published 3 November 2016</footer>
</main>
<footer><p>Crown copyright. Good causes.</p></footer>
</body></html>"""

LINES = """Ashshire PEEL 2016

Efficiency

Last updated 03/11/2016
Good

Ashshire Police has been assessed as good in respect of the efficiency with which Ashshire keeps people safe.

Areas for improvement

- Keep the accounts.
- Ask the public:
- in writing;
- by telephone.

Officers
\t2015\t2016
Officers\t1,240\t1,198

A. Person
Her Majesty’s Inspector

Published 3 November 2016"""


def text(page: str) -> str:
    """The lines of a page as one text."""
    return "\n".join(lines_of_page(page.encode(), "a.html"))


def test_a_page_reads_like_a_plain_text() -> None:
    assert text(PAGE) == LINES


def test_pages_with_windows_ends_of_lines_read_the_same() -> None:
    assert text(PAGE.replace("\n", "\r\n")) == LINES


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<title>A &amp; B</title><p>x", "A & B\n\nx"),
        ("<title>A</title><h1>B</h1><p>x", "B\n\nx"),
        ("<h1>B</h1><main><p>" + "long " * 20 + "</main>", "B\n\n" + ("long " * 20).strip()),
        ("<title>A</title><main>x</main><p>Much longer than that.", "A\n\nx\n\nMuch longer than that."),
        ("<title>A</title><div role=main><p>x</div>", "A\n\nx"),
        ("<svg><title>Logo</title></svg><p>x", "x"),
        ("plain words", "plain words"),
        ("", ""),
        ("<p> \n </p>", ""),
    ],
)  # fmt: skip
def test_the_heading_comes_first_and_the_main_part_is_read(page: str, expected: str) -> None:
    assert text(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a<br>b<br/>c", "a\nb\nc"),
        ("<p>a<p>b", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<section>a</section><section>b</section>", "a\n\nb"),
        ("<dl><dt>Date</dt><dd>1 May</dd><dt>By</dt><dd>X</dd></dl>", "Date\n1 May\nBy\nX"),
        ("<ol><li>a<li>b</ol>", "- a\n- b"),
        ("<ul><li></li><li> <ul><li>a</ul></ul>", "- a"),
        ("<ul><li><h3>Efficiency</h3><p>Good</p></li></ul>", "Efficiency\nGood"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("a<!-- Good -->b<![CDATA[Good]]>", "ab"),
        ("<p>&lt;b&gt; &pound;4 &#8217; &bogus; &", "<b> £4 ’ &bogus; &"),
        ("<p>a\u00ad\u200b\u2060\ufeffb\u00a0\u2003\u2028c", "ab c"),
        ("<details><summary>More</summary><p>a</details>", "More\n\na"),
        ("<h2><button>Efficiency</button></h2><button>Print</button>", "Efficiency"),
        ("<select><option>Outstanding</select><p>a", "a"),
        ("<p>is <del>outstanding</del> <s>good</s> <ins>adequate</ins>", "is adequate"),
    ],
)
def test_blocks_and_lines(page: str, expected: str) -> None:
    assert text(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p><span>Efficiency</span><span>Good</span>", "Efficiency Good"),
        ("<p>Read about <a>Kent</a>This is", "Read about Kent This is"),
        ("<p>Mc<b>D</b>onald <i>good</i>ness", "Mc Donald goodness"),
        ("<p>12<b>3</b>4", "1234"),
        ("<p>45.2<sup>3</sup> percent", "45.2 percent"),
        ("<p>45<sup><a href='#n'>[12]</a></sup>", "45"),
        ("<p>the 1<sup>st</sup>, 5 km<sup>2</sup>", "the 1st, 5 km2"),
    ],
)
def test_what_stands_side_by_side_is_not_glued_to_other_words_or_figures(page: str, expected: str) -> None:
    assert text(page) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><th>a<th>b<tr><td>1<td>2", "a\tb\n1\t2"),
        ("<tr><td>a<td><td>c<tr><td>1<td>2<td>", "a\t\tc\n1\t2"),
        ("<tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3", "a\t\tb\n1\t2\t3"),
        ("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e", "a\tb\n\tc\nd\te"),
        ("<tr><td colspan=x rowspan=-1>a<td colspan=99999>b", "a\tb"),
        ("<tr><td>a<br>b<td><ul><li>c<li>d</ul>", "a b\tc d"),
        ("<tr><td><td><tr><td>a", "a"),
        ("<td>a<td>b", "a\tb"),
        ("<tr>stray<td>a", "stray\na"),
    ],
)
def test_rows_of_tables_are_lines(rows: str, expected: str) -> None:
    assert text(f"<table>{rows}</table>") == expected


def test_a_table_that_arranges_the_page_is_no_table() -> None:
    page = "<table><tr><td><h1>A</h1><p>a<p>b</td><td><table><tr><td>1<td>2</table></td></tr></table>"
    assert text(page) == "A\n\na\n\nb\n\n1\t2"
    assert text("<table role=presentation><tr><td>a<td>b</table>") == "a\nb"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Good</nav>",
        "<div role=navigation>Good</div>",
        "<header>Good</header>",
        "<footer>Good</footer>",
        "<div id=footer>Good</div>",
        "<ul class='x breadcrumbs'><li>Good</ul>",
        "<div class=cookie-banner>Good</div>",
        "<div class='site-cookie-notice__inner'>Good</div>",
        "<div id=onetrust-consent-sdk>Good</div>",
        "<div id=CybotCookiebotDialog>Good</div>",
        "<form><label>Good</label><input value=Good></form>",
        "<dialog>Good</dialog>",
        "<div HIDDEN>Good</div>",
        "<div style='Visibility:hidden'>Good</div>",
        "<iframe>Good</iframe>",
        "<textarea>Good</textarea>",
        "<a href=#c>Skip to content</a>",
    ],
)
def test_what_is_the_site_is_left_out(furniture: str) -> None:
    assert text(f"<body><p>a</p>{furniture}<p>b</p>") == "a\n\nb"


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class='cookies'>{}</div>",
        "<header>{}</header>",
        "<div id=header>{}</div>",
        "<div role=banner>{}</div>",
        "<form action=/page.aspx>{}</form>",
        "<div class='no-cookies js'>{}</div>",
        "<article><header>{}</header></article>",
        "<div hidden=until-found>{}</div>",
        "<body style='display:none'>{}</body>",
    ],
)
def test_what_holds_the_heading_is_no_furniture(wrapper: str) -> None:
    assert text(wrapper.format("<h1>A</h1><p>Good</p>")) == "A\n\nGood"


def test_only_menus_of_parts_go_and_not_their_dates() -> None:
    page = "<article><header><p>1 May 2019</p><nav>Menu</nav></header><p>a</p><footer>Updated 2 May</footer></article>"
    assert text(page) == "1 May 2019\n\na\n\nUpdated 2 May"


def test_pages_of_xhtml() -> None:
    page = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/><title>A</title></head>'
        '<body><a id="top"/><div class="x"/><p>Good<br/>b</p></body></html>'
    )
    assert text(page) == "A\n\nGood\nb"
