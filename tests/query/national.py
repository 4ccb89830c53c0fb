"""The expected answers about the whole country, worked out from the tables and from what the documents were read for.

Nothing of the product is used: the rows of ``seeds/national/``, those of ``curated/`` (the answers for the documents
alone, written down from reading them), names from the reference records, and plain Python. ``python -m
tests.query.national`` writes the files of ``expected/`` that depend on the tables; a test holds them to this module.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
STRENGTH = {"stated": 5, "listed": 4, "remainder": 3, "previous": 2, "reported": 1}
RANKS = {
    "four-grades": {"outstanding": 4, "good": 3, "requires improvement": 2, "inadequate": 1},
    "five-grades": {"outstanding": 5, "good": 4, "adequate": 3, "requires improvement": 2, "inadequate": 1},
    "authority-scores": {"4": 4, "3": 3, "2": 2, "1": 1},
}
Rows = list[list[str]]


class Grade(NamedTuple):
    """The grade of a body on a subject in a cycle, as ``grade-history`` shows it."""

    body: str
    body_name: str
    year: int
    cycle: str
    subject: str
    subject_name: str
    grade: str
    scheme: str
    basis: str

    @property
    def rank(self) -> int:
        return RANKS[self.scheme.removeprefix("scheme/")][self.grade]


class Step(NamedTuple):
    """A grade and the one before it, where the two may be compared."""

    before: Grade
    after: Grade

    @property
    def change(self) -> str:
        steps = self.after.rank - self.before.rank
        return "improved" if steps > 0 else "declined" if steps < 0 else "unchanged"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def names() -> dict[str, str]:
    """Labels of forces, cycles, pillars and areas by their paths; an area's label begins with its cycle's."""
    data = YAML(typ="safe").load((SEEDS / "reference" / "programmes.yaml").read_text(encoding="utf-8"))
    found = {row["force"]: row["forceName"] for row in table(HERE / "expected" / "forces.csv")}
    found |= {f"cycle/{each['cycle']}": each["name"] for each in data["cycles"]}
    for each in data["subjects"]:
        name = str(each["name"])
        if cycle := each.get("cycle"):
            label = f"{found[f'cycle/{cycle}']} {name[0].lower()}{name[1:]}"
            found[f"subject/{cycle}/{each['subject']}"] = label
        else:
            found[f"subject/{each['subject']}"] = name
    return found


@cache
def cycles() -> dict[str, Any]:
    data = YAML(typ="safe").load((SEEDS / "reference" / "programmes.yaml").read_text(encoding="utf-8"))
    return {each["cycle"]: each for each in data["cycles"]}


@cache
def rows() -> list[dict[str, str]]:
    """The rows of grades, of both tables."""
    return [row for name in ("pillars", "areas") for row in table(SEEDS / "national" / f"{name}.csv")]


def document(address: str) -> str:
    slug = re.sub("[^a-z0-9]+", "-", address.split("://")[1].lower())[:80].strip("-")
    return f"document/web-{slug}-{hashlib.sha256(address.encode()).hexdigest()[:10]}"


def key(row: dict[str, str]) -> str:
    subject = row["subject"].removeprefix(row["cycle"] + "/")
    return f"{row['cycle']}/{row['body']}/{subject}"


@cache
def history() -> list[Grade]:
    """Every grade, by the strongest basis."""
    found: dict[tuple[str, str, str], Grade] = {}

    def take(grade: Grade) -> None:
        place = (grade.cycle, grade.body, grade.subject)
        held = found.setdefault(place, grade)
        assert held.grade == grade.grade, f"{held} and {grade}"
        if STRENGTH[grade.basis] > STRENGTH[held.basis]:
            found[place] = grade

    for row in table(HERE / "curated" / "grade-history.csv"):
        take(Grade(**{_snake(name): int(cell) if name == "year" else cell for name, cell in row.items()}))  # type: ignore[arg-type]
    for row in rows():
        if row["grade"]:
            cycle = cycles()[row["cycle"]]
            body, subject = f"force/{row['body']}", f"subject/{row['subject']}"
            take(
                Grade(
                    body, names()[body], cycle["year"], f"cycle/{row['cycle']}", subject, names()[subject],
                    row["grade"].replace("-", " "), f"scheme/{cycle['scheme']}", row["basis"],
                )
            )  # fmt: skip
    order = sorted(found.values(), key=lambda g: (g.body_name, g.year, g.subject_name, g.body, g.cycle, g.subject))
    return list(order)


def _snake(name: str) -> str:
    return re.sub("([A-Z])", lambda match: f"_{match[1].lower()}", name)


@cache
def steps() -> list[Step]:
    """Consecutive grades of one force on one line of subjects; efficiency carries on value for money."""
    lines: dict[tuple[str, str], list[Grade]] = defaultdict(list)
    for grade in history():
        lines[grade.body, grade.subject].append(grade)
    found = []
    for (body, subject), line in lines.items():
        before = list(line)
        if subject == "subject/efficiency":
            years = {grade.year for grade in line}
            money = lines.get((body, "subject/value-for-money"), [])
            before += [grade for grade in money if grade.year not in years]
        before.sort(key=lambda grade: grade.year)
        for grade in line:
            earlier = [each for each in before if each.year < grade.year]
            if earlier and earlier[-1].scheme == grade.scheme and body.startswith("force/"):
                found.append(Step(earlier[-1], grade))
    return found


def percent(part: int, whole: int) -> str:
    return str((Decimal(1000 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP) / 10)


def grade_history() -> Rows:
    return [[str(cell) for cell in grade] for grade in history()]


def grade_changes() -> Rows:
    found = sorted(
        steps(),
        key=lambda s: (
            s.after.body_name,
            s.after.subject_name,
            s.before.year,
            s.after.year,
            s.after.body,
            s.after.subject,
        ),
    )
    return [
        [a.body, a.body_name, a.subject, a.subject_name, str(b.year), b.grade, str(a.year), a.grade,
         step.change, str(a.rank - b.rank), b.basis, a.basis]
        for step in found for b, a in [step]
    ]  # fmt: skip


def improved_and_declined() -> Rows:
    counted = Counter((s.after.subject, s.after.subject_name, s.before.year, s.after.year, s.change) for s in steps())
    order = sorted(counted, key=lambda k: (k[1], k[2], k[3], k[4], k[0]))
    return [[*map(str, each), str(counted[each])] for each in order]


def grade_transitions() -> Rows:
    counted = Counter(
        (s.after.subject_name, s.before.year, s.after.year, -s.before.rank, -s.after.rank, s.after.subject,
         s.before.grade, s.after.grade, s.change)
        for s in steps()
    )  # fmt: skip
    return [
        [subject, name, str(first), str(last), before, after, change, str(number), str(-rank), str(-to_rank)]
        for (name, first, last, rank, to_rank, subject, before, after, change), number in sorted(counted.items())
    ]


def never_fell() -> Rows:
    lines: dict[tuple[str, str], list[Step]] = defaultdict(list)
    falls: Counter[str] = Counter()
    for step in steps():
        lines[step.after.body, step.after.subject].append(step)
        falls[step.after.body] += step.change == "declined"
    found = []
    for (body, subject), line in lines.items():
        if any(step.change == "declined" for step in line):
            continue
        found.append(
            [body, names()[body], subject, names()[subject], str(min(step.before.year for step in line)),
             str(max(step.after.year for step in line)), str(len(line)),
             str(sum(step.change == "improved" for step in line)), str(falls[body])]
        )  # fmt: skip
    return sorted(found, key=lambda row: (row[3], row[1], row[2], row[0]))


def longest_runs() -> Rows:
    lines: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps():
        lines[step.after.body, step.after.subject].append(step)
    found = []
    for (body, subject), line in lines.items():
        runs: list[list[Grade]] = []
        for step in sorted(line, key=lambda step: step.after.year):
            if step.change == "unchanged" and runs and runs[-1][-1] == step.before:
                runs[-1].append(step.after)
            elif step.change == "unchanged":
                runs.append([step.before, step.after])
        found += [
            (-len(run), run[0].grade, names()[subject], names()[body], run[0].year, run[-1].year, subject, body)
            for run in runs
        ]
    return [
        [body, name, subject, subject_name, grade, str(-length), str(first), str(last)]
        for length, grade, subject_name, name, first, last, subject, body in sorted(found)
    ]


def most_changed_cycle() -> Rows:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for step in steps():
        counted[step.after.cycle][step.change] += 1
    found = []
    for cycle, changes in counted.items():
        moved, whole = changes["improved"] + changes["declined"], changes.total()
        found.append(
            [cycle, names()[cycle], str(cycles()[cycle.removeprefix("cycle/")]["year"]), str(whole),
             str(changes["improved"]), str(changes["unchanged"]), str(changes["declined"]), percent(moved, whole)]
        )  # fmt: skip
    return sorted(found, key=lambda row: (-Decimal(row[7]), int(row[2]), row[0]))


PILLARS = ("subject/effectiveness", "subject/efficiency", "subject/legitimacy")


def pillars_compared() -> Rows:
    counted: dict[tuple[int, str, str, str], Counter[str]] = defaultdict(Counter)
    for grade in history():
        if grade.subject in PILLARS:
            counted[grade.year, grade.subject_name, grade.cycle, grade.subject][grade.grade] += 1
    words = ("outstanding", "good", "requires improvement", "inadequate")
    return [
        [cycle, str(year), subject, name, str(grades.total()), *(str(grades[word]) for word in words),
         percent(grades["outstanding"] + grades["good"], grades.total())]
        for (year, name, cycle, subject), grades in sorted(counted.items())
    ]  # fmt: skip


def regions_compared() -> Rows:
    regions = {row["force"]: (row["region"], row["regionName"]) for row in table(HERE / "expected" / "forces.csv")}
    counted: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for grade in history():
        if grade.subject in PILLARS:
            place = (*regions[grade.body], grade.cycle, str(grade.year), grade.subject, grade.subject_name)
            counted[place].append(grade.grade in {"outstanding", "good"})
    found = [[*place, str(len(all_)), str(sum(all_)), percent(sum(all_), len(all_))] for place, all_ in counted.items()]
    return sorted(found, key=lambda r: (int(r[3]), r[5], -Decimal(r[8]), r[1], r[0], r[2], r[4]))


def missing_grades() -> Rows:
    found = []
    for row in rows():
        if not row["grade"]:
            body, subject, cycle = f"force/{row['body']}", f"subject/{row['subject']}", f"cycle/{row['cycle']}"
            year = str(cycles()[row["cycle"]]["year"])
            found.append([body, names()[body], year, cycle, subject, names()[subject], row["state"]])
    return sorted(found, key=lambda r: (int(r[2]), r[1], r[5], r[3], r[0], r[4]))


def grade_distribution() -> Rows:
    counted: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    label = {grade.subject: grade.subject_name for grade in history()}
    scheme: dict[str, str] = {}
    for grade in history():
        if grade.body.startswith("force/"):
            counted[grade.cycle, grade.subject, grade.grade].add(grade.body)
            scheme[grade.cycle] = grade.scheme.removeprefix("scheme/")
    for row in (*table(SEEDS / "national" / "counts.csv"), *_curated_zeros()):
        if row["count"] == "0":
            counted.setdefault(
                (f"cycle/{row['cycle']}", f"subject/{row['subject']}", row["grade"].replace("-", " ")), set()
            )
    states = Counter(
        (f"cycle/{r['cycle']}", f"subject/{r['subject']}", r["state"] == "not-found") for r in rows() if r["state"]
    )
    found = []
    for (cycle, subject, word), forces in counted.items():
        year, rank = cycles()[cycle.removeprefix("cycle/")]["year"], RANKS[scheme[cycle]][word]
        graded = "43" if subject == "subject/efficiency" and year in {2015, 2016} else ""
        some = [str(states[cycle, subject, open_] or "") for open_ in (False, True)]
        row_ = [cycle, str(year), subject, label[subject], word, str(rank), str(len(forces)), graded, *some]
        found.append((year, label[subject], -rank, cycle, subject, word, row_))
    return [each[-1] for each in sorted(found)]


def _round(row: dict[str, str]) -> tuple[str, str]:
    return f"cycle/{row['cycle']}", f"subject/{row['subject']}"


def _curated_zeros() -> Iterator[dict[str, str]]:
    for row in table(HERE / "curated" / "grade-counts-check.csv"):
        subject = row["subject"].removeprefix("subject/")
        yield {
            "cycle": row["cycle"].removeprefix("cycle/"),
            "subject": subject,
            "grade": row["grade"],
            "count": row["published"],
        }


def grade_counts_check() -> Rows:
    counted = Counter((grade.cycle, grade.subject, grade.grade) for grade in history())
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for grade in history():
        known[grade.cycle, grade.subject].add(grade.body)
    for row in rows():
        if row["state"] and row["state"] != "not-found":
            known[f"cycle/{row['cycle']}", f"subject/{row['subject']}"].add(f"force/{row['body']}")
    found = []
    published = [
        *([r["cycle"], r["subject"], r["grade"], r["published"], r["document"], r["firstLine"], r["lastLine"]]
          for r in table(HERE / "curated" / "grade-counts-check.csv")),
        *([*_round(r), r["grade"].replace("-", " "), r["count"], document(r["page"]), "", ""]
          for r in table(SEEDS / "national" / "counts.csv")),
    ]  # fmt: skip
    for cycle, subject, word, count, source, first, last in published:
        year, rank = cycles()[cycle.removeprefix("cycle/")]["year"], RANKS["four-grades"][word]
        have = counted[cycle, subject, word]
        row_ = [cycle, str(year), subject, names()[subject], word, count, str(have), str(have - int(count)), source,
                first, last, str(rank), str(len(known[cycle, subject]))]  # fmt: skip
        found.append((year, names()[subject], -rank, cycle, subject, word, int(count), source, int(first or 0), row_))
    return [each[-1] for each in sorted(found)]


def forces_in_grade_in_both_years() -> Rows:
    lines: dict[tuple[str, str, str, str], list[Grade]] = defaultdict(list)
    for grade in history():
        if grade.body.startswith("force/"):
            lines[grade.body, grade.subject, grade.grade, grade.scheme].append(grade)
    found = [
        [a.body, a.body_name, a.subject, a.subject_name, a.grade, str(a.year), str(b.year)]
        for line in lines.values() for a in line for b in line if a.year < b.year
    ]  # fmt: skip
    return sorted(found, key=lambda r: (r[4], int(r[5]), int(r[6]), r[1], r[0], r[2]))


def _attested() -> Iterator[tuple[dict[str, str], Grade]]:
    """The rows that give a grade, each with the grade as the history has it."""
    by_place = {(grade.cycle, grade.body, grade.subject): grade for grade in history()}
    for row in rows():
        if row["grade"]:
            yield row, by_place[f"cycle/{row['cycle']}", f"force/{row['body']}", f"subject/{row['subject']}"]


def judgments() -> Rows:
    found = [[*row.values(), ""] for row in table(HERE / "curated" / "judgments.csv")]
    for row, g in _attested():
        found.append([f"judgment/{key(row)}", g.body, g.body_name, g.cycle, str(g.year), g.subject, g.subject_name,
                      g.grade, g.scheme, row["basis"], document(row["page"]), "", "", row["page"]])  # fmt: skip
    return sorted(found, key=lambda r: (r[2], int(r[4]), r[6], r[0], r[10], int(r[11] or 0), int(r[12] or 0), r[9]))


def judgment_evidence() -> Rows:
    found = [[*row.values(), ""] for row in table(HERE / "curated" / "judgment-evidence.csv")]
    for row, g in _attested():
        phrase = (
            g.subject_name
            if g.subject.count("/") > 1
            else f"{names()[g.cycle]} {g.subject_name[0].lower()}{g.subject_name[1:]}"
        )
        found.append([f"judgment/{key(row)}", f"{g.body_name}, {phrase}: {g.grade}", g.body, g.cycle, g.subject,
                      row["basis"], document(row["page"]), page_name(row["page"]), "", "", "", "",
                      row["page"]])  # fmt: skip
    return sorted(found, key=lambda r: (r[0], r[6], int(r[9] or 0), int(r[10] or 0), r[5]))


def page_name(address: str) -> str:
    return address.split("://")[1].rstrip("/?")


def figures_in_doubt() -> Rows:
    found = [list(row.values()) for row in table(HERE / "curated" / "figures-in-doubt.csv")]
    for row in table(SEEDS / "national" / "doubts.csv"):
        source = document(row["page"])
        found.append(
            [source.replace("document/", "doubt/") + f"/{row['id']}", row["kind"], row["text"], source, "", ""]
        )
    return sorted(found, key=lambda r: (r[3], int(r[4] or 0), int(r[5] or 0), r[0]))


def pages() -> Rows:
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows():
        if row["page"]:
            counted[row["page"]][0 if row["grade"] else 1] += 1
    for number, name in ((2, "counts"), (3, "doubts")):
        for row in table(SEEDS / "national" / f"{name}.csv"):
            counted[row["page"]][number] += 1
    found = [[document(page), page_name(page), page, *map(str, numbers)] for page, numbers in counted.items()]
    return sorted(found, key=lambda r: (r[1], r[0]))


HEADS: dict[str, str] = {
    "figures-in-doubt": "note,kind,description,document,firstLine,lastLine",
    "forces-in-grade-in-both-years": "force,forceName,subject,subjectName,grade,fromYear,toYear",
    "grade-changes": (
        "force,forceName,subject,subjectName,fromYear,fromGrade,toYear,toGrade,change,steps,fromBasis,toBasis"
    ),
    "grade-counts-check": (
        "cycle,year,subject,subjectName,grade,published,counted,difference,document,firstLine,lastLine,rank,known"
    ),
    "grade-distribution": "cycle,year,subject,subjectName,grade,rank,forces,graded,ungraded,notFound",
    "grade-history": "body,bodyName,year,cycle,subject,subjectName,grade,scheme,basis",
    "grade-transitions": (
        "subject,subjectName,fromYear,toYear,fromGrade,toGrade,change,forces,fromRank,toRank"
    ),
    "improved-and-declined": "subject,subjectName,fromYear,toYear,change,forces",
    "judgment-evidence": (
        "judgment,judgmentName,body,cycle,subject,basis,document,documentName,documentKind,firstLine,lastLine,fragment,address"
    ),
    "judgments": (
        "judgment,body,bodyName,cycle,year,subject,subjectName,grade,scheme,basis,document,firstLine,lastLine,address"
    ),
    "longest-runs": "force,forceName,subject,subjectName,grade,cycles,fromYear,toYear",
    "missing-grades": "body,bodyName,year,cycle,subject,subjectName,state",
    "most-changed-cycle": "cycle,cycleName,year,compared,improved,unchanged,declined,changedPercent",
    "never-fell": "force,forceName,subject,subjectName,fromYear,toYear,steps,improved,fallsElsewhere",
    "pages": "page,pageName,address,judgments,ungraded,counts,doubts",
    "pillars-compared": (
        "cycle,year,subject,subjectName,forces,outstanding,good,requiresImprovement,inadequate,goodPercent"
    ),
    "regions-compared": "region,regionName,cycle,year,subject,subjectName,forces,goodOrBetter,goodPercent",
}  # fmt: skip
"""Every answer that depends on the tables, with its columns; a function of that name works out the rows."""

ONLY: dict[str, dict[str, str]] = {
    "figures-in-doubt--kind=arithmetic": {"kind": "arithmetic"},
    "figures-in-doubt--kind=misprint": {"kind": "misprint"},
    "forces-in-grade-in-both-years--grade=outstanding--from-year=2015--to-year=2016": {
        "grade": "outstanding", "fromYear": "2015", "toYear": "2016",
    },
    "grade-changes--force=leicestershire": {"force": "force/leicestershire"},
    "grade-changes--from-grade=requires_improvement--to-grade=good": {
        "fromGrade": "requires improvement", "toGrade": "good",
    },
    "grade-changes--from-year=2010": {"fromYear": "2010"},
    "grade-changes--from-year=2015": {"fromYear": "2015"},
    "grade-changes--from-year=2015--change=declined": {"fromYear": "2015", "change": "declined"},
    "grade-distribution--cycle=peel-2016--subject=efficiency": {
        "cycle": "cycle/peel-2016", "subject": "subject/efficiency",
    },
    "grade-history--body=leicestershire": {"body": "force/leicestershire"},
    "grade-history--body=leicestershire-police-authority": {"body": "authority/leicestershire-police-authority"},
    "grade-transitions--from-year=2016--to-year=2017--subject=legitimacy": {
        "fromYear": "2016", "toYear": "2017", "subject": "subject/legitimacy",
    },
    "improved-and-declined--from-year=2015": {"fromYear": "2015"},
    "judgment-evidence--body=leicestershire--cycle=peel-2016--subject=efficiency": {
        "body": "force/leicestershire", "cycle": "cycle/peel-2016", "subject": "subject/efficiency",
    },
    "judgments--basis=reported": {"basis": "reported"},
    "judgments--document=pcc-response-peel-efficiency-2017-leicestershire": {
        "document": "document/pcc-response-peel-efficiency-2017-leicestershire",
    },
    "longest-runs--grade=outstanding": {"grade": "outstanding"},
    "never-fell--subject=efficiency": {"subject": "subject/efficiency"},
}  # fmt: skip
"""Calls with parameters, and what they keep of the rows of the query."""


def expected(stem: str) -> tuple[list[str], Rows]:
    """Columns and rows of one file."""
    name = stem.split("--", maxsplit=1)[0]
    work: Callable[[], Rows] = globals()[name.replace("-", "_")]
    columns = HEADS[name].split(",")
    keep = {columns.index(column): value for column, value in ONLY.get(stem, {}).items()}
    return columns, [row for row in work() if all(row[index] == value for index, value in keep.items())]


def text(columns: list[str], found: Iterable[list[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([columns, *found])
    return stream.getvalue()


def main() -> None:
    """Write the files."""
    for stem in (*HEADS, *ONLY):
        (HERE / "expected" / f"{stem}.csv").write_text(text(*expected(stem)), encoding="utf-8")


if __name__ == "__main__":
    main()
