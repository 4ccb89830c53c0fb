"""The one way that the Turtle files of this project are written.

A file opens with its comment block, then come the prefixes it uses, then one block per subject, the ontology header
first and the rest in alphabetical order. A small change of the graph is a small change of the text::

    peel:Pillar
            a owl:Class ;
            rdfs:label "Pillar of an inspection programme"@en ;
            rdfs:subClassOf peel:Subject ;
            .

Grammar: RDF 1.1 Turtle, https://www.w3.org/TR/turtle/. Labels of blank nodes that cannot be written inline are those
of RDF Dataset Canonicalization (RDFC-1.0), so the text depends on the graph and the opening comments alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from builder.errors import Problem, SourceError
from builder.namespaces import PREFIXES

Node: TypeAlias = NamedNode | BlankNode | Literal
Properties: TypeAlias = dict[NamedNode, list[Node]]

_RDF: Final = PREFIXES["rdf"]
_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = NamedNode(_RDF + "type")
_FIRST: Final = NamedNode(_RDF + "first")
_REST: Final = NamedNode(_RDF + "rest")
_NIL: Final = NamedNode(_RDF + "nil")
_ONTOLOGY: Final = NamedNode(PREFIXES["owl"] + "Ontology")

_LIST_WIDTH: Final = 100
_LOCAL_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_PLACE: Final = re.compile(r"^Parser error at [^:]*: ")
_COMMENT_LINE: Final = re.compile(r"[ \t]*(#[^\r\n]*)?(\r\n|\n|\r|\Z)")
_TOKEN: Final = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""|"(?:[^"\\]|\\.)*"'''
    r"""|'''(?:[^'\\]|\\.|'{1,2}(?!'))*'''|'(?:[^'\\]|\\.)*'"""
    r"""|<[^>]*>|\\.|(?P<comment>#[^\r\n]*)|[^"'<\\#]+""",
    re.DOTALL,
)
_SHORTHAND: Final = {
    _XSD + "boolean": re.compile(r"true|false"),
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "double": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
}
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def format_turtle(text: str, name: str) -> str:
    """Turtle ``text`` in canonical form; formatting the result again changes nothing.

    ``name`` is the file's name for messages. The graph stays the same, and so does the comment block at the start.
    Raises SourceError, with line and column, for a syntax error, and for whatever would be lost or cannot be written:
    comments further down, relative IRIs without a base, triple terms and text directions of RDF 1.2.
    """
    head, rest = _opening_comments(text)
    parser = parse(text, RdfFormat.TURTLE)
    try:
        quads = list(dict.fromkeys(parser))
    except SyntaxError as error:
        found = _PLACE.sub("", error.msg)
        raise SourceError([Problem(name, error.lineno or 0, error.offset or 0, found, "RDF 1.1 Turtle")]) from None
    _refuse_what_would_be_lost(text, rest, quads, name)
    writer = _Writer(quads, parser.prefixes)
    try:
        blocks = writer.blocks()
    except RecursionError:
        problem = Problem(name, 0, 0, "blank nodes are nested too deeply", advice="give some of them IRIs")
        raise SourceError([problem]) from None
    parts = ["\n".join(head), writer.prefix_lines(), *blocks]
    written = "\n\n".join(part for part in parts if part)
    return written and written + "\n"


def _opening_comments(text: str) -> tuple[list[str], int]:
    """The comment lines that open a file, single blank lines between them kept, and where the rest begins."""
    lines: list[str] = []
    position = 0
    while position < len(text) and (match := _COMMENT_LINE.match(text, position)):
        line = (match[1] or "").rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
        position = match.end()
    while lines and not lines[-1]:
        lines.pop()
    return lines, position


def _refuse_what_would_be_lost(text: str, start: int, quads: Iterable[Quad], name: str) -> None:
    problems = []
    for match in _TOKEN.finditer(text, start):
        if match["comment"]:
            before = text[: match.start()]
            line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
            line = len(re.findall(r"\r\n|\n|\r", before)) + 1
            problems.append(
                Problem(
                    name, line, match.start() - line_start + 1, "a comment below the start of the file",
                    "comments in the block that opens the file",
                    "say it there, or in the graph as rdfs:comment, skos:note or sh:description",
                )
            )  # fmt: skip
    for quad in quads:
        if isinstance(quad.object, Triple):
            problems.append(Problem(name, 0, 0, f"a triple term: {quad.object}", "IRIs, literals, blank nodes"))
        elif isinstance(quad.object, Literal) and quad.object.direction:
            problems.append(Problem(name, 0, 0, f"a text with a direction: {quad.object}", "a language tag alone"))
    if problems:
        raise SourceError(problems)


