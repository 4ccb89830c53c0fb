from __future__ import annotations

import codecs

import pytest

from builder.errors import InputError, LimitError
from builder.reading.sources import markup
from builder.reading.sources.page import lines_of_page


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("<p>£4".encode(), ("£4",)),
        (codecs.BOM_UTF8 + "<meta charset=iso-8859-1><p>£4".encode(), ("£4",)),
        ("<meta charset=windows-1252><p>£4 – ŵ".replace("ŵ", "w").encode("cp1252"), ("£4 – w",)),
        ("<META http-equiv=content-type content='text/html; charset=ISO-8859-1'><p>£4".encode("cp1252"), ("£4",)),
        ("<?xml version='1.0' encoding='iso-8859-15'?><p>€4".encode("iso-8859-15"), ("€4",)),
        ("<!-- <meta charset=latin1> --><meta charset='UTF-8'><p>£4".encode(), ("£4",)),
        ("<p>£4".encode("utf-16"), ("£4",)),
        (codecs.BOM_UTF16_BE + "<p>£4".encode("utf-16-be"), ("£4",)),
        ("<meta charset=utf-16><p>£4".encode(), ("£4",)),
    ],
)
def test_declared_encodings(data: bytes, lines: tuple[str, ...]) -> None:
    assert lines_of_page(data, "a.html") == lines


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("<p>£4".encode("cp1252"), "a.html: byte 0xa3 at offset 3 (line 1) is not UTF-8"),
        ("<meta charset=utf-8>\n<p>£4".encode("cp1252"), "byte 0xa3 at offset 24 (line 2) is not UTF-8"),
        (b"<meta charset=windows-1252><p>\x81", "byte 0x81 at offset 30 (line 1) is not WINDOWS-1252"),
        (b"<meta charset=utf-7><p>+AKM-", "a.html: the page says that it is in 'utf-7'"),
        (b"<meta charset=rot13><p>a", "'rot13'"),
        (b"<p>a\0b", "a.html: byte 0x00 at offset 4"),
        ("<p>a".encode("utf-16-le"), "a.html: byte 0x00 at offset 1"),
        ("<p>a\0b".encode("utf-16"), "a.html: this is no text: character 5 is NUL"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "is not UTF-16"),
    ],
)
def test_pages_in_no_encoding_that_they_declare(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        lines_of_page(data, "a.html")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE html [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>',
        '<?xml version="1.0"?>\n<!doctype html PUBLIC "x" "y" [\n<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE html [<!ENTITY % outer SYSTEM "http://example.invalid/a.dtd"> %outer;]>',
    ],
)
def test_pages_with_entities_of_their_own_are_refused(declaration: str) -> None:
    with pytest.raises(InputError, match=r"a\.xhtml: the page declares entities of its own"):
        lines_of_page(f"{declaration}<html><body><p>&lol2;&secret;</p></body></html>".encode(), "a.xhtml")


def test_entities_that_nothing_declares_stay_as_they_are() -> None:
    assert lines_of_page(b"<!DOCTYPE html SYSTEM 'file:///etc/hostname'><p>&lol; &lol2;", "a.html") == ("&lol; &lol2;",)


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "table><tr><td", "section", "font", "blockquote", "x-y"])
def test_a_hundred_thousand_nested_elements(tag: str) -> None:
    with pytest.raises(LimitError, match=r"a\.html: the page nests more than 1,000 elements"):
        lines_of_page(f"<{tag}>".encode() * 100_000 + b"x", "a.html")


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "section", "table><tr><td"])
def test_nesting_that_is_deep_and_allowed(tag: str) -> None:
    assert lines_of_page(f"<{tag}>".encode() * 300 + b"x", "a.html")[-1].endswith("x")


def test_elements_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_ITEMS", 1_000)
    with pytest.raises(LimitError, match=r"a\.html: the page has more than 1,000 elements and texts"):
        lines_of_page(b"<p>a" * 500, "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<",
        "</",
        "<p",
        "<p class='",
        "<!--",
        "<!-- --!> --",
        "<!DOCTYPE",
        "<?xml",
        "&#",
        "&#xD800; &#0; &#x110000; &#99999999999;",
        "</p></div></body></html><p>a",
        "<b><p>a</b>b</p><i></b>",
        "<table><p>a<tr>b<td>c</table></table></td>",
        "<td>a</td></tr><li>b<dd>c<option>d",
        "<html><html><body><body><head><title>",
        "<script>if (a < b) </p>",
        "<style>",
        "<title>",
        "<textarea>",
        "<plaintext><p>a",
        "<frameset><frame src=a></frameset><noframes>a",
        "<p \x01\x02=\x03 ='a' \"=1 <a<b>c",
        "<svg><p>a</svg><math><mi>b<p>c",
        "<a href=javascript:alert(1)>a</a><p onclick='x'>b",
        "<main></main></main><main>a<main>b",
        "<sup>1",
        "<pre>\n\n",
        "\ufeff\ufeff<p>a",
        "\ufffe\uffff\U0001f600\u202e",
    ],
)
def test_broken_markup_is_read_somehow(page: str) -> None:
    lines = lines_of_page(page.encode(), "a.html")
    assert all("\n" not in line and line == line.rstrip() for line in lines)
    assert lines == lines_of_page(page.encode(), "a.html")


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<p>" + "good " * 2_000_000, 1),
        ("<p>is good." * 100_000, 199_999),
        ("<table>" + "<tr><td rowspan=999 colspan=999>a" * 5_000, 5_000),
        ("<div>" * 900 + "</span>" * 100_000 + "a", 1),
        ("<p>a" + "</b>" * 500_000, 1),
        ("<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">a", 1),
        ("<p style='" + "; " * 500_000 + "'>a", 1),
        ("<p class='" + "cookie-" * 100_000 + "'>a", 1),
        ("<p>a" + "&" * 2_000_000, 1),
        ("<meta " * 100_000 + "<p>a", 1),
        ("<p>a" + "<sup>1</sup>" * 50_000, 1),
    ],
)
def test_large_pages(page: str, count: int) -> None:
    assert len(lines_of_page(page.encode(), "a.html")) == count
