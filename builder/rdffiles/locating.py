"""Where triples are written, in any of the formats."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Collection
from typing import Final, Protocol

from pyoxigraph import NamedNode, RdfFormat, Triple

from builder.places import Places
from builder.rdffiles.wanted import BeyondError, Text, Wanted

_BY_LINE: Final = {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}


class Read(Protocol):
    """What is known of a file that has been read."""

    @property
    def name(self) -> str:
        """The name that messages show."""

    @property
    def form(self) -> RdfFormat:
        """The format."""

    @property
    def number(self) -> int:
        """The number that is in the names of its blank nodes."""

    @property
    def triples(self) -> Collection[Triple]:
        """All triples."""


def locate(
    file: Read, content: bytes, triples: Collection[Triple], subjects: Collection[NamedNode]
) -> tuple[Places, bool]:
    """The places of triples and subjects in the content of a file, and whether all of it was understood.

    If so, then what is not found is not there. Blank nodes have places only where the reader counts them exactly as
    those who read the file did: a wrong line is worse than none.
    """
    wanted = Wanted(triples, subjects, file.number)
    text: Text = content
    complete = False
    try:
        if file.form in _BY_LINE:
            from builder.rdffiles import line_places  # noqa: PLC0415 - slow to import, and each for its format only

            complete = line_places.find(content, wanted)
        elif file.form == RdfFormat.RDF_XML:
            from builder.rdffiles import xml_places  # noqa: PLC0415 - the same

            text = content.removeprefix(BOM_UTF8)
            complete = xml_places.find(text, wanted)
        elif file.form == RdfFormat.JSON_LD:
            from builder.rdffiles import json_places  # noqa: PLC0415 - the same

            text = content.decode("utf-8-sig", "replace")
            complete = json_places.find(text, wanted)
        else:
            from builder.rdffiles import turtle_places  # noqa: PLC0415 - the same

            text = content.decode("utf-8", "replace")  # of a comment, at most: the parser took it
            complete = turtle_places.find(text, wanted)
    except (BeyondError, SyntaxError, ValueError):  # of RDF 1.2, or the file is another one than before
        pass
    if wanted.blank and wanted.counted != wanted.of_blank_nodes(file.triples):
        wanted.forget_blank_nodes()
        complete = False
    return wanted.places(text, file.name), complete
