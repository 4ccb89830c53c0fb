"""Tables of bulk seeds: every kind of wrong row, with the place, what was found, what is allowed and what to do.

The mark › stands where each problem is to be reported; problems come in the order of their places.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import Problem, SourceError
from builder.formatting.tables import format_table
from builder.seeds.agreement import contradictions
from builder.seeds.loader import Seeds, check_seeds
from builder.seeds.records import Judgment
from builder.seeds.rows import CELL_LIMIT, FORMULA, LINE_LIMIT, read_rows
from builder.seeds.tables import TABLES, read_table
from tests.seeds.worlds import DOCUMENT, REFERENCE, unmarked

GRADES = "body,cycle,subject,grade,state,basis,page\n"
COUNTS = "cycle,subject,grade,count,page,note\n"
DOUBTS = "id,kind,cycle,subject,body,grade,text,page\n"
PAGE = "https://example.org/a/"
GOOD = f"ashshire,round-2016,efficiency,good,,stated,{PAGE}\n"
ROUND = "round-2016,efficiency"
LETTERS = ",".join(TABLES["grades"].columns)
FILL = "fill the cell"
TWICE = "write quotation marks inside the cell twice"
OTHER_KIND = "`ashshire-police-authority` is of kind authority, and round-2016 inspects another kind of body"
RECORD = "{body: ashshire, cycle: round-2016, subject: efficiency, grade: good, lines: 3}"
CELLS_END = "close it in the same line; a cell holds no ends of lines"


def load(folder: Path, **texts: str | bytes) -> Seeds:
    """The world's reference data and some more files: ``a`` becomes ``a.csv``, ``case_yaml`` becomes ``case.yaml``."""
    paths = [(REFERENCE, REFERENCE.name)]
    for name, text in texts.items():
        path = folder / (f"{name.removesuffix('_yaml')}.yaml" if name.endswith("_yaml") else f"{name}.csv")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        paths.append((path, path.name))
    return check_seeds(paths)


def problems(folder: Path, **texts: str | bytes) -> tuple[Problem, ...]:
    """All problems that loading finds."""
    with pytest.raises(SourceError) as caught:
        load(folder, **texts)
    return caught.value.problems


CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    # --- lines that are no rows ---
    "ragged, a cell too few": (
        f"{GRADES}ashshire,{ROUND},good,,›stated\n",
        [("6 cells", f"7: {', '.join(TABLES['grades'].columns)}", ...)],  # type: ignore[list-item]
    ),
    "ragged, a cell too many": (
        f"{GRADES}{GOOD[:-1]},›more\n",
        [("8 cells", f"7: {', '.join(TABLES['grades'].columns)}", ...)],  # type: ignore[list-item]
    ),
    "an empty row": (f"{GRADES}{GOOD}›\n", [("an empty row", "rows with cells", "take the line out")]),
    "an open quotation mark": (
        f'{GRADES}ashshire,{ROUND},›"good,,stated,{PAGE}\n',
        [("a quotation mark that nothing closes", "cells that end in their line", CELLS_END)],
    ),
    "a quotation mark within a cell": (
        f'{GRADES}ashshire,{ROUND},go›"od,,stated,{PAGE}\n',
        [("a quotation mark within a cell", 'cells such as "a ""b"" c"', ...)],  # type: ignore[list-item]
    ),
    "text behind a quoted cell": (
        f'{GRADES}ashshire,{ROUND},"good"›x,,stated,{PAGE}\n',
        [("text behind a quoted cell", "a comma or the end of the line", TWICE)],
    ),
    "a character that cannot be printed": (
        f"{GRADES}ashshire,{ROUND},go›\x07od,,stated,{PAGE}\n",
        [("the character U+0007", "printable characters", "take it out")],
    ),
    # --- headers ---
    "no header": ("›", [("the file holds nothing", ..., "fill it, or delete it")]),  # type: ignore[list-item]
    "a header alone": (f"›{GRADES}", [("a header without rows", "rows below it", "fill it, or delete the file")]),
    "the header of no table": (
        "›force,year,mark\nashshire,2016,good\n",
        [("the header of no table", ..., "let the file begin with such a header")],  # type: ignore[list-item]
    ),
    "an unknown column": (
        f"body,cycle,subject,›grades,state,basis,page\n{GOOD}",
        [("unknown column `grades` of a table of grades", LETTERS, "did you mean `grade`?")],
    ),
    "a column that is too much": (
        f"{GRADES[:-1]},›colour\n{GOOD}",
        [("unknown column `colour` of a table of grades", LETTERS, "take the column out")],
    ),
    "a column that is missing": (
        "body,cycle,subject,grade,›basis,page\n",
        [("the column `state` of a table of grades is missing", LETTERS, "add it; a cell may be empty")],
    ),
    "columns in another order": (
        "›cycle,body,subject,grade,state,basis,page\n",
        [("the columns of a table of grades in another order", LETTERS, "let the file begin with that header")],
    ),
    "a column twice": (
        "body,cycle,subject,grade,state,basis,page,›body\n",
        [("the column `body` twice", LETTERS, "let the file begin with that header")],
    ),
    # --- rows that are no records ---
    "a grade and a state": (
        f"{GRADES}ashshire,{ROUND},good,›not-found,stated,{PAGE}\n",
        [("`grade` and `state` side by side", "one of the two", "leave one of the cells empty")],
    ),
    "neither grade nor state": (
        f"{GRADES}ashshire,{ROUND},›,,stated,{PAGE}\n",
        [("neither a `grade` nor a `state`", "one of the two", "or the state `not-found`")],
    ),
    "no page and no basis": (
        f"{GRADES}ashshire,{ROUND},good,,›,›\n",
        [("`basis` is missing", "", FILL), ("`page` is missing", "", FILL)],
    ),
    "a basis of what is not graded": (
        f"{GRADES}ashshire,{ROUND},,not-yet-graded,›stated,{PAGE}\n",
        [("`basis` beside a row without a grade", "an empty cell", "take it out")],
    ),
    "a page of what was not found": (
        f"{GRADES}ashshire,{ROUND},,not-found,,›{PAGE}\n",
        [("`page` beside the state `not-found`, which no page says", "an empty cell", ...)],  # type: ignore[list-item]
    ),
    "no body, and a page that is none": (
        f"{GRADES}›,{ROUND},good,,stated,{PAGE}\n",
        [("`body` is missing", "", FILL)],
    ),
    "an address that is none": (
        f"{GRADES}ashshire,{ROUND},good,,stated,›ftp://example.org/\n",
        [
            (
                "`ftp://example.org/` for `page`: of another form",
                "the address of a page, such as https://example.org/peel-2016/kent/",
                "",
            )
        ],
    ),
    "a count that is no number": (
        f"{COUNTS}{ROUND},good,›two,{PAGE},\n",
        [("`two` for `count`: no whole number", "plain figures such as 43", "")],
    ),
    # --- rows that do not fit the rest ---
    "an unknown body": (
        f"{GRADES}›ashire,{ROUND},good,,stated,{PAGE}\n",
        [("unknown body `ashire`", ..., "did you mean `ashshire` or `coxshire` or `bexshire`?")],  # type: ignore[list-item]
    ),
    "a grade of another scheme": (
        f"{GRADES}ashshire,{ROUND},›2,,stated,{PAGE}\n",
        [("`2` is no grade of round-2016 (four)", "outstanding, good, requires-improvement, inadequate", "")],
    ),
    "an unknown state": (
        f"{GRADES}ashshire,{ROUND},,›lost,,{PAGE}\n",
        [("unknown ungraded state `lost`", "not-yet-graded", "")],
    ),
    "a remainder": (
        f"{GRADES}ashshire,{ROUND},good,,›remainder,{PAGE}\n",
        [("`remainder` for `basis`", "stated, listed, previous, reported", ...)],  # type: ignore[list-item]
    ),
    "a body of another kind": (
        f"{GRADES}›ashshire-police-authority,{ROUND},good,,stated,{PAGE}\n",
        [(OTHER_KIND, "a force", "")],
    ),
    "a row twice": (
        f"{GRADES}{GOOD}›{GOOD}",
        [
            (
                f"a second record of `round-2016 ashshire efficiency {PAGE}` in `judgments`",
                "",
                "the first stands in line 2; keep one of the two rows",
            )
        ],
    ),
    "a doubt about nothing": (
        f"{DOUBTS}a,arithmetic,{ROUND},›ashshire,,Who knows.,{PAGE}\n",
        [
            (
                "a doubt about round-2016, efficiency, ashshire, of which no row says anything",
                "",
                "correct cycle, subject, body, grade or page to those of the row in doubt",
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_problem(name: str, tmp_path: Path) -> None:
    marked, expected = CASES[name]
    text, places = unmarked(marked)
    found = problems(tmp_path, case=text)
    assert [(each.line, each.column) for each in found] == places
    for each, (wrong, allowed, advice) in zip(found, expected, strict=True):
        assert each.file == "case.csv"
        assert each.found == wrong
        assert allowed in (..., each.allowed)
        assert advice in (..., each.advice)
        assert each.allowed or each.advice


@pytest.mark.parametrize("sign", FORMULA)
def test_no_cell_is_a_formula(sign: str, tmp_path: Path) -> None:
    found = problems(tmp_path, case=f"{COUNTS}{ROUND},good,1,{PAGE},{sign}1+1\n")
    ((line, column, said),) = [(each.line, each.column, each.found) for each in found]
    assert (line, column) == (2, len(f"{ROUND},good,1,{PAGE},") + 1)
    if sign == "\t":
        assert said == "a cell that begins with a tab"
    else:
        assert said == f"a cell that begins with `{sign}`"


@pytest.mark.parametrize(
    ("content", "place", "found"),
    [
        (GRADES.encode() + b"ashshire,caf\xe9,x,,,,\n", (2, 13), "the byte 0xe9 is no UTF-8"),
        (b"\xef\xbb\xbf" + GRADES.encode(), (1, 1), "a byte order mark"),
        (
            f"{COUNTS}{ROUND},good,1,{PAGE},{'x' * (CELL_LIMIT + 1)}\n".encode(),
            (2, len(f"{ROUND},good,1,{PAGE},") + 1),
            "a cell of 2,001 characters",
        ),
        (f"{COUNTS}{'x' * (LINE_LIMIT + 1)}\n".encode(), (2, 1), "a line of more than 20,000 bytes"),
        (f"{COUNTS}{'x' * 5 * LINE_LIMIT}".encode(), (2, 1), "a line of more than 20,000 bytes"),
    ],
)
def test_what_is_no_text_of_a_table(content: bytes, place: tuple[int, int], found: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, case=content)
    assert ((problem.line, problem.column), problem.found) == (place, found)


def test_all_problems_of_all_rows_come_at_once(tmp_path: Path) -> None:
    """Lines, rows, records and what they refer to, in one table and in two, beside a wrong curated file."""
    marked = (
        f"{GRADES}"
        f"›ashire,{ROUND},›god,,stated,{PAGE}\n"
        f"ashshire,round-2015,efficiency,good,›,stated\n"
        f"bexshire,{ROUND},›=good,,stated,{PAGE}\n"
        f"coxshire,{ROUND},good,,›guessed,{PAGE}\n"
    )
    marked = marked.replace("good,›,stated", "good,,›stated")
    text, places = unmarked(marked)
    found = problems(tmp_path, case=text, other=f"{COUNTS}{ROUND},good,x,{PAGE},\n", bad_yaml="judgments: 1\n")
    assert [(each.line, each.column) for each in found if each.file == "case.csv"] == places
    assert {each.file for each in found} == {"bad.yaml", "case.csv", "other.csv"}


DIFFER = {
    "a document": (
        f"judgments:\n  - {RECORD}\n{DOCUMENT}",
        "`good` in case.yaml, line 2",
    ),
    "a list of a document": (
        "counts:\n  - cycle: round-2016\n    subject: efficiency\n    grade: good\n    count: 1\n"
        f"    bodies:\n      - ashshire\n    lines: 3\n{DOCUMENT}",
        "`good` in case.yaml, line 7",
    ),
    "a body that a document leaves without a grade": (
        "ungraded_states:\n  - {code: not-inspected, name: No, definition: Nobody came to look at it.}\n"
        "ungraded:\n  - {body: ashshire, cycle: round-2016, subject: efficiency, state: not-inspected, lines: 3}\n"
        f"{DOCUMENT}",
        "`not-inspected` in case.yaml, line 4",
    ),
}


def contradicted(folder: Path, **texts: str) -> list[tuple[str, int, int, str]]:
    """What is told of the rows that contradict another place."""
    found = contradictions((seed.source, seed.content) for seed in load(folder, **texts).files)
    assert all(each.advice for each in found)
    return [(each.file, each.line, each.column, each.found) for each in found]


@pytest.mark.parametrize("name", DIFFER)
def test_a_row_that_differs_from_a_document_names_its_place(name: str, tmp_path: Path) -> None:
    """A build takes both all the same."""
    document, other = DIFFER[name]
    rows = GRADES + GOOD.replace("good", "inadequate")
    where = "`inadequate` for ashshire, round-2016, efficiency, and "
    assert contradicted(tmp_path, a=rows, case_yaml=document) == [("a.csv", 2, 32, where + other)]


def test_what_agrees_is_no_contradiction(tmp_path: Path) -> None:
    assert contradicted(tmp_path, a=GRADES + GOOD, case_yaml=DIFFER["a document"][0]) == []
    later = f"{GRADES}{GOOD}ashshire,{ROUND},,not-yet-graded,,{PAGE}b\n"
    assert contradicted(tmp_path, a=later) == []  # a grade may follow


def test_rows_that_differ_name_each_other(tmp_path: Path) -> None:
    second = f"ashshire,{ROUND},inadequate,,stated,{PAGE}b\n"
    assert contradicted(tmp_path, a=GRADES + GOOD, b=GRADES + second) == [
        ("b.csv", 2, 32, "`inadequate` for ashshire, round-2016, efficiency, and `good` in a.csv, line 2")
    ]
    assert contradicted(tmp_path, a=f"{GRADES}{GOOD}ashshire,{ROUND},,not-found,,\n", b=GRADES + GOOD) == [
        ("a.csv", 3, 1, "`not-found` for ashshire, round-2016, efficiency, and `good` in a.csv, line 2")
    ]


def test_curated_files_that_differ_are_left_to_the_shapes(tmp_path: Path) -> None:
    document = DIFFER["a document"][0]
    other = document.replace("grade: good", "grade: inadequate").replace("key: case", "key: other")
    assert contradicted(tmp_path, one_yaml=document, two_yaml=other) == []


def test_two_pages_may_say_the_same(tmp_path: Path) -> None:
    seeds = load(tmp_path, a=GRADES + GOOD + GOOD.replace("/a/", "/b/"))
    assert [seed.records for seed in seeds.files if seed.name == "a.csv"] == [2]


@pytest.mark.parametrize(
    ("count", "rows", "fits"),
    [
        (2, "", True),  # three forces, none known
        (4, "", False),  # more than there are
        (1, GOOD, True),
        (0, GOOD, False),
        (3, GOOD, True),  # two are open
        (3, GOOD + GOOD.replace("ashshire", "bexshire").replace("good", "inadequate"), False),
        (2, GOOD + GOOD.replace("ashshire", "bexshire").replace("good", "inadequate"), True),
        (2, GOOD + f"bexshire,{ROUND},,not-found,,\n", True),  # what was not found is open
    ],
)
def test_counts_are_those_that_the_rows_can_come_to(count: int, rows: str, fits: bool, tmp_path: Path) -> None:
    texts = {"counts": f"{COUNTS}{ROUND},good,{count},{PAGE},\n"}
    if rows:
        texts["grades"] = GRADES + rows
    if fits:
        load(tmp_path, **texts)
        return
    (found,) = problems(tmp_path, **texts)
    assert (found.file, found.line, found.column) == ("counts.csv", 2, len(f"{ROUND},good,") + 1)
    assert found.found.startswith(f"{count} counted with good in round-2016, efficiency; ")


def test_a_count_in_doubt_may_differ(tmp_path: Path) -> None:
    counts = f"{COUNTS}{ROUND},good,0,{PAGE},\n"
    doubt = f"{DOUBTS}a,arithmetic,{ROUND},,good,Who knows.,{PAGE}\n"
    load(tmp_path, grades=GRADES + GOOD, counts=counts, doubts=doubt)


@pytest.mark.parametrize(
    ("row", "subject", "fits"),
    [
        ("good,,stated", "efficiency", True),
        ("good,,stated", "", True),
        (",not-yet-graded,", "efficiency", False),  # of a grade, not of its absence
        (",not-yet-graded,", "", True),
        (",not-found,", "", False),  # no inspection of the body is in the graph then
    ],
)
def test_a_doubt_is_about_what_the_rows_bring(row: str, subject: str, fits: bool, tmp_path: Path) -> None:
    page = "" if "not-found" in row else PAGE
    grades = f"{GRADES}ashshire,{ROUND},{row},{page}\n"
    doubts = f"{DOUBTS}a,arithmetic,round-2016,{subject},ashshire,,Who knows.,{PAGE}\n"
    if fits:
        load(tmp_path, grades=grades, doubts=doubts)
    else:
        (problem,) = problems(tmp_path, grades=grades, doubts=doubts)
        assert (problem.file, problem.line, problem.found[:14]) == ("doubts.csv", 2, "a doubt about ")


@pytest.mark.parametrize("section", ["gaps", "page_doubts", "judgments"])
def test_curated_files_have_no_rows_of_tables(section: str, tmp_path: Path) -> None:
    """A judgment of a document keeps its lines: a page does not stand in for them."""
    records = {
        "gaps": "{body: ashshire, cycle: round-2016, subject: efficiency}",
        "page_doubts": f"{{id: a, kind: arithmetic, cycle: round-2016, text: Who knows., page: {PAGE}}}",
        "judgments": f"{{body: ashshire, cycle: round-2016, subject: efficiency, grade: good, page: {PAGE}}}",
    }
    found = problems(tmp_path, case_yaml=f"{section}:\n  - {records[section]}\n{DOCUMENT}")
    said = {each.found for each in found}
    wanted = {"`page` outside of a table", "the record names no evidence"}
    assert said == (wanted if section == "judgments" else {"a row of a table outside of a table"})


def test_rows_are_the_records_of_curated_files(tmp_path: Path) -> None:
    seeds = load(tmp_path, a=GRADES + GOOD)
    (seed,) = (seed for seed in seeds.files if seed.name == "a.csv")
    assert seed.content.judgments == (
        Judgment(body="ashshire", cycle="round-2016", subject="efficiency", grade="good", basis="stated", page=PAGE),
    )


def test_rows_are_read_one_at_a_time() -> None:
    """The first record is there before the second line is asked for."""
    asked: list[int] = []

    class Counting(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            asked.append(1)
            return super().readline(size)

    rows = read_table(Counting((GRADES + GOOD * 1000).encode()), "a.csv", [])
    assert next(rows).data["body"] == "ashshire"
    assert len(asked) == 2


SIGNS = st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc"])
CELL = st.text(SIGNS, max_size=12).filter(lambda text: not text.startswith(FORMULA))


@given(st.lists(st.lists(CELL, min_size=2, max_size=5).filter(lambda cells: any(c.strip() for c in cells)), min_size=1))
def test_rows_of_any_writer_are_read_as_they_were_written(table: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(table)
    found: list[Problem] = []
    rows = list(read_rows(io.BytesIO(stream.getvalue().encode()), "a.csv", found))
    assert found == []
    assert [list(row.cells) for row in rows] == table
    for row, text in zip(rows, stream.getvalue().split("\n"), strict=False):
        for cell, column in zip(row.cells, row.columns, strict=True):
            assert text[column - 1 :].startswith((cell, '"'))
    formatted = format_table(stream.getvalue(), "a.csv")
    assert format_table(formatted, "a.csv") == formatted
    assert sorted(csv.reader(io.StringIO(formatted))) == sorted(table)


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("b,a\r\n2,1\r\n1,2\r\n", "b,a\n1,2\n2,1\n"),
        ('a,b\n"x","y, z"', 'a,b\nx,"y, z"\n'),
    ],
)
def test_form_of_tables(text: str, formatted: str) -> None:
    assert format_table(text, "a.csv") == formatted
