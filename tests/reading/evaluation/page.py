"""How well documents are read, as a page: ``python -m tests.reading.evaluation.page`` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.project import Project, find_project
from builder.reading.grammar.rulebook import load_rulebook
from builder.reading.knowledge import Knowledge, knowledge
from builder.reading.service import Reader
from builder.seeds.loader import Seeds, check_seeds

from .keys import Key, of_seed, of_yaml
from .samples_key import of_jsonl
from .scoring import FAMILY, Score, score, sum_of

PAGE: Final = Path("docs") / "reading-quality.md"
SAMPLES: Final = Path("tests") / "reading" / "samples"

OWN: Final = (
    (
        "known",
        "Made-up documents",
        "Of an invented realm, with every trap that was thought of; they were at hand when the rules were written.",
    ),
    (
        "unseen",
        "Made-up documents not seen before",
        "Of other forces, years and wordings, written apart from the rules: while these were written, neither the texts"
        " nor what was missed in them were looked at, only the totals.",
    ),
)
"""Folders of documents of our own."""

TEXT: Final = """\
# How well documents are read

`peelgraph read` held against keys that people made by reading the documents; `make evaluate` writes this page. A fact
is right where the key has the same: for a grade the body, round, subject and grade, for a date its kind and day, for an
inspector the name. Of the five curated documents a figure has to agree in number, unit, what it is about, period and
status; of the samples in number and unit. What a reading puts on the review list counts as not read.

What has to be reached, and what is: at least as much recall, and as much precision of everything together.

{aims}

*Recall* is the share of what stands in the key that was read, *precision* the share of what was read that stands in
the key, *F1* the harmonic mean of both.
"""


AIMS: Final = {
    "curated": {"judgments": 1.0, "dates and inspectors": 1.0, "figures": 0.9, "precision": 0.98},
    "samples": {"judgments": 0.97, "dates and inspectors": 0.97, "figures": 0.85, "precision": 0.98},
    "unseen": {"judgments": 0.93, "dates and inspectors": 0.95, "figures": 0.8, "precision": 0.97},
}
"""What has to be reached."""


@dataclass(frozen=True)
class Set:
    """A set of documents with their keys."""

    key: str
    name: str
    about: str
    keys: list[Key]


@dataclass(frozen=True)
class Measured:
    """A set of documents, and the score of each kind of document and family of facts."""

    set: Set
    scores: dict[tuple[str, str], Score]

    def family(self, name: str) -> Score:
        """The score of a family of facts in all kinds of document."""
        return sum_of(each for (_, family), each in self.scores.items() if family == name)

    def all(self) -> Score:
        """The score of everything."""
        return sum_of(self.scores.values())


def measure(project: Project) -> list[Measured]:
    """Read every set that is at hand, and hold it against its key."""
    paths = [*project.seeds.rglob("*.yaml"), *(project.root / SAMPLES / "world").rglob("*.yaml")]
    seeds = check_seeds((path, project.relative(path)) for path in sorted(paths))
    known = knowledge(seeds.registry)
    reader = Reader(known, load_rulebook(project.rules / "reading", "rules/reading"))
    return [Measured(each, score(each.keys, reader, known)) for each in sets(project, known, seeds)]


def sets(project: Project, known: Knowledge, seeds: Seeds) -> Iterator[Set]:
    """The sets that are at hand: two need folders outside the project."""
    documents = _folder(project, "PEELGRAPH_DOCUMENTS", "documents")
    if documents:
        curated = [each for each in seeds.files if each.content.document]
        keys = [of_seed(each, documents, known) for each in curated]
        yield Set("curated", "The five curated documents", "Held against the seeds that were curated by hand.", keys)
    samples = _folder(project, "PEELGRAPH_SAMPLES", "samples")
    if samples:
        about = "23 documents in the layouts of published pages; they are not part of the project."
        yield Set("samples", "Samples after published pages", about, of_jsonl(samples / "expected.jsonl", known))
    for key, name, about in OWN:
        yield Set(key, name, about, of_yaml(project.root / SAMPLES / key / "expected.yaml", known))


def _folder(project: Project, variable: str, name: str) -> Path | None:
    folder = Path(os.environ.get(variable, project.root.parent / "shared" / name))
    return folder if folder.is_dir() else None


def page_of(measured: Iterable[Measured]) -> str:
    """The page about some sets."""
    measured = list(measured)
    return TEXT.format(aims=_aims(measured)) + "".join(_told(each) for each in measured)


def _aims(measured: Iterable[Measured]) -> str:
    lines = ["| documents | what | to reach | reached |", "| --- | --- | ---: | ---: |"]
    for each in measured:
        for what, aim in AIMS.get(each.set.key, {}).items():
            reached = each.all().precision if what == "precision" else each.family(what).recall
            told = f"{reached:.3f}" + ("" if reached >= aim else ", not yet")
            lines.append(f"| {each.set.name} | {what} | {aim:.2f} | {told} |")
    return "\n".join(lines)


def _told(measured: Measured) -> str:
    lines = ["", f"## {measured.set.name}", "", measured.set.about, ""]
    lines += [
        "| kind | facts | in the key | read | recall | precision | F1 |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for family in dict.fromkeys(FAMILY.values()):
        rows = [_row(kind, family, each) for (kind, name), each in sorted(measured.scores.items()) if name == family]
        lines += [*rows, _row("**all**", family, measured.family(family))]
    for title, told in (("Missed", measured.all().missed), ("Wrong", measured.all().wrong)):
        lines += ["", f"{title}:" if told else f"{title}: nothing."]
        lines += ["", *(f"- {text}" for text in sorted(told))] if told else []
    return "\n".join(lines) + "\n"


def _row(kind: str, family: str, each: Score) -> str:
    expected, read = each.found + len(each.missed), each.found + len(each.wrong)
    return f"| {kind} | {family} | {expected} | {read} | {each.recall:.3f} | {each.precision:.3f} | {each.f1:.3f} |"


def main() -> None:
    """Write the page of the project that this runs in."""
    project = find_project()
    (project.root / PAGE).write_text(page_of(measure(project)), encoding="utf-8")


if __name__ == "__main__":
    main()
