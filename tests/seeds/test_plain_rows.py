"""Lines that are plain rows are read all at once, and come to what reading them one by one comes to."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.errors import Problem
from builder.seeds.rows import CELL_LIMIT, plain_cells, read_rows

CELLS = st.text(st.sampled_from('ab,,\n\n"=-+@\t \r\x00\x85\u2028\ufeffé'), max_size=12)


@given(CELLS, st.integers(2, 3))
@example("a,b\n", 2)
@example("a,b\na,é", 2)
@example("a,\n,", 2)
def test_what_is_plain_is_read_the_same(text: str, width: int) -> None:
    content = text.encode()
    plain = plain_cells(content, width)
    problems: list[Problem] = []
    rows = list(read_rows(io.BytesIO(content), "a.csv", problems, 2))
    if plain is not None:
        assert not problems
        assert [list(row.cells) for row in rows] == plain
        assert [row.line for row in rows] == list(range(2, 2 + len(plain)))


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n",
        "a\n",
        "\n",
        "a,b\n\nc,d\n",
        'a,"b"\n',
        "=a,b\n",
        "a,@b\n",
        "a,b\r\n",
        "a,\x00\n",
        f"a,{'b' * CELL_LIMIT}\n",
    ],
)
def test_what_is_not_plain(text: str) -> None:
    assert plain_cells(text.encode(), 2) is None
    assert plain_cells(b"a,b\n" + text.encode(), 2) is None


def test_no_text() -> None:
    assert plain_cells(b"a,\xff\n", 2) is None
    assert plain_cells("a,é\nb,c".encode(), 2) == [["a", "é"], ["b", "c"]]
