"""Made-up seeds: as large as asked for, the same for the same request, and nothing of anybody real in them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from builder.bulk.service import Wanted, build_bulk
from builder.bulk.workers import local
from builder.errors import InputError, UsageError
from builder.formatting.seeds import format_seed
from builder.formatting.tables import format_table
from builder.project import Project
from builder.seeds.loader import load_seeds
from builder.synthesizing.forces import force
from builder.synthesizing.service import synthesize

from ..conftest import ROOT

SOME = 20_000


@pytest.fixture(scope="module")
def country(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small country."""
    folder = tmp_path_factory.mktemp("some") / "country"
    synthesize(project, SOME, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_request_makes_the_same_seeds(project: Project, country: Path, tmp_path: Path) -> None:
    synthesize(project, SOME, tmp_path / "again")
    synthesize(project, SOME, tmp_path / "other", seed=1)
    assert contents(tmp_path / "again") == contents(country)
    assert contents(tmp_path / "other").keys() == contents(country).keys()
    assert contents(tmp_path / "other") != contents(country)


def test_no_force_is_real(project: Project, country: Path) -> None:
    real = load_seeds(project).registry.forces()
    made = load_seeds(Project(ROOT, country)).registry.forces()
    assert made
    assert not {each.force for each in made} & {each.force for each in real}
    assert not {each.gss for each in made} & {each.gss for each in real}
    text = b"\n".join(contents(country).values()).decode().lower()
    for each in real:
        assert f"body: {each.force}" not in text
        assert f"\n{each.force}," not in text
    assert "leicestershire" not in text


def test_forces_have_names_of_their_own() -> None:
    some = [force(number, ("a", "b", "c")) for number in range(2_000)]
    for of in ("key", "name", "area", "gss"):
        assert len({getattr(each, of) for each in some}) == 2_000, of
    assert Counter(each.region for each in some) == {"a": 667, "b": 667, "c": 666}


def test_seeds_are_in_form(country: Path) -> None:
    for name, content in contents(country).items():
        form = format_table if name.endswith(".csv") else format_seed
        assert form(content.decode(), name) == content.decode(), name


@pytest.mark.parametrize("triples", [10_000, 40_000, 120_000])
def test_as_many_triples_as_asked_for(triples: int, project: Project, tmp_path: Path) -> None:
    """To a tenth, without what rules add, which is one in fifteen."""
    synthesize(project, triples, tmp_path / "seeds")
    made = build_bulk(Project(ROOT, tmp_path / "seeds"), Wanted(tmp_path / "out", ("nt",), rules=False), local(1))
    assert made.files[0].triples == pytest.approx(triples * 14 / 15, rel=0.1)


def test_counts_are_those_of_the_rows(country: Path) -> None:
    counted: Counter[tuple[str, str, str]] = Counter()
    for path in (country / "national").glob("grades-*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            counted.update((row["cycle"], row["subject"], row["grade"]) for row in csv.DictReader(stream))
    with (country / "national" / "counts.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 50
    for row in rows:
        assert int(row["count"]) == counted[row["cycle"], row["subject"], row["grade"]], row


@pytest.mark.parametrize("triples", [9_999, 100_000_001, -1])
def test_sizes_out_of_reach(triples: int, project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"from 10,000 to 100,000,000"):
        synthesize(project, triples, tmp_path / "seeds")
    assert not (tmp_path / "seeds").exists()


def test_a_folder_with_files_of_others(project: Project, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="there are files in it that this command has not made"):
        synthesize(project, SOME, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_place_of_the_folder(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="can't be written"):
        synthesize(project, SOME, tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_seeds_of_others_are_not_replaced(project: Project, country: Path, tmp_path: Path) -> None:
    """Folders of the same names may hold somebody's work."""
    (tmp_path / "seeds" / "reference").mkdir(parents=True)
    (tmp_path / "seeds" / "reference" / "forces.yaml").write_text("forces: []\n", encoding="utf-8")
    with pytest.raises(UsageError, match="there are files in it that this command has not made"):
        synthesize(project, SOME, tmp_path / "seeds")
    assert contents(tmp_path / "seeds") == {"reference/forces.yaml": b"forces: []\n"}
    synthesize(project, SOME, tmp_path / "twice", seed=1)
    synthesize(project, SOME, tmp_path / "twice")
    assert contents(tmp_path / "twice") == contents(country)
