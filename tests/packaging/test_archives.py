"""The wheel and the source archive hold all they should, and the command works from the wheel alone."""

from __future__ import annotations

import json
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

from builder import __version__

from .conftest import MADE, ROOT, run

DATA = ("ontology", "queries", "rules", "seeds", "shapes")


def files(root: Path, folder: str = ".") -> dict[str, bytes]:
    """Name, relative to ``root``, and content of all files that people write in a folder."""
    found: dict[str, bytes] = {}
    ignored = MADE("", [each.name for each in (root / folder).iterdir()])
    for each in (root / folder).iterdir():
        name = each.relative_to(root).as_posix()
        if each.is_dir() and each.name not in ignored:
            found |= files(root, name)
        elif each.is_file():
            found[name] = each.read_bytes()
    return found


def test_the_wheel_holds_the_package_and_the_data_and_nothing_else(wheel: Path, archives: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if name.startswith("builder/")}
        rest = {name.split("/")[0] for name in archive.namelist()} - {"builder"}
    expected = files(archives / "source", "builder")
    for folder in DATA:
        data = files(archives / "source", folder)
        assert data
        expected |= {f"builder/_project/{name}": content for name, content in data.items()}
    assert held == expected
    assert rest == {f"peelgraph-{__version__}.dist-info"}


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    about = f"peelgraph-{__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        metadata = Parser().parsestr(archive.read(f"{about}/METADATA").decode())
        entry_points = archive.read(f"{about}/entry_points.txt").decode()
        licences = {name.rsplit("/", 1)[1] for name in archive.namelist() if "/licenses/" in name}
    assert metadata["Name"] == "peelgraph"
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert entry_points.split() == ["[console_scripts]", "peelgraph", "=", "builder.cli:main"]
    assert licences == {"LICENSE", "LICENSE-DATA"}


def test_the_command_works_from_the_wheel_outside_a_checkout(wheel: Path, tmp_path: Path) -> None:
    target, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    run(*pip, "--no-deps", "--no-index", "--target", target, wheel, cwd=empty)
    where = "import builder.project as p; print(p.__file__, p.find_project().root, sep='\\n')"
    assert run(sys.executable, "-c", where, cwd=empty, path=target).splitlines() == [
        str(target / "builder" / "project.py"),
        str(target / "builder" / "_project"),
    ]
    listed = json.loads(run(sys.executable, "-m", "builder", "queries", "--format", "json", cwd=empty, path=target))
    assert {query["name"] for query in listed} == {path.stem for path in (ROOT / "queries").glob("*.rq")}
    assert not list(empty.iterdir())


def test_the_source_archive_holds_all_that_people_write(source_archive: Path, archives: Path) -> None:
    top = f"peelgraph-{__version__}/"
    with tarfile.open(source_archive) as archive:
        held = {member.name.removeprefix(top) for member in archive.getmembers() if member.isfile()}
    written = {name for name in files(archives / "source") if not name.startswith(".git")}
    assert {"Makefile", "requirements.txt", "requirements-dev.txt", "tests/conftest.py", ".ci/run"} <= written
    assert written - held == set()
