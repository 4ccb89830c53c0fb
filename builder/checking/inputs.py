"""RDF files that somebody wants checked, read as one graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from builder.building.graphs import is_ill_typed
from builder.errors import InputError, LimitError, Problem, SourceError, UsageError

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

MAX_BYTES: Final = 500_000_000
"""The largest file that is read: some four million triples, for which a check would need hours."""

SKOLEM: Final = "https://w3id.org/peelgraph/.well-known/genid/"
"""Stands for blank nodes (RDF 1.1 Concepts, section 3.5), which no published thing is: the shapes find them by it."""


def read_files(paths: Iterable[Path], limit: int = MAX_BYTES) -> set[Triple]:
    """The triples of all files, those of named graphs as well.

    Blank nodes become IRIs below SKOLEM, numbered in the order of the files and of the nodes within a file. Contexts
    of JSON-LD that lie elsewhere are not fetched.

    Raises UsageError for a file whose name has none of the endings of FORMATS, InputError where one can't be read or
    none holds a triple, LimitError for one of more than ``limit`` bytes, and SourceError with all syntax errors.
    """
    triples: set[Triple] = set()
    problems: list[Problem] = []
    paths = list(paths)
    for number, path in enumerate(paths, start=1):
        try:
            quads = _quads(path, limit)
            problems.extend(_ill_typed(quads, path))
            triples.update(_triples(quads, number, path))
        except SourceError as error:
            problems.extend(error.problems)
    if problems:
        raise SourceError(problems)
    if not triples:
        raise InputError(f"{', '.join(map(str, paths))}: no triples here, so there is nothing to check")
    return triples


def _ill_typed(quads: Iterable[Quad], path: Path) -> Iterator[Problem]:
    """Literals that are no value of their datatype, such as a 99th of November (RDF 1.1 Concepts, section 3.3).

    SPARQL has no value to compare there, and pySHACL fails on one. The line is the first that holds the text.
    """
    literals = {quad.object for quad in quads if isinstance(quad.object, Literal) and not quad.object.language}
    lines: list[str] = []
    for literal in sorted(literals, key=str):
        if not is_ill_typed(literal):
            continue
        lines = lines or path.read_text(encoding="utf-8", errors="replace").splitlines()
        found = ((number, line.find(literal.value) + 1) for number, line in enumerate(lines, 1))
        line, column = next((place for place in found if place[1]), (0, 0))
        datatype = literal.datatype.value
        said = f"`{literal.value}` is no {datatype.rpartition('#')[2]}"
        yield Problem(str(path), line, column, said, f"a value of {datatype}")


def _quads(path: Path, limit: int) -> list[Quad]:
    if path.is_dir():
        raise InputError(f"{path}: a folder; name the files in it")
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"{path}: `{path.suffix}` says nothing about the format; allowed: {', '.join(FORMATS)}")
    base = f"{SKOLEM}relative/" if form == RdfFormat.JSON_LD else None  # without it relative IRIs vanish in silence
    try:
        if path.stat().st_size > limit:
            raise LimitError(f"{path}: more than {limit} bytes; check the graph in parts")
        return list(parse(path=str(path), format=form, base_iri=base))
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror or error})") from error
    except SyntaxError as error:
        line, column = error.lineno or 0, error.offset or 0
        if not line and form == RdfFormat.RDF_XML:
            line, column = _place_in_xml(path)
        raise SourceError([Problem(str(path), line, column, f"no {form.name}: {error.msg}")]) from error


def _place_in_xml(path: Path) -> tuple[int, int]:
    """Where a file stops being XML, which the RDF parser does not say; 0 and 0 where all of it is."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(path.read_bytes(), True)
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return 0, 0


def _triples(quads: Iterable[Quad], number: int, path: Path) -> Iterator[Triple]:
    names: dict[BlankNode, NamedNode] = {}

    def name(node: NamedNode | BlankNode | Literal | Triple) -> NamedNode | Literal:
        if isinstance(node, BlankNode):
            return names.setdefault(node, NamedNode(f"{SKOLEM}{number}-{len(names) + 1}"))
        if isinstance(node, Triple):
            raise SourceError([Problem(str(path), 0, 0, f"a triple term: {node}", "IRIs, literals, blank nodes")])
        return node

    for quad in quads:
        subject = name(quad.subject)
        assert not isinstance(subject, Literal)  # noqa: S101  # RDF has none there
        yield Triple(subject, quad.predicate, name(quad.object))
