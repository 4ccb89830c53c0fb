"""Derivations: the rule files run in the order of their names over everything so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Quad, QueryTriples, Store, Triple

from builder.building.dataset import RULES, Dataset, named
from builder.errors import InputError, Problem, SourceError
from builder.project import Project, read_text


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file: its name, and its SPARQL CONSTRUCT query."""

    name: str
    file: str
    text: str


def load_rules(project: Project) -> list[Rule]:
    """The rules of a project in the order in which they run; raises InputError where there are none."""
    paths = sorted(project.rules.glob("*.rq"))
    if not paths:
        raise InputError(f"{project.relative(project.rules)}: no rule files (*.rq) here")
    names = [project.relative(path) for path in paths]
    return [Rule(path.stem, name, read_text(path, name)) for path, name in zip(paths, names, strict=True)]


def derive(dataset: Dataset, rules: list[Rule]) -> dict[str, int]:
    """Run the rules and add what is new to the graph of rules; returns how many triples each added.

    Raises SourceError where a rule is no SPARQL or no CONSTRUCT query, or adds blank nodes.
    """
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in dataset.triples())
    counts: dict[str, int] = {}
    for rule in rules:
        fresh = {triple for triple in construct(store, rule) if not holds(store, triple)}
        store.extend(Quad(*triple) for triple in fresh)
        dataset.add(RULES, fresh)
        counts[rule.name] = len(fresh)
    return counts


def construct(store: Store, rule: Rule) -> Iterator[Triple]:
    """What a rule says of a store, one triple after the other; one may come twice.

    Raises SourceError where it is no SPARQL or no CONSTRUCT query, or makes blank nodes.
    """
    try:
        result = store.query(rule.text)
    except SyntaxError as error:
        line, column, reason = place_of(error)
        problem = Problem(rule.file, line, column, f"no SPARQL: {reason}", "a CONSTRUCT query of SPARQL 1.1")
        raise SourceError([problem]) from error
    if not isinstance(result, QueryTriples):
        raise SourceError([Problem(rule.file, 1, 1, "not a CONSTRUCT query", "a CONSTRUCT query of SPARQL 1.1")])
    return named(result, rule.file)


def holds(store: Store, triple: Triple) -> bool:
    """Whether the store says the triple already; the store compares figures by value, as rules do."""
    pattern = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, DefaultGraph())
    return next(iter(pattern), None) is not None


def place_of(error: SyntaxError) -> tuple[int, int, str]:
    """Line, column and reason of a syntax error of the SPARQL parser, which names them in its text only."""
    match = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
    if match is None:
        return 1, 1, str(error)
    return int(match[1]), int(match[2]), " ".join(match[3].split())
