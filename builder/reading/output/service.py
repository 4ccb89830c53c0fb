"""Reading documents from files to what is handed over: seeds or JSON, a report, and a summary for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import ExitCode
from builder.project import Project
from builder.reading.batch import Batch, Outcome
from builder.reading.definitions import settle
from builder.reading.output.account import account, told
from builder.reading.output.data import as_json
from builder.reading.output.draft import Draft, draft, file_name
from builder.reading.output.files import Filing
from builder.reading.output.report import Unfit, Work, about
from builder.reading.output.seed import seed_text
from builder.reporting.summary import number
from builder.seeds.registry import Registry


@dataclass(frozen=True, slots=True)
class Job:
    """What to read and what to make of it: ``form`` is ``seeds`` or ``json``, ``out`` a folder or None to print."""

    project: Project
    paths: tuple[Path, ...]
    threshold: float
    jobs: int | None
    form: str
    out: Path | None
    force: bool = False


@dataclass(slots=True)
class Result:
    """What a job came to; files are written already."""

    works: list[Work] = field(default_factory=list)
    unfit: list[Unfit] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    printed: str = ""
    written: int = 0
    among_seeds: bool = False
    exit_code: ExitCode = ExitCode.FINE

    def report(self, form: str) -> str:
        """The report as ``html`` or ``markdown``."""
        from builder.reading.output import report_html, report_markdown  # noqa: PLC0415 - slow, and seldom asked for

        render = report_html.render if form == "html" else report_markdown.render
        return render(self.works, self.unfit)


def run(job: Job, report: Callable[[str], None] = lambda _: None) -> Result:
    """Read the documents, write what is to be written, and say how it went.

    A file that can't be read costs itself alone, and the exit code is that of the worst. Raises InputError where a path
    does not exist or a folder can't be written, and what reading the seeds of the project raises.
    """
    outcomes, known = Batch(job.project, job.threshold, job.jobs).read(job.paths, report)
    result = Result()
    drafts: list[tuple[Draft, Outcome]] = []
    for each in outcomes:
        made = draft(each.reading, each.file, job.threshold) if each.reading else None
        if made is None:
            result.unfit.append(Unfit(each.file, each.error))
            result.exit_code = max(result.exit_code, each.exit_code)
        else:
            drafts.append((made, each))
    report("putting facts together")
    registry = settle([made for made, _ in drafts], known.registry)
    said = _hand_over(job, result, [made for made, _ in drafts], registry)
    result.works = [
        Work(made, outcome.coverage, registry, said.get(made.file, ""))
        for made, outcome in drafts
        if not made.broken
    ]  # fmt: skip
    result.summary = list(_summary(result, [made for made, _ in drafts], said))
    return result


def _hand_over(job: Job, result: Result, drafts: list[Draft], registry: Registry) -> dict[str, str]:
    """Print or write what the drafts come to; returns what became of each, in words, by its file."""

    def written(each: Draft) -> str:
        return seed_text(each) if job.form == "seeds" else as_json(each, registry)

    if job.out is None:
        whole = [each for each in drafts if not each.broken]
        if len(whole) < len(drafts):
            result.exit_code = max(result.exit_code, ExitCode.FINDINGS)
        result.printed = _stream(whole, written, job.form)
        return {each.file: _note(each) for each in drafts}
    filing = Filing(job.project, job.out, "yaml" if job.form == "seeds" else "json", job.force)
    plan = filing.plan(drafts, written)
    filing.carry_out(plan)
    result.written = plan.count
    result.among_seeds = filing.among_seeds
    if plan.refused:
        result.exit_code = max(result.exit_code, ExitCode.FINDINGS)
    return plan.told


def _stream(drafts: list[Draft], written: Callable[[Draft], str], form: str) -> str:
    """What is printed: JSON one object a line; seeds as they are, of several each under its file's name."""
    if form != "seeds" or len(drafts) == 1:
        return "".join(map(written, drafts))
    return "---\n".join(f"# {each.file!a}\n{written(each)}" for each in drafts)


def _note(each: Draft) -> str:
    if each.broken:
        return f"nothing can be made of it: {each.broken}"
    if each.clash:
        return f"note: {each.clash}"
    return f"note: {each.replaces} holds this document already" if each.replaces else ""


def _summary(result: Result, drafts: list[Draft], said: dict[str, str]) -> Iterator[str]:
    works = {work.draft.file: work for work in result.works}
    for each in drafts:
        work = works.get(each.file)
        if work is None:
            yield f"{each.file}: {said.get(each.file, '')}"
            continue
        counts = [told(each)]
        if each.review:
            counts.append(f"{len(each.review):,} for review")
        if work.coverage.unread_in_all:
            counts.append(f"{number(work.coverage.unread_in_all, 'sentence')} left unread")
        yield f"{each.file}: {about(work)}"
        yield f"    {', '.join(counts)}"
        if not each.entries:
            yield from (f"    no {line.name}: {'; '.join(line.reasons)}" for line in account(each, work.coverage))
        if file_name(each.reading.text.name) != each.reading.text.name:
            yield f"    keep the document as {file_name(each.reading.text.name)}: a seed can't name it as it is"
        if said.get(each.file):
            yield f"    {said[each.file]}"
    yield from (each.why for each in result.unfit)
    if len(drafts) + len(result.unfit) > 1:
        yield f"{number(len(result.works), 'document')} read, {number(len(result.unfit), 'file')} not"
