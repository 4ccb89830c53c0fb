"""The published grades of all forces: what the tables hold, how they fit documents and counts, and their metadata.

Computed from the tables themselves, with nothing but the CSV reader.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from builder.formatting.tables import format_table
from builder.namespaces import PEEL
from builder.project import Project
from builder.seeds.agreement import contradictions
from builder.seeds.loader import load_seeds
from builder.seeds.single import problems_of
from builder.seeds.tables import TABLES
from tests.conftest import ROOT

FOLDER = ROOT / "seeds" / "national"
FILES = {"areas": "grades", "counts": "counts", "doubts": "doubts", "pillars": "grades"}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def metadata(name: str) -> dict[str, Any]:
    found = json.loads((FOLDER / f"{name}.csv-metadata.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_these_are_the_tables() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(
        [*(f"{name}.csv" for name in FILES), *(f"{name}.csv-metadata.json" for name in FILES), "README.md"]
    )


def test_readme_says_how_many_rows_each_table_has() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    said = re.findall(r"^\| `(\w+)\.csv` \|.*\| ([\d,]+) \|$", text, re.MULTILINE)
    assert {name: int(number.replace(",", "")) for name, number in said} == {name: len(rows(name)) for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_tables_are_in_form(name: str) -> None:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    assert format_table(text, name) == text, f"`peelgraph seeds format seeds/national/{name}.csv` mends it"


def test_nothing_contradicts_anything(project: Project) -> None:
    seeds = load_seeds(project)
    assert contradictions((seed.source, seed.content) for seed in seeds.files) == []
    paths = sorted(FOLDER.glob("*.csv"))
    assert problems_of(project, [(path.read_bytes(), project.relative(path)) for path in paths]) == []


def test_every_force_has_a_row_for_every_pillar_and_cycle() -> None:
    """A grade that was not found is a row as well, and none is missing without a word."""
    forces = {row["body"] for row in rows("pillars")}
    pillars = {"effectiveness", "efficiency", "legitimacy"}
    expected = {(force, "peel-2014", "efficiency") for force in forces} | {
        (force, cycle, pillar)
        for force in forces
        for cycle in ("peel-2015", "peel-2016", "peel-2017", "peel-2018-19")
        for pillar in pillars
    }
    found = Counter((row["body"], row["cycle"], row["subject"]) for row in rows("pillars"))
    assert len(forces) == 43
    assert set(found) == expected
    assert set(found.values()) == {1}
    assert Counter(row["state"] for row in rows("pillars")) == {"": 550, "not-found": 7, "not-graded": 2}


def test_what_is_not_known_is_named() -> None:
    states = {(r["body"], r["cycle"], r["subject"]): r["state"] for r in rows("pillars") if r["state"]}
    assert states == {
        ("derbyshire", "peel-2017", "effectiveness"): "not-found",
        ("humberside", "peel-2017", "effectiveness"): "not-found",
        ("humberside", "peel-2017", "efficiency"): "not-found",
        ("humberside", "peel-2017", "legitimacy"): "not-found",
        ("norfolk", "peel-2017", "effectiveness"): "not-found",
        ("surrey", "peel-2018-19", "effectiveness"): "not-found",
        ("surrey", "peel-2018-19", "legitimacy"): "not-found",
        ("greater-manchester", "peel-2017", "efficiency"): "not-graded",
        ("greater-manchester", "peel-2017", "legitimacy"): "not-graded",
    }


def test_counts_of_the_rows_are_the_published_ones() -> None:
    """Each published count equals that of the rows, but for value for money, which the rows do not hold."""
    counted = Counter((row["cycle"], row["subject"], row["grade"]) for row in rows("pillars"))
    compared = 0
    for row in rows("counts"):
        if row["subject"] != "value-for-money":
            assert counted[row["cycle"], row["subject"], row["grade"]] == int(row["count"]), row
            compared += 1
    assert (compared, len(rows("counts"))) == (21, 26)


def test_the_86_grades_that_a_press_release_implies_are_those_of_the_pages() -> None:
    """Named and left over in the curated release, found page by page in the table: PEEL efficiency 2015 and 2016."""
    path = ROOT / "tests" / "query" / "curated" / "grade-history.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        implied = {
            (row["body"].removeprefix("force/"), row["cycle"].removeprefix("cycle/")): row["grade"].replace(" ", "-")
            for row in csv.DictReader(stream)
            if row["subject"] == "subject/efficiency" and row["cycle"] in {"cycle/peel-2015", "cycle/peel-2016"}
        }
    found = {
        (row["body"], row["cycle"]): row["grade"]
        for row in rows("pillars")
        if row["subject"] == "efficiency" and row["cycle"] in {"peel-2015", "peel-2016"}
    }
    assert len(implied) == 86
    assert found == implied


def test_known_disagreements_are_in_doubt() -> None:
    assert {row["id"] for row in rows("doubts")} == {
        "derbyshire-legitimacy-2015",
        "northamptonshire-responding-corrected",
        "releases-with-an-area-less",
        "value-for-money-2014-three",
        "value-for-money-2014-two",
        "west-yorkshire-report-title",
    }


# --- metadata: CSV on the Web, https://www.w3.org/TR/tabular-metadata/ -------------------------------------------

DATATYPES = {"anyURI", "nonNegativeInteger", "string"}


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_metadata_describe_the_table(name: str, kind: str) -> None:
    found = metadata(name)
    assert found["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]  # section 5.2
    assert found["url"] == f"{name}.csv"  # section 5.4
    columns = found["tableSchema"]["columns"]
    assert tuple(column["name"] for column in columns) == TABLES[kind].columns  # section 5.5
    for column in columns:
        allowed = {"name", "titles", "datatype", "required", "propertyUrl", "valueUrl", "dc:title", "dc:description"}
        assert set(column) <= allowed
        assert column["titles"] == column["name"]
        assert column["dc:description"]
        datatype = column["datatype"]  # section 5.11
        assert (datatype["base"] if isinstance(datatype, dict) else datatype) in DATATYPES
        assert column.get("required", False) == (column["name"] in TABLES[kind].needed)
        if value := column.get("valueUrl"):
            assert re.fullmatch(r"https://w3id\.org/peelgraph/id/[a-z/-]+\{\+?\w+\}", value)


@pytest.mark.parametrize("name", FILES)
def test_cells_are_what_the_metadata_say(name: str) -> None:
    schema = metadata(name)["tableSchema"]
    keys = [tuple(row[column] for column in schema["primaryKey"]) for row in rows(name)]
    assert len(set(keys)) == len(keys) > 0
    for column in schema["columns"]:
        datatype = column["datatype"]
        pattern = datatype["format"] if isinstance(datatype, dict) else {"nonNegativeInteger": "[0-9]+"}.get(datatype)
        for row in rows(name):
            cell = row[column["name"]]
            assert cell or not column.get("required"), (row, column["name"])
            assert not cell or not pattern or re.fullmatch(pattern, cell), (row, column["name"])


def test_properties_of_the_metadata_are_those_of_the_ontology(project: Project) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in project.ontology.glob("*.ttl"))
    used = {c["propertyUrl"] for name in FILES for c in metadata(name)["tableSchema"]["columns"] if "propertyUrl" in c}
    assert len(used) > 7
    for iri in used:
        assert iri.startswith(PEEL)
        assert re.search(rf"^peel:{iri.removeprefix(PEEL)}\n", text, re.MULTILINE), iri


def test_metadata_are_written_as_one_would() -> None:
    for path in sorted(FOLDER.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n", path.name
    assert Path(FOLDER, "README.md").is_file()
