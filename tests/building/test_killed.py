"""Whoever is killed while building leaves the old files or the new ones, whole."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.building.replacing import replacing, settle
from builder.project import Project

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that kills")

STOPPED = """
import os, signal, sys
from pathlib import Path
from builder.building import replacing as module
moves = int(sys.argv[2])
done = 0
replace = Path.replace
def counted(self, target):
    global done
    if done == moves:
        os.kill(os.getpid(), signal.SIGKILL)
    done += 1
    return replace(self, target)
Path.replace = counted
with module.replacing(Path(sys.argv[1])) as aside:
    for name in ("a", "b", "c"):
        (aside / name).write_text("new")
    (aside / "store").mkdir()
    (aside / "store" / "data").write_text("new")
print("done")
"""


def contents(folder: Path) -> dict[str, str]:
    """All files below a folder that are not hidden."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".peelgraph" not in str(path)]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


@pytest.mark.parametrize("moves", range(8))
def test_killed_at_each_move(moves: int, tmp_path: Path) -> None:
    """Before the first move all is old; from it on, everything of ours that comes next sees to it that all is new."""
    with replacing(tmp_path) as aside:
        for name in ("a", "b", "c"):
            (aside / name).write_text("old", encoding="utf-8")
        (aside / "store").mkdir()
        (aside / "store" / "data").write_text("old", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", STOPPED, str(tmp_path), str(moves)], env=ENVIRONMENT, capture_output=True, check=False
    )
    assert ended.returncode == (0 if moves > 5 else -signal.SIGKILL), ended.stderr.decode()
    settle(tmp_path)
    word = "new" if moves else "old"
    assert contents(tmp_path) == {"a": word, "b": word, "c": word, "store/data": word}
    with replacing(tmp_path) as aside:
        (aside / "a").write_text("newest", encoding="utf-8")
    assert contents(tmp_path) == {"a": "newest", "b": word, "c": word, "store/data": word}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c", "store"]


def test_nothing_to_settle(tmp_path: Path) -> None:
    settle(tmp_path / "not-there")
    settle(tmp_path)
    assert list(tmp_path.iterdir()) == []


def digest(folder: Path) -> str:
    """What the files of a build are, but for the store, whose bytes differ from build to build."""
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def build(seeds: Path, out: Path, arguments: list[str], seconds: float | None = None, group: bool = False) -> int:
    """The exit code of a build in a process of its own, which is killed after some seconds, if at all."""
    code = "from builder.cli import main\nif __name__ == '__main__': main()"
    script = out.parent / "run.py"
    script.write_text(code, encoding="utf-8")
    command = [sys.executable, str(script), "build", "--seeds", str(seeds), "--out", str(out), "--project", str(ROOT)]
    with (
        (out.parent / "errors").open("wb") as said,
        subprocess.Popen(
            [*command, *arguments], env=ENVIRONMENT, start_new_session=True, stdout=said, stderr=said
        ) as process,
    ):
        if seconds is not None:
            time.sleep(seconds)
            if group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        return process.wait()


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [[], ["--bulk", "--workers", "2", "--files", "nt,ttl,trig"]], ids=["all", "bulk"])
def test_killed_at_ten_random_moments(arguments: list[str], project: Project, tmp_path: Path) -> None:
    """The process that builds, at any moment; in every other turn with all that it has started."""
    from builder.synthesizing.service import synthesize

    seeds = [tmp_path / "old", tmp_path / "new"]
    for number, folder in enumerate(seeds):
        synthesize(project, 15_000, folder, seed=number)
    out = tmp_path / "out"
    whole = []
    seconds = 0.0
    for folder in seeds:
        began = time.monotonic()
        assert build(folder, out, arguments) == 0, (tmp_path / "errors").read_text(encoding="utf-8")
        seconds = time.monotonic() - began
        whole.append(digest(out))
        shutil.rmtree(out / ".shards", ignore_errors=True)
    assert len(set(whole)) == 2
    chance = random.Random(7)
    killed = 0
    for turn in range(10):
        moment = chance.uniform(0.02, 1.0) * seconds
        killed += build(seeds[turn % 2], out, arguments, moment, group=turn % 4 < 2) == -signal.SIGKILL
        settle(out)
        assert digest(out) in whole, turn
    assert killed >= 5
    for folder, expected in zip(seeds, whole, strict=True):
        assert build(folder, out, arguments) == 0, (tmp_path / "errors").read_text(encoding="utf-8")
        assert digest(out) == expected
        assert not list(out.glob(".peelgraph*"))
