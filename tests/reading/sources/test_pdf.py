from __future__ import annotations

import subprocess
from typing import Any

import pytest

from builder.errors import InputError, LimitError, PeelgraphError
from builder.reading.sources import pdf, pdf_process
from builder.reading.sources.pdf import lines_of_pdf
from tests.reading.sources.pdfs import CATALOG, Put, drawn, encrypted, squeezed, stream, with_contents, with_pages
from tests.reading.sources.pdfs import pdf as document

HELLO = with_pages([Put(72, 700, "Ashshire Police is good")])
BODY = (
    "The force has cut its costs by £4.5m (12 percent) since the year 2010",
    "and plans to cut them further, for it has to save another £1.1m. The",
    "public was asked.",
)


def report(number: int) -> list[Put]:
    """A page with a running head, a heading, a paragraph of three lines, a badge, a list, a row of a table, a foot."""
    return [
        Put(72, 800, "Ashshire – responding to austerity", 9),
        Put(72, 740, f"Chapter {number}", 16),
        *(Put(72, 715 - 13 * at, line) for at, line in enumerate(BODY)),
        Put(72, 660, "Good"),
        Put(72, 640, "•"),
        Put(85, 640, "Keep the accounts."),
        Put(72, 610, "Officers"),
        Put(300, 610, "1,240"),
        Put(400, 610, "–3%"),
        Put(300, 40, str(number), 9),
    ]


def test_a_report_reads_like_a_plain_text() -> None:
    part = [" ".join(BODY), "", "Good", "", "- Keep the accounts.", "", "Officers\t1,240\t–3%"]
    assert lines_of_pdf(with_pages(*map(report, (1, 2, 3))), "a.pdf") == (
        "Ashshire – responding to austerity", "",
        "Chapter 1", "", *part, "",
        "Chapter 2", "", *part, "",
        "Chapter 3", "", *part,
    )  # fmt: skip


def test_two_pages_have_no_running_heads() -> None:
    lines = lines_of_pdf(with_pages(report(1), report(2)), "a.pdf")
    assert lines.count("Ashshire – responding to austerity") == 2
    assert lines[-1] == "2"


def test_pages_on_their_side_are_read_line_by_line() -> None:
    content = b"".join(
        b"BT /F1 11 Tf 0 1 -1 0 %d 72 Tm <%s> Tj ET\n" % (72 + 13 * at, line.encode("cp1252").hex().encode())
        for at, line in enumerate(BODY)
    )
    assert lines_of_pdf(with_contents([stream(content)], b"/Rotate 90"), "a.pdf") == BODY


def test_words_broken_at_the_end_of_a_line_keep_their_hyphen() -> None:
    pages = with_pages([Put(72, 700, "a medium-"), Put(72, 687, "term plan")])
    assert lines_of_pdf(pages, "a.pdf") == ("a medium-term plan",)


@pytest.mark.parametrize(
    ("before", "raised", "rise", "size", "expected"),
    [
        ("fell by 45.2", "3", 5, 6, "fell by 45.2"),
        ("fell by 45.2", "12", 5, 6, "fell by 45.2"),
        ("fell by 45.2", "*", 5, 6, "fell by 45.2"),
        ("an area of 5 km", "2", 5, 6, "an area of 5 km2"),
        ("on the 21", "st", 5, 6, "on the 21st"),
        ("fell by 45.2", "3", 0, 11, "fell by 45.23"),
        ("water is H", "2", -3, 6, "water is H2"),
    ],
)
def test_marks_of_footnotes_are_no_digits_of_figures(
    before: str, raised: str, rise: int, size: int, expected: str
) -> None:
    content = f"BT /F1 11 Tf 72 700 Td ({before}) Tj /F1 {size} Tf {rise} Ts ({raised}) Tj ET".encode()
    assert lines_of_pdf(with_contents([stream(content)]), "a.pdf") == (expected,)


def test_an_item_with_a_large_bullet_goes_on() -> None:
    puts = [Put(72, 700, "•", 16), Put(85, 700, BODY[0]), Put(85, 687, BODY[1]), Put(85, 674, BODY[2])]
    assert lines_of_pdf(with_pages(puts), "a.pdf") == (f"- {' '.join(BODY)}",)


