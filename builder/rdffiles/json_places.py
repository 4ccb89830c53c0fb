"""Where triples are written in JSON-LD (JSON-LD 1.1, sections 3 and 4).

What everyday documents hold is read: contexts inside the document, nested things, values of all kinds, lists, sets,
graphs, reverse properties, language maps. The rest is passed over, so that it has no place, rather than a wrong one.
Triples come in the order in which pyoxigraph emits them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from builder.namespaces import PREFIXES
from builder.rdffiles.json_context import Context, Term
from builder.rdffiles.json_scanner import Json, JsonError, Members, Number, scan
from builder.rdffiles.skolem import RELATIVE
from builder.rdffiles.wanted import BeyondError, Blank, Node, Wanted

_RDF: Final = PREFIXES["rdf"]
_TYPE: Final = NamedNode(_RDF + "type")
_FIRST: Final = NamedNode(_RDF + "first")
_REST: Final = NamedNode(_RDF + "rest")
_NIL: Final = NamedNode(_RDF + "nil")
_XSD: Final = PREFIXES["xsd"]

_DEEPEST: Final = 100
"""How many levels of brackets are followed."""

_LARGE: Final = 21
"""Numbers of more digits are doubles (JSON-LD 1.1 API, section 8.6)."""


def find(text: str, wanted: Wanted) -> bool:
    """Look for what is wanted; False where parts of the document had to be passed over.

    Raises BeyondError where nothing could be read at all.
    """
    try:
        document = scan(text)
    except JsonError as error:
        raise BeyondError(str(error)) from error
    if document.depth > _DEEPEST:
        raise BeyondError(f"{document.depth} levels")
    reader = _Reader(wanted)
    reader.nodes(document, Context(RELATIVE))
    return reader.complete


@dataclass(frozen=True, slots=True)
class _Subject:
    """A thing, and the offset at which something is first said of it."""

    node: Node
    at: int


class _Reader:
    """Walks through one document."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._blanks = 0
        self.complete = True

    def nodes(self, value: Json, context: Context) -> None:
        """The things at the top of a document or graph."""
        for each in _flat(value):
            if isinstance(each.value, Members):
                self._attempt(each, context, None, None)

    # --- things --------------------------------------------------------------------------------------------------

    def _attempt(self, value: Json, context: Context, holder: _Subject | None, predicate: NamedNode | None) -> None:
        """Read one thing, with the triple that leads to it; where it is beyond understanding, pass it over."""
        assert isinstance(value.value, Members)  # noqa: S101  # the callers look
        try:
            inner = _contexts(value.value, context)
            subject = self._subject(value, inner)
        except (BeyondError, ValueError):
            self.complete = False
            return
        if holder and predicate:
            self._emit(holder, predicate, subject.node, subject.at)
        self._members(value.value, inner, subject)

    def _subject(self, value: Json, context: Context) -> _Subject:
        found = _keyed(value, context, "@id")
        if found is None:
            self._blanks += 1
            return _Subject(Blank(self._blanks), value.at)
        if not isinstance(found.value, str):
            raise BeyondError("@id")
        return _Subject(_node(context.expand(found.value, relative=True)), found.at)

    def _members(self, members: Members, context: Context, subject: _Subject) -> None:
        for each in members.items:
            if context.keyword(each.key) == "@type":
                for kind in reversed(list(_flat(each.value))):
                    self._type(kind, context, subject)
        keyed = [(each, context.keyword(each.key)) for each in members.items]
        for each, keyword in sorted(keyed, key=lambda pair: pair[1] == "@graph"):  # what is in a graph comes last
            try:
                if keyword:
                    self._keyword(keyword, each.value, context, subject)
                else:
                    self._property(each.key, each.value, context, subject)
            except (BeyondError, ValueError):
                self.complete = False

    def _type(self, kind: Json, context: Context, subject: _Subject) -> None:
        try:
            if not isinstance(kind.value, str):
                raise BeyondError("@type")
            term = context.term(kind.value)
            if term and term.context:
                self.complete = False  # what it changes for the thing is not followed
            self._emit(subject, _TYPE, _node(context.expand(kind.value, vocab=True, relative=True)), kind.at)
        except (BeyondError, ValueError):
            self.complete = False

    def _keyword(self, keyword: str, value: Json, context: Context, subject: _Subject) -> None:
        if keyword in {"@graph", "@included"}:
            self.nodes(value, context)
        elif keyword == "@reverse" and isinstance(value.value, Members):
            for each in value.value.items:
                self._reverse(each.key, each.value, context, subject)
        elif keyword == "@nest":
            for nested in _flat(value):
                if isinstance(nested.value, Members):
                    self._members(nested.value, context, subject)
        elif keyword not in {"@id", "@type", "@context", "@index"}:
            raise BeyondError(keyword)

    # --- properties ----------------------------------------------------------------------------------------------

    def _property(self, key: str, value: Json, context: Context, subject: _Subject) -> None:
        predicate = _predicate(key, context)
        term = context.term(key) or Term(None)
        if predicate is None:
            return
        if term.context:
            context = context.extend(term.context)
        if term.reverse:
            self._reverse(key, value, context, subject)
        elif "@list" in term.containers and not _is_list(value, context):
            self._list(value, term, context, subject, predicate)
        elif "@language" in term.containers and isinstance(value.value, Members):
            for each in value.value.items:
                for text in _flat(each.value):
                    self._value(text, Term(None, language=each.key.lower()), context, subject, predicate)
        elif "@index" in term.containers and isinstance(value.value, Members):
            for each in value.value.items:
                self._value(each.value, term, context, subject, predicate)
        else:
            self._value(value, term, context, subject, predicate)

    def _reverse(self, key: str, value: Json, context: Context, subject: _Subject) -> None:
        predicate = _predicate(key, context)
        for each in _flat(value):
            if predicate and isinstance(each.value, Members):
                inner = _contexts(each.value, context)
                other = self._subject(each, inner)
                self._emit(other, predicate, subject.node, subject.at)
                self._members(each.value, inner, other)
            elif predicate and isinstance(each.value, str):
                other = _Subject(_node(context.expand(each.value, relative=True)), each.at)
                self._emit(other, predicate, subject.node, subject.at)

    def _value(self, value: Json, term: Term, context: Context, subject: _Subject, predicate: NamedNode) -> None:
        if term.type == "@json":
            raise BeyondError(term.type)
        for each in _flat(value):
            if not isinstance(each.value, Members):
                node = _scalar(each, term, context)
                if node is not None:
                    self._emit(subject, predicate, node, each.at)
                continue
            inner = _contexts(each.value, context)
            listed, together = _keyed(each, inner, "@list"), _keyed(each, inner, "@set")
            if listed is not None:
                self._list(listed, term, inner, subject, predicate)
            elif together is not None:
                self._value(together, term, inner, subject, predicate)
            elif _keyed(each, inner, "@value") is not None:
                found = _literal(each, inner)
                if found:
                    self._emit(subject, predicate, *found)
            else:
                self._attempt(each, context, subject, predicate)

    def _list(self, value: Json, term: Term, context: Context, subject: _Subject, predicate: NamedNode) -> None:
        """A list: its cells are linked as they come, each before what is in it."""
        link, at = (subject, predicate), value.at
        for each in _members(value, context):
            self._blanks += 1
            cell = _Subject(Blank(self._blanks), at if link[0] is subject else each.at)
            self._emit(*link, cell.node, cell.at)
            self._value(each, term, context, cell, _FIRST)
            link = (cell, _REST)
        self._emit(*link, _NIL, at)

    def _emit(self, subject: _Subject, predicate: NamedNode, node: Node, at: int) -> None:
        self._wanted.see(subject.node, predicate, node, (subject.at, at))


