"""Stores are filled from several runs at a time, as many as there is memory for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from builder.bulk.runs import write_run
from builder.bulk.store import load


@pytest.mark.parametrize("memory", [0, 1_500, 10**9])
def test_all_runs_are_loaded(memory: int, tmp_path: Path) -> None:
    runs = []
    for number in range(7):
        subjects = [f"<https://example.org/{number % 5}/{each}> " for each in range(number)]
        groups = [(each.encode(), f'{each}<https://example.org/p> "{number}" .\n'.encode()) for each in subjects]
        runs.append(write_run(tmp_path / str(number), groups, parted=True))
    store = Store(str(tmp_path / "store"))
    load(store, runs, tmp_path, memory)
    assert len(store) == sum(range(7))
    assert not (tmp_path / "load.nt").exists()