def test_compressed_contents() -> None:
    pages = with_contents([squeezed(drawn([Put(72, 700, "Good")]), times=2)])
    assert lines_of_pdf(pages, "a.pdf") == ("Good",)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (with_pages([]), "has no text layer: run OCR first"),
        (with_pages([], []), "has no text layer: run OCR first"),
        (with_pages([Put(72, 700, "  ")]), "has no text layer: run OCR first"),
        (document([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"]), "is damaged, or no PDF"),
        (encrypted(b"secret"), "is encrypted; save it without protection"),
        (encrypted(b""), "is encrypted; save it without protection"),
        (HELLO[:300], "is damaged, or no PDF"),
        (HELLO[: len(HELLO) // 10], "is damaged, or no PDF"),
        (b"%PDF-1.7\n", "is damaged, or no PDF"),
        (b"", "is damaged, or no PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 1_000, "is damaged, or no PDF"),
        (document([b"[" * 500_000]), "is damaged, or no PDF"),
    ],
)
def test_pdfs_that_give_no_text(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        lines_of_pdf(data, "a.pdf")
    assert str(caught.value) == f"a.pdf: {told}"


KIDS = b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count %d>>"
RESOURCES = b"/Resources<</XObject<</A %d 0 R>>>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + RESOURCES
DRAWING = [
    CATALOG,
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R" + RESOURCES % 5 + b">>",
    stream(b"/A Do /A Do"),
]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(document([CATALOG, KIDS % (2, 3, 2), KIDS % (2, 2, 1)]), id="page tree with a loop"),
        pytest.param(
            document([CATALOG, *(KIDS % (at, at, 1 << 42 - at) for at in range(3, 43)), b"<</Type/Page>>"]),
            id="page tree that doubles",
        ),
        pytest.param(
            document([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<<>>"]), id="two billion pages"
        ),
        pytest.param(document([*DRAWING, stream(b"/A Do /A Do", FORM % 5)]), id="form that draws itself"),
        pytest.param(
            document([*DRAWING, *(stream(b"/A Do /A Do", FORM % (at + 1)) for at in range(5, 45)), stream(b"")]),
            id="forms that double",
        ),
        pytest.param(with_contents([squeezed(b"q " * 20_000_000)]), id="states kept for ever"),
    ],
)  # fmt: skip
def test_loops_and_bombs_end_in_an_error(data: bytes) -> None:
    with pytest.raises((InputError, LimitError), match=r"^a\.pdf: "):
        lines_of_pdf(data, "a.pdf", seconds=20)


@pytest.mark.parametrize("times", [1, 2])
def test_a_bomb_of_blanks_takes_limited_time_and_memory(times: int) -> None:
    data = with_contents([squeezed(drawn([Put(72, 700, "Good")]) + b" " * (256 << 20), times)])
    assert len(data) < 500_000
    try:
        told = lines_of_pdf(data, "a.pdf", seconds=30)
    except PeelgraphError as error:
        told = (str(error)[:7],)
    assert told in {("Good",), ("a.pdf: ",)}


def test_a_table_of_contents_of_the_file_that_leads_to_itself() -> None:
    data = HELLO.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % HELLO.index(b"xref\n"))
    assert lines_of_pdf(data, "a.pdf") == ("Ashshire Police is good",)


def test_the_time_is_limited() -> None:
    with pytest.raises(LimitError, match=r"a\.pdf: was not read within 0\.001 seconds"):
        lines_of_pdf(HELLO, "a.pdf", seconds=0.001)


@pytest.mark.parametrize(
    ("status", "said", "kind", "told"),
    [
        (-11, b"", InputError, r"gave up on it \(exit status -11\): damaged, or made to exhaust it$"),
        (1, b"Traceback\nOops: no\n", InputError, r"exit status 1\).*; it said: Oops: no$"),
        (-9, b"", LimitError, r"was not read within the limits of time and memory$"),
        (-24, b"", LimitError, r"was not read within the limits of time and memory$"),
    ],
)
def test_a_crash_of_the_library_is_an_error_of_the_file(
    monkeypatch: pytest.MonkeyPatch, status: int, said: bytes, kind: type[PeelgraphError], told: str
) -> None:
    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, status, b"", said)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(kind, match=r"^a\.pdf: .*" + told):
        lines_of_pdf(HELLO, "a.pdf")


@pytest.mark.parametrize(("name", "most", "problem"), [("MAX_PAGES", 1, "pages"), ("MAX_CHARACTERS", 30, "characters")])
def test_pages_and_characters_are_counted(monkeypatch: pytest.MonkeyPatch, name: str, most: int, problem: str) -> None:
    data = with_pages(*[[Put(72, 700, "Ashshire Police is good")]] * 2)
    assert "pages" in pdf_process.answer(data)
    monkeypatch.setattr(pdf_process, name, most)
    assert pdf_process.answer(data) == {"problem": problem}
    assert problem in pdf._ANSWERS


def test_signs_without_letters_are_no_text() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    )
    font += b"/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type"
    font += b"/FontDescriptor/FontName/A/Flags 4>>>>]>>"
    data = document([
        CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        stream(b"BT /F1 11 Tf 72 700 Td <000100020003> Tj ET"), font,
    ])  # fmt: skip
    with pytest.raises(InputError, match=r"a\.pdf: has (a text layer that does not say which letters|no text layer)"):
        lines_of_pdf(data, "a.pdf")