def _flat(value: Json) -> Iterator[Json]:
    if isinstance(value.value, list):
        for each in value.value:
            yield from _flat(each)
    elif value.value is not None:
        yield value


def _members(value: Json, context: Context) -> Iterator[Json]:
    """What has a cell in a list: a set stands for its members, and null for nothing."""
    for each in value.value if isinstance(value.value, list) else [value]:
        together, plain = _keyed(each, context, "@set"), _keyed(each, context, "@value")
        if isinstance(each.value, list):
            raise BeyondError("a list in a list")  # pyoxigraph and the specification differ there
        if together is not None:
            yield from _members(together, context)
        elif each.value is not None and not (plain and plain.value is None):
            yield each


def _contexts(members: Members, context: Context) -> Context:
    for each in members.items:
        if each.key == "@context":
            context = context.extend(each.value)
    return context


def _keyed(value: Json, context: Context, keyword: str) -> Json | None:
    """The value of a keyword in an object, under whatever name."""
    items = value.value.items if isinstance(value.value, Members) else []
    return next((each.value for each in items if context.keyword(each.key) == keyword), None)


def _is_list(value: Json, context: Context) -> bool:
    return _keyed(value, context, "@list") is not None


def _predicate(key: str, context: Context) -> NamedNode | None:
    """The property that a key stands for; None where it stands for none, so that it says nothing."""
    iri = context.expand(key, vocab=True)
    return None if iri is None or ":" not in iri or iri.startswith("_:") else NamedNode(iri)


