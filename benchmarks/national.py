"""A graph of national size: the graph of the seeds, with what it says of one force said of many made-up ones.

Shares of kinds of things, lengths of texts and links are those of the real graph, so that every shape has work to do.
Collaborations, events, programmes, memberships and posts that the documents about that force speak of are made up along
with it: were they shared by all, each would have as many places and partners as there are forces, and an answer that
sets the one beside the other would grow with the square of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

KEY: Final = "leicestershire"
NAME: Final = "Leicestershire"
AREA: Final = "E23000021"
ALONG: Final = re.compile(
    r"<https://w3id\.org/peelgraph/id/(?:change-programme|collaboration|event|membership|observation|post)/[^>]*>"
)
ABOUT: Final = "<https://w3id.org/peelgraph/def/about>"


def lines(built: Path, triples: int) -> Iterator[str]:
    """Lines of N-Triples, each once: those of ``built`` and of as many copies as come nearest to ``triples``."""
    real = built.read_text(encoding="utf-8").splitlines(keepends=True)
    yield from real
    along = _along(real)
    about = [line for line in real if _is_copied(line, along)]
    for number in range(max(0, round((triples - len(real)) / len(about)))):
        key, name, area = f"northshire-{number:03}", f"Northshire {number:03}", f"E23{number + 100:06}"
        made_up = {iri: f"{iri[:-1]}-{key}>" for iri in along}
        for line in about:
            subject, predicate, value = line.removesuffix(" .\n").split(" ", 2)
            copied = f"{made_up.get(subject, subject)} {predicate} {made_up.get(value, value)} .\n"
            yield copied.replace(KEY, key).replace(NAME, name).replace(AREA, area)


def _along(real: list[str]) -> set[str]:
    """What is made up along with the force, though its IRI does not say so; figures only where they are about such."""
    told = {iri for line in real if KEY in line for iri in ALONG.findall(line) if KEY not in iri}
    along = {iri for iri in told if "/observation/" not in iri}
    for line in real:
        subject, predicate, value = line.split(" ", 2)
        if predicate == ABOUT and value.removesuffix(" .\n") in along:
            along.add(subject)
    return along


def _is_copied(line: str, along: set[str]) -> bool:
    """Whether a line is said of a made-up force, too; what is shared by all gets no second name."""
    if not along.isdisjoint(ALONG.findall(line)):
        return True
    subject, _, value = line.split(" ", 2)
    of_the_force = f"{subject} {value}" if value.startswith("<") else subject
    return KEY in of_the_force or AREA in of_the_force


def write(built: Path, triples: int, file: Path) -> int:
    """Write such a graph to ``file``; returns how many triples it has."""
    count = 0
    with file.open("w", encoding="utf-8") as stream:
        for line in lines(built, triples):
            stream.write(line)
            count += 1
    return count
