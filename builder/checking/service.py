"""The check from end to end: a graph or files in, findings out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Triple

from builder.building.build import graph_of
from builder.building.dataset import read_ontology
from builder.building.graphs import SIMPLE, to_rdflib
from builder.checking.findings import CheckResult
from builder.checking.guards import check_shapes
from builder.checking.imports import check_imports
from builder.checking.placing import Locate, found_in
from builder.checking.problems import broken
from builder.checking.rules import rules_of
from builder.collecting import without_collection
from builder.errors import InputError, Problem, SourceError
from builder.places import Places
from builder.project import Project
from builder.rdffiles.reading import RdfFile, read_rdf
from builder.seeds.loader import Seeds, load_seeds
from builder.shacl.data import Data
from builder.shacl.engine import Engine, validate
from builder.shacl.results import Term
from builder.shacl.shapes import Shapes, load_shapes
from builder.shacl.targets import focus_nodes
from builder.tracing.trace import trace

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to check: the folder of shapes (None: the project's), the engine, and whether imports may be missing."""

    shapes: Path | None = None
    engine: Engine = Engine.AUTO
    skip_imports: bool = False


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is checked: its triples, where they are written, and what it imports."""

    triples: Collection[Triple]
    locate: Locate
    files: tuple[RdfFile, ...] = ()


def check_files(project: Project, paths: Iterable[Path], settings: Settings = Settings()) -> CheckResult:
    """Check RDF files together, as one graph.

    The ontology of the project is added to the graph: what is a subclass of what is said there. A result that is
    ``broken`` lists what is wrong with the files or shapes, where they can't be taken as they are. Raises what
    ``read_rdf`` raises but SourceError, and InputError where there are no shapes, where nothing in the graph is of a
    kind that they look at, so that a check of nothing never passes, and where something imported is not at hand.
    """
    return _check(project, settings, "syntax", lambda: _from_files(project, paths), lambda matter: matter)


def check_project(project: Project, settings: Settings = Settings()) -> CheckResult:
    """Check the graph that the project's seeds make, in the way of ``check_files``."""
    return _check(project, settings, "seeds", lambda: load_seeds(project), lambda seeds: _from_seeds(project, seeds))


@without_collection()
def _check(
    project: Project, settings: Settings, stage: str, read: Callable[[], T], make: Callable[[T], _Matter]
) -> CheckResult:
    problems: dict[str, tuple[Problem, ...]] = {}

    def attempt(rule: str, step: Callable[[], U]) -> U | None:
        try:
            return step()
        except SourceError as error:
            problems[rule] = error.problems
            return None

    folder = settings.shapes or project.shapes
    ontology = attempt("ontology", lambda: _ontology(project))
    shapes = attempt("shapes", lambda: _shapes(folder, project.relative(folder), ontology or set()))
    found = attempt(stage, read)
    matter = None if found is None or ontology is None else attempt("rules", lambda: make(found))
    if shapes is None or matter is None or ontology is None:
        return broken(problems)
    notes = check_imports(shapes, matter.files, ontology, skip=settings.skip_imports)
    data = Data(chain(matter.triples, ontology))
    looked_at = {shapes.rule_name(shape): focus_nodes(shapes, shape, data) for shape in shapes.targeted()}
    things = _things(chain.from_iterable(looked_at.values()), matter.triples, ontology, shapes)
    try:
        results, _ = validate(data, shapes, settings.engine)
    except SourceError as error:
        return broken({"shapes": error.problems})
    return CheckResult(
        findings=found_in(results, shapes, data, matter.locate),
        rules=rules_of(shapes, {name: len(nodes) for name, nodes in looked_at.items()}),
        things=things,
        shapes=len(looked_at),
        unreached=tuple(name for name, nodes in looked_at.items() if not nodes),
        notes=notes,
    )


def _ontology(project: Project) -> set[Triple]:
    """The ontology; what is wrong with its syntax in the words that other files have for it."""
    try:
        return read_ontology(project)
    except SourceError:
        read_rdf(sorted(project.ontology.glob("*.ttl")), project.relative)
        raise


def _shapes(folder: Path, name: str, ontology: set[Triple]) -> Shapes:
    shapes = load_shapes(folder, name)
    check_shapes(shapes, to_rdflib(ontology, SIMPLE))
    return shapes


def _things(
    looked_at: Iterable[Term], triples: Collection[Triple], ontology: Collection[Triple], shapes: Shapes
) -> int:
    """How many things are looked at, those aside that only the added ontology speaks of; raises InputError for none."""
    added = {triple.subject for triple in ontology if triple not in triples}
    added -= {triple.subject for triple in ontology if triple in triples}
    things = {node for node in looked_at if node not in added}
    if not things:
        given = len({triple.subject for triple in triples})
        raise InputError(
            f"nothing to check: of {given} things, none is of a kind that the shapes in {shapes.name} look at"
        )
    return len(things)


def _from_files(project: Project, paths: Iterable[Path]) -> _Matter:
    files = tuple(read_rdf(paths))
    triples = frozenset(chain.from_iterable(file.triples for file in files))
    if not triples:
        raise InputError(f"{', '.join(file.name for file in files)}: no triples here, so there is nothing to check")

    def locate(wanted: Collection[Triple], subjects: Collection[NamedNode]) -> Places:
        places = Places()
        for file in files:
            places.update(file.locate(wanted, subjects))
        for file in read_rdf(sorted(project.ontology.glob("*.ttl")), project.relative):
            places.update(file.locate(wanted, subjects))
        return places

    return _Matter(triples, locate, files)


def _from_seeds(project: Project, seeds: Seeds) -> _Matter:
    graph = graph_of(project, seeds)
    return _Matter(graph.dataset.triples(), lambda triples, subjects: trace(project, graph, triples, subjects))
