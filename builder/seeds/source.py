"""YAML files as plain data that remembers where every value stands.

Every scalar stays text: what is a number, a date or a period is for the record that takes it to say, so that
``2014/15``, ``36.10`` and ``no`` arrive as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.errors import InputError, Problem, SourceError

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Step: TypeAlias = str | int
Place: TypeAlias = tuple[int, int]

SIZE_LIMIT = 16 * 1024 * 1024
"""Largest seed file in bytes; a curated file of this size is a mistake."""

DEPTH_LIMIT = 12
"""Deepest nesting of a seed file; the records need five."""


@dataclass(frozen=True, slots=True)
class Source:
    """One seed file: its name as messages show it, its data, and the 1-based place of every value."""

    name: str
    data: dict[str, Plain]
    places: dict[tuple[Step, ...], Place]

    def place(self, path: tuple[Step, ...]) -> Place:
        """Line and column of the value at ``path``, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found:
                return found
        return (1, 1)

    def problem(self, path: tuple[Step, ...], found: str, allowed: str = "", advice: str = "") -> Problem:
        """A problem at the value that ``path`` leads to."""
        line, column = self.place(path)
        return Problem(self.name, line, column, found, allowed, advice)


def read_source(path: Path, name: str) -> Source:
    """Read one YAML file.

    Raises InputError where the file can't be read, SourceError where it is no YAML, has a repeated key, an anchor,
    an alias or a tag, or nests too deeply.
    """
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise InputError(f"{name}: {size} bytes; a seed file has at most {SIZE_LIMIT}: split it")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 text (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise InputError(f"{name}: can't be read ({error.strerror or error})") from error
    return parse_source(text, name)


def parse_source(text: str, name: str) -> Source:
    """Parse the text of one seed file; raises SourceError as ``read_source`` does."""
    walker = _Walker(name)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        data = walker.plain(node, ()) if node is not None else {}
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        found = " ".join(part for part in (error.context, error.problem) if part)
        raise SourceError([Problem(name, line, column, f"no YAML: {found}", advice=_hint(found))]) from error
    except YAMLError as error:
        raise SourceError([Problem(name, 1, 1, f"no YAML: {' '.join(str(error).split())}")]) from error
    except RecursionError:
        raise SourceError([Problem(name, 1, 1, "nested too deeply", f"{DEPTH_LIMIT} levels")]) from None
    if walker.problems:
        raise SourceError(walker.problems)
    if not isinstance(data, dict):
        problem = Problem(name, 1, 1, "the file is no mapping", "sections such as `judgments:` at the left margin")
        raise SourceError([problem])
    return Source(name, data, walker.places)


def _hint(found: str) -> str:
    if "mapping values are not allowed" in found:
        return "put a value that holds `: ` between double quotes"
    if "cannot start any token" in found:
        return "use spaces, not tabs, and put a value that starts with a sign such as % or @ between double quotes"
    return "see seeds/README.md for the form of a seed file"


class _Walker:
    """Turns composed nodes into plain data and notes places and what is not allowed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[tuple[Step, ...], Place] = {}
        self.problems: list[Problem] = []
        self._open: set[int] = set()
        self._seen: set[int] = set()

    def plain(self, node: Node, path: tuple[Step, ...]) -> Plain:
        self.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if len(path) > DEPTH_LIMIT:
            self._wrong(node, "nested too deeply", f"{DEPTH_LIMIT} levels")
            return None
        if node.anchor is not None or id(node) in self._seen:
            self._wrong(node, "an anchor or alias", "plain values only", "write the value out")
            return None
        self._seen.add(id(node))
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if isinstance(node, SequenceNode):
            return [self.plain(child, (*path, index)) for index, child in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        raise TypeError(type(node))

    def _scalar(self, node: ScalarNode) -> str | None:
        if not str(node.tag).startswith("tag:yaml.org,2002:") or "/" in str(node.tag):
            self._wrong(node, f"the tag {node.tag}", "plain values only", "leave the tag out")
            return None
        if not node.style and node.value in {"", "~"}:
            return None
        return str(node.value)

    def _mapping(self, node: MappingNode, path: tuple[Step, ...]) -> Plain:
        result: dict[str, Plain] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._wrong(key, "a key that is no word", "plain keys")
            elif key.value in result:
                self._wrong(key, f"the key `{key.value}` stands twice here", advice="keep one of the two")
            else:
                result[key.value] = self.plain(value, (*path, key.value))
                if result[key.value] is None:
                    self.places[(*path, key.value)] = (key.start_mark.line + 1, key.start_mark.column + 1)
        return result

    def _wrong(self, node: Node, found: str, allowed: str = "", advice: str = "") -> None:
        mark = node.start_mark
        self.problems.append(Problem(self.name, mark.line + 1, mark.column + 1, found, allowed, advice))
