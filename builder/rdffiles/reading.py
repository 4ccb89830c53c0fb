"""RDF files that somebody wants checked or compared: their triples, and on demand the places of these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from builder.errors import InputError, LimitError, Problem, SourceError
from builder.places import Place, Places
from builder.rdffiles import literals, syntax
from builder.rdffiles.entities import check_entities
from builder.rdffiles.formats import FORMATS, format_of
from builder.rdffiles.loading import load
from builder.rdffiles.locating import locate
from builder.rdffiles.skolem import RELATIVE, SKOLEM, Skolem

__all__ = ["FORMATS", "MAX_BYTES", "SKOLEM", "RdfFile", "read_files", "read_rdf"]

MAX_BYTES: Final = 500_000_000
"""The largest file that is read, unpacked: some four million triples."""


def _as_given(path: Path) -> str:
    return path.as_posix()


@dataclass(frozen=True, slots=True)
class RdfFile:
    """One RDF file: its name as messages show it, its triples in the order in which they were read, its prefixes.

    The triples of named graphs are among them. Blank nodes are IRIs below SKOLEM, with the ``number`` of the file.
    """

    name: str
    path: Path
    form: RdfFormat
    number: int
    triples: tuple[Triple, ...] = field(repr=False)
    prefixes: dict[str, str]
    limit: int = MAX_BYTES
    stamp: tuple[int, int] = (0, 0)
    """Size and time of change of the file when it was read."""

    def locate(self, triples: Collection[Triple], subjects: Collection[NamedNode]) -> Places:
        """Where wanted triples (their objects) and subjects (where first something is said of them) are written.

        The file is read again for it, as text. What it does not hold is left out. What it holds at a place that
        can't be told stands at that of its subject, else at the file as a whole: so does everything where the file
        has changed since it was read.
        """
        if not triples and not subjects:
            return Places()
        found, complete = Places(), False
        if _stamp(self.path) == self.stamp:
            try:
                content = load(self.path, self.name, self.limit)
            except (InputError, LimitError):
                content = b""
            about = {triple.subject for triple in triples if isinstance(triple.subject, NamedNode)}
            found, complete = locate(self, content, triples, about.union(subjects))
        wanted = set(subjects)
        known = {subject: place for subject, place in found.subjects.items() if subject in wanted}
        places = Places(found.triples, known)
        if not complete or self.form in {RdfFormat.JSON_LD, RdfFormat.RDF_XML}:  # numbers and texts may differ there
            self._make_up(places, found.subjects, triples, subjects)
        return places

    def _make_up(
        self,
        places: Places,
        known: Mapping[NamedNode, Place],
        triples: Collection[Triple],
        subjects: Collection[NamedNode],
    ) -> None:
        """Give what the file holds and nobody found the nearest place known."""
        missing = {triple for triple in triples if triple not in places.triples}
        strange = {subject for subject in subjects if subject not in places.subjects}
        if not missing and not strange:
            return
        whole = Place(self.name)
        for triple in missing.intersection(self.triples):
            subject = triple.subject
            places.triples[triple] = known.get(subject, whole) if isinstance(subject, NamedNode) else whole
        if strange:
            here = {triple.subject for triple in self.triples}
            places.subjects.update((subject, whole) for subject in strange & here)


def read_rdf(
    paths: Iterable[Path], name: Callable[[Path], str] = _as_given, limit: int = MAX_BYTES
) -> tuple[RdfFile, ...]:
    """Read RDF files, each of them in the format that the end of its name stands for (FORMATS, and ``.gz`` after it).

    ``name`` gives the name that messages show, by default the path as it is, with forward slashes. Contexts of JSON-LD
    that lie elsewhere are not fetched, nor are external entities of XML.

    Raises UsageError for a file whose name has none of the endings, InputError with all files that can't be read,
    LimitError for one of more than ``limit`` bytes, and SourceError with all syntax errors and ill-typed literals.
    """
    paths = list(paths)
    unreadable = [f"{name(path)}: a folder; name the files in it" for path in paths if path.is_dir()]
    named = [(path, name(path), format_of(path, name(path))) for path in paths if not path.is_dir()]
    problems: list[Problem] = []
    files: list[RdfFile] = []
    for number, (path, called, form) in enumerate(named, start=1):
        try:
            files.append(_read(_Source(path, called, form, number, limit)))
        except InputError as error:
            unreadable.append(str(error))
        except SourceError as error:
            problems.extend(error.problems)
    if unreadable:
        raise InputError("\n".join(unreadable))
    if problems:
        raise SourceError(problems)
    return tuple(files)


def read_files(paths: Iterable[Path], limit: int = MAX_BYTES) -> set[Triple]:
    """The triples of several files as one graph.

    Raises what ``read_rdf`` raises, and InputError where none of the files holds a triple.
    """
    files = read_rdf(paths, limit=limit)
    triples = {triple for file in files for triple in file.triples}
    if not triples:
        raise InputError(f"{', '.join(file.name for file in files)}: no triples here, so there is nothing to check")
    return triples


@dataclass(frozen=True, slots=True)
class _Source:
    """What is known of a file before it is read."""

    path: Path
    name: str
    form: RdfFormat
    number: int
    limit: int


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _read(source: _Source) -> RdfFile:
    stamp = _stamp(source.path)
    content = load(source.path, source.name, source.limit)
    if source.form == RdfFormat.RDF_XML:
        check_entities(content, source.name, source.limit)
    triples, prefixes = _parse(source, content)
    checked = _checked(triples, source)
    file = RdfFile(source.name, source.path, source.form, source.number, checked, prefixes, source.limit, stamp)
    _refuse_ill_typed(file, content)
    return file


def _parse(source: _Source, content: bytes) -> tuple[list[Triple], dict[str, str]]:
    base = RELATIVE if source.form == RdfFormat.JSON_LD else None
    try:
        parser = parse(content, source.form, base_iri=base)
        triples = [quad.triple for quad in parser]
    except SyntaxError as error:
        raise SourceError(syntax.explain_all(content, source.name, error, source.form)) from None
    except MemoryError as error:  # pyoxigraph's, for a token of more than 16 MB
        raise LimitError(f"{source.name}: a text in it is too long ({error}); keep it in a file of its own") from None
    if source.form == RdfFormat.RDF_XML:
        from builder.rdffiles.xml_syntax import check_xml  # noqa: PLC0415 - slow to import, and for one format only

        check_xml(content, source.name)
    return triples, dict(sorted(parser.prefixes.items()))


def _checked(triples: list[Triple], source: _Source) -> tuple[Triple, ...]:
    """The triples with names for blank nodes; they are touched one by one only where there are any."""
    kinds = {type(triple.subject) for triple in triples} | {type(triple.object) for triple in triples}
    if kinds <= {NamedNode, Literal}:
        return tuple(triples)
    skolem = Skolem(source.number)
    return tuple(_named(triple, skolem, source.name) for triple in triples)


def _named(triple: Triple, skolem: Skolem, file: str) -> Triple:
    subject, value = triple.subject, triple.object
    if isinstance(subject, Triple) or isinstance(value, Triple):
        said = f"a triple term: {value if isinstance(value, Triple) else subject}"
        raise SourceError([Problem(file, 0, 0, said, "IRIs, literals, blank nodes: RDF 1.1 has no triples in triples")])
    if isinstance(subject, BlankNode):
        return Triple(skolem.name(subject), triple.predicate, _object(value, skolem))
    return Triple(subject, triple.predicate, skolem.name(value)) if isinstance(value, BlankNode) else triple


def _object(value: NamedNode | BlankNode | Literal, skolem: Skolem) -> NamedNode | Literal:
    return skolem.name(value) if isinstance(value, BlankNode) else value


def _refuse_ill_typed(file: RdfFile, content: bytes) -> None:
    """Raise SourceError with the places of all literals that are no values; each distinct literal is looked at once."""
    values = {value for triple in file.triples if isinstance(value := triple.object, Literal)}
    wrong = literals.ill_typed(values)
    if wrong:
        said = [triple for triple in file.triples if triple.object in wrong]
        places, _ = locate(file, content, said, ())
        raise SourceError(literals.problems(said, places, file.name))
