"""Do the examples of a shape, and the data beside this module, notice that it has been weakened?

``data/`` holds for each shape what its examples leave out: things that break one constraint each, a thing of each kind
that is looked at, one without an IRI. ``…_alone.ttl`` is validated without the world of the examples.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Triple
from rdflib import Graph, URIRef

from builder.building.dataset import read_ontology, read_turtle
from builder.namespaces import PEEL, PEELID, PEELSH, PREFIXES
from builder.project import Project
from builder.shacl import fast
from builder.shacl.data import Data
from builder.shacl.results import Result, Term
from builder.shacl.shapes import Shapes, load_shapes, node_of

from .mutants import Mutant, mutants, part

DATA = Path(__file__).resolve().parent / "data"
HEADER = ["rule", "focus", "path", "value", "component", "severity"]
Row = tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """Whether a weakened shape was noticed."""

    mutant: Mutant
    noticed: bool


@dataclass(frozen=True)
class Variant:
    """Data to hold a shape against. What the tables of the examples do not say, components, is not compared."""

    name: str
    data: Data
    with_components: bool


class Judge:
    """The data that each shape of a project is tried on, ready to be validated again and again."""

    def __init__(self, project: Project) -> None:
        self.shapes = load_shapes(project.shapes, "shapes")
        self._folder = project.shapes / "examples"
        self._ontology = read_ontology(project)

    @cached_property
    def _hierarchy(self) -> set[Triple]:
        needed = {PREFIXES["rdfs"] + "subClassOf", PREFIXES["rdfs"] + "isDefinedBy"}
        return {t for t in self._ontology if t.predicate.value in needed or t.subject == NamedNode(PEEL)}

    def variants(self, top: URIRef) -> list[Variant]:
        """The example that fails a shape, and the further data for it."""
        name = str(top).removeprefix(PEELSH)
        (example,) = self._folder.rglob(f"{name}_fail.ttl")
        terms = self._ontology if example.parent.name == "ontology" else self._hierarchy
        world = terms | _triples(self._folder / "base.ttl")
        found = [Variant(example.stem, _data(world | _triples(example)), with_components=False)]
        for file in files(name):
            own = _triples(file)
            found.append(Variant(file.stem, _data(own if "_alone" in file.stem else world | own), with_components=True))
        return found

    def rows(self, graph: Graph, variant: Variant) -> frozenset[Row]:
        """The results of a shape on some data, in the form of the tables."""
        shapes = Shapes("shapes", self.shapes.files, graph)
        found = (self._row(each) for each in fast.validate(variant.data, shapes))
        return frozenset(found if variant.with_components else (row[:4] + row[5:] for row in found))

    def verdicts(self, top: URIRef) -> Iterator[Verdict]:
        """Each weakened form of one shape, held against all its data."""
        variants = self.variants(top)
        whole = [self.rows(part(self.shapes.graph, top), variant) for variant in variants]
        assert all(whole), f"something here does not fail {top}"
        for mutant in mutants(self.shapes, top):
            yield Verdict(
                mutant, any(self.rows(mutant.graph, each) != rows for each, rows in zip(variants, whole, strict=True))
            )

    def _row(self, result: Result) -> Row:
        value = result.value
        named = value is not None and (bool(result.path) or value != result.focus)
        path = result.path.replace(f"<{PEEL}", "<peel:")
        for prefix, iri in PREFIXES.items():
            path = path.replace(f"<{iri}", f"<{prefix}:")
        return (
            self.shapes.rule_name(node_of(result.constraint or result.shape)),
            _short(result.focus),
            path.replace("<", "").replace(">", ""),
            _short(value) if value is not None and named else "",
            result.component.rpartition("#")[2].removesuffix("ConstraintComponent"),
            result.severity.rpartition("#")[2],
        )


def files(name: str) -> list[Path]:
    """The further data for a shape."""
    return sorted([*DATA.rglob(f"{name}.ttl"), *DATA.rglob(f"{name}_alone*.ttl")])


def table(file: Path) -> frozenset[Row]:
    """The results that the table beside some data expects."""
    with file.with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        assert next(rows) == HEADER
        return frozenset(map(tuple, rows))


def _short(node: Term) -> str:
    return "_:" if isinstance(node, BlankNode) else node.value.removeprefix(PEELID)


def _data(triples: set[Triple]) -> Data:
    return Data(sorted(triples, key=str))


def _triples(path: Path) -> set[Triple]:
    return set(read_turtle(path, path.name))