def _node(iri: str | None) -> Node:
    if iri is None:
        raise BeyondError("no IRI")
    return Blank(iri) if iri.startswith("_:") else NamedNode(iri)


def _scalar(value: Json, term: Term, context: Context) -> Node | None:
    """The term that a plain value stands for."""
    if isinstance(value.value, str) and term.type in {"@id", "@vocab"}:
        return _node(context.expand(value.value, vocab=term.type == "@vocab", relative=True))
    datatype = "" if term.type in {"@id", "@vocab", "@none"} else term.type
    language = context.language if term.language == "" else term.language
    return _plain(value, datatype, language)


def _literal(value: Json, context: Context) -> tuple[Literal, int] | None:
    """The literal that an object with ``@value`` stands for, and the offset of its text."""
    inner, kind, language = (_keyed(value, context, keyword) for keyword in ("@value", "@type", "@language"))
    if inner is None or inner.value is None:
        return None
    datatype = context.expand(kind.value, vocab=True) if kind and isinstance(kind.value, str) else ""
    said = language.value if language and isinstance(language.value, str) else None
    literal = _plain(inner, datatype or "", said)
    return (literal, inner.at) if literal is not None else None


def _plain(value: Json, datatype: str, language: str | None) -> Literal | None:
    if datatype.startswith("@"):
        raise BeyondError(datatype)
    if isinstance(value.value, bool):
        return Literal("true" if value.value else "false", datatype=NamedNode(datatype or _XSD + "boolean"))
    if isinstance(value.value, Number):
        text, kind = _canonical(value.value.text, datatype)
        return Literal(text, datatype=NamedNode(datatype or _XSD + kind))
    if not isinstance(value.value, str):
        raise BeyondError("a value")
    if datatype:
        return Literal(value.value, datatype=NamedNode(datatype))
    return Literal(value.value, language=language) if language else Literal(value.value)


def _canonical(text: str, datatype: str) -> tuple[str, str]:
    """The text of a number in RDF, and the kind of number it is (JSON-LD 1.1 API, section 8.6)."""
    exact = Decimal(text)
    whole = exact == 0 or (exact.adjusted() < _LARGE and exact == exact.to_integral_value())
    if whole and datatype != _XSD + "double":
        return str(int(exact)), "integer"
    digits = Decimal(repr(float(text))).normalize()
    mantissa = "".join(map(str, digits.as_tuple().digits))
    sign = "-" if digits.is_signed() else ""
    return f"{sign}{mantissa[0]}.{mantissa[1:] or '0'}E{digits.adjusted()}", "double"
