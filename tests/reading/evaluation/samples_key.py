"""The key of the shared samples, ``expected.jsonl``, in its own form and words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from builder.reading.grammar.dates import dates
from builder.reading.grammar.editions import peel_cycle
from builder.reading.kinds.heading import slug
from builder.reading.knowledge import Knowledge

from .keys import Key, Statement, date, figure, subject_of

KINDS: Final = {
    "peel-2021-25": "peel-report",
    "austerity-vfm": "value-for-money",
}
"""Kinds by other names."""

STATES: Final = {
    "not yet graded": "not-yet-graded",
    "not graded": "not-graded",
    "ungraded": "ungraded",
    "not inspected in 2017": "not-inspected",
}
DATES: Final = {"Last updated": "updated", "Last updated (efficiency section)": "updated", "cover": "published"}
"""Which date a label of the key means; letters and statements are written."""


def of_jsonl(path: Path, known: Knowledge) -> list[Key]:
    """The key of every sample."""
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Key(path.parent / entry["file"], KINDS.get(entry["kind"], entry["kind"]), frozenset(_of_entry(entry, known)))
        for entry in entries
    ]


def _of_entry(entry: dict[str, Any], known: Knowledge) -> Iterator[Statement]:
    cycle = _cycle(entry)
    body = _body(entry, known)
    expected = entry["expected"]
    if entry["date"]:
        yield date(DATES.get(entry["date_label"], "written"), next(dates(entry["date"])).period)
    if entry["inspector"]:
        yield ("inspector", re.sub(r" \(.*\)", "", entry["inspector"]))
    for pillar, grade in expected["overall"].items():
        yield from _overall(body, cycle, pillar, grade, expected)
    for each in expected["questions"]:
        yield from _question(body, cycle, each, known)
    for each in expected["previous"]:
        yield from _previous(body, cycle, each, known)
    for grade, count in expected["area_grade_counts"].items():
        yield ("areas", body, slug(grade), str(count))
    for each in expected["metrics"]:
        yield figure(each["value"], each["unit"] if each["unit"] in ("£m", "percent", "years") else "count")


def _overall(body: str, cycle: str, pillar: str, grade: str | None, expected: dict[str, Any]) -> Iterator[Statement]:
    if pillar == "overall performance":
        yield ("judgment", body, cycle, "authority-performance", expected["overall"]["score"])
    elif grade in STATES:
        yield ("ungraded", body, cycle, slug(pillar), STATES[grade])
    elif grade and pillar != "score":
        yield ("judgment", body, cycle, slug(pillar), slug(grade))


def _question(body: str, cycle: str, each: dict[str, Any], known: Knowledge) -> Iterator[Statement]:
    pillar = {"area": "areas", "other": "areas"}.get(each["pillar"], each["pillar"])
    subject = subject_of(each["question"], cycle, pillar, known)
    if each["grade"] in STATES:
        yield ("ungraded", body, cycle, subject, STATES[each["grade"]])
    else:
        yield ("judgment", body, cycle, subject, slug(each["grade"]))


def _previous(body: str, cycle: str, each: dict[str, Any], known: Knowledge) -> Iterator[Statement]:
    if not each["year"].isdigit():
        return  # "three years before": no round that could be named
    subject = slug(each["pillar"])
    year = each["year"]
    earlier = f"valuing-the-police-{year}" if subject == "value-for-money" else peel_cycle(year)
    if "question '" in each["note"]:
        subject = subject_of(each["note"].split("'")[1], earlier, subject, known)
    yield ("judgment", body, earlier, subject, slug(each["grade"]))


def _cycle(entry: dict[str, Any]) -> str:
    programme = entry["programme"]
    if "authority" in programme:
        return "police-authority-inspections-2009-10"
    if programme.startswith("PEEL"):
        return peel_cycle(programme.removeprefix("PEEL ").replace("/", "-").replace("–20", "-"))
    return f"valuing-the-police-{entry['year']}"


def _body(entry: dict[str, Any], known: Knowledge) -> str:
    return known.names[entry["force"]].key
