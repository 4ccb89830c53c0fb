"""Where triples are written in Turtle and TriG (RDF 1.1 Turtle and TriG, sections 6).

The text is known to be sound: pyoxigraph has read it. So this reader checks nothing. It passes over statements that
are of no interest as fast as a regular expression does, and emits the triples of the others in the order in which
pyoxigraph emits them, so that blank nodes are counted alike. That order has two rules of its own: what one token
completes comes out last in, first out; and a string is complete only with the token behind it, which might be its
language or datatype.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from builder.namespaces import PREFIXES
from builder.rdffiles import turtle_tokens as tokens
from builder.rdffiles.skolem import SKOLEM
from builder.rdffiles.wanted import BeyondError, Blank, Node, Wanted

_RDF: Final = PREFIXES["rdf"]
_TYPE: Final = NamedNode(_RDF + "type")
_FIRST: Final = NamedNode(_RDF + "first")
_REST: Final = NamedNode(_RDF + "rest")
_NIL: Final = NamedNode(_RDF + "nil")

_BLANK_SIGNS: Final = re.compile(rf"_:|[\[(]|{re.escape(SKOLEM)}")
"""What a statement has that holds a blank node, or the name that one got when a file was read before."""


@dataclass(slots=True)
class _Frame:
    """Where the reader is: in the statement itself (``""``), in a ``[…]`` or in a ``(…)``."""

    kind: str
    at: int
    expects: str
    subject: Node | None = None
    """In a list: the last cell so far."""
    subject_at: int = 0
    predicate: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def find(text: str, wanted: Wanted) -> bool:
    """Look for what is wanted; raises BeyondError where the text is more than Turtle or TriG of RDF 1.1, else True."""
    _Reader(text, wanted).document()
    return True


class _Reader:
    """Reads one document."""

    def __init__(self, text: str, wanted: Wanted) -> None:
        self._text = text
        self._wanted = wanted
        self._names = tokens.Names()
        self._position = 0
        self._blanks = 0
        self._matters: dict[str, bool] = {}
        self._stack: list[_Frame] = []
        self._batch: list[tuple[Node, NamedNode, Node, tuple[int, int]]] = []
        self._string: _Token | None = None
        """A string whose language or datatype may still come."""
        self._typed = False
        """Whether the next token is the datatype of that string."""

    # --- documents -----------------------------------------------------------------------------------------------

    def document(self) -> None:
        """Read statement by statement."""
        while not self._at_end():
            token = self._next()
            word = token.text.lower() if token.kind in {"tag", "word"} else ""
            if token.text in {"{", "}", "."}:  # a graph begins or ends; the last statement in it may lack its stop
                continue
            if word.lstrip("@") in {"prefix", "base", "version"}:
                self._directive(word)
            elif word != "graph":
                self._passage(token)

    def _directive(self, word: str) -> None:
        if word.endswith("prefix"):
            prefix = self._next().text.partition(":")[0]
            self._names.prefixes[prefix] = self._names.iri(self._next().text)
        elif word.endswith("base"):
            self._names.base = self._names.iri(self._next().text)
        else:
            self._next()
        self._matters.clear()

    def _passage(self, token: _Token) -> None:
        """A statement, or the name of a graph, from its first token on."""
        match = tokens.REST.match(self._text, token.at + (token.kind == "sign"))
        end = match.end() if match else token.at
        stop = self._text[end : end + 1]
        if stop == "{" and self._is_label(token, end):
            self._position = end
        elif stop not in {".", "}"}:
            raise BeyondError(self._text[end : end + 20])
        elif self._is_wanted(token, end):
            self._position = token.at
            self._statement()
        else:
            self._position = end

    def _is_label(self, token: _Token, end: int) -> bool:
        """Whether the token, or it and its closing bracket, is all that stands before ``end``."""
        self._position = token.at
        self._next()
        if token.text == "[":
            self._next()
        return self._after_blanks() == end

    def _is_wanted(self, token: _Token, end: int) -> bool:
        if self._wanted.blank and _BLANK_SIGNS.search(self._text, token.at, end):
            return True
        if token.text == "(":  # an empty list is the one IRI that has triples without being written
            return _NIL.value in self._wanted.iris
        known = self._matters.get(token.text)
        if known is None:
            known = token.kind in {"iri", "name"} and self._iri(token).value in self._wanted.iris
            self._matters[token.text] = known
        return known

    # --- statements ----------------------------------------------------------------------------------------------

    def _statement(self) -> None:
        self._stack = [_Frame("", self._position, "subject")]
        while self._stack:
            token = self._next()
            if not self._completes_string(token):
                self._step(token, self._stack[-1])
            for triple in reversed(self._batch):
                self._wanted.see(*triple)
            self._batch.clear()

    def _completes_string(self, token: _Token) -> bool:
        """Whether the token belongs to the string before it; if not, the string is complete without it."""
        if self._string is None:
            return False
        text, at = tokens.string(self._string.text), self._string.at
        if self._typed:
            self._typed, self._string = False, None
            self._give(Literal(text, datatype=self._iri(token)), at)
        elif token.text == "^^":
            self._typed = True
        elif token.kind == "tag":
            self._string = None
            self._give(Literal(text, language=token.text[1:]), at)
        else:
            self._string = None
            self._give(Literal(text), at)
            return False
        return True

    def _step(self, token: _Token, frame: _Frame) -> None:
        sign = token.text if token.kind == "sign" else ""
        if frame.kind == "(":
            self._item(token, frame)
        elif sign in {".", "}"}:
            self._stack.clear()
        elif sign == "]":
            self._close(frame)
        elif sign in {";", ","}:
            frame.expects = "predicate" if sign == ";" else "object"
        elif frame.expects == "predicate":
            frame.predicate = _TYPE if token.text == "a" else self._iri(token)
            frame.expects = "object"
        else:
            self._node(token)

    def _item(self, token: _Token, frame: _Frame) -> None:
        """A member of a list, or the list's end."""
        if token.text == ")":
            self._stack.pop()
            if frame.subject is None:
                self._give(_NIL, frame.at)
            else:
                self._emit(frame, _REST, _NIL, token.at)
            return
        cell = self._blank()
        if frame.subject is None:
            self._stack.pop()
            self._give(cell, frame.at)  # whoever has the list refers to its first cell
            self._stack.append(frame)
            frame.subject_at = frame.at
        else:
            self._emit(frame, _REST, cell, token.at)
            frame.subject_at = token.at
        frame.subject = cell
        self._node(token)

    def _node(self, token: _Token) -> None:
        """A subject, an object or a member of a list, or the beginning of one."""
        if token.text == "[":
            self._stack.append(_Frame("[", token.at, "predicate", self._blank(), token.at))
        elif token.text == "(":
            self._stack.append(_Frame("(", token.at, "item"))
        elif token.kind in {"text", "long"}:
            self._string = token
        else:
            self._give(self._term(token), token.at)

    def _close(self, frame: _Frame) -> None:
        if frame.kind != "[" or frame.subject is None:
            raise BeyondError("]")
        self._stack.pop()
        self._give(frame.subject, frame.at)

    def _give(self, node: Node, at: int) -> None:
        """Hand a complete node to what it stands in."""
        frame = self._stack[-1]
        if frame.kind == "(":
            self._emit(frame, _FIRST, node, at)
        elif frame.expects == "subject":
            frame.subject, frame.subject_at, frame.expects = node, at, "predicate"
        else:
            self._emit(frame, frame.predicate, node, at)

    def _emit(self, frame: _Frame, predicate: NamedNode | None, node: Node, at: int) -> None:
        if frame.subject is None or predicate is None:
            raise BeyondError("a statement without subject or predicate")
        self._batch.append((frame.subject, predicate, node, (frame.subject_at, at)))

    # --- tokens and terms ----------------------------------------------------------------------------------------

    def _after_blanks(self) -> int:
        match = tokens.BLANKS.match(self._text, self._position)
        return match.end() if match else self._position

    def _at_end(self) -> bool:
        return self._after_blanks() == len(self._text)

    def _next(self) -> _Token:
        match = tokens.TOKEN.match(self._text, self._position)
        if match is None:
            raise BeyondError(self._text[self._position : self._position + 20])
        self._position = match.end()
        kind = str(match.lastgroup)
        return _Token(kind, match[kind], match.start(kind))

    def _blank(self) -> Blank:
        self._blanks += 1
        return Blank(self._blanks)

    def _iri(self, token: _Token) -> NamedNode:
        if token.kind not in {"iri", "name"}:
            raise BeyondError(token.text)
        iri = self._names.iri(token.text) if token.kind == "iri" else self._names.name(token.text)
        return NamedNode(iri)

    def _term(self, token: _Token) -> Node:
        if token.kind == "blank":
            return Blank(token.text)
        if token.kind == "number":
            return tokens.number(token.text)
        if token.text in {"true", "false"}:
            return tokens.boolean(token.text)
        return self._iri(token)
