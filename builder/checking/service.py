"""The check from end to end: a graph or files in, findings out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from builder.building.build import make_graph
from builder.building.dataset import read_ontology
from builder.building.graphs import to_rdflib
from builder.checking.findings import Finding, Severity
from builder.checking.guards import check_shapes, unreached
from builder.checking.inputs import read_files
from builder.checking.shapes import load_shapes
from builder.checking.validation import validate
from builder.errors import InputError
from builder.project import Project


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check came to.

    ``shapes`` is how many shapes looked for things, ``things`` how many things they looked at, ``unreached`` names the
    shapes that found none.
    """

    findings: tuple[Finding, ...]
    shapes: int
    things: int
    unreached: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def reaches(self, level: Severity) -> bool:
        """Whether a finding is of this severity or graver."""
        return any(finding.severity.depth <= level.depth for finding in self.findings)


def check_graph(project: Project, triples: Iterable[Triple], folder: Path | None = None) -> CheckResult:
    """Check a graph against the shapes of the project, or those of another folder.

    The ontology of the project is added to the graph: what is a subclass of what is said there.

    Raises InputError where there are no shapes, or nothing in the graph is of a kind that they look at, so that a check
    of nothing never passes; SourceError where shapes are wrong.
    """
    shapes = load_shapes(folder or project.shapes, project.relative(folder or project.shapes))
    ontology = read_ontology(project)
    check_shapes(shapes, to_rdflib(ontology))
    triples = set(triples)
    data = to_rdflib(sorted(triples | ontology, key=str))  # the order of the triples decides that of equal results
    given = {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}
    things = {str(node) for shape in shapes.targeted() for node in shapes.focus_nodes(shape, data)} & given
    if not things:
        raise InputError(
            f"nothing to check: of {len(given)} things, none is of a kind that the shapes in {shapes.name} look at"
        )
    findings = validate(data, shapes)
    return CheckResult(tuple(findings), len(shapes.targeted()), len(things), tuple(unreached(shapes, data)))


def check_files(project: Project, paths: Iterable[Path], folder: Path | None = None) -> CheckResult:
    """Check RDF files together, as one graph; raises what ``check_graph`` and ``read_files`` raise."""
    return check_graph(project, read_files(paths), folder)


def check_project(project: Project, folder: Path | None = None) -> CheckResult:
    """Check the graph that the project's seeds make; raises what ``check_graph`` and ``make_graph`` raise."""
    return check_graph(project, make_graph(project).dataset.triples(), folder)
