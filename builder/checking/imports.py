"""What shapes and data import (``owl:imports``): at hand, or an error.

Nothing is fetched. A check that leaves out half of its shapes or of the class hierarchy passes too easily, so that an
import which is not at hand ends the check, unless somebody says that it may.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple
from rdflib import URIRef
from rdflib.namespace import OWL, RDF

from builder.errors import InputError
from builder.mapping.terms import term
from builder.places import Place
from builder.rdffiles.imports import imports_of
from builder.rdffiles.reading import RdfFile
from builder.shacl.shapes import Shapes


@dataclass(frozen=True, slots=True, order=True)
class _Import:
    """One import: the IRI, and where it stands."""

    place: Place
    iri: str


def check_imports(
    shapes: Shapes, files: Collection[RdfFile], ontology: Collection[Triple], *, skip: bool = False
) -> tuple[str, ...]:
    """Look for all that shapes and data files import among themselves and the ontology of the project.

    Returns a note for each import that is missing and may be (``skip``); raises InputError with all others.
    """
    at_hand = {str(node) for node in shapes.graph.subjects(RDF.type, OWL.Ontology)}
    at_hand |= set(_ontologies(ontology))
    for file in files:
        at_hand |= set(_ontologies(file.triples))
    missing = sorted({each for each in (*_of_shapes(shapes), *_of_files(files)) if each.iri not in at_hand})
    if missing and not skip:
        raise InputError(
            "\n".join(f"{each.place}: imports <{each.iri}>, which is not at hand\n{_ADVICE}" for each in missing)
        )
    return tuple(f"{each.place}: without the import <{each.iri}>" for each in missing)


_ADVICE = (
    "    to mend: nothing is fetched; name a local copy on the command line (data) or put one beside the shapes, "
    "or check without it: --skip-imports"
)


def _ontologies(triples: Iterable[Triple]) -> Iterator[str]:
    """The IRIs of all that is an ontology, and of their versions."""
    kind, ontology, version = term("rdf:type"), term("owl:Ontology"), term("owl:versionIRI")
    for triple in triples:
        if triple.predicate == kind and triple.object == ontology and isinstance(triple.subject, NamedNode):
            yield triple.subject.value
        elif triple.predicate == version and isinstance(triple.object, NamedNode):
            yield triple.object.value


def _of_shapes(shapes: Shapes) -> Iterator[_Import]:
    for file in shapes.files:
        for iri in file.graph.objects(None, OWL.imports):
            if isinstance(iri, URIRef):
                yield _Import(Place(file.name, *file.place(str(iri))), str(iri))


def _of_files(files: Iterable[RdfFile]) -> Iterator[_Import]:
    for file in files:
        yield from (_Import(place, iri) for place, iri in imports_of(file))
