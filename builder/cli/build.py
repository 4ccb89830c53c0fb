"""``peelgraph build``."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from builder.cli.options import ProjectOption
from builder.errors import UsageError
from builder.project import Project, find_project
from builder.terminal import progress

if TYPE_CHECKING:
    from builder.building.build import Quoter

EXAMPLE = "Example:  peelgraph build --out build"

_MIB: Final = 1024 * 1024
_LEAST: Final = 64
"""Least mebibytes of ``--memory``: what a process with the curated seeds needs by itself."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(name="build", epilog=EXAMPLE)(command)


def command(  # noqa: PLR0913, PLR0917 - one argument per option
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder for the files (default: build/ of the project).")
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            metavar="DIR",
            help="Folder of the documents' text files; the graph quotes the words that facts stand on.",
        ),
    ] = None,
    seeds: Annotated[
        Path | None, typer.Option("--seeds", metavar="DIR", help="Folder of seeds to build in place of the project's.")
    ] = None,
    bulk: Annotated[
        bool,
        typer.Option(
            "--bulk",
            help="Build tables of any size in bounded memory and several processes: N-Triples, Turtle, TriG and a "
            "store, without JSON-LD and entailment. Pieces of tables that have not changed are not mapped again.",
        ),
    ] = False,
    files: Annotated[
        str | None,
        typer.Option("--files", metavar="LIST", help="With --bulk: which of nt,ttl,trig,store (default: all)."),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option("--memory", metavar="MIB", help="With --bulk: memory for sorting, in MiB (default: 1024)."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", help="With --bulk: how many processes (default: one for each core)."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="With --bulk: let the workers of this Dask scheduler do the work; they must see the same folders.",
        ),
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Make the graph from the seeds: Turtle, N-Triples, TriG, JSON-LD, OWL 2 RL entailment and a manifest."""
    found = find_project(project)
    if seeds is not None:
        found = replace(found, other_seeds=seeds)
    folder = out or found.build
    only = {"--files": files, "--memory": memory, "--workers": workers, "--scheduler": scheduler}
    given = [name for name, value in only.items() if value is not None]
    if not bulk:
        if given:
            raise UsageError(f"{given[0]} goes with --bulk")
        _build(found, folder, documents)
        return
    if documents is not None:
        raise UsageError("--documents does not go with --bulk, which quotes nothing")
    if workers is not None and scheduler is not None:
        raise UsageError("--workers and --scheduler side by side: the scheduler has workers of its own")
    _build_bulk(found, folder, (files, memory, workers, scheduler))


def _build(project: Project, folder: Path, documents: Path | None) -> None:
    from builder.building.build import build  # rdflib is slow to import
    from builder.building.summary import summarise

    with progress() as report:
        built = build(project, folder, report, _quoter(documents) if documents else None)
    typer.echo(summarise(built, project.relative(folder)))


def _build_bulk(project: Project, folder: Path, how: tuple[str | None, int | None, int | None, str | None]) -> None:
    from builder.bulk.service import FILES, Wanted, build_bulk
    from builder.bulk.summary import summarise
    from builder.bulk.workers import cluster, local

    files, memory, workers, scheduler = how
    chosen = tuple(dict.fromkeys(files.split(","))) if files is not None else FILES
    if unknown := [each for each in chosen if each not in FILES]:
        raise UsageError(f"--files: `{unknown[0]}` is none of {', '.join(FILES)}")
    if memory is not None and memory < _LEAST:
        raise UsageError(f"--memory {memory}: at least {_LEAST} MiB")
    wanted = Wanted(folder, chosen, (memory or 1024) * _MIB)
    processes = cluster(scheduler) if scheduler else local(workers if workers is not None else os.cpu_count() or 1)
    with progress() as report:
        built = build_bulk(project, wanted, processes, report)
    typer.echo(summarise(built, project.relative(folder)))


def _quoter(documents: Path) -> Quoter:
    """What finds the quoted words in a folder of documents."""
    from builder.auditing.quoting import quote_documents

    return lambda seeds: quote_documents(seeds, documents)
