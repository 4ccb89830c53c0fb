"""What RDF files import (``owl:imports``, OWL 2 Structural Specification, section 3.4)."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from builder.namespaces import PREFIXES
from builder.places import Place
from builder.rdffiles.reading import RdfFile

_IMPORTS: Final = NamedNode(PREFIXES["owl"] + "imports")


def imports_of(file: RdfFile) -> list[tuple[Place, str]]:
    """The IRIs of all that a file imports, with the places at which these stand, in the order of the places.

    The file is read again only where it imports anything. Imported blank nodes and literals mean nothing and are left
    out.
    """
    said = {triple for triple in file.triples if triple.predicate == _IMPORTS and isinstance(triple.object, NamedNode)}
    if not said:
        return []
    places = file.locate(said, ()).triples
    found = {
        (places.get(triple, Place(file.name)), triple.object.value)
        for triple in said
        if isinstance(triple.object, NamedNode)
    }
    return sorted(found)