class _Writer:
    """Writes the triples of one file, and remembers which prefixes that took."""

    def __init__(self, quads: list[Quad], declared: dict[str, str]) -> None:
        self._index(quads)
        if self._labelled:
            dataset = Dataset(quads)
            dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
            self._index(list(dataset))
        spare = {prefix: namespace for prefix, namespace in sorted(declared.items()) if prefix not in PREFIXES}
        namespaces = {namespace: prefix for prefix, namespace in reversed(spare.items())}
        namespaces |= {namespace: prefix for prefix, namespace in PREFIXES.items()}
        self._namespaces = sorted(namespaces.items(), key=lambda pair: -len(pair[0]))
        self._used: dict[str, str] = {}

    def _index(self, quads: list[Quad]) -> None:
        self._subjects: dict[NamedNode | BlankNode, Properties] = {}
        self._references = Counter(quad.object for quad in quads if isinstance(quad.object, BlankNode))
        for quad in quads:
            assert not isinstance(quad.subject, Triple)  # noqa: S101  # RDF 1.2 has none there
            assert not isinstance(quad.object, Triple)  # noqa: S101  # refused before
            self._subjects.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
        self._labelled = self._not_inline()

    def _not_inline(self) -> set[BlankNode]:
        """Blank nodes that several triples point to, or that lie on or behind a circle."""
        labelled = {node for node, count in self._references.items() if count > 1}
        reached: set[BlankNode] = set()
        waiting = [node for node in self._subjects if isinstance(node, NamedNode) or self._references[node] != 1]
        while waiting:
            for node in chain.from_iterable(self._subjects.get(waiting.pop(), {}).values()):
                if isinstance(node, BlankNode) and self._references[node] == 1:
                    reached.add(node)
                    waiting.append(node)
        return labelled | {node for node in self._references if node not in reached}

    def prefix_lines(self) -> str:
        """The declarations of the prefixes used so far."""
        return "\n".join(f"@prefix {prefix}: <{self._used[prefix]}> ." for prefix in sorted(self._used))

    def blocks(self) -> list[str]:
        """One block of text per subject that is not written inside another."""
        keyed = []
        for subject, properties in self._subjects.items():
            if isinstance(subject, BlankNode) and subject not in self._labelled and self._references[subject]:
                continue
            title = self._name(subject) if isinstance(subject, NamedNode) else self._blank_name(subject)
            block = f"{title}\n{self._lines(properties, 1)}\t."
            header = _ONTOLOGY in properties.get(_TYPE, ())
            keyed.append((not header, isinstance(subject, BlankNode), title, block))
        return [block for *_, block in sorted(keyed)]

    def _lines(self, properties: Properties, depth: int) -> str:
        named = [("a" if predicate == _TYPE else self._name(predicate), predicate) for predicate in properties]
        named.sort(key=lambda pair: (pair[0] != "a", pair[0]))
        margin = "\t" * depth
        return "".join(f"{margin}{name}{self._objects(properties[key], depth)} ;\n" for name, key in named)

    def _objects(self, nodes: list[Node], depth: int) -> str:
        if len(nodes) == 1:
            return " " + self._object(nodes[0], depth)
        texts = sorted((_rank(node), self._object(node, depth + 1)) for node in nodes)
        margin = "\n" + "\t" * (depth + 1)
        return margin + f" ,{margin}".join(text for _, text in texts)

    def _object(self, node: Node, depth: int) -> str:
        if isinstance(node, Literal):
            return self._literal(node)
        items = self._list_items(node)
        if items is not None:
            return self._list(items, depth)
        if isinstance(node, NamedNode):
            return self._name(node)
        if node in self._labelled or node not in self._subjects:
            return self._blank_name(node)
        return "[\n" + self._lines(self._subjects[node], depth + 1) + "\t" * depth + "]"

    def _list_items(self, node: Node) -> list[Node] | None:
        """The members of a well-formed list none of whose cells is used elsewhere, else None."""
        items: list[Node] = []
        while node != _NIL:
            cell = self._subjects.get(node, {}) if isinstance(node, BlankNode) and node not in self._labelled else {}
            if cell.keys() != {_FIRST, _REST} or len(cell[_FIRST]) > 1 or len(cell[_REST]) > 1:
                return None
            items.append(cell[_FIRST][0])
            node = cell[_REST][0]
        return items

    def _list(self, items: list[Node], depth: int) -> str:
        texts = [self._object(item, depth + 1) for item in items]
        line = " ".join(["(", *texts, ")"])
        if not texts:
            return "()"
        if len(line) <= _LIST_WIDTH and "\n" not in line:
            return line
        margin = "\n" + "\t" * depth
        return "(" + "".join(f"{margin}\t{text}" for text in texts) + f"{margin})"

    def _blank_name(self, node: BlankNode) -> str:
        return str(node) if node in self._labelled else "[]"

    def _name(self, node: NamedNode) -> str:
        iri = node.value
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
                self._used[prefix] = namespace
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def _literal(self, node: Literal) -> str:
        if node.language:
            return f"{_quoted(node.value)}@{node.language}"
        datatype = node.datatype.value
        if datatype == _XSD + "string":
            return _quoted(node.value)
        shorthand = _SHORTHAND.get(datatype)
        if shorthand and shorthand.fullmatch(node.value):
            return node.value
        return f"{_quoted(node.value)}^^{self._name(node.datatype)}"


def _rank(node: Node) -> int:
    return (NamedNode, Literal, BlankNode).index(type(node))


def _quoted(text: str) -> str:
    """A string in quotes, in three where it has several lines, which then stay lines."""
    if "\n" not in text:
        return '"' + "".join(_ESCAPES.get(character) or _control(character) for character in text) + '"'
    escaped = text.replace("\\", "\\\\").replace("\r", "\\r")
    escaped = re.sub(r'"(?=""|\Z)', '\\"', escaped)
    return '"""' + "".join(character if character in "\n\t" else _control(character) for character in escaped) + '"""'


def _control(character: str) -> str:
    return f"\\u{ord(character):04X}" if character < " " or character == "\x7f" else character
