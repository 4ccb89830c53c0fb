"""Where triples are written in RDF/XML (RDF 1.1 XML Syntax, section 7).

The text is known to be sound: pyoxigraph has read it, and entities that could harm are refused before. Triples come in
the order in which pyoxigraph emits them. What ``rdf:parseType="Literal"`` holds is passed over: how that is written
out again is the parser's affair, so such a literal has the place of its subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from pyoxigraph import Literal, NamedNode

from builder.namespaces import PREFIXES
from builder.rdffiles.turtle_tokens import resolve
from builder.rdffiles.wanted import BeyondError, Blank, Node, Wanted

_RDF: Final = PREFIXES["rdf"]
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_BETWEEN: Final = "\x1f"
"""What stands between namespace and local name in the names that expat gives; no IRI can hold it."""

_TYPE: Final = NamedNode(_RDF + "type")
_FIRST: Final = NamedNode(_RDF + "first")
_REST: Final = NamedNode(_RDF + "rest")
_NIL: Final = NamedNode(_RDF + "nil")

_SYNTAX: Final = frozenset(_RDF + name for name in ("about", "ID", "nodeID", "resource", "datatype", "parseType"))
_TAG: Final = re.compile(rb"""<[^\s/>]++(?:\s++[^\s=>]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*+\s*+/?>""")
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SPACE: Final = re.compile(rb"\s*")


@dataclass(frozen=True, slots=True)
class _Attribute:
    """The text of an attribute, and the offset at which it begins."""

    text: str
    at: int


@dataclass(slots=True)
class _Tag:
    """A start tag: the IRI of its name, its attributes by IRI, where it begins and ends, base and language."""

    iri: str
    attributes: dict[str, _Attribute]
    at: int
    end: int
    base: str | None
    language: str

    def get(self, local: str) -> _Attribute | None:
        """An attribute of RDF's own syntax."""
        return self.attributes.get(_RDF + local)

    def properties(self) -> list[tuple[str, _Attribute]]:
        """The attributes that say something."""
        return [(iri, each) for iri, each in self.attributes.items() if iri not in _SYNTAX and not iri.startswith(_XML)]


@dataclass(slots=True)
class _Frame:
    """An element that is open: ``top``, ``node``, ``property``, ``collection``, ``passed`` or ``inside`` of that."""

    kind: str
    tag: _Tag
    node: Node | None = None
    at: int = 0
    """Of a node: where it is named. Of a property: where its object is."""
    members: list[tuple[Node, int]] = field(default_factory=list)
    items: int = 0
    text: list[str] = field(default_factory=list)
    predicate: NamedNode | None = None


def find(content: bytes, wanted: Wanted) -> bool:
    """Look for what is wanted; False where parts of the document had to be passed over.

    Raises BeyondError where the document is more than this reader understands.
    """
    reader = _Reader(content, wanted)
    try:
        reader.document()
    except expat.ExpatError as error:
        raise BeyondError(str(error)) from error
    return reader.complete


class _Reader:
    """Reads one document."""

    def __init__(self, content: bytes, wanted: Wanted) -> None:
        self._content = content
        self._wanted = wanted
        self._blanks = 0
        self._frames: list[_Frame] = []
        self._parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self.complete = True

    def document(self) -> None:
        """Read all of it."""
        self._parser.Parse(self._content, True)

    # --- events --------------------------------------------------------------------------------------------------

    def _start(self, name: str, attributes: list[str]) -> None:
        around = self._frames[-1] if self._frames else None
        if around and around.kind in {"passed", "inside"}:
            self._frames.append(_Frame("inside", around.tag))
            return
        tag = self._tag(name, attributes, around.tag if around else None)
        if around is None and tag.iri == _RDF + "RDF":
            self._frames.append(_Frame("top", tag))
        elif around and around.kind == "node":
            self._property(tag, around)
        else:
            self._node(tag)

    def _text(self, text: str) -> None:
        if self._frames:
            self._frames[-1].text.append(text)

    def _end(self, _name: str) -> None:
        frame = self._frames.pop()
        around = self._frames[-1] if self._frames else None
        if around is None or (around.node is None and around.kind == "top"):
            return
        if frame.kind == "property" and around.node:
            if frame.node is None:
                self._literal(frame)
            if frame.node is not None:
                self._state(around, frame.predicate, (frame.node, frame.at), frame.tag)
        elif frame.kind == "collection" and around.node:
            self._list(frame, around)
        elif frame.kind == "node" and frame.node and around.kind == "collection":
            around.members.append((frame.node, frame.at))
        elif frame.kind == "node" and frame.node and around.kind == "property":
            around.node, around.at = frame.node, frame.at

    # --- elements ------------------------------------------------------------------------------------------------

    def _node(self, tag: _Tag) -> None:
        node, at = self._named(tag, "about")
        frame = _Frame("node", tag, node, at)
        self._frames.append(frame)
        if tag.iri != _RDF + "Description":
            self._emit(node, _TYPE, NamedNode(tag.iri), (at, tag.at + 1))
        self._attributes(node, at, tag)

    def _attributes(self, node: Node, at: int, tag: _Tag) -> None:
        for iri, attribute in reversed(tag.properties()):
            if iri == _RDF + "type":
                self._emit(node, _TYPE, NamedNode(resolve(tag.base, attribute.text)), (at, attribute.at))
            else:
                self._emit(node, NamedNode(iri), _string(attribute.text, tag), (at, attribute.at))

    def _named(self, tag: _Tag, reference: str) -> tuple[Node, int]:
        """The node that a tag names, and where; a new blank node where it names none."""
        named, short, label = tag.get(reference), tag.get("ID"), tag.get("nodeID")
        if named:
            return NamedNode(resolve(tag.base, named.text)), named.at
        if short and reference == "about":
            return NamedNode(resolve(tag.base, "#" + short.text)), short.at
        if label:
            return Blank("_:" + label.text), label.at
        return self._blank(), tag.at

    def _property(self, tag: _Tag, around: _Frame) -> None:
        iri = tag.iri
        if iri == _RDF + "li":
            around.items += 1
            iri = f"{_RDF}_{around.items}"
        frame = _Frame("property", tag, predicate=NamedNode(iri))
        kind = tag.get("parseType")
        if kind and kind.text == "Resource":
            frame.kind, frame.node, frame.at = "node", self._blank(), tag.at
            self._state(around, frame.predicate, (frame.node, frame.at), tag)
            self._frames.append(_Frame("node", tag, frame.node, frame.at))
            return
        if kind:
            frame.kind = "collection" if kind.text == "Collection" else "passed"
            self.complete = self.complete and frame.kind == "collection"
        elif tag.get("resource") or tag.get("nodeID") or tag.properties():
            frame.node, frame.at = self._named(tag, "resource")
            self._attributes(frame.node, frame.at, tag)
        self._frames.append(frame)

    def _literal(self, frame: _Frame) -> None:
        text, datatype = "".join(frame.text), frame.tag.get("datatype")
        kind = NamedNode(resolve(frame.tag.base, datatype.text)) if datatype else None
        frame.node = Literal(text, datatype=kind) if kind else _string(text, frame.tag)
        space = _SPACE.match(self._content, frame.tag.end)
        frame.at = space.end() if space and text.strip() else frame.tag.end
        if self._content[frame.tag.end - 2 : frame.tag.end] == b"/>":  # an empty text stands nowhere
            frame.at = frame.tag.at

    def _list(self, frame: _Frame, around: _Frame) -> None:
        cells = [self._blank() for _ in frame.members]
        head: Node = cells[0] if cells else _NIL
        self._state(around, frame.predicate, (head, frame.tag.at), frame.tag)
        for index, (member, at) in enumerate(frame.members):
            rest: Node = cells[index + 1] if index + 1 < len(cells) else _NIL
            self._emit(cells[index], _REST, rest, (at, at))
            self._emit(cells[index], _FIRST, member, (at, at))

    # --- triples -------------------------------------------------------------------------------------------------

    def _state(self, around: _Frame, predicate: NamedNode | None, value: tuple[Node, int], tag: _Tag) -> None:
        """A triple of a property element, and what ``rdf:ID`` there says of it."""
        if around.node is None or predicate is None:
            raise BeyondError(tag.iri)
        node, at = value
        self._emit(around.node, predicate, node, (around.at, at))
        name = tag.get("ID")
        if name:
            statement = NamedNode(resolve(tag.base, "#" + name.text))
            for local, part in (("object", node), ("predicate", predicate), ("subject", around.node)):
                self._emit(statement, NamedNode(_RDF + local), part, (name.at, name.at))
            self._emit(statement, _TYPE, NamedNode(_RDF + "Statement"), (name.at, name.at))

    def _emit(self, subject: Node, predicate: NamedNode, value: Node, where: tuple[int, int]) -> None:
        self._wanted.see(subject, predicate, value, where)

    def _blank(self) -> Blank:
        self._blanks += 1
        return Blank(self._blanks)

    def _tag(self, name: str, attributes: list[str], around: _Tag | None) -> _Tag:
        at = self._parser.CurrentByteIndex
        match = _TAG.match(self._content, at)
        if match is None:
            raise BeyondError(name)
        written = [
            each.start(2) if each[2] is not None else each.start(3)
            for each in _ATTRIBUTE.finditer(self._content, at, match.end())
            if each[1] != b"xmlns" and not each[1].startswith(b"xmlns:")
        ]
        if len(written) * 2 != len(attributes):
            raise BeyondError(name)
        names = (each.replace(_BETWEEN, "/" if each.startswith(_XML) else "") for each in attributes[::2])
        pairs = zip(attributes[1::2], written, strict=True)
        found = {each: _Attribute(*pair) for each, pair in zip(names, pairs, strict=True)}
        base, language = (found.get(f"{_XML}/{each}") for each in ("base", "lang"))
        outer_base, outer_language = (around.base, around.language) if around else (None, "")
        return _Tag(
            name.replace(_BETWEEN, ""),
            found,
            at,
            match.end(),
            resolve(outer_base, base.text).partition("#")[0] if base else outer_base,
            language.text if language else outer_language,
        )


def _string(text: str, tag: _Tag) -> Literal:
    return Literal(text, language=tag.language) if tag.language else Literal(text)
