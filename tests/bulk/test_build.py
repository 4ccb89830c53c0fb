"""Builds of any size: the bytes of the everyday build, whatever the pieces, the memory and the number of processes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from builder.bulk.chunks import chunks, content_of
from builder.bulk.runs import STRIDE
from builder.bulk.service import FILES, SHARDS, Wanted, build_bulk
from builder.bulk.workers import local
from builder.errors import InputError, Problem, SourceError
from builder.project import Project
from builder.seeds.loader import load_seeds

from ..conftest import ROOT
from ..seeds.test_tables import CASES
from ..seeds.worlds import REFERENCE, unmarked
from .conftest import files

SORTED = ("nt", "ttl", "trig")


@pytest.mark.parametrize("memory", [1024**3, 1024**2], ids=["rules in memory", "rules on disk"])
def test_the_project_is_built_to_the_same_bytes(memory: int, project: Project, built: Path, tmp_path: Path) -> None:
    """N-Triples, Turtle and TriG of the real seeds, with what the rules derive, as the everyday build makes them."""
    made = build_bulk(project, Wanted(tmp_path, memory=memory), local(2))
    for end in SORTED:
        assert (tmp_path / f"peelgraph.{end}").read_bytes() == (built / f"peelgraph.{end}").read_bytes(), end
    listed, ours = (json.loads((each / "manifest.json").read_bytes()) for each in (built, tmp_path))
    assert {name: listed["files"][name] for name in ours["files"]} == ours["files"]
    assert ours["rules"] == listed["rules"] == made.derived
    assert ours["seeds"] == listed["seeds"]
    assert (ours["package"], ours["ontology"]) == (listed["package"], listed["ontology"])


def test_the_store_has_the_triples_of_the_files(country: Project, tmp_path: Path) -> None:
    small = replace(country, other_seeds=_some(country, tmp_path / "seeds"))
    build_bulk(small, Wanted(tmp_path / "out", ("nt", "store")), local(1))
    store = Store.read_only(str(tmp_path / "out" / "store"))
    written = {quad.triple for quad in parse(path=str(tmp_path / "out" / "peelgraph.nt"), format=RdfFormat.N_TRIPLES)}
    # the store keeps numbers by value: 17.0 is 17 there
    again = Store()
    again.bulk_load(path=str(tmp_path / "out" / "peelgraph.nt"), format=RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in store} == {quad.triple for quad in again}
    assert len(written) == sum(1 for _ in store) > 1_000


def _some(country: Project, folder: Path) -> Path:
    """The reference data of the country, and one of its tables."""
    shutil.copytree(country.seeds / "reference", folder / "reference")
    (folder / "national").mkdir()
    shutil.copy(country.seeds / "national" / "grades-peel-2016.csv", folder / "national")
    return folder


@pytest.mark.parametrize(
    ("workers", "piece", "memory"),
    [
        (1, 2_000, 1024**3),  # many pieces, sorted at once
        (1, 20_000, 1),  # no memory at all: read side by side
        (2, 20_000, 8 * STRIDE * 2 * 3),  # many ranges, by two processes
        (3, 10**9, 1024**2),  # a piece for each table
    ],
)
def test_pieces_memory_and_processes_leave_the_bytes(
    workers: int, piece: int, memory: int, country: Project, reference_build: Path, tmp_path: Path
) -> None:
    build_bulk(country, Wanted(tmp_path, SORTED, memory, rules=False, piece=piece), local(workers))
    for end in SORTED:
        assert (tmp_path / f"peelgraph.{end}").read_bytes() == (reference_build / f"peelgraph.{end}").read_bytes(), end


def test_rows_map_as_records_do(country: Project, reference_build: Path, tmp_path: Path) -> None:
    """The everyday way, record by record and without patterns, comes to the same triples."""
    from builder.building.dataset import assemble
    from builder.building.outputs import n_triples, trig, turtle

    dataset = assemble(country, load_seeds(country))
    triples = dataset.triples()
    assert n_triples("", triples).content == (reference_build / "peelgraph.nt").read_bytes()
    assert turtle("", triples).content == (reference_build / "peelgraph.ttl").read_bytes()
    assert trig("", dataset).content == (reference_build / "peelgraph.trig").read_bytes()


PERIODS = ("2010-03-31", "2014-07", "2014", "2014/15", "2012..2013/14", "2016-02", "2014-05-05..2014-05-05")


def test_figures_of_all_kinds_of_periods(tmp_path: Path) -> None:
    """Days, months, years and two of them, for things of several kinds, on one page and on several."""
    from builder.building.dataset import assemble
    from builder.building.outputs import n_triples, trig

    header = "about,metric,period,status,value,unit,variant,page"
    rows = [
        f"{about},officers,{period},actual,{value},,{variant},https://example.org/{page}/"
        for about in ("ashshire", "bexshire")
        for variant, value in (("", "12"), ("odd", "0.50"), ("signed", "-3"), ("plus", "+4"))
        for page, period in enumerate(PERIODS)
    ]
    project = ours(tmp_path, figures="\n".join([header, *rows, ""]))
    dataset = assemble(project, load_seeds(project))
    for piece in (300, 10**6):
        out = tmp_path / str(piece)
        build_bulk(project, Wanted(out, ("nt", "trig"), rules=False, piece=piece), local(1))
        assert (out / "peelgraph.nt").read_bytes() == n_triples("", dataset.triples()).content
        assert (out / "peelgraph.trig").read_bytes() == trig("", dataset).content


@pytest.mark.parametrize("period", ["2014-13", "2014-07..2014-06", "soon", ""])
def test_wrong_periods_among_right_ones(period: str, tmp_path: Path) -> None:
    rows = [f"ashshire,officers,{each},actual,1,,,https://example.org/" for each in ("2014-07", period, "2015-07")]
    project = ours(tmp_path, figures="\n".join(["about,metric,period,status,value,unit,variant,page", *rows, ""]))
    with pytest.raises(SourceError) as caught:
        load_seeds(project)
    assert told(project, tmp_path / "out", 10**6) == caught.value.problems


def test_less_is_made_where_less_is_wanted(country: Project, tmp_path: Path) -> None:
    for wanted in (("nt",), ("ttl",), ("trig",)):
        made = build_bulk(country, Wanted(tmp_path / wanted[0], wanted, rules=False), local(1))
        names = {path.name for path in (tmp_path / wanted[0]).iterdir()}
        assert names == {f"peelgraph.{wanted[0]}", "manifest.json", SHARDS}
        assert [each.name for each in made.files] == [f"peelgraph.{wanted[0]}"]
        assert not made.store
    assert FILES == ("nt", "ttl", "trig", "store")


# --- what has not changed is not mapped again --------------------------------------------------------------------


def test_only_changed_files_are_mapped_again(country: Project, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(country.seeds, seeds)
    ours, wanted = Project(ROOT, seeds), Wanted(tmp_path / "out", SORTED, rules=False)
    first = build_bulk(ours, wanted, local(1))
    assert (first.kept, first.shards) == (0, len(list((seeds / "national").glob("[fg]*.csv"))))
    again = build_bulk(ours, wanted, local(1))
    assert (again.kept, again.files) == (first.shards, first.files)
    table = seeds / "national" / "figures-2014.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), encoding="utf-8")
    changed = build_bulk(ours, wanted, local(1))
    assert changed.kept == first.shards - 1
    build_bulk(ours, replace(wanted, folder=tmp_path / "fresh"), local(1))
    assert files(tmp_path / "out") == files(tmp_path / "fresh")
    assert {path.name for path in (tmp_path / "out" / SHARDS).iterdir()} == {
        path.name for path in (tmp_path / "fresh" / SHARDS).iterdir()
    }


def test_a_change_of_a_name_changes_all_rows_of_it(country: Project, tmp_path: Path) -> None:
    """Rows have names of curated seeds in their labels, so nothing is kept when these change."""
    seeds = tmp_path / "seeds"
    shutil.copytree(country.seeds, seeds)
    ours, wanted = Project(ROOT, seeds), Wanted(tmp_path / "out", ("nt",), rules=False)
    build_bulk(ours, wanted, local(1))
    forces = seeds / "reference" / "forces.yaml"
    text = forces.read_text(encoding="utf-8")
    forces.write_text(text.replace("Alderbarrow Police", "Alderbarrow Constabulary"), encoding="utf-8")
    assert build_bulk(ours, wanted, local(1)).kept == 0
    said = (tmp_path / "out" / "peelgraph.nt").read_text(encoding="utf-8")
    assert "Alderbarrow Constabulary, PEEL 2016 efficiency" in said
    assert "Alderbarrow Police" not in said


def test_a_damaged_shard_is_made_again(country: Project, tmp_path: Path) -> None:
    wanted = Wanted(tmp_path, ("nt",), rules=False)
    made = build_bulk(country, wanted, local(1))
    before = files(tmp_path)
    some = sorted((tmp_path / SHARDS).glob("*.triples"))[:3]
    some[0].unlink()
    some[1].write_bytes(some[1].read_bytes()[:-1])
    some[2].with_suffix(".json").write_text("{", encoding="utf-8")
    assert build_bulk(country, wanted, local(1)).kept == made.shards - 3
    assert files(tmp_path) == before


# --- what is wrong ------------------------------------------------------------------------------------------------


def ours(folder: Path, **tables: str) -> Project:
    """The invented realm with some tables, as seeds of a project."""
    (folder / "seeds").mkdir()
    shutil.copy(REFERENCE, folder / "seeds")
    for name, text in tables.items():
        (folder / "seeds" / f"{name}.csv").write_bytes(text.encode("utf-8", "surrogateescape"))
    return Project(ROOT, folder / "seeds")


def told(project: Project, folder: Path, piece: int) -> tuple[Problem, ...]:
    """What a bulk build finds wrong, and that it leaves nothing."""
    with pytest.raises(SourceError) as caught:
        build_bulk(project, Wanted(folder, ("nt",), rules=False, piece=piece), local(1))
    assert [path.name for path in folder.iterdir()] in ([], [SHARDS])
    return caught.value.problems


@pytest.mark.parametrize("name", CASES)
def test_the_same_is_said_of_wrong_rows(name: str, tmp_path: Path) -> None:
    """Messages, lines and columns are those of the everyday build, also of a row in a later piece."""
    text, _ = unmarked(CASES[name][0])
    project = ours(tmp_path, case=text)
    with pytest.raises(SourceError) as caught:
        load_seeds(project)
    assert told(project, tmp_path / "out", 10**6) == caught.value.problems


GOOD = [f"ashshire,round-2016,efficiency,good,,stated,https://example.org/{number}/" for number in range(40)]


@pytest.mark.parametrize("piece", [1, 200, 10**6])
def test_wrong_rows_of_many_pieces(piece: int, tmp_path: Path) -> None:
    rows = list(GOOD)
    rows[3] = rows[3].replace("ashshire", "nowhere")
    rows[20] = rows[20].replace("good", "god")
    rows[30] = rows[29]
    project = ours(tmp_path, case="\n".join(["body,cycle,subject,grade,state,basis,page", *rows, ""]))
    with pytest.raises(SourceError) as caught:
        load_seeds(project)
    wrong = told(project, tmp_path / "out", piece)
    assert [each.line for each in caught.value.problems] == [5, 22, 32]
    assert wrong == caught.value.problems[:2]  # rows that say a thing twice are looked for when all rows are right
    rows[3], rows[20] = GOOD[3], GOOD[20]
    (project.seeds / "case.csv").write_text(
        "\n".join(["body,cycle,subject,grade,state,basis,page", *rows, ""]), encoding="utf-8"
    )
    assert told(project, tmp_path / "out", piece) == caught.value.problems[2:]


def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    project = ours(
        tmp_path, **{"a\tb\nc é": "body,cycle,subject,grade,state,basis,page\n" + GOOD[0] + "\n" + GOOD[0] + "\n"}
    )
    with pytest.raises(SourceError) as caught:
        load_seeds(project)
    assert told(project, tmp_path / "out", 10) == caught.value.problems


def test_a_file_that_is_no_table_has_one_problem(tmp_path: Path) -> None:
    project = ours(tmp_path)
    (project.seeds / "evil.csv").write_bytes(bytes(range(128, 256)) * 10 + b"\n" * 100)
    (found,) = told(project, tmp_path / "out", 10)
    assert (found.line, found.column, found.found) == (1, 1, "the byte 0x80 is no UTF-8")


def test_counts_and_doubts_are_held_against_all_rows(tmp_path: Path) -> None:
    grades = "body,cycle,subject,grade,state,basis,page\n" + "\n".join(GOOD[:2]) + "\n"
    counts = "cycle,subject,grade,count,page,note\nround-2016,efficiency,good,0,https://example.org/,\n"
    doubts = "id,kind,cycle,subject,body,grade,text,page\na,arithmetic,round-2016,efficiency,bexshire,,Who knows.,https://example.org/\n"
    project = ours(tmp_path, grades=grades, counts=counts, doubts=doubts)
    with pytest.raises(SourceError) as caught:
        load_seeds(project)
    assert [Path(each.file).name for each in caught.value.problems] == ["counts.csv", "doubts.csv"]
    assert told(project, tmp_path / "out", 10) == caught.value.problems


def test_seeds_that_are_not_there(project: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no seed files"):
        build_bulk(replace(project, other_seeds=tmp_path / "none"), Wanted(tmp_path / "out"), local(1))


def test_a_folder_of_somebody_in_the_place_of_the_store(country: Project, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="it is there, and is no store of ours"):
        build_bulk(country, Wanted(tmp_path), local(1))
    assert [path.name for path in tmp_path.rglob("*")] == ["store", "mine.txt"]


def test_a_table_that_changes_while_it_is_read(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("header\nrow\n", encoding="utf-8")
    (piece,) = chunks(table, "a.csv", "grades", 100)
    assert content_of(piece) == b"row\n"
    table.write_text("header\nraw\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.csv: it has changed while it was read; build again"):
        content_of(piece)
