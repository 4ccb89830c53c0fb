"""JSON (RFC 8259) with the place of every value and key, and of what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from json import JSONDecodeError, decoder
from typing import Final, TypeAlias

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD: Final = re.compile(r"true|false|null")
_WORDS: Final = {"true": True, "false": False, "null": None}
_CLOSED_BY: Final = {"{": "}", "[": "]"}


class JsonError(Exception):
    """Text that is no JSON.

    ``kind`` says what is missing or too much: ``value``, ``key``, ``colon``, ``comma``, ``trailing``, ``string``,
    ``escape``, ``control``, ``more``, or ``open`` for a bracket that is never closed and stands at ``at``.
    """

    def __init__(self, kind: str, at: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.at = at


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    text: str


@dataclass(slots=True)
class Json:
    """A value, and the offset at which it begins; objects are lists of members, in their order, none left out."""

    at: int
    value: JsonValue
    depth: int = 0
    """How many levels of brackets are in it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an object: its key, the offset of that, and its value."""

    key: str
    at: int
    value: Json


@dataclass(slots=True)
class Members:
    """The members of an object."""

    items: list[Member] = field(default_factory=list)

    def get(self, key: str) -> Json | None:
        """The value of the last member with a key."""
        return next((each.value for each in reversed(self.items) if each.key == key), None)


JsonValue: TypeAlias = "str | Number | bool | list[Json] | Members | None"


def scan(text: str) -> Json:
    """The value that a text holds; raises JsonError at the first thing wrong with it.

    Brackets may be nested as deeply as memory allows: nothing here calls itself.
    """
    return _Scanner(text).document()


class _Scanner:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open: list[tuple[Json, tuple[str, int] | None]] = []
        """The objects and lists around the place, and the keys that wait for a value in those."""

    def document(self) -> Json:
        """Read all of it."""
        done = self._begin()
        while self._open:
            if done is not None:
                self._store(done)
            done = self._continue()
        assert done is not None  # noqa: S101  # a closed bracket is a value
        if self._peek():
            raise JsonError("more", self._at)
        return done

    def _peek(self) -> str:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._text[self._at : self._at + 1]

    def _begin(self) -> Json | None:
        """A simple value, or None for the opening of a bracket."""
        sign, at = self._peek(), self._at
        if sign in _CLOSED_BY:
            self._at += 1
            self._open.append((Json(at, Members() if sign == "{" else []), None))
            return None
        if sign == '"':
            return Json(at, self._string())
        for pattern in (_NUMBER, _WORD):
            match = pattern.match(self._text, at)
            if match:
                self._at = match.end()
                return Json(at, Number(match[0]) if pattern is _NUMBER else _WORDS[match[0]])
        raise self._missing("value")

    def _store(self, done: Json) -> None:
        holder, key = self._open[-1]
        holder.depth = max(holder.depth, done.depth + 1)
        if isinstance(holder.value, list):
            holder.value.append(done)
        elif isinstance(holder.value, Members) and key:
            holder.value.items.append(Member(*key, done))

    def _continue(self) -> Json | None:
        """The next value in the innermost bracket, or that bracket where it ends here."""
        holder, _ = self._open[-1]
        inner = holder.value
        filled = bool(inner.items if isinstance(inner, Members) else inner)
        if self._peek() == ("}" if isinstance(inner, Members) else "]"):
            self._at += 1
            holder.depth = max(holder.depth, 1)
            return self._open.pop()[0]
        if filled:
            if self._peek() != ",":
                raise self._missing("comma")
            comma = self._at
            self._at += 1
            if self._peek() in {"}", "]"}:
                raise JsonError("trailing", comma)
        if isinstance(inner, Members):
            self._open[-1] = (holder, self._key())
        return self._begin()

    def _key(self) -> tuple[str, int]:
        if self._peek() != '"':
            raise self._missing("key")
        at = self._at
        key = self._string()
        if self._peek() != ":":
            raise self._missing("colon")
        self._at += 1
        return key, at

    def _string(self) -> str:
        start = self._at
        try:
            text, self._at = decoder.scanstring(self._text, start + 1, True)  # type: ignore[attr-defined]
        except JSONDecodeError as error:
            if "Unterminated" in error.msg or self._text[error.pos : error.pos + 1] in {"\n", "\r"}:
                raise JsonError("string", start) from error
            raise JsonError("control" if "control" in error.msg else "escape", error.pos) from error
        return str(text)

    def _missing(self, kind: str) -> JsonError:
        """What is missing here; at the end of the text, that is the closing of a bracket."""
        if self._peek() or not self._open:
            return JsonError(kind, self._at)
        return JsonError("open", self._open[-1][0].at)
