from __future__ import annotations

import pytest

from builder.reading.sources.pdf_layout import PdfLine, laid_out

WIDE = "The force keeps its accounts in good order and has asked the"


def line(text: str, row: float, left: float = 72, height: float = 12, glued: bool = False) -> PdfLine:
    """A line of letters 5 points wide, so many lines of 14 points below the top of an A4 page."""
    bottom = 842 - 14 * row
    return PdfLine(text, left, left + 5 * len(text), bottom, height, bottom / 842, glued)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ()),
        ([line("", 10)], ()),
        ([line(WIDE, 10), line("public what it thinks.", 11)], (f"{WIDE} public what it thinks.",)),
        # a badge before a sentence
        ([line("Good", 10), line(WIDE, 11)], ("Good", WIDE)),
        # the next word would have found room
        ([line(WIDE, 10), line(WIDE[:-10], 11), line("So", 12)], (f"{WIDE} {WIDE[:-10]}", "So")),
        # a gap, another size, a list, a table
        ([line(WIDE, 10), line("public", 13)], (WIDE, "", "public")),
        ([line(WIDE, 10, height=18), line("public", 11)], (WIDE, "", "public")),
        ([line(WIDE, 10), line("• public", 11)], (WIDE, "- public")),
        ([line(WIDE, 10), line("2. public", 11)], (WIDE, "2. public")),
        ([line(WIDE, 10), line("a\tb", 11)], (WIDE, "a\tb")),
        # the other column begins above
        ([line(WIDE, 20), line("public", 10, left=400)], (WIDE, "", "public")),
        ([line("medium-", 10, glued=True), line("term", 11)], ("medium-term",)),
        ([line("a\u00ad\u200b\u2028b  c\t d", 10)], ("a b c\td",)),
        # places that say nothing
        ([PdfLine("a", 0, 0, 0, 0, 0, False), PdfLine("b", 0, 0, 0, 0, 0, False)], ("a", "b")),
    ],
)
def test_lines_of_a_page(lines: list[PdfLine], expected: tuple[str, ...]) -> None:
    assert laid_out([lines]) == expected


def test_pages_are_parted_and_empty_ones_are_nothing() -> None:
    assert laid_out([[line("a", 10)], [], [line("b", 10)]]) == ("a", "", "b")


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("Ashshire 2014", ["Ashshire 2014"]),
        ("Page {} of 9", []),
        ("– {} –", []),
        ("{}", []),
        ("Chapter {}", ["Chapter 1"]),
    ],
)
def test_running_heads_stay_once_and_page_numbers_go(head: str, kept: list[str]) -> None:
    pages = [[line(head.format(number), 2), line(f"text {number}", 20)] for number in range(1, 5)]
    texts = [each for each in laid_out(pages) if each]
    assert texts == [*kept, "text 1", "text 2", "text 3", "text 4"]


@pytest.mark.parametrize(
    "pages",
    [
        [[line("Good", 20)]] * 4,  # not in the margin
        [[line("Good", 2)]] * 2,  # too few
        [[line("Good", 2)], [line("Good", 3)], [line("Good", 4)]],  # in different places
        [[line("Good", 2)]] * 3 + [[line("a", 20)]] * 10,  # on few pages
    ],
)
def test_what_repeats_elsewhere_stays(pages: list[list[PdfLine]]) -> None:
    assert [each for each in laid_out(pages) if each == "Good"] == ["Good"] * sum("Good" in str(page) for page in pages)


def test_a_hundred_thousand_lines() -> None:
    pages = [[line(f"line {number}", number % 50) for number in range(100_000)]]
    assert sum(1 for each in laid_out(pages) if each) == 100_000
