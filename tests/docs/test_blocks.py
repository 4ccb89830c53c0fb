"""Generated blocks in hand-written pages."""

from __future__ import annotations

import pytest

from builder.documentation.blocks import BlockError, fill
from builder.errors import SourceError


def shout(name: str, argument: str) -> str:
    if name == "none":
        raise BlockError("no block is called `none`")
    return f"{name.upper()} {argument}".strip()


def test_a_block_is_replaced_and_the_rest_is_left() -> None:
    page = "# Title\n\n<!-- generated: say hello world -->\nold\n\nlines\n<!-- end -->\n\nmore\n"
    assert fill(page, "x.md", shout) == (
        "# Title\n\n<!-- generated: say hello world -->\n\nSAY hello world\n\n<!-- end -->\n\nmore\n"
    )


def test_filling_again_changes_nothing() -> None:
    once = fill("<!-- generated: one -->\n<!-- end -->\n<!-- generated: two -->\n<!-- end -->\n", "x.md", shout)
    assert fill(once, "x.md", shout) == once
    assert once.count("ONE") == once.count("TWO") == 1


def test_other_comments_are_no_blocks() -> None:
    page = "<!-- a remark -->\ntext\n"
    assert fill(page, "x.md", shout) == page


@pytest.mark.parametrize(
    ("page", "line", "found"),
    [
        ("<!-- generated: say -->\ntext\n", 1, "without its end"),
        ("text\n<!-- end -->\n", 2, "not begun"),
        ("<!-- generated: say -->\n<!-- generated: say -->\n<!-- end -->\n", 1, "without its end"),
        ("<!-- generated: say -->\n<!-- end -->\n<!-- end -->\n", 3, "not begun"),
        ("\n<!-- generated:say -->\n<!-- end -->\n", 2, "is no mark"),
        ("\n\n<!-- generated: none -->\n<!-- end -->\n", 3, "no block is called `none`"),
    ],
)
def test_a_wrong_mark_is_named_at_its_line(page: str, line: int, found: str) -> None:
    with pytest.raises(SourceError) as raised:
        fill(page, "docs/x.md", shout)
    first = raised.value.problems[0]
    assert (first.file, first.line) == ("docs/x.md", line)
    assert found in first.found


def test_all_wrong_marks_are_named_at_once() -> None:
    with pytest.raises(SourceError) as raised:
        fill("<!-- end -->\n<!-- generated: none -->\n<!-- end -->\n", "x.md", shout)
    assert [problem.line for problem in raised.value.problems] == [1, 2]
