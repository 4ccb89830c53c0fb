"""Where triples are written in N-Triples and N-Quads (RDF 1.1 N-Triples and N-Quads, sections 2): one on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from builder.rdffiles.skolem import SKOLEM
from builder.rdffiles.wanted import BeyondError, Blank, Node, Wanted

_TERM: Final = rb"[ \t]*+(?:<[^>]*+>|_:[^ \t<]++)"
_BLANK: Final = re.compile(b"_:|" + re.escape(SKOLEM.encode()))
_BEFORE_OBJECT: Final = re.compile(_TERM + _TERM + rb"[ \t]*+")


def find(content: bytes, wanted: Wanted) -> bool:
    """Look for what is wanted; raises BeyondError for triple terms, else True."""
    starts = {f"<{iri}".encode() for iri in wanted.iris}
    for offset, line in _lines(content):
        subject = line.partition(b">")[0]
        if (
            subject in starts
            or not subject.startswith(b"<")
            or b"\\" in subject
            or (wanted.blank and _BLANK.search(line))
        ):
            _look(line, offset, wanted)
    return True


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines and their offsets."""
    offset = 0
    for line in BytesIO(content):
        if b"\r" in line[:-2]:  # a line may also end with CR alone
            for part in line.splitlines(keepends=True):
                yield offset, part
                offset += len(part)
        else:
            yield offset, line
            offset += len(line)


def _look(line: bytes, offset: int, wanted: Wanted) -> None:
    for quad in parse(line, RdfFormat.N_QUADS):  # none or one
        before = _BEFORE_OBJECT.match(line)
        if before is None:
            raise BeyondError(line[:20])
        at_subject = offset + len(line) - len(line.lstrip(b" \t"))
        wanted.see(_node(quad.subject), quad.predicate, _node(quad.object), (at_subject, offset + before.end()))


def _node(term: object) -> Node:
    if isinstance(term, BlankNode):
        return Blank(term.value)
    if isinstance(term, NamedNode | Literal):
        return term
    raise BeyondError(term)
