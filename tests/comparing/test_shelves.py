"""Shelves hold lines by subject: the same in memory and in files, and whatever the order in which they come."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.comparing import shelves
from builder.comparing.shelves import Shelf

SUBJECTS = st.sampled_from([b"<urn:x:a>", b"<urn:x:ab>", b"<urn:x:b>", b"_:b1", b"<urn:x:p>"])
LINES = st.lists(
    st.tuples(SUBJECTS, st.sampled_from([b"1", b"2", b'"<urn:x:a> <urn:x:p>"', b"<urn:x:b>"])).map(
        lambda pair: pair[0] + b" <urn:x:p> " + pair[1] + b" ."
    ),
    max_size=30,
)


def shelf(folder: str, lines: list[bytes], in_memory: int) -> Shelf:
    made = Shelf(Path(folder), in_memory)
    for start in range(0, len(lines), 7):
        made.add(b"".join(line + b"\n" for line in lines[start : start + 7]))
    return made


@settings(deadline=None)
@given(LINES, st.sampled_from([0, 200, 1_000_000]))
def test_every_line_is_there_once(lines: list[bytes], in_memory: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = shelf(folder, lines, in_memory)
        found = [line for compartment in made.compartments() for line in compartment]
        assert sorted(found) == sorted(set(lines))
        assert made.size == sum(len(line) + 1 for line in lines)


@settings(deadline=None)
@given(LINES, st.sets(SUBJECTS), st.sampled_from([0, 1_000_000]), st.sampled_from([0, 100]))
def test_what_is_said_of_things_is_found(lines: list[bytes], wanted: set[bytes], in_memory: int, few: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "_FEW", few)
        made = shelf(folder, lines, in_memory)
        assert set(made.about(wanted)) == {line for line in lines if line.split(b" ")[0] in wanted}


def test_equal_subjects_lie_in_compartments_of_one_number(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    lines = [b"<urn:x:%d> <urn:x:p> 1 ." % number for number in range(500)]
    one, other = Shelf(tmp_path / "a"), Shelf(tmp_path / "b", 0)
    one.add(b"".join(line + b"\n" for line in lines))
    for line in reversed(lines):
        other.add(line + b"\n")
    pairs = list(zip(one.compartments(), other.compartments(), strict=True))
    assert all(left == right for left, right in pairs)
    assert sum(bool(left) for left, _ in pairs) > 50
    assert list((tmp_path / "a").iterdir()) == []
    assert len(list((tmp_path / "b").iterdir())) > 50
