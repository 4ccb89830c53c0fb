"""RDF files as lines of N-Triples, one spelling for each triple, so that equal triples are equal bytes.

A million triples of N-Triples are held against the grammar by one regular expression, and not one by one in Python:
lines that are written as we would write them stay as they are. All other lines and formats go through the parser.
"""

from __future__ import annotations

import gzip
import io
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Final, Protocol, cast

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse, serialize

from builder.building.dataset import RULES
from builder.errors import InputError, LimitError, Problem, SourceError
from builder.rdffiles.entities import check_entities
from builder.rdffiles.formats import GZIP, format_of
from builder.rdffiles.loading import load
from builder.rdffiles.skolem import RELATIVE
from builder.rdffiles.syntax import explain_all

MAX_BYTES: Final = 4_000_000_000
"""The most bytes of one file, unpacked, that are read: some twenty million triples."""

WHOLE: Final = 500_000_000
"""The most bytes of a file that has to be read as a whole: RDF/XML, and any whose syntax errors are to be explained."""

MAX_BLANK: Final = 500_000
"""The most triples with blank nodes of one side: these are held in memory, to find out which node is which."""

_QUADS: Final = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)
_CHUNK: Final = 1 << 20
_BATCH: Final = 20_000

_SIGNS: Final = rb"[!$&-;=?@A-Z_a-z~]*+"
_IRI: Final = rb"<[a-z]++:(?://[a-z0-9.-]++(?=[/?#>])|(?!//))" + _SIGNS + rb"(?:#" + _SIGNS + rb")?+>"
_TEXT: Final = rb"[^\x00-\x1f\"\\\x7f\xef]*+"
_LITERAL: Final = (
    rb'"' + _TEXT + rb"(?:\\[nrtbf\"\\]" + _TEXT + rb')*+"'
    rb"(?:@[a-z]{2,3}(?:-[a-z]{2,8})?|\^\^(?!<http://www\.w3\.org/2001/XMLSchema#string>)" + _IRI + rb")?+"
)  # fmt: skip
_LINE: Final = _IRI + rb" " + _IRI + rb" (?:" + _IRI + rb"|" + _LITERAL + rb") \.\n"
_LINES: Final = re.compile(rb"(?:" + _LINE + rb")*+")
"""Lines of N-Triples that the parser takes and writes again byte for byte: plain IRIs of ASCII, tags of one or two
parts, no ``\\u``. A part of the grammar: https://www.w3.org/TR/n-triples/#n-triples-grammar."""


class Taker(Protocol):
    """Something that takes lines."""

    def add(self, lines: bytes) -> None:
        """Take whole lines of N-Triples."""


@dataclass(slots=True)
class Lines:
    """Where the triples of one side go.

    ``said`` takes those without blank nodes, ``derived`` those of the graph of rules, where a side tells them apart;
    ``blank`` keeps those with blank nodes.
    """

    said: Taker
    derived: Taker
    blank: list[Triple] = field(default_factory=list)

    def take(self, quads: Iterable[Quad], name: str) -> None:
        """Take statements as the parser gives them; raises SourceError for triple terms (RDF 1.2)."""
        said: list[str] = []
        derived: list[str] = []
        for quad in quads:
            triple = quad.triple
            if isinstance(triple.object, Triple):
                raise SourceError([Problem(name, 0, 0, f"a triple term: {triple}", "IRIs, literals, blank nodes")])
            if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                self.blank.append(triple)
            else:
                (derived if quad.graph_name == RULES else said).append(f"{triple} .\n")
        if len(self.blank) > MAX_BLANK:
            raise LimitError(f"{name}: more than {MAX_BLANK:,} triples with blank nodes; give these nodes IRIs")
        self.said.add("".join(said).encode())
        self.derived.add("".join(derived).encode())


