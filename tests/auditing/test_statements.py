"""Every kind of record: what is held against its lines, and the finding where the lines say something else."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import get_args

import pytest

from builder.auditing.service import audit
from builder.auditing.statements import statements
from builder.project import Project
from builder.seeds.loader import load_seeds
from builder.seeds.records import Fact, SeedFile
from builder.seeds.registry import sections
from tests.seeds.worlds import DOCUMENT, REFERENCE

BODY = "Ashshire Police."
"""The last line of each text, since a document names the body that it is about."""

JUDGED = "body: ashshire, cycle: round-2016, subject: efficiency"
COUNTED = "cycle: round-2016, subject: efficiency"
FOUND = f"kind: strength, about: ashshire, {COUNTED}, text: Is quick."
FIGURE = "metric: officers, about: ashshire, period: 2016, status: actual"
PERSON = (
    "person: doe, name: Jane Doe, other_names: [Dr Doe], role: chief, role_name: Chief of Staff, organisation: ashshire"
)

STANDS = {
    "grade inflected": (
        "judgments",
        f"{JUDGED}, grade: requires-improvement",
        "It was found to be requiring improvement.",
    ),
    "score in words": (
        "judgments",
        "body: ashshire-police-authority, cycle: audit-2010, subject: efficiency, grade: 2",
        "It was given a score of two.",
    ),
    "state": ("ungraded", f"{JUDGED}, state: not-yet-graded", "It has not yet been graded."),
    "count in words, with names": (
        "counts",
        f"{COUNTED}, grade: outstanding, count: 2, bodies: [bexshire, ashshire]",
        "Two were outstanding (Bexshire and Ashshire).",
    ),
    "count of none": ("counts", f"{COUNTED}, grade: inadequate, count: 0", "No forces were inadequate."),
    "population": ("populations", f"{COUNTED}, count: 43", "all 43 forces"),
    "figure": ("metrics", f'{FIGURE}, value: 1001, printed: "1,001"', "It had 1,001 officers."),
    "day": ("dates", "kind: published, date: 2016-11-03", "Last updated 03/11/2016"),
    "month": ("dates", "kind: published, date: 2016-11", "November 2016"),
    "fieldwork": ("dates", "kind: fieldwork, date: 2016-05-09..2016-05-13", "inspected from 9 to 13 May 2016"),
    "person by another name": ("people", PERSON, "DR DOE, chief of staff"),
    "office without its body": ("posts", "post: chair, name: Chair of Ashshire Police", "The Chair agreed."),
    "body by another name": ("organisations", "organisation: crown-inspectorate", "We at CI"),
    "organisation": (
        "organisations",
        "organisation: panel, name: Ashshire Youth Panel",
        "the Youth Panels of Ashshire",
    ),
    "described organisation": ("organisations", "organisation: team, name: Team that looks after dogs", "They bark."),
    "place": ("places", "place: fenland", "in the fenland"),
    "collaboration": (
        "collaborations",
        "collaboration: gull, name: Operation Gull, since: 2015-04-01",
        "Operation Gull began on 1 April 2015.",
    ),
    "described collaboration": ("collaborations", "collaboration: sea, name: Shared boats", "They sail together."),
    "programme": ("change_programmes", "programme: tern, name: Project Tern, since: 2015", "Project Tern goes on."),
    "described event": ("events", "event: moving, name: Move to the Harbour, date: 2016-06", "They moved last June."),
    "event": ("events", "event: fair, name: Harbour Fair, date: 2016-06-02", "Harbour Fair, 2 June 2016"),
    "cited document": (
        "cited_documents",
        "document: plan, name: Harbour Plan, published: 2015",
        "the Harbour Plan (2015)",
    ),
    "borders": (
        "relations",
        "kind: borders, body: ashshire, with: [bexshire, coxshire]",
        "next to Bexshire and Coxshire",
    ),
    "scheme": (
        "scheme_descriptors",
        "scheme: four, grade: good, public_reporting: does well, meaning: Is fine.",
        "Good: it Does Well",
    ),
    "paragraph": ("findings", f"id: a, paragraph: A1-4, {FOUND}", "- 4 It is quick."),
    "finding in our own words": ("findings", f"id: a, {FOUND}", "It is quick."),
    "doubt": ("doubts", "id: a, kind: arithmetic, text: Is odd.", "One and one is three."),
    "question": ("questions", "cycle: round-2016, of: efficiency, number: 1, wording: How well?", "How well?"),
    "headline": ("headline_questions", f"{COUNTED}, wording: How good?", "How good?"),
}

FALLS = {
    "grade": ("judgments", f"{JUDGED}, grade: good", "It was found to be inadequate.", ["the grade `good`"]),
    "state": ("ungraded", f"{JUDGED}, state: not-yet-graded", "It was graded.", ["the state `not yet graded`"]),
    "count, grade and name": (
        "counts",
        f"{COUNTED}, grade: outstanding, count: 2, bodies: [bexshire, ashshire]",
        "Three were good (Ashshire, Coxshire, others).",
        ["the grade `outstanding`", "the name `Bexshire Constabulary`", "the number `2`"],
    ),
    "population": ("populations", f"{COUNTED}, count: 43", "all 44 forces", ["the number `43`"]),
    "figure": ("metrics", f'{FIGURE}, value: 1001, printed: "1,001"', "It had 1,010.", ["the figure `1,001`"]),
    "margin": (
        "metrics",
        f'{FIGURE}, value: 85.8, printed: "85.8", margin: 1.9, margin_lines: 2, level: 95',
        "85.8 per cent",
        ["the margin `1.9`"],
    ),
    "day": ("dates", "kind: published, date: 2016-11-03", "4 November 2016", ["the date `2016-11-03`"]),
    "month": ("dates", "kind: published, date: 2016-11", "October 2016", ["the date `November 2016`"]),
    "fieldwork": (
        "dates",
        "kind: fieldwork, date: 2016-05-09..2016-05-13",
        "from 8 to 13 May 2016",
        ["the date `9 May`"],
    ),
    "name and role": ("people", PERSON, "John Roe, clerk", ["the name `Jane Doe`", "the role `Chief of Staff`"]),
    "office": (
        "posts",
        "post: chair, name: Chair of Ashshire Police",
        "The clerk.",
        ["the name `Chair of Ashshire Police`"],
    ),
    "body": ("organisations", "organisation: crown-inspectorate", "They did.", ["the name `Crown Inspectorate`"]),
    "place": ("places", "place: fenland", "in the hills", ["the name `Fenland`"]),
    "collaboration": (
        "collaborations",
        "collaboration: gull, name: Operation Gull, since: 2015-04-01",
        "Operation Tern began on 2 April 2015.",
        ["the date `2015-04-01`", "the name `Operation Gull`"],
    ),
    "programme": (
        "change_programmes",
        "programme: tern, name: Project Tern",
        "Project Gull",
        ["the name `Project Tern`"],
    ),
    "event": ("events", "event: fair, name: Harbour Fair, date: 2016-06-02", "Harbour Fair", ["the date `2016-06-02`"]),
    "cited document": (
        "cited_documents",
        "document: plan, name: Harbour Plan, published: 2015",
        "the Lake Plan (2014)",
        ["the date `2015`", "the title `Harbour Plan`"],
    ),
    "borders": (
        "relations",
        "kind: borders, body: ashshire, with: [bexshire, coxshire]",
        "next to Bexshire",
        ["the name `Coxshire Police`"],
    ),
    "oversight": (
        "relations",
        "kind: oversees, body: pcc-ashshire, with: [ashshire]",
        "The force.",
        ["the name `Police and Crime Commissioner for Ashshire`"],
    ),
    "scheme": (
        "scheme_descriptors",
        "scheme: four, grade: good, public_reporting: does well, meaning: Is fine.",
        "Fair: it does",
        ["the grade `good`", "the wording `does well`"],
    ),
    "paragraph": ("findings", f"id: a, paragraph: A1-4, {FOUND}", "- 5 It is quick.", ["the paragraph `4`"]),
    "question": (
        "questions",
        "cycle: round-2016, of: efficiency, number: 1, wording: How well?",
        "How ill?",
        ["the wording `How well?`"],
    ),
}


def found(folder: Path, line: str, yaml: str) -> list[str]:
    """What the audit finds of a text with this second line, in the words of the problems, and before its places."""
    project, documents = Project(folder / "project"), folder / "documents"
    project.seeds.mkdir(parents=True)
    documents.mkdir()
    text = f"A made-up page\n{line}\n{BODY}\n"
    (documents / "case.txt").write_text(text, encoding="utf-8")
    shutil.copy(REFERENCE, project.seeds)
    document = DOCUMENT.replace("c" * 64, hashlib.sha256(text.encode()).hexdigest()).replace(
        "line_count: 50", "line_count: 3"
    )
    (project.seeds / "case.yaml").write_text(yaml + document, encoding="utf-8")
    result = audit(project, documents)
    assert [each.present for each in result.documents] == [True]
    assert {each.file for each in result.problems} <= {"seeds/case.yaml"}
    return sorted(each.found.partition(" does not stand")[0] for each in result.problems)


def record(section: str, fields: str) -> str:
    return f"{section}:\n  - {{{fields}, lines: 2}}\n"


@pytest.mark.parametrize(("section", "fields", "line"), STANDS.values(), ids=STANDS)
def test_what_stands_there(section: str, fields: str, line: str, tmp_path: Path) -> None:
    assert found(tmp_path, line, record(section, fields)) == []


@pytest.mark.parametrize(("section", "fields", "line", "problems"), FALLS.values(), ids=FALLS)
def test_what_does_not(section: str, fields: str, line: str, problems: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, line, record(section, fields)) == problems


def test_a_quoted_speaker_has_to_be_named_somewhere(tmp_path: Path) -> None:
    speaker = record("people", PERSON)
    finding = f"findings:\n  - {{id: a, said_by: doe, {FOUND}, lines: 1}}\n"
    assert found(tmp_path / "a", "Dr Doe, chief of staff", speaker + finding) == []
    assert found(tmp_path / "b", "Somebody", speaker + finding) == [
        "the name `Jane Doe`",
        "the role `Chief of Staff`",
        "the speaker `Jane Doe`",
    ]


def test_a_response_names_its_day_and_both_people(tmp_path: Path) -> None:
    people = (
        record("people", PERSON)
        + "  - {person: roe, name: Al Roe, role: clerk, role_name: Clerk, organisation: ashshire, lines: 2}\n"
    )
    cited = record("cited_documents", "document: plan, name: Harbour Plan")
    response = record(
        "responses",
        "response: case, name: A reply, by: doe, addressed_to: roe, date: 2016-06-02, responds_to: plan",
    )
    line = "Dr Doe, chief of staff, to Al Roe, clerk, on the Harbour Plan, 2 June 2016"
    assert found(tmp_path / "a", line, people + cited + response) == []
    assert found(
        tmp_path / "b", line.replace("Al Roe", "Al Poe").replace("2 June", "3 June"), people + cited + response
    ) == [
        "the date `2016-06-02`",
        "the name `Al Roe`",
        "the name `Al Roe`",
    ]


@pytest.mark.parametrize(
    ("value", "printed", "reads"),
    [
        ("36.1", "£36.1m", ""),
        ("-335", "335", ""),
        ("8.3", "8,300,000", ""),
        ("4", "four", ""),
        ("33.3", "1/3", ""),
        ("0.5", "half of 1", ""),
        ("0.49", "49p", ""),
        ("0.49", "49 pence", ""),
        ("31.6", "£36.1m", "the value is 31.6, and what is printed, `£36.1m`, reads 36.1"),
        ("5", "50", "the value is 5, and what is printed, `50`, reads 50"),
    ],
)
def test_a_value_is_the_number_that_is_printed(value: str, printed: str, reads: str, tmp_path: Path) -> None:
    yaml = record("metrics", f'{FIGURE}, value: {value}, printed: "{printed}"')
    assert found(tmp_path, f"It was {printed} then.", yaml) == [reads] * bool(reads)


def kind_of_records(section: str) -> type:
    """The kind of the records of a section."""
    kind = (*get_args(SeedFile.model_fields[section].annotation), None)[0]
    return kind if isinstance(kind, type) else object


def test_every_kind_of_fact_is_shown() -> None:
    """Every section of facts has rows above that stand and, but for doubts, rows that fall."""
    facts = {name for name in SeedFile.model_fields if issubclass(kind_of_records(name), Fact)}
    standing, falling = ({row[0] for row in rows.values()} for rows in (STANDS, FALLS))
    assert facts - standing == {"inspectorates", "responses"}  # the former are bodies, the latter have their own test
    assert facts - falling == {"doubts", "headline_questions", "inspectorates", "responses"}


def test_real_records_of_every_kind_say_something(project: Project) -> None:
    seeds = load_seeds(project)
    silent: set[str] = set()
    saying: set[str] = set()
    for seed in seeds.files:
        if seed.content.document:
            for section, records in sections(seed.content):
                for each in records:
                    (saying if any(statements(each, seeds.registry)) else silent).add(section)
    facts = {name for name in silent | saying if name in {row[0] for row in FALLS.values()}}
    assert facts - saying == set()
