"""All seed files of a project together: every problem of a run at once, and what the files define."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from builder.errors import InputError, SourceError
from builder.project import Project
from builder.seeds.loader import check_seeds, load_seeds

from .worlds import DOCUMENT, REFERENCE, WORLD, load, problems, unmarked

JUDGMENT = "cycle: round-2016, subject: efficiency, grade: good, lines: 3"


def other_document(key: str) -> str:
    """The end of a seed file of another document."""
    return DOCUMENT.replace("key: case", f"key: {key}")


def test_the_world_of_these_tests_is_right() -> None:
    seeds = check_seeds((path, path.name) for path in sorted(WORLD.glob("*.yaml")))
    assert [seed.name for seed in seeds.files] == ["press.yaml", "reference.yaml", "report.yaml"]
    assert [seed.records for seed in seeds.files] == [5, 54, 11]
    assert seeds.registry.keys("body") == [
        "ashshire", "ashshire-police-authority", "bexshire", "coxshire", "pcc-ashshire",
    ]  # fmt: skip


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    """What is wrong with the text, with records by themselves and with records together, in one file and in several."""
    (tmp_path / "latin.yaml").write_bytes(b"a: caf\xe9\n")
    texts = {
        "broken": "judgments:\n  - {body: ashshire\n",
        "twice": "places:\n  - {place: realm, name: Realm, lines: 60}\n" + other_document("twice"),
        "mixed": (
            "judgments:\n"
            "  - {body: ashshire, cycle: round-2016, subject: efficiency, grade: ›Good, lines: 3}\n"
            "  - {body: ›zzz, cycle: round-2016, subject: efficiency, grade: ›god, lines: ›99}\n"
            "  - {body: bexshire, cycle: round-2016, subject: efficiency, grade: good, lines: 3}\n"
            "  - ›{body: bexshire, cycle: round-2016, subject: efficiency, grade: good}\n"
            "›unheard_of: 1\n"
            "dates:\n"
            "  - {kind: published, date: ›2013-12-31, lines: 3}\n" + DOCUMENT
        ),
    }
    paths = [(REFERENCE, REFERENCE.name), (tmp_path / "latin.yaml", "latin.yaml")]
    texts["mixed"], mixed = unmarked(texts["mixed"])
    for name, text in texts.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append((path, path.name))
    with pytest.raises(SourceError) as caught:
        check_seeds(paths)
    assert [(each.file, each.line, each.column, each.found) for each in caught.value.problems] == [
        ("broken.yaml", 2, 5, "no YAML: while parsing a flow mapping expected ',' or '}', but got '<stream end>'"),
        ("latin.yaml", 1, 7, "the byte 0xe9 is no UTF-8"),
        ("mixed.yaml", *mixed[0], "`Good` for `grade`: of another form"),
        ("mixed.yaml", *mixed[1], "unknown body `zzz`"),
        ("mixed.yaml", *mixed[2], "`god` is no grade of round-2016 (four)"),
        ("mixed.yaml", *mixed[3], "line 99 lies beyond the document"),
        ("mixed.yaml", *mixed[4], "a second record of `round-2016 bexshire efficiency` in `judgments`"),
        ("mixed.yaml", *mixed[4], "the record names no evidence"),
        ("mixed.yaml", *mixed[5], "unknown key `unheard_of`"),
        ("mixed.yaml", *mixed[6], "2013-12-31 lies before the cycle round-2016 (2016)"),
        ("twice.yaml", 2, 13, "the place `realm` is defined twice"),
        ("twice.yaml", 2, 40, "line 60 lies beyond the document"),
    ]


def test_references_into_what_could_not_be_read_are_not_called_wrong(tmp_path: Path) -> None:
    """A metric and a finding of records that are wrong otherwise, and a question of a file that is no YAML."""
    wrong = (
        "metric_definitions:\n  - {metric: dogs, name: Dogs, unit: count, definition: Dogs.}\n"
        "findings:\n  - {id: many-dogs, kind: strength}\n"
    )
    broken = "questions:\n  - {cycle: round-2016, of: efficiency, number: 1, wording: 'How well?', lines: 3\n"
    text = (
        "metrics:\n  - {metric: dogs, about: ashshire, value: 5, status: actual, printed: five, lines: 3}\n"
        "  - {metric: cats, about: ashshire, value: 5, status: actual, printed: five, lines: 3}\n"
        "judgments:\n"
        "  - {body: ashshire, cycle: round-2016, subject: round-2016/efficiency/1, grade: good, lines: 3}\n"
        "findings:\n"
        "  - {id: a, kind: strength, about: ashshire, cycle: round-2016, subject: efficiency, text: Has dogs.,\n"
        "     recurring: [wrong/many-dogs], lines: 3}\n"
    )
    found = problems(tmp_path, wrong=wrong + other_document("wrong"), broken=broken, case=text + DOCUMENT)
    assert [(each.file, each.found) for each in found] == [
        ("broken.yaml", "no YAML: while parsing a flow mapping expected ',' or '}', but got '<stream end>'"),
        ("case.yaml", "unknown metric `cats`"),
        ("wrong.yaml", "`Dogs.` for `definition`: 1 words"),
        ("wrong.yaml", "`about` is missing"),
        ("wrong.yaml", "`cycle` is missing"),
        ("wrong.yaml", "`subject` is missing"),
        ("wrong.yaml", "`text` is missing"),
    ]


def test_a_wrong_document_section_does_not_make_its_facts_look_homeless(tmp_path: Path) -> None:
    text = f"judgments:\n  - {{body: ashshire, {JUDGMENT}}}\n" + DOCUMENT.replace("  title: Case\n", "")
    referring = (
        "cited_documents:\n  - {document: case, lines: 3}\n"
        f"judgments:\n  - {{body: zzz, {JUDGMENT}}}\n" + other_document("other")
    )
    assert [(each.file, each.found) for each in problems(tmp_path, case=text, other=referring)] == [
        ("case.yaml", "`title` is missing"),
        ("other.yaml", "unknown body `zzz`"),
    ]


def test_the_order_of_files_and_sections_does_not_matter(tmp_path: Path) -> None:
    """A document that is read before what it refers to, hints before the forces that they name."""
    paths = [(path, path.name) for path in WORLD.glob("*.yaml")]
    hints = tmp_path / "a.yaml"
    hints.write_text("not_ids:\n  - {wrong: coxshire, right: [bexshire]}\n", encoding="utf-8")
    for seed in range(5):
        shuffled = random.Random(seed).sample(paths, len(paths))
        assert [each.name for each in check_seeds(shuffled).files] == ["press.yaml", "reference.yaml", "report.yaml"]
        with pytest.raises(SourceError) as caught:
            check_seeds([(hints, "a.yaml"), *shuffled])
        found = "`coxshire` is called wrong and is the key of a force"
        assert [(each.line, each.column, each.found) for each in caught.value.problems] == [(2, 13, found)]


def test_near_names_of_the_real_forces(project: Project, tmp_path: Path) -> None:
    """Ids as people write them, and the one of data.police.uk that they mean."""
    meant = {
        "gmp": "greater-manchester",
        "leicester": "leicestershire",
        "avon": "avon-and-somerset",
        "devon-cornwall": "devon-and-cornwall",
        "metropolitan-police": "metropolitan",
    }
    text = "judgments:\n"
    for key in meant:
        text += f"  - {{body: {key}, cycle: peel-2016, subject: efficiency, grade: good, lines: 3}}\n"
    text += DOCUMENT.replace("crown-inspectorate", "hmicfrs").replace("ashshire", "kent")
    path = tmp_path / "case.yaml"
    path.write_text(text.replace("round-2016", "peel-2016"), encoding="utf-8")
    reference = sorted((project.seeds / "reference").glob("*.yaml"))
    with pytest.raises(SourceError) as caught:
        check_seeds([*((each, each.name) for each in reference), (path, "case.yaml")])
    found = [each for each in caught.value.problems if each.file == "case.yaml"]
    assert [(each.line, each.column, each.found) for each in found] == [
        (line, 12, f"unknown body `{key}`") for line, key in enumerate(meant, 2)
    ]
    for problem, force in zip(found, meant.values(), strict=True):
        assert problem.advice.startswith(f"did you mean `{force}`")


def test_the_seeds_of_the_project_are_right(project: Project) -> None:
    """The 43 territorial forces of England and Wales by the ids of data.police.uk, and five documents."""
    seeds = load_seeds(project)
    assert len(seeds.registry.forces()) == 43
    assert {"leicestershire", "city-of-london", "devon-and-cornwall", "dyfed-powys", "metropolitan"} <= {
        force.force for force in seeds.registry.forces()
    }
    assert sum(seed.content.document is not None for seed in seeds.files) == 5


def test_a_project_without_seeds(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "README.md").write_text("nothing here", encoding="utf-8")
    with pytest.raises(InputError, match=r"^seeds: no seed files \(\*\.yaml\) here$"):
        load_seeds(Project(tmp_path))


def test_a_seed_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "seeds" / "odd.yaml").mkdir(parents=True)
    with pytest.raises(InputError, match=r"^seeds/odd\.yaml: can't be read \(Is a directory\)$"):
        load_seeds(Project(tmp_path))


def test_files_are_found_in_folders_and_named_from_the_project(tmp_path: Path) -> None:
    folder = tmp_path / "seeds" / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "world.yaml").write_text(REFERENCE.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "seeds" / "case.yaml").write_text("unknown: 1\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_seeds(Project(tmp_path))
    assert [each.file for each in caught.value.problems] == ["seeds/case.yaml"]
    (tmp_path / "seeds" / "case.yaml").write_text(DOCUMENT, encoding="utf-8")
    assert [seed.name for seed in load_seeds(Project(tmp_path)).files] == ["seeds/a/b/world.yaml", "seeds/case.yaml"]


def test_messages_for_people(tmp_path: Path) -> None:
    """File, line and column as editors read them, then what is allowed and what to do, and never a traceback."""
    with pytest.raises(SourceError) as caught:
        load(tmp_path, case=f"judgments:\n  - {{body: ash, {JUDGMENT}}}\n" + DOCUMENT)
    assert str(caught.value) == (
        "case.yaml:2:12: unknown body `ash`\n"
        "    allowed: ashshire, ashshire-police-authority, bexshire, coxshire, pcc-ashshire\n"
        "    to mend: did you mean `ashshire`?"
    )
