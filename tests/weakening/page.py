"""The score of a run over all weakened shapes, as a page: ``python -m tests.weakening.page`` writes it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

from builder.project import Project, find_project

from .judging import Judge, Verdict

PAGE: Final = Path("docs") / "weakened-shapes.md"

TEXT: Final = """\
# Weakened shapes

A shape that asks too little passes everything, and nobody sees it. Therefore each shape of the project is weakened in
every one of these ways, one at a time, and held against its example that fails and the further data in
`tests/weakening/data`: a constraint is taken out, a count allows one case more, a severity is made milder, a target is
taken out or aimed at nothing. Where the results stay the same, the weakness would pass unnoticed.

`make slow` runs all of this and fails where one is not noticed; `make weakened` writes this page.

| weakness | weakened shapes | noticed |
| --- | ---: | ---: |
{rows}

{verdict}
"""


def page(project: Project) -> str:
    """The page after a run."""
    judge = Judge(project)
    verdicts = [verdict for top in judge.shapes.targeted() for verdict in judge.verdicts(top)]
    all_, noticed = (
        Counter(each.mutant.kind for each in verdicts),
        Counter(each.mutant.kind for each in verdicts if each.noticed),
    )
    rows = [f"| {kind} | {all_[kind]:,} | {noticed[kind]:,} |" for kind in sorted(all_)]
    rows.append(f"| all | {all_.total():,} | {noticed.total():,} |")
    return TEXT.format(rows="\n".join(rows), verdict=_verdict([each for each in verdicts if not each.noticed]))


def _verdict(survivors: list[Verdict]) -> str:
    if not survivors:
        return "Not one stays unnoticed."
    return "Not noticed:\n\n" + "\n".join(f"- {each.mutant}" for each in survivors)


def main() -> None:
    """Write the page of the project that this runs in."""
    project = find_project()
    (project.root / PAGE).write_text(page(project), encoding="utf-8")


if __name__ == "__main__":
    main()