def read_lines(path: Path, name: str, lines: Lines, limit: int = MAX_BYTES) -> None:
    """Read a file into ``lines``; ``name`` is what messages call it.

    Raises UsageError where the name says nothing about the format, InputError where the file can't be read, LimitError
    for more than ``limit`` bytes, and SourceError with line and column where it is not of its format.
    """
    form = format_of(path, name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{name}: no regular file; write what it gives to a file and name that")
        if form == RdfFormat.N_TRIPLES:
            _read_n_triples(path, name, lines, limit)
        elif form == RdfFormat.RDF_XML:
            content = load(path, name, min(limit, WHOLE))
            check_entities(content, name, WHOLE)
            _read_parsed(io.BytesIO(content), form, name, lines)
        else:
            with _opened(path, name, limit) as stream:
                _read_parsed(stream, form, name, lines)
    except SyntaxError as error:
        raise SourceError(_problems(error, path, form, name)) from error
    except MemoryError as error:  # pyoxigraph's, for a token of more than 16 MB
        raise LimitError(f"{name}: a text in it is too long ({error})") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{name}: no sound gzip file ({error}); pack it again") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(f"{name}: can't be read ({getattr(error, 'strerror', None) or error})") from error


def _read_parsed(stream: IO[bytes], form: RdfFormat, name: str, lines: Lines) -> None:
    quads = parse(stream, format=form, base_iri=RELATIVE if form == RdfFormat.JSON_LD else None)
    while batch := list(islice(quads, _BATCH)):
        if form in _QUADS or any(isinstance(quad.object, Triple) for quad in batch):
            lines.take(batch, name)
            continue
        text = serialize(batch, format=RdfFormat.N_TRIPLES) or b""
        if _LINES.fullmatch(text):
            lines.said.add(text)
        else:
            lines.take(batch, name)


def _read_n_triples(path: Path, name: str, lines: Lines, limit: int) -> None:
    try:
        with _opened(path, name, limit) as stream:
            for chunk in _whole_lines(stream):
                _take_chunk(chunk, name, lines)
    except (SyntaxError, UnicodeDecodeError):  # the lines of a chunk have no numbers: the parser has
        with _opened(path, name, limit) as stream:
            for _ in parse(stream, format=RdfFormat.N_TRIPLES):
                pass
        raise


def _whole_lines(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        chunk = rest + chunk
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n")
        cut = chunk.rfind(b"\n") + 1
        rest = chunk[cut:]
        yield chunk[:cut]
    if rest:
        yield rest + b"\n"


def _take_chunk(chunk: bytes, name: str, lines: Lines) -> None:
    if not chunk.isascii():
        chunk.decode()  # raises where it is no UTF-8, which the expression does not see
    position = 0
    odd: list[bytes] = []
    while position < len(chunk):
        match = _LINES.match(chunk, position)
        end = match.end() if match else position
        if end > position:
            lines.said.add(chunk[position:end])
        position = chunk.find(b"\n", end) + 1 or len(chunk)
        if position > end:
            odd.append(chunk[end:position])
    if odd:
        lines.take(parse(b"".join(odd), format=RdfFormat.N_TRIPLES), name)


def _problems(error: SyntaxError, path: Path, form: RdfFormat, name: str) -> list[Problem]:
    """What is wrong with a file, with the likely causes where it is of a size that they can be looked for."""
    try:
        return list(explain_all(load(path, name, WHOLE), name, error, form))
    except LimitError:
        return [Problem(name, error.lineno or 0, error.offset or 0, f"no {form.name}: {error.msg}")]


class _Bounded(io.BytesIO):
    """A stream that ends in LimitError after so many bytes: a small packed file may hold a huge one."""

    def __init__(self, stream: IO[bytes], name: str, limit: int) -> None:
        super().__init__()
        self._stream, self._name, self._limit, self._left = stream, name, limit, limit

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        data = self._stream.read(-1 if size is None else size)
        self._left -= len(data)
        if self._left < 0:
            raise LimitError(f"{self._name}: more than {self._limit:,} bytes; compare the graphs in parts")
        return data


@contextmanager
def _opened(path: Path, name: str, limit: int) -> Iterator[IO[bytes]]:
    with gzip.open(path, "rb") if path.suffix.lower() == GZIP else path.open("rb") as stream:
        yield _Bounded(cast("IO[bytes]", stream), name, limit)
