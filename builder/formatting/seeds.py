"""The one way that seed files are written.

Two spaces of indentation, lists indented under their key. A short list or record stays in the one-line form it was
written in, ``lines: [10, 12]``, as long as its line has at most 110 columns; everything else is in block form. A
text that would be longer than that is folded (``>-``). Quotes stand only where YAML needs them: around signs that
mean something to it, and around text that it would take for a number, a date or nothing. One blank line stands
before every section. Comments, the order of records and the data stay as they are.

Language: YAML 1.2, https://yaml.org/spec/1.2.2/.
"""

from __future__ import annotations

import io
import json
import re
import textwrap
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from builder.errors import Problem, SourceError
from builder.seeds.source import parse_source

WIDTH: Final = 110
"""Columns that a line of a seed file has at most, where its words allow it."""

_STRING: Final = "tag:yaml.org,2002:str"
_REMARK: Final = re.compile(r"(?<!\S)#[^\n]*|^[ \t]*$", re.MULTILINE)


def format_seed(text: str, name: str) -> str:
    """The ``text`` of a seed file in canonical form; formatting the result again changes nothing.

    ``name`` is the file's name for messages. Raises SourceError, with line and column, where the text is no seed file
    in YAML.
    """
    data = parse_source(text, name).data
    text = text.replace("\r\n", "\n")
    root = YAML(typ="safe", pure=True).compose(text)
    writer = _Writer(text, root)
    if isinstance(root, MappingNode) and root.value:
        writer.mapping(root, 0)
    result = writer.finish()
    if result != text and parse_source(result, name).data != data:
        advice = "write its unusual texts between double quotes"
        raise SourceError([Problem(name, 0, 0, "can't be brought into form without changing data", advice=advice)])
    return result


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment, or a blank line where ``text`` is empty; ``behind`` says that something stands before it."""

    index: int
    line: int
    text: str
    behind: bool


def _remarks(text: str, root: Node | None) -> Iterator[_Remark]:
    """All comments and blank lines that are not part of a value."""
    spans = sorted(_scalar_spans(text, root)) if root else []
    starts = [start for start, _ in spans]
    line = position = 0
    for match in _REMARK.finditer(text):
        index = match.start()
        line += text.count("\n", position, index)
        position = index
        around = bisect_right(starts, index) - 1
        if around < 0 or index >= spans[around][1]:
            before = text[text.rfind("\n", 0, index) + 1 : index]
            yield _Remark(index, line, match[0].rstrip(" \t"), bool(before.strip()))


def _scalar_spans(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Where the texts of all values begin and end; of a block scalar the lines below its sign."""
    if isinstance(node, ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        written = text[start:end]
        if node.style in ("|", ">"):
            start += (written + "\n").index("\n")
        yield start, start + len(text[start:end].rstrip())
    for child in _children(node):
        yield from _scalar_spans(text, child)


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


class _Writer:
    """Writes nodes as lines, each comment where it belongs. Margins and columns count from 0."""

    def __init__(self, text: str, root: Node | None) -> None:
        yaml = YAML()
        _, _, self._emitter = yaml.get_serializer_representer_emitter(io.StringIO(), None)
        self._resolver = yaml.resolver
        self._text = text
        remarks = list(_remarks(text, root))
        self._comments = [remark.index for remark in remarks if remark.text]
        self._remarks = deque(remarks)
        self._lines: list[str] = []
        self._entry = 0
        """Index of the first line of the entry written last."""
        self._source_line = -1
        """Line of the source on which that entry ended."""

    def finish(self) -> str:
        """The whole text, when all nodes are written."""
        self._write_remarks(len(self._text) + 1, 0)
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        return "".join(f"{line}\n" for line in self._lines)

    def mapping(self, node: MappingNode, margin: int, opening: str = "") -> None:
        """Write a mapping in block form; ``opening`` is what its first line starts with in place of the margin."""
        for key, value in node.value:
            self._write(f"{opening or ' ' * margin}{self._scalar(key, flow=False)}:", key, value, margin)
            opening = ""

    def _sequence(self, node: SequenceNode, margin: int, opening: str = "") -> None:
        for item in node.value:
            head = f"{opening or ' ' * margin}-"
            opening = ""
            if isinstance(item, ScalarNode) or self._fits(item, len(head) + 1):
                self._write(head, item, item, margin)
            elif isinstance(item, MappingNode):
                self.mapping(item, margin + 2, head + " ")
            else:
                self._sequence(item, margin + 2, head + " ")

    def _write(self, head: str, first: Node, value: Node, margin: int) -> None:
        """Write an entry, ``head`` being its key or dash and ``first`` the node with which its source begins."""
        inline = isinstance(value, ScalarNode) or self._fits(value, len(head) + 1)
        empty = isinstance(value, ScalarNode) and not value.value and not value.style  # marked at what follows it
        last = value if inline and not empty else first
        end = last.start_mark.index + len(self._written(last))
        self._write_remarks(end if inline else first.start_mark.index, len(head) - len(head.lstrip(" ")), margin == 0)
        self._entry = len(self._lines)
        if isinstance(value, ScalarNode):
            self._lines += self._value_lines(head, value, margin + 2)
        elif inline:
            self._lines.append(f"{head} {self._line(value)}")
        else:
            self._lines.append(head)
        self._source_line = last.start_mark.line + self._written(last).count("\n")
        if isinstance(value, MappingNode) and not inline:
            self.mapping(value, margin + 2)
        elif isinstance(value, SequenceNode) and not inline:
            self._sequence(value, margin + 2)

    def _written(self, node: Node) -> str:
        """The source of a node, without blank lines below it."""
        return self._text[node.start_mark.index : node.end_mark.index].rstrip()

    def _write_remarks(self, index: int, margin: int, section: bool = False) -> None:
        """Write the comments and single blank lines that stand before ``index``, and a blank one before a section."""
        above: list[str] = []
        while self._remarks and self._remarks[0].index < index:
            remark = self._remarks.popleft()
            if remark.behind and remark.line == self._source_line:
                self._write_behind(remark.text)
            elif remark.text or not above or above[-1]:
                above.append(" " * margin + remark.text if remark.text else "")
        if section and "" not in above:
            above.insert(0, "")
        if above and not above[0] and not (self._lines and self._lines[-1]):
            del above[0]
        self._lines += above

    def _write_behind(self, comment: str) -> None:
        entry = self._lines[self._entry]
        if len(self._lines) == self._entry + 1:
            self._lines[-1] = f"{entry}  {comment}"
        else:  # behind text in lines it would be part of the text
            self._lines.insert(self._entry, " " * (len(entry) - len(entry.lstrip(" "))) + comment)
            self._entry += 1

    def _fits(self, node: Node, column: int) -> bool:
        """Whether a list or record stays in one line that begins at ``column``."""
        if not node.value:
            return True
        start, end = node.start_mark.index, node.end_mark.index
        commented = bisect_right(self._comments, end) > bisect_right(self._comments, start)
        in_line = isinstance(node, CollectionNode) and node.flow_style
        return bool(in_line) and not commented and column + len(self._line(node)) <= WIDTH

    def _line(self, node: Node) -> str:
        """The one-line form of a node."""
        if isinstance(node, ScalarNode):
            return self._scalar(node, flow=True)
        if isinstance(node, MappingNode):
            pairs = (f"{self._line(key)}: {self._line(value)}" for key, value in node.value)
            return "{" + ", ".join(pairs) + "}"
        return "[" + ", ".join(map(self._line, node.value)) + "]"

    def _value_lines(self, head: str, node: ScalarNode, margin: int) -> list[str]:
        """The lines of an entry whose value is text, the first beginning with ``head``."""
        text = str(node.value).removesuffix("\n")
        end = "" if text != node.value else "-"
        if node.style == ">" and _foldable(text):
            kept = [line.strip() for line in self._written(node).split("\n")[1:]]
            return [f"{head} >{end}", *_indented(_narrower(kept, text, margin), margin)]
        if node.style in ("|", ">") and _literal(text):
            return [f"{head} |{end}", *_indented(text.split("\n"), margin)]
        line = f"{head} {self._scalar(node, flow=False)}".rstrip(" ")
        below = [line[margin:]]
        broken = _narrower(below, text, margin) if end and _foldable(text) else below
        return [line] if broken == below else [f"{head} >-", *_indented(broken, margin)]

    def _scalar(self, node: ScalarNode, flow: bool) -> str:
        """A text as it stands in a line: plain where YAML lets it, else in quotes."""
        value = str(node.value)
        if not node.style and value in ("", "~"):
            return "~" if flow else value
        analysis = self._emitter.analyze_scalar(value)
        plain = analysis.allow_flow_plain and value[0] not in "?:" if flow else analysis.allow_block_plain
        number = str(self._resolver.resolve(ScalarNode, value, (True, False))) != _STRING
        if value and plain and not (number and node.style):
            return value
        if analysis.allow_single_quoted and re.search(r'["\\]', value) and not re.search(r"['\n]", value):
            return f"'{value}'"
        return re.sub(r"[^ -~]", _escaped, json.dumps(value, ensure_ascii=False))


def _indented(lines: list[str], margin: int) -> Iterator[str]:
    return (" " * margin + line if line else "" for line in lines)


def _foldable(text: str) -> bool:
    """Whether lines can be broken at every space of a text."""
    return bool(text) and " ".join(text.split()) == text and text.isprintable()


def _narrower(lines: list[str], text: str, margin: int) -> list[str]:
    """The lines if they are no wider than allowed, or if breaking the text anew makes none narrower; else that."""
    broken = textwrap.wrap(text, WIDTH - margin, break_long_words=False, break_on_hyphens=False)
    allowed = max(WIDTH - margin, *map(len, broken))
    return lines if max(map(len, lines)) <= allowed else broken


def _literal(text: str) -> bool:
    """Whether a text can stand in lines as it is: no blanks at its ends or those of a line, no odd signs."""
    lines = text.split("\n")
    return text == text.strip() != "" and all(line == line.rstrip() and line.isprintable() for line in lines)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
