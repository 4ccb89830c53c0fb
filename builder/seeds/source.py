"""YAML files as plain data that remembers where every value stands.

Every scalar stays text: what is a number, a date or a period is for the record that takes it to say, so that
``2014/15``, ``36.10`` and ``no`` arrive as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, TypeAlias

import yaml

from builder.errors import InputError, LimitError, Problem, SourceError

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Step: TypeAlias = str | int
Steps: TypeAlias = tuple[Step, ...]
Place: TypeAlias = tuple[int, int]

SIZE_LIMIT = 4 * 1024 * 1024
"""Largest seed file in bytes; a curated file of this size is a mistake."""

DEPTH_LIMIT = 12
"""Deepest nesting of a seed file; the records need five."""

_SECTIONS = "sections such as `judgments:` at the left margin"

_CLOSED_BY = {
    "parsing a flow mapping": "`}`",
    "parsing a flow sequence": "`]`",
    "found unexpected end of stream": "a quotation mark",
}
"""What ends what YAML's parser finds open, by the words of its message."""

UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters, rare ends of lines and halves of characters, which no text of a graph should hold."""

_DOUBTFUL: Final = re.compile(r"""[\t\r\ufeff]|(?<!\w)\?|[^\s#]#|["'\]}]:\S|^(?:---|\.\.\.|%| +$)""", re.MULTILINE)
"""What the two parsers of YAML may read in two ways; nothing of it is in the form that `make format` gives a file."""

_QUICK: Final = getattr(yaml, "CSafeLoader", None)
"""The parser in C, some twelve times as fast; not there where PyYAML was installed without libyaml."""


@dataclass(frozen=True, slots=True)
class Source:
    """One seed file: its name as messages show it, its data, and the 1-based places of every value and key.

    Of a table, each value is a cell, and the records are rows.
    """

    name: str
    data: dict[str, Plain]
    places: dict[Steps, Place]
    keys: dict[Steps, Place]
    is_table: bool = False

    def place(self, path: Steps) -> Place:
        """Line and column of the value at ``path``, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found:
                return found
        return (1, 1)

    def problem(self, path: Steps, found: str, allowed: str = "", advice: str = "") -> Problem:
        """A problem at the value that ``path`` leads to."""
        return Problem(self.name, *self.place(path), found, allowed, advice)

    def key_problem(self, path: Steps, found: str, allowed: str = "", advice: str = "") -> Problem:
        """A problem at the key that ``path`` ends with."""
        return Problem(self.name, *self.keys.get(path, self.place(path)), found, allowed, advice)

    def without(self, paths: Collection[Steps]) -> Source:
        """The same file without some sections ``(section,)`` and records ``(section, index)``."""
        data: dict[str, Plain] = {}
        numbers: dict[Steps, int] = {}
        for section, value in self.data.items():
            if (section,) in paths:
                continue
            if not isinstance(value, list):
                data[section] = value
                continue
            kept = [index for index in range(len(value)) if (section, index) not in paths]
            data[section] = [value[index] for index in kept]
            numbers.update({(section, index): number for number, index in enumerate(kept)})

        def moved(places: dict[Steps, Place]) -> dict[Steps, Place]:
            result = {}
            for path, place in places.items():
                if path[:2] in numbers:
                    result[(path[0], numbers[path[:2]], *path[2:])] = place
                elif path[:2] not in paths and path[:1] not in paths:
                    result[path] = place
            return result

        return Source(self.name, data, moved(self.places), moved(self.keys), self.is_table)


def read_source(path: Path, name: str) -> Source:
    """Read one YAML file; raises what ``read_content`` and ``source_of`` raise."""
    return source_of(read_content(path, name), name)


def read_content(path: Path, name: str) -> bytes:
    """The bytes of one file; raises InputError where it can't be read, and LimitError where it is too large."""
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise LimitError(f"{name}: {size} bytes; a seed file has at most {SIZE_LIMIT}: split it")
        with path.open("rb") as stream:
            return read_stream(stream, name)
    except OSError as error:
        raise InputError(f"{name}: can't be read ({error.strerror or error})") from error


def read_stream(stream: IO[bytes], name: str) -> bytes:
    """All bytes of a stream, which may have no end; raises LimitError where they are too many."""
    content = stream.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise LimitError(f"{name}: a seed file has at most {SIZE_LIMIT} bytes, and this one has more: split it")
    return content


def text_of(content: bytes, name: str) -> str:
    """The text of one file; raises SourceError where it is no UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        good = content[: error.start].decode()
        found = f"the byte 0x{content[error.start]:02x} is no UTF-8"
        raise SourceError(
            [Problem(name, *_place_of_index(good, len(good)), found, "UTF-8 text", "save the file as UTF-8")]
        ) from error


def source_of(content: bytes, name: str) -> Source:
    """The data of one YAML file.

    Raises SourceError where it is no UTF-8 text or no YAML, has a repeated key, an anchor, an alias or a tag, nests too
    deeply, or holds nothing.
    """
    source = parse_source(text_of(content, name), name)
    if not source.data:
        raise SourceError([Problem(name, 1, 1, "the file holds nothing", _SECTIONS, "fill it, or delete it")])
    return source


def parse_source(text: str, name: str) -> Source:
    """Parse the text of one file; raises SourceError as ``source_of`` does, but takes a text without any data."""
    text = text.replace("\r\n", "\n")
    if match := UNWRITABLE.search(text):
        place = _place_of_index(text, match.start())
        raise SourceError([Problem(name, *place, _character(match[0]), "printable characters", "take it out")])
    return read_quickly(text, name) or read_closely(text, name)


def read_quickly(text: str, name: str) -> Source | None:
    """The data of a text, by the parser in C; None where something is wrong with it, or where parsers may differ."""
    if _QUICK is None or _DOUBTFUL.search(text):
        return None
    walker = _Walker(name, yaml.parse(text, Loader=_QUICK))
    try:
        data = walker.document()
    except (yaml.YAMLError, UnicodeError, _TooDeepError):
        return None
    if walker.problems or not isinstance(data, dict | None):
        return None
    return Source(name, data or {}, walker.places, walker.keys)


def read_closely(text: str, name: str) -> Source:
    """The data of any text, by the parser that has words for what is wrong; raises what ``parse_source`` does."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - slow to import, and seldom needed
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415 - the same

    walker = _Walker(name, YAML(typ="safe", pure=True).parse(text))
    try:
        data = walker.document()
    except MarkedYAMLError as error:
        walker.problems.append(_no_yaml(name, error))
    except YAMLError as error:
        found = " ".join(str(error).split())
        walker.problems.append(Problem(name, 1, 1, f"no YAML: {found}", advice=_hint(found)))
    except _TooDeepError:
        pass
    if walker.problems:
        raise SourceError(walker.problems)
    if not isinstance(data, dict | None):
        raise SourceError([Problem(name, 1, 1, "the file is no mapping", _SECTIONS)])
    return Source(name, data or {}, walker.places, walker.keys)


def _place_of_index(text: str, index: int) -> Place:
    """Line and column of the character at an index of a text."""
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")


def _character(character: str) -> str:
    return f"the character U+{ord(character):04X}"


def _no_yaml(name: str, error: MarkedYAMLError) -> Problem:
    """What the parser says, where it says so; what is still open at the end of the file is mended where it opens."""
    found = " ".join(part for part in (error.context, error.problem) if part)
    at_end = "stream end" in found or "end of stream" in found
    marks = (error.context_mark, error.problem_mark) if at_end else (error.problem_mark, error.context_mark)
    line, column = next(((mark.line + 1, mark.column + 1) for mark in marks if mark), (1, 1))
    advice = _hint(found)
    opened = error.context_mark
    for construct, sign in _CLOSED_BY.items():
        if opened and construct in found:
            advice = f"close with {sign} what opens in line {opened.line + 1}, column {opened.column + 1}"
    return Problem(name, line, column, f"no YAML: {found}", advice=advice)


def _hint(found: str) -> str:
    if "mapping values are not allowed" in found:
        return "put a value that holds `: ` between double quotes"
    if r"'\t'" in found:
        return "use spaces, not tabs"
    if "cannot start any token" in found:
        return "put a value that starts with a sign such as % or @ between double quotes"
    if "expected <block end>" in found or "<block mapping start>" in found:
        return "let the keys of one record start in one column, and put a value with signs between double quotes"
    return "see seeds/README.md for the form of a seed file"


class _TooDeepError(Exception):
    """Ends the reading of a file that nests too deeply."""


_NODES: Final = frozenset({"AliasEvent", "ScalarEvent", "SequenceStartEvent", "MappingStartEvent"})


def _kind(event: Any) -> str:
    """The name of an event's class, which is the same in both parsers."""
    return type(event).__name__


class _Walker:
    """Turns the events of a YAML parser into plain data and notes places and what is not allowed."""

    def __init__(self, name: str, events: Iterable[Any]) -> None:
        self.name = name
        self.places: dict[Steps, Place] = {}
        self.keys: dict[Steps, Place] = {}
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(events)

    def document(self) -> Plain:
        """The one document of the file; None where there is none."""
        data: Plain = None
        documents = 0
        for event in self._events:
            if _kind(event) == "DocumentStartEvent":
                documents += 1
                if documents == 2:
                    self._wrong(event, "a second YAML document", "one document in a file", "take the `---` out")
            elif _kind(event) in _NODES:
                value = self._value(event, ())
                data = value if documents == 1 else data
        return data

    def _value(self, event: Any, path: Steps) -> Plain:
        self.places[path] = _start(event)
        if len(path) > DEPTH_LIMIT:
            self._wrong(event, "nested too deeply", f"{DEPTH_LIMIT} levels")
            raise _TooDeepError
        if _kind(event) == "AliasEvent":
            self._wrong(event, f"the alias *{event.anchor}", "plain values only", "write the value out")
            return None
        if _kind(event) == "ScalarEvent":
            return self._scalar(event)
        self._refuse_extras(event)
        return self._list(path) if _kind(event) == "SequenceStartEvent" else self._mapping(path)

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            self._wrong(event, f"the anchor &{event.anchor}", "plain values only", "leave the anchor out")
        if event.tag:
            self._wrong(event, f"the tag {event.tag}", "plain values only", "leave the tag out")

    def _scalar(self, event: Any) -> str | None:
        self._refuse_extras(event)
        text = str(event.value)
        if match := UNWRITABLE.search(text):
            self._wrong(event, f"{_character(match[0])} in a value", "printable characters", "take it out")
        return None if not event.style and text in {"", "~"} else text

    def _list(self, path: Steps) -> list[Plain]:
        items: list[Plain] = []
        while _kind(event := next(self._events)) != "SequenceEndEvent":
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Steps) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        while _kind(key := next(self._events)) != "MappingEndEvent":
            name = self._key(key, path)
            inside = (*path, name)
            known = name in result
            if known:
                self._wrong(key, f"the key `{name}` stands twice here", advice="keep one of the two")
            else:
                self.keys[inside] = _start(key)
            value = self._value(next(self._events), inside)
            if not known:
                result[name] = value
                if value is None:
                    self.places[inside] = _start(key)
        return result

    def _key(self, event: Any, path: Steps) -> str:
        if _kind(event) == "ScalarEvent":
            return self._scalar(event) or ""
        self._wrong(event, "a key that is no word", "plain keys")
        if _kind(event) != "AliasEvent":
            self._value(event, (*path, ""))
        return ""

    def _wrong(self, event: Any, found: str, allowed: str = "", advice: str = "") -> None:
        self.problems.append(Problem(self.name, *_start(event), found, allowed, advice))


def _start(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
