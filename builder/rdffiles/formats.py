"""Which format a file is in: its name says so."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from pyoxigraph import RdfFormat

from builder.errors import UsageError

FORMATS: Final[dict[str, RdfFormat]] = {
    ".json": RdfFormat.JSON_LD,
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".owl": RdfFormat.RDF_XML,
    ".rdf": RdfFormat.RDF_XML,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".xml": RdfFormat.RDF_XML,
}
"""The format of a file, by the end of its name."""

GZIP: Final = ".gz"
"""The end of the name of a compressed file, after that of its format."""


def format_of(path: PurePath, name: str) -> RdfFormat:
    """The format that a file's name stands for; raises UsageError, with all that are allowed, where it has none."""
    ending = path.suffix.lower()
    inner = path.with_suffix("").suffix.lower() if ending == GZIP else ending
    form = FORMATS.get(inner)
    if form is None:
        said = inner + GZIP if ending == GZIP else ending
        raise UsageError(
            f"{name}: `{said}` says nothing about the format; allowed: {', '.join(FORMATS)}, each also with {GZIP}"
        )
    return form
