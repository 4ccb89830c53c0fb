"""Sorted runs: the lines between two keys are found, whatever the runs and the memory."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.bulk import runs
from builder.bulk.runs import Range, merged, merged_parts, ranges, write_run

KEYS = st.sampled_from([f"<{name}> ".encode() for name in ("a", "a/b", "ab", "b", "b-c", "b/c", "é", "z")])
LINES = st.lists(st.tuples(KEYS, st.integers(0, 30)), max_size=60)


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4), st.integers(1, 200), st.sampled_from([0, 100, 10**6]), st.booleans())
def test_ranges_of_merged_runs_are_all_lines_in_order(
    contents: list[list[tuple[bytes, int]]], size: int, memory: int, parted: bool
) -> None:
    stride, runs.STRIDE = runs.STRIDE, 16  # type: ignore[misc]
    try:
        with TemporaryDirectory() as folder:
            expected: set[bytes] = set()
            written = []
            for number, content in enumerate(contents):
                lines = sorted({key + str(value).encode() + b"\n" for key, value in content})
                expected.update(lines)
                groups = (
                    (key, b"".join(group)) for key, group in groupby(lines, lambda line: line[: line.index(b" ") + 1])
                )
                written.append(write_run(Path(folder) / str(number), groups, parted))
            found = [list(merged(written, each, memory)) for each in ranges(written, size)]
            assert [line for part in found for line in part] == sorted(expected)
            for each, lines in zip(ranges(written, size), found, strict=True):  # no more of the index is needed
                assert list(merged([run.within(each) for run in written], each, memory)) == lines
            if parted:
                texts = [text for each in ranges(written, size) for text in merged_parts(written, each, memory)]
                assert b"".join(texts) == b"".join(sorted(expected))
                assert len({text.split(b" ")[0] for text in texts}) == len(texts)
            heads = [{line.split(b" ")[0] for line in part} for part in found]
            assert sum(map(len, heads)) == len(set().union(*heads))  # no subject is in two ranges
    finally:
        runs.STRIDE = stride  # type: ignore[misc]


def test_a_range_is_read_without_the_rest(tmp_path: Path) -> None:
    """Of a large run only some strides are read."""
    groups = [(f"<{number:06}> ".encode(), f"<{number:06}> x\n".encode() * 10) for number in range(20_000)]
    run = write_run(tmp_path / "run", groups)
    assert run.size == (tmp_path / "run").stat().st_size == 20_000 * 110
    start, end = runs.extent(run, Range(b"<010000> ", b"<010001> "))
    assert 0 < end - start <= 2 * (runs.STRIDE + 110)
    assert list(merged([run], Range(b"<010000> ", b"<010001> "), 10**9)) == [b"<010000> x\n"]
